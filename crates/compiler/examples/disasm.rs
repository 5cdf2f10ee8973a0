//! Prints the bytecode of a file.

use timeslice_compiler::{Mode, Options, compile, disassemble};

fn main() {
    let path = std::env::args().nth(1).unwrap_or_else(|| "/dev/stdin".to_string());
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    match compile(&text, &Options { file_name: &path, mode: Mode::Exec, library: false }) {
        Ok(code) => print!("{}", disassemble(&code)),
        Err(diagnostics) => {
            for d in diagnostics {
                println!("{path}:{}:{}: {}", d.line, d.column, d.message);
            }
        }
    }
}
