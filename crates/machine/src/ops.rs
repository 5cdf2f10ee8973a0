//! Operators: what the built-in types do, then the special methods of classes.

use std::cmp::Ordering;
use std::sync::Arc;

use num_bigint::BigInt;
use timeslice_compiler::{BinOp, CmpOp, INPLACE, Instr, Op};

use crate::frame::Cont;
use crate::hash::Answer;
use crate::machine::{Machine, R, Signal};
use crate::native_object::NativeObject;
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::text::int::IntPower;
use crate::text::{Int, IntRef, Raise, float, int};
use crate::value::{Ref, Value};

/// Bits beyond which an int's result is refused: the memory limit of one number.
pub const MAX_INT_BITS: u64 = 1 << 25;

const METHODS: [(Ref, Ref, Ref); 13] = [
    (sym::ADD, sym::RADD, sym::IADD),
    (sym::SUB, sym::RSUB, sym::ISUB),
    (sym::MUL, sym::RMUL, sym::IMUL),
    (sym::MATMUL, sym::RMATMUL, sym::IMATMUL),
    (sym::TRUEDIV, sym::RTRUEDIV, sym::ITRUEDIV),
    (sym::FLOORDIV, sym::RFLOORDIV, sym::IFLOORDIV),
    (sym::MOD, sym::RMOD, sym::IMOD),
    (sym::POW, sym::RPOW, sym::IPOW),
    (sym::LSHIFT, sym::RLSHIFT, sym::ILSHIFT),
    (sym::RSHIFT, sym::RRSHIFT, sym::IRSHIFT),
    (sym::AND, sym::RAND, sym::IAND),
    (sym::OR, sym::ROR, sym::IOR),
    (sym::XOR, sym::RXOR, sym::IXOR),
];

const COMPARE_METHODS: [(Ref, Ref); 6] = [
    (sym::LT, sym::GT),
    (sym::LE, sym::GE),
    (sym::EQ, sym::EQ),
    (sym::NE, sym::NE),
    (sym::GT, sym::LT),
    (sym::GE, sym::LE),
];

enum Number {
    Int(Int),
    Float(f64),
    Complex(f64, f64),
}

impl Machine {
    /// Raises what a function of [`crate::text`] asks for.
    pub(crate) fn raise_text<T>(&mut self, raise: Raise) -> R<T> {
        let (cls, message) = match raise {
            Raise::Value(m) => (class::VALUE_ERROR, m),
            Raise::Type(m) => (class::TYPE_ERROR, m),
            Raise::Overflow(m) => (class::OVERFLOW_ERROR, m),
            Raise::ZeroDivision(m) => (class::ZERO_DIVISION_ERROR, m),
            Raise::Index(m) => (class::INDEX_ERROR, m),
            Raise::Key(m) => (class::KEY_ERROR, m),
            Raise::Memory => {
                let exc = self.exception_with(class::MEMORY_ERROR, Vec::new());
                return Err(Signal::Raise(exc));
            }
        };
        self.raise(cls, &message)
    }

    /// The value of a `Result` of [`crate::text`], or its exception.
    pub(crate) fn checked<T>(&mut self, result: crate::text::Result<T>) -> R<T> {
        match result {
            Ok(v) => Ok(v),
            Err(raise) => self.raise_text(raise),
        }
    }

    /// An int as a value.
    pub(crate) fn int(&mut self, n: Int) -> Value {
        match n {
            Int::Small(i) => Value::Int(i),
            Int::Big(b) => self.alloc(Kind::BigInt(Arc::new(b))),
        }
    }

    /// A `BigInt` as a value.
    pub(crate) fn big(&mut self, b: BigInt) -> Value {
        self.int(Int::from(b))
    }

    /// The int that a value is (bools are ints).
    pub(crate) fn as_int(&self, v: Value) -> Option<Int> {
        match self.unwrap(v) {
            Value::Int(i) => Some(Int::Small(i)),
            Value::Bool(b) => Some(Int::Small(i64::from(b))),
            Value::Obj(r) => match self.get(r) {
                Kind::BigInt(b) => Some(Int::Big((**b).clone())),
                _ => None,
            },
            _ => None,
        }
    }

    fn number(&self, v: Value) -> Option<Number> {
        match self.unwrap(v) {
            Value::Float(f) => Some(Number::Float(f)),
            Value::Obj(r) => match self.get(r) {
                Kind::BigInt(b) => Some(Number::Int(Int::Big((**b).clone()))),
                Kind::Complex(re, im) => Some(Number::Complex(*re, *im)),
                _ => None,
            },
            v => self.as_int(v).map(Number::Int),
        }
    }

    /// `[a b → a op b]`, beyond the loop's fast paths.
    #[inline(never)]
    pub(crate) fn binary_op(&mut self, arg: u32) -> R<()> {
        if self.explore.is_some() {
            self.touch_operands(Instr { op: Op::BinaryOp, arg })?;
        }
        let op = BinOp::ALL[(arg & !INPLACE) as usize];
        let inplace = arg & INPLACE != 0;
        let b = self.peek(0);
        let a = self.peek(1);
        if !self.may_override(a) && !self.may_override(b) {
            if let Some(v) = self.builtin_binary(op, inplace, a, b)? {
                self.drop_n(2);
                self.push(v);
                return Ok(());
            }
            return self.unsupported(op, inplace, a, b);
        }
        self.binary_stage(arg, 0)
    }

    /// Whether a class written in Python may define operators for the value.
    fn may_override(&self, v: Value) -> bool {
        matches!(v, Value::Obj(r) if match self.get(r) {
            Kind::Instance(..) => true,
            Kind::Class(data) => data.metaclass != class::TYPE,
            _ => false,
        })
    }

    /// Tries the methods of an operator in CPython's order from `stage` on (`binary_op1`, abstract.c).
    fn binary_stage(&mut self, arg: u32, mut stage: u8) -> R<()> {
        let op = BinOp::ALL[(arg & !INPLACE) as usize];
        let inplace = arg & INPLACE != 0;
        let b = self.peek(0);
        let a = self.peek(1);
        let (normal, reflected, augmented) = METHODS[op as usize];
        let (ca, cb) = (self.class_of(a), self.class_of(b));
        let forward = self.class_lookup(ca, normal);
        let backward = self.class_lookup(cb, reflected);
        // The reflected method of a subclass goes first when it overrides.
        let subclass_first = ca != cb
            && self.is_subclass(cb, ca)
            && backward.is_some()
            && !same_method(backward, self.class_lookup(ca, reflected));
        loop {
            let (method, receiver, other) = match stage {
                0 => (if inplace { self.class_lookup(ca, augmented) } else { None }, a, b),
                1 => (if subclass_first { backward } else { None }, b, a),
                2 => (forward, a, b),
                3 => (if subclass_first || ca == cb { None } else { backward }, b, a),
                _ => break,
            };
            stage += 1;
            let Some(method) = method else { continue };
            if self.is_native_value(method) {
                // A built-in type's own: computed below without a call.
                let first = if receiver.is(a) { (a, b) } else { (other, receiver) };
                let plain = (self.unwrap(first.0), self.unwrap(first.1));
                if op == BinOp::Mod && self.text(plain.0).is_some() {
                    // Any value can be formatted.
                    let v = self.percent(plain.0, first.1)?;
                    self.drop_n(2);
                    self.push(v);
                    return Ok(());
                }
                if !self.may_override(plain.0)
                    && !self.may_override(plain.1)
                    && let Some(v) =
                        self.builtin_binary(op, inplace && stage == 1, plain.0, plain.1)?
                {
                    self.drop_n(2);
                    self.push(v);
                    return Ok(());
                }
                continue;
            }
            return self.call_method(method, receiver, &[other], Cont::Binary { op: arg, stage });
        }
        if self.is_type_union(op, a, b) {
            let v = self.make_union(a, b)?;
            self.drop_n(2);
            self.push(v);
            return Ok(());
        }
        self.unsupported(op, inplace, a, b)
    }

    fn is_native_value(&self, v: Value) -> bool {
        matches!(v, Value::Obj(r) if matches!(self.get(r), Kind::Native(_)))
    }

    /// A method of an operator gave `v`.
    pub(crate) fn binary_result(&mut self, arg: u32, stage: u8, v: Value) -> R<()> {
        if matches!(v, Value::NotImplemented) {
            return self.binary_stage(arg, stage);
        }
        self.drop_n(2);
        self.push(v);
        Ok(())
    }

    fn unsupported<T>(&mut self, op: BinOp, inplace: bool, a: Value, b: Value) -> R<T> {
        let (x, y) = (self.type_name(a), self.type_name(b));
        let symbol = match op {
            BinOp::Pow => "** or pow()".to_owned(),
            _ => op.symbol().to_owned(),
        };
        let symbol = match (inplace, op) {
            (true, BinOp::Pow) => "**=".into(),
            (true, _) => format!("{symbol}="),
            _ => symbol,
        };
        if op == BinOp::Add {
            let seq = |k: &Kind| match k {
                Kind::Str(_) => Some("str"),
                Kind::List(_) => Some("list"),
                Kind::Tuple(_) => Some("tuple"),
                _ => None,
            };
            if let Value::Obj(r) = a
                && let Some(kind) = seq(self.get(r))
            {
                let message = if kind == "str" {
                    format!("can only concatenate str (not \"{y}\") to str")
                } else {
                    format!("can only concatenate {kind} (not \"{y}\") to {kind}")
                };
                return self.type_error(&message);
            }
            if let Value::Obj(r) = a
                && matches!(self.get(r), Kind::Bytes(_))
            {
                return self.type_error(&format!("can't concat {y} to bytes"));
            }
        }
        if op == BinOp::Mul {
            let is_seq = |m: &Machine, v: Value| matches!(v, Value::Obj(r) if matches!(m.get(r), Kind::Str(_) | Kind::List(_) | Kind::Tuple(_) | Kind::Bytes(_)));
            if is_seq(self, a) {
                return self
                    .type_error(&format!("can't multiply sequence by non-int of type '{y}'"));
            }
            if is_seq(self, b) {
                return self
                    .type_error(&format!("can't multiply sequence by non-int of type '{x}'"));
            }
        }
        let print = op == BinOp::RShift
            && matches!(a, Value::Obj(r) if matches!(self.get(r),
                Kind::Native(i) if self.natives[*i as usize].name == "print"));
        let hint = if print && !inplace {
            ". Did you mean \"print(<message>, file=<output_stream>)\"?"
        } else {
            ""
        };
        self.type_error(&format!("unsupported operand type(s) for {symbol}: '{x}' and '{y}'{hint}"))
    }

    /// What the built-in types do; `None`: they do not know these operands.
    pub(crate) fn builtin_binary(
        &mut self,
        op: BinOp,
        inplace: bool,
        a: Value,
        b: Value,
    ) -> R<Option<Value>> {
        if let (Value::Bool(x), Value::Bool(y)) = (a, b) {
            match op {
                BinOp::And => return Ok(Some(Value::Bool(x & y))),
                BinOp::Or => return Ok(Some(Value::Bool(x | y))),
                BinOp::Xor => return Ok(Some(Value::Bool(x ^ y))),
                _ => {}
            }
        }
        if let (Some(x), Some(y)) = (self.number(a), self.number(b)) {
            return self.numeric(op, x, y);
        }
        if let Value::Obj(r) = a
            && op == BinOp::Mod
        {
            match self.get(r) {
                Kind::Str(_) => return self.percent(a, b).map(Some),
                Kind::Bytes(_) => {
                    return self.type_error("bytes formatting is not supported in Timeslice");
                }
                _ => {}
            }
        }
        self.sequence_binary(op, inplace, a, b)
    }

    fn numeric(&mut self, op: BinOp, x: Number, y: Number) -> R<Option<Value>> {
        let v = match (x, y) {
            (Number::Int(x), Number::Int(y)) => return self.int_binary(op, x.as_ref(), y.as_ref()),
            (x @ Number::Complex(..), y) | (x, y @ Number::Complex(..)) => {
                return self.complex_binary(op, x, y);
            }
            (x, y) => {
                let x = self.float_of(x)?;
                let y = self.float_of(y)?;
                match op {
                    BinOp::Add => Value::Float(x + y),
                    BinOp::Sub => Value::Float(x - y),
                    BinOp::Mul => Value::Float(x * y),
                    BinOp::Div => Value::Float(self.checked(float::div(x, y))?),
                    BinOp::FloorDiv => Value::Float(self.checked(float::floor_div(x, y))?),
                    BinOp::Mod => Value::Float(self.checked(float::modulo(x, y))?),
                    BinOp::Pow => match self.checked(float::pow(x, y))? {
                        float::Power::Float(f) => Value::Float(f),
                        float::Power::Complex(re, im) => self.alloc(Kind::Complex(re, im)),
                    },
                    _ => return Ok(None),
                }
            }
        };
        Ok(Some(v))
    }

    fn float_of(&mut self, n: Number) -> R<f64> {
        match n {
            Number::Float(f) => Ok(f),
            Number::Int(i) => self.checked(float::from_int(i.as_ref())),
            Number::Complex(re, _) => Ok(re),
        }
    }

    fn int_binary(&mut self, op: BinOp, x: IntRef<'_>, y: IntRef<'_>) -> R<Option<Value>> {
        let bits = |n: IntRef<'_>| n.bit_length();
        if op == BinOp::Mul && bits(x) + bits(y) > MAX_INT_BITS {
            return self.raise_text(Raise::Memory);
        }
        let n = match op {
            BinOp::Add => add(x, y),
            BinOp::Sub => sub(x, y),
            BinOp::Mul => mul(x, y),
            BinOp::FloorDiv => self.checked(int::floor_div(x, y))?,
            BinOp::Mod => self.checked(int::modulo(x, y))?,
            BinOp::LShift => self.checked(int::shift_left(x, y, MAX_INT_BITS))?,
            BinOp::RShift => self.checked(int::shift_right(x, y))?,
            BinOp::And => bitwise(x, y, |a, b| a & b, |a, b| a & b),
            BinOp::Or => bitwise(x, y, |a, b| a | b, |a, b| a | b),
            BinOp::Xor => bitwise(x, y, |a, b| a ^ b, |a, b| a ^ b),
            BinOp::Div => return Ok(Some(Value::Float(self.checked(float::true_div(x, y))?))),
            BinOp::Pow => match self.checked(int::pow(x, y, MAX_INT_BITS))? {
                IntPower::Int(n) => n,
                IntPower::Float(f) => return Ok(Some(Value::Float(f))),
            },
            BinOp::MatMul => return Ok(None),
        };
        Ok(Some(self.int(n)))
    }

    fn complex_binary(&mut self, op: BinOp, x: Number, y: Number) -> R<Option<Value>> {
        let mut parts = |n: Number| -> R<(f64, f64)> {
            Ok(match n {
                Number::Complex(re, im) => (re, im),
                other => (self.float_of(other)?, 0.0),
            })
        };
        let (a, b) = parts(x)?;
        let (c, d) = parts(y)?;
        let (re, im) = match op {
            BinOp::Add => (a + c, b + d),
            BinOp::Sub => (a - c, b - d),
            BinOp::Mul => (a * c - b * d, a * d + b * c),
            BinOp::Div => {
                if c == 0.0 && d == 0.0 {
                    return self.raise(class::ZERO_DIVISION_ERROR, "complex division by zero");
                }
                complex_quotient((a, b), (c, d))
            }
            BinOp::Pow => {
                if c == 0.0 && d == 0.0 {
                    (1.0, 0.0)
                } else if d == 0.0 && c == libm::trunc(c) && c.abs() <= 100.0 {
                    // Small whole powers by multiplication (`c_powi`, complexobject.c).
                    return match complex_power(a, b, c as i32) {
                        Some((re, im)) => Ok(Some(self.alloc(Kind::Complex(re, im)))),
                        None => self.raise(
                            class::ZERO_DIVISION_ERROR,
                            "zero to a negative or complex power",
                        ),
                    };
                } else if a == 0.0 && b == 0.0 {
                    if d != 0.0 || c < 0.0 {
                        return self.raise(
                            class::ZERO_DIVISION_ERROR,
                            "zero to a negative or complex power",
                        );
                    }
                    (0.0, 0.0)
                } else {
                    let modulus = libm::hypot(a, b);
                    let angle = libm::atan2(b, a);
                    let length = libm::pow(modulus, c) * libm::exp(-d * angle);
                    let phase = c * angle + d * libm::log(modulus);
                    (length * libm::cos(phase), length * libm::sin(phase))
                }
            }
            BinOp::FloorDiv | BinOp::Mod => {
                return Ok(None);
            }
            _ => return Ok(None),
        };
        Ok(Some(self.alloc(Kind::Complex(re, im))))
    }

    /// `[x → op x]`
    pub(crate) fn unary_op(&mut self, op: Op) -> R<()> {
        let v = self.peek(0);
        let (method, symbol) = match op {
            Op::UnaryNegative => (sym::NEG, "-"),
            Op::UnaryPositive => (sym::POS, "+"),
            _ => (sym::INVERT, "~"),
        };
        if self.may_override(v)
            && let Some(f) = self.special(v, method)
            && !self.is_native_value(f)
        {
            self.pop();
            return self.call_method(f, v, &[], Cont::Push);
        }
        let result = match (op, self.number(v)) {
            (Op::UnaryNegative, Some(Number::Int(n))) => {
                self.int(sub(IntRef::Small(0), n.as_ref()))
            }
            (Op::UnaryNegative, Some(Number::Float(f))) => Value::Float(-f),
            (Op::UnaryNegative, Some(Number::Complex(re, im))) => {
                self.alloc(Kind::Complex(-re, -im))
            }
            (Op::UnaryPositive, Some(Number::Int(n))) => self.int(n),
            (Op::UnaryPositive, Some(Number::Float(f))) => Value::Float(f),
            (Op::UnaryPositive, Some(Number::Complex(..))) => v,
            (Op::UnaryInvert, Some(Number::Int(n))) => {
                let minus = sub(IntRef::Small(0), n.as_ref());
                self.int(sub(minus.as_ref(), IntRef::Small(1)))
            }
            _ => {
                let kind = self.type_name(v);
                return self.type_error(&format!("bad operand type for unary {symbol}: '{kind}'"));
            }
        };
        self.pop();
        self.push(result);
        Ok(())
    }

    /// `[a b → a op b]`, beyond the loop's fast path.
    #[inline(never)]
    pub(crate) fn compare_op(&mut self, op: u32) -> R<()> {
        if self.explore.is_some() {
            self.touch_operands(Instr { op: Op::CompareOp, arg: op })?;
        }
        self.struct_to_tuple(0);
        self.struct_to_tuple(1);
        let b = self.peek(0);
        let a = self.peek(1);
        if !self.may_override(a) && !self.may_override(b) {
            if let Some(v) = self.builtin_compare(CmpOp::ALL[op as usize], a, b)? {
                self.drop_n(2);
                self.push(Value::Bool(v));
                return Ok(());
            }
            return self.compare_in_library(op, a, b);
        }
        self.compare_stage(op, 0)
    }

    /// `sys.version_info` and its like compare as the tuples they are.
    fn struct_to_tuple(&mut self, depth: usize) {
        if let Value::Obj(r) = self.peek(depth)
            && let Kind::Other(data) = self.get(r)
            && let NativeObject::Struct(_, fields) = &**data
        {
            let items = fields.iter().map(|(_, v)| *v).collect();
            let tuple = self.tuple(items);
            let at = self.th.stack.len() - 1 - depth;
            self.th.stack[at] = tuple;
        }
    }

    fn compare_in_library(&mut self, op: u32, a: Value, b: Value) -> R<()> {
        let is_seq = |m: &Machine, v: Value| matches!(v, Value::Obj(r) if matches!(m.get(r), Kind::List(_) | Kind::Tuple(_) | Kind::Deque(_)));
        let cmp = CmpOp::ALL[op as usize];
        if is_seq(self, a) && is_seq(self, b) && self.class_of(a) == self.class_of(b) {
            let (name, negate) = match cmp {
                CmpOp::Lt => ("_seq_lt", false),
                CmpOp::Le => ("_seq_le", false),
                CmpOp::Gt => ("_seq_gt", false),
                CmpOp::Ge => ("_seq_ge", false),
                CmpOp::Eq => ("_seq_eq", false),
                CmpOp::Ne => ("_seq_eq", true),
            };
            let f = self.library_function(name)?;
            self.drop_n(2);
            let cont = if negate { Cont::Not } else { Cont::Push };
            return self.call_value(f, &[a, b], cont);
        }
        if matches!(cmp, CmpOp::Eq | CmpOp::Ne) {
            let dicts = |m: &Machine, v: Value| matches!(v, Value::Obj(r) if matches!(m.get(r), Kind::Dict(_)));
            let sets = |m: &Machine, v: Value| matches!(v, Value::Obj(r) if matches!(m.get(r), Kind::Set(_) | Kind::FrozenSet(_) | Kind::DictView(..)));
            let name = if dicts(self, a) && dicts(self, b) {
                Some("_dict_eq")
            } else if sets(self, a) && sets(self, b) {
                Some("_set_eq")
            } else {
                None
            };
            if let Some(name) = name {
                let f = self.library_function(name)?;
                self.drop_n(2);
                let cont = if cmp == CmpOp::Ne { Cont::Not } else { Cont::Push };
                return self.call_value(f, &[a, b], cont);
            }
            self.drop_n(2);
            self.push(Value::Bool(a.is(b) == (cmp == CmpOp::Eq)));
            return Ok(());
        }
        self.unorderable(cmp, a, b)
    }

    fn unorderable<T>(&mut self, op: CmpOp, a: Value, b: Value) -> R<T> {
        let (x, y) = (self.type_name(a), self.type_name(b));
        self.type_error(&format!(
            "'{}' not supported between instances of '{x}' and '{y}'",
            op.symbol()
        ))
    }

    /// Tries the methods of a comparison from `stage` on (`do_richcompare`, object.c).
    fn compare_stage(&mut self, op: u32, mut stage: u8) -> R<()> {
        let b = self.peek(0);
        let a = self.peek(1);
        let (forward, backward) = COMPARE_METHODS[op as usize];
        let (ca, cb) = (self.class_of(a), self.class_of(b));
        let subclass_first = ca != cb && self.is_subclass(cb, ca);
        loop {
            let (method, receiver, other) = match stage {
                0 => (if subclass_first { self.class_lookup(cb, backward) } else { None }, b, a),
                1 => (self.class_lookup(ca, forward), a, b),
                2 => (if subclass_first { None } else { self.class_lookup(cb, backward) }, b, a),
                _ => break,
            };
            stage += 1;
            let Some(method) = method else { continue };
            if self.is_native_value(method) {
                // `object.__ne__` is the opposite of the class's own `__eq__`.
                if CmpOp::ALL[op as usize] == CmpOp::Ne
                    && let Some(eq) = self.special(receiver, sym::EQ)
                    && !self.is_native_value(eq)
                {
                    return self.call_method(
                        eq,
                        receiver,
                        &[other],
                        Cont::Compare { op: op | NEGATED, stage },
                    );
                }
                let (x, y) = (self.unwrap(a), self.unwrap(b));
                if !self.may_override(x) && !self.may_override(y) {
                    if let Some(v) = self.builtin_compare(CmpOp::ALL[op as usize], x, y)? {
                        self.drop_n(2);
                        self.push(Value::Bool(v));
                        return Ok(());
                    }
                    if !(x.is(a) && y.is(b)) {
                        return self.compare_in_library(op, x, y);
                    }
                }
                continue;
            }
            if method.is_none() {
                continue;
            }
            return self.call_method(method, receiver, &[other], Cont::Compare { op, stage });
        }
        match CmpOp::ALL[op as usize] {
            CmpOp::Eq => {
                self.drop_n(2);
                self.push(Value::Bool(a.is(b)));
                Ok(())
            }
            CmpOp::Ne => {
                self.drop_n(2);
                self.push(Value::Bool(!a.is(b)));
                Ok(())
            }
            other => self.unorderable(other, a, b),
        }
    }

    /// A method of a comparison gave `v`.
    pub(crate) fn compare_result(&mut self, op: u32, stage: u8, v: Value) -> R<()> {
        if matches!(v, Value::NotImplemented) {
            return self.compare_stage(op & !NEGATED, stage);
        }
        self.drop_n(2);
        if op & NEGATED != 0 {
            let Some(b) = self.truth(v) else { return self.bad_bool(v) };
            self.push(Value::Bool(!b));
        } else {
            self.push(v);
        }
        Ok(())
    }

    /// How built-in values compare; `None`: Python has to be asked.
    pub(crate) fn builtin_compare(&mut self, op: CmpOp, a: Value, b: Value) -> R<Option<bool>> {
        if matches!(op, CmpOp::Eq | CmpOp::Ne) {
            return Ok(match self.eq_of(a, b) {
                Answer::Is(v) => Some(v == (op == CmpOp::Eq)),
                _ => None,
            });
        }
        if let Some(order) = self.order_of(a, b) {
            return Ok(Some(match (op, order) {
                (_, None) => false,
                (CmpOp::Lt, Some(o)) => o.is_lt(),
                (CmpOp::Le, Some(o)) => o.is_le(),
                (CmpOp::Gt, Some(o)) => o.is_gt(),
                (_, Some(o)) => o.is_ge(),
            }));
        }
        if let Some(v) = self.set_compare(op, a, b)? {
            return Ok(Some(v));
        }
        let both_seq = |m: &Machine| match (a, b) {
            (Value::Obj(x), Value::Obj(y)) => matches!(
                (m.get(x), m.get(y)),
                (Kind::List(_), Kind::List(_))
                    | (Kind::Tuple(_), Kind::Tuple(_))
                    | (Kind::Deque(_), Kind::Deque(_))
            ),
            _ => false,
        };
        if both_seq(self) {
            return Ok(None);
        }
        self.unorderable(op, a, b)
    }

    /// The order of built-in values that need no Python: `Some(None)` for NaN, `None` when they
    /// have no order (or Python has to be asked).
    pub(crate) fn order_of(&self, a: Value, b: Value) -> Option<Option<Ordering>> {
        match (a, b) {
            (Value::Int(x), Value::Int(y)) => return Some(Some(x.cmp(&y))),
            (Value::Float(x), Value::Float(y)) => return Some(x.partial_cmp(&y)),
            (Value::Obj(x), Value::Obj(y)) => match (self.get(x), self.get(y)) {
                (Kind::Str(s), Kind::Str(t)) => return Some(Some(s.as_str().cmp(t.as_str()))),
                (Kind::Bytes(s), Kind::Bytes(t)) => return Some(Some(s.cmp(t))),
                (Kind::List(s), Kind::List(t)) => return self.seq_order(s, t),
                (Kind::Tuple(s), Kind::Tuple(t)) => return self.seq_order(s, t),
                (Kind::BigInt(s), Kind::BigInt(t)) => return Some(Some(s.cmp(t))),
                _ => {}
            },
            _ => {}
        }
        match (self.number(a)?, self.number(b)?) {
            (Number::Int(x), Number::Int(y)) => Some(Some(x.as_ref().compare(y.as_ref()))),
            (Number::Int(x), Number::Float(y)) => Some(float::compare_int(x.as_ref(), y)),
            (Number::Float(x), Number::Int(y)) => {
                Some(float::compare_int(y.as_ref(), x).map(Ordering::reverse))
            }
            (Number::Float(x), Number::Float(y)) => Some(x.partial_cmp(&y)),
            _ => None,
        }
    }

    fn seq_order(&self, a: &[Value], b: &[Value]) -> Option<Option<Ordering>> {
        for (x, y) in a.iter().zip(b) {
            if x.is(*y) {
                continue;
            }
            if let (Value::Int(x), Value::Int(y)) = (x, y) {
                return Some(Some(x.cmp(y)));
            }
            match self.eq_of(*x, *y) {
                Answer::Is(true) => {}
                Answer::Is(false) => {
                    // A nested sequence is compared by its own elements; depth is bounded by eq_of.
                    return self.order_of(*x, *y);
                }
                _ => return None,
            }
        }
        Some(Some(a.len().cmp(&b.len())))
    }

    /// Truth value, as far as no Python is needed.
    #[inline]
    pub(crate) fn truth(&self, v: Value) -> Option<bool> {
        Some(match v {
            Value::Bool(b) => b,
            Value::None | Value::Null => false,
            Value::Int(i) => i != 0,
            Value::Float(f) => f != 0.0,
            Value::NotImplemented | Value::Ellipsis => true,
            Value::Obj(r) => match self.get(r) {
                Kind::Str(t) => t.chars() != 0,
                Kind::Complex(re, im) => *re != 0.0 || *im != 0.0,
                Kind::Bytes(b) => !b.is_empty(),
                Kind::ByteArray(b) => !b.is_empty(),
                Kind::Tuple(t) => !t.is_empty(),
                Kind::List(l) => !l.is_empty(),
                Kind::Dict(d) => !d.is_empty(),
                Kind::Set(s) | Kind::FrozenSet(s) => !s.is_empty(),
                Kind::Deque(d) => !d.items.is_empty(),
                Kind::Range(r) => crate::iterate::range_len(**r) != 0,
                Kind::DictView(_, d) => match self.get(self.payload(*d)) {
                    Kind::Dict(d) => !d.is_empty(),
                    _ => true,
                },
                Kind::Instance(cls, attrs) => {
                    for name in [sym::BOOL, sym::LEN] {
                        if let Some(f) = self.class_lookup(*cls, name) {
                            if !self.is_native_value(f) {
                                return None;
                            }
                            break;
                        }
                    }
                    return match attrs.get(sym::INNER) {
                        Some(inner) => self.truth(inner),
                        None => Some(true),
                    };
                }
                Kind::Class(data) if data.metaclass != class::TYPE => {
                    match self
                        .class_lookup(data.metaclass, sym::LEN)
                        .or_else(|| self.class_lookup(data.metaclass, sym::BOOL))
                    {
                        Some(f) if !self.is_native_value(f) => return None,
                        _ => true,
                    }
                }
                _ => true,
            },
        })
    }

    /// Calls `__bool__` or `__len__` of the value on the top, in whose place the answer comes; the
    /// instruction is executed again.
    pub(crate) fn start_truth_call(&mut self, v: Value) -> R<bool> {
        self.pop();
        let (method, len) = match self.special(v, sym::BOOL) {
            Some(f) => (Some(f), false),
            None => (self.special(v, sym::LEN), true),
        };
        match method {
            Some(f) => {
                self.call_method(f, v, &[], Cont::Truth { len })?;
                Err(Signal::Pushed)
            }
            None => {
                self.push(v);
                Ok(true)
            }
        }
    }

    /// `__bool__` or `__len__` gave `v`.
    pub(crate) fn truth_result(&mut self, len: bool, v: Value) -> R<()> {
        let answer = if len {
            self.check_len(v)? != 0
        } else {
            match v {
                Value::Bool(b) => b,
                _ => {
                    let kind = self.type_name(v);
                    return self
                        .type_error(&format!("__bool__ should return bool, returned {kind}"));
                }
            }
        };
        self.push(Value::Bool(answer));
        self.th.pc -= 1;
        Ok(())
    }

    /// A truth value inside another operation that needs Python.
    pub(crate) fn bad_bool<T>(&mut self, v: Value) -> R<T> {
        let kind = self.type_name(v);
        self.raise(
            class::NOT_IMPLEMENTED_ERROR,
            &format!("the truth value of a '{kind}' returned by a special method is not supported in Timeslice"),
        )
    }

    /// `[a b → a in b]`
    pub(crate) fn contains_op(&mut self, negate: bool) -> R<()> {
        let container = self.peek(0);
        let item = self.peek(1);
        if let Some(found) = self.builtin_contains(container, item)? {
            self.drop_n(2);
            self.push(Value::Bool(found != negate));
            return Ok(());
        }
        self.drop_n(2);
        let cont = Cont::Contains { negate };
        let inner = self.unwrap(container);
        if let Some(f) = self.special(container, sym::CONTAINS)
            && !self.is_native_value(f)
            && !f.is_none()
        {
            return self.call_method(f, container, &[item], cont);
        }
        let name = match inner {
            Value::Obj(r) => match self.get(r) {
                Kind::List(_) | Kind::Tuple(_) | Kind::Deque(_) => "_seq_contains",
                Kind::Dict(_) | Kind::DictView(crate::object::DictViewKind::Keys, _) => {
                    "_dict_contains"
                }
                Kind::Set(_) | Kind::FrozenSet(_) => "_set_contains",
                _ => "_iter_contains",
            },
            _ => "_iter_contains",
        };
        if name == "_iter_contains"
            && self.special(container, sym::ITER).is_none()
            && self.special(container, sym::GETITEM).is_none()
        {
            let kind = self.type_name(container);
            return self.type_error(&format!("argument of type '{kind}' is not iterable"));
        }
        let f = self.library_function(name)?;
        self.call_value(f, &[inner, item], cont)
    }
}

/// Flag in [`Cont::Compare`]'s operator: the answer is to be negated.
const NEGATED: u32 = 0x80;

fn same_method(a: Option<Value>, b: Option<Value>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.is(b),
        (None, None) => true,
        _ => false,
    }
}

fn add(x: IntRef<'_>, y: IntRef<'_>) -> Int {
    match (x, y) {
        (IntRef::Small(a), IntRef::Small(b)) => Int::from(i128::from(a) + i128::from(b)),
        _ => Int::from(x.to_big() + y.to_big()),
    }
}

fn sub(x: IntRef<'_>, y: IntRef<'_>) -> Int {
    match (x, y) {
        (IntRef::Small(a), IntRef::Small(b)) => Int::from(i128::from(a) - i128::from(b)),
        _ => Int::from(x.to_big() - y.to_big()),
    }
}

fn mul(x: IntRef<'_>, y: IntRef<'_>) -> Int {
    match (x, y) {
        (IntRef::Small(a), IntRef::Small(b)) => Int::from(i128::from(a) * i128::from(b)),
        _ => Int::from(x.to_big() * y.to_big()),
    }
}

fn bitwise(
    x: IntRef<'_>,
    y: IntRef<'_>,
    small: fn(i64, i64) -> i64,
    big: fn(BigInt, BigInt) -> BigInt,
) -> Int {
    match (x, y) {
        (IntRef::Small(a), IntRef::Small(b)) => Int::Small(small(a, b)),
        _ => Int::from(big(x.to_big(), y.to_big())),
    }
}

/// `(re + im j) ** n`; `None` for a zero to a negative power.
fn complex_power(re: f64, im: f64, n: i32) -> Option<(f64, f64)> {
    let times = |(a, b): (f64, f64), (c, d): (f64, f64)| (a * c - b * d, a * d + b * c);
    let (mut result, mut square) = ((1.0, 0.0), (re, im));
    let mut rest = n.unsigned_abs();
    while rest > 0 {
        if rest & 1 == 1 {
            result = times(result, square);
        }
        rest >>= 1;
        square = times(square, square);
    }
    if n > 0 {
        return Some(result);
    }
    if re == 0.0 && im == 0.0 {
        return None;
    }
    Some(complex_quotient((1.0, 0.0), result))
}

/// Smith's method, which does not overflow half-way (`_Py_c_quot`, complexobject.c).
fn complex_quotient((a, b): (f64, f64), (c, d): (f64, f64)) -> (f64, f64) {
    if c.abs() >= d.abs() {
        let ratio = d / c;
        let scale = c + d * ratio;
        ((a + b * ratio) / scale, (b - a * ratio) / scale)
    } else if d.abs() >= c.abs() {
        let ratio = c / d;
        let scale = c * ratio + d;
        ((a * ratio + b) / scale, (b * ratio - a) / scale)
    } else {
        (f64::NAN, f64::NAN)
    }
}
