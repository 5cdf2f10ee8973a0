//! Programs made from others: lines and tokens go, come twice, change places or come from elsewhere.

use crate::random::Random;

/// Tokens that stand well in many places.
const TOKENS: &[&str] = &[
    "None",
    "True",
    "0",
    "1",
    "-1",
    "2**64",
    "10**30",
    "1e308",
    "float('nan')",
    "''",
    "'é'",
    "b'x'",
    "[]",
    "()",
    "{}",
    "set()",
    "...",
    "self",
    "lambda: 0",
    "lambda *a, **k: a",
    "x",
    "range(3)",
    "object()",
    "iter([])",
    "(i for i in range(2))",
    "[1, [2]]",
    "{'a': 1}",
    "print",
    "len",
    "int",
    "type",
    "super()",
    "__import__('sys')",
    "await",
    "yield",
    "return",
    "not",
    "-",
    "~",
    "*",
    "**",
    "if",
    "else",
    "for",
    "in",
    "is",
    "and",
    "or",
    "lambda",
    "raise",
    "del",
    "assert",
    "global",
    "async",
    "with",
    "as",
    "==",
    "<",
    "+",
    "%",
    "//",
    "<<",
    ">>",
    "@",
    ":=",
    "[0]",
    "[::2]",
    "[-1:]",
    ".x",
    ".__class__",
    ".__dict__",
    "()",
    "(1)",
    "(*[1])",
    "(**{})",
    "f'{1!r:>5}'",
    "1j",
    "99999",
];

/// Statements that go wherever a line goes.
const LINES: &[&str] = &[
    "pass",
    "break",
    "continue",
    "return 1",
    "yield 1",
    "await x",
    "raise",
    "raise ValueError(1)",
    "x = x",
    "del x",
    "import asyncio",
    "import threading, time",
    "time.sleep(0.1)",
    "import gc; gc.collect()",
    "print(x)",
    "global x",
    "nonlocal x",
    "assert 0",
    "x: int = 1",
    "x += 1",
    "try: pass\nfinally: pass",
    "with x: pass",
    "for x in x: pass",
    "while 0: pass",
    "class A:\n    def __del__(self): print(self)",
    "x = [x]",
    "import sys; sys.exit(2)",
    "print(locals())",
    "exec('x = 1')",
    "print(eval('1 + 1'))",
    "import weakref; weakref.ref(x)",
    "threading.Thread(target=print, args=(1,)).start()",
    "import os; os._exit(1)",
    "import queue; x = queue.Queue(1); x.put(1)",
    "x = threading.Lock(); x.acquire()",
    "sys.setrecursionlimit(60)",
    "def x(): return x()",
    "x = threading.Barrier(2)",
];

/// A mutated program of the corpus.
pub fn program(corpus: &[String], random: &mut Random) -> String {
    let text = random.of(corpus);
    let mut lines: Vec<String> = text.lines().take(400).map(str::to_owned).collect();
    for _ in 0..1 + random.below(6) {
        if lines.is_empty() {
            lines.push("x = 1".to_owned());
        }
        let at = random.index(lines.len());
        match random.below(12) {
            0 => {
                lines.remove(at);
            }
            1 => {
                let line = lines[at].clone();
                lines.insert(at, line);
            }
            2 => {
                let other = random.index(lines.len());
                lines.swap(at, other);
            }
            3 => {
                let other = random.of(corpus);
                let from: Vec<&str> = other.lines().collect();
                if !from.is_empty() {
                    let start = random.index(from.len());
                    let n = 1 + random.index(6);
                    let piece = &from[start..(start + n).min(from.len())];
                    let cut = piece.iter().map(|l| indent(l).len()).min().unwrap_or(0);
                    let pad = indent(&lines[at]).to_owned();
                    let piece = piece.iter().map(|l| format!("{pad}{}", &l[cut..]));
                    lines.splice(at..at, piece.collect::<Vec<_>>());
                }
            }
            4 | 5 => {
                let indent = indent(&lines[at]).to_owned();
                for line in random.of(LINES).lines().rev() {
                    lines.insert(at, format!("{indent}{line}"));
                }
            }
            6 => {
                let line = &lines[at];
                lines[at] = match random.below(3) {
                    0 => format!("    {line}"),
                    1 => line.strip_prefix("    ").unwrap_or(line).to_owned(),
                    _ => line.chars().take(random.index(line.chars().count() + 1)).collect(),
                };
            }
            _ => lines[at] = token(&lines[at], random),
        }
    }
    let mut program = lines.join("\n");
    program.push('\n');
    program
}

/// The white space a line begins with.
fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches(' ').len()]
}

/// The line with one of its words or signs changed.
fn token(line: &str, random: &mut Random) -> String {
    let chars: Vec<char> = line.chars().collect();
    let mut bounds = vec![0];
    for i in 1..chars.len() {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        if word(chars[i]) != word(chars[i - 1]) || !word(chars[i]) {
            bounds.push(i);
        }
    }
    bounds.push(chars.len());
    if bounds.len() < 2 {
        return line.to_owned();
    }
    let i = random.index(bounds.len() - 1);
    let (start, end) = (bounds[i], bounds[i + 1]);
    let (before, after): (String, String) =
        (chars[..start].iter().collect(), chars[end..].iter().collect());
    match random.below(4) {
        0 => format!("{before}{after}"),
        1 => {
            let j = random.index(bounds.len() - 1);
            let other: String = chars[bounds[j]..bounds[j + 1]].iter().collect();
            format!("{before}{other}{after}")
        }
        _ => format!("{before}{}{after}", random.of(TOKENS)),
    }
}
