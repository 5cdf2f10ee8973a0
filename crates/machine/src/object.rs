//! What objects are made of.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use num_bigint::BigInt;
use timeslice_trace::ThreadId;

use crate::attrs::AttrMap;
use crate::dict::{DictData, SetData};
use crate::frame::GenData;
use crate::native_object::NativeObject;
use crate::sync::SyncData;
use crate::value::{Ref, Value};

/// An object's body; at most 16 bytes and a tag, larger things behind an `Arc` of their own.
#[derive(Clone, Debug)]
pub enum Kind {
    /// An unused slot.
    Free,
    /// `str`.
    Str(Arc<Text>),
    /// An int of more than 64 bits.
    BigInt(Arc<BigInt>),
    /// `complex`.
    Complex(f64, f64),
    /// `bytes`.
    Bytes(Arc<[u8]>),
    /// `bytearray`.
    ByteArray(Arc<Vec<u8>>),
    /// `tuple`.
    Tuple(Arc<[Value]>),
    /// `list`.
    List(Arc<Vec<Value>>),
    /// `dict`.
    Dict(Arc<DictData>),
    /// `set`.
    Set(Arc<SetData>),
    /// `frozenset`.
    FrozenSet(Arc<SetData>),
    /// `collections.deque`.
    Deque(Arc<DequeData>),
    /// `range`: start, stop, step.
    Range(Arc<[i64; 3]>),
    /// `slice`: start, stop, step.
    Slice(Arc<[Value; 3]>),
    /// The cell of a captured variable.
    Cell(Value),
    /// A Python function.
    Function(Arc<FunctionData>),
    /// A function of the machine: index into the table of natives.
    Native(u32),
    /// A function bound to its receiver.
    Method(Arc<[Value; 2]>),
    /// A class.
    Class(Arc<ClassData>),
    /// An instance of a class written in Python (or of an exception class): class, attributes.
    Instance(Ref, Arc<AttrMap>),
    /// A module: its name (a str) and its namespace (a dict).
    Module(Ref, Ref),
    /// A compiled block: index into the process's table of codes.
    Code(u32),
    /// Generator, coroutine or async generator.
    Generator(Arc<GenData>),
    /// Iterator over a list or tuple: the sequence, the next index.
    SeqIter(Ref, u32),
    /// Iterator over a range with step 1: next, stop.
    RangeIter(i64, i64),
    /// Any other iterator of the machine's.
    Iter(Arc<IterData>),
    /// `property`: getter, setter, deleter, doc.
    Property(Arc<[Value; 4]>),
    /// `staticmethod`.
    StaticMethod(Value),
    /// `classmethod`.
    ClassMethod(Value),
    /// `super()`: the class after which the search starts, the receiver, the receiver's class.
    Super(Arc<[Value; 3]>),
    /// The rows of a traceback, innermost last.
    Traceback(Arc<Vec<TracebackEntry>>),
    /// `list[int]`, `int | None`: origin (None for a union) and arguments (a tuple).
    Alias(Arc<[Value; 2]>),
    /// `types.MappingProxyType`, and the views `keys()`, `values()`, `items()` of a dict.
    DictView(DictViewKind, Ref),
    /// `memoryview`-free weak reference: what it refers to (Null when that is gone), its callback.
    Weak(Arc<[Value; 2]>),
    /// A lock: who took it (`NONE` when free).
    Lock(LockState),
    /// RLock, Condition, Event, Semaphore, Barrier, queues.
    Sync(Arc<SyncData>),
    /// Everything else that is the machine's own: files, random generators, connections …
    Other(Arc<NativeObject>),
}

/// What a dict view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictViewKind {
    /// `d.keys()`.
    Keys,
    /// `d.values()`.
    Values,
    /// `d.items()`.
    Items,
    /// A read-only mapping proxy.
    Proxy,
}

/// A `threading.Lock`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockState {
    /// The thread that acquired it, `None` when it is free. Any thread may release it.
    pub owner: Option<ThreadId>,
}

/// A row of a traceback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TracebackEntry {
    /// Index of the code.
    pub code: u32,
    /// The instruction.
    pub pc: u32,
}

/// A str.
#[derive(Debug)]
pub struct Text {
    body: Body,
    chars: u32,
    hash: AtomicU64,
}

/// Most strs are short: those need no allocation of their own beside the object's.
#[derive(Debug)]
enum Body {
    /// The first so many bytes of the array, which are a whole str.
    Short([u8; SHORT], u8),
    Long(Box<str>),
}

/// Longest text in bytes that is kept without an allocation of its own.
const SHORT: usize = 22;

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        let body = if text.len() <= SHORT {
            let mut bytes = [0; SHORT];
            bytes[..text.len()].copy_from_slice(text.as_bytes());
            Body::Short(bytes, text.len() as u8)
        } else {
            Body::Long(text.into())
        };
        Text { body, chars: count_chars(text), hash: AtomicU64::new(0) }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        if text.len() <= SHORT {
            return text.as_str().into();
        }
        let text = text.into_boxed_str();
        let chars = count_chars(&text);
        Text { body: Body::Long(text), chars, hash: AtomicU64::new(0) }
    }
}

fn count_chars(text: &str) -> u32 {
    let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
    chars as u32
}

impl Text {
    /// As a Rust string.
    #[inline]
    pub fn as_str(&self) -> &str {
        match &self.body {
            // SAFETY: `Body::Short` is made in one place, of all bytes of a `&str`, and never
            // changed. Checking them at each use would cost more than the allocation saved.
            Body::Short(bytes, len) => unsafe {
                std::str::from_utf8_unchecked(&bytes[..usize::from(*len)])
            },
            Body::Long(text) => text,
        }
    }

    /// Number of code points.
    pub fn chars(&self) -> usize {
        self.chars as usize
    }

    /// Whether every character is one byte.
    pub fn is_ascii(&self) -> bool {
        self.chars as usize == self.as_str().len()
    }

    /// A hash of the text, the same in every run; computed once.
    pub fn hash(&self) -> u64 {
        let known = self.hash.load(Ordering::Relaxed);
        if known != 0 {
            return known;
        }
        let hash = crate::dict::hash_bytes(self.as_str().as_bytes()) | 1 << 62;
        self.hash.store(hash, Ordering::Relaxed);
        hash
    }

    /// The character at `index`, which must be in range.
    pub fn char_at(&self, index: usize) -> Option<char> {
        if self.is_ascii() {
            self.as_str().as_bytes().get(index).map(|b| char::from(*b))
        } else {
            self.as_str().chars().nth(index)
        }
    }

    /// The characters `start..end` (already clamped).
    pub fn substring(&self, start: usize, end: usize) -> &str {
        if start >= end {
            return "";
        }
        if self.is_ascii() {
            return &self.as_str()[start..end];
        }
        let text = self.as_str();
        let byte = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(i, _)| i);
        &text[byte(start)..byte(end)]
    }
}

/// A `deque`.
#[derive(Clone, Debug, Default)]
pub struct DequeData {
    /// The items.
    pub items: VecDeque<Value>,
    /// The greatest length.
    pub maxlen: Option<usize>,
}

/// A Python function.
#[derive(Clone, Debug)]
pub struct FunctionData {
    /// Index of the code.
    pub code: u32,
    /// The module's namespace (a dict).
    pub globals: Ref,
    /// Tuple of defaults, or Null.
    pub defaults: Value,
    /// Dict of keyword-only defaults, or Null.
    pub kwdefaults: Value,
    /// Tuple of cells, or Null.
    pub closure: Value,
    /// Dict of annotations, or Null.
    pub annotations: Value,
    /// `__name__` (a str).
    pub name: Value,
    /// `__qualname__` (a str).
    pub qualname: Value,
    /// `__doc__`.
    pub doc: Value,
    /// `__module__`.
    pub module: Value,
    /// Other attributes.
    pub attrs: AttrMap,
}

/// How instances of a class are laid out: which built-in type is at its root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Attributes only.
    Object,
    /// An exception: attributes, `args` among them.
    Exception,
    /// A class whose instances are classes.
    Type,
    /// A built-in type that instances wrap: its class.
    Wraps(Ref),
}

/// A class.
#[derive(Clone, Debug)]
pub struct ClassData {
    /// `__name__`.
    pub name: Arc<str>,
    /// `__qualname__`.
    pub qualname: Arc<str>,
    /// `__module__`, a str.
    pub module: Value,
    /// The class's class.
    pub metaclass: Ref,
    /// Its bases.
    pub bases: Vec<Ref>,
    /// Method resolution order, itself first.
    pub mro: Vec<Ref>,
    /// Attributes.
    pub attrs: AttrMap,
    /// Direct subclasses, in the order of their creation.
    pub subclasses: Vec<Ref>,
    /// Layout of instances.
    pub layout: Layout,
    /// Properties.
    pub flags: ClassFlags,
    /// `__slots__` of the whole MRO when instances have no `__dict__`.
    pub slots: Option<Arc<[Ref]>>,
}

/// What the machine needs to know of a class fast; inherited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassFlags {
    /// Part of the machine: attributes cannot be set.
    pub builtin: bool,
    /// Cannot be a base.
    pub sealed: bool,
    /// Some class of the MRO defines `__getattribute__` in Python.
    pub getattribute: bool,
    /// … `__getattr__`.
    pub getattr: bool,
    /// … `__setattr__`.
    pub setattr: bool,
    /// … `__delattr__`.
    pub delattr: bool,
    /// … `__del__`.
    pub finalizer: bool,
    /// … `__eq__` or `__hash__` other than object's.
    pub custom_eq: bool,
    /// Has abstract methods left.
    pub is_abstract: bool,
    /// Some attribute of the MRO may be a data descriptor written in Python.
    pub descriptors: bool,
}

/// Iterators other than the two fast ones.
#[derive(Clone, Debug)]
pub enum IterData {
    /// Exhausted.
    Done,
    /// Over the characters of a str: the str, next byte.
    Str(Ref, usize),
    /// Over bytes or bytearray: next index.
    Bytes(Ref, usize),
    /// Over a dict: what to show, the dict, next entry, its length at the start.
    Dict(DictViewKind, Ref, usize, usize),
    /// Over a dict backwards.
    DictReversed(DictViewKind, Ref, usize, usize),
    /// Over a set: next slot, its length at the start.
    Set(Ref, usize, usize),
    /// Over a deque: next index, its length at the start; backwards or not.
    Deque(Ref, usize, usize, bool),
    /// Over a range with any step: next, how many are left, step.
    Range(i64, u64, i64),
    /// Over a list or tuple backwards: next index plus one.
    Reversed(Ref, usize),
    /// `enumerate`: the inner iterator, the next number.
    Enumerate(Value, i64),
    /// `zip` over iterators of the machine's, strict or not.
    Zip(Arc<[Value]>, bool),
}

impl Kind {
    /// Estimated bytes that the object and its body take.
    #[inline]
    pub fn size_bytes(&self) -> u64 {
        let body = match self {
            Kind::Str(t) => t.as_str().len() + 48,
            Kind::BigInt(b) => b.bits() as usize / 8 + 32,
            Kind::Bytes(b) => b.len() + 16,
            Kind::ByteArray(b) => b.capacity() + 40,
            Kind::Tuple(t) => t.len() * 16 + 16,
            Kind::List(l) => l.capacity() * 16 + 40,
            Kind::Dict(d) => d.size_bytes(),
            Kind::Set(s) | Kind::FrozenSet(s) => s.size_bytes(),
            Kind::Deque(d) => d.items.capacity() * 16 + 64,
            Kind::Function(_) => 240,
            Kind::Class(c) => 400 + c.attrs.len() * 24,
            Kind::Instance(_, attrs) => 40 + attrs.len() * 24,
            Kind::Generator(g) => 160 + g.stack.len() * 16,
            Kind::Traceback(t) => t.len() * 8 + 40,
            Kind::Sync(_) | Kind::Other(_) => 160,
            Kind::Iter(_) | Kind::Slice(_) | Kind::Range(_) | Kind::Method(_) => 64,
            _ => 0,
        };
        body as u64 + 32
    }
}
