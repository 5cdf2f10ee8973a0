//! What a link carries. Its field names are part of the format: a released one is never renamed,
//! and everything but the source may be missing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use timeslice_trace::{PythonVersion, Schedule, Settings, StartMethod, StdoutMode};

/// A run, as it travels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The program.
    pub source: String,
    /// Parameters to set in it before it runs: name and text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
    /// Settings that differ from the defaults.
    #[serde(default, skip_serializing_if = "SettingsPart::is_empty")]
    pub settings: SettingsPart,
    /// Who runs next, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<String>,
    /// The moment that is shown; a link with one was made from a finished run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// How it is shown.
    #[serde(default, skip_serializing_if = "View::is_default")]
    pub view: View,
}

/// The settings that differ from the defaults.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SettingsPart {
    /// Which CPython.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub python: Option<PythonVersion>,
    /// How `print` writes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stdout: Option<StdoutMode>,
    /// Simulated cores.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cores: Option<u32>,
    /// Nanoseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub switch_interval_ns: Option<u64>,
    /// How processes start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_method: Option<StartMethod>,
    /// Seed of what the program leaves open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Prices that differ, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub costs: BTreeMap<String, u64>,
    /// What `input()` reads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stdin: Option<String>,
    /// `sys.argv[1:]`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<String>,
}

/// A moment of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Bytecodes completed.
    pub step: u64,
    /// Virtual time.
    pub time_ns: u64,
}

/// How the run is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// The time axis counts bytecodes instead of virtual time.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub steps: bool,
}

impl Document {
    /// A document with nothing but a program.
    pub fn new(source: &str) -> Document {
        Document { source: source.to_owned(), ..Document::default() }
    }

    /// A program with the settings it runs with.
    pub fn of_run(source: &str, settings: &Settings) -> Document {
        let schedule =
            (settings.schedule != Schedule::default()).then(|| settings.schedule.to_string());
        Document {
            source: source.to_owned(),
            settings: SettingsPart::of(settings),
            schedule,
            ..Document::default()
        }
    }

    /// The settings that the document asks for; the error says what is wrong with them.
    pub fn settings(&self) -> Result<Settings, String> {
        let mut settings = self.settings.over(Settings::default())?;
        if let Some(schedule) = &self.schedule {
            settings.schedule =
                schedule.parse().map_err(|e: timeslice_trace::ScheduleError| e.to_string())?;
        }
        Ok(settings)
    }
}

impl View {
    fn is_default(&self) -> bool {
        *self == View::default()
    }
}

/// The price list by name.
fn costs_by_name(settings: &mut Settings) -> [(&'static str, &mut u64); 4] {
    let costs = &mut settings.costs;
    [
        ("bytecode_ns", &mut costs.bytecode_ns),
        ("thread_start_ns", &mut costs.thread_start_ns),
        ("fork_ns", &mut costs.fork_ns),
        ("spawn_ns", &mut costs.spawn_ns),
    ]
}

impl SettingsPart {
    fn is_empty(&self) -> bool {
        *self == SettingsPart::default()
    }

    fn of(settings: &Settings) -> SettingsPart {
        fn changed<T: PartialEq + Clone>(value: &T, default: &T) -> Option<T> {
            (value != default).then(|| value.clone())
        }
        let mut default = Settings::default();
        let mut own = settings.clone();
        let costs = costs_by_name(&mut own)
            .iter()
            .zip(costs_by_name(&mut default))
            .filter(|((_, own), (_, default))| **own != **default)
            .map(|((name, own), _)| ((*name).to_owned(), **own))
            .collect();
        SettingsPart {
            python: changed(&settings.python, &default.python),
            stdout: changed(&settings.stdout, &default.stdout),
            cores: changed(&settings.cores, &default.cores),
            switch_interval_ns: changed(&settings.switch_interval_ns, &default.switch_interval_ns),
            start_method: changed(&settings.start_method, &default.start_method),
            seed: changed(&settings.seed, &default.seed),
            costs,
            stdin: changed(&settings.stdin, &default.stdin),
            args: settings.args.clone(),
        }
    }

    fn over(&self, mut settings: Settings) -> Result<Settings, String> {
        settings.python = self.python.unwrap_or(settings.python);
        settings.stdout = self.stdout.unwrap_or(settings.stdout);
        settings.cores = self.cores.unwrap_or(settings.cores);
        if !(1..=64).contains(&settings.cores) {
            return Err(format!("{} cores are not from 1 to 64", settings.cores));
        }
        settings.switch_interval_ns =
            self.switch_interval_ns.unwrap_or(settings.switch_interval_ns);
        if settings.switch_interval_ns == 0 {
            return Err("a switch interval of 0".into());
        }
        settings.start_method = self.start_method.unwrap_or(settings.start_method);
        settings.seed = self.seed.unwrap_or(settings.seed);
        for (name, price) in &self.costs {
            let mut prices = costs_by_name(&mut settings);
            let own = prices.iter_mut().find(|(known, _)| known == name);
            *own.ok_or_else(|| format!("an unknown price '{name}'"))?.1 = *price;
        }
        if let Some(stdin) = &self.stdin {
            settings.stdin.clone_from(stdin);
        }
        settings.args.clone_from(&self.args);
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back() {
        let mut settings = Settings {
            python: PythonVersion::Any,
            stdout: StdoutMode::Unbuffered,
            cores: 8,
            switch_interval_ns: 1,
            start_method: StartMethod::Spawn,
            schedule: "serial;3>1".parse().unwrap(),
            seed: 9,
            stdin: "one\n".into(),
            args: vec!["a".into()],
            ..Settings::default()
        };
        settings.costs.fork_ns = 7;
        let document = Document::of_run("x", &settings);
        assert_eq!(document.settings.costs.len(), 1);
        assert_eq!(document.settings(), Ok(settings));
        let plain = Document::of_run("x", &Settings::default());
        assert_eq!(plain, Document::new("x"));
        assert_eq!(plain.settings(), Ok(Settings::default()));
    }

    #[test]
    fn bad_settings_are_refused() {
        for (json, message) in [
            (r#"{"source":"","settings":{"cores":0}}"#, "0 cores are not from 1 to 64"),
            (r#"{"source":"","settings":{"switch_interval_ns":0}}"#, "a switch interval of 0"),
            (r#"{"source":"","settings":{"costs":{"x":1}}}"#, "an unknown price 'x'"),
            (r#"{"source":"","schedule":"serial;5"}"#, "not a schedule: '5' is not STEP>THREAD"),
        ] {
            let document: Document = serde_json::from_str(json).unwrap();
            assert_eq!(document.settings(), Err(message.to_owned()));
        }
    }
}
