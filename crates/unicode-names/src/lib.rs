//! The characters that have a name in `"\N{SNOWMAN}"`: Latin, Greek and Cyrillic letters,
//! punctuation, symbols, kana, mathematical letters, emoji, and the aliases of control characters.
//!
//! The parser asks the crate `unicode_names2`, whose tables of all scripts are a quarter of what a
//! visitor of the page downloads; these are a tenth of that. `names.txt` has Unicode 15.1's names,
//! as CPython 3.13: a code point in hexadecimal (none: the next one), a semicolon, the name.
//!
//! ```
//! assert_eq!(unicode_names2::character("snowman"), Some('☃'));
//! assert_eq!(unicode_names2::character("LINE FEED"), Some('\n'));
//! assert_eq!(unicode_names2::character("NO SUCH NAME"), None);
//! ```

use std::sync::OnceLock;

/// The character called `name`; capitals and small letters are alike, as in CPython.
pub fn character(name: &str) -> Option<char> {
    static SORTED: OnceLock<Vec<(&str, char)>> = OnceLock::new();
    let names = SORTED.get_or_init(|| {
        let mut names: Vec<_> = all().collect();
        names.sort_unstable();
        names
    });
    let wanted = name.to_ascii_uppercase();
    let index = names.binary_search_by(|(known, _)| (**known).cmp(&wanted)).ok()?;
    Some(names[index].1)
}

fn all() -> impl Iterator<Item = (&'static str, char)> {
    let mut next = 0;
    include_str!("names.txt").lines().filter_map(move |line| {
        let (code, name) = line.split_once(';')?;
        let code = if code.is_empty() { next } else { u32::from_str_radix(code, 16).ok()? };
        next = code + 1;
        Some((name, char::from_u32(code)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_name() {
        let lines = include_str!("names.txt").lines().count();
        assert_eq!(all().count(), lines);
        assert!(lines > 8_000, "{lines}");
    }

    #[test]
    fn every_name_is_found() {
        for (name, char) in all() {
            assert_eq!(character(name), Some(char), "{name}");
        }
    }

    #[test]
    fn names_of_all_kinds() {
        for (name, char) in [
            ("LATIN SMALL LETTER A", 'a'),
            ("Greek Small Letter Alpha", 'α'),
            ("CHECK MARK", '✓'),
            ("RIGHTWARDS ARROW", '→'),
            ("BOX DRAWINGS LIGHT HORIZONTAL", '─'),
            ("SNAKE", '🐍'),
            ("DIGIT ONE", '1'),
            ("ESCAPE", '\x1b'),
        ] {
            assert_eq!(character(name), Some(char));
        }
        assert_eq!(character(""), None);
        assert_eq!(character(";SPACE"), None);
    }
}
