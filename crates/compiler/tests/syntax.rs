//! Syntax errors in CPython's words and places: `syntax/errors.txt` holds what CPython 3.13 says
//! about each snippet (`syntax/golden.py` writes it). Where the words differ on purpose, the
//! snippet is listed in `syntax/differences.txt` with ours.

use std::collections::BTreeMap;
use std::fmt::Write;

use timeslice_compiler::check;

fn cases(text: &str) -> Vec<(String, String)> {
    let mut cases = Vec::new();
    let mut snippet = String::new();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("=== ") {
            Some(result) => {
                cases.push((std::mem::take(&mut snippet), result.trim_end().to_string()));
            }
            None => snippet.push_str(line),
        }
    }
    cases
}

fn ours(snippet: &str) -> String {
    match check(snippet).first() {
        Some(d) => format!("{}:{} {}: {}", d.line, d.column, d.kind.exception(), d.message),
        None => "ok".to_string(),
    }
}

#[test]
fn errors_are_worded_like_cpython() {
    let expected = cases(include_str!("syntax/errors.txt"));
    let differences: BTreeMap<String, String> =
        cases(include_str!("syntax/differences.txt")).into_iter().collect();
    let mut report = String::new();
    let mut wrong = 0;
    for (snippet, theirs) in &expected {
        let ours = ours(snippet);
        let wanted = differences.get(snippet).unwrap_or(theirs);
        if ours != *wanted {
            wrong += 1;
            let _ = writeln!(report, "{snippet}  CPython: {theirs}\n  ours:    {ours}\n");
        }
    }
    assert_eq!(wrong, 0, "{wrong} of {}:\n{report}", expected.len());
}
