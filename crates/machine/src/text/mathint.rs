//! The `math` module's functions on integers that grow fast: factorials, combinations and
//! permutations.
//!
//! Results are bounded in bits by the caller, before the work is done. `isqrt`, `gcd` and
//! `lcm` are with the other integer operators in [`int`](super::int).

use num_bigint::BigInt;
use num_traits::One;

use super::{Int, IntRef, Raise, Result};

/// `math.factorial(n)`, at most about `max_bits` long.
pub fn factorial(n: IntRef<'_>, max_bits: u64) -> Result<Int> {
    if n.is_negative() {
        return Raise::value("factorial() not defined for negative values");
    }
    let Some(n) = n.to_i64().map(i64::unsigned_abs) else {
        return Raise::overflow(format!("factorial() argument should not exceed {}", i64::MAX));
    };
    bounded(n, u64::from(64 - n.leading_zeros()), max_bits)?;
    Ok(product(1, n).into())
}

/// `math.comb(n, k)`, at most about `max_bits` long.
pub fn comb(n: IntRef<'_>, k: IntRef<'_>, max_bits: u64) -> Result<Int> {
    let (n, k) = natural(n, k)?;
    let complement = &n - &k;
    if complement < BigInt::ZERO {
        return Ok(Int::Small(0));
    }
    let Ok(k) = u64::try_from(k.min(complement)) else {
        return too_many("min(n - k, k)");
    };
    if k > i64::MAX as u64 {
        return too_many("min(n - k, k)");
    }
    bounded(k, n.bits(), max_bits)?;
    // The first factors of n! over k!; every division is exact.
    let mut value = BigInt::one();
    for taken in 0..k {
        value = value * (&n - taken) / (taken + 1);
    }
    Ok(value.into())
}

/// `math.perm(n, k)`, at most about `max_bits` long.
pub fn perm(n: IntRef<'_>, k: IntRef<'_>, max_bits: u64) -> Result<Int> {
    let (n, k) = natural(n, k)?;
    if k > n {
        return Ok(Int::Small(0));
    }
    let Ok(k) = i64::try_from(k) else {
        return too_many("k");
    };
    bounded(k as u64, n.bits(), max_bits)?;
    let mut value = BigInt::one();
    for taken in 0..k {
        value *= &n - taken;
    }
    Ok(value.into())
}

/// Refuses a product of so many factors of so many bits each, if it would be too long. Being
/// rough it may count each factor up to a bit too long.
fn bounded(factors: u64, bits: u64, max_bits: u64) -> Result<()> {
    if factors.saturating_mul(bits) > max_bits {
        return Err(Raise::Memory);
    }
    Ok(())
}

/// The product of the numbers above `low` up to `high`, halves first, so that long numbers
/// meet long ones.
fn product(low: u64, high: u64) -> BigInt {
    match high.saturating_sub(low) {
        0 => BigInt::one(),
        1..=16 => (low + 1..=high).map(BigInt::from).product(),
        count => {
            let middle = low + count / 2;
            product(low, middle) * product(middle, high)
        }
    }
}

fn natural(n: IntRef<'_>, k: IntRef<'_>) -> Result<(BigInt, BigInt)> {
    for (name, value) in [("n", n), ("k", k)] {
        if value.is_negative() {
            return Raise::value(format!("{name} must be a non-negative integer"));
        }
    }
    Ok((n.to_big(), k.to_big()))
}

fn too_many<T>(what: &str) -> Result<T> {
    Raise::overflow(format!("{what} must not exceed {}", i64::MAX))
}
