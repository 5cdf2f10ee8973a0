//! The command line: `run`, `explore`, `check`, `disasm`, `link`, `scenarios`.

mod arguments;
mod exit;
mod explore;
mod link;
mod program;
mod report;
mod run;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Cli, Command};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are not errors; everything else is a bad command line.
            let code = if error.use_stderr() { exit::USAGE } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let result = match cli.command {
        Command::Run(options) => run::run(&options),
        Command::Explore(options) => explore::explore(&options),
        Command::Check { file } => program::check(&file),
        Command::Disasm { file } => program::disasm(&file),
        Command::Link(options) => link::link(&options),
        Command::Scenarios { name } => program::scenarios(name.as_deref()),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            eprint!("{}", failure.message);
            ExitCode::from(failure.code)
        }
    }
}
