//! Every interleaving, one by one: the yardstick for the strategies that leave some out.

use super::{Found, estimate, share_done};
use crate::meter::Meter;
use crate::report::Stop;
use crate::system::{Choice, Footprint, System, Tid};
use crate::tally::Tally;

/// One state of the current execution and what is left to do there.
struct Level<S> {
    machine: S,
    enabled: Vec<Tid>,
    moves: Vec<Choice>,
    next: usize,
    preemptions: u32,
    switches: u32,
}

/// Runs the search, optionally leaving out what takes more than `bound` preemptions.
pub(crate) fn search<S: System>(start: &S, bound: Option<u32>, meter: &mut Meter) -> Found {
    let mut tally = Tally::default();
    let mut executed = 0;
    let mut footprint = Footprint::new();
    let mut choices: Vec<Choice> = Vec::new();
    let mut levels = vec![level(start.clone(), 0, 0)];
    let mut stopped = None;
    while let Some(top) = levels.last_mut() {
        if top.moves.is_empty() {
            let cost = (top.preemptions, top.switches, choices.len() as u32);
            tally.record_run(cost, choices.len(), || choices.iter().copied(), &top.machine);
        }
        let cut = choices.len() >= meter.limits.depth;
        if cut && !top.moves.is_empty() {
            tally.cut(Stop::Depth);
        }
        if cut || top.next == top.moves.len() {
            levels.pop();
            choices.pop();
            let share = || {
                Some(share_done(levels.iter().map(|l| (l.next.saturating_sub(1), l.moves.len()))))
            };
            let held = || levels.iter().map(|l| l.machine.bytes()).sum();
            stopped = meter.spent(&tally, executed, held, share);
            if stopped.is_some() {
                break;
            }
            continue;
        }
        let choice = top.moves[top.next];
        top.next += 1;
        let (mut preemptions, mut switches) = (top.preemptions, top.switches);
        if let Some(last) = choices.last()
            && last.tid != choice.tid
        {
            switches += 1;
            preemptions += u32::from(top.enabled.contains(&last.tid));
        }
        if bound.is_some_and(|bound| preemptions > bound) {
            continue;
        }
        let mut machine = top.machine.clone();
        footprint.clear();
        machine.step(choice, &mut footprint);
        executed += 1;
        choices.push(choice);
        levels.push(level(machine, preemptions, switches));
    }
    let share = share_done(levels.iter().map(|l| (l.next.saturating_sub(1), l.moves.len())));
    Found {
        estimate: estimate(share, tally.executions),
        // The last execution may have been the one that met the bound.
        stopped: stopped.filter(|_| levels.iter().any(|l| l.next < l.moves.len())),
        tally,
        executed,
        memory: meter.memory,
    }
}

fn level<S: System>(machine: S, preemptions: u32, switches: u32) -> Level<S> {
    let mut enabled = Vec::new();
    machine.enabled(&mut enabled);
    // A move that commutes with all others is made at once.
    let first = enabled.iter().copied().find(|tid| machine.orders_only(*tid));
    let moves = enabled
        .iter()
        .filter(|tid| first.is_none_or(|first| first == **tid))
        .flat_map(|&tid| (0..machine.alternatives(tid)).map(move |alt| Choice { tid, alt }))
        .collect();
    Level { machine, enabled, moves, next: 0, preemptions, switches }
}
