//! `cargo xtask`: set up what is missing, build, serve, test, measure.
//!
//! The one place that knows which tools the project needs and how they are called. Everything
//! it starts gets its settings on the command line or in the environment, so nothing on the
//! machine has to be configured first. What is built stays in `target`, what is installed stays
//! in the user's cache folder, where the next clone finds it.

mod assets;
mod bench;
mod commands;
mod coverage;
mod editor;
mod layout;
mod machine;
mod page;
mod sizes;
mod suites;
mod toolchain;
mod tools;
mod totals;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

use crate::suites::Suite;

/// Set up, build, serve and test Timeslice.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Set up what is missing, build, and serve the page on 127.0.0.1
    Serve {
        /// The port to listen on
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Set up what is missing and run every test, or only the named suites
    Test {
        /// The suites to run; all of them when none is named
        suites: Vec<Suite>,
    },
    /// Build the page and its workers into `dist`
    Build {
        /// Also shrink everything: what a static host should serve
        #[arg(long)]
        release: bool,
    },
    /// Print speed against CPython, and sizes
    Bench,
    /// Write anew what there is of Python's library: COVERAGE.md and its page
    Coverage,
    /// Install what building the page needs, and nothing else
    Setup,
    /// Build the workers and the editor bundle: what Trunk copies into the page
    Assets,
    /// Print the variables with which plain Trunk works: `(eval "$(cargo xtask env)"; trunk serve)`
    Env,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve { port } => page::serve(port)?,
        Command::Test { suites } => return Ok(suites::run_suites(&suites)),
        Command::Build { release } => {
            page::build(release)?;
            sizes::print(&layout::dist())?;
        }
        Command::Bench => bench::run_benches()?,
        Command::Coverage => coverage::write()?,
        Command::Setup => {
            tools::set_up()?;
        }
        Command::Assets => {
            let toolbox = tools::set_up()?;
            assets::build(&toolbox, std::env::var("TRUNK_PROFILE").as_deref() == Ok("release"))?;
        }
        Command::Env => print!("{}", page::shell_exports()?),
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        <Arguments as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn serve_takes_a_port() {
        let arguments = Arguments::try_parse_from(["xtask", "serve", "--port", "9000"]);
        assert!(matches!(arguments.expect("a valid line").command, Command::Serve { port: 9000 }));
        assert!(Arguments::try_parse_from(["xtask", "serve", "--port", "99999"]).is_err());
    }

    #[test]
    fn test_takes_suites_by_name() {
        let arguments = Arguments::try_parse_from(["xtask", "test", "native", "browser"]);
        let Command::Test { suites } = arguments.expect("a valid line").command else {
            panic!("`test` is parsed as another command");
        };
        assert_eq!(suites, [Suite::Native, Suite::Browser]);
        assert!(Arguments::try_parse_from(["xtask", "test", "everything"]).is_err());
    }
}
