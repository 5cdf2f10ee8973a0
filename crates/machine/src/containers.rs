//! Lists, dicts, sets, sequences: subscripts, building, unpacking, membership.

use std::sync::Arc;

use timeslice_compiler::{BinOp, CmpOp, Op};
use timeslice_trace::EventKind;

use crate::access::{STRUCTURE, Touch};
use crate::dict::{DictData, SetData};
use crate::frame::Cont;
use crate::hash::Answer;
use crate::heap::make_mut;
use crate::machine::{Machine, R, Signal};
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

/// A slice resolved against a length (`PySlice_AdjustIndices`).
#[derive(Clone, Copy, Debug)]
pub struct Indices {
    /// First index.
    pub start: i64,
    /// Distance between indices; not 0.
    pub step: i64,
    /// How many there are.
    pub count: usize,
}

impl Indices {
    /// The indices in order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..self.count as i64).map(move |i| (self.start + i * self.step) as usize)
    }
}

impl Machine {
    // ------------------------------------------------------------------ dicts

    /// Finds a key; `Err` with TypeError when it cannot be hashed. `Ok(None)`: Python is needed.
    pub(crate) fn dict_find(&mut self, dict: Ref, key: Value) -> R<Option<(u64, Option<usize>)>> {
        let hash = match self.hash_of(key) {
            Answer::Is(h) => h,
            Answer::Python => return Ok(None),
            Answer::Unhashable(r) => {
                let kind = self.unhashable_type(r);
                return self.type_error(&format!("unhashable type: '{kind}'"));
            }
        };
        let Kind::Dict(d) = self.get(dict) else { unreachable!("a dict") };
        let mut python = false;
        let slot = d.find(hash, |k| match self.eq_of(k, key) {
            Answer::Is(b) => b,
            _ => {
                python = true;
                false
            }
        });
        Ok(if python { None } else { Some((hash, slot)) })
    }

    /// Sets a key that is known to need no Python: TypeError when it does.
    pub(crate) fn dict_set_simple(&mut self, dict: Value, key: Value, value: Value) -> R<()> {
        let Value::Obj(r) = self.unwrap(dict) else { unreachable!("a dict") };
        match self.dict_find(r, key)? {
            Some((hash, slot)) => {
                self.dict_store(r, hash, slot, key, value);
                Ok(())
            }
            None => {
                self.type_error("this dict cannot hold keys whose __hash__ is written in Python")
            }
        }
    }

    /// Stores a pair where [`Machine::dict_find`] said.
    pub(crate) fn dict_store(
        &mut self,
        dict: Ref,
        hash: u64,
        slot: Option<usize>,
        key: Value,
        value: Value,
    ) {
        let Kind::Dict(d) = self.p.heap.get_mut(dict) else { unreachable!("a dict") };
        let d = make_mut(d);
        match slot {
            Some(slot) => {
                let old = d.slot(slot).map_or(Value::Null, |e| e.value);
                d.set_slot(slot, value);
                self.drop_value(old);
            }
            None => {
                d.insert_new(hash, key, value);
                self.p.heap.grow(48);
            }
        }
    }

    /// Reads a key of a dict, declared to the explorer; `Ok(Err(()))`: Python is needed.
    pub(crate) fn dict_read(&mut self, dict: Ref, key: Value) -> R<Result<Option<Value>, ()>> {
        let Some((hash, slot)) = self.dict_find(dict, key)? else { return Ok(Err(())) };
        self.access(dict, hash, Touch::Read)?;
        if self.traces_memory() {
            self.trace_memory(EventKind::Read, dict, key);
        }
        let Kind::Dict(d) = self.get(dict) else { unreachable!("a dict") };
        Ok(Ok(slot.and_then(|s| d.slot(s)).map(|e| e.value)))
    }

    /// Writes a key of a dict, declared to the explorer; false: Python is needed.
    pub(crate) fn dict_write(&mut self, dict: Ref, key: Value, value: Value) -> R<bool> {
        let Some((hash, slot)) = self.dict_find(dict, key)? else { return Ok(false) };
        self.access(dict, hash, Touch::Write)?;
        if slot.is_none() && self.explore.is_some() {
            self.access(dict, STRUCTURE, Touch::Write)?;
        }
        if self.traces_memory() {
            self.trace_memory(EventKind::Write, dict, key);
        }
        self.dict_store(dict, hash, slot, key, value);
        Ok(true)
    }

    /// Removes a key of a dict; `Ok(None)`: Python is needed.
    pub(crate) fn dict_delete(&mut self, dict: Ref, key: Value) -> R<Option<Option<Value>>> {
        let Some((hash, slot)) = self.dict_find(dict, key)? else { return Ok(None) };
        self.access(dict, hash, Touch::Write)?;
        if self.explore.is_some() {
            self.access(dict, STRUCTURE, Touch::Write)?;
        }
        let Some(slot) = slot else { return Ok(Some(None)) };
        if self.traces_memory() {
            self.trace_memory(EventKind::Write, dict, key);
        }
        let Kind::Dict(d) = self.get_mut(dict) else { unreachable!("a dict") };
        let old = make_mut(d).remove_slot(slot).value;
        self.drop_value(old);
        Ok(Some(Some(old)))
    }

    /// A KeyError whose argument is the key itself.
    pub(crate) fn key_error<T>(&mut self, key: Value) -> R<T> {
        let exc = self.exception_with(class::KEY_ERROR, vec![key]);
        Err(Signal::Raise(exc))
    }

    // ------------------------------------------------------------------ sets

    /// Finds an item of a set; `Ok(None)`: Python is needed.
    pub(crate) fn set_find(&mut self, set: Ref, item: Value) -> R<Option<(u64, Option<usize>)>> {
        let hash = match self.hash_of(item) {
            Answer::Is(h) => h,
            Answer::Python => return Ok(None),
            Answer::Unhashable(r) => {
                let kind = self.unhashable_type(r);
                return self.type_error(&format!("unhashable type: '{kind}'"));
            }
        };
        let (Kind::Set(s) | Kind::FrozenSet(s)) = self.get(set) else { unreachable!("a set") };
        let mut python = false;
        let slot = s.find(hash, |k| match self.eq_of(k, item) {
            Answer::Is(b) => b,
            _ => {
                python = true;
                false
            }
        });
        Ok(if python { None } else { Some((hash, slot)) })
    }

    /// Adds an item that is known to need no Python: TypeError when it does.
    pub(crate) fn set_add_simple(&mut self, set: Value, item: Value) -> R<()> {
        let Value::Obj(r) = self.unwrap(set) else { unreachable!("a set") };
        match self.set_find(r, item)? {
            Some((_, Some(_))) => Ok(()),
            Some((hash, None)) => {
                match self.p.heap.get_mut(r) {
                    Kind::Set(s) | Kind::FrozenSet(s) => make_mut(s).insert_new(hash, item),
                    _ => unreachable!("a set"),
                }
                self.p.heap.grow(32);
                Ok(())
            }
            None => {
                self.type_error("this set cannot hold items whose __hash__ is written in Python")
            }
        }
    }

    // ------------------------------------------------------------------ lists

    /// Appends to a list.
    pub(crate) fn list_push(&mut self, list: Ref, v: Value) {
        let Kind::List(items) = self.p.heap.get_mut(list) else { unreachable!("a list") };
        let items = make_mut(items);
        let before = items.capacity();
        items.push(v);
        let grown = items.capacity() - before;
        if grown > 0 {
            self.p.heap.grow(grown as u64 * 16);
        }
    }

    /// Index of an item from a Python index; `None` when out of range.
    pub(crate) fn index_in(&self, index: i64, len: usize) -> Option<usize> {
        let i = if index < 0 { index + len as i64 } else { index };
        (0..len as i64).contains(&i).then_some(i as usize)
    }

    /// A slice against a length.
    pub(crate) fn slice_indices(&mut self, slice: Ref, len: usize) -> R<Indices> {
        let Kind::Slice(parts) = self.get(slice) else { unreachable!("a slice") };
        let [start, stop, step] = **parts;
        let mut part = |v: Value| -> R<Option<i64>> {
            if v.is_none() {
                return Ok(None);
            }
            match self.as_int(v) {
                Some(crate::text::Int::Small(i)) => Ok(Some(i)),
                Some(crate::text::Int::Big(b)) => {
                    Ok(Some(if b.sign() == num_bigint::Sign::Minus {
                        i64::MIN / 2
                    } else {
                        i64::MAX / 2
                    }))
                }
                None => self.type_error(
                    "slice indices must be integers or None or have an __index__ method",
                ),
            }
        };
        let step = part(step)?.unwrap_or(1);
        let (start, stop) = (part(start)?, part(stop)?);
        if step == 0 {
            return self.value_error("slice step cannot be zero");
        }
        let len = len as i64;
        let clamp = |v: Option<i64>, default: i64| match v {
            None => default,
            Some(v) => {
                let v = if v < 0 { v.saturating_add(len) } else { v };
                if step > 0 { v.clamp(0, len) } else { v.clamp(-1, len - 1) }
            }
        };
        let (start, stop) = if step > 0 {
            (clamp(start, 0), clamp(stop, len))
        } else {
            (clamp(start, len - 1), clamp(stop, -1))
        };
        let span = if step > 0 { stop - start } else { start - stop };
        let count = if span <= 0 { 0 } else { (span - 1) / step.abs() + 1 };
        Ok(Indices { start, step, count: count as usize })
    }

    /// `[o k → o[k]]`
    pub(crate) fn subscript(&mut self) -> R<()> {
        let key = self.peek(0);
        let object = self.peek(1);
        if let (Value::Obj(r), Value::Int(i)) = (object, key)
            && let Ok(i) = usize::try_from(i)
            && self.is_unobserved()
        {
            let item = match self.get(r) {
                Kind::List(items) => items.get(i).copied(),
                Kind::Tuple(items) => items.get(i).copied(),
                _ => None,
            };
            if let Some(v) = item {
                self.drop_n(2);
                self.push(v);
                return Ok(());
            }
        }
        if let Value::Obj(r) = object {
            match self.get(r) {
                Kind::Instance(cls, _) => {
                    let cls = *cls;
                    if let Some(f) = self.class_lookup(cls, sym::GETITEM) {
                        let native =
                            matches!(f, Value::Obj(n) if matches!(self.get(n), Kind::Native(_)));
                        if !native {
                            self.drop_n(2);
                            return self.call_method(f, object, &[key], Cont::Push);
                        }
                    }
                }
                Kind::Class(_) => return self.class_getitem(r, key),
                _ => {}
            }
        }
        match self.item(object, key)? {
            Some(v) => {
                self.drop_n(2);
                self.push(v);
                Ok(())
            }
            None => {
                let inner = self.unwrap(object);
                if let Value::Obj(d) = inner
                    && matches!(self.get(d), Kind::Dict(_))
                {
                    let f = self.library_function("_dict_getitem")?;
                    self.drop_n(2);
                    return self.call_value(f, &[object, key], Cont::Push);
                }
                // An index with `__index__` in Python.
                let sequence = matches!(inner, Value::Obj(s) if matches!(self.get(s),
                    Kind::List(_) | Kind::Tuple(_) | Kind::Str(_) | Kind::Bytes(_)
                    | Kind::ByteArray(_) | Kind::Range(_) | Kind::Deque(_) | Kind::Other(_)));
                if sequence
                    && matches!(key, Value::Obj(_))
                    && let Some(f) = self.special(key, sym::INDEX)
                {
                    self.pop();
                    return self.call_method(f, key, &[], Cont::IndexRetry);
                }
                let kind = self.type_name(object);
                self.type_error(&format!("'{kind}' object is not subscriptable"))
            }
        }
    }

    /// `object[key]` of a built-in value; `None`: Python is needed (or it has no items).
    pub(crate) fn item(&mut self, object: Value, key: Value) -> R<Option<Value>> {
        let Value::Obj(r) = self.unwrap(object) else {
            let kind = self.type_name(object);
            return self.type_error(&format!("'{kind}' object is not subscriptable"));
        };
        match self.get(r) {
            Kind::Dict(_) => {
                match self.dict_read(r, key)? {
                    Ok(Some(v)) => Ok(Some(v)),
                    Ok(None) => {
                        // A subclass may define `__missing__`.
                        if !self.unwrap(object).is(object)
                            && self.special(object, sym::MISSING).is_some()
                        {
                            return Ok(None);
                        }
                        self.key_error(key)
                    }
                    Err(()) => Ok(None),
                }
            }
            Kind::DictView(crate::object::DictViewKind::Proxy, d) => {
                let d = *d;
                self.item(d.into(), key)
            }
            Kind::List(_) => self.sequence_item(r, key, "list"),
            Kind::Tuple(_) => self.sequence_item(r, key, "tuple"),
            Kind::Str(_) => self.sequence_item(r, key, "string"),
            Kind::Bytes(_) => self.sequence_item(r, key, "byte"),
            Kind::ByteArray(_) => self.sequence_item(r, key, "bytearray"),
            Kind::Range(_) => self.sequence_item(r, key, "range object"),
            Kind::Deque(_) => self.sequence_item(r, key, "deque"),
            Kind::Alias(_) => Ok(Some(object)),
            Kind::Other(_) => self.native_item(r, key),
            Kind::Instance(..) => Ok(None),
            _ => {
                let kind = self.type_name(object);
                self.type_error(&format!("'{kind}' object is not subscriptable"))
            }
        }
    }

    fn sequence_item(&mut self, r: Ref, key: Value, what: &str) -> R<Option<Value>> {
        let len = self.sequence_len(r);
        if let Value::Obj(s) = key
            && matches!(self.get(s), Kind::Slice(_))
        {
            self.access(r, STRUCTURE, Touch::Read)?;
            let indices = self.slice_indices(s, len)?;
            return self.slice_of(r, indices).map(Some);
        }
        let index = match self.unwrap(key) {
            Value::Int(i) => i,
            Value::Bool(b) => i64::from(b),
            Value::Obj(k) if matches!(self.get(k), Kind::BigInt(_)) => {
                return self
                    .raise(class::INDEX_ERROR, "cannot fit 'int' into an index-sized integer");
            }
            _ if self.special(key, sym::INDEX).is_some() => return Ok(None),
            _ => {
                let kind = self.type_name(key);
                let message = match what {
                    "string" => format!("string indices must be integers, not '{kind}'"),
                    "deque" => format!("sequence index must be integer, not '{kind}'"),
                    "byte" => format!("byte indices must be integers or slices, not {kind}"),
                    "range object" => {
                        format!("range indices must be integers or slices, not {kind}")
                    }
                    _ => format!("{what} indices must be integers or slices, not {kind}"),
                };
                return self.type_error(&message);
            }
        };
        let mutable = matches!(self.get(r), Kind::List(_) | Kind::Deque(_) | Kind::ByteArray(_));
        let Some(i) = self.index_in(index, len) else {
            if mutable {
                self.access(r, STRUCTURE, Touch::Read)?;
            }
            let what = if what == "byte" { "index" } else { what };
            let message = if what == "index" {
                "index out of range".to_owned()
            } else {
                format!("{what} index out of range")
            };
            return self.raise(class::INDEX_ERROR, &message);
        };
        if mutable {
            self.touch_item(r, i, Touch::Read)?;
            if self.traces_memory() {
                self.trace_memory(EventKind::Read, r, Value::Int(i as i64));
            }
        }
        Ok(Some(match self.get(r) {
            Kind::List(items) => items[i],
            Kind::Tuple(items) => items[i],
            Kind::Deque(d) => d.items[i],
            Kind::Bytes(b) => Value::Int(i64::from(b[i])),
            Kind::ByteArray(b) => Value::Int(i64::from(b[i])),
            Kind::Range(range) => Value::Int(range[0] + i as i64 * range[2]),
            Kind::Str(t) => {
                let c = t.char_at(i).unwrap_or('?');
                let mut buffer = [0; 4];
                let text: &str = c.encode_utf8(&mut buffer);
                self.str(text)
            }
            _ => unreachable!("a sequence"),
        }))
    }

    /// Length of a built-in sequence.
    pub(crate) fn sequence_len(&self, r: Ref) -> usize {
        match self.get(r) {
            Kind::List(items) => items.len(),
            Kind::Tuple(items) => items.len(),
            Kind::Deque(d) => d.items.len(),
            Kind::Bytes(b) => b.len(),
            Kind::ByteArray(b) => b.len(),
            Kind::Range(range) => crate::iterate::range_len(**range) as usize,
            Kind::Str(t) => t.chars(),
            _ => 0,
        }
    }

    fn slice_of(&mut self, r: Ref, at: Indices) -> R {
        let kind = match self.get(r) {
            Kind::List(items) => Kind::List(Arc::new(at.iter().map(|i| items[i]).collect())),
            Kind::Tuple(items) => Kind::Tuple(at.iter().map(|i| items[i]).collect()),
            Kind::Bytes(b) => Kind::Bytes(at.iter().map(|i| b[i]).collect()),
            Kind::ByteArray(b) => Kind::ByteArray(Arc::new(at.iter().map(|i| b[i]).collect())),
            Kind::Range(range) => {
                let start = range[0] + at.start * range[2];
                let step = range[2] * at.step;
                Kind::Range(Arc::new([start, start + step * at.count as i64, step]))
            }
            Kind::Str(t) => {
                let text = if at.step == 1 {
                    t.substring(at.start as usize, at.start as usize + at.count).to_owned()
                } else if t.is_ascii() {
                    let bytes = t.as_str().as_bytes();
                    at.iter().map(|i| char::from(bytes[i])).collect()
                } else {
                    let chars: Vec<char> = t.as_str().chars().collect();
                    at.iter().map(|i| chars[i]).collect()
                };
                return Ok(self.string(text));
            }
            _ => return self.type_error("sequence index must be integer, not 'slice'"),
        };
        Ok(self.alloc(kind))
    }

    /// `[x o k → ]` `o[k] = x`
    pub(crate) fn store_subscript(&mut self) -> R<()> {
        let key = self.peek(0);
        let object = self.peek(1);
        let value = self.peek(2);
        if let (Value::Obj(r), Value::Int(i)) = (object, key)
            && let Ok(i) = usize::try_from(i)
            && self.is_unobserved()
            && let Kind::List(items) = self.get(r)
            && i < items.len()
        {
            let Kind::List(items) = self.p.heap.get_mut(r) else { unreachable!("a list") };
            let old = std::mem::replace(&mut make_mut(items)[i], value);
            self.drop_value(old);
            self.drop_n(3);
            return Ok(());
        }
        if let Some((f, native)) = self.item_method(object, sym::SETITEM)
            && !native
        {
            self.drop_n(3);
            return self.call_method(f, object, &[key, value], Cont::Drop);
        }
        if self.set_item(object, key, value)? {
            self.drop_n(3);
            return Ok(());
        }
        let inner = self.unwrap(object);
        if matches!(inner, Value::Obj(d) if matches!(self.get(d), Kind::Dict(_))) {
            let f = self.library_function("_dict_setitem")?;
            self.drop_n(3);
            return self.call_value(f, &[inner, key, value], Cont::Drop);
        }
        if matches!(inner, Value::Obj(d) if matches!(self.get(d), Kind::List(_))) {
            // An iterable written in Python is assigned to a slice.
            if matches!(key, Value::Obj(k) if matches!(self.get(k), Kind::Slice(_))) {
                let f = self.library_function("_list_from_iter")?;
                self.drop_n(3);
                self.push(object);
                self.push(key);
                return self.call_value(f, &[value], Cont::StoreSlice);
            }
            if let Some(f) = self.special(key, sym::INDEX) {
                self.pop();
                return self.call_method(f, key, &[], Cont::IndexRetry);
            }
        }
        let kind = self.type_name(object);
        self.type_error(&format!("'{kind}' object does not support item assignment"))
    }

    /// Whether nobody asks which memory is read and written.
    #[inline]
    fn is_unobserved(&self) -> bool {
        self.explore.is_none() && !self.traces_memory()
    }

    fn item_method(&self, object: Value, name: Ref) -> Option<(Value, bool)> {
        let Value::Obj(r) = object else { return None };
        let Kind::Instance(cls, _) = self.get(r) else { return None };
        let f = self.class_lookup(*cls, name)?;
        Some((f, matches!(f, Value::Obj(n) if matches!(self.get(n), Kind::Native(_)))))
    }

    /// `object[key] = value` of a built-in container; false: Python is needed.
    pub(crate) fn set_item(&mut self, object: Value, key: Value, value: Value) -> R<bool> {
        let Value::Obj(r) = self.unwrap(object) else { return Ok(false) };
        match self.get(r) {
            Kind::Dict(_) => self.dict_write(r, key, value),
            Kind::List(items) => {
                let len = items.len();
                if let Value::Obj(s) = key
                    && matches!(self.get(s), Kind::Slice(_))
                {
                    return self.set_slice(r, s, value);
                }
                let Some(i) = self.list_index(key, len, "list assignment index out of range")?
                else {
                    return Ok(false);
                };
                self.touch_item(r, i, Touch::Write)?;
                if self.traces_memory() {
                    self.trace_memory(EventKind::Write, r, Value::Int(i as i64));
                }
                let Kind::List(items) = self.get_mut(r) else { unreachable!() };
                let old = std::mem::replace(&mut make_mut(items)[i], value);
                self.drop_value(old);
                Ok(true)
            }
            Kind::Deque(d) => {
                let len = d.items.len();
                let Some(i) = self.list_index(key, len, "deque index out of range")? else {
                    return Ok(false);
                };
                self.access(r, STRUCTURE, Touch::Write)?;
                let Kind::Deque(d) = self.get_mut(r) else { unreachable!() };
                make_mut(d).items[i] = value;
                Ok(true)
            }
            Kind::ByteArray(_) => crate::natives::bytes::set_items(self, r, key, value),
            Kind::Other(_) => self.set_native_item(r, key, value),
            _ => Ok(false),
        }
    }

    fn list_index(&mut self, key: Value, len: usize, message: &str) -> R<Option<usize>> {
        let index = match self.unwrap(key) {
            Value::Int(i) => i,
            Value::Bool(b) => i64::from(b),
            _ if self.special(key, sym::INDEX).is_some_and(
                |f| !matches!(f, Value::Obj(n) if matches!(self.get(n), Kind::Native(_))),
            ) =>
            {
                return Ok(None);
            }
            _ => {
                let kind = self.type_name(key);
                return self
                    .type_error(&format!("list indices must be integers or slices, not {kind}"));
            }
        };
        match self.index_in(index, len) {
            Some(i) => Ok(Some(i)),
            None => self.raise(class::INDEX_ERROR, message),
        }
    }

    /// `list[slice] = value`; false: value needs Python to be iterated.
    pub(crate) fn set_slice(&mut self, list: Ref, slice: Ref, value: Value) -> R<bool> {
        let Some(new) = self.iterate_builtin(value)? else {
            if self.special(value, sym::ITER).is_none() {
                return self.type_error("can only assign an iterable");
            }
            return Ok(false);
        };
        let len = self.sequence_len(list);
        let at = self.slice_indices(slice, len)?;
        self.access(list, STRUCTURE, Touch::Write)?;
        if at.step != 1 && new.len() != at.count {
            return self.value_error(&format!(
                "attempt to assign sequence of size {} to extended slice of size {}",
                new.len(),
                at.count
            ));
        }
        let grown = (new.len() * 16) as u64;
        let Kind::List(items) = self.p.heap.get_mut(list) else { unreachable!("a list") };
        let items = make_mut(items);
        if at.step == 1 {
            let start = at.start as usize;
            items.splice(start..start + at.count, new);
        } else {
            for (i, v) in at.iter().zip(new) {
                items[i] = v;
            }
        }
        self.p.heap.grow(grown);
        Ok(true)
    }

    /// `[o k → ]` `del o[k]`
    pub(crate) fn delete_subscript(&mut self) -> R<()> {
        let key = self.peek(0);
        let object = self.peek(1);
        if let Some((f, native)) = self.item_method(object, sym::DELITEM)
            && !native
        {
            self.drop_n(2);
            return self.call_method(f, object, &[key], Cont::Drop);
        }
        if self.delete_item(object, key)? {
            self.drop_n(2);
            return Ok(());
        }
        let inner = self.unwrap(object);
        if matches!(inner, Value::Obj(d) if matches!(self.get(d), Kind::Dict(_))) {
            let f = self.library_function("_dict_delitem")?;
            self.drop_n(2);
            return self.call_value(f, &[inner, key], Cont::Drop);
        }
        let kind = self.type_name(object);
        self.type_error(&format!("'{kind}' object does not support item deletion"))
    }

    /// `del object[key]` of a built-in container; false: Python is needed.
    pub(crate) fn delete_item(&mut self, object: Value, key: Value) -> R<bool> {
        let Value::Obj(r) = self.unwrap(object) else { return Ok(false) };
        match self.get(r) {
            Kind::Dict(_) => match self.dict_delete(r, key)? {
                Some(Some(_)) => Ok(true),
                Some(None) => self.key_error(key),
                None => Ok(false),
            },
            Kind::List(items) => {
                let len = items.len();
                if let Value::Obj(s) = key
                    && matches!(self.get(s), Kind::Slice(_))
                {
                    let at = self.slice_indices(s, len)?;
                    self.access(r, STRUCTURE, Touch::Write)?;
                    let mut gone: Vec<usize> = at.iter().collect();
                    gone.sort_unstable();
                    let Kind::List(items) = self.get_mut(r) else { unreachable!() };
                    let items = make_mut(items);
                    let mut removed = Vec::with_capacity(gone.len());
                    for i in gone.into_iter().rev() {
                        removed.push(items.remove(i));
                    }
                    for old in removed {
                        self.drop_value(old);
                    }
                    return Ok(true);
                }
                let Some(i) = self.list_index(key, len, "list assignment index out of range")?
                else {
                    return Ok(false);
                };
                self.access(r, STRUCTURE, Touch::Write)?;
                let Kind::List(items) = self.get_mut(r) else { unreachable!() };
                let old = make_mut(items).remove(i);
                self.drop_value(old);
                Ok(true)
            }
            Kind::Deque(d) => {
                let len = d.items.len();
                let Some(i) = self.list_index(key, len, "deque index out of range")? else {
                    return Ok(false);
                };
                self.access(r, STRUCTURE, Touch::Write)?;
                let Kind::Deque(d) = self.get_mut(r) else { unreachable!() };
                make_mut(d).items.remove(i);
                Ok(true)
            }
            Kind::ByteArray(_) => crate::natives::bytes::delete_items(self, r, key),
            _ => Ok(false),
        }
    }

    // ------------------------------------------------------------------ membership, +, *

    /// `item in container`; `None`: Python is needed.
    pub(crate) fn builtin_contains(&mut self, container: Value, item: Value) -> R<Option<bool>> {
        if let Some((_, native)) = self.item_method(container, sym::CONTAINS)
            && !native
        {
            return Ok(None);
        }
        let Value::Obj(r) = self.unwrap(container) else {
            let kind = self.type_name(container);
            return self.type_error(&format!("argument of type '{kind}' is not iterable"));
        };
        match self.get(r) {
            Kind::Dict(_) => Ok(match self.dict_read(r, item)? {
                Ok(v) => Some(v.is_some()),
                Err(()) => None,
            }),
            Kind::Set(_) | Kind::FrozenSet(_) => {
                self.touch_whole(r.into())?;
                // A set in a set is looked up as a frozenset.
                Ok(self.set_find(r, item)?.map(|(_, slot)| slot.is_some()))
            }
            Kind::DictView(kind, d) => {
                let (kind, d) = (*kind, *d);
                match kind {
                    crate::object::DictViewKind::Keys | crate::object::DictViewKind::Proxy => {
                        self.builtin_contains(d.into(), item)
                    }
                    crate::object::DictViewKind::Items => {
                        let pair = match item {
                            Value::Obj(p) => match self.get(p) {
                                Kind::Tuple(pair) if pair.len() == 2 => [pair[0], pair[1]],
                                _ => return Ok(Some(false)),
                            },
                            _ => return Ok(Some(false)),
                        };
                        let d = self.payload(d);
                        Ok(match self.dict_read(d, pair[0])? {
                            Ok(None) => Some(false),
                            Ok(Some(v)) => self.any_equal(&[v], pair[1]),
                            Err(()) => None,
                        })
                    }
                    crate::object::DictViewKind::Values => {
                        let items = self.view_items(kind, d);
                        Ok(self.any_equal(&items, item))
                    }
                }
            }
            Kind::Str(_) => {
                let Some(needle) = self.text(item).cloned() else {
                    let kind = self.type_name(item);
                    return self.type_error(&format!(
                        "'in <string>' requires string as left operand, not {kind}"
                    ));
                };
                let Kind::Str(t) = self.get(r) else { unreachable!() };
                Ok(Some(t.as_str().contains(needle.as_str())))
            }
            Kind::Bytes(b) => {
                let b = b.clone();
                match self.unwrap(item) {
                    Value::Int(i) => Ok(Some(u8::try_from(i).is_ok_and(|i| b.contains(&i)))),
                    Value::Obj(n) => match self.get(n) {
                        Kind::Bytes(n) => {
                            Ok(Some(n.is_empty() || b.windows(n.len()).any(|w| *w == **n)))
                        }
                        _ => self.type_error("a bytes-like object is required"),
                    },
                    _ => self.type_error("a bytes-like object is required"),
                }
            }
            Kind::Range(range) => {
                let range = **range;
                match self.unwrap(item) {
                    Value::Int(i) => Ok(Some(crate::iterate::range_contains(range, i))),
                    Value::Bool(b) => Ok(Some(crate::iterate::range_contains(range, i64::from(b)))),
                    Value::Float(f) => Ok(Some(
                        f == libm::trunc(f)
                            && f.abs() < 9e18
                            && crate::iterate::range_contains(range, f as i64),
                    )),
                    _ => Ok(Some(false)),
                }
            }
            Kind::List(items) => {
                let items = items.clone();
                self.touch_whole(r.into())?;
                Ok(self.any_equal(&items, item))
            }
            Kind::Tuple(items) => {
                let items = items.clone();
                Ok(self.any_equal(&items, item))
            }
            Kind::Deque(d) => {
                let items: Vec<Value> = d.items.iter().copied().collect();
                self.touch_whole(r.into())?;
                Ok(self.any_equal(&items, item))
            }
            _ => Ok(None),
        }
    }

    /// Whether any item equals `v`; `None`: Python is needed.
    pub(crate) fn any_equal(&self, items: &[Value], v: Value) -> Option<bool> {
        for item in items {
            if item.is(v) {
                return Some(true);
            }
            match self.eq_of(*item, v) {
                Answer::Is(true) => return Some(true),
                Answer::Is(false) => {}
                _ => return None,
            }
        }
        Some(false)
    }

    /// `+`, `*`, `|`, `&`, `-`, `^` of containers.
    pub(crate) fn sequence_binary(
        &mut self,
        op: BinOp,
        inplace: bool,
        a: Value,
        b: Value,
    ) -> R<Option<Value>> {
        match op {
            BinOp::Add => self.concatenate(inplace, a, b),
            BinOp::Mul => {
                if let Value::Obj(r) = a
                    && self.is_repeatable(r)
                    && let Some(n) = self.as_int(b)
                {
                    return self.repeat(inplace, r, n).map(Some);
                }
                if let Value::Obj(r) = b
                    && self.is_repeatable(r)
                    && let Some(n) = self.as_int(a)
                {
                    return self.repeat(false, r, n).map(Some);
                }
                Ok(None)
            }
            BinOp::Or if self.is_type_union(op, a, b) => self.make_union(a, b).map(Some),
            BinOp::Or | BinOp::And | BinOp::Sub | BinOp::Xor => self.set_binary(op, inplace, a, b),
            _ => Ok(None),
        }
    }

    fn is_repeatable(&self, r: Ref) -> bool {
        matches!(
            self.get(r),
            Kind::Str(_) | Kind::List(_) | Kind::Tuple(_) | Kind::Bytes(_) | Kind::ByteArray(_)
        )
    }

    fn concatenate(&mut self, inplace: bool, a: Value, b: Value) -> R<Option<Value>> {
        let (Value::Obj(x), Value::Obj(y)) = (a, b) else {
            if let Value::Obj(x) = a
                && inplace
                && matches!(self.get(x), Kind::List(_))
            {
                let kind = self.type_name(b);
                return self.type_error(&format!("'{kind}' object is not iterable"));
            }
            return Ok(None);
        };
        if inplace && matches!(self.get(x), Kind::List(_)) {
            let Some(items) = self.iterate_builtin(b)? else { return self.extend_python(a, b) };
            self.access(x, STRUCTURE, Touch::Write)?;
            self.p.heap.grow(items.len() as u64 * 16);
            let Kind::List(list) = self.get_mut(x) else { unreachable!() };
            make_mut(list).extend(items);
            return Ok(Some(a));
        }
        if inplace && matches!(self.get(x), Kind::Deque(_)) {
            let Some(items) = self.iterate_builtin(b)? else { return Ok(None) };
            self.access(x, STRUCTURE, Touch::Write)?;
            for item in items {
                self.deque_push(x, item, true);
            }
            return Ok(Some(a));
        }
        let kind = match (self.get(x), self.get(y)) {
            (Kind::Str(s), Kind::Str(t)) => {
                let mut text = String::with_capacity(s.as_str().len() + t.as_str().len());
                text.push_str(s.as_str());
                text.push_str(t.as_str());
                return Ok(Some(self.string(text)));
            }
            (Kind::List(s), Kind::List(t)) => {
                let items = s.iter().chain(t.iter()).copied().collect();
                self.touch_whole(a)?;
                self.touch_whole(b)?;
                Kind::List(Arc::new(items))
            }
            (Kind::Tuple(s), Kind::Tuple(t)) => {
                Kind::Tuple(s.iter().chain(t.iter()).copied().collect())
            }
            (Kind::Bytes(s), Kind::Bytes(t)) => {
                Kind::Bytes(s.iter().chain(t.iter()).copied().collect())
            }
            (Kind::Bytes(s), Kind::ByteArray(t)) => {
                Kind::Bytes(s.iter().chain(t.iter()).copied().collect())
            }
            (Kind::ByteArray(s), Kind::Bytes(_) | Kind::ByteArray(_)) => {
                let more =
                    crate::natives::numbers::arguments::bytes_of(self, b).unwrap_or_default();
                let bytes: Vec<u8> = s.iter().copied().chain(more).collect();
                if inplace {
                    self.access(x, STRUCTURE, Touch::Write)?;
                    *self.get_mut(x) = Kind::ByteArray(Arc::new(bytes));
                    return Ok(Some(a));
                }
                Kind::ByteArray(Arc::new(bytes))
            }
            (Kind::Deque(s), Kind::Deque(t)) => {
                let mut d = (**s).clone();
                d.items.extend(t.items.iter().copied());
                Kind::Deque(Arc::new(d))
            }
            _ => return Ok(None),
        };
        Ok(Some(self.alloc(kind)))
    }

    /// `list += iterable` with an iterable written in Python: the library makes a list of it first.
    fn extend_python(&mut self, a: Value, b: Value) -> R<Option<Value>> {
        if self.special(b, sym::ITER).is_none() && self.special(b, sym::GETITEM).is_none() {
            let kind = self.type_name(b);
            return self.type_error(&format!("'{kind}' object is not iterable"));
        }
        let f = self.library_function("_list_from_iter")?;
        self.drop_n(2);
        self.push(a);
        self.call_value(f, &[b], Cont::Retry)?;
        Err(Signal::Pushed)
    }

    fn repeat(&mut self, inplace: bool, r: Ref, n: crate::text::Int) -> R {
        let n = match n {
            crate::text::Int::Small(n) => n.max(0) as usize,
            crate::text::Int::Big(_) => {
                return self
                    .raise(class::OVERFLOW_ERROR, "cannot fit 'int' into an index-sized integer");
            }
        };
        let width = match self.get(r) {
            Kind::Str(t) => t.as_str().len(),
            Kind::Bytes(_) | Kind::ByteArray(_) => self.sequence_len(r),
            _ => self.sequence_len(r) * 16,
        };
        self.reserve(width.saturating_mul(n) as u64)?;
        let kind = match self.get(r) {
            Kind::Str(t) => {
                let text = t.as_str().repeat(n);
                return Ok(self.string(text));
            }
            Kind::List(items) => {
                let items = items.repeat(n);
                if inplace {
                    self.access(r, STRUCTURE, Touch::Write)?;
                    *self.get_mut(r) = Kind::List(Arc::new(items));
                    return Ok(r.into());
                }
                Kind::List(Arc::new(items))
            }
            Kind::Tuple(items) => Kind::Tuple(items.repeat(n).into()),
            Kind::Bytes(b) => Kind::Bytes(b.repeat(n).into()),
            Kind::ByteArray(b) => Kind::ByteArray(Arc::new(b.repeat(n))),
            _ => unreachable!("checked by is_repeatable"),
        };
        Ok(self.alloc(kind))
    }

    /// `MemoryError` when `bytes` more do not fit into the simulated memory.
    pub(crate) fn reserve(&mut self, bytes: u64) -> R<()> {
        if bytes > self.settings.limits.memory_bytes.saturating_sub(self.p.heap.bytes()) {
            let exc = self.exception_with(class::MEMORY_ERROR, Vec::new());
            return Err(Signal::Raise(exc));
        }
        Ok(())
    }

    fn set_like(&self, v: Value) -> Option<(SetData, bool)> {
        let Value::Obj(r) = v else { return None };
        match self.get(r) {
            Kind::Set(s) => Some(((**s).clone(), false)),
            Kind::FrozenSet(s) => Some(((**s).clone(), true)),
            Kind::DictView(kind, d) if *kind != crate::object::DictViewKind::Values => {
                let mut set = SetData::default();
                for item in self.view_items(*kind, *d) {
                    if let Answer::Is(h) = self.hash_of(item) {
                        set.insert_new(h, item);
                    }
                }
                Some((set, false))
            }
            _ => None,
        }
    }

    fn set_binary(&mut self, op: BinOp, inplace: bool, a: Value, b: Value) -> R<Option<Value>> {
        if op == BinOp::Or
            && let (Value::Obj(x), Value::Obj(y)) = (a, b)
            && let (Kind::Dict(d), Kind::Dict(e)) = (self.get(x), self.get(y))
        {
            let (mut merged, other): (DictData, Vec<_>) =
                ((**d).clone(), e.iter().copied().collect());
            for e in other {
                match merged.find(e.hash, |k| matches!(self.eq_of(k, e.key), Answer::Is(true))) {
                    Some(slot) => merged.set_slot(slot, e.value),
                    None => merged.insert_new(e.hash, e.key, e.value),
                }
            }
            if inplace {
                self.access(x, STRUCTURE, Touch::Write)?;
                *self.get_mut(x) = Kind::Dict(Arc::new(merged));
                return Ok(Some(a));
            }
            return Ok(Some(self.alloc(Kind::Dict(Arc::new(merged)))));
        }
        self.touch_whole(a)?;
        self.touch_whole(b)?;
        let (Some((x, frozen)), Some((y, _))) = (self.set_like(a), self.set_like(b)) else {
            return Ok(None);
        };
        let mut python = false;
        let mut has = |set: &SetData, h: u64, v: Value| {
            set.find(h, |k| match self.eq_of(k, v) {
                Answer::Is(b) => b,
                _ => {
                    python = true;
                    false
                }
            })
            .is_some()
        };
        let mut result = SetData::default();
        match op {
            BinOp::Or => {
                result = x;
                result.reserve_for_merge(y.len());
                for (h, v) in y.iter() {
                    if !has(&result, h, v) {
                        result.insert_new(h, v);
                    }
                }
            }
            BinOp::And => {
                // The smaller one is walked (`set_intersection`).
                let (walk, other) = if y.len() > x.len() { (&x, &y) } else { (&y, &x) };
                for (h, v) in walk.iter() {
                    if has(other, h, v) {
                        result.insert_new(h, v);
                    }
                }
            }
            BinOp::Sub => {
                for (h, v) in x.iter() {
                    if !has(&y, h, v) {
                        result.insert_new(h, v);
                    }
                }
            }
            _ => {
                for (h, v) in x.iter() {
                    if !has(&y, h, v) {
                        result.insert_new(h, v);
                    }
                }
                for (h, v) in y.iter() {
                    if !has(&x, h, v) {
                        result.insert_new(h, v);
                    }
                }
            }
        }
        if python {
            return self.type_error(
                "set operators on items with a Python-level __eq__ are not supported in Timeslice",
            );
        }
        if inplace
            && let Value::Obj(r) = a
            && matches!(self.get(r), Kind::Set(_))
        {
            self.access(r, STRUCTURE, Touch::Write)?;
            *self.get_mut(r) = Kind::Set(Arc::new(result));
            return Ok(Some(a));
        }
        let kind =
            if frozen { Kind::FrozenSet(Arc::new(result)) } else { Kind::Set(Arc::new(result)) };
        Ok(Some(self.alloc(kind)))
    }

    /// `<`, `<=`, `>`, `>=` of sets; `None`: they are not sets.
    pub(crate) fn set_compare(&mut self, op: CmpOp, a: Value, b: Value) -> R<Option<bool>> {
        let (Some((x, _)), Some((y, _))) = (self.set_like(a), self.set_like(b)) else {
            return Ok(None);
        };
        let subset = |x: &SetData, y: &SetData| {
            x.iter()
                .all(|(h, v)| y.find(h, |k| matches!(self.eq_of(k, v), Answer::Is(true))).is_some())
        };
        Ok(Some(match op {
            CmpOp::Le => x.len() <= y.len() && subset(&x, &y),
            CmpOp::Lt => x.len() < y.len() && subset(&x, &y),
            CmpOp::Ge => y.len() <= x.len() && subset(&y, &x),
            _ => y.len() < x.len() && subset(&y, &x),
        }))
    }

    /// Pushes onto a deque, dropping an item at the other end when it is full.
    pub(crate) fn deque_push(&mut self, r: Ref, item: Value, right: bool) {
        let Kind::Deque(d) = self.p.heap.get_mut(r) else { unreachable!("a deque") };
        let d = make_mut(d);
        if right {
            d.items.push_back(item);
        } else {
            d.items.push_front(item);
        }
        if d.maxlen.is_some_and(|max| d.items.len() > max) {
            if right {
                d.items.pop_front();
            } else {
                d.items.pop_back();
            }
        } else {
            self.p.heap.grow(16);
        }
    }

    // ------------------------------------------------------------------ building and unpacking

    /// `[l … it → l …]`
    pub(crate) fn list_extend_op(&mut self, depth: usize) -> R<()> {
        let source = self.peek(0);
        if self.is_not_iterable(source) {
            return self.bad_star(depth, source);
        }
        match self.iterate_builtin(source)? {
            Some(items) => {
                self.pop();
                let Value::Obj(list) = self.peek(depth - 1) else { unreachable!("a list") };
                self.p.heap.grow(items.len() as u64 * 16);
                let Kind::List(l) = self.get_mut(list) else { unreachable!("a list") };
                make_mut(l).extend(items);
                Ok(())
            }
            None => self.list_first("_list_from_iter", source),
        }
    }

    /// `[*5]`, `f(1, *5)`; CPython hands the one starred argument of `f(*5)` to the call, which
    /// knows the function's name.
    fn bad_star(&mut self, depth: usize, source: Value) -> R<()> {
        let kind = self.type_name(source);
        let frame = self.frame().code;
        let instrs = &self.code(frame).instrs;
        let at = self.th.pc as usize;
        let op = |i: usize| instrs.get(i).map(|i| i.op);
        let call = op(at) == Some(Op::ListToTuple)
            && matches!(op(at + 1), Some(Op::CallEx | Op::BuildMap))
            && matches!(self.peek(depth), Value::Obj(l)
                if matches!(self.get(l), Kind::List(items) if items.is_empty()));
        if call {
            let called = self.function_text(self.peek(depth + 2));
            return self
                .type_error(&format!("{called} argument after * must be an iterable, not {kind}"));
        }
        self.type_error(&format!("Value after * must be an iterable, not {kind}"))
    }

    /// A function as `_PyObject_FunctionStr` calls it in messages: `module.name()`.
    fn function_text(&mut self, f: Value) -> String {
        let Value::Obj(r) = f else { return self.type_name(f) };
        let text = |m: &Machine, v: Value| m.text(v).map(|t| t.as_str().to_owned());
        match self.get(r) {
            Kind::Function(data) => {
                let name = text(self, data.qualname).unwrap_or_default();
                match text(self, data.module) {
                    Some(module) if module != "builtins" => format!("{module}.{name}()"),
                    _ => format!("{name}()"),
                }
            }
            Kind::Native(i) => format!("{}()", self.natives[*i as usize].display_name()),
            Kind::Method(pair) => {
                let f = pair[0];
                self.function_text(f)
            }
            Kind::Class(data) => {
                let name = data.qualname.clone();
                match text(self, data.module) {
                    Some(module) if module != "builtins" => format!("{module}.{name}()"),
                    _ => format!("{name}()"),
                }
            }
            _ => format!("{} object", self.type_name(f)),
        }
    }

    /// The iterable on the top becomes a list by the library, and the instruction is executed again.
    fn list_first(&mut self, function: &str, source: Value) -> R<()> {
        let f = self.library_function(function)?;
        self.pop();
        self.call_value(f, &[source], Cont::Retry)
    }

    /// `[s … it → s …]`
    pub(crate) fn set_update_op(&mut self, depth: usize) -> R<()> {
        let source = self.peek(0);
        let Some(items) = self.iterate_builtin(source)? else {
            return self.list_first("_list_from_iter", source);
        };
        let set = self.peek(depth);
        if self.any_python_key(&items) {
            let f = self.library_function("_set_update")?;
            self.pop();
            return self.call_value(f, &[set, source], Cont::Drop);
        }
        for item in items {
            self.set_add_simple(set, item)?;
        }
        self.pop();
        Ok(())
    }

    /// Whether hashing any of the keys needs Python.
    pub(crate) fn any_python_key(&self, keys: &[Value]) -> bool {
        keys.iter().any(|k| self.hash_of(*k) == Answer::Python)
    }

    /// `[k1 v1 … kn vn → d]`
    pub(crate) fn build_map(&mut self, n: usize) -> R<()> {
        let items = self.peek_n(n * 2);
        let keys: Vec<Value> = items.iter().step_by(2).copied().collect();
        if self.any_python_key(&keys) {
            let pairs = self.tuple(items);
            let f = self.library_function("_build_map")?;
            self.drop_n(n * 2);
            return self.call_value(f, &[pairs], Cont::Push);
        }
        let v = self.alloc(Kind::Dict(Arc::default()));
        for pair in items.chunks(2) {
            self.dict_set_simple(v, pair[0], pair[1])?;
        }
        self.drop_n(n * 2);
        self.push(v);
        Ok(())
    }

    /// `[x1 … xn → s]`
    pub(crate) fn build_set(&mut self, n: usize) -> R<()> {
        let items = self.peek_n(n);
        if self.any_python_key(&items) {
            let items = self.tuple(items);
            let f = self.library_function("_set_from_iter")?;
            self.drop_n(n);
            return self.call_value(f, &[items], Cont::Push);
        }
        let v = self.alloc(Kind::Set(Arc::default()));
        for item in items {
            self.set_add_simple(v, item)?;
        }
        self.drop_n(n);
        self.push(v);
        Ok(())
    }

    /// `[s … x → s …]`
    pub(crate) fn set_add_op(&mut self, depth: usize) -> R<()> {
        let item = self.peek(0);
        let set = self.peek(depth);
        self.th.stack.pop();
        if self.any_python_key(&[item]) {
            let f = self.library_function("_set_add")?;
            return self.call_value(f, &[set, item], Cont::Drop);
        }
        self.set_add_simple(set, item)
    }

    /// `[d … k v → d …]`
    pub(crate) fn map_add_op(&mut self, depth: usize) -> R<()> {
        let (key, value) = (self.peek(1), self.peek(0));
        let dict = self.peek(depth + 1);
        self.drop_n(2);
        if self.any_python_key(&[key]) {
            let f = self.library_function("_dict_setitem")?;
            return self.call_value(f, &[dict, key, value], Cont::Drop);
        }
        self.dict_set_simple(dict, key, value)
    }

    /// The pairs of a mapping value; `None`: Python is needed.
    pub(crate) fn mapping_pairs(&self, v: Value) -> Option<Vec<(Value, Value)>> {
        let Value::Obj(r) = self.unwrap(v) else { return None };
        match self.get(r) {
            Kind::Dict(d) => Some(d.iter().map(|e| (e.key, e.value)).collect()),
            Kind::DictView(crate::object::DictViewKind::Proxy, d) => {
                self.mapping_pairs((*d).into())
            }
            _ => None,
        }
    }

    /// `[d … m → d …]` `{**m}`
    pub(crate) fn dict_update_op(&mut self, depth: usize) -> R<()> {
        let source = self.peek(0);
        let Some(pairs) = self.mapping_pairs(source) else {
            return self.dict_first(source, "' object is not a mapping");
        };
        let dict = self.peek(depth);
        for (k, v) in pairs {
            self.dict_set_simple(dict, k, v)?;
        }
        self.pop();
        Ok(())
    }

    /// The mapping on the top becomes a dict by calling `dict`, and the instruction is executed again.
    fn dict_first(&mut self, source: Value, message: &str) -> R<()> {
        let Value::Obj(_) = source else {
            let kind = self.type_name(source);
            return self.type_error(&format!("'{kind}{message}"));
        };
        if self.special(source, sym::KEYS).is_none() {
            let kind = self.type_name(source);
            return self.type_error(&format!("'{kind}{message}"));
        }
        self.pop();
        self.call_value(class::DICT.into(), &[source], Cont::Retry)
    }

    /// `[… f self args d m → … f self args d]` `f(**m)`
    pub(crate) fn dict_merge_op(&mut self, depth: usize) -> R<()> {
        let source = self.peek(0);
        let Some(pairs) = self.mapping_pairs(source) else {
            let Value::Obj(_) = source else {
                let kind = self.type_name(source);
                let called = self.function_text(self.peek(depth + 3));
                return self.type_error(&format!(
                    "{called} argument after ** must be a mapping, not {kind}"
                ));
            };
            return self.dict_first(source, "' object is not a mapping");
        };
        let dict = self.peek(depth);
        for (k, v) in pairs {
            let Value::Obj(d) = dict else { unreachable!("a dict") };
            if let Some((_, Some(_))) = self.dict_find(d, k)? {
                let name = self.text(k).map(|t| t.as_str().to_owned()).unwrap_or_default();
                let called = self.function_text(self.peek(depth + 3));
                return self.type_error(&format!(
                    "{called} got multiple values for keyword argument '{name}'"
                ));
            }
            self.dict_set_simple(dict, k, v)?;
        }
        self.pop();
        Ok(())
    }

    /// `[x → xn … x1]`
    pub(crate) fn unpack_sequence(&mut self, n: usize) -> R<()> {
        let source = self.peek(0);
        if let Value::Obj(r) = source
            && let Kind::Tuple(items) = self.p.heap.get(r)
            && items.len() == n
        {
            self.th.stack.pop();
            self.th.stack.extend(items.iter().rev());
            return Ok(());
        }
        if self.is_not_iterable(source) {
            return self.cannot_unpack(source);
        }
        let Some(items) = self.iterate_builtin(source)? else {
            return self.list_first("_tuple_from_iter", source);
        };
        if items.len() < n {
            return self.value_error(&format!(
                "not enough values to unpack (expected {n}, got {})",
                items.len()
            ));
        }
        if items.len() > n {
            return self.value_error(&format!("too many values to unpack (expected {n})"));
        }
        self.pop();
        self.th.stack.extend(items.iter().rev());
        Ok(())
    }

    fn is_not_iterable(&self, v: Value) -> bool {
        if matches!(v, Value::Obj(r) if matches!(self.get(r), Kind::Other(_))) {
            return false;
        }
        self.special(v, sym::ITER).is_none() && self.special(v, sym::GETITEM).is_none()
    }

    fn cannot_unpack(&mut self, source: Value) -> R<()> {
        let kind = self.type_name(source);
        self.type_error(&format!("cannot unpack non-iterable {kind} object"))
    }

    /// `[x → …]` with a star.
    pub(crate) fn unpack_ex(&mut self, before: usize, after: usize) -> R<()> {
        let source = self.peek(0);
        if self.is_not_iterable(source) {
            return self.cannot_unpack(source);
        }
        let Some(items) = self.iterate_builtin(source)? else {
            return self.list_first("_tuple_from_iter", source);
        };
        if items.len() < before + after {
            return self.value_error(&format!(
                "not enough values to unpack (expected at least {}, got {})",
                before + after,
                items.len()
            ));
        }
        self.pop();
        let middle = items[before..items.len() - after].to_vec();
        self.th.stack.extend(items[items.len() - after..].iter().rev());
        let middle = self.list(middle);
        self.push(middle);
        self.th.stack.extend(items[..before].iter().rev());
        Ok(())
    }

    // ------------------------------------------------------------------ match

    /// `[x keys → x keys values|None]`
    pub(crate) fn match_keys(&mut self) -> R<()> {
        let keys = self.tuple_items(self.peek(0));
        let subject = self.peek(1);
        let mut values = Vec::new();
        for key in keys {
            let Value::Obj(d) = self.unwrap(subject) else { unreachable!("a mapping") };
            match self.dict_read(d, key)? {
                Ok(Some(v)) => values.push(v),
                Ok(None) => {
                    self.push(Value::None);
                    return Ok(());
                }
                Err(()) => {
                    return self.type_error(
                        "mapping patterns with keys that have a Python-level __hash__ are not supported in Timeslice",
                    );
                }
            }
        }
        let values = self.tuple(values);
        self.push(values);
        Ok(())
    }

    /// `[d keys → d rest]`
    pub(crate) fn dict_without_keys(&mut self) -> R<()> {
        let keys = self.pop();
        let keys = self.tuple_items(keys);
        let source = self.peek(0);
        let rest = self.alloc(Kind::Dict(Arc::default()));
        for (k, v) in self.mapping_pairs(source).unwrap_or_default() {
            if self.any_equal(&keys, k) != Some(true) {
                self.dict_set_simple(rest, k, v)?;
            }
        }
        self.push(rest);
        Ok(())
    }

    /// `[x cls names → attrs|None]`
    pub(crate) fn match_class(&mut self, positional: usize) -> R<()> {
        // The attributes may be properties: the library reads them.
        let names = self.pop();
        let cls = self.pop();
        let subject = self.pop();
        if !matches!(cls, Value::Obj(r) if matches!(self.get(r), Kind::Class(_) | Kind::Alias(_))) {
            return self.type_error("called match pattern must be a class");
        }
        let f = self.library_function("_match_class")?;
        self.call_value(f, &[subject, cls, Value::Int(positional as i64), names], Cont::Push)
    }
}
