//! `hash` of numbers: equal numbers hash alike whatever their type.
//!
//! CPython reduces every number modulo the Mersenne prime 2**61 - 1 (`Python/pyhash.c`).

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::IntRef;
use super::float::decompose;

const BITS: u32 = 61;
const MODULUS: u64 = (1 << BITS) - 1;
const INFINITE: i64 = 314_159;

/// `hash(n)` of an integer.
pub fn int(n: IntRef<'_>) -> i64 {
    let (negative, rest) = match n {
        IntRef::Small(n) => (n < 0, n.unsigned_abs() % MODULUS),
        IntRef::Big(n) => {
            let rest = n.magnitude() % MODULUS;
            (n < &BigInt::ZERO, rest.to_u64().unwrap_or(0))
        }
    };
    finish(negative, rest)
}

/// `hash(x)` of a float; `None` for NaN, which CPython hashes by the object's identity.
pub fn float(x: f64) -> Option<i64> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { INFINITE } else { -INFINITE });
    }
    let (mantissa, exponent) = decompose(x);
    let rest = mantissa.unsigned_abs() % MODULUS;
    // Multiplying by two rotates, because 2**61 is 1 here.
    let turn = exponent.rem_euclid(BITS as i32) as u32;
    let turned = ((rest << turn) & MODULUS) | (rest >> (BITS - turn));
    Some(finish(mantissa < 0, turned))
}

/// `hash(complex(real, imag))` from the hashes of its parts.
pub fn complex(real: i64, imag: i64) -> i64 {
    const IMAG_FACTOR: i64 = 1_000_003;
    avoid_error(real.wrapping_add(imag.wrapping_mul(IMAG_FACTOR)))
}

fn finish(negative: bool, rest: u64) -> i64 {
    let rest = rest as i64;
    avoid_error(if negative { -rest } else { rest })
}

/// -1 is CPython's error mark, so no hash is -1.
fn avoid_error(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}
