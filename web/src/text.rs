//! Places in a text: our spans are bytes, the browser counts UTF-16 units.

/// Offset in UTF-16 units of byte `offset`, which is moved back to a character's start.
pub fn utf16_of_byte(text: &str, offset: usize) -> u32 {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].encode_utf16().count() as u32
}

/// The smallest replacement that turns `old` into `new`: where it starts and ends in `old`, in
/// bytes, and what comes there.
pub fn difference<'a>(old: &str, new: &'a str) -> Option<(usize, usize, &'a str)> {
    if old == new {
        return None;
    }
    let mut start = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let most = old.len().min(new.len()) - start;
    let mut same =
        old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(old.len() - same) || !new.is_char_boundary(new.len() - same) {
        same -= 1;
    }
    Some((start, old.len() - same, &new[start..new.len() - same]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_utf16_units() {
        let text = "aé😀b";
        assert_eq!(utf16_of_byte(text, 1), 1);
        assert_eq!(utf16_of_byte(text, 2), 1);
        assert_eq!(utf16_of_byte(text, 3), 2);
        assert_eq!(utf16_of_byte(text, 7), 4);
        assert_eq!(utf16_of_byte(text, 99), 5);
    }

    #[test]
    fn differences_are_small_and_keep_characters_whole() {
        for (old, new, expected) in [
            ("a", "a", None),
            ("", "x", Some((0, 0, "x"))),
            ("N = 5 #", "N = 12 #", Some((4, 5, "12"))),
            ("aaa", "aa", Some((2, 3, ""))),
            ("é", "è", Some((0, 2, "è"))),
            ("x", "", Some((0, 1, ""))),
        ] {
            assert_eq!(difference(old, new), expected);
            if let Some((start, end, text)) = expected {
                assert_eq!(format!("{}{text}{}", &old[..start], &old[end..]), new);
            }
        }
    }
}
