//! What the machine itself offers to programs: methods of built-in classes and native modules.

pub mod builtins;
pub mod bytes;
pub mod classes;
pub mod containers;
pub mod exceptions;
pub mod files;
pub mod generators;
pub mod hashing;
pub mod io;
pub mod math;
pub mod memory_view;
pub mod numbers;
pub mod pieces;
pub mod process;
pub mod queue;
pub mod random;
pub mod sre;
pub mod streams;
pub mod strings;
pub(crate) mod sum;
pub mod sys;
pub mod thread;
pub mod time;
pub mod timeslice;
pub mod zlib;

use crate::machine::Machine;
use crate::native::NativeDef;
use crate::symbols::class;
use crate::value::{Ref, Value};

/// Methods by class.
pub fn methods() -> Vec<(Ref, &'static [NativeDef])> {
    let mut all = Vec::new();
    for table in [
        classes::METHODS,
        containers::METHODS,
        exceptions::METHODS,
        generators::METHODS,
        thread::METHODS,
        queue::METHODS,
        process::METHODS,
        streams::METHODS,
        memory_view::METHODS,
        numbers::METHODS,
        strings::METHODS,
        bytes::METHODS,
        random::METHODS,
        io::METHODS,
    ] {
        all.extend_from_slice(table);
    }
    all
}

/// Native modules with their functions; `sys` and `builtins` among them.
pub fn modules() -> Vec<(&'static str, Vec<NativeDef>)> {
    vec![
        ("builtins", [builtins::FUNCTIONS, numbers::BUILTINS].concat()),
        ("sys", sys::FUNCTIONS.to_vec()),
        ("_gc", sys::GC.to_vec()),
        ("_thread", thread::FUNCTIONS.to_vec()),
        ("_queue", Vec::new()),
        ("_process", process::functions()),
        ("_pickle", Vec::new()),
        ("time", [time::FUNCTIONS, thread::TIME].concat()),
        ("math", math::FUNCTIONS.to_vec()),
        ("_random", Vec::new()),
        ("_digest", hashing::FUNCTIONS.to_vec()),
        ("_zlib", zlib::FUNCTIONS.to_vec()),
        ("_sre", sre::FUNCTIONS.to_vec()),
        ("_io", Vec::new()),
        ("_timeslice", [timeslice::FUNCTIONS, pieces::FUNCTIONS, files::FUNCTIONS].concat()),
        ("_collections", Vec::new()),
        ("_weakref", timeslice::WEAKREF.to_vec()),
    ]
}

/// Classes that native modules show.
pub fn module_classes(module: &str) -> &'static [(&'static str, Ref)] {
    match module {
        "_thread" => &[
            ("Lock", class::LOCK),
            ("LockType", class::LOCK),
            ("lock", class::LOCK),
            ("RLock", class::RLOCK),
            ("Condition", class::CONDITION),
            ("Event", class::EVENT),
            ("Semaphore", class::SEMAPHORE),
            ("BoundedSemaphore", class::BOUNDED_SEMAPHORE),
            ("Barrier", class::BARRIER),
            ("BrokenBarrierError", class::BROKEN_BARRIER_ERROR),
            ("error", class::RUNTIME_ERROR),
        ],
        "_queue" => &[
            ("Queue", class::QUEUE),
            ("LifoQueue", class::LIFO_QUEUE),
            ("PriorityQueue", class::PRIORITY_QUEUE),
            ("SimpleQueue", class::SIMPLE_QUEUE),
            ("Empty", class::QUEUE_EMPTY),
            ("Full", class::QUEUE_FULL),
            ("ShutDown", class::QUEUE_SHUT_DOWN),
        ],
        "_process" => &[
            ("Connection", class::CONNECTION),
            ("SemLock", class::SEM_LOCK),
            ("Shared", class::SHARED_ARRAY),
        ],
        "_pickle" => &[
            ("PickleError", class::PICKLE_ERROR),
            ("PicklingError", class::PICKLING_ERROR),
            ("UnpicklingError", class::UNPICKLING_ERROR),
        ],
        "_collections" => &[("deque", class::DEQUE)],
        "_weakref" => &[("ref", class::WEAKREF), ("ReferenceType", class::WEAKREF)],
        "_random" => &[("Random", class::RANDOM)],
        "_io" => &[("StringIO", class::STRING_IO), ("BytesIO", class::BYTES_IO)],
        _ => &[],
    }
}

/// Whether a built-in class is a name of `builtins`.
pub fn is_builtin_name(name: &str) -> bool {
    const NAMED: [&str; 21] = [
        "object",
        "memoryview",
        "type",
        "int",
        "bool",
        "float",
        "complex",
        "str",
        "bytes",
        "bytearray",
        "tuple",
        "list",
        "dict",
        "set",
        "frozenset",
        "range",
        "slice",
        "property",
        "staticmethod",
        "classmethod",
        "super",
    ];
    const OTHER: [&str; 4] =
        ["BrokenBarrierError", "PickleError", "PicklingError", "UnpicklingError"];
    let exception = name.ends_with("Error")
        || name.ends_with("Warning")
        || name.ends_with("Exception")
        || name.ends_with("Exit")
        || name.ends_with("Iteration")
        || name.ends_with("Interrupt")
        || name.ends_with("Group");
    NAMED.contains(&name)
        || exception && !OTHER.contains(&name)
        || name == "enumerate"
        || name == "zip"
}

/// Sets the constants of native modules.
pub fn set_constants(m: &mut Machine) {
    for (module, constants) in [
        ("sys", sys::constants(m)),
        ("math", math::constants(m)),
        ("time", time::constants(m)),
        ("_io", io::constants(m)),
        ("_thread", vec![("TIMEOUT_MAX", Value::Float(thread::TIMEOUT_MAX))]),
    ] {
        for (name, value) in constants {
            m.set_module_value(module, name, value);
        }
    }
}
