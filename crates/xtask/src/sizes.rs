//! What a visitor downloads: raw and compressed sizes of the built page.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::commands::answer;

/// Compresses with Node.js, which brings Brotli, at the setting static hosts use.
const BROTLI: &str = "process.stdout.write(String(require('zlib').brotliCompressSync(require('fs').readFileSync(process.argv[1])).length))";

/// Prints a line for each wasm module, script and style sheet in `folder`, and the sums: a visitor
/// loads one of the two workers.
pub fn print(folder: &Path) -> Result<()> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    let mut sums = [("threads", "single", 0, 0), ("single", "threads", 0, 0)];
    println!("{:>10} {:>10}  file", "raw KB", "brotli KB");
    for file in files {
        let raw = fs::metadata(&file).with_context(|| format!("no {}", file.display()))?.len();
        let compressed: u64 = answer(Command::new("node").args(["-e", BROTLI]).arg(&file))
            .and_then(|text| text.parse().ok())
            .with_context(|| format!("node cannot compress {}", file.display()))?;
        let path = file.strip_prefix(folder).unwrap_or(&file);
        println!("{:>10} {:>10}  {}", kilobytes(raw), kilobytes(compressed), path.display());
        for (_, other, raw_sum, compressed_sum) in &mut sums {
            if !path.starts_with(Path::new("worker").join(*other)) {
                *raw_sum += raw;
                *compressed_sum += compressed;
            }
        }
    }
    for (name, _, raw, compressed) in sums {
        println!(
            "{:>10} {:>10}  all that a visitor loads with the build `{name}`",
            kilobytes(raw),
            kilobytes(compressed)
        );
    }
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in folder.read_dir().with_context(|| {
        format!("nothing is built in {}: run `cargo xtask build --release`", folder.display())
    })? {
        let path = entry.context("cannot list a folder")?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|kind| kind == "wasm" || kind == "js" || kind == "css")
        {
            files.push(path);
        }
    }
    Ok(())
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_one_decimal() {
        assert_eq!(kilobytes(0), "0.0");
        assert_eq!(kilobytes(1_499), "1.4");
        assert_eq!(kilobytes(132_950), "132.9");
    }
}
