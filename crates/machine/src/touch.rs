//! What operations on built-in containers read and write, for the explorer.
//!
//! A list or dict has a location for each of its slots and one, its structure, for length and
//! order. Whoever looks at a slot of a list reads the structure too, because an index means another
//! item once the list has changed; a key of a dict stays what it is. So whatever changes a list as
//! a whole writes its structure only; for a dict it writes each key concerned besides. Sets, deques
//! and byte arrays are one location.
//!
//! Everything is declared before the instruction changes anything: it may have to be executed
//! again.

use timeslice_compiler::{INPLACE, Instr, Op};

use crate::access::{STRUCTURE, Touch, WHOLE};
use crate::machine::{Machine, R};
use crate::native::{Args, NativeDef};
use crate::object::{DictViewKind, IterData, Kind};
use crate::symbols::class;
use crate::value::{Ref, Value};

/// Lists longer than this are one location: looking at all of one would else touch too many.
const MAX_SLOTS: usize = 64;
/// How deep containers in containers are looked at, as far as their text shows them.
const MAX_DEPTH: u32 = 8;

/// Functions that do not look into the containers they are given, or say themselves what they do.
const SHALLOW: &[&str] = &[
    "isinstance",
    "issubclass",
    "id",
    "type",
    "callable",
    "hasattr",
    "getattr",
    "setattr",
    "delattr",
    "iter",
    "next",
    "__new__",
    "start",
    "start_new_thread",
];

/// Functions that look into the containers in containers too.
const DEEP: &[&str] = &["print", "repr", "ascii", "format", "str", "sorted", "min", "max", "hash"];

/// Methods of dicts that say themselves which keys they touch.
const BY_KEY: &[&str] = &[
    "get",
    "setdefault",
    "pop",
    "popitem",
    "update",
    "clear",
    "__getitem__",
    "__setitem__",
    "__delitem__",
    "__contains__",
    "__ior__",
    "__new__",
    "__init__",
    "keys",
    "values",
    "items",
];

/// Methods that change a list, set, deque or byte array.
const CHANGES: &[&str] = &[
    "append",
    "appendleft",
    "extend",
    "extendleft",
    "insert",
    "pop",
    "popleft",
    "remove",
    "discard",
    "clear",
    "sort",
    "reverse",
    "rotate",
    "add",
    "update",
    "difference_update",
    "intersection_update",
    "symmetric_difference_update",
    "__iadd__",
    "__imul__",
    "__ior__",
    "__iand__",
    "__isub__",
    "__ixor__",
];

impl Machine {
    /// Declares that length and order of a container are looked at.
    pub(crate) fn touch_structure(&mut self, v: Value) -> R<()> {
        match self.container(v) {
            Some(r) => self.access(r, STRUCTURE, Touch::Read),
            None => Ok(()),
        }
    }

    /// Declares what the next item of an iterator of the machine's is read from. All of it comes
    /// before any iterator moves on: the instruction may have to be executed again.
    pub(crate) fn touch_following(&mut self, it: Value) -> R<()> {
        if self.explore.is_none() {
            return Ok(());
        }
        let Value::Obj(r) = it else { return Ok(()) };
        let data = match self.get(r) {
            Kind::SeqIter(seq, index) => {
                let (seq, index) = (*seq, *index as usize);
                self.touch_iterator(r)?;
                return match self.get(seq) {
                    Kind::List(items) if index < items.len() => {
                        self.touch_item(seq, index, Touch::Read)
                    }
                    Kind::List(_) => self.access(seq, STRUCTURE, Touch::Read),
                    _ => Ok(()),
                };
            }
            Kind::RangeIter(..) => return self.touch_iterator(r),
            Kind::Iter(data) => data.clone(),
            _ => return Ok(()),
        };
        self.touch_iterator(r)?;
        match &*data {
            IterData::Done | IterData::Str(..) | IterData::Range(..) => Ok(()),
            IterData::Bytes(from, _) | IterData::Set(from, ..) | IterData::Deque(from, ..) => {
                self.touch_structure((*from).into())
            }
            IterData::Dict(kind, from, at, _) => {
                self.access(*from, STRUCTURE, Touch::Read)?;
                let Kind::Dict(dict) = self.get(*from) else { return Ok(()) };
                match (*at..dict.slots()).find_map(|slot| dict.slot(slot)) {
                    Some(entry) if *kind != DictViewKind::Keys => {
                        let hash = entry.hash;
                        self.access(*from, hash, Touch::Read)
                    }
                    _ => Ok(()),
                }
            }
            IterData::DictReversed(_, from, ..) | IterData::Reversed(from, _) => {
                self.touch_whole((*from).into())
            }
            IterData::Enumerate(inner, _) => self.touch_following(*inner),
            IterData::Zip(inner, _) => inner.iter().try_for_each(|it| self.touch_following(*it)),
        }
    }

    /// Declares that the whole of a container is read.
    pub(crate) fn touch_whole(&mut self, v: Value) -> R<()> {
        let Some(r) = self.container(v) else { return Ok(()) };
        self.access(r, STRUCTURE, Touch::Read)?;
        for slot in self.own_slots(r) {
            self.access(r, slot, Touch::Read)?;
        }
        Ok(())
    }

    /// The same with the containers in it.
    pub(crate) fn touch_deep(&mut self, v: Value) -> R<()> {
        if self.explore.is_some() { self.touch_to_depth(v, MAX_DEPTH) } else { Ok(()) }
    }

    fn touch_to_depth(&mut self, v: Value, depth: u32) -> R<()> {
        let Value::Obj(r) = self.unwrap(v) else { return Ok(()) };
        self.touch_whole(v)?;
        if depth == 0 {
            return Ok(());
        }
        let inner: Vec<Value> = match self.get(r) {
            Kind::List(items) => items.iter().filter(|v| holds(**v)).copied().collect(),
            Kind::Tuple(items) => items.iter().filter(|v| holds(**v)).copied().collect(),
            Kind::Deque(d) => d.items.iter().filter(|v| holds(**v)).copied().collect(),
            Kind::Dict(d) => {
                d.iter().flat_map(|e| [e.key, e.value]).filter(|v| holds(*v)).collect()
            }
            Kind::DictView(_, d) => vec![Value::Obj(*d)],
            // Their text says who holds them, or how many wait.
            Kind::Lock(_) | Kind::Sync(_) => return self.sync(r, WHOLE, Touch::Read),
            _ => return Ok(()),
        };
        inner.into_iter().try_for_each(|v| self.touch_to_depth(v, depth - 1))
    }

    /// Declares that item `index` of a list is read or written.
    pub(crate) fn touch_item(&mut self, list: Ref, index: usize, touch: Touch) -> R<()> {
        if self.explore.is_none() {
            return Ok(());
        }
        if !matches!(self.get(list), Kind::List(items) if items.len() <= MAX_SLOTS) {
            return self.access(list, STRUCTURE, touch);
        }
        self.access(list, index as u64, touch)?;
        self.access(list, STRUCTURE, Touch::Read)
    }

    /// Declares that a container is changed as a whole.
    pub(crate) fn touch_all(&mut self, v: Value) -> R<()> {
        let Some(r) = self.container(v) else { return Ok(()) };
        self.access(r, STRUCTURE, Touch::Write)?;
        if matches!(self.get(r), Kind::Dict(_)) {
            for slot in self.own_slots(r) {
                self.access(r, slot, Touch::Write)?;
            }
        }
        Ok(())
    }

    /// Declares that keys are put into a dict by an operation that looks at no others.
    pub(crate) fn touch_keys(&mut self, dict: Ref, keys: &[Value]) -> R<()> {
        if self.explore.is_none() {
            return Ok(());
        }
        for key in keys {
            if let Some((hash, slot)) = self.dict_find(dict, *key)? {
                self.access(dict, hash, Touch::Write)?;
                if slot.is_none() {
                    self.access(dict, STRUCTURE, Touch::Write)?;
                }
            }
        }
        Ok(())
    }

    /// The container that a value is, or a subclass of it holds, or a view of it shows; `None`
    /// when nobody explores.
    fn container(&self, v: Value) -> Option<Ref> {
        self.explore.as_ref()?;
        let Value::Obj(r) = self.unwrap(v) else { return None };
        match self.get(r) {
            Kind::List(_) | Kind::Dict(_) | Kind::Set(_) | Kind::Deque(_) | Kind::ByteArray(_) => {
                Some(r)
            }
            Kind::DictView(_, d) => Some(self.payload(*d)),
            _ => None,
        }
    }

    /// The slots of a list or dict that have locations of their own.
    fn own_slots(&self, r: Ref) -> Vec<u64> {
        match self.get(r) {
            Kind::List(items) if items.len() <= MAX_SLOTS => (0..items.len() as u64).collect(),
            Kind::Dict(d) => d.iter().map(|e| e.hash).collect(),
            _ => Vec::new(),
        }
    }

    /// Declares what an instruction reads and writes of the containers on the stack, as far as it
    /// does not do so itself.
    #[cold]
    pub(crate) fn touch_operands(&mut self, instr: Instr) -> R<()> {
        match instr.op {
            Op::BinaryOp => {
                let (a, b) = (self.peek(1), self.peek(0));
                if instr.arg & INPLACE == 0 {
                    self.touch_whole(a)?;
                } else if matches!(self.container(a), Some(r) if matches!(self.get(r), Kind::Dict(_)))
                {
                    self.touch_merged(a, b)?;
                } else {
                    self.touch_all(a)?;
                }
                self.touch_whole(b)
            }
            Op::CompareOp => {
                let (a, b) = (self.peek(1), self.peek(0));
                self.touch_deep(a)?;
                self.touch_deep(b)
            }
            Op::ContainsOp => {
                let v = self.peek(0);
                let by_key = match self.unwrap(v) {
                    Value::Obj(r) => matches!(
                        self.get(r),
                        Kind::Dict(_) | Kind::DictView(DictViewKind::Keys | DictViewKind::Proxy, _)
                    ),
                    _ => false,
                };
                if by_key { Ok(()) } else { self.touch_whole(v) }
            }
            Op::FormatSimple | Op::ConvertValue => self.touch_deep(self.peek(0)),
            Op::FormatWithSpec => self.touch_deep(self.peek(1)),
            Op::UnpackSequence
            | Op::UnpackEx
            | Op::ListExtend
            | Op::SetUpdate
            | Op::DictUpdate
            | Op::DictMerge => self.touch_whole(self.peek(0)),
            Op::YieldValue => match self.frame().generator {
                Value::Obj(generator) => self.touch_iterator(generator),
                _ => Ok(()),
            },
            Op::GetIter | Op::GetLen => self.touch_structure(self.peek(0)),
            Op::BinarySubscr | Op::StoreSubscr | Op::DeleteSubscr => {
                let (object, key) = (self.peek(1), self.peek(0));
                let Some(r) = self.container(object) else { return Ok(()) };
                if matches!(self.get(r), Kind::Dict(_)) {
                    return Ok(());
                }
                let slice = matches!(key, Value::Obj(k) if matches!(self.get(k), Kind::Slice(_)));
                match instr.op {
                    Op::DeleteSubscr => self.touch_all(object),
                    Op::StoreSubscr if slice => {
                        self.touch_all(object)?;
                        self.touch_whole(self.peek(2))
                    }
                    _ if slice => self.touch_whole(object),
                    // An index out of range is one because of the length.
                    _ => self.touch_structure(object),
                }
            }
            _ => Ok(()),
        }
    }

    /// Declares that the keys of `b` are put into dict `a`.
    fn touch_merged(&mut self, a: Value, b: Value) -> R<()> {
        let keys: Vec<Value> =
            self.mapping_pairs(b).unwrap_or_default().into_iter().map(|(key, _)| key).collect();
        match self.container(a) {
            Some(dict) => self.touch_keys(dict, &keys),
            None => Ok(()),
        }
    }

    /// Declares what a native reads and writes of the containers it is given, as far as it does not
    /// do so itself.
    #[cold]
    pub(crate) fn touch_arguments(&mut self, def: &NativeDef, args: Args) -> R<()> {
        let mut from = 0;
        if def.name == "__new__" && self.arg(args, 0).is(class::STR.into()) {
            // The text of a container shows what is in it.
            return (1..args.n).try_for_each(|i| self.touch_deep(self.arg(args, i)));
        }
        if def.method {
            from = 1;
            let receiver = self.arg(args, 0);
            if let Some(r) = self.container(receiver) {
                let dict = matches!(self.get(r), Kind::Dict(_));
                let view = matches!(self.unwrap(receiver), Value::Obj(v) if v != r);
                if dict && !view && BY_KEY.contains(&def.name) {
                    return Ok(());
                }
                if !dict && CHANGES.contains(&def.name) {
                    self.touch_all(receiver)?;
                } else if def.name == "__len__" {
                    return self.touch_structure(receiver);
                } else if !matches!(def.name, "__getitem__" | "__setitem__" | "__init__") {
                    self.touch_whole(receiver)?;
                }
            }
        } else if def.name == "len" || def.name == "bool" {
            return self.touch_structure(self.arg(args, 0));
        } else if SHALLOW.contains(&def.name) {
            return Ok(());
        }
        let deep = DEEP.contains(&def.name);
        for i in from..args.n {
            let v = self.arg(args, i);
            if deep { self.touch_deep(v)? } else { self.touch_whole(v)? }
        }
        Ok(())
    }
}

/// Whether a value can be a container.
fn holds(v: Value) -> bool {
    matches!(v, Value::Obj(_))
}
