//! `for`, `async for`, `while`, and awaiting.

use ruff_python_ast::{StmtFor, StmtWhile};

use super::Compiler;
use super::blocks::{Block, BlockKind};
use super::unit::Label;
use crate::bytecode::{Const, Op, Span};
use crate::constant;

impl<'a> Compiler<'a> {
    fn enter_loop(
        &mut self,
        kind: BlockKind<'a>,
        start: Label,
        end: Label,
        range: ruff_text_size::TextRange,
    ) {
        let outside = self.unit.region;
        self.enter_with(Block { kind, targets: Some((start, end)), outside }, range);
    }

    pub(super) fn for_loop(&mut self, node: &'a StmtFor) {
        let (start, exhausted, end) = (self.unit.label(), self.unit.label(), self.unit.label());
        let span = self.span_of(&node.iter);
        self.enter_loop(BlockKind::For, start, end, node.range);
        self.constant_iterable(&node.iter);
        self.unit.emit(Op::GetIter, 0, span);
        self.unit.place(start);
        self.unit.jump(Op::ForIter, exhausted, span);
        self.assign_to(&node.target);
        self.statements(&node.body);
        let last = self.unit.last_span();
        self.unit.jump(Op::Jump, start, last);
        self.unit.place(exhausted);
        self.leave();
        self.statements(&node.orelse);
        self.unit.place(end);
    }

    pub(super) fn async_for(&mut self, node: &'a StmtFor) {
        let (start, except, end) = (self.unit.label(), self.unit.label(), self.unit.label());
        let span = self.span_of(&node.iter);
        self.expression(&node.iter);
        self.unit.emit(Op::GetAIter, 0, span);
        self.unit.place(start);
        self.enter_loop(BlockKind::For, start, end, node.range);
        let region = self.next_item(except, super::unit::span(node.range));
        self.assign_to(&node.target);
        self.statements(&node.body);
        let last = self.unit.last_span();
        self.unit.jump(Op::Jump, start, last);
        self.leave();
        self.unit.handle(region);
        self.unit.emit(Op::EndAsyncFor, 0, span);
        self.statements(&node.orelse);
        self.unit.place(end);
    }

    /// Awaits the next item of the asynchronous iterator on the stack; `StopAsyncIteration` goes
    /// to `except`.
    pub(super) fn next_item(&mut self, except: Label, span: Span) -> super::unit::Region {
        let region = self.unit.protect(except);
        self.unit.emit(Op::GetANext, 0, span);
        self.load_const(Const::None, span);
        self.delegate(3, span);
        self.unit.unprotect();
        region
    }

    /// The test stands before and after the body, as in 3.13: the preemption point of a round
    /// comes after the test.
    pub(super) fn while_loop(&mut self, node: &'a StmtWhile) {
        let (start, body) = (self.unit.label(), self.unit.label());
        let (exhausted, end) = (self.unit.label(), self.unit.label());
        let span = self.span_of(&node.test);
        self.unit.place(start);
        self.enter_loop(BlockKind::While, start, end, node.range);
        self.jump_if(&node.test, exhausted, false);
        self.unit.place(body);
        self.statements(&node.body);
        if constant::fold(&node.test).is_none() {
            self.jump_if(&node.test, exhausted, false);
        }
        self.unit.jump(Op::Jump, body, span);
        self.unit.place(exhausted);
        self.leave();
        self.statements(&node.orelse);
        self.unit.place(end);
    }

    /// Awaits what is on top of the stack (`arg` of [`Op::GetAwaitable`]).
    pub(super) fn await_top(&mut self, arg: u32, span: Span) {
        self.unit.emit(Op::GetAwaitable, arg, span);
        self.load_const(Const::None, span);
        self.delegate(3, span);
    }

    /// Passes values through from the iterator below the top until it is exhausted; `resume` is
    /// 2 for `yield from`, 3 for `await`.
    pub(super) fn delegate(&mut self, resume: u32, span: Span) {
        let (send, end) = (self.unit.label(), self.unit.label());
        self.unit.place(send);
        self.unit.jump(Op::Send, end, span);
        self.unit.emit(Op::YieldValue, 1, span);
        self.unit.emit(Op::Resume, resume, span);
        self.unit.jump(Op::JumpBackwardNoInterrupt, send, span);
        self.unit.place(end);
    }
}
