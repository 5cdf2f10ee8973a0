//! Errors inside string literals.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{InterpolatedStringErrorType, LexicalErrorType};
use ruff_text_size::TextRange;

use super::tokens::starts_expression;
use super::{INVALID, Syntax};
use crate::diagnostic::{Kind, Problem};

impl Syntax<'_> {
    pub(super) fn f_string(
        &self,
        error: &InterpolatedStringErrorType,
        range: TextRange,
    ) -> Problem {
        let message = match error {
            InterpolatedStringErrorType::UnclosedLbrace => {
                let found = self.token_at(range.start());
                if starts_expression(found.0) {
                    return self.missing_comma(found.0, range);
                }
                "f-string: expecting '}'".to_string()
            }
            InterpolatedStringErrorType::InvalidConversionFlag => format!(
                "f-string: invalid conversion character '{}': expected 's', 'r', or 'a'",
                &self.text[range]
            ),
            InterpolatedStringErrorType::SingleRbrace => {
                "f-string: single '}' is not allowed".to_string()
            }
            InterpolatedStringErrorType::LambdaWithoutParentheses => {
                "f-string: lambda expressions are not allowed without parentheses".to_string()
            }
            InterpolatedStringErrorType::ConversionFlagNotImmediatelyAfterExclamation => {
                "f-string: conversion type must come right after the exclamation mark".to_string()
            }
            InterpolatedStringErrorType::NewlineInFormatSpec => {
                "f-string: newlines are not allowed in format specifiers for single quoted f-strings"
                    .to_string()
            }
            InterpolatedStringErrorType::UnterminatedString
            | InterpolatedStringErrorType::UnterminatedTripleQuotedString => {
                "unterminated f-string literal".to_string()
            }
        };
        Problem::syntax(range, message)
    }

    pub(super) fn lexical(&self, error: &LexicalErrorType, range: TextRange) -> Problem {
        match error {
            LexicalErrorType::IndentationError => Problem::new(
                Kind::Indentation,
                range,
                "unindent does not match any outer indentation level",
            ),
            LexicalErrorType::InvalidByteLiteral => {
                let token = self.string_around(range);
                Problem::syntax(token, "bytes can only contain ASCII literal characters")
            }
            LexicalErrorType::UnicodeError
            | LexicalErrorType::MissingUnicodeLbrace
            | LexicalErrorType::MissingUnicodeRbrace => self.unicode_error(range),
            LexicalErrorType::FStringError(error) | LexicalErrorType::TStringError(error) => {
                self.f_string(error, range)
            }
            _ => Problem::syntax(range, INVALID),
        }
    }

    /// The string literal around `range`.
    fn string_around(&self, range: TextRange) -> TextRange {
        let start =
            |kind| matches!(kind, TokenKind::String | TokenKind::FStringStart | TokenKind::Unknown);
        let at = self.tokens.iter().rev().find(|t| start(t.0) && t.1.start() <= range.start());
        at.map_or(range, |t| t.1)
    }

    /// A broken escape sequence in a string (Objects/unicodeobject.c).
    fn unicode_error(&self, range: TextRange) -> Problem {
        let token = self.string_around(range);
        let text = &self.text[token];
        let quotes = text.find(['"', '\'']).unwrap_or(0);
        let prefix = &text[..quotes];
        let triple = text[quotes..].starts_with("\"\"\"") || text[quotes..].starts_with("'''");
        let content = (quotes + if triple { 3 } else { 1 }).min(text.len());
        let reached = (range.start() - token.start()).to_usize().min(text.len());
        let escape =
            text.as_bytes()[..reached].iter().rposition(|b| *b == b'\\').unwrap_or(content);
        let rest = text.get(escape..).unwrap_or_default();
        let hex = |count: usize| {
            rest.bytes().skip(2).take(count).take_while(u8::is_ascii_hexdigit).count()
        };
        let from = escape.saturating_sub(content);
        if prefix.contains(['b', 'B']) {
            let message = format!("(value error) invalid \\x escape at position {from}");
            return Problem::syntax(token, message);
        }
        let (length, what) = match rest.as_bytes().get(1) {
            Some(b'x') => (2 + hex(2), "truncated \\xXX escape"),
            Some(b'u') => (2 + hex(4), "truncated \\uXXXX escape"),
            Some(b'U') if hex(8) == 8 => (10, "illegal Unicode character"),
            Some(b'U') => (2 + hex(8), "truncated \\UXXXXXXXX escape"),
            Some(b'N') => match rest.find('}') {
                Some(end) if rest.as_bytes().get(2) == Some(&b'{') => {
                    (end + 1, "unknown Unicode character name")
                }
                _ => (2, "malformed \\N character escape"),
            },
            _ => (1, "\\ at end of string"),
        };
        let to = from + length.saturating_sub(1);
        let message = format!(
            "(unicode error) 'unicodeescape' codec can't decode bytes in position {from}-{to}: {what}"
        );
        Problem::syntax(token, message)
    }
}
