//! Footprints by number: each distinct footprint is stored once, so that events, sleep sets and
//! wakeup trees hold four bytes and compare a few words.

use rustc_hash::FxHashMap;

use crate::system::{Access, AccessKind, Choice, Footprint};

/// The number of a footprint within one [`Footprints`] table.
pub(crate) type FpId = u32;

/// A choice and the footprint of the transition it leads to.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    pub choice: Choice,
    pub fp: FpId,
}

/// One access with its location as a dense number.
#[derive(Copy, Clone)]
pub(crate) struct DenseAccess {
    pub loc: u32,
    pub kind: AccessKind,
}

/// The table. Only looked up, never iterated, so its order cannot reach a result.
#[derive(Default)]
pub(crate) struct Footprints {
    accesses: Vec<DenseAccess>,
    /// Where each footprint's accesses end; they begin where the last one's end.
    ends: Vec<u32>,
    originals: Vec<Footprint>,
    by_footprint: FxHashMap<Footprint, FpId>,
    by_loc: FxHashMap<u64, u32>,
    locs: Vec<u64>,
    /// Memory that is not stopped at, with numbers of its own.
    memory: Vec<(u32, bool)>,
    memory_ends: Vec<u32>,
    by_memory: FxHashMap<u64, u32>,
    memory_locs: Vec<u64>,
}

impl Footprints {
    /// The number of `footprint`, a new one if it was not seen before.
    pub fn intern(&mut self, footprint: &Footprint) -> FpId {
        if let Some(&id) = self.by_footprint.get(footprint) {
            return id;
        }
        let id = self.ends.len() as FpId;
        for &Access { loc, kind } in footprint.accesses() {
            let next = self.by_loc.len() as u32;
            let locs = &mut self.locs;
            let loc = *self.by_loc.entry(loc).or_insert_with(|| {
                locs.push(loc);
                next
            });
            self.accesses.push(DenseAccess { loc, kind });
        }
        self.ends.push(self.accesses.len() as u32);
        for &(loc, written) in footprint.memory() {
            let next = self.by_memory.len() as u32;
            let locs = &mut self.memory_locs;
            let loc = *self.by_memory.entry(loc).or_insert_with(|| {
                locs.push(loc);
                next
            });
            self.memory.push((loc, written));
        }
        self.memory_ends.push(self.memory.len() as u32);
        self.originals.push(footprint.clone());
        self.by_footprint.insert(footprint.clone(), id);
        id
    }

    /// The footprint as the machine gave it, to carry it into another table.
    pub fn original(&self, id: FpId) -> &Footprint {
        &self.originals[id as usize]
    }

    /// Whether the machine promised that reordering does not change this footprint.
    pub fn is_stable(&self, id: FpId) -> bool {
        self.originals[id as usize].is_stable()
    }

    /// The accesses of a footprint.
    pub fn accesses(&self, id: FpId) -> &[DenseAccess] {
        let start = match id {
            0 => 0,
            _ => self.ends[id as usize - 1] as usize,
        };
        &self.accesses[start..self.ends[id as usize] as usize]
    }

    /// A footprint's accesses to memory that is not stopped at.
    pub fn memory(&self, id: FpId) -> &[(u32, bool)] {
        let start = match id {
            0 => 0,
            _ => self.memory_ends[id as usize - 1] as usize,
        };
        &self.memory[start..self.memory_ends[id as usize] as usize]
    }

    /// The machine's name of memory that is not stopped at.
    pub fn memory_location(&self, dense: u32) -> u64 {
        self.memory_locs[dense as usize]
    }

    /// How many locations are not stopped at.
    pub fn memory_locations(&self) -> usize {
        self.by_memory.len()
    }

    /// Whether a footprint is a thread's last.
    pub fn is_last(&self, id: FpId) -> bool {
        self.originals[id as usize].is_last()
    }

    /// The machine's name of a location.
    pub fn location(&self, dense: u32) -> u64 {
        self.locs[dense as usize]
    }

    /// How many locations there are.
    pub fn locations(&self) -> usize {
        self.by_loc.len()
    }

    /// Whether two transitions of different threads depend on each other.
    pub fn conflict(&self, a: FpId, b: FpId) -> bool {
        let (a, b) = (self.accesses(a), self.accesses(b));
        a.iter().any(|x| b.iter().any(|y| x.loc == y.loc && x.kind.conflicts(y.kind)))
    }

    /// Whether `second`, coming after `first`, must stay behind it: they conflict, or one starts or
    /// ends the thread that the other belongs to or waits for.
    pub fn ordered(&self, first: FpId, second: FpId) -> bool {
        let (first, second) = (self.accesses(first), self.accesses(second));
        first.iter().any(|x| {
            second.iter().any(|y| {
                let edge = (x.kind, y.kind) == (AccessKind::Release, AccessKind::Acquire);
                x.loc == y.loc && (edge || x.kind.conflicts(y.kind))
            })
        })
    }

    /// Whether two moves from one state depend on each other.
    pub fn dependent(&self, a: Move, b: Move) -> bool {
        a.choice.tid == b.choice.tid || self.conflict(a.fp, b.fp)
    }

    /// Whether `first` may come first in some reordering of `rest`, or of `rest` with `first` added:
    /// the weak initials of optimal DPOR.
    pub fn is_weak_initial(&self, first: Move, rest: &[Move]) -> bool {
        for m in rest {
            if m.choice.tid == first.choice.tid {
                return m.choice == first.choice;
            }
            if self.ordered(m.fp, first.fp) {
                return false;
            }
        }
        true
    }
}
