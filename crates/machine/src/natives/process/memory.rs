//! Arrays of C values that processes share: what ctypes values and shared memory consist of.

use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use timeslice_trace::EventKind;

use crate::access::Touch;
use crate::frame::Cont;
use crate::ipc::{SharedArray, SharedThing};
use crate::machine::{Machine, R};
use crate::native::Args;
use crate::object::Kind;
use crate::symbols::class;
use crate::text::Int;
use crate::thread::Wait;
use crate::value::{Ref, Value};

/// Bits of the integer type with that code, and whether it is signed.
fn integer_type(code: u8) -> Option<(u32, bool)> {
    Some(match code {
        b'b' => (8, true),
        b'B' => (8, false),
        b'h' => (16, true),
        b'H' => (16, false),
        b'i' => (32, true),
        b'I' => (32, false),
        b'l' | b'q' => (64, true),
        b'L' | b'Q' => (64, false),
        _ => return None,
    })
}

/// `Shared(typecode, n or items)`
pub fn new(m: &mut Machine, args: Args, _: Cont) -> R {
    let code = m.str_arg(m.arg(args, 1), "Shared", "argument 1")?;
    let (&[code], source) = (code.as_bytes(), m.arg(args, 2)) else {
        return m.value_error("a typecode is one character");
    };
    if integer_type(code).is_none() && !matches!(code, b'f' | b'd') {
        return m.value_error("bad typecode (must be b, B, h, H, i, I, l, L, q, Q, f or d)");
    }
    let cells = match source {
        Value::Int(n) if n >= 0 => {
            m.reserve(n as u64 * 8)?;
            vec![0; n as usize]
        }
        _ => {
            let items = m.tuple_items(source);
            let mut cells = Vec::with_capacity(items.len());
            for item in items {
                cells.push(bits(m, code, item)?);
            }
            cells
        }
    };
    let name = m.shared_name();
    let arrays = &mut m.ipc_mut().arrays;
    arrays.push(Arc::new(SharedArray { name, typecode: code, cells }));
    let number = arrays.len() as u32 - 1;
    Ok(m.shared_object(SharedThing::Array(number)))
}

/// `len(array)`
pub fn len(m: &mut Machine, args: Args, _: Cont) -> R {
    match m.shared_thing(m.arg(args, 0)) {
        Some(SharedThing::Array(n)) => {
            Ok(Value::Int(m.w.ipc.arrays[n as usize].cells.len() as i64))
        }
        _ => m.type_error("a shared array is needed"),
    }
}

/// A value's bits in memory.
fn bits(m: &mut Machine, code: u8, v: Value) -> R<u64> {
    let Some((width, signed)) = integer_type(code) else {
        let number = match m.unwrap(v) {
            Value::Float(f) => f,
            other => match m.as_int(other) {
                Some(Int::Small(i)) => i as f64,
                Some(Int::Big(b)) => b.to_f64().unwrap_or(f64::INFINITY),
                None => {
                    let kind = m.type_name(v);
                    return m.type_error(&format!("must be real number, not {kind}"));
                }
            },
        };
        let number = if code == b'f' { f64::from(number as f32) } else { number };
        return Ok(number.to_bits());
    };
    let wide: i128 = match m.as_int(v) {
        Some(Int::Small(i)) => i.into(),
        Some(Int::Big(b)) => b.to_i128().unwrap_or(i128::MAX),
        None => {
            return m.type_error(&format!(
                "memoryview: invalid type for format '{}'",
                char::from(code)
            ));
        }
    };
    let (low, high) =
        if signed { (-(1_i128 << (width - 1)), 1_i128 << (width - 1)) } else { (0, 1 << width) };
    if !(low..high).contains(&wide) {
        return m
            .value_error(&format!("memoryview: invalid value for format '{}'", char::from(code)));
    }
    Ok(wide as u64)
}

fn value(m: &mut Machine, code: u8, bits: u64) -> Value {
    match integer_type(code) {
        None => Value::Float(f64::from_bits(bits)),
        Some((_, true)) => Value::Int(bits as i64),
        Some((_, false)) => m.big(BigInt::from(bits)),
    }
}

impl Machine {
    fn cell_index(&mut self, number: u32, key: Value) -> R<Option<usize>> {
        let len = self.w.ipc.arrays[number as usize].cells.len();
        let index = match self.unwrap(key) {
            Value::Int(i) => i,
            Value::Bool(b) => i64::from(b),
            _ => return Ok(None),
        };
        match self.index_in(index, len) {
            Some(i) => Ok(Some(i)),
            None => self.raise(class::INDEX_ERROR, "invalid index"),
        }
    }

    /// Declares an access to a cell of shared memory.
    fn touch_cell(&mut self, number: u32, index: usize, touch: Touch) -> R<()> {
        let name = self.w.ipc.arrays[number as usize].name;
        self.access_shared(name, index as u64, touch)?;
        if self.recorder.is_some() {
            let a = self.shared_id(name, "shared memory", Wait::Any(Ref(number)));
            let b = self.text_id(&format!("[{index}]"));
            let kind = if touch == Touch::Read { EventKind::Read } else { EventKind::Write };
            self.event(kind, a, b);
        }
        Ok(())
    }

    /// `array[key]`; `None`: `__index__` in Python is needed.
    pub(crate) fn shared_item(&mut self, number: u32, key: Value) -> R<Option<Value>> {
        if let Value::Obj(slice) = key
            && matches!(self.get(slice), Kind::Slice(_))
        {
            let len = self.w.ipc.arrays[number as usize].cells.len();
            let indices = self.slice_indices(slice, len)?;
            for i in indices.iter() {
                self.touch_cell(number, i, Touch::Read)?;
            }
            let array = self.w.ipc.arrays[number as usize].clone();
            let items =
                indices.iter().map(|i| value(self, array.typecode, array.cells[i])).collect();
            return Ok(Some(self.list(items)));
        }
        let Some(i) = self.cell_index(number, key)? else { return Ok(None) };
        self.touch_cell(number, i, Touch::Read)?;
        let array = &self.w.ipc.arrays[number as usize];
        let (code, bits) = (array.typecode, array.cells[i]);
        Ok(Some(value(self, code, bits)))
    }

    /// `array[key] = value`; false: `__index__` in Python is needed.
    pub(crate) fn set_shared_item(&mut self, number: u32, key: Value, v: Value) -> R<bool> {
        let Some(i) = self.cell_index(number, key)? else { return Ok(false) };
        let code = self.w.ipc.arrays[number as usize].typecode;
        let bits = bits(self, code, v)?;
        self.touch_cell(number, i, Touch::Write)?;
        self.ipc_mut().array_mut(number).cells[i] = bits;
        Ok(true)
    }
}
