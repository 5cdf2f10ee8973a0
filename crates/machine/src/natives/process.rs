//! `_process`: simulated processes, and what they share: pipes, semaphores, memory, listeners.
//!
//! `multiprocessing` is composed of this in the library's Python. A process is a heap of its own
//! with threads in it; a fork is a clone of the heap. See `crate::ipc` for what is shared.

pub mod life;
pub mod listeners;
pub mod memory;
pub mod pickle;
pub mod pipes;
pub mod semaphores;
pub mod shared;
pub mod unpickle;

use crate::native::{NativeDef, function, method};
use crate::symbols::class;
use crate::value::Ref;

pub use life::FIRST_PID;

/// Methods of the classes here.
pub const METHODS: &[(Ref, &[NativeDef])] = &[
    (
        class::CONNECTION,
        &[
            method("send", 2, 2, pipes::send),
            method("recv", 1, 1, pipes::recv),
            method("send_bytes", 2, 4, pipes::send_bytes).kw(),
            method("recv_bytes", 1, 2, pipes::recv_bytes).kw(),
            method("recv_bytes_into", 2, 3, pipes::recv_bytes_into).kw(),
            method("poll", 1, 2, pipes::poll).kw(),
            method("close", 1, 1, pipes::close),
            method("fileno", 1, 1, pipes::fileno),
            method("__enter__", 1, 1, pipes::enter),
            method("__exit__", 4, 4, pipes::close),
        ],
    ),
    (
        class::SEM_LOCK,
        &[
            function("__new__", 4, 4, semaphores::new),
            method("acquire", 1, 3, semaphores::acquire).kw(),
            method("release", 1, 1, semaphores::release),
            method("_count", 1, 1, semaphores::count),
            method("_is_mine", 1, 1, semaphores::is_mine),
            method("_get_value", 1, 1, semaphores::get_value),
            method("_is_zero", 1, 1, semaphores::is_zero),
            method("__enter__", 1, 1, semaphores::enter),
            method("__exit__", 4, 4, semaphores::release),
        ],
    ),
    (
        class::SHARED_ARRAY,
        &[function("__new__", 3, 3, memory::new), method("__len__", 1, 1, memory::len)],
    ),
];

/// Functions of `_process`.
pub fn functions() -> Vec<NativeDef> {
    [
        life::FUNCTIONS,
        listeners::FUNCTIONS,
        &[
            function("pipe", 0, 1, pipes::pipe).kw(),
            function("wait_any", 1, 2, pipes::wait_any),
            function("dumps", 1, 1, pickle::dumps),
            function("encode", 2, 2, pickle::encode),
            function("loads", 1, 1, unpickle::loads),
            function("unpickle_step", 2, 2, unpickle::step),
            function("_rebuild", 2, 2, shared::rebuild),
        ],
    ]
    .concat()
}
