//! The compiler's front door.

use std::borrow::Cow;
use std::sync::Arc;

use ruff_python_ast::{Mod, PythonVersion};
use ruff_python_parser::{ParseOptions, parse_unchecked};
use ruff_text_size::{TextRange, TextSize};

use crate::bytecode::{Code, Source};
use crate::codegen::{self, Input};
use crate::diagnostic::{Diagnostic, Kind, Problem, locate};
use crate::limits::{MAX_PROBLEMS, MAX_SOURCE_BYTES};
use crate::names::Names;
use crate::scan::scan;
use crate::scope;
use crate::syntax::Syntax;
use crate::verify::verify;

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
/// those of the text with `\n` (and, for an expression, without the white space before it), as in
/// CPython.
pub fn compile(text: &str, options: &Options) -> Result<Arc<Code>, Vec<Diagnostic>> {
    if text.len() > MAX_SOURCE_BYTES {
        let source = Source::new(options.file_name, "");
        let message = format!("the program is longer than {MAX_SOURCE_BYTES} bytes");
        let problem = Problem::new(Kind::Limit, TextRange::default(), message);
        return Err(locate(vec![problem], &source));
    }
    let text = &*newlines(text);
    // `eval` skips white space before the expression.
    let text = match options.mode {
        Mode::Exec => text,
        Mode::Eval => text.trim_start_matches([' ', '\t']),
    };
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
    let target = ParseOptions::from(mode).with_target_version(PythonVersion::PY313);
    let parsed = parse_unchecked(text, target);
    let syntax = Syntax::new(text, parsed.tokens());
    let errors =
        parsed.errors().iter().take(MAX_PROBLEMS).map(|e| (e.location.start(), syntax.problem(e)));
    let newer = parsed.unsupported_syntax_errors();
    let newer = newer.iter().take(MAX_PROBLEMS).map(|e| (e.range.start(), syntax.newer(e)));
    merge(problems, errors.chain(newer).collect(), source);
    if !problems.is_empty() {
        return None;
    }
    if !options.library {
        let warnings = crate::warn::warnings(text, parsed.tokens(), source);
        source.warnings.get_or_init(|| warnings);
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
    let code = codegen::generate(tree, input, problems);
    if problems.is_empty() {
        debug_assert_eq!(verify(&code), Ok(()), "the code of {}", options.file_name);
    }
    Some(code)
}

/// Adds the parser's problems to those of the scan: one on a line, and none that an unclosed
/// bracket explains.
/// With each comes the place where the parser noticed it.
fn merge(problems: &mut Vec<Problem>, mut found: Vec<(TextSize, Problem)>, source: &Source) {
    found.sort_by_key(|(at, p)| (*at, p.range.start()));
    let line = |p: &Problem| source.line(p.range.start().to_u32());
    if let Some(at) = problems.iter().position(|p| p.message.ends_with("was never closed")) {
        let bracket = problems[at].clone();
        let inside = |at: TextSize| at > bracket.range.start();
        match found.iter().find(|(at, _)| inside(*at)) {
            // Wrong already on the bracket's own line: CPython reports that.
            Some((noticed, _))
                if source.line(noticed.to_u32()) == line(&bracket)
                    && !ends_line(*noticed, source) =>
            {
                problems.remove(at);
            }
            _ => found.retain(|(at, _)| !inside(*at)),
        }
    }
    let mut lines: Vec<u32> = problems.iter().map(line).collect();
    for (_, problem) in found {
        let line = line(&problem);
        if !lines.contains(&line) && lines.len() < MAX_PROBLEMS {
            lines.push(line);
            problems.push(problem);
        }
    }
}

/// Whether nothing but the end of the line is wrong.
fn ends_line(noticed: TextSize, source: &Source) -> bool {
    let rest = &source.text[noticed.to_usize()..];
    rest.trim_start_matches([' ', '\t']).starts_with(['\n', '#']) || rest.trim().is_empty()
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
