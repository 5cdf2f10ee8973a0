//! The same facts about code objects as CPython 3.13's own compiler finds, where it is installed:
//! parameters, slots, cells, free variables, names, flags, first lines, qualified names, and the
//! places of the instructions that can raise.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use timeslice_compiler::bytecode::{Code, CodeFlags, Const, Op};
use timeslice_compiler::{Kind, Mode, Options, compile};

fn python_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            python_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "py") {
            found.push(path);
        }
    }
}

fn kind(op: Op) -> Option<&'static str> {
    Some(match op {
        Op::Call | Op::CallKw | Op::CallEx | Op::WithExit => "call",
        Op::BinaryOp => "binary",
        Op::CompareOp | Op::ContainsOp => "compare",
        Op::BinarySubscr => "subscript",
        Op::StoreSubscr => "store subscript",
        Op::DeleteSubscr => "delete subscript",
        Op::LoadAttr | Op::LoadMethod => "attribute",
        Op::StoreAttr => "store attribute",
        Op::DeleteAttr => "delete attribute",
        Op::LoadGlobal | Op::LoadName => "name",
        Op::ForIter => "for",
        Op::GetIter | Op::GetAIter => "iter",
        Op::UnpackSequence | Op::UnpackEx => "unpack",
        Op::RaiseVarargs => "raise",
        Op::BeforeWith | Op::BeforeAsyncWith => "with",
        Op::ImportName | Op::ImportFrom => "import",
        Op::FormatSimple | Op::FormatWithSpec => "format",
        Op::ConvertValue => "convert",
        Op::YieldValue => "yield",
        Op::GetAwaitable => "await",
        Op::Send => "send",
        Op::UnaryNegative | Op::UnaryInvert | Op::UnaryNot => "unary",
        Op::ListExtend | Op::DictUpdate | Op::DictMerge => "extend",
        Op::MatchClass | Op::MatchKeys => "match",
        Op::CheckExcMatch | Op::CheckEgMatch => "except",
        Op::LoadBuildClass => "class",
        _ => return None,
    })
}

fn names<'n>(items: impl IntoIterator<Item = &'n str>) -> String {
    let set: BTreeSet<&str> = items.into_iter().collect();
    set.into_iter().collect::<Vec<_>>().join(",")
}

fn facts(path: &str, code: &Code, lines: &mut Vec<String>) {
    let key = format!("{path}|{}|{}", code.qualname, code.first_line);
    let flags = [
        (CodeFlags::VARARGS, "varargs"),
        (CodeFlags::VARKEYWORDS, "varkeywords"),
        (CodeFlags::NESTED, "nested"),
        (CodeFlags::GENERATOR, "generator"),
        (CodeFlags::COROUTINE, "coroutine"),
        (CodeFlags::ASYNC_GENERATOR, "asyncgen"),
    ];
    let flags: Vec<&str> =
        flags.iter().filter(|(bit, _)| code.flags.has(*bit)).map(|(_, n)| *n).collect();
    lines.push(format!(
        "{key}|arguments|{} {} {} {}",
        code.positional,
        code.positional_only,
        code.keyword_only,
        flags.join(" ")
    ));
    let parameters = code.positional
        + code.keyword_only
        + u32::from(code.flags.has(CodeFlags::VARARGS))
        + u32::from(code.flags.has(CodeFlags::VARKEYWORDS));
    let locals: Vec<&str> = code.locals.iter().map(|n| &**n).collect();
    lines.push(format!("{key}|parameters|{}", locals[..parameters as usize].join(",")));
    lines.push(format!("{key}|locals|{}", names(locals.iter().copied())));
    let cells = code.cells.iter().map(|c| locals[*c as usize]);
    lines.push(format!("{key}|cells|{}", names(cells)));
    let frees: Vec<&str> = code.frees.iter().map(|n| &**n).collect();
    lines.push(format!("{key}|frees|{}", frees.join(",")));
    lines.push(format!("{key}|names|{}", names(code.names.iter().map(|n| &**n))));
    let mut places = BTreeSet::new();
    let source = &code.source;
    let at = |offset: u32| {
        let line = source.line(offset);
        (line, offset - source.line_starts[line as usize - 1])
    };
    for (instr, span) in code.instrs.iter().zip(&code.spans) {
        if let Some(kind) = kind(instr.op) {
            let ((line, column), (end_line, end_column)) = (at(span.start), at(span.end));
            let mut place = format!("{line}:{column}-{end_line}:{end_column}");
            if span.anchor_end > span.anchor_start {
                let (from, to) = (at(span.anchor_start), at(span.anchor_end));
                let _ = write!(place, "^{}:{}-{}:{}", from.0, from.1, to.0, to.1);
            }
            places.insert(format!("{key}|{kind}|{place}"));
        }
    }
    lines.extend(places);
    for constant in &code.consts {
        if let Const::Code(inner) = constant {
            facts(path, inner, lines);
        }
    }
}

fn theirs(python: &Path, paths: &[PathBuf]) -> Option<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cpython/facts.py");
    let mut child = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut list = String::new();
    for path in paths {
        let _ = writeln!(list, "{}", path.display());
    }
    let mut stdin = child.stdin.take()?;
    let writer = std::thread::spawn(move || stdin.write_all(list.as_bytes()));
    let output = child.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    String::from_utf8(output.stdout).ok()
}

#[test]
fn agrees_with_cpython() {
    let Some(home) = std::env::var_os("HOME") else { return };
    let version = Path::new(&home).join(".pyenv/versions/3.13.0");
    let python = version.join("bin/python");
    if !python.exists() {
        return;
    }
    let mut files = Vec::new();
    // The whole library takes minutes: a part of it is looked at unless more is asked for.
    let library = version.join("lib/python3.13");
    let all = std::env::var_os("TIMESLICE_FULL").is_some();
    if all {
        python_files(&library, &mut files);
    } else {
        for part in ["asyncio", "concurrent", "multiprocessing", "json", "importlib", "unittest"] {
            python_files(&library.join(part), &mut files);
        }
        files.extend(
            ["threading", "enum", "typing", "ast", "queue"]
                .map(|name| library.join(name).with_extension("py")),
        );
    }
    if let Some(more) = std::env::var_os("TIMESLICE_CORPUS") {
        for folder in std::env::split_paths(&more) {
            python_files(&folder, &mut files);
        }
    }
    files.sort();
    files.retain(|path| {
        std::fs::read_to_string(path)
            .is_ok_and(|text| text.len() <= timeslice_compiler::MAX_SOURCE_BYTES)
    });
    let Some(theirs) = theirs(&python, &files) else { return };
    let mut ours = Vec::new();
    let mut unsupported = Vec::new();
    for path in &files {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let name = path.to_string_lossy();
        let options = Options { file_name: &name, mode: Mode::Exec, library: false };
        match compile(&text, &options) {
            Ok(code) => facts(&name, &code, &mut ours),
            Err(diagnostics) if diagnostics.iter().all(|d| d.kind == Kind::Unsupported) => {
                unsupported.push(name.into_owned());
            }
            Err(_) => ours.push(format!("{name}|invalid")),
        }
    }
    let ours: BTreeSet<&str> = ours.iter().map(String::as_str).collect();
    let theirs: BTreeSet<&str> = theirs.lines().filter(|line| !line.is_empty()).collect();
    // Type parameters are hidden functions there, hidden slots here.
    let skipped: BTreeSet<&str> = theirs
        .iter()
        .filter(|line| line.contains("<generic parameters of ") || line.contains("|TypeAlias"))
        .filter_map(|line| line.split('|').next())
        .chain(unsupported.iter().map(String::as_str))
        .collect();
    let mut kinds: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut report = Vec::new();
    for (side, sign, a, b) in [(0, '-', &theirs, &ours), (1, '+', &ours, &theirs)] {
        for line in a.difference(b) {
            let mut fields = line.split('|');
            let path = fields.next().unwrap_or_default();
            let kind = fields.nth(2).unwrap_or("invalid");
            if skipped.contains(path) || (sign == '+' && excused(path, kind, line)) {
                continue;
            }
            kinds.entry(kind).or_default()[side] += 1;
            report.push((line, sign));
        }
    }
    report.sort_unstable();
    let mut text = String::new();
    for (line, sign) in &report {
        let _ = writeln!(text, "{sign}{line}");
    }
    if let Some(path) = std::env::var_os("TIMESLICE_REPORT") {
        std::fs::write(path, &text).expect("a writable report");
    }
    for (kind, [missing, extra]) in &kinds {
        println!("{kind}: {missing} missing, {extra} extra");
    }
    // What is left: powers of floats, code that can never run, names of hidden variables.
    let (allowed, least) = if all { (300, 1_000_000) } else { (10, 50_000) };
    assert!(
        report.len() <= allowed && theirs.len() > least,
        "{} differences in {} facts: {kinds:?}\n{}",
        report.len(),
        theirs.len(),
        text.lines().take(100).collect::<Vec<_>>().join("\n")
    );
}

/// Facts of ours that CPython has no counterpart for: it has an instruction of its own for
/// `super().x`, and gives `f(*a)` the iterable as it is.
fn excused(path: &str, kind: &str, line: &str) -> bool {
    if kind == "extend" {
        return true;
    }
    let place = line.rsplit('|').next().and_then(|place| place.split_once('-'));
    let (Some((start, _)), "call") = (place, kind) else { return false };
    let Some((row, column)) = start.split_once(':') else { return false };
    let (Ok(row), Ok(column)) = (row.parse::<usize>(), column.parse::<usize>()) else {
        return false;
    };
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let line = text.lines().nth(row - 1).unwrap_or_default();
    line.get(column..).is_some_and(|rest| rest.starts_with("super("))
}
