//! f-strings, and `"…%s…" % (a, b)`, which CPython 3.13 compiles like one.

use ruff_python_ast::{
    ConversionFlag, Expr, ExprBinOp, ExprFString, FStringPart, InterpolatedElement,
    InterpolatedStringElement, Operator,
};

use super::Compiler;
use super::display::MANY;
use super::unit::span;
use crate::bytecode::{Const, Op, Span};
use crate::constant;

/// Counts the strings on the stack and joins them before they become many.
struct Parts {
    literal: String,
    count: u32,
}

impl<'a> Compiler<'a> {
    pub(super) fn f_string(&mut self, e: &'a ExprFString, whole: Span) {
        let mut parts = Parts { literal: String::new(), count: 0 };
        for part in &e.value {
            match part {
                FStringPart::Literal(text) => parts.literal.push_str(text),
                FStringPart::FString(f) => self.elements(&f.elements, &mut parts, whole),
            }
        }
        self.join(parts, whole);
    }

    fn elements(
        &mut self,
        elements: &'a [InterpolatedStringElement],
        parts: &mut Parts,
        whole: Span,
    ) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(text) => parts.literal.push_str(text),
                InterpolatedStringElement::Interpolation(e) => {
                    if let Some(debug) = &e.debug_text {
                        parts.literal.push_str(debug.as_str());
                    }
                    self.flush(parts, whole);
                    self.formatted(e);
                    self.count(parts, whole);
                }
            }
        }
    }

    /// Pushes the literal text so far.
    fn flush(&mut self, parts: &mut Parts, whole: Span) {
        if parts.literal.is_empty() {
            return;
        }
        let literal = std::mem::take(&mut parts.literal);
        self.load_str(&literal, whole);
        self.count(parts, whole);
    }

    fn count(&mut self, parts: &mut Parts, whole: Span) {
        parts.count += 1;
        if parts.count as usize == MANY {
            self.unit.emit(Op::BuildString, parts.count, whole);
            parts.count = 1;
        }
    }

    fn join(&mut self, mut parts: Parts, whole: Span) {
        self.flush(&mut parts, whole);
        match parts.count {
            0 => self.load_str("", whole),
            1 => {}
            count => self.unit.emit(Op::BuildString, count, whole),
        }
    }

    /// One replacement field.
    fn formatted(&mut self, e: &'a InterpolatedElement) {
        let place = span(e.range);
        self.expression(&e.expression);
        let conversion = match e.conversion {
            // `{x=}` shows the repr unless a format is given.
            ConversionFlag::None if e.debug_text.is_some() && e.format_spec.is_none() => 2,
            ConversionFlag::None => 0,
            ConversionFlag::Str => 1,
            ConversionFlag::Repr => 2,
            ConversionFlag::Ascii => 3,
        };
        if conversion != 0 {
            self.unit.emit(Op::ConvertValue, conversion, place);
        }
        match e.format_spec.as_deref() {
            Some(spec) => {
                let inner = span(spec.range);
                let mut parts = Parts { literal: String::new(), count: 0 };
                self.elements(&spec.elements, &mut parts, inner);
                self.join(parts, inner);
                self.unit.emit(Op::FormatWithSpec, 0, place);
            }
            None => self.unit.emit(Op::FormatSimple, 0, place),
        }
    }
}

/// A piece of a `%` format.
enum Piece {
    Literal(String),
    /// Conversion (as [`Op::ConvertValue`]) and format specification.
    Field(u32, String),
}

/// Whether `e` formats with a literal tuple and nothing but `%s`, `%r` and `%a`.
pub(super) fn is_percent_format(e: &ExprBinOp) -> bool {
    percent_pieces(e).is_some()
}

/// The pieces of such a format (`optimize_format`, Python/ast_opt.c).
fn percent_pieces(e: &ExprBinOp) -> Option<Vec<Piece>> {
    let (Operator::Mod, Expr::Tuple(values)) = (e.op, &*e.right) else { return None };
    let Some(Const::Str(format)) = constant::fold(&e.left) else { return None };
    let starred = values.elts.iter().any(Expr::is_starred_expr);
    if starred || constant::tuple(&values.elts).is_some() {
        return None;
    }
    let mut pieces = Vec::new();
    let mut fields = 0;
    let mut rest = &*format;
    loop {
        let (literal, after) = match rest.split_once('%') {
            Some((literal, after)) => (literal, Some(after)),
            None => (rest, None),
        };
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal.to_string()));
        }
        let Some(after) = after else { break };
        if let Some(after) = after.strip_prefix('%') {
            pieces.push(Piece::Literal("%".to_string()));
            rest = after;
        } else {
            let (field, after) = percent_field(after)?;
            pieces.push(field);
            fields += 1;
            rest = after;
        }
    }
    (fields == values.elts.len()).then_some(pieces)
}

/// One field after its `%`, and what follows it (`simple_format_arg_parse`).
fn percent_field(text: &str) -> Option<(Piece, &str)> {
    const MAX_DIGITS: usize = 3;
    let spec = text.trim_start_matches(['-', '+', ' ', '#', '0']);
    let left = text[..text.len() - spec.len()].contains('-');
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (width, spec) = spec.split_at(digits(spec));
    let (precision, spec) = match spec.strip_prefix('.') {
        Some(spec) => {
            let (precision, spec) = spec.split_at(digits(spec));
            (Some(precision), spec)
        }
        None => (None, spec),
    };
    if width.len() >= MAX_DIGITS || precision.is_some_and(|p| p.len() >= MAX_DIGITS) {
        return None;
    }
    let mut chars = spec.chars();
    let conversion = match chars.next()? {
        's' => 1,
        'r' => 2,
        'a' => 3,
        _ => return None,
    };
    let mut format = String::new();
    if !width.is_empty() {
        if !left {
            format.push('>');
        }
        format.push_str(width);
    }
    if let Some(precision) = precision {
        format.push('.');
        format.push_str(if precision.is_empty() { "0" } else { precision });
    }
    Some((Piece::Field(conversion, format), chars.as_str()))
}

impl<'a> Compiler<'a> {
    /// Compiles a simple `%` format; false when `e` is something else.
    pub(super) fn percent_format(&mut self, e: &'a ExprBinOp, whole: Span) -> bool {
        let (Some(pieces), Expr::Tuple(values)) = (percent_pieces(e), &*e.right) else {
            return false;
        };
        let mut parts = Parts { literal: String::new(), count: 0 };
        let mut values = values.elts.iter();
        for piece in pieces {
            let (conversion, format) = match piece {
                Piece::Literal(text) => {
                    parts.literal.push_str(&text);
                    continue;
                }
                Piece::Field(conversion, format) => (conversion, format),
            };
            let Some(value) = values.next() else { break };
            self.flush(&mut parts, whole);
            let place = self.span_of(value);
            self.expression(value);
            self.unit.emit(Op::ConvertValue, conversion, place);
            if format.is_empty() {
                self.unit.emit(Op::FormatSimple, 0, place);
            } else {
                self.load_str(&format, place);
                self.unit.emit(Op::FormatWithSpec, 0, place);
            }
            self.count(&mut parts, whole);
        }
        self.join(parts, whole);
        true
    }
}
