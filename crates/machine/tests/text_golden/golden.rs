//! Reads a golden file, asks the Rust function, and shows every difference.

use std::path::Path;

use num_bigint::BigInt;
use timeslice_machine::text::{Int, Raise};

/// One case: an operation and its arguments.
pub struct Case {
    pub op: String,
    args: Vec<String>,
}

impl Case {
    pub fn text(&self, at: usize) -> &str {
        &self.args[at]
    }

    pub fn float(&self, at: usize) -> f64 {
        parse_float(self.text(at))
    }

    pub fn bytes(&self, at: usize) -> Vec<u8> {
        let hex = self.text(at).as_bytes().chunks(2);
        hex.map(|pair| std::str::from_utf8(pair).expect("ASCII"))
            .map(|pair| u8::from_str_radix(pair, 16).expect("hex"))
            .collect()
    }

    pub fn len(&self) -> usize {
        self.args.len()
    }

    pub fn big(&self, at: usize) -> BigInt {
        self.text(at).parse().expect("an integer")
    }

    pub fn int(&self, at: usize) -> Int {
        self.big(at).into()
    }

    pub fn i64(&self, at: usize) -> i64 {
        self.text(at).parse().expect("a small integer")
    }
}

/// Reads a float's golden field.
pub fn parse_float(field: &str) -> f64 {
    match field {
        "nan" => f64::NAN,
        bits => f64::from_bits(u64::from_str_radix(bits, 16).expect("16 hex digits")),
    }
}

/// Runs every case of a file; `answer` gives the field that must equal CPython's answer.
pub fn check(file: &str, at_least: usize, answer: impl Fn(&Case) -> String) {
    compare(file, at_least, |case, expected| Some(answer(case)).filter(|got| got != expected));
}

/// Runs every case of a file; `judge` gets CPython's answer and gives the one that is wrong.
pub fn compare(file: &str, at_least: usize, mut judge: impl FnMut(&Case, &str) -> Option<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/text").join(file);
    let lines = std::fs::read_to_string(&path).expect("the golden file is there");
    let (mut count, mut wrong) = (0, Vec::new());
    for line in lines.lines() {
        let mut fields: Vec<String> = line.split('\t').map(unescape).collect();
        let expected = fields.pop().expect("a result");
        let op = fields.remove(0);
        count += 1;
        if let Some(got) = judge(&Case { op, args: fields }, &expected) {
            wrong.push(format!("{line}\n    got {got}"));
        }
    }
    assert!(count >= at_least, "{file} has only {count} cases");
    let shown = wrong.len().min(40);
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong[..shown].join("\n"));
}

/// An answer as a golden field.
pub trait Field {
    fn field(&self) -> String;
}

impl Field for f64 {
    fn field(&self) -> String {
        if self.is_nan() { "nan".into() } else { format!("{:016x}", self.to_bits()) }
    }
}

impl Field for bool {
    fn field(&self) -> String {
        if *self { "True" } else { "False" }.into()
    }
}

impl Field for Int {
    fn field(&self) -> String {
        self.clone().into_big().to_string()
    }
}

impl Field for String {
    fn field(&self) -> String {
        self.clone()
    }
}

impl Field for i64 {
    fn field(&self) -> String {
        self.to_string()
    }
}

impl Field for u64 {
    fn field(&self) -> String {
        self.to_string()
    }
}

impl<T: Field> Field for Vec<T> {
    fn field(&self) -> String {
        let fields: Vec<String> = self.iter().map(Field::field).collect();
        fields.join(" ")
    }
}

impl<A: Field, B: Field> Field for (A, B) {
    fn field(&self) -> String {
        format!("{} {}", self.0.field(), self.1.field())
    }
}

impl<T: Field> Field for Result<T, Raise> {
    fn field(&self) -> String {
        match self {
            Ok(value) => value.field(),
            Err(raise) => format!("!{raise}"),
        }
    }
}

fn unescape(field: &str) -> String {
    let mut out = String::new();
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                _ => '\\',
            },
            c => c,
        });
    }
    out
}
