//! Preemption-bounded DPOR with conservative backtracking (Coons, Musuvathi, McKinley: "Bounded
//! Partial-Order Reduction", OOPSLA 2013).
//!
//! Where two events race, the later thread is tried before the earlier event, as in plain DPOR. That
//! may cost a preemption that the bound does not allow, so it is also tried where the earlier
//! event's thread last took over, where it may be free. Races are noted with every earlier event
//! that conflicts, not just the last: the last one's reversal may lie beyond the bound. Sleep sets
//! are not used, for the same reason; a class may be seen more than once.

use super::{Found, estimate, share_done};
use crate::meter::Meter;
use crate::path::Path;
use crate::report::Stop;
use crate::system::{Choice, System, Tid};
use crate::tally::Tally;
use crate::threads::ThreadSet;

/// What is known of one state of the current execution.
#[derive(Default)]
struct Frame {
    /// Threads to try here.
    backtrack: ThreadSet,
    /// Moves that were tried.
    tried: Vec<Choice>,
    /// The threads that have more than one alternative here, and how many.
    open: Vec<(Tid, u32)>,
}

struct Search<S> {
    path: Path<S>,
    frames: Vec<Frame>,
    tally: Tally,
    bound: u32,
    conflicts: Vec<usize>,
}

/// Runs the search with at most `bound` preemptions in an execution.
pub(crate) fn search<S: System>(start: &S, bound: u32, meter: &mut Meter) -> Found {
    let mut search = Search {
        path: Path::new(start.clone()),
        frames: vec![Frame::default()],
        tally: Tally::default(),
        bound,
        conflicts: Vec::new(),
    };
    let stopped = search.run(meter);
    let share = search.share();
    Found {
        estimate: estimate(share, search.tally.executions),
        stopped,
        executed: search.path.executed,
        tally: search.tally,
        memory: meter.memory,
    }
}

impl<S: System> Search<S> {
    fn run(&mut self, meter: &mut Meter) -> Option<Stop> {
        self.enter(meter);
        loop {
            let depth = self.path.depth();
            if let Some(choice) = self.next_choice(depth) {
                self.path.advance(choice);
                self.frames[depth].tried.push(choice);
                if self.frames.len() == depth + 1 {
                    self.frames.push(Frame::default());
                }
                self.note_races(depth);
                self.enter(meter);
                continue;
            }
            if depth == 0 {
                break;
            }
            if self.frames[depth].tried.is_empty() {
                let share = || Some(self.share());
                let bytes = || self.path.bytes();
                let stopped = meter.spent(&self.tally, self.path.executed, bytes, share);
                if stopped.is_some() {
                    let left = (0..depth).any(|above| self.next_choice(above).is_some());
                    return stopped.filter(|_| left);
                }
            }
            self.path.retreat(depth - 1);
        }
        self.path.too_many_threads.then_some(Stop::Threads)
    }

    fn share(&self) -> f64 {
        share_done((0..self.path.depth()).map(|depth| {
            let frame = &self.frames[depth];
            let tried = frame.tried.len();
            (tried.saturating_sub(1), tried.max(frame.backtrack.len()))
        }))
    }

    fn enter(&mut self, meter: &Meter) {
        let depth = self.path.depth();
        let enabled = self.path.enter();
        let frame = &mut self.frames[depth];
        frame.backtrack = ThreadSet::default();
        frame.tried.clear();
        frame.open.clear();
        if self.path.too_many_threads {
            self.tally.cut(Stop::Threads);
        } else if enabled.is_empty() {
            self.tally.record(&self.path.trail, self.path.machine());
            self.note_pending_races();
        } else if depth >= meter.limits.depth {
            self.tally.cut(Stop::Depth);
        } else {
            if self.path.machine().passes_time() {
                self.note_pending_races();
            }
            let frame = &mut self.frames[depth];
            let machine = self.path.machine();
            let alts = enabled.iter().map(|tid| (tid, machine.alternatives(tid)));
            frame.open.extend(alts.filter(|(_, alts)| *alts > 1));
            // Going on costs nothing, so every execution can be finished within the bound.
            let last = self.path.trail.events().last().map(|e| e.choice.tid);
            let first = last.filter(|tid| enabled.contains(*tid)).or(enabled.iter().next());
            frame.backtrack = first.map_or(enabled, |tid| ThreadSet::of(&[tid]).unwrap_or(enabled));
        }
    }

    /// The next move to try within the bound.
    fn next_choice(&self, depth: usize) -> Option<Choice> {
        let frame = &self.frames[depth];
        let (last, spent) = match depth.checked_sub(1).map(|above| self.path.trail.event(above)) {
            Some(event) => (Some(event.choice.tid), event.preemptions),
            None => (None, 0),
        };
        let goes_on = last.is_some_and(|tid| self.path.trail.enabled(depth).contains(tid));
        frame.backtrack.iter().find_map(|tid| {
            let preempts = goes_on && last != Some(tid);
            if spent + u32::from(preempts) > self.bound {
                return None;
            }
            let alts = frame.open.iter().find(|(t, _)| *t == tid).map_or(1, |o| o.1);
            (0..alts).map(|alt| Choice { tid, alt }).find(|choice| !frame.tried.contains(choice))
        })
    }

    fn note_races(&mut self, pos: usize) {
        let tid = self.path.trail.event(pos).choice.tid;
        let mut conflicts = std::mem::take(&mut self.conflicts);
        self.path.trail.conflicts(&self.path.fps, pos, &mut conflicts);
        for &first in &conflicts {
            self.try_before(first, tid);
        }
        self.conflicts = conflicts;
    }

    fn note_pending_races(&mut self) {
        let mut found = Vec::new();
        self.path.each_pending(|path, pos| {
            let mut conflicts = Vec::new();
            path.trail.conflicts(&path.fps, pos, &mut conflicts);
            let tid = path.trail.event(pos).choice.tid;
            found.extend(conflicts.into_iter().map(|first| (first, tid)));
        });
        for (first, tid) in found {
            self.try_before(first, tid);
        }
    }

    /// Sees to it that `tid` is tried before event `first`, and where that event's thread took over.
    fn try_before(&mut self, first: usize, tid: Tid) {
        let running = self.path.trail.event(first).choice.tid;
        let mut took_over = first;
        while took_over > 0 && self.path.trail.event(took_over - 1).choice.tid == running {
            took_over -= 1;
        }
        for depth in [first, took_over] {
            let enabled = self.path.trail.enabled(depth);
            let backtrack = &mut self.frames[depth].backtrack;
            if enabled.contains(tid) {
                backtrack.insert(tid);
            } else {
                enabled.iter().for_each(|other| backtrack.insert(other));
            }
        }
    }
}
