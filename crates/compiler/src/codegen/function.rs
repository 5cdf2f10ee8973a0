//! Functions and lambdas.

use std::sync::Arc;

use ruff_python_ast::{Decorator, Expr, ExprLambda, Parameters, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::statement::docstring;
use super::unit::span;
use crate::bytecode::{Code, CodeFlags, CodeKind, Const, Op, Span, make_function};
use crate::constant;
use crate::scope::ScopeId;

impl<'a> Compiler<'a> {
    pub(super) fn function_statement(&mut self, def: &'a StmtFunctionDef) {
        let range = self.without_decorators(def.range, &def.decorator_list);
        let place = span(range);
        self.decorators(&def.decorator_list);
        let mut flags = self.defaults(&def.parameters, place);
        let type_params = self.begin_type_params(def.type_params.as_deref(), place);
        flags |= self.function_annotations(def, place);
        let scope = ScopeId::of(&def.node_index);
        let code = self.function(def, scope, range);
        self.make_function(code, scope, flags, place);
        self.end_type_params(type_params, place, true);
        self.apply_decorators(&def.decorator_list);
        self.store(&def.name, place);
    }

    /// Pushes the decorators, each ready to be called.
    pub(super) fn decorators(&mut self, list: &'a [Decorator]) {
        for decorator in list {
            self.expression(&decorator.expression);
            let place = self.span_of(&decorator.expression);
            self.unit.emit(Op::PushNull, 0, place);
        }
    }

    pub(super) fn apply_decorators(&mut self, list: &'a [Decorator]) {
        for decorator in list.iter().rev() {
            let place = self.span_of(&decorator.expression);
            self.unit.emit(Op::Call, 1, place);
        }
    }

    /// Pushes the default values; returns the flags of what was pushed.
    fn defaults(&mut self, parameters: &'a Parameters, place: Span) -> u32 {
        let mut flags = 0;
        let defaults: Vec<&'a Expr> = parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .filter_map(|p| p.default.as_deref())
            .collect();
        if !defaults.is_empty() {
            flags |= make_function::DEFAULTS;
            let constants: Option<Vec<Const>> =
                defaults.iter().map(|e| constant::fold(e)).collect();
            match constants {
                Some(constants) => self.load_const(Const::Tuple(constants), place),
                None => {
                    for default in &defaults {
                        self.expression(default);
                    }
                    self.unit.emit(Op::BuildTuple, defaults.len() as u32, place);
                }
            }
        }
        let mut count = 0;
        for parameter in &parameters.kwonlyargs {
            if let Some(default) = parameter.default.as_deref() {
                let name = self.mangled(&parameter.parameter.name);
                let name = self.names.text(name).clone();
                self.load_const(Const::Str(name), place);
                self.expression(default);
                count += 1;
            }
        }
        if count > 0 {
            flags |= make_function::KWDEFAULTS;
            self.unit.emit(Op::BuildMap, count, place);
        }
        flags
    }

    fn function_annotations(&mut self, def: &'a StmtFunctionDef, place: Span) -> u32 {
        let parameters = &*def.parameters;
        let all = parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .map(|p| &p.parameter)
            .chain(parameters.vararg.as_deref())
            .chain(parameters.kwonlyargs.iter().map(|p| &p.parameter))
            .chain(parameters.kwarg.as_deref());
        let mut count = 0;
        for parameter in all {
            if let Some(annotation) = parameter.annotation.as_deref() {
                let name = self.mangled(&parameter.name);
                let name = self.names.text(name).clone();
                self.load_const(Const::Str(name), place);
                match annotation {
                    // `*args: *Ts`
                    Expr::Starred(star) if !self.future_annotations => {
                        self.expression(&star.value);
                        let place = self.span_of(annotation);
                        self.unit.emit(Op::UnpackSequence, 1, place);
                    }
                    _ => self.annotation(annotation),
                }
                count += 1;
            }
        }
        if let Some(returns) = def.returns.as_deref() {
            self.load_str("return", place);
            self.annotation(returns);
            count += 1;
        }
        if count == 0 {
            return 0;
        }
        self.unit.emit(Op::BuildMap, count, place);
        make_function::ANNOTATIONS
    }

    fn function(
        &mut self,
        def: &'a StmtFunctionDef,
        scope: ScopeId,
        range: TextRange,
    ) -> Arc<Code> {
        let first = def.decorator_list.first().map_or(range.start(), |d| d.expression.start());
        let line = self.line(first);
        self.push_unit(scope, CodeKind::Function, &def.name, line);
        self.parameters(Some(&def.parameters));
        self.unit.flags |= match (def.is_async, self.scopes[scope].generator) {
            (true, true) => CodeFlags::ASYNC_GENERATOR,
            (true, false) => CodeFlags::COROUTINE,
            (false, true) => CodeFlags::GENERATOR,
            (false, false) => 0,
        };
        let start =
            Span { start: range.start().to_u32(), end: range.start().to_u32(), ..Span::default() };
        self.start_unit(start);
        let (doc, body) = docstring(&def.body);
        if let Some((doc, _)) = doc {
            self.unit.doc = Some(self.names.share(&doc));
        }
        self.statements(body);
        if self.unit.reachable {
            let last = self.unit.last_span();
            self.load_const(Const::None, last);
            self.unit.emit(Op::ReturnValue, 0, last);
        }
        self.pop_unit()
    }

    pub(super) fn lambda(&mut self, e: &'a ExprLambda, place: Span) {
        let flags = e.parameters.as_deref().map_or(0, |p| self.defaults(p, place));
        let scope = ScopeId::of(&e.node_index);
        let line = self.line(e.range.start());
        self.push_unit(scope, CodeKind::Function, "<lambda>", line);
        self.parameters(e.parameters.as_deref());
        if self.scopes[scope].generator {
            self.unit.flags |= CodeFlags::GENERATOR;
        }
        self.start_unit(self.line_start(line));
        self.expression(&e.body);
        let body = self.span_of(&e.body);
        self.unit.emit(Op::ReturnValue, 0, body);
        let code = self.pop_unit();
        self.make_function(code, scope, flags, place);
    }

    /// Gives the parameters the first slots.
    fn parameters(&mut self, parameters: Option<&Parameters>) {
        let Some(parameters) = parameters else { return };
        let unit = &mut self.unit;
        unit.positional_only = parameters.posonlyargs.len() as u32;
        unit.positional = unit.positional_only + parameters.args.len() as u32;
        unit.keyword_only = parameters.kwonlyargs.len() as u32;
        if parameters.vararg.is_some() {
            unit.flags |= CodeFlags::VARARGS;
        }
        if parameters.kwarg.is_some() {
            unit.flags |= CodeFlags::VARKEYWORDS;
        }
        let names = parameters
            .iter_non_variadic_params()
            .map(|p| &p.parameter.name)
            .chain(parameters.vararg.iter().chain(&parameters.kwarg).map(|p| &p.name));
        let scope = self.unit.scope;
        for name in names {
            let id = self.mangled(name);
            let captured = self.scopes[scope].symbol(id).is_some_and(|s| s.captured);
            let slot = self.unit.slot(scope, id, captured);
            self.unit.slots[slot as usize].parameter = true;
        }
    }

    /// Makes a function of `code`; what `flags` says is on the stack.
    pub(super) fn make_function(
        &mut self,
        code: Arc<Code>,
        scope: ScopeId,
        flags: u32,
        place: Span,
    ) {
        let mut flags = flags;
        if self.closure(scope, place) {
            flags |= make_function::CLOSURE;
        }
        self.load_const(Const::Code(code), place);
        self.unit.emit(Op::MakeFunction, flags, place);
    }
}
