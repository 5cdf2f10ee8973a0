//! The replacement strings of `sub` and `expand` (`parse_template` of CPython's re/_parser.py).

use super::parse::{control, is_octal};
use super::tokens::{Token, Tokens};
use super::{Fault, Regex};
use crate::text::strrepr;

/// A piece of a replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// As it is.
    Literal(String),
    /// What this group matched.
    Group(usize),
}

/// Takes a replacement apart.
///
/// # Errors
/// As CPython's.
pub fn parse_template(source: &[char], text: bool, regex: &Regex) -> Result<Vec<Part>, Fault> {
    let mut tokens = Tokens::new(source, text)?;
    let mut parts = Vec::new();
    let mut literal = String::new();
    while let Some(token) = tokens.get()? {
        let c = match token {
            Token::Char(c) => {
                literal.push(c);
                continue;
            }
            Token::Escape(c) => c,
        };
        let (group, back) = match c {
            'g' => named(&mut tokens, regex)?,
            '0' => {
                let digits = tokens.get_while(2, is_octal)?;
                let code = u32::from_str_radix(&digits, 8).unwrap_or(0) & 0xff;
                literal.extend(char::from_u32(code));
                continue;
            }
            '1'..='9' => {
                let mut digits = c.to_string();
                if let Some(second) = tokens.peek(|c| c.is_ascii_digit()) {
                    digits.push(second);
                    tokens.get()?;
                }
                if digits.len() == 2
                    && digits.chars().all(is_octal)
                    && let Some(third) = tokens.peek(is_octal)
                {
                    digits.push(third);
                    tokens.get()?;
                    let code = u32::from_str_radix(&digits, 8).unwrap_or(0);
                    if code > 0o377 {
                        let message =
                            format!("octal escape value \\{digits} outside of range 0-0o377");
                        return Err(tokens.error(message, digits.len() + 1));
                    }
                    literal.extend(char::from_u32(code));
                    continue;
                }
                (digits.parse().unwrap_or(usize::MAX), digits.len())
            }
            _ => {
                match control(c) {
                    Some(code) => literal.extend(char::from_u32(code)),
                    None if c.is_ascii_alphabetic() => {
                        return Err(tokens.error(format!("bad escape \\{c}"), 2));
                    }
                    None => literal.extend(['\\', c]),
                }
                continue;
            }
        };
        if group > regex.groups {
            return Err(tokens.error(format!("invalid group reference {group}"), back));
        }
        parts.push(Part::Literal(std::mem::take(&mut literal)));
        parts.push(Part::Group(group));
    }
    parts.push(Part::Literal(literal));
    Ok(parts)
}

/// `\g<…>`: the group, and how far back its name stands.
fn named(tokens: &mut Tokens<'_>, regex: &Regex) -> Result<(usize, usize), Fault> {
    if !tokens.eat('<')? {
        return Err(tokens.error("missing <", 0));
    }
    let name = tokens.get_until('>', "group name")?;
    let back = name.chars().count() + 1;
    if name.chars().all(|c| c.is_ascii_digit()) {
        return match name.parse::<usize>() {
            Ok(group) if group < 1 << 30 => Ok((group, back)),
            _ => {
                let shown = name.trim_start_matches('0');
                Err(tokens.error(format!("invalid group reference {shown}"), back))
            }
        };
    }
    tokens.check_name(&name, 1)?;
    match regex.names.iter().find(|(n, _)| *n == name) {
        Some((_, group)) => Ok((*group, back)),
        None => Err(Fault::Index(format!("unknown group name {}", strrepr::repr(&name)))),
    }
}
