//! Tracebacks as CPython 3.13 prints them (`Lib/traceback.py`).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::machine::{Machine, R};
use crate::native_object::NativeObject;
use crate::object::{Kind, TracebackEntry};
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

/// How many exceptions of a chain, and how deep nested groups, are printed.
const MAX_CHAIN: usize = 200;
/// `traceback._RECURSIVE_CUTOFF`: how often the same row is repeated.
const REPEATED: usize = 3;
const MAX_GROUP_WIDTH: usize = 15;
const MAX_GROUP_DEPTH: usize = 10;

impl Machine {
    /// `traceback.format_exception(exc)` as one text. `texts` has what `str()` gave for exceptions
    /// whose class says it in Python.
    pub(crate) fn format_exception(&self, exc: Value, texts: &BTreeMap<Ref, String>) -> String {
        let mut out = String::new();
        self.write_chain(exc, texts, &mut out, 0);
        out
    }

    fn write_chain(
        &self,
        exc: Value,
        texts: &BTreeMap<Ref, String>,
        out: &mut String,
        depth: usize,
    ) {
        let mut chain = Vec::new();
        let mut at = exc;
        let mut seen = Vec::new();
        while let Value::Obj(r) = at {
            if seen.contains(&r) || chain.len() >= MAX_CHAIN {
                break;
            }
            seen.push(r);
            let cause = self.attr_raw(at, sym::CAUSE).filter(|v| !v.is_none());
            let context = self.attr_raw(at, sym::CONTEXT).filter(|v| !v.is_none());
            let suppressed =
                matches!(self.attr_raw(at, sym::SUPPRESS_CONTEXT), Some(Value::Bool(true)));
            let (next, link) = match (cause, context) {
                (Some(cause), _) => (
                    Some(cause),
                    "\nThe above exception was the direct cause of the following exception:\n\n",
                ),
                (None, Some(context)) if !suppressed => (
                    Some(context),
                    "\nDuring handling of the above exception, another exception occurred:\n\n",
                ),
                _ => (None, ""),
            };
            chain.push((at, link));
            match next {
                Some(next) => at = next,
                None => break,
            }
        }
        for (i, (exc, _)) in chain.iter().enumerate().rev() {
            self.write_one(*exc, texts, out, depth);
            // The link belongs to the exception that came later.
            if i > 0 {
                indent(chain[i - 1].1, depth, out);
            }
        }
    }

    fn write_one(&self, exc: Value, texts: &BTreeMap<Ref, String>, out: &mut String, depth: usize) {
        let cls = self.class_of(exc);
        let group = self.is_subclass(cls, class::BASE_EXCEPTION_GROUP);
        let mut text = String::new();
        let rows = match self.attr_raw(exc, sym::TRACEBACK) {
            Some(Value::Obj(r)) => match self.get(r) {
                Kind::Traceback(rows) => rows.clone(),
                _ => Arc::default(),
            },
            _ => Arc::default(),
        };
        if !rows.is_empty() {
            text.push_str(if group {
                "Exception Group Traceback (most recent call last):\n"
            } else {
                "Traceback (most recent call last):\n"
            });
            self.write_rows(&rows, &mut text);
        }
        text.push_str(&self.exception_only(exc, texts));
        if !group {
            indent(&text, depth, out);
            return;
        }
        if depth == 0 {
            // The outermost group's own part is indented by two, its heading by "  + ".
            let mut lines = text.lines();
            if rows.is_empty() {
                for line in lines {
                    out.push_str(&format!("  | {line}\n"));
                }
            } else {
                if let Some(first) = lines.next() {
                    out.push_str(&format!("  + {first}\n"));
                }
                for line in lines {
                    out.push_str(&format!("  | {line}\n"));
                }
            }
        } else {
            indent(&text, depth, out);
        }
        let depth = depth.max(1);
        let children =
            self.attr_raw(exc, sym::EXCEPTIONS).map_or(Vec::new(), |v| self.tuple_items(v));
        let pad = "  ".repeat(depth);
        if depth > MAX_GROUP_DEPTH {
            out.push_str(&format!("{pad}| ... (max_group_depth is {MAX_GROUP_DEPTH})\n"));
            return;
        }
        let shown = children.len().min(MAX_GROUP_WIDTH);
        for (i, child) in children.iter().enumerate().take(shown) {
            let head = if i == 0 { "+-+" } else { "  +" };
            out.push_str(&format!("{pad}{head}---------------- {} ----------------\n", i + 1));
            self.write_chain(*child, texts, out, depth + 1);
        }
        if children.len() > shown {
            out.push_str(&format!("{pad}  +---------------- ... ----------------\n"));
            out.push_str(&format!("{pad}  | and {} more exceptions\n", children.len() - shown));
        }
        let last_is_group = children
            .get(shown.saturating_sub(1))
            .is_some_and(|c| self.is_subclass(self.class_of(*c), class::BASE_EXCEPTION_GROUP));
        if !last_is_group || children.len() > shown {
            out.push_str(&format!("{pad}  +------------------------------------\n"));
        }
    }

    /// `Type: message` with notes and suggestions.
    pub(crate) fn exception_only(&self, exc: Value, texts: &BTreeMap<Ref, String>) -> String {
        let cls = self.class_of(exc);
        let name = {
            let path = self.class_path(cls);
            path.strip_prefix("__main__.").map_or(path.clone(), str::to_owned)
        };
        if self.is_subclass(cls, class::SYNTAX_ERROR)
            && let Some(text) = self.syntax_error_text(exc, &name)
        {
            return text;
        }
        let known = exc.as_ref().and_then(|r| texts.get(&r)).cloned();
        let mut message = known.unwrap_or_else(|| self.exception_text(exc));
        if let Some(hint) = self.suggestion(exc, cls) {
            message.push_str(&hint);
        }
        let mut out =
            if message.is_empty() { format!("{name}\n") } else { format!("{name}: {message}\n") };
        if let Some(notes) = self.attr_raw(exc, sym::NOTES) {
            for note in self.tuple_items(notes) {
                let text = self.str_builtin(note).unwrap_or_default();
                out.push_str(&text);
                out.push('\n');
            }
        }
        out
    }

    /// A SyntaxError with its place, the line and carets.
    fn syntax_error_text(&self, exc: Value, name: &str) -> Option<String> {
        let text = |attr| self.attr_raw(exc, attr).and_then(|v| self.str_builtin(v));
        let message = text(sym::MSG)?;
        let Some(Value::Int(line)) = self.attr_raw(exc, sym::LINENO) else { return None };
        let file = text(sym::FILENAME)?;
        let mut out = format!("  File \"{file}\", line {line}\n");
        if let Some(source) = self.attr_raw(exc, sym::TEXT).filter(|t| !t.is_none()) {
            let source = self.str_builtin(source)?;
            let shown = source.trim_end();
            let trimmed = shown.trim_start();
            out.push_str(&format!("    {trimmed}\n"));
            if let Some(Value::Int(offset)) = self.attr_raw(exc, sym::OFFSET) {
                let cut = (shown.chars().count() - trimmed.chars().count()) as i64;
                let column = (offset - 1 - cut).max(0) as usize;
                out.push_str(&format!("    {}^\n", " ".repeat(column)));
            }
        }
        out.push_str(&format!("{name}: {message}\n"));
        Some(out)
    }

    fn suggestion(&self, exc: Value, cls: Ref) -> Option<String> {
        let wrong = self.attr_raw(exc, sym::NAME_PLAIN)?;
        let wrong = self.text(wrong)?.as_str().to_owned();
        if self.attr_raw(exc, sym::SELF_HINT).is_some() {
            return Some(format!(". Did you mean: 'self.{wrong}'?"));
        }
        if self.is_subclass(cls, class::ATTRIBUTE_ERROR) {
            let object = self.attr_raw(exc, sym::OBJ)?;
            let mut names = self.attribute_names(object);
            names.retain(|n| wrong.starts_with('_') || !n.starts_with('_'));
            let best = crate::suggest::closest(&wrong, names.iter().map(String::as_str))?;
            return Some(format!(". Did you mean: '{best}'?"));
        }
        if self.is_subclass(cls, class::NAME_ERROR) {
            let mut names = Vec::new();
            if let Some(Value::Obj(r)) = self.attr_raw(exc, sym::TRACEBACK)
                && let Kind::Traceback(rows) = self.get(r)
                && let Some(row) = rows.first()
            {
                let code = self.code(row.code);
                names.extend(code.local_names.iter().map(|n| self.symbol_text(*n).to_owned()));
            }
            for dict in [self.p.main, self.p.builtins] {
                if let Kind::Dict(d) = self.get(dict) {
                    names.extend(
                        d.iter().filter_map(|e| self.text(e.key)).map(|t| t.as_str().to_owned()),
                    );
                }
            }
            let best = crate::suggest::closest(&wrong, names.iter().map(String::as_str));
            let modules = self.loadable_module(&wrong);
            return match (best, modules) {
                (Some(best), true) => Some(format!(
                    ". Did you mean: '{best}'? Or did you forget to import '{wrong}'?"
                )),
                (Some(best), false) => Some(format!(". Did you mean: '{best}'?")),
                (None, true) => Some(format!(". Did you forget to import '{wrong}'?")),
                (None, false) => None,
            };
        }
        if self.is_subclass(cls, class::IMPORT_ERROR) {
            let from = self.attr_raw(exc, sym::NAME_FROM)?;
            let from = self.text(from)?.as_str().to_owned();
            let module = self.intern_lookup(&wrong)?;
            let Value::Obj(m) = self.dict_get_symbol(self.p.modules, module)? else { return None };
            let names = self.attribute_names(m.into());
            let best = crate::suggest::closest(&from, names.iter().map(String::as_str))?;
            return Some(format!(". Did you mean: '{best}'?"));
        }
        None
    }

    fn loadable_module(&self, name: &str) -> bool {
        crate::import::library_module(name).is_some()
            || ["sys", "time", "math", "gc"].contains(&name)
    }

    /// An interned str that exists already.
    fn intern_lookup(&self, text: &str) -> Option<Ref> {
        self.p.interned.get(text).copied()
    }

    /// What `dir()` would list, without asking Python: sorted and without repetition.
    pub(crate) fn attribute_names(&self, object: Value) -> Vec<String> {
        let mut names = Vec::new();
        let mut classes = vec![self.class_of(object)];
        if let Value::Obj(r) = object {
            match self.get(r) {
                Kind::Instance(_, attrs) => {
                    names.extend(attrs.iter().map(|(n, _)| self.symbol_text(n).to_owned()));
                    if let Some(d) = attrs.dict
                        && let Kind::Dict(d) = self.get(d)
                    {
                        names.extend(
                            d.iter()
                                .filter_map(|e| self.text(e.key))
                                .map(|t| t.as_str().to_owned()),
                        );
                    }
                }
                Kind::Module(_, dict) => {
                    classes.clear();
                    if let Kind::Dict(d) = self.get(*dict) {
                        names.extend(
                            d.iter()
                                .filter_map(|e| self.text(e.key))
                                .map(|t| t.as_str().to_owned()),
                        );
                    }
                }
                Kind::Class(_) => classes = vec![r],
                Kind::Function(data) => {
                    names.extend(data.attrs.iter().map(|(n, _)| self.symbol_text(n).to_owned()));
                    if let Some(d) = data.attrs.dict
                        && let Kind::Dict(d) = self.get(d)
                    {
                        let keys = d.iter().filter_map(|e| self.text(e.key));
                        names.extend(keys.map(|t| t.as_str().to_owned()));
                    }
                }
                _ => {}
            }
        }
        if !classes.is_empty() {
            names.extend(["__class__", "__doc__"].map(str::to_owned));
        }
        for cls in classes {
            let Kind::Class(data) = self.get(cls) else { continue };
            let heap_type =
                data.attrs.iter().any(|(n, _)| self.symbol_text(n) == "__firstlineno__");
            if heap_type && data.slots.is_none() {
                names.extend(["__dict__", "__weakref__"].map(str::to_owned));
            }
            for c in &data.mro {
                if let Kind::Class(d) = self.get(*c) {
                    names.extend(d.attrs.iter().map(|(n, _)| self.symbol_text(n).to_owned()));
                }
            }
        }
        names.retain(|n| !n.starts_with('<'));
        names.sort();
        names.dedup();
        names
    }

    /// Rows of a traceback as text, outermost first; frames of the machine's own helpers are left out.
    pub(crate) fn write_rows(&self, rows: &[TracebackEntry], out: &mut String) {
        let mut last: Option<(TracebackEntry, usize)> = None;
        let flush = |last: &Option<(TracebackEntry, usize)>, out: &mut String| {
            if let Some((_, n)) = last
                && *n > REPEATED
            {
                let more = n - REPEATED;
                let s = if more == 1 { "" } else { "s" };
                out.push_str(&format!("  [Previous line repeated {more} more time{s}]\n"));
            }
        };
        for row in rows.iter().rev() {
            if self.is_helper(row.code) {
                continue;
            }
            let same = last.as_ref().is_some_and(|(r, _)| {
                r.code == row.code && self.row_line(*r) == self.row_line(*row)
            });
            let n = if same { last.as_ref().map_or(1, |(_, n)| n + 1) } else { 1 };
            if !same {
                flush(&last, out);
            }
            last = Some((*row, n));
            if n <= REPEATED {
                self.write_row(*row, out);
            }
        }
        flush(&last, out);
    }

    /// Whether a code is one of the machine's own helpers, which CPython has in C.
    pub(crate) fn is_helper(&self, code: u32) -> bool {
        let code = &self.code(code).code;
        code.source.name.ends_with("/_builtins.py")
            || code.source.name.ends_with("/_runtime.py")
            || &*code.name == "_bootstrap" && code.source.name.ends_with("/threading.py")
            || code.flags.has(timeslice_compiler::CodeFlags::LIBRARY)
                && code.source.line_text(code.first_line).contains("# timeslice: hide")
    }

    fn row_line(&self, row: TracebackEntry) -> u32 {
        self.code(row.code).lines.get(row.pc as usize).copied().unwrap_or(0)
    }

    fn write_row(&self, row: TracebackEntry, out: &mut String) {
        let loaded = self.code(row.code);
        let code = &loaded.code;
        let source = &code.source;
        let Some(span) = code.spans.get(row.pc as usize) else { return };
        let line = source.line(span.start);
        out.push_str(&format!(
            "  File \"{}\", line {}, in {}\n",
            source.name,
            source.reported_line(line),
            code.name
        ));
        let first = without_marker(source.line_text(line));
        if first.trim().is_empty() {
            return;
        }
        let end_line = source.line(span.end.max(span.start + 1) - 1).max(line);
        let raw: Vec<&str> =
            (line..=end_line).map(|n| without_marker(source.line_text(n))).collect();
        let dedent = raw
            .iter()
            .filter(|l| !l.trim().is_empty())
            .map(|l| l.len() - l.trim_start().len())
            .min()
            .unwrap_or(0);
        let lines: Vec<String> =
            raw.iter().map(|l| l.get(dedent..).unwrap_or("").trim_end().to_owned()).collect();
        // Columns in characters of the dedented lines.
        let column = |offset: u32| -> (usize, usize) {
            let n = source.line(offset.min(source.text.len() as u32)).clamp(line, end_line);
            let start = source.line_starts[n as usize - 1];
            let text = source.text.get(start as usize..offset as usize).unwrap_or("");
            ((n - line) as usize, text.chars().count().saturating_sub(dedent))
        };
        let (_, start) = column(span.start);
        let end = {
            let begin = source.line_starts[end_line as usize - 1];
            let text = source.text.get(begin as usize..span.end as usize).unwrap_or("");
            text.chars().count().saturating_sub(dedent)
        };
        let anchored = span.anchor_start < span.anchor_end;
        let anchor = anchored.then(|| {
            let (l, c) = column(span.anchor_start);
            let (rl, _) = column(span.anchor_end.saturating_sub(1));
            let begin = source.line_starts[(line as usize - 1) + rl];
            let text = source.text.get(begin as usize..span.anchor_end as usize).unwrap_or("");
            ((l, c), (rl, text.chars().count().saturating_sub(dedent)))
        });
        let carets = self.shows_carets(&lines, start, end, anchor.is_some(), source, span);
        let last = lines.len() - 1;
        let mut significant = vec![0, last];
        if let Some(((l, _), (r, _))) = anchor {
            for n in [l, r] {
                significant.extend([n.saturating_sub(1), n, n + 1]);
            }
        }
        significant.retain(|n| *n <= last);
        significant.sort_unstable();
        significant.dedup();
        let emit = |n: usize, out: &mut String| {
            out.push_str(&format!("    {}\n", lines[n]).replace("    \n", "\n"));
            if !carets {
                return;
            }
            let chars: Vec<char> = lines[n].chars().collect();
            let spaces = chars.iter().take_while(|c| c.is_whitespace()).count();
            let width = if n == last { end } else { chars.len() };
            let mut marks = String::new();
            for col in 0..width {
                let mark = if col < spaces || n == 0 && col < start {
                    ' '
                } else {
                    match anchor {
                        Some(((l, lc), (r, rc))) => {
                            let after = n > l || n == l && col >= lc;
                            let before = n < r || n == r && col < rc;
                            if after && before { '^' } else { '~' }
                        }
                        None => '^',
                    }
                };
                marks.push(mark);
            }
            out.push_str(&format!("    {}\n", marks.trim_end()));
        };
        for (i, n) in significant.iter().enumerate() {
            if i > 0 {
                let gap = n - significant[i - 1];
                if gap == 2 {
                    emit(n - 1, out);
                } else if gap > 2 {
                    out.push_str(&format!("    ...<{} lines>...\n", gap - 1));
                }
            }
            emit(*n, out);
        }
    }

    /// `_should_show_carets`: not for `return f(…)` and `x = f(…)`, nor when everything would be marked.
    fn shows_carets(
        &self,
        lines: &[String],
        start: usize,
        end: usize,
        anchored: bool,
        source: &timeslice_compiler::Source,
        span: &timeslice_compiler::Span,
    ) -> bool {
        let before: String = lines[0].chars().take(start).collect();
        let after: String = lines[lines.len() - 1].chars().skip(end).collect();
        let call = anchored
            && span.anchor_end == span.end
            && source.text.get(span.anchor_start as usize..).is_some_and(|t| t.starts_with('('));
        if call {
            let rest = after.trim();
            let whole = rest.is_empty() || rest.starts_with('#');
            let function = source
                .text
                .get(span.start as usize..span.anchor_start as usize)
                .unwrap_or("")
                .trim();
            let name = crate::text::strcase::is_identifier(function);
            let assigned = before
                .trim_end()
                .strip_suffix('=')
                .is_some_and(|target| crate::text::strcase::is_identifier(target.trim()));
            if whole && (before.trim() == "return" && name || assigned) {
                return false;
            }
        }
        anchored || !before.trim().is_empty() || !after.trim().is_empty()
    }

    /// Attributes of traceback objects.
    pub(crate) fn traceback_attr(&mut self, r: Ref, name: Ref) -> R<Option<Value>> {
        let Kind::Traceback(rows) = self.get(r) else { return Ok(None) };
        let rows = rows.clone();
        let text = self.symbol_text(name).to_owned();
        // Stored innermost first; a traceback object stands for its outermost row.
        let Some(row) = rows.last().copied() else { return Ok(None) };
        Ok(match text.as_str() {
            "tb_lineno" => {
                let line = self.row_line(row);
                Some(Value::Int(i64::from(self.code(row.code).code.source.reported_line(line))))
            }
            "tb_lasti" => Some(Value::Int(i64::from(row.pc) * 2)),
            "tb_next" => {
                if rows.len() < 2 {
                    return Ok(Some(Value::None));
                }
                let inner = rows[..rows.len() - 1].to_vec();
                Some(self.alloc(Kind::Traceback(Arc::new(inner))))
            }
            "tb_frame" => {
                let code = self.alloc(Kind::Code(row.code));
                let line = Value::Int(i64::from(self.row_line(row)));
                let fields = vec![("f_code", code), ("f_lineno", line)];
                Some(self.alloc(Kind::Other(Arc::new(NativeObject::Struct("frame", fields)))))
            }
            _ => None,
        })
    }
}

/// A line of the library without the comment that gives its number.
fn without_marker(line: &str) -> &str {
    match line.find("# timeslice: line ") {
        Some(at) => line[..at].trim_end(),
        None => line,
    }
}

fn margin(depth: usize) -> String {
    format!("{}| ", "  ".repeat(depth))
}

/// Adds `text` behind the margin of a nested exception.
fn indent(text: &str, depth: usize, out: &mut String) {
    if depth == 0 {
        out.push_str(text);
        return;
    }
    let margin = margin(depth);
    for line in text.lines() {
        out.push_str(&margin);
        out.push_str(line);
        out.push('\n');
    }
}
