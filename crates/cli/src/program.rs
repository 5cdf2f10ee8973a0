//! Reading programs, and the commands that only look at them.

use std::fmt::Write as _;
use std::io::Read;

use timeslice_compiler::{Diagnostic, Mode, Options};

use crate::exit::{Failure, INVALID, NO_INPUT, USAGE};

/// A program to work on.
pub struct Program {
    /// As tracebacks and diagnostics call it.
    pub name: String,
    /// Its text.
    pub source: String,
}

/// Reads a path, `-` (standard input) or `scenario:NAME`.
pub fn read(file: &str) -> Result<Program, Failure> {
    if let Some(name) = file.strip_prefix("scenario:") {
        let entry = timeslice_scenarios::find(name).ok_or_else(|| {
            Failure::new(
                NO_INPUT,
                format!("there is no scenario '{name}' (see `timeslice scenarios`)"),
            )
        })?;
        return Ok(Program { name: format!("{name}.py"), source: entry.source.to_owned() });
    }
    // Compiling stops at the size limit; reading stops a little above it.
    let limit = timeslice_compiler::MAX_SOURCE_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = match file {
        "-" => std::io::stdin().lock().take(limit).read_to_end(&mut bytes),
        path => std::fs::File::open(path).and_then(|f| f.take(limit).read_to_end(&mut bytes)),
    };
    read.map_err(|error| Failure::new(NO_INPUT, format!("cannot read {file}: {error}")))?;
    let name = if file == "-" { "<stdin>" } else { file }.to_owned();
    match String::from_utf8(bytes) {
        Ok(source) => Ok(Program { name, source }),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..good].iter().filter(|b| **b == b'\n').count() + 1;
            let byte = error.as_bytes()[good];
            Err(Failure {
                code: INVALID,
                message: format!(
                    "{name}:{line}:1: (unicode error) 'utf-8' codec can't decode byte {byte:#04x}: the file is no text\n"
                ),
            })
        }
    }
}

/// `FILE:LINE:COL: message`, a line each.
pub fn report(name: &str, diagnostics: &[Diagnostic]) -> Failure {
    let mut message = String::new();
    for d in diagnostics {
        // Writing to a string cannot fail.
        let _ = writeln!(
            message,
            "{name}:{}:{}: {}: {}",
            d.line,
            d.column,
            d.kind.exception(),
            d.message
        );
        if let Some(help) = &d.help {
            let _ = writeln!(message, "    {help}");
        }
    }
    Failure { code: INVALID, message }
}

/// `timeslice check FILE`
pub fn check(file: &str) -> Result<u8, Failure> {
    let program = read(file)?;
    let found = timeslice_machine::check(&program.source);
    if found.is_empty() { Ok(0) } else { Err(report(&program.name, &found)) }
}

/// `timeslice disasm FILE`
pub fn disasm(file: &str) -> Result<u8, Failure> {
    let program = read(file)?;
    let options = Options { file_name: &program.name, mode: Mode::Exec, library: false };
    let code = timeslice_compiler::compile(&program.source, &options)
        .map_err(|found| report(&program.name, &found))?;
    print!("{}", timeslice_compiler::disassemble(&code));
    Ok(0)
}

/// `timeslice scenarios [NAME]`
pub fn scenarios(name: Option<&str>) -> Result<u8, Failure> {
    match name {
        Some(name) => {
            let entry = timeslice_scenarios::find(name)
                .ok_or_else(|| Failure::new(USAGE, format!("there is no scenario '{name}'")))?;
            print!("{}", entry.source);
        }
        None => {
            for entry in timeslice_scenarios::all() {
                let scenario = timeslice_scenarios::Scenario::parse(entry.source);
                println!("{:24} {}", entry.name, scenario.title);
            }
        }
    }
    Ok(0)
}
