//! `_timeslice`: what the library's Python needs from the machine and CPython has in C.

use std::collections::BTreeMap;
use std::sync::Arc;

use timeslice_trace::{EventKind, NONE, Outcome};

use crate::frame::{Cont, GenState};
use crate::heap::make_mut;
use crate::machine::{Machine, R, Signal};
use crate::native::{Args, NativeDef, function};
use crate::natives::{queue, random, thread};
use crate::object::Kind;
use crate::settings::StartMethod;
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

/// Functions of `_timeslice`.
pub const FUNCTIONS: &[NativeDef] = &[
    function("now_ns", 0, 0, now_ns),
    function("cores", 0, 0, cores),
    function("setting", 1, 1, setting),
    function("event", 2, 2, event),
    function("task_event", 2, 4, task_event),
    function("format_exception", 1, 2, format_exception),
    function("exception_only", 1, 2, exception_only),
    function("code_info", 1, 1, code_info),
    function("frame_info", 1, 1, frame_info),
    function("user_frame", 0, 0, user_frame),
    function("source_text", 1, 1, source_text),
    function("coroutine_state", 1, 1, coroutine_state),
    function("iterable_coroutine", 1, 1, iterable_coroutine),
    function("cpu", 1, 1, cpu),
    function("char_category", 1, 1, char_category),
    function("fetch", 3, 3, fetch),
    function("exit", 1, 2, exit),
    function("run_main", 0, 0, run_main),
    function("syntax_warnings", 0, 0, syntax_warnings),
    function("nothing_left", 0, 0, nothing_left),
    function("finalize_all", 0, 0, finalize_all),
    function("async_generators", 0, 0, async_generators),
    function("watch", 1, 1, watch),
    function("unwatch", 1, 1, unwatch),
    function("adopt", 1, 1, adopt),
    function("dict_probe", 2, 2, dict_probe),
    function("dict_insert", 3, 4, dict_insert),
    function("dict_slot_value", 2, 2, dict_slot_value),
    function("dict_set_slot", 3, 3, dict_set_slot),
    function("dict_del_slot", 2, 2, dict_del_slot),
    function("exec_class_body", 2, 2, exec_class_body),
    function("set_list", 2, 2, set_list),
    function("queue_items", 1, 2, queue::queue_items),
    function("looks_inside", 2, 2, looks_inside),
    function("barrier_open", 1, 1, thread::barrier_open),
    function("generator_throw", 2, 2, generator_throw),
    function("abandon", 1, 1, abandon),
    function("native_lookup", 2, 2, native_lookup),
    function("open_draw", 2, 2, random::open_draw),
];

/// Functions of `_weakref`.
pub const WEAKREF: &[NativeDef] = &[function("getweakrefcount", 1, 1, getweakrefcount)];

fn now_ns(m: &mut Machine, _: Args, _: Cont) -> R {
    m.look_at_clock()?;
    Ok(Value::Int(m.now_ns() as i64))
}

fn cores(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(Value::Int(i64::from(m.settings.cores)))
}

fn setting(m: &mut Machine, args: Args, _: Cont) -> R {
    let name = m.str_arg(m.arg(args, 0), "setting", "argument")?;
    Ok(match name.as_str() {
        "python" => m.str(m.settings.python.word()),
        "cores" => Value::Int(i64::from(m.settings.cores)),
        "seed" => Value::Int(m.settings.seed as i64),
        "start_method" => {
            let text = match m.settings.start_method {
                StartMethod::Fork => "fork",
                StartMethod::Spawn => "spawn",
                StartMethod::Forkserver => "forkserver",
            };
            m.str(text)
        }
        _ => Value::None,
    })
}

fn event(m: &mut Machine, args: Args, _: Cont) -> R {
    if m.recorder.is_some() {
        let (kind, label) = (m.arg(args, 0), m.arg(args, 1));
        let kind = m.str_builtin(kind).unwrap_or_default();
        let label = m.str_builtin(label).unwrap_or_default();
        let (a, b) = (m.text_id(&kind), m.text_id(&label));
        m.event(EventKind::Note, a, b);
    }
    Ok(Value::None)
}

/// `task_event(kind, label, object=None, coroutine=None)`: what asyncio tells of its loop, tasks and
/// futures. The event's line is where the coroutine is; without one, where its thread is.
fn task_event(m: &mut Machine, args: Args, _: Cont) -> R {
    if m.recorder.is_none() {
        return Ok(Value::None);
    }
    let kind = m.str_arg(m.arg(args, 0), "task_event", "argument")?;
    let kind = match kind.as_str() {
        "create" => EventKind::TaskCreate,
        "run" => EventKind::TaskRun,
        "await" => EventKind::TaskAwait,
        "end" => EventKind::TaskEnd,
        "done" => EventKind::FutureDone,
        _ => EventKind::LoopTurn,
    };
    let coroutine = Some(m.arg(args, 3)).filter(|coroutine| !coroutine.is_null());
    let b = match m.arg(args, 1) {
        Value::Int(number) => u32::try_from(number).unwrap_or(NONE),
        label => {
            let label = m.str_builtin(label).unwrap_or_default();
            m.text_id(&label)
        }
    };
    let a = match (m.arg(args, 2), coroutine) {
        (Value::Obj(task), Some(coroutine)) if kind == EventKind::TaskCreate => {
            let label = m.task_label(m.arg(args, 1), coroutine);
            m.object_id_with(task, "Task", label)
        }
        (Value::Obj(object), _) => m.object_id(object),
        _ => NONE,
    };
    match coroutine.map(|coroutine| m.coroutine_line(coroutine)) {
        Some(line) if line > 0 => m.event_at_line(kind, a, b, line),
        _ => m.event(kind, a, b),
    }
    Ok(Value::None)
}

impl Machine {
    /// A task's name, and the function that it runs.
    fn task_label(&self, name: Value, coroutine: Value) -> String {
        let name = self.str_builtin(name).unwrap_or_default();
        let function = match coroutine {
            Value::Obj(r) => match self.get(r) {
                Kind::Generator(g) => self.text(g.qualname),
                _ => None,
            },
            _ => None,
        };
        match function {
            Some(function) => {
                // `main.<locals>.work` is `work` to whoever wrote it.
                let function = function.as_str().rsplit('.').next().unwrap_or_default();
                format!("{name} ({function})")
            }
            None => name,
        }
    }

    /// The program's innermost line in a chain of coroutines that await each other; 0 when all of
    /// it is the library's.
    fn coroutine_line(&self, coroutine: Value) -> u32 {
        let mut line = 0;
        let mut at = coroutine;
        while let Value::Obj(r) = at
            && let Kind::Generator(g) = self.get(r)
        {
            if !self.code(g.code).library {
                line = u32::try_from(self.generator_line(g)).unwrap_or(0);
            }
            match self.delegate(r) {
                Some((next, _)) => at = next,
                None => break,
            }
        }
        line
    }
}

/// The texts that the library made of exceptions whose `__str__` is written in Python: a list of
/// (exception, text).
fn given_texts(m: &Machine, v: Value) -> BTreeMap<Ref, String> {
    let mut texts = BTreeMap::new();
    for pair in m.tuple_items(v) {
        let pair = m.tuple_items(pair);
        if let [Value::Obj(r), text] = pair.as_slice()
            && let Some(text) = m.text(*text)
        {
            texts.insert(*r, text.as_str().to_owned());
        }
    }
    texts
}

fn needs_python(m: &Machine, exc: Value, depth: usize) -> bool {
    if depth > 50 || !m.is_exception(exc) {
        return false;
    }
    let cls = m.class_of(exc);
    let own = m
        .special(exc, sym::STR)
        .is_some_and(|f| !matches!(f, Value::Obj(n) if matches!(m.get(n), Kind::Native(_))));
    let args = m.attr_raw(exc, sym::ARGS).map_or(Vec::new(), |a| m.tuple_items(a));
    let odd = args.iter().any(|a| m.str_builtin(*a).is_none() || m.repr_builtin(*a).is_none());
    let group = m.is_subclass(cls, class::BASE_EXCEPTION_GROUP);
    own || odd
        || [sym::CAUSE, sym::CONTEXT]
            .iter()
            .filter_map(|n| m.attr_raw(exc, *n))
            .any(|e| needs_python(m, e, depth + 1))
        || group
            && m.attr_raw(exc, sym::EXCEPTIONS)
                .map_or(Vec::new(), |v| m.tuple_items(v))
                .into_iter()
                .any(|e| needs_python(m, e, depth + 1))
}

fn format_exception(m: &mut Machine, args: Args, cont: Cont) -> R {
    let exc = m.arg(args, 0);
    if args.n == 1 && needs_python(m, exc, 0) {
        return m.tail_library(args, "_format_exception", &[exc], cont);
    }
    let texts = given_texts(m, m.arg(args, 1));
    let text = m.format_exception(exc, &texts);
    Ok(m.string(text))
}

fn exception_only(m: &mut Machine, args: Args, _: Cont) -> R {
    let exc = m.arg(args, 0);
    let texts = given_texts(m, m.arg(args, 1));
    let text = m.exception_only(exc, &texts);
    Ok(m.string(text))
}

fn code_info(m: &mut Machine, args: Args, _: Cont) -> R {
    let f = m.arg(args, 0);
    let index = match f {
        Value::Obj(r) => match m.get(r) {
            Kind::Function(data) => data.code,
            Kind::Code(i) => *i,
            Kind::Generator(g) => g.code,
            Kind::Method(pair) => match pair[0] {
                Value::Obj(f) => match m.get(f) {
                    Kind::Function(data) => data.code,
                    _ => return m.type_error("a Python function is needed"),
                },
                _ => return m.type_error("a Python function is needed"),
            },
            _ => return m.type_error("a Python function is needed"),
        },
        _ => return m.type_error("a Python function is needed"),
    };
    let code = m.code(index).code.clone();
    let names: Vec<Value> = code.locals.iter().map(|n| m.str(n)).collect();
    let items = vec![
        m.str(&code.name),
        m.str(&code.qualname),
        m.str(&code.source.name.clone()),
        Value::Int(i64::from(code.first_line)),
        Value::Int(i64::from(code.positional)),
        Value::Int(i64::from(code.positional_only)),
        Value::Int(i64::from(code.keyword_only)),
        Value::Int(i64::from(code.flags.0)),
        m.tuple(names),
    ];
    Ok(m.tuple(items))
}

fn frame_tuple(m: &mut Machine, facts: Option<(String, i64, String, Ref)>) -> Value {
    match facts {
        Some((file, line, name, _)) => {
            let items = vec![m.str(&file), Value::Int(line), m.str(&name)];
            m.tuple(items)
        }
        None => Value::None,
    }
}

fn frame_info(m: &mut Machine, args: Args, _: Cont) -> R {
    let depth = m.int_arg(m.arg(args, 0))?.max(0) as usize;
    let facts = m.frame_facts(depth);
    Ok(frame_tuple(m, facts))
}

fn user_frame(m: &mut Machine, _: Args, _: Cont) -> R {
    let mut depth = 0;
    let facts = loop {
        match m.frame_facts(depth) {
            Some(facts) if facts.0.starts_with("/usr/lib/python3.13/") => depth += 1,
            other => break other,
        }
    };
    Ok(frame_tuple(m, facts))
}

/// `source_text(filename)`: the text of a file that was compiled in this process, or None.
fn source_text(m: &mut Machine, args: Args, _: Cont) -> R {
    let name = m.str_arg(m.arg(args, 0), "source_text", "argument")?;
    let found = m.p.codes.iter().map(|c| &c.code.source).find(|s| *s.name == *name).cloned();
    Ok(match found {
        Some(source) => m.str(&source.text),
        None => Value::None,
    })
}

fn coroutine_state(m: &mut Machine, args: Args, _: Cont) -> R {
    use crate::frame::GenState;
    let v = m.arg(args, 0);
    let text = match v {
        Value::Obj(r) => match m.get(r) {
            Kind::Generator(g) => match g.state {
                GenState::Created => "created",
                GenState::Suspended => "suspended",
                GenState::Running(_) => "running",
                GenState::Closed => "closed",
            },
            _ => return m.type_error("a coroutine is needed"),
        },
        _ => return m.type_error("a coroutine is needed"),
    };
    Ok(m.str(text))
}

/// A generator that was finalised and refused to close will not be asked again.
fn abandon(m: &mut Machine, args: Args, _: Cont) -> R {
    if let Value::Obj(r) = m.arg(args, 0)
        && let Kind::Generator(data) = m.get_mut(r)
    {
        let data = make_mut(data);
        data.state = GenState::Closed;
        data.frame = None;
        data.stack.clear();
    }
    Ok(Value::None)
}

/// `types.coroutine`: generators of this function can be awaited.
fn iterable_coroutine(m: &mut Machine, args: Args, _: Cont) -> R {
    let f = m.arg(args, 0);
    if let Value::Obj(r) = f
        && let Kind::Function(data) = m.get_mut(r)
    {
        make_mut(data).attrs.set(sym::AWAIT, Value::Bool(true));
    }
    Ok(f)
}

fn cpu(m: &mut Machine, args: Args, _: Cont) -> R {
    let ns = m.int_arg(m.arg(args, 0))?.max(0) as u64;
    if m.w.bytecode_ns > 0 {
        m.spend(ns);
    }
    Ok(Value::None)
}

/// `char_category(c)`: the general category of a character.
fn char_category(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = m.arg(args, 0);
    let found = m.text(v).map(|t| (t.chars(), t.as_str().chars().next()));
    match found {
        Some((1, Some(c))) => {
            let name = format!("{:?}", crate::text::unicode::category(c));
            Ok(m.string(name))
        }
        Some(_) => m.type_error("category() argument must be a unicode character, not str"),
        None => {
            let kind = m.type_name(v);
            m.type_error(&format!("category() argument must be a unicode character, not {kind}"))
        }
    }
}

/// `fetch(url, method, body)`: (status, headers, body, latency in ns, transfer in ns): what the
/// simulated network answers. Waiting is the library's.
fn fetch(m: &mut Machine, args: Args, _: Cont) -> R {
    let url = m.str_arg(m.arg(args, 0), "fetch", "url")?;
    let method = m.str_arg(m.arg(args, 1), "fetch", "method")?;
    let body = super::numbers::arguments::bytes_of(m, m.arg(args, 2)).unwrap_or_default();
    let answer = crate::network::answer(&url, &method, &body, m.settings.seed);
    m.reserve(answer.body.len() as u64)?;
    let headers = m.alloc(Kind::Dict(Arc::default()));
    for (name, value) in &answer.headers {
        let (name, value) = (m.str(name), m.str(value));
        m.dict_set_simple(headers, name, value)?;
    }
    let parts = vec![
        Value::Int(answer.status),
        headers,
        m.alloc(Kind::Bytes(answer.body.into())),
        Value::Int(answer.latency_ns as i64),
        Value::Int(answer.transfer_ns as i64),
    ];
    Ok(m.tuple(parts))
}

/// `exit(code, uncaught=False)`: the calling process has ended.
fn exit(m: &mut Machine, args: Args, _: Cont) -> R {
    let code = m.int_arg(m.arg(args, 0))? as i32;
    let uncaught = matches!(m.arg(args, 1), Value::Bool(true));
    m.declare_exit(false)?;
    if m.p.id == 0 && uncaught {
        m.outcome = Some(Outcome::Exception);
    }
    Err(m.exit_process(code))
}

/// What the compiler warned of in the program: a list of (file, line, message).
fn syntax_warnings(m: &mut Machine, _: Args, _: Cont) -> R {
    let source = m.code(m.w.main_code).code.source.clone();
    let mut rows = Vec::new();
    for (line, message) in source.warnings.get().into_iter().flatten() {
        let (file, message) = (m.str(&source.name), m.str(message));
        rows.push(m.tuple(vec![file, Value::Int(i64::from(*line)), message]));
    }
    Ok(m.list(rows))
}

/// `looks_inside(names, changes)`: whether the program uses a queue's inside, so that its queues
/// have to be made of what is said to be inside.
fn looks_inside(m: &mut Machine, args: Args, _: Cont) -> R {
    let code = m.process(0).codes[m.w.main_code as usize].code.clone();
    let words = |m: &Machine, i: usize| -> Vec<String> {
        let items = m.tuple_items(m.arg(args, i));
        items.iter().filter_map(|v| m.text(*v).map(|t| t.as_str().to_owned())).collect()
    };
    let (names, changes) = (words(m, 0), words(m, 1));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let changes: Vec<&str> = changes.iter().map(String::as_str).collect();
    Ok(Value::Bool(crate::import::looks_inside(&code, &names, &changes)))
}

/// Executes the body of the program.
fn run_main(m: &mut Machine, args: Args, cont: Cont) -> R {
    let code = m.w.main_code;
    let main = m.p.main;
    m.th.stack.truncate(args.floor);
    m.push_body_frame(code, main, main.into(), Value::Null, cont)?;
    Err(Signal::Pushed)
}

/// `gc.collect()`: dead objects are finalised, then the number of those found is given.
pub(super) fn collect(m: &mut Machine, args: Args, cont: Cont) -> R {
    m.th.stack.truncate(args.floor);
    let found = m.cyclic_garbage();
    let dead = m.collect();
    m.finalize_then(dead, Value::Int(found), cont)
}

/// Whether the end of the program has nothing to do: no thread to wait for, no function to call, no
/// file to flush, nothing to finalise. Then the main thread has come to it.
fn nothing_left(m: &mut Machine, _: Args, _: Cont) -> R {
    let nothing = !m.p.finalizers
        && m.library_module(sym::FILES).is_none()
        && m.is_empty_in(sym::ATEXIT, sym::CALLBACKS)
        && m.is_empty_in(sym::THREADING, sym::THREADING_ATEXITS)
        && m.has_joined_all();
    if nothing {
        m.th.ended = true;
    }
    Ok(Value::Bool(nothing))
}

impl Machine {
    /// The namespace of a module of the library, if the program has loaded it.
    fn library_module(&self, name: Ref) -> Option<Ref> {
        let Value::Obj(module) = self.dict_get_symbol(self.p.modules, name)? else { return None };
        match self.get(module) {
            Kind::Module(_, namespace) => Some(*namespace),
            _ => None,
        }
    }

    /// Whether a list of a module of the library, if that is loaded, is empty.
    fn is_empty_in(&self, module: Ref, list: Ref) -> bool {
        let Some(namespace) = self.library_module(module) else { return true };
        let list = self.dict_get_symbol(namespace, list);
        matches!(list, Some(Value::Obj(r)) if matches!(self.get(r), Kind::List(l) if l.is_empty()))
    }
}

/// The end of the program: what is still alive is finalised.
fn finalize_all(m: &mut Machine, args: Args, cont: Cont) -> R {
    m.th.stack.truncate(args.floor);
    let dead = if m.p.finalizers { m.dying_at_exit() } else { Vec::new() };
    m.finalize_then(dead, Value::None, cont)
}

/// The async generators that were begun and not ended, the oldest first.
fn async_generators(m: &mut Machine, _: Args, _: Cont) -> R {
    let found = m.suspended_async_generators();
    Ok(m.list(found))
}

/// `watch(object)`: its `__del__` is called as soon as nobody names it.
fn watch(m: &mut Machine, args: Args, _: Cont) -> R {
    if let Value::Obj(r) = m.arg(args, 0) {
        m.watch_named(r);
    }
    Ok(Value::None)
}

/// `unwatch(object)`: it was watched and has nothing to say any more.
fn unwatch(m: &mut Machine, args: Args, _: Cont) -> R {
    if let Value::Obj(r) = m.arg(args, 0) {
        m.unwatch_named(r);
    }
    Ok(Value::None)
}

/// `adopt(coroutine)`: a task looks after it now.
fn adopt(m: &mut Machine, args: Args, _: Cont) -> R {
    if let Value::Obj(r) = m.arg(args, 0) {
        m.unwatch(r);
    }
    Ok(Value::None)
}

fn table(m: &mut Machine, args: Args) -> Ref {
    match m.arg(args, 0) {
        Value::Obj(r) => m.payload(r),
        _ => class::OBJECT,
    }
}

/// `dict_probe(d, hash)` → list of (slot, key) with that hash.
fn dict_probe(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = table(m, args);
    let hash = m.int_arg(m.arg(args, 1))? as u64;
    m.touch_whole(r.into())?;
    let found: Vec<(usize, Value)> = match m.get(r) {
        Kind::Dict(d) => (0..d.slots())
            .filter_map(|s| d.slot(s).filter(|e| e.hash == hash).map(|e| (s, e.key)))
            .collect(),
        Kind::Set(d) | Kind::FrozenSet(d) => (0..d.slots())
            .filter_map(|s| d.slot(s).filter(|(h, _)| *h == hash).map(|(_, k)| (s, k)))
            .collect(),
        _ => return m.type_error("a dict or set is needed"),
    };
    let mut pairs = Vec::new();
    for (slot, key) in found {
        pairs.push(m.tuple(vec![Value::Int(slot as i64), key]));
    }
    Ok(m.list(pairs))
}

/// `dict_insert(d, hash, key[, value])`: appends a key that is not there yet.
fn dict_insert(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = table(m, args);
    let hash = m.int_arg(m.arg(args, 1))? as u64;
    let (key, value) = (m.arg(args, 2), m.arg(args, 3));
    match m.p.heap.get_mut(r) {
        Kind::Dict(d) => make_mut(d).insert_new(hash, key, value),
        Kind::Set(d) | Kind::FrozenSet(d) => make_mut(d).insert_new(hash, key),
        _ => return m.type_error("a dict or set is needed"),
    }
    m.p.heap.grow(48);
    Ok(Value::None)
}

fn slot_arg(m: &mut Machine, args: Args) -> R<usize> {
    Ok(m.int_arg(m.arg(args, 1))?.max(0) as usize)
}

fn dict_slot_value(m: &mut Machine, args: Args, _: Cont) -> R {
    let (r, slot) = (table(m, args), slot_arg(m, args)?);
    let value = match m.get(r) {
        Kind::Dict(d) => d.slot(slot).map(|e| e.value),
        _ => None,
    };
    Ok(value.unwrap_or(Value::None))
}

fn dict_set_slot(m: &mut Machine, args: Args, _: Cont) -> R {
    let (r, slot) = (table(m, args), slot_arg(m, args)?);
    let value = m.arg(args, 2);
    if let Kind::Dict(d) = m.get_mut(r) {
        let d = make_mut(d);
        if d.slot(slot).is_some() {
            d.set_slot(slot, value);
        }
    }
    Ok(Value::None)
}

fn dict_del_slot(m: &mut Machine, args: Args, _: Cont) -> R {
    let (r, slot) = (table(m, args), slot_arg(m, args)?);
    match m.get_mut(r) {
        Kind::Dict(d) => {
            let d = make_mut(d);
            if d.slot(slot).is_some() {
                return Ok(d.remove_slot(slot).value);
            }
        }
        Kind::Set(s) => {
            let s = make_mut(s);
            if s.slot(slot).is_some() {
                s.remove_slot(slot);
            }
        }
        _ => {}
    }
    Ok(Value::None)
}

/// `exec_class_body(func, namespace)`: runs a class body; its `__classcell__`, when there is one,
/// stays in the namespace for `type.__new__`.
fn exec_class_body(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (f, namespace) = (m.arg(args, 0), m.arg(args, 1));
    m.th.stack.truncate(args.floor);
    m.run_class_body(f, namespace, cont)?;
    Err(Signal::Pushed)
}

fn set_list(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = table(m, args);
    let items = m.tuple_items(m.arg(args, 1));
    m.access(r, crate::access::STRUCTURE, crate::access::Touch::Write)?;
    *m.get_mut(r) = Kind::List(Arc::new(items));
    Ok(Value::None)
}

fn generator_throw(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (g, exc) = (m.arg(args, 0), m.arg(args, 1));
    m.tail_special(args, g, sym::THROW, &[exc], cont)
}

/// `native_lookup(cls, name)`: an attribute of a class by its method resolution order, unbound, or None.
fn native_lookup(m: &mut Machine, args: Args, _: Cont) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else { return Ok(Value::None) };
    let Some(name) = m.intern_value(m.arg(args, 1)) else { return Ok(Value::None) };
    Ok(m.class_lookup(cls, name).unwrap_or(Value::None))
}

fn getweakrefcount(m: &mut Machine, args: Args, _: Cont) -> R {
    let target = m.arg(args, 0);
    let mut n = 0;
    for index in 0..m.p.heap.end() {
        if let Kind::Weak(pair) = m.get(Ref(index))
            && pair[0].is(target)
        {
            n += 1;
        }
    }
    Ok(Value::Int(n))
}
