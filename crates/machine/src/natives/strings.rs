//! `str`: its constructor, its special methods, and the table of all its methods.
//!
//! What the methods do to text is in `text`; here are arguments, results and messages.

pub(crate) mod codec;
mod fill;
mod search;
mod translate;

use std::sync::Arc;

use timeslice_compiler::{BinOp, CmpOp};

use super::numbers::arguments::{
    again, bytes_of, class_arg, int_arg, keywords, python_method, tail_text, wrong_receiver,
};
use super::pieces::{format_builtin, percent_builtin};
use crate::frame::{Cont, StrMethod};
use crate::hash::Answer;
use crate::machine::{Machine, R};
use crate::native::{ANY, Args, NativeDef, NativeFn, function, method};
use crate::object::{Kind, Text};
use crate::symbols::{class, sym};
use crate::text::{spec, strcase, strrepr};
use crate::value::{Ref, Value};

/// Methods by class.
pub(crate) const METHODS: &[(Ref, &[NativeDef])] = &[(class::STR, STR_METHODS)];

const fn question(name: &'static str, f: NativeFn) -> NativeDef {
    method(name, 1, 1, f)
}

const STR_METHODS: &[NativeDef] = &[
    function("__new__", 1, ANY, str_new).kw(),
    method("__len__", 1, 1, len),
    method("__getitem__", 2, 2, get_item),
    method("__contains__", 2, 2, contains),
    method("__iter__", 1, 1, iter),
    method("__str__", 1, 1, plain),
    method("__repr__", 1, 1, repr),
    method("__format__", 2, 2, format_spec),
    method("__hash__", 1, 1, hash),
    method("__sizeof__", 1, 1, size_of),
    method("__getnewargs__", 1, 1, new_args),
    method("__add__", 2, 2, add),
    method("__mul__", 2, 2, multiply),
    method("__rmul__", 2, 2, multiply),
    method("__mod__", 2, 2, percent),
    method("__rmod__", 2, 2, reflected_percent),
    method("__eq__", 2, 2, comparison::<{ CmpOp::Eq as usize }>),
    method("__ne__", 2, 2, comparison::<{ CmpOp::Ne as usize }>),
    method("__lt__", 2, 2, comparison::<{ CmpOp::Lt as usize }>),
    method("__le__", 2, 2, comparison::<{ CmpOp::Le as usize }>),
    method("__gt__", 2, 2, comparison::<{ CmpOp::Gt as usize }>),
    method("__ge__", 2, 2, comparison::<{ CmpOp::Ge as usize }>),
    question("isalpha", predicate::<0>),
    question("isdecimal", predicate::<1>),
    question("isdigit", predicate::<2>),
    question("isnumeric", predicate::<3>),
    question("isalnum", predicate::<4>),
    question("isspace", predicate::<5>),
    question("isprintable", predicate::<6>),
    question("isidentifier", predicate::<7>),
    question("islower", predicate::<8>),
    question("isupper", predicate::<9>),
    question("istitle", predicate::<10>),
    question("isascii", predicate::<11>),
    question("lower", mapping::<0>),
    question("upper", mapping::<1>),
    question("casefold", mapping::<2>),
    question("title", mapping::<3>),
    question("capitalize", mapping::<4>),
    question("swapcase", mapping::<5>),
    method("format", 1, ANY, format_template).kw(),
    method("format_map", 2, 2, format_map),
    method("encode", 1, ANY, encode).kw(),
    method("join", 2, 2, search::join),
    method("find", 2, 4, search::find),
    method("rfind", 2, 4, search::rfind),
    method("index", 2, 4, search::index),
    method("rindex", 2, 4, search::rindex),
    method("count", 2, 4, search::count),
    method("startswith", 2, 4, search::starts_with),
    method("endswith", 2, 4, search::ends_with),
    method("replace", 1, ANY, search::replace).kw(),
    method("split", 1, ANY, search::split).kw(),
    method("rsplit", 1, ANY, search::rsplit).kw(),
    method("splitlines", 1, ANY, search::split_lines).kw(),
    method("partition", 2, 2, search::partition),
    method("rpartition", 2, 2, search::rpartition),
    method("strip", 1, 2, fill::strip),
    method("lstrip", 1, 2, fill::lstrip),
    method("rstrip", 1, 2, fill::rstrip),
    method("removeprefix", 2, 2, fill::remove_prefix),
    method("removesuffix", 2, 2, fill::remove_suffix),
    method("center", 2, 3, fill::center),
    method("ljust", 2, 3, fill::ljust),
    method("rjust", 2, 3, fill::rjust),
    method("zfill", 2, 2, fill::zfill),
    method("expandtabs", 1, ANY, fill::expandtabs).kw(),
    method("translate", 2, 2, translate::translate),
    function("maketrans", 1, 3, translate::maketrans),
];

/// The receiver.
fn this(m: &mut Machine, args: Args) -> R<Arc<Text>> {
    match m.text(m.arg(args, 0)) {
        Some(t) => Ok(t.clone()),
        None => wrong_receiver(m, args, "str"),
    }
}

/// A list of strs.
fn list_of(m: &mut Machine, parts: Vec<&str>) -> R {
    m.reserve(parts.len() as u64 * 48)?;
    let items = parts.into_iter().map(|p| m.str(p)).collect();
    Ok(m.list(items))
}

/// The receiver itself when nothing changed and it is exactly a str, else the new text.
fn same_or_new(m: &mut Machine, args: Args, before: &Text, after: &str) -> Value {
    let v = m.arg(args, 0);
    if after.len() == before.as_str().len() && m.class_of(v) == class::STR {
        return v;
    }
    m.str(after)
}

fn str_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    let cls = class_arg(m, args, class::STR)?;
    if args.n > 4 {
        let given = args.n - 1;
        return m.type_error(&format!("str expected at most 3 arguments, got {given}"));
    }
    let names = ["object", "encoding", "errors"];
    let [object, encoding, errors] = keywords(m, args, "str", 1, names, 3, 0)?;
    if object.is_null() {
        return Ok(m.wrap_in(cls, sym::EMPTY.into()));
    }
    if !encoding.is_null() || !errors.is_null() {
        let encoding = codec::name_arg(m, "str", "encoding", encoding, "utf-8")?;
        let errors = codec::name_arg(m, "str", "errors", errors, "strict")?;
        if m.text(object).is_some() {
            return m.type_error("decoding str is not supported");
        }
        let Some(bytes) = bytes_of(m, object) else {
            let kind = m.type_name(object);
            return m
                .type_error(&format!("decoding to str: need a bytes-like object, {kind} found"));
        };
        let text = codec::decode(m, object, &bytes, &encoding, &errors)?;
        let v = m.string(text);
        return Ok(m.wrap_in(cls, v));
    }
    if cls == class::STR {
        return tail_text(m, args, object, StrMethod::Str, cont);
    }
    match m.str_builtin(object) {
        Some(text) => {
            let v = m.string(text);
            Ok(m.wrap_in(cls, v))
        }
        None => m.tail_library(args, "_new_str", &[cls.into(), object], cont),
    }
}

fn len(m: &mut Machine, args: Args, _: Cont) -> R {
    Ok(Value::Int(this(m, args)?.chars() as i64))
}

fn get_item(m: &mut Machine, args: Args, cont: Cont) -> R {
    this(m, args)?;
    let (v, key) = (m.unwrap(m.arg(args, 0)), m.arg(args, 1));
    match m.item(v, key)? {
        Some(v) => Ok(v),
        None => again(m, args, cont, &[sym::INDEX]),
    }
}

fn contains(m: &mut Machine, args: Args, _: Cont) -> R {
    this(m, args)?;
    let (v, item) = (m.unwrap(m.arg(args, 0)), m.arg(args, 1));
    Ok(Value::Bool(m.builtin_contains(v, item)?.unwrap_or(false)))
}

fn iter(m: &mut Machine, args: Args, _: Cont) -> R {
    this(m, args)?;
    let v = m.unwrap(m.arg(args, 0));
    Ok(m.builtin_iter(v)?.unwrap_or(Value::None))
}

fn plain(m: &mut Machine, args: Args, _: Cont) -> R {
    this(m, args)?;
    Ok(m.unwrap(m.arg(args, 0)))
}

fn repr(m: &mut Machine, args: Args, _: Cont) -> R {
    let t = this(m, args)?;
    Ok(m.string(strrepr::repr(t.as_str())))
}

fn format_spec(m: &mut Machine, args: Args, cont: Cont) -> R {
    let t = this(m, args)?;
    let (v, form) = (m.arg(args, 0), m.arg(args, 1));
    let Some(form) = m.text(form).cloned() else {
        let kind = m.type_name(form);
        return m.type_error(&format!("__format__() argument must be str, not {kind}"));
    };
    if form.chars() == 0 {
        return tail_text(m, args, v, StrMethod::Str, cont);
    }
    let name = m.type_name(v);
    let target = spec::Target { type_name: &name, max_chars: crate::convert::MAX_FORMATTED };
    let text = m.checked(spec::format_str(t.as_str(), form.as_str(), target))?;
    Ok(m.string(text))
}

fn hash(m: &mut Machine, args: Args, _: Cont) -> R {
    this(m, args)?;
    let v = m.unwrap(m.arg(args, 0));
    let h = match m.hash_of(v) {
        Answer::Is(h) => h,
        _ => 0,
    };
    Ok(Value::Int(m.python_hash(h)))
}

/// The size CPython reports (`unicode_sizeof`), which depends on the widest character.
fn size_of(m: &mut Machine, args: Args, _: Cont) -> R {
    let t = this(m, args)?;
    let widest = t.as_str().chars().max().map_or(0, u32::from);
    let (header, width) = match widest {
        0..=0x7f => (40, 1),
        0x80..=0xff => (56, 1),
        0x100..=0xffff => (56, 2),
        _ => (56, 4),
    };
    Ok(Value::Int(header + width * (t.chars() as i64 + 1)))
}

fn new_args(m: &mut Machine, args: Args, _: Cont) -> R {
    this(m, args)?;
    let v = m.unwrap(m.arg(args, 0));
    Ok(m.tuple(vec![v]))
}

fn add(m: &mut Machine, args: Args, _: Cont) -> R {
    let t = this(m, args)?;
    let other = m.arg(args, 1);
    let Some(u) = m.text(other).cloned() else {
        let kind = m.type_name(other);
        return m.type_error(&format!("can only concatenate str (not \"{kind}\") to str"));
    };
    m.reserve((t.as_str().len() + u.as_str().len()) as u64)?;
    Ok(m.string([t.as_str(), u.as_str()].concat()))
}

fn multiply(m: &mut Machine, args: Args, cont: Cont) -> R {
    this(m, args)?;
    let n = int_arg(m, args, cont, m.arg(args, 1))?;
    let (v, n) = (m.unwrap(m.arg(args, 0)), m.int(n));
    Ok(m.builtin_binary(BinOp::Mul, false, v, n)?.unwrap_or(Value::NotImplemented))
}

fn percent(m: &mut Machine, args: Args, cont: Cont) -> R {
    let t = this(m, args)?;
    let (v, values) = (m.unwrap(m.arg(args, 0)), m.arg(args, 1));
    if let Some(text) = percent_builtin(m, t.as_str(), values)? {
        return Ok(m.string(text));
    }
    m.tail_library(args, "_percent_format", &[v, values], cont)
}

fn reflected_percent(m: &mut Machine, args: Args, cont: Cont) -> R {
    this(m, args)?;
    let (v, template) = (m.arg(args, 0), m.arg(args, 1));
    if m.text(template).is_none() {
        return Ok(Value::NotImplemented);
    }
    m.tail_library(args, "_percent_format", &[template, v], cont)
}

fn comparison<const OP: usize>(m: &mut Machine, args: Args, _: Cont) -> R {
    let t = this(m, args)?;
    let Some(u) = m.text(m.arg(args, 1)) else { return Ok(Value::NotImplemented) };
    let order = t.as_str().cmp(u.as_str());
    Ok(Value::Bool(match CmpOp::ALL[OP] {
        CmpOp::Eq => order.is_eq(),
        CmpOp::Ne => order.is_ne(),
        CmpOp::Lt => order.is_lt(),
        CmpOp::Le => order.is_le(),
        CmpOp::Gt => order.is_gt(),
        CmpOp::Ge => order.is_ge(),
    }))
}

const PREDICATES: [fn(&str) -> bool; 12] = [
    strcase::is_alpha,
    strcase::is_decimal,
    strcase::is_digit,
    strcase::is_numeric,
    strcase::is_alnum,
    strcase::is_space,
    strcase::is_printable,
    strcase::is_identifier,
    strcase::is_lower,
    strcase::is_upper,
    strcase::is_title,
    str::is_ascii,
];

fn predicate<const I: usize>(m: &mut Machine, args: Args, _: Cont) -> R {
    let t = this(m, args)?;
    Ok(Value::Bool(PREDICATES[I](t.as_str())))
}

const MAPPINGS: [fn(&str) -> String; 6] = [
    strcase::lower,
    strcase::upper,
    strcase::casefold,
    strcase::title,
    strcase::capitalize,
    strcase::swapcase,
];

fn mapping<const I: usize>(m: &mut Machine, args: Args, _: Cont) -> R {
    let t = this(m, args)?;
    m.reserve(t.as_str().len() as u64)?;
    Ok(m.string(MAPPINGS[I](t.as_str())))
}

fn format_template(m: &mut Machine, args: Args, cont: Cont) -> R {
    let t = this(m, args)?;
    let template = m.unwrap(m.arg(args, 0));
    let values = m.args_from(args, 1);
    let keywords = m.keyword_args(args);
    let texts: Vec<(String, Value)> =
        keywords.iter().map(|(n, v)| (m.symbol_text(*n).to_owned(), *v)).collect();
    if let Some(text) = format_builtin(m, t.as_str(), &values, &texts)? {
        return Ok(m.string(text));
    }
    let values = m.tuple(values);
    let named = m.alloc(Kind::Dict(Arc::default()));
    for (name, value) in keywords {
        m.dict_set_simple(named, name.into(), value)?;
    }
    m.tail_library(args, "_str_format", &[template, values, named], cont)
}

fn format_map(m: &mut Machine, args: Args, cont: Cont) -> R {
    this(m, args)?;
    let (template, mapping) = (m.unwrap(m.arg(args, 0)), m.arg(args, 1));
    m.tail_library(args, "_str_format", &[template, Value::None, mapping], cont)
}

fn encode(m: &mut Machine, args: Args, _: Cont) -> R {
    let t = this(m, args)?;
    let names = ["encoding", "errors"];
    let [encoding, errors] = keywords(m, args, "encode", 1, names, 2, 0)?;
    let encoding = codec::name_arg(m, "encode", "encoding", encoding, "utf-8")?;
    let errors = codec::name_arg(m, "encode", "errors", errors, "strict")?;
    let object = m.arg(args, 0);
    let bytes = codec::encode(m, object, t.as_str(), &encoding, &errors)?;
    Ok(m.alloc(Kind::Bytes(bytes.into())))
}

/// Whether a value offers items at all.
pub(super) fn is_iterable(m: &Machine, v: Value) -> bool {
    m.special(v, sym::ITER).is_some()
        || m.special(v, sym::GETITEM).is_some()
        || m.is_iterator(v)
        || python_method(m, v, sym::ITER)
}
