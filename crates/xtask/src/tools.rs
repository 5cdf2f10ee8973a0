//! The tools that build the page, at pinned versions, shared by all clones on the machine.
//!
//! Each tool has a folder named after its version. It is put there by a rename once it is
//! whole, so a folder that exists is a tool that works, and an installation that was
//! interrupted starts again where Cargo left it.

use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::commands::{command_outside_cargo, run_labelled, say};
use crate::layout;
use crate::machine::{self, Facts};
use crate::toolchain::{self, Choice, Toolchain};

/// The bundler of the page. `Trunk.toml` asks for the same version.
const TRUNK: &str = "0.22.1";
/// The JavaScript glue of the wasm modules: the version of the library in `Cargo.toml`.
pub const WASM_BINDGEN: &str = "0.2.130";
/// The package of `wasm-opt`.
const BINARYEN: &str = "132.0.0";

/// Everything that building the page needs.
pub struct Toolbox {
    /// The compiler.
    pub toolchain: Toolchain,
    folders: Vec<PathBuf>,
}

/// A tool in the cache, perhaps still to be installed.
struct Tool {
    name: &'static str,
    version: &'static str,
    /// The executable whose presence shows that the tool is there.
    executable: &'static str,
    /// What is said when it has to be installed.
    purpose: &'static str,
    install: fn(&Toolchain, &Workshop) -> Result<()>,
}

/// Where a tool is made: `made` becomes the tool's folder, `build` holds what can be resumed.
struct Workshop {
    made: PathBuf,
    build: PathBuf,
}

const TOOLS: [Tool; 3] = [
    Tool {
        name: "trunk",
        version: TRUNK,
        executable: "bin/trunk",
        purpose: "Trunk, which bundles the page (compiled once, the longest step: about ten minutes)",
        install: install_trunk,
    },
    Tool {
        name: "wasm-bindgen",
        version: WASM_BINDGEN,
        executable: "bin/wasm-bindgen",
        purpose: "wasm-bindgen, which connects wasm with JavaScript (compiled once, about two minutes)",
        install: install_wasm_bindgen,
    },
    Tool {
        name: "binaryen",
        version: BINARYEN,
        executable: "node_modules/.bin/wasm-opt",
        purpose: "wasm-opt, which shrinks wasm (from npm, a few seconds)",
        install: install_binaryen,
    },
];

/// Installs what is missing, and says so; silent where all is there.
pub fn set_up() -> Result<Toolbox> {
    machine::require_node()?;
    let toolchain = wasm_toolchain()?;
    let cache = layout::cache()?;
    let folder_of = |tool: &Tool| cache.join(format!("{}-{}", tool.name, tool.version));
    let missing: Vec<&Tool> =
        TOOLS.iter().filter(|tool| !folder_of(tool).join(tool.executable).exists()).collect();
    if !missing.is_empty() {
        fs::create_dir_all(&cache)
            .with_context(|| format!("cannot write to {}", cache.display()))?;
        // Two set-ups at once would compile everything twice: the second waits for the first.
        let lock = fs::File::create(cache.join("lock")).context("cannot lock the tool cache")?;
        if lock.try_lock().is_err() {
            say("waiting for another set-up on this machine to finish");
            lock.lock().context("cannot lock the tool cache")?;
        }
        for tool in &missing {
            say(&format!("installing {}", tool.purpose));
        }
        install_together(&missing, &toolchain, &folder_of)?;
    }
    let folders = TOOLS
        .iter()
        .filter_map(|tool| Some(folder_of(tool).join(tool.executable).parent()?.to_path_buf()))
        .collect();
    Ok(Toolbox { toolchain, folders })
}

fn wasm_toolchain() -> Result<Toolchain> {
    let mut lists_are_fresh = false;
    // Three looks: after reading the lists, and after installing what they offer.
    for _ in 0..3 {
        match toolchain::choose(&Facts::gather(lists_are_fresh)) {
            Choice::Use(toolchain) => return Ok(toolchain),
            Choice::UpdateLists => {
                machine::update_package_lists()?;
                lists_are_fresh = true;
            }
            Choice::Install(packages) => {
                machine::install_packages(
                    packages,
                    "a Rust that can compile its library for wasm",
                )?;
            }
            Choice::Advise(advice) => bail!(
                "no Rust here can compile its standard library for wasm: {advice}, then this again"
            ),
        }
    }
    bail!("Debian's Rust is too old here: run `rustup component add rust-src`, then this again")
}

/// The long part of one installation overlaps with the downloads and links of the others.
fn install_together(
    tools: &[&Tool],
    toolchain: &Toolchain,
    folder_of: &(impl Fn(&Tool) -> PathBuf + Sync),
) -> Result<()> {
    std::thread::scope(|scope| {
        let running: Vec<_> = tools
            .iter()
            .map(|tool| scope.spawn(|| install(tool, toolchain, &folder_of(tool))))
            .collect();
        running
            .into_iter()
            .map(|thread| thread.join().expect("an installation does not panic"))
            .collect::<Vec<_>>()
            .into_iter()
            .collect()
    })
}

fn install(tool: &Tool, toolchain: &Toolchain, folder: &Path) -> Result<()> {
    // Another set-up may have made it while this one waited for the lock.
    if folder.join(tool.executable).exists() {
        return Ok(());
    }
    let beside = |kind: &str| PathBuf::from(format!("{}.{kind}", folder.display()));
    let workshop = Workshop { made: beside("part"), build: beside("build") };
    let emptied = fs::remove_dir_all(&workshop.made);
    if workshop.made.exists() {
        emptied.with_context(|| format!("cannot empty {}", workshop.made.display()))?;
    }
    fs::create_dir_all(&workshop.made)
        .with_context(|| format!("cannot write to {}", workshop.made.display()))?;
    (tool.install)(toolchain, &workshop).with_context(|| {
        format!(
            "{} {} could not be installed: mend what its last lines above say (or the network), and run this again",
            tool.name, tool.version
        )
    })?;
    fs::rename(&workshop.made, folder)
        .with_context(|| format!("cannot write {}", folder.display()))?;
    if workshop.build.exists() {
        fs::remove_dir_all(&workshop.build)
            .with_context(|| format!("cannot remove {}", workshop.build.display()))?;
    }
    say(&format!("installed {} {}", tool.name, tool.version));
    Ok(())
}

fn install_trunk(toolchain: &Toolchain, workshop: &Workshop) -> Result<()> {
    let mut command = command_outside_cargo("cargo");
    if let Some(name) = &toolchain.name {
        command.env("RUSTUP_TOOLCHAIN", name);
    }
    // Its own release profile is tuned for speed and takes three times as long to compile.
    command
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
        .env("CARGO_PROFILE_RELEASE_STRIP", "true")
        .args(["install", "trunk", "--version", TRUNK, "--locked", "--no-track"])
        // Trunk declares a newer patch release of Rust than it needs, and does not build
        // without a TLS library.
        .args(["--ignore-rust-version", "--no-default-features", "--features", "rustls"])
        .arg("--root")
        .arg(&workshop.made)
        .arg("--target-dir")
        .arg(&workshop.build);
    run_labelled("trunk", &mut command)
}

fn install_wasm_bindgen(_: &Toolchain, workshop: &Workshop) -> Result<()> {
    let mut command = Command::new("cargo");
    command
        .current_dir(layout::root())
        .args(["build", "--package", "timeslice-bindgen", "--profile", "tools", "--locked"])
        .arg("--target-dir")
        .arg(&workshop.build);
    run_labelled("wasm-bindgen", &mut command)?;
    let made = workshop.build.join("tools/timeslice-bindgen");
    let folder = workshop.made.join("bin");
    fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(made, folder.join("wasm-bindgen")))
        .context("cannot write to the tool cache")?;
    Ok(())
}

fn install_binaryen(_: &Toolchain, workshop: &Workshop) -> Result<()> {
    let mut command = Command::new("npm");
    command
        .args(["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund"])
        .args(["--loglevel=error", "--prefix"])
        .arg(&workshop.made)
        .arg(format!("binaryen@{BINARYEN}"));
    run_labelled("npm", &mut command)
}

impl Toolbox {
    /// A command that finds the tools and compiles with the wasm toolchain.
    pub fn command(&self, program: &str) -> Command {
        let mut command = command_outside_cargo(program);
        command.current_dir(layout::root()).envs(self.variables());
        command
    }

    /// The variables of [`Toolbox::command`].
    pub fn variables(&self) -> Vec<(&'static str, OsString)> {
        let toolchain = self.toolchain.variables().into_iter();
        toolchain
            .map(|(name, value)| (name, OsString::from(value)))
            .chain([("PATH", self.search_path())])
            .collect()
    }

    fn search_path(&self) -> OsString {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(std::env::split_paths(&inherited));
        std::env::join_paths(folders).expect("folders of a search path hold no separator")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_agree_with_the_files_that_repeat_them() {
        let read = |name: &str| {
            fs::read_to_string(layout::root().join(name)).expect("a file of this workspace")
        };
        let lock = read("Cargo.lock");
        assert!(lock.contains(&format!("name = \"wasm-bindgen\"\nversion = \"{WASM_BINDGEN}\"")));
        let trunk = read("Trunk.toml");
        assert!(trunk.contains(&format!("trunk-version = \"={TRUNK}\"")));
        assert!(trunk.contains(&format!("wasm_bindgen = \"{WASM_BINDGEN}\"")));
        let major = BINARYEN.split('.').next().expect("a version has a major part");
        assert!(trunk.contains(&format!("wasm_opt = \"version_{major}\"")));
    }
}
