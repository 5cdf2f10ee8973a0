//! f-strings.

use ruff_python_ast::{
    ConversionFlag, ExprFString, FStringPart, InterpolatedElement, InterpolatedStringElement,
};

use super::Compiler;
use super::display::MANY;
use super::unit::span;
use crate::bytecode::{Op, Span};

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
