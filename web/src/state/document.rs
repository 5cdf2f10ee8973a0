//! What a link carries: program and settings.

use std::rc::Rc;

use timeslice_scenarios::{Scenario, find};
use timeslice_trace::Settings;

/// Program and settings.
#[derive(Clone, PartialEq)]
pub struct Document {
    /// The program.
    pub source: Rc<str>,
    /// What it says about itself; always that of `source`.
    pub scenario: Rc<Scenario>,
    /// The scenario of the catalogue that it came from.
    pub origin: Option<&'static str>,
    /// The machine.
    pub settings: Rc<Settings>,
}

impl Default for Document {
    fn default() -> Document {
        Document::of_source("", Settings::default())
    }
}

impl Document {
    /// The scenario called `name` with the settings that it asks for.
    pub fn of_catalogue(name: &str) -> Option<Document> {
        let entry = find(name)?;
        let mut document = Document::of_source(entry.source, Settings::default());
        let settings = Rc::make_mut(&mut document.settings);
        document.scenario.metadata.override_settings(settings);
        document.origin = Some(entry.name);
        Some(document)
    }

    /// A program with settings.
    pub fn of_source(source: &str, settings: Settings) -> Document {
        Document {
            source: source.into(),
            scenario: Rc::new(Scenario::parse(source)),
            origin: None,
            settings: Rc::new(settings),
        }
    }

    /// The program is now `source`.
    pub fn edit(&mut self, source: &str) {
        if *source != *self.source {
            let scenario = Scenario::parse(source);
            // An edited scenario is still that scenario; another program in its place is not.
            if scenario.title != self.scenario.title {
                self.origin = None;
            }
            self.source = source.into();
            self.scenario = Rc::new(scenario);
        }
    }

    /// The program's name in tracebacks.
    pub fn file_name(&self) -> String {
        format!("{}.py", self.origin.unwrap_or("program"))
    }
}
