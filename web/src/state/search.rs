//! The latest search over schedules.

use std::rc::Rc;

use timeslice_protocol::{FindingRow, OutcomeRow, RequestId, SearchState, Strategy};

/// What a search has found so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// The worker's number for it; 0 where there was none.
    pub id: RequestId,
    /// The program that is searched.
    pub source: Rc<str>,
    /// Which schedules are tried.
    pub strategy: Strategy,
    /// How far it is.
    pub state: SearchState,
    /// How the program can end.
    pub outcomes: Vec<OutcomeRow>,
    /// What is wrong with it.
    pub findings: Vec<FindingRow>,
}

impl Search {
    /// Whether the worker is at it.
    pub fn is_running(&self) -> bool {
        self.id != 0 && !self.state.ended
    }
}
