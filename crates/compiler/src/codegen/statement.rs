//! Statements.

use ruff_python_ast::{Expr, Stmt, StmtAssert, StmtIf, StmtImport, StmtImportFrom, StmtRaise};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::name::Access;
use super::unit::span;
use crate::bytecode::{Const, Op};
use crate::constant;

impl<'a> Compiler<'a> {
    /// The body of a file.
    pub(super) fn module(&mut self, body: &'a [Stmt]) {
        self.body(body);
        if self.unit.reachable {
            let span = self.unit.last_span();
            self.load_const(Const::None, span);
            self.unit.emit(Op::ReturnValue, 0, span);
        }
    }

    /// The body of a file or class: annotations, docstring, statements.
    pub(super) fn body(&mut self, body: &'a [Stmt]) {
        if has_annotation(body) {
            let span = self.unit.last_span();
            self.unit.emit(Op::SetupAnnotations, 0, span);
        }
        let (doc, rest) = docstring(body);
        if let Some((doc, range)) = doc {
            self.unit.doc = Some(self.names.share(&doc));
            let span = span(range);
            self.load_str(&doc, span);
            self.store("__doc__", span);
        }
        self.statements(rest);
    }

    pub(super) fn statements(&mut self, body: &'a [Stmt]) {
        for statement in body {
            if self.too_large(statement.range()) {
                return;
            }
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(def) => self.function_statement(def),
            Stmt::ClassDef(def) => self.class_statement(def),
            Stmt::Return(node) => self.return_statement(node.value.as_deref(), node.range),
            Stmt::Delete(node) => {
                for target in &node.targets {
                    self.delete(target);
                }
            }
            Stmt::TypeAlias(node) => self.type_alias(node),
            Stmt::Assign(node) => self.assign(node),
            Stmt::AugAssign(node) => self.augmented(node),
            Stmt::AnnAssign(node) => self.annotated(node),
            Stmt::For(node) if node.is_async => self.async_for(node),
            Stmt::For(node) => self.for_loop(node),
            Stmt::While(node) => self.while_loop(node),
            Stmt::If(node) => self.if_statement(node),
            Stmt::With(node) => self.with(node, 0),
            Stmt::Match(node) => self.match_statement(node),
            Stmt::Raise(node) => self.raise(node),
            Stmt::Try(node) => self.try_statement(node),
            Stmt::Assert(node) => self.assert(node),
            Stmt::Import(node) => self.import(node),
            Stmt::ImportFrom(node) => self.import_from(node),
            Stmt::Expr(node) => {
                if constant::fold(&node.value).is_none() {
                    self.expression(&node.value);
                    let span = self.unit.last_span();
                    self.unit.emit(Op::PopTop, 0, span);
                }
            }
            Stmt::Break(node) => self.loop_exit(true, node.range),
            Stmt::Continue(node) => self.loop_exit(false, node.range),
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::Pass(_) | Stmt::IpyEscapeCommand(_) => {}
        }
    }

    fn if_statement(&mut self, node: &'a StmtIf) {
        let end = self.unit.label();
        let mut next = self.unit.label();
        self.jump_if(&node.test, next, false);
        self.statements(&node.body);
        for clause in &node.elif_else_clauses {
            let span = self.unit.last_span();
            self.unit.jump(Op::Jump, end, span);
            self.unit.place(next);
            next = self.unit.label();
            if let Some(test) = &clause.test {
                self.jump_if(test, next, false);
            }
            self.statements(&clause.body);
        }
        self.unit.place(next);
        self.unit.place(end);
    }

    fn raise(&mut self, node: &'a StmtRaise) {
        let parts = [node.exc.as_deref(), node.cause.as_deref()];
        let mut count = 0;
        for part in parts.into_iter().flatten() {
            self.expression(part);
            count += 1;
        }
        self.unit.emit(Op::RaiseVarargs, count, span(node.range));
    }

    fn assert(&mut self, node: &'a StmtAssert) {
        let end = self.unit.label();
        self.jump_if(&node.test, end, true);
        let whole = span(node.range);
        self.unit.emit(Op::LoadAssertionError, 0, whole);
        if let Some(message) = node.msg.as_deref() {
            self.unit.emit(Op::PushNull, 0, whole);
            self.expression(message);
            self.unit.emit(Op::Call, 1, whole);
        }
        self.unit.emit(Op::RaiseVarargs, 1, self.span_of(&node.test));
        self.unit.place(end);
    }

    fn import(&mut self, node: &'a StmtImport) {
        let span = span(node.range);
        for alias in &node.names {
            self.load_const(Const::Int(0), span);
            self.load_const(Const::None, span);
            let module = self.name_number(&alias.name);
            self.unit.emit(Op::ImportName, module, span);
            let mut parts = alias.name.split('.');
            let first = parts.next().unwrap_or_default();
            let Some(asname) = &alias.asname else {
                self.store(first, span);
                continue;
            };
            // `import a.b.c as d`: down from `a`, which is what the import gives.
            let mut deeper = false;
            for part in parts {
                if deeper {
                    self.unit.emit(Op::Swap, 2, span);
                    self.unit.emit(Op::PopTop, 0, span);
                }
                deeper = true;
                let part = self.name_number(part);
                self.unit.emit(Op::ImportFrom, part, span);
            }
            self.store(asname, span);
            if deeper {
                self.unit.emit(Op::PopTop, 0, span);
            }
        }
    }

    fn import_from(&mut self, node: &'a StmtImportFrom) {
        let span = span(node.range);
        self.load_const(Const::Int(i64::from(node.level)), span);
        let names =
            node.names.iter().map(|alias| Const::Str(self.names.share(&alias.name))).collect();
        self.load_const(Const::Tuple(names), span);
        let module = node.module.as_ref().map_or("", |m| m.as_str());
        let module = self.name_number(module);
        self.unit.emit(Op::ImportName, module, span);
        for alias in &node.names {
            if alias.name.as_str() == "*" {
                self.unit.emit(Op::ImportStar, 0, span);
                return;
            }
            let name = self.name_number(&alias.name);
            self.unit.emit(Op::ImportFrom, name, span);
            self.store(alias.asname.as_ref().unwrap_or(&alias.name), span);
        }
        self.unit.emit(Op::PopTop, 0, span);
    }

    fn delete(&mut self, target: &'a Expr) {
        let span = self.span_of(target);
        match target {
            Expr::Name(e) => self.access(&e.id, Access::Delete, span),
            Expr::Attribute(e) => {
                self.expression(&e.value);
                let name = self.name_number(&e.attr);
                let span = self.method_span(span, e);
                self.unit.emit(Op::DeleteAttr, name, span);
            }
            Expr::Subscript(e) => {
                self.expression(&e.value);
                self.index(&e.slice);
                self.unit.emit(Op::DeleteSubscr, 0, span);
            }
            Expr::Tuple(e) => e.elts.iter().for_each(|e| self.delete(e)),
            Expr::List(e) => e.elts.iter().for_each(|e| self.delete(e)),
            // The parser reports other targets.
            _ => {}
        }
    }
}

/// The docstring of `body` (indentation removed as `inspect.cleandoc` does, which the 3.13
/// compiler does itself), its place, and the other statements.
pub(super) fn docstring(body: &[Stmt]) -> (Option<(String, TextRange)>, &[Stmt]) {
    if let [Stmt::Expr(first), rest @ ..] = body
        && let Expr::StringLiteral(text) = &*first.value
    {
        return (Some((clean(text.value.to_str()), first.range())), rest);
    }
    (None, body)
}

/// `_PyCompile_CleanDoc`: tabs become spaces in leading white space, the common indentation of all
/// lines but the first goes, and so does the first line's own.
fn clean(text: &str) -> String {
    let expanded = expand_tabs(text);
    let mut lines = expanded.split('\n');
    let first = lines.next().unwrap_or_default();
    let indent = |line: &str| line.bytes().take_while(|b| *b == b' ').count();
    let margin = expanded
        .split('\n')
        .skip(1)
        .filter(|line| !line.trim_start_matches(' ').is_empty())
        .map(indent)
        .min()
        .unwrap_or(0);
    if margin == 0 && indent(first) == 0 {
        return expanded;
    }
    let mut result = first.trim_start_matches(' ').to_string();
    for line in lines {
        result.push('\n');
        result.push_str(&line[margin.min(indent(line))..]);
    }
    result
}

/// `str.expandtabs(8)`.
fn expand_tabs(text: &str) -> String {
    if !text.contains('\t') {
        return text.to_string();
    }
    let mut result = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let spaces = 8 - column % 8;
                result.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\n' | '\r' => {
                result.push(c);
                column = 0;
            }
            _ => {
                result.push(c);
                column += 1;
            }
        }
    }
    result
}

/// Whether a statement of `body`, in this block, is annotated (`find_ann`).
fn has_annotation(body: &[Stmt]) -> bool {
    body.iter().any(|statement| match statement {
        Stmt::AnnAssign(_) => true,
        Stmt::For(s) => has_annotation(&s.body) || has_annotation(&s.orelse),
        Stmt::While(s) => has_annotation(&s.body) || has_annotation(&s.orelse),
        Stmt::If(s) => {
            has_annotation(&s.body)
                || s.elif_else_clauses.iter().any(|clause| has_annotation(&clause.body))
        }
        Stmt::With(s) => has_annotation(&s.body),
        Stmt::Match(s) => s.cases.iter().any(|case| has_annotation(&case.body)),
        Stmt::Try(s) => {
            let handler = |h: &ruff_python_ast::ExceptHandler| {
                let ruff_python_ast::ExceptHandler::ExceptHandler(h) = h;
                has_annotation(&h.body)
            };
            has_annotation(&s.body)
                || has_annotation(&s.orelse)
                || has_annotation(&s.finalbody)
                || s.handlers.iter().any(handler)
        }
        _ => false,
    })
}
