//! Hashes and equality of values that need no Python.

use crate::heap::Heap;
use crate::machine::Machine;
use crate::native_object::NativeObject;
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::text::{IntRef, float, hash};
use crate::value::Value;

/// How deep tuples may be nested before the library's Python takes over.
const MAX_DEPTH: u32 = 60;

/// What hashing or comparing without Python came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer<T> {
    /// The answer.
    Is(T),
    /// A method written in Python has to be asked.
    Python,
    /// The value cannot be hashed; the one that cannot.
    Unhashable(u32),
}

/// `hash()` of a 64-bit int.
pub fn int_hash(i: i64) -> i64 {
    hash::int(IntRef::Small(i))
}

/// The hash of a constant.
pub fn constant_hash(heap: &Heap, v: Value) -> u64 {
    match builtin_hash(heap, v, MAX_DEPTH) {
        Answer::Is(h) => h,
        _ => 0,
    }
}

/// Equality of constants.
pub fn constant_eq(heap: &Heap, a: Value, b: Value) -> bool {
    matches!(builtin_eq(heap, a, b, MAX_DEPTH), Answer::Is(true))
}

fn builtin_hash(heap: &Heap, v: Value, depth: u32) -> Answer<u64> {
    Answer::Is(match v {
        Value::Null => 0,
        Value::None => 0xfca8_6420,
        Value::Bool(b) => u64::from(b),
        Value::Int(i) => int_hash(i) as u64,
        Value::Float(f) => hash::float(f).unwrap_or(0) as u64,
        Value::NotImplemented => 11,
        Value::Ellipsis => 12,
        Value::Obj(r) => match heap.get(r) {
            Kind::Str(t) => t.hash(),
            Kind::BigInt(b) => hash::int(IntRef::Big(b)) as u64,
            Kind::Complex(re, im) => {
                let part = |x: f64| hash::float(x).unwrap_or(0);
                hash::complex(part(*re), part(*im)) as u64
            }
            Kind::Bytes(b) => crate::dict::hash_bytes(b) | 1 << 61,
            Kind::Tuple(items) => {
                if depth == 0 {
                    return Answer::Python;
                }
                // xxHash's mixing, as `tuplehash` in tupleobject.c.
                let mut acc: u64 = 2_870_177_450_012_600_261;
                for item in items.iter() {
                    let lane = match builtin_hash(heap, *item, depth - 1) {
                        Answer::Is(h) => h,
                        other => return other,
                    };
                    acc = acc.wrapping_add(lane.wrapping_mul(14_029_467_366_897_019_727));
                    acc = acc.rotate_left(31).wrapping_mul(11_400_714_785_074_694_791);
                }
                acc.wrapping_add(items.len() as u64 ^ (2_870_177_450_012_600_261 ^ 3_527_539))
            }
            Kind::FrozenSet(set) => {
                let mut h: u64 = 1_927_868_237 * (set.len() as u64 + 1);
                for (item, _) in set.iter() {
                    h ^= (item ^ 89_869_747 ^ (item << 16)).wrapping_mul(3_644_798_167);
                }
                h ^= (h >> 11) ^ (h >> 25);
                h.wrapping_mul(69_069).wrapping_add(907_133_923)
            }
            Kind::Range(r) => r.iter().fold(17, |h, x| h * 31 + int_hash(*x) as u64),
            Kind::List(_)
            | Kind::Dict(_)
            | Kind::Set(_)
            | Kind::ByteArray(_)
            | Kind::Deque(_)
            | Kind::DictView(..) => return Answer::Unhashable(r.0),
            Kind::Slice(parts) => {
                if depth == 0 {
                    return Answer::Python;
                }
                let mut h = 7_u64;
                for part in parts.iter() {
                    match builtin_hash(heap, *part, depth - 1) {
                        Answer::Is(p) => h = h.wrapping_mul(31).wrapping_add(p),
                        other => return other,
                    }
                }
                h
            }
            Kind::Method(pair) => {
                let id = |v: Value| v.as_ref().map_or(0, |r| u64::from(r.0));
                id(pair[0]).wrapping_mul(31) ^ id(pair[1])
            }
            Kind::Instance(..) => return Answer::Python,
            Kind::Other(data) => match &**data {
                NativeObject::View(view) if view.read_only => {
                    crate::dict::hash_bytes(&view.bytes_in(heap)) | 1 << 61
                }
                NativeObject::View(_) => return Answer::Unhashable(r.0),
                _ => heap.object(r).name.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 3,
            },
            _ => heap.object(r).name.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 3,
        },
    })
}

fn builtin_eq(heap: &Heap, a: Value, b: Value, depth: u32) -> Answer<bool> {
    Answer::Is(match (a, b) {
        (Value::Float(x), Value::Float(y)) => x == y,
        _ if a.is(b) => true,
        (Value::Int(x), Value::Int(y)) => x == y,
        (Value::Int(i), Value::Bool(p)) | (Value::Bool(p), Value::Int(i)) => i == i64::from(p),
        (Value::Int(i), Value::Float(f)) | (Value::Float(f), Value::Int(i)) => {
            float::compare_int(IntRef::Small(i), f).is_some_and(|o| o.is_eq())
        }
        (Value::Bool(p), Value::Float(f)) | (Value::Float(f), Value::Bool(p)) => {
            f == f64::from(u8::from(p))
        }
        (Value::Obj(x), Value::Obj(y)) => match (heap.get(x), heap.get(y)) {
            (Kind::Str(s), Kind::Str(t)) => s.as_str() == t.as_str(),
            (Kind::BigInt(s), Kind::BigInt(t)) => s == t,
            (Kind::Bytes(s), Kind::Bytes(t)) => s == t,
            (Kind::ByteArray(s), Kind::ByteArray(t)) => s == t,
            (Kind::Bytes(s), Kind::ByteArray(t)) | (Kind::ByteArray(t), Kind::Bytes(s)) => {
                **s == t[..]
            }
            (Kind::Other(view), other) | (other, Kind::Other(view)) => {
                return Answer::Is(views_equal(heap, view, other));
            }
            (Kind::Complex(a, b), Kind::Complex(c, d)) => a == c && b == d,
            (Kind::Range(s), Kind::Range(t)) => crate::iterate::same_range(**s, **t),
            (Kind::Method(s), Kind::Method(t)) => s[0].is(t[0]) && s[1].is(t[1]),
            (Kind::Tuple(s), Kind::Tuple(t)) => return seq_eq(heap, s, t, depth),
            (Kind::List(s), Kind::List(t)) => return seq_eq(heap, s, t, depth),
            (Kind::Deque(s), Kind::Deque(t)) => {
                let (s, t): (Vec<Value>, Vec<Value>) =
                    (s.items.iter().copied().collect(), t.items.iter().copied().collect());
                return seq_eq(heap, &s, &t, depth);
            }
            (Kind::Slice(s), Kind::Slice(t)) => return seq_eq(heap, &**s, &**t, depth),
            // Unions are sets of types.
            (Kind::Alias(s), Kind::Alias(t)) if s[0].is_none() && t[0].is_none() => {
                let (Value::Obj(s), Value::Obj(t)) = (s[1], t[1]) else {
                    return Answer::Is(false);
                };
                let (Kind::Tuple(s), Kind::Tuple(t)) = (heap.get(s), heap.get(t)) else {
                    return Answer::Is(false);
                };
                let has = |v: &Value| {
                    t.iter().any(|w| {
                        v.is(*w)
                            || matches!(
                                builtin_eq(heap, *v, *w, depth.saturating_sub(1)),
                                Answer::Is(true)
                            )
                    })
                };
                s.len() == t.len() && s.iter().all(has)
            }
            (Kind::Alias(s), Kind::Alias(t)) => return seq_eq(heap, &**s, &**t, depth),
            (Kind::Dict(s), Kind::Dict(t)) => {
                if s.len() != t.len() {
                    return Answer::Is(false);
                }
                if depth == 0 {
                    return Answer::Python;
                }
                for e in s.iter() {
                    let mut unsure = false;
                    let found = t.find(e.hash, |k| match builtin_eq(heap, k, e.key, depth - 1) {
                        Answer::Is(b) => b,
                        _ => {
                            unsure = true;
                            false
                        }
                    });
                    if unsure {
                        return Answer::Python;
                    }
                    let Some(other) = found.and_then(|slot| t.slot(slot)) else {
                        return Answer::Is(false);
                    };
                    match builtin_eq(heap, e.value, other.value, depth - 1) {
                        Answer::Is(true) => {}
                        other => return other,
                    }
                }
                true
            }
            (Kind::Set(s) | Kind::FrozenSet(s), Kind::Set(t) | Kind::FrozenSet(t)) => {
                if s.len() != t.len() {
                    return Answer::Is(false);
                }
                for (h, item) in s.iter() {
                    let mut unsure = false;
                    let found = t.find(h, |k| match builtin_eq(heap, k, item, depth) {
                        Answer::Is(b) => b,
                        _ => {
                            unsure = true;
                            false
                        }
                    });
                    if unsure {
                        return Answer::Python;
                    }
                    if found.is_none() {
                        return Answer::Is(false);
                    }
                }
                true
            }
            (Kind::Instance(..) | Kind::DictView(..), _)
            | (_, Kind::Instance(..) | Kind::DictView(..)) => {
                return Answer::Python;
            }
            _ => false,
        },
        (Value::Obj(x), other) | (other, Value::Obj(x)) => match heap.get(x) {
            Kind::Instance(..) => return Answer::Python,
            Kind::BigInt(big) => match other {
                Value::Float(f) => {
                    float::compare_int(IntRef::Big(big), f).is_some_and(|o| o.is_eq())
                }
                _ => false,
            },
            Kind::Complex(re, im) => {
                *im == 0.0
                    && matches!(builtin_eq(heap, Value::Float(*re), other, depth), Answer::Is(true))
            }
            _ => false,
        },
        _ => false,
    })
}

/// A memoryview against something of bytes; other natives are equal to themselves only.
fn views_equal(heap: &Heap, view: &NativeObject, other: &Kind) -> bool {
    let NativeObject::View(view) = view else { return false };
    let bytes = view.bytes_in(heap);
    let whole = view.format == b'B';
    match other {
        Kind::Bytes(b) => whole && **b == bytes[..],
        Kind::ByteArray(b) => whole && b[..] == bytes[..],
        Kind::Other(data) => match &**data {
            NativeObject::View(other) => {
                view.format == other.format && bytes == other.bytes_in(heap)
            }
            _ => false,
        },
        _ => false,
    }
}

fn seq_eq(heap: &Heap, a: &[Value], b: &[Value], depth: u32) -> Answer<bool> {
    if depth == 0 {
        return Answer::Python;
    }
    // CPython compares the common part even when the lengths differ only for ordering; for
    // equality of lists and tuples different lengths decide at once.
    if a.len() != b.len() {
        return Answer::Is(false);
    }
    for (x, y) in a.iter().zip(b) {
        if x.is(*y) {
            continue;
        }
        match builtin_eq(heap, *x, *y, depth - 1) {
            Answer::Is(true) => {}
            other => return other,
        }
    }
    Answer::Is(true)
}

impl Machine {
    /// The hash of a value, as far as no Python is needed. Instances of classes that leave
    /// `__eq__` and `__hash__` alone are hashed by their identity.
    pub(crate) fn hash_of(&self, v: Value) -> Answer<u64> {
        match builtin_hash(&self.p.heap, v, MAX_DEPTH) {
            Answer::Python => match v {
                Value::Obj(r) => match self.get(r) {
                    Kind::Instance(cls, attrs) => match self.get(*cls) {
                        Kind::Class(data) if !data.flags.custom_eq => match attrs.get(sym::INNER) {
                            Some(inner) => self.hash_of(inner),
                            None => Answer::Is(
                                self.name_of(r).0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 3,
                            ),
                        },
                        _ => match self.class_lookup(*cls, sym::HASH) {
                            Some(Value::None) => Answer::Unhashable(r.0),
                            Some(Value::Obj(f)) if matches!(self.get(f), Kind::Native(_)) => {
                                match attrs.get(sym::INNER) {
                                    Some(inner) => self.hash_of(inner),
                                    None => Answer::Is(
                                        self.name_of(r).0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 3,
                                    ),
                                }
                            }
                            _ => Answer::Python,
                        },
                    },
                    Kind::Tuple(items) => self.tuple_hash(items),
                    _ => Answer::Python,
                },
                _ => Answer::Python,
            },
            answer => answer,
        }
    }

    /// A tuple that holds instances: mixed as in `builtin_hash`.
    fn tuple_hash(&self, items: &[Value]) -> Answer<u64> {
        let mut acc: u64 = 2_870_177_450_012_600_261;
        for item in items {
            if matches!(item, Value::Obj(r) if matches!(self.get(*r), Kind::Tuple(_)))
                && builtin_hash(&self.p.heap, *item, MAX_DEPTH) == Answer::Python
            {
                return Answer::Python;
            }
            let lane = match self.hash_of(*item) {
                Answer::Is(h) => h,
                other => return other,
            };
            acc = acc.wrapping_add(lane.wrapping_mul(14_029_467_366_897_019_727));
            acc = acc.rotate_left(31).wrapping_mul(11_400_714_785_074_694_791);
        }
        Answer::Is(acc.wrapping_add(items.len() as u64 ^ (2_870_177_450_012_600_261 ^ 3_527_539)))
    }

    /// `a == b`, as far as no Python is needed.
    pub(crate) fn eq_of(&self, a: Value, b: Value) -> Answer<bool> {
        match builtin_eq(&self.p.heap, a, b, MAX_DEPTH) {
            Answer::Python => {
                if self.identity_compared(a) && self.identity_compared(b) {
                    return Answer::Is(a.is(b));
                }
                let (x, y) = (self.unwrap_plain(a), self.unwrap_plain(b));
                if x.is(a) && y.is(b) { Answer::Python } else { self.eq_of(x, y) }
            }
            answer => answer,
        }
    }

    /// An instance whose class leaves comparing to `object`, or a value that is no instance.
    fn identity_compared(&self, v: Value) -> bool {
        match v {
            Value::Obj(r) => match self.get(r) {
                Kind::Instance(cls, attrs) => {
                    attrs.get(sym::INNER).is_none()
                        && matches!(self.get(*cls), Kind::Class(data) if !data.flags.custom_eq)
                }
                Kind::Class(_)
                | Kind::Function(_)
                | Kind::Native(_)
                | Kind::Module(..)
                | Kind::Str(_)
                | Kind::BigInt(_)
                | Kind::Lock(_)
                | Kind::Sync(_) => true,
                _ => false,
            },
            _ => true,
        }
    }

    /// The built-in value inside an instance whose class does not redefine comparing.
    fn unwrap_plain(&self, v: Value) -> Value {
        if let Value::Obj(r) = v
            && let Kind::Instance(cls, attrs) = self.get(r)
            && let Some(inner) = attrs.get(sym::INNER)
        {
            let own = self.class_lookup(*cls, sym::EQ);
            if matches!(own, Some(Value::Obj(f)) if matches!(self.get(f), Kind::Native(_))) {
                return inner;
            }
        }
        v
    }

    /// `hash()` of a value for Python: negative one is never a hash.
    pub(crate) fn python_hash(&self, hash: u64) -> i64 {
        let h = hash as i64;
        if h == -1 { -2 } else { h }
    }

    /// Whether the class is a built-in container class (for messages).
    pub(crate) fn unhashable_type(&self, index: u32) -> String {
        let v = Value::Obj(crate::value::Ref(index));
        let cls = self.class_of(v);
        if cls == class::OBJECT { "object".into() } else { self.class_name(cls) }
    }
}
