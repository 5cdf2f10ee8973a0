//! The walk over the expressions (`symtable_visit_expr`).

use ruff_python_ast::{
    Arguments, AtomicNodeIndex, Comprehension, Expr, ExprAwait, ExprNamed, FStringPart,
    InterpolatedStringElement,
};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashSet;

use super::build::Builder;
use super::{ScopeKind, flag};
use crate::limits::MAX_GENERATORS;

impl Builder<'_> {
    pub(super) fn expression(&mut self, expression: &Expr) {
        // Names and literals are most of a program and need no depth.
        match expression {
            Expr::Name(name) => {
                let range = name.range;
                if name.ctx.is_load() {
                    self.define(&name.id, flag::USED, range);
                    let kind = self.scopes[self.current].kind;
                    let function = !matches!(kind, ScopeKind::Module | ScopeKind::Class);
                    if function && name.id.as_str() == "super" {
                        self.define("__class__", flag::USED, range);
                    }
                } else if name.ctx.is_del() && name.id.as_str() == "__debug__" {
                    self.error(range, "cannot delete __debug__");
                } else {
                    self.bind(&name.id, range);
                }
            }
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::IpyEscapeCommand(_) => {}
            _ => self.deeper(expression.range(), |b| b.compound(expression)),
        }
    }

    fn all(&mut self, expressions: &[Expr]) {
        for expression in expressions {
            self.expression(expression);
        }
    }

    fn compound(&mut self, expression: &Expr) {
        match expression {
            Expr::BoolOp(e) => self.all(&e.values),
            Expr::Named(e) => self.named(e),
            Expr::BinOp(_) => self.binary(expression),
            Expr::UnaryOp(e) => self.expression(&e.operand),
            Expr::Lambda(e) => {
                if let Some(parameters) = e.parameters.as_deref() {
                    self.defaults(parameters);
                }
                self.scope(ScopeKind::Lambda, &e.node_index, |b| {
                    if let Some(parameters) = e.parameters.as_deref() {
                        b.parameters(parameters);
                    }
                    b.expression(&e.body);
                });
            }
            Expr::If(e) => {
                self.expression(&e.test);
                self.expression(&e.body);
                self.expression(&e.orelse);
            }
            Expr::Dict(e) => {
                for item in &e.items {
                    self.optional(item.key.as_ref());
                    self.expression(&item.value);
                }
            }
            Expr::Set(e) => self.all(&e.elts),
            Expr::ListComp(e) => {
                self.comprehension(&e.generators, &e.node_index, e.range, false, &[&e.elt]);
            }
            Expr::SetComp(e) => {
                self.comprehension(&e.generators, &e.node_index, e.range, false, &[&e.elt]);
            }
            Expr::DictComp(e) => {
                let (index, range) = (&e.node_index, e.range);
                match e.key.as_deref() {
                    Some(key) => {
                        self.comprehension(&e.generators, index, range, false, &[key, &e.value]);
                    }
                    None => {
                        self.error(
                            e.value.range(),
                            "dict unpacking cannot be used in dict comprehension",
                        );
                        self.comprehension(&e.generators, index, range, false, &[&e.value]);
                    }
                }
            }
            Expr::Generator(e) => {
                self.comprehension(&e.generators, &e.node_index, e.range, true, &[&e.elt]);
            }
            Expr::Await(e) => self.awaited(e),
            Expr::Yield(e) => {
                self.optional(e.value.as_deref());
                self.yields(e.range);
            }
            Expr::YieldFrom(e) => {
                self.expression(&e.value);
                let frame = self.scopes[self.current].frame;
                let frame = &self.scopes[frame];
                if frame.kind == ScopeKind::Function && frame.coroutine {
                    self.error(e.range, "'yield from' inside async function");
                }
                self.yields(e.range);
            }
            Expr::Compare(e) => {
                self.expression(&e.left);
                self.all(&e.comparators);
            }
            Expr::Call(e) => {
                self.expression(&e.func);
                self.arguments(&e.arguments);
            }
            Expr::FString(e) => {
                for part in &e.value {
                    if let FStringPart::FString(f) = part {
                        self.interpolated(&f.elements);
                    }
                }
            }
            Expr::TString(e) => {
                for element in e.value.elements() {
                    self.interpolated(std::slice::from_ref(element));
                }
            }
            Expr::Attribute(e) => {
                if !e.ctx.is_load() && e.attr.as_str() == "__debug__" {
                    let verb = if e.ctx.is_del() { "delete" } else { "assign to" };
                    self.error(e.range, format!("cannot {verb} __debug__"));
                }
                if e.ctx.is_store()
                    && let Expr::Name(name) = &*e.value
                    && name.id.as_str() == "self"
                {
                    self.static_attribute(&e.attr);
                }
                self.expression(&e.value);
            }
            Expr::Subscript(e) => {
                self.expression(&e.value);
                self.expression(&e.slice);
            }
            Expr::Starred(e) => self.expression(&e.value),
            Expr::List(e) => {
                self.stars(&e.elts, e.ctx.is_store(), e.range);
                self.all(&e.elts);
            }
            Expr::Tuple(e) => {
                self.stars(&e.elts, e.ctx.is_store(), e.range);
                self.all(&e.elts);
            }
            Expr::Slice(e) => {
                for part in [&e.lower, &e.upper, &e.step] {
                    self.optional(part.as_deref());
                }
            }
            // Names and literals have no parts.
            _ => {}
        }
    }

    /// A chain `a + b + c …` nests to the left as deep as it is long, so it is walked in a loop.
    fn binary(&mut self, expression: &Expr) {
        let mut rights = Vec::new();
        let mut at = expression;
        while let Expr::BinOp(e) = at {
            rights.push(&*e.right);
            at = &e.left;
        }
        self.expression(at);
        for right in rights.into_iter().rev() {
            self.expression(right);
        }
    }

    /// At most one star in an assignment target, and not after 255 items.
    fn stars(&mut self, elts: &[Expr], target: bool, range: TextRange) {
        if !target {
            return;
        }
        let mut seen = false;
        for (i, elt) in elts.iter().enumerate().filter(|(_, e)| e.is_starred_expr()) {
            if seen {
                self.error(range, "multiple starred expressions in assignment");
                return;
            }
            if i >= 1 << 8 {
                self.error(elt.range(), "too many expressions in star-unpacking assignment");
            }
            seen = true;
        }
    }

    fn interpolated(&mut self, elements: &[InterpolatedStringElement]) {
        for element in elements {
            if let InterpolatedStringElement::Interpolation(e) = element {
                self.deeper(e.range, |b| {
                    b.expression(&e.expression);
                    if let Some(spec) = e.format_spec.as_deref() {
                        b.interpolated(&spec.elements);
                    }
                });
            }
        }
    }

    pub(super) fn arguments(&mut self, arguments: &Arguments) {
        self.all(&arguments.args);
        let mut seen = FxHashSet::default();
        for keyword in &arguments.keywords {
            if let Some(name) = &keyword.arg {
                if name.as_str() == "__debug__" {
                    self.error(keyword.range, "cannot assign to __debug__");
                }
                if !seen.insert(name.as_str()) {
                    let message = format!("keyword argument repeated: {}", name.as_str());
                    self.error(keyword.range, message);
                }
            }
            self.expression(&keyword.value);
        }
    }

    /// `self.x = …` inside a class is listed in its `__static_attributes__`.
    fn static_attribute(&mut self, name: &str) {
        let mut at = Some(self.current);
        while let Some(id) = at {
            if self.scopes[id].kind == ScopeKind::Class {
                let name = self.names.id(name);
                if !self.scopes[id].attributes.contains(&name) {
                    self.scopes[id].attributes.push(name);
                }
                return;
            }
            at = self.scopes[id].parent;
        }
    }

    fn yields(&mut self, range: TextRange) {
        let kind = self.scopes[self.current].kind;
        match kind {
            ScopeKind::Comprehension => {
                self.error(range, "'yield' inside list comprehension");
            }
            ScopeKind::Generator => self.error(range, "'yield' inside generator expression"),
            ScopeKind::TypeParams => {
                self.error(
                    range,
                    "yield expression cannot be used within the definition of a generic",
                );
            }
            ScopeKind::Module | ScopeKind::Class => self.error(range, "'yield' outside function"),
            ScopeKind::Function | ScopeKind::Lambda => {
                let current = self.current;
                self.scopes[current].generator = true;
            }
        }
    }

    fn awaited(&mut self, e: &ExprAwait) {
        self.expression(&e.value);
        let current = self.current;
        match self.scopes[current].kind {
            ScopeKind::Comprehension | ScopeKind::Generator => {
                self.scopes[current].coroutine = true;
            }
            ScopeKind::Module | ScopeKind::Class => {
                self.error(e.range, "'await' outside function");
            }
            ScopeKind::TypeParams => {
                self.error(
                    e.range,
                    "await expression cannot be used within the definition of a generic",
                );
            }
            ScopeKind::Function if self.scopes[current].coroutine => {}
            ScopeKind::Function | ScopeKind::Lambda => {
                self.error(e.range, "'await' outside async function");
            }
        }
    }

    fn comprehension(
        &mut self,
        generators: &[Comprehension],
        index: &AtomicNodeIndex,
        range: TextRange,
        generator: bool,
        elements: &[&Expr],
    ) {
        let Some((first, rest)) = generators.split_first() else { return };
        if rest.len() >= MAX_GENERATORS {
            self.refuse(range, "too many loops in one comprehension", MAX_GENERATORS);
            return;
        }
        self.iterables += 1;
        self.expression(&first.iter);
        self.iterables -= 1;
        let kind = if generator { ScopeKind::Generator } else { ScopeKind::Comprehension };
        let mut asynchronous = false;
        self.scope(kind, index, |b| {
            let current = b.current;
            b.scopes[current].generator = generator;
            b.comprehension_loop(first);
            for inner in rest {
                b.iterables += 1;
                b.expression(&inner.iter);
                b.iterables -= 1;
                b.comprehension_loop(inner);
            }
            for element in elements {
                if element.is_starred_expr() {
                    b.error(element.range(), "iterable unpacking cannot be used in comprehension");
                }
                b.expression(element);
            }
            asynchronous = b.scopes[current].coroutine;
        });
        if !asynchronous || generator {
            return;
        }
        let outer = self.current;
        match self.scopes[outer].kind {
            ScopeKind::Comprehension | ScopeKind::Generator => self.scopes[outer].coroutine = true,
            ScopeKind::Function if self.scopes[outer].coroutine => {}
            _ => {
                self.error(range, "asynchronous comprehension outside of an asynchronous function")
            }
        }
    }

    fn comprehension_loop(&mut self, part: &Comprehension) {
        if part.is_async {
            let current = self.current;
            self.scopes[current].coroutine = true;
        }
        self.iteration_target = true;
        self.expression(&part.target);
        self.iteration_target = false;
        for condition in &part.ifs {
            self.expression(condition);
        }
    }

    fn named(&mut self, e: &ExprNamed) {
        if self.iterables > 0 {
            self.error(
                e.range,
                "assignment expression cannot be used in a comprehension iterable expression",
            );
        }
        self.expression(&e.value);
        let Expr::Name(target) = &*e.target else { return };
        let kind = self.scopes[self.current].kind;
        if matches!(kind, ScopeKind::Comprehension | ScopeKind::Generator) {
            self.walrus(&target.id, e.range);
        } else {
            self.bind(&target.id, target.range);
        }
    }

    /// `:=` inside a comprehension binds in the function (or module) around it.
    fn walrus(&mut self, name: &str, range: TextRange) {
        let id = self.id(name);
        let mut inner = Vec::new();
        let mut at = self.current;
        let declared = loop {
            match self.scopes[at].kind {
                ScopeKind::Comprehension | ScopeKind::Generator => {
                    if self.scopes[at].flags(id) & flag::ITERATION != 0 {
                        self.error(
                            range,
                            format!(
                                "assignment expression cannot rebind comprehension iteration variable '{name}'"
                            ),
                        );
                        return;
                    }
                    inner.push(at);
                }
                ScopeKind::Class => {
                    self.error(
                        range,
                        "assignment expression within a comprehension cannot be used in a class body",
                    );
                    return;
                }
                ScopeKind::TypeParams => {
                    self.error(
                        range,
                        "assignment expression within a comprehension cannot be used within the definition of a generic",
                    );
                    return;
                }
                ScopeKind::Module => {
                    self.scopes[at].symbol_mut(id).flags |= flag::BOUND;
                    break flag::GLOBAL;
                }
                ScopeKind::Function | ScopeKind::Lambda => {
                    let symbol = self.scopes[at].symbol_mut(id);
                    let global = symbol.has(flag::GLOBAL);
                    symbol.flags |= flag::BOUND;
                    break if global { flag::GLOBAL } else { flag::NONLOCAL };
                }
            }
            match self.scopes[at].parent {
                Some(parent) => at = parent,
                None => return,
            }
        };
        for scope in inner {
            let flags = match self.scopes[scope].kind {
                ScopeKind::Generator => declared | flag::BOUND,
                _ => flag::USED | flag::WALRUS,
            };
            self.scopes[scope].symbol_mut(id).flags |= flags;
        }
    }
}
