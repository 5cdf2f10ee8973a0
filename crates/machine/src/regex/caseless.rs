//! Letters without their case, as `_sre` compares them (re/_casefix.py, `sre_lower_*` of sre.c).

use crate::text::unicode;

/// How a part of a pattern looks at letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// As they are.
    Exact,
    /// A–Z as a–z.
    Ascii,
    /// Every letter as its small one.
    Unicode,
}

/// Small letters that are different, and have the same capital.
const SAME_CAPITAL: &[&[u32]] = &[
    &[0x69, 0x131],
    &[0x73, 0x17f],
    &[0xb5, 0x3bc],
    &[0x345, 0x3b9, 0x1fbe],
    &[0x390, 0x1fd3],
    &[0x3b0, 0x1fe3],
    &[0x3b2, 0x3d0],
    &[0x3b5, 0x3f5],
    &[0x3b8, 0x3d1],
    &[0x3ba, 0x3f0],
    &[0x3c0, 0x3d6],
    &[0x3c1, 0x3f1],
    &[0x3c2, 0x3c3],
    &[0x3c6, 0x3d5],
    &[0x432, 0x1c80],
    &[0x434, 0x1c81],
    &[0x43e, 0x1c82],
    &[0x441, 0x1c83],
    &[0x442, 0x1c84, 0x1c85],
    &[0x44a, 0x1c86],
    &[0x463, 0x1c87],
    &[0x1c88, 0xa64b],
    &[0x1e61, 0x1e9b],
    &[0xfb05, 0xfb06],
];

impl Case {
    /// The letter as it is compared.
    #[inline]
    pub fn lower(self, c: u32) -> u32 {
        match self {
            Case::Exact => c,
            Case::Ascii => u8::try_from(c).map_or(c, |b| u32::from(b.to_ascii_lowercase())),
            Case::Unicode if c < 128 => u32::from((c as u8).to_ascii_lowercase()),
            Case::Unicode => char::from_u32(c).map_or(c, |c| unicode::simple_lower(c) as u32),
        }
    }

    /// Whether case means anything for it.
    pub fn is_cased(self, c: u32) -> bool {
        match self {
            Case::Exact => false,
            Case::Ascii => u8::try_from(c).is_ok_and(|b| b.is_ascii_alphabetic()),
            Case::Unicode => char::from_u32(c)
                .is_some_and(|c| unicode::simple_lower(c) != c || unicode::simple_upper(c) != c),
        }
    }

    /// The other small letters that this small letter stands for.
    pub fn same_capital(self, c: u32) -> &'static [u32] {
        match self {
            Case::Unicode => {
                SAME_CAPITAL.iter().find(|group| group.contains(&c)).copied().unwrap_or_default()
            }
            _ => &[],
        }
    }
}

/// All small letters that share their capital with another.
pub fn shared_capitals() -> impl Iterator<Item = u32> {
    SAME_CAPITAL.iter().flat_map(|group| group.iter().copied())
}
