//! The shortest schedule for each outcome: fewest preemptions, then switches, then transitions.
//!
//! A search by cost: all schedules with no preemption and no switch, then those with one switch,
//! and so on, so that the first one met that ends in an outcome is the shortest for it, proved. Two
//! ways into the same class of beginnings with the same thread at work are one state, which keeps
//! the number of states far below that of schedules. Where the bound on states is met first, the
//! best schedule that the main search came across stands, not proved.

use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::class::{ClassName, mix};
use crate::footprints::{Footprints, Move};
use crate::options::Control;
use crate::system::{Choice, Footprint, System, Tid};
use crate::tally::{Cost, Entry};

/// How far the search may go.
pub(crate) struct Bounds {
    pub states: usize,
    /// The longest schedule looked at.
    pub depth: usize,
    /// Whether no schedule is longer than that.
    pub depth_is_sure: bool,
}

/// A machine and how it came there.
struct State<S> {
    machine: S,
    class: ClassName,
    link: u32,
    depth: usize,
}

/// One transition of a schedule, and the one before it.
#[derive(Copy, Clone)]
struct Link {
    before: u32,
    choice: Choice,
}

/// Preemptions and switches.
type Level = (u32, u32);

/// A move put off, and where it is to be made.
type Item<S> = (Rc<State<S>>, Choice);

struct Search<'a, S> {
    entries: &'a mut [Entry],
    by_key: FxHashMap<u64, usize>,
    /// For each entry, whether its schedule is proved.
    proved: Vec<bool>,
    /// Entries reached at the level at work, and at what cost.
    reached: Vec<(usize, Cost)>,
    fps: Footprints,
    links: Vec<Link>,
    waiting: BTreeMap<Level, Vec<Item<S>>>,
    /// The cheapest way known into a state: its class and the move about to be made.
    cheapest: FxHashMap<(u64, Choice), Level>,
    states: usize,
    cut: bool,
}

/// Shortens the schedules of `entries` where it can; says which are proved to be the shortest.
pub(crate) fn shorten<S: System>(
    start: &S,
    entries: &mut [Entry],
    bounds: &Bounds,
    control: &Control,
) -> Vec<bool> {
    let mut search = Search {
        by_key: entries.iter().enumerate().map(|(i, e)| (e.key, i)).collect(),
        proved: vec![false; entries.len()],
        reached: Vec::new(),
        entries,
        fps: Footprints::default(),
        links: Vec::new(),
        waiting: BTreeMap::new(),
        cheapest: FxHashMap::default(),
        states: 0,
        cut: false,
    };
    let state = Rc::new(State {
        machine: start.clone(),
        class: ClassName::default(),
        link: u32::MAX,
        depth: 0,
    });
    let mut enabled = Vec::new();
    start.enabled(&mut enabled);
    search.offer(&state, None, &enabled, (0, 0));
    if search.waiting.is_empty() {
        // Nothing can move: the empty schedule is the only one.
        return vec![true; search.entries.len()];
    }
    while let Some((level, items)) = search.waiting.pop_first() {
        for (state, choice) in items {
            let enough = search.states >= bounds.states || control.cancelled();
            if enough {
                return search.proved;
            }
            search.run(&state, choice, level, bounds);
            search.states += 1;
        }
        // Other alternatives of a thread that goes on cost nothing: the level is not over.
        if search.waiting.contains_key(&level) {
            continue;
        }
        // What is dearer was not looked at yet: the best of this level is the best of all. Unless
        // something cheaper was too long to look at.
        for (entry, _) in std::mem::take(&mut search.reached) {
            search.proved[entry] = !search.cut || bounds.depth_is_sure;
        }
        if search.proved.iter().all(|proved| *proved) {
            break;
        }
    }
    search.proved
}

impl<S: System> Search<'_, S> {
    /// The level above which nothing is of use: all that is still sought has been reached there.
    fn useful(&self, level: Level) -> bool {
        let mut sought = self.entries.iter().zip(&self.proved);
        sought.any(|(entry, proved)| !proved && level <= (entry.cost.0, entry.cost.1))
    }

    /// Puts off each switch that is possible at a state; `running` is the thread that came there.
    fn offer(&mut self, state: &Rc<State<S>>, running: Option<Tid>, enabled: &[Tid], level: Level) {
        for tid in enabled.iter().copied().filter(|tid| Some(*tid) != running) {
            for alt in 0..state.machine.alternatives(tid) {
                self.put_off(state, Choice { tid, alt }, level);
            }
        }
    }

    fn put_off(&mut self, state: &Rc<State<S>>, choice: Choice, level: Level) {
        if self.is_cheapest(state.class.get(), choice, level) {
            let items = self.waiting.entry(level).or_default();
            items.push((state.clone(), choice));
        }
    }

    /// Whether no way as cheap is known into this state; notes this one if so.
    fn is_cheapest(&mut self, class: u64, choice: Choice, level: Level) -> bool {
        let known = self.cheapest.entry((mix(class), choice)).or_insert((u32::MAX, 0));
        let better = level < *known;
        if better {
            *known = level;
        }
        better
    }

    /// Lets a thread go on from a state until it cannot, or has been seen to from there on.
    fn run(&mut self, state: &State<S>, choice: Choice, level: Level, bounds: &Bounds) {
        if self.cheapest.get(&(mix(state.class.get()), choice)).is_some_and(|l| *l < level) {
            return;
        }
        let mut machine = state.machine.clone();
        let mut class = state.class.clone();
        let (mut link, mut depth, mut choice) = (state.link, state.depth, choice);
        let mut footprint = Footprint::new();
        let mut enabled = Vec::new();
        loop {
            footprint.clear();
            machine.step(choice, &mut footprint);
            let fp = self.fps.intern(&footprint);
            class.add(&self.fps, Move { choice, fp });
            self.links.push(Link { before: link, choice });
            link = self.links.len() as u32 - 1;
            depth += 1;
            enabled.clear();
            machine.enabled(&mut enabled);
            if enabled.is_empty() {
                self.reach(machine.outcome_key(), (level.0, level.1, depth as u32), link);
                return;
            }
            if depth >= bounds.depth {
                self.cut = true;
                return;
            }
            let tid = choice.tid;
            let goes_on = enabled.contains(&tid);
            let alts = if goes_on { machine.alternatives(tid) } else { 1 };
            let next = (level.0 + u32::from(goes_on), level.1 + 1);
            let switches = enabled.len() > usize::from(goes_on) && self.useful(next);
            if switches || alts > 1 {
                let here =
                    Rc::new(State { machine: machine.clone(), class: class.clone(), link, depth });
                if switches {
                    self.offer(&here, Some(tid), &enabled, next);
                }
                for alt in 1..alts {
                    self.put_off(&here, Choice { tid, alt }, level);
                }
            }
            choice = Choice::of(tid);
            if !goes_on || !self.is_cheapest(class.get(), choice, level) {
                return;
            }
            self.states += 1;
        }
    }

    /// Takes a schedule that ends in the outcome with `key`, if it is shorter than the known one.
    fn reach(&mut self, key: u64, cost: Cost, link: u32) {
        // An outcome that the main search has not met: it is incomplete and says so.
        let Some(&at) = self.by_key.get(&key) else {
            return;
        };
        if self.proved[at] {
            return;
        }
        let entry = &mut self.entries[at];
        // Of equals the first met here stands, not the one that the main search happened to meet.
        let earlier = self.reached.iter_mut().find(|(reached, _)| *reached == at);
        let new = earlier.as_ref().is_none_or(|(_, best)| cost < *best);
        if new && cost <= entry.cost {
            entry.cost = cost;
            entry.choices.clear();
            let mut link = link;
            while let Some(Link { before, choice }) = self.links.get(link as usize) {
                entry.choices.push(*choice);
                link = *before;
            }
            entry.choices.reverse();
        }
        match earlier {
            Some((_, best)) => *best = cost.min(*best),
            None => self.reached.push((at, cost)),
        }
    }
}
