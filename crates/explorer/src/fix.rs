//! Proposes a lock where one is missing, and searches the program again with it.

use similar::TextDiff;
use timeslice_compiler::{Guarded, guard};
use timeslice_trace::{Finding, FindingKind, Fix, Verdict};

use crate::options::{Control, Limits, Options};
use crate::program::Question;

/// Findings that get a proposal.
const MAX_FINDINGS: usize = 8;
/// Edited programs that are searched.
const MAX_SEARCHES: usize = 8;
/// Executions of one such search.
const EXECUTIONS: u64 = 50_000;

impl Question<'_> {
    /// Puts a proposed edit to each finding of `verdict` that a lock would mend: the program with
    /// the statements under a lock, as far as a search of it under the same settings no longer
    /// shows the finding.
    pub fn propose_fixes(&self, verdict: &mut Verdict, options: &Options, control: &Control) {
        let data: Vec<Finding> =
            verdict.findings.iter().filter(|f| f.kind.is_about_data()).cloned().collect();
        let limits =
            Limits { executions: options.limits.executions.min(EXECUTIONS), ..options.limits };
        let options = Options { limits, ..*options };
        let mut tried: Vec<(Guarded, Option<Verdict>)> = Vec::new();
        for finding in
            verdict.findings.iter_mut().filter(|f| f.kind.is_about_data()).take(MAX_FINDINGS)
        {
            let mut best: Option<(Guarded, Verdict)> = None;
            for edit in self.edits(finding, &data) {
                let known = tried.iter().find(|t| t.0.source == edit.source).cloned();
                let result = match known {
                    Some((_, result)) => result,
                    None if tried.len() == MAX_SEARCHES || control.cancelled() => continue,
                    None => {
                        let edited = Question { source: &edit.source, ..self.clone() };
                        let result = edited.verdict(&options, control).ok();
                        tried.push((edit.clone(), result.clone()));
                        result
                    }
                };
                let Some(result) = result.filter(|result| mends(result, finding)) else { continue };
                let better = best.as_ref().is_none_or(|(_, old)| {
                    (result.findings.len(), result.outcomes.len())
                        < (old.findings.len(), old.outcomes.len())
                });
                if better {
                    best = Some((edit, result));
                }
                if best.as_ref().is_some_and(|(_, v)| v.findings.is_empty()) {
                    break;
                }
            }
            finding.fix = best.map(|(edit, result)| Fix {
                message: told(&edit, &result),
                diff: diff(self.source, &edit.source),
                source: edit.source,
                verified: result.complete,
            });
        }
    }

    /// Edits that may mend a finding, the smallest first.
    fn edits(&self, finding: &Finding, all: &[Finding]) -> Vec<Guarded> {
        let name = finding.object().map(variable);
        let lock = held(finding).filter(|lock| is_module_variable(self.source, lock));
        let mut union: Vec<u32> = all.iter().flat_map(|f| f.lines.iter().copied()).collect();
        union.sort_unstable();
        union.dedup();
        let mut found: Vec<Guarded> = Vec::new();
        for (lines, lock, mention) in [
            (&finding.lines, lock, None),
            (&finding.lines, lock, name),
            (&finding.lines, None, None),
            (&finding.lines, None, name),
            (&union, None, None),
        ] {
            let edit = guard(self.source, lines, lock, mention);
            found.extend(edit.filter(|e| found.iter().all(|f| f.source != e.source)));
        }
        found
    }
}

/// Whether an edited program no longer has the finding, nor a worse one.
fn mends(edited: &Verdict, finding: &Finding) -> bool {
    let worse = [FindingKind::Deadlock, FindingKind::Livelock, FindingKind::Exception];
    let remains = |f: &Finding| f.kind.is_about_data() && f.object() == finding.object();
    !edited.findings.iter().any(|f| worse.contains(&f.kind) || remains(f))
}

/// The last name of `counter`, `account.balance`, `items[0]`.
fn variable(object: &str) -> &str {
    let object = object.split('[').next().unwrap_or(object);
    object.rsplit('.').next().unwrap_or(object)
}

/// The lock that one side holds and another does not.
fn held(finding: &Finding) -> Option<&str> {
    finding.sides.iter().flat_map(|side| &side.locks).map(String::as_str).next()
}

/// Whether `name` is assigned at the beginning of a line.
fn is_module_variable(source: &str, name: &str) -> bool {
    let assigned =
        |line: &str| line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('='));
    source.lines().any(assigned)
}

/// What changes between two programs, with one line around it.
fn diff(old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new).unified_diff().context_radius(1).to_string()
}

/// The edit and what became of the program, in words.
fn told(edit: &Guarded, result: &Verdict) -> String {
    let places: Vec<String> = edit
        .stretches
        .iter()
        .map(|(first, last)| match first == last {
            true => format!("line {first}"),
            false => format!("lines {first}–{last}"),
        })
        .collect();
    let places = match places.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        all => all.concat(),
    };
    let new = if edit.made_after.is_some() { "a new lock" } else { "the lock" };
    let outcomes = result.outcomes.len();
    let plural = if outcomes == 1 { "" } else { "s" };
    let executions = result.executions;
    let search = if result.complete { "all of its" } else { "the first" };
    format!(
        "put {places} under {new} `{}`: then {search} {executions} classes of interleavings give \
         {outcomes} outcome{plural}.",
        edit.lock
    )
}
