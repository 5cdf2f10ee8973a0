//! Generators, coroutines and async generators.

use timeslice_trace::EventKind;

use crate::frame::{Cont, GenKind, GenState, NO_TARGET};
use crate::heap::make_mut;
use crate::machine::{Machine, R, Signal};
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

impl Machine {
    /// Goes on with a generator, which sees `sent` as the value of its `yield`.
    pub(crate) fn resume_generator(&mut self, g: Ref, sent: Value, cont: Cont) -> R<()> {
        self.touch_iterator(g)?;
        let Kind::Generator(data) = self.get(g) else { unreachable!("a generator") };
        match data.state {
            GenState::Running(_) => {
                let what = match data.kind {
                    GenKind::Generator => "generator already executing",
                    GenKind::Coroutine => "coroutine already executing",
                    GenKind::AsyncGenerator => "async generator already executing",
                };
                return self.value_error(what);
            }
            GenState::Closed => {
                if data.kind == GenKind::Coroutine {
                    return self
                        .raise(class::RUNTIME_ERROR, "cannot reuse already awaited coroutine");
                }
                return self.exhausted(cont, Value::None);
            }
            GenState::Created if !sent.is_none() => {
                let what = match data.kind {
                    GenKind::Generator => "generator",
                    GenKind::Coroutine => "coroutine",
                    GenKind::AsyncGenerator => "async generator",
                };
                return self
                    .type_error(&format!("can't send non-None value to a just-started {what}"));
            }
            _ => {}
        }
        let started = data.state == GenState::Suspended;
        self.mount(g, cont)?;
        if started {
            self.push(sent);
        }
        Err(Signal::Pushed)
    }

    /// Puts a suspended generator's frame on the running thread.
    fn mount(&mut self, g: Ref, cont: Cont) -> R<()> {
        if self.th.frames.len() >= self.w.recursion_limit as usize {
            return self.raise(class::RECURSION_ERROR, "maximum recursion depth exceeded");
        }
        let tid = self.th.id;
        let Kind::Generator(data) = self.p.heap.get_mut(g) else { unreachable!("a generator") };
        let data = make_mut(data);
        let created = data.state == GenState::Created;
        data.state = GenState::Running(tid);
        let mut frame = data.frame.take().expect("a generator that does not run has its frame");
        let len = self.th.stack.len() as u32;
        frame.floor = len;
        frame.base = len;
        frame.cont = cont;
        frame.generator = g.into();
        frame.handled = self.th.handled;
        // Copied, not taken: the next `yield` finds room for what it puts back.
        self.th.stack.extend_from_slice(&data.stack);
        data.stack.clear();
        if !data.handled.is_none() {
            self.th.handled = data.handled;
        }
        let code = frame.code;
        if created {
            self.unwatch(g);
        }
        self.enter(frame)?;
        if self.recorder.is_some() {
            let loaded = self.code(code);
            if !loaded.library {
                let (name, line) = (loaded.code.qualname.clone(), loaded.code.first_line);
                self.event_text(EventKind::Call, &name, line);
            }
        }
        Ok(())
    }

    /// `yield`: the frame goes back into its generator, `v` to who asked.
    pub(crate) fn yield_value(&mut self, v: Value) -> R<()> {
        let mut frame = self.th.frames.pop().expect("a frame yields");
        let Value::Obj(g) = frame.generator else { unreachable!("only generators yield") };
        // Inside an `except` block the caller's exception lies on the stack, saved, even where both
        // handle the same one.
        let slots = self.code(frame.code).slots as usize;
        let own = !self.th.handled.is(frame.handled)
            || !frame.handled.is_none()
                && self.th.stack[frame.base as usize + slots..].iter().any(|v| v.is(frame.handled));
        let handled = if own { self.th.handled } else { Value::None };
        self.th.handled = frame.handled;
        frame.pc = self.th.pc;
        if let Some(caller) = self.th.frames.last() {
            self.th.pc = caller.pc;
        }
        if self.recorder.is_some() {
            self.trace_return(frame.code, false);
        }
        let cont = frame.cont;
        let code = self.code(frame.code);
        let delegating = code.instrs[frame.pc as usize - 1].arg == 1;
        let guarded = !code.code.handlers.is_empty();
        let Kind::Generator(data) = self.p.heap.get_mut(g) else { unreachable!("a generator") };
        let data = make_mut(data);
        data.state = GenState::Suspended;
        data.stack.clear();
        data.stack.extend_from_slice(&self.th.stack[frame.base as usize..]);
        self.th.stack.truncate(frame.floor as usize);
        data.handled = handled;
        let finalizable = guarded && data.kind != GenKind::Coroutine;
        let async_step = data.kind == GenKind::AsyncGenerator && !delegating;
        data.frame = Some(frame);
        self.p.finalizers |= finalizable;
        let Kind::Generator(data) = self.get_mut(g) else { unreachable!("a generator") };
        let data = make_mut(data);
        if async_step {
            data.async_busy = false;
            self.async_gen_yielded(cont, v)?;
            return Err(Signal::Pushed);
        }
        if cont == Cont::GenClose {
            let what = match data.kind {
                GenKind::Coroutine => "coroutine ignored GeneratorExit",
                _ => "generator ignored GeneratorExit",
            };
            return self.raise(class::RUNTIME_ERROR, what);
        }
        self.deliver(cont, v)?;
        // The frame changed: the loop reads it anew.
        Err(Signal::Pushed)
    }

    /// A generator's frame returned `v`.
    pub(crate) fn generator_returned(&mut self, g: Ref, cont: Cont, v: Value) -> R<()> {
        let Kind::Generator(data) = self.get_mut(g) else { unreachable!("a generator") };
        let data = make_mut(data);
        data.state = GenState::Closed;
        if data.kind == GenKind::AsyncGenerator {
            data.async_busy = false;
            if let Cont::SendClose(_) = cont {
                return self.exhausted(cont, Value::None);
            }
            let exc = self.exception_with(class::STOP_ASYNC_ITERATION, Vec::new());
            return Err(Signal::Raise(exc));
        }
        self.exhausted(cont, v)
    }

    /// What waits for the next item learns that there is none; `v` is the generator's result.
    pub(crate) fn exhausted(&mut self, cont: Cont, v: Value) -> R<()> {
        match cont {
            Cont::ForIter(target) => {
                self.pop();
                self.th.pc = target;
                Ok(())
            }
            Cont::Send(target) | Cont::SendClose(target) if target != NO_TARGET => {
                self.pop();
                self.push(v);
                self.th.pc = target;
                Ok(())
            }
            Cont::NextDefault => Ok(()),
            Cont::Sum => {
                let total = self.sum_total();
                self.push(total);
                Ok(())
            }
            Cont::GenClose => {
                self.push(v);
                Ok(())
            }
            _ => {
                let args = if v.is_none() { Vec::new() } else { vec![v] };
                let exc = self.exception_with(class::STOP_ITERATION, args);
                self.set_attr_raw(exc, sym::VALUE, v);
                Err(Signal::Raise(exc))
            }
        }
    }

    /// `close()` was answered with another `yield`.
    pub(crate) fn generator_ignored_exit(&mut self) -> R<()> {
        self.raise(class::RUNTIME_ERROR, "generator ignored GeneratorExit")
    }

    /// `g.throw(exc)`: the exception appears at the generator's `yield`, or goes to what it delegates to.
    pub(crate) fn generator_throw(&mut self, g: Ref, exc: Value, cont: Cont) -> R<()> {
        let Kind::Generator(data) = self.get(g) else { unreachable!("a generator") };
        match data.state {
            GenState::Running(_) => {
                let what = match data.kind {
                    GenKind::Coroutine => "coroutine already executing",
                    _ => "generator already executing",
                };
                return self.value_error(what);
            }
            GenState::Closed => {
                if data.kind == GenKind::Coroutine {
                    return self
                        .raise(class::RUNTIME_ERROR, "cannot reuse already awaited coroutine");
                }
                return Err(Signal::Raise(exc));
            }
            GenState::Created => {
                // Nothing of it has run: it is closed, and the exception goes on from its first line.
                self.mount(g, cont)?;
                // Behind the first instruction, so that the traceback's row shows the first line.
                self.th.pc = 1;
                return Err(Signal::Raise(exc));
            }
            GenState::Suspended => {}
        }
        let delegate = self.delegate(g);
        self.mount(g, cont)?;
        let Some((inner, target)) = delegate else {
            // `th.pc` is behind the yield, as if it had just been executed.
            return Err(Signal::Raise(exc));
        };
        // The generator stands at a `Send` loop with the inner iterator on top of its stack: throw
        // there; what comes out is yielded on, a StopIteration's value leaves the loop.
        self.th.pc = self.send_resume_pc();
        if self.exception_matches(exc, class::GENERATOR_EXIT) {
            // What is inside is closed, and the exception goes on from here (`_gen_throw`,
            // genobject.c).
            let f = self.library_function("_close_then_raise")?;
            return self.call_value(f, &[inner, exc], Cont::Send(target));
        }
        match inner {
            Value::Obj(r) if matches!(self.get(r), Kind::Generator(_)) => {
                self.generator_throw(r, exc, Cont::Send(target))
            }
            _ => match self.special(inner, sym::THROW) {
                Some(method) => self.call_method(method, inner, &[exc], Cont::Send(target)),
                None => Err(Signal::Raise(exc)),
            },
        }
    }

    /// What the suspended generator delegates to, and where its `Send` goes when that is exhausted.
    pub(crate) fn delegate(&self, g: Ref) -> Option<(Value, u32)> {
        let Kind::Generator(data) = self.get(g) else { return None };
        let frame = data.frame.as_ref()?;
        let code = self.code(frame.code);
        let at = frame.pc.checked_sub(1)? as usize;
        let instr = code.instrs.get(at)?;
        if instr.op != timeslice_compiler::Op::YieldValue || instr.arg != 1 {
            return None;
        }
        let send = code.instrs[..at].iter().rposition(|i| i.op == timeslice_compiler::Op::Send)?;
        Some((*data.stack.last()?, code.instrs[send].arg))
    }

    /// Where the mounted generator goes on after a delegated `throw` gave a value: behind its
    /// `Send`, where the value is yielded on.
    fn send_resume_pc(&self) -> u32 {
        let code = self.code(self.frame().code);
        let at = self.th.pc as usize - 1;
        let send = code.instrs[..at]
            .iter()
            .rposition(|i| i.op == timeslice_compiler::Op::Send)
            .unwrap_or_default();
        send as u32 + 1
    }

    /// `[it v → it yielded]`, or the result and a jump.
    pub(crate) fn send(&mut self, target: u32) -> R<()> {
        let sent = self.peek(0);
        let receiver = self.peek(1);
        let Value::Obj(r) = receiver else { unreachable!("an iterator") };
        // The layout is `[it v]` with v replaced by what comes out, or by the result.
        match self.get(r) {
            Kind::Generator(_) => {
                self.pop();
                self.resume_generator(r, sent, Cont::Send(target))
            }
            Kind::Other(_) if self.is_native_awaitable(receiver) => {
                self.pop();
                self.drive_async_gen(r, sent, target)
            }
            Kind::SeqIter(..) | Kind::RangeIter(..) | Kind::Iter(_) if sent.is_none() => {
                match self.iter_next(r)? {
                    Some(item) => {
                        self.pop();
                        self.push(item);
                    }
                    None => {
                        self.drop_n(2);
                        self.push(Value::None);
                        self.th.pc = target;
                    }
                }
                Ok(())
            }
            _ => {
                self.pop();
                if sent.is_none() && self.special(receiver, sym::NEXT).is_some() {
                    self.call_special(receiver, sym::NEXT, &[], Cont::Send(target))
                } else {
                    self.call_special(receiver, sym::SEND, &[sent], Cont::Send(target))
                }
            }
        }
    }

    /// `yield from x`: generators as they are, else `iter(x)`.
    pub(crate) fn get_yield_from_iter(&mut self) -> R<()> {
        if let Value::Obj(r) = self.peek(0)
            && let Kind::Generator(g) = self.get(r)
        {
            // A coroutine reaches here through its own `__await__`, which gives it itself.
            if g.kind == GenKind::AsyncGenerator {
                return self.get_iter();
            }
            return Ok(());
        }
        self.get_iter()
    }

    /// `[o → awaitable]`
    pub(crate) fn get_awaitable(&mut self, context: u8) -> R<()> {
        let v = self.peek(0);
        if let Value::Obj(r) = v
            && let Kind::Generator(g) = self.get(r)
        {
            let running = matches!(g.state, GenState::Running(_));
            match g.kind {
                GenKind::Coroutine
                    if running || self.delegate(r).is_some() && g.state == GenState::Suspended =>
                {
                    return self.raise(class::RUNTIME_ERROR, "coroutine is being awaited already");
                }
                GenKind::Coroutine => return Ok(()),
                GenKind::Generator if self.is_iterable_coroutine(r) => return Ok(()),
                _ => {}
            }
        }
        if self.is_native_awaitable(v) {
            return Ok(());
        }
        match self.special(v, sym::AWAIT) {
            Some(method) => {
                self.pop();
                self.call_method(method, v, &[], Cont::CheckAwaitable(context))
            }
            None => {
                let kind = self.type_name(v);
                let message = match context {
                    1 => format!(
                        "'async with' received an object from __aenter__ that does not implement __await__: {kind}"
                    ),
                    2 => format!(
                        "'async with' received an object from __aexit__ that does not implement __await__: {kind}"
                    ),
                    _ => format!("object {kind} can't be used in 'await' expression"),
                };
                self.type_error(&message)
            }
        }
    }

    /// Whether generator `r` came from a function decorated with `types.coroutine`.
    fn is_iterable_coroutine(&self, r: Ref) -> bool {
        let Kind::Generator(g) = self.get(r) else { return false };
        let Some(frame) = &g.frame else { return false };
        let Value::Obj(f) = frame.function else { return false };
        match self.get(f) {
            Kind::Function(data) => data.attrs.get(sym::AWAIT).is_some(),
            _ => false,
        }
    }

    /// `__await__` gave `v`.
    pub(crate) fn check_awaitable(&mut self, v: Value, _context: u8) -> R<()> {
        if let Value::Obj(r) = v
            && let Kind::Generator(g) = self.get(r)
            && g.kind == GenKind::Coroutine
        {
            return self.type_error("__await__() returned a coroutine");
        }
        if !self.is_iterator(v) {
            let kind = self.type_name(v);
            return self.type_error(&format!("__await__() returned non-iterator of type '{kind}'"));
        }
        self.push(v);
        Ok(())
    }

    /// `[o → aiter]`
    pub(crate) fn get_aiter(&mut self) -> R<()> {
        let v = self.peek(0);
        if matches!(v, Value::Obj(r) if matches!(self.get(r), Kind::Generator(g) if g.kind == GenKind::AsyncGenerator))
        {
            return Ok(());
        }
        match self.special(v, sym::AITER) {
            Some(method) => {
                self.pop();
                self.call_method(method, v, &[], Cont::Push)
            }
            None => {
                let kind = self.type_name(v);
                self.type_error(&format!(
                    "'async for' requires an object with __aiter__ method, got {kind}"
                ))
            }
        }
    }

    /// `[aiter → aiter awaitable]`
    pub(crate) fn get_anext(&mut self) -> R<()> {
        let v = self.peek(0);
        if let Value::Obj(r) = v
            && matches!(self.get(r), Kind::Generator(g) if g.kind == GenKind::AsyncGenerator)
        {
            let awaitable = self.async_gen_awaitable(r, crate::async_gen::Step::Send(Value::None));
            self.push(awaitable);
            return Ok(());
        }
        match self.special(v, sym::ANEXT) {
            Some(method) => self.call_method(method, v, &[], Cont::AwaitableOf),
            None => {
                let kind = self.type_name(v);
                self.type_error(&format!(
                    "'async for' requires an iterator with __anext__ method, got {kind}"
                ))
            }
        }
    }
}
