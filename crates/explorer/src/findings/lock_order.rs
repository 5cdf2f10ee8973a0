//! Lock-order inversions: locks taken in a circle by different threads, which can deadlock even if
//! it did not this time.
//!
//! Goodlock (Havelund, "Dynamic Deadlock Analysis of Multi-Threaded Programs"): no circle counts
//! whose steps are kept apart by a lock that all of them hold. One whose steps only a start, join
//! or message keeps apart does: that is a matter of today's callers, not of the locks.

use super::clock::HeldLocks;
use super::observation::{Action, Names, Observation, Site};
use super::text;
use crate::system::Tid;

/// The longest circle looked for.
const LONGEST: usize = 6;

/// A lock taken while another was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The thread.
    pub tid: Tid,
    /// The lock it held.
    pub held: u64,
    /// Where it had taken that one.
    pub held_at: Site,
    /// The lock it took.
    pub taken: u64,
    /// Where.
    pub taken_at: Site,
}

/// Steps that form a circle: each takes the lock that the next one holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inversion {
    /// The steps, the lowest thread's first.
    pub steps: Vec<Step>,
}

impl Inversion {
    /// The finding in words.
    pub fn message(&self, names: &dyn Names) -> String {
        let steps: Vec<String> = self
            .steps
            .iter()
            .map(|step| {
                format!(
                    "{} takes {} while holding {} in line {}",
                    names.thread(step.tid),
                    text::quoted(names, step.taken),
                    text::quoted(names, step.held),
                    step.taken_at.line,
                )
            })
            .collect();
        format!(
            "Lock order: {}. If each gets its first lock, they wait for each other for ever.",
            text::list(&steps)
        )
    }
}

/// A lock that a thread holds, and where and when it took it.
struct Taken {
    tid: Tid,
    lock: u64,
    site: Site,
}

struct Edge {
    step: Step,
    /// All locks held at the step.
    gates: Vec<u64>,
}

/// Looks for lock-order inversions in one execution.
#[derive(Default)]
pub struct LockOrder {
    held: HeldLocks,
    /// Where and when each thread took each lock that it holds.
    taken: Vec<Taken>,
    edges: Vec<Edge>,
}

impl LockOrder {
    /// Takes in the next observation.
    pub fn observe(&mut self, observation: &Observation) {
        let tid = observation.tid;
        let before = self.held.of(tid);
        let newly = self.held.observe(observation);
        match observation.action {
            Action::Lock(lock) | Action::TryLock(lock) if newly => {
                // Who does not wait for ever is no part of a circle, whatever it holds already.
                let waits = matches!(observation.action, Action::Lock(_));
                for held in before.iter().filter(|_| waits) {
                    self.step(tid, *held, lock, observation.site, &before);
                }
                self.taken.push(Taken { tid, lock, site: observation.site });
            }
            Action::Unlock(lock) => {
                let held = &self.held;
                self.taken.retain(|t| t.lock != lock || held.of(t.tid).contains(&lock));
            }
            _ => {}
        }
    }

    /// The circles, each once.
    pub fn found(&self) -> Vec<Inversion> {
        let mut found: Vec<Inversion> = Vec::new();
        for first in 0..self.edges.len() {
            self.follow(&mut vec![first], &mut found);
        }
        found
    }

    fn step(&mut self, tid: Tid, held: u64, taken: u64, site: Site, gates: &[u64]) {
        let holding = self.taken.iter().find(|t| t.tid == tid && t.lock == held);
        let Some(Taken { site: held_at, .. }) = holding else {
            return;
        };
        let step = Step { tid, held, held_at: *held_at, taken, taken_at: site };
        let known = |e: &Edge| e.step == step && e.gates == gates;
        if !self.edges.iter().any(known) {
            self.edges.push(Edge { step, gates: gates.to_vec() });
        }
    }

    /// Extends a chain of edges, whose first is the lowest, by each edge that fits.
    fn follow(&self, chain: &mut Vec<usize>, found: &mut Vec<Inversion>) {
        let last = &self.edges[chain[chain.len() - 1]];
        for (next, edge) in self.edges.iter().enumerate().skip(chain[0] + 1) {
            let fits = edge.step.held == last.step.taken
                && chain.iter().all(|at| self.can_meet(&self.edges[*at], edge));
            if !fits {
                continue;
            }
            chain.push(next);
            if edge.step.taken == self.edges[chain[0]].step.held {
                self.report(chain, found);
            } else if chain.len() < LONGEST {
                self.follow(chain, found);
            }
            chain.pop();
        }
    }

    /// Whether two threads can be at these steps at the same time.
    fn can_meet(&self, a: &Edge, b: &Edge) -> bool {
        a.step.tid != b.step.tid
            && a.step.taken != b.step.taken
            && !a.gates.iter().any(|gate| b.gates.contains(gate))
    }

    fn report(&self, chain: &[usize], found: &mut Vec<Inversion>) {
        let mut steps: Vec<Step> = chain.iter().map(|at| self.edges[*at].step.clone()).collect();
        let lowest = (0..steps.len()).min_by_key(|i| steps[*i].tid).unwrap_or(0);
        steps.rotate_left(lowest);
        let places = |steps: &[Step]| {
            let place = |s: &Step| (s.held, s.taken, s.taken_at.position);
            let mut places: Vec<_> = steps.iter().map(place).collect();
            places.sort_unstable();
            places
        };
        if !found.iter().any(|f| places(&f.steps) == places(&steps)) {
            found.push(Inversion { steps });
        }
    }
}
