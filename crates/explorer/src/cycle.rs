//! Programs that come back to where they were, although every thread gets its turn: livelocks in
//! which things change all the time, such as two that give way to each other for ever.
//!
//! A search by equivalence never sees one whole: each execution with one more turn is another
//! class. So where a search was cut, the threads are run in turns, each for so many transitions at a
//! time. A state that comes again, with the same thread at the same place of its turn, comes for
//! ever; and where all that could move in between did, no fair scheduler helps.

use rustc_hash::FxHashMap;

use crate::options::Control;
use crate::system::{Choice, Footprint, System, Tid};

/// Transitions of one thread in a row.
const QUANTA: [u32; 4] = [1, 2, 3, 5];
/// The longest execution looked at.
const LONGEST: usize = 1_500;
/// Transitions of the first thread before the others have their turns: it starts them.
const STARTING: usize = 100;
/// Transitions before states are compared: most programs have ended by then.
const BEGIN: usize = 150;

/// An execution that goes on for ever.
pub(crate) struct Cycle {
    /// Up to where the state is the first time what it was before.
    pub choices: Vec<Choice>,
    /// How many of the choices come before the cycle.
    pub from: usize,
}

/// One transition of a round, and what could have been done instead.
struct Step {
    choice: Choice,
    enabled: Vec<Tid>,
    /// It could have gone in another way.
    open: bool,
}

/// A fair execution that goes on for ever, if one is found.
pub(crate) fn find<S: System>(start: &S, control: &Control) -> Option<Cycle> {
    QUANTA.iter().filter(|_| !control.cancelled()).find_map(|quantum| {
        repeated(start, *quantum, BEGIN)?;
        // There is one: now from its beginning.
        let (steps, from) = repeated(start, *quantum, 0)?;
        let turn = &steps[from..];
        let moves = |tid: &Tid| turn.iter().any(|step| step.choice.tid == *tid);
        let fair = turn.iter().all(|step| !step.open && step.enabled.iter().all(moves));
        let choices = steps.iter().map(|step| step.choice).collect();
        fair.then_some(Cycle { choices, from })
    })
}

/// Runs all threads in turns until a state comes again that was met behind transition `begin`:
/// what was done, and after how much of it the state was met first.
fn repeated<S: System>(start: &S, quantum: u32, begin: usize) -> Option<(Vec<Step>, usize)> {
    let mut machine = start.clone();
    let (mut footprint, mut steps) = (Footprint::new(), Vec::<Step>::new());
    let mut met = FxHashMap::default();
    let mut left = 0;
    while steps.len() < LONGEST {
        let mut enabled = Vec::new();
        machine.enabled(&mut enabled);
        let last = steps.last().map(|step| step.choice.tid);
        if left == 0 && steps.len() >= begin {
            let state = (machine.digest()?, last);
            if let Some(from) = met.insert(state, steps.len()) {
                return Some((steps, from));
            }
        }
        if steps.iter().all(|step| step.choice.tid == 0) && steps.len() < STARTING {
            left = 1;
        }
        let goes_on = last.filter(|tid| left > 0 && enabled.contains(tid));
        let next = || enabled.iter().find(|tid| Some(**tid) > last).or(enabled.first()).copied();
        let tid = goes_on.or_else(next)?;
        left = if goes_on.is_some() { left - 1 } else { quantum - 1 };
        let choice = Choice::of(tid);
        let open = machine.alternatives(tid) > 1;
        footprint.clear();
        machine.step(choice, &mut footprint);
        steps.push(Step { choice, enabled, open });
    }
    None
}
