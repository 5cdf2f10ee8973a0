//! Who runs next, as text: `fair`, `random:7`, `serial;118>2,131>1!`.
//!
//! A schedule is a base (what happens when nothing else is said) and overrides: "after N bytecodes
//! of the whole run, thread T goes on". `!` after the thread means that its wait times out there;
//! `=K` that its next operation, which the language leaves open, goes way K, from 0: whom `notify`
//! wakes, which number is drawn.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::event::ThreadId;

/// What decides where no override does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Base {
    /// As an unloaded computer would: the GIL's switch interval, first come first served.
    Fair,
    /// A random thread at random preemption points, from a seed.
    Random(u64),
    /// Probabilistic concurrency testing: random priorities, changed at `depth - 1` random moments.
    Pct(u64, u32),
    /// Each thread until it blocks; time stands still while anything can run.
    Serial,
    /// The same, and a sleep or timeout may end at any moment.
    SerialAny,
}

/// At `step` completed bytecodes, go on with `thread`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Bytecodes completed in the whole run.
    pub step: u32,
    /// Who goes on.
    pub thread: ThreadId,
    /// Which alternative: 0 the ordinary one; 1 of a waiting thread: its wait times out; from
    /// [`FIRST_WAY`] on the ways of an operation that the language leaves open.
    pub alternative: u32,
}

/// The [`Override::alternative`] that is the first way of an open operation.
pub const FIRST_WAY: u32 = 2;

/// Base and overrides, in the order of their steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// What decides where no override does.
    pub base: Base,
    /// Departures from it, by step.
    pub overrides: Vec<Override>,
}

impl Default for Schedule {
    fn default() -> Schedule {
        Schedule { base: Base::Fair, overrides: Vec::new() }
    }
}

impl Schedule {
    /// Just a base.
    pub fn of(base: Base) -> Schedule {
        Schedule { base, overrides: Vec::new() }
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.base {
            Base::Fair => write!(f, "fair")?,
            Base::Random(seed) => write!(f, "random:{seed}")?,
            Base::Pct(seed, depth) => write!(f, "pct:{seed}:{depth}")?,
            Base::Serial => write!(f, "serial")?,
            Base::SerialAny => write!(f, "serial-any")?,
        }
        for (index, o) in self.overrides.iter().enumerate() {
            write!(f, "{}{}>{}", if index == 0 { ';' } else { ',' }, o.step, o.thread)?;
            match o.alternative {
                0 => {}
                1 => write!(f, "!")?,
                k => write!(f, "={}", k - FIRST_WAY)?,
            }
        }
        Ok(())
    }
}

/// Why a schedule's text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a schedule: {0}")]
pub struct ScheduleError(String);

/// Default number of priority changes plus one of `pct`.
pub const PCT_DEPTH: u32 = 3;

/// The most overrides that are read.
pub const MAX_OVERRIDES: usize = 100_000;

impl FromStr for Schedule {
    type Err = ScheduleError;

    fn from_str(text: &str) -> Result<Schedule, ScheduleError> {
        let number = |part: &str| {
            part.parse::<u64>()
                .map_err(|_| ScheduleError(format!("'{part}' is no number in '{text}'")))
        };
        let small = |part: &str| {
            part.parse::<u32>()
                .map_err(|_| ScheduleError(format!("'{part}' is no number in '{text}'")))
        };
        let (base, rest) = text.split_once(';').unwrap_or((text, ""));
        let mut words = base.split(':');
        let base = match (words.next(), words.next(), words.next(), words.next()) {
            (Some("fair"), None, None, None) => Base::Fair,
            (Some("serial"), None, None, None) => Base::Serial,
            (Some("serial-any"), None, None, None) => Base::SerialAny,
            (Some("random"), seed, None, None) => Base::Random(number(seed.unwrap_or("0"))?),
            (Some("pct"), seed, depth, None) => {
                let depth = depth.map_or(Ok(PCT_DEPTH), small)?;
                Base::Pct(number(seed.unwrap_or("0"))?, depth)
            }
            _ => {
                let message =
                    format!("'{base}' (expected fair, random, pct, serial or serial-any)");
                return Err(ScheduleError(message));
            }
        };
        let mut overrides = Vec::new();
        for part in rest.split(',').filter(|part| !part.is_empty()) {
            let (step, who) = part
                .split_once('>')
                .ok_or_else(|| ScheduleError(format!("'{part}' is not STEP>THREAD")))?;
            let (thread, alternative) = match who.split_once('=') {
                Some((thread, way)) => (thread, small(way)?.saturating_add(FIRST_WAY)),
                None => match who.strip_suffix('!') {
                    Some(thread) => (thread, 1),
                    None => (who, 0),
                },
            };
            let entry = Override { step: small(step)?, thread: small(thread)?, alternative };
            if overrides.last().is_some_and(|last: &Override| last.step > entry.step) {
                return Err(ScheduleError(format!("step {} comes after a later one", entry.step)));
            }
            if overrides.len() == MAX_OVERRIDES {
                return Err(ScheduleError(format!("more than {MAX_OVERRIDES} choices")));
            }
            overrides.push(entry);
        }
        Ok(Schedule { base, overrides })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_round_trips() {
        for text in
            ["fair", "random:7", "pct:3:5", "serial;118>2,131>1!,140>0=4", "serial-any", "fair;3>1"]
        {
            assert_eq!(text.parse::<Schedule>().unwrap().to_string(), text);
        }
        assert_eq!("random".parse::<Schedule>().unwrap().base, Base::Random(0));
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "fare", "random:x", "serial;5", "serial;5>", "serial;7>1,5>2", "pct:1:2:3"]
        {
            assert!(text.parse::<Schedule>().is_err(), "{text}");
        }
    }
}
