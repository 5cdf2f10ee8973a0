//! Lost wake-ups: a thread waits for ever for a notification that was given before it waited.

use super::observation::{Action, Names, Observation, Site};
use super::text;
use crate::system::Tid;

/// A notification that nobody heard, and the thread that would have needed it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct LostWakeup {
    /// The condition.
    pub cond: u64,
    /// The thread that waits, and where.
    pub waiter: (Tid, Site),
    /// The thread that notified too early, and where.
    pub notifier: (Tid, Site),
}

impl LostWakeup {
    /// The finding in words.
    pub fn message(&self, names: &dyn Names) -> String {
        format!(
            "Lost wake-up: {} notified {} in line {} before {} began to wait for it in line {}, \
             and a notification is not kept.",
            names.thread(self.notifier.0),
            text::quoted(names, self.cond),
            self.notifier.1.line,
            names.thread(self.waiter.0),
            self.waiter.1.line,
        )
    }
}

/// Looks for lost wake-ups in one execution.
#[derive(Default)]
pub struct LostWakeups {
    /// The last unheard notification of each condition.
    unheard: Vec<(u64, Tid, Site)>,
    /// The last wait of each thread, with the notification that had gone unheard by then.
    waits: Vec<BegunWait>,
}

struct BegunWait {
    tid: Tid,
    site: Site,
    cond: u64,
    missed: Option<(Tid, Site)>,
}

impl LostWakeups {
    /// Takes in the next observation.
    pub fn observe(&mut self, observation: &Observation) {
        let Observation { tid, action, site } = *observation;
        match action {
            Action::Notify { cond, woken: 0 } => {
                self.unheard.retain(|(c, ..)| *c != cond);
                self.unheard.push((cond, tid, site));
            }
            Action::Wait(cond) => {
                let heard = self.unheard.iter().find(|(c, t, _)| *c == cond && *t != tid);
                let missed = heard.map(|(_, t, s)| (*t, *s));
                self.waits.retain(|wait| wait.tid != tid);
                self.waits.push(BegunWait { tid, site, cond, missed });
            }
            _ => {}
        }
    }

    /// The lost wake-ups among the threads that wait at the end of the execution.
    pub fn found(&self, waiting: &[Tid]) -> Vec<LostWakeup> {
        let lost = self.waits.iter().filter(|wait| waiting.contains(&wait.tid));
        lost.filter_map(|wait| {
            let notifier = wait.missed?;
            let waiter = (wait.tid, wait.site);
            Some(LostWakeup { cond: wait.cond, waiter, notifier })
        })
        .collect()
    }
}
