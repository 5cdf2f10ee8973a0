//! The compiler's front door.

use std::borrow::Cow;
use std::sync::Arc;

use ruff_python_ast::Mod;
use ruff_python_parser::{ParseOptions, parse_unchecked};
use ruff_text_size::TextRange;

use crate::bytecode::{Code, Source};
use crate::codegen::{self, Input};
use crate::diagnostic::{Diagnostic, Kind, Problem, locate};
use crate::limits::MAX_SOURCE_BYTES;
use crate::names::Names;
use crate::scan::scan;
use crate::scope;

/// What a text is compiled as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A file, or a string for `exec`: statements.
    Exec,
    /// A string for `eval`: one expression.
    Eval,
}

/// How to compile.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The name that tracebacks show.
    pub file_name: &'a str,
    /// What the text is.
    pub mode: Mode,
    /// Part of Timeslice's own library.
    pub library: bool,
}

/// Compiles `text`, or says everything that is wrong with it, sorted by position.
///
/// Lines may end with `\r\n` or `\r`; the code's source and the byte offsets of diagnostics are
/// those of the text with `\n`, as in CPython.
pub fn compile(text: &str, options: &Options) -> Result<Arc<Code>, Vec<Diagnostic>> {
    if text.len() > MAX_SOURCE_BYTES {
        let source = Source::new(options.file_name, "");
        let message = format!("the program is longer than {MAX_SOURCE_BYTES} bytes");
        let problem = Problem::new(Kind::Limit, TextRange::default(), message);
        return Err(locate(vec![problem], &source));
    }
    let text = &*newlines(text);
    let mut source = Source::new(options.file_name, text);
    if options.library {
        source.line_overrides = line_overrides(text);
    }
    let source = Arc::new(source);
    let mut problems = Vec::new();
    match translate(text, options, &source, &mut problems) {
        Some(code) if problems.is_empty() => Ok(code),
        _ => Err(locate(problems, &source)),
    }
}

/// Everything that is wrong with the file `text`.
pub fn check(text: &str) -> Vec<Diagnostic> {
    let options = Options { file_name: "<check>", mode: Mode::Exec, library: false };
    compile(text, &options).err().unwrap_or_default()
}

fn translate(
    text: &str,
    options: &Options,
    source: &Arc<Source>,
    problems: &mut Vec<Problem>,
) -> Option<Arc<Code>> {
    let mode = match options.mode {
        Mode::Exec => ruff_python_parser::Mode::Module,
        Mode::Eval => ruff_python_parser::Mode::Expression,
    };
    let scan = scan(text);
    problems.extend(scan.problems);
    if scan.fatal {
        return None;
    }
    let parsed = parse_unchecked(text, ParseOptions::from(mode));
    for error in parsed.errors() {
        problems.push(Problem::syntax(error.location, error.error.to_string()));
    }
    if !problems.is_empty() {
        return None;
    }
    let tree: &Mod = parsed.syntax();
    let mut names = Names::default();
    let mut built = scope::build(tree, &mut names, problems);
    if built.too_deep {
        return None;
    }
    scope::resolve(&mut built.scopes, &mut names, problems);
    if !problems.is_empty() {
        return None;
    }
    let input = Input {
        text,
        source: source.clone(),
        names,
        scopes: built.scopes,
        future_annotations: built.future_annotations,
        library: options.library,
    };
    Some(codegen::generate(tree, input, problems))
}

/// `text` with every line ended by `\n`.
fn newlines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// `# timeslice: line N` at the end of a line: tracebacks show line N for it.
fn line_overrides(text: &str) -> Vec<(u32, u32)> {
    let reported = |line: &str| {
        let (_, number) = line.rsplit_once("# timeslice: line ")?;
        number.trim().parse().ok()
    };
    (1..).zip(text.lines()).filter_map(|(n, line)| Some((n, reported(line)?))).collect()
}
