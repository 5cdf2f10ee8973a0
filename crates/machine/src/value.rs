//! A Python value as a small `Copy` word: numbers inline, everything else an index into the heap.

/// Index of an object in its process's heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ref(pub u32);

/// A value. Two values are the same object (`is`) when they are equal as Rust values.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// No value: an empty local, the absent receiver of a call. Never visible to programs.
    Null,
    /// `None`.
    None,
    /// `True`, `False`.
    Bool(bool),
    /// An int that fits 64 bits; larger ones are objects.
    Int(i64),
    /// A float.
    Float(f64),
    /// `NotImplemented`.
    NotImplemented,
    /// `...`.
    Ellipsis,
    /// Anything else.
    Obj(Ref),
}

impl Value {
    /// The object's index, when it is one.
    pub fn as_ref(self) -> Option<Ref> {
        match self {
            Value::Obj(r) => Some(r),
            _ => None,
        }
    }

    /// Whether it is [`Value::Null`].
    pub fn is_null(self) -> bool {
        matches!(self, Value::Null)
    }

    /// Whether it is `None`.
    pub fn is_none(self) -> bool {
        matches!(self, Value::None)
    }

    /// Python's `is`.
    pub fn is(self, other: Value) -> bool {
        match (self, other) {
            (Value::Null, Value::Null)
            | (Value::None, Value::None)
            | (Value::NotImplemented, Value::NotImplemented)
            | (Value::Ellipsis, Value::Ellipsis) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Obj(a), Value::Obj(b)) => a == b,
            _ => false,
        }
    }
}

impl From<Ref> for Value {
    fn from(r: Ref) -> Value {
        Value::Obj(r)
    }
}
