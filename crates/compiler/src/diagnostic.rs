//! What is wrong with a program before it runs.

use ruff_text_size::TextRange;

use crate::bytecode::Source;
use crate::limits::MAX_PROBLEMS;

/// What sort of problem a [`Diagnostic`] reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// CPython raises `SyntaxError`.
    Syntax,
    /// CPython raises `IndentationError`.
    Indentation,
    /// CPython raises `TabError`.
    Tab,
    /// Valid Python that Timeslice does not run.
    Unsupported,
    /// The program is larger or more deeply nested than Timeslice accepts.
    Limit,
}

impl Kind {
    /// The exception that CPython raises for this kind of problem.
    pub fn exception(self) -> &'static str {
        match self {
            Kind::Syntax | Kind::Unsupported | Kind::Limit => "SyntaxError",
            Kind::Indentation => "IndentationError",
            Kind::Tab => "TabError",
        }
    }
}

/// One problem and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What sort of problem.
    pub kind: Kind,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Line of the first character, from 1.
    pub line: u32,
    /// Column of the first character, from 1, in characters.
    pub column: u32,
    /// Line just after the last character.
    pub end_line: u32,
    /// Column just after the last character.
    pub end_column: u32,
    /// CPython 3.13's wording where there is one.
    pub message: String,
    /// What to do about it, where that is known.
    pub help: Option<String>,
}

/// A problem before its place is turned into lines and columns.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    pub(crate) kind: Kind,
    pub(crate) range: TextRange,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Problem {
    pub(crate) fn new(kind: Kind, range: TextRange, message: impl Into<String>) -> Problem {
        Problem { kind, range, message: message.into(), help: None }
    }

    pub(crate) fn syntax(range: TextRange, message: impl Into<String>) -> Problem {
        Problem::new(Kind::Syntax, range, message)
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }
}

/// Places `problems` in `source`, sorted by position, each problem once, the first ones of very many.
pub(crate) fn locate(mut problems: Vec<Problem>, source: &Source) -> Vec<Diagnostic> {
    problems.sort_by_key(|p| (p.range.start(), p.range.end()));
    problems.dedup_by(|a, b| a.range.start() == b.range.start() && a.message == b.message);
    problems.truncate(MAX_PROBLEMS);
    problems
        .into_iter()
        .map(|p| {
            let (start, end) = (p.range.start().to_u32(), p.range.end().to_u32());
            let (line, column) = source.line_column(start);
            let (end_line, end_column) = source.line_column(end);
            Diagnostic {
                kind: p.kind,
                start,
                end,
                line,
                column,
                end_line,
                end_column,
                message: p.message,
                help: p.help,
            }
        })
        .collect()
}
