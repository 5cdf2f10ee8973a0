//! Sets of characters, made ready for fast questions.

use super::caseless::{Case, shared_capitals};
use super::tree::{Class, Member};
use crate::text::unicode;

/// A set of characters.
#[derive(Clone, Debug)]
pub struct Charset {
    /// The answer for the characters below 128.
    ascii: [u64; 2],
    /// Ranges, sorted, of the others.
    ranges: Vec<(u32, u32)>,
    classes: Vec<Class>,
    negate: bool,
    /// How a character is changed before the question.
    case: Case,
    /// Classes know ASCII only.
    narrow: bool,
}

/// Whether a character belongs to a class; `narrow`: of ASCII.
pub fn in_class(class: Class, c: u32, narrow: bool) -> bool {
    let wide = |f: fn(char) -> bool| char::from_u32(c).is_some_and(f);
    let byte = u8::try_from(c).unwrap_or(0xff);
    match class {
        Class::Digit(not) => {
            not != if narrow || c < 128 { byte.is_ascii_digit() } else { wide(unicode::is_decimal) }
        }
        Class::Space(not) => {
            not != if narrow {
                matches!(byte, b' ' | b'\t'..=b'\r')
            } else {
                wide(unicode::is_space)
            }
        }
        Class::Word(not) => {
            not != if narrow || c < 128 {
                byte.is_ascii_alphanumeric() || byte == b'_'
            } else {
                wide(unicode::is_alnum)
            }
        }
    }
}

impl Charset {
    /// The members, all but them with `negate`.
    pub fn new(members: &[Member], negate: bool, case: Case, narrow: bool) -> Charset {
        let mut ranges = Vec::new();
        let mut classes = Vec::new();
        let mut cased = false;
        for member in members {
            match *member {
                Member::One(c) => {
                    cased |= case.is_cased(c);
                    ranges.push((case.lower(c), case.lower(c)));
                }
                Member::Range(lo, hi) => {
                    cased |= case != Case::Exact;
                    // A character is asked for as its small letter: the others may stay in.
                    ranges.push((lo, hi));
                    lower_images(lo, hi, case, &mut ranges);
                }
                Member::Class(class) if !classes.contains(&class) => classes.push(class),
                Member::Class(_) => {}
            }
        }
        let case = if cased { case } else { Case::Exact };
        if case == Case::Unicode {
            let within = |c: u32| ranges.iter().any(|(lo, hi)| (*lo..=*hi).contains(&c));
            let more: Vec<u32> = shared_capitals()
                .filter(|c| within(*c))
                .flat_map(|c| case.same_capital(c).iter().copied())
                .collect();
            ranges.extend(more.into_iter().map(|c| (c, c)));
        }
        ranges.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (lo, hi) in ranges {
            match joined.last_mut() {
                Some(last) if lo <= last.1.saturating_add(1) => last.1 = last.1.max(hi),
                _ => joined.push((lo, hi)),
            }
        }
        let mut set = Charset { ascii: [0; 2], ranges: joined, classes, negate, case, narrow };
        for c in 0..128u32 {
            if set.ask(c) {
                set.ascii[c as usize / 64] |= 1 << (c % 64);
            }
        }
        set
    }

    /// Whether the character belongs to it.
    #[inline]
    pub fn has(&self, c: u32) -> bool {
        if c < 128 {
            return self.ascii[c as usize / 64] >> (c % 64) & 1 != 0;
        }
        self.ask(c)
    }

    fn ask(&self, c: u32) -> bool {
        let c = self.case.lower(c);
        let next = self.ranges.partition_point(|(lo, _)| *lo <= c);
        let inside = next > 0 && c <= self.ranges[next - 1].1
            || self.classes.iter().any(|class| in_class(*class, c, self.narrow));
        inside != self.negate
    }
}

/// The small letters of the capitals in a range.
fn lower_images(lo: u32, hi: u32, case: Case, out: &mut Vec<(u32, u32)>) {
    match case {
        Case::Exact => {}
        Case::Ascii => {
            let (lo, hi) = (lo.max(u32::from(b'A')), hi.min(u32::from(b'Z')));
            if lo <= hi {
                out.push((lo + 32, hi + 32));
            }
        }
        Case::Unicode => {
            lower_images(lo, hi, Case::Ascii, out);
            for c in unicode::lowered_between(lo.max(128), hi) {
                let image = case.lower(c);
                out.push((image, image));
            }
        }
    }
}
