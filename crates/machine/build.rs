//! Makes the table of the library's Python modules from the folder `lib`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join("lib");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut modules = Vec::new();
    collect(&root, &root, &mut modules);
    modules.sort();
    let mut table =
        String::from("/// Library modules by name.\npub static LIBRARY: &[LibraryModule] = &[\n");
    for (name, package, path) in modules {
        writeln!(
            table,
            "    LibraryModule {{ name: {name:?}, package: {package}, source: include_str!({path:?}) }},"
        )
        .expect("writing to a string");
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").expect("set by cargo")).join("library.rs");
    fs::write(out, table).expect("the build folder can be written");
}

fn collect(root: &Path, folder: &Path, modules: &mut Vec<(String, bool, PathBuf)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            println!("cargo:rerun-if-changed={}", path.display());
            collect(root, &path, modules);
            continue;
        }
        if path.extension().is_none_or(|e| e != "py") {
            continue;
        }
        println!("cargo:rerun-if-changed={}", path.display());
        let relative = path.strip_prefix(root).expect("inside the folder").with_extension("");
        let parts: Vec<String> =
            relative.iter().map(|p| p.to_string_lossy().into_owned()).collect();
        let package = parts.last().is_some_and(|p| p == "__init__");
        let name = if package { parts[..parts.len() - 1].join(".") } else { parts.join(".") };
        modules.push((name, package, path));
    }
}
