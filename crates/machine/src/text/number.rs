//! Python's unbounded integers as the machine holds them: a small one in a word, a large one
//! as a [`BigInt`].
//!
//! Invariant: an [`Int::Big`] made here never fits an `i64`, so equal numbers are equal
//! values. [`IntRef`] is what functions take: it borrows a big number from wherever it lives.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

/// An integer made by a function of this module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Int {
    /// It fits 64 bits.
    Small(i64),
    /// It does not.
    Big(BigInt),
}

/// An integer passed to a function of this module.
#[derive(Clone, Copy, Debug)]
pub enum IntRef<'a> {
    /// It fits 64 bits.
    Small(i64),
    /// Any other number; a small one is accepted too.
    Big(&'a BigInt),
}

impl Int {
    /// Borrows the number.
    pub fn as_ref(&self) -> IntRef<'_> {
        match self {
            Int::Small(n) => IntRef::Small(*n),
            Int::Big(n) => IntRef::Big(n),
        }
    }

    /// The number as a `BigInt`.
    pub fn into_big(self) -> BigInt {
        match self {
            Int::Small(n) => n.into(),
            Int::Big(n) => n,
        }
    }
}

impl From<BigInt> for Int {
    fn from(n: BigInt) -> Int {
        match n.to_i64() {
            Some(small) => Int::Small(small),
            None => Int::Big(n),
        }
    }
}

impl From<i128> for Int {
    fn from(n: i128) -> Int {
        match i64::try_from(n) {
            Ok(small) => Int::Small(small),
            Err(_) => Int::Big(n.into()),
        }
    }
}

impl From<i64> for Int {
    fn from(n: i64) -> Int {
        Int::Small(n)
    }
}

impl IntRef<'_> {
    /// A copy as a `BigInt`.
    pub fn to_big(self) -> BigInt {
        match self {
            IntRef::Small(n) => n.into(),
            IntRef::Big(n) => n.clone(),
        }
    }

    /// An owned copy.
    pub fn to_int(self) -> Int {
        match self {
            IntRef::Small(n) => Int::Small(n),
            IntRef::Big(n) => n.clone().into(),
        }
    }

    /// The number, if it fits 64 bits.
    pub fn to_i64(self) -> Option<i64> {
        match self {
            IntRef::Small(n) => Some(n),
            IntRef::Big(n) => n.to_i64(),
        }
    }

    /// Is it below zero?
    pub fn is_negative(self) -> bool {
        match self {
            IntRef::Small(n) => n < 0,
            IntRef::Big(n) => n.sign() == Sign::Minus,
        }
    }

    /// Is it zero?
    pub fn is_zero(self) -> bool {
        match self {
            IntRef::Small(n) => n == 0,
            IntRef::Big(n) => n.sign() == Sign::NoSign,
        }
    }

    /// How many bits the magnitude needs: `int.bit_length()`.
    pub fn bit_length(self) -> u64 {
        match self {
            IntRef::Small(n) => u64::from(64 - n.unsigned_abs().leading_zeros()),
            IntRef::Big(n) => n.bits(),
        }
    }

    /// Numeric order.
    pub fn compare(self, other: IntRef<'_>) -> Ordering {
        match (self, other) {
            (IntRef::Small(a), IntRef::Small(b)) => a.cmp(&b),
            (a, b) => a.to_big().cmp(&b.to_big()),
        }
    }
}
