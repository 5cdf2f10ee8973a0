//! `memoryview`: a window on the bytes of another object.
//!
//! One dimension, and the formats that `cast` knows. A view of a bytearray writes through to it; the
//! bytearray may still change its length, and what lies outside then reads as an error.

use std::sync::Arc;

use super::numbers::arguments::{bytes_of, class_arg, wrong_receiver};
use crate::access::{STRUCTURE, Touch};
use crate::frame::Cont;
use crate::heap::{Heap, make_mut};
use crate::machine::{Machine, R};
use crate::native::{ANY, Args, NativeDef, function, method};
use crate::native_object::NativeObject;
use crate::object::Kind;
use crate::symbols::class;
use crate::text::Int;
use crate::value::{Ref, Value};

/// Methods by class.
pub(crate) const METHODS: &[(Ref, &[NativeDef])] = &[(class::MEMORYVIEW, VIEW)];

const VIEW: &[NativeDef] = &[
    function("__new__", 2, 2, new),
    method("__len__", 1, 1, |m, args, _| Ok(Value::Int(this(m, args)?.len as i64))),
    method("__getitem__", 2, 2, get_item),
    method("__setitem__", 3, 3, set_item),
    method("__iter__", 1, 1, iterate),
    method("__eq__", 2, 2, equals),
    method("__hash__", 1, 1, hash),
    method("__enter__", 1, 1, enter),
    method("__exit__", 1, ANY, release),
    method("tobytes", 1, 2, to_bytes),
    method("tolist", 1, 1, to_list),
    method("hex", 1, 1, hex),
    method("release", 1, 1, release),
    method("toreadonly", 1, 1, to_read_only),
    method("cast", 2, 2, cast),
];

/// A window.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// What it looks at (a bytes or a bytearray); None once released.
    pub owner: Option<Ref>,
    /// Where the first item is, in bytes.
    pub start: usize,
    /// Number of items.
    pub len: usize,
    /// From item to item, in bytes.
    pub stride: i64,
    /// The format's letter.
    pub format: u8,
    /// Nothing can be written.
    pub read_only: bool,
}

/// Bytes of an item of that format, and whether it is a signed integer.
fn item_type(format: u8) -> Option<(usize, bool)> {
    Some(match format {
        b'b' => (1, true),
        b'B' | b'c' | b'?' => (1, false),
        b'h' => (2, true),
        b'H' => (2, false),
        b'i' => (4, true),
        b'I' => (4, false),
        b'l' | b'q' | b'n' => (8, true),
        b'L' | b'Q' | b'N' => (8, false),
        b'f' => (4, false),
        b'd' => (8, false),
        _ => return None,
    })
}

impl View {
    fn item_size(&self) -> usize {
        item_type(self.format).map_or(1, |(size, _)| size)
    }

    fn offset(&self, i: usize) -> usize {
        (self.start as i64 + self.stride * i as i64).max(0) as usize
    }

    /// The bytes it shows, one item after another.
    pub fn bytes(&self, m: &Machine) -> Vec<u8> {
        self.bytes_in(&m.p.heap)
    }

    /// The same in a heap.
    pub fn bytes_in(&self, heap: &Heap) -> Vec<u8> {
        let data: &[u8] = match self.owner.map(|r| heap.get(r)) {
            Some(Kind::Bytes(b)) => b,
            Some(Kind::ByteArray(b)) => b,
            _ => &[],
        };
        let size = self.item_size();
        if self.stride == size as i64 {
            let end = (self.start + self.len * size).min(data.len());
            return data.get(self.start..end).unwrap_or_default().to_vec();
        }
        (0..self.len)
            .filter_map(|i| data.get(self.offset(i)..self.offset(i) + size))
            .flatten()
            .copied()
            .collect()
    }
}

/// The view that a value is.
pub(crate) fn view_of(m: &Machine, v: Value) -> Option<View> {
    match v {
        Value::Obj(r) => match m.get(r) {
            Kind::Other(data) => match **data {
                NativeObject::View(view) => Some(view),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

fn this(m: &mut Machine, args: Args) -> R<View> {
    match view_of(m, m.arg(args, 0)) {
        Some(view) if view.owner.is_some() => Ok(view),
        Some(_) => m.value_error("operation forbidden on released memoryview object"),
        None => wrong_receiver(m, args, "memoryview"),
    }
}

fn made(m: &mut Machine, view: View) -> Value {
    m.alloc(Kind::Other(Arc::new(NativeObject::View(view))))
}

fn new(m: &mut Machine, args: Args, _: Cont) -> R {
    class_arg(m, args, class::MEMORYVIEW)?;
    let v = m.arg(args, 1);
    if let Some(view) = view_of(m, v) {
        return Ok(made(m, view));
    }
    if let Value::Obj(r) = m.unwrap(v) {
        let (len, read_only) = match m.get(r) {
            Kind::Bytes(b) => (b.len(), true),
            Kind::ByteArray(b) => (b.len(), false),
            _ => (0, true),
        };
        if matches!(m.get(r), Kind::Bytes(_) | Kind::ByteArray(_)) {
            let view = View { owner: Some(r), start: 0, len, stride: 1, format: b'B', read_only };
            return Ok(made(m, view));
        }
    }
    let kind = m.type_name(v);
    m.type_error(&format!("memoryview: a bytes-like object is required, not '{kind}'"))
}

/// A view's attribute.
pub(crate) fn attribute(m: &mut Machine, view: View, name: Ref) -> Option<Value> {
    let name = m.symbol_text(name).to_owned();
    let size = view.item_size();
    Some(match name.as_str() {
        "obj" => view.owner.map_or(Value::None, Value::Obj),
        "nbytes" => Value::Int((view.len * size) as i64),
        "itemsize" => Value::Int(size as i64),
        "format" => m.string(char::from(view.format).to_string()),
        "readonly" => Value::Bool(view.read_only),
        "ndim" => Value::Int(1),
        "shape" => m.tuple(vec![Value::Int(view.len as i64)]),
        "strides" => m.tuple(vec![Value::Int(view.stride)]),
        "suboffsets" => m.tuple(Vec::new()),
        "contiguous" | "c_contiguous" | "f_contiguous" => Value::Bool(view.stride == size as i64),
        _ => return None,
    })
}

fn item(m: &mut Machine, view: &View, bytes: &[u8]) -> Value {
    let mut wide = [0; 8];
    wide[..bytes.len().min(8)].copy_from_slice(&bytes[..bytes.len().min(8)]);
    let bits = u64::from_le_bytes(wide);
    let shift = 64 - 8 * bytes.len().clamp(1, 8) as u32;
    match view.format {
        b'c' => m.alloc(Kind::Bytes(bytes.into())),
        b'?' => Value::Bool(bits != 0),
        b'f' => Value::Float(f64::from(f32::from_bits(bits as u32))),
        b'd' => Value::Float(f64::from_bits(bits)),
        format if item_type(format).is_some_and(|(_, signed)| signed) => {
            Value::Int((bits << shift) as i64 >> shift)
        }
        _ => m.big(bits.into()),
    }
}

fn encoded(m: &mut Machine, view: &View, v: Value) -> R<Vec<u8>> {
    let (size, signed) = item_type(view.format).unwrap_or((1, false));
    let letter = char::from(view.format);
    let wrong = |m: &mut Machine| {
        m.type_error::<Vec<u8>>(&format!("memoryview: invalid type for format '{letter}'"))
    };
    if view.format == b'c' {
        return match bytes_of(m, v) {
            Some(bytes) if bytes.len() == 1 => Ok(bytes),
            _ => wrong(m),
        };
    }
    if matches!(view.format, b'f' | b'd') {
        let x = match (m.unwrap(v), m.as_int(v)) {
            (Value::Float(x), _) => x,
            (_, Some(Int::Small(n))) => n as f64,
            _ => return wrong(m),
        };
        return Ok(if size == 4 {
            (x as f32).to_le_bytes().to_vec()
        } else {
            x.to_le_bytes().to_vec()
        });
    }
    let Some(n) = m.as_int(v) else { return wrong(m) };
    let wide: Option<i128> = match n {
        Int::Small(n) => Some(i128::from(n)),
        Int::Big(n) => i128::try_from(n).ok(),
    };
    let bits = 8 * size as u32;
    let (low, high) =
        if signed { (-(1i128 << (bits - 1)), 1i128 << (bits - 1)) } else { (0, 1i128 << bits) };
    match wide.filter(|n| (low..high).contains(n)) {
        Some(n) => Ok(n.to_le_bytes()[..size].to_vec()),
        None => m.value_error(&format!("memoryview: invalid value for format '{letter}'")),
    }
}

fn touch(m: &mut Machine, view: &View, touch: Touch) -> R<()> {
    match view.owner {
        Some(owner) => m.access(owner, STRUCTURE, touch),
        None => Ok(()),
    }
}

fn index(m: &mut Machine, view: &View, key: Value) -> R<usize> {
    let Some(i) = m.as_int(key) else {
        return m.type_error("memoryview: invalid slice key");
    };
    let i = match i {
        Int::Small(i) => i,
        Int::Big(_) => i64::MAX,
    };
    match m.index_in(i, view.len) {
        Some(i) => Ok(i),
        None => m.raise(class::INDEX_ERROR, "index out of bounds on dimension 1"),
    }
}

/// The view of a slice.
fn sliced(m: &mut Machine, view: View, slice: Ref) -> R<View> {
    let indices = m.slice_indices(slice, view.len)?;
    let places: Vec<usize> = indices.iter().take(2).collect();
    let step = match places.as_slice() {
        [a, b] => *b as i64 - *a as i64,
        _ => 1,
    };
    let start = places.first().map_or(view.start, |i| view.offset(*i));
    Ok(View { start, len: indices.iter().count(), stride: view.stride * step, ..view })
}

fn get_item(m: &mut Machine, args: Args, _: Cont) -> R {
    let view = this(m, args)?;
    item_of(m, view, m.arg(args, 1))
}

/// `view[key]`
pub(crate) fn item_of(m: &mut Machine, view: View, key: Value) -> R {
    if view.owner.is_none() {
        return m.value_error("operation forbidden on released memoryview object");
    }
    if let Value::Obj(slice) = key
        && matches!(m.get(slice), Kind::Slice(_))
    {
        let view = sliced(m, view, slice)?;
        return Ok(made(m, view));
    }
    let i = index(m, &view, key)?;
    touch(m, &view, Touch::Read)?;
    let one = View { start: view.offset(i), len: 1, stride: view.item_size() as i64, ..view };
    let bytes = one.bytes(m);
    if bytes.len() < view.item_size() {
        return m.raise(class::INDEX_ERROR, "index out of bounds on dimension 1");
    }
    Ok(item(m, &view, &bytes))
}

fn set_item(m: &mut Machine, args: Args, _: Cont) -> R {
    let view = this(m, args)?;
    set_item_of(m, view, m.arg(args, 1), m.arg(args, 2))?;
    Ok(Value::None)
}

/// `view[key] = v`
pub(crate) fn set_item_of(m: &mut Machine, view: View, key: Value, v: Value) -> R<()> {
    if view.owner.is_none() {
        return m.value_error("operation forbidden on released memoryview object");
    }
    if view.read_only {
        return m.type_error("cannot modify read-only memory");
    }
    let (view, bytes) = match key {
        Value::Obj(slice) if matches!(m.get(slice), Kind::Slice(_)) => {
            let part = sliced(m, view, slice)?;
            let Some(bytes) = bytes_of(m, v) else {
                let kind = m.type_name(v);
                return m.type_error(&format!("a bytes-like object is required, not '{kind}'"));
            };
            if bytes.len() != part.len * part.item_size() {
                return m.value_error(
                    "memoryview assignment: lvalue and rvalue have different structures",
                );
            }
            (part, bytes)
        }
        _ => {
            let i = index(m, &view, key)?;
            let bytes = encoded(m, &view, v)?;
            (View { start: view.offset(i), len: 1, ..view }, bytes)
        }
    };
    touch(m, &view, Touch::Write)?;
    if let Some(owner) = view.owner
        && let Kind::ByteArray(data) = m.get_mut(owner)
    {
        let data = make_mut(data);
        for (i, new) in bytes.chunks(view.item_size()).enumerate() {
            let at = view.offset(i);
            if let Some(old) = data.get_mut(at..at + new.len()) {
                old.copy_from_slice(new);
            }
        }
    }
    Ok(())
}

fn to_bytes(m: &mut Machine, args: Args, _: Cont) -> R {
    let view = this(m, args)?;
    touch(m, &view, Touch::Read)?;
    let bytes = view.bytes(m);
    m.reserve(bytes.len() as u64)?;
    Ok(m.alloc(Kind::Bytes(bytes.into())))
}

fn items(m: &mut Machine, args: Args) -> R<Vec<Value>> {
    let view = this(m, args)?;
    touch(m, &view, Touch::Read)?;
    let bytes = view.bytes(m);
    m.reserve(bytes.len() as u64 * 16)?;
    Ok(bytes.chunks(view.item_size()).map(|chunk| item(m, &view, chunk)).collect())
}

fn to_list(m: &mut Machine, args: Args, _: Cont) -> R {
    let items = items(m, args)?;
    Ok(m.list(items))
}

fn iterate(m: &mut Machine, args: Args, _: Cont) -> R {
    let items = items(m, args)?;
    let Value::Obj(list) = m.list(items) else { unreachable!("a list") };
    Ok(m.alloc(Kind::SeqIter(list, 0)))
}

fn equals(m: &mut Machine, args: Args, _: Cont) -> R {
    let (mine, other) = (view_of(m, m.arg(args, 0)), m.arg(args, 1));
    let Some(mine) = mine else { return wrong_receiver(m, args, "memoryview") };
    let other_format = view_of(m, other).map_or(b'B', |view| view.format);
    Ok(match bytes_of(m, other) {
        Some(bytes) => Value::Bool(mine.bytes(m) == bytes && mine.format == other_format),
        None => Value::NotImplemented,
    })
}

fn hash(m: &mut Machine, args: Args, _: Cont) -> R {
    let view = this(m, args)?;
    if !view.read_only {
        return m.value_error("cannot hash writable memoryview object");
    }
    let bytes = view.bytes(m);
    let bytes = m.alloc(Kind::Bytes(bytes.into()));
    match m.hash_of(bytes) {
        crate::hash::Answer::Is(hash) => Ok(Value::Int(hash as i64)),
        _ => m.type_error("unhashable type: 'memoryview'"),
    }
}

fn hex(m: &mut Machine, args: Args, _: Cont) -> R {
    let view = this(m, args)?;
    let text = view.bytes(m).iter().map(|b| format!("{b:02x}")).collect();
    Ok(m.string(text))
}

fn enter(m: &mut Machine, args: Args, _: Cont) -> R {
    this(m, args)?;
    Ok(m.arg(args, 0))
}

fn release(m: &mut Machine, args: Args, _: Cont) -> R {
    if let Value::Obj(r) = m.arg(args, 0)
        && let Kind::Other(data) = m.get_mut(r)
        && let NativeObject::View(view) = make_mut(data)
    {
        view.owner = None;
    }
    Ok(Value::None)
}

fn to_read_only(m: &mut Machine, args: Args, _: Cont) -> R {
    let view = this(m, args)?;
    Ok(made(m, View { read_only: true, ..view }))
}

fn cast(m: &mut Machine, args: Args, _: Cont) -> R {
    let view = this(m, args)?;
    let format = m.str_arg(m.arg(args, 1), "cast", "argument 1")?;
    let letter = match format.trim_start_matches('@').as_bytes() {
        [letter] => *letter,
        _ => 0,
    };
    let Some((size, _)) = item_type(letter) else {
        return m.value_error(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        );
    };
    let total = view.len * view.item_size();
    if view.stride != view.item_size() as i64 {
        return m.type_error("memoryview: casts are restricted to C-contiguous views");
    }
    if !total.is_multiple_of(size) {
        return m.type_error("memoryview: length is not a multiple of itemsize");
    }
    Ok(made(m, View { len: total / size, stride: size as i64, format: letter, ..view }))
}
