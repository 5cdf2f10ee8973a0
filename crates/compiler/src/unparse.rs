//! Expressions as text, for `from __future__ import annotations` (Python/ast_unparse.c, 3.13).

use ruff_python_ast::{Arguments, BoolOp, Comprehension, Expr, Operator, Parameters, UnaryOp};
use ruff_text_size::Ranged;

use crate::bytecode::Const;
use crate::constant;

// How tightly what surrounds an expression binds.
const TUPLE: u8 = 0;
const TEST: u8 = 1;
const OR: u8 = 2;
const AND: u8 = 3;
const NOT: u8 = 4;
const COMPARE: u8 = 5;
const BIT_OR: u8 = 6;
const BIT_XOR: u8 = 7;
const BIT_AND: u8 = 8;
const SHIFT: u8 = 9;
const ARITHMETIC: u8 = 10;
const TERM: u8 = 11;
const FACTOR: u8 = 12;
const POWER: u8 = 13;
const AWAIT: u8 = 14;
const ATOM: u8 = 15;

/// The text of the annotation `expression` of the file `source`.
pub(crate) fn unparse(source: &str, expression: &Expr) -> String {
    Unparser { source }.text(expression, TEST)
}

struct Unparser<'s> {
    source: &'s str,
}

fn parenthesized(text: String, needed: bool) -> String {
    if needed { format!("({text})") } else { text }
}

impl Unparser<'_> {
    fn text(&self, expression: &Expr, level: u8) -> String {
        match expression {
            Expr::Name(e) => e.id.to_string(),
            Expr::Attribute(e) => {
                let value = self.text(&e.value, ATOM);
                // `1 .real`: without the space the point would belong to the number.
                let space = if matches!(&*e.value, Expr::NumberLiteral(n) if n.value.is_int()) {
                    " "
                } else {
                    ""
                };
                format!("{value}{space}.{}", e.attr.as_str())
            }
            Expr::Subscript(e) => {
                format!("{}[{}]", self.text(&e.value, ATOM), self.text(&e.slice, TUPLE))
            }
            Expr::BinOp(_) => self.binary(expression, level),
            Expr::Tuple(e) if e.elts.is_empty() => "()".to_string(),
            Expr::Tuple(e) => {
                let comma = if e.elts.len() == 1 { "," } else { "" };
                parenthesized(format!("{}{comma}", self.list(&e.elts)), level > TUPLE)
            }
            Expr::List(e) => format!("[{}]", self.list(&e.elts)),
            Expr::Set(e) => format!("{{{}}}", self.list(&e.elts)),
            _ => self.other(expression, level),
        }
    }

    fn other(&self, expression: &Expr, level: u8) -> String {
        match expression {
            Expr::BoolOp(e) => {
                let (own, word) = match e.op {
                    BoolOp::And => (AND, " and "),
                    BoolOp::Or => (OR, " or "),
                };
                let values: Vec<String> =
                    e.values.iter().map(|value| self.text(value, own + 1)).collect();
                parenthesized(values.join(word), level > own)
            }
            Expr::UnaryOp(e) => {
                let (own, word) = match e.op {
                    UnaryOp::Not => (NOT, "not "),
                    UnaryOp::UAdd => (FACTOR, "+"),
                    UnaryOp::USub => (FACTOR, "-"),
                    UnaryOp::Invert => (FACTOR, "~"),
                };
                parenthesized(format!("{word}{}", self.text(&e.operand, own)), level > own)
            }
            Expr::Lambda(e) => {
                let parameters =
                    e.parameters.as_deref().map_or(String::new(), |p| self.parameters(p));
                let space = if parameters.is_empty() { "" } else { " " };
                let text = format!("lambda{space}{parameters}: {}", self.text(&e.body, TEST));
                parenthesized(text, level > TEST)
            }
            Expr::If(e) => {
                let (body, test) = (self.text(&e.body, TEST + 1), self.text(&e.test, TEST + 1));
                let text = format!("{body} if {test} else {}", self.text(&e.orelse, TEST));
                parenthesized(text, level > TEST)
            }
            Expr::Named(e) => {
                let (target, value) = (self.text(&e.target, ATOM), self.text(&e.value, ATOM));
                parenthesized(format!("{target} := {value}"), level > TUPLE)
            }
            Expr::Compare(e) => {
                let mut text = self.text(&e.left, COMPARE + 1);
                for (op, right) in e.ops.iter().zip(&e.comparators) {
                    let right = self.text(right, COMPARE + 1);
                    text = format!("{text} {} {right}", op.as_str());
                }
                parenthesized(text, level > COMPARE)
            }
            Expr::Dict(e) => {
                let items: Vec<String> = e
                    .items
                    .iter()
                    .map(|item| match &item.key {
                        Some(key) => {
                            format!("{}: {}", self.text(key, TEST), self.text(&item.value, TEST))
                        }
                        None => format!("**{}", self.text(&item.value, BIT_OR)),
                    })
                    .collect();
                format!("{{{}}}", items.join(", "))
            }
            Expr::ListComp(e) => {
                format!("[{}{}]", self.text(&e.elt, TEST), self.loops(&e.generators))
            }
            Expr::SetComp(e) => {
                format!("{{{}{}}}", self.text(&e.elt, TEST), self.loops(&e.generators))
            }
            Expr::DictComp(e) => {
                let key = e.key.as_deref().map_or(String::new(), |key| self.text(key, TEST));
                let value = self.text(&e.value, TEST);
                format!("{{{key}: {value}{}}}", self.loops(&e.generators))
            }
            Expr::Generator(e) => {
                format!("({}{})", self.text(&e.elt, TEST), self.loops(&e.generators))
            }
            Expr::Yield(e) => match e.value.as_deref() {
                Some(value) => format!("(yield {})", self.text(value, TUPLE)),
                None => "(yield)".to_string(),
            },
            Expr::YieldFrom(e) => format!("(yield from {})", self.text(&e.value, TEST)),
            Expr::Await(e) => {
                parenthesized(format!("await {}", self.text(&e.value, ATOM)), level > AWAIT)
            }
            Expr::Call(e) => self.call(&e.func, &e.arguments),
            Expr::Starred(e) => format!("*{}", self.text(&e.value, BIT_OR)),
            Expr::Slice(e) => {
                let part = |e: &Option<Box<Expr>>| {
                    e.as_deref().map_or(String::new(), |e| self.text(e, TEST))
                };
                let step = match e.step {
                    Some(_) => format!(":{}", part(&e.step)),
                    None => String::new(),
                };
                format!("{}:{}{step}", part(&e.lower), part(&e.upper))
            }
            Expr::EllipsisLiteral(_) => "...".to_string(),
            _ => match constant::fold(expression) {
                Some(value) => constant_text(&value),
                // f-strings stand as they are written.
                None => self.source[expression.range()].to_string(),
            },
        }
    }

    fn list(&self, elts: &[Expr]) -> String {
        let elts: Vec<String> = elts.iter().map(|e| self.text(e, TEST)).collect();
        elts.join(", ")
    }

    /// A chain of operators, from its leftmost operand outwards (it may be very long).
    fn binary(&self, expression: &Expr, level: u8) -> String {
        let mut chain = Vec::new();
        let mut at = expression;
        let mut level = level;
        while let Expr::BinOp(e) = at {
            let own = operator_level(e.op);
            chain.push((e, own, level > own));
            let right_associative = e.op == Operator::Pow;
            level = own + u8::from(right_associative);
            at = &e.left;
        }
        let mut text = self.text(at, level);
        for (e, own, wrap) in chain.into_iter().rev() {
            let right = own + u8::from(e.op != Operator::Pow);
            text = format!("{text} {} {}", e.op.as_str(), self.text(&e.right, right));
            text = parenthesized(text, wrap);
        }
        text
    }

    fn call(&self, function: &Expr, arguments: &Arguments) -> String {
        let function = self.text(function, ATOM);
        if let ([only @ Expr::Generator(_)], []) = (&*arguments.args, &*arguments.keywords) {
            return format!("{function}{}", self.text(only, TEST));
        }
        let mut parts: Vec<String> = arguments.args.iter().map(|e| self.text(e, TEST)).collect();
        for keyword in &arguments.keywords {
            let value = self.text(&keyword.value, TEST);
            parts.push(match &keyword.arg {
                Some(name) => format!("{}={value}", name.as_str()),
                None => format!("**{value}"),
            });
        }
        format!("{function}({})", parts.join(", "))
    }

    fn loops(&self, generators: &[Comprehension]) -> String {
        let mut text = String::new();
        for part in generators {
            text.push_str(if part.is_async { " async for " } else { " for " });
            text.push_str(&self.text(&part.target, TUPLE));
            text.push_str(" in ");
            text.push_str(&self.text(&part.iter, TEST + 1));
            for condition in &part.ifs {
                text.push_str(" if ");
                text.push_str(&self.text(condition, TEST + 1));
            }
        }
        text
    }

    fn parameters(&self, parameters: &Parameters) -> String {
        let mut parts = Vec::new();
        let one = |p: &ruff_python_ast::ParameterWithDefault| match p.default.as_deref() {
            Some(default) => format!("{}={}", p.name().as_str(), self.text(default, TEST)),
            None => p.name().to_string(),
        };
        parts.extend(parameters.posonlyargs.iter().map(one));
        if !parameters.posonlyargs.is_empty() {
            parts.push("/".to_string());
        }
        parts.extend(parameters.args.iter().map(one));
        match &parameters.vararg {
            Some(p) => parts.push(format!("*{}", p.name.as_str())),
            None if !parameters.kwonlyargs.is_empty() => parts.push("*".to_string()),
            None => {}
        }
        parts.extend(parameters.kwonlyargs.iter().map(one));
        if let Some(p) = &parameters.kwarg {
            parts.push(format!("**{}", p.name.as_str()));
        }
        parts.join(", ")
    }
}

fn operator_level(op: Operator) -> u8 {
    match op {
        Operator::Add | Operator::Sub => ARITHMETIC,
        Operator::Mult | Operator::MatMult | Operator::Div | Operator::FloorDiv | Operator::Mod => {
            TERM
        }
        Operator::LShift | Operator::RShift => SHIFT,
        Operator::BitOr => BIT_OR,
        Operator::BitXor => BIT_XOR,
        Operator::BitAnd => BIT_AND,
        Operator::Pow => POWER,
    }
}

fn constant_text(value: &Const) -> String {
    match value {
        Const::None => "None".to_string(),
        Const::Ellipsis => "...".to_string(),
        Const::Bool(b) => if *b { "True" } else { "False" }.to_string(),
        Const::Int(i) => i.to_string(),
        Const::BigInt(i) => i.to_string(),
        Const::Float(f) => float_text(*f),
        Const::Complex(_, imaginary) => {
            format!("{}j", float_text(*imaginary).trim_end_matches(".0"))
        }
        Const::Str(s) => str_text(s),
        Const::Bytes(b) => bytes_text(b),
        // The remaining constants have no literal.
        Const::Tuple(_) | Const::FrozenSet(_) | Const::Code(_) => String::new(),
    }
}

/// `repr(float)`; infinity is written as a literal that overflows.
fn float_text(value: f64) -> String {
    if value.is_infinite() {
        return "1e309".to_string();
    }
    let digits = format!("{value:e}");
    let (mantissa, exponent) = digits.split_once('e').unwrap_or((&digits, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        format!("{value:?}")
    } else {
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{mantissa}e{sign}{:02}", exponent.abs())
    }
}

/// `repr(str)`.
fn str_text(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut result = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            c if c == quote => result.extend(['\\', c]),
            c if (c as u32) < 0x20 || (0x7f..0xa1).contains(&(c as u32)) => {
                result.push_str(&format!("\\x{:02x}", c as u32));
            }
            c => result.push(c),
        }
    }
    result.push(quote);
    result
}

/// `repr(bytes)`.
fn bytes_text(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut result = format!("b{quote}");
    for byte in bytes {
        match byte {
            b'\\' => result.push_str("\\\\"),
            b'\n' => result.push_str("\\n"),
            b'\r' => result.push_str("\\r"),
            b'\t' => result.push_str("\\t"),
            b if char::from(*b) == quote => result.extend(['\\', quote]),
            0x20..0x7f => result.push(char::from(*byte)),
            b => result.push_str(&format!("\\x{b:02x}")),
        }
    }
    result.push(quote);
    result
}
