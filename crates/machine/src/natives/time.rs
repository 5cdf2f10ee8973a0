//! The module `time` on the virtual clock, in UTC; `sleep` is with the threads.
//!
//! Nothing here reads a clock of the host: the simulated world begins at 2024-01-01T00:00:00Z and
//! time is what the machine says it is.

use std::sync::Arc;

use super::numbers::arguments::{int_arg, keywords, optional, wrong_receiver};
use crate::attrs::AttrMap;
use crate::frame::Cont;
use crate::heap::make_mut;
use crate::machine::{Machine, R, Signal};
use crate::native::{ANY, Args, NativeDef, function, method};
use crate::native_object::NativeObject;
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::text::Int;
use crate::text::calendar::{TimeTuple, days_from_civil};
use crate::text::strftime::{Zone, strftime};
use crate::text::strptime::strptime;
use crate::value::{Ref, Value};

/// The moment at which virtual time is zero: 2024-01-01T00:00:00Z.
const EPOCH_NS: i64 = 1_704_067_200_000_000_000;
const SECOND_NS: i64 = 1_000_000_000;

/// Functions of the module. The three of `struct_time` become its methods in [`constants`].
pub(crate) const FUNCTIONS: &[NativeDef] = &[
    function("time", 0, 0, |m, _, _| Ok(seconds(real_ns(m)?))),
    function("time_ns", 0, 0, |m, _, _| Ok(Value::Int(real_ns(m)?))),
    function("monotonic", 0, 0, |m, _, _| Ok(seconds(monotonic(m)?))),
    function("monotonic_ns", 0, 0, |m, _, _| Ok(Value::Int(monotonic(m)?))),
    function("perf_counter", 0, 0, |m, _, _| Ok(seconds(monotonic(m)?))),
    function("perf_counter_ns", 0, 0, |m, _, _| Ok(Value::Int(monotonic(m)?))),
    function("process_time", 0, 0, |m, _, _| Ok(seconds(cpu_ns(m)?))),
    function("process_time_ns", 0, 0, |m, _, _| Ok(Value::Int(cpu_ns(m)?))),
    function("thread_time", 0, 0, |m, _, _| Ok(seconds(cpu_ns(m)?))),
    function("thread_time_ns", 0, 0, |m, _, _| Ok(Value::Int(cpu_ns(m)?))),
    function("clock_gettime", 1, 1, |m, args, cont| Ok(seconds(clock(m, args, cont)?))),
    function("clock_gettime_ns", 1, 1, |m, args, cont| Ok(Value::Int(clock(m, args, cont)?))),
    function("clock_getres", 1, 1, clock_resolution),
    function("get_clock_info", 1, 1, get_clock_info),
    function("gmtime", 0, 1, gmtime),
    function("localtime", 0, 1, localtime),
    function("mktime", 1, 1, mktime),
    function("asctime", 0, 1, asctime),
    function("ctime", 0, 1, ctime),
    function("strftime", 1, 2, format_time),
    function("strptime", 1, 2, parse_time),
    function("tzset", 0, 0, |_, _, _| Ok(Value::None)),
    function("_struct_time_new", 1, ANY, struct_time_new).kw(),
    method("_struct_time_repr", 1, 1, struct_time_repr),
    method("_struct_time_reduce", 1, 1, struct_time_reduce),
];

const STRUCT_TIME: &str = "struct_time";

const FIELDS: [&str; 9] = [
    "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
];

const CLOCKS: [(&str, i64); 7] = [
    ("CLOCK_REALTIME", 0),
    ("CLOCK_MONOTONIC", 1),
    ("CLOCK_PROCESS_CPUTIME_ID", 2),
    ("CLOCK_THREAD_CPUTIME_ID", 3),
    ("CLOCK_MONOTONIC_RAW", 4),
    ("CLOCK_BOOTTIME", 7),
    ("CLOCK_TAI", 11),
];

/// The module's constants, and the class `struct_time`.
pub(crate) fn constants(m: &mut Machine) -> Vec<(&'static str, Value)> {
    let utc = m.str("UTC");
    let names = m.tuple(vec![utc, utc]);
    let mut all = vec![
        ("timezone", Value::Int(0)),
        ("altzone", Value::Int(0)),
        ("daylight", Value::Int(0)),
        ("tzname", names),
        ("_STRUCT_TM_ITEMS", Value::Int(11)),
    ];
    all.extend(CLOCKS.iter().map(|(name, id)| (*name, Value::Int(*id))));
    // It derives from tuple and is made of nothing of the program's, so nothing here can fail.
    if let Ok(cls) = make_struct_class(m) {
        all.push((STRUCT_TIME, cls.into()));
    }
    all
}

fn make_struct_class(m: &mut Machine) -> R<Ref> {
    let namespace = m.alloc(Kind::Dict(Arc::default()));
    let fields = FIELDS.iter().map(|name| m.intern(name).into()).collect();
    let fields = m.tuple(fields);
    let empty = m.tuple(Vec::new());
    let module = m.str("time");
    let mut entries = vec![
        (sym::MODULE, module),
        (sym::MATCH_ARGS, fields),
        (sym::SLOTS, empty),
        (m.intern("n_fields"), Value::Int(11)),
        (m.intern("n_sequence_fields"), Value::Int(9)),
        (m.intern("n_unnamed_fields"), Value::Int(0)),
    ];
    if let Some(time) = m.loaded_module("time")
        && let Kind::Module(_, dict) = *m.get(time)
    {
        for (function, name) in [
            ("_struct_time_new", sym::NEW),
            ("_struct_time_repr", sym::REPR),
            ("_struct_time_reduce", sym::REDUCE),
        ] {
            let function = m.intern(function);
            if let Some(f) = m.dict_remove_symbol(dict, function) {
                entries.push((name, f));
            }
        }
    }
    for (name, value) in entries {
        m.dict_set_simple(namespace, name.into(), value)?;
    }
    let cls = m.new_class(STRUCT_TIME, vec![class::TUPLE], namespace, class::TYPE)?;
    if let Kind::Class(data) = m.get_mut(cls) {
        let flags = &mut make_mut(data).flags;
        flags.builtin = true;
        flags.sealed = true;
    }
    Ok(cls)
}

/// The class `struct_time`, whatever a program has put in its place in the module.
fn struct_class(m: &Machine) -> Ref {
    let Kind::Class(tuple) = m.get(class::TUPLE) else { return class::TUPLE };
    let is_it = |r: &&Ref| matches!(m.get(**r), Kind::Class(c) if c.flags.builtin && &*c.name == STRUCT_TIME);
    tuple.subclasses.iter().find(is_it).copied().unwrap_or(class::TUPLE)
}

fn real_ns(m: &mut Machine) -> R<i64> {
    Ok(EPOCH_NS.saturating_add(monotonic(m)?))
}

fn monotonic(m: &mut Machine) -> R<i64> {
    m.look_at_clock()?;
    Ok(0_i64.saturating_add_unsigned(m.now_ns()))
}

/// Processor time: the bytecodes executed, at their price.
fn cpu_ns(m: &mut Machine) -> R<i64> {
    m.look_at_clock()?;
    Ok(0_i64.saturating_add_unsigned(m.steps.saturating_mul(m.w.bytecode_ns)))
}

fn seconds(ns: i64) -> Value {
    // As `PyTime_AsSecondsDouble`: whole seconds stay exact.
    Value::Float(if ns % SECOND_NS == 0 { (ns / SECOND_NS) as f64 } else { ns as f64 / 1e9 })
}

/// An OSError with a number and its text.
fn os_error<T>(m: &mut Machine, errno: i64, message: &str) -> R<T> {
    let text = m.str(message);
    let exc = m.exception_with(class::OS_ERROR, vec![Value::Int(errno), text]);
    m.set_attr_raw(exc, sym::ERRNO, Value::Int(errno));
    m.set_attr_raw(exc, sym::STRERROR, text);
    Err(Signal::Raise(exc))
}

fn clock(m: &mut Machine, args: Args, _: Cont) -> R<i64> {
    let v = m.arg(args, 0);
    let Some(id) = m.as_int(v) else {
        let kind = m.type_name(v);
        return m.type_error(&format!("clk_id should be integer, not {kind}"));
    };
    match id {
        Int::Small(0 | 11) => real_ns(m),
        Int::Small(1 | 4 | 7) => monotonic(m),
        Int::Small(2 | 3) => cpu_ns(m),
        _ => os_error(m, 22, "Invalid argument"),
    }
}

fn clock_resolution(m: &mut Machine, args: Args, cont: Cont) -> R {
    clock(m, args, cont)?;
    Ok(Value::Float(1e-9))
}

fn get_clock_info(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = m.arg(args, 0);
    let Some(name) = m.text(v).map(|t| t.as_str().to_owned()) else {
        let kind = m.type_name(v);
        return m.type_error(&format!("get_clock_info() argument 1 must be str, not {kind}"));
    };
    let clock = match name.as_str() {
        "time" => "CLOCK_REALTIME",
        "monotonic" | "perf_counter" => "CLOCK_MONOTONIC",
        "process_time" => "CLOCK_PROCESS_CPUTIME_ID",
        "thread_time" => "CLOCK_THREAD_CPUTIME_ID",
        _ => return m.value_error("unknown clock"),
    };
    let fields = vec![
        ("implementation", m.string(format!("clock_gettime({clock})"))),
        ("monotonic", Value::Bool(name != "time")),
        ("adjustable", Value::Bool(name == "time")),
        ("resolution", Value::Float(1e-9)),
    ];
    Ok(m.alloc(Kind::Other(Arc::new(NativeObject::Struct("namespace", fields)))))
}

/// The seconds given to `gmtime` and its kin, rounded down; now when there are none.
fn timestamp_arg(m: &mut Machine, args: Args, cont: Cont) -> R<i64> {
    let Some(v) = optional(m.arg(args, 0)) else {
        return Ok(real_ns(m)?.div_euclid(SECOND_NS));
    };
    const RANGE: &str = "timestamp out of range for platform time_t";
    if let Value::Float(x) = m.unwrap(v) {
        if x.is_nan() {
            return m.value_error("Invalid value NaN (not a number)");
        }
        let x = libm::floor(x);
        if !(i64::MIN as f64..-(i64::MIN as f64)).contains(&x) {
            return m.raise(class::OVERFLOW_ERROR, RANGE);
        }
        return Ok(x as i64);
    }
    match int_arg(m, args, cont, v)? {
        Int::Small(n) => Ok(n),
        Int::Big(_) => m.raise(class::OVERFLOW_ERROR, RANGE),
    }
}

/// The civil time of a timestamp; the year must fit C's int.
fn civil(m: &mut Machine, timestamp: i64) -> R<TimeTuple> {
    // 2^31 years are fewer than 7e16 seconds.
    if timestamp.unsigned_abs() < 70_000_000_000_000_000 {
        let time = TimeTuple::from_timestamp(timestamp);
        if i32::try_from(time.year - 1900).is_ok() {
            return Ok(time);
        }
    }
    os_error(m, 75, "Value too large for defined data type")
}

/// A `struct_time`: a tuple with names.
fn struct_time(m: &mut Machine, fields: &[Value], zone: Value, offset: Value) -> Value {
    let tuple = m.tuple(fields.to_vec());
    let mut attrs = AttrMap::default();
    attrs.set(sym::INNER, tuple);
    for (name, value) in FIELDS.iter().zip(fields) {
        let name = m.intern(name);
        attrs.set(name, *value);
    }
    for (name, value) in [("tm_zone", zone), ("tm_gmtoff", offset)] {
        let name = m.intern(name);
        attrs.set(name, value);
    }
    let cls = struct_class(m);
    m.alloc(Kind::Instance(cls, Arc::new(attrs)))
}

fn struct_of(m: &mut Machine, time: &TimeTuple, zone: &str) -> Value {
    let fields = time.fields().map(Value::Int);
    let zone = m.str(zone);
    struct_time(m, &fields, zone, Value::Int(0))
}

fn gmtime(m: &mut Machine, args: Args, cont: Cont) -> R {
    let timestamp = timestamp_arg(m, args, cont)?;
    let time = civil(m, timestamp)?;
    // glibc calls the zone of gmtime GMT.
    Ok(struct_of(m, &time, "GMT"))
}

fn localtime(m: &mut Machine, args: Args, cont: Cont) -> R {
    let timestamp = timestamp_arg(m, args, cont)?;
    let time = civil(m, timestamp)?;
    Ok(struct_of(m, &time, "UTC"))
}

/// The nine numbers of a tuple or struct_time (`gettmarg` of timemodule.c).
fn fields_arg(m: &mut Machine, args: Args, cont: Cont, v: Value, function: &str) -> R<[i64; 9]> {
    let is_tuple = matches!(m.unwrap(v), Value::Obj(r) if matches!(m.get(r), Kind::Tuple(_)));
    if !is_tuple {
        return m.type_error("Tuple or struct_time argument required");
    }
    let items = m.tuple_items(v);
    if items.len() != 9 {
        return m.type_error(&format!("{function}(): illegal time tuple argument"));
    }
    let mut fields = [0; 9];
    for (field, item) in fields.iter_mut().zip(items) {
        let n = int_arg(m, args, cont, item)?;
        let n = n.as_ref();
        match n.to_i64().and_then(|n| i32::try_from(n).ok()) {
            Some(n) => *field = i64::from(n),
            None => {
                let bound =
                    if n.is_negative() { "less than minimum" } else { "greater than maximum" };
                return m.raise(class::OVERFLOW_ERROR, &format!("signed integer is {bound}"));
            }
        }
    }
    Ok(fields)
}

/// The time given as argument `i`, or now.
fn time_arg(m: &mut Machine, args: Args, cont: Cont, i: usize, function: &str) -> R<TimeTuple> {
    match m.arg(args, i) {
        Value::Null => {
            let now = real_ns(m)?.div_euclid(SECOND_NS);
            civil(m, now)
        }
        v => {
            let fields = fields_arg(m, args, cont, v, function)?;
            m.checked(TimeTuple::from_fields(fields))
        }
    }
}

/// Fields beyond their ranges count on, as C's `mktime` has it.
fn mktime(m: &mut Machine, args: Args, cont: Cont) -> R {
    let [year, month, day, hour, minute, second, ..] =
        fields_arg(m, args, cont, m.arg(args, 0), "mktime")?;
    let (year, month) = (year + (month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1);
    let days = days_from_civil(year, month, 1) + day - 1;
    let timestamp = days * 86_400 + hour * 3_600 + minute * 60 + second;
    Ok(Value::Float(timestamp as f64))
}

fn asctime(m: &mut Machine, args: Args, cont: Cont) -> R {
    let time = time_arg(m, args, cont, 0, "asctime")?;
    Ok(m.string(time.asctime()))
}

fn ctime(m: &mut Machine, args: Args, cont: Cont) -> R {
    let timestamp = timestamp_arg(m, args, cont)?;
    let time = civil(m, timestamp)?;
    Ok(m.string(time.asctime()))
}

fn format_time(m: &mut Machine, args: Args, cont: Cont) -> R {
    let v = m.arg(args, 0);
    let Some(format) = m.text(v).map(|t| t.as_str().to_owned()) else {
        let kind = m.type_name(v);
        return m.type_error(&format!("strftime() argument 1 must be str, not {kind}"));
    };
    let time = time_arg(m, args, cont, 1, "strftime")?;
    if format.contains('\0') {
        return m.value_error("embedded null character");
    }
    let zone = m.intern("tm_zone");
    let zone = m.attr_raw(m.arg(args, 1), zone).and_then(|z| m.text(z));
    let name = zone.map_or_else(|| "UTC".to_owned(), |z| z.as_str().to_owned());
    let zone = Zone { name: &name, offset: Some(0), microsecond: None };
    Ok(m.string(strftime(&format, &time, zone)))
}

fn parse_time(m: &mut Machine, args: Args, _: Cont) -> R {
    let mut texts = ["".to_owned(), "%a %b %d %H:%M:%S %Y".to_owned()];
    for (i, text) in texts.iter_mut().enumerate().take(args.n) {
        let v = m.arg(args, i);
        match m.text(v) {
            Some(t) => *text = t.as_str().to_owned(),
            None => {
                let kind = m.class_path(m.class_of(v));
                return m.type_error(&format!(
                    "strptime() argument {i} must be str, not <class '{kind}'>"
                ));
            }
        }
    }
    let parsed = m.checked(strptime(&texts[0], &texts[1]))?;
    let fields = parsed.time.fields().map(Value::Int);
    let zone = if parsed.zone_named { m.str("UTC") } else { Value::None };
    let offset = parsed.offset.map_or(Value::None, |(seconds, _)| Value::Int(seconds));
    Ok(struct_time(m, &fields, zone, offset))
}

/// `structseq_new`: a sequence of 9 to 11 items, and a dict of those that it lacks.
fn struct_time_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let [source, named] = keywords(m, args, "structseq", 1, ["sequence", "dict"], 2, 1)?;
    let iterable = m.special(source, sym::ITER).is_some();
    let Some(items) = (if iterable { m.iterate_builtin(source)? } else { None }) else {
        return m.type_error("constructor requires a sequence");
    };
    if items.len() < 9 || items.len() > 11 {
        let (most, bound) = if items.len() < 9 { ("least", 9) } else { ("most", 11) };
        let len = items.len();
        return m.type_error(&format!(
            "time.struct_time() takes an at {most} {bound}-sequence ({len}-sequence given)"
        ));
    }
    let mut hidden = [items.get(9).copied(), items.get(10).copied()];
    for (key, value) in m.mapping_pairs(named).unwrap_or_default() {
        let Some(key) = m.text(key) else { continue };
        for (slot, name) in hidden.iter_mut().zip(["tm_zone", "tm_gmtoff"]) {
            if key.as_str() == name {
                slot.get_or_insert(value);
            }
        }
    }
    let [zone, offset] = hidden.map(|v| v.unwrap_or(Value::None));
    Ok(struct_time(m, &items[..9], zone, offset))
}

/// `repr` of a `struct_time`; `None` for other objects.
pub(crate) fn struct_text(m: &Machine, r: Ref) -> Option<String> {
    let Kind::Instance(cls, _) = m.get(r) else { return None };
    let Kind::Class(data) = m.get(*cls) else { return None };
    if !data.flags.builtin || &*data.name != STRUCT_TIME {
        return None;
    }
    let items = m.tuple_items(r.into());
    let fields: Vec<String> =
        FIELDS.iter().zip(items).map(|(n, v)| format!("{n}={}", m.short_repr(v, 80))).collect();
    Some(format!("time.struct_time({})", fields.join(", ")))
}

fn struct_time_repr(m: &mut Machine, args: Args, _: Cont) -> R {
    let text = m.arg(args, 0).as_ref().and_then(|r| struct_text(m, r));
    match text {
        Some(text) => Ok(m.string(text)),
        None => wrong_receiver(m, args, STRUCT_TIME),
    }
}

fn struct_time_reduce(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = m.arg(args, 0);
    let items = m.tuple_items(v);
    let items = m.tuple(items);
    let named = m.alloc(Kind::Dict(Arc::default()));
    for name in ["tm_zone", "tm_gmtoff"] {
        let name = m.intern(name);
        let value = m.attr_raw(v, name).unwrap_or(Value::None);
        m.dict_set_simple(named, name.into(), value)?;
    }
    let cls = m.class_of(v);
    let values = m.tuple(vec![items, named]);
    Ok(m.tuple(vec![cls.into(), values]))
}
