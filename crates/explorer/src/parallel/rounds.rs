//! Rounds: subtrees search side by side, then what they found is put together.

use std::sync::atomic::AtomicBool;

use super::node::{Carrier, Child, ChildState, Node, Nodes, Place};
use crate::footprints::Move;
use crate::strategy::optimal::{Quota, Subtree};
use crate::system::{Footprint, System};
use crate::tally::Tally;
use crate::threads::ThreadSet;
use crate::wakeup::{EMPTY, Tree};
use crate::workers::each;

/// How many subtrees are kept going where that is cheap, and at any price: enough to keep many
/// workers busy, and so many that little of the time lies between rounds, where all but one wait.
/// Not taken from the number of workers, because the result would depend on it.
const SUBTREES: usize = 256;
const AT_LEAST: usize = 128;

/// A running subtree and where it hangs.
struct Job<S> {
    place: Option<Place>,
    /// Made by the worker that runs it first, from what is planned.
    subtree: Option<Subtree<S>>,
    planned: Tree,
    /// Subtrees of earlier rounds that are done: freeing them is work to be shared as well.
    done: Vec<Subtree<S>>,
}

/// A search between two rounds.
pub(super) struct Rounds<'s, S> {
    start: &'s S,
    nodes: Nodes<S>,
    jobs: Vec<Job<S>>,
    /// Subtrees that the last round has finished.
    done: Vec<Subtree<S>>,
    pub tally: Tally,
    pub too_many_threads: bool,
    /// Transitions of subtrees that are gone, and of making nodes.
    executed: u64,
    depth_limit: usize,
}

impl<'s, S: System> Rounds<'s, S> {
    pub fn new(start: &'s S, depth_limit: usize) -> Self {
        Rounds {
            start,
            nodes: Nodes::new(),
            jobs: vec![Job {
                place: None,
                subtree: Some(Subtree::whole(start, depth_limit)),
                planned: EMPTY,
                done: Vec::new(),
            }],
            done: Vec::new(),
            tally: Tally::default(),
            too_many_threads: false,
            executed: 0,
            depth_limit,
        }
    }

    /// How many subtrees are running.
    pub fn jobs(&self) -> usize {
        self.jobs.len()
    }

    /// Whether nothing is left to do.
    pub fn is_finished(&self) -> bool {
        self.jobs.is_empty() && self.nodes.iter().next().is_none()
    }

    /// Transitions executed so far.
    pub fn executed(&self) -> u64 {
        let running = self.jobs.iter().filter_map(|job| job.subtree.as_ref());
        self.executed + running.map(|subtree| subtree.path.executed).sum::<u64>()
    }

    /// Lets every subtree search, sharing out the executions.
    pub fn round(
        &mut self,
        workers: usize,
        executions: u64,
        transitions: u64,
        cancel: Option<&AtomicBool>,
    ) {
        let count = self.jobs.len() as u64;
        let depth = self.depth_limit;
        for (i, subtree) in self.done.drain(..).enumerate() {
            self.jobs[i % count as usize].done.push(subtree);
        }
        let (nodes, start) = (&self.nodes, self.start);
        each(workers, &mut self.jobs, &|i, job: &mut Job<S>| {
            let more = u64::from((i as u64) < executions % count);
            let quota = Quota { executions: executions / count + more, transitions, depth };
            if let Some(place) = job.place
                && job.subtree.is_none()
            {
                job.subtree = Some(nodes.subtree(start, place, job.planned));
            }
            if let Some(subtree) = &mut job.subtree {
                subtree.run(quota, cancel);
            }
            job.done.clear();
        });
    }

    /// Puts together what the round brought.
    pub fn settle(&mut self) {
        for mut job in std::mem::take(&mut self.jobs) {
            self.nodes.arena.drop_tree(std::mem::replace(&mut job.planned, EMPTY));
            let Some(subtree) = &mut job.subtree else {
                continue;
            };
            let Subtree { path, plan, tally, .. } = subtree;
            self.too_many_threads |= path.too_many_threads;
            self.tally.absorb(tally);
            let mut carrier = Carrier::default();
            for (depth, sequence) in plan.log.drain(..) {
                let names = &mut self.nodes.fps;
                let carried = sequence.iter().map(|m| carrier.carry(*m, &path.fps, names));
                let sequence = carried.collect();
                let place = job.place.and_then(|place| self.nodes.above(place, depth));
                if let Some(place) = place {
                    self.nodes.plan(place, sequence);
                }
            }
            if subtree.finished {
                self.executed += path.executed;
                self.nodes.finish(job.place);
                self.done.extend(job.subtree);
            } else {
                self.jobs.push(job);
            }
        }
    }

    /// Makes waiting branches into subtrees until there are enough, the shallowest first. Branches
    /// with a planned continuation that something may still come to from the left are dear; so is
    /// taking branches from the subtrees that are under way.
    pub fn refill(&mut self) {
        while self.jobs.len() < SUBTREES {
            let mut cheap = Vec::new();
            let mut dear = Vec::new();
            for (at, node) in self.nodes.iter() {
                for (i, child) in node.children.iter().enumerate() {
                    if let ChildState::Waiting(tree) = child.state {
                        let free = tree == EMPTY || self.nodes.is_closed((at, i));
                        let list = if free { &mut cheap } else { &mut dear };
                        list.push((node.depth, at, i));
                    }
                }
            }
            cheap.sort_unstable();
            dear.sort_unstable();
            for (_, at, child) in cheap {
                if self.jobs.len() >= SUBTREES {
                    return;
                }
                self.begin((at, child));
            }
            for (_, at, child) in dear {
                if self.jobs.len() >= AT_LEAST {
                    return;
                }
                self.open((at, child));
            }
            if self.jobs.len() >= AT_LEAST || !self.split() {
                return;
            }
        }
    }

    /// Begins a waiting branch as a subtree, with all that is planned behind it.
    fn begin(&mut self, place: Place) {
        let child = &mut self.nodes.get_mut(place.0).children[place.1];
        if let ChildState::Waiting(tree) = child.state {
            child.state = ChildState::Free;
            let place = Some(place);
            self.jobs.push(Job { place, subtree: None, planned: tree, done: Vec::new() });
        }
    }

    /// Makes a waiting branch with a planned continuation into a node, and begins what is planned.
    fn open(&mut self, place: Place) {
        let (at, child) = place;
        let node = self.nodes.get(at);
        let Child { step, state } = node.children[child];
        let depth = node.depth + 1;
        let ChildState::Waiting(mut tree) = state else {
            return;
        };
        if tree == EMPTY {
            self.begin(place);
            return;
        }
        let mut machine = self.nodes.machine_at(self.start, at, &mut self.executed);
        let alts = machine.alternatives(step.choice.tid);
        machine.step(step.choice, &mut Footprint::new());
        self.executed += 1;
        let mut enabled = Vec::new();
        machine.enabled(&mut enabled);
        // With too many threads the search ends after this round and says so.
        let enabled = ThreadSet::of(&enabled).unwrap_or_else(|| {
            self.too_many_threads = true;
            ThreadSet::default()
        });
        let mut children = Vec::new();
        while let Some((step, below)) = self.nodes.arena.take_first(&mut tree) {
            let state = ChildState::Waiting(below);
            children.push(Child { step, state });
        }
        let fps = &self.nodes.fps;
        let left = self.nodes.get(at).sleep_of(child);
        let asleep = left.filter(|m| !fps.dependent(*m, step)).collect();
        let below = self.nodes.put(Node {
            parent: Some(place),
            depth,
            step: Some((step, alts)),
            enabled,
            asleep,
            children,
            machine: Some((depth, machine)),
            open_to_left: true,
        });
        self.nodes.get_mut(at).children[child].state = ChildState::Planned(below);
        self.open((below, 0));
    }

    /// Turns the topmost waiting branches of a subtree into those of a node; false if there are none.
    fn split(&mut self) -> bool {
        let topmost = |job: &Job<S>| -> Option<usize> {
            let Subtree { plan, path, .. } = job.subtree.as_ref()?;
            (plan.owned_from..=path.depth()).find(|d| plan.frames[*d].tree != EMPTY)
        };
        let found = self.jobs.iter().enumerate();
        let found = found.filter_map(|(i, job)| Some((topmost(job)?, i))).min();
        let Some((to, i)) = found else {
            return false;
        };
        self.share_states(i, to);
        // If the subtree stood at the state whose branches were taken, nothing is left of it.
        let left = |subtree: &Subtree<S>| to < subtree.path.depth();
        if !self.jobs[i].subtree.as_ref().is_some_and(left) {
            let gone = self.jobs.remove(i);
            self.executed += gone.subtree.as_ref().map_or(0, |subtree| subtree.path.executed);
            self.done.extend(gone.subtree);
        }
        true
    }

    /// Makes a subtree's own states down to depth `to` into nodes.
    fn share_states(&mut self, job: usize, to: usize) {
        let job = &mut self.jobs[job];
        let Some(Subtree { path, plan, .. }) = &mut job.subtree else {
            return;
        };
        let Nodes { arena, fps, .. } = &mut self.nodes;
        let mut carrier = Carrier::default();
        let mut made = Vec::new();
        for depth in plan.owned_from..=to {
            let frame = &plan.frames[depth];
            let mut rename = |m: Move| carrier.carry(m, &path.fps, fps);
            let under_way = depth < path.depth();
            let begun_from = frame.sleep.len() - frame.begun as usize;
            let (asleep, begun) = frame.sleep.split_at(begun_from);
            let mut children: Vec<Child> =
                begun.iter().map(|m| Child { step: rename(*m), state: ChildState::Done }).collect();
            if under_way && let Some(current) = children.last_mut() {
                current.state = ChildState::Free;
            }
            let mut tree = arena.copy(&plan.arena, frame.tree, &mut rename);
            while let Some((step, below)) = arena.take_first(&mut tree) {
                let state = ChildState::Waiting(below);
                children.push(Child { step, state });
            }
            let step = depth.checked_sub(1).map(|before| {
                let event = path.trail.event(before);
                let step = Move { choice: event.choice, fp: event.fp };
                (rename(step), event.alts)
            });
            made.push((
                Node {
                    parent: None,
                    depth,
                    step,
                    enabled: path.trail.enabled(depth),
                    asleep: asleep.iter().map(|m| rename(*m)).collect(),
                    children,
                    machine: (depth == to).then(|| path.snapshot_before(depth)),
                    // Reached by a branch that takes in all that could come from the left.
                    open_to_left: false,
                },
                frame.begun as usize,
            ));
        }
        for (mut node, begun) in made {
            node.parent = job.place;
            let at = self.nodes.put(node);
            job.place = begun.checked_sub(1).map(|child| (at, child));
        }
        plan.owned_from = to + 1;
    }

    /// The share of the tree that is done.
    pub fn share(&self) -> f64 {
        let mut share = 0.0;
        for (at, node) in self.nodes.iter() {
            let done = node.children.iter().filter(|c| c.state == ChildState::Done);
            share += self.nodes.weight(at) * done.count() as f64;
        }
        for job in &self.jobs {
            let weight = job.place.map_or(1.0, |(at, _)| self.nodes.weight(at));
            share += weight * job.subtree.as_ref().map_or(0.0, Subtree::share);
        }
        share.min(1.0)
    }

    /// About how many bytes the search holds.
    pub fn bytes(&self) -> usize {
        let subtrees = self.jobs.iter().filter_map(|job| job.subtree.as_ref());
        subtrees.map(Subtree::bytes).sum::<usize>() + self.nodes.bytes()
    }
}
