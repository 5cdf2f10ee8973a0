//! What is recorded beside a program, and whether a run agrees with it. The rules are those of
//! `tests/conformance/README.md`, which `check.py` applies to a real CPython.

use std::path::Path;

use crate::run::Ran;

/// Lines at the top of a program that may say how to compare.
const HEADER_LINES: usize = 12;
/// Lines of either text in a report.
const REPORT_LINES: usize = 8;

/// When two stdouts are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StdoutMode {
    /// The same text.
    Exact,
    /// The same lines in any order.
    Lines,
    /// The same characters in any order.
    Chars,
}

/// When two stderrs are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StderrMode {
    /// The same text.
    Exact,
    /// The same lines in any order.
    Lines,
    /// The same text without the traceback entries of other files.
    User,
    /// The same last line that is not blank.
    Last,
    /// Always.
    Any,
}

/// What a program is expected to say.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// How stdout is compared.
    pub stdout_mode: StdoutMode,
    /// How stderr is compared.
    pub stderr_mode: StderrMode,
    stdout: String,
    stderr: String,
    exit_code: i32,
}

impl Expectation {
    /// Reads the header of `source`, the text of `program`, and the files beside it.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn read(program: &Path, source: &str) -> Result<Expectation, String> {
        let beside = |end: &str| std::fs::read_to_string(program.with_extension(end)).ok();
        let (stdout_mode, stderr_mode) = modes(source)?;
        let exit_code = match beside("exit") {
            None => 0,
            Some(text) => text.trim().parse().map_err(|_| format!("'{text}' is no exit code"))?,
        };
        Ok(Expectation {
            stdout_mode,
            stderr_mode,
            stdout: beside("expected").ok_or("no .expected file")?,
            stderr: beside("stderr").unwrap_or_default(),
            exit_code,
        })
    }

    /// What differs between this and `ran`, a run of the program called `file_name`.
    pub fn problem(&self, ran: &Ran, file_name: &str) -> Option<String> {
        let mut problems = Vec::new();
        let view = |text: &str| stdout_view(&normalised(text), self.stdout_mode);
        problems.extend(difference("stdout", &view(&self.stdout), &view(&ran.stdout)));
        let view = |text: &str| stderr_view(&normalised(text), self.stderr_mode, file_name);
        problems.extend(difference("stderr", &view(&self.stderr), &view(&ran.stderr)));
        if self.exit_code != ran.exit_code {
            problems.push(format!("  exit code {}, expected {}", ran.exit_code, self.exit_code));
        }
        (!problems.is_empty()).then(|| problems.join("\n"))
    }
}

fn modes(source: &str) -> Result<(StdoutMode, StderrMode), String> {
    let mut modes = (StdoutMode::Exact, StderrMode::Exact);
    for line in source.lines().take(HEADER_LINES) {
        if let Some(word) = line.strip_prefix("# compare: ") {
            modes.0 = match word {
                "exact" => StdoutMode::Exact,
                "lines" => StdoutMode::Lines,
                "chars" => StdoutMode::Chars,
                _ => return Err(format!("unknown mode in '{line}'")),
            };
        } else if let Some(word) = line.strip_prefix("# stderr: ") {
            modes.1 = match word {
                "exact" => StderrMode::Exact,
                "lines" => StderrMode::Lines,
                "user" => StderrMode::User,
                "last" => StderrMode::Last,
                "any" => StderrMode::Any,
                _ => return Err(format!("unknown mode in '{line}'")),
            };
        }
    }
    Ok(modes)
}

/// Takes out what differs from machine to machine: folders of the library, addresses, process ids.
fn normalised(text: &str) -> String {
    let text = without_library_folders(text);
    let text = numbers_replaced(&text, "at 0x", |c| c.is_ascii_hexdigit(), "...");
    numbers_replaced(&text, "pid=", |c| c.is_ascii_digit(), "N")
}

/// `/usr/lib/python3.13/queue.py` becomes `queue.py`.
fn without_library_folders(text: &str) -> String {
    const MARK: &str = "/lib/python3.";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(MARK) {
        let after = &rest[at + MARK.len()..];
        let version = after.chars().take_while(char::is_ascii_digit).count();
        let path = &rest[..at];
        if version == 0 || !after[version..].starts_with('/') {
            out.push_str(&rest[..at + MARK.len()]);
            rest = after;
            continue;
        }
        let ends = |c: char| c.is_whitespace() || "\"'(=".contains(c);
        let kept = path.char_indices().rev().find(|(_, c)| ends(*c));
        out.push_str(&path[..kept.map_or(0, |(i, c)| i + c.len_utf8())]);
        rest = &after[version + 1..];
    }
    out.push_str(rest);
    out
}

/// Replaces the digits behind each `mark` that begins a word.
fn numbers_replaced(
    text: &str,
    mark: &str,
    is_digit: impl Fn(char) -> bool,
    replacement: &str,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(mark) {
        let (before, after) = (&rest[..at], &rest[at + mark.len()..]);
        let in_word = before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let digits = after.find(|c| !is_digit(c)).unwrap_or(after.len());
        out.push_str(&rest[..at + mark.len()]);
        if in_word || digits == 0 {
            rest = after;
        } else {
            out.push_str(replacement);
            rest = &after[digits..];
        }
    }
    out.push_str(rest);
    out
}

fn stdout_view(text: &str, mode: StdoutMode) -> String {
    match mode {
        StdoutMode::Exact => text.to_owned(),
        StdoutMode::Lines => sorted_lines(text),
        StdoutMode::Chars => {
            let mut chars: Vec<char> = text.chars().collect();
            chars.sort_unstable();
            chars.into_iter().collect()
        }
    }
}

fn stderr_view(text: &str, mode: StderrMode, file_name: &str) -> String {
    match mode {
        StderrMode::Exact => text.to_owned(),
        StderrMode::Lines => sorted_lines(text),
        StderrMode::User => without_library_entries(text, file_name),
        StderrMode::Last => {
            text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().to_owned()
        }
        StderrMode::Any => String::new(),
    }
}

fn sorted_lines(text: &str) -> String {
    let mut lines: Vec<&str> = text.split('\n').collect();
    lines.sort_unstable();
    lines.join("\n")
}

/// Leaves out traceback entries of files other than the program's own.
fn without_library_entries(text: &str, file_name: &str) -> String {
    let own = format!("File \"{file_name}\"");
    let mut kept = String::new();
    let mut dropping = false;
    for line in text.split_inclusive('\n') {
        // Entries of exception groups stand behind bars.
        let body = line.trim_start_matches([' ', '|']);
        if body.starts_with("File \"") {
            dropping = !body.starts_with(&own);
        } else if dropping {
            // An entry's own lines are its source and the carets below it.
            let bars = &line[..line.len() - body.len()];
            dropping =
                bars.ends_with("    ") || body.trim_matches([' ', '~', '^', '\n']).is_empty();
            if body.trim().is_empty() {
                dropping = false;
            }
        }
        if !dropping {
            kept.push_str(line);
        }
    }
    kept
}

fn difference(what: &str, wanted: &str, got: &str) -> Option<String> {
    if wanted == got {
        return None;
    }
    let same = wanted.split('\n').zip(got.split('\n')).take_while(|(a, b)| a == b).count();
    let part = |text: &str| -> String {
        text.split('\n')
            .skip(same)
            .take(REPORT_LINES)
            .map(|line| format!("    {line:?}\n"))
            .collect()
    };
    Some(format!(
        "  {what} differs from line {}; expected\n{}  got\n{}",
        same + 1,
        part(wanted),
        part(got)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_between_machines_is_taken_out() {
        assert_eq!(
            normalised(
                "File \"/usr/lib/python3.13/queue.py\", <f at 0x7fA0>, pid=12 xpid=3 at 0xg"
            ),
            "File \"queue.py\", <f at 0x...>, pid=N xpid=3 at 0xg"
        );
        assert_eq!(normalised("/lib/python3.x/a /lib/python3.9/b"), "/lib/python3.x/a b");
    }

    #[test]
    fn entries_of_other_files_are_left_out() {
        let text = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\n    ~^^\n  \
                    File \"queue.py\", line 2, in g\n    raise Empty\nEmpty\n";
        let left = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\n    ~^^\nEmpty\n";
        assert_eq!(without_library_entries(text, "a.py"), left);
    }

    #[test]
    fn modes_come_from_the_header() {
        assert_eq!(
            modes("# compare: chars\n# stderr: user\n"),
            Ok((StdoutMode::Chars, StderrMode::User))
        );
        assert!(modes("# compare: nearly\n").is_err());
        let late = format!("{}# compare: chars\n", "\n".repeat(HEADER_LINES));
        assert_eq!(modes(&late), Ok((StdoutMode::Exact, StderrMode::Exact)));
    }

    #[test]
    fn each_mode_sees_what_it_should() {
        let differs = |a: &str, b: &str, mode| stdout_view(a, mode) != stdout_view(b, mode);
        assert!(differs("a\nb\n", "b\na\n", StdoutMode::Exact));
        assert!(!differs("a\nb\n", "b\na\n", StdoutMode::Lines));
        assert!(differs("a\nb\n", "ab\n\n", StdoutMode::Lines));
        assert!(!differs("a\nb\n", "ab\n\n", StdoutMode::Chars));
        assert!(differs("a\n", "a", StdoutMode::Chars));
        assert_eq!(stderr_view("x\nlast\n\n", StderrMode::Last, "a.py"), "last");
    }
}
