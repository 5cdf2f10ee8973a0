//! Optimal DPOR: one execution for each class of interleavings, none in vain (Abdulla, Aronis,
//! Jonsson, Sagonas: "Source Sets: A Foundation for Optimal Dynamic Partial Order Reduction").
//!
//! Where source-DPOR remembers which thread to try, this remembers the whole sequence that leads
//! into the new class, so that no execution ends asleep. Races are looked at when an execution is
//! complete. A [`Subtree`] is one depth-first search; several make up a parallel search.

use std::sync::atomic::{AtomicBool, Ordering};

use super::share_done;
use crate::footprints::{Footprints, Move};
use crate::path::Path;
use crate::report::Stop;
use crate::system::{Choice, System};
use crate::tally::Tally;
use crate::threads::ThreadSet;
use crate::wakeup::{Arena, EMPTY, Tree};

/// What is known of one state of the current execution.
#[derive(Default)]
pub(crate) struct Frame {
    /// Moves whose continuations are seen elsewhere: inherited ones, and those begun here.
    pub sleep: Vec<Move>,
    /// The sequences to begin here; for a state that is shared with other searches, those that this
    /// one has asked for.
    pub tree: Tree,
    /// How many moves were begun here.
    pub begun: u32,
}

/// The states of the current execution and the sequences waiting at each.
pub(crate) struct Plan {
    pub frames: Vec<Frame>,
    pub arena: Arena,
    /// States above this depth are shared: what is added there is logged too.
    pub owned_from: usize,
    /// Sequences added to shared states: depth and sequence.
    pub log: Vec<(usize, Vec<Move>)>,
    sequence: Vec<Move>,
    asleep: Vec<Move>,
}

/// A depth-first search below one state.
pub(crate) struct Subtree<S> {
    pub path: Path<S>,
    pub plan: Plan,
    pub tally: Tally,
    /// The move that leads from the last shared state into this subtree, until it is made.
    pub entry: Option<(Choice, Tree)>,
    pub finished: bool,
}

/// How far a subtree may go before it reports.
#[derive(Copy, Clone)]
pub(crate) struct Quota {
    pub executions: u64,
    pub transitions: u64,
    pub depth: usize,
}

impl Plan {
    pub fn new(frames: Vec<Frame>, arena: Arena, owned_from: usize) -> Self {
        Plan {
            frames,
            arena,
            owned_from,
            log: Vec::new(),
            sequence: Vec::new(),
            asleep: Vec::new(),
        }
    }

    /// Sees to it that the race of two events is explored the other way round too.
    fn reverse<S: System>(&mut self, path: &mut Path<S>, first: usize, second: usize, end: usize) {
        // The common case, without building the sequence: something that was begun there already
        // begins it. It does if no event behind `first` must come before it.
        let asleep = |s: &Move| {
            let later = &path.trail.events()[first + 1..end];
            later
                .iter()
                .find(|e| e.choice.tid == s.choice.tid)
                .is_some_and(|e| e.choice == s.choice && e.newest_cause as usize <= first)
        };
        if self.frames[first].sleep.iter().any(asleep) {
            return;
        }
        let mut sequence = std::mem::take(&mut self.sequence);
        if path.reversal(first, second, end, &mut sequence) {
            self.add(&path.fps, first, &mut sequence);
        }
        self.sequence = sequence;
    }

    /// Sees to it that the other alternatives of the event at `pos` are explored too, behind all
    /// that does not depend on it: they may depend on what this one does not.
    fn vary<S: System>(&mut self, path: &mut Path<S>, pos: usize) {
        let event = *path.trail.event(pos);
        for alt in (0..event.alts).filter(|alt| *alt != event.choice.alt) {
            let mut sequence = std::mem::take(&mut self.sequence);
            if path.other_alternative(pos, alt, &mut sequence) {
                self.add(&path.fps, pos, &mut sequence);
            }
            self.sequence = sequence;
        }
    }

    fn add(&mut self, fps: &Footprints, depth: usize, sequence: &mut Vec<Move>) {
        let frame = &mut self.frames[depth];
        if frame.sleep.iter().any(|s| fps.is_weak_initial(*s, sequence)) {
            return;
        }
        let copy = (depth < self.owned_from).then(|| sequence.clone());
        self.asleep.clone_from(&frame.sleep);
        if self.arena.insert(fps, &mut frame.tree, sequence, &mut self.asleep)
            && let Some(copy) = copy
        {
            self.log.push((depth, copy));
        }
    }
}

impl<S: System> Subtree<S> {
    /// The whole search.
    pub fn whole(start: &S, depth_limit: usize) -> Self {
        let frame = Frame { tree: EMPTY, ..Frame::default() };
        let mut subtree = Subtree {
            path: Path::new(start.clone()),
            plan: Plan::new(vec![frame], Arena::default(), 0),
            tally: Tally::default(),
            entry: None,
            finished: false,
        };
        subtree.arrive(depth_limit);
        subtree
    }

    /// About how many bytes the subtree holds.
    pub fn bytes(&self) -> usize {
        self.path.bytes() + self.plan.arena.bytes()
    }

    /// The share of the subtree that is done, judging by the branches known.
    pub fn share(&self) -> f64 {
        let depth = self.path.depth();
        share_done((self.plan.owned_from..=depth).map(|at| {
            let frame = &self.plan.frames[at];
            let begun = frame.begun as usize;
            let done = begun.saturating_sub(usize::from(at < depth));
            (done, begun + self.plan.arena.roots(frame.tree).count())
        }))
    }

    /// Searches until the subtree or the quota is used up, or `cancel` is set.
    pub fn run(&mut self, quota: Quota, cancel: Option<&AtomicBool>) {
        let enough = self.path.executed + quota.transitions;
        if quota.executions == 0 {
            return;
        }
        if let Some((choice, tree)) = self.entry.take() {
            // Nobody has looked at the state that the branch begins at.
            self.path.restore();
            if self.path.machine().passes_time() {
                self.look_at_pending();
            }
            let depth = self.path.depth();
            self.descend(choice, tree, depth, quota.depth);
        }
        loop {
            let depth = self.path.depth();
            let frame = &mut self.plan.frames[depth];
            if let Some((step, tree)) = self.plan.arena.take_first(&mut frame.tree) {
                if self.tally.executions + self.tally.blocked >= quota.executions
                    || !self.tally.wanted.is_empty()
                    || self.path.executed >= enough
                    || cancel.is_some_and(|flag| flag.load(Ordering::Relaxed))
                {
                    // Not begun after all: put back as it was.
                    self.plan.arena.put_first(&mut frame.tree, step, tree);
                    return;
                }
                self.descend(step.choice, tree, depth, quota.depth);
            } else if depth == self.plan.owned_from {
                self.finished = true;
                return;
            } else {
                self.path.retreat(depth - 1);
            }
        }
    }

    /// Makes a move that waits at `depth`, and goes on to the end of an execution.
    fn descend(&mut self, choice: Choice, tree: Tree, depth: usize, depth_limit: usize) {
        self.go(choice, tree, depth);
        self.arrive(depth_limit);
    }

    fn go(&mut self, choice: Choice, tree: Tree, depth: usize) {
        let step = self.path.advance(choice);
        let frames = &mut self.plan.frames;
        if frames.len() == depth + 1 {
            frames.push(Frame::default());
        }
        let (above, below) = frames.split_at_mut(depth + 1);
        let (frame, child) = (&mut above[depth], &mut below[0]);
        let fps = &self.path.fps;
        child.sleep.clear();
        child.sleep.extend(frame.sleep.iter().filter(|m| !fps.dependent(**m, step)));
        child.tree = tree;
        child.begun = 0;
        frame.sleep.push(step);
        frame.begun += 1;
    }

    /// From a state just reached: along the waiting sequence, then wherever the lowest thread that
    /// is awake leads, to the end of the execution and its races.
    fn arrive(&mut self, depth_limit: usize) {
        loop {
            let depth = self.path.depth();
            let enabled = self.path.enter();
            if self.path.too_many_threads {
                self.tally.cut(Stop::Threads);
                return;
            }
            if enabled.is_empty() {
                self.tally.record(&self.path.trail, self.path.machine());
                self.look_at_races();
                return;
            }
            if depth >= depth_limit {
                self.tally.cut(Stop::Depth);
                self.look_at_races();
                return;
            }
            if self.path.machine().passes_time() {
                self.look_at_pending();
            }
            let frame = &mut self.plan.frames[depth];
            let (choice, tree) = match self.plan.arena.take_first(&mut frame.tree) {
                Some((step, tree)) => (step.choice, tree),
                None => match self.first_awake(depth, enabled) {
                    Some(choice) => (choice, EMPTY),
                    None => {
                        self.tally.blocked += 1;
                        return;
                    }
                },
            };
            self.go(choice, tree, depth);
        }
    }

    /// The lowest thread that is not asleep, with its lowest alternative that is not.
    fn first_awake(&self, depth: usize, enabled: ThreadSet) -> Option<Choice> {
        let sleep = &self.plan.frames[depth].sleep;
        enabled.iter().find_map(|tid| {
            let choice = Choice::of(tid);
            if sleep.iter().all(|s| s.choice != choice) {
                return Some(choice);
            }
            (1..self.path.machine().alternatives(tid))
                .map(|alt| Choice { tid, alt })
                .find(|choice| sleep.iter().all(|s| s.choice != *choice))
        })
    }

    /// Plans the reversals of all races of the execution just completed.
    fn look_at_races(&mut self) {
        let Subtree { path, plan, .. } = self;
        let end = path.depth();
        for pos in 0..end {
            for i in 0..path.trail.races(pos).len() {
                let first = path.trail.races(pos)[i] as usize;
                plan.reverse(path, first, pos, end);
            }
            if path.trail.event(pos).alts > 1 {
                plan.vary(path, pos);
            }
        }
        self.look_at_pending();
    }

    /// Plans the reversals of all races of what blocked threads wait to do.
    fn look_at_pending(&mut self) {
        let Subtree { path, plan, .. } = self;
        path.each_pending(|path, pos| {
            for i in 0..path.trail.races(pos).len() {
                let first = path.trail.races(pos)[i] as usize;
                plan.reverse(path, first, pos, pos);
            }
        });
    }
}
