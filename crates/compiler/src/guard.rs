//! Puts statements under a lock: the edit that a missing lock calls for.

use std::collections::BTreeMap;

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{Expr, Mod, Stmt};
use ruff_python_parser::{ParseOptions, parse_unchecked};
use ruff_text_size::{Ranged, TextRange};

/// A program after the edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guarded {
    /// The whole program.
    pub source: String,
    /// The lock's name.
    pub lock: String,
    /// The line, in the old program, behind which the lock is made; `None` if it was there.
    pub made_after: Option<u32>,
    /// First and last line, in the old program, of each stretch that is under the lock now.
    pub stretches: Vec<(u32, u32)>,
}

/// Names for a new lock, in order of preference.
const NAMES: [&str; 4] = ["lock", "data_lock", "shared_lock", "update_lock"];

/// Puts the statements at `lines` of `source` under one lock: in each function the shortest stretch
/// of whole statements that has them all. `lock` is the name of a module's variable that holds a
/// lock already; without it a new one is made. With `mention`, so is every statement of these
/// functions that mentions that variable or attribute.
///
/// `None` where that cannot be written down: statements that share a line with others, or a stretch
/// that defines functions.
pub fn guard(
    source: &str,
    lines: &[u32],
    lock: Option<&str>,
    mention: Option<&str>,
) -> Option<Guarded> {
    let options = ParseOptions::from(ruff_python_parser::Mode::Module);
    let parsed = parse_unchecked(source, options);
    let Mod::Module(module) = parsed.syntax() else { return None };
    if lines.is_empty() {
        return None;
    }
    let text = Text::new(source);
    let mut walk = Walk { text: &text, scopes: vec![Scope::default()], names: Vec::new(), at: 0 };
    walk.visit_body(&module.body);
    let Walk { scopes, names, .. } = walk;
    let mut wanted: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for line in lines {
        // The innermost scope that has the line.
        let scope = scopes.iter().rposition(|scope| scope.has(*line))?;
        wanted.entry(scope).or_default().push(*line);
    }
    let mut stretches = Vec::new();
    let awaits = wanted.keys().any(|scope| scopes[*scope].awaits);
    if awaits && !wanted.keys().all(|scope| scopes[*scope].awaits) {
        return None;
    }
    for (scope, mut lines) in wanted {
        let scope = &scopes[scope];
        if let Some(name) = mention {
            let mentions = scope.mentions.iter().filter(|(n, _)| n == name);
            lines.extend(mentions.map(|(_, line)| *line));
        }
        let body = scope.body.unwrap_or(&module.body);
        stretches.push(stretch(&text, body, &lines)?);
    }
    stretches.sort_unstable();
    let (name, made_after) = match lock {
        Some(name) => (name.to_owned(), None),
        None => {
            let name = NAMES.iter().find(|name| !names.iter().any(|n| n == *name))?;
            ((*name).to_owned(), Some(text.last_import(&module.body)))
        }
    };
    let (module, import) = maker(&module.body, if awaits { "asyncio" } else { "threading" });
    let made = format!("{name} = {module}Lock()\n");
    let header = format!("{}with {name}:", if awaits { "async " } else { "" });
    let inside: Vec<TextRange> = parsed
        .tokens()
        .iter()
        .filter(|token| matches!(token.kind(), TokenKind::String | TokenKind::FStringMiddle))
        .map(|token| token.range())
        .collect();
    let mut out = String::new();
    for (number, line) in (1..).zip(source.split_inclusive('\n')) {
        if let Some((first, _)) = stretches.iter().find(|s| s.0 <= number && number <= s.1) {
            if *first == number {
                let indent = &line[..line.len() - line.trim_start().len()];
                out.push_str(&format!("{indent}{header}\n"));
            }
            let start = text.starts[number as usize - 1];
            let in_string = inside
                .iter()
                .any(|range| range.start().to_usize() < start && start < range.end().to_usize());
            if !in_string && !line.trim().is_empty() {
                out.push_str("    ");
            }
        }
        out.push_str(line);
        if made_after == Some(number) {
            if !line.ends_with('\n') {
                out.push('\n');
            }
            out.push_str(&format!("{import}\n{made}"));
        }
    }
    if made_after == Some(0) {
        out = format!("{import}{made}\n{out}");
    }
    Some(Guarded { source: out, lock: name, made_after, stretches })
}

/// How `module` is called in the program, with a dot, and the import that is missing.
fn maker(body: &[Stmt], module: &str) -> (String, String) {
    for stmt in body {
        match stmt {
            Stmt::Import(import) => {
                for alias in &import.names {
                    if alias.name.as_str() == module {
                        let name = alias.asname.as_ref().map_or(module, |name| name.as_str());
                        return (format!("{name}."), String::new());
                    }
                }
            }
            Stmt::ImportFrom(from)
                if from.module.as_ref().is_some_and(|m| m.as_str() == module) =>
            {
                let lock = from.names.iter().any(|alias| {
                    alias.asname.is_none() && matches!(alias.name.as_str(), "Lock" | "*")
                });
                if lock {
                    return (String::new(), String::new());
                }
            }
            _ => {}
        }
    }
    (format!("{module}."), format!("import {module}\n"))
}

/// The shortest run of statements of `body`, or of one block in it, that has all the lines.
fn stretch(text: &Text, body: &[Stmt], lines: &[u32]) -> Option<(u32, u32)> {
    let has = |stmt: &Stmt, line: u32| {
        let (first, last) = text.lines(stmt.range());
        (first..=last).contains(&line)
    };
    // All of it may be in one block of one statement, but not in its head.
    if let Some(stmt) = body.iter().find(|stmt| lines.iter().all(|line| has(stmt, *line))) {
        for block in blocks(stmt) {
            let (Some(first), Some(last)) = (block.first(), block.last()) else { continue };
            let (first, last) = (text.lines(first.range()).0, text.lines(last.range()).1);
            if lines.iter().all(|line| (first..=last).contains(line))
                && first > text.lines(stmt.range()).0
            {
                return stretch(text, block, lines);
            }
        }
    }
    let concerned = |stmt: &&Stmt| lines.iter().any(|line| has(stmt, *line));
    let first = body.iter().position(|stmt| concerned(&stmt))?;
    let last = body.iter().rposition(|stmt| concerned(&stmt))?;
    let run = &body[first..=last];
    let declares = run.iter().any(|stmt| {
        matches!(
            stmt,
            Stmt::FunctionDef(_)
                | Stmt::ClassDef(_)
                | Stmt::Global(_)
                | Stmt::Nonlocal(_)
                | Stmt::Import(_)
                | Stmt::ImportFrom(_)
        )
    });
    let (from, to) = (run.first()?.range(), run.last()?.range());
    (!declares && text.alone(from, to)).then(|| (text.lines(from).0, text.lines(to).1))
}

/// The blocks of a statement, but not those of functions and classes.
fn blocks(stmt: &Stmt) -> Vec<&[Stmt]> {
    match stmt {
        Stmt::If(s) => {
            let mut found: Vec<&[Stmt]> = vec![&s.body];
            found.extend(s.elif_else_clauses.iter().map(|clause| clause.body.as_slice()));
            found
        }
        Stmt::For(s) => vec![&s.body, &s.orelse],
        Stmt::While(s) => vec![&s.body, &s.orelse],
        Stmt::With(s) => vec![&s.body],
        Stmt::Try(s) => {
            let mut found: Vec<&[Stmt]> = vec![&s.body, &s.orelse, &s.finalbody];
            found.extend(s.handlers.iter().map(|handler| {
                let ruff_python_ast::ExceptHandler::ExceptHandler(handler) = handler;
                handler.body.as_slice()
            }));
            found
        }
        Stmt::Match(s) => s.cases.iter().map(|case| case.body.as_slice()).collect(),
        _ => Vec::new(),
    }
}

/// Where the lines of a source begin.
struct Text<'s> {
    source: &'s str,
    starts: Vec<usize>,
}

impl<'s> Text<'s> {
    fn new(source: &'s str) -> Self {
        let ends = source.match_indices('\n').map(|(at, _)| at + 1);
        Text { source, starts: std::iter::once(0).chain(ends).collect() }
    }

    fn line(&self, at: usize) -> u32 {
        self.starts.partition_point(|start| *start <= at) as u32
    }

    /// First and last line of a range.
    fn lines(&self, range: TextRange) -> (u32, u32) {
        let (start, end) = (range.start().to_usize(), range.end().to_usize());
        (self.line(start), self.line(end.saturating_sub(1).max(start)))
    }

    /// Whether nothing else stands on the lines between two statements' beginning and end.
    fn alone(&self, first: TextRange, last: TextRange) -> bool {
        let start = first.start().to_usize();
        let head = &self.source[self.starts[self.line(start) as usize - 1]..start];
        let tail = self.source[last.end().to_usize()..].lines().next().unwrap_or_default();
        let tail = tail.trim_start();
        head.trim().is_empty() && (tail.is_empty() || tail.starts_with('#'))
    }

    /// The last line of the imports that the module begins with, or of its docstring; 0 without.
    fn last_import(&self, body: &[Stmt]) -> u32 {
        let leading = body.iter().take_while(|stmt| match stmt {
            Stmt::Import(_) | Stmt::ImportFrom(_) => true,
            Stmt::Expr(s) => matches!(*s.value, Expr::StringLiteral(_)),
            _ => false,
        });
        leading.last().map_or(0, |stmt| self.lines(stmt.range()).1)
    }
}

/// A function's body, or the module's.
#[derive(Default)]
struct Scope<'a> {
    /// First and last line; 0 for the module.
    first: u32,
    last: u32,
    body: Option<&'a [Stmt]>,
    /// It is an `async def`.
    awaits: bool,
    /// Variables and attributes, and the lines that mention them.
    mentions: Vec<(String, u32)>,
}

impl Scope<'_> {
    fn has(&self, line: u32) -> bool {
        self.first == 0 || (self.first..=self.last).contains(&line)
    }
}

/// Collects scopes and names.
struct Walk<'a, 't> {
    text: &'t Text<'t>,
    scopes: Vec<Scope<'a>>,
    names: Vec<String>,
    /// The scope that the walk is in.
    at: usize,
}

impl<'a> Visitor<'a> for Walk<'a, '_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        let Stmt::FunctionDef(def) = stmt else { return walk_stmt(self, stmt) };
        self.names.push(def.name.to_string());
        let lines = match (def.body.first(), def.body.last()) {
            (Some(first), Some(last)) => {
                (self.text.lines(first.range()).0, self.text.lines(last.range()).1)
            }
            _ => (0, 0),
        };
        let outer = self.at;
        self.scopes.push(Scope {
            first: lines.0,
            last: lines.1,
            body: Some(&def.body),
            awaits: def.is_async,
            mentions: Vec::new(),
        });
        self.at = self.scopes.len() - 1;
        walk_stmt(self, stmt);
        self.at = outer;
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        let name = match expr {
            Expr::Name(name) => Some(name.id.to_string()),
            Expr::Attribute(attribute) => Some(attribute.attr.to_string()),
            _ => None,
        };
        if let Some(name) = name {
            let line = self.text.line(expr.end().to_usize().saturating_sub(1));
            self.scopes[self.at].mentions.push((name.clone(), line));
            self.names.push(name);
        }
        walk_expr(self, expr);
    }

    fn visit_parameter(&mut self, parameter: &'a ruff_python_ast::Parameter) {
        self.names.push(parameter.name.to_string());
        ruff_python_ast::visitor::walk_parameter(self, parameter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTER: &str = "\
import threading

counter = 0

def work():
    global counter
    for _ in range(2):
        value = counter
        # in between
        counter = value + 1

threading.Thread(target=work).start()
print(counter)
";

    fn guarded(source: &str, lines: &[u32]) -> Option<String> {
        guard(source, lines, None, None).map(|g| g.source)
    }

    #[test]
    fn statements_and_what_is_between_them_go_under_a_new_lock() {
        let g = guard(COUNTER, &[8, 10], None, None).expect("an edit");
        assert_eq!((g.lock.as_str(), g.made_after), ("lock", Some(1)));
        assert_eq!(g.stretches, [(8, 10)]);
        let edited = "
    for _ in range(2):
        with lock:
            value = counter
            # in between
            counter = value + 1
";
        assert!(g.source.contains(edited), "{}", g.source);
        assert!(g.source.starts_with("import threading\n\nlock = threading.Lock()\n\ncounter"));
        assert!(crate::check(&g.source).is_empty());
    }

    #[test]
    fn other_mentions_in_the_function_are_included() {
        let g = guard(COUNTER, &[10], None, Some("counter")).expect("an edit");
        assert_eq!(g.stretches, [(8, 10)]);
    }

    #[test]
    fn a_lock_that_is_there_is_taken() {
        let source = "import threading\nmutex = threading.Lock()\nx = 0\ndef f():\n    global x\n    x += 1\n";
        let g = guard(source, &[6], Some("mutex"), None).expect("an edit");
        assert_eq!(g.made_after, None);
        assert!(g.source.ends_with("    with mutex:\n        x += 1\n"), "{}", g.source);
    }

    #[test]
    fn names_that_are_taken_are_avoided() {
        let source = "from threading import Lock\nlock = Lock()\ndef f(data_lock):\n    g.x += 1\n";
        let g = guard(source, &[4], None, None).expect("an edit");
        assert_eq!(g.lock, "shared_lock");
        assert!(g.source.contains("\nshared_lock = Lock()\n"), "{}", g.source);
    }

    #[test]
    fn a_loop_head_takes_its_loop_along() {
        let source = "def f():\n    while n > 0:\n        n.x -= 1\n";
        let g = guard(source, &[2, 3], None, None).expect("an edit");
        assert_eq!(g.stretches, [(2, 3)]);
        assert!(g.source.starts_with("import threading\nlock = threading.Lock()\n\n"));
    }

    #[test]
    fn coroutines_get_a_lock_of_their_own_kind() {
        let source = "import asyncio\nasync def f():\n    b.x = b.x + await g()\n";
        let edited = guarded(source, &[3]).expect("an edit");
        assert!(edited.contains("lock = asyncio.Lock()"), "{edited}");
        assert!(edited.contains("    async with lock:\n        b.x = "), "{edited}");
    }

    #[test]
    fn text_in_strings_stays_where_it_is() {
        let source = "def f():\n    b.x = '''a\n  b\n'''\n";
        let edited = guarded(source, &[2]).expect("an edit");
        assert!(edited.ends_with("    with lock:\n        b.x = '''a\n  b\n'''\n"), "{edited}");
    }

    #[test]
    fn what_cannot_be_written_down_is_left_alone() {
        assert_eq!(guarded("def f(): b.x += 1\n", &[1]), None);
        assert_eq!(guarded("def f():\n    a = 1; g(b); b.x += 1\n", &[]).as_deref(), None);
        assert_eq!(guarded("x = 1\ndef f():\n    pass\ny = x\n", &[1, 4]), None);
    }
}
