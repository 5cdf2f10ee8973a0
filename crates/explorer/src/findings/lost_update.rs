//! Lost updates: a thread writes back a value that it computed from one that another thread has
//! replaced meanwhile.

use rustc_hash::FxHashMap;

use super::observation::{Action, Names, Observation, Site};
use super::text;
use crate::system::Tid;

/// A read and the write that followed it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// The thread.
    pub tid: Tid,
    /// Where it read; `None` if it wrote without having read.
    pub read: Option<Site>,
    /// Where it wrote.
    pub write: Site,
}

/// One update that wiped out another.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct LostUpdate {
    /// The location.
    pub location: u64,
    /// The update that was lost.
    pub lost: Update,
    /// The one that wiped it out: read before the lost one was written, written after it.
    pub winner: Update,
    /// Whether both had read before either wrote.
    pub both_read_first: bool,
}

impl LostUpdate {
    /// The finding in words.
    pub fn message(&self, names: &dyn Names) -> String {
        let variable = text::quoted(names, self.location);
        let (lost, winner) = (names.thread(self.lost.tid), names.thread(self.winner.tid));
        if self.both_read_first {
            let (first, second) =
                if self.lost.tid < self.winner.tid { (lost, winner) } else { (winner, lost) };
            return format!(
                "Lost update: {first} and {second} both read {variable} before either wrote it back."
            );
        }
        format!(
            "Lost update: {winner} read {variable}, {lost} wrote it, and {winner} wrote back a \
             value that it had computed from the old one."
        )
    }
}

/// What one thread knows of one location.
#[derive(Copy, Clone)]
struct Known {
    tid: Tid,
    read: Site,
    /// The number of writes before the read.
    version: u64,
    /// The number of the read among all accesses.
    time: u64,
}

struct Written {
    update: Update,
    /// When the writer had read.
    read_time: Option<u64>,
    time: u64,
}

#[derive(Default)]
struct Memory {
    version: u64,
    known: Vec<Known>,
    last: Option<Written>,
}

/// Looks for lost updates in one execution.
#[derive(Default)]
pub struct LostUpdates {
    memory: FxHashMap<u64, Memory>,
    time: u64,
    found: Vec<LostUpdate>,
}

impl LostUpdates {
    /// Takes in the next observation.
    pub fn observe(&mut self, observation: &Observation) {
        self.time += 1;
        let Observation { tid, action, site } = *observation;
        match action {
            Action::Read(location) => {
                let memory = self.memory.entry(location).or_default();
                memory.known.retain(|known| known.tid != tid);
                memory.known.push(Known {
                    tid,
                    read: site,
                    version: memory.version,
                    time: self.time,
                });
            }
            Action::Write(location) => self.write(tid, location, site),
            _ => {}
        }
    }

    /// The lost updates, one for each pair of writing places, in the order in which they happened.
    pub fn found(&self) -> &[LostUpdate] {
        &self.found
    }

    fn write(&mut self, tid: Tid, location: u64, site: Site) {
        let memory = self.memory.entry(location).or_default();
        // A read serves one write: what is written later without reading is no update.
        let known = memory.known.iter().position(|known| known.tid == tid);
        let known = known.map(|at| memory.known.remove(at));
        let update = Update { tid, read: known.map(|known| known.read), write: site };
        if let (Some(known), Some(last)) = (known, &memory.last)
            && known.version < memory.version
            && last.update.tid != tid
            && last.time > known.time
        {
            let finding = LostUpdate {
                location,
                lost: last.update,
                winner: update,
                both_read_first: last.read_time.is_some(),
            };
            let same = |f: &LostUpdate| {
                f.location == location
                    && f.lost.write.position == finding.lost.write.position
                    && f.winner.write.position == site.position
            };
            if !self.found.iter().any(same) {
                self.found.push(finding);
            }
        }
        memory.version += 1;
        memory.last =
            Some(Written { update, read_time: known.map(|known| known.time), time: self.time });
    }
}
