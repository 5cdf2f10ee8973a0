//! The wasm worker: sessions and the thread pool.
