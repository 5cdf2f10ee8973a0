//! Type parameters (PEP 695) and type aliases.
//!
//! CPython runs them in hidden functions that are called at once; here the parameters are hidden
//! slots of the frame, made with `typing.TypeVar` and its relatives. Bounds, defaults and the
//! value of an alias are evaluated at once, not when somebody asks for them.

use ruff_python_ast::{Arguments, Expr, StmtTypeAlias, TypeParam, TypeParams};
use ruff_text_size::Ranged;

use super::Compiler;
use super::unit::span;
use crate::bytecode::{Const, Op, Span};
use crate::scope::ScopeId;

/// Type parameters in force.
pub(super) struct Generic<'a> {
    params: &'a TypeParams,
    slots: Vec<u32>,
}

impl<'a> Compiler<'a> {
    pub(super) fn begin_type_params(
        &mut self,
        params: Option<&'a TypeParams>,
        place: Span,
    ) -> Option<Generic<'a>> {
        let params = params?;
        let slots = self.begin_inlined(ScopeId::of(&params.node_index), place);
        for param in params {
            self.type_param(param);
        }
        Some(Generic { params, slots })
    }

    /// Ends the scope of the parameters; `attach` gives them to the function on the stack.
    pub(super) fn end_type_params(
        &mut self,
        generic: Option<Generic<'a>>,
        place: Span,
        attach: bool,
    ) {
        let Some(Generic { params, slots }) = generic else { return };
        if attach {
            self.unit.emit(Op::Copy, 1, place);
            self.type_params_tuple(params, place);
            self.unit.emit(Op::Swap, 2, place);
            let name = self.name_number("__type_params__");
            self.unit.emit(Op::StoreAttr, name, place);
        }
        self.end_inlined(slots, place);
    }

    /// Pushes a tuple of the parameters.
    pub(super) fn type_params_tuple(&mut self, params: &TypeParams, place: Span) {
        for param in params {
            self.load(param.name(), place);
        }
        self.unit.emit(Op::BuildTuple, params.len() as u32, place);
    }

    /// Pushes `typing.name`, ready to be called.
    fn typing(&mut self, name: &str, place: Span, call: bool) {
        self.load_const(Const::Int(0), place);
        self.load_const(Const::None, place);
        let module = self.name_number("typing");
        self.unit.emit(Op::ImportName, module, place);
        let name = self.name_number(name);
        self.unit.emit(if call { Op::LoadMethod } else { Op::LoadAttr }, name, place);
    }

    fn type_param(&mut self, param: &'a TypeParam) {
        let place = span(param.range());
        let (kind, bound) = match param {
            TypeParam::TypeVar(variable) => ("TypeVar", variable.bound.as_deref()),
            TypeParam::TypeVarTuple(_) => ("TypeVarTuple", None),
            TypeParam::ParamSpec(_) => ("ParamSpec", None),
        };
        self.typing(kind, place, true);
        self.load_str(param.name(), place);
        let mut count = 1;
        let mut keywords = Vec::new();
        match bound {
            // `T: (A, B)` lists constraints.
            Some(Expr::Tuple(constraints)) => {
                for constraint in &constraints.elts {
                    self.expression(constraint);
                    count += 1;
                }
            }
            Some(bound) => {
                self.expression(bound);
                keywords.push("bound");
            }
            None => {}
        }
        if let Some(default) = param.default() {
            self.index(default);
            keywords.push("default");
        }
        if kind != "TypeVarTuple" {
            self.load_const(Const::Bool(true), place);
            keywords.push("infer_variance");
        }
        if keywords.is_empty() {
            self.unit.emit(Op::Call, count, place);
        } else {
            let total = count + keywords.len() as u32;
            let names = keywords.into_iter().map(|k| Const::Str(k.into())).collect();
            self.load_const(Const::Tuple(names), place);
            self.unit.emit(Op::CallKw, total, place);
        }
        self.store(param.name(), place);
    }

    /// The bases of a generic class, with `typing.Generic[…]` behind them, and the call.
    pub(super) fn generic_bases(
        &mut self,
        params: &'a TypeParams,
        arguments: Option<&'a Arguments>,
        place: Span,
    ) {
        // On the stack: __build_class__, NULL, body, name.
        let bases: &[Expr] = arguments.map_or(&[], |a| &a.args);
        self.unit.emit(Op::BuildList, 2, place);
        for base in bases {
            if let Expr::Starred(star) = base {
                self.expression(&star.value);
                self.unit.emit(Op::ListExtend, 1, place);
            } else {
                self.expression(base);
                self.unit.emit(Op::ListAppend, 1, place);
            }
        }
        self.typing("Generic", place, false);
        for param in params {
            self.load(param.name(), place);
            if param.is_type_var_tuple() {
                self.unit.emit(Op::UnpackSequence, 1, place);
            }
        }
        if params.len() > 1 {
            self.unit.emit(Op::BuildTuple, params.len() as u32, place);
        }
        self.unit.emit(Op::BinarySubscr, 0, place);
        self.unit.emit(Op::ListAppend, 1, place);
        self.unit.emit(Op::ListToTuple, 0, place);
        self.spread_keywords(arguments, place);
    }

    pub(super) fn type_alias(&mut self, node: &'a StmtTypeAlias) {
        let Expr::Name(name) = &*node.name else { return };
        let place = span(node.range);
        let generic = self.begin_type_params(node.type_params.as_deref(), place);
        self.typing("TypeAliasType", place, true);
        self.load_str(&name.id, place);
        self.expression(&node.value);
        match node.type_params.as_deref() {
            Some(params) => {
                self.type_params_tuple(params, place);
                self.load_const(Const::Tuple(vec![Const::Str("type_params".into())]), place);
                self.unit.emit(Op::CallKw, 3, place);
            }
            None => self.unit.emit(Op::Call, 2, place),
        }
        self.end_type_params(generic, place, false);
        self.store(&name.id, place);
    }
}
