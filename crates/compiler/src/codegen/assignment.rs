//! Assignments of all kinds.

use ruff_python_ast::{Expr, StmtAnnAssign, StmtAssign, StmtAugAssign};
use ruff_text_size::Ranged;

use super::Compiler;
use super::expression::operator;
use super::unit::span;
use crate::bytecode::{CodeKind, INPLACE, Op, Span};
use crate::unparse::unparse;

impl<'a> Compiler<'a> {
    pub(super) fn assign(&mut self, node: &'a StmtAssign) {
        if let [target] = node.targets.as_slice()
            && self.swapped(target, &node.value)
        {
            return;
        }
        self.expression(&node.value);
        for (i, target) in node.targets.iter().enumerate() {
            if i + 1 < node.targets.len() {
                self.unit.emit(Op::Copy, 1, span(node.range));
            }
            self.assign_to(target);
        }
    }

    /// `a, b = b, a` without making a tuple (Python/flowgraph.c, `swaptimize`).
    pub(super) fn swapped(&mut self, target: &'a Expr, value: &'a Expr) -> bool {
        let (Some(targets), Expr::Tuple(values)) = (sequence(target), value) else { return false };
        let plain = |elts: &[Expr]| !elts.iter().any(Expr::is_starred_expr);
        if targets.len() != values.elts.len()
            || !(2..=3).contains(&targets.len())
            || !plain(targets)
            || !plain(&values.elts)
            || crate::constant::tuple(&values.elts).is_some()
        {
            return false;
        }
        for value in &values.elts {
            self.expression(value);
        }
        self.unit.emit(Op::Swap, targets.len() as u32, span(target.range()));
        for target in targets {
            self.assign_to(target);
        }
        true
    }

    /// Stores the top of the stack in `target`.
    pub(super) fn assign_to(&mut self, target: &'a Expr) {
        let span = self.span_of(target);
        match target {
            Expr::Name(e) => self.store(&e.id, span),
            Expr::Attribute(e) => {
                self.expression(&e.value);
                let name = self.name_number(&e.attr);
                let span = self.method_span(span, e);
                self.unit.emit(Op::StoreAttr, name, span);
            }
            Expr::Subscript(e) => {
                self.expression(&e.value);
                self.index(&e.slice);
                self.unit.emit(Op::StoreSubscr, 0, span);
            }
            Expr::Starred(e) => self.assign_to(&e.value),
            Expr::Tuple(e) => self.unpack(&e.elts, span),
            Expr::List(e) => self.unpack(&e.elts, span),
            // The parser reports other targets.
            _ => self.unit.emit(Op::PopTop, 0, span),
        }
    }

    fn unpack(&mut self, elts: &'a [Expr], span: Span) {
        match elts.iter().position(Expr::is_starred_expr) {
            Some(star) => {
                let after = (elts.len() - star - 1) as u32;
                self.unit.emit(Op::UnpackEx, star as u32 & 0xff | after << 8, span);
            }
            None => self.unit.emit(Op::UnpackSequence, elts.len() as u32, span),
        }
        for elt in elts {
            self.assign_to(elt);
        }
    }

    pub(super) fn augmented(&mut self, node: &'a StmtAugAssign) {
        let whole = span(node.range);
        let place = self.span_of(&node.target);
        let op = operator(node.op) as u32 | INPLACE;
        match &*node.target {
            Expr::Attribute(e) => {
                self.expression(&e.value);
                self.unit.emit(Op::Copy, 1, place);
                let name = self.name_number(&e.attr);
                let place = self.method_span(place, e);
                self.unit.emit(Op::LoadAttr, name, place);
                self.expression(&node.value);
                self.unit.emit(Op::BinaryOp, op, whole);
                self.unit.emit(Op::Swap, 2, place);
                self.unit.emit(Op::StoreAttr, name, place);
            }
            Expr::Subscript(e) => {
                self.expression(&e.value);
                self.index(&e.slice);
                self.unit.emit(Op::Copy, 2, place);
                self.unit.emit(Op::Copy, 2, place);
                self.unit.emit(Op::BinarySubscr, 0, place);
                self.expression(&node.value);
                self.unit.emit(Op::BinaryOp, op, whole);
                self.unit.emit(Op::Swap, 3, place);
                self.unit.emit(Op::Swap, 2, place);
                self.unit.emit(Op::StoreSubscr, 0, place);
            }
            Expr::Name(e) => {
                self.load(&e.id, place);
                self.expression(&node.value);
                self.unit.emit(Op::BinaryOp, op, whole);
                self.store(&e.id, place);
            }
            // The parser reports other targets.
            _ => {}
        }
    }

    pub(super) fn annotated(&mut self, node: &'a StmtAnnAssign) {
        if let Some(value) = node.value.as_deref() {
            self.expression(value);
            self.assign_to(&node.target);
        }
        let whole = span(node.range);
        // Functions neither evaluate nor keep the annotations of their variables.
        let kept = self.unit.kind != CodeKind::Function;
        match &*node.target {
            Expr::Name(e) if node.simple && kept => {
                self.annotation(&node.annotation);
                self.load("__annotations__", whole);
                let name = self.mangled(&e.id);
                let name = self.names.text(name).clone();
                self.load_str(&name, whole);
                self.unit.emit(Op::StoreSubscr, 0, whole);
            }
            Expr::Name(_) if node.simple => {}
            Expr::Name(_) => {
                if kept && !self.future_annotations {
                    self.evaluate(&node.annotation);
                }
            }
            target => {
                if node.value.is_none() {
                    match target {
                        Expr::Attribute(e) => self.evaluate(&e.value),
                        Expr::Subscript(e) => {
                            self.evaluate(&e.value);
                            self.evaluate(&e.slice);
                        }
                        _ => {}
                    }
                }
                if kept && !self.future_annotations {
                    self.evaluate(&node.annotation);
                }
            }
        }
    }

    /// Evaluates for the effects only.
    fn evaluate(&mut self, expression: &'a Expr) {
        let span = self.span_of(expression);
        self.index(expression);
        self.unit.emit(Op::PopTop, 0, span);
    }

    /// Pushes an annotation: its value, or its text under `from __future__ import annotations`.
    pub(super) fn annotation(&mut self, annotation: &'a Expr) {
        if self.future_annotations {
            let text = unparse(self.text, annotation);
            let span = self.span_of(annotation);
            self.load_str(&text, span);
        } else {
            self.expression(annotation);
        }
    }
}

fn sequence(target: &Expr) -> Option<&[Expr]> {
    match target {
        Expr::Tuple(e) => Some(&e.elts),
        Expr::List(e) => Some(&e.elts),
        _ => None,
    }
}
