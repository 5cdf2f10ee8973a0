//! The awaitables of async generators.

use std::sync::Arc;

use crate::frame::{Cont, GenState, NO_TARGET};
use crate::heap::make_mut;
use crate::machine::{Machine, R, Signal};
use crate::native_object::NativeObject;
use crate::object::Kind;
use crate::symbols::class;
use crate::value::{Ref, Value};

/// What one await of an async generator does.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// `__anext__` (None) and `asend`.
    Send(Value),
    /// `athrow`.
    Throw(Value),
    /// `aclose`.
    Close,
}

/// The state of one such awaitable.
#[derive(Clone, Debug)]
pub struct AsyncGenStep {
    /// The generator.
    pub generator: Ref,
    /// What to do first.
    pub step: Step,
    /// Was it done.
    pub started: bool,
}

impl Machine {
    /// An awaitable that makes `step` in generator `g`.
    pub(crate) fn async_gen_awaitable(&mut self, g: Ref, step: Step) -> Value {
        let step = AsyncGenStep { generator: g, step, started: false };
        self.alloc(Kind::Other(Arc::new(NativeObject::AsyncGenStep(step))))
    }

    /// Whether `v` is such an awaitable.
    pub(crate) fn is_native_awaitable(&self, v: Value) -> bool {
        matches!(v, Value::Obj(r) if matches!(self.get(r),
            Kind::Other(o) if matches!(**o, NativeObject::AsyncGenStep(_))))
    }

    /// Sends a value into an awaitable of an async generator.
    pub(crate) fn drive_async_gen(&mut self, awaitable: Ref, sent: Value, target: u32) -> R<()> {
        let Kind::Other(object) = self.get_mut(awaitable) else { unreachable!("an awaitable") };
        let NativeObject::AsyncGenStep(state) = make_mut(object) else {
            unreachable!("an awaitable")
        };
        let (g, step, started) = (state.generator, state.step, state.started);
        state.started = true;
        let cont = match step {
            Step::Close => Cont::SendClose(target),
            _ => Cont::Send(target),
        };
        if started {
            return self.resume_generator(g, sent, cont);
        }
        let Kind::Generator(data) = self.get_mut(g) else { unreachable!("a generator") };
        let data = make_mut(data);
        if data.async_busy {
            let what = match step {
                Step::Send(Value::None) => "anext(): asynchronous generator is already running",
                Step::Send(_) => "asend(): asynchronous generator is already running",
                Step::Throw(_) => "athrow(): asynchronous generator is already running",
                Step::Close => "aclose(): asynchronous generator is already running",
            };
            return self.raise(class::RUNTIME_ERROR, what);
        }
        let state = data.state;
        if state == GenState::Closed {
            if let Step::Close = step {
                return self.exhausted(cont, Value::None);
            }
            let exc = self.exception_with(class::STOP_ASYNC_ITERATION, Vec::new());
            return Err(Signal::Raise(exc));
        }
        match step {
            Step::Send(v) => {
                data.async_busy = true;
                self.resume_generator(g, v, cont)
            }
            Step::Throw(exc) => {
                data.async_busy = true;
                self.generator_throw(g, exc, cont)
            }
            Step::Close if state == GenState::Created => {
                data.state = GenState::Closed;
                data.frame = None;
                data.stack.clear();
                self.exhausted(cont, Value::None)
            }
            Step::Close => {
                data.async_busy = true;
                let exc = self.exception_with(class::GENERATOR_EXIT, Vec::new());
                self.generator_throw(g, exc, cont)
            }
        }
    }

    /// Throws into an awaitable of an async generator.
    pub(crate) fn throw_async_gen(&mut self, awaitable: Ref, exc: Value, cont: Cont) -> R<()> {
        let Kind::Other(object) = self.get_mut(awaitable) else { unreachable!("an awaitable") };
        let NativeObject::AsyncGenStep(state) = make_mut(object) else {
            unreachable!("an awaitable")
        };
        let (g, closing) = (state.generator, matches!(state.step, Step::Close));
        state.started = true;
        let cont = match (closing, cont) {
            (true, Cont::Send(target)) => Cont::SendClose(target),
            (true, _) => Cont::SendClose(NO_TARGET),
            (false, Cont::Send(target)) => Cont::Send(target),
            (false, _) => Cont::Send(NO_TARGET),
        };
        self.generator_throw(g, exc, cont)
    }

    /// An async generator yielded an item: the await that asked for it is done.
    pub(crate) fn async_gen_yielded(&mut self, cont: Cont, v: Value) -> R<()> {
        if let Cont::SendClose(_) = cont {
            return self.raise(class::RUNTIME_ERROR, "async generator ignored GeneratorExit");
        }
        self.exhausted(cont, v)
    }
}
