//! `sum()`: over what is there at once, over generators item by item, and the rest in the library.

use num_bigint::BigInt;

use crate::frame::{Cont, GenKind};
use crate::machine::{Machine, R, Signal};
use crate::native::Args;
use crate::object::Kind;
use crate::text::sum::FloatSum;
use crate::value::{Ref, Value};

/// What an item of a range costs CPython's loop, in nanoseconds.
const RANGE_ITEM_NS: u64 = 20;

/// `sum(iterable, /, start=0)`.
pub(super) fn sum(m: &mut Machine, args: Args, cont: Cont) -> R {
    let [items, start] = m.bind(args, "sum", ["/iterable", "start"], 2, 1)?;
    let start = if start.is_null() { Value::Int(0) } else { start };
    if m.text(start).is_some() {
        return m.type_error("sum() can't sum strings [use ''.join(seq) instead]");
    }
    if let Value::Obj(r) = items {
        match m.get(r) {
            Kind::Range(range) if matches!(start, Value::Int(_)) => {
                let range = **range;
                return Ok(range_sum(m, range, start));
            }
            Kind::Generator(g)
                if g.kind == GenKind::Generator
                    && cont == Cont::Push
                    && matches!(start, Value::Int(_) | Value::Float(_)) =>
            {
                m.th.stack.truncate(args.floor);
                m.push(items);
                m.push(start);
                m.push(low_part(start));
                m.resume_generator(r, Value::None, Cont::Sum)?;
                return Err(Signal::Pushed);
            }
            _ => {}
        }
    }
    // An iterator is used up by now: the library gets its items.
    let rest = match m.iterate_builtin(items)? {
        None => items,
        Some(list) => {
            if let Some(v) = super::numbers::sum_fast(m, &list, start)? {
                return Ok(v);
            }
            m.list(list)
        }
    };
    m.tail_library(args, "_sum", &[rest, start, Value::None], cont)
}

/// The correction of a float sum; an int has none.
fn low_part(total: Value) -> Value {
    match total {
        Value::Float(_) => Value::Float(0.0),
        _ => Value::Null,
    }
}

/// The numbers of a range need not be looked at, but CPython does, and it takes time.
fn range_sum(m: &mut Machine, range: [i64; 3], start: Value) -> Value {
    let n = crate::iterate::range_len(range);
    let Value::Int(start) = start else { unreachable!("an int") };
    if m.w.bytecode_ns > 0 {
        m.spend(n.saturating_mul(RANGE_ITEM_NS));
    }
    let (first, step, n) = (BigInt::from(range[0]), BigInt::from(range[2]), BigInt::from(n));
    let total: BigInt = &n * first + step * (&n * (&n - 1)) / 2 + start;
    m.int(crate::text::Int::from(total))
}

impl Machine {
    /// A generator that is being summed yielded `v`; below: the generator, the sum so far, its
    /// correction.
    pub(crate) fn sum_item(&mut self, v: Value) -> R<()> {
        let (low, total) = (self.peek(0), self.peek(1));
        let Value::Obj(generator) = self.peek(2) else { unreachable!("a generator") };
        let number = match v {
            Value::Bool(b) => Value::Int(i64::from(b)),
            _ => v,
        };
        let (total, low) = match (total, low, number) {
            (Value::Int(a), _, Value::Int(b)) if a.checked_add(b).is_some() => {
                (Value::Int(a + b), Value::Null)
            }
            (Value::Int(a), _, Value::Float(b)) => (Value::Float(a as f64 + b), Value::Float(0.0)),
            (Value::Float(high), Value::Float(low), Value::Float(_) | Value::Int(_)) => {
                let mut sum = FloatSum::from_parts(high, low);
                match number {
                    Value::Float(x) => sum.add(x),
                    Value::Int(n) => sum.add_int(n),
                    _ => {}
                }
                let (high, low) = sum.parts();
                (Value::Float(high), Value::Float(low))
            }
            _ => return self.sum_rest(generator, v),
        };
        let len = self.th.stack.len();
        self.th.stack[len - 2] = total;
        self.th.stack[len - 1] = low;
        self.resume_generator(generator, Value::None, Cont::Sum)
    }

    /// Long ints, fractions, vectors: the library goes on with the item and the generator.
    fn sum_rest(&mut self, generator: Ref, item: Value) -> R<()> {
        let total = self.sum_total();
        let f = self.library_function("_sum")?;
        let first = self.tuple(vec![item]);
        match self.call_value(f, &[generator.into(), total, first], Cont::Push) {
            Ok(()) | Err(Signal::Pushed) => Ok(()),
            other => other,
        }
    }

    /// Takes generator, sum and correction off the stack; the sum.
    pub(crate) fn sum_total(&mut self) -> Value {
        let low = self.pop();
        let total = self.pop();
        self.pop();
        match (total, low) {
            (Value::Float(high), Value::Float(low)) => {
                Value::Float(FloatSum::from_parts(high, low).total())
            }
            _ => total,
        }
    }
}
