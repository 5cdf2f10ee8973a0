//! Counts interleavings and Mazurkiewicz traces by going through all of them, with nothing taken
//! from the search but the machine's interface.

use std::collections::{BTreeMap, BTreeSet};

use timeslice_explorer::{Access, AccessKind, Choice, Footprint, System};

/// What brute force found.
#[derive(Debug, Default)]
pub struct Counted {
    pub interleavings: u64,
    pub traces: BTreeSet<Vec<Choice>>,
    /// Outcome keys, with the number of interleavings and of traces.
    pub outcomes: BTreeMap<u64, (u64, u64)>,
    /// The fewest preemptions, then switches, then transitions to each outcome.
    pub shortest: BTreeMap<u64, (u32, u32, usize)>,
}

/// All interleavings of `start`; `None` if there are more than `limit`.
pub fn count<S: System>(start: &S, limit: u64) -> Option<Counted> {
    let mut counted = Counted::default();
    let mut events = Vec::new();
    go(start, &mut events, (0, 0), &mut counted, limit).then_some(counted)
}

type Event = (Choice, Vec<Access>);

fn go<S: System>(
    machine: &S,
    events: &mut Vec<Event>,
    (preemptions, switches): (u32, u32),
    counted: &mut Counted,
    limit: u64,
) -> bool {
    let mut enabled = Vec::new();
    machine.enabled(&mut enabled);
    if enabled.is_empty() {
        counted.interleavings += 1;
        let new = counted.traces.insert(normal_form(events));
        let entry = counted.outcomes.entry(machine.outcome_key()).or_default();
        entry.0 += 1;
        entry.1 += u64::from(new);
        let cost = (preemptions, switches, events.len());
        let shortest = counted.shortest.entry(machine.outcome_key()).or_insert(cost);
        *shortest = cost.min(*shortest);
        return counted.interleavings <= limit;
    }
    let last = events.last().map(|(choice, _)| choice.tid);
    for &tid in &enabled {
        let cost = match last {
            Some(last) if last != tid => {
                (preemptions + u32::from(enabled.contains(&last)), switches + 1)
            }
            _ => (preemptions, switches),
        };
        for alt in 0..machine.alternatives(tid) {
            let choice = Choice { tid, alt };
            let mut next = machine.clone();
            let mut footprint = Footprint::new();
            next.step(choice, &mut footprint);
            events.push((choice, footprint.accesses().to_vec()));
            let go_on = go(&next, events, cost, counted, limit);
            events.pop();
            if !go_on {
                return false;
            }
        }
    }
    true
}

fn dependent(a: &Event, b: &Event) -> bool {
    a.0.tid == b.0.tid
        || a.1.iter().any(|x| {
            b.1.iter().any(|y| {
                let looks = |k| matches!(k, AccessKind::Read | AccessKind::WaitRead);
                let orders = |k| matches!(k, AccessKind::Acquire | AccessKind::Release);
                x.loc == y.loc
                    && match (orders(x.kind), orders(y.kind)) {
                        (true, true) => x.kind != y.kind,
                        (false, false) => !(looks(x.kind) && looks(y.kind)),
                        _ => false,
                    }
            })
        })
}

/// The least equivalent sequence, smallest thread first: equal for equivalent executions only.
fn normal_form(events: &[Event]) -> Vec<Choice> {
    let mut left: Vec<&Event> = events.iter().collect();
    let mut out = Vec::new();
    while !left.is_empty() {
        let first = (0..left.len())
            .filter(|i| (0..*i).all(|j| !dependent(left[j], left[*i])))
            .min_by_key(|i| left[*i].0)
            .unwrap_or(0);
        out.push(left.remove(first).0);
    }
    out
}
