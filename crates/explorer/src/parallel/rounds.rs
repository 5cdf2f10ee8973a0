//! Rounds: subtrees search side by side, then what they found is put together.

use std::sync::atomic::AtomicBool;

use super::node::{Child, ChildState, Node, Nodes, Place};
use crate::footprints::{Footprints, Move};
use crate::path::Path;
use crate::strategy::optimal::{Frame, Plan, Quota, Subtree};
use crate::system::{Footprint, System};
use crate::tally::Tally;
use crate::threads::ThreadSet;
use crate::wakeup::{Arena, EMPTY, Tree};
use crate::workers::each;

/// How many subtrees are kept going where that is cheap, and at any price: enough to keep many
/// workers busy. Not taken from the number of workers, because the result would depend on it.
const SUBTREES: usize = 32;
const AT_LEAST: usize = 8;

/// A running subtree and where it hangs.
struct Job<S> {
    place: Option<Place>,
    subtree: Subtree<S>,
}

/// A search between two rounds.
pub(super) struct Rounds<'s, S> {
    start: &'s S,
    nodes: Nodes<S>,
    jobs: Vec<Job<S>>,
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
            jobs: vec![Job { place: None, subtree: Subtree::whole(start, depth_limit) }],
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
        let running: u64 = self.jobs.iter().map(|j| j.subtree.path.executed).sum();
        self.executed + running
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
        each(workers, &mut self.jobs, &|i, job: &mut Job<S>| {
            let more = u64::from((i as u64) < executions % count);
            let quota = Quota { executions: executions / count + more, transitions, depth };
            job.subtree.run(quota, cancel);
        });
    }

    /// Puts together what the round brought.
    pub fn settle(&mut self) {
        for mut job in std::mem::take(&mut self.jobs) {
            let Subtree { path, plan, tally, .. } = &mut job.subtree;
            self.too_many_threads |= path.too_many_threads;
            self.tally.absorb(tally);
            for (depth, sequence) in plan.log.drain(..) {
                let names = &mut self.nodes.fps;
                let sequence = sequence.iter().map(|m| carry(*m, &path.fps, names)).collect();
                let place = job.place.and_then(|place| self.nodes.above(place, depth));
                if let Some(place) = place {
                    self.nodes.plan(place, sequence);
                }
            }
            if job.subtree.finished {
                self.retire(job);
            } else {
                self.jobs.push(job);
            }
        }
    }

    /// Puts a subtree away below which all is seen.
    fn retire(&mut self, job: Job<S>) {
        self.executed += job.subtree.path.executed;
        self.nodes.finish(job.place);
    }

    /// Makes waiting branches into subtrees until there are enough, the shallowest first. Branches
    /// with a planned continuation that something may still come to from the left are dear; so is
    /// taking branches from the subtrees that are under way.
    pub fn refill(&mut self) {
        loop {
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
            let subtree = self.subtree(place, tree);
            self.nodes.arena.drop_tree(tree);
            let place = Some(place);
            self.jobs.push(Job { place, subtree });
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
        let mut machine = self.machine_at(at);
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
        let left = node_sleep(self.nodes.get(at), child);
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

    /// The nodes from the root to `at`, with the child of each that leads on; `last` for the last.
    fn way(&self, (at, last): Place) -> Vec<Place> {
        let mut way = vec![(at, last)];
        while let Some(place) = self.nodes.get(way[way.len() - 1].0).parent {
            way.push(place);
        }
        way.reverse();
        way
    }

    /// The machine at a node.
    fn machine_at(&mut self, at: usize) -> S {
        let way = self.way((at, 0));
        let machines = way.iter().filter_map(|(at, _)| self.nodes.get(*at).machine.as_ref());
        let (from, mut machine) = match machines.last() {
            Some((from, machine)) => (*from, machine.clone()),
            None => (0, self.start.clone()),
        };
        for (at, _) in &way {
            let node = self.nodes.get(*at);
            if let Some((step, _)) = node.step
                && node.depth > from
            {
                machine.step(step.choice, &mut Footprint::new());
                self.executed += 1;
            }
        }
        machine
    }

    /// A subtree for a branch, behind which `tree` is planned.
    fn subtree(&self, place: Place, tree: Tree) -> Subtree<S> {
        let way = self.way(place);
        let choice = self.nodes.get(place.0).children[place.1].step.choice;
        let mut fps = Footprints::default();
        let mut arena = Arena::default();
        let names = &self.nodes.fps;
        let mut rename = |m: Move| carry(m, names, &mut fps);
        let mut frames = Vec::new();
        let mut prefix = Vec::new();
        let mut newest = None;
        for (i, (at, child)) in way.iter().enumerate() {
            let node = self.nodes.get(*at);
            let mut sleep: Vec<Move> = node_sleep(node, *child).map(&mut rename).collect();
            if i + 1 < way.len() {
                // At the last the move is still to be made.
                sleep.push(rename(node.children[*child].step));
            }
            let tree = self.nodes.copy_branches(*at, child + 1, &mut arena, &mut rename);
            frames.push(Frame { sleep, tree, begun: 0 });
            if let Some((step, alts)) = node.step
                && let Some((before, _)) = i.checked_sub(1).map(|i| way[i])
            {
                prefix.push((rename(step), alts, self.nodes.get(before).enabled));
            }
            newest = node.machine.as_ref().or(newest);
        }
        let planned = arena.copy(&self.nodes.arena, tree, &mut rename);
        let depth = way.len() - 1;
        let (from, machine) = match newest {
            Some((from, machine)) => (*from, machine),
            None => (0, self.start),
        };
        let mut path = Path::resume(self.start.clone(), from, machine, fps, prefix);
        path.trail.set_enabled(self.nodes.get(place.0).enabled);
        Subtree {
            path,
            plan: Plan::new(frames, arena, depth + 1),
            tally: Tally::default(),
            entry: Some((choice, planned)),
            finished: false,
        }
    }

    /// Turns the topmost waiting branches of a subtree into those of a node; false if there are none.
    fn split(&mut self) -> bool {
        let topmost = |job: &Job<S>| {
            let Subtree { plan, path, .. } = &job.subtree;
            (plan.owned_from..=path.depth()).find(|d| plan.frames[*d].tree != EMPTY)
        };
        let found = self.jobs.iter().enumerate();
        let found = found.filter_map(|(i, job)| Some((topmost(job)?, i))).min();
        let Some((to, i)) = found else {
            return false;
        };
        let mut job = self.jobs.remove(i);
        self.share_states(&mut job, to);
        if to < job.subtree.path.depth() {
            self.jobs.insert(i, job);
        } else {
            // The subtree stood at the state whose branches were taken: nothing is left of it.
            self.executed += job.subtree.path.executed;
        }
        true
    }

    /// Makes the subtree's own states down to depth `to` into nodes.
    fn share_states(&mut self, job: &mut Job<S>, to: usize) {
        let Subtree { path, plan, .. } = &mut job.subtree;
        let Nodes { arena, fps, .. } = &mut self.nodes;
        let mut made = Vec::new();
        for depth in plan.owned_from..=to {
            let frame = &plan.frames[depth];
            let mut rename = |m: Move| carry(m, &path.fps, fps);
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
            share += weight * job.subtree.share();
        }
        share.min(1.0)
    }

    /// About how many bytes the search holds.
    pub fn bytes(&self) -> usize {
        let jobs: usize = self.jobs.iter().map(|job| job.subtree.bytes()).sum();
        jobs + self.nodes.bytes()
    }
}

/// What is asleep for child number `child` of a node: what was when the state was reached, and the
/// children to its left.
fn node_sleep<S>(node: &Node<S>, child: usize) -> impl Iterator<Item = Move> {
    let left = node.children[..child].iter().map(|c| c.step);
    node.asleep.iter().copied().chain(left)
}

/// The same move in another table of footprints.
fn carry(step: Move, from: &Footprints, to: &mut Footprints) -> Move {
    Move { choice: step.choice, fp: to.intern(from.original(step.fp)) }
}
