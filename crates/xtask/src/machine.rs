//! What this machine has: facts for the decisions, and Debian's packages where they help.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::commands::{answer, run_labelled, say, which};

/// The oldest Rust that compiles the workspace: `rust-version` in `Cargo.toml`.
pub const RUST: (u32, u32) = (1, 95);
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
    /// What Debian's package lists say about a Rust for wasm.
    pub apt: Apt,
}

/// What Debian's package lists say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apt {
    /// There is no apt, or it has no such package.
    Lacks,
    /// The lists name no such package, but they may be old, or missing as on a fresh machine.
    Unread,
    /// They offer it.
    Offers,
}

/// A toolchain's folder.
#[derive(Debug, Clone, Copy)]
pub struct Sysroot {
    /// Is it at least [`RUST`]?
    pub is_recent: bool,
    /// Can its standard library be compiled?
    pub has_source: bool,
    /// Does it bring a linker for wasm?
    pub has_linker: bool,
}

impl Facts {
    /// Looks at the machine; `lists_are_fresh` where apt's lists were just updated.
    pub fn gather(lists_are_fresh: bool) -> Self {
        let debian = Path::new("/usr/bin/cargo").is_file().then(|| look_at("/usr/bin/rustc"));
        let apt = if which("apt-get").is_none() {
            Apt::Lacks
        } else if answer(Command::new("apt-cache").args(["show", "rustc-web"])).is_some() {
            Apt::Offers
        } else if lists_are_fresh {
            Apt::Lacks
        } else {
            Apt::Unread
        };
        Self {
            active: look_at("rustc"),
            debian: debian.flatten(),
            linkers: linkers(),
            rustup: which("rustup").is_some(),
            root: is_root(),
            apt,
        }
    }
}

/// The toolchain of a compiler.
fn look_at(rustc: &str) -> Option<Sysroot> {
    let version = answer(Command::new(rustc).arg("--version"))?;
    let sysroot = answer(Command::new(rustc).args(["--print", "sysroot"]))?;
    let rustlib = Path::new(&sysroot).join("lib/rustlib");
    let has_linker = rustlib
        .read_dir()
        .into_iter()
        .flatten()
        .flatten()
        .any(|target| target.path().join("bin/rust-lld").is_file());
    Some(Sysroot {
        is_recent: rust_version(&version) >= Some(RUST),
        has_source: rustlib.join("src/rust/library/std/Cargo.toml").is_file(),
        has_linker,
    })
}

/// `rustc 1.96.0 (ac68faa20 2026-05-25)` is (1, 96).
fn rust_version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.strip_prefix("rustc ")?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
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
    update_package_lists()?;
    run_labelled(
        "apt-get",
        apt_get().args(["install", "--yes", "--no-install-recommends"]).args(packages),
    )
    .with_context(|| format!("{why} could not be installed: try `{command_line}` by hand"))
}

/// Reads Debian's package lists anew.
pub fn update_package_lists() -> Result<()> {
    run_labelled("apt-get", apt_get().arg("update"))
        .context("apt cannot read its package lists: check this machine's network and apt sources")
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
    if which("apt-get").is_none() {
        bail!("the browser tests need Chromium: install it, or set CHROMIUM to the browser's path");
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
    fn rust_s_version_is_read() {
        assert_eq!(rust_version("rustc 1.96.0 (ac68faa20 2026-05-25)"), Some((1, 96)));
        assert_eq!(rust_version("rustc 1.63.0"), Some((1, 63)));
        assert_eq!(rust_version("rustc 1.99.0-nightly (abc 2026-10-01)"), Some((1, 99)));
        assert_eq!(rust_version("clang 14.0.6"), None);
        assert!(rust_version("rustc 2.0.0") > Some(RUST) && None < Some(RUST));
    }

    #[test]
    fn the_workspace_asks_for_the_same_rust() {
        let (major, minor) = RUST;
        let expected = format!("rust-version = \"{major}.{minor}\"");
        let manifest = std::fs::read_to_string(crate::layout::root().join("Cargo.toml"));
        assert!(manifest.expect("the workspace's manifest").contains(&expected));
    }

    #[test]
    fn node_s_version_is_read() {
        assert_eq!(node_major("v20.20.2"), Some(20));
        assert_eq!(node_major("v8.0.0"), Some(8));
        assert_eq!(node_major("20"), None);
    }
}
