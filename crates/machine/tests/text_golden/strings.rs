//! `str`'s methods, `repr`, and every character's properties.

use timeslice_machine::text::strsplit::Ends;
use timeslice_machine::text::{strcase, strrepr, strsplit, unicode};

use crate::golden::{Case, Field, check};

const MAX_CHARS: usize = 1 << 20;

#[test]
fn strings_are_as_in_cpython() {
    check("str.tsv", 10_000, answer);
}

fn answer(case: &Case) -> String {
    let text = case.text(0);
    let op = case.op.as_str();
    match op {
        "bits" => bits(text, case.i64(1) as u32),
        "images" => images(text, case.i64(1) as u32),
        "decimal" => {
            let code = u32::from_str_radix(text, 16).expect("a code point");
            let value = char::from_u32(code).and_then(unicode::decimal_value);
            value.map(i64::from).expect("a decimal").field()
        }
        "repr" => strrepr::repr(text),
        "ascii" => strrepr::ascii(text),
        "repr_bytes" => strrepr::repr_bytes(&case.bytes(0)),
        "repr_bytearray" => strrepr::repr_bytearray(&case.bytes(0)),
        "split" => strsplit::split_words(text, case.i64(1)).join("|"),
        "rsplit" => strsplit::rsplit_words(text, case.i64(1)).join("|"),
        "splitlines" => strsplit::split_lines(text, case.text(1) == "True").join("|"),
        "split_by" => joined(strsplit::split(text, case.text(1), case.i64(2))),
        "rsplit_by" => joined(strsplit::rsplit(text, case.text(1), case.i64(2))),
        "partition" => joined(strsplit::partition(text, case.text(1)).map(three)),
        "rpartition" => joined(strsplit::rpartition(text, case.text(1)).map(three)),
        "strip" | "lstrip" | "rstrip" => {
            let characters = Some(case.text(1)).filter(|characters| !characters.is_empty());
            let ends = match op {
                "lstrip" => Ends::Left,
                "rstrip" => Ends::Right,
                _ => Ends::Both,
            };
            strsplit::strip(text, characters, ends).into()
        }
        "expandtabs" => strsplit::expand_tabs(text, case.i64(1), MAX_CHARS).field(),
        "zfill" => strsplit::zero_fill(text, case.i64(1), MAX_CHARS).field(),
        "ljust" | "rjust" | "center" => {
            let fill = case.text(2).chars().next().expect("a fill character");
            let pad = match op {
                "ljust" => strsplit::left_justify,
                "rjust" => strsplit::right_justify,
                _ => strsplit::center,
            };
            pad(text, case.i64(1), fill, MAX_CHARS).field()
        }
        _ if op.starts_with("is") => question(op, text).field(),
        _ => convert(op, text),
    }
}

fn joined<'a>(parts: timeslice_machine::text::Result<impl IntoIterator<Item = &'a str>>) -> String {
    parts.map(|parts| parts.into_iter().collect::<Vec<_>>().join("|")).field()
}

fn three<'a>((before, separator, after): (&'a str, &'a str, &'a str)) -> [&'a str; 3] {
    [before, separator, after]
}

fn block(start: u32) -> impl Iterator<Item = char> {
    (start..start + 64).map(|code| char::from_u32(code).expect("no surrogate"))
}

/// Which of 64 characters have a property.
fn bits(op: &str, start: u32) -> String {
    let bits = block(start).enumerate().fold(0_u64, |bits, (at, c)| {
        let has = match op {
            "continue" => strcase::is_identifier(&format!("a{c}")),
            _ => question(op, c.encode_utf8(&mut [0; 4])),
        };
        bits | u64::from(has) << at
    });
    format!("{bits:x}")
}

/// What becomes of those of 64 characters that change.
fn images(op: &str, start: u32) -> String {
    let changed: Vec<String> = block(start)
        .map(|c| (c, convert(op, c.encode_utf8(&mut [0; 4]))))
        .filter(|(c, image)| *image != c.to_string())
        .map(|(c, image)| format!("{:x}={image}", c as u32))
        .collect();
    changed.join(" ")
}

fn question(op: &str, text: &str) -> bool {
    match op {
        "isalpha" => strcase::is_alpha(text),
        "isdecimal" => strcase::is_decimal(text),
        "isdigit" => strcase::is_digit(text),
        "isnumeric" => strcase::is_numeric(text),
        "isalnum" => strcase::is_alnum(text),
        "isspace" => strcase::is_space(text),
        "isprintable" => strcase::is_printable(text),
        "isidentifier" => strcase::is_identifier(text),
        "islower" => strcase::is_lower(text),
        "isupper" => strcase::is_upper(text),
        "istitle" => strcase::is_title(text),
        op => panic!("unknown question {op}"),
    }
}

fn convert(op: &str, text: &str) -> String {
    match op {
        "lower" => strcase::lower(text),
        "upper" => strcase::upper(text),
        "title" => strcase::title(text),
        "capitalize" => strcase::capitalize(text),
        "swapcase" => strcase::swapcase(text),
        "casefold" => strcase::casefold(text),
        op => panic!("unknown conversion {op}"),
    }
}
