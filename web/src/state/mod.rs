//! The page's state: what a link carries ([`Document`]), what follows from it by running
//! ([`Run`], [`Search`]), and how it is looked at ([`View`]). One [`Action`], one reducer.

mod action;
mod document;
mod log;
mod run;
mod search;
mod view;

use std::rc::Rc;

use timeslice_protocol::Problem;
use yew::Reducible;

pub use action::Action;
pub use document::Document;
pub use log::OutputLine;
pub use run::{Run, RunStatus};
pub use search::Search;
pub use view::{Axis, Cursor, Dialog, Shown, StepUnit, Theme, View};

/// Everything the page knows.
#[derive(Clone, Default)]
pub struct State {
    /// What a link carries.
    pub document: Document,
    /// What is wrong with the program, as the worker last said.
    pub problems: Rc<Vec<Problem>>,
    /// The latest run.
    pub run: Rc<Run>,
    /// The latest search.
    pub search: Rc<Search>,
    /// How it is looked at.
    pub view: View,
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self).clone();
        action::apply(&mut state, action);
        Rc::new(state)
    }
}

impl State {
    /// The schedule that a search found, if the latest run is its replay.
    pub fn shown(&self) -> Option<Rc<Shown>> {
        let replayed = |shown: &&Rc<Shown>| {
            shown.schedule == self.run.settings.schedule.to_string()
                && self.run.source == self.document.source
        };
        self.view.shown.as_ref().filter(replayed).cloned()
    }

    /// Whether program or settings were changed since they ran.
    pub fn is_stale(&self) -> bool {
        self.run.status != RunStatus::Idle
            && (self.run.source != self.document.source
                || self.run.settings != self.document.settings)
    }
}
