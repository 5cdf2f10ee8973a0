//! Attributes of instances and classes: a small map from interned names to values, in the order
//! of their first assignment.

use rustc_hash::FxHashMap;

use crate::value::{Ref, Value};

/// Above this many entries a hash index is kept beside the list.
const LINEAR: usize = 8;

/// Interned name → value. Once `__dict__` was asked for, the entries live in that dict instead.
#[derive(Clone, Debug, Default)]
pub struct AttrMap {
    entries: Vec<(Ref, Value)>,
    index: Option<Box<FxHashMap<Ref, u32>>>,
    /// The dict that holds the attributes from now on.
    pub dict: Option<Ref>,
}

impl AttrMap {
    /// What `name` holds.
    #[inline]
    pub fn get(&self, name: Ref) -> Option<Value> {
        self.position(name).map(|i| self.entries[i].1)
    }

    #[inline]
    fn position(&self, name: Ref) -> Option<usize> {
        match &self.index {
            None => self.entries.iter().position(|(n, _)| *n == name),
            Some(index) => index.get(&name).map(|i| *i as usize),
        }
    }

    /// Sets `name`; true when it is new.
    pub fn set(&mut self, name: Ref, value: Value) -> bool {
        if let Some(i) = self.position(name) {
            self.entries[i].1 = value;
            return false;
        }
        self.entries.push((name, value));
        match &mut self.index {
            Some(index) => {
                index.insert(name, self.entries.len() as u32 - 1);
            }
            None if self.entries.len() > LINEAR => self.reindex(),
            None => {}
        }
        true
    }

    /// Removes `name` and gives what it held.
    pub fn remove(&mut self, name: Ref) -> Option<Value> {
        let i = self.position(name)?;
        let (_, value) = self.entries.remove(i);
        if self.index.is_some() {
            self.reindex();
        }
        Some(value)
    }

    fn reindex(&mut self) {
        let pairs = self.entries.iter().enumerate().map(|(i, (n, _))| (*n, i as u32));
        self.index = Some(Box::new(pairs.collect()));
    }

    /// All entries in order.
    pub fn iter(&self) -> impl Iterator<Item = (Ref, Value)> + '_ {
        self.entries.iter().copied()
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Moves all entries out (into the dict that takes their place).
    pub fn take(&mut self) -> Vec<(Ref, Value)> {
        self.index = None;
        std::mem::take(&mut self.entries)
    }
}
