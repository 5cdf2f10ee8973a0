//! Tuples, lists, sets and dicts (`starunpack_helper`, `compiler_dict`).

use ruff_python_ast::{DictItem, Expr};

use super::Compiler;
use crate::bytecode::{Const, Op, Span};
use crate::constant;

/// More items than this are appended one by one (CPython's `STACK_USE_GUIDELINE`).
pub(super) const MANY: usize = 30;

/// A constant display of more items than this is copied from a constant.
const FEW: usize = 2;

impl<'a> Compiler<'a> {
    pub(super) fn list(&mut self, elts: &'a [Expr], span: Span) {
        if elts.len() > FEW
            && let Some(items) = constant::tuple(elts)
        {
            self.unit.emit(Op::BuildList, 0, span);
            self.load_const(Const::Tuple(items), span);
            self.unit.emit(Op::ListExtend, 1, span);
            return;
        }
        self.items(elts, 0, [Op::BuildList, Op::ListAppend, Op::ListExtend], span);
    }

    pub(super) fn set(&mut self, elts: &'a [Expr], span: Span) {
        if elts.len() > FEW
            && let Some(items) = constant::tuple(elts)
        {
            self.unit.emit(Op::BuildSet, 0, span);
            self.load_const(Const::FrozenSet(items), span);
            self.unit.emit(Op::SetUpdate, 1, span);
            return;
        }
        self.items(elts, 0, [Op::BuildSet, Op::SetAdd, Op::SetUpdate], span);
    }

    pub(super) fn tuple(&mut self, elts: &'a [Expr], span: Span) {
        self.tuple_onto(elts, 0, span);
    }

    /// A tuple of `elts`, behind the `pushed` items that are on the stack already.
    pub(super) fn tuple_onto(&mut self, elts: &'a [Expr], pushed: u32, span: Span) {
        let starred = elts.iter().any(Expr::is_starred_expr);
        if !starred && elts.len() + pushed as usize <= MANY {
            for elt in elts {
                self.expression(elt);
            }
            self.unit.emit(Op::BuildTuple, elts.len() as u32 + pushed, span);
            return;
        }
        self.items(elts, pushed, [Op::BuildList, Op::ListAppend, Op::ListExtend], span);
        self.unit.emit(Op::ListToTuple, 0, span);
    }

    fn items(&mut self, elts: &'a [Expr], pushed: u32, ops: [Op; 3], span: Span) {
        let [build, add, extend] = ops;
        let mut built = elts.len() + pushed as usize > MANY;
        if built {
            self.unit.emit(build, pushed, span);
        }
        for (i, elt) in elts.iter().enumerate() {
            if let Expr::Starred(star) = elt {
                if !built {
                    self.unit.emit(build, pushed + i as u32, span);
                    built = true;
                }
                self.expression(&star.value);
                self.unit.emit(extend, 1, span);
            } else {
                self.expression(elt);
                if built {
                    self.unit.emit(add, 1, span);
                }
            }
        }
        if !built {
            self.unit.emit(build, pushed + elts.len() as u32, span);
        }
    }

    pub(super) fn dict(&mut self, items: &'a [DictItem], span: Span) {
        let mut have_dict = false;
        let mut start = 0;
        for (i, item) in items.iter().enumerate() {
            match &item.key {
                None => {
                    self.dict_part(&items[start..i], &mut have_dict, span);
                    if !have_dict {
                        self.unit.emit(Op::BuildMap, 0, span);
                        have_dict = true;
                    }
                    self.expression(&item.value);
                    self.unit.emit(Op::DictUpdate, 1, span);
                    start = i + 1;
                }
                Some(_) if (i + 1 - start) * 2 > MANY => {
                    self.dict_part(&items[start..=i], &mut have_dict, span);
                    start = i + 1;
                }
                Some(_) => {}
            }
        }
        self.dict_part(&items[start..], &mut have_dict, span);
        if !have_dict {
            self.unit.emit(Op::BuildMap, 0, span);
        }
    }

    fn dict_part(&mut self, items: &'a [DictItem], have_dict: &mut bool, span: Span) {
        if items.is_empty() {
            return;
        }
        let big = items.len() * 2 > MANY;
        if big {
            self.unit.emit(Op::BuildMap, 0, span);
        }
        for item in items {
            if let Some(key) = &item.key {
                self.expression(key);
            }
            self.expression(&item.value);
            if big {
                self.unit.emit(Op::MapAdd, 1, span);
            }
        }
        if !big {
            self.unit.emit(Op::BuildMap, items.len() as u32, span);
        }
        if *have_dict {
            self.unit.emit(Op::DictUpdate, 1, span);
        }
        *have_dict = true;
    }

    /// What a loop or `in` goes through: a display of constants becomes a constant, and a list
    /// need not be made (`fold_iter`, Python/ast_opt.c).
    pub(super) fn constant_iterable(&mut self, iterable: &'a Expr) {
        let span = self.span_of(iterable);
        match iterable {
            Expr::List(e) if !e.elts.iter().any(Expr::is_starred_expr) => {
                match constant::tuple(&e.elts) {
                    Some(items) => self.load_const(Const::Tuple(items), span),
                    None => self.tuple(&e.elts, span),
                }
            }
            Expr::Set(e) => match constant::tuple(&e.elts) {
                Some(items) => self.load_const(Const::FrozenSet(items), span),
                None => self.expression(iterable),
            },
            _ => self.expression(iterable),
        }
    }
}
