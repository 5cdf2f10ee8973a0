//! The orders that one execution's own events can be brought into: what a class of equivalent
//! executions is, seen from one of them.

use smallvec::SmallVec;

use crate::path::Path;
use crate::system::{Choice, System, Tid};
use crate::tally::{Cost, Run};

/// How many of its events each thread has made.
pub(crate) type Done = SmallVec<[u32; 8]>;

/// An execution's events by thread, each with what has to come before it.
pub(crate) struct Order {
    threads: Vec<Vec<Event>>,
    length: usize,
}

struct Event {
    choice: Choice,
    /// How many events of each thread happen before it.
    needs: Done,
}

impl Order {
    /// The order of the events of the execution that `choices` leads to.
    pub fn of<S: System>(start: &S, choices: &[Choice]) -> Order {
        let mut path = Path::new(start.clone());
        let mut positions: Vec<Vec<usize>> = Vec::new();
        let mut threads: Vec<Vec<Event>> = Vec::new();
        for (pos, &choice) in choices.iter().enumerate() {
            path.enter();
            path.advance(choice);
            let tid = choice.tid as usize;
            if threads.len() <= tid {
                threads.resize_with(tid + 1, Vec::new);
                positions.resize_with(tid + 1, Vec::new);
            }
            let trail = &path.trail;
            let needs = positions
                .iter()
                .map(|of| of.partition_point(|before| trail.happens_before(*before, pos)) as u32)
                .collect();
            threads[tid].push(Event { choice, needs });
            positions[tid].push(pos);
        }
        Order { threads, length: choices.len() }
    }

    /// Nothing done yet.
    pub fn start(&self) -> Done {
        smallvec::smallvec![0; self.threads.len()]
    }

    /// Whether a thread's next event in the execution is `choice`, and may come now.
    pub fn allows(&self, done: &Done, choice: Choice) -> bool {
        self.next(done, choice.tid).is_some_and(|next| next == choice)
    }

    /// What a thread may do next.
    fn next(&self, done: &Done, tid: Tid) -> Option<Choice> {
        let tid = tid as usize;
        let event = self.threads.get(tid)?.get(*done.get(tid)? as usize)?;
        event.needs.iter().zip(done).all(|(need, done)| need <= done).then_some(event.choice)
    }

    /// An order with few switches: each thread goes on as long as it may, and then the one that may
    /// go on longest.
    pub fn with_few_switches(&self) -> Vec<Choice> {
        let mut done = self.start();
        let mut choices = Vec::with_capacity(self.length);
        while choices.len() < self.length {
            let ahead = |tid: &Tid| {
                let mut done = done.clone();
                let mut length = 0;
                while self.next(&done, *tid).is_some() {
                    done[*tid as usize] += 1;
                    length += 1;
                }
                (length, std::cmp::Reverse(*tid))
            };
            let Some(tid) = (0..self.threads.len() as Tid).max_by_key(ahead) else { break };
            let before = choices.len();
            while let Some(choice) = self.next(&done, tid) {
                done[tid as usize] += 1;
                choices.push(choice);
            }
            debug_assert!(choices.len() > before, "some event is the first");
            if choices.len() == before {
                break;
            }
        }
        choices
    }
}

/// What `choices` costs from `start`; `None` if they are not possible there.
pub(crate) fn run_of<S: System>(start: &S, choices: Vec<Choice>) -> Option<Run> {
    let (schedule, _) = crate::report::Schedule::replay(start, &choices)?;
    let cost: Cost = (schedule.preemptions, schedule.switches, choices.len() as u32);
    Some(Run { cost, choices })
}
