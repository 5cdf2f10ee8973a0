//! Executions drawn at random, for programs too large to exhaust: random walk, PCT and uniform
//! random walk.
//!
//! Each execution has random numbers of its own, from the seed and its number, so that the samples
//! do not depend on who draws them. How much was seen is estimated from how often the samples fell
//! into the same class.

use rustc_hash::FxHashMap;

use super::Found;
use crate::class::{ClassName, mix};
use crate::footprints::{Footprints, Move};
use crate::meter::Meter;
use crate::options::Strategy;
use crate::report::{Estimate, Stop};
use crate::system::{Choice, Footprint, System, Tid};
use crate::tally::Tally;
use crate::workers::each;

/// How many executions are drawn where no bound is given.
const DEFAULT_EXECUTIONS: u64 = 10_000;
/// How many executions one batch draws; batches are handed to workers.
const BATCH: u64 = 64;
/// How many batches are drawn between two looks at the limits.
const BATCHES: usize = 16;

/// What one look at the program tells about its size.
struct Profile {
    /// Events of each thread.
    lengths: Vec<u64>,
    /// The thread that started each thread; itself for those there from the beginning.
    parents: Vec<Tid>,
    /// Events in all.
    length: u64,
}

/// Random numbers: splitmix64.
struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number below `n`, which is not 0.
    fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(n)) >> 64) as u64
    }
}

/// How the next thread is picked in one execution.
enum Picker<'p> {
    Random,
    Pct {
        /// Each thread's priority, given when it is first seen.
        priorities: Vec<u64>,
        /// The transitions before which the thread about to move drops, and how far; the next last.
        drops: Vec<(u64, u64)>,
    },
    Uniform {
        profile: &'p Profile,
        /// What each thread has still to do.
        left: Vec<u64>,
        /// What the threads that it will start have to do.
        unborn: Vec<u64>,
        born: Vec<bool>,
    },
}

/// One batch of executions.
struct Batch<S> {
    machine: S,
    fps: Footprints,
    tally: Tally,
    classes: Vec<u64>,
    executed: u64,
}

/// Draws executions until a limit is met.
pub(crate) fn search<S: System>(
    start: &S,
    strategy: Strategy,
    workers: usize,
    meter: &mut Meter,
) -> Found {
    let profile = profile(start, meter.limits.depth);
    if meter.limits.executions == u64::MAX {
        meter.limits.executions = DEFAULT_EXECUTIONS;
    }
    let (wanted, depth) = (meter.limits.executions, meter.limits.depth);
    let mut tally = Tally::default();
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    let (mut drawn, mut executed) = (0, 0);
    let mut batches: Vec<Batch<S>> = Vec::new();
    let stopped = loop {
        let ranges: Vec<(u64, u64)> = (0..BATCHES as u64)
            .map(|i| {
                let from = (drawn + i * BATCH).min(wanted);
                (from, (from + BATCH).min(wanted))
            })
            .collect();
        drawn = (drawn + BATCHES as u64 * BATCH).min(wanted);
        while batches.len() < ranges.len() {
            batches.push(Batch {
                machine: start.clone(),
                fps: Footprints::default(),
                tally: Tally::default(),
                classes: Vec::new(),
                executed: 0,
            });
        }
        each(workers, &mut batches, &|i, batch: &mut Batch<S>| {
            for number in ranges[i].0..ranges[i].1 {
                batch.draw(start, strategy, number, &profile, depth);
            }
        });
        for batch in &mut batches {
            tally.absorb(&mut batch.tally);
            executed += std::mem::take(&mut batch.executed);
            for class in batch.classes.drain(..) {
                *seen.entry(class).or_default() += 1;
            }
        }
        let bytes = || seen.len() * 16;
        if let Some(stopped) = meter.spent(&tally, executed, bytes, || None) {
            break stopped;
        }
        if drawn >= wanted {
            // Executions that were cut do not count, but they were drawn.
            break Stop::Executions;
        }
    };
    let mut estimate = estimate(&seen);
    if let Strategy::Pct { depth, .. } = strategy {
        let drops = i32::try_from(depth.saturating_sub(1)).unwrap_or(i32::MAX);
        let threads = profile.lengths.len().max(1) as f64;
        let chance = 1.0 / (threads * (profile.length.max(1) as f64).powi(drops));
        let missed = (1.0 - chance).powf(tally.executions as f64);
        estimate.depth_bug_chance = Some(1.0 - missed);
    }
    let stopped = match stopped {
        Stop::Executions => Stop::Sampling,
        other => other,
    };
    Found { tally, stopped: Some(stopped), executed, memory: meter.memory, estimate }
}

/// About how many classes there are (Chao1: from those seen once and twice), and the share seen.
fn estimate(seen: &FxHashMap<u64, u32>) -> Estimate {
    let classes = seen.len() as f64;
    let once = seen.values().filter(|n| **n == 1).count() as f64;
    let twice = seen.values().filter(|n| **n == 2).count() as f64;
    let unseen = if twice > 0.0 { once * once / (2.0 * twice) } else { once * (once - 1.0) / 2.0 };
    let total = classes + unseen;
    Estimate {
        // Even where every class was seen more than once, nothing is proved.
        share: (total > 0.0).then(|| (classes / total).min(0.99)),
        total: Some(total),
        classes: Some(seen.len() as u64),
        depth_bug_chance: None,
    }
}

/// Runs the program once without preemptions.
fn profile<S: System>(start: &S, depth: usize) -> Profile {
    let mut machine = start.clone();
    let mut profile = Profile { lengths: Vec::new(), parents: Vec::new(), length: 0 };
    let (mut tids, mut footprint) = (Vec::new(), Footprint::new());
    let mut running: Option<Tid> = None;
    loop {
        tids.clear();
        machine.enabled(&mut tids);
        let enabled = tids.len();
        machine.blocked(&mut tids);
        for &tid in &tids {
            while profile.lengths.len() <= tid as usize {
                let parent = running.unwrap_or(profile.lengths.len() as Tid);
                profile.lengths.push(0);
                profile.parents.push(parent);
            }
        }
        tids.truncate(enabled);
        let next = running.filter(|tid| tids.contains(tid)).or(tids.first().copied());
        let Some(tid) = next.filter(|_| profile.length < depth as u64) else {
            return profile;
        };
        footprint.clear();
        machine.step(Choice::of(tid), &mut footprint);
        profile.lengths[tid as usize] += 1;
        profile.length += 1;
        running = Some(tid);
    }
}

impl<S: System> Batch<S> {
    fn draw(
        &mut self,
        start: &S,
        strategy: Strategy,
        number: u64,
        profile: &Profile,
        depth: usize,
    ) {
        let (mut rng, mut picker) = Picker::new(strategy, number, profile);
        self.machine.clone_from(start);
        let mut class = ClassName::default();
        let mut choices: Vec<Choice> = Vec::new();
        let (mut enabled, mut footprint) = (Vec::new(), Footprint::new());
        let (mut preemptions, mut switches) = (0, 0);
        loop {
            enabled.clear();
            self.machine.enabled(&mut enabled);
            if enabled.is_empty() {
                let cost = (preemptions, switches, choices.len() as u32);
                let moves = || choices.iter().copied();
                self.tally.record_run(cost, choices.len(), moves, &self.machine);
                self.classes.push(class.get());
                return;
            }
            if choices.len() >= depth {
                self.tally.cut(Stop::Depth);
                return;
            }
            let tid = picker.pick(&enabled, choices.len() as u64, &mut rng);
            let alts = self.machine.alternatives(tid);
            let alt = if alts > 1 { rng.below(alts.into()) as u32 } else { 0 };
            let choice = Choice { tid, alt };
            if let Some(last) = choices.last()
                && last.tid != tid
            {
                switches += 1;
                preemptions += u32::from(enabled.contains(&last.tid));
            }
            footprint.clear();
            self.machine.step(choice, &mut footprint);
            self.executed += 1;
            let fp = self.fps.intern(&footprint);
            class.add(&self.fps, Move { choice, fp });
            choices.push(choice);
        }
    }
}

impl<'p> Picker<'p> {
    fn new(strategy: Strategy, number: u64, profile: &'p Profile) -> (Rng, Self) {
        let stream = |seed: u64| Rng(mix(seed ^ mix(number)));
        match strategy {
            Strategy::Pct { seed, depth } => {
                let mut rng = stream(seed);
                let mut drops: Vec<(u64, u64)> = (1..u64::from(depth))
                    .map(|rank| (rng.below(profile.length.max(1)), rank))
                    .collect();
                drops.sort_by_key(|drop| std::cmp::Reverse(*drop));
                let priorities = Vec::new();
                (rng, Picker::Pct { priorities, drops })
            }
            Strategy::Uniform { seed } => {
                let n = profile.lengths.len();
                let mut unborn = vec![0; n];
                let mut born = vec![true; n];
                // Children come after their parents, so their own sums are complete.
                for tid in (0..n).rev() {
                    let parent = profile.parents[tid] as usize;
                    if parent != tid {
                        born[tid] = false;
                        unborn[parent] += profile.lengths[tid] + unborn[tid];
                    }
                }
                let left = profile.lengths.clone();
                let picker = Picker::Uniform { profile, left, unborn, born };
                (stream(seed), picker)
            }
            Strategy::Random { seed } => (stream(seed), Picker::Random),
            // The others do not sample.
            _ => (stream(0), Picker::Random),
        }
    }

    /// Picks one of the enabled threads for transition number `step`.
    fn pick(&mut self, enabled: &[Tid], step: u64, rng: &mut Rng) -> Tid {
        match self {
            Picker::Random => enabled[rng.below(enabled.len() as u64) as usize],
            Picker::Pct { priorities, drops } => {
                let mut best = |priorities: &mut Vec<u64>| {
                    for tid in enabled {
                        while priorities.len() <= *tid as usize {
                            // Above every rank that a drop gives.
                            priorities.push(rng.next() | 1 << 63);
                        }
                    }
                    let priority = |tid: &&Tid| priorities[**tid as usize];
                    enabled.iter().max_by_key(priority).copied()
                };
                let mut tid = best(priorities);
                while let (Some(top), Some((at, rank))) = (tid, drops.last().copied())
                    && at <= step
                {
                    drops.pop();
                    priorities[top as usize] = rank;
                    tid = best(priorities);
                }
                tid.unwrap_or(enabled[0])
            }
            Picker::Uniform { profile, left, unborn, born } => {
                for tid in enabled.iter().map(|tid| *tid as usize) {
                    if tid < born.len() && !born[tid] {
                        born[tid] = true;
                        let parent = profile.parents[tid] as usize;
                        unborn[parent] -= profile.lengths[tid] + unborn[tid];
                    }
                }
                let weight = |tid: &Tid| {
                    let tid = *tid as usize;
                    let own = left.get(tid).copied().unwrap_or(0);
                    // A thread that outlives its profile still gets its turn.
                    (own + unborn.get(tid).copied().unwrap_or(0)).max(1)
                };
                let mut at = rng.below(enabled.iter().map(weight).sum());
                let mut picked = enabled[0];
                for tid in enabled {
                    picked = *tid;
                    match at.checked_sub(weight(tid)) {
                        Some(rest) => at = rest,
                        None => break,
                    }
                }
                if let Some(left) = left.get_mut(picked as usize) {
                    *left = left.saturating_sub(1);
                }
                picked
            }
        }
    }
}
