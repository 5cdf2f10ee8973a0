//! What CPython warns of while it compiles: escapes that are none (tokenizer), `is` with a
//! literal and assertions that cannot fail (compile.c). Found among the tokens.

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_text_size::{Ranged, TextRange};

use crate::bytecode::Source;

/// Line and message of each warning, in CPython's order: the tokenizer's come first.
pub(crate) fn warnings(text: &str, tokens: &Tokens, source: &Source) -> Vec<(u32, String)> {
    let tokens: Vec<(TokenKind, TextRange)> = tokens
        .iter()
        .map(|t| (t.kind(), t.range()))
        .filter(|(kind, _)| !matches!(kind, TokenKind::Comment | TokenKind::NonLogicalNewline))
        .collect();
    let line = |range: TextRange| source.line(range.start().to_u32());
    let mut found = Vec::new();
    let mut prefixes: Vec<&str> = Vec::new();
    for (kind, range) in &tokens {
        let piece = &text[*range];
        match kind {
            TokenKind::String => {
                let prefix = prefix(piece);
                if let Some(message) = bad_escape(prefix, piece) {
                    found.push((line(*range), message));
                }
            }
            TokenKind::FStringStart => prefixes.push(prefix(piece)),
            TokenKind::FStringEnd => {
                prefixes.pop();
            }
            TokenKind::FStringMiddle => {
                if let Some(message) = bad_escape(prefixes.last().unwrap_or(&""), piece) {
                    found.push((line(*range), message));
                }
            }
            _ => {}
        }
    }
    for at in 0..tokens.len() {
        match tokens[at].0 {
            TokenKind::Is => {
                if let Some((start, message)) = identity(text, &tokens, at) {
                    found.push((line(tokens[start].1), message));
                }
            }
            TokenKind::Assert if asserts_tuple(&tokens, at) => {
                let message = "assertion is always true, perhaps remove parentheses?";
                found.push((line(tokens[at].1), message.to_owned()));
            }
            _ => {}
        }
    }
    found
}

fn prefix(literal: &str) -> &str {
    &literal[..literal.find(['"', '\'']).unwrap_or(0)]
}

/// The first escape of a literal that means nothing.
fn bad_escape(prefix: &str, piece: &str) -> Option<String> {
    if prefix.contains(['r', 'R']) {
        return None;
    }
    let bytes = prefix.contains(['b', 'B']);
    let mut chars = piece.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            continue;
        }
        let c = chars.next()?;
        match c {
            '\n' | '\\' | '\'' | '"' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | 'x' => {}
            'N' | 'u' | 'U' if !bytes => {}
            '{' | '}' if prefix.contains(['f', 'F']) => {}
            '0'..='7' => {
                let more = chars.as_str().chars().take(2).take_while(|c| c.is_digit(8));
                let digits: String = std::iter::once(c).chain(more).collect();
                if digits.len() == 3 && c >= '4' {
                    return Some(format!("invalid octal escape sequence '\\{digits}'"));
                }
            }
            _ => return Some(format!("invalid escape sequence '\\{c}'")),
        }
    }
    None
}

/// `x is 5`, `() is not x`: where the comparison begins and what is wrong with it.
fn identity(text: &str, tokens: &[(TokenKind, TextRange)], at: usize) -> Option<(usize, String)> {
    let not = tokens.get(at + 1).is_some_and(|t| t.0 == TokenKind::Not);
    let right = at + 1 + usize::from(not);
    let literal = |i: usize| -> Option<&'static str> {
        let (kind, range) = tokens.get(i)?;
        match kind {
            TokenKind::Int => Some("int"),
            TokenKind::Float => Some("float"),
            TokenKind::Complex => Some("complex"),
            TokenKind::String if prefix(&text[*range]).contains(['b', 'B']) => Some("bytes"),
            TokenKind::String => Some("str"),
            _ => None,
        }
    };
    let kind_of = |i: usize| tokens.get(i).map(|t| t.0);
    // What follows or precedes must not make the literal a part of something larger.
    let minus = usize::from(kind_of(right) == Some(TokenKind::Minus));
    let empty =
        kind_of(right) == Some(TokenKind::Lpar) && kind_of(right + 1) == Some(TokenKind::Rpar);
    let (kind, end) =
        if empty { (Some("tuple"), right + 1) } else { (literal(right + minus), right + minus) };
    let ends = matches!(
        kind_of(end + 1),
        None | Some(
            TokenKind::Colon
                | TokenKind::Newline
                | TokenKind::Rpar
                | TokenKind::Rsqb
                | TokenKind::Rbrace
                | TokenKind::Comma
                | TokenKind::And
                | TokenKind::Or
                | TokenKind::If
                | TokenKind::Else
                | TokenKind::Semi
                | TokenKind::EndOfFile
        )
    );
    let starts = at >= 2
        && matches!(
            kind_of(at - 2),
            Some(
                TokenKind::If
                    | TokenKind::Elif
                    | TokenKind::While
                    | TokenKind::And
                    | TokenKind::Or
                    | TokenKind::Not
                    | TokenKind::Lpar
                    | TokenKind::Equal
                    | TokenKind::Return
                    | TokenKind::Assert
            )
        );
    let kind = kind.filter(|_| ends).or_else(|| literal(at - 1).filter(|_| starts))?;
    let message = if not {
        format!("\"is not\" with '{kind}' literal. Did you mean \"!=\"?")
    } else {
        format!("\"is\" with '{kind}' literal. Did you mean \"==\"?")
    };
    Some((at - 1, message))
}

/// `assert (condition, "message")`: a tuple, which is true.
fn asserts_tuple(tokens: &[(TokenKind, TextRange)], at: usize) -> bool {
    if tokens.get(at + 1).is_none_or(|t| t.0 != TokenKind::Lpar) {
        return false;
    }
    let mut depth = 0;
    let mut comma = false;
    for (i, (kind, _)) in tokens.iter().enumerate().skip(at + 1) {
        match kind {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                depth -= 1;
                if depth == 0 {
                    let last = matches!(
                        tokens.get(i + 1).map(|t| t.0),
                        None | Some(TokenKind::Newline | TokenKind::Semi | TokenKind::EndOfFile)
                    );
                    return comma && last;
                }
            }
            TokenKind::Comma if depth == 1 => comma = true,
            TokenKind::For if depth == 1 => return false,
            _ => {}
        }
    }
    false
}
