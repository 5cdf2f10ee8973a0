//! Classes: making them, calling them.

use std::sync::Arc;

use crate::attrs::AttrMap;
use crate::frame::{Cont, Frame};
use crate::heap::make_mut;
use crate::machine::{Machine, R, Signal};
use crate::native::Args;
use crate::object::{ClassData, ClassFlags, Kind, Layout};
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

impl Machine {
    /// Calls class `cls` with the arguments laid out from `at`.
    pub(crate) fn call_class(
        &mut self,
        cls: Ref,
        at: usize,
        names: Option<Ref>,
        cont: Cont,
    ) -> R<()> {
        if !self.th.stack[at + 1].is_null() {
            // A class called with a receiver (a class attribute holding a class): an ordinary argument.
            self.th.stack.insert(at + 1, Value::Null);
        }
        let Kind::Class(data) = self.get(cls) else { unreachable!("a class") };
        let meta = data.metaclass;
        if meta != class::TYPE
            && let Some(method) = self.class_lookup(meta, sym::CALL)
            && matches!(method, Value::Obj(m) if matches!(self.get(m), Kind::Function(_)))
        {
            self.th.stack[at] = method;
            self.th.stack[at + 1] = cls.into();
            return self.call_at(at, names, cont);
        }
        self.call_class_plain(cls, at, names, cont)
    }

    /// The same past a metaclass's `__call__`; the receiver slot is empty.
    pub(crate) fn call_class_plain(
        &mut self,
        cls: Ref,
        at: usize,
        names: Option<Ref>,
        cont: Cont,
    ) -> R<()> {
        let first = at + 2;
        let Kind::Class(data) = self.get(cls) else { unreachable!("a class") };
        let flags = data.flags;
        if cls == class::TYPE && self.th.stack.len() == first + 1 {
            let v = self.class_of(self.th.stack[first]);
            self.th.stack.truncate(at);
            return self.deliver(cont, v.into());
        }
        if flags.is_abstract {
            return self.abstract_error(cls);
        }
        let new = self.class_lookup(cls, sym::NEW);
        let plain_new = matches!(new, Some(Value::Obj(n)) if n == self.w_object_new());
        let init = self.class_lookup(cls, sym::INIT);
        if plain_new {
            let instance = self.alloc(Kind::Instance(cls, Arc::new(AttrMap::default())));
            self.note_finalizer(flags, instance);
            return match init {
                Some(Value::Obj(i)) if matches!(self.get(i), Kind::Native(_)) => {
                    if self.th.stack.len() > first {
                        let name = self.class_name(cls);
                        return self.type_error(&format!("{name}() takes no arguments"));
                    }
                    self.th.stack.truncate(at);
                    self.deliver(cont, instance)
                }
                Some(init) if cont == Cont::Push => {
                    // The instance waits below while `__init__` runs.
                    self.th.stack[at] = instance;
                    self.th.stack[at + 1] = init;
                    self.th.stack.insert(first, instance);
                    self.call_at(at + 1, names, Cont::Init)
                }
                Some(_) => self.call_through_library(cls, at, names, cont),
                None => {
                    self.th.stack.truncate(at);
                    self.deliver(cont, instance)
                }
            };
        }
        let Some(new) = new else { unreachable!("object has __new__") };
        let native_init = init
            .is_none_or(|i| matches!(i, Value::Obj(i) if matches!(self.get(i), Kind::Native(_))));
        let new = match new {
            Value::Obj(n) => match self.get(n) {
                Kind::StaticMethod(f) => *f,
                _ => new,
            },
            _ => new,
        };
        let native_new = matches!(new, Value::Obj(n) if matches!(self.get(n), Kind::Native(_)));
        let builtin_init =
            init.is_none_or(|i| matches!(i, Value::Obj(i) if i == self.w_object_init()));
        if native_new && (builtin_init || native_init && flags.builtin && !self.init_matters(cls)) {
            self.th.stack[at] = new;
            self.th.stack[at + 1] = cls.into();
            return self.call_at(at, names, cont);
        }
        if cont != Cont::Push {
            return self.call_through_library(cls, at, names, cont);
        }
        // `__new__`, then `__init__` with the same arguments.
        let args = self.th.stack.split_off(first);
        self.th.stack.truncate(at);
        self.th.stack.extend_from_slice(&args);
        self.push(names.map_or(Value::Null, Value::Obj));
        self.push(cls.into());
        let n = args.len() as u32;
        let start = self.th.stack.len();
        self.push(new);
        self.push(cls.into());
        self.th.stack.extend(args);
        self.call_at(start, names, Cont::New(n))
    }

    /// A result that goes anywhere but onto the stack needs a frame of its own while `__new__` and
    /// `__init__` run one after the other: the library's `_call` is one.
    fn call_through_library(
        &mut self,
        cls: Ref,
        at: usize,
        names: Option<Ref>,
        cont: Cont,
    ) -> R<()> {
        let trampoline = self.library_function("_call")?;
        self.th.stack[at] = trampoline;
        self.th.stack[at + 1] = Value::Null;
        self.th.stack.insert(at + 2, cls.into());
        self.call_at(at, names, cont)
    }

    /// Whether a built-in class has an `__init__` of its own that does more than its `__new__`.
    fn init_matters(&self, cls: Ref) -> bool {
        [class::BASE_EXCEPTION, class::SEMAPHORE, class::BARRIER, class::CONDITION, class::QUEUE]
            .iter()
            .any(|c| self.is_subclass(cls, *c))
    }

    /// `__new__` gave `v`; below: arguments, names, class.
    pub(crate) fn new_done(&mut self, n: usize, v: Value) -> R<()> {
        let Value::Obj(cls) = self.pop() else { unreachable!("a class") };
        let names = self.pop().as_ref();
        let args = self.pop_n(n);
        let made = self.class_of(v);
        if !self.is_subclass(made, cls) {
            self.push(v);
            return Ok(());
        }
        if let Kind::Class(data) = self.get(made) {
            let flags = data.flags;
            self.note_finalizer(flags, v);
        }
        match self.class_lookup(made, sym::INIT) {
            Some(Value::Obj(i)) if i == self.w_object_init() => {
                self.push(v);
                Ok(())
            }
            Some(init) => {
                self.push(v);
                let at = self.th.stack.len();
                self.push(init);
                self.push(v);
                self.th.stack.extend(args);
                self.call_at(at, names, Cont::Init)
            }
            None => {
                self.push(v);
                Ok(())
            }
        }
    }

    pub(crate) fn note_finalizer(&mut self, flags: ClassFlags, instance: Value) {
        // Classes of the library say themselves when an instance has something to say.
        if flags.finalizer
            && let Value::Obj(r) = instance
            && !matches!(self.special(instance, sym::DEL), Some(Value::Obj(f))
                if matches!(self.get(f), Kind::Function(data) if self.code(data.code).library))
        {
            self.watch(r);
        }
    }

    fn abstract_error(&mut self, cls: Ref) -> R<()> {
        let name = self.class_name(cls);
        let mut methods: Vec<String> = Vec::new();
        if let Some(v) = self.class_lookup(cls, sym::ABSTRACTMETHODS) {
            for item in self.set_items(v) {
                if let Some(t) = self.text(item) {
                    methods.push(format!("'{}'", t.as_str()));
                }
            }
        }
        methods.sort();
        let (s, list) = (if methods.len() == 1 { "" } else { "s" }, methods.join(", "));
        self.type_error(&format!(
            "Can't instantiate abstract class {name} without an implementation for abstract method{s} {list}"
        ))
    }

    /// The items of a set, frozenset, list or tuple.
    pub(crate) fn set_items(&self, v: Value) -> Vec<Value> {
        match self.unwrap(v) {
            Value::Obj(r) => match self.get(r) {
                Kind::Set(s) | Kind::FrozenSet(s) => s.iter().map(|(_, v)| v).collect(),
                _ => self.tuple_items(v),
            },
            _ => Vec::new(),
        }
    }

    /// `__build_class__(func, name, *bases, **kwargs)`
    pub(crate) fn build_class(&mut self, args: Args, cont: Cont) -> R {
        let func = self.arg(args, 0);
        let name = self.arg(args, 1);
        let bases = self.args_from(args, 2);
        let simple = args.names.is_none()
            && bases.iter().all(|b| {
                matches!(b, Value::Obj(r)
                    if matches!(self.get(*r), Kind::Class(data) if data.metaclass == class::TYPE))
            });
        if !simple {
            let keywords = self.alloc(Kind::Dict(Arc::default()));
            for (name, value) in self.keyword_args(args) {
                self.dict_set_simple(keywords, name.into(), value)?;
            }
            let bases = self.tuple(bases);
            return self.tail_library(args, "_build_class", &[func, name, bases, keywords], cont);
        }
        self.th.stack.truncate(args.floor);
        let bases = self.tuple(bases);
        let namespace = self.alloc(Kind::Dict(Arc::default()));
        self.push(name);
        self.push(bases);
        self.push(namespace);
        self.run_class_body(func, namespace, Cont::ClassBody)?;
        Err(Signal::Pushed)
    }

    /// Runs the body `func` of a class with `namespace` as its local namespace.
    pub(crate) fn run_class_body(&mut self, func: Value, namespace: Value, cont: Cont) -> R<()> {
        let Value::Obj(f) = func else {
            return self.type_error("__build_class__: func must be a function");
        };
        let Kind::Function(data) = self.get(f) else {
            return self.type_error("__build_class__: func must be a function");
        };
        let data = data.clone();
        self.push_body_frame(data.code, data.globals, namespace, data.closure, cont)
    }

    /// Pushes a frame for a module or class body.
    pub(crate) fn push_body_frame(
        &mut self,
        code: u32,
        globals: Ref,
        namespace: Value,
        closure: Value,
        cont: Cont,
    ) -> R<()> {
        let start = self.th.stack.len();
        let slots = self.code(code).slots as usize;
        let locals = self.code(code).code.locals.len();
        self.th.stack.resize(start + slots, Value::Null);
        if let Value::Obj(t) = closure
            && let Kind::Tuple(cells) = self.p.heap.get(t)
        {
            let first = start + locals;
            self.th.stack[first..first + cells.len()].copy_from_slice(cells);
        }
        let frame = Frame {
            code,
            pc: 0,
            base: start as u32,
            floor: start as u32,
            globals,
            namespace,
            cont,
            generator: Value::Null,
            handled: self.th.handled,
            function: Value::Null,
        };
        self.enter(frame)?;
        Err(Signal::Pushed)
    }

    /// The class body has run; below: name, bases, namespace.
    pub(crate) fn class_body_done(&mut self) -> R<()> {
        let namespace = self.pop();
        let bases = self.pop();
        let name = self.pop();
        let Some(name) = self.text(name).map(|t| t.as_str().to_owned()) else {
            return self.type_error("__build_class__: name is not a string");
        };
        let bases = self.tuple_items(bases).iter().filter_map(|b| b.as_ref()).collect();
        let cls = self.new_class(&name, bases, namespace, class::TYPE)?;
        self.push(cls.into());
        if self.needs_hooks(cls) {
            let keywords = self.alloc(Kind::Dict(Arc::default()));
            let hooks = self.library_function("_type_new_hooks")?;
            return self.call_value(hooks, &[cls.into(), keywords], Cont::Keep);
        }
        Ok(())
    }

    /// Whether `__set_name__` or `__init_subclass__` of somebody must run for the new class.
    pub(crate) fn needs_hooks(&self, cls: Ref) -> bool {
        let Kind::Class(data) = self.get(cls) else { return false };
        let subclassed = data.mro[1..].iter().any(|c| {
            *c != class::OBJECT
                && matches!(self.get(*c), Kind::Class(d) if d.attrs.get(sym::INIT_SUBCLASS).is_some())
        });
        subclassed
            || data.attrs.iter().any(|(_, v)| match v {
                Value::Obj(r) => match self.get(r) {
                    Kind::Instance(dcls, _) => self.class_lookup(*dcls, sym::SET_NAME).is_some(),
                    _ => false,
                },
                _ => false,
            })
    }

    /// `type.__new__`: a class from its name, bases and namespace (a dict), without hooks.
    pub(crate) fn new_class(
        &mut self,
        name: &str,
        mut bases: Vec<Ref>,
        namespace: Value,
        meta: Ref,
    ) -> R<Ref> {
        if bases.is_empty() {
            bases.push(class::OBJECT);
        }
        for base in &bases {
            match self.get(*base) {
                Kind::Class(data) if !data.flags.sealed => {}
                Kind::Class(data) => {
                    let name = data.name.clone();
                    return self
                        .type_error(&format!("type '{name}' is not an acceptable base type"));
                }
                _ => {
                    return self.type_error("bases must be types");
                }
            }
        }
        if let Some(i) = (0..bases.len()).find(|i| bases[..*i].contains(&bases[*i])) {
            let name = self.class_name(bases[i]);
            return self.type_error(&format!("duplicate base class {name}"));
        }
        let mut attrs = AttrMap::default();
        let mut cell = None;
        let entries: Vec<(Value, Value)> = match self.unwrap(namespace) {
            Value::Obj(r) => match self.get(r) {
                Kind::Dict(d) => d.iter().map(|e| (e.key, e.value)).collect(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        let mut module = None;
        let mut qualname: Arc<str> = name.into();
        for (key, value) in entries {
            let Some(key) = self.intern_value(key) else { continue };
            match key {
                sym::CLASSCELL => {
                    cell = value.as_ref();
                    continue;
                }
                sym::MODULE => module = Some(value),
                sym::QUALNAME => {
                    if let Some(t) = self.text(value) {
                        qualname = t.as_str().into();
                    }
                    continue;
                }
                // These are implicit static and class methods.
                sym::NEW => {
                    let value = self.wrap_function(value, Kind::StaticMethod);
                    attrs.set(key, value);
                    continue;
                }
                sym::INIT_SUBCLASS | sym::CLASS_GETITEM => {
                    let value = self.wrap_function(value, Kind::ClassMethod);
                    attrs.set(key, value);
                    continue;
                }
                _ => {}
            }
            attrs.set(key, value);
        }
        if attrs.get(sym::EQ).is_some() && attrs.get(sym::HASH).is_none() {
            attrs.set(sym::HASH, Value::None);
        }
        if attrs.get(sym::DOC).is_none() {
            attrs.set(sym::DOC, Value::None);
        }
        let module = match module {
            Some(m) => m,
            None => {
                let globals = self.frame().globals;
                self.dict_get_symbol(globals, sym::NAME).unwrap_or(Value::None)
            }
        };
        let layout = self.layout_of(&bases)?;
        let slots = self.slots_of(&attrs, &bases)?;
        let mro = self.linearize(&bases)?;
        let data = ClassData {
            name: name.into(),
            qualname,
            module,
            metaclass: meta,
            bases: bases.clone(),
            mro: Vec::new(),
            attrs,
            subclasses: Vec::new(),
            layout,
            flags: ClassFlags::default(),
            slots,
        };
        let Value::Obj(cls) = self.alloc(Kind::Class(Arc::new(data))) else { unreachable!() };
        if let Kind::Class(data) = self.get_mut(cls) {
            let data = make_mut(data);
            data.mro = std::iter::once(cls).chain(mro).collect();
        }
        for base in bases {
            if let Kind::Class(data) = self.get_mut(base) {
                make_mut(data).subclasses.push(cls);
            }
        }
        self.refresh_flags(cls);
        if let Some(cell) = cell {
            *self.get_mut(cell) = Kind::Cell(cls.into());
        }
        Ok(cls)
    }

    fn wrap_function(&mut self, v: Value, wrap: fn(Value) -> Kind) -> Value {
        match v {
            Value::Obj(r) if matches!(self.get(r), Kind::Function(_)) => self.alloc(wrap(v)),
            _ => v,
        }
    }

    fn layout_of(&mut self, bases: &[Ref]) -> R<Layout> {
        let mut layout = Layout::Object;
        for base in bases {
            let own = if *base == class::TYPE {
                Layout::Type
            } else if *base == class::OBJECT {
                Layout::Object
            } else {
                match self.get(*base) {
                    Kind::Class(data) if data.flags.builtin => {
                        if self.is_subclass(*base, class::BASE_EXCEPTION) {
                            Layout::Exception
                        } else {
                            Layout::Wraps(*base)
                        }
                    }
                    Kind::Class(data) => data.layout,
                    _ => Layout::Object,
                }
            };
            layout = match (layout, own) {
                (Layout::Object, other) => other,
                (mine, Layout::Object) => mine,
                (mine, other) if mine == other => mine,
                (Layout::Wraps(a), Layout::Wraps(b)) if self.is_subclass(a, b) => Layout::Wraps(a),
                (Layout::Wraps(a), Layout::Wraps(b)) if self.is_subclass(b, a) => Layout::Wraps(b),
                _ => {
                    return self.type_error("multiple bases have instance lay-out conflict");
                }
            };
        }
        Ok(layout)
    }

    /// The names instances may hold, when no class of the hierarchy gives them a `__dict__`.
    fn slots_of(&mut self, attrs: &AttrMap, bases: &[Ref]) -> R<Option<Arc<[Ref]>>> {
        let Some(own) = attrs.get(sym::SLOTS) else { return Ok(None) };
        let names = match self.text(own) {
            Some(_) => vec![own],
            None => match self.unwrap(own) {
                Value::Obj(r) => match self.get(r) {
                    Kind::Dict(d) => d.iter().map(|e| e.key).collect(),
                    _ => self.set_items(own),
                },
                _ => Vec::new(),
            },
        };
        let mut all = Vec::new();
        for name in names {
            let Some(name) = self.intern_value(name) else {
                return self.type_error("__slots__ items must be strings, not 'int'");
            };
            if name == sym::DICT {
                return Ok(None);
            }
            if attrs.get(name).is_some() {
                let text = self.symbol_text(name).to_owned();
                return self
                    .value_error(&format!("'{text}' in __slots__ conflicts with class variable"));
            }
            all.push(name);
        }
        for base in bases {
            if *base == class::OBJECT {
                continue;
            }
            match self.get(*base) {
                Kind::Class(data) => match &data.slots {
                    Some(slots) => all.extend(slots.iter().copied()),
                    None => return Ok(None),
                },
                _ => return Ok(None),
            }
        }
        Ok(Some(all.into()))
    }

    /// C3 linearisation of the bases (`mro_implementation`, typeobject.c).
    fn linearize(&mut self, bases: &[Ref]) -> R<Vec<Ref>> {
        let mut lists: Vec<Vec<Ref>> = bases
            .iter()
            .map(|b| match self.get(*b) {
                Kind::Class(data) => data.mro.clone(),
                _ => Vec::new(),
            })
            .collect();
        lists.push(bases.to_vec());
        let mut result = Vec::new();
        loop {
            lists.retain(|l| !l.is_empty());
            if lists.is_empty() {
                return Ok(result);
            }
            let next =
                lists.iter().map(|l| l[0]).find(|c| !lists.iter().any(|l| l[1..].contains(c)));
            let Some(next) = next else {
                let mut names: Vec<String> = Vec::new();
                for list in &lists {
                    let name = self.class_name(list[0]);
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                return self.type_error(&format!(
                    "Cannot create a consistent method resolution order (MRO) for bases {}",
                    names.join(", ")
                ));
            };
            result.push(next);
            for list in &mut lists {
                if list[0] == next {
                    list.remove(0);
                }
            }
        }
    }

    /// Sets a class attribute and what follows from it.
    pub(crate) fn set_class_attr(&mut self, cls: Ref, name: Ref, value: Value) {
        let text = self.text(value).map(|t| t.as_str().to_owned());
        if let Kind::Class(data) = self.get_mut(cls) {
            let data = make_mut(data);
            match (name, text) {
                (sym::NAME, Some(text)) => data.name = text.into(),
                (sym::QUALNAME, Some(text)) => data.qualname = text.into(),
                (sym::MODULE, _) => data.module = value,
                _ => {
                    data.attrs.set(name, value);
                }
            }
        }
        self.refresh_flags(cls);
    }

    /// Computes the flags of a class and of its subclasses anew.
    pub(crate) fn refresh_flags(&mut self, cls: Ref) {
        let mut work = vec![cls];
        while let Some(cls) = work.pop() {
            let Kind::Class(data) = self.get(cls) else { continue };
            let mut flags = ClassFlags {
                builtin: data.flags.builtin,
                sealed: data.flags.sealed,
                ..ClassFlags::default()
            };
            for c in &data.mro {
                let Kind::Class(d) = self.get(*c) else { continue };
                if *c == class::OBJECT {
                    continue;
                }
                let has = |name| d.attrs.get(name).is_some();
                flags.getattribute |= has(sym::GETATTRIBUTE);
                flags.getattr |= has(sym::GETATTR);
                flags.setattr |= has(sym::SETATTR);
                flags.delattr |= has(sym::DELATTR);
                flags.finalizer |= has(sym::DEL);
                flags.custom_eq |= has(sym::EQ) || has(sym::HASH);
                flags.descriptors |= d.attrs.iter().any(|(_, v)| match v {
                    Value::Obj(r) => match self.get(r) {
                        Kind::Property(_) => true,
                        Kind::Instance(dcls, _) => {
                            self.class_lookup(*dcls, sym::SET).is_some()
                                || self.class_lookup(*dcls, sym::DELETE).is_some()
                        }
                        _ => false,
                    },
                    _ => false,
                });
            }
            flags.is_abstract = self
                .class_lookup(cls, sym::ABSTRACTMETHODS)
                .is_some_and(|v| !self.set_items(v).is_empty());
            let subclasses = data.subclasses.clone();
            if let Kind::Class(data) = self.get_mut(cls) {
                make_mut(data).flags = flags;
            }
            work.extend(subclasses);
        }
    }

    /// Attributes of classes that are kept in their bodies.
    pub(crate) fn class_attr_special(&mut self, cls: Ref, name: Ref) -> Option<Value> {
        let Kind::Class(data) = self.get(cls) else { return None };
        let data = data.clone();
        Some(match name {
            sym::NAME => self.str(&data.name),
            sym::QUALNAME => self.str(&data.qualname),
            sym::MODULE => data.module,
            sym::CLASS => data.metaclass.into(),
            sym::MRO => {
                let mro = data.mro.iter().map(|c| Value::Obj(*c)).collect();
                self.tuple(mro)
            }
            sym::BASES => {
                let bases = if cls == class::OBJECT { &[][..] } else { &data.bases[..] };
                let bases = bases.iter().map(|c| Value::Obj(*c)).collect();
                self.tuple(bases)
            }
            sym::BASE => match data.bases.first() {
                Some(b) if cls != class::OBJECT => (*b).into(),
                _ => Value::None,
            },
            sym::DICT => {
                let d = self.alloc(Kind::Dict(Arc::default()));
                for (k, v) in data.attrs.iter() {
                    let _ = self.dict_set_simple(d, k.into(), v);
                }
                let Value::Obj(d) = d else { unreachable!() };
                self.alloc(Kind::DictView(crate::object::DictViewKind::Proxy, d))
            }
            sym::ANNOTATIONS => match data.attrs.get(sym::ANNOTATIONS) {
                Some(v) => v,
                None if data.flags.builtin => return None,
                None => self.alloc(Kind::Dict(Arc::default())),
            },
            _ => return None,
        })
    }
}
