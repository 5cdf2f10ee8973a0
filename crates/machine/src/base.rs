//! The heap that every run starts from: names, built-in classes, natives, the builtins module and
//! the library's `_builtins`. Made once, then cloned.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::attrs::AttrMap;
use crate::heap::{Heap, Namer, make_mut};
use crate::machine::{Machine, Process};
use crate::native::NativeDef;
use crate::natives;
use crate::object::{ClassData, ClassFlags, Kind, Layout, Text};
use crate::settings::Settings;
use crate::symbols::{CLASSES, SYMBOLS, class, sym};
use crate::value::{Ref, Value};
use crate::world::ProcessInfo;

/// What a new machine is cloned from.
pub struct Base {
    /// The process.
    pub process: Process,
    /// Natives by number.
    pub natives: Vec<NativeDef>,
    /// The main thread's namer after the base was made.
    pub namer: Namer,
    /// `object.__new__`.
    pub object_new: Ref,
    /// `object.__init__`.
    pub object_init: Ref,
    /// Objects below this index belong to the base and are never freed.
    pub end: u32,
}

/// The base of all machines.
pub fn base() -> &'static Base {
    static BASE: OnceLock<Base> = OnceLock::new();
    BASE.get_or_init(|| {
        let mut raw = bare();
        let machine = raw.run_builtins_module();
        raw.process = machine.p;
        raw.namer = machine.th.namer;
        raw.end = raw.process.heap.end();
        raw
    })
}

impl Base {
    /// Executes the library's `_builtins` in a machine of its own.
    fn run_builtins_module(&mut self) -> Machine {
        let settings = Arc::new(Settings::default());
        // The table of natives lives as long as the program: it is made once, here.
        let natives: &'static [NativeDef] = Box::leak(self.natives.clone().into_boxed_slice());
        let mut m = Machine::with_parts(
            self.process.clone(),
            self.namer,
            natives,
            settings,
            self.object_new,
            self.object_init,
        );
        m.run_library_module("_builtins");
        m.run_library_module("_runtime");
        for name in
            ["map", "filter", "open", "exit", "quit", "copyright", "credits", "license", "help"]
        {
            if let Ok(v) = m.library_function(name) {
                m.set_module_value("builtins", name, v);
            }
        }
        m
    }
}

/// Classes and natives, without any Python.
fn bare() -> Base {
    let mut heap = Heap::default();
    let mut namer = Namer::new(0);
    let mut interned = FxHashMap::default();
    for (i, text) in SYMBOLS.iter().enumerate() {
        let r = heap.alloc(namer.next(), Kind::Str(Arc::new(Text::from(*text))));
        assert_eq!(r, Ref(i as u32), "names come first in the heap, in their order");
        interned.insert(Arc::<str>::from(*text), r);
    }
    for (i, _) in CLASSES.iter().enumerate() {
        let r = heap.alloc(namer.next(), Kind::Free);
        assert_eq!(r.0 as usize, SYMBOLS.len() + i, "classes come next, in their order");
    }
    let mut process = Process {
        id: 0,
        heap,
        codes: Arc::new(Vec::new()),
        interned: Arc::new(interned),
        modules: Ref(0),
        builtins: Ref(0),
        main: Ref(0),
        roots: Vec::new(),
        check_bytes: crate::collect::MIN_GROWTH_BYTES,
        finalizers: false,
        finalize: crate::finalize::Finalize::default(),
        live_threads: 1,
        named_threads: 0,
        importer: None,
        loading: Vec::new(),
        info: ProcessInfo {
            pid: natives::process::FIRST_PID,
            parent: 0,
            name: "MainProcess".into(),
            exit_code: None,
            gil: Some(0),
            gil_free_ns: 0,
            gil_since_ns: 0,
            switch_interval_ns: 5_000_000,
            main_thread: 0,
        },
    };
    let builtins_name = process.intern("builtins");
    for (i, (name, base)) in CLASSES.iter().enumerate() {
        make_class(&mut process, Ref((SYMBOLS.len() + i) as u32), name, *base, builtins_name);
    }
    for cls in [class::LIST, class::DICT, class::SET, class::BYTEARRAY, class::DEQUE] {
        if let Kind::Class(data) = process.heap.get_mut(cls) {
            make_mut(data).attrs.set(sym::HASH, Value::None);
        }
    }
    let mut natives = Vec::new();
    let mut object_new = Ref(0);
    let mut object_init = Ref(0);
    for (cls, methods) in natives::methods() {
        for def in methods {
            let name = process.intern(def.name);
            let owner = match process.heap.get(cls) {
                Kind::Class(data) => data.name.clone(),
                _ => "".into(),
            };
            let mut def = *def;
            // Class names live as long as the table of natives.
            def.owner = CLASSES.iter().map(|(n, _)| *n).find(|n| *n == &*owner).unwrap_or("object");
            natives.push(def);
            let native = process.heap.alloc(namer.next(), Kind::Native(natives.len() as u32 - 1));
            let value = match def.name {
                "fromkeys" | "from_bytes" | "fromhex" | "__init_subclass__"
                | "__subclasshook__" | "__class_getitem__" => {
                    process.heap.alloc(namer.next(), Kind::ClassMethod(native.into()))
                }
                "maketrans" => process.heap.alloc(namer.next(), Kind::StaticMethod(native.into())),
                _ => native,
            };
            if let Kind::Class(data) = process.heap.get_mut(cls) {
                make_mut(data).attrs.set(name, value.into());
            }
            match (cls, def.name) {
                (class::OBJECT, "__new__") => object_new = native,
                (class::OBJECT, "__init__") => object_init = native,
                _ => {}
            }
        }
    }
    let mut modules = crate::dict::DictData::default();
    let modules_ref = process.heap.alloc(namer.next(), Kind::Dict(Arc::default()));
    process.modules = modules_ref;
    for (module, functions) in natives::modules() {
        let name = process.intern(module);
        let mut dict = crate::dict::DictData::default();
        let mut set = |process: &mut Process, key: &str, value: Value| {
            let key = process.intern(key);
            let hash = match process.heap.get(key) {
                Kind::Str(t) => t.hash(),
                _ => 0,
            };
            match dict.find(hash, |k| k.is(key.into())) {
                Some(slot) => dict.set_slot(slot, value),
                None => dict.insert_new(hash, key.into(), value),
            }
        };
        set(&mut process, "__name__", name.into());
        for def in functions {
            let name = def.name;
            natives.push(def);
            let native = process.heap.alloc(namer.next(), Kind::Native(natives.len() as u32 - 1));
            set(&mut process, name, native.into());
        }
        if module == "builtins" {
            for (i, (name, _)) in CLASSES.iter().enumerate() {
                if natives::is_builtin_name(name) {
                    set(&mut process, name, Ref((SYMBOLS.len() + i) as u32).into());
                }
            }
            for (name, value) in [
                ("None", Value::None),
                ("True", Value::Bool(true)),
                ("False", Value::Bool(false)),
                ("Ellipsis", Value::Ellipsis),
                ("NotImplemented", Value::NotImplemented),
                ("__debug__", Value::Bool(true)),
                ("EnvironmentError", class::OS_ERROR.into()),
                ("IOError", class::OS_ERROR.into()),
            ] {
                set(&mut process, name, value);
            }
        }
        for (name, cls) in natives::module_classes(module) {
            set(&mut process, name, (*cls).into());
        }
        let dict = process.heap.alloc(namer.next(), Kind::Dict(Arc::new(dict)));
        if module == "builtins" {
            process.builtins = dict;
        }
        let object = process.heap.alloc(namer.next(), Kind::Module(name, dict));
        let hash = match process.heap.get(name) {
            Kind::Str(t) => t.hash(),
            _ => 0,
        };
        modules.insert_new(hash, name.into(), object.into());
    }
    *process.heap.get_mut(modules_ref) = Kind::Dict(Arc::new(modules));
    let settings = Arc::new(Settings::default());
    let leaked: &'static [NativeDef] = Box::leak(natives.clone().into_boxed_slice());
    let mut m = Machine::with_parts(process, namer, leaked, settings, object_new, object_init);
    natives::set_constants(&mut m);
    for (i, _) in CLASSES.iter().enumerate() {
        m.refresh_flags(Ref((SYMBOLS.len() + i) as u32));
    }
    Base { process: m.p, natives, namer: m.th.namer, object_new, object_init, end: 0 }
}

fn make_class(process: &mut Process, r: Ref, name: &str, base: Ref, module: Ref) {
    let base_data = |process: &Process, r: Ref| match process.heap.get(r) {
        Kind::Class(data) => Some(data.clone()),
        _ => None,
    };
    let (bases, mut mro) = if r == class::OBJECT {
        (Vec::new(), Vec::new())
    } else {
        let mut mro = base_data(process, base).map(|d| d.mro.clone()).unwrap_or_default();
        let mut bases = vec![base];
        if r == class::EXCEPTION_GROUP {
            bases.push(class::EXCEPTION);
            mro = vec![
                class::BASE_EXCEPTION_GROUP,
                class::EXCEPTION,
                class::BASE_EXCEPTION,
                class::OBJECT,
            ];
        }
        (bases, mro)
    };
    mro.insert(0, r);
    let layout = if mro.contains(&class::BASE_EXCEPTION) {
        Layout::Exception
    } else if r == class::OBJECT {
        Layout::Object
    } else if r == class::TYPE {
        Layout::Type
    } else {
        Layout::Wraps(r)
    };
    let sealed = [
        class::BOOL,
        class::NONE,
        class::ELLIPSIS,
        class::NOT_IMPLEMENTED,
        class::RANGE,
        class::SLICE,
        class::FUNCTION,
        class::METHOD,
        class::BUILTIN,
        class::GENERATOR,
        class::COROUTINE,
    ]
    .contains(&r);
    let module = match name {
        "deque" => Some("collections"),
        "lock" | "RLock" => Some("_thread"),
        "Condition" | "Event" | "Semaphore" | "BoundedSemaphore" | "Barrier"
        | "BrokenBarrierError" => Some("threading"),
        "Queue" | "LifoQueue" | "PriorityQueue" | "Full" | "ShutDown" => Some("queue"),
        "SimpleQueue" | "Empty" => Some("_queue"),
        "GenericAlias" | "UnionType" => Some("types"),
        "Random" => Some("_random"),
        "Connection" => Some("multiprocessing.connection"),
        "SemLock" => Some("_multiprocessing"),
        "Shared" | "_Unpickler" => Some("_process"),
        "PickleError" | "PicklingError" | "UnpicklingError" => Some("_pickle"),
        "StringIO" | "BytesIO" | "TextIOWrapper" => Some("_io"),
        _ => None,
    }
    .map_or(module, |text| process.intern(text));
    let data = ClassData {
        name: name.into(),
        qualname: name.into(),
        module: module.into(),
        metaclass: class::TYPE,
        bases: bases.clone(),
        mro,
        attrs: AttrMap::default(),
        subclasses: Vec::new(),
        layout,
        flags: ClassFlags { builtin: true, sealed, ..ClassFlags::default() },
        slots: None,
    };
    *process.heap.get_mut(r) = Kind::Class(Arc::new(data));
    for base in bases {
        if let Kind::Class(data) = process.heap.get_mut(base) {
            make_mut(data).subclasses.push(r);
        }
    }
}

impl Machine {
    /// `object.__new__`.
    pub(crate) fn w_object_new(&self) -> Ref {
        self.object_new
    }

    /// `object.__init__`.
    pub(crate) fn w_object_init(&self) -> Ref {
        self.object_init
    }

    /// Sets a name in a built-in module.
    pub(crate) fn set_module_value(&mut self, module: &str, name: &str, value: Value) {
        let key = self.intern(name);
        if let Some(m) = self.loaded_module(module)
            && let Kind::Module(_, dict) = *self.get(m)
        {
            // Names of the machine's own never need Python to be hashed.
            let _ = self.dict_set_simple(dict.into(), key.into(), value);
        }
    }

    /// Executes a library module to its end; only for the base, where nothing can go wrong.
    fn run_library_module(&mut self, name: &str) {
        let module = crate::import::library_module(name).expect("the library has it");
        let code = timeslice_compiler::compile(
            module.source,
            &timeslice_compiler::Options {
                file_name: &format!("/usr/lib/python3.13/{name}.py"),
                mode: timeslice_compiler::Mode::Exec,
                library: true,
            },
        )
        .expect("the library compiles");
        let (object, dict) = self.new_module(name, false);
        let symbol = self.intern(name);
        let modules = self.p.modules;
        let _ = self.dict_set_simple(modules.into(), symbol.into(), object.into());
        let code = self.p.load_code(&mut self.th.namer, &code);
        let _ =
            self.push_body_frame(code, dict, dict.into(), Value::Null, crate::frame::Cont::Thread);
        let stop = self.execute();
        assert_eq!(stop, crate::exec::Stop::Finished, "the library's own module runs to its end");
        let failed = self.th.stack.pop().filter(|v| !v.is_none());
        assert!(
            failed.is_none(),
            "the library's module '{name}' raised {}",
            failed
                .map(|e| format!("{}: {}", self.type_name(e), self.exception_text(e)))
                .unwrap_or_default()
        );
        self.steps = 0;
    }

    /// An instance of subclass `cls` of a built-in class, with `inner` as its value; `inner` itself
    /// for the built-in class.
    pub(crate) fn wrap_in(&mut self, cls: Ref, inner: Value) -> Value {
        if self.class_of(inner) == cls || matches!(self.get(cls), Kind::Class(d) if d.flags.builtin)
        {
            return inner;
        }
        let mut attrs = AttrMap::default();
        attrs.set(sym::INNER, inner);
        self.alloc(Kind::Instance(cls, Arc::new(attrs)))
    }
}
