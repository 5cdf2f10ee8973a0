//! How the run is looked at.

use std::rc::Rc;

use timeslice_trace::{Position, ThreadId};

/// What the timeline's axis counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Axis {
    /// Virtual time.
    #[default]
    Time,
    /// Bytecodes.
    Steps,
}

/// What one step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepUnit {
    /// To the next line of the program.
    #[default]
    Line,
    /// To the next event.
    Event,
    /// One bytecode.
    Bytecode,
}

/// Light, dark, or as the system wants it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

/// What is open over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Dialog {
    Share,
    Embed,
}

/// The moment that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// Where.
    pub at: Position,
    /// Whether it stays at the end of a run that goes on.
    pub follows: bool,
    /// Whether its time was only estimated from its step.
    pub time_is_estimate: bool,
}

/// A schedule that a search found, while it is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Its text.
    pub schedule: String,
    /// What happens in it, in one sentence.
    pub sentence: String,
    /// Its preemptions: after how many bytecodes, and which thread goes on.
    pub decisive: Vec<(u32, ThreadId)>,
}

/// How the run is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The moment that is shown.
    pub cursor: Cursor,
    /// The found schedule that is looked at; it counts while the latest run has it.
    pub shown: Option<Rc<Shown>>,
    /// What the axis counts.
    pub axis: Axis,
    /// What the step buttons do.
    pub step_unit: StepUnit,
    /// The thread whose stack is shown; the running one where none is chosen.
    pub thread: Option<ThreadId>,
    /// The cursor moves by itself.
    pub is_playing: bool,
    /// The plain text field instead of the editor.
    pub plain_editor: bool,
    /// Light or dark.
    pub theme: Theme,
    /// What is open over the page.
    pub dialog: Option<Dialog>,
    /// What happened last, for those who listen.
    pub status: String,
    /// What the page runs on: threads of the worker, once it is there.
    pub workers: Option<u32>,
}
