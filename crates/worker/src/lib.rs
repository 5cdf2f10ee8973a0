//! The wasm worker: sessions and the thread pool.

use rayon::prelude::*;
use wasm_bindgen::prelude::*;

#[cfg(feature = "threads")]
pub use wasm_bindgen_rayon::init_thread_pool;

/// Numbers summed by [`start`]: enough to give every pool thread a share.
const PROBE_LEN: u64 = 1 << 16;

/// Checks that the pool computes what one thread computes. Call it once the pool is up.
#[wasm_bindgen]
pub fn start() -> Result<(), JsError> {
    let parallel: u64 = (0..PROBE_LEN).into_par_iter().map(|n| n * n).sum();
    let serial: u64 = (0..PROBE_LEN).map(|n| n * n).sum();
    if parallel == serial {
        Ok(())
    } else {
        Err(JsError::new("the thread pool computes wrong sums"))
    }
}

/// How many threads the pool runs; 1 in the build without threads.
#[wasm_bindgen]
pub fn available_workers() -> usize {
    rayon::current_num_threads()
}
