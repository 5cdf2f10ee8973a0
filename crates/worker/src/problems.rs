//! The compiler's diagnostics as the page gets them.

use timeslice_compiler::Diagnostic;
use timeslice_protocol::Problem;

/// A page shows no more than this, and a file of junk has one at every character.
const MAX_PROBLEMS: usize = 200;

/// The diagnostics as messages.
pub fn problems(diagnostics: &[Diagnostic]) -> Vec<Problem> {
    diagnostics
        .iter()
        .take(MAX_PROBLEMS)
        .map(|diagnostic| Problem {
            start: diagnostic.start,
            end: diagnostic.end,
            line: diagnostic.line,
            column: diagnostic.column,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone().unwrap_or_default(),
        })
        .collect()
}
