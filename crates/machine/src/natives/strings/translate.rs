//! `str.translate` and `str.maketrans`.

use std::sync::Arc;

use super::this;
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::Args;
use crate::object::Kind;
use crate::symbols::class;
use crate::value::Value;

/// Natively for a dict; any other table is asked by the library.
pub(super) fn translate(m: &mut Machine, args: Args, cont: Cont) -> R {
    let t = this(m, args)?;
    let table = m.arg(args, 1);
    let plain = m.unwrap(m.arg(args, 0));
    let Value::Obj(dict) = table else {
        return m.tail_library(args, "_str_translate", &[plain, table], cont);
    };
    if !matches!(m.get(dict), Kind::Dict(_)) {
        return m.tail_library(args, "_str_translate", &[plain, table], cont);
    }
    let mut out = String::with_capacity(t.as_str().len());
    for c in t.as_str().chars() {
        let key = Value::Int(i64::from(u32::from(c)));
        let Ok(entry) = m.dict_read(dict, key)? else {
            return m.tail_library(args, "_str_translate", &[plain, table], cont);
        };
        let Some(entry) = entry else {
            out.push(c);
            continue;
        };
        if entry.is_none() {
            continue;
        }
        if let Some(text) = m.text(entry).cloned() {
            m.reserve((out.len() + text.as_str().len()) as u64)?;
            out.push_str(text.as_str());
            continue;
        }
        let Some(code) = m.as_int(entry) else {
            return m.type_error("character mapping must return integer, None or str");
        };
        let code = code.as_ref().to_i64().and_then(|code| u32::try_from(code).ok());
        match code.and_then(char::from_u32) {
            Some(c) => out.push(c),
            None => return m.value_error("character mapping must be in range(0x110000)"),
        }
    }
    Ok(m.string(out))
}

pub(super) fn maketrans(m: &mut Machine, args: Args, _: Cont) -> R {
    let (x, y, z) = (m.arg(args, 0), m.arg(args, 1), m.arg(args, 2));
    let table = m.alloc(Kind::Dict(Arc::default()));
    if y.is_null() {
        let pairs = match m.mapping_pairs(x) {
            Some(pairs) if m.is_subclass(m.class_of(x), class::DICT) => pairs,
            _ => {
                return m
                    .type_error("if you give only one argument to maketrans it must be a dict");
            }
        };
        for (key, value) in pairs {
            let key = if let Some(text) = m.text(key) {
                let mut chars = text.as_str().chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => Value::Int(i64::from(u32::from(c))),
                    _ => {
                        return m.value_error("string keys in translate table must be of length 1");
                    }
                }
            } else if m.as_int(key).is_some() {
                key
            } else {
                return m.type_error("keys in translate table must be strings or integers");
            };
            m.dict_set_simple(table, key, value)?;
        }
        return Ok(table);
    }
    for (position, v) in [(2, y), (3, z)] {
        if !v.is_null() && m.text(v).is_none() {
            let kind = m.type_name(v);
            return m
                .type_error(&format!("maketrans() argument {position} must be str, not {kind}"));
        }
    }
    let Some(from) = m.text(x).cloned() else {
        return m
            .type_error("first maketrans argument must be a string if there is a second argument");
    };
    let Some(to) = m.text(y).cloned() else { return Ok(table) };
    if from.chars() != to.chars() {
        return m.value_error("the first two maketrans arguments must have equal length");
    }
    let code = |c: char| Value::Int(i64::from(u32::from(c)));
    for (a, b) in from.as_str().chars().zip(to.as_str().chars()) {
        m.dict_set_simple(table, code(a), code(b))?;
    }
    let gone = m.text(z).cloned();
    for c in gone.iter().flat_map(|t| t.as_str().chars()) {
        m.dict_set_simple(table, code(c), Value::None)?;
    }
    Ok(table)
}
