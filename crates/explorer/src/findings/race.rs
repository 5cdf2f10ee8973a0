//! Data races: two accesses of one location, at least one a write, that no synchronisation orders.
//!
//! FastTrack (Flanagan, Freund, PLDI 2009): the last write of a location as one epoch, its reads
//! since then as one epoch a thread.

use rustc_hash::FxHashMap;

use super::clock::{Clocks, HeldLocks};
use super::observation::{Action, Names, Observation, Site};
use super::text;
use crate::system::Tid;

/// One side of a race.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaceAccess {
    /// The thread.
    pub tid: Tid,
    /// Whether it wrote.
    pub writes: bool,
    /// Where.
    pub site: Site,
    /// The locks it held.
    pub held: Vec<u64>,
}

/// Two accesses that nothing orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Race {
    /// The location.
    pub location: u64,
    /// The access that came first in this execution.
    pub first: RaceAccess,
    /// The other.
    pub second: RaceAccess,
}

impl Race {
    /// The locks that one side held and the other did not: what one of them should have taken.
    pub fn missing_locks(&self) -> Vec<u64> {
        let both = self.first.held.iter().chain(&self.second.held);
        let mut locks: Vec<u64> = both.copied().collect();
        locks.retain(|l| !(self.first.held.contains(l) && self.second.held.contains(l)));
        locks.dedup();
        locks
    }

    /// The race in words.
    pub fn message(&self, names: &dyn Names) -> String {
        let side = |access: &RaceAccess| {
            format!(
                "{} {} it in line {} holding {}",
                names.thread(access.tid),
                if access.writes { "writes" } else { "reads" },
                access.site.line,
                text::locks(names, &access.held),
            )
        };
        let end = match self.missing_locks().as_slice() {
            [] => "no lock keeps them apart".to_string(),
            missing => format!(
                "they have no lock in common: only one of them holds {}",
                text::locks(names, missing)
            ),
        };
        format!(
            "Data race on {}: {}, {}, and {end}.",
            text::quoted(names, self.location),
            side(&self.first),
            side(&self.second),
        )
    }
}

/// One access and when it was.
struct Past {
    access: RaceAccess,
    time: u32,
}

/// What is remembered of one location.
#[derive(Default)]
struct Memory {
    write: Option<Past>,
    /// The last read of each thread since the write.
    reads: Vec<Past>,
}

/// Looks for races in one execution.
pub struct Races {
    clocks: Clocks,
    held: HeldLocks,
    memory: FxHashMap<u64, Memory>,
    found: Vec<Race>,
}

impl Default for Races {
    fn default() -> Self {
        Races {
            clocks: Clocks::new(),
            held: HeldLocks::default(),
            memory: FxHashMap::default(),
            found: Vec::new(),
        }
    }
}

impl Races {
    /// Takes in the next observation.
    pub fn observe(&mut self, observation: &Observation) {
        self.held.observe(observation);
        match observation.action {
            Action::Read(location) => self.access(observation, location, false),
            Action::Write(location) => self.access(observation, location, true),
            _ => self.clocks.observe(observation),
        }
    }

    /// The races, one for each pair of places and location, in the order in which they happened.
    pub fn found(&self) -> &[Race] {
        &self.found
    }

    fn access(&mut self, observation: &Observation, location: u64, writes: bool) {
        let tid = observation.tid;
        let access = RaceAccess { tid, writes, site: observation.site, held: self.held.of(tid) };
        let clock = self.clocks.of(tid);
        let time = clock.get(tid);
        let memory = self.memory.entry(location).or_default();
        let unordered = |past: &&Past| past.time > clock.get(past.access.tid);
        let reads: &[Past] = if writes { &memory.reads } else { &[] };
        let racing = memory.write.iter().chain(reads).filter(unordered);
        for past in racing {
            let place = |r: &Race| (r.location, r.first.site.position, r.second.site.position);
            let race = Race { location, first: past.access.clone(), second: access.clone() };
            let (loc, a, b) = place(&race);
            let known = |r: &Race| place(r) == (loc, a, b) || place(r) == (loc, b, a);
            if !self.found.iter().any(known) {
                self.found.push(race);
            }
        }
        if writes {
            memory.write = Some(Past { access, time });
            memory.reads.clear();
        } else {
            memory.reads.retain(|past| past.access.tid != tid);
            memory.reads.push(Past { access, time });
        }
    }
}
