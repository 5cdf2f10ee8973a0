//! `try` and `with`.

use ruff_python_ast::{ExceptHandler, ExceptHandlerExceptHandler, StmtTry, StmtWith};
use ruff_text_size::Ranged;

use super::Compiler;
use super::blocks::{BlockKind, MAX_BLOCKS};
use super::unit::{Region, span};
use crate::bytecode::{Op, Span};

impl<'a> Compiler<'a> {
    pub(super) fn try_statement(&mut self, node: &'a StmtTry) {
        if node.finalbody.is_empty() {
            self.try_except(node);
        } else {
            self.try_finally(node);
        }
    }

    fn try_finally(&mut self, node: &'a StmtTry) {
        let (handler, exit) = (self.unit.label(), self.unit.label());
        let outside = self.unit.region;
        let region = self.unit.protect(handler);
        self.enter(BlockKind::TryFinally(&node.finalbody), outside, node.range);
        if node.handlers.is_empty() {
            self.statements(&node.body);
        } else {
            self.try_except(node);
        }
        self.leave();
        self.unit.unprotect();
        self.statements(&node.finalbody);
        let last = self.unit.last_span();
        self.unit.jump(Op::Jump, exit, last);

        self.unit.handle(region);
        let span = node.finalbody.first().map_or_else(Span::default, |s| span(s.range()));
        let cleanup = self.start_handler(span);
        self.enter(BlockKind::FinallyEnd, outside, node.range);
        self.statements(&node.finalbody);
        self.leave();
        let last = self.unit.last_span();
        self.unit.emit(Op::Reraise, 0, last);
        self.end_handler(cleanup);
        self.unit.place(exit);
    }

    /// Makes the exception on the stack the handled one; what is raised from here on goes to the
    /// region returned, whose handler [`Compiler::end_handler`] writes.
    fn start_handler(&mut self, span: Span) -> Region {
        let label = self.unit.label();
        let cleanup = self.unit.protect(label);
        self.unit.emit(Op::PushExcInfo, 0, span);
        cleanup
    }

    /// An exception left the handler: the one handled before becomes the handled one again.
    fn end_handler(&mut self, cleanup: Region) {
        self.unit.region = self.unit.outer(cleanup);
        self.unit.handle(cleanup);
        let last = self.unit.last_span();
        self.unit.emit(Op::Copy, 2, last);
        self.unit.emit(Op::PopExcept, 0, last);
        self.unit.emit(Op::Reraise, 0, last);
    }

    fn try_except(&mut self, node: &'a StmtTry) {
        if node.is_star {
            return self.try_star(node);
        }
        let (handler, end) = (self.unit.label(), self.unit.label());
        let outside = self.unit.region;
        let region = self.unit.protect(handler);
        self.enter(BlockKind::TryExcept, outside, node.range);
        self.statements(&node.body);
        self.leave();
        self.unit.unprotect();
        self.statements(&node.orelse);
        let last = self.unit.last_span();
        self.unit.jump(Op::Jump, end, last);

        self.unit.handle(region);
        let first = node.handlers.first().map_or(node.range, Ranged::range);
        let cleanup = self.start_handler(span(first));
        self.enter(BlockKind::Handlers, outside, node.range);
        for ExceptHandler::ExceptHandler(handler) in &node.handlers {
            let next = self.unit.label();
            let place = span(handler.range);
            if let Some(kind) = handler.type_.as_deref() {
                self.expression(kind);
                self.unit.emit(Op::CheckExcMatch, 0, place);
                self.unit.jump(Op::PopJumpIfFalse, next, place);
            }
            self.handler_body(handler, outside);
            let last = self.unit.last_span();
            self.unit.jump(Op::Jump, end, last);
            self.unit.region = cleanup;
            self.unit.place(next);
        }
        self.leave();
        self.unit.emit(Op::Reraise, 0, span(first));
        self.end_handler(cleanup);
        self.unit.place(end);
    }

    /// The body of an `except` clause; the exception is on the stack. Leaves the region outside.
    fn handler_body(&mut self, handler: &'a ExceptHandlerExceptHandler, outside: Region) {
        let place = span(handler.range);
        let name = handler.name.as_ref().map(|name| name.as_str());
        match name {
            Some(name) => self.store(name, place),
            None => self.unit.emit(Op::PopTop, 0, place),
        }
        let named = name.map(|name| (name, self.unit.label()));
        let region = named.map(|(_, label)| self.unit.protect(label));
        self.enter(BlockKind::Handler(name), outside, handler.range);
        self.statements(&handler.body);
        self.leave();
        self.unit.region = outside;
        let last = self.unit.last_span();
        self.unit.emit(Op::PopExcept, 0, last);
        let (Some((name, _)), Some(region)) = (named, region) else { return };
        self.forget(name, last);
        let done = self.unit.label();
        self.unit.jump(Op::Jump, done, last);
        self.unit.region = self.unit.outer(region);
        self.unit.handle(region);
        self.forget(name, place);
        self.unit.emit(Op::Reraise, 0, place);
        self.unit.region = outside;
        self.unit.place(done);
    }

    /// `except*`: every clause takes its part of the group; on the stack are the group as it came,
    /// a list of what the clauses raised, and the part not yet handled.
    fn try_star(&mut self, node: &'a StmtTry) {
        let (handler, orelse, end) = (self.unit.label(), self.unit.label(), self.unit.label());
        let outside = self.unit.region;
        let region = self.unit.protect(handler);
        self.enter(BlockKind::TryExcept, outside, node.range);
        self.statements(&node.body);
        self.leave();
        self.unit.unprotect();
        let last = self.unit.last_span();
        self.unit.jump(Op::Jump, orelse, last);

        self.unit.handle(region);
        let first = span(node.handlers.first().map_or(node.range, Ranged::range));
        let cleanup = self.start_handler(first);
        self.enter(BlockKind::GroupHandlers, outside, node.range);
        self.unit.emit(Op::BuildList, 0, first);
        self.unit.emit(Op::Copy, 2, first);
        for ExceptHandler::ExceptHandler(handler) in &node.handlers {
            self.star_clause(handler, outside, cleanup);
        }
        self.leave();
        let last = self.unit.last_span();
        self.unit.emit(Op::ListAppend, 1, last);
        self.unit.emit(Op::PrepReraiseStar, 0, last);
        let reraise = self.unit.label();
        self.unit.emit(Op::Copy, 1, last);
        self.unit.jump(Op::PopJumpIfNotNone, reraise, last);
        self.unit.emit(Op::PopTop, 0, last);
        self.unit.region = outside;
        self.unit.emit(Op::PopExcept, 0, last);
        self.unit.jump(Op::Jump, end, last);
        self.unit.place(reraise);
        self.unit.emit(Op::Swap, 2, last);
        self.unit.emit(Op::PopExcept, 0, last);
        self.unit.emit(Op::Reraise, 0, last);
        self.end_handler(cleanup);
        self.unit.place(orelse);
        self.statements(&node.orelse);
        self.unit.place(end);
    }

    fn star_clause(
        &mut self,
        handler: &'a ExceptHandlerExceptHandler,
        outside: Region,
        cleanup: Region,
    ) {
        let place = span(handler.range);
        let (no_match, raised, next) = (self.unit.label(), self.unit.label(), self.unit.label());
        if let Some(kind) = handler.type_.as_deref() {
            self.expression(kind);
            self.unit.emit(Op::CheckEgMatch, 0, place);
            self.unit.emit(Op::Copy, 1, place);
            self.unit.jump(Op::PopJumpIfNone, no_match, place);
        }
        let name = handler.name.as_ref().map(|name| name.as_str());
        match name {
            Some(name) => self.store(name, place),
            None => self.unit.emit(Op::PopTop, 0, place),
        }
        let region = self.unit.protect(raised);
        self.enter(BlockKind::Handler(name), outside, handler.range);
        self.statements(&handler.body);
        self.leave();
        self.unit.region = cleanup;
        let last = self.unit.last_span();
        if let Some(name) = name {
            self.forget(name, last);
        }
        self.unit.jump(Op::Jump, next, last);

        // What the clause raised joins the list, below the part not yet handled.
        self.unit.handle(region);
        if let Some(name) = name {
            self.forget(name, place);
        }
        self.unit.emit(Op::ListAppend, 2, place);
        self.unit.jump(Op::Jump, next, place);
        self.unit.place(no_match);
        self.unit.emit(Op::PopTop, 0, place);
        self.unit.place(next);
    }

    /// The items of a `with` statement from `item` on, and its body.
    pub(super) fn with(&mut self, node: &'a StmtWith, item: usize) {
        let Some(context) = node.items.get(item) else { return self.statements(&node.body) };
        if self.unit.blocks.len() > MAX_BLOCKS {
            // Reported already; the other items would only nest deeper.
            return;
        }
        let is_async = node.is_async;
        let span = self.span_of(&context.context_expr);
        let (handler, exit) = (self.unit.label(), self.unit.label());
        self.expression(&context.context_expr);
        if is_async {
            self.unit.emit(Op::BeforeAsyncWith, 0, span);
            self.await_top(1, span);
        } else {
            self.unit.emit(Op::BeforeWith, 0, span);
        }
        let outside = self.unit.region;
        let region = self.unit.protect_below(handler);
        self.enter(BlockKind::With { span, is_async }, outside, node.range);
        match context.optional_vars.as_deref() {
            Some(target) => self.assign_to(target),
            None => self.unit.emit(Op::PopTop, 0, span),
        }
        self.with(node, item + 1);
        self.leave();
        self.unit.unprotect();
        self.unit.emit(Op::WithExit, 0, span);
        if is_async {
            self.await_top(2, span);
        }
        self.unit.emit(Op::PopTop, 0, span);
        self.unit.jump(Op::Jump, exit, span);

        self.unit.handle(region);
        let cleanup = self.start_handler(span);
        self.unit.emit(Op::WithExceptStart, 0, span);
        if is_async {
            self.await_top(2, span);
        }
        let suppress = self.unit.label();
        self.unit.jump(Op::PopJumpIfTrue, suppress, span);
        self.unit.emit(Op::Reraise, 0, span);
        self.unit.place(suppress);
        self.unit.emit(Op::PopTop, 0, span);
        self.unit.region = outside;
        self.unit.emit(Op::PopExcept, 0, span);
        self.unit.emit(Op::PopTop, 0, span);
        self.unit.jump(Op::Jump, exit, span);
        self.end_handler(cleanup);
        self.unit.place(exit);
    }
}
