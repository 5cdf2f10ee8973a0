//! Deadlocks: who waits for whom at the end of an execution.

use super::observation::{Names, Site};
use super::text;
use crate::system::Tid;

/// What a thread waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// A lock and the thread that holds it (itself, if it takes a plain lock twice); `None` if its
    /// holder has ended.
    Lock {
        /// The lock.
        lock: u64,
        /// Who holds it.
        holder: Option<Tid>,
    },
    /// The end of a thread.
    Thread(Tid),
    /// Anything else that some other thread would have to do, in words that follow "waits for":
    /// `an item in`, `a place in`, `a notification of`, `a permit of`, and the object.
    Object {
        /// The words.
        what: String,
        /// The object.
        object: u64,
    },
}

/// A thread that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The thread.
    pub tid: Tid,
    /// Where.
    pub site: Site,
    /// For what.
    pub waits_for: WaitsFor,
}

/// Threads that wait for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadlock {
    /// All of them, ascending.
    pub waiting: Vec<Waiting>,
    /// The threads that wait for each other in a circle, if there is one, the lowest first.
    pub circle: Vec<Tid>,
}

/// Describes the end of an execution at which `waiting` wait and nobody can move.
pub fn deadlock(mut waiting: Vec<Waiting>) -> Deadlock {
    waiting.sort_by_key(|w| w.tid);
    let circle =
        waiting.iter().find_map(|first| circle_from(first.tid, &waiting)).unwrap_or_default();
    Deadlock { waiting, circle }
}

impl Waiting {
    /// The thread that would have to move first.
    pub fn other(&self) -> Option<Tid> {
        match self.waits_for {
            WaitsFor::Lock { holder, .. } => holder,
            WaitsFor::Thread(tid) => Some(tid),
            WaitsFor::Object { .. } => None,
        }
    }

    /// One clause of the message.
    pub fn message(&self, names: &dyn Names) -> String {
        let who = names.thread(self.tid);
        let line = self.site.line;
        let what = match &self.waits_for {
            WaitsFor::Lock { lock, holder } => {
                let lock = text::quoted(names, *lock);
                match holder {
                    Some(holder) if *holder == self.tid => format!("{lock}, which it holds itself"),
                    Some(holder) => format!("{lock}, held by {}", names.thread(*holder)),
                    None => format!("{lock}, which a thread that has ended never freed"),
                }
            }
            WaitsFor::Thread(tid) => format!("{} to end", names.thread(*tid)),
            WaitsFor::Object { what, object } => format!("{what} {}", text::quoted(names, *object)),
        };
        format!("{who} waits in line {line} for {what}")
    }
}

impl Deadlock {
    /// The finding in words: the circle first, then who waits for it.
    pub fn message(&self, names: &dyn Names) -> String {
        let in_circle = |w: &&Waiting| self.circle.contains(&w.tid);
        let circle: Vec<&Waiting> = self
            .circle
            .iter()
            .filter_map(|tid| self.waiting.iter().find(|w| w.tid == *tid))
            .collect();
        let rest: Vec<&Waiting> = self.waiting.iter().filter(|w| !in_circle(w)).collect();
        let clauses = circle.into_iter().chain(rest).map(|w| w.message(names));
        let clauses: Vec<String> = clauses.collect();
        format!("Deadlock: {}.", clauses.join("; "))
    }
}

fn circle_from(first: Tid, waiting: &[Waiting]) -> Option<Vec<Tid>> {
    let mut circle = vec![first];
    loop {
        let last = circle[circle.len() - 1];
        let next = waiting.iter().find(|w| w.tid == last)?.other()?;
        if next == first {
            return Some(circle);
        }
        if circle.contains(&next) {
            return None;
        }
        circle.push(next);
    }
}
