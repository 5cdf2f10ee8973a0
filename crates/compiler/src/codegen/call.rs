//! Calls (`compiler_call_helper`): every one pushes the callable and a receiver or NULL first.

use ruff_python_ast::{Arguments, Expr, ExprCall, Keyword};
use ruff_text_size::TextRange;

use super::Compiler;
use super::display::MANY;
use super::name::Access;
use crate::bytecode::{Const, Op, Span};

impl<'a> Compiler<'a> {
    pub(super) fn call(&mut self, e: &'a ExprCall, expression: &'a Expr) {
        let mut span = self.span_of(expression);
        match &*e.func {
            Expr::Attribute(method) => {
                self.expression(&method.value);
                let name = self.name_number(&method.attr);
                let place = super::unit::span(method.range);
                let place = self.method_span(place, method);
                self.unit.emit(Op::LoadMethod, name, place);
                if plain(&e.arguments) {
                    let whole = span;
                    span = self.method_span(whole, method);
                    // `(a⏎.b)()` cut off before `b` is no call that a traceback could mark.
                    let gap = TextRange::new(method.range.end(), e.arguments.range.start());
                    if span.start != whole.start && self.text[gap].contains(')') {
                        (span.anchor_start, span.anchor_end) = (0, 0);
                    }
                }
            }
            Expr::Name(function) => {
                let place = self.span_of(&e.func);
                self.access(&function.id, Access::LoadCall, place);
            }
            function => {
                self.expression(function);
                let place = self.span_of(function);
                self.unit.emit(Op::PushNull, 0, place);
            }
        }
        self.arguments(&e.arguments, 0, span);
    }

    /// The arguments behind the `pushed` ones on the stack, and the call.
    pub(super) fn arguments(&mut self, arguments: &'a Arguments, pushed: u32, span: Span) {
        if !plain(arguments) {
            return self.spread(arguments, pushed, span);
        }
        match &*arguments.args {
            // The parentheses of the call are its own as well.
            [Expr::Generator(e)] if !e.parenthesized => {
                self.generator(e, super::unit::span(arguments.range));
            }
            all => {
                for argument in all {
                    self.expression(argument);
                }
            }
        }
        let positional = arguments.args.len() as u32 + pushed;
        if arguments.keywords.is_empty() {
            self.unit.emit(Op::Call, positional, span);
            return;
        }
        let mut names = Vec::with_capacity(arguments.keywords.len());
        for keyword in &arguments.keywords {
            self.expression(&keyword.value);
            names.push(Const::Str(self.keyword_name(keyword)));
        }
        let count = names.len() as u32;
        self.load_const(Const::Tuple(names), span);
        self.unit.emit(Op::CallKw, positional + count, span);
    }

    fn keyword_name(&mut self, keyword: &Keyword) -> std::sync::Arc<str> {
        let name = keyword.arg.as_ref().map_or("", |name| name.as_str());
        let id = self.mangled(name);
        self.names.text(id).clone()
    }

    /// A call with `*` or `**`, or with very many arguments.
    fn spread(&mut self, arguments: &'a Arguments, pushed: u32, span: Span) {
        self.tuple_onto(&arguments.args, pushed, span);
        self.spread_keywords(Some(arguments), span);
    }

    /// The keyword arguments as a dict behind the tuple on the stack, and the call.
    pub(super) fn spread_keywords(&mut self, arguments: Option<&'a Arguments>, span: Span) {
        let keywords: &[Keyword] = arguments.map_or(&[], |a| &a.keywords);
        let mut have_dict = false;
        let mut start = 0;
        for (i, keyword) in keywords.iter().enumerate() {
            if keyword.arg.is_none() {
                self.keywords(&keywords[start..i], &mut have_dict, span);
                if !have_dict {
                    self.unit.emit(Op::BuildMap, 0, span);
                    have_dict = true;
                }
                self.expression(&keyword.value);
                self.unit.emit(Op::DictMerge, 1, span);
                start = i + 1;
            }
        }
        self.keywords(&keywords[start..], &mut have_dict, span);
        self.unit.emit(Op::CallEx, u32::from(have_dict), span);
    }

    /// Some `name=value` arguments as a dict, merged into the one on the stack.
    fn keywords(&mut self, keywords: &'a [Keyword], have_dict: &mut bool, span: Span) {
        if keywords.is_empty() {
            return;
        }
        let big = keywords.len() * 2 > MANY;
        if big {
            self.unit.emit(Op::BuildMap, 0, span);
        }
        for keyword in keywords {
            let name = self.keyword_name(keyword);
            self.load_const(Const::Str(name), span);
            self.expression(&keyword.value);
            if big {
                self.unit.emit(Op::MapAdd, 1, span);
            }
        }
        if !big {
            self.unit.emit(Op::BuildMap, keywords.len() as u32, span);
        }
        if *have_dict {
            self.unit.emit(Op::DictMerge, 1, span);
        }
        *have_dict = true;
    }
}

/// Whether the arguments can simply be pushed.
fn plain(arguments: &Arguments) -> bool {
    arguments.args.len() + arguments.keywords.len() * 2 <= MANY
        && !arguments.args.iter().any(Expr::is_starred_expr)
        && arguments.keywords.iter().all(|k| k.arg.is_some())
}
