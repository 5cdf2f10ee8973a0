//! Methods of generators, coroutines, async generators and the machine's iterators.

use std::sync::Arc;

use crate::async_gen::Step;
use crate::frame::{Cont, GenState, NO_TARGET};
use crate::heap::make_mut;
use crate::machine::{Machine, R, Signal};
use crate::native::{Args, NativeDef, method};
use crate::native_object::NativeObject;
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

const GENERATOR: &[NativeDef] = &[
    method("__iter__", 1, 1, identity),
    method("__next__", 1, 1, next),
    method("send", 2, 2, send),
    method("throw", 2, 4, throw),
    method("close", 1, 1, close),
];
const COROUTINE: &[NativeDef] = &[
    method("__await__", 1, 1, coroutine_await),
    method("send", 2, 2, send),
    method("throw", 2, 4, throw),
    method("close", 1, 1, close),
];
const COROUTINE_WRAPPER: &[NativeDef] = &[
    method("__iter__", 1, 1, identity),
    method("__next__", 1, 1, wrapper_next),
    method("send", 2, 2, send),
    method("throw", 2, 4, throw),
    method("close", 1, 1, close),
];
const ASYNC_GENERATOR: &[NativeDef] = &[
    method("__aiter__", 1, 1, identity),
    method("__anext__", 1, 1, anext),
    method("asend", 2, 2, asend),
    method("athrow", 2, 4, athrow),
    method("aclose", 1, 1, aclose),
];
const STEP: &[NativeDef] = &[
    method("__await__", 1, 1, identity),
    method("__iter__", 1, 1, identity),
    method("__next__", 1, 1, step_next),
    method("send", 2, 2, step_send),
    method("throw", 2, 4, step_throw),
    method("close", 1, 1, step_close),
];
const ITERATOR: &[NativeDef] =
    &[method("__iter__", 1, 1, identity), method("__next__", 1, 1, next)];

/// Methods of the classes here.
pub const METHODS: &[(Ref, &[NativeDef])] = &[
    (class::GENERATOR, GENERATOR),
    (class::COROUTINE, COROUTINE),
    (class::COROUTINE_WRAPPER, COROUTINE_WRAPPER),
    (class::ASYNC_GENERATOR, ASYNC_GENERATOR),
    (class::ANEXT_AWAITABLE, STEP),
    (class::LIST_ITERATOR, ITERATOR),
    (class::TUPLE_ITERATOR, ITERATOR),
    (class::RANGE_ITERATOR, ITERATOR),
    (class::STR_ITERATOR, ITERATOR),
    (class::BYTES_ITERATOR, ITERATOR),
    (class::DICT_KEYITERATOR, ITERATOR),
    (class::DICT_VALUEITERATOR, ITERATOR),
    (class::DICT_ITEMITERATOR, ITERATOR),
    (class::SET_ITERATOR, ITERATOR),
    (class::DEQUE_ITERATOR, ITERATOR),
    (class::REVERSED, ITERATOR),
    (class::ENUMERATE, ITERATOR),
    (class::ZIP, ITERATOR),
];

fn identity(m: &mut Machine, args: Args, _: Cont) -> R {
    Ok(m.arg(args, 0))
}

fn next(m: &mut Machine, args: Args, cont: Cont) -> R {
    let it = m.arg(args, 0);
    m.th.stack.truncate(args.floor);
    m.next_item(it, cont)?;
    Err(Signal::Pushed)
}

fn receiver(m: &mut Machine, args: Args) -> R<Ref> {
    match m.arg(args, 0) {
        Value::Obj(r) if matches!(m.get(r), Kind::Generator(_)) => Ok(r),
        Value::Obj(r)
            if let Kind::Other(o) = m.get(r)
                && let NativeObject::CoroutineWrapper(coroutine) = **o =>
        {
            Ok(coroutine)
        }
        _ => m.type_error("a generator is needed"),
    }
}

fn coroutine_await(m: &mut Machine, args: Args, _: Cont) -> R {
    let g = receiver(m, args)?;
    Ok(m.alloc(Kind::Other(Arc::new(NativeObject::CoroutineWrapper(g)))))
}

fn wrapper_next(m: &mut Machine, args: Args, cont: Cont) -> R {
    let g = receiver(m, args)?;
    m.th.stack.truncate(args.floor);
    m.resume_generator(g, Value::None, cont)?;
    Err(Signal::Pushed)
}

fn send(m: &mut Machine, args: Args, cont: Cont) -> R {
    let g = receiver(m, args)?;
    let v = m.arg(args, 1);
    m.th.stack.truncate(args.floor);
    m.resume_generator(g, v, cont)?;
    Err(Signal::Pushed)
}

/// The exception that the arguments of `throw` mean; `None`: its class has to be called first.
fn thrown(m: &mut Machine, args: Args) -> R<Option<Value>> {
    let first = m.arg(args, 1);
    if m.is_exception(first) {
        if let tb @ Value::Obj(_) = m.arg(args, 3) {
            m.set_attr_raw(first, sym::TRACEBACK, tb);
        }
        return Ok(Some(first));
    }
    if m.is_exception_class(first) {
        let second = m.arg(args, 2);
        if m.is_exception(second) {
            return Ok(Some(second));
        }
        return Ok(None);
    }
    let kind = m.type_name(first);
    m.type_error(&format!(
        "exceptions must be classes or instances deriving from BaseException, not {kind}"
    ))
}

fn throw(m: &mut Machine, args: Args, cont: Cont) -> R {
    let g = receiver(m, args)?;
    let Some(exc) = thrown(m, args)? else { return throw_class(m, args, cont) };
    m.th.stack.truncate(args.floor);
    m.generator_throw(g, exc, cont)?;
    Err(Signal::Pushed)
}

/// `throw(Class)`: the library calls the class and then `throw` with the instance.
fn throw_class(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (g, cls, value) = (m.arg(args, 0), m.arg(args, 1), m.arg(args, 2));
    let value = if value.is_null() { Value::None } else { value };
    let several = Value::Bool(args.n > 2);
    m.tail_library(args, "_throw_class", &[g, cls, value, several], cont)
}

fn close(m: &mut Machine, args: Args, cont: Cont) -> R {
    let g = receiver(m, args)?;
    let Kind::Generator(data) = m.get_mut(g) else { unreachable!("checked") };
    let data = make_mut(data);
    match data.state {
        GenState::Closed => Ok(Value::None),
        GenState::Created => {
            data.state = GenState::Closed;
            data.frame = None;
            data.stack.clear();
            Ok(Value::None)
        }
        _ => {
            let exc = m.exception_with(class::GENERATOR_EXIT, Vec::new());
            m.th.stack.truncate(args.floor);
            if cont != Cont::Push {
                let f = m.library_function("_call")?;
                let method = m.special(g.into(), sym::CLOSE).unwrap_or(Value::None);
                m.call_value(f, &[method, g.into()], cont)?;
                return Err(Signal::Pushed);
            }
            m.generator_throw(g, exc, Cont::GenClose)?;
            Err(Signal::Pushed)
        }
    }
}

fn anext(m: &mut Machine, args: Args, _: Cont) -> R {
    let g = receiver(m, args)?;
    Ok(m.async_gen_awaitable(g, Step::Send(Value::None)))
}

fn asend(m: &mut Machine, args: Args, _: Cont) -> R {
    let g = receiver(m, args)?;
    let v = m.arg(args, 1);
    Ok(m.async_gen_awaitable(g, Step::Send(v)))
}

fn athrow(m: &mut Machine, args: Args, cont: Cont) -> R {
    let g = receiver(m, args)?;
    match thrown(m, args)? {
        Some(exc) => Ok(m.async_gen_awaitable(g, Step::Throw(exc))),
        None => {
            let (g, cls, value) = (m.arg(args, 0), m.arg(args, 1), m.arg(args, 2));
            let value = if value.is_null() { Value::None } else { value };
            m.tail_library(args, "_athrow_class", &[g, cls, value], cont)
        }
    }
}

fn aclose(m: &mut Machine, args: Args, _: Cont) -> R {
    let g = receiver(m, args)?;
    Ok(m.async_gen_awaitable(g, Step::Close))
}

fn step_next(m: &mut Machine, args: Args, cont: Cont) -> R {
    drive(m, args, Value::None, cont)
}

fn step_send(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 1);
    drive(m, args, v, cont)
}

fn drive(m: &mut Machine, args: Args, v: Value, cont: Cont) -> R {
    let Value::Obj(step) = m.arg(args, 0) else { return m.type_error("an awaitable is needed") };
    if cont != Cont::Push {
        return m.type_error("this awaitable can only be awaited or sent to directly");
    }
    m.th.stack.truncate(args.floor);
    m.drive_async_gen(step, v, NO_TARGET)?;
    Err(Signal::Pushed)
}

fn step_throw(m: &mut Machine, args: Args, cont: Cont) -> R {
    let Value::Obj(step) = m.arg(args, 0) else { return m.type_error("an awaitable is needed") };
    let Some(exc) = thrown(m, args)? else { return throw_class(m, args, cont) };
    m.th.stack.truncate(args.floor);
    m.throw_async_gen(step, exc, cont)?;
    Err(Signal::Pushed)
}

fn step_close(_: &mut Machine, _: Args, _: Cont) -> R {
    Ok(Value::None)
}
