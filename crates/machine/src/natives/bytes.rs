//! `bytes` and `bytearray`: constructors, special methods, and the table of all their methods.
//!
//! Most methods are shared; what they give has the type of the receiver.

mod array;
mod layout;
mod search;

pub(crate) use array::{delete_items, set_items};

use std::ops::Deref;
use std::sync::Arc;

use timeslice_compiler::{BinOp, CmpOp};

use super::numbers::arguments::{
    again, bytes_of, class_arg, index_arg, int_arg, keywords, python_method, wrong_receiver,
};
use super::strings::codec;
use crate::access::{STRUCTURE, Touch};
use crate::frame::Cont;
use crate::hash::Answer;
use crate::machine::{Machine, R};
use crate::native::{ANY, Args, NativeDef, NativeFn, function, method};
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::text::{Int, strrepr};
use crate::value::{Ref, Value};

/// Methods by class.
pub(crate) const METHODS: &[(Ref, &[NativeDef])] = &[
    (class::BYTES, SHARED),
    (class::BYTES, BYTES),
    (class::BYTEARRAY, SHARED),
    (class::BYTEARRAY, array::METHODS),
];

const fn question(name: &'static str, f: NativeFn) -> NativeDef {
    method(name, 1, 1, f)
}

const BYTES: &[NativeDef] = &[
    function("__new__", 1, ANY, bytes_new).kw(),
    method("__bytes__", 1, 1, plain_bytes),
    method("__hash__", 1, 1, hash),
    method("__getnewargs__", 1, 1, new_args),
    method("__sizeof__", 1, 1, size_of),
];

const SHARED: &[NativeDef] = &[
    method("__len__", 1, 1, len),
    method("__getitem__", 2, 2, get_item),
    method("__contains__", 2, 2, contains),
    method("__iter__", 1, 1, iter),
    method("__repr__", 1, 1, repr),
    method("__str__", 1, 1, repr),
    method("__add__", 2, 2, add),
    method("__mul__", 2, 2, multiply),
    method("__rmul__", 2, 2, multiply),
    method("__eq__", 2, 2, comparison::<{ CmpOp::Eq as usize }>),
    method("__ne__", 2, 2, comparison::<{ CmpOp::Ne as usize }>),
    method("__lt__", 2, 2, comparison::<{ CmpOp::Lt as usize }>),
    method("__le__", 2, 2, comparison::<{ CmpOp::Le as usize }>),
    method("__gt__", 2, 2, comparison::<{ CmpOp::Gt as usize }>),
    method("__ge__", 2, 2, comparison::<{ CmpOp::Ge as usize }>),
    method("decode", 1, ANY, decode).kw(),
    method("hex", 1, ANY, layout::hex).kw(),
    function("fromhex", 2, 2, layout::fromhex),
    function("maketrans", 2, 2, layout::maketrans),
    method("translate", 1, ANY, layout::translate).kw(),
    question("isalpha", layout::predicate::<0>),
    question("isdigit", layout::predicate::<1>),
    question("isalnum", layout::predicate::<2>),
    question("isspace", layout::predicate::<3>),
    question("islower", layout::predicate::<4>),
    question("isupper", layout::predicate::<5>),
    question("istitle", layout::predicate::<6>),
    question("isascii", layout::predicate::<7>),
    question("lower", layout::mapping::<0>),
    question("upper", layout::mapping::<1>),
    question("title", layout::mapping::<2>),
    question("capitalize", layout::mapping::<3>),
    question("swapcase", layout::mapping::<4>),
    method("center", 2, 3, layout::center),
    method("ljust", 2, 3, layout::ljust),
    method("rjust", 2, 3, layout::rjust),
    method("zfill", 2, 2, layout::zfill),
    method("expandtabs", 1, ANY, layout::expandtabs).kw(),
    method("strip", 1, 2, layout::strip),
    method("lstrip", 1, 2, layout::lstrip),
    method("rstrip", 1, 2, layout::rstrip),
    method("removeprefix", 2, 2, layout::remove_prefix),
    method("removesuffix", 2, 2, layout::remove_suffix),
    method("find", 2, 4, search::find),
    method("rfind", 2, 4, search::rfind),
    method("index", 2, 4, search::index),
    method("rindex", 2, 4, search::rindex),
    method("count", 2, 4, search::count),
    method("startswith", 2, 4, search::starts_with),
    method("endswith", 2, 4, search::ends_with),
    method("replace", 3, 4, search::replace),
    method("split", 1, ANY, search::split).kw(),
    method("rsplit", 1, ANY, search::rsplit).kw(),
    method("splitlines", 1, ANY, search::split_lines).kw(),
    method("partition", 2, 2, search::partition),
    method("rpartition", 2, 2, search::rpartition),
    method("join", 2, 2, search::join),
];

/// The bytes of a receiver, shared with the heap.
#[derive(Clone)]
enum Data {
    Bytes(Arc<[u8]>),
    Array(Arc<Vec<u8>>),
}

impl Deref for Data {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Data::Bytes(b) => b,
            Data::Array(b) => b,
        }
    }
}

impl Data {
    /// Other bytes of the same type.
    fn alike(&self, m: &mut Machine, bytes: Vec<u8>) -> Value {
        m.alloc(match self {
            Data::Bytes(_) => Kind::Bytes(bytes.into()),
            Data::Array(_) => Kind::ByteArray(Arc::new(bytes)),
        })
    }

    fn type_name(&self) -> &'static str {
        match self {
            Data::Bytes(_) => "bytes",
            Data::Array(_) => "bytearray",
        }
    }
}

/// The receiver; reading a bytearray is declared to the explorer.
fn this(m: &mut Machine, args: Args) -> R<Data> {
    if let Value::Obj(r) = m.unwrap(m.arg(args, 0)) {
        match m.get(r) {
            Kind::Bytes(b) => return Ok(Data::Bytes(b.clone())),
            Kind::ByteArray(b) => {
                let b = b.clone();
                m.access(r, STRUCTURE, Touch::Read)?;
                return Ok(Data::Array(b));
            }
            _ => {}
        }
    }
    wrong_receiver(m, args, "bytes")
}

/// A bytes-like argument.
fn bytes_arg(m: &mut Machine, v: Value) -> R<Vec<u8>> {
    match bytes_of(m, v) {
        Some(b) => Ok(b),
        None => {
            let kind = m.type_name(v);
            m.type_error(&format!("a bytes-like object is required, not '{kind}'"))
        }
    }
}

/// A number that is a byte.
fn byte_arg(m: &mut Machine, args: Args, cont: Cont, v: Value) -> R<u8> {
    match int_arg(m, args, cont, v)? {
        Int::Small(n @ 0..=255) => Ok(n as u8),
        _ => m.value_error("byte must be in range(0, 256)"),
    }
}

/// The bytes that the arguments of a constructor describe.
fn source_bytes(m: &mut Machine, args: Args, cont: Cont, type_name: &str) -> R<Vec<u8>> {
    let names = ["source", "encoding", "errors"];
    let [source, encoding, errors] = keywords(m, args, type_name, 1, names, 3, 0)?;
    let coded = !encoding.is_null() || !errors.is_null();
    let encoding_name = codec::name_arg(m, type_name, "encoding", encoding, "utf-8")?;
    let errors_name = codec::name_arg(m, type_name, "errors", errors, "strict")?;
    if let Some(text) = (!source.is_null()).then(|| m.text(source).cloned()).flatten() {
        if encoding.is_null() {
            return m.type_error("string argument without an encoding");
        }
        return codec::encode(m, source, text.as_str(), &encoding_name, &errors_name);
    }
    if coded {
        let what = if encoding.is_null() { "errors" } else { "encoding" };
        return m.type_error(&format!("{what} without a string argument"));
    }
    if source.is_null() {
        return Ok(Vec::new());
    }
    if type_name == "bytes" && python_method(m, source, sym::BYTES) {
        return again(m, args, cont, &[sym::BYTES]);
    }
    if let Some(bytes) = bytes_of(m, source) {
        m.reserve(bytes.len() as u64)?;
        return Ok(bytes);
    }
    if m.as_int(source).is_some() || python_method(m, source, sym::INDEX) {
        let Int::Small(n) = int_arg(m, args, cont, source)? else {
            return m.raise(class::OVERFLOW_ERROR, "cannot fit 'int' into an index-sized integer");
        };
        let Ok(n) = usize::try_from(n) else { return m.value_error("negative count") };
        m.reserve(n as u64)?;
        return Ok(vec![0; n]);
    }
    if !super::strings::is_iterable(m, source) {
        let kind = m.type_name(source);
        return m.type_error(&format!("cannot convert '{kind}' object to {type_name}"));
    }
    let Some(items) = m.iterate_builtin(source)? else {
        return again(m, args, cont, &[sym::ITER]);
    };
    let mut bytes = Vec::with_capacity(items.len());
    for item in items {
        match int_arg(m, args, cont, item)? {
            Int::Small(n @ 0..=255) => bytes.push(n as u8),
            _ => {
                let what = if type_name == "bytes" { "bytes" } else { "byte" };
                return m.value_error(&format!("{what} must be in range(0, 256)"));
            }
        }
    }
    Ok(bytes)
}

fn bytes_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    let cls = class_arg(m, args, class::BYTES)?;
    let only = m.arg(args, 1);
    if cls == class::BYTES && args.n == 2 && args.names.is_none() && m.class_of(only) == cls {
        return Ok(only);
    }
    let bytes = source_bytes(m, args, cont, "bytes")?;
    let v = m.alloc(Kind::Bytes(bytes.into()));
    Ok(m.wrap_in(cls, v))
}

fn len(m: &mut Machine, args: Args, _: Cont) -> R {
    Ok(Value::Int(this(m, args)?.len() as i64))
}

fn get_item(m: &mut Machine, args: Args, cont: Cont) -> R {
    this(m, args)?;
    let (v, key) = (m.unwrap(m.arg(args, 0)), m.arg(args, 1));
    match m.item(v, key)? {
        Some(v) => Ok(v),
        None => again(m, args, cont, &[sym::INDEX]),
    }
}

fn contains(m: &mut Machine, args: Args, cont: Cont) -> R {
    let data = this(m, args)?;
    let item = m.arg(args, 1);
    if let Some(part) = bytes_of(m, item) {
        return Ok(Value::Bool(search::position_in(&data, &part).is_some()));
    }
    if m.as_int(item).is_some() || python_method(m, item, sym::INDEX) {
        let byte = byte_arg(m, args, cont, item)?;
        return Ok(Value::Bool(data.contains(&byte)));
    }
    let kind = m.type_name(item);
    m.type_error(&format!("a bytes-like object is required, not '{kind}'"))
}

fn iter(m: &mut Machine, args: Args, _: Cont) -> R {
    this(m, args)?;
    let v = m.unwrap(m.arg(args, 0));
    Ok(m.builtin_iter(v)?.unwrap_or(Value::None))
}

fn repr(m: &mut Machine, args: Args, _: Cont) -> R {
    let text = match this(m, args)? {
        Data::Bytes(b) => strrepr::repr_bytes(&b),
        Data::Array(b) => strrepr::repr_bytearray(&b),
    };
    Ok(m.string(text))
}

fn plain_bytes(m: &mut Machine, args: Args, _: Cont) -> R {
    this(m, args)?;
    Ok(m.unwrap(m.arg(args, 0)))
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

fn new_args(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = plain_bytes(m, args, Cont::Push)?;
    Ok(m.tuple(vec![v]))
}

fn size_of(m: &mut Machine, args: Args, _: Cont) -> R {
    Ok(Value::Int(this(m, args)?.len() as i64 + 33))
}

fn add(m: &mut Machine, args: Args, _: Cont) -> R {
    let data = this(m, args)?;
    let other = m.arg(args, 1);
    let Some(more) = bytes_of(m, other) else {
        let (kind, own) = (m.type_name(other), data.type_name());
        return m.type_error(&format!("can't concat {kind} to {own}"));
    };
    m.reserve((data.len() + more.len()) as u64)?;
    Ok(data.alike(m, [&*data, &more].concat()))
}

fn multiply(m: &mut Machine, args: Args, cont: Cont) -> R {
    this(m, args)?;
    let n = int_arg(m, args, cont, m.arg(args, 1))?;
    let (v, n) = (m.unwrap(m.arg(args, 0)), m.int(n));
    Ok(m.builtin_binary(BinOp::Mul, false, v, n)?.unwrap_or(Value::NotImplemented))
}

fn comparison<const OP: usize>(m: &mut Machine, args: Args, _: Cont) -> R {
    let data = this(m, args)?;
    let other = m.arg(args, 1);
    let bytes_only = matches!(data, Data::Bytes(_));
    if bytes_only && !m.is_subclass(m.class_of(other), class::BYTES) {
        return Ok(Value::NotImplemented);
    }
    let Some(other) = bytes_of(m, other) else { return Ok(Value::NotImplemented) };
    let order = (*data).cmp(&other);
    Ok(Value::Bool(match CmpOp::ALL[OP] {
        CmpOp::Eq => order.is_eq(),
        CmpOp::Ne => order.is_ne(),
        CmpOp::Lt => order.is_lt(),
        CmpOp::Le => order.is_le(),
        CmpOp::Gt => order.is_gt(),
        CmpOp::Ge => order.is_ge(),
    }))
}

fn decode(m: &mut Machine, args: Args, _: Cont) -> R {
    let data = this(m, args)?;
    let [encoding, errors] = keywords(m, args, "decode", 1, ["encoding", "errors"], 2, 0)?;
    let encoding = codec::name_arg(m, "decode", "encoding", encoding, "utf-8")?;
    let errors = codec::name_arg(m, "decode", "errors", errors, "strict")?;
    // The error keeps the bytes as they were.
    let object = match data {
        Data::Bytes(_) => m.arg(args, 0),
        Data::Array(_) => m.alloc(Kind::Bytes((*data).into())),
    };
    let text = codec::decode(m, object, &data, &encoding, &errors)?;
    Ok(m.string(text))
}

/// A position for `insert` and `pop`, counted from the end when negative.
fn position_arg(m: &mut Machine, args: Args, cont: Cont, v: Value, len: usize) -> R<i64> {
    let i = index_arg(m, args, cont, v)?;
    Ok(if i < 0 { i.saturating_add(len as i64) } else { i })
}
