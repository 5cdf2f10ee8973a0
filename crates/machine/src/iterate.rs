//! Iteration over built-in values.

use std::sync::Arc;

use crate::access::{STRUCTURE, Touch};
use crate::frame::{Cont, GenKind};
use crate::machine::{Machine, R, Signal};
use crate::native_object::NativeObject;
use crate::object::{DictViewKind, IterData, Kind};
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

/// Number of items of a range.
pub fn range_len([start, stop, step]: [i64; 3]) -> u64 {
    let (low, high, step) =
        if step > 0 { (start, stop, step as u64) } else { (stop, start, step.unsigned_abs()) };
    if low >= high { 0 } else { (high.wrapping_sub(low) as u64 - 1) / step + 1 }
}

/// Whether two ranges hold the same items.
pub fn same_range(a: [i64; 3], b: [i64; 3]) -> bool {
    let n = range_len(a);
    n == range_len(b) && (n == 0 || a[0] == b[0] && (n == 1 || a[2] == b[2]))
}

/// Whether a range holds `i`.
pub fn range_contains([start, stop, step]: [i64; 3], i: i64) -> bool {
    let inside = if step > 0 { i >= start && i < stop } else { i <= start && i > stop };
    inside && (i128::from(i) - i128::from(start)) % i128::from(step) == 0
}

impl Machine {
    /// `[x → iter(x)]`
    pub(crate) fn get_iter(&mut self) -> R<()> {
        let v = self.peek(0);
        if let Some(it) = self.builtin_iter(v)? {
            if self.explore.is_some()
                && let Value::Obj(new) = it
                && !it.is(v)
            {
                // Nobody else will ever hold it.
                self.p.heap.rename(new, crate::heap::LOCAL);
            }
            self.pop();
            self.push(it);
            return Ok(());
        }
        self.pop();
        self.iter_python(v, Cont::CheckIter)
    }

    /// `iter(v)` of a value whose class says how.
    pub(crate) fn iter_python(&mut self, v: Value, cont: Cont) -> R<()> {
        match self.special(v, sym::ITER) {
            Some(f) if !f.is_none() => self.call_method(f, v, &[], cont),
            None if self.special(v, sym::GETITEM).is_some() => {
                let f = self.library_function("_seq_iterator")?;
                self.call_value(f, &[v], cont)
            }
            _ => {
                let kind = self.type_name(v);
                self.type_error(&format!("'{kind}' object is not iterable"))
            }
        }
    }

    /// The iterator of a built-in value; `None`: Python is needed.
    pub(crate) fn builtin_iter(&mut self, v: Value) -> R<Option<Value>> {
        let Value::Obj(r) = v else {
            let kind = self.type_name(v);
            return self.type_error(&format!("'{kind}' object is not iterable"));
        };
        let r = match self.get(r) {
            Kind::Instance(cls, attrs) => {
                let own = self.class_lookup(*cls, sym::ITER);
                match attrs.get(sym::INNER) {
                    Some(Value::Obj(inner)) if matches!(own, Some(Value::Obj(f)) if matches!(self.get(f), Kind::Native(_))) => {
                        inner
                    }
                    _ => return Ok(None),
                }
            }
            _ => r,
        };
        let kind = match self.get(r) {
            Kind::List(_) | Kind::Tuple(_) => Kind::SeqIter(r, 0),
            Kind::Range(range) => {
                let [start, stop, step] = **range;
                if step == 1 {
                    Kind::RangeIter(start, stop)
                } else {
                    Kind::Iter(Arc::new(IterData::Range(
                        start,
                        range_len([start, stop, step]),
                        step,
                    )))
                }
            }
            Kind::Str(_) => Kind::Iter(Arc::new(IterData::Str(r, 0))),
            Kind::Bytes(_) | Kind::ByteArray(_) => Kind::Iter(Arc::new(IterData::Bytes(r, 0))),
            Kind::Dict(d) => {
                Kind::Iter(Arc::new(IterData::Dict(DictViewKind::Keys, r, 0, d.len())))
            }
            Kind::DictView(kind, d) => {
                let (kind, d) = (*kind, *d);
                let kind = if kind == DictViewKind::Proxy { DictViewKind::Keys } else { kind };
                let d = self.payload(d);
                let len = match self.get(d) {
                    Kind::Dict(data) => data.len(),
                    _ => 0,
                };
                Kind::Iter(Arc::new(IterData::Dict(kind, d, 0, len)))
            }
            Kind::Set(s) | Kind::FrozenSet(s) => Kind::Iter(Arc::new(IterData::Set(r, 0, s.len()))),
            Kind::Deque(d) => Kind::Iter(Arc::new(IterData::Deque(r, 0, d.items.len(), false))),
            Kind::SeqIter(..) | Kind::RangeIter(..) | Kind::Iter(_) => return Ok(Some(v)),
            Kind::Generator(g) if g.kind == GenKind::Generator => return Ok(Some(v)),
            Kind::Class(data) if data.metaclass == class::TYPE => {
                return self.type_error("'type' object is not iterable");
            }
            Kind::Other(data) => {
                let NativeObject::Struct(_, fields) = &**data else { return Ok(None) };
                let values = fields.iter().map(|(_, v)| *v).collect();
                let Value::Obj(tuple) = self.tuple(values) else { unreachable!() };
                Kind::SeqIter(tuple, 0)
            }
            Kind::Generator(_) | Kind::Instance(..) | Kind::Class(_) => return Ok(None),
            _ => {
                let kind = self.type_name(v);
                return self.type_error(&format!("'{kind}' object is not iterable"));
            }
        };
        Ok(Some(self.alloc(kind)))
    }

    /// Whether a value is an iterator.
    pub(crate) fn is_iterator(&self, v: Value) -> bool {
        match v {
            Value::Obj(r) => match self.get(r) {
                Kind::SeqIter(..) | Kind::RangeIter(..) | Kind::Iter(_) => true,
                Kind::Generator(g) => g.kind == GenKind::Generator,
                _ => self.special(v, sym::NEXT).is_some(),
            },
            _ => false,
        }
    }

    /// Declares that an iterator moves on, unless no other thread can hold it.
    pub(crate) fn touch_iterator(&mut self, it: Ref) -> R<()> {
        if self.explore.is_none() || self.name_of(it) == crate::heap::LOCAL {
            return Ok(());
        }
        self.access(it, STRUCTURE, Touch::Write)
    }

    /// The next item of an iterator of the machine's; `None` at the end.
    pub(crate) fn iter_next(&mut self, it: Ref) -> R<Option<Value>> {
        self.touch_following(it.into())?;
        match self.get(it) {
            Kind::SeqIter(seq, index) => {
                let (seq, index) = (*seq, *index);
                let item = match self.get(seq) {
                    Kind::List(items) => items.get(index as usize).copied(),
                    Kind::Tuple(items) => items.get(index as usize).copied(),
                    _ => None,
                };
                *self.get_mut(it) = match item {
                    Some(_) => Kind::SeqIter(seq, index + 1),
                    None => Kind::Iter(Arc::new(IterData::Done)),
                };
                Ok(item)
            }
            Kind::RangeIter(next, stop) => {
                let (next, stop) = (*next, *stop);
                if next >= stop {
                    return Ok(None);
                }
                *self.get_mut(it) = Kind::RangeIter(next + 1, stop);
                Ok(Some(Value::Int(next)))
            }
            Kind::Iter(data) => {
                let data = IterData::clone(data);
                self.iter_data_next(it, &data)
            }
            _ => Ok(None),
        }
    }

    fn advance(&mut self, it: Ref, data: IterData) {
        if let Kind::Iter(slot) = self.get_mut(it) {
            *crate::heap::make_mut(slot) = data;
        }
    }

    fn iter_data_next(&mut self, it: Ref, data: &IterData) -> R<Option<Value>> {
        let item = match *data {
            IterData::Done => return Ok(None),
            IterData::Str(s, at) => {
                let Kind::Str(t) = self.get(s) else { return Ok(None) };
                let Some(c) = t.as_str()[at..].chars().next() else {
                    self.advance(it, IterData::Done);
                    return Ok(None);
                };
                self.advance(it, IterData::Str(s, at + c.len_utf8()));
                let mut buffer = [0; 4];
                let text: &str = c.encode_utf8(&mut buffer);
                Some(self.str(text))
            }
            IterData::Bytes(b, at) => {
                let byte = match self.get(b) {
                    Kind::Bytes(b) => b.get(at).copied(),
                    Kind::ByteArray(b) => b.get(at).copied(),
                    _ => None,
                };
                self.advance(
                    it,
                    if byte.is_some() { IterData::Bytes(b, at + 1) } else { IterData::Done },
                );
                byte.map(|b| Value::Int(i64::from(b)))
            }
            IterData::Dict(kind, d, at, len) => {
                let Kind::Dict(dict) = self.get(d) else { return Ok(None) };
                if dict.len() != len {
                    self.advance(it, IterData::Done);
                    return self
                        .raise(class::RUNTIME_ERROR, "dictionary changed size during iteration");
                }
                let found = (at..dict.slots()).find_map(|s| dict.slot(s).map(|e| (s, *e)));
                match found {
                    Some((slot, e)) => {
                        self.advance(it, IterData::Dict(kind, d, slot + 1, len));
                        Some(self.dict_item(kind, e.key, e.value))
                    }
                    None => {
                        self.advance(it, IterData::Done);
                        None
                    }
                }
            }
            IterData::DictReversed(kind, d, at, len) => {
                let Kind::Dict(dict) = self.get(d) else { return Ok(None) };
                if dict.len() != len {
                    return self
                        .raise(class::RUNTIME_ERROR, "dictionary changed size during iteration");
                }
                let found = (0..at).rev().find_map(|s| dict.slot(s).map(|e| (s, *e)));
                match found {
                    Some((slot, e)) => {
                        self.advance(it, IterData::DictReversed(kind, d, slot, len));
                        Some(self.dict_item(kind, e.key, e.value))
                    }
                    None => {
                        self.advance(it, IterData::Done);
                        None
                    }
                }
            }
            IterData::Set(s, at, len) => {
                let (Kind::Set(set) | Kind::FrozenSet(set)) = self.get(s) else { return Ok(None) };
                if set.len() != len {
                    self.advance(it, IterData::Done);
                    return self.raise(class::RUNTIME_ERROR, "Set changed size during iteration");
                }
                match (at..set.slots()).find_map(|i| set.slot(i).map(|(_, v)| (i, v))) {
                    Some((slot, v)) => {
                        self.advance(it, IterData::Set(s, slot + 1, len));
                        Some(v)
                    }
                    None => {
                        self.advance(it, IterData::Done);
                        None
                    }
                }
            }
            IterData::Deque(d, at, len, reversed) => {
                let Kind::Deque(deque) = self.get(d) else { return Ok(None) };
                if deque.items.len() != len {
                    return self.raise(class::RUNTIME_ERROR, "deque mutated during iteration");
                }
                if at >= len {
                    None
                } else {
                    let v = deque.items[if reversed { len - 1 - at } else { at }];
                    self.advance(it, IterData::Deque(d, at + 1, len, reversed));
                    Some(v)
                }
            }
            IterData::Range(next, left, step) => {
                if left == 0 {
                    None
                } else {
                    self.advance(it, IterData::Range(next.wrapping_add(step), left - 1, step));
                    Some(Value::Int(next))
                }
            }
            IterData::Reversed(seq, at) => {
                let item = match self.get(seq) {
                    Kind::List(items) => at.checked_sub(1).and_then(|i| items.get(i)).copied(),
                    Kind::Tuple(items) => at.checked_sub(1).and_then(|i| items.get(i)).copied(),
                    _ => None,
                };
                self.advance(
                    it,
                    if item.is_some() { IterData::Reversed(seq, at - 1) } else { IterData::Done },
                );
                item
            }
            IterData::Enumerate(inner, n) => {
                let Value::Obj(inner_ref) = inner else { return Ok(None) };
                match self.iter_next(inner_ref)? {
                    Some(v) => {
                        self.advance(it, IterData::Enumerate(inner, n + 1));
                        Some(self.tuple(vec![Value::Int(n), v]))
                    }
                    None => None,
                }
            }
            IterData::Zip(ref inners, strict) => {
                let mut items = Vec::with_capacity(inners.len());
                for (i, inner) in inners.iter().enumerate() {
                    let Value::Obj(r) = inner else { return Ok(None) };
                    match self.iter_next(*r)? {
                        Some(v) => items.push(v),
                        None => {
                            if strict {
                                self.zip_strict(inners, i)?;
                            }
                            self.advance(it, IterData::Done);
                            return Ok(None);
                        }
                    }
                }
                if items.is_empty() { None } else { Some(self.tuple(items)) }
            }
        };
        Ok(item)
    }

    /// `zip(strict=True)`: iterator `i` has ended; are they all at their ends?
    fn zip_strict(&mut self, inners: &Arc<[Value]>, i: usize) -> R<()> {
        if i > 0 {
            let before = if i == 1 { "argument 1".to_owned() } else { format!("arguments 1-{i}") };
            return self.value_error(&format!("zip() argument {} is shorter than {before}", i + 1));
        }
        for (k, inner) in inners.iter().enumerate().skip(1) {
            if let Value::Obj(r) = inner
                && self.iter_next(*r)?.is_some()
            {
                let before =
                    if k == 1 { "argument 1".to_owned() } else { format!("arguments 1-{k}") };
                return self
                    .value_error(&format!("zip() argument {} is longer than {before}", k + 1));
            }
        }
        Ok(())
    }

    fn dict_item(&mut self, kind: DictViewKind, key: Value, value: Value) -> Value {
        match kind {
            DictViewKind::Values => value,
            DictViewKind::Items => self.tuple(vec![key, value]),
            _ => key,
        }
    }

    /// The items a dict view shows, without making iterators. Pairs are compared structurally by
    /// callers that only need membership, so they are not made here for views of items.
    pub(crate) fn view_items(&self, kind: DictViewKind, d: Ref) -> Vec<Value> {
        let Kind::Dict(dict) = self.get(self.payload(d)) else { return Vec::new() };
        match kind {
            DictViewKind::Values => dict.iter().map(|e| e.value).collect(),
            _ => dict.iter().map(|e| e.key).collect(),
        }
    }

    /// All items of a built-in iterable at once; `None`: Python is needed.
    pub(crate) fn iterate_builtin(&mut self, v: Value) -> R<Option<Vec<Value>>> {
        if let Value::Obj(r) = v {
            match self.get(r) {
                Kind::List(items) => {
                    let items = items.to_vec();
                    self.touch_whole(r.into())?;
                    return Ok(Some(items));
                }
                Kind::Tuple(items) => return Ok(Some(items.to_vec())),
                Kind::Generator(_) => return Ok(None),
                Kind::Instance(..) => {}
                Kind::Range(range) => {
                    let n = range_len(**range);
                    self.reserve(n.saturating_mul(16))?;
                }
                _ => {}
            }
        }
        let Some(it) = self.builtin_iter(v)? else { return Ok(None) };
        let Value::Obj(it) = it else { return Ok(None) };
        if !self.is_pure_iterator(it) {
            return Ok(None);
        }
        let mut items = Vec::new();
        while let Some(item) = self.iter_next(it)? {
            items.push(item);
        }
        Ok(Some(items))
    }

    /// Whether an iterator runs without Python to its end.
    pub(crate) fn is_pure_iterator(&self, it: Ref) -> bool {
        match self.get(it) {
            Kind::SeqIter(..) | Kind::RangeIter(..) => true,
            Kind::Iter(data) => match &**data {
                IterData::Enumerate(Value::Obj(inner), _) => self.is_pure_iterator(*inner),
                IterData::Zip(inners, _) => {
                    inners.iter().all(|v| matches!(v, Value::Obj(r) if self.is_pure_iterator(*r)))
                }
                _ => true,
            },
            _ => false,
        }
    }

    /// `len()` of a built-in value; `None`: Python is needed, or it has none.
    pub(crate) fn builtin_len(&mut self, v: Value) -> R<Option<usize>> {
        let Value::Obj(r) = self.unwrap(v) else { return Ok(None) };
        self.touch_structure(r.into())?;
        Ok(match self.get(r) {
            Kind::Dict(d) => Some(d.len()),
            Kind::Set(s) | Kind::FrozenSet(s) => Some(s.len()),
            Kind::DictView(_, d) => match self.get(self.payload(*d)) {
                Kind::Dict(d) => Some(d.len()),
                _ => None,
            },
            Kind::List(_)
            | Kind::Tuple(_)
            | Kind::Deque(_)
            | Kind::Bytes(_)
            | Kind::ByteArray(_)
            | Kind::Range(_)
            | Kind::Str(_) => Some(self.sequence_len(r)),
            _ => None,
        })
    }

    /// Pushes `len(v)`, by `__len__` where Python is needed.
    pub(crate) fn len_of(&mut self, v: Value) -> R<()> {
        if let Some(f) = self.special(v, sym::LEN)
            && !matches!(f, Value::Obj(n) if matches!(self.get(n), Kind::Native(_)))
        {
            return self.call_method(f, v, &[], Cont::CheckLen);
        }
        match self.builtin_len(v)? {
            Some(n) => {
                self.push(Value::Int(n as i64));
                Ok(())
            }
            None => {
                if let Some(f) = self.special(v, sym::LEN) {
                    return self.call_method(f, v, &[], Cont::CheckLen);
                }
                let kind = self.type_name(v);
                self.type_error(&format!("object of type '{kind}' has no len()"))
            }
        }
    }

    /// What `__len__` gave.
    pub(crate) fn check_len(&mut self, v: Value) -> R<i64> {
        match self.unwrap(v) {
            Value::Int(n) if n >= 0 => Ok(n),
            Value::Bool(b) => Ok(i64::from(b)),
            Value::Int(_) => self.value_error("__len__() should return >= 0"),
            Value::Obj(r) if matches!(self.get(r), Kind::BigInt(_)) => {
                self.raise(class::OVERFLOW_ERROR, "cannot fit 'int' into an index-sized integer")
            }
            _ => {
                let kind = self.type_name(v);
                self.type_error(&format!("'{kind}' object cannot be interpreted as an integer"))
            }
        }
    }

    /// `next(it)` of any iterator; the item goes to `cont`.
    pub(crate) fn next_item(&mut self, it: Value, cont: Cont) -> R<()> {
        let Value::Obj(r) = it else {
            let kind = self.type_name(it);
            return self.type_error(&format!("'{kind}' object is not an iterator"));
        };
        match self.get(r) {
            Kind::Generator(g) if g.kind == GenKind::Generator => {
                self.resume_generator(r, Value::None, cont)
            }
            Kind::SeqIter(..) | Kind::RangeIter(..) | Kind::Iter(_) => {
                if let Kind::Iter(data) = self.get(r)
                    && !self.is_pure_iterator(r)
                    && !matches!(**data, IterData::Done)
                {
                    return self.type_error("this iterator needs Python");
                }
                match self.iter_next(r)? {
                    Some(v) => self.deliver(cont, v),
                    None => self.exhausted(cont, Value::None),
                }
            }
            _ => match self.special(it, sym::NEXT) {
                Some(f) => self.call_method(f, it, &[], cont),
                None => {
                    let kind = self.type_name(it);
                    self.type_error(&format!("'{kind}' object is not an iterator"))
                }
            },
        }
    }

    /// Raises `Signal::Raise` for an iterator that ended where an item was needed.
    pub(crate) fn stop_iteration<T>(&mut self) -> R<T> {
        let exc = self.exception_with(class::STOP_ITERATION, Vec::new());
        self.set_attr_raw(exc, sym::VALUE, Value::None);
        Err(Signal::Raise(exc))
    }
}
