//! The `wasm-bindgen` command, built from this workspace so that its version is always the
//! one of the `wasm-bindgen` library in the lock file: the two must be equal.
//!
//! It is not called `wasm-bindgen` before xtask copies it to its place: rustc takes a crate of
//! that name for an outdated version of the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    match wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}
