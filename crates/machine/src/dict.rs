//! The bodies of dicts and sets. Hashes and equality come from outside: a key's may need Python.

use crate::value::Value;

/// FNV-1a with a final mix: the hash of str and bytes, the same in every run and on every host.
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes([
            chunk[0], chunk[1], chunk[2], chunk[3], chunk[4], chunk[5], chunk[6], chunk[7],
        ]);
        hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
    }
    for byte in chunks.remainder() {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ hash >> 32
}

const EMPTY: u32 = u32::MAX;
/// Up to this many entries a dict is searched from front to back without an index.
const LINEAR: usize = 8;

/// One pair of a dict. A deleted pair has the key Null.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The key's hash.
    pub hash: u64,
    /// The key.
    pub key: Value,
    /// The value.
    pub value: Value,
}

/// A dict: pairs in the order of insertion, and an open-addressing index.
#[derive(Clone, Debug, Default)]
pub struct DictData {
    entries: Vec<Entry>,
    index: Vec<u32>,
    live: usize,
}

impl DictData {
    /// Number of pairs.
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Number of slots to walk, deleted ones included.
    pub fn slots(&self) -> usize {
        self.entries.len()
    }

    /// The pair in slot `slot`, when there is one.
    #[inline]
    pub fn slot(&self, slot: usize) -> Option<&Entry> {
        self.entries.get(slot).filter(|e| !e.key.is_null())
    }

    /// Sets the value of the pair in slot `slot`.
    pub fn set_slot(&mut self, slot: usize, value: Value) {
        self.entries[slot].value = value;
    }

    /// All pairs in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|e| !e.key.is_null())
    }

    /// The slot whose key has `hash` and satisfies `eq`.
    #[inline]
    pub fn find(&self, hash: u64, mut eq: impl FnMut(Value) -> bool) -> Option<usize> {
        if self.index.is_empty() {
            return self
                .entries
                .iter()
                .position(|e| e.hash == hash && !e.key.is_null() && eq(e.key));
        }
        let mask = self.index.len() - 1;
        let mut i = hash as usize & mask;
        loop {
            let slot = self.index[i];
            if slot == EMPTY {
                return None;
            }
            let entry = &self.entries[slot as usize];
            if entry.hash == hash && !entry.key.is_null() && eq(entry.key) {
                return Some(slot as usize);
            }
            i = (i + 1) & mask;
        }
    }

    /// Adds a pair whose key is not in the dict yet.
    pub fn insert_new(&mut self, hash: u64, key: Value, value: Value) {
        if self.entries.len() == self.entries.capacity() && self.live * 2 < self.entries.len() {
            self.entries.retain(|e| !e.key.is_null());
            self.reindex();
        }
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        if self.index.is_empty() {
            if self.entries.len() > LINEAR {
                self.reindex();
            }
        } else if self.entries.len() * 3 > self.index.len() * 2 {
            self.reindex();
        } else {
            Self::enter(&mut self.index, hash, self.entries.len() as u32 - 1);
        }
    }

    fn enter(index: &mut [u32], hash: u64, slot: u32) {
        let mask = index.len() - 1;
        let mut i = hash as usize & mask;
        while index[i] != EMPTY {
            i = (i + 1) & mask;
        }
        index[i] = slot;
    }

    fn reindex(&mut self) {
        if self.entries.len() <= LINEAR {
            self.index.clear();
            return;
        }
        let size = (self.entries.len() * 3).next_power_of_two();
        self.index.clear();
        self.index.resize(size, EMPTY);
        for (slot, entry) in self.entries.iter().enumerate() {
            Self::enter(&mut self.index, entry.hash, slot as u32);
        }
    }

    /// Removes the pair in slot `slot` and gives it.
    pub fn remove_slot(&mut self, slot: usize) -> Entry {
        let entry = self.entries[slot];
        self.entries[slot].key = Value::Null;
        self.entries[slot].value = Value::Null;
        self.live -= 1;
        if self.live == 0 {
            self.entries.clear();
            self.index.clear();
        } else if slot + 1 == self.entries.len() && self.index.is_empty() {
            self.entries.pop();
        }
        entry
    }

    /// The slot of the last pair.
    pub fn last_slot(&self) -> Option<usize> {
        self.entries.iter().rposition(|e| !e.key.is_null())
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        *self = DictData::default();
    }

    /// Estimated bytes of the body.
    pub fn size_bytes(&self) -> usize {
        self.entries.capacity() * 40 + self.index.capacity() * 4 + 64
    }
}

/// A slot of a set's table.
#[derive(Clone, Copy, Debug)]
struct SetSlot {
    hash: u64,
    /// Null: never used; NotImplemented: deleted.
    key: Value,
}

/// A set, with CPython's own probing (`Objects/setobject.c`), so that sets of small ints iterate in
/// the order that learners see there.
#[derive(Clone, Debug)]
pub struct SetData {
    table: Vec<SetSlot>,
    fill: usize,
    used: usize,
}

const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;

impl Default for SetData {
    fn default() -> SetData {
        SetData { table: vec![SetSlot { hash: 0, key: Value::Null }; 8], fill: 0, used: 0 }
    }
}

impl SetData {
    /// Number of items.
    pub fn len(&self) -> usize {
        self.used
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// Number of slots to walk.
    pub fn slots(&self) -> usize {
        self.table.len()
    }

    /// The item in slot `slot` with its hash, when there is one.
    pub fn slot(&self, slot: usize) -> Option<(u64, Value)> {
        let s = self.table.get(slot)?;
        match s.key {
            Value::Null | Value::NotImplemented => None,
            key => Some((s.hash, key)),
        }
    }

    /// All items with their hashes, in table order.
    pub fn iter(&self) -> impl Iterator<Item = (u64, Value)> + '_ {
        (0..self.table.len()).filter_map(|slot| self.slot(slot))
    }

    fn probe(&self, hash: u64, mut stop: impl FnMut(&SetSlot) -> bool) -> usize {
        let mask = self.table.len() - 1;
        let mut i = hash as usize & mask;
        let mut perturb = hash;
        loop {
            let last = if i + LINEAR_PROBES <= mask { i + LINEAR_PROBES } else { i };
            for slot in i..=last {
                if stop(&self.table[slot]) {
                    return slot;
                }
            }
            perturb >>= PERTURB_SHIFT;
            i = (i.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize)) & mask;
        }
    }

    /// The slot whose item has `hash` and satisfies `eq`.
    pub fn find(&self, hash: u64, mut eq: impl FnMut(Value) -> bool) -> Option<usize> {
        let slot = self.probe(hash, |s| match s.key {
            Value::Null => true,
            Value::NotImplemented => false,
            key => s.hash == hash && eq(key),
        });
        (!self.table[slot].key.is_null()).then_some(slot)
    }

    /// Adds an item that is not in the set yet.
    pub fn insert_new(&mut self, hash: u64, key: Value) {
        let slot = self.probe(hash, |s| s.key.is_null());
        self.table[slot] = SetSlot { hash, key };
        self.fill += 1;
        self.used += 1;
        if self.fill * 5 >= (self.table.len() - 1) * 3 {
            self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 });
        }
    }

    fn resize(&mut self, at_least: usize) {
        let mut size = 8;
        while size <= at_least {
            size <<= 1;
        }
        let old =
            std::mem::replace(&mut self.table, vec![SetSlot { hash: 0, key: Value::Null }; size]);
        self.fill = 0;
        self.used = 0;
        for s in old {
            if !matches!(s.key, Value::Null | Value::NotImplemented) {
                let slot = self.probe(s.hash, |t| t.key.is_null());
                self.table[slot] = s;
                self.fill += 1;
                self.used += 1;
            }
        }
    }

    /// Makes room before the items of another set are merged in (`set_merge_lock_held`).
    pub fn reserve_for_merge(&mut self, other: usize) {
        if (self.fill + other) * 5 >= (self.table.len() - 1) * 3 {
            self.resize((self.used + other) * 2);
        }
    }

    /// Removes the item in slot `slot`.
    pub fn remove_slot(&mut self, slot: usize) {
        self.table[slot] = SetSlot { hash: 0, key: Value::NotImplemented };
        self.used -= 1;
    }

    /// The slot of some item: the first in table order.
    pub fn first_slot(&self) -> Option<usize> {
        (0..self.table.len()).find(|slot| self.slot(*slot).is_some())
    }

    /// Estimated bytes of the body.
    pub fn size_bytes(&self) -> usize {
        self.table.capacity() * 24 + 64
    }
}
