//! What there is of CPython's library: `COVERAGE.md`, the same as a page, and the list of what is
//! refused, which the machine uses. All three are made from the library itself and from
//! `coverage/cpython-3.13.txt`, so this test needs no CPython; `cargo xtask coverage` writes them
//! anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use timeslice_tests::{run, settings_of};

/// Modules that are there and are not what they are elsewhere: what is simulated.
const SIMULATED: &[(&str, &str)] = &[
    ("asyncio", "on virtual time; sockets and subprocesses are refused"),
    ("datetime", "`now()` is virtual time, which begins at a fixed date"),
    ("gc", "collections happen at moments that depend on the program alone"),
    ("gzip", "other bytes than zlib's, readable by everybody"),
    ("hashlib", "costs virtual time by the byte"),
    ("io", "files are in memory"),
    ("multiprocessing", "processes with heaps of their own on the simulated cores"),
    ("os", "files are in memory and shared by the simulated processes; no other programs"),
    ("pathlib", "files are in memory"),
    ("platform", "the simulated machine's"),
    ("random", "without a seed it is seeded by the run's"),
    ("secrets", "from the run's seed: the same in every run"),
    ("shutil", "files are in memory"),
    ("signal", "signals between simulated processes"),
    ("sys", "the simulated interpreter's"),
    ("tempfile", "files are in memory; names are numbered"),
    ("threading", "threads on the simulated cores"),
    ("time", "virtual time"),
    ("timeit", "virtual time"),
    ("unicodedata", "no names; forms of the scripts that lessons use"),
    ("urllib.request", "a simulated network"),
    ("uuid", "from the run's seed: the same in every run"),
    ("zlib", "other bytes than zlib's, readable by everybody"),
];

/// Modules that CPython does not come with.
const OTHERS: &[(&str, &str)] = &[
    ("aiohttp", "clients, on a simulated network"),
    ("PIL", "`Image` and `ImageFilter`: sizes, colours and times, no pixels"),
    ("requests", "on a simulated network"),
    ("simulated_web", "Timeslice's own: sets up what the simulated network answers"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// What there is of a module.
#[derive(Default)]
struct Module {
    /// Names that are there and do something.
    supported: Vec<String>,
    /// Names that are there and refuse when they are called.
    refusing: Vec<String>,
    /// Names that are not there.
    missing: Vec<String>,
}

/// CPython's modules with their names.
fn cpython() -> BTreeMap<String, Vec<String>> {
    let text = include_str!("../coverage/cpython-3.13.txt");
    text.lines()
        .map(|line| {
            let mut words = line.split(' ').map(str::to_owned);
            (words.next().unwrap_or_default(), words.collect())
        })
        .collect()
}

const ASK: &str = r#"
import sys

def lacks(module, name):
    try:
        getattr(module, name)
    except (AttributeError, NotImplementedError):
        return True
    return False

def ask(name, wanted):
    try:
        __import__(name)
    except ImportError:
        return
    print(name, " ".join([n for n in wanted.split() if lacks(sys.modules[name], n)]))

"#;

/// A program that prints for every module which of the names it lacks; nothing for a module that
/// is not there.
fn asking(modules: &BTreeMap<String, Vec<String>>) -> String {
    let mut source = String::from(ASK);
    for (name, names) in modules {
        writeln!(source, "ask({name:?}, {:?})", names.join(" ")).expect("writing to a string");
    }
    source
}

/// The functions of a library module that do nothing but refuse; for a package those of its
/// modules too.
fn refusing(name: &str) -> BTreeSet<String> {
    let base = root().join("crates/machine/lib").join(name.replace('.', "/"));
    let inside = std::fs::read_dir(&base).into_iter().flatten().flatten().map(|e| e.path());
    let files = inside.chain([base.with_extension("py")]);
    files.filter(|f| f.is_file()).flat_map(|f| refusing_in(&f)).collect()
}

fn refusing_in(file: &Path) -> BTreeSet<String> {
    let source = std::fs::read_to_string(file).unwrap_or_default();
    let mut found = BTreeSet::new();
    let mut function = None;
    for line in source.lines() {
        let line = line.strip_prefix("async ").unwrap_or(line);
        if let Some(rest) = line.strip_prefix("def ") {
            function = rest.split('(').next();
        } else if let Some((name, _)) = line.split_once(" = _refused(") {
            found.insert(name.to_owned());
        } else if ["    raise NotImplementedError(", "    _refuse("]
            .iter()
            .any(|s| line.starts_with(s))
            && let Some(name) = function
        {
            found.insert(name.to_owned());
        } else if !line.trim().starts_with("\"\"\"") && line.starts_with("    ") {
            // Only what refuses before it does anything else.
            function = None;
        }
    }
    found
}

/// What there is: CPython's modules, `None` for those that are refused as a whole.
fn found() -> BTreeMap<String, Option<Module>> {
    let cpython = cpython();
    let source = asking(&cpython);
    let ran = run(&source, "ask.py", &settings_of(&source)).expect("no panic");
    assert_eq!(ran.exit_code, 0, "the library can be asked: {}", ran.stderr);
    let lacking: BTreeMap<&str, BTreeSet<&str>> = ran
        .stdout
        .lines()
        .map(|line| {
            let mut words = line.split(' ');
            (words.next().unwrap_or_default(), words.filter(|w| !w.is_empty()).collect())
        })
        .collect();
    let mut all = BTreeMap::new();
    for (name, names) in cpython {
        let Some(lacking) = lacking.get(name.as_str()) else {
            all.insert(name, None);
            continue;
        };
        let refusing = refusing(&name);
        let mut module = Module::default();
        for n in names {
            let list = if lacking.contains(n.as_str()) {
                &mut module.missing
            } else if refusing.contains(&n) {
                &mut module.refusing
            } else {
                &mut module.supported
            };
            list.push(n);
        }
        all.insert(name, Some(module));
    }
    all
}

/// Modules that are refused, without those inside of one that is.
fn refused_modules(all: &BTreeMap<String, Option<Module>>) -> Vec<&str> {
    let gone = |name: &str| all.get(name).is_some_and(Option::is_none);
    all.keys()
        .filter(|name| gone(name))
        .filter(|name| name.rsplit_once('.').is_none_or(|(parent, _)| !gone(parent)))
        .map(String::as_str)
        .collect()
}

/// The machine's list: a line a module; the names it lacks or only refuses, or none when it is
/// not there.
fn refused_list(all: &BTreeMap<String, Option<Module>>) -> String {
    let mut text = String::new();
    for name in refused_modules(all) {
        writeln!(text, "{name}").expect("writing to a string");
    }
    for (name, module) in all {
        let Some(module) = module else { continue };
        let names: BTreeSet<&str> =
            module.missing.iter().chain(&module.refusing).map(String::as_str).collect();
        if !names.is_empty() {
            let names = names.into_iter().collect::<Vec<_>>().join(" ");
            writeln!(text, "{name}: {names}").expect("writing to a string");
        }
    }
    text
}

fn code(names: &[String]) -> String {
    names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}

fn note(name: &str) -> Option<&'static str> {
    SIMULATED.iter().find(|(n, _)| *n == name).map(|(_, note)| *note)
}

fn markdown(all: &BTreeMap<String, Option<Module>>) -> String {
    let there = all.values().flatten().count();
    let supported: usize = all.values().flatten().map(|m| m.supported.len()).sum();
    let of: usize = all
        .values()
        .flatten()
        .map(|m| m.supported.len() + m.refusing.len() + m.missing.len())
        .sum();
    let mut text = format!(
        "# What there is of Python's library\n\n\
         Compared with the public names of CPython 3.13's library. Written by `cargo xtask coverage`; \
         a test keeps it true.\n\n\
         {there} of {} modules are there, with {supported} of their {of} names. \"Refused\" fails \
         loudly: a module or a name that is not there is reported with its line and column before the \
         program runs, where it is imported or taken from its module (`os.forkpty`); where that \
         cannot be seen, and in a `try`, it raises an exception that says so.\n\n\
         ## Modules\n\n\
         | module | status | supported | refused |\n| --- | --- | --- | --- |\n",
        all.len()
    );
    for (name, module) in all {
        let Some(module) = module else { continue };
        let status = match note(name) {
            Some(note) => format!("simulated: {note}"),
            None if module.missing.is_empty() && module.refusing.is_empty() => "all names".into(),
            None => "in part".into(),
        };
        let refused: Vec<String> = module.missing.iter().chain(&module.refusing).cloned().collect();
        let supported = match (refused.len(), module.supported.len()) {
            (0, n) => format!("all {n}"),
            (_, n) if n > 60 => format!("{n} names"),
            _ => code(&module.supported),
        };
        writeln!(text, "| `{name}` | {status} | {supported} | {} |", code(&refused))
            .expect("writing to a string");
    }
    text.push_str(
        "\n## Modules that CPython does not come with\n\n| module | what |\n| --- | --- |\n",
    );
    for (name, what) in OTHERS {
        writeln!(text, "| `{name}` | simulated: {what} |").expect("writing to a string");
    }
    let refused: Vec<String> = refused_modules(all).into_iter().map(str::to_owned).collect();
    write!(text, "\n## Modules that are refused\n\n{}.\n", code(&refused))
        .expect("writing to a string");
    text
}

/// The tables of the text as a page of their own.
fn html(markdown: &str) -> String {
    let mut body = String::new();
    let mut in_table = false;
    for line in markdown.lines() {
        let row = line.starts_with('|');
        if in_table && !row {
            body.push_str("</tbody></table></div>\n");
            in_table = false;
        }
        if let Some(title) = line.strip_prefix("# ") {
            writeln!(body, "<h1>{}</h1>", inline(title)).expect("writing to a string");
        } else if let Some(title) = line.strip_prefix("## ") {
            writeln!(body, "<h2>{}</h2>", inline(title)).expect("writing to a string");
        } else if row {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ' ' | '|'))) {
                continue;
            }
            let (open, tag) =
                if in_table { ("", "td") } else { ("<div class=\"table\"><table><thead>", "th") };
            body.push_str(open);
            body.push_str("<tr>");
            for (i, cell) in cells.iter().enumerate() {
                let scope = match (tag, i) {
                    ("th", _) => " scope=\"col\"",
                    _ => "",
                };
                write!(body, "<{tag}{scope}>{}</{tag}>", inline(cell))
                    .expect("writing to a string");
            }
            body.push_str("</tr>\n");
            if !in_table {
                body.push_str("</thead><tbody>\n");
            }
            in_table = true;
        } else if !line.is_empty() {
            writeln!(body, "<p>{}</p>", inline(line)).expect("writing to a string");
        }
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n\
         <meta name=\"color-scheme\" content=\"light dark\" />\n\
         <title>Timeslice: what there is of Python's library</title>\n\
         <style>\n\
         body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 1rem; }}\n\
         .table {{ overflow-x: auto; }}\n\
         table {{ border-collapse: collapse; font-size: 0.875rem; }}\n\
         th, td {{ border-bottom: 1px solid #8886; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; }}\n\
         code {{ font-size: 0.875em; overflow-wrap: anywhere; }}\n\
         </style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// Text of a line, with `code` marked.
fn inline(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut out = String::new();
    for (i, part) in escaped.split('`').enumerate() {
        if i > 0 {
            out.push_str(if i % 2 == 1 { "<code>" } else { "</code>" });
        }
        out.push_str(part);
    }
    out
}

#[test]
fn the_coverage_page_is_up_to_date() {
    let all = found();
    let markdown = markdown(&all);
    let page = html(&markdown);
    let files = [
        ("COVERAGE.md", markdown),
        ("web/coverage.html", page),
        ("crates/machine/src/refused.txt", refused_list(&all)),
    ];
    let bless = std::env::var_os("TIMESLICE_BLESS").is_some();
    for (name, wanted) in files {
        let path = root().join(name);
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        if bless && text != wanted {
            std::fs::write(&path, &wanted).expect("the file can be written");
        } else {
            assert!(text == wanted, "{name} is not up to date: run `cargo xtask coverage`");
        }
    }
}

#[test]
fn what_is_said_to_be_simulated_is_there() {
    let all = found();
    for (name, _) in SIMULATED {
        assert!(all.get(*name).is_some_and(Option::is_some), "{name} is no module of ours");
    }
    let source: String = OTHERS.iter().map(|(name, _)| format!("import {name}\n")).collect();
    let ran = run(&source, "others.py", &settings_of(&source)).expect("no panic");
    assert_eq!(ran.exit_code, 0, "{}", ran.stderr);
}
