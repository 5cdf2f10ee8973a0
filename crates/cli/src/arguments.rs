//! The command line's words.

use clap::{Args, Parser, Subcommand, ValueEnum};
use timeslice_trace::{
    Base, PCT_DEPTH, PythonVersion, Schedule, Settings, StartMethod, StdoutMode,
};

use crate::exit::{Failure, USAGE};

/// Runs Python concurrency programs on a deterministic simulated machine.
#[derive(Parser)]
#[command(name = "timeslice", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Run a program.
    Run(RunOptions),
    /// Search a program's interleavings.
    Explore(ExploreOptions),
    /// Only report what is wrong with a program.
    Check {
        /// A path, `-` for standard input, or `scenario:NAME`.
        file: String,
    },
    /// Print the bytecode.
    Disasm {
        /// A path, `-` for standard input, or `scenario:NAME`.
        file: String,
    },
    /// Print the link that opens this run in the page; or, with --decode, what a link holds.
    Link(LinkOptions),
    /// List the catalogue, or print one of its files.
    Scenarios {
        /// Which one.
        name: Option<String>,
    },
}

/// Options of `run`.
#[derive(Args)]
pub struct RunOptions {
    /// The program and its machine.
    #[command(flatten)]
    pub machine: MachineOptions,
    /// Print one JSON object instead of the program's output.
    #[arg(long)]
    pub json: bool,
    /// Write the events as Chrome trace JSON (for Perfetto).
    #[arg(long, value_name = "OUT.json")]
    pub trace: Option<String>,
    /// Print every event to stderr after the run.
    #[arg(long)]
    pub events: bool,
}

/// Options of `link`.
#[derive(Args)]
pub struct LinkOptions {
    /// The program and its machine.
    #[command(flatten)]
    pub machine: Option<MachineOptions>,
    /// The address of the page that is to open it.
    #[arg(long, value_name = "ADDRESS", default_value = PAGE)]
    pub base: String,
    /// Print the document in a link: an address, its part from `#` on, or `-` for standard input.
    // Exclusive: nothing else is needed with it, not even a file.
    #[arg(long, value_name = "LINK", exclusive = true)]
    pub decode: Option<String>,
}

/// Where `cargo xtask serve` puts the page.
const PAGE: &str = "http://127.0.0.1:8080/";

/// Options of `explore`.
#[derive(Args)]
pub struct ExploreOptions {
    /// The program and its machine.
    #[command(flatten)]
    pub machine: MachineOptions,
    /// How the interleavings are gone through.
    #[arg(long, value_enum, default_value_t = Search::Dpor)]
    pub strategy: Search,
    /// Only schedules with at most so many preemptions.
    #[arg(long)]
    pub preemptions: Option<u32>,
    /// Whether sleeps and timeouts keep the order of virtual time.
    #[arg(long, value_enum, default_value_t = Time::Ordered)]
    pub time: Time,
    /// The most executions. Without it a search ends after six million transitions.
    #[arg(long)]
    pub max_executions: Option<u64>,
    /// How many threads of this computer search; the answer does not depend on it.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=256))]
    pub workers: Option<u32>,
    /// Exit with 1 if there is a finding of this kind (or any, with `all`); may be repeated.
    #[arg(long, value_name = "KIND")]
    pub deny: Vec<String>,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// `--strategy`
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Search {
    /// Every class of equivalent interleavings once (optimal DPOR).
    Dpor,
    /// The same with source sets: some executions are begun in vain.
    SourceDpor,
    /// Every interleaving.
    Exhaustive,
    /// Random walks.
    Random,
    /// Probabilistic concurrency testing.
    Pct,
    /// Uniform random walks.
    Urw,
}

/// `--time`
#[derive(Clone, Copy, ValueEnum)]
pub enum Time {
    /// They do.
    Ordered,
    /// They may be over at any moment.
    Any,
}

/// A program and the machine it runs on.
#[derive(Args)]
pub struct MachineOptions {
    /// A path, `-` for standard input, or `scenario:NAME`.
    pub file: String,
    /// Where a thread may be preempted.
    #[arg(long, value_enum)]
    pub python: Option<Python>,
    /// Whether the pieces that one print writes stay together.
    #[arg(long, value_enum)]
    pub stdout: Option<Stdout>,
    /// Simulated cores.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=64))]
    pub cores: Option<u32>,
    /// Seed of the schedule and of what the program leaves open.
    #[arg(long)]
    pub seed: Option<u64>,
    /// fair, random, pct, or the text of a schedule.
    #[arg(long)]
    pub schedule: Option<String>,
    /// Set a parameter of the scenario; may be repeated.
    #[arg(long = "set", value_name = "NAME=VALUE")]
    pub set: Vec<String>,
    /// The switch interval in seconds.
    #[arg(long)]
    pub switch_interval: Option<f64>,
    /// How processes start.
    #[arg(long, value_enum)]
    pub start_method: Option<Method>,
    /// The most bytecodes.
    #[arg(long)]
    pub max_steps: Option<u64>,
    /// The most simulated memory, in MB.
    #[arg(long)]
    pub max_memory: Option<u64>,
    /// Arguments of the program (`sys.argv[1:]`), after `--`.
    #[arg(last = true)]
    pub args: Vec<String>,
}

/// `--python`
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Python {
    /// Between any two bytecodes.
    Any,
    /// As 3.9.
    #[value(name = "3.9")]
    V39,
    /// As 3.13 with a GIL.
    #[value(name = "3.13")]
    V313,
    /// As 3.13 free-threaded.
    #[value(name = "3.13t")]
    V313t,
    /// `explore` only: one verdict for each of the others.
    All,
}

impl Python {
    /// The setting; `None` stands for all of them.
    pub fn version(self) -> Option<PythonVersion> {
        Some(match self {
            Python::Any => PythonVersion::Any,
            Python::V39 => PythonVersion::V39,
            Python::V313 => PythonVersion::V313,
            Python::V313t => PythonVersion::V313t,
            Python::All => return None,
        })
    }
}

/// `--stdout`
#[derive(Clone, Copy, ValueEnum)]
pub enum Stdout {
    /// As a terminal or pipe.
    Buffered,
    /// As `python -u`.
    Unbuffered,
}

/// `--start-method`
#[derive(Clone, Copy, ValueEnum)]
#[allow(missing_docs)]
pub enum Method {
    Fork,
    Spawn,
    Forkserver,
}

impl MachineOptions {
    /// Puts the options over `settings`.
    ///
    /// # Errors
    /// A value that makes no sense.
    pub fn override_settings(&self, settings: &mut Settings) -> Result<(), Failure> {
        if let Some(python) = self.python {
            settings.python = python.version().unwrap_or(settings.python);
        }
        if let Some(stdout) = self.stdout {
            settings.stdout = match stdout {
                Stdout::Buffered => StdoutMode::Buffered,
                Stdout::Unbuffered => StdoutMode::Unbuffered,
            };
        }
        if let Some(method) = self.start_method {
            settings.start_method = match method {
                Method::Fork => StartMethod::Fork,
                Method::Spawn => StartMethod::Spawn,
                Method::Forkserver => StartMethod::Forkserver,
            };
        }
        settings.cores = self.cores.unwrap_or(settings.cores);
        settings.seed = self.seed.unwrap_or(settings.seed);
        if let Some(seconds) = self.switch_interval {
            if !(seconds > 0.0 && seconds < 1e9) {
                return Err(Failure::new(USAGE, "--switch-interval must be strictly positive"));
            }
            settings.switch_interval_ns = (seconds * 1e9).round().max(1.0) as u64;
        }
        if let Some(steps) = self.max_steps {
            settings.limits.steps = steps;
        }
        if let Some(mb) = self.max_memory {
            settings.limits.memory_bytes = mb.saturating_mul(1_000_000);
        }
        if let Some(text) = &self.schedule {
            settings.schedule = match text.as_str() {
                "random" => Schedule::of(Base::Random(settings.seed)),
                "pct" => Schedule::of(Base::Pct(settings.seed, PCT_DEPTH)),
                text => text.parse().map_err(|e| Failure::new(USAGE, e))?,
            };
        } else if self.seed.is_some() {
            settings.schedule.base = match settings.schedule.base {
                Base::Random(_) => Base::Random(settings.seed),
                Base::Pct(_, depth) => Base::Pct(settings.seed, depth),
                base => base,
            };
        }
        settings.args = self.args.clone();
        Ok(())
    }

    /// The `NAME=VALUE` pairs of `--set`.
    ///
    /// # Errors
    /// A pair without `=`.
    pub fn values(&self) -> Result<Vec<(String, String)>, Failure> {
        self.set
            .iter()
            .map(|pair| match pair.split_once('=') {
                Some((name, value)) => Ok((name.trim().to_owned(), value.to_owned())),
                None => Err(Failure::new(USAGE, format!("--set {pair}: expected NAME=VALUE"))),
            })
            .collect()
    }
}
