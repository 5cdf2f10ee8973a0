//! `with` and `async with`.

use crate::attr::Found;
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::object::Kind;
use crate::symbols::sym;
use crate::value::{Ref, Value};

impl Machine {
    /// `[mgr → exit entered]`
    pub(crate) fn before_with(&mut self) -> R<()> {
        self.enter_context(sym::ENTER, sym::EXIT, "the context manager protocol")
    }

    /// `[mgr → aexit awaitable]`
    pub(crate) fn before_async_with(&mut self) -> R<()> {
        self.enter_context(sym::AENTER, sym::AEXIT, "the asynchronous context manager protocol")
    }

    fn enter_context(&mut self, enter: Ref, exit: Ref, protocol: &str) -> R<()> {
        let manager = self.peek(0);
        let missing = [enter, exit].into_iter().find(|name| self.special(manager, *name).is_none());
        if let Some(name) = missing {
            let kind = self.type_name(manager);
            let text = self.symbol_text(name).to_owned();
            let miss =
                if name == exit { format!(" (missed {text} method)") } else { String::new() };
            let hint = if name == enter
                && enter == sym::ENTER
                && self.special(manager, sym::AENTER).is_some()
            {
                " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?"
            } else {
                ""
            };
            return self
                .type_error(&format!("'{kind}' object does not support {protocol}{miss}{hint}"));
        }
        let (Some(enter), Some(exit)) = (self.special(manager, enter), self.special(manager, exit))
        else {
            unreachable!("checked above")
        };
        // `__enter__` may wait (a lock): nothing on the stack changes before it has returned.
        let at = self.th.stack.len();
        let bound = match exit {
            Value::Obj(_) => {
                let cls = self.class_of(manager);
                match self.bind_for_call(exit, manager, cls) {
                    Found::Plain(v) => v,
                    _ => exit,
                }
            }
            _ => exit,
        };
        self.th.stack[at - 1] = bound;
        match self.call_method(enter, manager, &[], Cont::Push) {
            Err(signal @ (crate::machine::Signal::Block | crate::machine::Signal::Yield)) => {
                self.th.stack[at - 1] = manager;
                Err(signal)
            }
            other => other,
        }
    }

    fn bind_for_call(&mut self, f: Value, receiver: Value, cls: Ref) -> Found {
        let Value::Obj(r) = f else { return Found::Plain(f) };
        match self.get(r) {
            Kind::Function(_) | Kind::Native(_) => {
                Found::Plain(self.alloc(Kind::Method(std::sync::Arc::new([f, receiver]))))
            }
            Kind::StaticMethod(inner) => Found::Plain(*inner),
            Kind::ClassMethod(inner) => {
                let inner = *inner;
                Found::Plain(self.alloc(Kind::Method(std::sync::Arc::new([inner, cls.into()]))))
            }
            _ => Found::Plain(f),
        }
    }

    /// `[exit → r]` `exit(None, None, None)`
    pub(crate) fn with_exit(&mut self) -> R<()> {
        let exit = self.peek(0);
        let none = [Value::None; 3];
        let at = self.th.stack.len() - 1;
        self.th.stack.truncate(at);
        match self.call_value(exit, &none, Cont::Push) {
            Err(signal @ (crate::machine::Signal::Block | crate::machine::Signal::Yield)) => {
                self.push(exit);
                Err(signal)
            }
            other => other,
        }
    }

    /// `[exit prev exc → exit prev exc r]`
    pub(crate) fn with_except_start(&mut self) -> R<()> {
        let exc = self.peek(0);
        let exit = self.peek(2);
        let cls = self.class_of(exc);
        let tb = self.attr_raw(exc, sym::TRACEBACK).unwrap_or(Value::None);
        self.call_value(exit, &[cls.into(), exc, tb], Cont::Push)
    }
}
