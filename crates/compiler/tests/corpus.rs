//! Everything compiles: CPython's own library, where it is installed, and what else is given in
//! `TIMESLICE_CORPUS` (folders, separated by `:`).

use std::path::{Path, PathBuf};

use timeslice_compiler::{Kind, Mode, Options, compile, verify};

fn python_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            python_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "py") {
            found.push(path);
        }
    }
}

/// Files that are meant not to compile.
fn expected_to_fail(path: &Path) -> bool {
    let path = path.to_string_lossy();
    ["bad_", "badsyntax", "lib2to3/tests/data", "test_source_encoding", "tokenizedata"]
        .iter()
        .any(|part| path.contains(part))
}

#[test]
fn compiles_and_verifies() {
    let mut folders: Vec<PathBuf> = Vec::new();
    if let Some(home) = std::env::var_os("HOME") {
        folders.push(Path::new(&home).join(".pyenv/versions/3.13.0/lib/python3.13"));
    }
    if let Some(more) = std::env::var_os("TIMESLICE_CORPUS") {
        folders.extend(std::env::split_paths(&more));
    }
    let mut files = Vec::new();
    for folder in &folders {
        python_files(folder, &mut files);
    }
    files.sort();
    let mut faults = Vec::new();
    let mut compiled = 0;
    for path in files {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if text.len() > timeslice_compiler::MAX_SOURCE_BYTES {
            continue;
        }
        let name = path.to_string_lossy();
        let options = Options { file_name: &name, mode: Mode::Exec, library: false };
        match compile(&text, &options) {
            Ok(code) => {
                compiled += 1;
                if let Err(fault) = verify::verify(&code) {
                    faults.push(format!("{name}: {fault}"));
                }
            }
            Err(diagnostics) if diagnostics.iter().all(|d| d.kind == Kind::Unsupported) => {}
            Err(_) if expected_to_fail(&path) => {}
            Err(diagnostics) => {
                let first = &diagnostics[0];
                faults.push(format!("{name}:{}:{}: {}", first.line, first.column, first.message));
            }
        }
    }
    println!("{compiled} files");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
