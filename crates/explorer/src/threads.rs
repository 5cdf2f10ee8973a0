//! Sets of threads as bits.

use crate::system::{MAX_THREADS, Tid};

/// A set of threads below [`MAX_THREADS`].
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ThreadSet(u128);

impl ThreadSet {
    /// The set of the listed threads, or `None` if one is beyond [`MAX_THREADS`].
    pub fn of(tids: &[Tid]) -> Option<Self> {
        let mut set = ThreadSet::default();
        for &tid in tids {
            if tid >= MAX_THREADS {
                return None;
            }
            set.0 |= 1 << tid;
        }
        Some(set)
    }

    pub fn contains(self, tid: Tid) -> bool {
        tid < MAX_THREADS && self.0 >> tid & 1 == 1
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn insert(&mut self, tid: Tid) {
        self.0 |= 1 << tid;
    }

    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The members, ascending.
    pub fn iter(self) -> impl Iterator<Item = Tid> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            (rest != 0).then(|| {
                let tid = rest.trailing_zeros();
                rest &= rest - 1;
                tid
            })
        })
    }
}
