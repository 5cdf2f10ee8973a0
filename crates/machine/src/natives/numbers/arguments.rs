//! How the natives of these modules read their arguments: keywords, ints, floats and bytes, with
//! CPython's words where they are wrong.
//!
//! A native never calls Python. Where an argument's number comes from a method written in Python,
//! the library's `_again` calls that method and then the native once more with the number.

use num_bigint::Sign;

use crate::frame::{Cont, StrMethod};
use crate::machine::{Machine, R, Signal};
use crate::native::Args;
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::text::{Int, float};
use crate::value::{Ref, Value};

/// Arranges arguments by parameter names, behind the first `skip` (a receiver or a class), as
/// `_PyArg_UnpackKeywords` in getargs.c does: the first `positional` may be given by position, the
/// first `required` must be given; a name that begins with `/` cannot be given by keyword. Null
/// where one is absent.
pub(crate) fn keywords<const N: usize>(
    m: &mut Machine,
    args: Args,
    function: &str,
    skip: usize,
    names: [&str; N],
    positional: usize,
    required: usize,
) -> R<[Value; N]> {
    let mut values = [Value::Null; N];
    let given = args.n.saturating_sub(skip);
    let named = m.keyword_args(args);
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    if given + named.len() > N {
        let keyword = if given == 0 { "keyword " } else { "" };
        let total = given + named.len();
        return m.type_error(&format!(
            "{function}() takes at most {N} {keyword}argument{} ({total} given)",
            plural(N)
        ));
    }
    if given > positional {
        let bound = if required < positional { "at most" } else { "exactly" };
        return m.type_error(&if positional == 0 {
            format!("{function}() takes no positional arguments")
        } else {
            format!(
                "{function}() takes {bound} {positional} positional argument{} ({given} given)",
                plural(positional)
            )
        });
    }
    let least = names[..required].iter().take_while(|n| n.starts_with('/')).count();
    if given < least {
        let bound = if least < positional { "at least" } else { "exactly" };
        return m.type_error(&format!(
            "{function}() takes {bound} {least} positional argument{} ({given} given)",
            plural(least)
        ));
    }
    for (i, value) in values.iter_mut().enumerate().take(given) {
        *value = m.arg(args, skip + i);
    }
    for (name, value) in named {
        let text = m.symbol_text(name).to_owned();
        let Some(i) = names.iter().position(|n| *n == text) else {
            return m
                .type_error(&format!("{function}() got an unexpected keyword argument '{text}'"));
        };
        if !values[i].is_null() {
            return m.type_error(&format!(
                "argument for {function}() given by name ('{text}') and position ({})",
                i + 1
            ));
        }
        values[i] = value;
    }
    if let Some(i) = values[..required].iter().position(|v| v.is_null()) {
        let name = names[i].trim_start_matches('/');
        return m.type_error(&format!(
            "{function}() missing required argument '{name}' (pos {})",
            i + 1
        ));
    }
    Ok(values)
}

/// `None` for an argument that was not given or is None.
pub(crate) fn optional(v: Value) -> Option<Value> {
    if v.is_null() || v.is_none() { None } else { Some(v) }
}

/// A method called on something that is no `owner`.
pub(crate) fn wrong_receiver<T>(m: &mut Machine, args: Args, owner: &str) -> R<T> {
    let name = match m.th.stack.get(args.floor) {
        Some(Value::Obj(r)) => match m.get(*r) {
            Kind::Native(i) => m.natives[*i as usize].name,
            _ => "?",
        },
        _ => "?",
    };
    let kind = m.type_name(m.arg(args, 0));
    m.type_error(&if name.starts_with("__") {
        format!("descriptor '{name}' requires a '{owner}' object but received a '{kind}'")
    } else {
        format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{kind}' object")
    })
}

/// The class given to a `__new__`: `owner` or one derived from it.
pub(crate) fn class_arg(m: &mut Machine, args: Args, owner: Ref) -> R<Ref> {
    let name = m.class_name(owner);
    let v = m.arg(args, 0);
    match v {
        Value::Obj(r) if matches!(m.get(r), Kind::Class(_)) => {
            if m.is_subclass(r, owner) {
                return Ok(r);
            }
            let other = m.class_name(r);
            m.type_error(&format!("{name}.__new__({other}): {other} is not a subtype of {name}"))
        }
        _ => {
            let kind = m.type_name(v);
            m.type_error(&format!("{name}.__new__(X): X is not a type object ({kind})"))
        }
    }
}

/// Whether the class of `v` has `name`, written in Python.
pub(crate) fn python_method(m: &Machine, v: Value, name: Ref) -> bool {
    match v {
        Value::Obj(r) if matches!(m.get(r), Kind::Instance(..) | Kind::Class(_)) => {
            match m.special(v, name) {
                Some(Value::Obj(f)) => !matches!(m.get(f), Kind::Native(_)),
                Some(_) | None => false,
            }
        }
        _ => false,
    }
}

/// Calls the running native again, by the library, with numbers in the place of the arguments that
/// have one of the methods `names`. The native must not have changed anything yet.
pub(crate) fn again<T>(m: &mut Machine, args: Args, cont: Cont, names: &[Ref]) -> R<T> {
    let function = m.th.stack[args.floor];
    // A receiver stays what it is.
    let kept = matches!(function, Value::Obj(f) if m.is_method_native(f));
    let positional = m.args_from(args, 0);
    let positional = m.tuple(positional);
    let named = m.alloc(Kind::Dict(std::sync::Arc::default()));
    for (name, value) in m.keyword_args(args) {
        m.dict_set_simple(named, name.into(), value)?;
    }
    let names = m.tuple(names.iter().map(|n| Value::Obj(*n)).collect());
    let values = [function, positional, named, names, Value::Int(i64::from(kept))];
    match m.tail_library(args, "_again", &values, cont) {
        Err(signal) => Err(signal),
        Ok(_) => Err(Signal::Pushed),
    }
}

/// An int argument of any size.
pub(crate) fn int_arg(m: &mut Machine, args: Args, cont: Cont, v: Value) -> R<Int> {
    if let Some(n) = m.as_int(v) {
        return Ok(n);
    }
    if python_method(m, v, sym::INDEX) {
        return again(m, args, cont, &[sym::INDEX]);
    }
    let kind = m.type_name(v);
    m.type_error(&format!("'{kind}' object cannot be interpreted as an integer"))
}

/// An int argument that fits 64 bits.
pub(crate) fn index_arg(m: &mut Machine, args: Args, cont: Cont, v: Value) -> R<i64> {
    match int_arg(m, args, cont, v)? {
        Int::Small(n) => Ok(n),
        Int::Big(_) => {
            m.raise(class::OVERFLOW_ERROR, "Python int too large to convert to C ssize_t")
        }
    }
}

/// A bound of a search (`_PyEval_SliceIndex`): absent or None gives `default`, a large one the
/// largest.
pub(crate) fn bound_arg(m: &mut Machine, args: Args, cont: Cont, v: Value, default: i64) -> R<i64> {
    let Some(v) = optional(v) else { return Ok(default) };
    match m.as_int(v) {
        Some(Int::Small(n)) => Ok(n),
        Some(Int::Big(b)) => Ok(if b.sign() == Sign::Minus { i64::MIN } else { i64::MAX }),
        None if python_method(m, v, sym::INDEX) => again(m, args, cont, &[sym::INDEX]),
        None => m.type_error("slice indices must be integers or None or have an __index__ method"),
    }
}

/// Start and stop against a length, as slices count.
pub(crate) fn clamp_bounds(start: i64, stop: i64, len: usize) -> (usize, usize) {
    let len = len as i64;
    let at = |i: i64| if i < 0 { i.saturating_add(len).max(0) } else { i };
    (at(start) as usize, at(stop).min(len) as usize)
}

/// A float argument: a float, an int, or what has `__float__` or `__index__`.
pub(crate) fn float_arg(m: &mut Machine, args: Args, cont: Cont, v: Value) -> R<f64> {
    if python_method(m, v, sym::FLOAT) {
        return again(m, args, cont, &[sym::FLOAT]);
    }
    if let Value::Float(x) = m.unwrap(v) {
        return Ok(x);
    }
    if let Some(n) = m.as_int(v) {
        return m.checked(float::from_int(n.as_ref()));
    }
    if python_method(m, v, sym::INDEX) {
        return again(m, args, cont, &[sym::INDEX]);
    }
    let kind = m.type_name(v);
    m.type_error(&format!("must be real number, not {kind}"))
}

/// The bytes of a bytes-like value.
pub(crate) fn bytes_of(m: &Machine, v: Value) -> Option<Vec<u8>> {
    match m.unwrap(v) {
        Value::Obj(r) => match m.get(r) {
            Kind::Bytes(b) => Some(b.to_vec()),
            Kind::ByteArray(b) => Some(b.to_vec()),
            Kind::Other(_) => {
                crate::natives::memory_view::view_of(m, Value::Obj(r)).map(|view| view.bytes(m))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Ends a native with `str(v)` or `repr(v)`.
pub(crate) fn tail_text(m: &mut Machine, args: Args, v: Value, which: StrMethod, cont: Cont) -> R {
    if which == StrMethod::Str && m.class_of(v) == class::STR {
        return Ok(v);
    }
    let known = if which == StrMethod::Str { m.str_builtin(v) } else { m.repr_builtin(v) };
    if let Some(text) = known {
        return Ok(m.string(text));
    }
    if cont != Cont::Push {
        let conversion = m.str(if which == StrMethod::Str { "s" } else { "r" });
        return m.tail_library(args, "_converted", &[v, conversion], cont);
    }
    m.th.stack.truncate(args.floor);
    m.push_text(v, which)?;
    Ok(m.pop())
}

/// Calls the running native again, by the library, with the hash of the last argument, which comes
/// from a `__hash__` written in Python, in its place.
pub(crate) fn tail_hash(m: &mut Machine, args: Args, cont: Cont) -> R {
    let function = m.th.stack[args.floor];
    let positional = m.args_from(args, 0);
    let positional = m.tuple(positional);
    m.tail_library(args, "_again_hashed", &[function, positional], cont)
}
