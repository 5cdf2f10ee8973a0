//! What this machine has: facts for the decisions, and Debian's packages where they help.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::commands::{answer, run_labelled, say, which};

/// The oldest Node.js with everything the bundler and the browser tests use.
pub const NODE_MAJOR: u32 = 20;

/// The facts that decide which toolchain compiles to wasm.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The toolchain that `rustc` means in the workspace.
    pub active: Option<Sysroot>,
    /// Debian's own in `/usr`.
    pub debian: Option<Sysroot>,
    /// Linkers for wasm, the best first.
    pub linkers: Vec<String>,
    /// Is the active toolchain rustup's?
    pub rustup: bool,
    /// May we install Debian packages?
    pub root: bool,
    /// Does apt know a package of a Rust that is new enough?
    pub apt_offers_rust: bool,
}

/// A toolchain's folder.
#[derive(Debug, Clone, Copy)]
pub struct Sysroot {
    /// Can its standard library be compiled?
    pub has_source: bool,
    /// Does it bring a linker for wasm?
    pub has_linker: bool,
}

impl Facts {
    /// Looks at the machine.
    pub fn gather() -> Self {
        let active = answer(Command::new("rustc").args(["--print", "sysroot"]))
            .map(|path| look_at(Path::new(&path)));
        let debian = Path::new("/usr/bin/cargo")
            .is_file()
            .then(|| answer(Command::new("/usr/bin/rustc").args(["--print", "sysroot"])))
            .flatten()
            .map(|path| look_at(Path::new(&path)));
        Self {
            active,
            debian,
            linkers: linkers(),
            rustup: which("rustup").is_some(),
            root: is_root(),
            apt_offers_rust: which("apt-get").is_some()
                && answer(Command::new("apt-cache").args(["show", "rustc-web"])).is_some(),
        }
    }
}

fn look_at(sysroot: &Path) -> Sysroot {
    let rustlib = sysroot.join("lib/rustlib");
    let has_linker = rustlib
        .read_dir()
        .into_iter()
        .flatten()
        .flatten()
        .any(|target| target.path().join("bin/rust-lld").is_file());
    Sysroot { has_source: rustlib.join("src/rust/library/std/Cargo.toml").is_file(), has_linker }
}

/// `wasm-ld-NN`, newest first, then plain `wasm-ld`.
fn linkers() -> Vec<String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut found: Vec<(u32, String)> = std::env::split_paths(&path)
        .filter_map(|folder| folder.read_dir().ok())
        .flat_map(|entries| entries.flatten())
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            Some((linker_version(&name)?, name))
        })
        .collect();
    found.sort_by(|left, right| right.cmp(left));
    found.dedup();
    found.into_iter().map(|(_, name)| name).collect()
}

fn linker_version(name: &str) -> Option<u32> {
    match name.strip_prefix("wasm-ld")? {
        "" => Some(0),
        suffix => suffix.strip_prefix('-')?.parse().ok(),
    }
}

fn is_root() -> bool {
    nix::unistd::geteuid().is_root()
}

/// Installs Debian packages, or says which command would.
pub fn install_packages(packages: &[&str], why: &str) -> Result<()> {
    let command_line = format!("apt-get install {}", packages.join(" "));
    if !is_root() || which("apt-get").is_none() {
        bail!("{why} is missing: install it with `sudo {command_line}` and run this again");
    }
    say(&format!("installing {why} from Debian: {}", packages.join(" ")));
    run_labelled("apt-get", apt_get().arg("update")).context(
        "apt cannot read its package lists: check this machine's network and apt sources",
    )?;
    run_labelled(
        "apt-get",
        apt_get().args(["install", "--yes", "--no-install-recommends"]).args(packages),
    )
    .with_context(|| format!("{why} could not be installed: try `{command_line}` by hand"))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        // Another apt may be at work: wait for it instead of failing.
        .args(["-q", "-o", "DPkg::Lock::Timeout=600"]);
    command
}

/// Fails unless a recent Node.js and npm are there.
pub fn require_node() -> Result<()> {
    let version = answer(Command::new("node").arg("--version"));
    let major = version.as_deref().and_then(node_major);
    if major.is_none_or(|major| major < NODE_MAJOR) || which("npm").is_none() {
        let found = version.unwrap_or_else(|| "none".to_owned());
        bail!(
            "Node.js {NODE_MAJOR} or newer with npm is needed (found: {found}): install it and run this again"
        );
    }
    Ok(())
}

fn node_major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// The browser for the tests: `$CHROMIUM`, one on the search path, or Debian's, installed.
pub fn chromium() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        let path = PathBuf::from(named);
        if !path.is_file() {
            bail!("CHROMIUM names {}, which is not there: correct it", path.display());
        }
        return Ok(path);
    }
    let find = || ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(which);
    if let Some(found) = find() {
        return Ok(found);
    }
    install_packages(&["chromium"], "Chromium, which the browser tests drive,")?;
    find()
        .context("Debian's chromium package has no `chromium`: set CHROMIUM to the browser's path")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linkers_are_told_by_their_names() {
        assert_eq!(linker_version("wasm-ld-22"), Some(22));
        assert_eq!(linker_version("wasm-ld"), Some(0));
        assert_eq!(linker_version("wasm-ld-22.bak"), None);
        assert_eq!(linker_version("ld.lld-22"), None);
    }

    #[test]
    fn node_s_version_is_read() {
        assert_eq!(node_major("v20.20.2"), Some(20));
        assert_eq!(node_major("v8.0.0"), Some(8));
        assert_eq!(node_major("20"), None);
    }
}
