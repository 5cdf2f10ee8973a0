//! Vector clocks for the detectors.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::observation::{Action, Observation};
use crate::system::Tid;

/// For each thread, how far its doings are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Clock(SmallVec<[u32; 8]>);

impl Clock {
    pub fn get(&self, tid: Tid) -> u32 {
        self.0.get(tid as usize).copied().unwrap_or(0)
    }

    pub fn set(&mut self, tid: Tid, value: u32) {
        if self.0.len() <= tid as usize {
            self.0.resize(tid as usize + 1, 0);
        }
        self.0[tid as usize] = value;
    }

    pub fn join(&mut self, other: &Clock) {
        for (tid, value) in other.0.iter().enumerate() {
            let tid = tid as Tid;
            self.set(tid, self.get(tid).max(*value));
        }
    }
}

/// The clocks of all threads as an execution goes on.
pub(super) struct Clocks {
    threads: Vec<Clock>,
    /// Clocks left at locks and other objects. Only looked up.
    objects: FxHashMap<u64, Clock>,
}

impl Clocks {
    pub fn new() -> Self {
        Clocks { threads: Vec::new(), objects: FxHashMap::default() }
    }

    /// The clock of a thread now; its own part is never 0.
    pub fn of(&mut self, tid: Tid) -> &mut Clock {
        while self.threads.len() <= tid as usize {
            let tid = self.threads.len() as Tid;
            let mut clock = Clock::default();
            clock.set(tid, 1);
            self.threads.push(clock);
        }
        &mut self.threads[tid as usize]
    }

    /// Takes in what the observation orders.
    pub fn observe(&mut self, observation: &Observation) {
        let tid = observation.tid;
        match observation.action {
            Action::Lock(object) | Action::TryLock(object) | Action::Acquire(object) => {
                self.acquire(tid, object)
            }
            Action::Unlock(object) | Action::Release(object) => self.release(tid, object),
            Action::Fork(child) => {
                let clock = self.of(tid).clone();
                self.of(child).join(&clock);
                self.tick(tid);
            }
            Action::Join(child) => {
                let clock = self.of(child).clone();
                self.of(tid).join(&clock);
            }
            _ => {}
        }
    }

    fn acquire(&mut self, tid: Tid, object: u64) {
        if let Some(clock) = self.objects.get(&object) {
            let clock = clock.clone();
            self.of(tid).join(&clock);
        }
    }

    fn release(&mut self, tid: Tid, object: u64) {
        let clock = self.of(tid).clone();
        self.objects.entry(object).or_default().join(&clock);
        self.tick(tid);
    }

    fn tick(&mut self, tid: Tid) {
        let clock = self.of(tid);
        clock.set(tid, clock.get(tid) + 1);
    }
}

/// The locks that each thread holds, in the order in which it took them.
#[derive(Default)]
pub(super) struct HeldLocks(Vec<Vec<(u64, u32)>>);

impl HeldLocks {
    /// The locks of a thread.
    pub fn of(&self, tid: Tid) -> Vec<u64> {
        let held = self.0.get(tid as usize);
        held.into_iter().flatten().map(|(lock, _)| *lock).collect()
    }

    /// Takes in a lock taken or freed; says whether a lock is held newly.
    pub fn observe(&mut self, observation: &Observation) -> bool {
        let tid = observation.tid as usize;
        if self.0.len() <= tid {
            self.0.resize(tid + 1, Vec::new());
        }
        match observation.action {
            Action::Lock(lock) | Action::TryLock(lock) => {
                let held = &mut self.0[tid];
                if let Some((_, times)) = held.iter_mut().find(|(l, _)| *l == lock) {
                    *times += 1;
                    return false;
                }
                held.push((lock, 1));
                true
            }
            Action::Unlock(lock) => {
                // A lock may be freed by a thread that did not take it.
                let holder = match self.0[tid].iter().any(|(l, _)| *l == lock) {
                    true => Some(tid),
                    false => self.0.iter().position(|h| h.iter().any(|(l, _)| *l == lock)),
                };
                if let Some(holder) = holder {
                    let held = &mut self.0[holder];
                    held.retain_mut(|(l, times)| {
                        *times -= u32::from(*l == lock);
                        *times > 0
                    });
                }
                false
            }
            _ => false,
        }
    }
}
