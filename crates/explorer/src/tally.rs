//! Counts executions and keeps, for each distinct outcome, the best schedules seen.

use rustc_hash::FxHashMap;

use crate::report::Stop;
use crate::system::{Choice, Outcome, OutcomeKind, System};
use crate::trail::Trail;

/// What makes one schedule shorter than another: preemptions, switches, transitions.
pub(crate) type Cost = (u32, u32, u32);

/// How many executions are kept of each outcome.
const KEPT: usize = 8;

/// One execution of an outcome.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    pub cost: Cost,
    pub choices: Vec<Choice>,
}

/// One distinct outcome.
#[derive(Clone)]
pub(crate) struct Entry {
    pub key: u64,
    pub outcome: Outcome,
    pub executions: u64,
    /// The first few of its executions in order of cost, whatever order they were met in.
    pub runs: Vec<Run>,
}

impl Entry {
    /// The shortest schedule known.
    pub fn best(&self) -> &Run {
        &self.runs[0]
    }

    /// Whether no execution of the outcome was left out.
    pub fn has_all(&self) -> bool {
        self.runs.len() as u64 == self.executions
    }

    /// Keeps an execution if it is among the shortest.
    fn keep<I: Iterator<Item = Choice>>(&mut self, cost: Cost, choices: impl Fn() -> I) {
        let before = |run: &Run| {
            run.cost.cmp(&cost).then_with(|| run.choices.iter().copied().cmp(choices())).is_lt()
        };
        let at = self.runs.partition_point(before);
        let known = self.runs.get(at).is_some_and(|run| run.choices.iter().copied().eq(choices()));
        if at < KEPT && !known {
            self.runs.truncate(KEPT - 1);
            self.runs.insert(at, Run { cost, choices: choices().collect() });
        }
    }
}

/// The counts. Entries stand in order of first occurrence; the map is only looked up.
#[derive(Default)]
pub(crate) struct Tally {
    pub entries: Vec<Entry>,
    by_key: FxHashMap<u64, usize>,
    pub executions: u64,
    pub blocked: u64,
    pub transitions: u64,
    pub deepest: usize,
    /// The first reason, in order of severity, for which something may be missing.
    pub cut: Option<Stop>,
    /// Locations that the machine has to stop at.
    pub wanted: Vec<u64>,
    /// Some execution went as the seed says.
    pub seeded: bool,
}

impl Tally {
    /// Counts the execution that `trail` describes and `machine` stands at the end of.
    pub fn record<S: System>(&mut self, trail: &Trail, machine: &S) {
        let cost = trail
            .events()
            .last()
            .map_or((0, 0, 0), |last| (last.preemptions, last.switches, trail.len() as u32));
        let choices = || trail.events().iter().map(|e| e.choice);
        self.want(&trail.wanted);
        self.record_run(cost, trail.len(), choices, machine);
    }

    /// Counts an execution of the given cost.
    pub fn record_run<S: System, I: Iterator<Item = Choice>>(
        &mut self,
        cost: Cost,
        length: usize,
        choices: impl Fn() -> I,
        machine: &S,
    ) {
        self.executions += 1;
        self.transitions += length as u64;
        self.deepest = self.deepest.max(length);
        self.want(machine.wanted().as_slice());
        self.seeded |= machine.is_seeded();
        let key = machine.outcome_key();
        match self.by_key.get(&key) {
            Some(&at) => {
                let entry = &mut self.entries[at];
                entry.executions += 1;
                entry.keep(cost, choices);
            }
            None => {
                let outcome = machine.outcome();
                if outcome.kind == OutcomeKind::Budget {
                    self.cut(Stop::Budget);
                }
                self.by_key.insert(key, self.entries.len());
                self.entries.push(Entry {
                    key,
                    outcome,
                    executions: 1,
                    runs: vec![Run { cost, choices: choices().collect() }],
                });
            }
        }
    }

    /// Notes locations that the machine has to stop at.
    pub fn want(&mut self, locations: &[u64]) {
        for location in locations {
            if !self.wanted.contains(location) {
                self.wanted.push(*location);
            }
        }
    }

    /// Notes that something may be missing.
    pub fn cut(&mut self, why: Stop) {
        self.cut = Some(self.cut.map_or(why, |old| old.min(why)));
    }

    /// Adds what a later part of the same search counted, and empties it.
    pub fn absorb(&mut self, other: &mut Tally) {
        self.executions += std::mem::take(&mut other.executions);
        self.blocked += std::mem::take(&mut other.blocked);
        self.transitions += std::mem::take(&mut other.transitions);
        self.deepest = self.deepest.max(other.deepest);
        if let Some(why) = other.cut {
            self.cut(why);
        }
        self.want(&std::mem::take(&mut other.wanted));
        self.seeded |= other.seeded;
        other.by_key.clear();
        for entry in other.entries.drain(..) {
            match self.by_key.get(&entry.key) {
                Some(&at) => {
                    let mine = &mut self.entries[at];
                    mine.executions += entry.executions;
                    for Run { cost, choices } in entry.runs {
                        mine.keep(cost, || choices.iter().copied());
                    }
                }
                None => {
                    self.by_key.insert(entry.key, self.entries.len());
                    self.entries.push(entry);
                }
            }
        }
    }
}
