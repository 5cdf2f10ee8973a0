//! The detectors on hand-written executions: what is wrong is found and told, what is right is left
//! alone.

use timeslice_explorer::Tid;
use timeslice_explorer::findings::Action::{self, *};
use timeslice_explorer::findings::*;

const COUNTER: u64 = 1;
const LOCK_A: u64 = 10;
const LOCK_B: u64 = 11;
const GATE: u64 = 12;
const QUEUE: u64 = 20;

struct Plain;

impl Names for Plain {
    fn thread(&self, tid: Tid) -> String {
        match tid {
            0 => "MainThread".to_string(),
            n => format!("Thread-{n}"),
        }
    }

    fn object(&self, object: u64) -> String {
        let name = match object {
            COUNTER => "counter",
            LOCK_A => "lock_a",
            LOCK_B => "lock_b",
            GATE => "gate",
            QUEUE => "queue",
            _ => "other",
        };
        name.to_string()
    }
}

/// Thread, action, line; the position is unique to thread, line and kind of action.
fn execution(steps: &[(Tid, Action, u32)]) -> Vec<Observation> {
    let observation = |&(tid, action, line): &(Tid, Action, u32)| {
        let kind = u32::from(matches!(action, Write(_)));
        let position = line * 2 + kind;
        Observation { tid, action, site: Site { line, position, stack: 0 } }
    };
    steps.iter().map(observation).collect()
}

fn races(steps: &[(Tid, Action, u32)]) -> Vec<Race> {
    let mut races = Races::default();
    execution(steps).iter().for_each(|o| races.observe(o));
    races.found().to_vec()
}

fn lost(steps: &[(Tid, Action, u32)]) -> Vec<LostUpdate> {
    let mut updates = LostUpdates::default();
    execution(steps).iter().for_each(|o| updates.observe(o));
    updates.found().to_vec()
}

fn inversions(steps: &[(Tid, Action, u32)]) -> Vec<Inversion> {
    let mut order = LockOrder::default();
    execution(steps).iter().for_each(|o| order.observe(o));
    order.found()
}

#[test]
fn unlocked_increment() {
    let steps = [
        (0, Fork(1), 20),
        (0, Fork(2), 21),
        (1, Read(COUNTER), 8),
        (2, Read(COUNTER), 8),
        (2, Write(COUNTER), 8),
        (1, Write(COUNTER), 8),
    ];
    let found = lost(&steps);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].message(&Plain),
        "Lost update: Thread-1 and Thread-2 both read `counter` before either wrote it back."
    );
    let found = races(&steps);
    assert_eq!(
        found[0].message(&Plain),
        "Data race on `counter`: Thread-1 reads it in line 8 holding no lock, Thread-2 writes it \
         in line 8 holding no lock, and no lock keeps them apart."
    );
}

#[test]
fn overwritten_blindly() {
    let found = lost(&[(1, Read(COUNTER), 5), (2, Write(COUNTER), 9), (1, Write(COUNTER), 6)]);
    assert!(!found[0].both_read_first);
    assert!(found[0].message(&Plain).contains("computed from the old one"));
}

#[test]
fn locked_increment_is_right() {
    let mut steps = vec![(0, Fork(1), 20), (0, Fork(2), 21)];
    for tid in [1, 2] {
        steps.extend([
            (tid, Lock(LOCK_A), 7),
            (tid, Read(COUNTER), 8),
            (tid, Write(COUNTER), 8),
            (tid, Unlock(LOCK_A), 7),
        ]);
    }
    steps.extend([(0, Join(1), 22), (0, Join(2), 23), (0, Read(COUNTER), 24)]);
    assert!(races(&steps).is_empty());
    assert!(lost(&steps).is_empty());
}

#[test]
fn one_side_without_the_lock() {
    let found = races(&[
        (0, Fork(1), 20),
        (0, Fork(2), 21),
        (1, Lock(LOCK_A), 7),
        (1, Write(COUNTER), 8),
        (1, Unlock(LOCK_A), 7),
        (2, Read(COUNTER), 12),
    ]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].missing_locks(), [LOCK_A]);
    assert!(
        found[0]
            .message(&Plain)
            .ends_with("they have no lock in common: only one of them holds `lock_a`.")
    );
}

#[test]
fn hand_over_is_right() {
    let steps = [
        (0, Fork(1), 20),
        (0, Fork(2), 21),
        (1, Write(COUNTER), 8),
        (1, Release(QUEUE), 9),
        (2, Acquire(QUEUE), 12),
        (2, Write(COUNTER), 13),
        (0, Join(2), 23),
        (0, Read(COUNTER), 24),
    ];
    assert!(races(&steps).is_empty());
}

#[test]
fn every_reader_races_with_the_writer() {
    // The last read of each thread counts, not just the last read.
    let found = races(&[
        (0, Fork(1), 20),
        (0, Fork(2), 21),
        (0, Fork(3), 22),
        (1, Read(COUNTER), 5),
        (2, Read(COUNTER), 6),
        (2, Read(COUNTER), 6),
        (3, Write(COUNTER), 9),
    ]);
    let lines: Vec<u32> = found.iter().map(|r| r.first.site.line).collect();
    assert_eq!(lines, [5, 6]);
}

fn ab_ba(extra: bool) -> Vec<(Tid, Action, u32)> {
    let mut steps = Vec::new();
    for (tid, first, second, line) in [(1, LOCK_A, LOCK_B, 5), (2, LOCK_B, LOCK_A, 15)] {
        let gate = extra.then_some((tid, Lock(GATE), line - 1));
        steps.extend(gate);
        steps.extend([
            (tid, Lock(first), line),
            (tid, Lock(second), line + 1),
            (tid, Unlock(second), line + 1),
            (tid, Unlock(first), line),
        ]);
        steps.extend(gate.map(|_| (tid, Unlock(GATE), line - 1)));
    }
    steps
}

#[test]
fn locks_in_a_circle() {
    let found = inversions(&ab_ba(false));
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].message(&Plain),
        "Lock order: Thread-1 takes `lock_b` while holding `lock_a` in line 6 and Thread-2 takes \
         `lock_a` while holding `lock_b` in line 16. If each gets its first lock, they wait for \
         each other for ever."
    );
}

#[test]
fn circles_that_cannot_close() {
    // A lock held around both.
    assert!(inversions(&ab_ba(true)).is_empty());
    // One thread alone.
    let mut alone = ab_ba(false);
    alone.iter_mut().for_each(|step| step.0 = 1);
    assert!(inversions(&alone).is_empty());
}

#[test]
fn circles_that_only_callers_keep_open() {
    // The second thread starts after the first has ended: no deadlock today, but the wrong order.
    let mut ordered = ab_ba(false);
    ordered.splice(4..4, [(0, Join(1), 30), (0, Fork(2), 31)]);
    ordered.insert(0, (0, Fork(1), 29));
    assert_eq!(inversions(&ordered).len(), 1);
    // The same, but side by side.
    let mut together = ab_ba(false);
    together.splice(0..0, [(0, Fork(1), 29), (0, Fork(2), 31)]);
    assert_eq!(inversions(&together).len(), 1);
}

#[test]
fn three_locks_in_a_circle() {
    let mut steps = Vec::new();
    for tid in 0..3u32 {
        let (first, second) = (u64::from(tid), u64::from((tid + 1) % 3));
        steps.extend([
            (tid, Lock(100 + first), 5),
            (tid, Lock(100 + second), 6),
            (tid, Unlock(100 + second), 6),
            (tid, Unlock(100 + first), 5),
        ]);
    }
    let found = inversions(&steps);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].steps.len(), 3);
}

#[test]
fn reentrant_lock_is_held_until_freed_as_often() {
    let steps = [
        (0, Fork(1), 1),
        (0, Fork(2), 1),
        (1, Lock(LOCK_A), 2),
        (1, Lock(LOCK_A), 3),
        (1, Unlock(LOCK_A), 3),
        (1, Lock(LOCK_B), 4),
        (1, Unlock(LOCK_B), 4),
        (1, Unlock(LOCK_A), 2),
        (2, Lock(LOCK_B), 8),
        (2, Lock(LOCK_A), 9),
    ];
    assert_eq!(inversions(&steps).len(), 1);
}

#[test]
fn deadlock_in_words() {
    let at = |line| Site { line, ..Site::default() };
    let lock = |lock, holder| WaitsFor::Lock { lock, holder };
    let found = deadlock(vec![
        Waiting { tid: 0, site: at(30), waits_for: WaitsFor::Thread(1) },
        Waiting { tid: 2, site: at(14), waits_for: lock(LOCK_A, Some(1)) },
        Waiting { tid: 1, site: at(8), waits_for: lock(LOCK_B, Some(2)) },
    ]);
    assert_eq!(found.circle, [1, 2]);
    assert_eq!(
        found.message(&Plain),
        "Deadlock: Thread-1 waits in line 8 for `lock_b`, held by Thread-2; Thread-2 waits in \
         line 14 for `lock_a`, held by Thread-1; MainThread waits in line 30 for Thread-1 to end."
    );
    let alone = deadlock(vec![Waiting {
        tid: 1,
        site: at(3),
        waits_for: WaitsFor::Object { what: "an item in".to_string(), object: QUEUE },
    }]);
    assert!(alone.circle.is_empty());
    assert_eq!(alone.message(&Plain), "Deadlock: Thread-1 waits in line 3 for an item in `queue`.");
}

#[test]
fn lost_wakeup_in_words() {
    let steps = execution(&[(2, Notify { cond: 30, woken: 0 }, 12), (1, Wait(30), 5)]);
    let mut wakeups = LostWakeups::default();
    steps.iter().for_each(|o| wakeups.observe(o));
    assert!(wakeups.found(&[]).is_empty());
    let found = wakeups.found(&[1]);
    assert_eq!(
        found[0].message(&Plain),
        "Lost wake-up: Thread-2 notified `other` in line 12 before Thread-1 began to wait for it \
         in line 5, and a notification is not kept."
    );
    // One that was heard is not lost.
    let steps =
        execution(&[(1, Wait(30), 5), (2, Notify { cond: 30, woken: 1 }, 12), (1, Wait(30), 5)]);
    let mut wakeups = LostWakeups::default();
    steps.iter().for_each(|o| wakeups.observe(o));
    assert!(wakeups.found(&[1]).is_empty());
}

#[test]
fn schedules_in_a_sentence() {
    let moment = |action, line| Some(Moment { action, line });
    let between = Switch {
        stopped: 1,
        runs: 2,
        before: moment(Read(COUNTER), 8),
        after: moment(Write(COUNTER), 8),
    };
    assert_eq!(
        tell(&[between], &Plain),
        "The normal order, except that Thread-2 runs between reading and writing `counter` in \
         line 8."
    );
    let locks =
        Switch { before: moment(Lock(LOCK_A), 5), after: moment(Lock(LOCK_B), 6), ..between };
    assert_eq!(
        tell(&[between, locks], &Plain),
        "The normal order, except that Thread-2 runs between reading and writing `counter` in \
         line 8 and Thread-2 runs after Thread-1 has taken `lock_a` in line 5 and before it takes \
         `lock_b` in line 6."
    );
    assert_eq!(tell(&[], &Plain), "The normal order: no thread is stopped while it could go on.");
}
