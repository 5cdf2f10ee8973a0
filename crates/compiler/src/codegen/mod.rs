//! The code generator: tree and scopes to code objects (Python/compile.c of CPython 3.13).
//!
//! One file for each kind of construct; `unit.rs` holds the code object being written and
//! `assemble.rs` finishes it.

mod assemble;
mod assignment;
mod blocks;
mod call;
mod class;
mod comprehension;
mod condition;
mod display;
mod exceptions;
mod expression;
mod function;
mod generic;
mod loops;
mod matching;
mod name;
mod span;
mod statement;
mod string;
mod unit;

use std::sync::Arc;

use ruff_python_ast::Mod;
use ruff_text_size::TextRange;

use crate::bytecode::{Code, CodeFlags, CodeKind, Const, Op, Source, Span};
use crate::diagnostic::{Kind, Problem};
use crate::limits::MAX_INSTRUCTIONS;
use crate::names::Names;
use crate::scope::{ScopeId, ScopeKind, Scopes};
use unit::Unit;

/// What the generator needs besides the tree.
pub(crate) struct Input<'a> {
    pub(crate) text: &'a str,
    pub(crate) source: Arc<Source>,
    pub(crate) names: Names,
    pub(crate) scopes: Scopes,
    /// Annotations stay text.
    pub(crate) future_annotations: bool,
    /// Marks every code object as library code.
    pub(crate) library: bool,
}

/// Compiles `tree`; the code is meaningless when a problem was reported.
pub(crate) fn generate<'a>(
    tree: &'a Mod,
    input: Input<'a>,
    problems: &mut Vec<Problem>,
) -> Arc<Code> {
    let Input { text, source, mut names, scopes, future_annotations, library } = input;
    let kind = match tree {
        Mod::Module(_) => CodeKind::Module,
        Mod::Expression(_) => CodeKind::Expression,
    };
    let name = names.share("<module>");
    let unit = Unit::new(ScopeId::TOP, kind, name.clone(), name);
    let mut compiler = Compiler {
        text,
        source,
        names,
        scopes,
        unit,
        outer: Vec::new(),
        problems: Vec::new(),
        future_annotations,
        library,
        written: 0,
    };
    compiler.unit.emit(Op::Resume, 0, Span::default());
    match tree {
        Mod::Module(module) => compiler.module(&module.body),
        Mod::Expression(expression) => {
            compiler.expression(&expression.body);
            let span = compiler.unit.last_span();
            compiler.unit.emit(Op::ReturnValue, 0, span);
        }
    }
    problems.append(&mut compiler.problems);
    let Compiler { mut unit, source, names, library, .. } = compiler;
    if library {
        unit.flags |= CodeFlags::LIBRARY;
    }
    Arc::new(unit.finish(&source, &names))
}

struct Compiler<'a> {
    text: &'a str,
    source: Arc<Source>,
    names: Names,
    scopes: Scopes,
    unit: Unit<'a>,
    /// The code objects around the present one.
    outer: Vec<Unit<'a>>,
    problems: Vec<Problem>,
    future_annotations: bool,
    library: bool,
    /// Instructions in the finished code objects.
    written: usize,
}

impl<'a> Compiler<'a> {
    fn error(&mut self, range: TextRange, message: impl Into<String>) {
        self.problems.push(Problem::syntax(range, message));
    }

    /// Whether the program has outgrown the limit; `finally` bodies nested in each other double.
    fn too_large(&mut self, range: TextRange) -> bool {
        let pending: usize = self.outer.iter().map(|unit| unit.written.len()).sum();
        if self.written + pending + self.unit.written.len() < MAX_INSTRUCTIONS {
            return false;
        }
        if !self.problems.iter().any(|p| p.kind == Kind::Limit) {
            let message =
                format!("the program compiles to more than {MAX_INSTRUCTIONS} instructions");
            self.problems.push(Problem::new(Kind::Limit, range, message));
        }
        true
    }

    fn load_const(&mut self, constant: Const, span: Span) {
        // A constant of code that is never reached must not stay behind.
        if !self.unit.reachable {
            return;
        }
        let number = self.unit.constant(constant);
        self.unit.emit(Op::LoadConst, number, span);
    }

    fn load_str(&mut self, text: &str, span: Span) {
        let text = self.names.share(text);
        self.load_const(Const::Str(text), span);
    }

    /// Starts a code object inside the present one.
    fn push_unit(&mut self, scope: ScopeId, kind: CodeKind, name: &str, first_line: u32) {
        let qualname = self.qualname(name);
        let name = self.names.share(name);
        let mut unit = Unit::new(scope, kind, name, qualname);
        unit.first_line = first_line;
        unit.private = self.unit.private.clone();
        unit.frees = self.scopes[scope].frees.clone();
        if self.library {
            unit.flags |= CodeFlags::LIBRARY;
        }
        if self.scopes[scope].nested && kind == CodeKind::Function {
            unit.flags |= CodeFlags::NESTED;
        }
        self.outer.push(std::mem::replace(&mut self.unit, unit));
    }

    /// Finishes the code object that [`Compiler::push_unit`] started.
    fn pop_unit(&mut self) -> Arc<Code> {
        let outer = self.outer.pop().expect("a unit was pushed");
        let unit = std::mem::replace(&mut self.unit, outer);
        self.written += unit.written.len();
        Arc::new(unit.finish(&self.source, &self.names))
    }

    /// `f.<locals>.g`, `C.m` … (`compiler_set_qualname`).
    fn qualname(&mut self, name: &str) -> Arc<str> {
        let outer = &self.unit;
        if outer.scope == ScopeId::TOP {
            return self.names.share(name);
        }
        let id = self.names.mangled(outer.private.as_deref(), name);
        let global = self.scopes[outer.scope]
            .symbol(id)
            .is_some_and(|s| s.place == crate::scope::Place::Global);
        if global {
            return self.names.share(name);
        }
        let kind = self.scopes[outer.scope].kind;
        let locals = matches!(kind, ScopeKind::Function | ScopeKind::Lambda);
        let locals = if locals { ".<locals>" } else { "" };
        format!("{}{locals}.{name}", outer.qualname).into()
    }
}
