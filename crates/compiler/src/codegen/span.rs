//! The source range of an instruction, with the part that tracebacks mark with `^`
//! (`_extract_caret_anchors_from_line_segment` in CPython's Lib/traceback.py, 3.13).

use ruff_python_ast::{Decorator, Expr, ExprAttribute, ExprBinOp};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::Compiler;
use super::unit::span;
use crate::bytecode::Span;

impl Compiler<'_> {
    /// The span of an instruction whose place is the whole of `expression`.
    pub(super) fn span_of(&self, expression: &Expr) -> Span {
        let mut result = span(self.range_of(expression));
        let anchor = match expression {
            Expr::BinOp(e) => self.operator(e),
            Expr::Subscript(e) => {
                let open = self.skip_to(e.value.end(), e.range.end(), b'[');
                TextRange::new(open, e.range.end())
            }
            Expr::Call(e) => e.arguments.range,
            _ => return result,
        };
        result.anchor_start = anchor.start().to_u32();
        result.anchor_end = anchor.end().to_u32();
        result
    }

    /// The range that CPython gives `expression`.
    pub(super) fn range_of(&self, expression: &Expr) -> TextRange {
        expression.range()
    }

    /// The operator between the operands of `e`; as in CPython a second character counts when it
    /// stands before the right operand, even if it is a bracket.
    fn operator(&self, e: &ExprBinOp) -> TextRange {
        let (start, end) = (e.left.end(), e.right.start());
        let at = self.skip_to(start, end, e.op.as_str().as_bytes()[0]);
        let first = at + TextSize::new(1);
        let second = self.text[first.to_usize()..]
            .chars()
            .next()
            .filter(|c| first < end && !c.is_whitespace() && !matches!(c, '\\' | '#'));
        TextRange::new(at, first + second.map_or(TextSize::new(0), TextSize::of))
    }

    /// The first `wanted` in the gap `start..end` between two expressions, comments skipped.
    fn skip_to(&self, start: TextSize, end: TextSize, wanted: u8) -> TextSize {
        let mut comment = false;
        for (i, byte) in self.text[TextRange::new(start, end)].bytes().enumerate() {
            match byte {
                b'\n' => comment = false,
                b'#' => comment = true,
                _ if byte == wanted && !comment => return start + TextSize::new(i as u32),
                _ => {}
            }
        }
        start
    }

    /// The span of a call or load of a method: when the method's name stands on a later line than
    /// the receiver begins, it starts at the name (`update_start_location_to_match_attr`).
    pub(super) fn method_span(&self, mut whole: Span, attribute: &ExprAttribute) -> Span {
        let end = attribute.range.end();
        let start = TextSize::new(whole.start);
        if self.text[TextRange::new(start, end)].contains('\n') {
            whole.start = attribute.attr.range.start().to_u32();
        }
        whole
    }

    /// The range of a `def` or `class` without its decorators.
    pub(super) fn without_decorators(&self, range: TextRange, list: &[Decorator]) -> TextRange {
        let Some(last) = list.last() else { return range };
        let mut comment = false;
        let after = last.range.end();
        for (i, byte) in self.text[TextRange::new(after, range.end())].bytes().enumerate() {
            match byte {
                b'\n' => comment = false,
                b'#' => comment = true,
                _ if byte.is_ascii_alphabetic() && !comment => {
                    return TextRange::new(after + TextSize::new(i as u32), range.end());
                }
                _ => {}
            }
        }
        range
    }

    /// Where the instructions that start a code object are placed: before column 0 of `line`.
    pub(super) fn line_start(&self, line: u32) -> Span {
        let start = self.source.line_starts[line as usize - 1];
        Span { start, end: start, ..Span::default() }
    }

    /// The line of byte `offset`.
    pub(super) fn line(&self, offset: TextSize) -> u32 {
        self.source.line(offset.to_u32())
    }
}
