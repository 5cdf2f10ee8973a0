//! The machine: processes, threads and the clock as one value, and the small operations that
//! everything else in this crate is written with.

use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use rustc_hash::FxHashMap;
use timeslice_compiler::{Code, CodeFlags, Instr};
use timeslice_trace::{ObjectName, Outcome, ThreadId, TraceBuilder};

use crate::access::Explore;
use crate::base::Base;
use crate::frame::Frame;
use crate::heap::{Heap, Namer, snapshot};
use crate::import::LIBRARY_FOLDER;
use crate::native::NativeDef;
use crate::object::{Kind, Text};
use crate::settings::Settings;
use crate::thread::Thread;
use crate::value::{Ref, Value};
use crate::world::World;

/// Why an operation did not give a value.
#[derive(Clone, Copy, Debug)]
pub enum Signal {
    /// A Python exception.
    Raise(Value),
    /// A frame was pushed; the value comes when it returns.
    Pushed,
    /// The thread waits (its state says for what); the instruction is executed again when it goes on.
    Block,
    /// The explorer wants to choose before this instruction; it is executed again.
    Yield,
    /// The run is over (budget, exit of the process).
    Halt,
}

/// What natives and operations give.
pub type R<T = Value> = Result<T, Signal>;

/// A code object made ready for one process: constants and names are objects of its heap.
#[derive(Debug)]
pub struct LoadedCode {
    /// As compiled.
    pub code: Arc<Code>,
    /// The instructions.
    pub instrs: Vec<Instr>,
    /// Line of each instruction.
    pub lines: Vec<u32>,
    /// Constants; nested codes are [`Kind::Code`] objects.
    pub consts: Vec<Value>,
    /// Interned names.
    pub names: Vec<Ref>,
    /// Interned names of the local slots and of the free variables after them.
    pub local_names: Vec<Ref>,
    /// Where each name was last found in a namespace dict: only a hint, checked at each use.
    pub hints: Vec<AtomicU32>,
    /// Part of the library.
    pub library: bool,
    /// Its accesses to memory do not concern the explorer.
    pub quiet: bool,
    /// Number of slots: locals and frees.
    pub slots: u32,
}

/// Modules of the library whose memory does not concern the explorer: their state is the machine's
/// (`threading`), or caches that nobody can tell the contents of.
const QUIET: &[&str] = &[
    "_runtime",
    "_strptime",
    "_threading_local",
    "_weakrefset",
    "abc",
    "contextlib",
    "copyreg",
    "enum",
    "fnmatch",
    "linecache",
    "locale",
    "logging/__init__",
    "re",
    "string",
    "threading",
    "traceback",
    "typing",
    "warnings",
];

fn is_quiet(file: &str) -> bool {
    let module = file.strip_prefix(LIBRARY_FOLDER).and_then(|rest| rest.strip_suffix(".py"));
    module.is_some_and(|module| QUIET.contains(&module))
}

/// A simulated process.
pub struct Process {
    /// Number in the run; 0 is the main process.
    pub id: u32,
    /// Its objects.
    pub heap: Heap,
    /// Its codes; only grows.
    pub codes: Arc<Vec<Arc<LoadedCode>>>,
    /// Interned strs.
    pub interned: Arc<FxHashMap<Arc<str>, Ref>>,
    /// `sys.modules` (a dict).
    pub modules: Ref,
    /// The namespace of `builtins`.
    pub builtins: Ref,
    /// The namespace of `__main__`.
    pub main: Ref,
    /// Objects that stay alive besides what is reachable.
    pub roots: Vec<Value>,
    /// Whether it ever had an object that has something to say when it dies.
    pub finalizers: bool,
    /// Which they are.
    pub finalize: crate::finalize::Finalize,
    /// Bytes in use at which garbage is collected and the limit of memory checked.
    pub check_bytes: u64,
    /// Its threads that have not ended.
    pub live_threads: u32,
    /// How many of its threads were given a name with a number.
    pub named_threads: i64,
    /// The thread that executes bodies of modules.
    pub importer: Option<ThreadId>,
    /// The modules whose bodies are being executed, the innermost last.
    pub loading: Vec<Ref>,
    /// Facts about it as a process.
    pub info: crate::world::ProcessInfo,
}

snapshot!(Process {
    shared: codes interned;
    lists: ;
    rest: id heap modules builtins main roots finalizers finalize check_bytes live_threads
        named_threads importer loading info
});

/// The whole simulated world. `Clone` is a snapshot (without the recorder).
pub struct Machine {
    /// What the run is a function of.
    pub settings: Arc<Settings>,
    /// The process of the loaded thread.
    pub(crate) p: Process,
    /// The loaded thread.
    pub(crate) th: Thread,
    /// Other processes, other threads, the clock.
    pub(crate) w: World,
    /// Natives by number.
    pub(crate) natives: &'static [NativeDef],
    /// Bytecodes completed.
    pub(crate) steps: u64,
    /// Execution pauses at the next preemption point when `steps` has reached this.
    pub(crate) soft_limit: u64,
    /// The run goes no further than this many bytecodes for now.
    pub(crate) stop_at: u64,
    /// Checked before each bytecode: `stop_at`, or `soft_limit` where any bytecode may be a preemption point.
    pub(crate) hard_limit: u64,
    /// Where events go; absent when nobody looks.
    pub(crate) recorder: Option<Box<TraceBuilder>>,
    /// Every access to memory goes into the trace, also what only one thread can see.
    pub(crate) observed: bool,
    /// The explorer's view, when it is exploring.
    pub(crate) explore: Option<Box<Explore>>,
    /// How the run ended.
    pub(crate) outcome: Option<Outcome>,
    /// `object.__new__`.
    pub(crate) object_new: Ref,
    /// `object.__init__`.
    pub(crate) object_init: Ref,
}

impl Clone for Machine {
    fn clone(&self) -> Machine {
        Machine {
            settings: self.settings.clone(),
            p: self.p.clone(),
            th: self.th.clone(),
            w: self.w.clone(),
            natives: self.natives,
            steps: self.steps,
            soft_limit: self.soft_limit,
            stop_at: self.stop_at,
            hard_limit: self.hard_limit,
            recorder: None,
            observed: self.observed,
            explore: self.explore.clone(),
            outcome: self.outcome.clone(),
            object_new: self.object_new,
            object_init: self.object_init,
        }
    }

    fn clone_from(&mut self, source: &Machine) {
        crate::heap::share(&mut self.settings, &source.settings);
        self.p.clone_from(&source.p);
        self.th.clone_from(&source.th);
        self.w.clone_from(&source.w);
        self.natives = source.natives;
        self.steps = source.steps;
        self.soft_limit = source.soft_limit;
        self.stop_at = source.stop_at;
        self.hard_limit = source.hard_limit;
        self.recorder = None;
        self.observed = source.observed;
        self.explore.clone_from(&source.explore);
        self.outcome.clone_from(&source.outcome);
        self.object_new = source.object_new;
        self.object_init = source.object_init;
    }
}

impl Process {
    /// What stands in the world's table in the place of the loaded process.
    pub(crate) fn vacant(id: u32) -> Process {
        Process {
            id,
            heap: Heap::default(),
            codes: Arc::new(Vec::new()),
            interned: Arc::new(FxHashMap::default()),
            modules: Ref(0),
            builtins: Ref(0),
            main: Ref(0),
            roots: Vec::new(),
            check_bytes: 0,
            finalizers: false,
            finalize: crate::finalize::Finalize::default(),
            live_threads: 0,
            named_threads: 0,
            importer: None,
            loading: Vec::new(),
            info: crate::world::ProcessInfo {
                pid: 0,
                parent: 0,
                name: "".into(),
                exit_code: None,
                gil: None,
                gil_free_ns: 0,
                gil_since_ns: 0,
                switch_interval_ns: 0,
                main_thread: 0,
            },
        }
    }

    /// The process once it is over: nobody looks at its objects any more.
    pub(crate) fn ended(self) -> Process {
        Process { heap: Heap::default(), ..self }
    }

    /// Makes `code` and everything nested in it ready, and gives its number.
    pub fn load_code(&mut self, namer: &mut Namer, code: &Arc<Code>) -> u32 {
        use timeslice_compiler::Const;
        fn constant(p: &mut Process, namer: &mut Namer, c: &Const) -> Value {
            match c {
                Const::None => Value::None,
                Const::Ellipsis => Value::Ellipsis,
                Const::Bool(b) => Value::Bool(*b),
                Const::Int(i) => Value::Int(*i),
                Const::Float(f) => Value::Float(*f),
                Const::Str(s) => p.intern(s).into(),
                Const::BigInt(b) => {
                    p.heap.alloc(namer.next(), Kind::BigInt(Arc::new(b.clone()))).into()
                }
                Const::Complex(re, im) => {
                    p.heap.alloc(namer.next(), Kind::Complex(*re, *im)).into()
                }
                Const::Bytes(b) => p.heap.alloc(namer.next(), Kind::Bytes(b.clone())).into(),
                Const::Tuple(items) => {
                    let items: Vec<Value> = items.iter().map(|c| constant(p, namer, c)).collect();
                    p.heap.alloc(namer.next(), Kind::Tuple(items.into())).into()
                }
                Const::FrozenSet(items) => {
                    let items: Vec<Value> = items.iter().map(|c| constant(p, namer, c)).collect();
                    let mut set = crate::dict::SetData::default();
                    for item in items {
                        let hash = crate::hash::constant_hash(&p.heap, item);
                        let same = |v: Value| crate::hash::constant_eq(&p.heap, v, item);
                        if set.find(hash, same).is_none() {
                            set.insert_new(hash, item);
                        }
                    }
                    p.heap.alloc(namer.next(), Kind::FrozenSet(Arc::new(set))).into()
                }
                Const::Code(code) => {
                    let index = p.load_code(namer, code);
                    p.heap.alloc(namer.next(), Kind::Code(index)).into()
                }
            }
        }
        let consts = code.consts.iter().map(|c| constant(self, namer, c)).collect();
        let names: Vec<Ref> = code.names.iter().map(|n| self.intern(n)).collect();
        let local_names = code.locals.iter().chain(&code.frees).map(|n| self.intern(n)).collect();
        let lines = code.spans.iter().map(|s| code.source.line(s.start)).collect();
        let loaded = LoadedCode {
            instrs: code.instrs.clone(),
            lines,
            consts,
            hints: names.iter().map(|_| AtomicU32::new(0)).collect(),
            names,
            local_names,
            library: code.flags.has(CodeFlags::LIBRARY),
            quiet: code.flags.has(CodeFlags::LIBRARY) && is_quiet(&code.source.name),
            slots: (code.locals.len() + code.frees.len()) as u32,
            code: code.clone(),
        };
        let codes = crate::heap::make_mut(&mut self.codes);
        codes.push(Arc::new(loaded));
        codes.len() as u32 - 1
    }

    /// The interned str with this text.
    pub fn intern(&mut self, text: &str) -> Ref {
        if let Some(r) = self.interned.get(text) {
            return *r;
        }
        // Who needs it first depends on the schedule, so it has no place in anybody's count.
        let name = crate::heap::interned_name(text);
        let r = self.heap.alloc(name, Kind::Str(Arc::new(Text::from(text))));
        crate::heap::make_mut(&mut self.interned).insert(text.into(), r);
        r
    }
}

impl Machine {
    /// A machine with one process and one thread that has nothing to run yet.
    pub(crate) fn from_base(base: &'static Base, settings: Arc<Settings>) -> Machine {
        Machine::with_parts(
            base.process.clone(),
            base.namer,
            &base.natives,
            settings,
            base.object_new,
            base.object_init,
        )
    }

    /// The same from its parts.
    pub(crate) fn with_parts(
        process: Process,
        namer: Namer,
        natives: &'static [NativeDef],
        settings: Arc<Settings>,
        object_new: Ref,
        object_init: Ref,
    ) -> Machine {
        let mut w = World::new(&settings);
        let th = Thread::new(0, 0, namer);
        w.threads.push(Arc::new(th.clone()));
        w.procs.push(Arc::new(process.clone()));
        Machine {
            p: process,
            th,
            w,
            natives,
            settings,
            steps: 0,
            soft_limit: u64::MAX,
            stop_at: u64::MAX,
            hard_limit: u64::MAX,
            recorder: None,
            observed: false,
            explore: None,
            outcome: None,
            object_new,
            object_init,
        }
    }

    /// Puts a new object into the running process's heap.
    #[inline]
    pub(crate) fn alloc(&mut self, kind: Kind) -> Value {
        let name = self.th.namer.next();
        if self.p.heap.bytes() >= self.p.check_bytes {
            self.hard_limit = 0;
        }
        Value::Obj(self.p.heap.alloc(name, kind))
    }

    /// A new str.
    pub(crate) fn str(&mut self, text: &str) -> Value {
        if text.is_empty() {
            return Value::Obj(crate::symbols::sym::EMPTY);
        }
        self.alloc(Kind::Str(Arc::new(Text::from(text))))
    }

    /// A new str of a String.
    pub(crate) fn string(&mut self, text: String) -> Value {
        self.alloc(Kind::Str(Arc::new(Text::from(text))))
    }

    /// A new tuple.
    pub(crate) fn tuple(&mut self, items: Vec<Value>) -> Value {
        self.alloc(Kind::Tuple(items.into()))
    }

    /// A new list.
    pub(crate) fn list(&mut self, items: Vec<Value>) -> Value {
        self.alloc(Kind::List(Arc::new(items)))
    }

    /// The interned str for `text`.
    pub(crate) fn intern(&mut self, text: &str) -> Ref {
        self.p.intern(text)
    }

    /// The interned str for `name`, when it is a str.
    pub(crate) fn intern_value(&mut self, name: Value) -> Option<Ref> {
        let r = name.as_ref()?;
        if r.0 < crate::symbols::SYMBOLS.len() as u32 {
            return Some(r);
        }
        let Kind::Str(text) = self.p.heap.get(self.payload(r)) else { return None };
        let text = text.clone();
        Some(self.intern(text.as_str()))
    }

    /// The body of an object.
    #[inline]
    pub(crate) fn get(&self, r: Ref) -> &Kind {
        self.p.heap.get(r)
    }

    /// The body of an object, to change it.
    #[inline]
    pub(crate) fn get_mut(&mut self, r: Ref) -> &mut Kind {
        self.p.heap.get_mut(r)
    }

    /// The built-in object inside an instance of a subclass of a built-in type; others themselves.
    #[inline]
    pub(crate) fn payload(&self, r: Ref) -> Ref {
        match self.p.heap.get(r) {
            Kind::Instance(_, attrs) => match attrs.get(crate::symbols::sym::INNER) {
                Some(Value::Obj(inner)) => inner,
                _ => r,
            },
            _ => r,
        }
    }

    /// The same for values: an instance of `class MyInt(int)` gives its int.
    #[inline]
    pub(crate) fn unwrap(&self, v: Value) -> Value {
        if let Value::Obj(r) = v
            && let Kind::Instance(_, attrs) = self.p.heap.get(r)
            && let Some(inner) = attrs.get(crate::symbols::sym::INNER)
        {
            return inner;
        }
        v
    }

    /// The text of a str (or of an instance of a subclass of it).
    pub(crate) fn text(&self, v: Value) -> Option<&Arc<Text>> {
        match self.unwrap(v) {
            Value::Obj(r) => match self.p.heap.get(r) {
                Kind::Str(t) => Some(t),
                _ => None,
            },
            _ => None,
        }
    }

    /// The text of an object known to be a str.
    pub(crate) fn symbol_text(&self, r: Ref) -> &str {
        match self.p.heap.get(r) {
            Kind::Str(t) => t.as_str(),
            _ => "?",
        }
    }

    /// A code by its number.
    #[inline]
    pub(crate) fn code(&self, index: u32) -> &Arc<LoadedCode> {
        &self.p.codes[index as usize]
    }

    /// The frame that runs.
    #[inline]
    pub(crate) fn frame(&self) -> &Frame {
        self.th.frames.last().expect("a running thread has a frame")
    }

    /// The stable name of an object.
    pub(crate) fn name_of(&self, r: Ref) -> ObjectName {
        self.p.heap.object(r).name
    }

    /// The running thread.
    pub(crate) fn tid(&self) -> ThreadId {
        self.th.id
    }

    #[inline(always)]
    pub(crate) fn push(&mut self, v: Value) {
        self.th.stack.push(v);
    }

    #[inline(always)]
    pub(crate) fn pop(&mut self) -> Value {
        self.th.stack.pop().expect("the compiler's stack depths are right")
    }

    /// The value `depth` below the top (0 is the top).
    #[inline(always)]
    pub(crate) fn peek(&self, depth: usize) -> Value {
        self.th.stack[self.th.stack.len() - 1 - depth]
    }

    /// Removes `n` values from the top.
    #[inline]
    pub(crate) fn drop_n(&mut self, n: usize) {
        let len = self.th.stack.len() - n;
        self.th.stack.truncate(len);
    }
}
