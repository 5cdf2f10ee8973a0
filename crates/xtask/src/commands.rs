//! Running other programs: what is said about it, and what becomes of their output.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Says on screen what is being done and why.
pub fn say(message: &str) {
    eprintln!("xtask: {message}");
}

/// Runs `command`, its output going where ours goes.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", shown(command)))?;
    if !status.success() {
        bail!("{} failed ({status}); its output above says why", shown(command));
    }
    Ok(())
}

/// Runs `command` and puts `label` before each line it writes, so that what two programs say
/// at the same time can be told apart.
pub fn run_labelled(label: &str, command: &mut Command) -> Result<()> {
    let (status, _) = relay(command, &mut |line| eprintln!("{label:>12} | {line}"))?;
    if !status.success() {
        bail!("{} failed ({status}); the lines marked `{label}` say why", shown(command));
    }
    Ok(())
}

/// Runs `command`, shows its output, and returns whether it succeeded and what it wrote.
pub fn run_and_keep(command: &mut Command) -> Result<(bool, String)> {
    let (status, text) = relay(command, &mut |line| println!("{line}"))?;
    Ok((status.success(), text))
}

/// What `command` writes to its standard output, or `None` where it fails or does not exist.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The program `name` on the search path.
pub fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// A command that does not inherit what Cargo set for this very process: the toolchain that
/// compiled xtask need not be the one that compiles the page. (`RUSTUP_TOOLCHAIN` stays: it
/// says which toolchain is the active one.)
pub fn command_outside_cargo(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let Some(text) = name.to_str() else { continue };
        let cargo_set_it = text == "CARGO"
            || text == "LD_LIBRARY_PATH"
            || text.starts_with("CARGO_PKG_")
            || text.starts_with("CARGO_MANIFEST_")
            || text == "RUST_RECURSION_COUNT";
        if cargo_set_it {
            command.env_remove(name);
        }
    }
    command
}

/// Reads both output streams as lines until the program ends.
fn relay(
    command: &mut Command,
    show: &mut (dyn FnMut(&str) + Send),
) -> Result<(std::process::ExitStatus, String)> {
    // One pipe for both streams keeps the order in which the lines were written.
    let (reader, writer) = std::io::pipe().context("cannot make a pipe")?;
    command.stdin(Stdio::null());
    command.stdout(writer.try_clone().context("cannot share a pipe")?);
    command.stderr(writer);
    let mut child = command.spawn().with_context(|| format!("cannot start {}", shown(command)))?;
    // The command keeps its ends of the pipe: without this the reader never sees the end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let text = lines(reader, show)?;
    let status = child.wait().context("cannot wait for a program")?;
    Ok((status, text))
}

fn lines(reader: impl Read, show: &mut (dyn FnMut(&str) + Send)) -> Result<String> {
    let mut reader = BufReader::new(reader);
    let mut text = String::new();
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).context("cannot read a program's output")? > 0 {
        let shown = String::from_utf8_lossy(&line);
        let shown = shown.trim_end_matches(['\n', '\r']);
        show(shown);
        text.push_str(shown);
        text.push('\n');
        line.clear();
    }
    std::io::stdout().flush().context("cannot write to the screen")?;
    Ok(text)
}

/// The command as one would type it, without the folders of its program.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut text =
        format!("`{}", program.file_name().unwrap_or(program.as_os_str()).to_string_lossy());
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text.push('`');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_kept_in_order() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo one; echo two >&2; printf three"]);
        let (success, text) = run_and_keep(&mut command).expect("sh runs");
        assert!(success);
        assert_eq!(text, "one\ntwo\nthree\n");
    }

    #[test]
    fn a_failure_names_the_command() {
        let error = run(Command::new("sh").args(["-c", "exit 3"])).expect_err("it exits with 3");
        assert!(error.to_string().starts_with("`sh -c exit 3` failed"), "{error}");
    }

    #[test]
    fn a_missing_program_has_no_answer() {
        assert_eq!(answer(&mut Command::new("timeslice-no-such-program")), None);
        assert_eq!(which("timeslice-no-such-program"), None);
    }
}
