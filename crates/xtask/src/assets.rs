//! What Trunk copies into the page: the two builds of the worker, its entry, and the editor.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

use crate::commands::{run, say};
use crate::editor;
use crate::layout;
use crate::toolchain::Toolchain;
use crate::tools::{Toolbox, WASM_BINDGEN};

/// One of the two builds of the worker.
struct Flavour {
    /// The folder in the page's `worker/`.
    name: &'static str,
    /// The folder of Cargo's output; the build without threads shares the page's.
    target: &'static str,
    threads: bool,
}

const FLAVOURS: [Flavour; 2] = [
    Flavour { name: "threads", target: "threads", threads: true },
    Flavour { name: "single", target: PLAIN, threads: false },
];

/// The name of the wasm output without threads, which the page and one worker share.
pub const PLAIN: &str = "plain";

/// Brings all assets up to date; `shrink` also runs wasm-opt.
pub fn build(toolbox: &Toolbox, shrink: bool) -> Result<()> {
    for flavour in &FLAVOURS {
        build_worker(toolbox, flavour, shrink)
            .with_context(|| format!("the worker's `{}` build", flavour.name))?;
    }
    let entry = layout::root().join("web/worker.js");
    copy_if_changed(&entry, &layout::assets().join("worker/worker.js"))?;
    editor::build()
}

fn build_worker(toolbox: &Toolbox, flavour: &Flavour, shrink: bool) -> Result<()> {
    let target = layout::wasm_target(flavour.target);
    let mut cargo = toolbox.command("cargo");
    cargo
        .args(["build", "--package", "timeslice-worker", "--lib", "--profile", "wasm", "--locked"])
        .args(["--target", "wasm32-unknown-unknown", "--target-dir"])
        .arg(&target);
    if flavour.threads {
        cargo
            .args(["--features", "threads"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", Toolchain::thread_flags());
    }
    run(&mut cargo)?;

    let wasm = target.join("wasm32-unknown-unknown/wasm/timeslice_worker.wasm");
    let folder = layout::assets().join("worker").join(flavour.name);
    let stamp = layout::assets().join(format!("{}.stamp", flavour.name));
    let now = stamp_of(&wasm, shrink)?;
    if folder.is_dir() && fs::read_to_string(&stamp).is_ok_and(|before| before == now) {
        return Ok(());
    }
    let fresh = empty_folder(&layout::assets().join(format!("{}.part", flavour.name)))?;
    run(toolbox
        .command("wasm-bindgen")
        .arg(&wasm)
        .args(["--target", "web", "--no-typescript", "--out-dir"])
        .arg(&fresh))?;
    if shrink {
        let module = fresh.join("timeslice_worker_bg.wasm");
        say(&format!("shrinking the worker's `{}` build", flavour.name));
        run(toolbox.command("wasm-opt").arg("-O3").arg(&module).arg("-o").arg(&module))?;
    }
    empty_folder(&folder)?;
    fs::rename(&fresh, &folder).with_context(|| format!("cannot write {}", folder.display()))?;
    fs::write(&stamp, now).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Names the input of what follows the compiler, so that it is skipped where nothing changed.
fn stamp_of(wasm: &Path, shrink: bool) -> Result<String> {
    let metadata = fs::metadata(wasm).with_context(|| format!("no {}", wasm.display()))?;
    let modified = metadata
        .modified()
        .context("this file system keeps no times")?
        .duration_since(std::time::UNIX_EPOCH)
        .context("a file from before 1970")?;
    Ok(format!("{WASM_BINDGEN} {shrink} {} {}", metadata.len(), modified.as_nanos()))
}

/// Makes `folder` exist and hold nothing.
fn empty_folder(folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot write {}", folder.display()))?;
    Ok(folder.to_path_buf())
}

/// Copies a file unless the copy is there: an unchanged file keeps its time.
fn copy_if_changed(from: &Path, to: &Path) -> Result<()> {
    let content = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    if fs::read(to).is_ok_and(|before| before == content) {
        return Ok(());
    }
    fs::write(to, content).with_context(|| format!("cannot write {}", to.display()))
}
