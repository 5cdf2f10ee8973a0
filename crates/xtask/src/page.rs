//! The page: Trunk builds it and serves it while it is being worked on.

use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::assets::PLAIN;
use crate::commands::{run, say};
use crate::layout;
use crate::tools::{self, Toolbox};

/// Builds everything into `dist`.
pub fn build(release: bool) -> Result<()> {
    let mut command = trunk("build")?;
    if release {
        command.arg("--release");
    }
    say("building the page and its workers");
    run(&mut command)
}

/// Builds, serves and rebuilds on every change until stopped.
pub fn serve(port: u16) -> Result<()> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    if let Err(error) = TcpListener::bind(address) {
        bail!("cannot listen on {address} ({error}): choose another port with --port");
    }
    let mut command = trunk("serve")?;
    command
        .args(["--address", "127.0.0.1", "--port", &port.to_string()])
        // Apart from `dist`: a served page holds a script that reloads it.
        .arg("--dist")
        .arg(layout::root().join("target/serve"));
    say(&format!("building; then the page is at http://{address}/ (Ctrl-C stops)"));
    // Trunk takes this process's place, so that whoever stops us stops the server.
    Err(command.exec()).context("cannot start Trunk")
}

/// What a shell has to be told so that plain `trunk` does what [`serve`] does.
pub fn shell_exports() -> Result<String> {
    let mut text = String::new();
    for (name, value) in variables(&tools::set_up()?)? {
        text.push_str(&format!("export {name}={}\n", quoted(&value.to_string_lossy())));
    }
    Ok(text)
}

fn trunk(subcommand: &str) -> Result<Command> {
    let toolbox = tools::set_up()?;
    let mut command = toolbox.command("trunk");
    command
        .arg(subcommand)
        .envs(variables(&toolbox)?)
        // An error of ours needs no backtrace through Trunk.
        .env("RUST_BACKTRACE", "0")
        // Trunk takes only `true` and `false` for this common variable.
        .env_remove("NO_COLOR");
    Ok(command)
}

fn variables(toolbox: &Toolbox) -> Result<Vec<(&'static str, OsString)>> {
    let mut variables = toolbox.variables();
    variables.push(("CARGO_TARGET_DIR", layout::wasm_target(PLAIN).into_os_string()));
    // Trunk's hook calls us back for the assets; not through Cargo, which would compile us
    // once more, with the wasm toolchain.
    let ourselves = std::env::current_exe().context("where is this program?")?;
    variables.push(("TIMESLICE_XTASK", ourselves.into_os_string()));
    Ok(variables)
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_quoted_text_as_it_was() {
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
    }
}
