//! The PEP 723 block: `# /// script`, `# [tool.timeslice]`, `# ///`.

use serde::Deserialize;
use timeslice_trace::{Base, PythonVersion, Schedule, Settings, StartMethod, StdoutMode};

use crate::lines::Line;
use crate::scenario::Problem;

/// What `[tool.timeslice]` says.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Metadata {
    /// Which CPython.
    pub python: Option<PythonVersion>,
    /// How `print` writes.
    pub stdout: Option<StdoutMode>,
    /// Simulated cores.
    pub cores: Option<u32>,
    /// Who runs next.
    pub schedule: Option<String>,
    /// Seed of the schedule and of what the program leaves open.
    pub seed: Option<u64>,
    /// Seconds.
    pub switch_interval: Option<f64>,
    /// How processes start.
    pub start_method: Option<StartMethod>,
    /// One sentence for lists.
    pub summary: String,
    /// What it is about.
    pub tags: Vec<String>,
    /// Questions to the learner, as written.
    pub question: Vec<toml::Table>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Document {
    tool: Tools,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Tools {
    timeslice: Metadata,
}

impl Metadata {
    /// Puts what the block says over `settings`.
    pub fn override_settings(&self, settings: &mut Settings) {
        settings.python = self.python.unwrap_or(settings.python);
        settings.stdout = self.stdout.unwrap_or(settings.stdout);
        settings.cores = self.cores.unwrap_or(settings.cores);
        settings.start_method = self.start_method.unwrap_or(settings.start_method);
        settings.seed = self.seed.unwrap_or(settings.seed);
        if let Some(seconds) = self.switch_interval {
            settings.switch_interval_ns = (seconds * 1e9).round() as u64;
        }
        if let Some(schedule) = self.schedule() {
            settings.schedule = schedule;
        }
    }

    /// The schedule; a seed beside a schedule without one of its own is the schedule's too.
    fn schedule(&self) -> Option<Schedule> {
        let mut schedule: Schedule = self.schedule.as_ref()?.parse().ok()?;
        let has_own = self.schedule.as_ref().is_some_and(|text| text.contains(':'));
        if let (Some(seed), false) = (self.seed, has_own) {
            match &mut schedule.base {
                Base::Random(own) | Base::Pct(own, _) => *own = seed,
                Base::Fair | Base::Serial | Base::SerialAny => {}
            }
        }
        Some(schedule)
    }

    fn mistake(&self) -> Option<String> {
        if let Some(cores) = self.cores.filter(|cores| !(1..=64).contains(cores)) {
            return Some(format!("cores = {cores} is not from 1 to 64"));
        }
        let positive = |seconds: &f64| *seconds > 0.0 && *seconds <= 1e6;
        if let Some(seconds) = self.switch_interval.filter(|seconds| !positive(seconds)) {
            return Some(format!("switch_interval = {seconds} is not above 0"));
        }
        let error = self.schedule.as_ref()?.parse::<Schedule>().err()?;
        Some(error.to_string())
    }
}

/// Reads the block out of a file's lines.
pub fn metadata(lines: &[Line<'_>], problems: &mut Vec<Problem>) -> Metadata {
    let Some(first) = lines.iter().position(|line| line.fresh && line.text == "# /// script")
    else {
        return Metadata::default();
    };
    let mut toml = String::new();
    let mut closed = false;
    for line in &lines[first + 1..] {
        closed = line.text == "# ///";
        let Some(content) = line.text.strip_prefix('#').filter(|_| !closed) else { break };
        toml.push_str(content.strip_prefix(' ').unwrap_or(content));
        toml.push('\n');
    }
    let line = lines[first].number;
    if !closed {
        problems.push(Problem { line, message: "'# /// script' has no closing '# ///'".into() });
        return Metadata::default();
    }
    match toml::from_str::<Document>(&toml) {
        Ok(document) => {
            let metadata = document.tool.timeslice;
            match metadata.mistake() {
                None => metadata,
                Some(message) => {
                    problems.push(Problem { line, message });
                    Metadata::default()
                }
            }
        }
        Err(error) => {
            let before = error.span().map_or(0, |span| {
                toml.as_bytes()[..span.start.min(toml.len())]
                    .iter()
                    .filter(|b| **b == b'\n')
                    .count()
            });
            let message = error.message().to_owned();
            problems.push(Problem { line: line + 1 + before as u32, message });
            Metadata::default()
        }
    }
}
