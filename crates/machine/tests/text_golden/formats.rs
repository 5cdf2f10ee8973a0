//! `format()`, `%` and `str.format`.

use timeslice_machine::text::percent::{self, Amount, Piece, Value};
use timeslice_machine::text::spec::{self, Target};
use timeslice_machine::text::strformat::{self, Conversion, First, Part, Step};
use timeslice_machine::text::{Int, Raise, float, int, strrepr};

use crate::golden::{Case, Field, check, parse_float};

const MAX_CHARS: usize = 1 << 20;

fn target(type_name: &str) -> Target<'_> {
    Target { type_name, max_chars: MAX_CHARS }
}

#[test]
fn specifications_are_as_in_cpython() {
    check("spec.tsv", 5000, |case| {
        let name = target(&case.op);
        match case.op.as_str() {
            "str" => spec::format_str(case.text(0), case.text(1), name),
            "int" | "bool" => spec::format_int(case.int(0).as_ref(), case.text(1), name),
            "float" => spec::format_float(case.float(0), case.text(1), name),
            "complex" => spec::format_complex(case.float(0), case.float(1), case.text(2), name),
            op => panic!("unknown operation {op}"),
        }
        .field()
    });
}

#[test]
fn widths_beyond_the_bound_are_refused() {
    let target = Target { type_name: "int", max_chars: 100 };
    let five = Int::Small(5);
    assert_eq!(spec::format_int(five.as_ref(), "101", target), Err(Raise::Memory));
    assert!(spec::format_int(five.as_ref(), "100", target).is_ok());
    assert_eq!(spec::format_float(0.5, ".101f", target), Err(Raise::Memory));
    assert_eq!(spec::format_float(0.5, ".100f", target).map(|t| t.len()), Ok(102));
    assert_eq!(spec::format_str("x", "101", target), Err(Raise::Memory));
    for format in ["%101d", "%.101d", "%.101f", "%101s"] {
        let Some(Piece::Field(field)) = percent::parse(format).pop() else {
            panic!("{format} is one field");
        };
        let value = match field.conversion {
            's' => Value::Str("x"),
            _ => Value::Int(five.as_ref()),
        };
        assert_eq!(percent::format_field(&field, value, 100), Err(Raise::Memory));
        assert!(percent::format_field(&field, value, 101).is_ok());
    }
}

#[test]
fn wide_fields_are_as_wide_as_asked() {
    let five = Int::Small(5);
    for spec in ["100000", "0100000", "0100000,", "^100000x"] {
        let text = spec::format_int(five.as_ref(), spec, target("int"));
        let length = text.map(|text| text.len());
        // 100,000 places would begin with a separator, so there is one zero more.
        assert_eq!(length, Ok(if spec.ends_with(',') { 100_001 } else { 100_000 }));
    }
    for spec in [".100000f", ".100000e", "#.100000g", "0100000%"] {
        let text = spec::format_float(0.1, spec, target("float")).expect("within the bound");
        assert!(text.len() >= 100_000);
    }
    for format in ["%100000d", "%0100000d", "%.100000d", "%.99998f", "%0100000e"] {
        let Some(Piece::Field(field)) = percent::parse(format).pop() else {
            panic!("{format} is one field");
        };
        let text = percent::format_field(&field, Value::Int(five.as_ref()), MAX_CHARS);
        assert_eq!(text.map(|text| text.len()), Ok(100_000));
    }
}

#[test]
fn percent_formats_are_as_in_cpython() {
    check("percent.tsv", 3500, |case| percent_answer(case).field());
}

/// What the machine does with the pieces, for values of three types.
fn percent_answer(case: &Case) -> Result<String, Raise> {
    let mut values = (1..case.len()).map(|at| Owned::parse(case.text(at)));
    let mut out = String::new();
    for piece in percent::parse(case.text(0)) {
        let mut field = match piece {
            Piece::Literal(text) => {
                out.push_str(&text);
                continue;
            }
            Piece::Fail(failure) => {
                let ints = values.map(|value| value.int().is_some());
                return Err(failure.into_raise(false, ints));
            }
            Piece::Field(field) => field,
        };
        if field.key.is_some() {
            return Err(percent::requires_mapping());
        }
        let mut next = || values.next().ok_or_else(percent::not_enough_arguments);
        if field.width == Amount::Star {
            field.set_width(next()?.int())?;
        }
        if field.precision == Amount::Star {
            field.set_precision(next()?.int())?;
        }
        let value = next()?;
        let quoted;
        let value = match (&value, field.conversion) {
            (Owned::Str(text), 'r') => {
                quoted = strrepr::repr(text);
                Value::Str(&quoted)
            }
            (Owned::Str(text), 'a') => {
                quoted = strrepr::ascii(text);
                Value::Str(&quoted)
            }
            (Owned::Str(text), _) => Value::Str(text),
            (Owned::Int(n), _) => Value::Int(n.as_ref()),
            (Owned::Float(x), _) => Value::Float(*x),
        };
        out.push_str(&percent::format_field(&field, value, MAX_CHARS)?);
    }
    match values.next() {
        Some(_) => Err(percent::not_all_converted()),
        None => Ok(out),
    }
}

enum Owned {
    Int(Int),
    Float(f64),
    Str(String),
}

impl Owned {
    fn parse(tagged: &str) -> Owned {
        let (tag, rest) = tagged.split_at(1);
        match tag {
            "i" => Owned::Int(int::parse(rest, 10).expect("an integer")),
            "f" => Owned::Float(parse_float(rest)),
            _ => Owned::Str(rest.into()),
        }
    }

    fn int(&self) -> Option<timeslice_machine::text::IntRef<'_>> {
        match self {
            Owned::Int(n) => Some(n.as_ref()),
            _ => None,
        }
    }
}

#[test]
fn templates_are_as_in_cpython() {
    check("strformat.tsv", 2500, |case| {
        let parts = strformat::parse(case.text(0));
        match render(&parts) {
            Ok(text) => text,
            Err(Failure::Raise(Raise::Key(key))) => format!("!KeyError: {}", strrepr::repr(&key)),
            Err(Failure::Raise(raise)) => format!("!{raise}"),
            Err(Failure::IndexKey(index)) => format!("!KeyError: {index}"),
            Err(Failure::Attribute) => "!AttributeError: attribute".into(),
        }
    });
}

enum Failure {
    Raise(Raise),
    Attribute,
    IndexKey(usize),
}

impl From<Raise> for Failure {
    fn from(raise: Raise) -> Failure {
        Failure::Raise(raise)
    }
}

/// A value with just enough of Python's behaviour for the templates of `formats.py`.
#[derive(Clone)]
enum Object {
    Int(i64),
    Float(f64),
    Str(&'static str),
    List(Vec<Object>),
    Dict(Vec<(&'static str, Object)>),
}

fn positional() -> Vec<Object> {
    use Object::*;
    let list = vec![Int(7), Str("x"), List(vec![Int(1), Int(2)])];
    let dict = vec![("k", Int(5)), ("0", Str("zero")), ("a b", Float(1.5))];
    vec![Int(42), Float(-3.75), Str("text"), List(list), Dict(dict)]
}

fn named() -> Vec<(&'static str, Object)> {
    use Object::*;
    vec![("a", Int(1)), ("name", Str("né")), ("width", Int(10)), ("n", Int(3))]
}

fn render(parts: &[Part]) -> Result<String, Failure> {
    let mut out = String::new();
    for part in parts {
        let field = match part {
            Part::Literal(text) => {
                out.push_str(text);
                continue;
            }
            Part::Fail(raise) => return Err(raise.clone().into()),
            Part::Field(field) => field,
        };
        let mut object = match &field.first {
            First::Index(index) => positional()
                .get(*index)
                .cloned()
                .ok_or_else(|| strformat::index_out_of_range(*index))?,
            First::Name(name) => lookup(&named(), name)?,
        };
        for step in &field.steps {
            object = object.step(step)?;
        }
        let converted = match &field.conversion {
            Conversion::None => None,
            Conversion::Str => Some(object.str()),
            Conversion::Repr => Some(object.repr()),
            Conversion::Ascii => Some(strrepr::escape_non_ascii(&object.repr())),
            Conversion::Fail(raise) => return Err(raise.clone().into()),
        };
        let spec = render(&field.spec)?;
        out.push_str(&match (converted, &object) {
            (Some(text), _) => spec::format_str(&text, &spec, target("str"))?,
            (None, Object::Int(n)) => {
                spec::format_int(Int::Small(*n).as_ref(), &spec, target("int"))?
            }
            (None, Object::Float(x)) => spec::format_float(*x, &spec, target("float"))?,
            (None, Object::Str(text)) => spec::format_str(text, &spec, target("str"))?,
            (None, other) if spec.is_empty() => other.str(),
            (None, other) => {
                let name = if matches!(other, Object::List(_)) { "list" } else { "dict" };
                let text = format!("unsupported format string passed to {name}.__format__");
                return Err(Raise::Type(text).into());
            }
        });
    }
    Ok(out)
}

fn lookup(entries: &[(&'static str, Object)], key: &str) -> Result<Object, Failure> {
    let found = entries.iter().find(|(name, _)| *name == key);
    match found {
        Some((_, value)) => Ok(value.clone()),
        None => Err(Raise::Key(key.into()).into()),
    }
}

impl Object {
    fn step(&self, step: &Step) -> Result<Object, Failure> {
        Ok(match (self, step) {
            (_, Step::Fail(raise)) => return Err(raise.clone().into()),
            (Object::Int(_) | Object::Float(_), Step::Attribute(name)) if name == "real" => {
                self.clone()
            }
            (_, Step::Attribute(_)) => return Err(Failure::Attribute),
            (Object::List(items), Step::Index(index)) => items
                .get(*index)
                .cloned()
                .ok_or_else(|| Raise::Index("list index out of range".into()))?,
            (Object::List(_), Step::Key(_)) => {
                let text = "list indices must be integers or slices, not str";
                return Err(Raise::Type(text.into()).into());
            }
            (Object::Str(text), Step::Index(index)) => match text.get(*index..*index + 1) {
                Some(part) => Object::Str(part),
                None => return Err(Raise::Index("string index out of range".into()).into()),
            },
            (Object::Str(_), Step::Key(_)) => {
                let text = "string indices must be integers, not 'str'";
                return Err(Raise::Type(text.into()).into());
            }
            (Object::Dict(entries), Step::Key(key)) => lookup(entries, key)?,
            (Object::Dict(_), Step::Index(index)) => {
                return Err(Failure::IndexKey(*index));
            }
            (Object::Int(_) | Object::Float(_), _) => {
                let name = if matches!(self, Object::Int(_)) { "int" } else { "float" };
                let text = format!("'{name}' object is not subscriptable");
                return Err(Raise::Type(text).into());
            }
        })
    }

    fn str(&self) -> String {
        match self {
            Object::Str(text) => (*text).into(),
            other => other.repr(),
        }
    }

    fn repr(&self) -> String {
        match self {
            Object::Int(n) => n.to_string(),
            Object::Float(x) => float::repr(*x),
            Object::Str(text) => strrepr::repr(text),
            Object::List(items) => {
                let shown: Vec<String> = items.iter().map(Object::repr).collect();
                format!("[{}]", shown.join(", "))
            }
            Object::Dict(entries) => {
                let shown: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| format!("{}: {}", strrepr::repr(key), value.repr()))
                    .collect();
                format!("{{{}}}", shown.join(", "))
            }
        }
    }
}
