//! Methods of the exception classes.

use std::sync::Arc;

use crate::attrs::AttrMap;
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::{ANY, Args, NativeDef, function, method};
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

/// Methods of the classes here.
pub const METHODS: &[(Ref, &[NativeDef])] = &[
    (
        class::BASE_EXCEPTION,
        &[
            function("__new__", 1, ANY, new).kw(),
            method("__init__", 1, ANY, init).kw(),
            method("__str__", 1, 1, str_of),
            method("__repr__", 1, 1, repr),
            method("with_traceback", 2, 2, with_traceback),
            method("add_note", 2, 2, add_note),
        ],
    ),
    (
        class::BASE_EXCEPTION_GROUP,
        &[
            function("__new__", 1, ANY, group_new),
            method("split", 2, 2, split),
            method("subgroup", 2, 2, subgroup),
            method("derive", 2, 2, derive),
        ],
    ),
];

fn new(m: &mut Machine, args: Args, _: Cont) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else {
        return m.type_error("BaseException.__new__(X): X is not a type object");
    };
    let values = m.args_from(args, 1);
    // `OSError(errno, …)` gives the class for that number (`OSError.__new__`, exceptions.c).
    let cls = if cls == class::OS_ERROR && values.len() >= 2 {
        os_error_class(values[0]).unwrap_or(cls)
    } else {
        cls
    };
    let tuple = m.tuple(values);
    let mut attrs = AttrMap::default();
    attrs.set(sym::ARGS, tuple);
    Ok(m.alloc(Kind::Instance(cls, Arc::new(attrs))))
}

fn os_error_class(errno: Value) -> Option<Ref> {
    let Value::Int(errno) = errno else { return None };
    Some(match errno {
        1 | 13 => class::PERMISSION_ERROR,
        2 => class::FILE_NOT_FOUND_ERROR,
        3 => class::PROCESS_LOOKUP_ERROR,
        4 => class::INTERRUPTED_ERROR,
        10 => class::CHILD_PROCESS_ERROR,
        11 => class::BLOCKING_IO_ERROR,
        17 => class::FILE_EXISTS_ERROR,
        20 => class::NOT_A_DIRECTORY_ERROR,
        21 => class::IS_A_DIRECTORY_ERROR,
        32 => class::BROKEN_PIPE_ERROR,
        103 => class::CONNECTION_ABORTED_ERROR,
        104 => class::CONNECTION_RESET_ERROR,
        110 => class::TIMEOUT_ERROR,
        111 => class::CONNECTION_REFUSED_ERROR,
        _ => return None,
    })
}

fn init(m: &mut Machine, args: Args, _: Cont) -> R {
    let exc = m.arg(args, 0);
    let cls = m.class_of(exc);
    let values = m.args_from(args, 1);
    let keywords = m.keyword_args(args);
    for (name, value) in keywords {
        let allowed: &[Ref] = if m.is_subclass(cls, class::IMPORT_ERROR) {
            &[sym::NAME_PLAIN, sym::PATH, sym::NAME_FROM]
        } else if m.is_subclass(cls, class::ATTRIBUTE_ERROR) {
            &[sym::NAME_PLAIN, sym::OBJ]
        } else if m.is_subclass(cls, class::NAME_ERROR) {
            &[sym::NAME_PLAIN]
        } else {
            &[]
        };
        if !allowed.contains(&name) {
            let kind = m.class_name(cls);
            return m.type_error(&format!("{kind}() takes no keyword arguments"));
        }
        m.set_attr_raw(exc, name, value);
    }
    let first = values.first().copied().unwrap_or(Value::None);
    if m.is_subclass(cls, class::STOP_ITERATION) {
        m.set_attr_raw(exc, sym::VALUE, first);
    } else if m.is_subclass(cls, class::SYSTEM_EXIT) {
        let code = if values.len() > 1 { m.tuple(values.clone()) } else { first };
        m.set_attr_raw(exc, sym::CODE, code);
    } else if m.is_subclass(cls, class::IMPORT_ERROR) {
        m.set_attr_raw(exc, sym::MSG, first);
    } else if m.is_subclass(cls, class::OS_ERROR) && values.len() >= 2 {
        m.set_attr_raw(exc, sym::ERRNO, values[0]);
        m.set_attr_raw(exc, sym::STRERROR, values[1]);
        if let Some(file) = values.get(2).filter(|f| !f.is_none() && values.len() <= 5) {
            m.set_attr_raw(exc, sym::FILENAME, *file);
            if let Some(other) = values.get(4) {
                m.set_attr_raw(exc, sym::FILENAME2, *other);
            }
            let two = m.tuple(values[..2].to_vec());
            m.set_attr_raw(exc, sym::ARGS, two);
            return Ok(Value::None);
        }
    } else if m.is_subclass(cls, class::SYNTAX_ERROR) {
        m.set_attr_raw(exc, sym::MSG, first);
        let names = [sym::FILENAME, sym::LINENO, sym::OFFSET, sym::TEXT];
        for (name, value) in names.into_iter().zip(match values.get(1) {
            Some(place) => m.tuple_items(*place),
            None => Vec::new(),
        }) {
            m.set_attr_raw(exc, name, value);
        }
    } else if m.is_subclass(cls, class::BASE_EXCEPTION_GROUP) {
        return Ok(Value::None);
    }
    let tuple = m.tuple(values);
    m.set_attr_raw(exc, sym::ARGS, tuple);
    Ok(Value::None)
}

fn str_of(m: &mut Machine, args: Args, cont: Cont) -> R {
    let exc = m.arg(args, 0);
    let cls = m.class_of(exc);
    match m.exception_str(exc, cls) {
        Some(text) => Ok(m.string(text)),
        None => m.tail_library(args, "_str_exception", &[exc], cont),
    }
}

fn repr(m: &mut Machine, args: Args, cont: Cont) -> R {
    let exc = m.arg(args, 0);
    match m.exception_repr(exc) {
        Some(text) => Ok(m.string(text)),
        None => m.tail_library(args, "_repr_exception", &[exc], cont),
    }
}

fn with_traceback(m: &mut Machine, args: Args, _: Cont) -> R {
    let (exc, tb) = (m.arg(args, 0), m.arg(args, 1));
    m.set_attr_raw(exc, sym::TRACEBACK, tb);
    Ok(exc)
}

fn add_note(m: &mut Machine, args: Args, _: Cont) -> R {
    let (exc, note) = (m.arg(args, 0), m.arg(args, 1));
    if m.text(note).is_none() {
        let kind = m.type_name(note);
        return m.type_error(&format!("note must be a str, not '{kind}'"));
    }
    match m.attr_raw(exc, sym::NOTES) {
        Some(Value::Obj(list)) if matches!(m.get(list), Kind::List(_)) => {
            m.list_push(list, note);
        }
        _ => {
            let list = m.list(vec![note]);
            m.set_attr_raw(exc, sym::NOTES, list);
        }
    }
    Ok(Value::None)
}

fn group_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else { return m.type_error("not a type") };
    if args.n != 3 {
        return m.type_error(&format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            args.n - 1
        ));
    }
    let (message, list) = (m.arg(args, 1), m.arg(args, 2));
    if m.text(message).is_none() {
        let kind = m.type_name(message);
        return m.type_error(&format!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {kind}"
        ));
    }
    let sequence = matches!(list, Value::Obj(_))
        && m.special(list, sym::GETITEM).is_some()
        && !matches!(m.unwrap(list), Value::Obj(r) if matches!(m.get(r), Kind::Dict(_)));
    if !sequence {
        return m.type_error("second argument (exceptions) must be a sequence");
    }
    let Some(items) = m.iterate_builtin(list)? else {
        let _ = cont;
        return m.type_error("second argument (exceptions) must be a sequence");
    };
    if items.is_empty() {
        return m.value_error("second argument (exceptions) must be a non-empty sequence");
    }
    for (i, item) in items.iter().enumerate() {
        if !m.is_exception(*item) {
            return m.value_error(&format!(
                "Item {i} of second argument (exceptions) is not an exception"
            ));
        }
    }
    let plain = items.iter().all(|e| m.exception_matches(*e, class::EXCEPTION));
    let cls =
        if cls == class::BASE_EXCEPTION_GROUP && plain { class::EXCEPTION_GROUP } else { cls };
    if !plain && m.is_subclass(cls, class::EXCEPTION) {
        let name = m.class_name(cls);
        return m.type_error(&if cls == class::EXCEPTION_GROUP {
            "Cannot nest BaseExceptions in an ExceptionGroup".to_owned()
        } else {
            format!("Cannot nest BaseExceptions in '{name}'")
        });
    }
    let tuple = m.tuple(items);
    let all = m.tuple(vec![message, list]);
    let mut attrs = AttrMap::default();
    attrs.set(sym::ARGS, all);
    attrs.set(sym::MESSAGE, message);
    attrs.set(sym::EXCEPTIONS, tuple);
    Ok(m.alloc(Kind::Instance(cls, Arc::new(attrs))))
}

fn split(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (group, wanted) = (m.arg(args, 0), m.arg(args, 1));
    if !condition_is_class(m, wanted) {
        return m.tail_library(args, "_group_split", &[group, wanted], cont);
    }
    let (matched, rest) = m.split_group(group, wanted)?;
    Ok(m.tuple(vec![matched, rest]))
}

fn subgroup(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (group, wanted) = (m.arg(args, 0), m.arg(args, 1));
    if !condition_is_class(m, wanted) {
        return m.tail_library(args, "_group_subgroup", &[group, wanted], cont);
    }
    let (matched, _) = m.split_group(group, wanted)?;
    Ok(matched)
}

fn condition_is_class(m: &Machine, v: Value) -> bool {
    m.is_exception_class(v)
        || matches!(v, Value::Obj(r) if matches!(m.get(r), Kind::Tuple(items)
            if items.iter().all(|i| m.is_exception_class(*i))))
}

fn derive(m: &mut Machine, args: Args, _: Cont) -> R {
    let (group, items) = (m.arg(args, 0), m.arg(args, 1));
    let message = m.attr_raw(group, sym::MESSAGE).unwrap_or(Value::None);
    let items = m.tuple_items(items);
    let items = m.tuple(items);
    Ok(m.new_group(message, items))
}
