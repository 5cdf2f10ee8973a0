//! The wasm worker: it holds the machine and answers the page.
//!
//! [`session`] is plain Rust and knows nothing of browsers: questions in, answers out, work in
//! slices. [`shell`] connects it with the worker's messages. The same code runs with a pool of
//! threads and without.

mod exploration;
mod problems;
mod search;
mod session;
mod shell;

pub use session::Session;
pub use shell::{available_workers, start};

#[cfg(feature = "threads")]
pub use wasm_bindgen_rayon::init_thread_pool;
