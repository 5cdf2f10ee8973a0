//! Where things are: the workspace, what is built in it, and the cache outside it.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The workspace's root folder.
pub fn root() -> PathBuf {
    // Cargo sets the variable when it runs us; the constant serves the bare executable, which
    // Trunk's hook calls.
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.ancestors().nth(2).expect("this crate is two folders below the root").to_path_buf()
}

/// What a static host serves.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Generated files that Trunk copies into the page.
pub fn assets() -> PathBuf {
    root().join("target/assets")
}

/// Cargo's output for the wasm build called `flavour`. Apart from the native output, because
/// each flavour compiles its own standard library.
pub fn wasm_target(flavour: &str) -> PathBuf {
    root().join("target/wasm").join(flavour)
}

/// Tools that every clone on this machine shares.
pub fn cache() -> Result<PathBuf> {
    let base = match std::env::var_os("XDG_CACHE_HOME").filter(|path| Path::new(path).is_absolute())
    {
        Some(path) => PathBuf::from(path),
        None => std::env::home_dir()
            .context("no home folder: set XDG_CACHE_HOME to a folder for the build tools")?
            .join(".cache"),
    };
    Ok(base.join("timeslice"))
}
