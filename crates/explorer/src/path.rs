//! A machine at the end of a [`Trail`], with snapshots to go back to.
//!
//! Everything a strategy does to a machine goes through here: enter a state, advance by a choice,
//! retreat to an earlier depth, and ask what would happen if a race went the other way.

use crate::footprints::{Footprints, FpId, Move};
use crate::system::{Choice, Footprint, System, Tid};
use crate::threads::ThreadSet;
use crate::trail::{Event, Trail};

/// Depths between two snapshots. A snapshot costs about as much as a few steps, and most states
/// are never returned to; those that are get one of their own then.
const SNAPSHOT_GAP: usize = 8;
/// How many snapshots that were given up wait to be used again.
const SPARE: usize = 8;

/// The current execution, its machine and the way back.
pub(crate) struct Path<S> {
    pub trail: Trail,
    pub fps: Footprints,
    machine: S,
    /// The depth the machine stands at; behind the trail's end while strategies retreat.
    machine_depth: usize,
    snapshots: Snapshots<S>,
    footprint: Footprint,
    tids: Vec<Tid>,
    /// Transitions executed, replays and what-ifs included.
    pub executed: u64,
    /// Set when a thread beyond the supported number moved or could.
    pub too_many_threads: bool,
}

/// Machines at some depths of the trail, the start always among them, and one to try things on.
struct Snapshots<S> {
    kept: Vec<(usize, S)>,
    /// Some that were given up; new ones take their places and their memory.
    spare: Vec<S>,
    scratch: Option<S>,
    tids: Vec<Tid>,
    ignored: Footprint,
}

impl<S: System> Snapshots<S> {
    fn keep(&mut self, depth: usize, machine: &S) {
        let snapshot = match self.spare.pop() {
            Some(mut spare) => {
                spare.clone_from(machine);
                spare
            }
            None => machine.clone(),
        };
        self.kept.push((depth, snapshot));
    }

    /// Forgets those behind `depth`.
    fn retreat(&mut self, depth: usize) {
        while let Some((_, snapshot)) = self.kept.pop_if(|(at, _)| *at > depth) {
            if self.spare.len() < SPARE {
                self.spare.push(snapshot);
            }
        }
    }

    /// The scratch machine as it stands at the trail's end, or at `end`, without event `without`
    /// and all that happens after it.
    fn rerun(&mut self, trail: &Trail, without: usize, end: usize, executed: &mut u64) -> &mut S {
        let at = self.kept.partition_point(|(depth, _)| *depth <= without) - 1;
        let (depth, snapshot) = &self.kept[at];
        let machine = match &mut self.scratch {
            Some(machine) => {
                machine.clone_from(snapshot);
                machine
            }
            none => none.insert(snapshot.clone()),
        };
        for (pos, event) in trail.events().iter().enumerate().take(end).skip(*depth) {
            if pos < without || !trail.happens_before(without, pos) {
                self.ignored.clear();
                machine.step(event.choice, &mut self.ignored);
                *executed += 1;
            }
        }
        machine
    }

    /// Whether `tid` can move there.
    fn permits(&mut self, trail: &Trail, without: usize, tid: Tid, executed: &mut u64) -> bool {
        let mut tids = std::mem::take(&mut self.tids);
        tids.clear();
        self.rerun(trail, without, trail.len(), executed).enabled(&mut tids);
        self.tids = tids;
        self.tids.contains(&tid)
    }
}

impl<S: System> Path<S> {
    pub fn new(machine: S) -> Self {
        Path {
            trail: Trail::new(),
            fps: Footprints::default(),
            snapshots: Snapshots {
                kept: vec![(0, machine.clone())],
                spare: Vec::new(),
                scratch: None,
                tids: Vec::new(),
                ignored: Footprint::new(),
            },
            machine,
            machine_depth: 0,
            footprint: Footprint::new(),
            tids: Vec::new(),
            executed: 0,
            too_many_threads: false,
        }
    }

    /// A path whose first events are known: each with its alternatives and the threads that could
    /// move before it. `machine` stands behind the first `from` of them.
    pub fn resume(
        start: S,
        from: usize,
        machine: &S,
        fps: Footprints,
        prefix: Vec<(Move, u32, ThreadSet)>,
    ) -> Self {
        let mut path = Path::new(start);
        path.fps = fps;
        for (step, alts, enabled) in prefix {
            path.trail.set_enabled(enabled);
            path.push_event(step.choice, step.fp, alts);
        }
        path.machine_depth = usize::MAX;
        if from > 0 {
            path.snapshots.kept.push((from, machine.clone()));
        }
        path
    }

    /// The nearest snapshot at or above `depth`, and its depth.
    pub fn snapshot_before(&self, depth: usize) -> (usize, S) {
        let kept = &self.snapshots.kept;
        kept[kept.partition_point(|(at, _)| *at <= depth) - 1].clone()
    }

    /// About how many bytes the execution and its snapshots take.
    pub fn bytes(&self) -> usize {
        let kept: usize = self.snapshots.kept.iter().map(|(_, m)| m.bytes()).sum();
        let spare: usize = self.snapshots.spare.iter().map(S::bytes).sum();
        kept + spare + self.depth() * 128
    }

    pub fn depth(&self) -> usize {
        self.trail.len()
    }

    /// The machine at the trail's end; right after [`enter`](Self::enter) or
    /// [`advance`](Self::advance) only.
    pub fn machine(&self) -> &S {
        debug_assert_eq!(self.machine_depth, self.depth(), "the machine lags behind");
        &self.machine
    }

    /// Looks who can move at the end, and notes it.
    pub fn enter(&mut self) -> ThreadSet {
        debug_assert_eq!(self.machine_depth, self.depth(), "the machine lags behind");
        self.tids.clear();
        self.machine.enabled(&mut self.tids);
        // Not noting the threads beyond the limit is safe: the search stops and says so.
        let set = ThreadSet::of(&self.tids).unwrap_or_else(|| {
            self.too_many_threads = true;
            ThreadSet::default()
        });
        self.trail.set_enabled(set);
        set
    }

    /// Executes one transition of an enabled thread at the trail's end.
    pub fn advance(&mut self, choice: Choice) -> Move {
        self.restore();
        let depth = self.depth();
        let newest = self.snapshots.kept.last().map_or(0, |(depth, _)| *depth);
        if depth >= newest + SNAPSHOT_GAP {
            self.snapshots.keep(depth, &self.machine);
        }
        let alts = self.machine.alternatives(choice.tid);
        self.footprint.clear();
        self.machine.step(choice, &mut self.footprint);
        self.executed += 1;
        self.machine_depth += 1;
        let fp = self.fps.intern(&self.footprint);
        self.push_event(choice, fp, alts);
        Move { choice, fp }
    }

    fn push_event(&mut self, choice: Choice, fp: FpId, alts: u32) {
        let Path { trail, fps, snapshots, executed, .. } = self;
        trail.push(fps, choice, fp, alts, &mut |trail, without, tid| {
            snapshots.permits(trail, without, tid, executed)
        });
    }

    /// Forgets the events from `depth` on. The machine follows when it is next needed.
    pub fn retreat(&mut self, depth: usize) {
        while self.trail.len() > depth {
            self.trail.pop();
        }
        self.snapshots.retreat(depth);
        if self.machine_depth > depth {
            self.machine_depth = usize::MAX;
        }
    }

    /// Brings the machine to the trail's end.
    pub fn restore(&mut self) {
        let depth = self.depth();
        if self.machine_depth == depth {
            return;
        }
        let Some((from, snapshot)) = self.snapshots.kept.last() else {
            unreachable!("the start is always kept");
        };
        self.machine.clone_from(snapshot);
        let from = *from;
        for event in &self.trail.events()[from..] {
            self.footprint.clear();
            self.machine.step(event.choice, &mut self.footprint);
            self.executed += 1;
        }
        self.machine_depth = depth;
        // Where one branch was left for later, there are often more.
        if from < depth {
            self.snapshots.keep(depth, &self.machine);
        }
    }

    /// Adds the pending operation of each blocked thread as an event that did not happen, calls
    /// `visit` with its position, and takes it away again.
    pub fn each_pending(&mut self, mut visit: impl FnMut(&mut Self, usize)) {
        let mut blocked = Vec::new();
        self.machine().blocked(&mut blocked);
        for tid in blocked {
            if ThreadSet::of(&[tid]).is_none() {
                self.too_many_threads = true;
                continue;
            }
            let mut footprint = Footprint::new();
            self.machine.pending(tid, &mut footprint);
            let fp = self.fps.intern(&footprint);
            self.push_event(Choice::of(tid), fp, 1);
            let pos = self.depth() - 1;
            visit(self, pos);
            self.trail.pop();
        }
    }

    /// The sequence that reverses the race of events `first` and `second`: what does not happen
    /// after `first`, up to `end`, and then `second`. False if `second` turns out to be impossible.
    pub fn reversal(
        &mut self,
        first: usize,
        second: usize,
        end: usize,
        out: &mut Vec<Move>,
    ) -> bool {
        let Event { choice, mut fp, .. } = *self.trail.event(second);
        self.concurrent(first, end, out);
        if !self.fps.is_stable(fp) {
            match self.footprint_without(first, end, choice) {
                Some(there) => fp = there,
                None => return false,
            }
        }
        out.push(Move { choice, fp });
        true
    }

    /// The sequence that takes alternative `alt` at event `pos` instead, behind all that does not
    /// happen after the event. False if that is impossible.
    pub fn other_alternative(&mut self, pos: usize, alt: u32, out: &mut Vec<Move>) -> bool {
        let end = self.depth();
        let tid = self.trail.event(pos).choice.tid;
        let choice = Choice { tid, alt };
        self.concurrent(pos, end, out);
        let fp = self.footprint_without(pos, end, choice);
        out.extend(fp.map(|fp| Move { choice, fp }));
        fp.is_some()
    }

    /// The events between `first` and `end` that do not happen after `first`.
    fn concurrent(&self, first: usize, end: usize, out: &mut Vec<Move>) {
        out.clear();
        for pos in first + 1..end {
            if !self.trail.happens_before(first, pos) {
                let Event { choice, fp, .. } = *self.trail.event(pos);
                out.push(Move { choice, fp });
            }
        }
    }

    /// What `choice` touches behind everything that does not happen after event `without`.
    fn footprint_without(&mut self, without: usize, end: usize, choice: Choice) -> Option<FpId> {
        let machine = self.snapshots.rerun(&self.trail, without, end, &mut self.executed);
        self.tids.clear();
        machine.enabled(&mut self.tids);
        if !self.tids.contains(&choice.tid) || choice.alt >= machine.alternatives(choice.tid) {
            return None;
        }
        self.footprint.clear();
        machine.step(choice, &mut self.footprint);
        self.executed += 1;
        Some(self.fps.intern(&self.footprint))
    }
}
