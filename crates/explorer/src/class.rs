//! Names for classes of equivalent executions: two sequences get the same name exactly if one can
//! be turned into the other by exchanging neighbours that do not depend on each other.
//!
//! Each event is hashed with what it depends on directly; the name is the sum over the events, so
//! the order of independent ones leaves no mark. Equality is up to collisions of 64-bit hashes.

use smallvec::SmallVec;

use crate::footprints::{Footprints, Move};

/// What the name of the next event depends on.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClassName {
    sum: u64,
    threads: SmallVec<[u64; 8]>,
    /// For each location: the last change, and the sum of the looks since.
    locations: SmallVec<[(u64, u64); 8]>,
}

/// Spreads the bits of a word (the finaliser of splitmix64).
pub(crate) fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

impl ClassName {
    /// The name so far.
    pub fn get(&self) -> u64 {
        self.sum
    }

    /// Adds an event.
    pub fn add(&mut self, fps: &Footprints, step: Move) {
        let tid = step.choice.tid as usize;
        if self.threads.len() <= tid {
            self.threads.resize(tid + 1, 0);
        }
        let own = (u64::from(step.choice.alt) << 32) | (tid as u64 + 1);
        let mut hash = mix(self.threads[tid] ^ mix(own));
        let accesses = fps.accesses(step.fp);
        for access in accesses.iter().filter(|a| !a.kind.orders_only()) {
            let loc = access.loc as usize;
            if self.locations.len() <= loc {
                self.locations.resize(loc + 1, (0, 0));
            }
            let (changed, looked) = self.locations[loc];
            let seen =
                if access.kind.looks() { changed } else { changed.wrapping_add(mix(looked)) };
            hash = mix(hash ^ mix(seen.wrapping_add(fps.location(access.loc))));
        }
        self.threads[tid] = hash;
        for access in accesses.iter().filter(|a| !a.kind.orders_only()) {
            let (changed, looked) = &mut self.locations[access.loc as usize];
            if access.kind.looks() {
                *looked = looked.wrapping_add(hash);
            } else {
                (*changed, *looked) = (hash, 0);
            }
        }
        self.sum = self.sum.wrapping_add(mix(hash));
    }
}
