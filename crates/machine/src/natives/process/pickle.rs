//! Pickling, protocol 4 as CPython's `pickle` writes it (Modules/_pickle.c, 3.13).
//!
//! What needs no Python is written here in one go. Objects with a `__reduce__`, `__getstate__` …
//! in Python are collected first; the library calls those methods and asks again, with the answers
//! (`_pickle_dumps` in `_runtime`).

use num_bigint::BigInt;
use rustc_hash::FxHashMap;

use crate::frame::Cont;
use crate::ipc::SharedThing;
use crate::machine::{Machine, R, Signal};
use crate::native::Args;
use crate::native_object::NativeObject;
use crate::natives::process::shared;
use crate::object::{DequeData, Kind};
use crate::symbols::{CLASSES, SYMBOLS, class, sym};
use crate::sync::{QueueKind, SyncData};
use crate::text::Int;
use crate::value::{Ref, Value};

/// How deep objects may be nested.
const MAX_DEPTH: u32 = 500;
/// Items in one `APPENDS`, `SETITEMS` or `ADDITEMS`.
const BATCH: usize = 1000;
/// What writing a pickle costs besides its bytes, in nanoseconds.
const CALL_NS: u64 = 1_000;
/// Nanoseconds a byte.
const BYTE_NS: u64 = 2;

/// A pickle.
pub struct Bytes {
    /// The bytes.
    pub data: Vec<u8>,
    /// Ends of pipes in it: they are on their way.
    ends: Vec<u32>,
}

/// What came of pickling.
pub enum Pickled {
    /// The pickle.
    Bytes(Bytes),
    /// Objects whose own methods must be called first.
    Python(Vec<Value>),
}

/// `dumps(obj)` → bytes
pub fn dumps(m: &mut Machine, args: Args, cont: Cont) -> R {
    let object = m.arg(args, 0);
    match m.pickle(object, &[])? {
        Pickled::Bytes(bytes) => Ok(finish(m, bytes)),
        Pickled::Python(_) => m.tail_library(args, "_pickle_dumps", &[object], cont),
    }
}

/// `encode(obj, answers)` → bytes, or a list of objects to reduce; answers: a list of
/// (object, what its reduction gave)
pub fn encode(m: &mut Machine, args: Args, _: Cont) -> R {
    let object = m.arg(args, 0);
    let mut answers = Vec::new();
    for pair in m.tuple_items(m.arg(args, 1)) {
        if let [Value::Obj(r), reduced] = m.tuple_items(pair)[..] {
            answers.push((r, reduced));
        }
    }
    match m.pickle(object, &answers)? {
        Pickled::Bytes(bytes) => Ok(finish(m, bytes)),
        Pickled::Python(objects) => Ok(m.list(objects)),
    }
}

fn finish(m: &mut Machine, bytes: Bytes) -> Value {
    m.pickle_sent(&bytes);
    m.alloc(Kind::Bytes(bytes.data.into()))
}

impl Machine {
    /// Pickles `object`, with the answers to earlier questions.
    pub(crate) fn pickle(&mut self, object: Value, answers: &[(Ref, Value)]) -> R<Pickled> {
        let mut encoder = Encoder {
            m: self,
            out: Vec::new(),
            memo: FxHashMap::default(),
            texts: FxHashMap::default(),
            memoized: 0,
            answers: answers.iter().copied().collect(),
            questions: Vec::new(),
            ends: Vec::new(),
            depth: 0,
        };
        let saved = encoder.save(object);
        let Encoder { out, questions, ends, .. } = encoder;
        if !questions.is_empty() && !matches!(saved, Err(Signal::Yield)) {
            // What comes after the first question may look different once it is answered.
            return Ok(Pickled::Python(questions));
        }
        saved?;
        let mut data = vec![0x80, 4];
        if out.len() >= 3 {
            data.push(0x95);
            data.extend_from_slice(&(out.len() as u64 + 1).to_le_bytes());
        }
        data.extend(out);
        data.push(b'.');
        Ok(Pickled::Bytes(Bytes { data, ends }))
    }

    /// A pickle is about to leave the process.
    pub(crate) fn pickle_sent(&mut self, bytes: &Bytes) {
        self.charge(CALL_NS + bytes.data.len() as u64 * BYTE_NS);
        for end in &bytes.ends {
            self.ipc_mut().ends[*end as usize].transit += 1;
        }
    }

    /// `module.qualname`, when the module is loaded and has it.
    pub(crate) fn find_global(&mut self, module: &str, qualname: &str) -> Result<Value, Missing> {
        let Some(module) = self.loaded_module(module) else { return Err(Missing::Module) };
        let mut found = Value::Obj(module);
        for part in qualname.split('.') {
            if part == "<locals>" {
                return Err(Missing::Local);
            }
            let name = self.intern(part);
            let Value::Obj(r) = found else { return Err(Missing::Name) };
            let next = match *self.get(r) {
                Kind::Module(_, dict) => self.dict_get_symbol(dict, name),
                Kind::Class(_) => match self.class_lookup(r, name) {
                    Some(Value::Obj(d)) => match self.get(d) {
                        Kind::StaticMethod(f) => Some(*f),
                        Kind::ClassMethod(_) => None,
                        _ => Some(d.into()),
                    },
                    other => other,
                },
                _ => None,
            };
            found = next.ok_or(Missing::Name)?;
        }
        Ok(found)
    }
}

/// Why a global is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Its module is not loaded.
    Module,
    /// It is in a function.
    Local,
    /// No such name.
    Name,
}

struct Encoder<'a> {
    m: &'a mut Machine,
    out: Vec<u8>,
    memo: FxHashMap<Ref, u32>,
    /// Names of modules and globals that were written.
    texts: FxHashMap<String, u32>,
    memoized: u32,
    answers: FxHashMap<Ref, Value>,
    questions: Vec<Value>,
    ends: Vec<u32>,
    depth: u32,
}

impl Encoder<'_> {
    fn save(&mut self, v: Value) -> R<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.m.raise(
                class::RECURSION_ERROR,
                "maximum recursion depth exceeded while pickling an object",
            );
        }
        let saved = self.save_value(v);
        self.depth -= 1;
        saved
    }

    fn save_value(&mut self, v: Value) -> R<()> {
        match v {
            Value::Null | Value::None => self.out.push(b'N'),
            Value::Bool(b) => self.out.push(if b { 0x88 } else { 0x89 }),
            Value::Int(i) => self.int(i),
            Value::Float(f) => {
                self.out.push(b'G');
                self.out.extend_from_slice(&f.to_be_bytes());
            }
            Value::Ellipsis => self.global("builtins", "Ellipsis"),
            Value::NotImplemented => self.global("builtins", "NotImplemented"),
            Value::Obj(r) => return self.save_object(r),
        }
        Ok(())
    }

    fn save_object(&mut self, r: Ref) -> R<()> {
        if let Some(index) = self.memo.get(&r) {
            let index = *index;
            self.get(index);
            return Ok(());
        }
        match self.m.get(r) {
            Kind::Str(t) => {
                let t = t.clone();
                self.text(t.as_str());
                self.memoize(r);
            }
            Kind::Bytes(b) => {
                let b = b.clone();
                self.sized(b'C', b'B', 0x8e, &b);
                self.memoize(r);
            }
            Kind::BigInt(b) => {
                let b = b.clone();
                self.long(&b);
            }
            Kind::Complex(re, im) => {
                let (re, im) = (*re, *im);
                self.global("builtins", "complex");
                self.save(Value::Float(re))?;
                self.save(Value::Float(im))?;
                self.out.extend_from_slice(b"\x86\x94R");
                self.memoized += 1;
                self.memoize(r);
            }
            Kind::ByteArray(b) => {
                let b = b.clone();
                self.global("builtins", "bytearray");
                self.sized(b'C', b'B', 0x8e, &b);
                self.memoized();
                self.out.extend_from_slice(b"\x85\x94R");
                self.memoized += 1;
                self.memoize(r);
            }
            Kind::Tuple(items) => {
                let items = items.clone();
                self.tuple(&items, Some(r))?;
            }
            Kind::List(items) => {
                let items = items.clone();
                self.out.push(b']');
                self.memoize(r);
                self.appends(&items)?;
            }
            Kind::Dict(d) => {
                let pairs: Vec<(Value, Value)> = d.iter().map(|e| (e.key, e.value)).collect();
                self.out.push(b'}');
                self.memoize(r);
                self.set_items(&pairs)?;
            }
            Kind::Set(s) => {
                let items: Vec<Value> = s.iter().map(|(_, v)| v).collect();
                self.out.push(0x8f);
                self.memoize(r);
                self.batches(&items, |e, batch| {
                    e.out.push(b'(');
                    for v in batch {
                        e.save(*v)?;
                    }
                    e.out.push(0x90);
                    Ok(())
                })?;
            }
            Kind::FrozenSet(s) => {
                let items: Vec<Value> = s.iter().map(|(_, v)| v).collect();
                self.out.push(b'(');
                for v in items {
                    self.save(v)?;
                }
                self.out.push(0x91);
                self.memoize(r);
            }
            Kind::Deque(d) => {
                let d = d.clone();
                self.global("collections", "deque");
                self.deque(&d, r)?;
            }
            Kind::Range(range) => {
                let parts = range.map(Value::Int);
                self.global("builtins", "range");
                self.tuple(&parts, None)?;
                self.reduce(r);
            }
            Kind::Slice(parts) => {
                let parts = **parts;
                self.global("builtins", "slice");
                self.tuple(&parts, None)?;
                self.reduce(r);
            }
            Kind::Function(data) => {
                let (module, name) = (data.module, data.qualname);
                self.save_global(r, module, name)?;
            }
            Kind::Class(_) => self.class(r)?,
            Kind::Native(_) => self.native(r)?,
            Kind::Method(pair) => {
                let [f, receiver] = **pair;
                let name = self.function_name(f);
                self.global("builtins", "getattr");
                self.save(receiver)?;
                self.text(&name);
                self.memoized();
                self.out.extend_from_slice(b"\x86\x94R");
                self.memoized += 1;
                self.memoize(r);
            }
            Kind::Other(data) => match **data {
                NativeObject::Shared(thing) => self.shared(r, thing)?,
                _ => return self.cannot(r),
            },
            Kind::Instance(..) => self.instance(r)?,
            _ => return self.cannot(r),
        }
        Ok(())
    }

    // ------------------------------------------------------------------ opcodes

    fn int(&mut self, i: i64) {
        if let Ok(byte) = u8::try_from(i) {
            self.out.extend_from_slice(&[b'K', byte]);
        } else if let Ok(short) = u16::try_from(i) {
            self.out.push(b'M');
            self.out.extend_from_slice(&short.to_le_bytes());
        } else if let Ok(int) = i32::try_from(i) {
            self.out.push(b'J');
            self.out.extend_from_slice(&int.to_le_bytes());
        } else {
            self.long(&BigInt::from(i));
        }
    }

    fn long(&mut self, b: &BigInt) {
        let bytes = b.to_signed_bytes_le();
        if let Ok(len) = u8::try_from(bytes.len()) {
            self.out.extend_from_slice(&[0x8a, len]);
        } else {
            self.out.push(0x8b);
            self.out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        }
        self.out.extend(bytes);
    }

    fn sized(&mut self, short: u8, long: u8, huge: u8, bytes: &[u8]) {
        if let Ok(len) = u8::try_from(bytes.len()) {
            self.out.extend_from_slice(&[short, len]);
        } else if let Ok(len) = u32::try_from(bytes.len()) {
            self.out.push(long);
            self.out.extend_from_slice(&len.to_le_bytes());
        } else {
            self.out.push(huge);
            self.out.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        }
        self.out.extend_from_slice(bytes);
    }

    fn text(&mut self, text: &str) {
        self.sized(0x8c, b'X', 0x8d, text.as_bytes());
    }

    fn memoized(&mut self) -> u32 {
        self.out.push(0x94);
        self.memoized += 1;
        self.memoized - 1
    }

    fn memoize(&mut self, r: Ref) {
        let index = self.memoized();
        self.memo.insert(r, index);
    }

    fn get(&mut self, index: u32) {
        if let Ok(byte) = u8::try_from(index) {
            self.out.extend_from_slice(&[b'h', byte]);
        } else {
            self.out.push(b'j');
            self.out.extend_from_slice(&index.to_le_bytes());
        }
    }

    fn reduce(&mut self, r: Ref) {
        self.out.push(b'R');
        self.memoize(r);
    }

    fn global_text(&mut self, text: &str) {
        if let Some(index) = self.texts.get(text) {
            let index = *index;
            self.get(index);
            return;
        }
        self.text(text);
        let index = self.memoized();
        self.texts.insert(text.to_owned(), index);
    }

    fn global(&mut self, module: &str, name: &str) {
        // CPython makes the name of this module anew for each class of its own.
        if module == "builtins" {
            self.text(module);
            self.memoized();
        } else {
            self.global_text(module);
        }
        self.global_text(name);
        self.out.push(0x93);
        self.memoized();
    }

    fn tuple(&mut self, items: &[Value], r: Option<Ref>) -> R<()> {
        let short = match items.len() {
            0 => {
                self.out.push(b')');
                return Ok(());
            }
            1 => 0x85,
            2 => 0x86,
            3 => 0x87,
            _ => {
                self.out.push(b'(');
                b't'
            }
        };
        for v in items {
            self.save(*v)?;
        }
        if let Some(index) = r.and_then(|r| self.memo.get(&r).copied()) {
            // It contains itself: the inner one has been made already.
            if short == b't' {
                self.out.push(b'1');
            } else {
                self.out.extend(std::iter::repeat_n(b'0', items.len()));
            }
            self.get(index);
            return Ok(());
        }
        self.out.push(short);
        match r {
            Some(r) => self.memoize(r),
            None => {
                self.memoized();
            }
        }
        Ok(())
    }

    fn batches<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &[T]) -> R<()>) -> R<()> {
        for batch in items.chunks(BATCH) {
            write(self, batch)?;
        }
        Ok(())
    }

    fn appends(&mut self, items: &[Value]) -> R<()> {
        self.batches(items, |e, batch| {
            if let [only] = batch {
                e.save(*only)?;
                e.out.push(b'a');
                return Ok(());
            }
            e.out.push(b'(');
            for v in batch {
                e.save(*v)?;
            }
            e.out.push(b'e');
            Ok(())
        })
    }

    fn set_items(&mut self, pairs: &[(Value, Value)]) -> R<()> {
        self.batches(pairs, |e, batch| {
            if let [(key, value)] = batch {
                e.save(*key)?;
                e.save(*value)?;
                e.out.push(b's');
                return Ok(());
            }
            e.out.push(b'(');
            for (key, value) in batch {
                e.save(*key)?;
                e.save(*value)?;
            }
            e.out.push(b'u');
            Ok(())
        })
    }

    /// The class is written already.
    fn deque(&mut self, d: &DequeData, r: Ref) -> R<()> {
        match d.maxlen {
            None => self.out.push(b')'),
            Some(n) => {
                self.out.push(b')');
                self.int(n as i64);
                self.out.push(0x86);
                self.memoized();
            }
        }
        self.reduce(r);
        let items: Vec<Value> = d.items.iter().copied().collect();
        self.appends(&items)
    }

    // ------------------------------------------------------------------ by reference

    fn class(&mut self, r: Ref) -> R<()> {
        match r {
            class::NONE | class::ELLIPSIS | class::NOT_IMPLEMENTED => {
                self.global("builtins", "type");
                self.save(match r {
                    class::NONE => Value::None,
                    class::ELLIPSIS => Value::Ellipsis,
                    _ => Value::NotImplemented,
                })?;
                self.out.extend_from_slice(b"\x85\x94R");
                self.memoized += 1;
                self.memoize(r);
                return Ok(());
            }
            _ => {}
        }
        let Kind::Class(data) = self.m.get(r) else { unreachable!("a class") };
        let (module, qualname) = (data.module, data.qualname.clone());
        let name = self.m.str(&qualname);
        self.save_global(r, module, name)
    }

    fn save_global(&mut self, r: Ref, module: Value, name: Value) -> R<()> {
        let text = |m: &Machine, v| m.text(v).map(|t| t.as_str().to_owned());
        let module = text(self.m, module).unwrap_or_else(|| "__main__".to_owned());
        let name = text(self.m, name).unwrap_or_default();
        let shown = |m: &Machine| m.repr_builtin(r.into()).unwrap_or_else(|| name.clone());
        let problem = match self.m.find_global(&module, &name) {
            Ok(found) if found.is(r.into()) => {
                self.global(&module, &name);
                let index = self.memoized - 1;
                self.memo.insert(r, index);
                return Ok(());
            }
            Ok(_) => {
                format!(
                    "Can't pickle {}: it's not the same object as {module}.{name}",
                    shown(self.m)
                )
            }
            Err(Missing::Local) => {
                let message = format!("Can't get local object '{name}'");
                return self.m.raise(class::ATTRIBUTE_ERROR, &message);
            }
            Err(Missing::Module) => {
                format!("Can't pickle {}: import of module '{module}' failed", shown(self.m))
            }
            Err(Missing::Name) => format!(
                "Can't pickle {}: attribute lookup {name} on {module} failed",
                shown(self.m)
            ),
        };
        self.m.raise(class::PICKLING_ERROR, &problem)
    }

    /// A function of the machine: a method by its class, a function by the module that has it.
    fn native(&mut self, r: Ref) -> R<()> {
        let Kind::Native(index) = *self.m.get(r) else { unreachable!("a native") };
        let def = self.m.natives[index as usize];
        let name = self.m.intern(def.name);
        if def.method || !def.owner.is_empty() {
            let owner = (0..CLASSES.len()).map(|i| Ref((SYMBOLS.len() + i) as u32)).find(|c| {
                matches!(self.m.get(*c), Kind::Class(data)
                    if data.attrs.get(name).is_some_and(|v| v.is(r.into())))
            });
            let Some(owner) = owner else { return self.cannot(r) };
            self.global("builtins", "getattr");
            self.save(owner.into())?;
            self.text(def.name);
            self.memoized();
            self.out.extend_from_slice(b"\x86\x94R");
            self.memoized += 1;
            self.memoize(r);
            return Ok(());
        }
        let modules: Vec<(Value, Value)> =
            self.m.mapping_pairs(self.m.p.modules.into()).unwrap_or_default();
        for (key, module) in modules {
            if let Value::Obj(module) = module
                && let Kind::Module(_, dict) = *self.m.get(module)
                && self.m.dict_get_symbol(dict, name).is_some_and(|v| v.is(r.into()))
                && let Some(key) = self.m.text(key)
            {
                let key = key.as_str().to_owned();
                self.global(&key, def.name);
                let index = self.memoized - 1;
                self.memo.insert(r, index);
                return Ok(());
            }
        }
        self.cannot(r)
    }

    fn function_name(&mut self, f: Value) -> String {
        let Value::Obj(r) = f else { return String::new() };
        match self.m.get(r) {
            Kind::Function(data) => {
                self.m.text(data.name).map(|t| t.as_str().to_owned()).unwrap_or_default()
            }
            Kind::Native(i) => self.m.natives[*i as usize].name.to_owned(),
            _ => String::new(),
        }
    }

    fn shared(&mut self, r: Ref, thing: SharedThing) -> R<()> {
        let (kind, number) = match thing {
            SharedThing::Connection { end, open: true } => {
                self.ends.push(end);
                (shared::CONNECTION, end)
            }
            SharedThing::Connection { .. } => {
                return self.m.raise(class::OS_ERROR, "handle is closed");
            }
            SharedThing::SemLock { number, .. } => (shared::SEM_LOCK, number),
            SharedThing::Array(number) => (shared::ARRAY, number),
        };
        self.global("_process", "_rebuild");
        self.int(kind);
        self.int(i64::from(number));
        self.out.push(0x86);
        self.memoized();
        self.reduce(r);
        Ok(())
    }

    // ------------------------------------------------------------------ instances

    fn instance(&mut self, r: Ref) -> R<()> {
        if let Some(answer) = self.answers.get(&r) {
            let answer = *answer;
            return self.reduced(r, answer);
        }
        let Kind::Instance(cls, attrs) = self.m.get(r) else { unreachable!("an instance") };
        let (cls, attrs) = (*cls, attrs.clone());
        let inner = attrs.get(sym::INNER);
        if self.asks_python(cls) {
            // The number is never written: the pickle is thrown away.
            self.memo.insert(r, 0);
            self.questions.push(r.into());
            return Ok(());
        }
        let state = self.state(cls, &attrs);
        let Some(inner) = inner else {
            self.class(cls)?;
            if self.m.is_subclass(cls, class::BASE_EXCEPTION) {
                let args = attrs.get(sym::ARGS).map_or(Vec::new(), |v| self.m.tuple_items(v));
                self.tuple(&args, None)?;
                self.out.push(b'R');
            } else {
                self.out.extend_from_slice(b")\x81");
            }
            self.memoize(r);
            return self.build(state);
        };
        let kind = match inner {
            Value::Obj(i) => self.m.get(i).clone(),
            _ => Kind::Free,
        };
        match kind {
            Kind::List(items) => {
                self.class(cls)?;
                self.out.extend_from_slice(b")\x81");
                self.memoize(r);
                self.appends(&items)?;
            }
            Kind::Dict(d) => {
                self.class(cls)?;
                self.out.extend_from_slice(b")\x81");
                self.memoize(r);
                let pairs: Vec<(Value, Value)> = d.iter().map(|e| (e.key, e.value)).collect();
                self.set_items(&pairs)?;
            }
            Kind::Set(s) | Kind::FrozenSet(s) => {
                self.class(cls)?;
                self.out.push(b']');
                self.memoized();
                let items: Vec<Value> = s.iter().map(|(_, v)| v).collect();
                self.appends(&items)?;
                self.out.extend_from_slice(b"\x85\x94R");
                self.memoized += 1;
                self.memoize(r);
            }
            Kind::Deque(d) => {
                self.class(cls)?;
                self.deque(&d, r)?;
            }
            Kind::Lock(_) | Kind::Sync(_) | Kind::Other(_) | Kind::Generator(_) => {
                return self.cannot(r);
            }
            _ => {
                self.class(cls)?;
                self.save(inner)?;
                self.out.extend_from_slice(b"\x85\x94\x81");
                self.memoized += 1;
                self.memoize(r);
            }
        }
        self.build(state)
    }

    /// Whether a class says in Python how its instances are pickled.
    fn asks_python(&mut self, cls: Ref) -> bool {
        let names = [
            sym::REDUCE_EX,
            sym::REDUCE,
            sym::GETSTATE,
            self.m.intern("__getnewargs__"),
            self.m.intern("__getnewargs_ex__"),
        ];
        names.iter().any(|name| match self.m.class_lookup(cls, *name) {
            Some(Value::Obj(f)) => !matches!(self.m.get(f), Kind::Native(_)),
            _ => false,
        })
    }

    /// The attributes that a pickle keeps: of the dict, and of slots.
    fn state(&mut self, cls: Ref, attrs: &crate::attrs::AttrMap) -> State {
        let mut pairs: Vec<(Value, Value)> = Vec::new();
        let exception = self.m.is_subclass(cls, class::BASE_EXCEPTION);
        for (name, value) in attrs.iter() {
            let made = exception && self.constructed(cls, name);
            if !made && !self.m.is_hidden_attr(cls, name) {
                pairs.push((name.into(), value));
            }
        }
        if let Some(d) = attrs.dict
            && let Kind::Dict(d) = self.m.get(d)
        {
            pairs.extend(d.iter().map(|e| (e.key, e.value)));
        }
        let slots = matches!(self.m.get(cls), Kind::Class(data) if data.slots.is_some());
        State { pairs, slots: slots && !exception }
    }

    /// Attributes that an exception's constructor sets from its arguments.
    fn constructed(&self, cls: Ref, name: Ref) -> bool {
        let of = |c| self.m.is_subclass(cls, c);
        match name {
            sym::ERRNO | sym::STRERROR | sym::FILENAME | sym::CHARACTERS_WRITTEN => {
                of(class::OS_ERROR)
            }
            sym::VALUE => of(class::STOP_ITERATION),
            sym::CODE => of(class::SYSTEM_EXIT),
            sym::MSG => of(class::IMPORT_ERROR) || of(class::SYNTAX_ERROR),
            sym::OBJ => of(class::ATTRIBUTE_ERROR),
            sym::MESSAGE | sym::EXCEPTIONS => of(class::BASE_EXCEPTION_GROUP),
            sym::LINENO | sym::OFFSET | sym::TEXT | sym::PRINT_FILE => of(class::SYNTAX_ERROR),
            sym::ENCODING | sym::OBJECT | sym::REASON | sym::START | sym::END => {
                of(class::UNICODE_ERROR)
            }
            _ => false,
        }
    }

    fn build(&mut self, state: State) -> R<()> {
        if state.pairs.is_empty() {
            return Ok(());
        }
        if state.slots {
            self.out.push(b'N');
        }
        self.out.push(b'}');
        self.memoized();
        self.set_items(&state.pairs)?;
        if state.slots {
            self.out.push(0x86);
            self.memoized();
        }
        self.out.push(b'b');
        Ok(())
    }

    /// What an object's own reduction gave: a str, or a tuple of two to five items.
    fn reduced(&mut self, r: Ref, answer: Value) -> R<()> {
        if self.m.text(answer).is_some() {
            let module = sym::MODULE;
            let cls = self.m.class_of(r.into());
            let module = self.m.attr_raw(r.into(), module).or_else(|| match self.m.get(cls) {
                Kind::Class(data) => Some(data.module),
                _ => None,
            });
            return self.save_global(r, module.unwrap_or(Value::None), answer);
        }
        let parts = self.m.tuple_items(answer);
        let [f, args, rest @ ..] = parts.as_slice() else {
            return self.m.raise(
                class::PICKLING_ERROR,
                "tuple returned by __reduce__ must contain 2 through 6 elements",
            );
        };
        let items = self.m.tuple_items(*args);
        let new = match *f {
            Value::Obj(f) => match self.m.get(f) {
                Kind::Function(data) => {
                    self.m.text(data.name).map(|t| t.as_str().to_owned()).unwrap_or_default()
                }
                _ => String::new(),
            },
            _ => String::new(),
        };
        match (new.as_str(), items.as_slice()) {
            ("__newobj__", [cls, rest @ ..]) => {
                self.save(*cls)?;
                self.tuple(rest, None)?;
                self.out.push(0x81);
            }
            ("__newobj_ex__", [cls, args, keywords]) => {
                self.save(*cls)?;
                self.save(*args)?;
                self.save(*keywords)?;
                self.out.push(0x92);
            }
            _ => {
                self.save(*f)?;
                self.save(*args)?;
                self.out.push(b'R');
            }
        }
        self.memoize(r);
        let part = |i: usize| rest.get(i).copied().unwrap_or(Value::None);
        let (state, list, pairs) = (part(0), part(1), part(2));
        let list = self.m.tuple_items(list);
        self.appends(&list)?;
        let mut items = Vec::new();
        for pair in self.m.tuple_items(pairs) {
            if let [key, value] = self.m.tuple_items(pair)[..] {
                items.push((key, value));
            }
        }
        self.set_items(&items)?;
        if !state.is_none() {
            self.save(state)?;
            self.out.push(b'b');
        }
        Ok(())
    }

    /// The object cannot be pickled: which text CPython has for it.
    fn cannot(&mut self, r: Ref) -> R<()> {
        let m = &mut *self.m;
        let v = m.unwrap(r.into());
        let cls = m.class_of(v);
        let named = match v {
            Value::Obj(r) => match m.get(r) {
                Kind::Sync(data) => match &**data {
                    // CPython's are made of these, which is what it stumbles over.
                    SyncData::RLock { .. } | SyncData::Condition { .. } => "_thread.RLock".into(),
                    SyncData::Queue { kind: QueueKind::Simple, .. } => "_queue.SimpleQueue".into(),
                    _ => "_thread.lock".into(),
                },
                Kind::Weak(_) => "weakref.ReferenceType".into(),
                _ => m.class_path(cls),
            },
            _ => m.class_path(cls),
        };
        let message = match v {
            Value::Obj(r) => match m.get(r) {
                Kind::Code(_) => "cannot pickle code objects".to_owned(),
                Kind::Other(data) if matches!(**data, NativeObject::Stream(_)) => {
                    "cannot pickle 'TextIOWrapper' instances".to_owned()
                }
                _ => format!("cannot pickle '{named}' object"),
            },
            _ => format!("cannot pickle '{named}' object"),
        };
        m.type_error(&message)
    }
}

/// Attributes to be pickled.
struct State {
    pairs: Vec<(Value, Value)>,
    /// They are slots.
    slots: bool,
}

/// The int that a pickle's bytes are.
pub fn long_of(bytes: &[u8]) -> Int {
    Int::from(BigInt::from_signed_bytes_le(bytes))
}
