//! Reading pickles: the binary opcodes of protocols 2 to 5 (Modules/_pickle.c, 3.13).
//!
//! Where Python must be called, the reader stops with a request; the library's `_pickle_loads`
//! makes the call and lets it go on with the result.

use std::sync::Arc;

use crate::attrs::AttrMap;
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::Args;
use crate::native_object::NativeObject;
use crate::natives::process::pickle::long_of;
use crate::object::{Kind, Layout};
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

/// What reading a pickle costs besides its bytes, in nanoseconds.
const CALL_NS: u64 = 1_000;
/// Nanoseconds a byte.
const BYTE_NS: u64 = 2;

/// A pickle half read.
#[derive(Clone, Debug)]
pub struct Unpickler {
    data: Arc<[u8]>,
    at: usize,
    stack: Vec<Value>,
    marks: Vec<usize>,
    memo: Vec<Value>,
    /// The result of the call that was asked for goes onto the stack.
    wanted: bool,
}

impl Unpickler {
    /// Everything it keeps alive.
    pub fn values(&self) -> impl Iterator<Item = Value> + '_ {
        self.stack.iter().chain(&self.memo).copied()
    }
}

/// How far reading came.
enum Next {
    Done(Value),
    /// The library calls this first.
    Call(Value, Vec<Value>),
}

/// `loads(data)`
pub fn loads(m: &mut Machine, args: Args, cont: Cont) -> R {
    let data = super::pipes::bytes_of(m, m.arg(args, 0))?;
    m.unpickle(args, data, cont)
}

/// `unpickle_step(unpickler, result)`: goes on; gives (function, arguments), or (object,) at the end.
pub fn step(m: &mut Machine, args: Args, _: Cont) -> R {
    let (handle, result) = (m.arg(args, 0), m.arg(args, 1));
    let Value::Obj(r) = handle else { return m.type_error("an unpickler is needed") };
    let Kind::Other(data) = m.get(r) else { return m.type_error("an unpickler is needed") };
    let NativeObject::Unpickler(unpickler) = &**data else {
        return m.type_error("an unpickler is needed");
    };
    let mut unpickler = unpickler.clone();
    if unpickler.wanted {
        unpickler.stack.push(result);
    }
    let next = unpickler.run(m)?;
    *m.get_mut(r) = Kind::Other(Arc::new(NativeObject::Unpickler(unpickler)));
    Ok(answer(m, next))
}

fn answer(m: &mut Machine, next: Next) -> Value {
    match next {
        Next::Done(v) => m.tuple(vec![v]),
        Next::Call(f, args) => {
            let args = m.tuple(args);
            m.tuple(vec![f, args])
        }
    }
}

impl Machine {
    /// Ends a native with the object that a pickle describes.
    pub(crate) fn unpickle(&mut self, args: Args, data: Arc<[u8]>, cont: Cont) -> R {
        self.charge(CALL_NS + data.len() as u64 * BYTE_NS);
        let mut unpickler = Box::new(Unpickler {
            data,
            at: 0,
            stack: Vec::new(),
            marks: Vec::new(),
            memo: Vec::new(),
            wanted: false,
        });
        match unpickler.run(self)? {
            Next::Done(v) => Ok(v),
            next => {
                let handle = self.alloc(Kind::Other(Arc::new(NativeObject::Unpickler(unpickler))));
                let request = answer(self, next);
                self.tail_library(args, "_pickle_loads", &[handle, request], cont)
            }
        }
    }
}

impl Unpickler {
    fn run(&mut self, m: &mut Machine) -> R<Next> {
        loop {
            let Some(op) = self.data.get(self.at).copied() else {
                return m.raise(class::EOF_ERROR, "Ran out of input");
            };
            self.at += 1;
            match op {
                b'.' => return Ok(Next::Done(self.pop(m)?)),
                0x80 => {
                    self.take(m, 1)?;
                }
                0x95 => {
                    self.take(m, 8)?;
                }
                b'N' => self.stack.push(Value::None),
                0x88 => self.stack.push(Value::Bool(true)),
                0x89 => self.stack.push(Value::Bool(false)),
                b'K' => {
                    let n = self.number(m, 1)?;
                    self.stack.push(Value::Int(n as i64));
                }
                b'M' => {
                    let n = self.number(m, 2)?;
                    self.stack.push(Value::Int(n as i64));
                }
                b'J' => {
                    let n = self.number(m, 4)?;
                    self.stack.push(Value::Int(i64::from(n as u32 as i32)));
                }
                0x8a | 0x8b => {
                    let len = self.number(m, if op == 0x8a { 1 } else { 4 })?;
                    let n = long_of(&self.take(m, len)?);
                    let n = m.int(n);
                    self.stack.push(n);
                }
                b'G' => {
                    let bytes = self.take(m, 8)?;
                    let bits = bytes.iter().fold(0, |bits, b| bits << 8 | u64::from(*b));
                    self.stack.push(Value::Float(f64::from_bits(bits)));
                }
                0x8c | b'X' | 0x8d => {
                    let len = self.number(
                        m,
                        [(0x8c, 1), (b'X', 4), (0x8d, 8)]
                            .iter()
                            .find(|(o, _)| *o == op)
                            .map_or(1, |(_, n)| *n),
                    )?;
                    let bytes = self.take(m, len)?;
                    let v = m.str(&String::from_utf8_lossy(&bytes));
                    self.stack.push(v);
                }
                b'C' | b'B' | 0x8e => {
                    let len = self.number(
                        m,
                        match op {
                            b'C' => 1,
                            b'B' => 4,
                            _ => 8,
                        },
                    )?;
                    let bytes = self.take(m, len)?;
                    let v = m.alloc(Kind::Bytes(bytes.into()));
                    self.stack.push(v);
                }
                0x96 => {
                    let len = self.number(m, 8)?;
                    let bytes = self.take(m, len)?;
                    let v = m.alloc(Kind::ByteArray(Arc::new(bytes)));
                    self.stack.push(v);
                }
                b'(' => self.marks.push(self.stack.len()),
                b'0' => {
                    self.pop(m)?;
                }
                b'1' => {
                    self.items(m)?;
                }
                b'2' => {
                    let v = self.top(m)?;
                    self.stack.push(v);
                }
                b')' => self.tuple(m, Vec::new()),
                0x85..=0x87 => {
                    let items = self.pop_n(m, usize::from(op - 0x84))?;
                    self.tuple(m, items);
                }
                b't' => {
                    let items = self.items(m)?;
                    self.tuple(m, items);
                }
                b']' => {
                    let v = m.list(Vec::new());
                    self.stack.push(v);
                }
                b'l' => {
                    let items = self.items(m)?;
                    let v = m.list(items);
                    self.stack.push(v);
                }
                b'}' => {
                    let v = m.alloc(Kind::Dict(Arc::default()));
                    self.stack.push(v);
                }
                0x8f => {
                    let v = m.alloc(Kind::Set(Arc::default()));
                    self.stack.push(v);
                }
                0x91 => {
                    let items = self.items(m)?;
                    let set = m.alloc(Kind::FrozenSet(Arc::default()));
                    if let Some(call) = self.add_items(m, set, items)? {
                        self.wanted = true;
                        return Ok(call);
                    }
                    self.stack.push(set);
                }
                b'a' => {
                    let item = self.pop(m)?;
                    if let Some(call) = self.extend(m, vec![item])? {
                        return Ok(call);
                    }
                }
                b'e' => {
                    let items = self.items(m)?;
                    if let Some(call) = self.extend(m, items)? {
                        return Ok(call);
                    }
                }
                b's' => {
                    let pair = self.pop_n(m, 2)?;
                    if let Some(call) = self.set_items(m, pair)? {
                        return Ok(call);
                    }
                }
                b'u' => {
                    let pairs = self.items(m)?;
                    if let Some(call) = self.set_items(m, pairs)? {
                        return Ok(call);
                    }
                }
                0x90 => {
                    let items = self.items(m)?;
                    let set = self.top(m)?;
                    if let Some(call) = self.add_items(m, set, items)? {
                        self.wanted = false;
                        return Ok(call);
                    }
                }
                0x93 => {
                    let pair = self.pop_n(m, 2)?;
                    let text = |m: &Machine, v| m.text(v).map(|t| t.as_str().to_owned());
                    let (Some(module), Some(name)) = (text(m, pair[0]), text(m, pair[1])) else {
                        return m.raise(class::UNPICKLING_ERROR, "STACK_GLOBAL requires str");
                    };
                    match m.find_global(&module, &name) {
                        Ok(v) => self.stack.push(v),
                        Err(_) => {
                            self.wanted = true;
                            let find = m.library_function("_pickle_find")?;
                            return Ok(Next::Call(find, pair));
                        }
                    }
                }
                b'R' => {
                    let pair = self.pop_n(m, 2)?;
                    self.wanted = true;
                    return Ok(Next::Call(pair[0], m.tuple_items(pair[1])));
                }
                0x81 => {
                    let pair = self.pop_n(m, 2)?;
                    if let Some(call) = self.new_object(m, pair[0], pair[1])? {
                        return Ok(call);
                    }
                }
                0x92 => {
                    let parts = self.pop_n(m, 3)?;
                    self.wanted = true;
                    let new = m.library_function("_pickle_new")?;
                    return Ok(Next::Call(new, parts));
                }
                b'b' => {
                    let state = self.pop(m)?;
                    if let Some(call) = self.build(m, state)? {
                        return Ok(call);
                    }
                }
                0x94 => {
                    let v = self.top(m)?;
                    self.memo.push(v);
                }
                b'q' | b'r' => {
                    let index = self.number(m, if op == b'q' { 1 } else { 4 })?;
                    let v = self.top(m)?;
                    if index >= self.memo.len() {
                        self.memo.resize(index + 1, Value::None);
                    }
                    self.memo[index] = v;
                }
                b'h' | b'j' => {
                    let index = self.number(m, if op == b'h' { 1 } else { 4 })?;
                    let Some(v) = self.memo.get(index) else {
                        return m.raise(
                            class::UNPICKLING_ERROR,
                            &format!("Memo value not found at index {index}"),
                        );
                    };
                    self.stack.push(*v);
                }
                other => {
                    let shown = match other {
                        b' '..=b'~' => char::from(other).to_string(),
                        _ => format!("\\x{other:02x}"),
                    };
                    return m
                        .raise(class::UNPICKLING_ERROR, &format!("invalid load key, '{shown}'."));
                }
            }
        }
    }

    fn take(&mut self, m: &mut Machine, n: usize) -> R<Vec<u8>> {
        let end = self.at.checked_add(n).filter(|end| *end <= self.data.len());
        let Some(end) = end else {
            return m.raise(class::UNPICKLING_ERROR, "pickle data was truncated");
        };
        let bytes = self.data[self.at..end].to_vec();
        self.at = end;
        Ok(bytes)
    }

    fn number(&mut self, m: &mut Machine, bytes: usize) -> R<usize> {
        let bytes = self.take(m, bytes)?;
        let n = bytes.iter().rev().fold(0_u64, |n, b| n << 8 | u64::from(*b));
        Ok(usize::try_from(n).unwrap_or(usize::MAX))
    }

    fn underflow<T>(m: &mut Machine) -> R<T> {
        m.raise(class::UNPICKLING_ERROR, "unpickling stack underflow")
    }

    fn pop(&mut self, m: &mut Machine) -> R<Value> {
        match self.stack.pop() {
            Some(v) => Ok(v),
            None => Self::underflow(m),
        }
    }

    fn top(&mut self, m: &mut Machine) -> R<Value> {
        match self.stack.last() {
            Some(v) => Ok(*v),
            None => Self::underflow(m),
        }
    }

    fn pop_n(&mut self, m: &mut Machine, n: usize) -> R<Vec<Value>> {
        match self.stack.len().checked_sub(n) {
            Some(at) => Ok(self.stack.split_off(at)),
            None => Self::underflow(m),
        }
    }

    /// Everything above the last mark.
    fn items(&mut self, m: &mut Machine) -> R<Vec<Value>> {
        match self.marks.pop().filter(|at| *at <= self.stack.len()) {
            Some(at) => Ok(self.stack.split_off(at)),
            None => m.raise(class::UNPICKLING_ERROR, "could not find MARK"),
        }
    }

    fn tuple(&mut self, m: &mut Machine, items: Vec<Value>) {
        let v = m.tuple(items);
        self.stack.push(v);
    }

    fn extend(&mut self, m: &mut Machine, items: Vec<Value>) -> R<Option<Next>> {
        let target = self.top(m)?;
        if let Value::Obj(r) = m.unwrap(target) {
            match m.get(r) {
                Kind::List(_) => {
                    m.reserve(items.len() as u64 * 16)?;
                    for item in items {
                        m.list_push(r, item)?;
                    }
                    return Ok(None);
                }
                Kind::Deque(_) => {
                    for item in items {
                        m.deque_push(r, item, true);
                    }
                    return Ok(None);
                }
                _ => {}
            }
        }
        let list = m.list(items);
        self.call(m, "_pickle_extend", vec![target, list])
    }

    fn set_items(&mut self, m: &mut Machine, flat: Vec<Value>) -> R<Option<Next>> {
        let target = self.top(m)?;
        let dict = match m.unwrap(target) {
            Value::Obj(r) if matches!(m.get(r), Kind::Dict(_)) => Some(r),
            _ => None,
        };
        let mut at = 0;
        if let Some(dict) = dict {
            while let [key, value] = flat[at..flat.len().min(at + 2)] {
                let Some((hash, slot)) = m.dict_find(dict, key)? else { break };
                m.dict_store(dict, hash, slot, key, value);
                at += 2;
            }
            if at >= flat.len() {
                return Ok(None);
            }
        }
        // A key's hash is written in Python, or the target is no dict.
        let rest = m.list(flat[at..].to_vec());
        self.call(m, "_pickle_set_items", vec![target, rest])
    }

    fn add_items(&mut self, m: &mut Machine, set: Value, items: Vec<Value>) -> R<Option<Next>> {
        if let Value::Obj(r) = m.unwrap(set)
            && matches!(m.get(r), Kind::Set(_) | Kind::FrozenSet(_))
        {
            let mut simple = true;
            for item in &items {
                match m.set_find(r, *item)? {
                    Some((hash, None)) => {
                        if let Kind::Set(s) | Kind::FrozenSet(s) = m.get_mut(r) {
                            crate::heap::make_mut(s).insert_new(hash, *item);
                        }
                    }
                    Some(_) => {}
                    None => {
                        simple = false;
                        break;
                    }
                }
            }
            if simple {
                return Ok(None);
            }
        }
        let frozen = matches!(set, Value::Obj(r) if matches!(m.get(r), Kind::FrozenSet(_)));
        let list = m.list(items);
        if frozen {
            return Ok(Some(Next::Call(class::FROZENSET.into(), vec![list])));
        }
        self.call(m, "_pickle_add_items", vec![set, list])
    }

    /// A call whose result is not wanted.
    fn call(&mut self, m: &mut Machine, name: &str, args: Vec<Value>) -> R<Option<Next>> {
        self.wanted = false;
        let f = m.library_function(name)?;
        Ok(Some(Next::Call(f, args)))
    }

    fn new_object(&mut self, m: &mut Machine, cls: Value, args: Value) -> R<Option<Next>> {
        let values = m.tuple_items(args);
        let facts = match cls {
            Value::Obj(r) => match m.get(r) {
                Kind::Class(data) => Some((r, data.layout, data.flags)),
                _ => None,
            },
            _ => None,
        };
        let Some((r, layout, flags)) = facts else {
            return m.raise(
                class::UNPICKLING_ERROR,
                "NEWOBJ class argument must be a type, not an object",
            );
        };
        let native = matches!(m.class_lookup(r, sym::NEW), Some(Value::Obj(f))
            if matches!(m.get(f), Kind::Native(_)));
        let made = match (layout, values.as_slice()) {
            (Layout::Object, []) if native => {
                Some(m.alloc(Kind::Instance(r, Arc::new(AttrMap::default()))))
            }
            (Layout::Wraps(class::LIST), []) if native => Some(m.list(Vec::new())),
            (Layout::Wraps(class::DICT), []) if native => Some(m.alloc(Kind::Dict(Arc::default()))),
            (Layout::Wraps(of), [value]) if native && m.class_of(*value) == of => Some(*value),
            _ => None,
        };
        match made {
            Some(inner) => {
                let v = if layout == Layout::Object { inner } else { m.wrap_in(r, inner) };
                m.note_finalizer(flags, v);
                self.stack.push(v);
                Ok(None)
            }
            None => {
                self.wanted = true;
                let none = Value::None;
                let f = m.library_function("_pickle_new")?;
                Ok(Some(Next::Call(f, vec![cls, args, none])))
            }
        }
    }

    fn build(&mut self, m: &mut Machine, state: Value) -> R<Option<Next>> {
        let target = self.top(m)?;
        let instance = match target {
            Value::Obj(r) if matches!(m.get(r), Kind::Instance(..)) => Some(r),
            _ => None,
        };
        let own = m.special(target, sym::SETSTATE).is_some();
        let (Some(r), false) = (instance, own) else {
            return self.call(m, "_pickle_set_state", vec![target, state]);
        };
        let halves = match state {
            Value::Obj(s) => match m.get(s) {
                Kind::Tuple(items) if items.len() == 2 => items.to_vec(),
                _ => vec![state],
            },
            _ => vec![state],
        };
        for half in halves {
            if half.is_none() {
                continue;
            }
            let Some(pairs) = m.mapping_pairs(half) else {
                return m.raise(class::UNPICKLING_ERROR, "state is not a dictionary");
            };
            for (key, value) in pairs {
                match m.intern_value(key) {
                    Some(name) => m.set_attr_raw(r.into(), name, value),
                    None => {
                        let d: Ref = m.instance_dict(r);
                        m.dict_set_simple(d.into(), key, value)?;
                    }
                }
            }
        }
        Ok(None)
    }
}
