//! Encodings: UTF-8, UTF-16 and UTF-32 with their variants, ASCII, Latin-1 and Windows-1252, with
//! CPython's error handlers and messages.
//!
//! Invariant: a str holds no lone surrogate, so `surrogateescape` and `surrogatepass` have nothing
//! to write or make and count as `strict`.

use crate::machine::{Machine, R, Signal};
use crate::symbols::{class, sym};
use crate::value::Value;

/// A codec.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Codec {
    Utf8,
    Utf8Sig,
    Ascii,
    Latin1,
    Cp1252,
    UnicodeEscape,
    /// UTF-16 or UTF-32: bytes a unit; the order of the bytes, `None`: told by a mark.
    Wide(usize, Option<Order>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

/// What is done with what cannot be converted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Errors {
    Strict,
    Ignore,
    Replace,
    Backslash,
    XmlReference,
}

/// The argument that names an encoding or an error handler.
pub(crate) fn name_arg(
    m: &mut Machine,
    function: &str,
    argument: &str,
    v: Value,
    default: &str,
) -> R<String> {
    if v.is_null() {
        return Ok(default.to_owned());
    }
    match m.text(v) {
        Some(t) => Ok(t.as_str().to_owned()),
        None => {
            let kind = m.type_name(v);
            m.type_error(&format!("{function}() argument '{argument}' must be str, not {kind}"))
        }
    }
}

/// The codec of that name (`encodings.normalize_encoding` and `encodings.aliases`).
fn codec(m: &mut Machine, name: &str) -> R<Codec> {
    let normal: String = name
        .trim()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
        .collect();
    Ok(match normal.as_str() {
        "utf_8" | "utf8" | "u8" | "utf" | "utf8_ucs2" | "utf8_ucs4" | "cp65001" | "locale" => {
            Codec::Utf8
        }
        "utf_8_sig" | "utf8_sig" => Codec::Utf8Sig,
        "ascii" | "us_ascii" | "us" | "646" | "ansi_x3.4_1968" | "iso646_us" => Codec::Ascii,
        "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "iso88591"
        | "8859" | "cp819" => Codec::Latin1,
        "cp1252" | "windows_1252" | "1252" => Codec::Cp1252,
        "unicode_escape" | "unicodeescape" => Codec::UnicodeEscape,
        "utf_16" | "utf16" | "u16" => Codec::Wide(2, None),
        "utf_16_le" | "utf_16le" | "utf16_le" => Codec::Wide(2, Some(Order::Little)),
        "utf_16_be" | "utf_16be" | "utf16_be" => Codec::Wide(2, Some(Order::Big)),
        "utf_32" | "utf32" | "u32" => Codec::Wide(4, None),
        "utf_32_le" | "utf_32le" | "utf32_le" => Codec::Wide(4, Some(Order::Little)),
        "utf_32_be" | "utf_32be" | "utf32_be" => Codec::Wide(4, Some(Order::Big)),
        _ => return m.raise(class::LOOKUP_ERROR, &format!("unknown encoding: {name}")),
    })
}

fn handler(m: &mut Machine, name: &str) -> R<Errors> {
    Ok(match name {
        "strict" | "surrogateescape" | "surrogatepass" => Errors::Strict,
        "ignore" => Errors::Ignore,
        "replace" => Errors::Replace,
        "backslashreplace" => Errors::Backslash,
        "xmlcharrefreplace" => Errors::XmlReference,
        _ => {
            return m.raise(class::LOOKUP_ERROR, &format!("unknown error handler name '{name}'"));
        }
    })
}

/// A wrong stretch of the input.
struct Fault<'a> {
    codec: &'a str,
    start: usize,
    end: usize,
    reason: &'a str,
}

/// Raises `UnicodeEncodeError` or `UnicodeDecodeError`.
fn fail<T>(m: &mut Machine, cls: crate::value::Ref, object: Value, fault: &Fault<'_>) -> R<T> {
    let (codec, reason) = (m.str(fault.codec), m.str(fault.reason));
    let (start, end) = (Value::Int(fault.start as i64), Value::Int(fault.end as i64));
    let exc = m.exception_with(cls, vec![codec, object, start, end, reason]);
    let fields = [
        (sym::ENCODING, codec),
        (sym::OBJECT, object),
        (sym::START, start),
        (sym::END, end),
        (sym::REASON, reason),
    ];
    for (name, value) in fields {
        m.set_attr_raw(exc, name, value);
    }
    Err(Signal::Raise(exc))
}

/// `text.encode(encoding, errors)`; `object` is the str, for the error.
pub(crate) fn encode(
    m: &mut Machine,
    object: Value,
    text: &str,
    encoding: &str,
    errors: &str,
) -> R<Vec<u8>> {
    let codec = codec(m, encoding)?;
    m.reserve(text.len() as u64 * 4)?;
    let (name, reason, fits): (_, _, fn(char) -> Option<u8>) = match codec {
        Codec::Utf8 => return Ok(text.as_bytes().to_vec()),
        Codec::Utf8Sig => return Ok([&[0xef, 0xbb, 0xbf], text.as_bytes()].concat()),
        Codec::Wide(width, order) => return Ok(encode_wide(text, width, order)),
        Codec::UnicodeEscape => return Ok(escaped(text).into_bytes()),
        Codec::Ascii => ("ascii", "ordinal not in range(128)", |c| {
            u8::try_from(u32::from(c)).ok().filter(u8::is_ascii)
        }),
        Codec::Latin1 => {
            ("latin-1", "ordinal not in range(256)", |c| u8::try_from(u32::from(c)).ok())
        }
        Codec::Cp1252 => ("charmap", "character maps to <undefined>", to_cp1252),
    };
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        if let Some(byte) = fits(*c) {
            out.push(byte);
            at += 1;
            continue;
        }
        let wrong = chars[at..].iter().take_while(|c| fits(**c).is_none()).count();
        let end = if codec == Codec::Cp1252 { at + 1 } else { at + wrong };
        match handler(m, errors)? {
            Errors::Strict => {
                let fault = Fault { codec: name, start: at, end, reason };
                return fail(m, class::UNICODE_ENCODE_ERROR, object, &fault);
            }
            Errors::Ignore => {}
            Errors::Replace => out.resize(out.len() + end - at, b'?'),
            Errors::Backslash => {
                for c in &chars[at..end] {
                    out.extend(backslash(*c).bytes());
                }
            }
            Errors::XmlReference => {
                for c in &chars[at..end] {
                    out.extend(format!("&#{};", u32::from(*c)).bytes());
                }
            }
        }
        at = end;
    }
    Ok(out)
}

fn backslash(c: char) -> String {
    match u32::from(c) {
        code @ 0..=0xff => format!("\\x{code:02x}"),
        code @ 0x100..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

/// `text.encode("unicode_escape")`.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ' '..='~' => out.push(c),
            _ => out.push_str(&backslash(c)),
        }
    }
    out
}

fn encode_wide(text: &str, width: usize, order: Option<Order>) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() * width);
    let mut put = |unit: u32| {
        let bytes = unit.to_le_bytes();
        match order {
            Some(Order::Big) => out.extend(bytes[..width].iter().rev()),
            _ => out.extend(&bytes[..width]),
        }
    };
    if order.is_none() {
        put(0xfeff);
    }
    for c in text.chars() {
        if width == 2 {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                put(u32::from(*unit));
            }
        } else {
            put(u32::from(c));
        }
    }
    out
}

/// The characters of 0x80 to 0x9f in Windows-1252; five of them are undefined.
const CP1252: [Option<char>; 32] = [
    Some('€'),
    None,
    Some('‚'),
    Some('ƒ'),
    Some('„'),
    Some('…'),
    Some('†'),
    Some('‡'),
    Some('ˆ'),
    Some('‰'),
    Some('Š'),
    Some('‹'),
    Some('Œ'),
    None,
    Some('Ž'),
    None,
    None,
    Some('‘'),
    Some('’'),
    Some('“'),
    Some('”'),
    Some('•'),
    Some('–'),
    Some('—'),
    Some('˜'),
    Some('™'),
    Some('š'),
    Some('›'),
    Some('œ'),
    None,
    Some('ž'),
    Some('Ÿ'),
];

fn to_cp1252(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ (0..=0x7f | 0xa0..=0xff) => u8::try_from(code).ok(),
        _ => CP1252.iter().position(|d| *d == Some(c)).map(|i| 0x80 + i as u8),
    }
}

/// What a run of decoding has come to.
struct Decoder<'a> {
    object: Value,
    bytes: &'a [u8],
    errors: &'a str,
    out: String,
}

impl Decoder<'_> {
    /// Does with a wrong stretch what the error handler says.
    fn fault(&mut self, m: &mut Machine, fault: &Fault<'_>) -> R<()> {
        match handler(m, self.errors)? {
            Errors::Strict => fail(m, class::UNICODE_DECODE_ERROR, self.object, fault),
            Errors::Ignore => Ok(()),
            Errors::Replace => {
                self.out.push('\u{fffd}');
                Ok(())
            }
            Errors::Backslash => {
                for byte in &self.bytes[fault.start..fault.end] {
                    self.out.push_str(&format!("\\x{byte:02x}"));
                }
                Ok(())
            }
            Errors::XmlReference => {
                m.type_error("don't know how to handle UnicodeDecodeError in error callback")
            }
        }
    }

    fn utf8(&mut self, m: &mut Machine) -> R<()> {
        let mut at = 0;
        loop {
            let rest = &self.bytes[at..];
            let error = match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.out.push_str(text);
                    return Ok(());
                }
                Err(error) => error,
            };
            let good = error.valid_up_to();
            self.out.push_str(std::str::from_utf8(&rest[..good]).unwrap_or_default());
            let start = at + good;
            let (end, reason) = match error.error_len() {
                None => (self.bytes.len(), "unexpected end of data"),
                Some(n) if matches!(self.bytes[start], 0x80..=0xc1 | 0xf5..) => {
                    (start + n, "invalid start byte")
                }
                Some(n) => (start + n, "invalid continuation byte"),
            };
            self.fault(m, &Fault { codec: "utf-8", start, end, reason })?;
            at = end;
        }
    }

    fn single(
        &mut self,
        m: &mut Machine,
        codec: &str,
        reason: &str,
        decode: fn(u8) -> Option<char>,
    ) -> R<()> {
        for (start, byte) in self.bytes.iter().enumerate() {
            match decode(*byte) {
                Some(c) => self.out.push(c),
                None => self.fault(m, &Fault { codec, start, end: start + 1, reason })?,
            }
        }
        Ok(())
    }

    /// Backslash escapes in Latin-1 (`_PyUnicode_DecodeUnicodeEscapeInternal`); names of characters
    /// are not known here.
    fn escapes(&mut self, m: &mut Machine) -> R<()> {
        let mut at = 0;
        while let Some(&byte) = self.bytes.get(at) {
            let start = at;
            at += 1;
            if byte != b'\\' {
                self.out.push(char::from(byte));
                continue;
            }
            let Some(&kind) = self.bytes.get(at) else {
                let reason = "\\ at end of string";
                self.fault(m, &Fault { codec: "unicodeescape", start, end: at, reason })?;
                break;
            };
            at += 1;
            let (digits, reason) = match kind {
                b'x' => (2, "truncated \\xXX escape"),
                b'u' => (4, "truncated \\uXXXX escape"),
                b'U' => (8, "truncated \\UXXXXXXXX escape"),
                b'N' => (0, "unknown Unicode character name"),
                b'0'..=b'7' => {
                    let octal = |b: &&u8| (b'0'..=b'7').contains(*b);
                    let rest = &self.bytes[at - 1..];
                    let n = rest.iter().take(3).take_while(octal).count();
                    let code = rest[..n].iter().fold(0, |c, b| c * 8 + u32::from(b - b'0'));
                    at += n - 1;
                    self.out.extend(char::from_u32(code));
                    continue;
                }
                _ => {
                    match kind {
                        b'\n' => {}
                        b'\\' | b'\'' | b'"' => self.out.push(char::from(kind)),
                        b'a' => self.out.push('\x07'),
                        b'b' => self.out.push('\x08'),
                        b'f' => self.out.push('\x0c'),
                        b'n' => self.out.push('\n'),
                        b'r' => self.out.push('\r'),
                        b't' => self.out.push('\t'),
                        b'v' => self.out.push('\x0b'),
                        _ => self.out.extend(['\\', char::from(kind)]),
                    }
                    continue;
                }
            };
            let rest = &self.bytes[at..];
            let n = rest.iter().take(digits).take_while(|b| b.is_ascii_hexdigit()).count();
            let code = rest[..n]
                .iter()
                .fold(0_u32, |c, b| c << 4 | char::from(*b).to_digit(16).unwrap_or(0));
            at += n;
            match char::from_u32(code) {
                Some(c) if n == digits && kind != b'N' => self.out.push(c),
                _ => {
                    let reason = if n == digits && kind != b'N' {
                        "illegal Unicode character"
                    } else {
                        reason
                    };
                    self.fault(m, &Fault { codec: "unicodeescape", start, end: at, reason })?;
                }
            }
        }
        Ok(())
    }

    fn wide(&mut self, m: &mut Machine, width: usize, order: Option<Order>) -> R<()> {
        let unit_at = |bytes: &[u8], at: usize, order: Order| -> Option<u32> {
            let unit = bytes.get(at..at + width)?;
            let join = |n: u32, b: &u8| n << 8 | u32::from(*b);
            Some(match order {
                Order::Little => unit.iter().rev().fold(0, join),
                Order::Big => unit.iter().fold(0, join),
            })
        };
        let mark = if width == 2 { 0xfffe } else { 0xfffe_0000 };
        let (order, mut at) = match order {
            Some(order) => (order, 0),
            None => match unit_at(self.bytes, 0, Order::Little) {
                Some(0xfeff) => (Order::Little, width),
                Some(unit) if unit == mark => (Order::Big, width),
                _ => (Order::Little, 0),
            },
        };
        let codec = match (width, order) {
            (2, Order::Little) => "utf-16-le",
            (2, Order::Big) => "utf-16-be",
            (_, Order::Little) => "utf-32-le",
            (_, Order::Big) => "utf-32-be",
        };
        while at < self.bytes.len() {
            let len = self.bytes.len();
            let Some(unit) = unit_at(self.bytes, at, order) else {
                self.fault(m, &Fault { codec, start: at, end: len, reason: "truncated data" })?;
                break;
            };
            let next = unit_at(self.bytes, at + width, order);
            let (start, end) = (at, at + width);
            at = end;
            if let Some(c) = char::from_u32(unit) {
                self.out.push(c);
                continue;
            }
            let (end, reason) = match (width, unit, next) {
                (4, 0xd800..=0xdfff, _) => {
                    (end, "code point in surrogate code point range(0xd800, 0xe000)")
                }
                (4, ..) => (end, "code point not in range(0x110000)"),
                (_, 0xdc00.., _) => (end, "illegal encoding"),
                (_, _, Some(low @ 0xdc00..=0xdfff)) => {
                    let code = 0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                    self.out.extend(char::from_u32(code));
                    at += width;
                    continue;
                }
                (_, _, None) => (len, "unexpected end of data"),
                _ => (end, "illegal UTF-16 surrogate"),
            };
            at = end;
            self.fault(m, &Fault { codec, start, end, reason })?;
        }
        Ok(())
    }
}

/// `bytes.decode(encoding, errors)`; `object` is the bytes, for the error.
pub(crate) fn decode(
    m: &mut Machine,
    object: Value,
    bytes: &[u8],
    encoding: &str,
    errors: &str,
) -> R<String> {
    let codec = codec(m, encoding)?;
    m.reserve(bytes.len() as u64 * 4)?;
    let mut d = Decoder { object, bytes, errors, out: String::with_capacity(bytes.len()) };
    match codec {
        Codec::Utf8 => d.utf8(m)?,
        Codec::Utf8Sig => {
            d.bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
            d.utf8(m)?;
        }
        Codec::Ascii => d.single(m, "ascii", "ordinal not in range(128)", |b| {
            b.is_ascii().then(|| char::from(b))
        })?,
        Codec::Latin1 => d.single(m, "latin-1", "", |b| Some(char::from(b)))?,
        Codec::Cp1252 => d.single(m, "charmap", "character maps to <undefined>", |b| match b {
            0x80..=0x9f => CP1252[usize::from(b - 0x80)],
            _ => Some(char::from(b)),
        })?,
        Codec::Wide(width, order) => d.wide(m, width, order)?,
        Codec::UnicodeEscape => d.escapes(m)?,
    }
    Ok(d.out)
}

/// `str()` of a UnicodeEncodeError or UnicodeDecodeError (exceptions.c); `None` where its fields
/// are not those that a codec gave it.
pub(crate) fn error_text(m: &Machine, exc: Value) -> Option<String> {
    let text = |name| m.attr_raw(exc, name).and_then(|v| m.text(v)).map(|t| t.as_str().to_owned());
    let number = |name| match m.attr_raw(exc, name) {
        Some(Value::Int(n)) => usize::try_from(n).ok(),
        _ => None,
    };
    let (codec, reason) = (text(sym::ENCODING)?, text(sym::REASON)?);
    let (start, end) = (number(sym::START)?, number(sym::END)?);
    let object = m.attr_raw(exc, sym::OBJECT)?;
    let last = end.saturating_sub(1);
    let (verb, one, many) = match m.text(object) {
        Some(t) => {
            let c = t.char_at(start).map_or_else(String::new, |c| format!("'{}'", backslash(c)));
            ("encode", format!("character {c}"), "characters")
        }
        None => {
            let byte = super::super::numbers::arguments::bytes_of(m, object)?;
            ("decode", format!("byte {:#04x}", byte.get(start)?), "bytes")
        }
    };
    Some(if end == start + 1 {
        format!("'{codec}' codec can't {verb} {one} in position {start}: {reason}")
    } else {
        format!("'{codec}' codec can't {verb} {many} in position {start}-{last}: {reason}")
    })
}
