//! One run of the program, as far as the worker has told.

use std::cell::RefCell;
use std::rc::Rc;

use timeslice_protocol::{RequestId, Summary};
use timeslice_trace::{Moment, Position, PythonVersion, Settings};

use super::log::Log;

/// What becomes of the run.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum RunStatus {
    /// There is none.
    #[default]
    Idle,
    /// It runs.
    Running,
    /// It is held, and may go on.
    Paused,
    /// It has ended.
    Finished(Rc<Summary>),
    /// The program cannot be run; the problems say why.
    Invalid,
    /// The worker is gone, and with it the machine: the trace is all there is.
    Lost,
}

/// One run.
#[derive(Clone)]
pub struct Run {
    /// The worker's number for it.
    pub id: RequestId,
    /// What becomes of it.
    pub status: RunStatus,
    /// The program that runs.
    pub source: Rc<str>,
    /// The machine it runs on.
    pub settings: Rc<Settings>,
    /// Its events so far. Grows in place, since it may be large; `revision` tells that it grew.
    pub log: Rc<RefCell<Log>>,
    /// Changes whenever `log` does.
    pub revision: u32,
    /// How far it is.
    pub end: Position,
    /// The latest moment that was asked for.
    pub moment: Option<Rc<Moment>>,
}

impl Default for Run {
    fn default() -> Run {
        Run::start(0, "".into(), Rc::default())
    }
}

/// The same run at the same point.
impl PartialEq for Run {
    fn eq(&self, other: &Run) -> bool {
        self.id == other.id
            && self.revision == other.revision
            && self.status == other.status
            && Rc::ptr_eq(&self.log, &other.log)
            && self.end == other.end
            && match (&self.moment, &other.moment) {
                (Some(a), Some(b)) => Rc::ptr_eq(a, b),
                (a, b) => a.is_none() && b.is_none(),
            }
    }
}

impl Run {
    /// A run at its start.
    pub fn start(id: RequestId, source: Rc<str>, settings: Rc<Settings>) -> Run {
        let has_gil = settings.python != PythonVersion::V313t;
        Run {
            id,
            status: if id == 0 { RunStatus::Idle } else { RunStatus::Running },
            source,
            settings,
            log: Rc::new(RefCell::new(Log::new(has_gil))),
            revision: 0,
            end: Position::default(),
            moment: None,
        }
    }

    /// Whether the worker can still say what was at a step.
    pub fn has_machine(&self) -> bool {
        matches!(self.status, RunStatus::Running | RunStatus::Paused | RunStatus::Finished(_))
    }

    /// Whether there is anything to look at.
    pub fn is_empty(&self) -> bool {
        self.log.borrow().trace().is_empty()
    }
}
