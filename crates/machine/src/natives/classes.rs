//! `object`, `type` and the small built-in classes: property, super, function wrappers, slice …

use std::sync::Arc;

use crate::attr::Found;
use crate::attrs::AttrMap;
use crate::frame::{Cont, StrMethod};
use crate::hash::Answer;
use crate::machine::{Machine, R, Signal};
use crate::native::{ANY, Args, NativeDef, function, method};
use crate::object::{Kind, Layout};
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

/// Methods of the classes here.
pub const METHODS: &[(Ref, &[NativeDef])] = &[
    (
        class::OBJECT,
        &[
            function("__new__", 1, ANY, object_new).kw(),
            method("__init__", 1, ANY, object_init).kw(),
            method("__repr__", 1, 1, repr),
            method("__str__", 1, 1, str_of),
            method("__format__", 2, 2, format),
            method("__hash__", 1, 1, hash),
            method("__eq__", 2, 2, eq),
            method("__ne__", 2, 2, ne),
            method("__lt__", 2, 2, not_implemented),
            method("__le__", 2, 2, not_implemented),
            method("__gt__", 2, 2, not_implemented),
            method("__ge__", 2, 2, not_implemented),
            method("__getattribute__", 2, 2, getattribute),
            method("__setattr__", 3, 3, setattr),
            method("__delattr__", 2, 2, delattr),
            method("__dir__", 1, 1, dir),
            method("__sizeof__", 1, 1, sizeof),
            method("__reduce_ex__", 2, 2, reduce_ex),
            function("__init_subclass__", 1, ANY, init_subclass).kw(),
            function("__subclasshook__", 1, 2, subclasshook),
        ],
    ),
    (
        class::TYPE,
        &[
            function("__new__", 1, 4, type_new).kw(),
            method("__init__", 1, ANY, object_init_any).kw(),
            method("__call__", 1, ANY, type_call).kw(),
            method("mro", 1, 1, mro),
            method("__subclasses__", 1, 1, subclasses),
            method("__instancecheck__", 2, 2, instancecheck),
            method("__subclasscheck__", 2, 2, subclasscheck),
            method("__or__", 2, 2, type_or),
            method("__ror__", 2, 2, type_ror),
            function("__prepare__", 0, ANY, type_prepare).kw(),
        ],
    ),
    (
        class::PROPERTY,
        &[
            function("__new__", 1, 5, property_new).kw(),
            method("getter", 2, 2, property_getter),
            method("setter", 2, 2, property_setter),
            method("deleter", 2, 2, property_deleter),
            method("__get__", 2, 3, property_get),
        ],
    ),
    (
        class::STATICMETHOD,
        &[
            function("__new__", 2, 2, staticmethod_new),
            method("__call__", 1, ANY, static_call).kw(),
        ],
    ),
    (class::CLASSMETHOD, &[function("__new__", 2, 2, classmethod_new)]),
    (class::SUPER, &[function("__new__", 1, 3, super_new)]),
    (class::SLICE, &[function("__new__", 2, 4, slice_new), method("indices", 2, 2, slice_indices)]),
    (
        class::FUNCTION,
        &[method("__get__", 2, 3, function_get), method("__call__", 1, ANY, callable_call).kw()],
    ),
    (
        class::METHOD,
        &[method("__call__", 1, ANY, callable_call).kw(), function("__new__", 3, 3, method_new)],
    ),
    (class::BUILTIN, &[method("__call__", 1, ANY, callable_call).kw()]),
    (class::WEAKREF, &[function("__new__", 2, 3, weakref_new)]),
    (class::ALIAS, &[function("__new__", 3, 3, alias_new)]),
    (class::MODULE, &[function("__new__", 2, 3, module_new)]),
    (class::NONE, &[method("__bool__", 1, 1, none_bool)]),
];

fn object_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else {
        return m.type_error("object.__new__(X): X is not a type object (NoneType)");
    };
    let Kind::Class(data) = m.get(cls) else {
        return m.type_error("object.__new__(X): X is not a type object");
    };
    let data = data.clone();
    let given = args.n > 1 || !m.keyword_args(args).is_empty();
    if given {
        let own_new = m.class_lookup(cls, sym::NEW).is_some_and(|n| !n.is(m.object_new.into()));
        let own_init = m.class_lookup(cls, sym::INIT).is_some_and(|n| !n.is(m.object_init.into()));
        if own_new {
            return m.type_error(
                "object.__new__() takes exactly one argument (the type to instantiate)",
            );
        }
        if !own_init {
            return m.type_error(&format!("{}() takes no arguments", data.name));
        }
    }
    if data.flags.is_abstract {
        // The call reports which methods are missing.
        return m.type_error(&format!("Can't instantiate abstract class {}", data.name));
    }
    match data.layout {
        Layout::Wraps(root) if cls != root => {
            let name = m.class_name(root);
            m.type_error(&format!(
                "object.__new__({}) is not safe, use {name}.__new__()",
                data.name
            ))
        }
        _ => Ok(m.alloc(Kind::Instance(cls, Arc::new(AttrMap::default())))),
    }
}

fn object_init(m: &mut Machine, args: Args, _: Cont) -> R {
    if args.n > 1 || !m.keyword_args(args).is_empty() {
        let cls = m.class_of(m.arg(args, 0));
        let own_init = m.class_lookup(cls, sym::INIT).is_some_and(|n| !n.is(m.object_init.into()));
        if own_init {
            return m.type_error(
                "object.__init__() takes exactly one argument (the instance to initialize)",
            );
        }
        let own_new = m.class_lookup(cls, sym::NEW).is_some_and(|n| !n.is(m.object_new.into()));
        if !own_new {
            let name = m.class_name(cls);
            return m.type_error(&format!(
                "{name}.__init__() takes exactly one argument (the instance to initialize)"
            ));
        }
    }
    Ok(Value::None)
}

fn object_init_any(_: &mut Machine, _: Args, _: Cont) -> R {
    Ok(Value::None)
}

fn repr(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    // By `object.__repr__` itself, whatever the class says.
    if let Value::Obj(r) = v
        && let Kind::Instance(cls, attrs) = m.get(r)
    {
        let cls = *cls;
        if let Some(inner) = attrs.get(sym::INNER) {
            return text_result(m, args, inner, StrMethod::Repr, cont);
        }
        if !m.is_subclass(cls, class::BASE_EXCEPTION) {
            let text = format!("<{} object at {}>", m.class_path(cls), m.address(r));
            return Ok(m.string(text));
        }
        if let Some(text) = m.exception_repr(v) {
            return Ok(m.string(text));
        }
        return m.tail_library(args, "_repr_exception", &[v], cont);
    }
    text_result(m, args, v, StrMethod::Repr, cont)
}

/// Ends a native with `str(v)` or `repr(v)`.
pub fn text_result(m: &mut Machine, args: Args, v: Value, which: StrMethod, cont: Cont) -> R {
    let known = match which {
        StrMethod::Str => m.str_builtin(v),
        _ => m.repr_builtin(v),
    };
    if let Some(text) = known {
        if which == StrMethod::Str && matches!(v, Value::Obj(r) if matches!(m.get(r), Kind::Str(_)))
        {
            return Ok(v);
        }
        let text = if which == StrMethod::Ascii {
            crate::text::strrepr::escape_non_ascii(&text)
        } else {
            text
        };
        return Ok(m.string(text));
    }
    m.th.stack.truncate(args.floor);
    if cont == Cont::Push {
        m.push_text(v, which)?;
        return Err(Signal::Pushed);
    }
    let f = m.builtin(match which {
        StrMethod::Str => "str",
        StrMethod::Ascii => "ascii",
        _ => "repr",
    });
    let trampoline = m.library_function("_call")?;
    m.call_value(trampoline, &[f, v], cont)?;
    Err(Signal::Pushed)
}

fn str_of(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    if let Value::Obj(r) = v
        && let Kind::Instance(cls, attrs) = m.get(r)
    {
        let cls = *cls;
        if let Some(inner) = attrs.get(sym::INNER)
            && m.text(inner).is_some()
        {
            return Ok(inner);
        }
        let own_repr = m.class_lookup(cls, sym::REPR);
        if let Some(f) = own_repr
            && !matches!(f, Value::Obj(n) if matches!(m.get(n), Kind::Native(_)))
        {
            m.th.stack.truncate(args.floor);
            m.call_method(f, v, &[], cont)?;
            return Err(Signal::Pushed);
        }
        return repr(m, args, cont);
    }
    text_result(m, args, v, StrMethod::Str, cont)
}

fn format(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    let spec = m.str_arg(m.arg(args, 1), "__format__", "argument")?;
    if let Some(text) = m.format_builtin(v, &spec)? {
        return Ok(m.string(text));
    }
    if spec.is_empty() {
        return text_result(m, args, v, StrMethod::Str, cont);
    }
    let kind = m.type_name(v);
    m.type_error(&format!("unsupported format string passed to {kind}.__format__"))
}

fn hash(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = m.arg(args, 0);
    match m.hash_of(v) {
        Answer::Is(h) => Ok(Value::Int(m.python_hash(h))),
        _ => match m.unwrap(v) {
            Value::Obj(r) => Ok(Value::Int((m.id_of(r) >> 4) as i64)),
            _ => Ok(Value::Int(0)),
        },
    }
}

fn eq(m: &mut Machine, args: Args, _: Cont) -> R {
    let (a, b) = (m.arg(args, 0), m.arg(args, 1));
    if a.is(b) {
        return Ok(Value::Bool(true));
    }
    let (x, y) = (m.unwrap(a), m.unwrap(b));
    let instance = |v: Value| matches!(v, Value::Obj(r) if matches!(m.get(r), Kind::Instance(..)));
    if instance(x) || instance(y) || m.class_of(x) != m.class_of(y) {
        return Ok(Value::NotImplemented);
    }
    match m.eq_of(x, y) {
        Answer::Is(v) => Ok(Value::Bool(v)),
        _ => Ok(Value::NotImplemented),
    }
}

fn ne(m: &mut Machine, args: Args, cont: Cont) -> R {
    match eq(m, args, cont)? {
        Value::Bool(b) => Ok(Value::Bool(!b)),
        other => Ok(other),
    }
}

fn not_implemented(m: &mut Machine, args: Args, _: Cont) -> R {
    let _ = (m, args);
    Ok(Value::NotImplemented)
}

fn name_argument(m: &mut Machine, v: Value) -> R<Ref> {
    match m.intern_value(v) {
        Some(name) => Ok(name),
        None => {
            let kind = m.type_name(v);
            m.type_error(&format!("attribute name must be string, not '{kind}'"))
        }
    }
}

fn getattribute(m: &mut Machine, args: Args, cont: Cont) -> R {
    let object = m.arg(args, 0);
    let name = name_argument(m, m.arg(args, 1))?;
    // The generic lookup, past a `__getattribute__` of the class.
    let found = match object {
        Value::Obj(r) => match m.get(r) {
            Kind::Instance(..) => m.find_generic(object, r, name)?,
            _ => m.find_attr(object, name)?,
        },
        _ => m.find_attr(object, name)?,
    };
    m.th.stack.truncate(args.floor);
    match found {
        Found::Missing => m.attribute_error(object, name),
        Found::Plain(v) => Ok(v),
        other => {
            m.push_found_to(other, object, name, cont)?;
            Err(Signal::Pushed)
        }
    }
}

fn setattr(m: &mut Machine, args: Args, _: Cont) -> R {
    let (object, value) = (m.arg(args, 0), m.arg(args, 2));
    let name = name_argument(m, m.arg(args, 1))?;
    match m.set_attribute(object, name, value)? {
        None => Ok(Value::None),
        Some((f, values)) => m.tail_call(args, f, &values, Cont::Push),
    }
}

fn delattr(m: &mut Machine, args: Args, _: Cont) -> R {
    let object = m.arg(args, 0);
    let name = name_argument(m, m.arg(args, 1))?;
    match m.delete_attribute(object, name)? {
        None => Ok(Value::None),
        Some((f, values)) => m.tail_call(args, f, &values, Cont::Push),
    }
}

fn dir(m: &mut Machine, args: Args, _: Cont) -> R {
    let names = m.attribute_names(m.arg(args, 0));
    let names = names.iter().map(|n| m.str(n)).collect();
    Ok(m.list(names))
}

fn sizeof(m: &mut Machine, args: Args, _: Cont) -> R {
    Ok(Value::Int(match m.arg(args, 0) {
        Value::Obj(r) => m.get(r).size_bytes() as i64,
        _ => 28,
    }))
}

fn reduce_ex(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    m.tail_library(args, "_reduce_ex", &[v], cont)
}

fn init_subclass(m: &mut Machine, args: Args, _: Cont) -> R {
    if !m.keyword_args(args).is_empty() || args.n > 1 {
        let name = m.arg(args, 0).as_ref().map_or("?".into(), |c| m.class_name(c));
        return m.type_error(&format!("{name}.__init_subclass__() takes no keyword arguments"));
    }
    Ok(Value::None)
}

fn subclasshook(_: &mut Machine, _: Args, _: Cont) -> R {
    Ok(Value::NotImplemented)
}

// ---------------------------------------------------------------------- type

fn type_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    let Value::Obj(meta) = m.arg(args, 0) else {
        return m.type_error("type.__new__(X): X is not a type object");
    };
    if args.n == 2 {
        let cls = m.class_of(m.arg(args, 1));
        return Ok(cls.into());
    }
    if args.n != 4 {
        return m.type_error("type.__new__() takes exactly 3 arguments");
    }
    let name = m.arg(args, 1);
    let Some(name) = m.text(name).map(|t| t.as_str().to_owned()) else {
        let kind = m.type_name(name);
        return m.type_error(&format!("type.__new__() argument 1 must be str, not {kind}"));
    };
    let bases: Vec<Ref> = m.tuple_items(m.arg(args, 2)).iter().filter_map(|b| b.as_ref()).collect();
    let namespace = m.arg(args, 3);
    // The most derived metaclass wins.
    let mut winner = meta;
    for base in &bases {
        let own = m.class_of((*base).into());
        if m.is_subclass(own, winner) {
            winner = own;
        } else if !m.is_subclass(winner, own) {
            return m.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
            );
        }
    }
    let cls = m.new_class(&name, bases, namespace, winner)?;
    let keywords = m.keyword_args(args);
    if m.needs_hooks(cls) || !keywords.is_empty() {
        let dict = m.alloc(Kind::Dict(Arc::default()));
        for (name, value) in keywords {
            if name != sym::METACLASS {
                m.dict_set_simple(dict, name.into(), value)?;
            }
        }
        let hooks = m.library_function("_type_new_hooks_result")?;
        return m.tail_call(args, hooks, &[cls.into(), dict], cont);
    }
    Ok(cls.into())
}

fn type_call(m: &mut Machine, args: Args, cont: Cont) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else { return m.type_error("not a type") };
    // `type.__call__` reached through super(): the class is made past the metaclass's `__call__`.
    let values = m.args_from(args, 1);
    let keywords = m.keyword_args(args);
    m.th.stack.truncate(args.floor);
    let at = m.th.stack.len();
    m.push(cls.into());
    m.push(Value::Null);
    m.th.stack.extend(values);
    let mut names = Vec::new();
    for (name, value) in keywords {
        names.push(Value::Obj(name));
        m.push(value);
    }
    let names = if names.is_empty() { None } else { m.tuple(names).as_ref() };
    m.call_class_plain(cls, at, names, cont)?;
    Err(Signal::Pushed)
}

fn type_prepare(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(m.alloc(Kind::Dict(Arc::default())))
}

fn mro(m: &mut Machine, args: Args, _: Cont) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else { return m.type_error("not a type") };
    let Kind::Class(data) = m.get(cls) else { return m.type_error("not a type") };
    let mro = data.mro.iter().map(|c| Value::Obj(*c)).collect();
    Ok(m.list(mro))
}

fn subclasses(m: &mut Machine, args: Args, _: Cont) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else { return m.type_error("not a type") };
    let Kind::Class(data) = m.get(cls) else { return m.type_error("not a type") };
    let all = data.subclasses.iter().map(|c| Value::Obj(*c)).collect();
    Ok(m.list(all))
}

fn instancecheck(m: &mut Machine, args: Args, _: Cont) -> R {
    let cls = m.class_of(m.arg(args, 1));
    let Value::Obj(of) = m.arg(args, 0) else { return Ok(Value::Bool(false)) };
    Ok(Value::Bool(m.is_subclass(cls, of)))
}

fn subclasscheck(m: &mut Machine, args: Args, _: Cont) -> R {
    let (Value::Obj(of), Value::Obj(cls)) = (m.arg(args, 0), m.arg(args, 1)) else {
        return m.type_error("issubclass() arg 1 must be a class");
    };
    Ok(Value::Bool(m.is_subclass(cls, of)))
}

fn type_or(m: &mut Machine, args: Args, _: Cont) -> R {
    let (a, b) = (m.arg(args, 0), m.arg(args, 1));
    if m.is_type_union(timeslice_compiler::BinOp::Or, a, b) {
        return m.make_union(a, b);
    }
    Ok(Value::NotImplemented)
}

fn type_ror(m: &mut Machine, args: Args, _: Cont) -> R {
    let (a, b) = (m.arg(args, 1), m.arg(args, 0));
    if m.is_type_union(timeslice_compiler::BinOp::Or, a, b) {
        return m.make_union(a, b);
    }
    Ok(Value::NotImplemented)
}

// ---------------------------------------------------------------------- property and friends

fn property_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let [_, fget, fset, fdel, doc] =
        m.bind(args, "property", ["/cls", "fget", "fset", "fdel", "doc"], 5, 1)?;
    let none = |v: Value| if v.is_null() { Value::None } else { v };
    let doc = if doc.is_null() {
        match fget {
            Value::Obj(f) => m.native_attr(fget, f, sym::DOC)?.unwrap_or(Value::None),
            _ => Value::None,
        }
    } else {
        doc
    };
    Ok(m.alloc(Kind::Property(Arc::new([none(fget), none(fset), none(fdel), doc]))))
}

fn property_part(m: &mut Machine, args: Args, index: usize) -> R {
    let f = m.arg(args, 1);
    let Value::Obj(r) = m.arg(args, 0) else { return m.type_error("not a property") };
    let Kind::Property(parts) = m.get(r) else { return m.type_error("not a property") };
    let mut parts = **parts;
    parts[index] = f;
    Ok(m.alloc(Kind::Property(Arc::new(parts))))
}

fn property_getter(m: &mut Machine, args: Args, _: Cont) -> R {
    property_part(m, args, 0)
}

fn property_setter(m: &mut Machine, args: Args, _: Cont) -> R {
    property_part(m, args, 1)
}

fn property_deleter(m: &mut Machine, args: Args, _: Cont) -> R {
    property_part(m, args, 2)
}

fn property_get(m: &mut Machine, args: Args, cont: Cont) -> R {
    let property = m.arg(args, 0);
    let object = m.arg(args, 1);
    let Value::Obj(r) = property else { return m.type_error("not a property") };
    let Kind::Property(parts) = m.get(r) else { return m.type_error("not a property") };
    let getter = parts[0];
    if object.is_none() {
        return Ok(property);
    }
    m.tail_call(args, getter, &[object], cont)
}

fn staticmethod_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let f = m.arg(args, 1);
    Ok(m.alloc(Kind::StaticMethod(f)))
}

fn classmethod_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let f = m.arg(args, 1);
    Ok(m.alloc(Kind::ClassMethod(f)))
}

fn static_call(m: &mut Machine, args: Args, cont: Cont) -> R {
    callable_call(m, args, cont)
}

/// `f.__call__(…)` is `f(…)`.
fn callable_call(m: &mut Machine, args: Args, cont: Cont) -> R {
    let values = m.args_from(args, 0);
    let keywords = m.keyword_args(args);
    m.th.stack.truncate(args.floor);
    let at = m.th.stack.len();
    m.push(values[0]);
    m.push(Value::Null);
    m.th.stack.extend_from_slice(&values[1..]);
    let mut names = Vec::new();
    for (name, value) in keywords {
        names.push(Value::Obj(name));
        m.push(value);
    }
    let names = if names.is_empty() { None } else { m.tuple(names).as_ref() };
    m.call_at(at, names, cont)?;
    Err(Signal::Pushed)
}

fn super_new(m: &mut Machine, args: Args, _: Cont) -> R {
    if args.n >= 2 {
        let (after, receiver) = (m.arg(args, 1), m.arg(args, 2));
        return make_super(m, after, receiver);
    }
    // Without arguments: the class and the first argument of the function that asks.
    let frame = *m.frame();
    let code = m.code(frame.code).clone();
    let Some(index) = code.code.frees.iter().position(|n| &**n == "__class__") else {
        return m.raise(class::RUNTIME_ERROR, "super(): __class__ cell not found");
    };
    let slot = frame.base as usize + code.code.locals.len() + index;
    let after = match m.th.stack.get(slot) {
        Some(Value::Obj(cell)) => match m.get(*cell) {
            Kind::Cell(v) => *v,
            _ => Value::Null,
        },
        _ => Value::Null,
    };
    if code.code.positional == 0 && !code.code.flags.has(timeslice_compiler::CodeFlags::VARARGS) {
        return m.raise(class::RUNTIME_ERROR, "super(): no arguments");
    }
    let mut receiver = m.th.stack.get(frame.base as usize).copied().unwrap_or(Value::Null);
    if let Value::Obj(r) = receiver
        && let Kind::Cell(v) = m.get(r)
        && code.code.cells.contains(&0)
    {
        receiver = *v;
    }
    if after.is_null() {
        return m.raise(class::RUNTIME_ERROR, "super(): empty __class__ cell");
    }
    make_super(m, after, receiver)
}

fn make_super(m: &mut Machine, after: Value, receiver: Value) -> R {
    let Value::Obj(after_cls) = after else {
        return m.type_error("super() argument 1 must be a type");
    };
    let own = m.class_of(receiver);
    let start = if m.is_subclass(own, after_cls) {
        own
    } else {
        match receiver {
            Value::Obj(r) if matches!(m.get(r), Kind::Class(_)) && m.is_subclass(r, after_cls) => r,
            _ => {
                return m.type_error(
                    "super(type, obj): obj (instance of object) is not an instance or subtype of type (object).",
                );
            }
        }
    };
    Ok(m.alloc(Kind::Super(Arc::new([after, receiver, start.into()]))))
}

fn slice_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let (a, b, c) = (m.arg(args, 1), m.arg(args, 2), m.arg(args, 3));
    let none = |v: Value| if v.is_null() { Value::None } else { v };
    let parts = if args.n == 2 { [Value::None, a, Value::None] } else { [a, none(b), none(c)] };
    Ok(m.alloc(Kind::Slice(Arc::new(parts))))
}

fn slice_indices(m: &mut Machine, args: Args, _: Cont) -> R {
    let Value::Obj(r) = m.arg(args, 0) else { return m.type_error("not a slice") };
    let len = m.int_arg(m.arg(args, 1))?;
    if len < 0 {
        return m.value_error("length should not be negative");
    }
    let at = m.slice_indices(r, len as usize)?;
    let stop = at.start + at.count as i64 * at.step;
    Ok(m.tuple(vec![Value::Int(at.start), Value::Int(stop), Value::Int(at.step)]))
}

fn function_get(m: &mut Machine, args: Args, _: Cont) -> R {
    let (f, object) = (m.arg(args, 0), m.arg(args, 1));
    if object.is_none() {
        return Ok(f);
    }
    Ok(m.alloc(Kind::Method(Arc::new([f, object]))))
}

fn method_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let (f, object) = (m.arg(args, 1), m.arg(args, 2));
    Ok(m.alloc(Kind::Method(Arc::new([f, object]))))
}

fn weakref_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let target = m.arg(args, 1);
    let weak = matches!(target, Value::Obj(r) if matches!(m.get(r),
        Kind::Instance(..) | Kind::Class(_) | Kind::Function(_) | Kind::Set(_) | Kind::Generator(_)
        | Kind::Deque(_) | Kind::Lock(_) | Kind::Sync(_) | Kind::Module(..) | Kind::Method(_)));
    if !weak {
        let kind = m.type_name(target);
        return m.type_error(&format!("cannot create weak reference to '{kind}' object"));
    }
    let callback = m.arg(args, 2);
    let callback = if callback.is_null() { Value::None } else { callback };
    if let Value::Obj(r) = target {
        m.watch(r);
    }
    Ok(m.alloc(Kind::Weak(Arc::new([target, callback]))))
}

fn alias_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let (origin, items) = (m.arg(args, 1), m.arg(args, 2));
    let items = match items {
        Value::Obj(r) if matches!(m.get(r), Kind::Tuple(_)) => items,
        other => m.tuple(vec![other]),
    };
    Ok(m.alloc(Kind::Alias(Arc::new([origin, items]))))
}

fn module_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let name = m.str_arg(m.arg(args, 1), "module", "argument 'name'")?;
    let (module, _) = m.new_module(&name, false);
    Ok(module.into())
}

fn none_bool(_: &mut Machine, _: Args, _: Cont) -> R {
    Ok(Value::Bool(false))
}

impl Machine {
    /// The generic attribute lookup of an instance, past its class's `__getattribute__`.
    pub(crate) fn find_generic(&mut self, object: Value, r: Ref, name: Ref) -> R<Found> {
        let Kind::Instance(cls, attrs) = self.get(r) else { return Ok(Found::Missing) };
        let cls = *cls;
        let own = match attrs.dict {
            None => attrs.get(name),
            Some(d) => self.dict_get_symbol(d, name).or_else(|| attrs.get(name)),
        };
        self.find_on_instance(object, r, cls, true, own, name)
    }

    /// Like `push_found` for a native: the value goes to `cont`.
    pub(crate) fn push_found_to(
        &mut self,
        found: Found,
        object: Value,
        name: Ref,
        cont: Cont,
    ) -> R<()> {
        match found {
            Found::Plain(v) => self.deliver(cont, v),
            Found::Method(f) => {
                let v = self.alloc(Kind::Method(Arc::new([f, object])));
                self.deliver(cont, v)
            }
            Found::Getter(f, argument) => self.call_value(f, &[argument], cont),
            Found::Getter2(f) | Found::Attribute(f) => {
                self.call_value(f, &[object, name.into()], cont)
            }
            Found::Descriptor(d, instance, cls) => {
                self.call_special(d, sym::GET, &[instance, cls.into()], cont)
            }
            Found::Missing => self.attribute_error(object, name),
        }
    }

    /// `repr()` of an exception by its built-in method; `None`: Python is needed.
    pub(crate) fn exception_repr(&self, v: Value) -> Option<String> {
        let cls = self.class_of(v);
        let args = self.attr_raw(v, sym::ARGS).map_or(Vec::new(), |a| self.tuple_items(a));
        let parts: Option<Vec<String>> = args.iter().map(|a| self.repr_builtin(*a)).collect();
        Some(format!("{}({})", self.class_name(cls), parts?.join(", ")))
    }

    /// Whether `a | b` makes a union of types.
    pub(crate) fn is_type_union(&self, op: timeslice_compiler::BinOp, a: Value, b: Value) -> bool {
        let type_like = |v: Value| match v {
            Value::None => true,
            Value::Obj(r) => matches!(self.get(r), Kind::Class(_) | Kind::Alias(_)),
            _ => false,
        };
        op == timeslice_compiler::BinOp::Or
            && type_like(a)
            && type_like(b)
            && !(a.is_none() && b.is_none())
    }

    /// `a | b` for types.
    pub(crate) fn make_union(&mut self, a: Value, b: Value) -> R {
        let mut members: Vec<Value> = Vec::new();
        for v in [a, b] {
            let parts = match v {
                Value::Obj(r) => match self.get(r) {
                    Kind::Alias(pair) if pair[0].is_none() => self.tuple_items(pair[1]),
                    _ => vec![v],
                },
                _ => vec![v],
            };
            for part in parts {
                if !members.iter().any(|m| m.is(part)) {
                    members.push(part);
                }
            }
        }
        let members = self.tuple(members);
        Ok(self.alloc(Kind::Alias(Arc::new([Value::None, members]))))
    }

    /// `Class[key]`
    pub(crate) fn class_getitem(&mut self, cls: Ref, key: Value) -> R<()> {
        let meta = self.class_of(cls.into());
        if meta != class::TYPE
            && let Some(f) = self.class_lookup(meta, sym::GETITEM)
            && !matches!(f, Value::Obj(n) if matches!(self.get(n), Kind::Native(_)))
        {
            self.drop_n(2);
            return self.call_method(f, cls.into(), &[key], Cont::Push);
        }
        if let Some(f) = self.class_lookup(cls, sym::CLASS_GETITEM) {
            let f = match f {
                Value::Obj(r) => match self.get(r) {
                    Kind::ClassMethod(f) => *f,
                    _ => f,
                },
                _ => f,
            };
            self.drop_n(2);
            return self.call_value(f, &[cls.into(), key], Cont::Push);
        }
        let generic = [
            class::LIST,
            class::DICT,
            class::TUPLE,
            class::SET,
            class::FROZENSET,
            class::TYPE,
            class::DEQUE,
            class::QUEUE,
            class::LIFO_QUEUE,
            class::PRIORITY_QUEUE,
            class::SIMPLE_QUEUE,
        ];
        if generic.iter().any(|g| self.is_subclass(cls, *g)) {
            let items = match key {
                Value::Obj(r) if matches!(self.get(r), Kind::Tuple(_)) => key,
                _ => self.tuple(vec![key]),
            };
            self.drop_n(2);
            let alias = self.alloc(Kind::Alias(Arc::new([cls.into(), items])));
            self.push(alias);
            return Ok(());
        }
        let name = self.class_name(cls);
        self.type_error(&format!("type '{name}' is not subscriptable"))
    }
}
