//! Exceptions: making, raising, unwinding, tracebacks.

use std::sync::Arc;

use timeslice_trace::EventKind;

use crate::attrs::AttrMap;
use crate::frame::{Cont, GenKind, GenState, NO_TARGET};
use crate::machine::{Machine, R, Signal};
use crate::object::{Kind, TracebackEntry};
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

impl Machine {
    /// A new exception of a built-in class with one argument.
    pub(crate) fn exception(&mut self, class: Ref, message: &str) -> Value {
        let message = self.str(message);
        self.exception_with(class, vec![message])
    }

    /// A new exception with these `args`.
    pub(crate) fn exception_with(&mut self, class: Ref, args: Vec<Value>) -> Value {
        let args = self.tuple(args);
        let mut attrs = AttrMap::default();
        attrs.set(sym::ARGS, args);
        self.alloc(Kind::Instance(class, Arc::new(attrs)))
    }

    /// Raises a new exception of a built-in class.
    pub(crate) fn raise<T>(&mut self, class: Ref, message: &str) -> R<T> {
        let exc = self.exception(class, message);
        Err(Signal::Raise(exc))
    }

    /// `TypeError`.
    pub(crate) fn type_error<T>(&mut self, message: &str) -> R<T> {
        self.raise(class::TYPE_ERROR, message)
    }

    /// `ValueError`.
    pub(crate) fn value_error<T>(&mut self, message: &str) -> R<T> {
        self.raise(class::VALUE_ERROR, message)
    }

    /// Whether an instance of `cls` keeps `name` outside its `__dict__`: the value of a built-in
    /// base, and what CPython has in the C struct of an exception.
    pub(crate) fn is_hidden_attr(&self, cls: Ref, name: Ref) -> bool {
        match name {
            sym::INNER => true,
            sym::ARGS
            | sym::KEPT
            | sym::SELF_HINT
            | sym::TRACEBACK
            | sym::CONTEXT
            | sym::CAUSE
            | sym::SUPPRESS_CONTEXT => self.is_subclass(cls, class::BASE_EXCEPTION),
            _ => false,
        }
    }

    /// Sets an attribute of an instance without asking anybody.
    pub(crate) fn set_attr_raw(&mut self, object: Value, name: Ref, value: Value) {
        if let Value::Obj(r) = object {
            let dict = match self.get(r) {
                Kind::Instance(_, attrs) => attrs.dict,
                _ => None,
            };
            let hidden = self.is_hidden_attr(self.class_of(object), name);
            if let Some(dict) = dict.filter(|_| !hidden) {
                // Names of the machine's own never need Python to be hashed.
                let _ = self.dict_set_simple(dict.into(), name.into(), value);
            } else if let Kind::Instance(_, attrs) = self.get_mut(r) {
                crate::heap::make_mut(attrs).set(name, value);
            }
        }
    }

    /// Reads an attribute of an instance without asking anybody.
    pub(crate) fn attr_raw(&self, object: Value, name: Ref) -> Option<Value> {
        let Value::Obj(r) = object else { return None };
        let Kind::Instance(_, attrs) = self.get(r) else { return None };
        match attrs.dict {
            Some(d) => self.dict_get_symbol(d, name).or_else(|| attrs.get(name)),
            None => attrs.get(name),
        }
    }

    /// Whether `exc` is an instance of exception class `class`.
    pub(crate) fn exception_matches(&self, exc: Value, class: Ref) -> bool {
        let cls = self.class_of(exc);
        self.is_subclass(cls, class)
    }

    /// Finds who handles `exc`: cuts the stack back to the handler, or ends the thread (false).
    /// `fresh`: this frame gets a row in the traceback.
    pub(crate) fn unwind(&mut self, mut exc: Value, mut fresh: bool) -> bool {
        if fresh {
            self.raised(exc);
        }
        loop {
            let Some(frame) = self.th.frames.last() else { return false };
            let (code, base) = (frame.code, frame.base);
            let pc = self.th.pc - 1;
            if fresh {
                self.add_traceback(exc, TracebackEntry { code, pc });
            }
            fresh = true;
            let loaded = self.code(code);
            let handler =
                loaded.code.handlers.iter().find(|h| (h.start..h.end).contains(&pc)).copied();
            if let Some(h) = handler {
                let keep = base as usize + loaded.slots as usize + h.depth as usize;
                self.drop_from(keep as u32, exc);
                self.th.stack.truncate(keep);
                self.push(exc);
                self.th.pc = h.target;
                return true;
            }
            let floor = self.th.frames.last().map_or(0, |f| f.floor);
            self.keep_for_traceback(floor, exc);
            let frame = self.th.frames.pop().expect("checked above");
            self.th.stack.truncate(frame.floor as usize);
            self.th.handled = frame.handled;
            if let Some(caller) = self.th.frames.last() {
                self.th.pc = caller.pc;
            }
            if self.recorder.is_some() {
                self.trace_return(frame.code, true);
            }
            if let Value::Obj(generator) = frame.generator {
                exc = self.generator_failed(generator, exc);
            }
            match self.intercept(frame.cont, exc) {
                Ok(true) => {
                    self.drop_value(exc);
                    return true;
                }
                Ok(false) => {}
                Err(Signal::Raise(other)) => {
                    if !other.is(exc) {
                        self.raised(other);
                    }
                    exc = other;
                }
                Err(Signal::Pushed) => return true,
                Err(_) => return true,
            }
            if self.th.frames.is_empty() {
                self.push(exc);
                return false;
            }
        }
    }

    /// Whether what waits for the result of the frame that `exc` left can use the exception.
    pub(crate) fn intercept(&mut self, cont: Cont, exc: Value) -> R<bool> {
        match cont {
            Cont::ForIter(target) if self.exception_matches(exc, class::STOP_ITERATION) => {
                self.pop();
                self.th.pc = target;
                Ok(true)
            }
            Cont::Send(target)
                if target != NO_TARGET && self.exception_matches(exc, class::STOP_ITERATION) =>
            {
                let value = self.attr_raw(exc, sym::VALUE).unwrap_or_else(|| self.first_arg(exc));
                self.pop();
                self.push(value);
                self.th.pc = target;
                Ok(true)
            }
            Cont::SendClose(_)
                if self.exception_matches(exc, class::GENERATOR_EXIT)
                    || self.exception_matches(exc, class::STOP_ASYNC_ITERATION) =>
            {
                self.exhausted(cont, Value::None)?;
                Ok(true)
            }
            Cont::NextDefault if self.exception_matches(exc, class::STOP_ITERATION) => Ok(true),
            Cont::GetAttr { method } if self.exception_matches(exc, class::ATTRIBUTE_ERROR) => {
                let name = self.pop();
                let object = self.pop();
                let Some(getattr) = self.special(object, sym::GETATTR) else { return Ok(false) };
                let cont = if method { Cont::PushNull } else { Cont::Push };
                self.call_method(getattr, object, &[name], cont)?;
                Ok(true)
            }
            Cont::GetAttrDefault if self.exception_matches(exc, class::ATTRIBUTE_ERROR) => Ok(true),
            Cont::GenClose
                if self.exception_matches(exc, class::GENERATOR_EXIT)
                    || self.exception_matches(exc, class::STOP_ITERATION) =>
            {
                self.push(Value::None);
                Ok(true)
            }
            Cont::Import(name) => {
                self.import_failed(name);
                Ok(false)
            }
            _ => Ok(false),
        }
    }

    fn first_arg(&self, exc: Value) -> Value {
        match self.attr_raw(exc, sym::ARGS) {
            Some(Value::Obj(r)) => match self.get(r) {
                Kind::Tuple(items) => items.first().copied().unwrap_or(Value::None),
                _ => Value::None,
            },
            _ => Value::None,
        }
    }

    /// The generator's frame was left by `exc`: it is closed. PEP 479: a StopIteration becomes a
    /// RuntimeError.
    fn generator_failed(&mut self, generator: Ref, exc: Value) -> Value {
        let kind = match self.get_mut(generator) {
            Kind::Generator(g) => {
                let g = crate::heap::make_mut(g);
                g.state = GenState::Closed;
                g.async_busy = false;
                g.kind
            }
            _ => return exc,
        };
        let what = match kind {
            GenKind::Generator => "generator",
            GenKind::Coroutine => "coroutine",
            GenKind::AsyncGenerator => "async generator",
        };
        let stop = if self.exception_matches(exc, class::STOP_ITERATION) {
            "StopIteration"
        } else if kind == GenKind::AsyncGenerator
            && self.exception_matches(exc, class::STOP_ASYNC_ITERATION)
        {
            "StopAsyncIteration"
        } else {
            return exc;
        };
        let error = self.exception(class::RUNTIME_ERROR, &format!("{what} raised {stop}"));
        self.set_attr_raw(error, sym::CAUSE, exc);
        self.set_attr_raw(error, sym::CONTEXT, exc);
        self.set_attr_raw(error, sym::SUPPRESS_CONTEXT, Value::Bool(true));
        error
    }

    /// An exception starts its way: its context is what is being handled.
    fn raised(&mut self, exc: Value) {
        let handled = self.th.handled;
        if !handled.is_none() && !handled.is(exc) {
            // As `_PyErr_SetObject`: a cycle in the chain of contexts is cut.
            let mut at = handled;
            for _ in 0..10_000 {
                match self.attr_raw(at, sym::CONTEXT) {
                    Some(next) if next.is(exc) => {
                        self.set_attr_raw(at, sym::CONTEXT, Value::None);
                        break;
                    }
                    Some(next) if !next.is_none() => at = next,
                    _ => break,
                }
            }
            self.set_attr_raw(exc, sym::CONTEXT, handled);
        }
        if self.recorder.is_some() {
            let kind = self.type_name(exc);
            let message = self.exception_text(exc);
            let (a, b) = (self.text_id(&kind), self.text_id(&message));
            self.event(EventKind::Raise, a, b);
        }
    }

    fn add_traceback(&mut self, exc: Value, entry: TracebackEntry) {
        let existing = match self.attr_raw(exc, sym::TRACEBACK) {
            Some(Value::Obj(r)) => match self.get(r) {
                Kind::Traceback(rows) => Some(rows.clone()),
                _ => None,
            },
            _ => None,
        };
        let mut rows = existing.unwrap_or_default();
        crate::heap::make_mut(&mut rows).push(entry);
        let tb = self.alloc(Kind::Traceback(rows));
        self.set_attr_raw(exc, sym::TRACEBACK, tb);
    }

    /// `raise`, `raise e`, `raise e from cause`.
    pub(crate) fn raise_varargs(&mut self, n: usize) -> R<()> {
        if n == 0 {
            let exc = self.th.handled;
            if exc.is_none() {
                return self.raise(class::RUNTIME_ERROR, "No active exception to reraise");
            }
            return Err(Signal::Raise(exc));
        }
        let cause = if n == 2 { Some(self.peek(0)) } else { None };
        let exc = self.peek(n - 1);
        if let Some(cause) = cause
            && self.is_exception_class(cause)
        {
            // The class is instantiated first; then the instruction is executed again.
            return self.instantiate_below(cause, 0);
        }
        if self.is_exception_class(exc) {
            return self.instantiate_below(exc, n - 1);
        }
        if !self.is_exception(exc) {
            return self.type_error("exceptions must derive from BaseException");
        }
        if let Some(cause) = cause {
            if !cause.is_none() && !self.is_exception(cause) {
                return self.type_error("exception causes must derive from BaseException");
            }
            self.set_attr_raw(exc, sym::CAUSE, cause);
            self.set_attr_raw(exc, sym::SUPPRESS_CONTEXT, Value::Bool(true));
        }
        self.drop_n(n);
        Err(Signal::Raise(exc))
    }

    /// Calls the exception class that lies `depth` below the top, with its instance taking its
    /// place, and executes the instruction again.
    fn instantiate_below(&mut self, cls: Value, depth: usize) -> R<()> {
        let above = self.pop_n(depth);
        self.pop();
        match above.first() {
            None => self.call_value(cls, &[], Cont::Retry),
            Some(cause) => {
                self.push(*cause);
                self.call_value(cls, &[], Cont::SwapRetry)
            }
        }
    }

    /// Whether `v` is a class derived from BaseException.
    pub(crate) fn is_exception_class(&self, v: Value) -> bool {
        matches!(v, Value::Obj(r) if matches!(self.get(r), Kind::Class(_))
            && self.is_subclass(r, class::BASE_EXCEPTION))
    }

    /// Whether `v` is an instance of BaseException.
    pub(crate) fn is_exception(&self, v: Value) -> bool {
        matches!(v, Value::Obj(r) if matches!(self.get(r), Kind::Instance(..)))
            && self.exception_matches(v, class::BASE_EXCEPTION)
    }

    /// `[exc type → exc bool]`
    pub(crate) fn check_exc_match(&mut self) -> R<()> {
        let wanted = self.peek(0);
        let exc = self.peek(1);
        let matches = self.matches_any(exc, wanted)?;
        self.pop();
        self.push(Value::Bool(matches));
        Ok(())
    }

    fn matches_any(&mut self, exc: Value, wanted: Value) -> R<bool> {
        let list = match wanted {
            Value::Obj(r) => match self.get(r) {
                Kind::Tuple(items) => items.to_vec(),
                _ => vec![wanted],
            },
            _ => vec![wanted],
        };
        for w in &list {
            if !self.is_exception_class(*w) {
                return self.type_error(
                    "catching classes that do not inherit from BaseException is not allowed",
                );
            }
        }
        Ok(list.iter().any(|w| w.as_ref().is_some_and(|c| self.exception_matches(exc, c))))
    }

    /// `[exc type → rest match]`
    pub(crate) fn check_eg_match(&mut self) -> R<()> {
        let wanted = self.peek(0);
        let exc = self.peek(1);
        if exc.is_none() {
            self.pop();
            self.push(Value::None);
            return Ok(());
        }
        if let Value::Obj(w) = wanted
            && self.is_exception_class(wanted)
            && self.is_subclass(w, class::BASE_EXCEPTION_GROUP)
        {
            return self.type_error(
                "catching ExceptionGroup with except* is not allowed. Use except instead.",
            );
        }
        let (matched, rest) = if self.exception_matches(exc, class::BASE_EXCEPTION_GROUP) {
            self.split_group(exc, wanted)?
        } else if self.matches_any(exc, wanted)? {
            // A naked exception is wrapped, so that the handler always sees a group.
            let items = self.list_to_tuple_value(vec![exc]);
            let group = self.new_group(sym::EMPTY.into(), items);
            let args = self.tuple(vec![sym::EMPTY.into(), items]);
            self.set_attr_raw(group, sym::ARGS, args);
            (group, Value::None)
        } else {
            (Value::None, exc)
        };
        self.drop_n(2);
        self.push(rest);
        self.push(matched);
        if !matched.is_none() {
            self.th.handled = matched;
        }
        Ok(())
    }

    fn list_to_tuple_value(&mut self, items: Vec<Value>) -> Value {
        self.tuple(items)
    }

    /// A group with this message (a str) and these exceptions (a tuple).
    pub(crate) fn new_group(&mut self, message: Value, exceptions: Value) -> Value {
        let items = self.tuple_items(exceptions);
        let plain = items.iter().all(|e| self.exception_matches(*e, class::EXCEPTION));
        let cls = if plain { class::EXCEPTION_GROUP } else { class::BASE_EXCEPTION_GROUP };
        let list = self.list(items);
        let group = self.exception_with(cls, vec![message, list]);
        self.set_attr_raw(group, sym::MESSAGE, message);
        self.set_attr_raw(group, sym::EXCEPTIONS, exceptions);
        group
    }

    /// The items of a tuple or list value; none for others.
    pub(crate) fn tuple_items(&self, v: Value) -> Vec<Value> {
        match self.unwrap(v) {
            Value::Obj(r) => match self.get(r) {
                Kind::Tuple(items) => items.to_vec(),
                Kind::List(items) => items.to_vec(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// Splits a group into what `wanted` matches and the rest; either may be None.
    pub(crate) fn split_group(&mut self, group: Value, wanted: Value) -> R<(Value, Value)> {
        if self.matches_any(group, wanted)? {
            return Ok((group, Value::None));
        }
        // An explicit stack: nested groups may be deep. (group, next child, matched, rest)
        let mut work = vec![(group, 0_usize, Vec::new(), Vec::new())];
        loop {
            let depth = work.len() - 1;
            let (current, next, _, _) = &mut work[depth];
            let children =
                self.tuple_items(self.attr_raw(*current, sym::EXCEPTIONS).unwrap_or(Value::None));
            if let Some(child) = children.get(*next).copied() {
                *next += 1;
                if self.matches_any(child, wanted)? {
                    work[depth].2.push(child);
                } else if self.exception_matches(child, class::BASE_EXCEPTION_GROUP) {
                    work.push((child, 0, Vec::new(), Vec::new()));
                } else {
                    work[depth].3.push(child);
                }
                continue;
            }
            let Some((current, _, matched, rest)) = work.pop() else {
                return Ok((Value::None, group));
            };
            let matched = self.derive_group(current, matched);
            let rest = self.derive_group(current, rest);
            match work.last_mut() {
                None => return Ok((matched, rest)),
                Some(parent) => {
                    if !matched.is_none() {
                        parent.2.push(matched);
                    }
                    if !rest.is_none() {
                        parent.3.push(rest);
                    }
                }
            }
        }
    }

    /// A group like `original` with other exceptions, or None when there are none.
    pub(crate) fn derive_group(&mut self, original: Value, items: Vec<Value>) -> Value {
        if items.is_empty() {
            return Value::None;
        }
        let message = self.attr_raw(original, sym::MESSAGE).unwrap_or(Value::None);
        let items = self.tuple(items);
        let group = self.new_group(message, items);
        for name in [sym::TRACEBACK, sym::CAUSE, sym::CONTEXT, sym::NOTES, sym::SUPPRESS_CONTEXT] {
            if let Some(v) = self.attr_raw(original, name) {
                self.set_attr_raw(group, name, v);
            }
        }
        group
    }

    /// `[orig list → exc]`: what is left after `except*`.
    pub(crate) fn prep_reraise_star(&mut self) -> R<()> {
        let list = self.pop();
        let original = self.pop();
        let parts: Vec<Value> =
            self.tuple_items(list).into_iter().filter(|v| !v.is_none()).collect();
        if parts.is_empty() {
            self.push(Value::None);
            return Ok(());
        }
        if !self.exception_matches(original, class::BASE_EXCEPTION_GROUP) {
            self.push(parts[0]);
            return Ok(());
        }
        // Parts of the original (same traceback object) are put together again as one group;
        // exceptions raised by handlers stand beside it.
        let trace = self.attr_raw(original, sym::TRACEBACK).unwrap_or(Value::None);
        let (mut kept, mut raised) = (Vec::new(), Vec::new());
        for part in parts {
            let same = self.exception_matches(part, class::BASE_EXCEPTION_GROUP)
                && self.attr_raw(part, sym::TRACEBACK).unwrap_or(Value::None).is(trace);
            if same { kept.push(part) } else { raised.push(part) }
        }
        let mut leaves = Vec::new();
        for group in kept {
            let v = self.attr_raw(group, sym::EXCEPTIONS).unwrap_or(Value::None);
            leaves.extend(self.tuple_items(v));
        }
        let rest = self.derive_group(original, leaves);
        let result = if raised.is_empty() {
            rest
        } else {
            if !rest.is_none() {
                raised.push(rest);
            }
            let items = self.tuple(raised);
            self.new_group(sym::EMPTY.into(), items)
        };
        self.push(result);
        Ok(())
    }
}
