//! The functions of `builtins`.

use std::sync::Arc;

use timeslice_compiler::{Mode, Options};
use timeslice_trace::{Budget, EventKind, Outcome};

use crate::access::{Touch, WHOLE};
use crate::attr::Found;
use crate::frame::{Cont, GenKind, StrMethod};
use crate::hash::Answer;
use crate::machine::{Machine, R, Signal};
use crate::native::{ANY, Args, NativeDef, function};
use crate::native_object::NativeObject;
use crate::natives::classes::text_result;
use crate::object::{IterData, Kind};
use crate::settings::StdoutMode;
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

/// The functions here.
pub const FUNCTIONS: &[NativeDef] = &[
    function("print", 0, ANY, print).kw(),
    function("len", 1, 1, len),
    function("repr", 1, 1, repr),
    function("ascii", 1, 1, ascii),
    function("format", 1, 2, format),
    function("isinstance", 2, 2, isinstance),
    function("issubclass", 2, 2, issubclass),
    function("getattr", 2, 3, getattr),
    function("setattr", 3, 3, setattr),
    function("delattr", 2, 2, delattr),
    function("hasattr", 2, 2, hasattr),
    function("iter", 1, 2, iter),
    function("next", 1, 2, next),
    function("aiter", 1, 1, aiter),
    function("anext", 1, 2, anext),
    function("id", 1, 1, id),
    function("hash", 1, 1, hash),
    function("callable", 1, 1, callable),
    function("sum", 1, 2, super::sum::sum).kw(),
    function("min", 1, ANY, min).kw(),
    function("max", 1, ANY, max).kw(),
    function("any", 1, 1, any),
    function("all", 1, 1, all),
    function("sorted", 1, 1, sorted).kw(),
    function("reversed", 1, 1, reversed),
    function("dir", 0, 1, dir),
    function("vars", 0, 1, vars),
    function("globals", 0, 0, globals),
    function("locals", 0, 0, locals),
    function("input", 0, 1, input),
    function("exec", 1, 3, exec).kw(),
    function("eval", 1, 3, eval).kw(),
    function("compile", 3, ANY, compile).kw(),
    function("__build_class__", 2, ANY, build_class).kw(),
    function("__import__", 1, 5, import).kw(),
    function("breakpoint", 0, ANY, breakpoint).kw(),
];

fn print(m: &mut Machine, args: Args, cont: Cont) -> R {
    let mut sep = Value::None;
    let mut end = Value::None;
    let mut file = Value::None;
    let mut flush = Value::Bool(false);
    for (name, value) in m.keyword_args(args) {
        match m.symbol_text(name) {
            "sep" => sep = value,
            "end" => end = value,
            "file" => file = value,
            "flush" => flush = value,
            other => {
                let message = format!("print() got an unexpected keyword argument '{other}'");
                return m.type_error(&message);
            }
        }
    }
    for (v, what) in [(sep, "sep"), (end, "end")] {
        if !v.is_none() && m.text(v).is_none() {
            let kind = m.type_name(v);
            return m.type_error(&format!("{what} must be None or a string, not {kind}"));
        }
    }
    let target = if file.is_none() { m.current_stdout() } else { file };
    let stream = m.stream_number(target);
    let values = m.args_from(args, 0);
    let texts: Option<Vec<String>> = values.iter().map(|v| m.str_builtin(*v)).collect();
    let whole = m.settings.stdout == StdoutMode::Buffered || stream == Some(2);
    match (stream, texts) {
        (Some(fd), Some(texts)) if whole => {
            let sep = m.text(sep).map_or(" ".to_owned(), |t| t.as_str().to_owned());
            let end = m.text(end).map_or("\n".to_owned(), |t| t.as_str().to_owned());
            let text = texts.join(&sep) + &end;
            m.write_stream(fd, &text)?;
            Ok(Value::None)
        }
        _ => {
            let list = m.tuple(values);
            m.tail_library(args, "_print", &[list, sep, end, file, flush], cont)
        }
    }
}

fn len(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    if let Some(f) = m.special(v, sym::LEN)
        && !matches!(f, Value::Obj(n) if matches!(m.get(n), Kind::Native(_)))
    {
        if cont != Cont::Push {
            return through_library(m, args, "len", v, cont);
        }
        return m.tail_special(args, v, sym::LEN, &[], Cont::CheckLen);
    }
    match m.builtin_len(v)? {
        Some(n) => Ok(Value::Int(n as i64)),
        None => match m.special(v, sym::LEN) {
            Some(_) if cont == Cont::Push => m.tail_special(args, v, sym::LEN, &[], Cont::CheckLen),
            Some(_) => through_library(m, args, "len", v, cont),
            None => {
                let kind = m.type_name(v);
                m.type_error(&format!("object of type '{kind}' has no len()"))
            }
        },
    }
}

/// Calls builtin `name` of `v` in a frame of the library, for a result that needs both a check and
/// an unusual continuation.
fn through_library(m: &mut Machine, args: Args, name: &str, v: Value, cont: Cont) -> R {
    let f = m.builtin(name);
    m.tail_library(args, "_call", &[f, v], cont)
}

fn repr(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    text_result(m, args, v, StrMethod::Repr, cont)
}

fn ascii(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    text_result(m, args, v, StrMethod::Ascii, cont)
}

fn format(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    let spec = if args.n > 1 { m.arg(args, 1) } else { sym::EMPTY.into() };
    m.th.stack.truncate(args.floor);
    m.format_to(v, spec, cont)?;
    Err(Signal::Pushed)
}

/// Whether `isinstance`/`issubclass` against `cls` is decided without Python.
fn plain_class(m: &Machine, cls: Value) -> Option<Ref> {
    match cls {
        Value::Obj(r) => match m.get(r) {
            Kind::Class(data) => {
                let custom = data.metaclass != class::TYPE
                    && [sym::INSTANCECHECK, sym::SUBCLASSCHECK].iter().any(|n| {
                        m.class_lookup(data.metaclass, *n).is_some_and(
                            |f| !matches!(f, Value::Obj(n) if matches!(m.get(n), Kind::Native(_))),
                        )
                    });
                (!custom).then_some(r)
            }
            _ => None,
        },
        _ => None,
    }
}

fn isinstance(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (v, cls) = (m.arg(args, 0), m.arg(args, 1));
    let own = m.class_of(v);
    let classes = match cls {
        Value::Obj(r) => match m.get(r) {
            Kind::Tuple(items) => items.to_vec(),
            _ => vec![cls],
        },
        _ => vec![cls],
    };
    let mut python = false;
    for c in &classes {
        match plain_class(m, *c) {
            Some(c) if m.is_subclass(own, c) => return Ok(Value::Bool(true)),
            Some(_) => {}
            None => python = true,
        }
    }
    if python {
        return m.tail_library(args, "_isinstance", &[v, cls], cont);
    }
    Ok(Value::Bool(false))
}

fn issubclass(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (v, cls) = (m.arg(args, 0), m.arg(args, 1));
    if let (Value::Obj(sub), Some(of)) = (v, plain_class(m, cls))
        && matches!(m.get(sub), Kind::Class(_))
    {
        return Ok(Value::Bool(m.is_subclass(sub, of)));
    }
    m.tail_library(args, "_issubclass", &[v, cls], cont)
}

fn attr_name(m: &mut Machine, v: Value) -> R<Ref> {
    match m.intern_value(v) {
        Some(name) => Ok(name),
        None => {
            let kind = m.type_name(v);
            m.type_error(&format!("attribute name must be string, not '{kind}'"))
        }
    }
}

fn getattr(m: &mut Machine, args: Args, cont: Cont) -> R {
    let object = m.arg(args, 0);
    let name = attr_name(m, m.arg(args, 1))?;
    let default = m.arg(args, 2);
    let found = m.find_attr(object, name)?;
    let hooked = matches!(object, Value::Obj(r) if matches!(m.get(r), Kind::Instance(cls, _)
        if matches!(m.get(*cls), Kind::Class(d) if d.flags.getattr)));
    match found {
        Found::Plain(v) => return Ok(v),
        Found::Method(f) => return Ok(m.alloc(Kind::Method(Arc::new([f, object])))),
        Found::Missing if !default.is_null() && !hooked => return Ok(default),
        _ => {}
    }
    if cont != Cont::Push {
        let f = m.builtin("getattr");
        let mut values = vec![f, object, name.into()];
        if !default.is_null() {
            values.push(default);
        }
        return m.tail_library(args, "_call", &values, cont);
    }
    if hooked || default.is_null() {
        if !default.is_null() {
            return m.tail_library(args, "_getattr_default", &[object, name.into(), default], cont);
        }
        m.th.stack.truncate(args.floor);
        m.push_found(found, object, name, false)?;
        return Err(Signal::Pushed);
    }
    m.th.stack.truncate(args.floor);
    m.push(default);
    m.push_found_to(found, object, name, Cont::GetAttrDefault)?;
    Err(Signal::Pushed)
}

fn setattr(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (object, value) = (m.arg(args, 0), m.arg(args, 2));
    let name = attr_name(m, m.arg(args, 1))?;
    if let Some(f) = m.special(object, sym::SETATTR)
        && !matches!(f, Value::Obj(n) if matches!(m.get(n), Kind::Native(_)))
    {
        m.th.stack.truncate(args.floor);
        m.call_method(f, object, &[name.into(), value], cont)?;
        return Err(Signal::Pushed);
    }
    match m.set_attribute(object, name, value)? {
        None => Ok(Value::None),
        Some((f, values)) => m.tail_call(args, f, &values, cont),
    }
}

fn delattr(m: &mut Machine, args: Args, cont: Cont) -> R {
    let object = m.arg(args, 0);
    let name = attr_name(m, m.arg(args, 1))?;
    if let Some(f) = m.special(object, sym::DELATTR)
        && !matches!(f, Value::Obj(n) if matches!(m.get(n), Kind::Native(_)))
    {
        m.th.stack.truncate(args.floor);
        m.call_method(f, object, &[name.into()], cont)?;
        return Err(Signal::Pushed);
    }
    match m.delete_attribute(object, name)? {
        None => Ok(Value::None),
        Some((f, values)) => m.tail_call(args, f, &values, cont),
    }
}

fn hasattr(m: &mut Machine, args: Args, cont: Cont) -> R {
    let object = m.arg(args, 0);
    let name = attr_name(m, m.arg(args, 1))?;
    let hooked = matches!(object, Value::Obj(r) if matches!(m.get(r), Kind::Instance(cls, _)
        if matches!(m.get(*cls), Kind::Class(d) if d.flags.getattr || d.flags.getattribute)));
    if hooked {
        return m.tail_library(args, "_hasattr", &[object, name.into()], cont);
    }
    match m.find_attr(object, name)? {
        Found::Plain(_) | Found::Method(_) => Ok(Value::Bool(true)),
        Found::Missing => Ok(Value::Bool(false)),
        _ => m.tail_library(args, "_hasattr", &[object, name.into()], cont),
    }
}

fn iter(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    if args.n == 2 {
        let sentinel = m.arg(args, 1);
        return m.tail_library(args, "_callable_iterator", &[v, sentinel], cont);
    }
    if let Some(it) = m.builtin_iter(v)? {
        return Ok(it);
    }
    if cont != Cont::Push {
        return through_library(m, args, "iter", v, cont);
    }
    m.th.stack.truncate(args.floor);
    m.iter_python(v, Cont::CheckIter)?;
    Err(Signal::Pushed)
}

fn next(m: &mut Machine, args: Args, cont: Cont) -> R {
    let it = m.arg(args, 0);
    m.touch_following(it)?;
    if args.n == 2 {
        let default = m.arg(args, 1);
        if cont != Cont::Push {
            let f = m.builtin("next");
            return m.tail_library(args, "_call", &[f, it, default], cont);
        }
        m.th.stack.truncate(args.floor);
        m.push(default);
        m.next_item(it, Cont::NextDefault)?;
        return Err(Signal::Pushed);
    }
    m.th.stack.truncate(args.floor);
    m.next_item(it, cont)?;
    Err(Signal::Pushed)
}

fn aiter(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    if matches!(v, Value::Obj(r) if matches!(m.get(r), Kind::Generator(g) if g.kind == GenKind::AsyncGenerator))
    {
        return Ok(v);
    }
    if m.special(v, sym::AITER).is_none() {
        let kind = m.type_name(v);
        return m.type_error(&format!("'{kind}' object is not an async iterable"));
    }
    m.tail_special(args, v, sym::AITER, &[], cont)
}

fn anext(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    if args.n == 2 {
        let default = m.arg(args, 1);
        return m.tail_library(args, "_anext_default", &[v, default], cont);
    }
    if m.special(v, sym::ANEXT).is_none() {
        let kind = m.type_name(v);
        return m.type_error(&format!("'{kind}' object is not an async iterator"));
    }
    m.tail_special(args, v, sym::ANEXT, &[], cont)
}

fn id(m: &mut Machine, args: Args, _: Cont) -> R {
    Ok(Value::Int(match m.arg(args, 0) {
        Value::Obj(r) => m.id_of(r) as i64,
        Value::None => 0x7e00_0000_0010,
        Value::Bool(b) => 0x7e00_0000_0020 + i64::from(b) * 32,
        Value::Int(i) => 0x7e10_0000_0000_i64.wrapping_add(i.wrapping_mul(32)),
        Value::Float(f) => 0x7e20_0000_0000 + ((f.to_bits() >> 12) & 0xf_ffff_ffff) as i64,
        _ => 0x7e00_0000_0080,
    }))
}

fn hash(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    match m.hash_of(v) {
        Answer::Is(h) => Ok(Value::Int(m.python_hash(h))),
        Answer::Unhashable(r) => {
            let kind = m.unhashable_type(r);
            m.type_error(&format!("unhashable type: '{kind}'"))
        }
        Answer::Python => {
            if matches!(v, Value::Obj(r) if matches!(m.get(r), Kind::Tuple(_))) {
                return m.tail_library(args, "_hash_tuple", &[v], cont);
            }
            if cont != Cont::Push {
                return through_library(m, args, "hash", v, cont);
            }
            m.tail_special(args, v, sym::HASH, &[], Cont::CheckHash)
        }
    }
}

fn callable(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = m.arg(args, 0);
    let is = match v {
        Value::Obj(r) => match m.get(r) {
            Kind::Function(_)
            | Kind::Native(_)
            | Kind::Method(_)
            | Kind::Class(_)
            | Kind::StaticMethod(_)
            | Kind::Alias(_)
            | Kind::Weak(_) => true,
            _ => m.special(v, sym::CALL).is_some(),
        },
        _ => false,
    };
    Ok(Value::Bool(is))
}

fn min(m: &mut Machine, args: Args, cont: Cont) -> R {
    extreme(m, args, cont, "min", "_min", std::cmp::Ordering::Less)
}

fn max(m: &mut Machine, args: Args, cont: Cont) -> R {
    extreme(m, args, cont, "max", "_max", std::cmp::Ordering::Greater)
}

fn extreme(
    m: &mut Machine,
    args: Args,
    cont: Cont,
    name: &str,
    library: &str,
    wanted: std::cmp::Ordering,
) -> R {
    let mut key = Value::None;
    let mut default = Value::Null;
    for (n, value) in m.keyword_args(args) {
        match m.symbol_text(n) {
            "key" => key = value,
            "default" => default = value,
            other => {
                let message = format!("{name}() got an unexpected keyword argument '{other}'");
                return m.type_error(&message);
            }
        }
    }
    if args.n == 0 {
        return m.type_error(&format!("{name} expected at least 1 argument, got 0"));
    }
    if args.n > 1 && !default.is_null() {
        return m.type_error(&format!(
            "Cannot specify a default for {name}() with multiple positional arguments"
        ));
    }
    let values = m.args_from(args, 0);
    let items = if args.n > 1 { Some(values.clone()) } else { m.iterate_builtin(values[0])? };
    if key.is_none()
        && let Some(items) = &items
    {
        let mut best: Option<Value> = None;
        let mut python = false;
        for item in items {
            match best {
                None => best = Some(*item),
                Some(b) => match m.order_of(*item, b) {
                    Some(Some(o)) if o == wanted => best = Some(*item),
                    Some(_) => {}
                    None => {
                        python = true;
                        break;
                    }
                },
            }
        }
        if !python {
            return match best {
                Some(v) => Ok(v),
                None if !default.is_null() => Ok(default),
                None => m.value_error(&format!("{name}() iterable argument is empty")),
            };
        }
    }
    let source = m.tuple(values);
    let has = Value::Bool(!default.is_null());
    let default = if default.is_null() { Value::None } else { default };
    m.tail_library(args, library, &[source, key, default, has], cont)
}

fn any(m: &mut Machine, args: Args, cont: Cont) -> R {
    quantify(m, args, cont, "_any", true)
}

fn all(m: &mut Machine, args: Args, cont: Cont) -> R {
    quantify(m, args, cont, "_all", false)
}

fn quantify(m: &mut Machine, args: Args, cont: Cont, library: &str, decisive: bool) -> R {
    let v = m.arg(args, 0);
    if let Some(items) = m.iterate_builtin(v)? {
        let mut python = false;
        for item in &items {
            match m.truth(*item) {
                Some(b) if b == decisive => return Ok(Value::Bool(decisive)),
                Some(_) => {}
                None => {
                    python = true;
                    break;
                }
            }
        }
        if !python {
            return Ok(Value::Bool(!decisive));
        }
        let list = m.list(items);
        return m.tail_library(args, library, &[list], cont);
    }
    m.tail_library(args, library, &[v], cont)
}

fn sorted(m: &mut Machine, args: Args, cont: Cont) -> R {
    let [items, key, reverse] = m.bind(args, "sorted", ["/iterable", "key", "reverse"], 1, 1)?;
    let key = if key.is_null() { Value::None } else { key };
    let reverse = !reverse.is_null() && m.truth(reverse).unwrap_or(true);
    if key.is_none()
        && let Some(mut list) = m.iterate_builtin(items)?
    {
        if sort_values(m, &mut list, reverse) {
            return Ok(m.list(list));
        }
        let list = m.list(list);
        return m.tail_library(args, "_sorted", &[list, key, Value::Bool(reverse)], cont);
    }
    m.tail_library(args, "_sorted", &[items, key, Value::Bool(reverse)], cont)
}

/// Sorts values that need no Python, stable; false when they do (the order is then as it was).
pub fn sort_values(m: &Machine, items: &mut [Value], reverse: bool) -> bool {
    let mut failed = false;
    let original = items.to_vec();
    if reverse {
        items.reverse();
    }
    items.sort_by(|a, b| match m.order_of(*a, *b) {
        Some(Some(o)) => o,
        _ => {
            failed = true;
            std::cmp::Ordering::Equal
        }
    });
    if reverse {
        items.reverse();
    }
    if failed {
        items.copy_from_slice(&original);
    }
    !failed
}

fn reversed(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    if let Some(f) = m.special(v, sym::REVERSED)
        && !matches!(f, Value::Obj(n) if matches!(m.get(n), Kind::Native(_)))
    {
        m.th.stack.truncate(args.floor);
        m.call_method(f, v, &[], cont)?;
        return Err(Signal::Pushed);
    }
    let inner = m.unwrap(v);
    if let Value::Obj(r) = inner {
        let data = match m.get(r) {
            Kind::List(items) => Some(IterData::Reversed(r, items.len())),
            Kind::Tuple(items) => Some(IterData::Reversed(r, items.len())),
            Kind::Range(range) => {
                let [start, _, step] = **range;
                let n = crate::iterate::range_len(**range);
                let last = start.wrapping_add(step.wrapping_mul(n as i64 - 1));
                Some(IterData::Range(last, n, -step))
            }
            Kind::Dict(d) => Some(IterData::DictReversed(
                crate::object::DictViewKind::Keys,
                r,
                d.slots(),
                d.len(),
            )),
            Kind::DictView(kind, d) => match m.get(m.payload(*d)) {
                Kind::Dict(dict) => {
                    Some(IterData::DictReversed(*kind, m.payload(*d), dict.slots(), dict.len()))
                }
                _ => None,
            },
            Kind::Deque(d) => Some(IterData::Deque(r, 0, d.items.len(), true)),
            Kind::Str(_) | Kind::Bytes(_) | Kind::ByteArray(_) => {
                let items = m.iterate_builtin(inner)?.unwrap_or_default();
                let n = items.len();
                let Value::Obj(t) = m.tuple(items) else { unreachable!() };
                Some(IterData::Reversed(t, n))
            }
            _ => None,
        };
        if let Some(data) = data {
            return Ok(m.alloc(Kind::Iter(Arc::new(data))));
        }
    }
    if m.special(v, sym::LEN).is_some() && m.special(v, sym::GETITEM).is_some() {
        return m.tail_library(args, "_reversed", &[v], cont);
    }
    let kind = m.type_name(v);
    m.type_error(&format!("'{kind}' object is not reversible"))
}

fn dir(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    if v.is_null() {
        let names = m.namespace_names();
        let names = names.iter().map(|n| m.str(n)).collect();
        return Ok(m.list(names));
    }
    if let Some(f) = m.special(v, sym::DIR)
        && !matches!(f, Value::Obj(n) if matches!(m.get(n), Kind::Native(_)))
    {
        return m.tail_library(args, "_dir", &[v], cont);
    }
    let names = m.attribute_names(v);
    let names = names.iter().map(|n| m.str(n)).collect();
    Ok(m.list(names))
}

fn vars(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    if v.is_null() {
        return locals(m, args, cont);
    }
    match m.find_attr(v, sym::DICT)? {
        Found::Plain(d) => Ok(d),
        _ => m.type_error("vars() argument must have __dict__ attribute"),
    }
}

fn globals(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(m.frame().globals.into())
}

fn locals(m: &mut Machine, _: Args, _: Cont) -> R {
    let frame = *m.frame();
    if !frame.namespace.is_null() {
        return Ok(frame.namespace);
    }
    let code = m.code(frame.code).clone();
    let dict = m.alloc(Kind::Dict(Arc::default()));
    for (slot, name) in code.local_names.iter().enumerate() {
        let mut v = m.th.stack[frame.base as usize + slot];
        if let Value::Obj(r) = v
            && let Kind::Cell(inner) = m.get(r)
        {
            v = *inner;
        }
        if !v.is_null() {
            m.dict_set_simple(dict, (*name).into(), v)?;
        }
    }
    Ok(dict)
}

fn input(m: &mut Machine, args: Args, cont: Cont) -> R {
    let prompt = m.arg(args, 0);
    if !prompt.is_null() {
        let Some(text) = m.str_builtin(prompt) else {
            return m.tail_library(args, "_input", &[prompt], cont);
        };
        m.write_stream(1, &text)?;
    }
    match m.read_line() {
        Some(line) => {
            let line = line.strip_suffix('\n').unwrap_or(&line).to_owned();
            Ok(m.string(line))
        }
        None => m.raise(class::EOF_ERROR, "EOF when reading a line"),
    }
}

fn source_of(m: &mut Machine, v: Value, function: &str) -> R<String> {
    match m.text(v) {
        Some(t) => Ok(t.as_str().to_owned()),
        None => m.type_error(&format!("{function}() arg 1 must be a string, bytes or code object")),
    }
}

fn compile_text(m: &mut Machine, text: &str, file: &str, mode: Mode) -> R<u32> {
    match timeslice_compiler::compile(text, &Options { file_name: file, mode, library: false }) {
        Ok(code) => Ok(m.p.load_code(&mut m.th.namer, &code)),
        Err(diagnostics) => {
            let Some(d) = diagnostics.first() else {
                return m.raise(class::SYNTAX_ERROR, "invalid syntax");
            };
            let cls = match d.kind.exception() {
                "IndentationError" => class::INDENTATION_ERROR,
                "TabError" => class::TAB_ERROR,
                _ => class::SYNTAX_ERROR,
            };
            let line = text.lines().nth(d.line.saturating_sub(1) as usize).unwrap_or_default();
            let message = m.str(&d.message);
            let file = m.str(file);
            let line_text = m.string(format!("{line}\n"));
            let number = |n: u32| Value::Int(i64::from(n));
            let place = vec![
                file,
                number(d.line),
                number(d.column),
                line_text,
                number(d.end_line),
                number(d.end_column),
            ];
            let names = [sym::FILENAME, sym::LINENO, sym::OFFSET, sym::TEXT];
            let facts: Vec<_> = names.into_iter().zip(place.clone()).collect();
            let place = m.tuple(place);
            let exc = m.exception_with(cls, vec![message, place]);
            m.set_attr_raw(exc, sym::MSG, message);
            for (name, value) in facts {
                m.set_attr_raw(exc, name, value);
            }
            Err(Signal::Raise(exc))
        }
    }
}

fn execute(m: &mut Machine, args: Args, cont: Cont, name: &str, mode: Mode) -> R {
    let [source, globals, locals] = m.bind(args, name, ["/source", "globals", "locals"], 3, 1)?;
    let code = match source {
        Value::Obj(r) => match m.get(r) {
            Kind::Code(index) => *index,
            _ => {
                let text = source_of(m, source, name)?;
                let text = if mode == Mode::Eval { text.trim().to_owned() } else { text };
                compile_text(m, &text, "<string>", mode)?
            }
        },
        _ => {
            return m.type_error(&format!("{name}() arg 1 must be a string, bytes or code object"));
        }
    };
    let frees = m.code(code).code.frees.len();
    if frees > 0 {
        return m.type_error(&match mode {
            Mode::Eval => "code object passed to eval() may not contain free variables".to_owned(),
            Mode::Exec => format!("code object requires a closure of exactly length {frees}"),
        });
    }
    let frame = *m.frame();
    let own = match globals {
        Value::Null | Value::None => frame.globals,
        Value::Obj(d) if matches!(m.get(d), Kind::Dict(_)) => {
            let builtins = m.loaded_module("builtins");
            if m.dict_get_symbol(d, sym::BUILTINS).is_none()
                && let Some(b) = builtins
            {
                m.dict_set_simple(d.into(), sym::BUILTINS.into(), b.into())?;
            }
            d
        }
        _ => {
            return m.type_error(&format!(
                "{name}() globals must be a dict, not {}",
                m.type_name(globals)
            ));
        }
    };
    let namespace = match locals {
        Value::Null | Value::None if globals.is_null() || globals.is_none() => {
            if frame.namespace.is_null() { self::locals(m, args, cont)? } else { frame.namespace }
        }
        Value::Null | Value::None => own.into(),
        v => v,
    };
    m.th.stack.truncate(args.floor);
    m.push_body_frame(code, own, namespace, Value::Null, cont)?;
    Err(Signal::Pushed)
}

fn exec(m: &mut Machine, args: Args, cont: Cont) -> R {
    execute(m, args, cont, "exec", Mode::Exec)
}

fn eval(m: &mut Machine, args: Args, cont: Cont) -> R {
    execute(m, args, cont, "eval", Mode::Eval)
}

fn compile(m: &mut Machine, args: Args, _: Cont) -> R {
    let [source, file, mode, _, _, _] = m.bind(
        args,
        "compile",
        ["source", "filename", "mode", "flags", "dont_inherit", "optimize"],
        6,
        3,
    )?;
    let text = source_of(m, source, "compile")?;
    let file = m.str_arg(file, "compile", "filename")?;
    let mode = match m.str_arg(mode, "compile", "mode")?.as_str() {
        "exec" => Mode::Exec,
        "eval" => Mode::Eval,
        "single" => return m.value_error("compile() mode 'single' is not supported in Timeslice"),
        _ => return m.value_error("compile() mode must be 'exec', 'eval' or 'single'"),
    };
    let code = compile_text(m, &text, &file, mode)?;
    Ok(m.alloc(Kind::Code(code)))
}

fn build_class(m: &mut Machine, args: Args, cont: Cont) -> R {
    m.build_class(args, cont)
}

fn import(m: &mut Machine, args: Args, cont: Cont) -> R {
    let [name, _, _, _, _] =
        m.bind(args, "__import__", ["name", "globals", "locals", "fromlist", "level"], 5, 1)?;
    m.tail_library(args, "_import_by_name", &[name], cont)
}

fn breakpoint(m: &mut Machine, _: Args, _: Cont) -> R {
    m.raise(
        class::NOT_IMPLEMENTED_ERROR,
        "breakpoint() is not supported in Timeslice: every moment of the run can be visited on the timeline",
    )
}

impl Machine {
    /// The number of the program's own stream that `v` is.
    pub(crate) fn stream_number(&self, v: Value) -> Option<u8> {
        match v {
            Value::Obj(r) => match self.get(r) {
                Kind::Other(o) => match **o {
                    NativeObject::Stream(fd) => Some(fd),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// `sys.stdout` as it is now.
    pub(crate) fn current_stdout(&mut self) -> Value {
        let Some(sys) = self.loaded_module("sys") else { return Value::None };
        match *self.get(sys) {
            Kind::Module(_, dict) => self.dict_get_symbol(dict, sym::STDOUT).unwrap_or(Value::None),
            _ => Value::None,
        }
    }

    /// Writes to `stdout` (1) or `stderr` (2).
    pub(crate) fn write_stream(&mut self, fd: u8, text: &str) -> R<()> {
        if text.is_empty() {
            return Ok(());
        }
        self.output_access(fd)?;
        let limit = self.settings.limits.output_bytes;
        let thread = self.th.id;
        let output = crate::heap::make_mut(&mut self.w.output);
        let stream = if fd == 1 { &mut output.stdout } else { &mut output.stderr };
        stream.push_str(text);
        let end = stream.len() as u32;
        output.pieces.push((fd, end, thread));
        let total = output.stdout.len() + output.stderr.len();
        if self.recorder.is_some() {
            let text = self.text_id(text);
            self.event(EventKind::Output, text, u32::from(fd));
        }
        if total as u64 > limit {
            self.outcome = Some(Outcome::Budget(Budget::Output(limit)));
            return Err(Signal::Halt);
        }
        Ok(())
    }

    /// Declares a write to a stream: the order of writes is visible.
    fn output_access(&mut self, fd: u8) -> R<()> {
        if self.explore.is_none() {
            return Ok(());
        }
        let name = if fd == 1 { sym::STDOUT } else { sym::STDERR };
        self.access_shared(self.name_of(name), WHOLE, Touch::Write)
    }

    /// The next line of the given input, with its line end; `None` at the end.
    pub(crate) fn read_line(&mut self) -> Option<String> {
        let settings = self.settings.clone();
        let rest = settings.stdin.get(self.w.stdin_at..)?;
        if rest.is_empty() {
            return None;
        }
        let len = rest.find('\n').map_or(rest.len(), |i| i + 1);
        self.w.stdin_at += len;
        Some(rest[..len].to_owned())
    }

    /// Names of the running frame's local namespace, sorted.
    fn namespace_names(&mut self) -> Vec<String> {
        let frame = *self.frame();
        let mut names = Vec::new();
        match frame.namespace {
            Value::Obj(d) => {
                if let Kind::Dict(d) = self.get(d) {
                    names.extend(
                        d.iter().filter_map(|e| self.text(e.key)).map(|t| t.as_str().to_owned()),
                    );
                }
            }
            _ => {
                let code = self.code(frame.code);
                for (slot, name) in code.local_names.iter().enumerate() {
                    if !self.th.stack[frame.base as usize + slot].is_null() {
                        names.push(self.symbol_text(*name).to_owned());
                    }
                }
            }
        }
        names.sort();
        names
    }
}
