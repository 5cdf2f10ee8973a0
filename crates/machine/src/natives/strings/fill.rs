//! `str`: stripping and padding.

use super::{same_or_new, this};
use crate::convert::MAX_FORMATTED;
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::Args;
use crate::natives::numbers::arguments::{index_arg, keywords, optional};
use crate::text::strsplit::{self, Ends};
use crate::value::Value;

fn stripped(m: &mut Machine, args: Args, function: &str, ends: Ends) -> R {
    let t = this(m, args)?;
    let text = match optional(m.arg(args, 1)) {
        None => strsplit::strip(t.as_str(), None, ends),
        Some(v) => match m.text(v) {
            Some(chars) => strsplit::strip(t.as_str(), Some(chars.as_str()), ends),
            None => return m.type_error(&format!("{function} arg must be None or str")),
        },
    };
    Ok(same_or_new(m, args, &t, text))
}

pub(super) fn strip(m: &mut Machine, args: Args, _: Cont) -> R {
    stripped(m, args, "strip", Ends::Both)
}

pub(super) fn lstrip(m: &mut Machine, args: Args, _: Cont) -> R {
    stripped(m, args, "lstrip", Ends::Left)
}

pub(super) fn rstrip(m: &mut Machine, args: Args, _: Cont) -> R {
    stripped(m, args, "rstrip", Ends::Right)
}

pub(super) fn remove_prefix(m: &mut Machine, args: Args, _: Cont) -> R {
    removed(m, args, "removeprefix", |text, affix| text.strip_prefix(affix))
}

pub(super) fn remove_suffix(m: &mut Machine, args: Args, _: Cont) -> R {
    removed(m, args, "removesuffix", |text, affix| text.strip_suffix(affix))
}

fn removed(
    m: &mut Machine,
    args: Args,
    function: &str,
    cut: for<'a> fn(&'a str, &str) -> Option<&'a str>,
) -> R {
    let t = this(m, args)?;
    let v = m.arg(args, 1);
    let Some(affix) = m.text(v) else {
        let kind = m.type_name(v);
        return m.type_error(&format!("{function}() argument must be str, not {kind}"));
    };
    let text = cut(t.as_str(), affix.as_str()).unwrap_or(t.as_str());
    Ok(same_or_new(m, args, &t, text))
}

type Justify = fn(&str, i64, char, usize) -> crate::text::Result<String>;

fn justified(m: &mut Machine, args: Args, cont: Cont, justify: Justify) -> R {
    let t = this(m, args)?;
    let width = index_arg(m, args, cont, m.arg(args, 1))?;
    let fill = m.arg(args, 2);
    let fill = if fill.is_null() {
        ' '
    } else {
        let Some(fill) = m.text(fill) else {
            let kind = m.type_name(fill);
            return m.type_error(&format!(
                "The fill character must be a unicode character, not {kind}"
            ));
        };
        let mut chars = fill.as_str().chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => c,
            _ => return m.type_error("The fill character must be exactly one character long"),
        }
    };
    let text = m.checked(justify(t.as_str(), width, fill, MAX_FORMATTED))?;
    m.reserve(text.len() as u64)?;
    Ok(same_or_new(m, args, &t, &text))
}

pub(super) fn center(m: &mut Machine, args: Args, cont: Cont) -> R {
    justified(m, args, cont, strsplit::center)
}

pub(super) fn ljust(m: &mut Machine, args: Args, cont: Cont) -> R {
    justified(m, args, cont, strsplit::left_justify)
}

pub(super) fn rjust(m: &mut Machine, args: Args, cont: Cont) -> R {
    justified(m, args, cont, strsplit::right_justify)
}

pub(super) fn zfill(m: &mut Machine, args: Args, cont: Cont) -> R {
    let t = this(m, args)?;
    let width = index_arg(m, args, cont, m.arg(args, 1))?;
    let text = m.checked(strsplit::zero_fill(t.as_str(), width, MAX_FORMATTED))?;
    Ok(same_or_new(m, args, &t, &text))
}

pub(super) fn expandtabs(m: &mut Machine, args: Args, cont: Cont) -> R {
    let t = this(m, args)?;
    let [size] = keywords(m, args, "expandtabs", 1, ["tabsize"], 1, 0)?;
    let size = match size {
        Value::Null => 8,
        size => index_arg(m, args, cont, size)?,
    };
    let text = m.checked(strsplit::expand_tabs(t.as_str(), size, MAX_FORMATTED))?;
    Ok(m.string(text))
}
