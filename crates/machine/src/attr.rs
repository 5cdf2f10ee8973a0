//! Attribute access with the descriptor protocol.

use std::sync::Arc;

use timeslice_trace::EventKind;

use crate::access::{STRUCTURE, Touch};
use crate::frame::Cont;
use crate::heap::make_mut;
use crate::machine::{Machine, R, Signal};
use crate::object::{DictViewKind, IterData, Kind};
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

/// What a lookup found.
#[derive(Clone, Copy, Debug)]
pub enum Found {
    /// A value.
    Plain(Value),
    /// A function of the class, to be called with the receiver.
    Method(Value),
    /// A getter to be called: function and its one or two arguments after the receiver.
    Getter(Value, Value),
    /// A metaclass's `__getattr__`, to be called with the class and the name.
    Getter2(Value),
    /// A descriptor in Python: `__get__` to be called on it with (instance or None, class).
    Descriptor(Value, Value, Ref),
    /// `__getattribute__` in Python.
    Attribute(Value),
    /// Nothing.
    Missing,
}

impl Machine {
    /// The class of a value.
    #[inline]
    pub(crate) fn class_of(&self, v: Value) -> Ref {
        match v {
            Value::Obj(r) => self.class_of_object(r),
            Value::Null | Value::None => class::NONE,
            Value::Bool(_) => class::BOOL,
            Value::Int(_) => class::INT,
            Value::Float(_) => class::FLOAT,
            Value::NotImplemented => class::NOT_IMPLEMENTED,
            Value::Ellipsis => class::ELLIPSIS,
        }
    }

    fn class_of_object(&self, r: Ref) -> Ref {
        match self.get(r) {
            Kind::Instance(cls, _) => *cls,
            Kind::Str(_) => class::STR,
            Kind::BigInt(_) => class::INT,
            Kind::Complex(..) => class::COMPLEX,
            Kind::Bytes(_) => class::BYTES,
            Kind::ByteArray(_) => class::BYTEARRAY,
            Kind::Tuple(_) => class::TUPLE,
            Kind::List(_) => class::LIST,
            Kind::Dict(_) => class::DICT,
            Kind::Set(_) => class::SET,
            Kind::FrozenSet(_) => class::FROZENSET,
            Kind::Deque(_) => class::DEQUE,
            Kind::Range(_) => class::RANGE,
            Kind::Slice(_) => class::SLICE,
            Kind::Cell(_) => class::CELL,
            Kind::Function(_) => class::FUNCTION,
            Kind::Native(i) if self.natives[*i as usize].method => class::METHOD_DESCRIPTOR,
            Kind::Native(_) => class::BUILTIN,
            Kind::Method(pair) => match pair[0] {
                Value::Obj(f) if matches!(self.get(f), Kind::Native(_)) => class::BUILTIN,
                _ => class::METHOD,
            },
            Kind::Class(data) => data.metaclass,
            Kind::Module(..) => class::MODULE,
            Kind::Code(_) => class::CODE,
            Kind::Generator(g) => match g.kind {
                crate::frame::GenKind::Generator => class::GENERATOR,
                crate::frame::GenKind::Coroutine => class::COROUTINE,
                crate::frame::GenKind::AsyncGenerator => class::ASYNC_GENERATOR,
            },
            Kind::SeqIter(seq, _) => match self.get(*seq) {
                Kind::Tuple(_) => class::TUPLE_ITERATOR,
                _ => class::LIST_ITERATOR,
            },
            Kind::RangeIter(..) => class::RANGE_ITERATOR,
            Kind::Iter(data) => match &**data {
                IterData::Done => class::LIST_ITERATOR,
                IterData::Str(..) => class::STR_ITERATOR,
                IterData::Bytes(..) => class::BYTES_ITERATOR,
                IterData::Dict(DictViewKind::Values, ..)
                | IterData::DictReversed(DictViewKind::Values, ..) => class::DICT_VALUEITERATOR,
                IterData::Dict(DictViewKind::Items, ..)
                | IterData::DictReversed(DictViewKind::Items, ..) => class::DICT_ITEMITERATOR,
                IterData::Dict(..) | IterData::DictReversed(..) => class::DICT_KEYITERATOR,
                IterData::Set(..) => class::SET_ITERATOR,
                IterData::Deque(..) => class::DEQUE_ITERATOR,
                IterData::Range(..) => class::RANGE_ITERATOR,
                IterData::Reversed(..) => class::REVERSED,
                IterData::Enumerate(..) => class::ENUMERATE,
                IterData::Zip(..) => class::ZIP,
            },
            Kind::Property(_) => class::PROPERTY,
            Kind::StaticMethod(_) => class::STATICMETHOD,
            Kind::ClassMethod(_) => class::CLASSMETHOD,
            Kind::Super(_) => class::SUPER,
            Kind::Traceback(_) => class::TRACEBACK,
            Kind::Alias(pair) if pair[0].is_none() => class::UNION,
            Kind::Alias(_) => class::ALIAS,
            Kind::DictView(DictViewKind::Keys, _) => class::DICT_KEYS,
            Kind::DictView(DictViewKind::Values, _) => class::DICT_VALUES,
            Kind::DictView(DictViewKind::Items, _) => class::DICT_ITEMS,
            Kind::DictView(DictViewKind::Proxy, _) => class::MAPPINGPROXY,
            Kind::Weak(_) => class::WEAKREF,
            Kind::Lock(_) => class::LOCK,
            Kind::Sync(data) => self.class_of_sync(data),
            Kind::Other(data) => self.class_of_native(data),
            Kind::Free => class::OBJECT,
        }
    }

    /// What messages call the type of `v`: `tp_name`, which is `__name__` but for types that CPython
    /// has in C outside builtins; those come with their module.
    pub(crate) fn type_name(&self, v: Value) -> String {
        if let Value::Obj(r) = v
            && let Kind::Other(data) = self.get(r)
            && let crate::native_object::NativeObject::Struct(kind, _) = &**data
        {
            return (*kind).to_owned();
        }
        let cls = self.class_of(v);
        let Kind::Class(data) = self.get(cls) else { return "?".into() };
        match self.text(data.module) {
            Some(module) if is_in_c(module.as_str(), &data.name) => {
                format!("{}.{}", module.as_str(), data.name)
            }
            _ => data.name.to_string(),
        }
    }

    /// The name of a class.
    pub(crate) fn class_name(&self, cls: Ref) -> String {
        match self.get(cls) {
            Kind::Class(data) => data.name.to_string(),
            _ => "?".into(),
        }
    }

    /// An attribute of a class, by its method resolution order.
    #[inline]
    pub(crate) fn class_lookup(&self, cls: Ref, name: Ref) -> Option<Value> {
        let Kind::Class(data) = self.get(cls) else { return None };
        data.mro.iter().find_map(|c| match self.get(*c) {
            Kind::Class(data) => data.attrs.get(name),
            _ => None,
        })
    }

    /// A special method of a value: looked up on its class only.
    #[inline]
    pub(crate) fn special(&self, v: Value, name: Ref) -> Option<Value> {
        self.class_lookup(self.class_of(v), name)
    }

    /// Whether class `cls` is `of` or derives from it.
    pub(crate) fn is_subclass(&self, cls: Ref, of: Ref) -> bool {
        cls == of || matches!(self.get(cls), Kind::Class(data) if data.mro.contains(&of))
    }

    /// Finds attribute `name` of `object` without calling any Python.
    pub(crate) fn find_attr(&mut self, object: Value, name: Ref) -> R<Found> {
        let Value::Obj(r) = object else {
            if let Some(v) = self.number_part(object, name) {
                return Ok(Found::Plain(v));
            }
            return Ok(self.find_on_class(object, self.class_of(object), name));
        };
        match self.get(r) {
            Kind::Instance(cls, attrs) => {
                let cls = *cls;
                let Kind::Class(data) = self.get(cls) else { return Ok(Found::Missing) };
                let flags = data.flags;
                if flags.getattribute
                    && let Some(method) = self.class_lookup(cls, sym::GETATTRIBUTE)
                    && !matches!(method, Value::Obj(m) if matches!(self.get(m), Kind::Native(_)))
                {
                    return Ok(Found::Attribute(method));
                }
                let own = match attrs.dict {
                    None => attrs.get(name),
                    Some(d) => self.dict_get_symbol(d, name).or_else(|| attrs.get(name)),
                };
                if own.is_none() && !flags.builtin {
                    self.touch_class_attr(cls, name)?;
                }
                self.find_on_instance(object, r, cls, flags.descriptors, own, name)
            }
            Kind::Class(data) => {
                if !data.flags.builtin {
                    self.touch_class_attr(r, name)?;
                }
                Ok(self.find_on_class_object(r, name))
            }
            Kind::Module(_, dict) => {
                let dict = *dict;
                let hash = self.symbol_hash(name);
                self.access(dict, hash, Touch::Read)?;
                if let Some(v) = self.dict_get_symbol(dict, name) {
                    return Ok(Found::Plain(v));
                }
                if name == sym::DICT {
                    return Ok(Found::Plain(dict.into()));
                }
                if let Some(f) = self.dict_get_symbol(dict, sym::GETATTR) {
                    return Ok(Found::Getter(f, name.into()));
                }
                Ok(self.find_on_class(object, class::MODULE, name))
            }
            Kind::Super(_) => self.find_on_super(r, name),
            Kind::Alias(pair) if !pair[0].is_none() => {
                let origin = pair[0];
                match name {
                    sym::ORIGIN => return Ok(Found::Plain(origin)),
                    sym::ARGS_DUNDER => return Ok(Found::Plain(pair[1])),
                    _ => {}
                }
                self.find_attr(origin, name)
            }
            _ => {
                if let Some(v) = self.native_attr(object, r, name)? {
                    return Ok(Found::Plain(v));
                }
                Ok(self.find_on_class(object, self.class_of(object), name))
            }
        }
    }

    pub(crate) fn find_on_instance(
        &mut self,
        object: Value,
        r: Ref,
        cls: Ref,
        descriptors: bool,
        own: Option<Value>,
        name: Ref,
    ) -> R<Found> {
        if let Some(v) = own
            && !descriptors
        {
            self.touch_attr(r, name, Touch::Read)?;
            return Ok(Found::Plain(v));
        }
        let on_class = self.class_lookup(cls, name);
        if let Some(Value::Obj(d)) = on_class {
            match self.get(d) {
                Kind::Property(parts) => {
                    let getter = parts[0];
                    if getter.is_none() {
                        let kind = self.class_name(cls);
                        let text = self.symbol_text(name).to_owned();
                        return self.raise(
                            class::ATTRIBUTE_ERROR,
                            &format!("property '{text}' of '{kind}' object has no getter"),
                        );
                    }
                    return Ok(Found::Getter(getter, object));
                }
                Kind::Instance(dcls, _) => {
                    let dcls = *dcls;
                    if self.class_lookup(dcls, sym::GET).is_some()
                        && (own.is_none() || self.class_lookup(dcls, sym::SET).is_some())
                    {
                        return Ok(Found::Descriptor(d.into(), object, cls));
                    }
                }
                _ => {}
            }
        }
        if let Some(v) = own {
            self.touch_attr(r, name, Touch::Read)?;
            return Ok(Found::Plain(v));
        }
        match name {
            sym::CLASS => return Ok(Found::Plain(cls.into())),
            sym::DICT if !self.has_slots_only(cls) => {
                return Ok(Found::Plain(self.instance_dict(r).into()));
            }
            _ => {}
        }
        // A missing attribute is a read too: another thread may be about to set it.
        let hash = self.symbol_hash(name);
        self.access(r, hash, Touch::Read)?;
        match on_class {
            Some(v) => Ok(self.bind_class_attr(v, object, cls)),
            None => {
                if let Some(v) = self.native_attr(object, r, name)? {
                    return Ok(Found::Plain(v));
                }
                Ok(Found::Missing)
            }
        }
    }

    fn has_slots_only(&self, cls: Ref) -> bool {
        matches!(self.get(cls), Kind::Class(data) if data.slots.is_some())
    }

    /// Tells explorer and trace that an attribute is looked up on a class: it is read there and
    /// found missing on the classes before it in the MRO.
    fn touch_class_attr(&mut self, cls: Ref, name: Ref) -> R<()> {
        if self.explore.is_none() && !self.traces_memory() {
            return Ok(());
        }
        let Kind::Class(data) = self.get(cls) else { return Ok(()) };
        let mut looked = 0;
        let mut value = None;
        for base in &data.mro {
            let Kind::Class(data) = self.get(*base) else { break };
            looked += 1;
            value = data.attrs.get(name);
            if value.is_some() || data.flags.builtin {
                break;
            }
        }
        let is_data = |v: Value| {
            !self.is_definition(v)
                && !matches!(v, Value::Obj(r) if matches!(self.get(r),
                    Kind::Property(_) | Kind::StaticMethod(_) | Kind::ClassMethod(_)))
        };
        if !value.is_some_and(is_data) {
            return Ok(());
        }
        let hash = self.symbol_hash(name);
        let mut looked = data.mro[..looked].to_vec();
        let owner = looked.pop();
        for base in looked {
            self.access(base, hash, Touch::Read)?;
        }
        match owner {
            Some(owner) => self.touch_attr(owner, name, Touch::Read),
            None => Ok(()),
        }
    }

    fn touch_attr(&mut self, object: Ref, name: Ref, touch: Touch) -> R<()> {
        if self.explore.is_some() {
            let hash = self.symbol_hash(name);
            self.access(object, hash, touch)?;
        }
        if self.traces_memory() {
            let kind = if touch == Touch::Read { EventKind::Read } else { EventKind::Write };
            self.trace_memory(kind, object, name.into());
        }
        Ok(())
    }

    /// What an attribute found on the class means for an instance.
    fn bind_class_attr(&mut self, v: Value, object: Value, cls: Ref) -> Found {
        let Value::Obj(d) = v else { return Found::Plain(v) };
        match self.get(d) {
            Kind::Function(_) => Found::Method(v),
            Kind::Native(_) if self.is_method_native(d) => Found::Method(v),
            Kind::StaticMethod(f) => Found::Plain(*f),
            Kind::ClassMethod(f) => {
                let f = *f;
                Found::Plain(self.alloc(Kind::Method(Arc::new([f, cls.into()]))))
            }
            Kind::Property(parts) => Found::Getter(parts[0], object),
            Kind::Instance(dcls, _) if self.class_lookup(*dcls, sym::GET).is_some() => {
                Found::Descriptor(v, object, cls)
            }
            _ => Found::Plain(v),
        }
    }

    /// An attribute of a value of a built-in class.
    pub(crate) fn find_on_class(&mut self, object: Value, cls: Ref, name: Ref) -> Found {
        if name == sym::CLASS {
            return Found::Plain(cls.into());
        }
        match self.class_lookup(cls, name) {
            Some(v) => self.bind_class_attr(v, object, cls),
            None => Found::Missing,
        }
    }

    fn find_on_class_object(&mut self, cls: Ref, name: Ref) -> Found {
        let meta = self.class_of(cls.into());
        let on_meta = self.class_lookup(meta, name);
        if let Some(Value::Obj(d)) = on_meta
            && let Kind::Property(parts) = self.get(d)
        {
            return Found::Getter(parts[0], cls.into());
        }
        if let Some(v) = self.class_attr_special(cls, name) {
            return Found::Plain(v);
        }
        if let Some(v) = self.class_lookup(cls, name) {
            let Value::Obj(d) = v else { return Found::Plain(v) };
            return match self.get(d) {
                Kind::StaticMethod(f) => Found::Plain(*f),
                Kind::ClassMethod(f) => {
                    let f = *f;
                    Found::Plain(self.alloc(Kind::Method(Arc::new([f, cls.into()]))))
                }
                Kind::Instance(dcls, _) if self.class_lookup(*dcls, sym::GET).is_some() => {
                    Found::Descriptor(v, Value::None, cls)
                }
                _ => Found::Plain(v),
            };
        }
        if let Some(v) = on_meta {
            return self.bind_class_attr(v, cls.into(), meta);
        }
        if let Some(f) = self.class_lookup(meta, sym::GETATTR) {
            return Found::Getter2(f);
        }
        Found::Missing
    }

    fn find_on_super(&mut self, r: Ref, name: Ref) -> R<Found> {
        let Kind::Super(parts) = self.get(r) else { return Ok(Found::Missing) };
        let [after, receiver, start] = **parts;
        if name == sym::CLASS {
            return Ok(Found::Plain(class::SUPER.into()));
        }
        let (Value::Obj(after), Value::Obj(start)) = (after, start) else {
            return Ok(Found::Missing);
        };
        let Kind::Class(data) = self.get(start) else { return Ok(Found::Missing) };
        let mro = &data.mro;
        let from = mro.iter().position(|c| *c == after).map_or(mro.len(), |i| i + 1);
        let found = mro[from..].iter().find_map(|c| match self.get(*c) {
            Kind::Class(data) => data.attrs.get(name),
            _ => None,
        });
        if let Some(v) = found {
            // `super()` in a classmethod or `__new__`: the receiver is the class itself.
            let on_class = matches!(receiver, Value::Obj(o) if o == start);
            let Value::Obj(d) = v else { return Ok(Found::Plain(v)) };
            return Ok(match self.get(d) {
                Kind::ClassMethod(f) => {
                    let f = *f;
                    Found::Plain(self.alloc(Kind::Method(Arc::new([f, start.into()]))))
                }
                Kind::Function(_) if on_class => Found::Plain(v),
                Kind::Native(_) if on_class => Found::Plain(v),
                Kind::Function(_) => self.bound(v, receiver),
                Kind::Native(_) if self.is_method_native(d) => self.bound(v, receiver),
                Kind::Property(parts) => Found::Getter(parts[0], receiver),
                _ => self.bind_class_attr(v, receiver, start),
            });
        }
        Ok(Found::Missing)
    }

    fn bound(&mut self, f: Value, receiver: Value) -> Found {
        Found::Plain(self.alloc(Kind::Method(Arc::new([f, receiver]))))
    }

    /// `[o → o.name]`
    #[inline]
    pub(crate) fn load_attr(&mut self, name: Ref) -> R<()> {
        let object = self.peek(0);
        let found = self.find_attr(object, name)?;
        self.pop();
        self.push_found(found, object, name, false)
    }

    /// `[o → f self]` or `[o → value NULL]`
    #[inline]
    pub(crate) fn load_method(&mut self, name: Ref) -> R<()> {
        let object = self.peek(0);
        let found = self.find_attr(object, name)?;
        self.pop();
        if let Found::Method(f) = found {
            self.push(f);
            self.push(object);
            return Ok(());
        }
        self.push_found(found, object, name, true)
    }

    /// Puts what was found on the stack, calling what must be called; with `method` a NULL follows.
    pub(crate) fn push_found(
        &mut self,
        found: Found,
        object: Value,
        name: Ref,
        method: bool,
    ) -> R<()> {
        let hooked = match object {
            Value::Obj(r) => match self.get(r) {
                Kind::Instance(cls, _) => {
                    matches!(self.get(*cls), Kind::Class(data) if data.flags.getattr)
                }
                _ => false,
            },
            _ => false,
        };
        let cont = if hooked {
            Cont::GetAttr { method }
        } else if method {
            Cont::PushNull
        } else {
            Cont::Push
        };
        if hooked && !matches!(found, Found::Plain(_) | Found::Method(_) | Found::Missing) {
            // Kept below for `__getattr__`, should the call raise AttributeError.
            self.push(object);
            self.push(name.into());
        }
        match found {
            Found::Plain(v) => {
                self.push(v);
                if method {
                    self.push(Value::Null);
                }
                Ok(())
            }
            Found::Method(f) => {
                let bound = self.alloc(Kind::Method(Arc::new([f, object])));
                self.push(bound);
                if method {
                    self.push(Value::Null);
                }
                Ok(())
            }
            Found::Getter(f, argument) => self.call_value(f, &[argument], cont),
            Found::Getter2(f) => self.call_value(f, &[object, name.into()], cont),
            Found::Descriptor(d, instance, cls) => {
                self.call_special(d, sym::GET, &[instance, cls.into()], cont)
            }
            Found::Attribute(f) => self.call_value(f, &[object, name.into()], cont),
            Found::Missing if hooked => {
                let Some(f) = self.special(object, sym::GETATTR) else {
                    return self.attribute_error(object, name);
                };
                let cont = if method { Cont::PushNull } else { Cont::Push };
                self.call_method(f, object, &[name.into()], cont)
            }
            Found::Missing => self.attribute_error(object, name),
        }
    }

    /// `AttributeError` for a missing attribute.
    pub(crate) fn attribute_error<T>(&mut self, object: Value, name: Ref) -> R<T> {
        let text = self.symbol_text(name).to_owned();
        let message = match object {
            Value::Obj(r) => match self.get(r) {
                Kind::Class(data) => {
                    format!("type object '{}' has no attribute '{text}'", data.name)
                }
                Kind::Module(module, _) => {
                    let module = self.symbol_text(*module);
                    // A name that CPython has is no mistake of the program's.
                    let ours = if crate::import::is_refused_name(module, &text) {
                        " in Timeslice"
                    } else {
                        ""
                    };
                    format!("module '{module}' has no attribute '{text}'{ours}")
                }
                Kind::Super(_) => format!("'super' object has no attribute '{text}'"),
                _ => format!("'{}' object has no attribute '{text}'", self.type_name(object)),
            },
            _ => format!("'{}' object has no attribute '{text}'", self.type_name(object)),
        };
        let exc = self.exception(class::ATTRIBUTE_ERROR, &message);
        self.set_attr_raw(exc, sym::NAME_PLAIN, name.into());
        self.set_attr_raw(exc, sym::OBJ, object);
        Err(Signal::Raise(exc))
    }

    /// `[x o → ]` `o.name = x`
    pub(crate) fn store_attr(&mut self, name: Ref) -> R<()> {
        let object = self.peek(0);
        let value = self.peek(1);
        if let Value::Obj(r) = object
            && let Kind::Instance(cls, _) = self.get(r)
        {
            let cls = *cls;
            if let Kind::Class(data) = self.get(cls)
                && data.flags.setattr
                && let Some(f) = self.class_lookup(cls, sym::SETATTR)
                && !matches!(f, Value::Obj(m) if matches!(self.get(m), Kind::Native(_)))
            {
                self.drop_n(2);
                return self.call_method(f, object, &[name.into(), value], Cont::Drop);
            }
        }
        match self.set_attribute(object, name, value)? {
            None => {
                self.drop_n(2);
                Ok(())
            }
            Some((f, args)) => {
                self.drop_n(2);
                self.call_value(f, &args, Cont::Drop)
            }
        }
    }

    /// `object.name = value` past `__setattr__`; gives a setter to be called when there is one.
    pub(crate) fn set_attribute(
        &mut self,
        object: Value,
        name: Ref,
        value: Value,
    ) -> R<Option<(Value, Vec<Value>)>> {
        let Value::Obj(r) = object else { return self.read_only(object, name) };
        match self.get(r) {
            Kind::Instance(cls, attrs) => {
                let cls = *cls;
                let dict = attrs.dict;
                let Kind::Class(data) = self.get(cls) else { return Ok(None) };
                let flags = data.flags;
                let has_slot = data.slots.as_ref().is_none_or(|slots| slots.contains(&name));
                if flags.descriptors
                    && let Some(Value::Obj(d)) = self.class_lookup(cls, name)
                {
                    match self.get(d) {
                        Kind::Property(parts) => {
                            let setter = parts[1];
                            if setter.is_none() {
                                let text = self.symbol_text(name).to_owned();
                                let kind = self.class_name(cls);
                                return self.raise(
                                    class::ATTRIBUTE_ERROR,
                                    &format!("property '{text}' of '{kind}' object has no setter"),
                                );
                            }
                            return Ok(Some((setter, vec![object, value])));
                        }
                        Kind::Instance(dcls, _) => {
                            if let Some(set) = self.class_lookup(*dcls, sym::SET) {
                                return Ok(Some((set, vec![d.into(), object, value])));
                            }
                        }
                        _ => {}
                    }
                }
                if name == sym::CLASS {
                    return self.set_class(r, value);
                }
                if name == sym::DICT {
                    return self.replace_instance_dict(r, value);
                }
                if cls == class::OBJECT || !has_slot {
                    let kind = self.class_name(cls);
                    let text = self.symbol_text(name).to_owned();
                    let message = if self.class_lookup(cls, name).is_some() {
                        format!("'{kind}' object attribute '{text}' is read-only")
                    } else if flags.setattr {
                        format!("'{kind}' object has no attribute '{text}'")
                    } else {
                        format!(
                            "'{kind}' object has no attribute '{text}' and no __dict__ for setting new attributes"
                        )
                    };
                    return self.raise(class::ATTRIBUTE_ERROR, &message);
                }
                self.touch_attr(r, name, Touch::Write)?;
                if self.explore.is_some() && self.attr_raw(object, name).is_none() {
                    self.access(r, STRUCTURE, Touch::Write)?;
                }
                if self.p.finalizers {
                    let old = self.attr_raw(object, name).unwrap_or(Value::Null);
                    self.drop_value(old);
                }
                let slot = dict.is_some()
                    && matches!(self.get(r), Kind::Instance(_, attrs) if attrs.get(name).is_some());
                if let Some(d) = dict.filter(|_| !slot) {
                    self.dict_set_simple(d.into(), name.into(), value)?;
                } else if let Kind::Instance(_, attrs) = self.p.heap.get_mut(r)
                    && make_mut(attrs).set(name, value)
                {
                    self.p.heap.grow(24);
                }
                Ok(None)
            }
            Kind::Class(data) => {
                if data.flags.builtin {
                    let (kind, text) = (data.name.clone(), self.symbol_text(name).to_owned());
                    return self.type_error(&format!(
                        "cannot set '{text}' attribute of immutable type '{kind}'"
                    ));
                }
                let meta = data.metaclass;
                if let Some(Value::Obj(d)) = self.class_lookup(meta, name)
                    && let Kind::Property(parts) = self.get(d)
                {
                    let setter = parts[1];
                    return Ok(Some((setter, vec![object, value])));
                }
                self.touch_attr(r, name, Touch::Write)?;
                self.set_class_attr(r, name, value);
                Ok(None)
            }
            Kind::Module(_, dict) => {
                let dict = *dict;
                let hash = self.symbol_hash(name);
                self.access(dict, hash, Touch::Write)?;
                self.dict_set_simple(dict.into(), name.into(), value)?;
                Ok(None)
            }
            _ => {
                if self.set_native_attr(r, name, value)? {
                    return Ok(None);
                }
                self.read_only(object, name)
            }
        }
    }

    fn read_only<T>(&mut self, object: Value, name: Ref) -> R<T> {
        let text = self.symbol_text(name).to_owned();
        let kind = self.type_name(object);
        let known = !matches!(self.find_attr(object, name)?, Found::Missing);
        let message = if known {
            format!("'{kind}' object attribute '{text}' is read-only")
        } else {
            format!(
                "'{kind}' object has no attribute '{text}' and no __dict__ for setting new attributes"
            )
        };
        self.raise(class::ATTRIBUTE_ERROR, &message)
    }

    /// `[o → ]` `del o.name`
    pub(crate) fn delete_attr(&mut self, name: Ref) -> R<()> {
        let object = self.peek(0);
        if let Value::Obj(r) = object
            && let Kind::Instance(cls, _) = self.get(r)
            && let Kind::Class(data) = self.get(*cls)
            && data.flags.delattr
            && let Some(f) = self.class_lookup(*cls, sym::DELATTR)
            && !matches!(f, Value::Obj(m) if matches!(self.get(m), Kind::Native(_)))
        {
            self.pop();
            return self.call_method(f, object, &[name.into()], Cont::Drop);
        }
        match self.delete_attribute(object, name)? {
            None => {
                self.pop();
                Ok(())
            }
            Some((f, args)) => {
                self.pop();
                self.call_value(f, &args, Cont::Drop)
            }
        }
    }

    /// `del object.name` past `__delattr__`; gives a deleter to be called when there is one.
    pub(crate) fn delete_attribute(
        &mut self,
        object: Value,
        name: Ref,
    ) -> R<Option<(Value, Vec<Value>)>> {
        let Value::Obj(r) = object else { return self.attribute_error(object, name) };
        match self.get(r) {
            Kind::Instance(cls, attrs) => {
                let (cls, dict) = (*cls, attrs.dict);
                if let Some(Value::Obj(d)) = self.class_lookup(cls, name) {
                    match self.get(d) {
                        Kind::Property(parts) => {
                            let deleter = parts[2];
                            if deleter.is_none() {
                                let text = self.symbol_text(name).to_owned();
                                let kind = self.class_name(cls);
                                return self.raise(
                                    class::ATTRIBUTE_ERROR,
                                    &format!("property '{text}' of '{kind}' object has no deleter"),
                                );
                            }
                            return Ok(Some((deleter, vec![object])));
                        }
                        Kind::Instance(dcls, _) => {
                            if let Some(f) = self.class_lookup(*dcls, sym::DELETE) {
                                return Ok(Some((f, vec![d.into(), object])));
                            }
                        }
                        _ => {}
                    }
                }
                self.touch_attr(r, name, Touch::Write)?;
                if self.explore.is_some() {
                    self.access(r, STRUCTURE, Touch::Write)?;
                }
                let removed = match dict {
                    Some(d) => self.dict_remove_symbol(d, name),
                    None => match self.get_mut(r) {
                        Kind::Instance(_, attrs) => make_mut(attrs).remove(name),
                        _ => None,
                    },
                };
                let Some(removed) = removed else { return self.attribute_error(object, name) };
                self.drop_value(removed);
                Ok(None)
            }
            Kind::Class(data) if !data.flags.builtin => {
                self.touch_attr(r, name, Touch::Write)?;
                let removed = match self.get_mut(r) {
                    Kind::Class(data) => make_mut(data).attrs.remove(name),
                    _ => None,
                };
                if removed.is_none() {
                    return self.attribute_error(object, name);
                }
                self.refresh_flags(r);
                Ok(None)
            }
            Kind::Module(_, dict) => {
                let dict = *dict;
                if self.dict_remove_symbol(dict, name).is_none() {
                    return self.attribute_error(object, name);
                }
                Ok(None)
            }
            Kind::Function(data) => {
                if let Some(d) = data.attrs.dict
                    && self.dict_remove_symbol(d, name).is_some()
                {
                    return Ok(None);
                }
                let removed = match self.get_mut(r) {
                    Kind::Function(data) => make_mut(data).attrs.remove(name),
                    _ => None,
                };
                if removed.is_none() {
                    return self.attribute_error(object, name);
                }
                Ok(None)
            }
            _ => self.attribute_error(object, name),
        }
    }

    /// Removes an interned name from a dict.
    pub(crate) fn dict_remove_symbol(&mut self, dict: Ref, name: Ref) -> Option<Value> {
        let hash = self.symbol_hash(name);
        let Kind::Dict(d) = self.get(dict) else { return None };
        let slot = d.find(hash, |k| self.is_symbol(k, name))?;
        let Kind::Dict(d) = self.get_mut(dict) else { return None };
        Some(make_mut(d).remove_slot(slot).value)
    }

    /// The instance's `__dict__`: from now on its attributes live there.
    pub(crate) fn instance_dict(&mut self, r: Ref) -> Ref {
        if let Kind::Instance(_, attrs) = self.get(r)
            && let Some(d) = attrs.dict
        {
            return d;
        }
        // Who asks first depends on the schedule, so the dict has no name of its own.
        let d = self.p.heap.alloc(self.name_of(r), Kind::Dict(Arc::default()));
        let entries = match self.get_mut(r) {
            Kind::Instance(_, attrs) => {
                let attrs = make_mut(attrs);
                attrs.dict = Some(d);
                attrs.take()
            }
            _ => Vec::new(),
        };
        let cls = self.class_of(r.into());
        for (name, value) in entries {
            if self.is_hidden_attr(cls, name) || self.is_slot(cls, name) {
                if let Kind::Instance(_, attrs) = self.get_mut(r) {
                    make_mut(attrs).set(name, value);
                }
            } else {
                // Interned names never need Python to be hashed.
                let _ = self.dict_set_simple(d.into(), name.into(), value);
            }
        }
        d
    }

    /// Whether some class of the MRO of `cls` has `name` in its `__slots__`.
    fn is_slot(&self, cls: Ref, name: Ref) -> bool {
        let Kind::Class(data) = self.get(cls) else { return false };
        data.mro.iter().any(|c| {
            let Kind::Class(data) = self.get(*c) else { return false };
            let Some(slots) = data.attrs.get(sym::SLOTS) else { return false };
            let text = self.symbol_text(name);
            let is = |v: Value| self.text(v).is_some_and(|t| t.as_str() == text);
            is(slots) || self.tuple_items(slots).into_iter().any(is)
        })
    }

    fn replace_instance_dict(&mut self, r: Ref, value: Value) -> R<Option<(Value, Vec<Value>)>> {
        let Value::Obj(d) = value else {
            return self.type_error("__dict__ must be set to a dictionary");
        };
        if !matches!(self.get(d), Kind::Dict(_)) {
            let kind = self.type_name(value);
            return self
                .type_error(&format!("__dict__ must be set to a dictionary, not a '{kind}'"));
        }
        self.instance_dict(r);
        if let Kind::Instance(_, attrs) = self.get_mut(r) {
            make_mut(attrs).dict = Some(d);
        }
        Ok(None)
    }

    fn set_class(&mut self, r: Ref, value: Value) -> R<Option<(Value, Vec<Value>)>> {
        let Value::Obj(new) = value else {
            return self.type_error("__class__ must be set to a class");
        };
        if !matches!(self.get(new), Kind::Class(data) if !data.flags.builtin) {
            return self.type_error(
                "__class__ assignment only supported for mutable types or ModuleType subclasses",
            );
        }
        if let Kind::Instance(cls, _) = self.get_mut(r) {
            *cls = new;
        }
        Ok(None)
    }
}

/// Whether CPython has the class in C, outside builtins.
fn is_in_c(module: &str, name: &str) -> bool {
    match module {
        "datetime" | "decimal" | "itertools" | "_thread" | "_queue" | "_io" | "re" | "time"
        | "_contextvars" | "_asyncio" | "_struct" | "array" | "_random" => true,
        "collections" => matches!(name, "deque" | "OrderedDict" | "defaultdict"),
        "functools" => name == "partial",
        "types" => name == "SimpleNamespace",
        "weakref" => name == "ReferenceType",
        "operator" => matches!(name, "itemgetter" | "attrgetter" | "methodcaller"),
        _ => false,
    }
}
