//! Frames: what a Python call is while it runs, and a generator between two `next`s.

use timeslice_trace::ThreadId;

use crate::value::{Ref, Value};

/// A running call. Its locals and evaluation stack are a stretch of its thread's stack that
/// begins at `base`.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Index of the code.
    pub code: u32,
    /// The next instruction.
    pub pc: u32,
    /// Stack index of local slot 0.
    pub base: u32,
    /// Length that the stack is cut to when the frame is left.
    pub floor: u32,
    /// Module namespace (a dict).
    pub globals: Ref,
    /// Local namespace of module and class bodies, Null in functions.
    pub namespace: Value,
    /// What to do with the result.
    pub cont: Cont,
    /// The generator this frame belongs to, or Null.
    pub generator: Value,
    /// The exception that was being handled when the frame was entered.
    pub handled: Value,
    /// The function called, or Null.
    pub function: Value,
}

/// What becomes of a frame's result. "Below" means on the caller's evaluation stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cont {
    /// Push it.
    Push,
    /// Drop it.
    Drop,
    /// The root frame of a thread: the thread ends.
    Thread,
    /// `__init__`: must be None; the instance is below already.
    Init,
    /// Binary operator with its operands below; how many methods were tried already.
    Binary {
        /// [`timeslice_compiler::BinOp`] as in the instruction.
        op: u32,
        /// Next method to try when this one gave NotImplemented.
        stage: u8,
    },
    /// The same for comparisons.
    Compare {
        /// [`timeslice_compiler::CmpOp`].
        op: u32,
        /// Next method to try.
        stage: u8,
    },
    /// Truth value: must be bool (`__bool__`) or an int (`__len__`); push the bool and go on with
    /// the instruction that asked.
    Truth {
        /// The method was `__len__`.
        len: bool,
    },
    /// `in`: push its truth value, negated when set; may need `Truth` next.
    Contains {
        /// `not in`.
        negate: bool,
    },
    /// `not x` after `__bool__`/`__len__`.
    Not,
    /// `for`: push; StopIteration ends the loop (jump target).
    ForIter(u32),
    /// `next(it, default)`: the default is below.
    NextDefault,
    /// `sum(generator)`: add it and ask for the next; generator, sum and correction are below.
    Sum,
    /// `yield from` / `await`: push; StopIteration is the result and a jump.
    Send(u32),
    /// The same for an async generator's `aclose()`: GeneratorExit and StopAsyncIteration end it.
    SendClose(u32),
    /// `__anext__`: push its awaitable.
    AwaitableOf,
    /// `str()`, `repr()`, `format()`, `ascii()`: must be a str; which one.
    CheckStr(StrMethod),
    /// `len()`: must be a non-negative int.
    CheckLen,
    /// `hash()`: must be an int.
    CheckHash,
    /// `iter()`: must be an iterator.
    CheckIter,
    /// `__index__` of a subscript: must be an int; push it and execute the instruction again.
    IndexRetry,
    /// Attribute of `__getattribute__` or a property: on AttributeError call `__getattr__`; object and name are below.
    GetAttr {
        /// The instruction was `LoadMethod`: push NULL after the result.
        method: bool,
    },
    /// `getattr(o, n, default)`: on AttributeError the default, which is below.
    GetAttrDefault,
    /// Push, then NULL (a property's value that will be called).
    PushNull,
    /// A module's body has run: go on with the import instruction.
    Import(Ref),
    /// A class body has run: function's results are below; make the class.
    ClassBody,
    /// `async for`/`await` protocol: the result must be awaitable.
    CheckAwaitable(u8),
    /// A generator's `close()`: GeneratorExit and StopIteration are fine, a value is not.
    GenClose,
    /// `__new__`: when the result is an instance of the class below, call `__init__` with the arguments below.
    New(u32),
    /// `__set_name__` / `__init_subclass__` hooks done in Python: the class is below.
    Keep,
    /// A list for a slice assignment: object and slice are below.
    StoreSlice,
    /// Push and execute the instruction again.
    Retry,
    /// Push, below the value that is on the top, and execute the instruction again.
    SwapRetry,
}

/// The target of a [`Cont::Send`] or [`Cont::SendClose`] that is no instruction but a call of
/// `send`: the end is a StopIteration.
pub const NO_TARGET: u32 = u32::MAX;

/// Which str-giving method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum StrMethod {
    Str,
    Repr,
    Format,
    Ascii,
}

/// What kind of generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum GenKind {
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// Where a generator is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GenState {
    /// Not started.
    Created,
    /// Between two `next`s.
    Suspended,
    /// In some thread's stack.
    Running(ThreadId),
    /// Ended.
    Closed,
}

/// A generator, coroutine or async generator.
#[derive(Clone, Debug)]
pub struct GenData {
    /// Which of the three.
    pub kind: GenKind,
    /// Where it is.
    pub state: GenState,
    /// The frame, while it is not running.
    pub frame: Option<Frame>,
    /// Its part of the stack, while it is not running.
    pub stack: Vec<Value>,
    /// `__name__` (a str).
    pub name: Value,
    /// `__qualname__` (a str).
    pub qualname: Value,
    /// The exception it was handling when it was suspended.
    pub handled: Value,
    /// Index of the code.
    pub code: u32,
    /// A coroutine's `cr_origin`: None, or a tuple of (file, line, function).
    pub origin: Value,
    /// Async generator: `aclose` was called or it is exhausted; a running `asend`/`athrow`.
    pub async_busy: bool,
}
