//! Attributes of built-in objects that are neither methods nor entries of a dict.

use std::sync::Arc;

use crate::frame::GenState;
use crate::heap::make_mut;
use crate::ipc::SharedThing;
use crate::machine::{Machine, R};
use crate::native_object::NativeObject;
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

impl Machine {
    /// Attribute `name` of object `r` (which is `object`, or an exception instance).
    pub(crate) fn native_attr(&mut self, object: Value, r: Ref, name: Ref) -> R<Option<Value>> {
        match self.get(r) {
            Kind::Function(data) => {
                let data = data.clone();
                Ok(self.function_attr(r, &data, name))
            }
            Kind::Method(pair) => {
                let [f, receiver] = **pair;
                Ok(match name {
                    sym::SELF_DUNDER => Some(receiver),
                    sym::FUNC_DUNDER => Some(f),
                    sym::CLASS => None,
                    _ => match f {
                        Value::Obj(fr) => self.native_attr(f, fr, name)?,
                        _ => None,
                    },
                })
            }
            Kind::Native(i) => {
                let def = self.natives[*i as usize];
                Ok(match name {
                    sym::NAME => Some(self.str(def.name)),
                    sym::QUALNAME => Some(self.string(def.display_name())),
                    sym::MODULE => Some(self.str("builtins")),
                    sym::DOC => Some(Value::None),
                    _ => None,
                })
            }
            Kind::Generator(_) => self.generator_attr(r, name),
            Kind::Code(i) => {
                let code = self.code(*i).code.clone();
                let text = self.symbol_text(name).to_owned();
                Ok(match text.as_str() {
                    "co_name" => Some(self.str(&code.name)),
                    "co_qualname" => Some(self.str(&code.qualname)),
                    "co_filename" => Some(self.str(&code.source.name.clone())),
                    "co_firstlineno" => Some(Value::Int(i64::from(code.first_line))),
                    "co_argcount" => Some(Value::Int(i64::from(code.positional))),
                    "co_kwonlyargcount" => Some(Value::Int(i64::from(code.keyword_only))),
                    "co_posonlyargcount" => Some(Value::Int(i64::from(code.positional_only))),
                    "co_nlocals" => Some(Value::Int(code.locals.len() as i64)),
                    "co_flags" => Some(Value::Int(code_flags(&code))),
                    "co_varnames" => {
                        let names = code.locals.iter().map(|n| self.str(n)).collect();
                        Some(self.tuple(names))
                    }
                    "co_freevars" => {
                        let names = code.frees.iter().map(|n| self.str(n)).collect();
                        Some(self.tuple(names))
                    }
                    _ => None,
                })
            }
            Kind::Complex(re, im) => {
                let (re, im) = (*re, *im);
                Ok(match self.symbol_text(name) {
                    "real" => Some(Value::Float(re)),
                    "imag" => Some(Value::Float(im)),
                    _ => None,
                })
            }
            Kind::BigInt(_) => Ok(match self.symbol_text(name) {
                "real" | "numerator" => Some(object),
                "imag" => Some(Value::Int(0)),
                "denominator" => Some(Value::Int(1)),
                _ => None,
            }),
            Kind::Range(range) => {
                let range = **range;
                Ok(match name {
                    sym::START => Some(Value::Int(range[0])),
                    sym::STOP => Some(Value::Int(range[1])),
                    sym::STEP => Some(Value::Int(range[2])),
                    _ => None,
                })
            }
            Kind::Slice(parts) => {
                let parts = **parts;
                Ok(match name {
                    sym::START => Some(parts[0]),
                    sym::STOP => Some(parts[1]),
                    sym::STEP => Some(parts[2]),
                    _ => None,
                })
            }
            Kind::Property(parts) => {
                let parts = **parts;
                Ok(match name {
                    sym::FGET => Some(parts[0]),
                    sym::FSET => Some(parts[1]),
                    sym::FDEL => Some(parts[2]),
                    sym::DOC => Some(parts[3]),
                    sym::ISABSTRACTMETHOD => {
                        let abstract_part =
                            parts[..3].iter().any(|f| self.is_abstract_function(*f));
                        Some(Value::Bool(abstract_part))
                    }
                    _ => None,
                })
            }
            Kind::StaticMethod(f) | Kind::ClassMethod(f) => {
                let f = *f;
                Ok(match name {
                    sym::FUNC_DUNDER | sym::WRAPPED => Some(f),
                    sym::ISABSTRACTMETHOD => Some(Value::Bool(self.is_abstract_function(f))),
                    sym::NAME | sym::QUALNAME | sym::DOC | sym::MODULE => match f {
                        Value::Obj(fr) => self.native_attr(f, fr, name)?,
                        _ => None,
                    },
                    _ => None,
                })
            }
            Kind::Cell(v) => {
                let v = *v;
                Ok(if self.symbol_text(name) == "cell_contents" {
                    if v.is_null() {
                        return self.value_error("Cell is empty");
                    }
                    Some(v)
                } else {
                    None
                })
            }
            Kind::Deque(d) => Ok(if self.symbol_text(name) == "maxlen" {
                Some(d.maxlen.map_or(Value::None, |m| Value::Int(m as i64)))
            } else {
                None
            }),
            Kind::Traceback(_) => self.traceback_attr(r, name),
            Kind::Alias(pair) => {
                let pair = **pair;
                Ok(match name {
                    sym::ARGS_DUNDER => Some(pair[1]),
                    sym::ORIGIN => Some(pair[0]),
                    _ => None,
                })
            }
            Kind::Instance(cls, attrs) => {
                let cls = *cls;
                match attrs.get(sym::INNER) {
                    Some(inner @ Value::Obj(i)) => return self.native_attr(inner, i, name),
                    Some(inner) => {
                        return Ok(self.number_part(inner, name));
                    }
                    None => {}
                }
                if !self.is_subclass(cls, class::BASE_EXCEPTION) {
                    return Ok(None);
                }
                Ok(match name {
                    sym::TRACEBACK | sym::CONTEXT | sym::CAUSE => Some(Value::None),
                    sym::SUPPRESS_CONTEXT => Some(Value::Bool(false)),
                    sym::VALUE if self.is_subclass(cls, class::STOP_ITERATION) => Some(Value::None),
                    sym::CODE if self.is_subclass(cls, class::SYSTEM_EXIT) => Some(Value::None),
                    sym::NAME_PLAIN | sym::PATH | sym::MSG
                        if self.is_subclass(cls, class::IMPORT_ERROR) =>
                    {
                        Some(Value::None)
                    }
                    sym::MSG | sym::FILENAME | sym::LINENO | sym::OFFSET | sym::TEXT
                        if self.is_subclass(cls, class::SYNTAX_ERROR) =>
                    {
                        Some(Value::None)
                    }
                    sym::ERRNO | sym::STRERROR | sym::FILENAME | sym::FILENAME2
                        if self.is_subclass(cls, class::OS_ERROR) =>
                    {
                        Some(Value::None)
                    }
                    sym::NAME_PLAIN | sym::OBJ
                        if self.is_subclass(cls, class::ATTRIBUTE_ERROR)
                            || self.is_subclass(cls, class::NAME_ERROR) =>
                    {
                        Some(Value::None)
                    }
                    _ => None,
                })
            }
            Kind::Sync(data) => {
                let data = data.clone();
                self.sync_attr(r, &data, name)
            }
            Kind::Other(data) => {
                let data = data.clone();
                Ok(match &*data {
                    NativeObject::Struct(_, fields) => {
                        let text = self.symbol_text(name);
                        fields.iter().find(|(n, _)| *n == text).map(|(_, v)| *v)
                    }
                    NativeObject::Stream(fd) => crate::natives::streams::attribute(self, *fd, name),
                    NativeObject::View(view) => {
                        crate::natives::memory_view::attribute(self, *view, name)
                    }
                    NativeObject::StringIo(state) if self.symbol_text(name) == "closed" => {
                        Some(Value::Bool(state.is_none()))
                    }
                    NativeObject::BytesIo(state) if self.symbol_text(name) == "closed" => {
                        Some(Value::Bool(state.is_none()))
                    }
                    NativeObject::Shared(thing) => self.shared_attr(*thing, name),
                    _ => None,
                })
            }
            _ => Ok(None),
        }
    }

    /// `real`, `imag`, `numerator`, `denominator` of small numbers.
    pub(crate) fn number_part(&self, v: Value, name: Ref) -> Option<Value> {
        let whole = match v {
            Value::Int(_) => v,
            Value::Bool(b) => Value::Int(i64::from(b)),
            Value::Float(_) => {
                return match self.symbol_text(name) {
                    "real" => Some(v),
                    "imag" => Some(Value::Float(0.0)),
                    _ => None,
                };
            }
            _ => return None,
        };
        match self.symbol_text(name) {
            "real" | "numerator" => Some(whole),
            "imag" => Some(Value::Int(0)),
            "denominator" => Some(Value::Int(1)),
            _ => None,
        }
    }

    fn is_abstract_function(&self, f: Value) -> bool {
        match f {
            Value::Obj(r) => match self.get(r) {
                Kind::Function(data) => {
                    matches!(
                        self.function_extra(data, sym::ISABSTRACTMETHOD),
                        Some(Value::Bool(true))
                    )
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn function_attr(
        &mut self,
        r: Ref,
        data: &crate::object::FunctionData,
        name: Ref,
    ) -> Option<Value> {
        Some(match name {
            sym::NAME => data.name,
            sym::QUALNAME => data.qualname,
            sym::DOC => data.doc,
            sym::MODULE => data.module,
            sym::DEFAULTS => or_none(data.defaults),
            sym::KWDEFAULTS => or_none(data.kwdefaults),
            sym::CLOSURE => or_none(data.closure),
            sym::GLOBALS => data.globals.into(),
            sym::CODE_DUNDER => self.alloc(Kind::Code(data.code)),
            sym::TYPE_PARAMS => self.tuple(Vec::new()),
            sym::ANNOTATIONS => {
                if !data.annotations.is_null() {
                    return Some(data.annotations);
                }
                let d = self.alloc(Kind::Dict(Arc::default()));
                if let Kind::Function(data) = self.get_mut(r) {
                    make_mut(data).annotations = d;
                }
                d
            }
            sym::DICT => self.function_dict(r).into(),
            _ => return self.function_extra(data, name),
        })
    }

    /// What the program itself has put on a function.
    fn function_extra(&self, data: &crate::object::FunctionData, name: Ref) -> Option<Value> {
        let in_dict = data.attrs.dict.and_then(|d| self.dict_get_symbol(d, name));
        in_dict.or_else(|| data.attrs.get(name))
    }

    /// `function.__dict__`, which from now on holds what is put on the function.
    fn function_dict(&mut self, r: Ref) -> Ref {
        if let Kind::Function(data) = self.get(r)
            && let Some(d) = data.attrs.dict
        {
            return d;
        }
        let Value::Obj(d) = self.alloc(Kind::Dict(Arc::default())) else { unreachable!() };
        let entries = match self.get_mut(r) {
            Kind::Function(data) => {
                let attrs = &mut make_mut(data).attrs;
                attrs.dict = Some(d);
                attrs.take()
            }
            _ => Vec::new(),
        };
        for (name, value) in entries {
            if name == sym::AWAIT {
                // The mark of `types.coroutine` is nobody else's.
                if let Kind::Function(data) = self.get_mut(r) {
                    make_mut(data).attrs.set(name, value);
                }
            } else {
                // Names of attributes never need Python to be hashed.
                let _ = self.dict_set_simple(d.into(), name.into(), value);
            }
        }
        d
    }

    fn generator_attr(&mut self, r: Ref, name: Ref) -> R<Option<Value>> {
        let Kind::Generator(g) = self.get(r) else { return Ok(None) };
        let g = g.clone();
        let text = self.symbol_text(name).to_owned();
        Ok(match text.as_str() {
            "__name__" => Some(g.name),
            "__qualname__" => Some(g.qualname),
            "gi_running" | "cr_running" | "ag_running" => {
                Some(Value::Bool(matches!(g.state, GenState::Running(_)) || g.async_busy))
            }
            "gi_suspended" | "cr_suspended" => Some(Value::Bool(g.state == GenState::Suspended)),
            "gi_frame" | "cr_frame" | "ag_frame" => {
                if g.state == GenState::Closed {
                    Some(Value::None)
                } else {
                    let line = Value::Int(self.generator_line(&g));
                    let code = self.alloc(Kind::Code(g.code));
                    let locals = self.generator_locals(&g);
                    let fields = vec![("f_lineno", line), ("f_code", code), ("f_locals", locals)];
                    Some(self.alloc(Kind::Other(Arc::new(NativeObject::Struct("frame", fields)))))
                }
            }
            "gi_code" | "cr_code" | "ag_code" => Some(self.alloc(Kind::Code(g.code))),
            "gi_yieldfrom" | "cr_await" | "ag_await" => {
                Some(self.delegate(r).map_or(Value::None, |(v, _)| v))
            }
            "cr_origin" => Some(g.origin),
            _ => None,
        })
    }

    fn generator_locals(&mut self, g: &crate::frame::GenData) -> Value {
        let dict = self.alloc(Kind::Dict(Arc::default()));
        let names = self.code(g.code).local_names.clone();
        for (name, value) in names.into_iter().zip(&g.stack) {
            let value = match value {
                Value::Obj(r) => match *self.get(*r) {
                    Kind::Cell(inner) => inner,
                    _ => *value,
                },
                _ => *value,
            };
            if !value.is_null() {
                // Interned names never need Python to be hashed.
                let _ = self.dict_set_simple(dict, name.into(), value);
            }
        }
        dict
    }

    pub(crate) fn generator_line(&self, g: &crate::frame::GenData) -> i64 {
        let pc = g.frame.as_ref().map_or(0, |f| f.pc) as usize;
        let code = self.code(g.code);
        if pc == 0 {
            return i64::from(code.code.first_line);
        }
        i64::from(code.lines.get(pc - 1).copied().unwrap_or(0))
    }

    /// Sets an attribute of a built-in object; false: it cannot be set.
    pub(crate) fn set_native_attr(&mut self, r: Ref, name: Ref, value: Value) -> R<bool> {
        match self.get(r) {
            Kind::Function(_) => {
                let Kind::Function(data) = self.get_mut(r) else { unreachable!() };
                let data = make_mut(data);
                match name {
                    sym::NAME => data.name = value,
                    sym::QUALNAME => data.qualname = value,
                    sym::DOC => data.doc = value,
                    sym::MODULE => data.module = value,
                    sym::ANNOTATIONS => data.annotations = value,
                    sym::DEFAULTS => data.defaults = or_null(value),
                    sym::KWDEFAULTS => data.kwdefaults = or_null(value),
                    // There are no generic functions whose parameters could differ.
                    sym::TYPE_PARAMS => {}
                    _ => match data.attrs.dict {
                        // Interned names never need Python to be hashed.
                        Some(d) => self.dict_set_simple(d.into(), name.into(), value)?,
                        None => {
                            data.attrs.set(name, value);
                        }
                    },
                }
                Ok(true)
            }
            Kind::Method(_) => Ok(false),
            Kind::Generator(_) => {
                let Kind::Generator(data) = self.get_mut(r) else { unreachable!() };
                let data = make_mut(data);
                match name {
                    sym::NAME => data.name = value,
                    sym::QUALNAME => data.qualname = value,
                    _ => return Ok(false),
                }
                Ok(true)
            }
            Kind::Cell(_) => {
                if self.symbol_text(name) == "cell_contents" {
                    *self.get_mut(r) = Kind::Cell(value);
                    return Ok(true);
                }
                Ok(false)
            }
            _ => Ok(false),
        }
    }

    /// `object[key]` of a native object.
    pub(crate) fn native_item(&mut self, r: Ref, key: Value) -> R<Option<Value>> {
        let Kind::Other(data) = self.get(r) else { return Ok(None) };
        if let NativeObject::Shared(SharedThing::Array(number)) = **data {
            return self.shared_item(number, key);
        }
        if let NativeObject::View(view) = **data {
            return crate::natives::memory_view::item_of(self, view, key).map(Some);
        }
        let NativeObject::Struct(_, fields) = &**data else {
            let kind = self.type_name(r.into());
            return self.type_error(&format!("'{kind}' object is not subscriptable"));
        };
        let values: Vec<Value> = fields.iter().map(|(_, v)| *v).collect();
        let tuple = self.tuple(values);
        self.item(tuple, key)
    }

    /// `object[key] = value` of a native object; false: it cannot.
    pub(crate) fn set_native_item(&mut self, r: Ref, key: Value, value: Value) -> R<bool> {
        let Kind::Other(data) = self.get(r) else { return Ok(false) };
        match **data {
            NativeObject::Shared(SharedThing::Array(number)) => {
                self.set_shared_item(number, key, value)
            }
            NativeObject::View(view) => {
                crate::natives::memory_view::set_item_of(self, view, key, value)?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// The class of a synchronisation object.
    pub(crate) fn class_of_sync(&self, data: &crate::sync::SyncData) -> Ref {
        use crate::sync::{QueueKind, SyncData};
        match data {
            SyncData::RLock { .. } => class::RLOCK,
            SyncData::Condition { .. } => class::CONDITION,
            SyncData::Event { .. } => class::EVENT,
            SyncData::Semaphore { initial: Some(_), .. } => class::BOUNDED_SEMAPHORE,
            SyncData::Semaphore { .. } => class::SEMAPHORE,
            SyncData::Barrier { .. } => class::BARRIER,
            SyncData::Queue { kind: QueueKind::Fifo, .. } => class::QUEUE,
            SyncData::Queue { kind: QueueKind::Lifo, .. } => class::LIFO_QUEUE,
            SyncData::Queue { kind: QueueKind::Priority, .. } => class::PRIORITY_QUEUE,
            SyncData::Queue { kind: QueueKind::Simple, .. } => class::SIMPLE_QUEUE,
        }
    }

    /// The class of a rarer object.
    pub(crate) fn class_of_native(&self, data: &NativeObject) -> Ref {
        match data {
            NativeObject::Random(_) => class::RANDOM,
            NativeObject::StringIo(_) => class::STRING_IO,
            NativeObject::BytesIo(_) => class::BYTES_IO,
            NativeObject::Stream(fd) => crate::natives::streams::class_of(*fd),
            NativeObject::View(_) => class::MEMORYVIEW,
            NativeObject::AsyncGenStep(_) => class::ANEXT_AWAITABLE,
            NativeObject::CoroutineWrapper(_) => class::COROUTINE_WRAPPER,
            NativeObject::Struct(..) => class::STRUCT,
            NativeObject::Shared(SharedThing::Connection { .. }) => class::CONNECTION,
            NativeObject::Shared(SharedThing::SemLock { .. }) => class::SEM_LOCK,
            NativeObject::Shared(SharedThing::Array(_)) => class::SHARED_ARRAY,
            NativeObject::Unpickler(_) => class::UNPICKLER,
            NativeObject::Regex(_) => class::REGEX,
            NativeObject::Hasher(_) => class::HASHER,
        }
    }

    /// `repr` of a rarer object.
    pub(crate) fn describe_native(&self, r: Ref, data: &NativeObject) -> String {
        match data {
            NativeObject::Stream(fd) => crate::natives::streams::describe(*fd),
            NativeObject::View(_) => format!("<memory at {}>", self.address(r)),
            NativeObject::Struct(kind, fields) => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(n, v)| format!("{n}={}", self.short_repr(*v, 80)))
                    .collect();
                format!("{kind}({})", fields.join(", "))
            }
            _ => {
                let cls = self.class_of_native(data);
                format!("<{} object at {}>", self.class_path(cls), self.address(r))
            }
        }
    }
}

fn or_none(v: Value) -> Value {
    if v.is_null() { Value::None } else { v }
}

fn or_null(v: Value) -> Value {
    if v.is_none() { Value::Null } else { v }
}

/// `co_flags` as `inspect` reads them.
fn code_flags(code: &timeslice_compiler::Code) -> i64 {
    use timeslice_compiler::CodeFlags;
    let pairs = [
        (CodeFlags::VARARGS, 4),
        (CodeFlags::VARKEYWORDS, 8),
        (CodeFlags::NESTED, 16),
        (CodeFlags::GENERATOR, 32),
        (CodeFlags::COROUTINE, 128),
        (CodeFlags::ASYNC_GENERATOR, 512),
    ];
    let base = if code.kind == timeslice_compiler::CodeKind::Function { 3 } else { 0 };
    pairs.iter().filter(|(bit, _)| code.flags.has(*bit)).fold(base, |acc, (_, flag)| acc | flag)
}
