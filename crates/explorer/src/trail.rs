//! The current execution as a sequence of events with vector clocks, and the races in it.
//!
//! Events are pushed and popped at the end only. A clock holds, for each thread, one more than the
//! position of that thread's last event that happens before (or is) the event. Accesses of one
//! location form a chain through the sequence, so that nothing is searched or undone but heads.

use smallvec::SmallVec;

use crate::footprints::{Footprints, FpId};
use crate::system::{AccessKind, Choice, Tid};
use crate::threads::ThreadSet;

const NONE: u32 = u32::MAX;

/// One executed transition.
#[derive(Copy, Clone)]
pub(crate) struct Event {
    pub choice: Choice,
    pub fp: FpId,
    /// How many alternatives the thread had.
    pub alts: u32,
    /// One more than the latest position that happens before this event; 0 if there is none.
    pub newest_cause: u32,
    /// Preemptions and switches up to and including the move to this event.
    pub preemptions: u32,
    pub switches: u32,
    /// One more than the position of the thread's event before this one; 0 if there is none.
    before: u32,
    first_access: u32,
    first_race: u32,
    first_memory: u32,
    /// The thread has ended with it.
    last: bool,
}

/// An access to memory that is not stopped at.
#[derive(Copy, Clone)]
struct ChainedMemory {
    loc: u32,
    written: bool,
    event: u32,
    /// The access of the same location before this one.
    previous: u32,
    /// The last write before this one.
    previous_write: u32,
}

#[derive(Copy, Clone)]
struct ChainedAccess {
    loc: u32,
    kind: AccessKind,
    event: u32,
    /// The access of the same location before this one.
    previous: u32,
}

#[derive(Copy, Clone)]
struct Candidate {
    event: u32,
    access: u32,
    kind: AccessKind,
    reversible: bool,
}

/// The event being pushed, while its races are looked for.
#[derive(Copy, Clone)]
struct Arrival {
    tid: Tid,
    /// One more than the position of the thread's last event.
    before: u32,
    /// Where the event's clock begins.
    row: usize,
    first_race: usize,
    /// How many locations it can have to wait for.
    waits: usize,
}

/// Says whether a thread could make its move without an event and all that happens after it.
pub(crate) type Permitted<'a> = dyn FnMut(&Trail, usize, Tid) -> bool + 'a;

/// The execution so far.
pub(crate) struct Trail {
    events: Vec<Event>,
    /// The threads that could move before each event, and at the end.
    enabled: Vec<ThreadSet>,
    accesses: Vec<ChainedAccess>,
    heads: Vec<u32>,
    clocks: Vec<u32>,
    width: usize,
    last: Vec<u32>,
    races: Vec<u32>,
    candidates: Vec<Candidate>,
    joined: Vec<u32>,
    memory: Vec<ChainedMemory>,
    memory_heads: Vec<u32>,
    /// Memory that is not stopped at but should be: two threads race there. Never taken back.
    pub wanted: Vec<u64>,
}

impl Trail {
    pub fn new() -> Self {
        Trail {
            events: Vec::new(),
            enabled: Vec::new(),
            accesses: Vec::new(),
            heads: Vec::new(),
            clocks: Vec::new(),
            width: 8,
            last: Vec::new(),
            races: Vec::new(),
            candidates: Vec::new(),
            joined: Vec::new(),
            memory: Vec::new(),
            memory_heads: Vec::new(),
            wanted: Vec::new(),
        }
    }

    pub fn len(&self) -> usize {
        self.events.len()
    }

    pub fn events(&self) -> &[Event] {
        &self.events
    }

    pub fn event(&self, pos: usize) -> &Event {
        &self.events[pos]
    }

    /// The threads that can move at `depth`.
    pub fn enabled(&self, depth: usize) -> ThreadSet {
        self.enabled[depth]
    }

    /// Notes who can move at the end.
    pub fn set_enabled(&mut self, enabled: ThreadSet) {
        self.enabled.truncate(self.events.len());
        self.enabled.push(enabled);
    }

    /// The positions of the events that the event at `pos` has a reversible race with.
    pub fn races(&self, pos: usize) -> &[u32] {
        let end = match self.events.get(pos + 1) {
            Some(next) => next.first_race as usize,
            None => self.races.len(),
        };
        &self.races[self.events[pos].first_race as usize..end]
    }

    /// Whether event `a` happens before event `b` (or is it).
    pub fn happens_before(&self, a: usize, b: usize) -> bool {
        self.clock(b)[self.events[a].choice.tid as usize] > a as u32
    }

    fn clock(&self, pos: usize) -> &[u32] {
        &self.clocks[pos * self.width..(pos + 1) * self.width]
    }

    /// The positions of all events that the event at `pos` conflicts with, except those that come
    /// before it through its own thread or a start or join; not only the last ones.
    pub fn conflicts(&self, fps: &Footprints, pos: usize, out: &mut Vec<usize>) {
        out.clear();
        let event = &self.events[pos];
        let own = match event.before {
            0 => None,
            n => Some(n as usize - 1),
        };
        let first = event.first_access as usize;
        let mut causes: SmallVec<[usize; 4]> = own.into_iter().collect();
        for access in &self.accesses[first..first + fps.accesses(event.fp).len()] {
            let starts = access.kind == AccessKind::Acquire;
            causes.extend(self.chain(access.previous).filter_map(|earlier| {
                let edge = starts && earlier.kind == AccessKind::Release;
                edge.then_some(earlier.event as usize)
            }));
        }
        for access in &self.accesses[first..first + fps.accesses(event.fp).len()] {
            for earlier in self.chain(access.previous) {
                let at = earlier.event as usize;
                let known = || causes.iter().any(|cause| self.happens_before(at, *cause));
                if earlier.kind.conflicts(access.kind) && !out.contains(&at) && !known() {
                    out.push(at);
                }
            }
        }
    }

    /// An access and those of the same location before it, the last first.
    fn chain(&self, mut at: u32) -> impl Iterator<Item = ChainedAccess> {
        std::iter::from_fn(move || {
            let access = *self.accesses.get(at as usize)?;
            at = access.previous;
            Some(access)
        })
    }

    /// Adds an event. `permitted(trail, d, tid)` says whether `tid` could make this move without
    /// event `d` and all that happens after it; it is asked only where the trail cannot tell.
    pub fn push(
        &mut self,
        fps: &Footprints,
        choice: Choice,
        fp: FpId,
        alts: u32,
        permitted: &mut Permitted,
    ) {
        let tid = choice.tid;
        let pos = self.events.len();
        if tid as usize >= self.last.len() {
            self.last.resize(tid as usize + 1, 0);
        }
        if self.last.len() > self.width {
            self.widen(self.last.len().next_power_of_two());
        }
        if self.heads.len() < fps.locations() {
            self.heads.resize(fps.locations(), NONE);
        }
        let before = self.last[tid as usize];
        let first_access = self.accesses.len() as u32;
        let first_race = self.races.len() as u32;
        let row = pos * self.width;
        match before {
            0 => self.clocks.resize(row + self.width, 0),
            n => {
                let from = (n as usize - 1) * self.width;
                self.clocks.extend_from_within(from..from + self.width);
            }
        }
        self.order(fps, fp, row);
        let waits = fps.accesses(fp).iter().filter(|a| a.kind.waits()).count();
        let arrival = Arrival { tid, before, row, first_race: first_race as usize, waits };
        self.find_races(fps, fp, arrival, permitted);
        let newest_cause = self.clocks[row..].iter().copied().max().unwrap_or(0);
        self.clocks[row + tid as usize] = pos as u32 + 1;
        let first_memory = self.memory.len() as u32;
        self.push_memory(fps, fp, tid, row, pos as u32);
        for access in fps.accesses(fp) {
            let head = &mut self.heads[access.loc as usize];
            self.accesses.push(ChainedAccess {
                loc: access.loc,
                kind: access.kind,
                event: pos as u32,
                previous: *head,
            });
            *head = self.accesses.len() as u32 - 1;
        }
        let (mut preemptions, mut switches) = (0, 0);
        if let Some(prev) = self.events.last() {
            (preemptions, switches) = (prev.preemptions, prev.switches);
            if prev.choice.tid != tid {
                switches += 1;
                preemptions += u32::from(self.enabled[pos].contains(prev.choice.tid));
            }
        }
        self.last[tid as usize] = pos as u32 + 1;
        self.events.push(Event {
            choice,
            fp,
            alts,
            newest_cause,
            preemptions,
            switches,
            before,
            first_access,
            first_race,
            first_memory,
            last: fps.is_last(fp),
        });
    }

    /// Chains the event's accesses to memory that is not stopped at, and notes races there. They
    /// come behind the operation that the event begins with, so another event is only sure to
    /// come after them when it comes after a later event of the same thread.
    fn push_memory(&mut self, fps: &Footprints, fp: FpId, tid: Tid, row: usize, pos: u32) {
        if self.memory_heads.len() < fps.memory_locations() {
            self.memory_heads.resize(fps.memory_locations(), NONE);
        }
        for &(loc, written) in fps.memory(fp) {
            let head = self.memory_heads[loc as usize];
            let mut previous_write = NONE;
            if let Some(last) = self.memory.get(head as usize) {
                previous_write = if last.written { head } else { last.previous_write };
            }
            let mut at = if written { head } else { previous_write };
            while let Some(&earlier) = self.memory.get(at as usize) {
                let other = self.events.get(earlier.event as usize).map_or(tid, |e| e.choice.tid);
                if other != tid && self.clocks[row + other as usize] <= earlier.event + 1 {
                    let name = fps.memory_location(loc);
                    if !self.wanted.contains(&name) {
                        self.wanted.push(name);
                    }
                    break;
                }
                if earlier.written {
                    break;
                }
                at = earlier.previous;
            }
            self.memory.push(ChainedMemory {
                loc,
                written,
                event: pos,
                previous: head,
                previous_write,
            });
            self.memory_heads[loc as usize] = self.memory.len() as u32 - 1;
        }
    }

    /// Takes the last event away.
    pub fn pop(&mut self) {
        let Some(event) = self.events.pop() else {
            return;
        };
        for access in self.accesses.drain(event.first_access as usize..).rev() {
            self.heads[access.loc as usize] = access.previous;
        }
        for memory in self.memory.drain(event.first_memory as usize..).rev() {
            self.memory_heads[memory.loc as usize] = memory.previous;
        }
        self.races.truncate(event.first_race as usize);
        self.clocks.truncate(self.events.len() * self.width);
        self.enabled.truncate(self.events.len() + 1);
        self.last[event.choice.tid as usize] = event.before;
    }

    fn widen(&mut self, width: usize) {
        let mut clocks = vec![0; self.events.len() * width];
        for pos in 0..self.events.len() {
            clocks[pos * width..pos * width + self.width].copy_from_slice(self.clock(pos));
        }
        self.clocks = clocks;
        self.width = width;
    }

    fn join(&mut self, row: usize, event: u32) {
        let from = event as usize * self.width;
        for i in 0..self.width {
            self.clocks[row + i] = self.clocks[row + i].max(self.clocks[from + i]);
        }
    }

    fn covered(&self, row: usize, event: u32) -> bool {
        self.clocks[row + self.events[event as usize].choice.tid as usize] > event
    }

    /// Joins the clocks of the releases before each acquire.
    fn order(&mut self, fps: &Footprints, fp: FpId, row: usize) {
        for access in fps.accesses(fp) {
            if access.kind != AccessKind::Acquire {
                continue;
            }
            let mut at = self.heads[access.loc as usize];
            while at != NONE {
                let earlier = self.accesses[at as usize];
                if earlier.kind == AccessKind::Release {
                    self.join(row, earlier.event);
                    let Event { choice, last, first_access, .. } =
                        self.events[earlier.event as usize];
                    let end = match self.events.get(earlier.event as usize + 1) {
                        Some(next) => next.first_access,
                        None => self.accesses.len() as u32,
                    };
                    // The end of a thread comes behind all that its last event did.
                    if last && at + 1 == end && at >= first_access {
                        let own = &mut self.clocks[row + choice.tid as usize];
                        *own = (*own).max(earlier.event + 2);
                    }
                }
                at = earlier.previous;
            }
        }
    }

    /// Joins the clocks of all events that the new one depends on into its row, and appends those
    /// of them that it has a reversible race with.
    fn find_races(
        &mut self,
        fps: &Footprints,
        fp: FpId,
        arrival: Arrival,
        permitted: &mut Permitted,
    ) {
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.clear();
        for access in fps.accesses(fp) {
            if access.kind.orders_only() {
                continue;
            }
            let mut at = self.heads[access.loc as usize];
            while at != NONE {
                let earlier = self.accesses[at as usize];
                if earlier.kind.conflicts(access.kind) && !self.covered(arrival.row, earlier.event)
                {
                    candidates.push(Candidate {
                        event: earlier.event,
                        access: at,
                        kind: access.kind,
                        reversible: true,
                    });
                }
                // Everything before a change happens before the change.
                if !earlier.kind.looks() && !earlier.kind.orders_only() {
                    break;
                }
                at = earlier.previous;
            }
        }
        if arrival.waits > 0 {
            for c in &mut candidates {
                c.reversible = self.permitted_before(c.access, c.kind, arrival, permitted);
            }
            // An event lets the new one go ahead as a whole.
            for i in 0..candidates.len() {
                let Candidate { event, reversible, .. } = candidates[i];
                if !reversible {
                    let same = candidates.iter_mut().filter(|c| c.event == event);
                    same.for_each(|c| c.reversible = false);
                }
            }
            for c in &candidates {
                if !c.reversible && c.kind.waits() {
                    self.look_past(*c, &candidates, arrival, permitted);
                }
            }
        }
        for c in &candidates {
            // Reversed through another race first.
            let shadowed = || {
                candidates.iter().any(|other| {
                    other.event != c.event
                        && other.reversible
                        && self.happens_before(c.event as usize, other.event as usize)
                })
            };
            if c.reversible && !shadowed() {
                self.note_race(arrival, c.event);
            }
        }
        for c in &candidates {
            self.join(arrival.row, c.event);
        }
        self.candidates = candidates;
    }

    /// Notes a race with `event`, once.
    fn note_race(&mut self, arrival: Arrival, event: u32) {
        if !self.races[arrival.first_race..].contains(&event) {
            self.races.push(event);
        }
    }

    /// The access `c` let the new event go ahead (an unlock, a put), so the two cannot change
    /// places. What may: the new event and an earlier taker, together with all that followed it.
    fn look_past(
        &mut self,
        c: Candidate,
        candidates: &[Candidate],
        arrival: Arrival,
        permitted: &mut Permitted,
    ) {
        let mut base = std::mem::take(&mut self.joined);
        base.clear();
        base.extend_from_slice(&self.clocks[arrival.row..arrival.row + self.width]);
        for other in candidates {
            if other.reversible {
                for (b, o) in base.iter_mut().zip(self.clock(other.event as usize)) {
                    *b = (*b).max(*o);
                }
            }
        }
        let mut at = self.accesses[c.access as usize].previous;
        let mut found = false;
        while at != NONE {
            let earlier = self.accesses[at as usize];
            let changes = !earlier.kind.looks() && !earlier.kind.orders_only();
            let known =
                base[self.events[earlier.event as usize].choice.tid as usize] > earlier.event;
            if known || (changes && found) {
                if changes {
                    break;
                }
            } else if earlier.kind.conflicts(c.kind)
                && self.permitted_before(at, c.kind, arrival, permitted)
            {
                found = true;
                self.note_race(arrival, earlier.event);
                if changes {
                    break;
                }
            }
            at = earlier.previous;
        }
        self.joined = base;
    }

    /// Whether the new event, which may wait for a location, could go on before that of `access`.
    fn permitted_before(
        &self,
        access: u32,
        kind: AccessKind,
        arrival: Arrival,
        permitted: &mut Permitted,
    ) -> bool {
        let ChainedAccess { kind: earlier, event, .. } = self.accesses[access as usize];
        let Arrival { tid, before, waits, .. } = arrival;
        // What waits for this location alone can be told without trying.
        let simple = waits == 1 && kind.waits();
        // The thread stood at this move already: it is known whether it could go on.
        if before > 0 && before <= event {
            let could = self.enabled[event as usize].contains(tid);
            if could || simple {
                return could;
            }
        }
        if kind == AccessKind::Lock && simple {
            match earlier {
                AccessKind::Lock => return true,
                AccessKind::Unlock => return false,
                _ => {}
            }
        }
        permitted(self, event as usize, tid)
    }
}
