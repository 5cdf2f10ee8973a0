//! Classes.

use std::sync::Arc;

use ruff_python_ast::StmtClassDef;
use ruff_text_size::{Ranged, TextRange};

use super::Compiler;
use super::unit::span;
use crate::bytecode::{Code, CodeKind, Const, Op, Span};
use crate::scope::ScopeId;

impl<'a> Compiler<'a> {
    pub(super) fn class_statement(&mut self, def: &'a StmtClassDef) {
        let range = self.without_decorators(def.range, &def.decorator_list);
        let place = span(range);
        self.decorators(&def.decorator_list);
        let type_params = self.begin_type_params(def.type_params.as_deref(), place);
        self.unit.emit(Op::LoadBuildClass, 0, place);
        self.unit.emit(Op::PushNull, 0, place);
        let scope = ScopeId::of(&def.node_index);
        let code = self.class_body(def, scope, range);
        self.make_function(code, scope, 0, place);
        self.load_str(&def.name, place);
        match (def.type_params.as_deref(), def.arguments.as_deref()) {
            (Some(params), arguments) => self.generic_bases(params, arguments, place),
            (None, Some(arguments)) => self.arguments(arguments, 2, place),
            (None, None) => self.unit.emit(Op::Call, 2, place),
        }
        self.end_type_params(type_params, place, false);
        self.apply_decorators(&def.decorator_list);
        self.store(&def.name, place);
    }

    fn class_body(&mut self, def: &'a StmtClassDef, scope: ScopeId, range: TextRange) -> Arc<Code> {
        let first = def.decorator_list.first().map_or(range.start(), |d| d.expression.start());
        let line = self.line(first);
        self.push_unit(scope, CodeKind::Class, &def.name, line);
        self.unit.private = Some(self.names.share(&def.name));
        let start = self.line_start(line);
        self.start_unit(start);
        self.load("__name__", start);
        self.store("__module__", start);
        let qualname = self.unit.qualname.clone();
        self.load_const(Const::Str(qualname), start);
        self.store("__qualname__", start);
        self.load_const(Const::Int(i64::from(line)), start);
        self.store("__firstlineno__", start);
        if let Some(params) = def.type_params.as_deref() {
            self.type_params_tuple(params, start);
            self.store("__type_params__", start);
        }
        self.body(&def.body);
        self.class_end(scope, start);
        self.pop_unit()
    }

    /// Leaves the cell of `__class__` for `type.__new__` to fill.
    fn class_end(&mut self, scope: ScopeId, start: Span) {
        let attributes = self.scopes[scope].attributes.clone();
        let attributes =
            attributes.iter().map(|name| Const::Str(self.names.text(*name).clone())).collect();
        self.load_const(Const::Tuple(attributes), start);
        self.store("__static_attributes__", start);
        if self.scopes[scope].class_cell {
            let name = self.names.id("__class__");
            let slot = self.unit.slot(scope, name, true);
            self.unit.emit(Op::LoadClosure, slot, start);
            self.unit.emit(Op::Copy, 1, start);
            self.store("__classcell__", start);
        } else {
            self.load_const(Const::None, start);
        }
        self.unit.emit(Op::ReturnValue, 0, start);
    }
}
