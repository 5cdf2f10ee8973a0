//! Floats, integers and their hashes.

use std::cmp::Ordering;

use timeslice_machine::text::float::Power;
use timeslice_machine::text::int::IntPower;
use timeslice_machine::text::{float, hash, int};

use crate::golden::{Case, Field, check};

/// Results in the golden file are below this.
const MAX_BITS: u64 = 1 << 16;

#[test]
fn floats_are_as_in_cpython() {
    check("float.tsv", 7000, float_answer);
}

fn float_answer(case: &Case) -> String {
    let x = || case.float(0);
    let y = || case.float(1);
    match case.op.as_str() {
        "repr" => float::repr(x()),
        "parse" => float::parse(case.text(0)).field(),
        "fromhex" => float::from_hex(case.text(0)).field(),
        "hex" => float::hex(x()),
        "round_to" => float::round_to(x(), case.i64(1)).field(),
        "round" => float::round_to_int(x()).field(),
        "int" => float::to_int(x()).field(),
        "ratio" => float::as_integer_ratio(x()).field(),
        "is_integer" => float::is_integer(x()).field(),
        "div" => float::div(x(), y()).field(),
        "floordiv" => float::floor_div(x(), y()).field(),
        "mod" => float::modulo(x(), y()).field(),
        "divmod" => float::div_mod(x(), y()).field(),
        "pow" => match float::pow(x(), y()) {
            Ok(Power::Float(value)) => value.field(),
            Ok(Power::Complex(..)) => "complex".into(),
            Err(raise) => format!("!{raise}"),
        },
        "compare" => {
            let order = float::compare_int(case.int(0).as_ref(), y());
            [Ordering::Less, Ordering::Equal, Ordering::Greater]
                .map(|which| order == Some(which))
                .to_vec()
                .field()
        }
        "from_int" => float::from_int(case.int(0).as_ref()).field(),
        "true_div" => float::true_div(case.int(0).as_ref(), case.int(1).as_ref()).field(),
        "hash_float" => hash::float(x()).expect("no NaN").field(),
        "hash_int" => hash::int(case.int(0).as_ref()).field(),
        "hash_complex" => hash::complex(case.i64(0), case.i64(1)).field(),
        op => panic!("unknown operation {op}"),
    }
}

#[test]
fn ints_are_as_in_cpython() {
    check("int.tsv", 5000, int_answer);
}

fn int_answer(case: &Case) -> String {
    if case.op == "parse" {
        return int::parse(case.text(0), case.i64(1)).field();
    }
    let a = case.int(0);
    let a = a.as_ref();
    let b = || case.int(1);
    match case.op.as_str() {
        "floordiv" => int::floor_div(a, b().as_ref()).field(),
        "mod" => int::modulo(a, b().as_ref()).field(),
        "divmod" => int::div_mod(a, b().as_ref()).field(),
        "lshift" => int::shift_left(a, b().as_ref(), MAX_BITS).field(),
        "rshift" => int::shift_right(a, b().as_ref()).field(),
        "pow" => match int::pow(a, b().as_ref(), MAX_BITS) {
            Ok(IntPower::Int(value)) => value.field(),
            Ok(IntPower::Float(value)) => value.field(),
            Err(raise) => format!("!{raise}"),
        },
        "pow_mod" => int::pow_mod(a, b().as_ref(), case.int(2).as_ref()).field(),
        "isqrt" => int::isqrt(a).field(),
        "bit_length" => a.bit_length().field(),
        "bit_count" => int::bit_count(a).field(),
        "gcd" => int::gcd(a, b().as_ref()).field(),
        "lcm" => int::lcm(a, b().as_ref()).field(),
        "round" => int::round_to(a, b().as_ref()).field(),
        "radix" if case.i64(1) == 10 => int::to_decimal(a).field(),
        "radix" => int::with_prefix(a, case.i64(1) as u32),
        op => panic!("unknown operation {op}"),
    }
}

#[test]
fn results_beyond_the_bound_are_refused() {
    use timeslice_machine::text::{IntRef, Raise};
    let small = IntRef::Small;
    assert_eq!(int::pow(small(10), small(1 << 40), MAX_BITS), Err(Raise::Memory));
    assert_eq!(int::shift_left(small(1), small(1 << 40), MAX_BITS), Err(Raise::Memory));
    assert!(int::pow(small(2), small(1 << 15), MAX_BITS).is_ok());
    let huge = int::shift_left(small(1), small(1 << 15), MAX_BITS).expect("within the bound");
    let raised = int::to_decimal(huge.as_ref()).expect_err("too long for text");
    assert!(raised.message().starts_with("Exceeds the limit (4300 digits)"));
    let longest = int::parse(&"9".repeat(4300), 10).expect("just short enough");
    assert_eq!(int::to_decimal(longest.as_ref()).map(|t| t.len()), Ok(4300));
    let raised = int::parse(&"9".repeat(4301), 10).expect_err("too long");
    assert!(raised.message().contains("value has 4301 digits"));
    assert!(int::parse(&"f".repeat(4301), 16).is_ok());
    // Bad syntax is said before length, and only the start of the text is shown.
    let raised = int::parse(&"é".repeat(5000), 10).expect_err("no number");
    assert_eq!(raised.message().chars().count(), 240);
}
