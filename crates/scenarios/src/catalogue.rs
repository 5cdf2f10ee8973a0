//! The scenarios that come with Timeslice, in the order in which they are best met.

/// A scenario of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name: the file's name without `.py`, as in `scenario:NAME` and `?scenario=NAME`.
    pub name: &'static str,
    /// The file.
    pub source: &'static str,
}

macro_rules! catalogue {
    ($($name:literal),* $(,)?) => {
        &[$(Entry { name: $name, source: include_str!(concat!("../catalogue/", $name, ".py")) }),*]
    };
}

const ENTRIES: &[Entry] = catalogue![
    "hello-threads",
    "five-sleeps",
    "gil-work",
    "daemon",
    "race-counter",
    "fake-database",
    "lock",
    "deadlock-abba",
    "philosophers",
    "one-slot-pipeline",
    "producer-consumer",
    "semaphore",
    "condition",
    "barrier",
    "event",
    "timer",
    "thread-pool",
    "coroutines",
];

/// The whole catalogue.
pub fn all() -> &'static [Entry] {
    ENTRIES
}

/// The scenario called `name`.
pub fn find(name: &str) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scenario;

    #[test]
    fn every_scenario_says_what_it_is() {
        for entry in all() {
            let scenario = Scenario::parse(entry.source);
            assert_eq!(scenario.problems, [], "{}", entry.name);
            assert!(!scenario.title.is_empty(), "{}", entry.name);
            assert!(scenario.text.len() > 80, "{}", entry.name);
            assert!(!scenario.metadata.summary.is_empty(), "{}", entry.name);
            assert!(!scenario.metadata.tags.is_empty(), "{}", entry.name);
            assert!(scenario.fields().next().is_some(), "{}", entry.name);
        }
    }

    #[test]
    fn every_file_is_in_the_catalogue() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/catalogue");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let mut names: Vec<_> = all().iter().map(|entry| format!("{}.py", entry.name)).collect();
        names.sort();
        assert_eq!(files, names);
        assert_eq!(find("five-sleeps").unwrap().name, "five-sleeps");
        assert_eq!(find("no-such"), None);
    }
}
