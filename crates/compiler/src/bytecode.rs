//! The bytecode: what the compiler emits and the machine executes.
//!
//! A stack machine in the shape of CPython 3.13's: `Resume`, `JumpBackward` and the `Call` family
//! stay distinct because preemption depends on them (semantics: `Python/bytecodes.c`, 3.13).
//! Stack effects are written `[before → after]`, top of the stack on the right; `NULL` is the
//! absent receiver below a call's arguments.

use std::sync::Arc;

use num_bigint::BigInt;

/// One instruction: the operation and its argument (0 where the operation takes none).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instr {
    /// What to do.
    pub op: Op,
    /// Meaning depends on `op`; jump targets are absolute instruction indices.
    pub arg: u32,
}

/// The operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Op {
    /// `[ → ]` Does nothing.
    Nop,
    /// `[ → ]` Start of a code object (arg 0), or where a generator goes on after `yield` (1),
    /// `yield from` (2), `await` (3).
    Resume,
    /// `[x → ]`
    PopTop,
    /// `[ → NULL]` The absent receiver of a plain call.
    PushNull,
    /// `[… → … x]` Pushes the arg-th item from the top (1 = top).
    Copy,
    /// `[…]` Swaps the top with the arg-th item from the top (2 = the one below).
    Swap,
    /// `[ → c]` Pushes constant arg.
    LoadConst,
    /// `[ → x]` Pushes local slot arg; UnboundLocalError when empty.
    LoadFast,
    /// `[x → ]`
    StoreFast,
    /// `[ → ]` Empties local slot arg; UnboundLocalError when empty.
    DeleteFast,
    /// `[ → ]` Empties local slot arg if it is not empty yet (hidden comprehension variables).
    ClearFast,
    /// `[ → ]` Puts a new cell, holding the slot's present value, into slot arg.
    MakeCell,
    /// `[ → cell]` Pushes the cell in slot arg itself.
    LoadClosure,
    /// `[ → x]` Pushes what the cell in slot arg holds; NameError / UnboundLocalError when empty.
    LoadDeref,
    /// `[x → ]`
    StoreDeref,
    /// `[ → ]`
    DeleteDeref,
    /// `[ → x]` Class bodies: the class namespace's name of the cell in slot arg, else the cell's value.
    LoadClassDeref,
    /// `[ → x]` Name arg in local namespace, globals, builtins (module and class bodies).
    LoadName,
    /// `[x → ]`
    StoreName,
    /// `[ → ]`
    DeleteName,
    /// `[ → x]` or `[ → x NULL]`: name arg>>1 in globals, builtins; arg&1 asks for the NULL.
    LoadGlobal,
    /// `[x → ]` Name arg.
    StoreGlobal,
    /// `[ → ]` Name arg.
    DeleteGlobal,
    /// `[ → d]` The local namespace as a dict (class bodies).
    LoadLocals,
    /// `[o → o.name]` Name arg.
    LoadAttr,
    /// `[o → f self]` or `[o → o.name NULL]`: name arg looked up to be called next.
    LoadMethod,
    /// `[x o → ]` `o.name = x`.
    StoreAttr,
    /// `[o → ]`
    DeleteAttr,
    /// `[o k → o[k]]`
    BinarySubscr,
    /// `[x o k → ]` `o[k] = x`.
    StoreSubscr,
    /// `[o k → ]`
    DeleteSubscr,
    /// `[a b → slice]` (arg 2) or `[a b c → slice]` (arg 3).
    BuildSlice,
    /// `[x → -x]`
    UnaryNegative,
    /// `[x → +x]`
    UnaryPositive,
    /// `[x → ~x]`
    UnaryInvert,
    /// `[x → not x]`
    UnaryNot,
    /// `[a b → a op b]` arg is a [`BinOp`], plus [`INPLACE`] for the augmented form.
    BinaryOp,
    /// `[a b → a op b]` arg is a [`CmpOp`].
    CompareOp,
    /// `[a b → a in b]` arg 1: `not in`.
    ContainsOp,
    /// `[a b → a is b]` arg 1: `is not`.
    IsOp,
    /// `[ → ]` To arg (forward).
    Jump,
    /// `[ → ]` To arg (backward); a preemption point.
    JumpBackward,
    /// `[ → ]` To arg (backward); never a preemption point (the await loop).
    JumpBackwardNoInterrupt,
    /// `[x → ]` To arg when x is true.
    PopJumpIfTrue,
    /// `[x → ]` To arg when x is false.
    PopJumpIfFalse,
    /// `[x → ]`
    PopJumpIfNone,
    /// `[x → ]`
    PopJumpIfNotNone,
    /// `[x → iter(x)]`
    GetIter,
    /// `[it → it item]`, or at the end `[it → ]` and a jump to arg.
    ForIter,
    /// `[x1 … xn → t]` n = arg.
    BuildTuple,
    /// `[x1 … xn → l]`
    BuildList,
    /// `[x1 … xn → s]`
    BuildSet,
    /// `[k1 v1 … kn vn → d]`
    BuildMap,
    /// `[s1 … sn → s]` All are str.
    BuildString,
    /// `[l … x → l …]` Appends x to the list arg below the top (1: directly below x).
    ListAppend,
    /// `[s … x → s …]`
    SetAdd,
    /// `[d … k v → d …]` The dict is arg below v's pair (1: directly below k).
    MapAdd,
    /// `[l … it → l …]` Extends the list; `Value after * must be an iterable` texts are the machine's.
    ListExtend,
    /// `[s … it → s …]`
    SetUpdate,
    /// `[d … m → d …]` `{**m}`: later keys win.
    DictUpdate,
    /// `[… f self args d m → … f self args d]` `f(**m)`: a repeated or non-str key is a TypeError.
    DictMerge,
    /// `[l → t]` The list as a tuple.
    ListToTuple,
    /// `[x → xn … x1]` Exactly n = arg items, first on top.
    UnpackSequence,
    /// `[x → …]` arg & 0xff items before the star, arg >> 8 after it; first on top.
    UnpackEx,
    /// `[x → str]` Conversion arg: 1 `!s`, 2 `!r`, 3 `!a`.
    ConvertValue,
    /// `[x → str]` `format(x, "")`.
    FormatSimple,
    /// `[x spec → str]`
    FormatWithSpec,
    /// `[defaults? kwdefaults? annotations? closure? code → f]` arg: [`make_function`] flags.
    MakeFunction,
    /// `[f self|NULL x1 … xn → r]` n = arg, without the receiver.
    Call,
    /// `[f self|NULL x1 … xn names → r]` The last `len(names)` of the n arguments are keywords; names is a constant tuple of str.
    CallKw,
    /// `[f self|NULL args → r]`, with arg 1 `[f self|NULL args kwargs → r]`; args any iterable already made a tuple.
    CallEx,
    /// `[ → __build_class__]`
    LoadBuildClass,
    /// `[x → ]` Leaves the frame with x.
    ReturnValue,
    /// `[x → sent]` Suspends the generator with x; arg 1 when it passes on a `yield from`/`await`.
    YieldValue,
    /// `[it → it]` What `yield from` iterates: generators as they are, else `iter(it)`; coroutines only where allowed.
    GetYieldFromIter,
    /// `[o → awaitable]` arg 1: of `__aenter__`, 2: of `__aexit__` (error texts).
    GetAwaitable,
    /// `[o → aiter]`
    GetAIter,
    /// `[aiter → aiter awaitable]`
    GetANext,
    /// `[it v → it yielded]`, or when `it` is exhausted `[it v → result]` and a jump to arg.
    Send,
    /// `[aiter exc → ]` Ends `async for` when exc is StopAsyncIteration, else raises it again.
    EndAsyncFor,
    /// `[ → ]` Raises again the handled exception (0), `[e → ]` raises e (1), `[e cause → ]` raises e from cause (2).
    RaiseVarargs,
    /// `[exc → ]` Raises exc again without adding a traceback entry for this frame.
    Reraise,
    /// `[exc → prev exc]` exc becomes the handled exception.
    PushExcInfo,
    /// `[prev → ]` prev becomes the handled exception again.
    PopExcept,
    /// `[exc type → exc bool]`
    CheckExcMatch,
    /// `[exc type → rest match]` `except*`: match is None when nothing matches, rest None when all does.
    CheckEgMatch,
    /// `[orig list → exc]` `except*`: what is left to raise (None when nothing).
    PrepReraiseStar,
    /// `[mgr → exit entered]` `__enter__` called, `__exit__` bound.
    BeforeWith,
    /// `[mgr → aexit awaitable]` The same for `async with`; the awaitable is `__aenter__`'s.
    BeforeAsyncWith,
    /// `[exit → r]` Calls `exit(None, None, None)`.
    WithExit,
    /// `[exit prev exc → exit prev exc r]` Calls `exit(type, exc, tb)`.
    WithExceptStart,
    /// `[ → AssertionError]`
    LoadAssertionError,
    /// `[level fromlist → module]` Name arg (dotted).
    ImportName,
    /// `[m → m x]` Name arg from module m.
    ImportFrom,
    /// `[m → ]` All public names into the local namespace.
    ImportStar,
    /// `[ → ]` Makes `__annotations__` in the local namespace when it is missing.
    SetupAnnotations,
    /// `[x → x bool]` Is x a sequence for `case [...]`?
    MatchSequence,
    /// `[x → x bool]`
    MatchMapping,
    /// `[x keys → x keys values|None]` values: tuple of x's values for keys.
    MatchKeys,
    /// `[x cls names → attrs|None]` arg positional sub-patterns, names: tuple of keyword attributes.
    MatchClass,
    /// `[x → x len(x)]`
    GetLen,
    /// `[d keys → d rest]` A new dict of d without keys (`case {**rest}`).
    DictWithoutKeys,
    /// `[x → wrapped]` A value yielded by an async generator, told apart from what it awaits.
    AsyncGenWrap,
}

/// Flag in the argument of [`Op::BinaryOp`]: the augmented assignment's form.
pub const INPLACE: u32 = 0x80;

/// Flags in the argument of [`Op::MakeFunction`], in the order of the stack.
pub mod make_function {
    /// A tuple of positional defaults.
    pub const DEFAULTS: u32 = 1;
    /// A dict of keyword-only defaults.
    pub const KWDEFAULTS: u32 = 2;
    /// A dict of annotations.
    pub const ANNOTATIONS: u32 = 4;
    /// A tuple of cells.
    pub const CLOSURE: u32 = 8;
}

/// Binary operators, the argument of [`Op::BinaryOp`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    MatMul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    And,
    Or,
    Xor,
}

/// Comparison operators, the argument of [`Op::CompareOp`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum CmpOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl BinOp {
    /// All, in the order of their numbers.
    pub const ALL: [BinOp; 13] = [
        BinOp::Add,
        BinOp::Sub,
        BinOp::Mul,
        BinOp::MatMul,
        BinOp::Div,
        BinOp::FloorDiv,
        BinOp::Mod,
        BinOp::Pow,
        BinOp::LShift,
        BinOp::RShift,
        BinOp::And,
        BinOp::Or,
        BinOp::Xor,
    ];

    /// The operator as it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            BinOp::Add => "+",
            BinOp::Sub => "-",
            BinOp::Mul => "*",
            BinOp::MatMul => "@",
            BinOp::Div => "/",
            BinOp::FloorDiv => "//",
            BinOp::Mod => "%",
            BinOp::Pow => "**",
            BinOp::LShift => "<<",
            BinOp::RShift => ">>",
            BinOp::And => "&",
            BinOp::Or => "|",
            BinOp::Xor => "^",
        }
    }
}

impl CmpOp {
    /// All, in the order of their numbers.
    pub const ALL: [CmpOp; 6] = [CmpOp::Lt, CmpOp::Le, CmpOp::Eq, CmpOp::Ne, CmpOp::Gt, CmpOp::Ge];

    /// The operator as it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            CmpOp::Lt => "<",
            CmpOp::Le => "<=",
            CmpOp::Eq => "==",
            CmpOp::Ne => "!=",
            CmpOp::Gt => ">",
            CmpOp::Ge => ">=",
        }
    }
}

/// A constant of a code object.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Const {
    None,
    Ellipsis,
    Bool(bool),
    Int(i64),
    BigInt(BigInt),
    Float(f64),
    Complex(f64, f64),
    Str(Arc<str>),
    Bytes(Arc<[u8]>),
    Tuple(Vec<Const>),
    FrozenSet(Vec<Const>),
    Code(Arc<Code>),
}

/// What kind of block a code object was compiled from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// A whole file, or a string for `exec`.
    Module,
    /// One expression, for `eval`.
    Expression,
    /// A `def`, lambda or generator expression.
    Function,
    /// A class body.
    Class,
}

/// Properties of a code object, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodeFlags(pub u16);

impl CodeFlags {
    /// Has a `*args` parameter.
    pub const VARARGS: u16 = 1;
    /// Has a `**kwargs` parameter.
    pub const VARKEYWORDS: u16 = 2;
    /// Contains `yield`.
    pub const GENERATOR: u16 = 4;
    /// `async def` without `yield`.
    pub const COROUTINE: u16 = 8;
    /// `async def` with `yield`.
    pub const ASYNC_GENERATOR: u16 = 16;
    /// Part of Timeslice's own library: collapsed in views, no preemption inside.
    pub const LIBRARY: u16 = 32;
    /// Defined inside a function.
    pub const NESTED: u16 = 64;

    /// Whether all bits of `bit` are set.
    pub fn has(self, bit: u16) -> bool {
        self.0 & bit == bit
    }
}

/// The source range of an instruction, in bytes of [`Source::text`].
///
/// `anchor` is the part that CPython 3.13 marks with `^` inside a longer range marked with `~`
/// in a traceback (the operator of a binary operation, the brackets of a call or subscript);
/// empty (`anchor_start == anchor_end`) when the whole range is marked alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// First byte of the anchor.
    pub anchor_start: u32,
    /// One past the last byte of the anchor.
    pub anchor_end: u32,
}

/// An entry of the exception table: an exception raised in `start..end` unwinds the stack to
/// `depth` items above the frame's locals, pushes the exception and goes on at `target`.
/// Entries are sorted innermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// First instruction covered.
    pub start: u32,
    /// One past the last instruction covered.
    pub end: u32,
    /// Where the handler starts.
    pub target: u32,
    /// Stack items (above the locals) that are kept.
    pub depth: u32,
}

/// A source file: its name as tracebacks show it, its text and where its lines begin.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// As in `File "…"`.
    pub name: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// Byte offset of each line's first byte; line n (from 1) is `line_starts[n - 1]`.
    pub line_starts: Vec<u32>,
    /// Lines whose number is reported as another (`# timeslice: line N` in library files): (line, reported).
    pub line_overrides: Vec<(u32, u32)>,
    /// What CPython warns of when it compiles the file: (line, message).
    pub warnings: std::sync::OnceLock<Vec<(u32, String)>>,
}

impl Source {
    /// Indexes the lines of `text`.
    pub fn new(name: &str, text: &str) -> Source {
        let mut line_starts = vec![0];
        line_starts.extend(
            text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1),
        );
        Source {
            name: name.into(),
            text: text.into(),
            line_starts,
            line_overrides: Vec::new(),
            warnings: std::sync::OnceLock::new(),
        }
    }

    /// The line (from 1) that holds byte `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        self.line_starts.partition_point(|start| *start <= offset) as u32
    }

    /// The line (from 1) and column (from 1, in characters) of byte `offset`.
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let line = self.line(offset);
        let start = self.line_starts[line as usize - 1] as usize;
        let column = self.text.get(start..offset as usize).map_or(0, |s| s.chars().count());
        (line, column as u32 + 1)
    }

    /// The text of line `line` (from 1) without its line end; empty when there is no such line.
    pub fn line_text(&self, line: u32) -> &str {
        let Some(&start) = self.line_starts.get((line as usize).wrapping_sub(1)) else { return "" };
        let rest = &self.text[start as usize..];
        let end = rest.find('\n').unwrap_or(rest.len());
        rest[..end].trim_end_matches('\r')
    }

    /// The line number that a traceback shows for line `line`.
    pub fn reported_line(&self, line: u32) -> u32 {
        self.line_overrides.iter().find(|(l, _)| *l == line).map_or(line, |(_, r)| *r)
    }
}

/// A compiled block.
///
/// Local slots: parameters first (positional-only, positional, keyword-only, `*args`, `**kwargs`:
/// CPython's order), then other locals and hidden comprehension variables; then `frees` cells.
/// A captured local keeps its slot, which `MakeCell` turns into a cell at the start of the code.
#[derive(Debug, PartialEq)]
pub struct Code {
    /// `f`, `<module>`, `<lambda>`, `<genexpr>` …
    pub name: Arc<str>,
    /// `Class.method`, `f.<locals>.g` …
    pub qualname: Arc<str>,
    /// The file.
    pub source: Arc<Source>,
    /// Line of `def`/`class`/first decorator (as `co_firstlineno`).
    pub first_line: u32,
    /// What it was compiled from.
    pub kind: CodeKind,
    /// Properties.
    pub flags: CodeFlags,
    /// Number of positional-only parameters.
    pub positional_only: u32,
    /// Number of positional parameters, positional-only ones included.
    pub positional: u32,
    /// Number of keyword-only parameters.
    pub keyword_only: u32,
    /// Names of the local slots, without the frees.
    pub locals: Vec<Arc<str>>,
    /// Which local slots are cells (ascending).
    pub cells: Vec<u32>,
    /// Names of the free variables; their cells live in slots `locals.len()..`, filled from the closure tuple.
    pub frees: Vec<Arc<str>>,
    /// Constants.
    pub consts: Vec<Const>,
    /// Names for globals, attributes, imports.
    pub names: Vec<Arc<str>>,
    /// The instructions.
    pub instrs: Vec<Instr>,
    /// The source range of each instruction.
    pub spans: Vec<Span>,
    /// The exception table.
    pub handlers: Vec<Handler>,
    /// The most stack items (above the locals) in use at once.
    pub max_stack: u32,
    /// The docstring.
    pub doc: Option<Arc<str>>,
}
