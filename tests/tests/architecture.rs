//! The dependency direction, read from `cargo metadata`: an arrow between two crates of the
//! workspace that the table does not allow fails here.
//!
//! Development dependencies are not arrows: a crate's tests may look at what stands after it.

use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Command;

/// Every crate, and which others its code may use.
const ALLOWED: [(&str, &[&str]); 15] = [
    ("timeslice-trace", &[]),
    ("timeslice-compiler", &["timeslice-trace"]),
    ("timeslice-machine", &["timeslice-trace", "timeslice-compiler"]),
    ("timeslice-explorer", &["timeslice-trace", "timeslice-compiler", "timeslice-machine"]),
    ("timeslice-explorer-bench", &["timeslice-machine", "timeslice-explorer"]),
    ("timeslice-scenarios", &["timeslice-trace", "timeslice-compiler"]),
    ("timeslice-share", &["timeslice-trace"]),
    ("timeslice-protocol", &["timeslice-trace"]),
    (
        "timeslice-worker",
        &[
            "timeslice-trace",
            "timeslice-compiler",
            "timeslice-machine",
            "timeslice-explorer",
            "timeslice-scenarios",
            "timeslice-protocol",
        ],
    ),
    ("timeslice-cli", &NATIVE),
    (
        "timeslice-web",
        &["timeslice-trace", "timeslice-scenarios", "timeslice-share", "timeslice-protocol"],
    ),
    ("timeslice-tests", &NATIVE),
    // The parser's, in place of a crate ten times its size.
    ("unicode_names2", &[]),
    ("timeslice-bindgen", &[]),
    ("xtask", &[]),
];

/// The crates that run without a browser.
const NATIVE: [&str; 7] = [
    "timeslice-trace",
    "timeslice-compiler",
    "timeslice-machine",
    "timeslice-explorer",
    "timeslice-scenarios",
    "timeslice-share",
    "timeslice-protocol",
];

/// Crates by their name, with what their code (not their tests) depends on.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--locked", "--offline"])
        .args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")])
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let text = |value: &Value| value.as_str().expect("a name").to_owned();
    metadata["packages"]
        .as_array()
        .expect("a list of packages")
        .iter()
        .map(|package| {
            let uses = package["dependencies"]
                .as_array()
                .expect("a list of dependencies")
                .iter()
                .filter(|dependency| dependency["kind"] != "dev")
                .map(|dependency| text(&dependency["name"]))
                .collect();
            (text(&package["name"]), uses)
        })
        .collect()
}

/// What is wrong with `dependencies`, one sentence an arrow.
fn violations(dependencies: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let mut found = Vec::new();
    for (package, uses) in dependencies {
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| name == package) else {
            found.push(format!("{package} is not in the table of allowed arrows"));
            continue;
        };
        for used in uses {
            let ours = dependencies.contains_key(used);
            if ours && !allowed.contains(&used.as_str()) {
                found.push(format!("{package} must not use {used}"));
            }
            if used == "wasm-bindgen-rayon" && package != "timeslice-worker" {
                found.push(format!("{package} must leave the browser's threads to the worker"));
            }
            let of_browser = ["wasm-bindgen", "js-sys", "web-sys"].contains(&used.as_str());
            if of_browser && NATIVE.contains(&package.as_str()) {
                found.push(format!("{package} must not know the browser, but uses {used}"));
            }
        }
    }
    found
}

#[test]
fn every_arrow_is_allowed() {
    let dependencies = dependencies();
    assert!(dependencies.contains_key("timeslice-machine"), "{dependencies:?}");
    assert_eq!(violations(&dependencies), Vec::<String>::new());
}

#[test]
fn a_forbidden_arrow_is_found() {
    let mut dependencies = dependencies();
    let mut add = |package: &str, used: &str| {
        let uses = dependencies.get_mut(package).expect("a crate of the workspace");
        uses.push(used.to_owned());
    };
    add("timeslice-trace", "timeslice-machine");
    add("timeslice-web", "wasm-bindgen-rayon");
    add("timeslice-machine", "web-sys");
    dependencies.insert("timeslice-new".to_owned(), Vec::new());
    assert_eq!(
        violations(&dependencies),
        [
            "timeslice-machine must not know the browser, but uses web-sys",
            "timeslice-new is not in the table of allowed arrows",
            "timeslice-trace must not use timeslice-machine",
            "timeslice-web must leave the browser's threads to the worker",
        ]
    );
}
