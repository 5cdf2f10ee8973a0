//! The exploration tree above the running subtrees.

use crate::footprints::{Footprints, FpId, Move};
use crate::path::Path;
use crate::strategy::optimal::{Frame, Plan, Subtree};
use crate::system::{Footprint, System};
use crate::tally::Tally;
use crate::threads::ThreadSet;
use crate::wakeup::{Arena, EMPTY, Tree, follow, shorten};

/// Where a node or subtree hangs: a node and the number of one of its children.
pub(super) type Place = (usize, usize);

/// A state above the running subtrees.
pub(super) struct Node<S> {
    pub parent: Option<Place>,
    pub depth: usize,
    /// The event that leads here from the parent, and how many alternatives it had.
    pub step: Option<(Move, u32)>,
    pub enabled: ThreadSet,
    /// Moves that are asleep when the state is reached.
    pub asleep: Vec<Move>,
    /// In the order in which they are asleep for each other: each for all to its right.
    pub children: Vec<Child>,
    /// A machine on the way here, and its depth.
    pub machine: Option<(usize, S)>,
    /// Whether sequences can still come in from the left of this node or of one above it.
    pub open_to_left: bool,
}

impl<S> Node<S> {
    /// What is asleep for child number `child`: what was when the state was reached, and the
    /// children to its left.
    pub fn sleep_of(&self, child: usize) -> impl Iterator<Item = Move> {
        let left = self.children[..child].iter().map(|c| c.step);
        self.asleep.iter().copied().chain(left)
    }
}

/// A branch at a node.
pub(super) struct Child {
    pub step: Move,
    pub state: ChildState,
}

/// How far a branch is.
#[derive(Copy, Clone, PartialEq, Eq)]
pub(super) enum ChildState {
    /// Not begun; the sequences planned behind the move.
    Waiting(Tree),
    /// Under way, exploring all that is possible behind the move.
    Free,
    /// Under way behind planned sequences, which are the children of that node.
    Planned(usize),
    /// All seen.
    Done,
}

/// The nodes, their waiting branches, and the footprints that these speak of.
pub(super) struct Nodes<S> {
    slots: Vec<Option<Node<S>>>,
    free: Vec<usize>,
    pub arena: Arena,
    pub fps: Footprints,
}

impl<S: System> Nodes<S> {
    pub fn new() -> Self {
        Nodes {
            slots: Vec::new(),
            free: Vec::new(),
            arena: Arena::default(),
            fps: Footprints::default(),
        }
    }

    pub fn put(&mut self, node: Node<S>) -> usize {
        match self.free.pop() {
            Some(at) => {
                self.slots[at] = Some(node);
                at
            }
            None => {
                self.slots.push(Some(node));
                self.slots.len() - 1
            }
        }
    }

    pub fn get(&self, at: usize) -> &Node<S> {
        self.slots[at].as_ref().expect("a node lives while anything hangs below it")
    }

    pub fn get_mut(&mut self, at: usize) -> &mut Node<S> {
        self.slots[at].as_mut().expect("a node lives while anything hangs below it")
    }

    pub fn iter(&self) -> impl Iterator<Item = (usize, &Node<S>)> {
        self.slots.iter().enumerate().filter_map(|(at, node)| Some((at, node.as_ref()?)))
    }

    /// The place of the node or subtree at `place` within the node at `depth` above it.
    pub fn above(&self, mut place: Place, depth: usize) -> Option<Place> {
        while self.get(place.0).depth > depth {
            place = self.get(place.0).parent?;
        }
        Some(place)
    }

    /// Plans a sequence found by a race below child `from` of a node.
    pub fn plan(&mut self, (at, from): Place, mut sequence: Vec<Move>) {
        let node = self.get(at);
        let mut asleep: Vec<Move> = node.sleep_of(from).collect();
        if asleep.iter().any(|s| self.fps.is_weak_initial(*s, &sequence)) {
            return;
        }
        asleep.push(node.children[from].step);
        self.plan_among(at, from + 1, &mut sequence, &mut asleep);
    }

    /// Plans a sequence among the children of a node from number `first` on.
    fn plan_among(
        &mut self,
        mut at: usize,
        mut first: usize,
        sequence: &mut Vec<Move>,
        asleep: &mut Vec<Move>,
    ) {
        loop {
            let Nodes { slots, arena, fps, .. } = self;
            let Some(node) = slots[at].as_mut() else {
                unreachable!("planned at a node that is gone");
            };
            if sequence.is_empty() {
                return;
            }
            let fits = |child: &Child| fps.is_weak_initial(child.step, sequence);
            let found = node.children[first..].iter().position(fits).map(|i| first + i);
            let passed = first..found.unwrap_or(node.children.len());
            asleep.extend(node.children[passed].iter().map(|child| child.step));
            let Some(child) = found.map(|i| &mut node.children[i]) else {
                shorten(fps, sequence, asleep);
                let mut tree = EMPTY;
                let rest = &sequence[1..];
                arena.append(&mut tree, rest);
                let state = ChildState::Waiting(tree);
                node.children.push(Child { step: sequence[0], state });
                return;
            };
            match &mut child.state {
                ChildState::Waiting(EMPTY) | ChildState::Free | ChildState::Done => return,
                ChildState::Waiting(tree) => {
                    follow(fps, child.step, sequence, asleep);
                    arena.insert(fps, tree, sequence, asleep);
                    return;
                }
                ChildState::Planned(below) => {
                    let below = *below;
                    follow(fps, child.step, sequence, asleep);
                    (at, first) = (below, 0);
                }
            }
        }
    }

    /// Notes that all is seen below a place, and takes away the nodes below which everything is done
    /// and nothing can come any more.
    pub fn finish(&mut self, place: Option<Place>) {
        let Some((at, child)) = place else {
            return;
        };
        self.get_mut(at).children[child].state = ChildState::Done;
        let mut unsettled = vec![at];
        while let Some(at) = unsettled.pop() {
            // Nodes to the right of what is done may have become closed to the left.
            let Some(node) = self.slots[at].as_mut() else {
                continue;
            };
            if !node.open_to_left {
                let left_done = node.children.iter().position(|c| c.state != ChildState::Done);
                let Some(first) = left_done else {
                    let parent = node.parent;
                    self.slots[at] = None;
                    self.free.push(at);
                    if let Some((above, child)) = parent {
                        self.get_mut(above).children[child].state = ChildState::Done;
                        unsettled.push(above);
                    }
                    continue;
                };
                if let ChildState::Planned(below) = node.children[first].state
                    && self.get(below).open_to_left
                {
                    self.get_mut(below).open_to_left = false;
                    unsettled.push(below);
                    unsettled.push(at);
                }
            }
        }
    }

    /// Whether nothing can come from the left of a child.
    pub fn is_closed(&self, (at, child): Place) -> bool {
        let node = self.get(at);
        let done = |child: &Child| child.state == ChildState::Done;
        !node.open_to_left && node.children[..child].iter().all(done)
    }

    /// The nodes from the root to `at`, with the child of each that leads on; `last` for the last.
    fn way(&self, (at, last): Place) -> Vec<Place> {
        let mut way = vec![(at, last)];
        while let Some(place) = self.get(way[way.len() - 1].0).parent {
            way.push(place);
        }
        way.reverse();
        way
    }

    /// The machine at a node.
    pub fn machine_at(&self, start: &S, at: usize, executed: &mut u64) -> S {
        let way = self.way((at, 0));
        let mut machines = way.iter().filter_map(|(at, _)| self.get(*at).machine.as_ref());
        let (from, mut machine) = match machines.next_back() {
            Some((from, machine)) => (*from, machine.clone()),
            None => (0, start.clone()),
        };
        for (at, _) in &way {
            let node = self.get(*at);
            if let Some((step, _)) = node.step
                && node.depth > from
            {
                machine.step(step.choice, &mut Footprint::new());
                *executed += 1;
            }
        }
        machine
    }

    /// A subtree for a branch, behind which `tree` is planned.
    pub fn subtree(&self, start: &S, place: Place, tree: Tree) -> Subtree<S> {
        let way = self.way(place);
        let choice = self.get(place.0).children[place.1].step.choice;
        let mut fps = Footprints::default();
        let mut arena = Arena::default();
        let names = &self.fps;
        let mut carrier = Carrier::default();
        let mut rename = |m: Move| carrier.carry(m, names, &mut fps);
        let mut frames = Vec::new();
        let mut prefix = Vec::new();
        let mut newest = None;
        for (i, (at, child)) in way.iter().enumerate() {
            let node = self.get(*at);
            let mut sleep: Vec<Move> = node.sleep_of(*child).map(&mut rename).collect();
            if i + 1 < way.len() {
                // At the last the move is still to be made.
                sleep.push(rename(node.children[*child].step));
            }
            // What is planned there already is not copied: what is planned again is found out later.
            frames.push(Frame { sleep, tree: EMPTY, begun: 0 });
            if let Some((step, alts)) = node.step
                && let Some((before, _)) = i.checked_sub(1).map(|i| way[i])
            {
                prefix.push((rename(step), alts, self.get(before).enabled));
            }
            newest = node.machine.as_ref().or(newest);
        }
        let planned = arena.copy(&self.arena, tree, &mut rename);
        let depth = way.len() - 1;
        let (from, machine) = match newest {
            Some((from, machine)) => (*from, machine),
            None => (0, start),
        };
        let mut path = Path::resume(start.clone(), from, machine, fps, prefix);
        path.trail.set_enabled(self.get(place.0).enabled);
        Subtree {
            path,
            plan: Plan::new(frames, arena, depth + 1),
            tally: Tally::default(),
            entry: Some((choice, planned)),
            finished: false,
        }
    }

    /// The share of the whole that one branch of a node stands for.
    pub fn weight(&self, at: usize) -> f64 {
        let mut weight = 1.0;
        let mut at = Some(at);
        while let Some(node) = at.map(|at| self.get(at)) {
            weight /= node.children.len().max(1) as f64;
            at = node.parent.map(|(at, _)| at);
        }
        weight
    }

    /// About how many bytes all this takes.
    pub fn bytes(&self) -> usize {
        let node = |node: &Node<S>| {
            let machine = node.machine.as_ref().map_or(0, |(_, machine)| machine.bytes());
            machine
                + size_of::<Node<S>>()
                + node.asleep.len() * size_of::<Move>()
                + node.children.len() * size_of::<Child>()
        };
        self.iter().map(|(_, n)| node(n)).sum::<usize>() + self.arena.bytes()
    }
}

/// The way of moves from one table of footprints into another: each footprint is looked up once.
#[derive(Default)]
pub(super) struct Carrier {
    known: Vec<Option<FpId>>,
}

impl Carrier {
    /// The same move in the other table.
    pub fn carry(&mut self, step: Move, from: &Footprints, to: &mut Footprints) -> Move {
        let at = step.fp as usize;
        if at >= self.known.len() {
            self.known.resize(at + 1, None);
        }
        let fp = *self.known[at].get_or_insert_with(|| to.intern(from.original(step.fp)));
        Move { choice: step.choice, fp }
    }
}
