//! What Unicode says of one character, as CPython 3.13's strings see it (Unicode 15.1).
//!
//! Tables of our own instead of `char`'s methods: those follow the Unicode version of the
//! compiler, and a program must not print something else after a toolchain update.

use super::unicode_tables as tables;
pub use super::unicode_tables::Category;

/// The general category; `Cn` for what Unicode 15.1 does not assign.
pub fn category(c: char) -> Category {
    let code = c as u32;
    let run = tables::CATEGORY_RUNS.partition_point(|run| run >> 5 <= code) - 1;
    tables::CATEGORIES[(tables::CATEGORY_RUNS[run] & 31) as usize]
}

/// `str.isalpha` of one character.
pub fn is_alpha(c: char) -> bool {
    use Category::*;
    matches!(category(c), Lu | Ll | Lt | Lm | Lo)
}

/// `str.isdecimal` of one character.
pub fn is_decimal(c: char) -> bool {
    category(c) == Category::Nd
}

/// The value of a decimal digit in any script.
pub fn decimal_value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let code = c as u32;
    let run = tables::CATEGORY_RUNS.partition_point(|run| run >> 5 <= code) - 1;
    let run = tables::CATEGORY_RUNS[run];
    // Decimals stand in tens from zero to nine; the table's generator checks it.
    (run & 31 == Category::Nd as u32).then(|| (code - (run >> 5)) % 10)
}

/// `str.isdigit` of one character.
pub fn is_digit(c: char) -> bool {
    is_decimal(c) || within(&tables::DIGIT_EXTRA, c)
}

/// `str.isnumeric` of one character.
pub fn is_numeric(c: char) -> bool {
    use Category::*;
    matches!(category(c), Nd | Nl | No) != within(&tables::NUMERIC_DIFF, c)
}

/// `str.isalnum` of one character.
pub fn is_alnum(c: char) -> bool {
    is_alpha(c) || is_numeric(c) || is_digit(c)
}

/// `str.isspace` of one character: bidirectional type WS, B or S, or category Zs.
pub fn is_space(c: char) -> bool {
    matches!(
        c,
        '\t'..='\r' | '\x1c'..=' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}'
            | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Does it end a line for `str.splitlines`?
pub fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Does `repr` show it as it is?
pub fn is_printable(c: char) -> bool {
    use Category::*;
    c == ' ' || !matches!(category(c), Cc | Cf | Cs | Co | Cn | Zl | Zp | Zs)
}

/// `str.islower` of one character.
pub fn is_lower(c: char) -> bool {
    (category(c) == Category::Ll) != within(&tables::LOWER_DIFF, c)
}

/// `str.isupper` of one character.
pub fn is_upper(c: char) -> bool {
    (category(c) == Category::Lu) != within(&tables::UPPER_DIFF, c)
}

/// Is it a titlecase letter such as U+01C5?
pub fn is_title(c: char) -> bool {
    category(c) == Category::Lt
}

/// May an identifier start with it?
pub fn is_identifier_start(c: char) -> bool {
    use Category::*;
    let letter = matches!(category(c), Lu | Ll | Lt | Lm | Lo | Nl) || c == '_';
    letter != within(&tables::START_DIFF, c)
}

/// May it stand inside an identifier?
pub fn is_identifier_continue(c: char) -> bool {
    use Category::*;
    let usual = matches!(category(c), Lu | Ll | Lt | Lm | Lo | Nl | Mn | Mc | Nd | Pc);
    usual != within(&tables::CONTINUE_DIFF, c)
}

/// Has it a case?
pub fn is_cased(c: char) -> bool {
    is_lower(c) || is_upper(c) || is_title(c)
}

/// Is it looked through when a final sigma is sought?
pub fn is_case_ignorable(c: char) -> bool {
    use Category::*;
    matches!(category(c), Mn | Me | Cf | Lm | Sk) != within(&tables::IGNORABLE_DIFF, c)
}

/// Appends the lowercase image of one character, without regard to final sigma.
pub fn push_lower(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if !push_mapped(out, c, &tables::LOWER, &tables::LOWER_SPECIAL) {
        out.push(c);
    }
}

/// Appends the uppercase image of one character.
pub fn push_upper(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(c.to_ascii_uppercase());
    } else if !push_mapped(out, c, &tables::UPPER, &tables::UPPER_SPECIAL) {
        out.push(c);
    }
}

/// Appends the titlecase image of one character.
pub fn push_title(out: &mut String, c: char) {
    if c.is_ascii() || !push_mapped(out, c, &tables::TITLE, &tables::TITLE_SPECIAL) {
        push_upper(out, c);
    }
}

/// Appends the case-folded image of one character.
pub fn push_folded(out: &mut String, c: char) {
    if c.is_ascii() || !push_mapped(out, c, &tables::FOLD, &tables::FOLD_SPECIAL) {
        push_lower(out, c);
    }
}

/// The first character of the lowercased image (`_PyUnicode_ToLowercase`): what `re` compares.
pub fn simple_lower(c: char) -> char {
    first_of(c, push_lower)
}

/// The first character of the uppercased image (`_PyUnicode_ToUppercase`).
pub fn simple_upper(c: char) -> char {
    first_of(c, push_upper)
}

fn first_of(c: char, push: fn(&mut String, char)) -> char {
    let mut image = String::new();
    push(&mut image, c);
    image.chars().next().unwrap_or(c)
}

/// The characters `lo..=hi` that another one is the lowercase of.
pub fn lowered_between(lo: u32, hi: u32) -> impl Iterator<Item = u32> {
    let runs = tables::LOWER
        .iter()
        .flat_map(|&(first, last, step, _)| (first..=last).step_by(usize::from(step)));
    let special = tables::LOWER_SPECIAL.iter().map(|&(c, _)| c);
    runs.chain(special).filter(move |c| (lo..=hi).contains(c))
}

fn within(ranges: &[(u32, u32)], c: char) -> bool {
    let code = c as u32;
    let next = ranges.partition_point(|&(first, _)| first <= code);
    next > 0 && code <= ranges[next - 1].1
}

/// Appends the image that the tables give; says whether they give one.
fn push_mapped(
    out: &mut String,
    c: char,
    runs: &[(u32, u32, u8, i32)],
    special: &[(u32, &str)],
) -> bool {
    let code = c as u32;
    if let Ok(place) = special.binary_search_by_key(&code, |&(from, _)| from) {
        out.push_str(special[place].1);
        return true;
    }
    let next = runs.partition_point(|&(first, ..)| first <= code);
    let hit = runs[..next].last().filter(|&&(first, last, step, _)| {
        code <= last && (code - first).is_multiple_of(u32::from(step))
    });
    match hit.and_then(|&(.., delta)| char::from_u32(code.wrapping_add_signed(delta))) {
        Some(image) => {
            out.push(image);
            true
        }
        None => false,
    }
}
