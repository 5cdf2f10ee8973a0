//! Form fields: an assignment of a literal with a `# @param` comment becomes a control.

use std::ops::Range;

use crate::comment::{Arguments, arguments, directive};
use crate::lines::Line;
use crate::literal::Value;

/// One thing that the form shows.
#[derive(Clone, Debug, PartialEq)]
pub enum FormItem {
    /// `# @title …`
    Title(String),
    /// `# @markdown …`, lines that follow each other joined.
    Markdown(String),
    /// A parameter.
    Field(Field),
}

/// A parameter: a variable of the module whose literal the form may replace.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The variable.
    pub name: String,
    /// Its line, from 1.
    pub line: u32,
    /// Byte range of the literal in the source.
    pub span: Range<usize>,
    /// What the literal says.
    pub value: Value,
    /// How it is edited.
    pub control: Control,
}

/// How a parameter is edited.
#[derive(Clone, Debug, PartialEq)]
pub enum Control {
    /// A slider; whole numbers only when all of it is whole.
    Slider {
        /// Smallest value.
        min: f64,
        /// Largest value.
        max: f64,
        /// Distance of two values.
        step: f64,
        /// Whether the values are ints.
        whole: bool,
    },
    /// Any int, within bounds where the comment gives them.
    Integer {
        /// Smallest value.
        min: Option<f64>,
        /// Largest value.
        max: Option<f64>,
    },
    /// Any number, within bounds where the comment gives them.
    Number {
        /// Smallest value.
        min: Option<f64>,
        /// Largest value.
        max: Option<f64>,
    },
    /// `True` or `False`.
    Boolean,
    /// Any text.
    Text,
    /// Any Python expression.
    Raw,
    /// One of these; any text where `open`.
    Choice {
        /// In the order of the comment.
        options: Vec<Value>,
        /// Whether other values are allowed.
        open: bool,
    },
}

/// Reads one line; `Err` says what is wrong with its comment.
pub fn item(line: &Line<'_>) -> Result<Option<FormItem>, String> {
    let Some(at) = line.comment.filter(|_| line.fresh) else { return Ok(None) };
    let Some((word, rest)) = directive(&line.text[at..]) else { return Ok(None) };
    match word {
        "title" => Ok(Some(FormItem::Title(rest.to_owned()))),
        "markdown" => Ok(Some(FormItem::Markdown(rest.to_owned()))),
        "param" => field(line, rest).map(|field| Some(FormItem::Field(field))),
        _ => Ok(None),
    }
}

fn field(line: &Line<'_>, rest: &str) -> Result<Field, String> {
    let code = line.code();
    let (target, literal) = code
        .split_once('=')
        .filter(|(_, literal)| !literal.starts_with('='))
        .ok_or("'@param' belongs behind an assignment: NAME = VALUE")?;
    // `NAME: int = 4` is a parameter too.
    let name = target.split(':').next().unwrap_or(target);
    if !is_name(name.trim_end()) {
        return Err(format!("'{}' is no plain name at the start of a line", name.trim()));
    }
    let arguments = arguments(rest)?;
    let raw = type_of(&arguments)? == Some("raw");
    let text = literal.trim();
    let value = match Value::parse(text) {
        Some(value) if !raw => value,
        None if !raw => return Err(format!("'{text}' is no number, text, True or False")),
        _ => Value::Raw(text.to_owned()),
    };
    let control = control(&arguments, &value)?;
    let start = line.start + target.len() + 1 + (literal.len() - literal.trim_start().len());
    Ok(Field {
        name: name.trim_end().to_owned(),
        line: line.number,
        span: start..start + text.len(),
        value,
        control,
    })
}

fn is_name(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn type_of(arguments: &Arguments) -> Result<Option<&str>, String> {
    match arguments.option("type") {
        None => Ok(None),
        Some(Value::Str(name)) => Ok(Some(name)),
        Some(other) => Err(format!("type {other} is no text")),
    }
}

fn control(arguments: &Arguments, value: &Value) -> Result<Control, String> {
    if let Some(options) = &arguments.choices {
        let open = arguments.option("allow-input") == Some(&Value::Bool(true));
        let raw = type_of(arguments)? == Some("raw");
        let as_kept = |option: &Value| match raw {
            true => Value::Raw(option.plain()),
            false => option.clone(),
        };
        return Ok(Control::Choice { options: options.iter().map(as_kept).collect(), open });
    }
    let min = bound(arguments, "min")?;
    let max = bound(arguments, "max")?;
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        return Err(format!("min {min} is above max {max}"));
    }
    Ok(match type_of(arguments)? {
        Some("slider") => {
            let step = bound(arguments, "step")?.unwrap_or(1.0);
            if step <= 0.0 {
                return Err(format!("step {step} is not above 0"));
            }
            // Colab's defaults.
            let (min, max) = (min.unwrap_or(0.0), max.unwrap_or(100.0));
            let whole =
                [min, max, step].iter().all(|x| x.fract() == 0.0) && matches!(value, Value::Int(_));
            expect(value.number().is_some(), value, "a number")?;
            Control::Slider { min, max, step, whole }
        }
        Some("integer") => {
            expect(matches!(value, Value::Int(_)), value, "a whole number")?;
            Control::Integer { min, max }
        }
        Some("number") => {
            expect(value.number().is_some(), value, "a number")?;
            Control::Number { min, max }
        }
        Some("boolean") => {
            expect(matches!(value, Value::Bool(_)), value, "True or False")?;
            Control::Boolean
        }
        Some("string" | "date") => {
            expect(matches!(value, Value::Str(_)), value, "text in quotes")?;
            Control::Text
        }
        Some("raw") => Control::Raw,
        Some(other) => {
            return Err(format!(
                "type \"{other}\" is not one of slider, integer, number, boolean, string, raw"
            ));
        }
        // Without a type the literal says it.
        None => match value {
            Value::Int(_) => Control::Integer { min, max },
            Value::Float(_) => Control::Number { min, max },
            Value::Bool(_) => Control::Boolean,
            Value::Str(_) => Control::Text,
            Value::Raw(_) => Control::Raw,
        },
    })
}

fn bound(arguments: &Arguments, key: &str) -> Result<Option<f64>, String> {
    match arguments.option(key) {
        None => Ok(None),
        Some(value) => {
            value.number().map(Some).ok_or_else(|| format!("{key} {value} is no number"))
        }
    }
}

fn expect(holds: bool, value: &Value, what: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(format!("{value} is not {what}")) }
}

impl Field {
    /// Reads what a learner typed or chose; the error says what is allowed.
    pub fn read(&self, text: &str) -> Result<Value, String> {
        let number = || {
            let parsed = Value::parse(text).filter(|value| value.number().is_some());
            parsed.ok_or_else(|| format!("'{text}' is no number"))
        };
        match &self.control {
            Control::Slider { min, max, whole, .. } => {
                within(in_kind(number()?, *whole)?, Some(*min), Some(*max))
            }
            Control::Integer { min, max } => within(in_kind(number()?, true)?, *min, *max),
            Control::Number { min, max } => within(number()?, *min, *max),
            Control::Boolean => match text.trim() {
                "True" | "true" => Ok(Value::Bool(true)),
                "False" | "false" => Ok(Value::Bool(false)),
                _ => Err(format!("'{text}' is not True or False")),
            },
            Control::Text => Ok(Value::Str(text.to_owned())),
            Control::Raw if text.trim().is_empty() || text.contains(['\n', '\r', '#']) => {
                Err(format!("'{text}' is no expression on one line"))
            }
            Control::Raw => Ok(Value::Raw(text.trim().to_owned())),
            Control::Choice { options, open } => {
                let known = options.iter().find(|option| option.plain() == text);
                match known {
                    Some(value) => Ok(value.clone()),
                    None if *open => {
                        Ok(Value::parse(text).unwrap_or_else(|| Value::Str(text.to_owned())))
                    }
                    None => {
                        let all: Vec<_> = options.iter().map(Value::plain).collect();
                        Err(format!("'{text}' is not one of {}", all.join(", ")))
                    }
                }
            }
        }
    }
}

/// An int where `whole`; a float keeps its point otherwise.
fn in_kind(value: Value, whole: bool) -> Result<Value, String> {
    match value {
        Value::Float(x) if whole && x.fract() == 0.0 && x.abs() < 9e15 => Ok(Value::Int(x as i64)),
        Value::Float(x) if whole => Err(format!("{x} is no whole number")),
        other => Ok(other),
    }
}

fn within(value: Value, min: Option<f64>, max: Option<f64>) -> Result<Value, String> {
    let number = value.number().unwrap_or(f64::NAN);
    match (min.filter(|min| number < *min), max.filter(|max| number > *max)) {
        (Some(min), _) => Err(format!("{value} is below {min}")),
        (_, Some(max)) => Err(format!("{value} is above {max}")),
        _ => Ok(value),
    }
}
