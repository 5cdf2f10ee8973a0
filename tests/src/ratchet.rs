//! Programs that do not pass yet, as a file with one name a line. A failure that is not listed is
//! an error, and so is a listed program that passes: the list only gets shorter.
//!
//! `TIMESLICE_BLESS=1` in the environment writes what is found instead of complaining.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

/// A list of known failures, as far as it concerns one group of programs.
pub struct Ratchet {
    path: PathBuf,
    prefix: String,
}

impl Ratchet {
    /// The names in the file at `path` that begin with `prefix`.
    pub fn new(path: &Path, prefix: &str) -> Ratchet {
        Ratchet { path: path.to_owned(), prefix: prefix.to_owned() }
    }

    /// Compares what was found with what is listed: `results` has every program of the group, by
    /// its listed name, and what is wrong with it. Gives a report where the two differ.
    pub fn check(&self, results: &[(String, Option<String>)]) -> Result<(), String> {
        if std::env::var_os("TIMESLICE_BLESS").is_some_and(|value| value == "1") {
            return self
                .bless(results)
                .map_err(|error| format!("{}: {error}", self.path.display()));
        }
        let text = std::fs::read_to_string(&self.path)
            .map_err(|error| format!("{}: {error}", self.path.display()))?;
        let report = self.differences(&text, results);
        if report.is_empty() { Ok(()) } else { Err(report) }
    }

    fn differences(&self, listed: &str, results: &[(String, Option<String>)]) -> String {
        let mut left: BTreeSet<&str> =
            names(listed).filter(|name| name.starts_with(&self.prefix)).collect();
        let mut report = String::new();
        for (name, problem) in results {
            match (left.remove(name.as_str()), problem) {
                (false, Some(problem)) => report.push_str(&format!("{name} fails:\n{problem}\n")),
                (true, None) => report
                    .push_str(&format!("{name} passes now: take it off {}\n", self.path.display())),
                (true, Some(_)) | (false, None) => {}
            }
        }
        for name in left {
            report.push_str(&format!(
                "{name} is listed as a known failure, but there is no such program\n"
            ));
        }
        report
    }

    /// Replaces the group's names. Groups run at the same time, in threads or processes, so the
    /// file is locked meanwhile.
    fn bless(&self, results: &[(String, Option<String>)]) -> std::io::Result<()> {
        let mut file =
            File::options().read(true).write(true).create(true).truncate(false).open(&self.path)?;
        file.lock()?;
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        let failing = results.iter().filter(|(_, problem)| problem.is_some());
        let kept: BTreeSet<&str> = names(&text)
            .filter(|name| !name.starts_with(&self.prefix))
            .chain(failing.map(|(name, _)| name.as_str()))
            .collect();
        let mut written = String::new();
        for comment in text.lines().filter(|line| line.starts_with('#')) {
            written.push_str(comment);
            written.push('\n');
        }
        for name in kept {
            written.push_str(name);
            written.push('\n');
        }
        file.rewind()?;
        file.set_len(0)?;
        file.write_all(written.as_bytes())
    }
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(listed: &str, results: &[(&str, Option<&str>)]) -> String {
        let results: Vec<_> = results
            .iter()
            .map(|(name, problem)| ((*name).to_owned(), problem.map(str::to_owned)))
            .collect();
        Ratchet::new(Path::new("list"), "group/").differences(listed, &results)
    }

    #[test]
    fn a_new_failure_and_a_new_success_are_reported() {
        let results = [("group/a", Some("wrong")), ("group/b", None)];
        assert_eq!(report("# comment\ngroup/a\n", &results), "");
        assert_eq!(
            report("group/b\n", &results),
            "group/a fails:\nwrong\ngroup/b passes now: take it off list\n"
        );
    }

    #[test]
    fn a_name_without_a_program_is_reported_in_its_own_group_only() {
        assert!(report("group/gone\n", &[]).contains("no such program"));
        assert_eq!(report("other/gone\n", &[]), "");
    }
}
