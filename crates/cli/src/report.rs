//! Verdicts as text for a terminal.

use std::fmt::Write as _;

use timeslice_trace::{Finding, OutcomeFound, Verdict};

/// How much of an outcome's output is shown.
const SHOWN: usize = 200;
/// How many outcomes are shown.
const OUTCOMES: usize = 20;

/// The verdicts with the milliseconds that they took; several begin with a table.
pub fn text(told: &[(Verdict, u64)]) -> String {
    let mut out = String::new();
    if told.len() > 1 {
        for (verdict, _) in told {
            line(&mut out, &format!("{:6} {}", verdict.python.word(), summary(verdict)));
        }
    }
    for (verdict, wall_ms) in told {
        if told.len() > 1 {
            line(&mut out, &format!("\n== {} ==", verdict.python.word()));
        }
        one(&mut out, verdict, *wall_ms);
    }
    out
}

/// One line: what is wrong, or that nothing is.
fn summary(verdict: &Verdict) -> String {
    let mut kinds: Vec<&str> = verdict.findings.iter().map(|f| f.kind.word()).collect();
    kinds.dedup();
    let outcomes = verdict.outcomes.len();
    let plural = if outcomes == 1 { "" } else { "s" };
    let scope = if verdict.complete { "of all interleavings" } else { "so far (partial)" };
    if kinds.is_empty() {
        format!("nothing found, {outcomes} outcome{plural} {scope}")
    } else {
        format!("{}; {outcomes} outcome{plural} {scope}", kinds.join(", ").replace('_', " "))
    }
}

fn one(out: &mut String, verdict: &Verdict, wall_ms: u64) {
    let done = if verdict.complete {
        "complete: nothing else can happen".to_owned()
    } else {
        let about = verdict.about.map(|n| format!(" of about {n:.0}")).unwrap_or_default();
        format!("partial: {}{about} explored ({})", verdict.executions, verdict.stopped)
    };
    line(out, &format!("{done}, at {}.", verdict.granularity));
    line(
        out,
        &format!(
            "{} executions ({} abandoned), {} transitions, {} ms, strategy {}.",
            verdict.executions, verdict.blocked, verdict.transitions, wall_ms, verdict.strategy
        ),
    );
    for (number, outcome) in verdict.outcomes.iter().enumerate().take(OUTCOMES) {
        outcome_text(out, number + 1, outcome);
    }
    if verdict.outcomes.len() > OUTCOMES {
        line(out, &format!("\n… and {} more outcomes.", verdict.outcomes.len() - OUTCOMES));
    }
    if verdict.findings.is_empty() {
        line(out, "\nNo findings.");
    }
    for finding in &verdict.findings {
        finding_text(out, finding);
    }
}

fn outcome_text(out: &mut String, number: usize, outcome: &OutcomeFound) {
    let minimal = if outcome.minimal { "fewest possible" } else { "fewest known" };
    let plural = if outcome.preemptions == 1 { "" } else { "s" };
    line(
        out,
        &format!(
            "\nOutcome {number}: {} in {} executions, with {} preemption{plural} ({minimal})",
            outcome.outcome, outcome.executions, outcome.preemptions
        ),
    );
    for (name, text) in [("stdout", &outcome.stdout), ("stderr", &outcome.stderr_last)] {
        if !text.is_empty() {
            let head: String = text.trim_end().chars().take(SHOWN).collect();
            line(out, &format!("  {name}: {}", head.replace('\n', "\n          ")));
        }
    }
    if !outcome.sentence.is_empty() {
        line(out, &format!("  {}", outcome.sentence));
    }
    line(out, &format!("  --schedule '{}'", outcome.schedule));
}

fn finding_text(out: &mut String, finding: &Finding) {
    let kind = finding.kind.word().replace('_', " ");
    line(out, &format!("\nFinding ({kind}): {}", finding.message));
    line(out, &format!("  --schedule '{}'", finding.schedule));
    if let Some(fix) = &finding.fix {
        let verified = if fix.verified {
            "the search of the edited program is complete and no longer finds it"
        } else {
            "the search of the edited program was not complete"
        };
        line(out, &format!("  Fix: {} ({verified})", fix.message));
        for changed in fix.diff.lines() {
            line(out, &format!("    {changed}"));
        }
    }
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}
