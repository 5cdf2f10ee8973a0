//! `_random.Random`: the Mersenne Twister. What `random` makes of its numbers is in the library.
//!
//! A generator is memory that threads share: every draw is declared to the explorer as a write.
//! What a generator without a seed gives is open: draws among a few numbers are explored.

use std::sync::Arc;

use num_bigint::{BigInt, BigUint};

use super::numbers::arguments::{class_arg, int_arg, tail_hash, wrong_receiver};
use crate::access::{MAX_WAYS, STRUCTURE, Touch};
use crate::frame::Cont;
use crate::hash::Answer;
use crate::heap::make_mut;
use crate::machine::{Machine, R};
use crate::mersenne::Mersenne;
use crate::native::{ANY, Args, NativeDef, function, method};
use crate::native_object::NativeObject;
use crate::object::Kind;
use crate::symbols::class;
use crate::text::Int;
use crate::value::{Ref, Value};

/// A generator of random numbers.
#[derive(Clone, Debug)]
pub struct Generator {
    twister: Mersenne,
    /// The program has not said where it begins.
    unseeded: bool,
}

/// Methods by class.
pub(crate) const METHODS: &[(Ref, &[NativeDef])] = &[(
    class::RANDOM,
    &[
        function("__new__", 1, ANY, random_new).kw(),
        method("seed", 1, 2, seed),
        method("random", 1, 1, random),
        method("getrandbits", 2, 2, get_random_bits),
        method("getstate", 1, 1, get_state),
        method("setstate", 2, 2, set_state),
    ],
)];

/// The receiver's object.
fn this(m: &mut Machine, args: Args) -> R<Ref> {
    if let Value::Obj(r) = m.unwrap(m.arg(args, 0))
        && let Kind::Other(data) = m.get(r)
        && matches!(**data, NativeObject::Random(_))
    {
        m.access(r, STRUCTURE, Touch::Write)?;
        return Ok(r);
    }
    wrong_receiver(m, args, "Random")
}

fn generator(m: &mut Machine, r: Ref) -> Option<&mut Generator> {
    match m.get_mut(r) {
        Kind::Other(data) => match make_mut(data) {
            NativeObject::Random(g) => Some(g),
            _ => None,
        },
        _ => None,
    }
}

/// A generator seeded by the run's seed and by which of its thread's allocations this is: the
/// same in every interleaving, another one for every generator.
fn unseeded(m: &mut Machine) -> Generator {
    let name = m.th.namer.next().0;
    let seed = m.settings.seed;
    let limbs = [name as u32, (name >> 32) as u32, seed as u32, (seed >> 32) as u32];
    Generator { twister: Mersenne::from_limbs(&limbs), unseeded: true }
}

/// The generator's numbers for one draw. Which they are may be for the seed alone to say.
fn draw(m: &mut Machine, r: Ref) -> Option<&mut Mersenne> {
    let unseeded = generator(m, r)?.unseeded;
    if let Some(explore) = &mut m.explore {
        explore.seeded |= unseeded;
    }
    generator(m, r).map(|g| &mut g.twister)
}

/// `_timeslice.open_draw(generator, n)`: a number below `n` that the schedule or the explorer says;
/// `None` where the generator says it.
pub(super) fn open_draw(m: &mut Machine, args: Args, _: Cont) -> R {
    let Value::Obj(r) = m.unwrap(m.arg(args, 0)) else { return Ok(Value::None) };
    let open = generator(m, r).is_some_and(|g| g.unseeded);
    match m.arg(args, 1) {
        Value::Int(n) if open && (2..=i64::from(MAX_WAYS)).contains(&n) => {
            let drawn = m.open_choice(n as u32, false)?;
            Ok(drawn.map_or(Value::None, |way| Value::Int(i64::from(way))))
        }
        _ => Ok(Value::None),
    }
}

/// The generator that `seed(v)` makes; `None`: the value's hash comes from Python.
fn seeded(m: &mut Machine, v: Value) -> R<Option<Generator>> {
    let of = |twister| Ok(Some(Generator { twister, unseeded: false }));
    if v.is_null() || v.is_none() {
        return Ok(Some(unseeded(m)));
    }
    if let Some(n) = m.as_int(v) {
        let limbs = match n {
            Int::Small(n) => return of(Mersenne::from_i64(n)),
            Int::Big(b) => b.magnitude().to_u32_digits(),
        };
        return of(Mersenne::from_limbs(&limbs));
    }
    match m.hash_of(v) {
        Answer::Is(h) => {
            let h = m.python_hash(h) as u64;
            of(Mersenne::from_limbs(&BigUint::from(h).to_u32_digits()))
        }
        Answer::Python => Ok(None),
        Answer::Unhashable(r) => {
            let kind = m.unhashable_type(r);
            m.type_error(&format!("unhashable type: '{kind}'"))
        }
    }
}

fn random_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    let cls = class_arg(m, args, class::RANDOM)?;
    // The `__init__` of a subclass has its own arguments and seeds.
    let seed = if cls == class::RANDOM {
        if args.names.is_some() {
            return m.type_error("Random() takes no keyword arguments");
        }
        if args.n > 2 {
            return m.type_error("Random() requires 0 or 1 argument");
        }
        m.arg(args, 1)
    } else {
        Value::Null
    };
    let Some(generator) = seeded(m, seed)? else { return tail_hash(m, args, cont) };
    let v = m.alloc(Kind::Other(Arc::new(NativeObject::Random(generator))));
    Ok(m.wrap_in(cls, v))
}

fn seed(m: &mut Machine, args: Args, cont: Cont) -> R {
    let r = this(m, args)?;
    let v = m.arg(args, 1);
    let Some(new) = seeded(m, v)? else { return tail_hash(m, args, cont) };
    if let Some(g) = generator(m, r) {
        *g = new;
    }
    Ok(Value::None)
}

fn random(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args)?;
    Ok(Value::Float(draw(m, r).map_or(0.0, Mersenne::random)))
}

fn get_random_bits(m: &mut Machine, args: Args, cont: Cont) -> R {
    let r = this(m, args)?;
    let count = int_arg(m, args, cont, m.arg(args, 1))?;
    if count.as_ref().is_negative() {
        return m.value_error("number of bits must be non-negative");
    }
    let count = match count {
        Int::Small(n) => i32::try_from(n).ok().and_then(|n| u32::try_from(n).ok()),
        Int::Big(_) => None,
    };
    let Some(count) = count else {
        return m.raise(class::OVERFLOW_ERROR, "Python int too large to convert to C int");
    };
    m.reserve(u64::from(count) / 8)?;
    let limbs = match draw(m, r) {
        Some(g) => g.bits_limbs(count),
        None => Vec::new(),
    };
    Ok(m.big(BigInt::from(BigUint::new(limbs))))
}

fn get_state(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args)?;
    let mut items = Vec::new();
    if let Some(g) = generator(m, r) {
        let (words, next) = g.twister.state();
        items.extend(words.iter().map(|w| Value::Int(i64::from(*w))));
        items.push(Value::Int(next as i64));
    }
    Ok(m.tuple(items))
}

/// `random_setstate` of _randommodule.c.
fn set_state(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args)?;
    let state = m.arg(args, 1);
    let is_tuple = matches!(m.unwrap(state), Value::Obj(t) if matches!(m.get(t), Kind::Tuple(_)));
    if !is_tuple {
        return m.type_error("state vector must be a tuple");
    }
    let items = m.tuple_items(state);
    if items.len() != 625 {
        return m.value_error("state vector is the wrong size");
    }
    let mut words = Vec::with_capacity(625);
    for item in items {
        match m.as_int(item) {
            Some(Int::Small(n)) if n >= 0 => words.push(n as u64),
            Some(n) if n.as_ref().is_negative() => {
                return m
                    .raise(class::OVERFLOW_ERROR, "can't convert negative value to unsigned int");
            }
            Some(_) => {
                return m.raise(
                    class::OVERFLOW_ERROR,
                    "Python int too large to convert to C unsigned long",
                );
            }
            None => return m.type_error("an integer is required"),
        }
    }
    let next = words.pop().unwrap_or(u64::MAX);
    let words: Vec<u32> = words.into_iter().map(|w| w as u32).collect();
    let Some(new) = usize::try_from(next).ok().and_then(|next| Mersenne::from_state(&words, next))
    else {
        return m.value_error("invalid state");
    };
    if let Some(g) = generator(m, r) {
        *g = Generator { twister: new, unseeded: false };
    }
    Ok(Value::None)
}
