//! Source-DPOR with sleep sets (Abdulla, Aronis, Jonsson, Sagonas: "Source Sets", JACM 2017).
//!
//! At each state a set of threads to try grows with the races found below it. Every class of
//! interleavings is seen once, and some executions end where all that could move is asleep.
//! The lowest thread goes first, and is added first, so that the counts are comparable.

use super::{Found, estimate, share_done};
use crate::footprints::Move;
use crate::meter::Meter;
use crate::path::Path;
use crate::report::Stop;
use crate::system::{Choice, System, Tid};
use crate::tally::Tally;
use crate::threads::ThreadSet;
use crate::trail::Event;

/// What is known of one state of the current execution.
#[derive(Default)]
struct Frame {
    /// Moves whose continuations were all seen from here or from above.
    sleep: Vec<Move>,
    /// Threads to try here.
    backtrack: ThreadSet,
    /// The threads that have more than one alternative here, and how many.
    open: Vec<(Tid, u32)>,
    /// How many moves were tried.
    tried: u32,
}

impl Frame {
    fn asleep(&self, choice: Choice) -> bool {
        self.sleep.iter().any(|m| m.choice == choice)
    }

    /// The first alternative of `tid` that is not asleep.
    fn awake(&self, tid: Tid) -> Option<Choice> {
        let alts = self.open.iter().find(|(t, _)| *t == tid).map_or(1, |o| o.1);
        (0..alts).map(|alt| Choice { tid, alt }).find(|choice| !self.asleep(*choice))
    }

    /// The next move to try: the lowest thread first, its alternatives in order.
    fn next_choice(&self) -> Option<Choice> {
        self.backtrack.iter().find_map(|tid| self.awake(tid))
    }
}

struct Search<S> {
    path: Path<S>,
    frames: Vec<Frame>,
    tally: Tally,
    reversed: Vec<Move>,
}

/// Runs the search.
pub(crate) fn search<S: System>(start: &S, meter: &mut Meter) -> Found {
    let mut search = Search {
        path: Path::new(start.clone()),
        frames: vec![Frame::default()],
        tally: Tally::default(),
        reversed: Vec::new(),
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
            if let Some(choice) = self.frames[depth].next_choice() {
                self.take(choice, depth, meter);
                continue;
            }
            if depth == 0 {
                break;
            }
            // A leaf was left: the moment to look at the limits.
            if self.frames[depth].tried == 0 {
                let stopped = meter.spent(
                    &self.tally,
                    self.path.executed,
                    || self.path.bytes(),
                    || Some(self.share()),
                );
                if stopped.is_some() {
                    return stopped.filter(|_| self.anything_left());
                }
            }
            self.path.retreat(depth - 1);
        }
        self.path.too_many_threads.then_some(Stop::Threads)
    }

    /// Whether some state of the current execution has a move left to try.
    fn anything_left(&self) -> bool {
        (0..self.path.depth()).any(|depth| self.frames[depth].next_choice().is_some())
    }

    fn share(&self) -> f64 {
        share_done((0..self.path.depth()).map(|depth| {
            let frame = &self.frames[depth];
            let tried = frame.tried as usize;
            (tried.saturating_sub(1), tried.max(frame.backtrack.len()))
        }))
    }

    fn take(&mut self, choice: Choice, depth: usize, meter: &Meter) {
        let step = self.path.advance(choice);
        if self.frames.len() == depth + 1 {
            self.frames.push(Frame::default());
        }
        let (above, below) = self.frames.split_at_mut(depth + 1);
        let (frame, child) = (&mut above[depth], &mut below[0]);
        child.sleep.clear();
        child.backtrack = ThreadSet::default();
        child.tried = 0;
        let fps = &self.path.fps;
        child.sleep.extend(frame.sleep.iter().filter(|m| !fps.dependent(**m, step)));
        frame.sleep.push(step);
        frame.tried += 1;
        self.reverse_races(depth, depth);
        self.enter(meter);
    }

    /// Looks at the state just reached: an end, or a first thread to try.
    fn enter(&mut self, meter: &Meter) {
        let depth = self.path.depth();
        let enabled = self.path.enter();
        if self.path.too_many_threads {
            self.tally.cut(Stop::Threads);
        } else if enabled.is_empty() {
            self.tally.record(&self.path.trail, self.path.machine());
            self.look_back();
        } else if depth >= meter.limits.depth {
            self.tally.cut(Stop::Depth);
        } else {
            if self.path.machine().passes_time() {
                self.look_at_pending();
            }
            let frame = &mut self.frames[depth];
            frame.open.clear();
            let machine = self.path.machine();
            let alts = enabled.iter().map(|tid| (tid, machine.alternatives(tid)));
            frame.open.extend(alts.filter(|(_, alts)| *alts > 1));
            match enabled.iter().find(|tid| frame.awake(*tid).is_some()) {
                Some(tid) => frame.backtrack.insert(tid),
                None => {
                    self.tally.blocked += 1;
                    self.look_back();
                }
            }
        }
    }

    /// At the end of an execution, or where all that could move is asleep: looks at what blocked
    /// threads wait for, and sees to it that each alternative not taken is also tried behind what
    /// does not depend on the one that was.
    /// Transitions that may be others in another place are looked at again, with all that is known.
    fn look_back(&mut self) {
        for pos in 0..self.path.depth() {
            let Event { alts, choice, fp, .. } = *self.path.trail.event(pos);
            // In its other place it may depend on what was only executed later.
            if !self.path.fps.is_stable(fp) {
                self.reverse_races(pos, self.path.depth());
            }
            for alt in (0..alts).filter(|alt| *alt != choice.alt) {
                let mut sequence = std::mem::take(&mut self.reversed);
                let possible = self.path.other_alternative(pos, alt, &mut sequence);
                self.reversed = sequence;
                if possible {
                    self.add_initial(pos);
                }
            }
        }
        self.look_at_pending();
    }

    /// Sees to it that what blocked threads wait for is also tried without them waiting.
    fn look_at_pending(&mut self) {
        let mut pending = Vec::new();
        self.path.each_pending(|path, pos| {
            let races = path.trail.races(pos).to_vec();
            for first in races {
                let mut reversed = Vec::new();
                if path.reversal(first as usize, pos, pos, &mut reversed) {
                    pending.push((first as usize, reversed));
                }
            }
        });
        for (first, reversed) in pending {
            self.reversed = reversed;
            self.add_initial(first);
        }
    }

    /// Sees to it that each race of the event at `pos` is also tried the other way round.
    fn reverse_races(&mut self, pos: usize, end: usize) {
        for i in 0..self.path.trail.races(pos).len() {
            let first = self.path.trail.races(pos)[i] as usize;
            let mut reversed = std::mem::take(&mut self.reversed);
            let possible = self.path.reversal(first, pos, end, &mut reversed);
            self.reversed = reversed;
            if possible {
                self.add_initial(first);
            }
        }
    }

    /// Adds a thread that can begin the reversed sequence to those to try before event `first`,
    /// unless one is there.
    fn add_initial(&mut self, first: usize) {
        let mut lowest = None;
        for (i, m) in self.reversed.iter().enumerate() {
            let tid = m.choice.tid;
            let is_initial = self.reversed[..i].iter().all(|earlier| {
                earlier.choice.tid != tid && !self.path.fps.ordered(earlier.fp, m.fp)
            });
            if is_initial {
                if self.frames[first].backtrack.contains(tid) {
                    return;
                }
                lowest = Some(lowest.map_or(tid, |low: Tid| low.min(tid)));
            }
        }
        if let Some(tid) = lowest {
            self.frames[first].backtrack.insert(tid);
        }
    }
}
