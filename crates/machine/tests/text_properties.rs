//! Laws that number and text functions keep for every input.

use num_bigint::BigInt;
use proptest::prelude::*;
use timeslice_machine::mersenne::Mersenne;
use timeslice_machine::text::spec::Target;
use timeslice_machine::text::strformat::{self, Part};
use timeslice_machine::text::{
    Int, Raise, calendar, float, hash, int, percent, spec, strcase, strptime, strsplit,
};
use timeslice_machine::text::{mathfn, strftime};

const TARGET: Target<'_> = Target { type_name: "int", max_chars: 10_000 };

fn any_int() -> impl Strategy<Value = Int> {
    prop_oneof![
        any::<i64>().prop_map(Int::Small),
        (-100_i64..100).prop_map(Int::Small),
        any::<[i64; 4]>().prop_map(|[a, b, c, d]| { Int::from(BigInt::from(a) * b * c + d) }),
    ]
}

proptest! {
    #[test]
    fn a_float_survives_its_text(bits in any::<u64>()) {
        let x = f64::from_bits(bits);
        let back = float::parse(&float::repr(x)).expect("a float's own text");
        prop_assert!(x.is_nan() && back.is_nan() || back.to_bits() == bits);
        let back = float::from_hex(&float::hex(x)).expect("a float's own hex");
        prop_assert!(x.is_nan() && back.is_nan() || back.to_bits() == bits);
    }

    #[test]
    fn an_int_survives_its_text(n in any_int()) {
        let text = int::to_decimal(n.as_ref()).expect("short");
        prop_assert_eq!(int::parse(&text, 10), Ok(n.clone()));
        for radix in [2, 8, 16] {
            let text = int::with_prefix(n.as_ref(), radix);
            prop_assert_eq!(int::parse(&text, 0), Ok(n.clone()));
        }
        let grouped = spec::format_int(n.as_ref(), "_d", TARGET).expect("a spec");
        prop_assert_eq!(int::parse(&grouped, 10), Ok(n));
    }

    #[test]
    fn division_gives_back_what_was_divided(a in any_int(), b in any_int()) {
        prop_assume!(!b.as_ref().is_zero());
        let (quotient, rest) = int::div_mod(a.as_ref(), b.as_ref()).expect("no zero");
        let divisor = b.clone().into_big();
        prop_assert!(rest.as_ref().is_zero() || rest.as_ref().is_negative() == b.as_ref().is_negative());
        prop_assert!(rest.clone().into_big().magnitude() < divisor.magnitude());
        prop_assert_eq!(quotient.into_big() * divisor + rest.into_big(), a.into_big());
    }

    #[test]
    fn equal_numbers_hash_alike(n in any_int()) {
        if let Ok(x) = float::from_int(n.as_ref()) {
            let same = float::compare_int(n.as_ref(), x) == Some(std::cmp::Ordering::Equal);
            prop_assert_eq!(same, float::to_int(x) == Ok(n.clone()));
            if same {
                prop_assert_eq!(hash::float(x), Some(hash::int(n.as_ref())));
            }
        }
    }

    #[test]
    fn a_ratio_divides_to_its_float(bits in any::<u64>()) {
        let x = f64::from_bits(bits);
        prop_assume!(x.is_finite());
        let (numerator, denominator) = float::as_integer_ratio(x).expect("finite");
        prop_assert_eq!(float::true_div(numerator.as_ref(), denominator.as_ref()), Ok(x));
    }

    #[test]
    fn a_width_is_kept(n in any_int(), width in 0_usize..200, zero: bool, comma: bool) {
        let zero = if zero { "0" } else { "" };
        let comma = if comma { "," } else { "" };
        let plain = spec::format_int(n.as_ref(), &format!("{comma}d"), TARGET).expect("a spec");
        let text = spec::format_int(n.as_ref(), &format!("{zero}{width}{comma}"), TARGET).expect("a spec");
        // A separator never comes first, so one zero more may be needed.
        prop_assert!(text.len() >= width && text.len() <= width.max(plain.len()) + 1);
    }

    #[test]
    fn no_format_panics(text in "[%{}()!:.*#0-9a-z,_<>=^+ é\\[\\]-]{0,16}") {
        prop_assert_eq!(pieces_of(&text), None);
        let limit = Target { max_chars: 1000, ..TARGET };
        let five = Int::Small(5);
        for result in [
            spec::format_int(five.as_ref(), &text, limit),
            spec::format_float(-0.5, &text, limit),
            spec::format_str("né", &text, limit),
            spec::format_complex(1.5, -2.0, &text, limit),
        ] {
            prop_assert!(result.map_or(true, |text| text.chars().count() < 5000));
        }
        // Whatever is read has the shape of a time; whatever is not raises.
        if let Ok(parsed) = strptime::strptime(&text, &text) {
            prop_assert!((1..=366).contains(&parsed.time.year_day));
        }
    }

    #[test]
    fn no_number_text_panics(text in "\\PC{0,12}|[-+0-9._eExXpPabnif \\t]{0,12}", base in -1_i64..40) {
        for raised in [
            float::parse(&text).err(),
            float::from_hex(&text).err(),
            int::parse(&text, base).err(),
        ].into_iter().flatten() {
            prop_assert!(matches!(raised, Raise::Value(_) | Raise::Overflow(_)));
        }
    }

    #[test]
    fn braces_doubled_are_text(text in "\\PC{0,20}") {
        let escaped = text.replace('{', "{{").replace('}', "}}");
        let expected = if text.is_empty() { vec![] } else { vec![Part::Literal(text)] };
        prop_assert_eq!(strformat::parse(&escaped), expected);
    }

    #[test]
    fn percents_doubled_are_text(text in "\\PC{0,20}") {
        let expected = if text.is_empty() { vec![] } else { vec![percent::Piece::Literal(text.clone())] };
        prop_assert_eq!(percent::parse(&text.replace('%', "%%")), expected);
    }

    #[test]
    fn lines_and_parts_join_to_the_text(text in "[a-c \\r\\n\\u{85},]{0,20}") {
        prop_assert_eq!(strsplit::split_lines(&text, true).concat(), text.clone());
        prop_assert_eq!(strsplit::split(&text, ",", -1).expect("a separator").join(","), text.clone());
        prop_assert_eq!(strsplit::rsplit(&text, ",", 1).expect("a separator").join(","), text.clone());
        let words = strsplit::split_words(&text, -1);
        prop_assert_eq!(&words, &strsplit::rsplit_words(&text, -1));
        prop_assert!(words.iter().all(|word| !word.is_empty()));
    }

    #[test]
    fn folding_forgets_case(text in "\\PC{0,12}") {
        let folded = strcase::casefold(&text);
        prop_assert_eq!(strcase::casefold(&folded), folded);
    }

    #[test]
    fn a_day_survives_its_date(days in -4_000_000_i64..4_000_000) {
        let (year, month, day) = calendar::civil_from_days(days);
        prop_assert_eq!(calendar::days_from_civil(year, month, day), days);
        prop_assert!((1..=calendar::days_in_month(year, month)).contains(&day));
        if (1..=9998).contains(&year) {
            let (year, week, day) = calendar::iso_calendar(days);
            prop_assert!(year == 0 || calendar::days_from_iso(year, week, day) == Ok(days));
        }
    }

    #[test]
    fn a_time_survives_strftime(seconds in 0_i64..250_000_000_000) {
        let time = calendar::TimeTuple::from_timestamp(seconds);
        let zone = strftime::Zone { name: "UTC", offset: Some(0), microsecond: None };
        for format in ["%c", "%Y-%j %I:%M:%S %p", "%G %V %u %X"] {
            let text = strftime::strftime(format, &time, zone);
            let parsed = strptime::strptime(&text, format).expect("its own text");
            prop_assert_eq!(parsed.time.timestamp(), seconds);
        }
    }

    #[test]
    fn steps_between_floats_undo_each_other(bits in any::<u64>(), steps in 1_i64..1000) {
        let x = f64::from_bits(bits);
        prop_assume!(x.is_finite() && x.abs() < 1e300 && x.abs() > 1e-300);
        let steps = Int::Small(steps);
        let up = mathfn::next_after(x, f64::INFINITY, steps.as_ref()).expect("steps forward");
        prop_assert_eq!(mathfn::next_after(up, f64::NEG_INFINITY, steps.as_ref()), Ok(x));
    }

    #[test]
    fn a_draw_is_below_its_bound(seed in any::<i64>(), bound in 1_u64..) {
        let mut random = Mersenne::from_i64(seed);
        let mut copy = random.clone();
        for _ in 0..10 {
            let drawn = random.below(bound);
            prop_assert!(drawn < bound);
            prop_assert_eq!(copy.below(bound), drawn);
        }
        prop_assert!((0.0..1.0).contains(&random.random()));
    }
}

/// A failure that is not the last piece, in either kind of format.
fn pieces_of(text: &str) -> Option<String> {
    let pieces = percent::parse(text);
    let early = pieces.iter().rev().skip(1).any(|piece| matches!(piece, percent::Piece::Fail(_)));
    let parts = strformat::parse(text);
    let early_part = parts.iter().rev().skip(1).any(|part| matches!(part, Part::Fail(_)));
    (early || early_part).then(|| text.into())
}
