//! Steps by line: where the running thread comes to another line of the learner's program.
//!
//! Library frames do not count: while one runs, its thread stands at the learner's line that
//! called it.

use timeslice_trace::ThreadId;

use crate::machine::Machine;
use crate::recording::Recording;
use crate::thread::State;

/// Bytecodes looked at before a search gives up: a fraction of a second.
const MAX_LOOKED_AT: u64 = 3_000_000;

/// A thread and its line.
type Place = (ThreadId, u32);

impl Recording {
    /// The nearest step after `from` (or before it) at which a line begins: the running thread, or
    /// its line, is another than one bytecode before. `None` where there is none.
    pub fn line_beside(&self, from: u64, back: bool) -> Option<u64> {
        if back { self.line_before(from) } else { self.line_after(from) }
    }

    fn line_after(&self, from: u64) -> Option<u64> {
        let end = self.steps().min(from.saturating_add(MAX_LOOKED_AT));
        let mut walk = Walk::from(self.machine_at(from));
        (from + 1..=end).find(|step| walk.begins_line_at(*step))
    }

    fn line_before(&self, from: u64) -> Option<u64> {
        let mut until = from.min(self.steps());
        let mut left = MAX_LOOKED_AT;
        while until > 0 && left > 0 {
            let start = self.checkpoint_before(until);
            let first = start.steps;
            let mut walk = Walk::from(start.clone());
            // The start of the program begins its first line.
            let mut found = (first == 0 && from > 0).then_some(0);
            // The step asked from is not before itself; a checkpoint looked back to may be one.
            let last = if until == from { until - 1 } else { until };
            for step in first + 1..=last {
                if walk.begins_line_at(step) {
                    found = Some(step);
                }
            }
            if found.is_some() {
                return found;
            }
            left = left.saturating_sub(until - first);
            until = first;
        }
        None
    }
}

/// A machine that goes on one bytecode at a time.
struct Walk {
    machine: Machine,
    place: Option<Place>,
}

impl Walk {
    fn from(machine: Machine) -> Walk {
        let place = machine.running_place();
        Walk { machine, place }
    }

    /// Goes on to `step`; whether a line begins there.
    fn begins_line_at(&mut self, step: u64) -> bool {
        self.machine.run_until(step);
        let place = self.machine.running_place();
        let begins = place.is_some() && place != self.place;
        if place.is_some() {
            self.place = place;
        }
        begins
    }
}

impl Machine {
    /// The running thread and the line of the learner's program that it is at; `None` where no
    /// thread runs, or none of the learner's code.
    fn running_place(&self) -> Option<Place> {
        if self.outcome.is_some() || !matches!(self.th.state, State::Ready) {
            return None;
        }
        let mut is_innermost = true;
        for frame in self.th.frames.iter().rev() {
            // An outer frame's counter stands behind the call it is in.
            let at = if is_innermost { self.th.pc } else { frame.pc.saturating_sub(1) };
            is_innermost = false;
            let code = &self.p.codes[frame.code as usize];
            if !code.library {
                return Some((self.th.id, code.lines.get(at as usize).copied().unwrap_or(0)));
            }
        }
        None
    }
}
