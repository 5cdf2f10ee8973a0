//! The statements around the one being compiled, and leaving them by `return`, `break` and
//! `continue` (`compiler_unwind_fblock` in CPython's Python/compile.c, 3.13).

use ruff_python_ast::Stmt;
use ruff_text_size::TextRange;

use super::Compiler;
use super::unit::{Label, Region};
use crate::bytecode::{Const, Op, Span};

/// CPython's `CO_MAXBLOCKS`.
pub(super) const MAX_BLOCKS: usize = 20;

/// What has to be undone on the way out of a block.
#[derive(Clone, Copy, Debug)]
pub(super) enum BlockKind<'a> {
    While,
    /// The iterator is on the stack.
    For,
    /// The `try` part of a statement with handlers.
    TryExcept,
    /// The `try` part of a statement with `finally`.
    TryFinally(&'a [Stmt]),
    /// A `finally` part that runs because of an exception: previous and present one on the stack.
    FinallyEnd,
    /// Inside `with` or `async with`; the exit method is on the stack.
    With {
        span: Span,
        is_async: bool,
    },
    /// The `except` clauses of a statement.
    Handlers,
    /// The body of an `except` clause: the previous exception is on the stack.
    Handler(Option<&'a str>),
    /// The `except*` clauses of a statement.
    GroupHandlers,
    /// A value (about to be returned) is on the stack.
    Value,
}

/// A block being compiled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block<'a> {
    pub(super) kind: BlockKind<'a>,
    /// Where `continue` and `break` go.
    pub(super) targets: Option<(Label, Label)>,
    /// The region outside the block.
    pub(super) outside: Region,
}

impl<'a> Compiler<'a> {
    /// Enters a block; `outside` is the region its exceptional exit must not be covered by.
    pub(super) fn enter(&mut self, kind: BlockKind<'a>, outside: Region, range: TextRange) {
        self.enter_with(Block { kind, targets: None, outside }, range);
    }

    pub(super) fn enter_with(&mut self, block: Block<'a>, range: TextRange) {
        if self.unit.blocks.len() == MAX_BLOCKS {
            self.error(range, "too many statically nested blocks");
        }
        self.unit.blocks.push(block);
    }

    pub(super) fn leave(&mut self) {
        self.unit.blocks.pop();
    }

    /// `return value`.
    pub(super) fn return_statement(
        &mut self,
        value: Option<&'a ruff_python_ast::Expr>,
        range: TextRange,
    ) {
        let span = super::unit::span(range);
        let constant = match value {
            None => Some(Const::None),
            Some(value) => crate::constant::fold(value),
        };
        if let (None, Some(value)) = (&constant, value) {
            self.expression(value);
        }
        let region = self.unit.region;
        self.unwind(constant.is_none(), false, range, span);
        if let Some(constant) = constant {
            self.load_const(constant, span);
        }
        self.unit.emit(Op::ReturnValue, 0, span);
        self.unit.region = region;
    }

    /// `break` and `continue`.
    pub(super) fn loop_exit(&mut self, is_break: bool, range: TextRange) {
        let span = super::unit::span(range);
        let region = self.unit.region;
        // The scopes' walk has made sure that there is a loop.
        if let Some(Block { kind, targets: Some((start, end)), .. }) =
            self.unwind(false, true, range, span)
        {
            if is_break && matches!(kind, BlockKind::For) {
                self.unit.emit(Op::PopTop, 0, span);
            }
            self.unit.jump(Op::Jump, if is_break { end } else { start }, span);
        }
        self.unit.region = region;
    }

    /// Undoes the blocks from the innermost out, to the nearest loop or all; returns that loop.
    fn unwind(
        &mut self,
        preserve: bool,
        to_loop: bool,
        range: TextRange,
        span: Span,
    ) -> Option<Block<'a>> {
        let top = *self.unit.blocks.last()?;
        if to_loop && top.targets.is_some() {
            return Some(top);
        }
        self.unit.blocks.pop();
        self.unwind_block(top, preserve, range, span);
        let found = self.unwind(preserve, to_loop, range, span);
        self.unit.blocks.push(top);
        found
    }

    fn unwind_block(&mut self, block: Block<'a>, preserve: bool, range: TextRange, span: Span) {
        let under_value = |compiler: &mut Self, op| {
            if preserve {
                compiler.unit.emit(Op::Swap, 2, span);
            }
            compiler.unit.emit(op, 0, span);
        };
        match block.kind {
            BlockKind::While | BlockKind::Handlers | BlockKind::GroupHandlers => {}
            BlockKind::For | BlockKind::Value => under_value(self, Op::PopTop),
            BlockKind::TryExcept => self.unit.region = block.outside,
            BlockKind::TryFinally(body) => {
                self.unit.region = block.outside;
                if preserve {
                    self.enter(BlockKind::Value, block.outside, range);
                }
                self.statements(body);
                if preserve {
                    self.leave();
                }
            }
            BlockKind::FinallyEnd => {
                under_value(self, Op::PopTop);
                self.unit.region = block.outside;
                under_value(self, Op::PopExcept);
            }
            BlockKind::With { span: context, is_async } => {
                self.unit.region = block.outside;
                if preserve {
                    self.unit.emit(Op::Swap, 2, context);
                }
                self.unit.emit(Op::WithExit, 0, context);
                if is_async {
                    self.await_top(2, context);
                }
                self.unit.emit(Op::PopTop, 0, context);
            }
            BlockKind::Handler(name) => {
                self.unit.region = block.outside;
                under_value(self, Op::PopExcept);
                if let Some(name) = name {
                    self.forget(name, span);
                }
            }
        }
    }
}
