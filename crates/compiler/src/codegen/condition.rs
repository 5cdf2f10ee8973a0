//! Conditions: jumping on a truth value without making it (`compiler_jump_if`).

use ruff_python_ast::{BoolOp, CmpOp, Expr, ExprBoolOp, ExprCompare, ExprIf, UnaryOp};

use super::Compiler;
use super::unit::Label;
use crate::bytecode::{self, Op, Span};
use crate::constant;

impl<'a> Compiler<'a> {
    /// Jumps to `target` when the truth of `expression` is `wanted`, else goes on.
    pub(super) fn jump_if(&mut self, expression: &'a Expr, target: Label, wanted: bool) {
        let span = self.span_of(expression);
        if let Some(value) = constant::fold(expression) {
            if constant::truth(&value) == wanted {
                self.unit.jump(Op::Jump, target, span);
            }
            return;
        }
        match expression {
            Expr::UnaryOp(e) if e.op == UnaryOp::Not => self.jump_if(&e.operand, target, !wanted),
            Expr::BoolOp(e) => self.jump_if_bool(e, target, wanted),
            Expr::If(e) => self.jump_if_ternary(e, target, wanted, span),
            Expr::Compare(e) if e.ops.len() > 1 => self.jump_if_chain(e, target, wanted, span),
            Expr::Compare(e)
                if matches!(e.ops[0], CmpOp::Is | CmpOp::IsNot)
                    && e.comparators[0].is_none_literal_expr() =>
            {
                self.expression(&e.left);
                let op = if (e.ops[0] == CmpOp::Is) == wanted {
                    Op::PopJumpIfNone
                } else {
                    Op::PopJumpIfNotNone
                };
                self.unit.jump(op, target, span);
            }
            _ => {
                self.expression(expression);
                self.unit.jump(pop_jump(wanted), target, span);
            }
        }
    }

    fn jump_if_bool(&mut self, e: &'a ExprBoolOp, target: Label, wanted: bool) {
        let decides = e.op == BoolOp::Or;
        let Some((last, before)) = e.values.split_last() else { return };
        let past = if decides == wanted { target } else { self.unit.label() };
        for value in before {
            self.jump_if(value, past, decides);
        }
        self.jump_if(last, target, wanted);
        if past != target {
            self.unit.place(past);
        }
    }

    fn jump_if_ternary(&mut self, e: &'a ExprIf, target: Label, wanted: bool, span: Span) {
        let (end, orelse) = (self.unit.label(), self.unit.label());
        self.jump_if(&e.test, orelse, false);
        self.jump_if(&e.body, target, wanted);
        self.unit.jump(Op::Jump, end, span);
        self.unit.place(orelse);
        self.jump_if(&e.orelse, target, wanted);
        self.unit.place(end);
    }

    fn jump_if_chain(&mut self, e: &'a ExprCompare, target: Label, wanted: bool, span: Span) {
        let (cleanup, end) = (self.unit.label(), self.unit.label());
        self.expression(&e.left);
        let last = e.ops.len() - 1;
        for (i, (op, right)) in e.ops.iter().zip(&e.comparators).enumerate() {
            self.expression(right);
            if i < last {
                self.unit.emit(Op::Swap, 2, span);
                self.unit.emit(Op::Copy, 2, span);
                self.compare(*op, span);
                self.unit.jump(Op::PopJumpIfFalse, cleanup, span);
            } else {
                self.compare(*op, span);
            }
        }
        self.unit.jump(pop_jump(wanted), target, span);
        self.unit.jump(Op::Jump, end, span);
        self.unit.place(cleanup);
        self.unit.emit(Op::PopTop, 0, span);
        if !wanted {
            self.unit.jump(Op::Jump, target, span);
        }
        self.unit.place(end);
    }

    /// `a and b` as a value.
    pub(super) fn bool_value(&mut self, e: &'a ExprBoolOp, span: Span) {
        let end = self.unit.label();
        let Some((last, before)) = e.values.split_last() else { return };
        let op = pop_jump(e.op == BoolOp::Or);
        for value in before {
            self.expression(value);
            self.unit.emit(Op::Copy, 1, span);
            self.unit.jump(op, end, span);
            self.unit.emit(Op::PopTop, 0, span);
        }
        self.expression(last);
        self.unit.place(end);
    }

    /// A comparison as a value.
    pub(super) fn compare_value(&mut self, e: &'a ExprCompare, span: Span) {
        self.expression(&e.left);
        let last = e.ops.len() - 1;
        if last == 0 {
            self.comparator(&e.ops[0], &e.comparators[0]);
            self.compare(e.ops[0], span);
            return;
        }
        let (cleanup, end) = (self.unit.label(), self.unit.label());
        for (i, (op, right)) in e.ops.iter().zip(&e.comparators).enumerate() {
            self.comparator(op, right);
            if i < last {
                self.unit.emit(Op::Swap, 2, span);
                self.unit.emit(Op::Copy, 2, span);
                self.compare(*op, span);
                self.unit.emit(Op::Copy, 1, span);
                self.unit.jump(Op::PopJumpIfFalse, cleanup, span);
                self.unit.emit(Op::PopTop, 0, span);
            } else {
                self.compare(*op, span);
            }
        }
        self.unit.jump(Op::Jump, end, span);
        self.unit.place(cleanup);
        self.unit.emit(Op::Swap, 2, span);
        self.unit.emit(Op::PopTop, 0, span);
        self.unit.place(end);
    }

    /// The right side of a comparison: `in [1, 2]` looks into a constant tuple.
    fn comparator(&mut self, op: &CmpOp, right: &'a Expr) {
        if matches!(op, CmpOp::In | CmpOp::NotIn) {
            self.constant_iterable(right);
        } else {
            self.expression(right);
        }
    }

    pub(super) fn compare(&mut self, op: CmpOp, span: Span) {
        use bytecode::CmpOp as Code;
        let (op, arg) = match op {
            CmpOp::Eq => (Op::CompareOp, Code::Eq as u32),
            CmpOp::NotEq => (Op::CompareOp, Code::Ne as u32),
            CmpOp::Lt => (Op::CompareOp, Code::Lt as u32),
            CmpOp::LtE => (Op::CompareOp, Code::Le as u32),
            CmpOp::Gt => (Op::CompareOp, Code::Gt as u32),
            CmpOp::GtE => (Op::CompareOp, Code::Ge as u32),
            CmpOp::Is => (Op::IsOp, 0),
            CmpOp::IsNot => (Op::IsOp, 1),
            CmpOp::In => (Op::ContainsOp, 0),
            CmpOp::NotIn => (Op::ContainsOp, 1),
        };
        self.unit.emit(op, arg, span);
    }
}

fn pop_jump(wanted: bool) -> Op {
    if wanted { Op::PopJumpIfTrue } else { Op::PopJumpIfFalse }
}
