//! Calls: binding arguments to parameters, pushing frames, and what becomes of results.

use std::sync::Arc;

use timeslice_compiler::{CodeFlags, make_function};
use timeslice_trace::EventKind;

use crate::frame::{Cont, Frame, GenData, GenKind, GenState, StrMethod};
use crate::machine::{LoadedCode, Machine, R, Signal};
use crate::native::Args;
use crate::object::{FunctionData, Kind};
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

impl Machine {
    /// `[f self|NULL x1 … xn → r]`
    pub(crate) fn call(&mut self, argc: usize) -> R<()> {
        let at = self.th.stack.len() - argc - 2;
        self.call_at(at, None, Cont::Push)
    }

    /// `[f self|NULL x1 … xn names → r]`
    pub(crate) fn call_kw(&mut self, argc: usize) -> R<()> {
        let Value::Obj(names) = self.pop() else { unreachable!("a tuple of names") };
        let at = self.th.stack.len() - argc - 2;
        match self.call_at(at, Some(names), Cont::Push) {
            Err(signal @ (Signal::Block | Signal::Yield)) => {
                self.push(names.into());
                Err(signal)
            }
            other => other,
        }
    }

    /// `[f self|NULL args → r]`, or with kwargs.
    pub(crate) fn call_ex(&mut self, has_kwargs: bool) -> R<()> {
        // Laid out anew behind the original operands, so that a call that waits can be made again.
        let len = self.th.stack.len();
        let operands = if has_kwargs { 4 } else { 3 };
        let start = len - operands;
        let (f, receiver, args) =
            (self.th.stack[start], self.th.stack[start + 1], self.th.stack[start + 2]);
        let items: Vec<Value> = match args {
            Value::Obj(r) => match self.get(r) {
                Kind::Tuple(items) => items.to_vec(),
                _ => unreachable!("the compiler makes a tuple"),
            },
            _ => unreachable!("the compiler makes a tuple"),
        };
        let mut names = Vec::new();
        let mut values = Vec::new();
        if has_kwargs {
            let Value::Obj(d) = self.th.stack[start + 3] else { unreachable!("a dict") };
            let Kind::Dict(d) = self.get(self.payload(d)) else { unreachable!("a dict") };
            for e in d.iter() {
                names.push(e.key);
                values.push(e.value);
            }
        }
        for name in &names {
            if self.text(*name).is_none() {
                return self.raise(class::TYPE_ERROR, "keywords must be strings");
            }
        }
        let saved = self.th.stack[start..].to_vec();
        self.th.stack.truncate(start);
        self.push(f);
        self.push(receiver);
        self.th.stack.extend(items);
        self.th.stack.extend(values);
        let names = if names.is_empty() {
            None
        } else {
            let names =
                names.iter().filter_map(|n| self.intern_value(*n)).map(Value::Obj).collect();
            self.tuple(names).as_ref()
        };
        match self.call_at(start, names, Cont::Push) {
            Err(signal @ (Signal::Block | Signal::Yield)) => {
                self.th.stack.truncate(start);
                self.th.stack.extend(saved);
                Err(signal)
            }
            other => other,
        }
    }

    /// Calls `f` with `args`; the result goes to `cont`. `Ok` when it is there already.
    pub(crate) fn call_value(&mut self, f: Value, args: &[Value], cont: Cont) -> R<()> {
        let at = self.th.stack.len();
        self.push(f);
        self.push(Value::Null);
        self.th.stack.extend_from_slice(args);
        match self.call_at(at, None, cont) {
            Err(signal @ (Signal::Block | Signal::Yield)) => {
                self.th.stack.truncate(at);
                Err(signal)
            }
            other => other,
        }
    }

    /// Calls the special method `name` of `receiver`'s class.
    pub(crate) fn call_special(
        &mut self,
        receiver: Value,
        name: Ref,
        args: &[Value],
        cont: Cont,
    ) -> R<()> {
        let Some(method) = self.special(receiver, name) else {
            let text = self.symbol_text(name).to_owned();
            let kind = self.type_name(receiver);
            return self.raise(
                class::ATTRIBUTE_ERROR,
                &format!("'{kind}' object has no attribute '{text}'"),
            );
        };
        self.call_method(method, receiver, args, cont)
    }

    /// Calls a method found on the class of `receiver` (binding it as its kind asks).
    pub(crate) fn call_method(
        &mut self,
        method: Value,
        receiver: Value,
        args: &[Value],
        cont: Cont,
    ) -> R<()> {
        let at = self.th.stack.len();
        match method {
            Value::Obj(r)
                if matches!(self.get(r), Kind::Function(_)) || self.is_method_native(r) =>
            {
                self.push(method);
                self.push(receiver);
            }
            Value::Obj(r) => {
                let bound = match *self.get(r) {
                    Kind::StaticMethod(f) => f,
                    Kind::ClassMethod(f) => {
                        let cls = self.class_of(receiver);
                        self.alloc(Kind::Method(Arc::new([f, cls.into()])))
                    }
                    _ => method,
                };
                self.push(bound);
                self.push(Value::Null);
            }
            _ => {
                self.push(method);
                self.push(Value::Null);
            }
        }
        self.th.stack.extend_from_slice(args);
        match self.call_at(at, None, cont) {
            Err(signal @ (Signal::Block | Signal::Yield)) => {
                self.th.stack.truncate(at);
                Err(signal)
            }
            other => other,
        }
    }

    /// Makes the call laid out on the stack from `at`: function, receiver or NULL, arguments;
    /// the last of them are keywords when `names` says so.
    pub(crate) fn call_at(&mut self, at: usize, names: Option<Ref>, cont: Cont) -> R<()> {
        for _ in 0..64 {
            let f = self.th.stack[at];
            let Value::Obj(r) = f else { return self.not_callable(f) };
            match self.get(r) {
                Kind::Function(_) => {
                    let start = if self.th.stack[at + 1].is_null() { at + 2 } else { at + 1 };
                    return self.push_function(r, at, start, names, cont);
                }
                Kind::Native(index) => {
                    let index = *index;
                    return self.call_native(index, at, names, cont);
                }
                Kind::Method(pair) => {
                    let [function, receiver] = **pair;
                    self.th.stack[at] = function;
                    if self.th.stack[at + 1].is_null() {
                        self.th.stack[at + 1] = receiver;
                    } else {
                        self.th.stack.insert(at + 1, receiver);
                        // The former receiver is now an ordinary first argument behind the new one.
                    }
                }
                Kind::Class(_) => return self.call_class(r, at, names, cont),
                Kind::Alias(pair) => {
                    self.th.stack[at] = pair[0];
                }
                Kind::StaticMethod(inner) => self.th.stack[at] = *inner,
                Kind::Weak(pair) => {
                    let target = self.weak_target(pair[0]);
                    self.th.stack.truncate(at);
                    return self.deliver(cont, if target.is_null() { Value::None } else { target });
                }
                _ => match self.special(f, sym::CALL) {
                    Some(method) => {
                        let plain = matches!(method, Value::Obj(m)
                            if matches!(self.get(m), Kind::Function(_)) || self.is_method_native(m));
                        if plain {
                            self.th.stack[at] = method;
                            if self.th.stack[at + 1].is_null() {
                                self.th.stack[at + 1] = f;
                            } else {
                                self.th.stack.insert(at + 1, f);
                            }
                        } else {
                            self.th.stack[at] = method;
                        }
                    }
                    None => return self.not_callable(f),
                },
            }
        }
        self.raise(class::RECURSION_ERROR, "maximum recursion depth exceeded")
    }

    fn not_callable(&mut self, f: Value) -> R<()> {
        let kind = self.type_name(f);
        self.raise(class::TYPE_ERROR, &format!("'{kind}' object is not callable"))
    }

    fn call_native(&mut self, index: u32, at: usize, names: Option<Ref>, cont: Cont) -> R<()> {
        let first = if self.th.stack[at + 1].is_null() { at + 2 } else { at + 1 };
        let n = self.th.stack.len() - first;
        let def = &self.natives[index as usize];
        let keywords = match names {
            None => 0,
            Some(t) => match self.get(t) {
                Kind::Tuple(items) => items.len(),
                _ => 0,
            },
        };
        let args = Args { at: first, n: n - keywords, names, floor: at };
        if keywords > 0 && !def.keywords {
            let name =
                if def.name == "__new__" { def.owner.to_owned() } else { def.display_name() };
            return self.raise(class::TYPE_ERROR, &format!("{name}() takes no keyword arguments"));
        }
        if args.n < usize::from(def.min)
            || def.max != crate::native::ANY && args.n > usize::from(def.max)
        {
            let given = args.n;
            return self.native_arity(index, given);
        }
        let function = def.function;
        if self.explore.is_some() && !self.acts_for_itself() {
            self.touch_arguments(def, args)?;
        }
        let frames = self.th.frames.len();
        let result = function(self, args, cont);
        if !matches!(result, Err(Signal::Block | Signal::Yield)) {
            self.clear_resume();
        }
        if let Err(Signal::Raise(_)) = result
            && self.th.frames.len() > frames
        {
            // `throw()` raises inside the generator: its frame knows who waits for the result.
            return result.map(drop);
        }
        if self.p.finalizers && matches!(result, Ok(_) | Err(Signal::Raise(_))) {
            self.native_dropped(index, at, result.unwrap_or(Value::Null));
        }
        let value = match result {
            Ok(value) => value,
            Err(Signal::Raise(exc)) if !matches!(cont, Cont::Push | Cont::Import(_)) => {
                // No frame was pushed that unwinding could find: what waits for the result is
                // asked here whether it can use the exception (a native `__next__` at its end).
                self.th.stack.truncate(at);
                return if self.intercept(cont, exc)? { Ok(()) } else { Err(Signal::Raise(exc)) };
            }
            Err(signal) => return Err(signal),
        };
        self.th.stack.truncate(at);
        if cont == Cont::Push {
            self.push(value);
            return Ok(());
        }
        self.deliver(cont, value)
    }

    /// The arguments of a native go away after the call. What a method was given, its object has.
    #[cold]
    fn native_dropped(&mut self, index: u32, at: usize, result: Value) {
        let def = &self.natives[index as usize];
        if def.method {
            // What others take out they give back.
            if matches!(def.name, "clear" | "remove" | "discard" | "update" | "__setitem__")
                && self.indirect_matters()
            {
                self.suspect();
            }
        } else if at <= self.th.stack.len() {
            self.drop_from(at as u32, result);
        }
    }

    fn native_arity(&mut self, index: u32, given: usize) -> R<()> {
        let def = &self.natives[index as usize];
        let is_new = def.name == "__new__";
        let (mut name, receiver) = (def.display_name(), usize::from(def.method || is_new));
        let (min, max) = (
            usize::from(def.min).saturating_sub(receiver),
            usize::from(def.max).saturating_sub(receiver),
        );
        let given = given.saturating_sub(receiver);
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        // `_PyArg_CheckPositional` knows the bare name only.
        if is_new {
            name = def.owner.to_owned();
        } else if max > 1 || min != max {
            name = def.name.to_owned();
        }
        let message = if def.owner.is_empty() && name == "sum" && given == 0 {
            "sum() takes at least 1 positional argument (0 given)".to_owned()
        } else if def.owner.is_empty() && name.starts_with("sorted") {
            format!("sorted expected 1 argument, got {given}")
        } else if name == "enumerate" && given == 0 {
            "enumerate() missing required argument 'iterable'".to_owned()
        } else if def.method && given == 0 && min == 0 && max == 0 {
            format!("unbound method {name}() needs an argument")
        } else if min == max && max == 0 {
            format!("{name}() takes no arguments ({given} given)")
        } else if min == max && max == 1 {
            format!("{name}() takes exactly one argument ({given} given)")
        } else if min == max {
            format!("{name} expected {max} arguments, got {given}")
        } else if given < min {
            format!("{name} expected at least {min} argument{}, got {given}", plural(min))
        } else {
            format!("{name} expected at most {max} argument{}, got {given}", plural(max))
        };
        self.raise(class::TYPE_ERROR, &message)
    }

    /// Pushes a frame for a Python function whose arguments are on the stack from `start`.
    #[inline]
    fn push_function(
        &mut self,
        f: Ref,
        at: usize,
        start: usize,
        names: Option<Ref>,
        cont: Cont,
    ) -> R<()> {
        let Kind::Function(data) = self.p.heap.get(f) else { unreachable!("a function") };
        let (index, globals, closure) = (data.code, data.globals, data.closure);
        // SAFETY: as in `execute`: codes are never dropped or moved while the process lives.
        let code = unsafe { &*Arc::as_ptr(&self.p.codes[index as usize]) };
        let c = &code.code;
        let given = self.th.stack.len() - start;
        const COMPLEX: u16 = CodeFlags::VARARGS
            | CodeFlags::VARKEYWORDS
            | CodeFlags::GENERATOR
            | CodeFlags::COROUTINE
            | CodeFlags::ASYNC_GENERATOR;
        let simple = names.is_none()
            && given == c.positional as usize
            && c.keyword_only == 0
            && c.flags.0 & COMPLEX == 0;
        if !simple {
            let data = data.clone();
            self.bind_arguments(code, &data, start, names)?;
        }
        let slots = code.slots as usize;
        self.th.stack.resize(start + slots, Value::Null);
        if let Value::Obj(closure) = closure
            && let Kind::Tuple(cells) = self.p.heap.get(closure)
        {
            let first = start + c.locals.len();
            self.th.stack[first..first + cells.len()].copy_from_slice(cells);
        }
        let frame = Frame {
            code: index,
            pc: 0,
            base: start as u32,
            floor: at as u32,
            globals,
            namespace: Value::Null,
            cont,
            generator: Value::Null,
            handled: self.th.handled,
            function: f.into(),
        };
        if c.flags.0 & (CodeFlags::GENERATOR | CodeFlags::COROUTINE | CodeFlags::ASYNC_GENERATOR)
            != 0
        {
            let Kind::Function(data) = self.get(f) else { unreachable!("a function") };
            let (name, qualname) = (data.name, data.qualname);
            let generator = self.make_generator(c.flags, frame, [name, qualname], start);
            self.th.stack.truncate(at);
            return self.deliver(cont, generator);
        }
        self.enter(frame)?;
        if self.recorder.is_some() && !code.library {
            self.trace_call(code);
        }
        Err(Signal::Pushed)
    }

    #[cold]
    fn trace_call(&mut self, code: &LoadedCode) {
        let name = code.code.qualname.clone();
        self.event_text(EventKind::Call, &name, code.code.first_line);
    }

    /// Makes `frame` the running one.
    #[inline]
    pub(crate) fn enter(&mut self, mut frame: Frame) -> R<()> {
        if self.th.frames.len() >= self.w.recursion_limit as usize {
            let floor = frame.floor as usize;
            self.th.stack.truncate(floor);
            return self.raise(class::RECURSION_ERROR, "maximum recursion depth exceeded");
        }
        if let Some(caller) = self.th.frames.last_mut() {
            caller.pc = self.th.pc;
        }
        self.th.pc = frame.pc;
        frame.pc = 0;
        self.th.frames.push(frame);
        Ok(())
    }

    fn make_generator(
        &mut self,
        flags: CodeFlags,
        frame: Frame,
        [name, qualname]: [Value; 2],
        start: usize,
    ) -> Value {
        let kind = if flags.has(CodeFlags::COROUTINE) {
            GenKind::Coroutine
        } else if flags.has(CodeFlags::ASYNC_GENERATOR) {
            GenKind::AsyncGenerator
        } else {
            GenKind::Generator
        };
        let stack = self.th.stack[start..].to_vec();
        let generator = GenData {
            kind,
            state: GenState::Created,
            stack,
            name,
            qualname,
            handled: Value::None,
            code: frame.code,
            frame: Some(frame),
            origin: Value::None,
            async_busy: false,
        };
        let v = self.alloc(Kind::Generator(Arc::new(generator)));
        if kind == GenKind::Coroutine
            && let Value::Obj(r) = v
        {
            self.watch(r);
            if self.w.origin_depth > 0 {
                self.note_origin(r);
            }
        }
        v
    }

    #[cold]
    fn note_origin(&mut self, coroutine: Ref) {
        let mut rows = Vec::new();
        while let Some((file, line, name, _)) = self.frame_facts(rows.len())
            && rows.len() < self.w.origin_depth as usize
        {
            let (file, name) = (self.str(&file), self.str(&name));
            let row = self.tuple(vec![file, Value::Int(line), name]);
            rows.push(row);
        }
        let rows = self.tuple(rows);
        if let Kind::Generator(data) = self.get_mut(coroutine) {
            crate::heap::make_mut(data).origin = rows;
        }
    }

    /// Leaves the frame with `v`.
    #[inline]
    pub(crate) fn return_value(&mut self, v: Value) -> R<()> {
        let frame = self.th.frames.pop().expect("a frame returns");
        self.drop_from(frame.floor, v);
        self.th.stack.truncate(frame.floor as usize);
        self.th.handled = frame.handled;
        if let Some(caller) = self.th.frames.last() {
            self.th.pc = caller.pc;
        }
        if self.recorder.is_some() {
            self.trace_return(frame.code, false);
        }
        if let Value::Obj(generator) = frame.generator {
            return self.generator_returned(generator, frame.cont, v);
        }
        if frame.cont == Cont::Push {
            self.push(v);
            return Ok(());
        }
        self.deliver(frame.cont, v)
    }

    #[cold]
    pub(crate) fn trace_return(&mut self, code: u32, raised: bool) {
        let code = self.code(code);
        if !code.library && code.code.kind == timeslice_compiler::CodeKind::Function {
            let name = code.code.qualname.clone();
            self.event_text(EventKind::Return, &name, u32::from(raised));
        }
    }

    /// Gives a call's result to what waits for it.
    pub(crate) fn deliver(&mut self, cont: Cont, v: Value) -> R<()> {
        match cont {
            Cont::Push | Cont::ForIter(_) | Cont::Send(_) | Cont::SendClose(_) => self.push(v),
            Cont::Drop | Cont::Keep => {}
            Cont::Thread => {}
            Cont::Init => {
                if !v.is_none() {
                    let kind = self.type_name(v);
                    return self.raise(
                        class::TYPE_ERROR,
                        &format!("__init__() should return None, not '{kind}'"),
                    );
                }
            }
            Cont::Binary { op, stage } => return self.binary_result(op, stage, v),
            Cont::Compare { op, stage } => return self.compare_result(op, stage, v),
            Cont::Truth { len } => return self.truth_result(len, v),
            Cont::Not => {
                let Some(b) = self.truth(v) else { return self.bad_bool(v) };
                self.push(Value::Bool(!b));
            }
            Cont::Contains { negate } => {
                let Some(b) = self.truth(v) else { return self.bad_bool(v) };
                self.push(Value::Bool(b != negate));
            }
            Cont::Sum => return self.sum_item(v),
            Cont::NextDefault => {
                self.pop();
                self.push(v);
            }
            Cont::CheckStr(which) => {
                if self.text(v).is_none() {
                    let kind = self.type_name(v);
                    let method = match which {
                        StrMethod::Str => "__str__",
                        StrMethod::Repr | StrMethod::Ascii => "__repr__",
                        StrMethod::Format => "__format__",
                    };
                    let message = if which == StrMethod::Format {
                        format!("__format__ must return a str, not {kind}")
                    } else {
                        format!("{method} returned non-string (type {kind})")
                    };
                    return self.raise(class::TYPE_ERROR, &message);
                }
                if which == StrMethod::Ascii {
                    let text = self.text(v).map(|t| t.as_str().to_owned()).unwrap_or_default();
                    let v = self.string(crate::text::strrepr::escape_non_ascii(&text));
                    self.push(v);
                } else {
                    self.push(v);
                }
            }
            Cont::CheckLen => {
                let n = self.check_len(v)?;
                self.push(Value::Int(n));
            }
            Cont::CheckHash => {
                let v = match self.unwrap(v) {
                    Value::Int(i) => Value::Int(crate::hash::int_hash(i)),
                    Value::Bool(b) => Value::Int(i64::from(b)),
                    Value::Obj(r) if matches!(self.get(r), Kind::BigInt(_)) => {
                        Value::Int(crate::hash::constant_hash(&self.p.heap, v) as i64)
                    }
                    _ => {
                        return self
                            .raise(class::TYPE_ERROR, "__hash__ method should return an integer");
                    }
                };
                self.push(v);
            }
            Cont::CheckIter => {
                if !self.is_iterator(v) {
                    let kind = self.type_name(v);
                    return self.raise(
                        class::TYPE_ERROR,
                        &format!("iter() returned non-iterator of type '{kind}'"),
                    );
                }
                self.push(v);
            }
            Cont::IndexRetry => {
                let inner = self.unwrap(v);
                let ok = matches!(inner, Value::Int(_) | Value::Bool(_))
                    || matches!(inner, Value::Obj(r) if matches!(self.get(r), Kind::BigInt(_)));
                if !ok {
                    let kind = self.type_name(v);
                    return self.raise(
                        class::TYPE_ERROR,
                        &format!("__index__ returned non-int (type {kind})"),
                    );
                }
                self.push(inner);
                self.th.pc -= 1;
            }
            Cont::GetAttr { method } => {
                self.drop_n(2);
                self.push(v);
                if method {
                    self.push(Value::Null);
                }
            }
            Cont::GetAttrDefault => {
                self.pop();
                self.push(v);
            }
            Cont::PushNull => {
                self.push(v);
                self.push(Value::Null);
            }
            Cont::Import(name) => return self.import_done(name),
            Cont::ClassBody => return self.class_body_done(),
            Cont::CheckAwaitable(context) => return self.check_awaitable(v, context),
            Cont::GenClose => return self.generator_ignored_exit(),
            Cont::StoreSlice => {
                let key = self.pop();
                let object = self.pop();
                self.set_item(object, key, v)?;
            }
            Cont::Retry => {
                self.push(v);
                self.th.pc -= 1;
            }
            Cont::AwaitableOf => {
                self.push(v);
                return self.get_awaitable(0);
            }
            Cont::SwapRetry => {
                let above = self.pop();
                self.push(v);
                self.push(above);
                self.th.pc -= 1;
            }
            Cont::New(n) => return self.new_done(n as usize, v),
        }
        Ok(())
    }

    /// `[defaults? kwdefaults? annotations? closure? code → f]`
    pub(crate) fn make_function(&mut self, flags: u32) -> R<()> {
        let Value::Obj(code) = self.pop() else { unreachable!("a code") };
        let Kind::Code(code) = *self.get(code) else { unreachable!("a code") };
        let mut take = |bit: u32| if flags & bit != 0 { self.pop() } else { Value::Null };
        let closure = take(make_function::CLOSURE);
        let annotations = take(make_function::ANNOTATIONS);
        let kwdefaults = take(make_function::KWDEFAULTS);
        let defaults = take(make_function::DEFAULTS);
        let globals = self.frame().globals;
        let c = self.code(code).code.clone();
        let name = self.intern(&c.name).into();
        let qualname = self.intern(&c.qualname).into();
        let doc = match &c.doc {
            Some(doc) => self.str(doc),
            None => Value::None,
        };
        let module = self.dict_get_symbol(globals, sym::NAME).unwrap_or(Value::None);
        let data = FunctionData {
            code,
            globals,
            defaults,
            kwdefaults,
            closure,
            annotations,
            name,
            qualname,
            doc,
            module,
            attrs: Default::default(),
        };
        let f = self.alloc(Kind::Function(Arc::new(data)));
        self.push(f);
        Ok(())
    }

    /// Arranges the arguments on the stack from `start` into the parameter slots.
    #[inline(never)]
    fn bind_arguments(
        &mut self,
        code: &LoadedCode,
        data: &FunctionData,
        start: usize,
        names: Option<Ref>,
    ) -> R<()> {
        let c = &code.code;
        let mut args = self.th.stack.split_off(start);
        let keywords: Vec<Ref> = match names.map(|t| self.get(t)) {
            Some(Kind::Tuple(items)) => items.iter().filter_map(|v| v.as_ref()).collect(),
            _ => Vec::new(),
        };
        let keyword_values = args.split_off(args.len() - keywords.len());
        let positional = c.positional as usize;
        let parameters = positional + c.keyword_only as usize;
        let has_varargs = c.flags.has(CodeFlags::VARARGS);
        let has_varkw = c.flags.has(CodeFlags::VARKEYWORDS);
        let mut slots = vec![Value::Null; parameters];
        let given = args.len();
        let fit = given.min(positional);
        slots[..fit].copy_from_slice(&args[..fit]);
        let mut extra = Vec::new();
        let mut positional_only_named = Vec::new();
        for (name, value) in keywords.iter().zip(&keyword_values) {
            let known = code.local_names[..parameters].iter().position(|n| n == name);
            match known {
                Some(i) if i >= c.positional_only as usize => {
                    if !slots[i].is_null() {
                        let message = format!(
                            "{}() got multiple values for argument '{}'",
                            c.qualname,
                            self.symbol_text(*name)
                        );
                        return self.raise(class::TYPE_ERROR, &message);
                    }
                    slots[i] = *value;
                }
                _ if has_varkw => extra.push((*name, *value)),
                Some(_) => positional_only_named.push(*name),
                None => {
                    let name = self.symbol_text(*name).to_owned();
                    let known: Vec<String> = code.local_names
                        [c.positional_only as usize..parameters]
                        .iter()
                        .map(|n| self.symbol_text(*n).to_owned())
                        .collect();
                    let hint = crate::suggest::closest(&name, known.iter().map(String::as_str))
                        .map_or(String::new(), |n| format!(". Did you mean '{n}'?"));
                    let message = format!(
                        "{}() got an unexpected keyword argument '{name}'{hint}",
                        c.qualname
                    );
                    return self.raise(class::TYPE_ERROR, &message);
                }
            }
        }
        if !positional_only_named.is_empty() {
            let list: Vec<&str> =
                positional_only_named.iter().map(|n| self.symbol_text(*n)).collect();
            let message = format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                c.qualname,
                list.join(", ")
            );
            return self.raise(class::TYPE_ERROR, &message);
        }
        if given > positional && !has_varargs {
            return self.too_many_positional(code, data, given, &slots);
        }
        if let Value::Obj(defaults) = data.defaults
            && let Kind::Tuple(defaults) = self.get(defaults)
        {
            let first = positional - defaults.len().min(positional);
            for (i, v) in defaults.iter().enumerate() {
                if let Some(slot) = slots.get_mut(first + i)
                    && slot.is_null()
                {
                    *slot = *v;
                }
            }
        }
        self.missing_arguments(code, &slots[..positional], "positional", 0)?;
        for (slot, name) in slots.iter_mut().zip(&code.local_names).skip(positional) {
            if slot.is_null()
                && let Value::Obj(d) = data.kwdefaults
                && let Some(v) = self.dict_get_symbol(d, *name)
            {
                *slot = v;
            }
        }
        self.missing_arguments(code, &slots[positional..], "keyword-only", positional)?;
        self.th.stack.extend(slots);
        if has_varargs {
            let rest = if given > positional { args.split_off(positional) } else { Vec::new() };
            let rest = self.tuple(rest);
            self.push(rest);
        }
        if has_varkw {
            let dict = self.alloc(Kind::Dict(Arc::default()));
            for (name, value) in extra {
                self.dict_set_simple(dict, name.into(), value)?;
            }
            self.push(dict);
        }
        Ok(())
    }

    fn missing_arguments(
        &mut self,
        code: &LoadedCode,
        slots: &[Value],
        kind: &str,
        offset: usize,
    ) -> R<()> {
        let missing: Vec<String> = slots
            .iter()
            .enumerate()
            .filter(|(_, v)| v.is_null())
            .map(|(i, _)| format!("'{}'", self.symbol_text(code.local_names[offset + i])))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let n = missing.len();
        let list = match missing.as_slice() {
            [one] => one.clone(),
            [a, b] => format!("{a} and {b}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        let message = format!(
            "{}() missing {n} required {kind} argument{}: {list}",
            code.code.qualname,
            if n == 1 { "" } else { "s" }
        );
        self.raise(class::TYPE_ERROR, &message)
    }

    fn too_many_positional(
        &mut self,
        code: &LoadedCode,
        data: &FunctionData,
        given: usize,
        slots: &[Value],
    ) -> R<()> {
        let c = &code.code;
        let positional = c.positional as usize;
        let defaults = match data.defaults {
            Value::Obj(d) => match self.get(d) {
                Kind::Tuple(items) => items.len(),
                _ => 0,
            },
            _ => 0,
        };
        let keyword_only = slots[positional..].iter().filter(|v| !v.is_null()).count();
        let takes = if defaults > 0 {
            format!("from {} to {positional}", positional - defaults)
        } else {
            positional.to_string()
        };
        let plural = if takes == "1" { "" } else { "s" };
        let was = if keyword_only > 0 {
            format!(
                "{given} positional argument{} (and {keyword_only} keyword-only argument{}) were",
                if given == 1 { "" } else { "s" },
                if keyword_only == 1 { "" } else { "s" },
            )
        } else {
            format!("{given} {}", if given == 1 { "was" } else { "were" })
        };
        let message =
            format!("{}() takes {takes} positional argument{plural} but {was} given", c.qualname);
        self.raise(class::TYPE_ERROR, &message)
    }
}
