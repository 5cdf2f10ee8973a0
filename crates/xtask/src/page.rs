//! The page: Trunk builds it and serves it while it is being worked on.

use anyhow::{Context, Result, bail};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::time::Duration;

use crate::assets::PLAIN;
use crate::commands::{run, say};
use crate::layout;
use crate::tools;

/// How often `serve` looks whether the first build has ended.
const POLL: Duration = Duration::from_millis(300);

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
    say("building; the address follows when the page is ready");
    std::thread::spawn(move || announce(address));
    run(&mut command)
}

/// Prints the address as soon as something answers there.
fn announce(address: SocketAddr) {
    while TcpStream::connect_timeout(&address, POLL).is_err() {
        std::thread::sleep(POLL);
    }
    say(&format!("open http://{address}/ (Ctrl-C stops; changed files are rebuilt)"));
}

fn trunk(subcommand: &str) -> Result<Command> {
    let toolbox = tools::set_up()?;
    let mut command = toolbox.command("trunk");
    command
        .arg(subcommand)
        .env("CARGO_TARGET_DIR", layout::wasm_target(PLAIN))
        // Trunk's hook calls us back for the assets; not through Cargo, which would compile
        // us once more with the wasm toolchain.
        .env("TIMESLICE_XTASK", std::env::current_exe().context("where is this program?")?)
        // An error of ours needs no backtrace through Trunk.
        .env("RUST_BACKTRACE", "0")
        // Trunk takes only `true` and `false` for this common variable.
        .env_remove("NO_COLOR");
    Ok(command)
}
