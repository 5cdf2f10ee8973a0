//! The walk over the statements (`symtable_visit_stmt` in CPython's Python/symtable.c, 3.13).

use std::sync::Arc;

use ruff_python_ast::{
    AtomicNodeIndex, ExceptHandler, Expr, Identifier, Mod, NodeIndex, Parameters, Stmt,
    StmtAnnAssign, StmtClassDef, StmtFunctionDef, StmtImportFrom, StmtTypeAlias, TypeParam,
    TypeParams,
};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashSet;

use super::{ScopeId, ScopeKind, Scopes, flag};
use crate::diagnostic::{Kind, Problem};
use crate::limits::MAX_TREE_DEPTH;
use crate::names::{NameId, Names};

const JUMP_IN_GROUP: &str = "'break', 'continue' and 'return' cannot appear in an except* block";

/// The scopes of a file, before names are resolved.
pub(crate) struct Built {
    pub(crate) scopes: Scopes,
    /// `from __future__ import annotations` is in force.
    pub(crate) future_annotations: bool,
    /// The tree is too deep to be compiled; a problem says so.
    pub(crate) too_deep: bool,
}

/// Collects the scopes of `tree`.
pub(crate) fn build(tree: &Mod, names: &mut Names, problems: &mut Vec<Problem>) -> Built {
    let mut scopes = Scopes::default();
    let top = scopes.add(ScopeKind::Module, None);
    let mut builder = Builder {
        names,
        problems,
        scopes,
        current: top,
        private: None,
        depth: 0,
        too_deep: false,
        future_annotations: false,
        iterables: 0,
        iteration_target: false,
        jumps: Jumps::default(),
        returns: Vec::new(),
    };
    match tree {
        Mod::Module(module) => {
            builder.futures(&module.body);
            builder.statements(&module.body);
        }
        Mod::Expression(expression) => builder.expression(&expression.body),
    }
    let Builder { scopes, future_annotations, too_deep, .. } = builder;
    Built { scopes, future_annotations, too_deep }
}

pub(super) struct Builder<'b> {
    pub(super) names: &'b mut Names,
    pub(super) problems: &'b mut Vec<Problem>,
    pub(super) scopes: Scopes,
    pub(super) current: ScopeId,
    /// The class whose private names are mangled.
    private: Option<Arc<str>>,
    depth: u32,
    too_deep: bool,
    future_annotations: bool,
    /// How many comprehension iterables are being visited in this scope.
    pub(super) iterables: u32,
    /// The target of a comprehension's `for` is being visited.
    pub(super) iteration_target: bool,
    jumps: Jumps,
    /// Where the present function returns a value.
    returns: Vec<TextRange>,
}

/// Which jumps the present block allows.
#[derive(Clone, Copy, Default)]
struct Jumps {
    in_loop: bool,
    /// In an `except*` clause that is inside the loop.
    in_group: bool,
    /// In an `except*` clause of the function.
    in_any_group: bool,
}

impl Builder<'_> {
    pub(super) fn error(&mut self, range: TextRange, message: impl Into<String>) {
        self.problems.push(Problem::syntax(range, message));
    }

    /// Goes one level deeper unless the tree is too deep for the stack.
    pub(super) fn deeper(&mut self, range: TextRange, visit: impl FnOnce(&mut Self)) {
        if self.depth >= MAX_TREE_DEPTH {
            self.refuse(range, "too many nested expressions or blocks", MAX_TREE_DEPTH as usize);
            return;
        }
        self.depth += 1;
        visit(self);
        self.depth -= 1;
    }

    /// The tree is too much for the code generator.
    pub(super) fn refuse(&mut self, range: TextRange, message: &str, limit: usize) {
        if !self.too_deep {
            self.too_deep = true;
            let problem = Problem::new(Kind::Limit, range, message);
            self.problems.push(problem.help(format!("Timeslice accepts {limit}.")));
        }
    }

    pub(super) fn id(&mut self, name: &str) -> NameId {
        self.names.mangled(self.private.as_deref(), name)
    }

    /// Records that the current scope does something with `name`.
    pub(super) fn define(&mut self, name: &str, flags: u16, range: TextRange) {
        let id = self.id(name);
        if flags & flag::BOUND != 0 && name == "__debug__" {
            self.error(range, "cannot assign to __debug__");
        }
        let symbol = self.scopes[self.current].symbol_mut(id);
        if flags & flag::PARAMETER != 0 && symbol.has(flag::PARAMETER) {
            self.error(range, format!("duplicate argument '{name}' in function definition"));
            return;
        }
        let mut flags = flags;
        if self.iteration_target && flags & flag::BOUND != 0 {
            flags |= flag::ITERATION;
            if symbol.has(flag::GLOBAL | flag::NONLOCAL | flag::WALRUS) {
                let message = format!(
                    "comprehension inner loop cannot rebind assignment expression target '{name}'"
                );
                self.error(range, message);
                return;
            }
        }
        symbol.flags |= flags;
    }

    pub(super) fn bind(&mut self, name: &str, range: TextRange) {
        self.define(name, flag::BOUND, range);
    }

    /// Visits a new scope whose number is kept in `index`.
    pub(super) fn scope(
        &mut self,
        kind: ScopeKind,
        index: &AtomicNodeIndex,
        visit: impl FnOnce(&mut Self),
    ) {
        let id = self.scopes.add(kind, Some(self.current));
        index.set(NodeIndex::from(id.0));
        let outer = std::mem::replace(&mut self.current, id);
        let iterables = std::mem::take(&mut self.iterables);
        let target = std::mem::take(&mut self.iteration_target);
        let jumps = std::mem::take(&mut self.jumps);
        let returns = std::mem::take(&mut self.returns);
        visit(self);
        if self.scopes[id].coroutine && self.scopes[id].generator {
            for range in std::mem::take(&mut self.returns) {
                self.error(range, "'return' with value in async generator");
            }
        }
        self.returns = returns;
        self.jumps = jumps;
        self.iteration_target = target;
        self.iterables = iterables;
        self.current = outer;
    }

    /// The kind of the frame that runs the current scope.
    pub(super) fn frame_kind(&self) -> ScopeKind {
        self.scopes[self.scopes[self.current].frame].kind
    }

    /// The directives at the top of the file; later ones are errors.
    fn futures(&mut self, body: &[Stmt]) {
        let mut begun = false;
        for (i, statement) in body.iter().enumerate() {
            match statement {
                Stmt::ImportFrom(import) if is_future(import) => {
                    for alias in &import.names {
                        let name = alias.name.as_str();
                        match name {
                            "annotations" => self.future_annotations = true,
                            "braces" => self.error(import.range, "not a chance"),
                            "nested_scopes" | "generators" | "division" | "absolute_import"
                            | "with_statement" | "print_function" | "unicode_literals"
                            | "generator_stop" | "barry_as_FLUFL" => {}
                            _ => {
                                let message = format!("future feature {name} is not defined");
                                self.error(import.range, message);
                            }
                        }
                    }
                    if begun {
                        self.late_future(import.range);
                    }
                }
                Stmt::Expr(e) if i == 0 && e.value.is_string_literal_expr() => {}
                _ => begun = true,
            }
        }
    }

    fn late_future(&mut self, range: TextRange) {
        self.error(range, "from __future__ imports must occur at the beginning of the file");
    }

    pub(super) fn statements(&mut self, body: &[Stmt]) {
        for statement in body {
            self.deeper(statement.range(), |b| b.statement(statement));
        }
    }

    fn statement(&mut self, statement: &Stmt) {
        match statement {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(def) => self.class(def),
            Stmt::Return(node) => {
                if self.frame_kind() != ScopeKind::Function {
                    self.error(node.range, "'return' outside function");
                } else if self.jumps.in_any_group {
                    self.error(node.range, JUMP_IN_GROUP);
                }
                if node.value.is_some() {
                    self.returns.push(node.range);
                }
                self.optional(node.value.as_deref());
            }
            Stmt::Delete(node) => {
                for target in &node.targets {
                    self.no_star(target);
                    self.expression(target);
                }
            }
            Stmt::TypeAlias(alias) => self.type_alias(alias),
            Stmt::Assign(node) => {
                self.no_star(&node.value);
                self.expression(&node.value);
                for target in &node.targets {
                    if target.is_starred_expr() {
                        self.error(
                            target.range(),
                            "starred assignment target must be in a list or tuple",
                        );
                    }
                    self.expression(target);
                }
            }
            Stmt::AugAssign(node) => {
                self.no_star(&node.value);
                self.expression(&node.target);
                self.expression(&node.value);
            }
            Stmt::AnnAssign(node) => self.annotated(node),
            Stmt::For(node) => {
                if node.is_async {
                    self.asynchronous(node.range, "'async for' outside async function");
                }
                self.no_star(&node.target);
                self.no_star(&node.iter);
                self.expression(&node.target);
                self.expression(&node.iter);
                self.loop_body(&node.body);
                self.statements(&node.orelse);
            }
            Stmt::While(node) => {
                self.expression(&node.test);
                self.loop_body(&node.body);
                self.statements(&node.orelse);
            }
            Stmt::If(node) => {
                self.expression(&node.test);
                self.statements(&node.body);
                for clause in &node.elif_else_clauses {
                    self.optional(clause.test.as_ref());
                    self.statements(&clause.body);
                }
            }
            Stmt::With(node) => {
                if node.is_async {
                    self.asynchronous(node.range, "'async with' outside async function");
                }
                for item in &node.items {
                    self.expression(&item.context_expr);
                    if let Some(target) = item.optional_vars.as_deref() {
                        self.no_star(target);
                        self.expression(target);
                    }
                }
                self.statements(&node.body);
            }
            Stmt::Match(node) => {
                self.expression(&node.subject);
                for (i, case) in node.cases.iter().enumerate() {
                    self.case_pattern(case, i + 1 == node.cases.len());
                    self.optional(case.guard.as_deref());
                    self.statements(&case.body);
                }
            }
            Stmt::Raise(node) => {
                self.optional(node.exc.as_deref());
                self.optional(node.cause.as_deref());
            }
            Stmt::Try(node) => {
                self.statements(&node.body);
                for (i, ExceptHandler::ExceptHandler(handler)) in node.handlers.iter().enumerate() {
                    if handler.type_.is_none() && i + 1 < node.handlers.len() {
                        self.error(handler.range, "default 'except:' must be last");
                    }
                    self.optional(handler.type_.as_deref());
                    if let Some(name) = &handler.name {
                        self.bind(name, name.range);
                    }
                    let jumps = self.jumps;
                    self.jumps.in_group |= node.is_star;
                    self.jumps.in_any_group |= node.is_star;
                    self.statements(&handler.body);
                    self.jumps = jumps;
                }
                self.statements(&node.orelse);
                self.statements(&node.finalbody);
            }
            Stmt::Assert(node) => {
                self.expression(&node.test);
                self.optional(node.msg.as_deref());
            }
            Stmt::Import(node) => {
                for alias in &node.names {
                    match &alias.asname {
                        Some(name) => self.bind(name, alias.range),
                        None => {
                            let first = alias.name.split('.').next().unwrap_or_default();
                            self.bind(first, alias.range);
                        }
                    }
                }
            }
            Stmt::ImportFrom(node) => self.import_from(node),
            Stmt::Global(node) => self.directive(&node.names, flag::GLOBAL, node.range),
            Stmt::Nonlocal(node) => self.directive(&node.names, flag::NONLOCAL, node.range),
            Stmt::Expr(node) => {
                self.no_star(&node.value);
                self.expression(&node.value);
            }
            Stmt::Break(node) => self.jump(node.range, "'break' outside loop"),
            Stmt::Continue(node) => self.jump(node.range, "'continue' not properly in loop"),
            Stmt::Pass(_) | Stmt::IpyEscapeCommand(_) => {}
        }
    }

    fn loop_body(&mut self, body: &[Stmt]) {
        let jumps = self.jumps;
        self.jumps.in_loop = true;
        self.jumps.in_group = false;
        self.statements(body);
        self.jumps = jumps;
    }

    /// `break` and `continue`.
    fn jump(&mut self, range: TextRange, outside: &str) {
        if self.jumps.in_group {
            self.error(range, JUMP_IN_GROUP);
        } else if !self.jumps.in_loop {
            self.error(range, outside);
        }
    }

    pub(super) fn optional(&mut self, expression: Option<&Expr>) {
        if let Some(expression) = expression {
            self.expression(expression);
        }
    }

    /// A star that stands where nothing can be unpacked.
    pub(super) fn no_star(&mut self, expression: &Expr) {
        if expression.is_starred_expr() {
            self.error(expression.range(), "can't use starred expression here");
        }
    }

    /// `async for`, `async with`: only inside `async def`.
    fn asynchronous(&mut self, range: TextRange, message: &str) {
        let frame = &self.scopes[self.scopes[self.current].frame];
        if frame.kind != ScopeKind::Function || !frame.coroutine {
            self.error(range, message);
        }
    }

    fn import_from(&mut self, node: &StmtImportFrom) {
        if is_future(node) && self.scopes[self.current].parent.is_some() {
            self.late_future(node.range);
        }
        for alias in &node.names {
            if alias.name.as_str() == "*" {
                if self.current != ScopeId::TOP {
                    self.error(alias.range, "import * only allowed at module level");
                }
                continue;
            }
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            self.bind(name, alias.range);
        }
    }

    /// `global` and `nonlocal`.
    fn directive(&mut self, names: &[Identifier], bit: u16, range: TextRange) {
        let word = if bit == flag::GLOBAL { "global" } else { "nonlocal" };
        if bit == flag::NONLOCAL && self.current == ScopeId::TOP {
            self.error(range, "nonlocal declaration not allowed at module level");
            return;
        }
        for name in names {
            let id = self.id(name);
            let flags = self.scopes[self.current].flags(id);
            let name = name.as_str();
            let clash = if flags & flag::PARAMETER != 0 {
                Some(format!("name '{name}' is parameter and {word}"))
            } else if flags & flag::USED != 0 {
                Some(format!("name '{name}' is used prior to {word} declaration"))
            } else if flags & flag::ANNOTATED != 0 {
                Some(format!("annotated name '{name}' can't be {word}"))
            } else if flags & flag::BOUND != 0 {
                Some(format!("name '{name}' is assigned to before {word} declaration"))
            } else if flags & (flag::GLOBAL | flag::NONLOCAL) & !bit != 0 {
                Some(format!("name '{name}' is nonlocal and global"))
            } else {
                None
            };
            match clash {
                Some(message) => self.error(range, message),
                None => {
                    let symbol = self.scopes[self.current].symbol_mut(id);
                    symbol.flags |= bit;
                    symbol.declared = range;
                }
            }
        }
    }

    fn annotated(&mut self, node: &StmtAnnAssign) {
        if let Expr::Name(target) = &*node.target {
            let id = self.id(&target.id);
            let flags = self.scopes[self.current].flags(id);
            let declared = flags & (flag::GLOBAL | flag::NONLOCAL);
            if declared != 0 && self.current != ScopeId::TOP && node.simple {
                let word = if declared & flag::GLOBAL != 0 { "global" } else { "nonlocal" };
                let message = format!("annotated name '{}' can't be {word}", target.id);
                self.error(node.range, message);
            } else if node.simple {
                self.define(&target.id, flag::ANNOTATED | flag::BOUND, target.range);
            } else if node.value.is_some() {
                self.bind(&target.id, target.range);
            }
        } else {
            self.expression(&node.target);
        }
        self.annotation(Some(&node.annotation));
        self.optional(node.value.as_deref());
    }

    /// An annotation; kept as text under `from __future__ import annotations`.
    fn annotation(&mut self, annotation: Option<&Expr>) {
        if !self.future_annotations {
            self.optional(annotation);
        }
    }

    fn function(&mut self, def: &StmtFunctionDef) {
        self.bind(&def.name, def.name.range);
        for decorator in &def.decorator_list {
            self.expression(&decorator.expression);
        }
        self.defaults(&def.parameters);
        self.with_type_params(def.type_params.as_deref(), |b| {
            for parameter in &*def.parameters {
                b.annotation(parameter.annotation());
            }
            b.annotation(def.returns.as_deref());
            b.scope(ScopeKind::Function, &def.node_index, |b| {
                let current = b.current;
                b.scopes[current].coroutine = def.is_async;
                b.parameters(&def.parameters);
                b.statements(&def.body);
            });
        });
    }

    pub(super) fn defaults(&mut self, parameters: &Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            self.optional(parameter.default());
        }
    }

    /// Parameters in the order of their slots.
    pub(super) fn parameters(&mut self, parameters: &Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            self.parameter(&parameter.parameter.name);
        }
        for parameter in parameters.vararg.iter().chain(&parameters.kwarg) {
            self.parameter(&parameter.name);
        }
    }

    fn parameter(&mut self, name: &Identifier) {
        self.define(name, flag::BOUND | flag::PARAMETER, name.range);
    }

    fn class(&mut self, def: &StmtClassDef) {
        self.bind(&def.name, def.name.range);
        for decorator in &def.decorator_list {
            self.expression(&decorator.expression);
        }
        self.with_type_params(def.type_params.as_deref(), |b| {
            if let Some(arguments) = def.arguments.as_deref() {
                b.arguments(arguments);
            }
            let private = b.private.replace(def.name.as_str().into());
            b.scope(ScopeKind::Class, &def.node_index, |b| b.statements(&def.body));
            b.private = private;
        });
    }

    fn type_alias(&mut self, alias: &StmtTypeAlias) {
        if let Expr::Name(name) = &*alias.name {
            self.bind(&name.id, name.range);
        }
        self.with_type_params(alias.type_params.as_deref(), |b| b.expression(&alias.value));
    }

    fn with_type_params(&mut self, params: Option<&TypeParams>, visit: impl FnOnce(&mut Self)) {
        let Some(params) = params else { return visit(self) };
        self.scope(ScopeKind::TypeParams, &params.node_index, |b| {
            let mut seen = FxHashSet::default();
            let mut defaulted = false;
            for param in params {
                let name = param.name();
                if !seen.insert(name.as_str()) {
                    b.error(name.range, format!("duplicate type parameter '{}'", name.as_str()));
                }
                if defaulted && param.default().is_none() {
                    let message = format!(
                        "non-default type parameter '{}' follows default type parameter",
                        name.as_str()
                    );
                    b.error(param.range(), message);
                }
                defaulted |= param.default().is_some();
                b.bind(name, name.range);
                if let TypeParam::TypeVar(variable) = param {
                    b.optional(variable.bound.as_deref());
                }
                b.optional(param.default());
            }
            visit(b);
        });
    }
}

fn is_future(import: &StmtImportFrom) -> bool {
    import.level == 0 && import.module.as_ref().is_some_and(|m| m.as_str() == "__future__")
}
