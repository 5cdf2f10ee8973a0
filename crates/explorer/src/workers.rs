//! Work on a list of items, side by side where there is more than one worker.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Does `work` for each item and its number, on up to `workers` workers of the surrounding pool. With
/// one it is a plain loop: no pool is touched, for where there is none.
pub(crate) fn each<T: Send>(
    workers: usize,
    items: &mut [T],
    work: &(dyn Fn(usize, &mut T) + Sync),
) {
    if workers < 2 {
        for (i, item) in items.iter_mut().enumerate() {
            work(i, item);
        }
        return;
    }
    let items: Vec<Mutex<&mut T>> = items.iter_mut().map(Mutex::new).collect();
    let next = AtomicUsize::new(0);
    rayon::scope(|scope| {
        for _ in 0..workers.min(items.len()) {
            scope.spawn(|_| {
                loop {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(i) else {
                        return;
                    };
                    // Never contended: each index is drawn once.
                    if let Ok(mut item) = item.lock() {
                        work(i, &mut item);
                    }
                }
            });
        }
    });
}
