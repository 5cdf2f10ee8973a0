//! What a search found: outcomes with their schedules, and how much of the whole was seen.

use crate::options::Strategy;
use crate::system::{Choice, Footprint, Outcome, System, Tid};

/// Why a search ended before it had seen everything.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stop {
    /// The caller asked for it.
    Cancelled,
    /// The machine has to stop at more locations: the search is to begin anew.
    Wanted,
    /// The bound on executions.
    Executions,
    /// The bound on transitions.
    Transitions,
    /// Some executions were cut at the bound on their length.
    Depth,
    /// The bound on memory.
    Memory,
    /// The program has more threads than the search supports.
    Threads,
    /// Some executions ran into the machine's own budget.
    Budget,
    /// The strategy samples: it never knows that nothing is left.
    Sampling,
}

/// One execution's decisions, enough to repeat it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Each transition's thread and alternative.
    pub choices: Vec<Choice>,
    /// Switches away from a thread that could have gone on.
    pub preemptions: u32,
    /// Changes of the moving thread.
    pub switches: u32,
    /// Where each run of one thread begins and how long it is.
    pub segments: Vec<Segment>,
    /// The transitions that could go several ways, in order.
    pub ways: Vec<Way>,
    /// Bytecodes executed at its end.
    pub steps: u64,
}

/// The way that one transition went which the language leaves open.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Whose.
    pub choice: Choice,
    /// How many ways there were.
    pub ways: u32,
    /// Bytecodes executed by all threads before it.
    pub step: u64,
}

/// Transitions of one thread in a row.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The thread.
    pub tid: Tid,
    /// How many of its transitions.
    pub transitions: u32,
    /// Bytecodes executed by all threads before the first of them.
    pub from_step: u64,
    /// Whether the switch to this segment took the machine from a thread that could have gone on.
    pub preempts: bool,
    /// The thread that would have come first at a free switch: the lowest that could go on, apart
    /// from the program's first thread, which usually only waits for the others.
    pub instead_of: Option<Tid>,
}

impl Schedule {
    /// How often it departs from what comes first, at no cost: threads passed over at free switches,
    /// and ways that are not the first.
    pub(crate) fn departures(&self) -> usize {
        self.segments.iter().filter(|segment| segment.instead_of.is_some()).count()
            + self.ways.iter().filter(|way| way.choice.alt > 0).count()
    }

    /// Runs `choices` on a clone of `start`; `None` if one of them is not possible there.
    pub fn replay<S: System>(start: &S, choices: &[Choice]) -> Option<(Self, S)> {
        let mut machine = start.clone();
        let mut schedule = Schedule {
            choices: choices.to_vec(),
            preemptions: 0,
            switches: 0,
            segments: Vec::new(),
            ways: Vec::new(),
            steps: 0,
        };
        let mut enabled = Vec::new();
        let mut footprint = Footprint::new();
        for choice in choices {
            enabled.clear();
            machine.enabled(&mut enabled);
            let ways = machine.alternatives(choice.tid);
            if !enabled.contains(&choice.tid) || choice.alt >= ways {
                return None;
            }
            if ways > 1 {
                schedule.ways.push(Way { choice: *choice, ways, step: machine.steps() });
            }
            match schedule.segments.last_mut() {
                Some(segment) if segment.tid == choice.tid => segment.transitions += 1,
                previous => {
                    let preempts =
                        previous.as_ref().is_some_and(|segment| enabled.contains(&segment.tid));
                    schedule.switches += u32::from(previous.is_some());
                    schedule.preemptions += u32::from(preempts);
                    let lower = enabled.iter().copied().find(|tid| *tid != 0);
                    schedule.segments.push(Segment {
                        tid: choice.tid,
                        transitions: 1,
                        from_step: machine.steps(),
                        preempts,
                        instead_of: lower.filter(|tid| !preempts && *tid < choice.tid),
                    });
                }
            }
            footprint.clear();
            machine.step(*choice, &mut footprint);
        }
        schedule.steps = machine.steps();
        Some((schedule, machine))
    }
}

/// One distinct outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeClass {
    /// What the user sees.
    pub outcome: Outcome,
    /// The machine's key for it.
    pub key: u64,
    /// How many completed executions ended so; with DPOR, how many classes of interleavings.
    pub executions: u64,
    /// The shortest schedule known that ends so: fewest preemptions, then switches, then transitions.
    pub schedule: Schedule,
    /// Whether it is proved that no shorter one exists.
    pub minimal: bool,
}

/// How much of the whole a partial search has seen. Nothing here is a probability of an outcome.
#[derive(Copy, Clone, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The share of the whole seen, between 0 and 1; 1 only where it is known.
    pub share: Option<f64>,
    /// About how many executions (DPOR: classes) there are.
    pub total: Option<f64>,
    /// Sampling: how many different classes the samples fell into.
    pub classes: Option<u64>,
    /// PCT: the chance with which a bug of the given depth would have been found.
    pub depth_bug_chance: Option<f64>,
}

/// A search's result. The same for any number of workers.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// How the search went about it.
    pub strategy: Strategy,
    /// Whether nothing is left to find: every class was seen (within the preemption bound, if any).
    pub complete: bool,
    /// Why not, if not.
    pub stopped: Option<Stop>,
    /// Completed executions, deadlocked ones included.
    pub executions: u64,
    /// Executions abandoned because all that could move was asleep.
    pub blocked: u64,
    /// Transitions of the completed executions.
    pub transitions: u64,
    /// Transitions executed in all, replays included: the work done.
    pub executed: u64,
    /// The longest execution.
    pub deepest: usize,
    /// The most bytes that the search believed it held.
    pub memory: usize,
    /// Every outcome seen, the shortest schedules first.
    pub outcomes: Vec<OutcomeClass>,
    /// How much was seen.
    pub estimate: Estimate,
    /// Locations that the machine has to stop at for the search to be right, sorted; empty for
    /// machines that stop at all.
    pub wanted: Vec<u64>,
    /// Some executions used random numbers of which only the seed's were tried.
    pub seeded: bool,
}
