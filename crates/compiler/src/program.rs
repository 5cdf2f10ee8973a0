//! The compiler's front door.

use std::sync::Arc;

use ruff_python_ast::Mod;
use ruff_python_parser::{ParseOptions, parse_unchecked};

use crate::bytecode::{Code, Source};
use crate::codegen::{self, Input};
use crate::diagnostic::{Diagnostic, Problem, locate};
use crate::names::Names;
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
pub fn compile(text: &str, options: &Options) -> Result<Arc<Code>, Vec<Diagnostic>> {
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

/// `# timeslice: line N` at the end of a line: tracebacks show line N for it.
fn line_overrides(text: &str) -> Vec<(u32, u32)> {
    let reported = |line: &str| {
        let (_, number) = line.rsplit_once("# timeslice: line ")?;
        number.trim().parse().ok()
    };
    (1..).zip(text.lines()).filter_map(|(n, line)| Some((n, reported(line)?))).collect()
}
