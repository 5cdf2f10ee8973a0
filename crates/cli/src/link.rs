//! `timeslice link`: a run as a link that the page opens, and a link as the document in it.

use std::io::Read;

use timeslice_share::{Document, LinkError, MAX_COMPRESSED_BYTES, Size, decode, encode};

use crate::arguments::{LinkOptions, MachineOptions, Python};
use crate::exit::{Failure, INVALID, NO_INPUT, USAGE};
use crate::{program, run};

/// `timeslice link`
pub fn link(options: &LinkOptions) -> Result<u8, Failure> {
    if let Some(link) = &options.decode {
        println!("{}", text_of(&read(link)?)?);
        return Ok(0);
    }
    let machine = options.machine.as_ref().ok_or_else(|| Failure::new(USAGE, "link: no FILE"))?;
    let link = address(&options.base, &document(machine)?)?;
    if let Some(advice) = advice(link.len()) {
        eprintln!("timeslice: {advice}");
    }
    println!("{link}");
    Ok(0)
}

/// The run as a document: parameters stay beside the program, so that it comes back as it was.
fn document(options: &MachineOptions) -> Result<Document, Failure> {
    if options.python == Some(Python::All) {
        return Err(Failure::new(USAGE, "--python all is for `explore`"));
    }
    if options.max_steps.is_some() || options.max_memory.is_some() {
        let message = "a link carries no limits: --max-steps and --max-memory are for `run`";
        return Err(Failure::new(USAGE, message));
    }
    let program = program::read(&options.file)?;
    let values = options.values()?;
    // Only to refuse now what the page would refuse later.
    timeslice_scenarios::apply(&program.source, &values)
        .map_err(|error| Failure::new(USAGE, error))?;
    let settings =
        run::settings(&program, options, timeslice_trace::Settings::default().limits.steps)?;
    let mut document = Document::of_run(&program.source, &settings);
    document.parameters = values.into_iter().collect();
    Ok(document)
}

/// The address of a document on the page at `base`.
fn address(base: &str, document: &Document) -> Result<String, Failure> {
    let fragment = encode(document).map_err(refused)?;
    // A page's own address may be one with a document.
    let base = base.split_once('#').map_or(base, |(base, _)| base);
    Ok(format!("{base}{fragment}"))
}

fn advice(chars: usize) -> Option<String> {
    match Size::of(chars) {
        Size::Comfortable => None,
        Size::Long => Some(format!(
            "this link has {chars} characters, and some programs cut long links: try it, or send the file"
        )),
        Size::TooLong => Some(format!(
            "this link has {chars} characters, too many for many programs: better send the file"
        )),
    }
}

/// `-` stands for standard input, read a little further than any link goes.
fn read(link: &str) -> Result<String, Failure> {
    if link != "-" {
        return Ok(link.to_owned());
    }
    let mut text = String::new();
    let limit = 2 * MAX_COMPRESSED_BYTES as u64;
    std::io::stdin()
        .lock()
        .take(limit)
        .read_to_string(&mut text)
        .map_err(|error| Failure::new(NO_INPUT, format!("cannot read -: {error}")))?;
    Ok(text)
}

/// The document in a link as JSON.
fn text_of(link: &str) -> Result<String, Failure> {
    let document = decode(link).map_err(refused)?;
    serde_json::to_string_pretty(&document).map_err(|error| Failure::new(INVALID, error))
}

fn refused(error: LinkError) -> Failure {
    Failure::new(INVALID, error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::{Cli, Command};
    use clap::Parser;

    /// What `timeslice link` with these words is asked.
    fn options(words: &[&str]) -> Result<LinkOptions, clap::Error> {
        let cli = Cli::try_parse_from(["timeslice", "link"].iter().chain(words))?;
        match cli.command {
            Command::Link(options) => Ok(options),
            _ => unreachable!("the words begin with link"),
        }
    }

    fn made(words: &[&str]) -> Result<Document, Failure> {
        let options = options(words).expect("a good command line");
        document(options.machine.as_ref().expect("a file"))
    }

    #[test]
    fn settings_parameters_and_schedule_travel() {
        let words = [
            "scenario:five-sleeps",
            "--python=3.9",
            "--cores=2",
            "--schedule=serial;118>2",
            "--set=TASKS=7",
            "--switch-interval=0.001",
            "--",
            "one",
        ];
        let document = made(&words).expect("a document");
        let address = address("https://example.org/t/#1old", &document).expect("an address");
        assert!(address.starts_with("https://example.org/t/#1"), "{address}");
        let read = decode(&address).unwrap();
        assert_eq!(read, document);
        assert_eq!(read.source, timeslice_scenarios::find("five-sleeps").unwrap().source);
        assert_eq!(read.parameters["TASKS"], "7");
        let settings = read.settings().unwrap();
        assert_eq!((settings.cores, settings.switch_interval_ns), (2, 1_000_000));
        assert_eq!(settings.schedule.to_string(), "serial;118>2");
        assert_eq!(settings.args, ["one"]);
    }

    #[test]
    fn what_no_link_carries_is_refused() {
        for (words, message) in [
            (&["scenario:lock", "--max-steps=5"][..], "carries no limits"),
            (&["scenario:lock", "--python=all"], "is for `explore`"),
            (&["scenario:lock", "--set=NOBODY=1"], "NOBODY"),
            (&["scenario:lock", "--schedule=serial;5"], "not a schedule"),
        ] {
            let failure = made(words).expect_err("a refusal");
            assert_eq!(failure.code, USAGE);
            assert!(failure.message.contains(message), "{}", failure.message);
        }
    }

    #[test]
    fn a_bad_link_gives_its_reason() {
        for (link, message) in [("#9x", "version"), ("#1%", "damaged"), ("", "empty")] {
            let failure = text_of(link).expect_err("a refusal");
            assert_eq!(failure.code, INVALID);
            assert!(failure.message.contains(message), "{}", failure.message);
        }
    }

    #[test]
    fn decoding_needs_nothing_else() {
        assert_eq!(options(&["--decode", "#1x"]).unwrap().decode.as_deref(), Some("#1x"));
        assert!(options(&["scenario:lock", "--decode", "#1x"]).is_err());
        assert!(options(&[]).is_err());
    }

    #[test]
    fn long_links_are_told() {
        assert_eq!(advice(2_000), None);
        assert!(advice(8_001).unwrap().contains("8001 characters"));
        assert!(advice(16_001).unwrap().contains("better send the file"));
    }
}
