//! Wakeup trees: for one state, the sequences that are still to be begun there, merged by common
//! beginnings up to equivalence, in the order in which they will be taken.
//!
//! All trees of a search live in one arena. A tree is the number of its first branch; a branch
//! without children is a sequence's end, behind which the search is free to go where it likes.

use crate::footprints::{Footprints, Move};

/// The first branch of a tree; [`EMPTY`] if there is none.
pub(crate) type Tree = u32;

/// The tree without branches.
pub(crate) const EMPTY: Tree = u32::MAX;

#[derive(Copy, Clone)]
struct Branch {
    step: Move,
    children: Tree,
    next: Tree,
}

/// Where the branches live.
#[derive(Default)]
pub(crate) struct Arena {
    branches: Vec<Branch>,
    free: Vec<u32>,
}

impl Arena {
    /// Takes the first branch away: its move and what is to follow it.
    pub fn take_first(&mut self, tree: &mut Tree) -> Option<(Move, Tree)> {
        if *tree == EMPTY {
            return None;
        }
        let Branch { step, children, next } = self.branches[*tree as usize];
        self.free.push(*tree);
        *tree = next;
        Some((step, children))
    }

    /// Puts a branch back where [`take_first`](Self::take_first) took it.
    pub fn put_first(&mut self, tree: &mut Tree, step: Move, children: Tree) {
        let next = *tree;
        *tree = self.branch(Branch { step, children, next });
    }

    /// Adds a sequence unless one that is there covers it; says whether it was added. `sequence` and
    /// `asleep`, the moves asleep at the tree's state, are used up.
    pub fn insert(
        &mut self,
        fps: &Footprints,
        tree: &mut Tree,
        sequence: &mut Vec<Move>,
        asleep: &mut Vec<Move>,
    ) -> bool {
        let mut parent = EMPTY;
        loop {
            let first = match parent {
                EMPTY => *tree,
                parent => self.branches[parent as usize].children,
            };
            // An end was reached: whatever comes after it is explored anyway.
            if sequence.is_empty() || (parent != EMPTY && first == EMPTY) {
                return false;
            }
            let (mut at, mut last) = (first, EMPTY);
            while at != EMPTY {
                let Branch { step, next, .. } = self.branches[at as usize];
                if fps.is_weak_initial(step, sequence) {
                    break;
                }
                asleep.push(step);
                (last, at) = (at, next);
            }
            if at == EMPTY {
                shorten(fps, sequence, asleep);
                let chain = self.chain(sequence);
                match (last, parent) {
                    (EMPTY, EMPTY) => *tree = chain,
                    (EMPTY, parent) => self.branches[parent as usize].children = chain,
                    (last, _) => self.branches[last as usize].next = chain,
                }
                return true;
            }
            follow(fps, self.branches[at as usize].step, sequence, asleep);
            parent = at;
        }
    }

    /// Adds a sequence that is not covered to an empty tree.
    pub fn append(&mut self, tree: &mut Tree, sequence: &[Move]) {
        debug_assert_eq!(*tree, EMPTY, "what is there might cover the sequence");
        *tree = self.chain(sequence);
    }

    fn chain(&mut self, sequence: &[Move]) -> Tree {
        sequence.iter().rev().fold(EMPTY, |children, step| {
            self.branch(Branch { step: *step, children, next: EMPTY })
        })
    }

    fn branch(&mut self, branch: Branch) -> u32 {
        match self.free.pop() {
            Some(at) => {
                self.branches[at as usize] = branch;
                at
            }
            None => {
                self.branches.push(branch);
                self.branches.len() as u32 - 1
            }
        }
    }

    /// The first moves of a tree.
    pub fn roots(&self, tree: Tree) -> impl Iterator<Item = Move> {
        let mut at = tree;
        std::iter::from_fn(move || {
            let branch = self.branches.get(at as usize)?;
            at = branch.next;
            Some(branch.step)
        })
    }

    /// Takes a whole tree away.
    pub fn drop_tree(&mut self, mut tree: Tree) {
        while let Some((_, children)) = self.take_first(&mut tree) {
            self.drop_tree(children);
        }
    }

    /// Copies a tree of another arena, renaming each move.
    pub fn copy(&mut self, from: &Arena, tree: Tree, rename: &mut dyn FnMut(Move) -> Move) -> Tree {
        let mut branches = Vec::new();
        let mut at = tree;
        while at != EMPTY {
            branches.push(from.branches[at as usize]);
            at = from.branches[at as usize].next;
        }
        branches.iter().rev().fold(EMPTY, |next, branch| {
            let children = self.copy(from, branch.children, rename);
            let step = rename(branch.step);
            self.branch(Branch { step, children, next })
        })
    }

    /// About how many bytes the branches take.
    pub fn bytes(&self) -> usize {
        self.branches.len() * size_of::<Branch>()
    }
}

/// Takes a move that `sequence` may begin with: what is left of it, and what is still asleep.
pub(crate) fn follow(
    fps: &Footprints,
    step: Move,
    sequence: &mut Vec<Move>,
    asleep: &mut Vec<Move>,
) {
    if let Some(i) = sequence.iter().position(|m| m.choice.tid == step.choice.tid) {
        sequence.remove(i);
    }
    asleep.retain(|s| !fps.dependent(*s, step));
}

/// Leaves of a sequence only what it takes to wake all that is asleep. None of that may begin the
/// sequence; the same holds of what is left, so it leads to all that the whole would lead to, and
/// nothing there ends asleep.
pub(crate) fn shorten(fps: &Footprints, sequence: &mut Vec<Move>, asleep: &[Move]) {
    let wakes = |s: &Move| {
        let later = sequence.iter();
        later.take_while(|m| !fps.dependent(**m, *s)).count()
    };
    let mut needed = vec![false; sequence.len()];
    for at in asleep.iter().map(wakes) {
        if let Some(needed) = needed.get_mut(at) {
            *needed = true;
        }
    }
    let last = needed.iter().rposition(|needed| *needed).unwrap_or(0);
    needed[last] = true;
    for at in (0..=last).rev() {
        if needed[at] {
            for before in 0..at {
                let (m, n) = (sequence[before], sequence[at]);
                needed[before] |= m.choice.tid == n.choice.tid || fps.ordered(m.fp, n.fp);
            }
        }
    }
    let mut needed = needed.into_iter();
    sequence.retain(|_| needed.next() == Some(true));
}
