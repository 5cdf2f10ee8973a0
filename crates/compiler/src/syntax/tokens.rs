//! Looking around among the tokens.

use ruff_python_ast::Expr;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::parse_expression;
use ruff_text_size::{TextRange, TextSize};

use super::Syntax;

impl Syntax<'_> {
    /// The tokens that end before or at `offset`.
    pub(super) fn before(&self, offset: TextSize) -> &[(TokenKind, TextRange)] {
        &self.tokens[..self.tokens.partition_point(|t| t.1.end() <= offset)]
    }

    /// The first token that starts at or after `offset`.
    pub(super) fn token_at(&self, offset: TextSize) -> (TokenKind, TextRange) {
        let at = self.tokens.partition_point(|t| t.1.start() < offset);
        let end = TextRange::empty(TextSize::of(self.text));
        self.tokens.get(at).copied().unwrap_or((TokenKind::EndOfFile, end))
    }

    /// The bracket that closes what is open at `offset`.
    pub(super) fn closing(&self, offset: TextSize) -> TextRange {
        let mut depth = 0;
        for (kind, range) in self.tokens.iter().filter(|t| t.1.start() >= offset) {
            match kind {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace if depth == 0 => {
                    return *range;
                }
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth -= 1,
                _ => {}
            }
        }
        TextRange::empty(offset)
    }

    /// Where the expression that ends before `offset` starts, and whether it is in brackets.
    pub(super) fn expression_start(&self, offset: TextSize) -> (TextSize, bool) {
        let mut depth = 0;
        let mut start = offset;
        for (kind, range) in self.before(offset).iter().rev() {
            match kind {
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth += 1,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace if depth > 0 => depth -= 1,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => return (start, true),
                _ if depth > 0 => {}
                kind if ends_expression(*kind) => {
                    return (start, self.in_brackets(range.start()));
                }
                _ => {}
            }
            start = range.start();
        }
        (start, false)
    }

    pub(super) fn in_brackets(&self, offset: TextSize) -> bool {
        let mut depth = 0;
        for (kind, _) in self.before(offset).iter().rev() {
            match kind {
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth += 1,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                    if depth == 0 {
                        return true;
                    }
                    depth -= 1;
                }
                TokenKind::Newline => return false,
                _ => {}
            }
        }
        false
    }

    /// What CPython calls the expression in `range` (`_PyPegen_get_expr_name`).
    pub(super) fn describe(&self, range: TextRange) -> &'static str {
        let text = &self.text[range];
        if text.starts_with('*') {
            return "starred";
        }
        // In parentheses, where every expression may stand.
        match parse_expression(&format!("({text}\n)")) {
            Ok(parsed) => describe(parsed.expr()),
            Err(_) => "expression",
        }
    }

    /// The bracket that is open at `offset`.
    pub(super) fn bracket_before(&self, offset: TextSize) -> Option<(TokenKind, TextRange)> {
        let mut depth = 0;
        for token in self.before(offset).iter().rev() {
            match token.0 {
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth += 1,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace if depth == 0 => {
                    return Some(*token);
                }
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth -= 1,
                _ => {}
            }
        }
        None
    }

    pub(super) fn trimmed(&self, range: TextRange) -> TextRange {
        let text = &self.text[range];
        let start = range.start() + TextSize::of(&text[..text.len() - text.trim_start().len()]);
        between(start, (start + TextSize::of(text.trim())).min(range.end()))
    }
}

/// `_PyPegen_get_expr_name` (Parser/pegen.c).
fn describe(expression: &Expr) -> &'static str {
    match expression {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(e) if e.id.as_str() == "__debug__" => "__debug__",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) | Expr::TString(_) => "f-string expression",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(e) => {
            if e.value {
                "True"
            } else {
                "False"
            }
        }
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => "literal",
        _ => "expression",
    }
}

pub(super) fn separates_statements(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Newline | TokenKind::Semi | TokenKind::Indent | TokenKind::Dedent)
}

/// Whether a token cannot be inside the expression that follows it.
fn ends_expression(kind: TokenKind) -> bool {
    kind.as_augmented_assign_operator().is_some()
        || matches!(
            kind,
            TokenKind::Newline
                | TokenKind::Indent
                | TokenKind::Dedent
                | TokenKind::Comma
                | TokenKind::Colon
                | TokenKind::Semi
                | TokenKind::Equal
                | TokenKind::ColonEqual
                | TokenKind::Rarrow
                | TokenKind::FStringStart
                | TokenKind::FStringMiddle
                | TokenKind::Return
                | TokenKind::Assert
                | TokenKind::Del
                | TokenKind::Raise
                | TokenKind::From
                | TokenKind::Import
                | TokenKind::As
                | TokenKind::While
                | TokenKind::If
                | TokenKind::Elif
                | TokenKind::Else
                | TokenKind::For
                | TokenKind::With
                | TokenKind::Yield
                | TokenKind::Lambda
                | TokenKind::Global
                | TokenKind::Nonlocal
                | TokenKind::And
                | TokenKind::Or
        )
}

pub(super) fn starts_expression(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringStart
            | TokenKind::Lbrace
            | TokenKind::Ellipsis
            | TokenKind::True
            | TokenKind::False
            | TokenKind::None
            | TokenKind::Not
            | TokenKind::Lambda
            | TokenKind::Await
            | TokenKind::Tilde
            | TokenKind::Match
            | TokenKind::Case
            | TokenKind::Type
    )
}

pub(super) fn ends_operand(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringEnd
            | TokenKind::Rpar
            | TokenKind::Rsqb
            | TokenKind::Rbrace
            | TokenKind::Ellipsis
            | TokenKind::True
            | TokenKind::False
            | TokenKind::None
            | TokenKind::Match
            | TokenKind::Case
            | TokenKind::Type
    )
}

/// From the smaller to the larger: after recovery the parser's places need not be in order.
pub(super) fn between(a: TextSize, b: TextSize) -> TextRange {
    TextRange::new(a.min(b), a.max(b))
}
