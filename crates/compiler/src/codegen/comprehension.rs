//! Comprehensions, inlined into their frame (PEP 709), and generator expressions, which are
//! functions whose argument `.0` is the iterator of the outermost iterable.

use ruff_python_ast::{Comprehension, Expr, ExprGenerator};
use ruff_text_size::Ranged;

use super::Compiler;
use super::unit::{Label, Region};
use crate::bytecode::{CodeFlags, CodeKind, Const, Op, Span};
use crate::scope::ScopeId;

/// What is done with each element.
#[derive(Clone, Copy)]
enum Element<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(&'a Expr, &'a Expr),
    Yield(&'a Expr),
}

impl<'a> Compiler<'a> {
    pub(super) fn comprehension(&mut self, expression: &'a Expr, span: Span) {
        let (index, generators, element, build) = match expression {
            Expr::ListComp(e) => {
                (&e.node_index, &e.generators, Element::List(&e.elt), Op::BuildList)
            }
            Expr::SetComp(e) => (&e.node_index, &e.generators, Element::Set(&e.elt), Op::BuildSet),
            Expr::DictComp(e) => {
                let key = e.key.as_deref().unwrap_or(&e.value);
                (&e.node_index, &e.generators, Element::Dict(key, &e.value), Op::BuildMap)
            }
            _ => return,
        };
        let Some(first) = generators.first() else { return };
        self.outermost(first);
        let slots = self.begin_inlined(ScopeId::of(index), span);
        // An exception must leave the hidden slots as empty as the normal end does.
        let handler = self.unit.label();
        let region = self.unit.protect(handler);
        self.unit.emit(build, 0, span);
        self.unit.emit(Op::Swap, 2, span);
        self.generators(generators, 0, 1, element, span);
        self.unit.unprotect();
        let end = self.unit.label();
        self.clear(&slots, span);
        self.unit.jump(Op::Jump, end, span);
        self.unit.handle(region);
        self.end_inlined(slots, span);
        self.unit.emit(Op::Reraise, 0, span);
        self.unit.place(end);
        // The iterator, below the result while it lasted, was popped by the loop.
    }

    /// Pushes the iterator of the outermost iterable.
    fn outermost(&mut self, first: &'a Comprehension) {
        let span = self.span_of(&first.iter);
        if first.is_async {
            self.expression(&first.iter);
            self.unit.emit(Op::GetAIter, 0, span);
        } else {
            self.constant_iterable(&first.iter);
            self.unit.emit(Op::GetIter, 0, span);
        }
    }

    /// The loops from `at` on; `depth` iterators are on the stack above the collection.
    fn generators(
        &mut self,
        generators: &'a [Comprehension],
        at: usize,
        depth: u32,
        element: Element<'a>,
        whole: Span,
    ) {
        let part = &generators[at];
        let span = self.span_of(&part.iter);
        let mut depth = depth;
        let (mut looping, mut assigned) = (true, false);
        if at > 0 {
            match single(&part.iter).filter(|_| !part.is_async) {
                // `for y in [f(x)]` assigns.
                Some(value) => {
                    assigned = self.swapped(&part.target, value);
                    if !assigned {
                        self.expression(value);
                    }
                    looping = false;
                }
                None => {
                    self.outermost(part);
                    depth += 1;
                }
            }
        }
        let (start, skip, exhausted) = (self.unit.label(), self.unit.label(), self.unit.label());
        let mut region = None;
        if looping {
            self.unit.place(start);
            if part.is_async {
                region = Some(self.next_item(exhausted, whole));
            } else {
                self.unit.jump(Op::ForIter, exhausted, span);
            }
        }
        if !assigned {
            self.assign_to(&part.target);
        }
        for condition in &part.ifs {
            self.jump_if(condition, skip, false);
        }
        if at + 1 < generators.len() {
            self.generators(generators, at + 1, depth, element, whole);
        } else {
            self.element(element, depth, whole);
        }
        self.unit.place(skip);
        if looping {
            self.end_loop(start, exhausted, region, span);
        }
    }

    fn end_loop(&mut self, start: Label, exhausted: Label, region: Option<Region>, span: Span) {
        let last = self.unit.last_span();
        self.unit.jump(Op::Jump, start, last);
        match region {
            Some(region) => {
                self.unit.handle(region);
                self.unit.emit(Op::EndAsyncFor, 0, span);
            }
            None => self.unit.place(exhausted),
        }
    }

    fn element(&mut self, element: Element<'a>, depth: u32, whole: Span) {
        match element {
            Element::List(e) => {
                self.expression(e);
                let span = self.span_of(e);
                self.unit.emit(Op::ListAppend, depth + 1, span);
            }
            Element::Set(e) => {
                self.expression(e);
                let span = self.span_of(e);
                self.unit.emit(Op::SetAdd, depth + 1, span);
            }
            Element::Dict(key, value) => {
                self.expression(key);
                self.expression(value);
                let mut span = self.span_of(key);
                span.end = value.end().to_u32();
                (span.anchor_start, span.anchor_end) = (0, 0);
                self.unit.emit(Op::MapAdd, depth + 1, span);
            }
            Element::Yield(e) => {
                self.expression(e);
                let span = self.span_of(e);
                self.suspend(span);
                self.unit.emit(Op::PopTop, 0, whole);
            }
        }
    }

    pub(super) fn generator(&mut self, e: &'a ExprGenerator, span: Span) {
        let Some(first) = e.generators.first() else { return };
        let scope = ScopeId::of(&e.node_index);
        let line = self.source.line(span.start);
        self.push_unit(scope, CodeKind::Function, "<genexpr>", line);
        self.unit.flags |= if self.scopes[scope].coroutine {
            CodeFlags::ASYNC_GENERATOR
        } else {
            CodeFlags::GENERATOR
        };
        self.unit.positional = 1;
        let iterator = self.names.id(".0");
        let slot = self.unit.slot(scope, iterator, false);
        self.unit.slots[slot as usize].parameter = true;
        self.start_unit(self.line_start(line));
        self.unit.emit(Op::LoadFast, slot, self.span_of(&first.iter));
        self.generators(&e.generators, 0, 1, Element::Yield(&e.elt), span);
        self.load_const(Const::None, span);
        self.unit.emit(Op::ReturnValue, 0, span);
        let code = self.pop_unit();
        self.make_function(code, scope, 0, span);
        self.unit.emit(Op::PushNull, 0, span);
        self.outermost(first);
        self.unit.emit(Op::Call, 1, span);
    }
}

/// The only item of a display.
fn single(expression: &Expr) -> Option<&Expr> {
    let elts = match expression {
        Expr::List(e) => &e.elts,
        Expr::Tuple(e) => &e.elts,
        _ => return None,
    };
    match elts.as_slice() {
        [only] if !only.is_starred_expr() => Some(only),
        _ => None,
    }
}
