//! The editor: CodeMirror, bundled from npm into one ES module.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::commands::{run, say};
use crate::layout;

/// Bundles `web/editor/editor.js` with what it imports.
pub fn build() -> Result<()> {
    let folder = layout::root().join("web/editor");
    install_npm_packages(&folder, "the editor's packages")?;
    run(Command::new(folder.join("node_modules/.bin/esbuild"))
        .current_dir(&folder)
        .args(["editor.js", "--bundle", "--format=esm", "--minify", "--target=es2022"])
        .args(["--legal-comments=none", "--log-level=warning"])
        .arg(format!("--outfile={}", layout::assets().join("editor.js").display())))
}

/// Installs what the lock file of `folder` names, unless exactly that is there.
pub fn install_npm_packages(folder: &Path, what: &str) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    // npm writes what it installed into a file of its own format, so a copy of ours is kept.
    let installed = folder.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|before| before == lock) {
        return Ok(());
    }
    say(&format!("installing {what} from npm (a few seconds)"));
    run(Command::new("npm").current_dir(folder).args([
        "ci",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
        "--loglevel=error",
    ]))
    .with_context(|| {
        format!("{what} could not be installed: check the network and run this again")
    })?;
    fs::write(&installed, lock).with_context(|| format!("cannot write {}", installed.display()))
}
