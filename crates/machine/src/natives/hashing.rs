//! `_digest`: checksums of bytes. Programs see the classes of the library's `hashlib`.
//!
//! Hashing is work: it costs virtual time by the byte, about what OpenSSL takes.

use std::fmt;
use std::sync::Arc;

use blake2::{Blake2b128, Blake2b256, Blake2b512, Blake2s128, Blake2s256};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512, Sha512_256};
use sha3::digest::{ExtendableOutput, Update, XofReader};
use sha3::{Sha3_224, Sha3_256, Sha3_384, Sha3_512, Shake128, Shake256};

use super::numbers::arguments::bytes_of;
use crate::access::{STRUCTURE, Touch};
use crate::frame::Cont;
use crate::heap::make_mut;
use crate::machine::{Machine, R};
use crate::native::{Args, NativeDef, function};
use crate::native_object::NativeObject;
use crate::object::Kind;
use crate::value::{Ref, Value};

/// Functions of `_digest`.
pub(crate) const FUNCTIONS: &[NativeDef] = &[
    function("new", 2, 2, new),
    function("update", 2, 2, update),
    function("digest", 2, 2, digest),
    function("copy", 1, 1, copy),
    function("hmac_rounds", 5, 5, hmac_rounds),
];

/// Virtual time of a call, besides its bytes.
const CALL_NS: u64 = 300;
/// Virtual time of a thousand bytes.
const KILOBYTE_NS: u64 = 1_800;
/// Rounds of `pbkdf2_hmac`, at most: about a second.
const MAX_ROUNDS: i64 = 2_000_000;
/// The greatest digest of a function that makes any length.
const MAX_DIGEST: i64 = 1 << 20;

/// A checksum under way.
#[derive(Clone)]
pub enum Hasher {
    /// `md5`
    Md5(Md5),
    /// `sha1`
    Sha1(Sha1),
    /// `sha224`
    Sha224(Sha224),
    /// `sha256`
    Sha256(Sha256),
    /// `sha384`
    Sha384(Sha384),
    /// `sha512`
    Sha512(Sha512),
    /// `sha512_256`
    Sha512Short(Sha512_256),
    /// `sha3_224`
    Sha3Short(Sha3_224),
    /// `sha3_256`
    Sha3(Sha3_256),
    /// `sha3_384`
    Sha3Long(Sha3_384),
    /// `sha3_512`
    Sha3Longest(Sha3_512),
    /// `shake_128`
    Shake128(Shake128),
    /// `shake_256`
    Shake256(Shake256),
    /// `blake2b`
    Blake2b(Blake2b512),
    /// `blake2b` of 32 bytes
    Blake2b256(Blake2b256),
    /// `blake2b` of 16 bytes
    Blake2b128(Blake2b128),
    /// `blake2s`
    Blake2s(Blake2s256),
    /// `blake2s` of 16 bytes
    Blake2s128(Blake2s128),
}

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hasher")
    }
}

impl Hasher {
    fn new(name: &str, size: usize) -> Option<Hasher> {
        Some(match name {
            "md5" => Hasher::Md5(Digest::new()),
            "sha1" => Hasher::Sha1(Digest::new()),
            "sha224" => Hasher::Sha224(Digest::new()),
            "sha256" => Hasher::Sha256(Digest::new()),
            "sha384" => Hasher::Sha384(Digest::new()),
            "sha512" => Hasher::Sha512(Digest::new()),
            "sha512_256" => Hasher::Sha512Short(Digest::new()),
            "sha3_224" => Hasher::Sha3Short(Digest::new()),
            "sha3_256" => Hasher::Sha3(Digest::new()),
            "sha3_384" => Hasher::Sha3Long(Digest::new()),
            "sha3_512" => Hasher::Sha3Longest(Digest::new()),
            "shake_128" => Hasher::Shake128(Shake128::default()),
            "shake_256" => Hasher::Shake256(Shake256::default()),
            "blake2b" if size == 64 => Hasher::Blake2b(Digest::new()),
            "blake2b" if size == 32 => Hasher::Blake2b256(Digest::new()),
            "blake2b" if size == 16 => Hasher::Blake2b128(Digest::new()),
            "blake2s" if size == 32 => Hasher::Blake2s(Digest::new()),
            "blake2s" if size == 16 => Hasher::Blake2s128(Digest::new()),
            _ => return None,
        })
    }

    fn update(&mut self, data: &[u8]) {
        match self {
            Hasher::Md5(h) => Digest::update(h, data),
            Hasher::Sha1(h) => Digest::update(h, data),
            Hasher::Sha224(h) => Digest::update(h, data),
            Hasher::Sha256(h) => Digest::update(h, data),
            Hasher::Sha384(h) => Digest::update(h, data),
            Hasher::Sha512(h) => Digest::update(h, data),
            Hasher::Sha512Short(h) => Digest::update(h, data),
            Hasher::Sha3Short(h) => Digest::update(h, data),
            Hasher::Sha3(h) => Digest::update(h, data),
            Hasher::Sha3Long(h) => Digest::update(h, data),
            Hasher::Sha3Longest(h) => Digest::update(h, data),
            Hasher::Shake128(h) => h.update(data),
            Hasher::Shake256(h) => h.update(data),
            Hasher::Blake2b(h) => Digest::update(h, data),
            Hasher::Blake2b256(h) => Digest::update(h, data),
            Hasher::Blake2b128(h) => Digest::update(h, data),
            Hasher::Blake2s(h) => Digest::update(h, data),
            Hasher::Blake2s128(h) => Digest::update(h, data),
        }
    }

    /// The digest; `length` is for those that make any length.
    fn digest(&self, length: usize) -> Vec<u8> {
        let mut any = vec![0; length];
        match self.clone() {
            Hasher::Md5(h) => h.finalize().to_vec(),
            Hasher::Sha1(h) => h.finalize().to_vec(),
            Hasher::Sha224(h) => h.finalize().to_vec(),
            Hasher::Sha256(h) => h.finalize().to_vec(),
            Hasher::Sha384(h) => h.finalize().to_vec(),
            Hasher::Sha512(h) => h.finalize().to_vec(),
            Hasher::Sha512Short(h) => h.finalize().to_vec(),
            Hasher::Sha3Short(h) => h.finalize().to_vec(),
            Hasher::Sha3(h) => h.finalize().to_vec(),
            Hasher::Sha3Long(h) => h.finalize().to_vec(),
            Hasher::Sha3Longest(h) => h.finalize().to_vec(),
            Hasher::Shake128(h) => {
                h.finalize_xof().read(&mut any);
                any
            }
            Hasher::Shake256(h) => {
                h.finalize_xof().read(&mut any);
                any
            }
            Hasher::Blake2b(h) => h.finalize().to_vec(),
            Hasher::Blake2b256(h) => h.finalize().to_vec(),
            Hasher::Blake2b128(h) => h.finalize().to_vec(),
            Hasher::Blake2s(h) => h.finalize().to_vec(),
            Hasher::Blake2s128(h) => h.finalize().to_vec(),
        }
    }

    fn of(&self, parts: &[&[u8]]) -> Vec<u8> {
        let mut hasher = self.clone();
        parts.iter().for_each(|part| hasher.update(part));
        hasher.digest(0)
    }
}

fn this(m: &mut Machine, args: Args) -> R<Ref> {
    if let Value::Obj(r) = m.arg(args, 0)
        && let Kind::Other(data) = m.get(r)
        && matches!(**data, NativeObject::Hasher(_))
    {
        return Ok(r);
    }
    m.type_error("a hash object is needed")
}

fn hasher(m: &Machine, r: Ref) -> Hasher {
    match m.get(r) {
        Kind::Other(data) => match &**data {
            NativeObject::Hasher(hasher) => (**hasher).clone(),
            _ => unreachable!("checked by `this`"),
        },
        _ => unreachable!("checked by `this`"),
    }
}

fn bytes_arg(m: &mut Machine, args: Args, i: usize) -> R<Vec<u8>> {
    let v = m.arg(args, i);
    if m.text(v).is_some() {
        return m.type_error("Strings must be encoded before hashing");
    }
    match bytes_of(m, v) {
        Some(bytes) => Ok(bytes),
        None => m.type_error("object supporting the buffer API required"),
    }
}

fn charge(m: &mut Machine, bytes: usize) {
    m.charge(CALL_NS + bytes as u64 * KILOBYTE_NS / 1000);
}

/// `new(name, size)`: None for a name that is not known or a size that it cannot have.
fn new(m: &mut Machine, args: Args, _: Cont) -> R {
    let name = m.str_arg(m.arg(args, 0), "new", "argument 1")?;
    let size = m.int_arg(m.arg(args, 1))?.max(0) as usize;
    Ok(match Hasher::new(&name, size) {
        Some(hasher) => m.alloc(Kind::Other(Arc::new(NativeObject::Hasher(Box::new(hasher))))),
        None => Value::None,
    })
}

fn update(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args)?;
    let data = bytes_arg(m, args, 1)?;
    m.access(r, STRUCTURE, Touch::Write)?;
    charge(m, data.len());
    if let Kind::Other(object) = m.get_mut(r)
        && let NativeObject::Hasher(hasher) = make_mut(object)
    {
        hasher.update(&data);
    }
    Ok(Value::None)
}

/// `digest(hash, length)`
fn digest(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args)?;
    let length = m.int_arg(m.arg(args, 1))?;
    if !(0..=MAX_DIGEST).contains(&length) {
        return m.value_error("value must be non-negative and not too large");
    }
    m.access(r, STRUCTURE, Touch::Read)?;
    charge(m, length as usize);
    let bytes = hasher(m, r).digest(length as usize);
    Ok(m.alloc(Kind::Bytes(bytes.into())))
}

fn copy(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args)?;
    m.access(r, STRUCTURE, Touch::Read)?;
    let hasher = hasher(m, r);
    Ok(m.alloc(Kind::Other(Arc::new(NativeObject::Hasher(Box::new(hasher))))))
}

/// `hmac_rounds(hash, block size, key, first, rounds)`: one block of PBKDF2 (RFC 2898): `first` and
/// what becomes of it, exclusive-ored.
fn hmac_rounds(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args)?;
    let block = m.int_arg(m.arg(args, 1))?.clamp(1, 256) as usize;
    let mut key = bytes_arg(m, args, 2)?;
    let first = bytes_arg(m, args, 3)?;
    let rounds = m.int_arg(m.arg(args, 4))?;
    if rounds > MAX_ROUNDS {
        let message = format!("more than {MAX_ROUNDS} iterations are not supported in Timeslice");
        return m.raise(crate::symbols::class::NOT_IMPLEMENTED_ERROR, &message);
    }
    let hasher = hasher(m, r);
    if key.len() > block {
        key = hasher.of(&[&key]);
    }
    key.resize(block, 0);
    let keyed = |pad: u8| {
        let mut hasher = hasher.clone();
        hasher.update(&key.iter().map(|b| b ^ pad).collect::<Vec<u8>>());
        hasher
    };
    let (inner, outer) = (keyed(0x36), keyed(0x5c));
    let mut last = first;
    let mut all: Vec<u8> = Vec::new();
    for _ in 0..rounds {
        last = outer.of(&[&inner.of(&[&last])]);
        if all.is_empty() {
            all = last.clone();
        } else {
            all.iter_mut().zip(&last).for_each(|(a, b)| *a ^= b);
        }
    }
    charge(m, rounds.max(0) as usize * block * 2);
    Ok(m.alloc(Kind::Bytes(all.into())))
}
