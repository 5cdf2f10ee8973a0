//! The shortest schedule for each outcome: fewest preemptions, then switches, then transitions.
//!
//! A search by cost: all schedules with no preemption and no switch, then those with one switch,
//! and so on, so that the first one met that ends in an outcome is the shortest for it, proved. Two
//! ways into the same class of beginnings with the same thread at work are one state, which keeps
//! the number of states far below that of schedules.
//!
//! Where the bound on states is met first, the executions that the main search has kept of the
//! outcome are looked at one by one: the same search, but only through the orders that the events
//! of that execution can be brought into. If those are all the classes there are of the outcome,
//! the shortest is proved too.

use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::class::{ClassName, mix};
use crate::footprints::{Footprints, Move};
use crate::options::Control;
use crate::order::{Done, Order, run_of};
use crate::system::{AccessKind, Choice, Footprint, System, Tid};
use crate::tally::{Cost, Entry, Run};

/// How far the search may go.
pub(crate) struct Bounds {
    pub states: usize,
    /// The longest schedule looked at.
    pub depth: usize,
    /// Whether no schedule is longer than that.
    pub depth_is_sure: bool,
    /// Whether each class of executions was met, and recorded, at least once.
    pub one_run_a_class: bool,
}

/// The fewest states that are spent on the orders of one outcome's executions.
const ORDER_STATES: usize = 1000;

/// A machine and how it came there.
struct State<S> {
    machine: S,
    class: ClassName,
    link: u32,
    depth: usize,
    /// Where only the orders of one execution are looked at: how much of it was made.
    done: Done,
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

/// What a search is after: an outcome and the shortest schedule known for it.
struct Goal {
    key: u64,
    best: Run,
    proved: bool,
}

struct Search<'a, S> {
    goals: &'a mut [Goal],
    by_key: FxHashMap<u64, usize>,
    /// The execution whose orders are looked at; all schedules if there is none.
    order: Option<&'a Order>,
    /// Goals reached at the level at work, and at what cost.
    reached: Vec<(usize, Cost)>,
    fps: Footprints,
    links: Vec<Link>,
    waiting: BTreeMap<Level, Vec<Item<S>>>,
    /// The cheapest way known into a state: its class and the move about to be made.
    cheapest: FxHashMap<(u64, Choice), Level>,
    states: usize,
    cut: bool,
}

/// For each entry the shortest schedule that can be found, and whether it is proved to be that.
pub(crate) fn shorten<S: System>(
    start: &S,
    entries: &[Entry],
    bounds: &Bounds,
    control: &Control,
) -> Vec<(Run, bool)> {
    let mut goals: Vec<Goal> = entries
        .iter()
        .map(|entry| Goal { key: entry.key, best: entry.best().clone(), proved: false })
        .collect();
    if bounds.states > 0 && !control.cancelled() {
        Search::new(&mut goals, None).run(start, bounds, control);
        let left = goals.iter().filter(|goal| !goal.proved).count().max(1);
        let bounds = Bounds { states: (bounds.states / left).max(ORDER_STATES), ..*bounds };
        for (entry, goal) in entries.iter().zip(&mut goals) {
            if !goal.proved && !control.cancelled() {
                shorten_by_order(start, entry, goal, &bounds, control);
            }
        }
    }
    goals.into_iter().map(|goal| (goal.best, goal.proved)).collect()
}

/// Looks through the orders of the executions that are known of one outcome.
fn shorten_by_order<S: System>(
    start: &S,
    entry: &Entry,
    goal: &mut Goal,
    bounds: &Bounds,
    control: &Control,
) {
    let orders: Vec<Order> = entry.runs.iter().map(|r| Order::of(start, &r.choices)).collect();
    for order in &orders {
        if let Some(run) = run_of(start, order.with_few_switches())
            && run < goal.best
        {
            goal.best = run;
        }
    }
    let mut all = bounds.one_run_a_class && entry.has_all();
    let mut states = bounds.states;
    for order in &orders {
        goal.proved = false;
        let mut search = Search::new(std::slice::from_mut(goal), Some(order));
        let seen_all = search.run(start, &Bounds { states, ..*bounds }, control);
        states = states.saturating_sub(search.states);
        all &= seen_all;
    }
    goal.proved = all;
}

impl<'a, S: System> Search<'a, S> {
    fn new(goals: &'a mut [Goal], order: Option<&'a Order>) -> Self {
        Search {
            by_key: goals.iter().enumerate().map(|(i, goal)| (goal.key, i)).collect(),
            goals,
            order,
            reached: Vec::new(),
            fps: Footprints::default(),
            links: Vec::new(),
            waiting: BTreeMap::new(),
            cheapest: FxHashMap::default(),
            states: 0,
            cut: false,
        }
    }

    /// Goes through the levels until every goal is proved, or nothing left can be shorter, or a
    /// bound is met: false then.
    fn run(&mut self, start: &S, bounds: &Bounds, control: &Control) -> bool {
        let state = Rc::new(State {
            machine: start.clone(),
            class: ClassName::default(),
            link: u32::MAX,
            depth: 0,
            done: self.order.map(Order::start).unwrap_or_default(),
        });
        let mut enabled = Vec::new();
        start.enabled(&mut enabled);
        self.offer(&state, None, &enabled, (0, 0));
        if enabled.is_empty() {
            // Nothing can move: the empty schedule is the only one.
            self.goals.iter_mut().for_each(|goal| goal.proved = true);
        }
        while let Some((level, items)) = self.waiting.pop_first() {
            for (state, choice) in items {
                if self.states >= bounds.states || control.cancelled() {
                    return false;
                }
                self.go_on(&state, choice, level, bounds);
                self.states += 1;
            }
            // Other alternatives of a thread that goes on cost nothing: the level is not over.
            if self.waiting.contains_key(&level) {
                continue;
            }
            // What is dearer was not looked at yet: the best of this level is the best of all.
            // Unless something cheaper was too long to look at.
            for (goal, _) in std::mem::take(&mut self.reached) {
                self.goals[goal].proved = !self.cut || bounds.depth_is_sure;
            }
            if self.goals.iter().all(|goal| goal.proved) {
                break;
            }
        }
        !self.cut || bounds.depth_is_sure
    }

    /// The level above which nothing is of use: all that is still sought has been reached there.
    fn useful(&self, level: Level) -> bool {
        let mut sought = self.goals.iter().filter(|goal| !goal.proved);
        sought.any(|goal| level <= (goal.best.cost.0, goal.best.cost.1))
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
        if self.allows(&state.done, choice) && self.is_cheapest(state.class.get(), choice, level) {
            let items = self.waiting.entry(level).or_default();
            items.push((state.clone(), choice));
        }
    }

    fn allows(&self, done: &Done, choice: Choice) -> bool {
        self.order.is_none_or(|order| order.allows(done, choice))
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
    fn go_on(&mut self, state: &State<S>, choice: Choice, level: Level, bounds: &Bounds) {
        if self.cheapest.get(&(mix(state.class.get()), choice)).is_some_and(|l| *l < level) {
            return;
        }
        let mut machine = state.machine.clone();
        let mut class = state.class.clone();
        let mut done = state.done.clone();
        let (mut link, mut depth, mut choice) = (state.link, state.depth, choice);
        let mut footprint = Footprint::new();
        let mut enabled = Vec::new();
        // The thread has done nothing since the switch that could not wait until it comes back.
        let mut idle = true;
        loop {
            footprint.clear();
            machine.step(choice, &mut footprint);
            let fp = self.fps.intern(&footprint);
            class.add(&self.fps, Move { choice, fp });
            self.links.push(Link { before: link, choice });
            link = self.links.len() as u32 - 1;
            depth += 1;
            if self.order.is_some() {
                done[choice.tid as usize] += 1;
            }
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
            idle &= footprint.accesses().iter().all(|a| a.kind == AccessKind::Acquire);
            // A thread that has only begun, or is about to do what commutes with all else, is not
            // taken off there: later or earlier is as good.
            let pointless = goes_on && (idle || machine.orders_only(tid));
            let switches = !pointless && enabled.len() > usize::from(goes_on) && self.useful(next);
            if switches || alts > 1 {
                let here = Rc::new(State {
                    machine: machine.clone(),
                    class: class.clone(),
                    link,
                    depth,
                    done: done.clone(),
                });
                if switches {
                    self.offer(&here, Some(tid), &enabled, next);
                }
                for alt in 1..alts {
                    self.put_off(&here, Choice { tid, alt }, level);
                }
            }
            choice = Choice::of(tid);
            if !goes_on
                || !self.allows(&done, choice)
                || !self.is_cheapest(class.get(), choice, level)
            {
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
        let goal = &mut self.goals[at];
        if goal.proved {
            return;
        }
        // Of equals the first met here stands, not the one that the main search happened to meet.
        let earlier = self.reached.iter_mut().find(|(reached, _)| *reached == at);
        let new = earlier.as_ref().is_none_or(|(_, best)| cost < *best);
        if new && cost <= goal.best.cost {
            goal.best.cost = cost;
            goal.best.choices.clear();
            let mut link = link;
            while let Some(Link { before, choice }) = self.links.get(link as usize) {
                goal.best.choices.push(*choice);
                link = *before;
            }
            goal.best.choices.reverse();
        }
        match earlier {
            Some((_, best)) => *best = cost.min(*best),
            None => self.reached.push((at, cost)),
        }
    }
}
