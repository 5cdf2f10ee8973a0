//! `bytes` and `bytearray`: questions about ASCII letters, case, padding, stripping, hexadecimal.

use super::{bytes_arg, this};
use crate::convert::MAX_FORMATTED;
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::Args;
use crate::natives::numbers::arguments::{bytes_of, class_arg, index_arg, keywords, optional};
use crate::object::Kind;
use crate::symbols::class;
use crate::value::{Ref, Value};

fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

fn all(data: &[u8], test: fn(u8) -> bool) -> bool {
    !data.is_empty() && data.iter().all(|b| test(*b))
}

/// Some letter of the one case and none of the other.
fn cased(data: &[u8], wanted: fn(&u8) -> bool, other: fn(&u8) -> bool) -> bool {
    data.iter().any(wanted) && !data.iter().any(other)
}

/// Uppercase only at the start of a word, lowercase only inside one.
fn is_title(data: &[u8]) -> bool {
    let mut inside = false;
    let mut any = false;
    for b in data {
        if b.is_ascii_uppercase() && inside || b.is_ascii_lowercase() && !inside {
            return false;
        }
        inside = b.is_ascii_alphabetic();
        any |= inside;
    }
    any
}

const PREDICATES: [fn(&[u8]) -> bool; 8] = [
    |d| all(d, |b| b.is_ascii_alphabetic()),
    |d| all(d, |b| b.is_ascii_digit()),
    |d| all(d, |b| b.is_ascii_alphanumeric()),
    |d| all(d, is_space),
    |d| cased(d, u8::is_ascii_lowercase, u8::is_ascii_uppercase),
    |d| cased(d, u8::is_ascii_uppercase, u8::is_ascii_lowercase),
    is_title,
    <[u8]>::is_ascii,
];

pub(super) fn predicate<const I: usize>(m: &mut Machine, args: Args, _: Cont) -> R {
    let data = this(m, args)?;
    Ok(Value::Bool(PREDICATES[I](&data)))
}

fn title(data: &[u8]) -> Vec<u8> {
    let mut inside = false;
    data.iter()
        .map(|b| {
            let c = if inside { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() };
            inside = b.is_ascii_alphabetic();
            c
        })
        .collect()
}

fn capitalize(data: &[u8]) -> Vec<u8> {
    let mut out = data.to_ascii_lowercase();
    if let Some(first) = out.first_mut() {
        first.make_ascii_uppercase();
    }
    out
}

fn swap_case(data: &[u8]) -> Vec<u8> {
    let swap = |b: &u8| if b.is_ascii_alphabetic() { b ^ 0x20 } else { *b };
    data.iter().map(swap).collect()
}

type Mapping = fn(&[u8]) -> Vec<u8>;

const MAPPINGS: [Mapping; 5] =
    [<[u8]>::to_ascii_lowercase, <[u8]>::to_ascii_uppercase, title, capitalize, swap_case];

pub(super) fn mapping<const I: usize>(m: &mut Machine, args: Args, _: Cont) -> R {
    let data = this(m, args)?;
    Ok(data.alike(m, MAPPINGS[I](&data)))
}

/// Pads to argument 1; `left` says how many of the missing bytes go before.
fn padded(
    m: &mut Machine,
    args: Args,
    cont: Cont,
    function: &str,
    left: fn(usize, usize) -> usize,
) -> R {
    let data = this(m, args)?;
    let width = index_arg(m, args, cont, m.arg(args, 1))?;
    let fill = m.arg(args, 2);
    let fill = if fill.is_null() {
        b' '
    } else {
        match bytes_of(m, fill).as_deref() {
            Some([b]) => *b,
            _ => {
                let kind = m.type_name(fill);
                return m.type_error(&format!(
                    "{function}() argument 2 must be a byte string of length 1, not {kind}"
                ));
            }
        }
    };
    let width = usize::try_from(width).unwrap_or(0);
    let missing = width.saturating_sub(data.len());
    m.reserve(width as u64)?;
    let before = left(missing, width);
    let mut out = vec![fill; before];
    out.extend(&*data);
    out.resize(data.len() + missing, fill);
    Ok(data.alike(m, out))
}

pub(super) fn center(m: &mut Machine, args: Args, cont: Cont) -> R {
    padded(m, args, cont, "center", |missing, width| missing / 2 + (missing & width & 1))
}

pub(super) fn ljust(m: &mut Machine, args: Args, cont: Cont) -> R {
    padded(m, args, cont, "ljust", |_, _| 0)
}

pub(super) fn rjust(m: &mut Machine, args: Args, cont: Cont) -> R {
    padded(m, args, cont, "rjust", |missing, _| missing)
}

pub(super) fn zfill(m: &mut Machine, args: Args, cont: Cont) -> R {
    let data = this(m, args)?;
    let width = usize::try_from(index_arg(m, args, cont, m.arg(args, 1))?).unwrap_or(0);
    m.reserve(width as u64)?;
    let sign = usize::from(matches!(data.first(), Some(b'+' | b'-')));
    let zeros = width.saturating_sub(data.len());
    let mut out = data[..sign].to_vec();
    out.resize(sign + zeros, b'0');
    out.extend(&data[sign..]);
    Ok(data.alike(m, out))
}

pub(super) fn expandtabs(m: &mut Machine, args: Args, cont: Cont) -> R {
    let data = this(m, args)?;
    let [size] = keywords(m, args, "expandtabs", 1, ["tabsize"], 1, 0)?;
    let size = match size {
        Value::Null => 8,
        size => usize::try_from(index_arg(m, args, cont, size)?).unwrap_or(0),
    };
    let tabs = data.iter().filter(|b| **b == b'\t').count();
    m.reserve(tabs.saturating_mul(size).saturating_add(data.len()).min(MAX_FORMATTED * 64) as u64)?;
    let (mut out, mut column) = (Vec::new(), 0);
    for b in data.iter() {
        match b {
            b'\t' if size > 0 => {
                let blanks = size - column % size;
                out.resize(out.len() + blanks, b' ');
                column += blanks;
            }
            b'\t' => {}
            b => {
                out.push(*b);
                column = if matches!(b, b'\n' | b'\r') { 0 } else { column + 1 };
            }
        }
    }
    Ok(data.alike(m, out))
}

fn stripped(m: &mut Machine, args: Args, left: bool, right: bool) -> R {
    let data = this(m, args)?;
    let drop: Vec<u8> = match optional(m.arg(args, 1)) {
        None => b" \t\n\r\x0b\x0c".to_vec(),
        Some(v) => bytes_arg(m, v)?,
    };
    let keep = |b: &u8| !drop.contains(b);
    let start = if left { data.iter().position(keep).unwrap_or(data.len()) } else { 0 };
    let end = if right { data.iter().rposition(keep).map_or(start, |i| i + 1) } else { data.len() };
    Ok(data.alike(m, data[start..end].to_vec()))
}

pub(super) fn strip(m: &mut Machine, args: Args, _: Cont) -> R {
    stripped(m, args, true, true)
}

pub(super) fn lstrip(m: &mut Machine, args: Args, _: Cont) -> R {
    stripped(m, args, true, false)
}

pub(super) fn rstrip(m: &mut Machine, args: Args, _: Cont) -> R {
    stripped(m, args, false, true)
}

pub(super) fn remove_prefix(m: &mut Machine, args: Args, _: Cont) -> R {
    let data = this(m, args)?;
    let affix = bytes_arg(m, m.arg(args, 1))?;
    let rest = data.strip_prefix(&affix[..]).unwrap_or(&data).to_vec();
    Ok(data.alike(m, rest))
}

pub(super) fn remove_suffix(m: &mut Machine, args: Args, _: Cont) -> R {
    let data = this(m, args)?;
    let affix = bytes_arg(m, m.arg(args, 1))?;
    let rest = data.strip_suffix(&affix[..]).unwrap_or(&data).to_vec();
    Ok(data.alike(m, rest))
}

/// `_Py_strhex_with_sep` of pystrhex.c.
pub(super) fn hex(m: &mut Machine, args: Args, cont: Cont) -> R {
    let data = this(m, args)?;
    let [separator, group] = keywords(m, args, "hex", 1, ["sep", "bytes_per_sep"], 2, 0)?;
    let group = match group {
        Value::Null => 1,
        v => index_arg(m, args, cont, v)?,
    };
    let separator = if separator.is_null() {
        None
    } else {
        let bytes = match m.text(separator) {
            Some(t) if t.chars() == 1 => t.as_str().as_bytes().to_vec(),
            Some(_) => return m.value_error("sep must be length 1."),
            None => match bytes_of(m, separator) {
                Some(bytes) => bytes,
                None => {
                    let kind = m.type_name(separator);
                    return m.type_error(&format!("object of type '{kind}' has no len()"));
                }
            },
        };
        match bytes[..] {
            [b] if b.is_ascii() => Some(char::from(b)),
            [_] => return m.value_error("sep must be ASCII."),
            _ if bytes.is_ascii() => return m.value_error("sep must be length 1."),
            _ => return m.value_error("sep must be ASCII."),
        }
    };
    m.reserve(data.len() as u64 * 3)?;
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    let mut out = String::with_capacity(data.len() * 2);
    for (i, b) in data.iter().enumerate() {
        // Groups are counted from the right end unless the number is negative.
        let done = if group < 0 { i } else { data.len() - i };
        if let Some(c) = separator
            && i > 0
            && size > 0
            && done % size == 0
        {
            out.push(c);
        }
        out.push_str(&format!("{b:02x}"));
    }
    Ok(m.string(out))
}

pub(super) fn fromhex(m: &mut Machine, args: Args, cont: Cont) -> R {
    let owner = match m.arg(args, 0) {
        Value::Obj(r) if m.is_subclass(r, class::BYTEARRAY) => class::BYTEARRAY,
        _ => class::BYTES,
    };
    let cls: Ref = class_arg(m, args, owner)?;
    let v = m.arg(args, 1);
    let Some(text) = m.text(v).cloned() else {
        let kind = m.type_name(v);
        return m.type_error(&format!("fromhex() argument must be str, not {kind}"));
    };
    let chars: Vec<char> = text.as_str().chars().collect();
    let mut bytes = Vec::with_capacity(chars.len() / 2);
    let mut at = 0;
    while at < chars.len() {
        if u8::try_from(chars[at]).is_ok_and(is_space) {
            at += 1;
            continue;
        }
        let digit = |at: usize| chars.get(at).and_then(|c| c.to_digit(16));
        let (Some(high), Some(low)) = (digit(at), digit(at + 1)) else {
            let wrong = if digit(at).is_some() { at + 1 } else { at };
            return m.value_error(&format!(
                "non-hexadecimal number found in fromhex() arg at position {wrong}"
            ));
        };
        bytes.push((high * 16 + low) as u8);
        at += 2;
    }
    let made = m.alloc(if owner == class::BYTES {
        Kind::Bytes(bytes.into())
    } else {
        Kind::ByteArray(std::sync::Arc::new(bytes))
    });
    if cls == owner {
        return Ok(made);
    }
    // A subclass is called with the bytes, so that its `__new__` and `__init__` run.
    m.tail_call(args, cls.into(), &[made], cont)
}

pub(super) fn maketrans(m: &mut Machine, args: Args, _: Cont) -> R {
    let from = bytes_arg(m, m.arg(args, 0))?;
    let to = bytes_arg(m, m.arg(args, 1))?;
    if from.len() != to.len() {
        return m.value_error("maketrans arguments must have same length");
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (a, b) in from.iter().zip(to) {
        table[usize::from(*a)] = b;
    }
    Ok(m.alloc(Kind::Bytes(table.into())))
}

pub(super) fn translate(m: &mut Machine, args: Args, _: Cont) -> R {
    let data = this(m, args)?;
    let [table, delete] = keywords(m, args, "translate", 1, ["/table", "delete"], 2, 1)?;
    let table = match optional(table) {
        None => None,
        Some(v) => {
            let table = bytes_arg(m, v)?;
            if table.len() != 256 {
                return m.value_error("translation table must be 256 characters long");
            }
            Some(table)
        }
    };
    let delete = match optional(delete) {
        None => Vec::new(),
        Some(v) => bytes_arg(m, v)?,
    };
    let out = data
        .iter()
        .filter(|b| !delete.contains(b))
        .map(|b| table.as_ref().map_or(*b, |t| t[usize::from(*b)]))
        .collect();
    Ok(data.alike(m, out))
}
