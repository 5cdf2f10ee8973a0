//! Expressions.

use ruff_python_ast::{
    CmpOp, Expr, ExprAttribute, ExprIf, ExprLambda, ExprSlice, ExprUnaryOp, ExprYield,
    ExprYieldFrom, Operator, UnaryOp,
};

use super::Compiler;
use crate::bytecode::{BinOp, CodeFlags, Const, Op, Span};
use crate::constant;

impl<'a> Compiler<'a> {
    /// Pushes the value of `expression`.
    pub(super) fn expression(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(e) if e.id.as_str() != "__debug__" => {
                let span = self.span_of(expression);
                self.load(&e.id, span);
            }
            Expr::Call(e) => self.call(e, expression),
            Expr::Attribute(e) => self.attribute(e, expression),
            _ => self.other_expression(expression),
        }
    }

    /// Kept apart from the common ones so that nested expressions need little of the host's stack.
    fn other_expression(&mut self, expression: &'a Expr) {
        let span = self.span_of(expression);
        if let Some(value) = constant::fold(expression) {
            self.shared_const(value, span);
            return;
        }
        match expression {
            Expr::BoolOp(e) => self.bool_value(e, span),
            Expr::Named(e) => {
                self.expression(&e.value);
                self.unit.emit(Op::Copy, 1, span);
                self.assign_to(&e.target);
            }
            Expr::BinOp(e) if self.percent_format(e, span) => {}
            Expr::BinOp(_) => self.binary(expression),
            Expr::UnaryOp(e) => self.unary(e, span),
            Expr::Lambda(e) => self.lambda_expression(e, span),
            Expr::If(e) => self.ternary(e, span),
            Expr::Dict(e) => self.dict(&e.items, span),
            Expr::Set(e) => self.set(&e.elts, span),
            Expr::List(e) => self.list(&e.elts, span),
            Expr::Tuple(e) => self.tuple(&e.elts, span),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) => {
                self.comprehension(expression, span);
            }
            Expr::Generator(e) => self.generator(e, span),
            Expr::Await(e) => {
                self.expression(&e.value);
                self.await_top(0, span);
            }
            Expr::Yield(e) => self.yield_value(e, span),
            Expr::YieldFrom(e) => self.yield_from(e, span),
            Expr::Compare(e) => self.compare_value(e, span),
            Expr::FString(e) => self.f_string(e, span),
            Expr::TString(e) => {
                self.problems.push(
                    crate::diagnostic::Problem::new(
                        crate::diagnostic::Kind::Unsupported,
                        e.range,
                        "template strings are not supported",
                    )
                    .help("They are new in Python 3.14; Timeslice runs Python 3.13."),
                );
                self.load_const(Const::None, span);
            }
            Expr::Subscript(e) => {
                self.expression(&e.value);
                self.index(&e.slice);
                self.unit.emit(Op::BinarySubscr, 0, span);
            }
            Expr::Slice(e) => self.slice(e, span),
            // What is left are stars outside displays, which the scopes' walk or the parser
            // reports, and the commands of another dialect.
            Expr::Starred(e) => {
                self.error(e.range, "can't use starred expression here");
                self.expression(&e.value);
            }
            _ => self.load_const(Const::None, span),
        }
    }

    /// Loads a constant; equal strings of the file share their text.
    fn shared_const(&mut self, value: Const, span: Span) {
        match value {
            Const::Str(text) => self.load_str(&text, span),
            value => self.load_const(value, span),
        }
    }

    /// An index: like an expression, but slices and stars are allowed.
    pub(super) fn index(&mut self, index: &'a Expr) {
        match index {
            Expr::Slice(e) => {
                let span = self.span_of(index);
                self.slice(e, span);
            }
            // `a[*b]` is `a[(*b,)]`.
            Expr::Starred(_) => {
                let span = self.span_of(index);
                self.tuple(std::slice::from_ref(index), span);
            }
            _ => self.expression(index),
        }
    }

    fn slice(&mut self, e: &'a ExprSlice, span: Span) {
        for bound in [&e.lower, &e.upper] {
            match bound.as_deref() {
                Some(bound) => self.expression(bound),
                None => self.load_const(Const::None, span),
            }
        }
        if let Some(step) = e.step.as_deref() {
            self.expression(step);
        }
        self.unit.emit(Op::BuildSlice, if e.step.is_some() { 3 } else { 2 }, span);
    }

    fn attribute(&mut self, e: &'a ExprAttribute, expression: &'a Expr) {
        let span = self.span_of(expression);
        self.expression(&e.value);
        let name = self.name_number(&e.attr);
        let span = self.method_span(span, e);
        self.unit.emit(Op::LoadAttr, name, span);
    }

    /// A chain `a + b + c …` nests to the left as deep as it is long: compiled in a loop.
    fn binary(&mut self, expression: &'a Expr) {
        let mut chain = Vec::new();
        let mut at = expression;
        while let Expr::BinOp(e) = at {
            if !chain.is_empty() && super::string::is_percent_format(e) {
                break;
            }
            chain.push((at, e));
            at = &e.left;
        }
        // The innermost operations that are constant are folded together.
        let mut value = constant::fold(at);
        let mut pending = at;
        while let (Some(left), Some((whole, e))) = (&value, chain.last()) {
            let Some(folded) =
                constant::fold(&e.right).and_then(|right| constant::binary(e.op, left, &right))
            else {
                break;
            };
            value = Some(folded);
            pending = whole;
            chain.pop();
        }
        match value {
            Some(value) => {
                let span = self.span_of(pending);
                self.shared_const(value, span);
            }
            None => self.expression(at),
        }
        for (whole, e) in chain.into_iter().rev() {
            self.expression(&e.right);
            let span = self.span_of(whole);
            self.unit.emit(Op::BinaryOp, operator(e.op) as u32, span);
        }
    }

    fn unary(&mut self, e: &'a ExprUnaryOp, span: Span) {
        // `not a in b` is `a not in b`, `not a is b` is `a is not b` (Python/ast_opt.c).
        if let (UnaryOp::Not, Expr::Compare(inner)) = (e.op, &*e.operand)
            && let [op] = &*inner.ops
            && let Some(negated) = match op {
                CmpOp::In => Some(CmpOp::NotIn),
                CmpOp::NotIn => Some(CmpOp::In),
                CmpOp::Is => Some(CmpOp::IsNot),
                CmpOp::IsNot => Some(CmpOp::Is),
                _ => None,
            }
        {
            self.expression(&inner.left);
            self.expression(&inner.comparators[0]);
            let place = self.span_of(&e.operand);
            self.compare(negated, place);
            return;
        }
        match &*e.operand {
            // The comparison gives a bool for `not`, and takes its place.
            Expr::Compare(inner) if e.op == UnaryOp::Not && inner.ops.len() == 1 => {
                self.compare_value(inner, span);
            }
            operand => self.expression(operand),
        }
        let op = match e.op {
            UnaryOp::Invert => Op::UnaryInvert,
            UnaryOp::Not => Op::UnaryNot,
            UnaryOp::UAdd => Op::UnaryPositive,
            UnaryOp::USub => Op::UnaryNegative,
        };
        self.unit.emit(op, 0, span);
    }

    fn lambda_expression(&mut self, e: &'a ExprLambda, span: Span) {
        self.lambda(e, span);
    }

    fn ternary(&mut self, e: &'a ExprIf, span: Span) {
        let (orelse, end) = (self.unit.label(), self.unit.label());
        self.jump_if(&e.test, orelse, false);
        self.expression(&e.body);
        self.unit.jump(Op::Jump, end, span);
        self.unit.place(orelse);
        self.expression(&e.orelse);
        self.unit.place(end);
    }

    fn yield_value(&mut self, e: &'a ExprYield, span: Span) {
        match e.value.as_deref() {
            Some(value) => self.expression(value),
            None => self.load_const(Const::None, span),
        }
        self.suspend(span);
    }

    /// Yields the top of the stack.
    pub(super) fn suspend(&mut self, span: Span) {
        if self.unit.flags & CodeFlags::ASYNC_GENERATOR != 0 {
            self.unit.emit(Op::AsyncGenWrap, 0, span);
        }
        self.unit.emit(Op::YieldValue, 0, span);
        self.unit.emit(Op::Resume, 1, span);
    }

    fn yield_from(&mut self, e: &'a ExprYieldFrom, span: Span) {
        self.expression(&e.value);
        self.unit.emit(Op::GetYieldFromIter, 0, span);
        self.load_const(Const::None, span);
        self.delegate(2, span);
    }
}

/// The bytecode's number of an operator.
pub(super) fn operator(op: Operator) -> BinOp {
    match op {
        Operator::Add => BinOp::Add,
        Operator::Sub => BinOp::Sub,
        Operator::Mult => BinOp::Mul,
        Operator::MatMult => BinOp::MatMul,
        Operator::Div => BinOp::Div,
        Operator::Mod => BinOp::Mod,
        Operator::Pow => BinOp::Pow,
        Operator::LShift => BinOp::LShift,
        Operator::RShift => BinOp::RShift,
        Operator::BitOr => BinOp::Or,
        Operator::BitXor => BinOp::Xor,
        Operator::BitAnd => BinOp::And,
        Operator::FloorDiv => BinOp::FloorDiv,
    }
}
