//! `sys` and `gc`, and the program's own streams.

use std::sync::Arc;

use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::{Args, NativeDef, function};
use crate::native_object::NativeObject;
use crate::object::Kind;
use crate::settings::PythonVersion;
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

/// The most frames that `sys._getframe().f_back` leads to.
const MAX_FRAME_CHAIN: usize = 40;

/// Functions of `sys`.
pub const FUNCTIONS: &[NativeDef] = &[
    function("exit", 0, 1, exit),
    function("getrecursionlimit", 0, 0, getrecursionlimit),
    function("setrecursionlimit", 1, 1, setrecursionlimit),
    function("getswitchinterval", 0, 0, getswitchinterval),
    function("setswitchinterval", 1, 1, setswitchinterval),
    function("exc_info", 0, 0, exc_info),
    function("exception", 0, 0, exception),
    function("getsizeof", 1, 2, getsizeof),
    function("getrefcount", 1, 1, getrefcount),
    function("intern", 1, 1, intern),
    function("getdefaultencoding", 0, 0, getdefaultencoding),
    function("getfilesystemencoding", 0, 0, getdefaultencoding),
    function("_is_gil_enabled", 0, 0, is_gil_enabled),
    function("is_finalizing", 0, 0, no),
    function("set_coroutine_origin_tracking_depth", 0, 1, set_origin_depth).kw(),
    function("get_coroutine_origin_tracking_depth", 0, 0, origin_depth),
    function("excepthook", 3, 3, excepthook),
    function("__excepthook__", 3, 3, excepthook),
    function("unraisablehook", 1, 1, unraisablehook),
    function("__unraisablehook__", 1, 1, unraisablehook),
    function("settrace", 1, 1, refuse_trace),
    function("setprofile", 1, 1, refuse_trace),
    function("gettrace", 0, 0, nothing),
    function("_getframe", 0, 1, getframe),
    function("get_asyncgen_hooks", 0, 0, asyncgen_hooks),
    function("set_asyncgen_hooks", 0, 2, nothing).kw(),
];

/// Functions of `_gc`.
pub const GC: &[NativeDef] = &[
    function("collect", 0, 0, super::timeslice::collect),
    function("is_tracked", 1, 1, is_tracked),
];

/// Constants of `sys`.
pub fn constants(m: &mut Machine) -> Vec<(&'static str, Value)> {
    let mut stream = |fd| m.alloc(Kind::Other(Arc::new(NativeObject::Stream(fd))));
    let (stdin, stdout, stderr) = (stream(0), stream(1), stream(2));
    let mut bare =
        |kind, fields| m.alloc(Kind::Other(Arc::new(NativeObject::Struct(kind, fields))));
    let flags = bare(
        "sys.flags",
        vec![
            ("debug", Value::Int(0)),
            ("inspect", Value::Int(0)),
            ("interactive", Value::Int(0)),
            ("optimize", Value::Int(0)),
            ("dont_write_bytecode", Value::Int(0)),
            ("verbose", Value::Int(0)),
            ("dev_mode", Value::Bool(false)),
            ("utf8_mode", Value::Int(0)),
            ("thread_inherit_context", Value::Int(0)),
            ("context_aware_warnings", Value::Int(0)),
        ],
    );
    let float_info = bare(
        "sys.float_info",
        vec![
            ("max", Value::Float(f64::MAX)),
            ("max_exp", Value::Int(1024)),
            ("max_10_exp", Value::Int(308)),
            ("min", Value::Float(f64::MIN_POSITIVE)),
            ("min_exp", Value::Int(-1021)),
            ("min_10_exp", Value::Int(-307)),
            ("dig", Value::Int(15)),
            ("mant_dig", Value::Int(53)),
            ("epsilon", Value::Float(f64::EPSILON)),
            ("radix", Value::Int(2)),
            ("rounds", Value::Int(1)),
        ],
    );
    let hash_info = bare(
        "sys.hash_info",
        vec![
            ("width", Value::Int(64)),
            ("modulus", Value::Int((1 << 61) - 1)),
            ("inf", Value::Int(314_159)),
            ("nan", Value::Int(0)),
            ("imag", Value::Int(1_000_003)),
        ],
    );
    let release = m.str("final");
    let version_info = m.alloc(Kind::Other(Arc::new(NativeObject::Struct(
        "sys.version_info",
        vec![
            ("major", Value::Int(3)),
            ("minor", Value::Int(13)),
            ("micro", Value::Int(0)),
            ("releaselevel", release),
            ("serial", Value::Int(0)),
        ],
    ))));
    let name = m.str("cpython");
    let implementation = m.alloc(Kind::Other(Arc::new(NativeObject::Struct(
        "namespace",
        vec![("name", name), ("version", version_info)],
    ))));
    let version = m.str("3.13.0 (simulated by Timeslice)");
    let platform = m.str("linux");
    let executable = m.str("/usr/bin/python3");
    let byteorder = m.str("little");
    let empty = m.list(Vec::new());
    let modules = m.p.modules.into();
    vec![
        ("stdin", stdin),
        ("stdout", stdout),
        ("stderr", stderr),
        ("__stdin__", stdin),
        ("__stdout__", stdout),
        ("__stderr__", stderr),
        ("flags", flags),
        ("float_info", float_info),
        ("hash_info", hash_info),
        ("version_info", version_info),
        ("implementation", implementation),
        ("version", version),
        ("platform", platform),
        ("executable", executable),
        ("byteorder", byteorder),
        ("maxsize", Value::Int(i64::MAX)),
        ("maxunicode", Value::Int(0x10_ffff)),
        ("hexversion", Value::Int(0x030d_00f0)),
        ("path", empty),
        ("modules", modules),
        ("warnoptions", empty),
        ("dont_write_bytecode", Value::Bool(true)),
    ]
}

fn nothing(_: &mut Machine, _: Args, _: Cont) -> R {
    Ok(Value::None)
}

fn no(_: &mut Machine, _: Args, _: Cont) -> R {
    Ok(Value::Bool(false))
}

fn exit(m: &mut Machine, args: Args, _: Cont) -> R {
    let code = m.arg(args, 0);
    let code = if code.is_null() { Value::None } else { code };
    let values = if code.is_none() { Vec::new() } else { vec![code] };
    let exc = m.exception_with(class::SYSTEM_EXIT, values);
    m.set_attr_raw(exc, sym::CODE, code);
    Err(crate::machine::Signal::Raise(exc))
}

fn getrecursionlimit(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(Value::Int(i64::from(m.w.recursion_limit)))
}

fn setrecursionlimit(m: &mut Machine, args: Args, _: Cont) -> R {
    let n = m.int_arg(m.arg(args, 0))?;
    if n < 1 {
        return m.value_error("recursion limit must be greater or equal than 1");
    }
    m.w.recursion_limit = n.min(100_000) as u32;
    Ok(Value::None)
}

fn getswitchinterval(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(Value::Float(m.p.info.switch_interval_ns as f64 / 1e9))
}

fn setswitchinterval(m: &mut Machine, args: Args, _: Cont) -> R {
    let seconds = match m.unwrap(m.arg(args, 0)) {
        Value::Float(f) => f,
        Value::Int(i) => i as f64,
        other => {
            let kind = m.type_name(other);
            return m.type_error(&format!("must be real number, not {kind}"));
        }
    };
    if seconds <= 0.0 || seconds.is_nan() {
        return m.value_error("switch interval must be strictly positive");
    }
    m.p.info.switch_interval_ns = libm::round((seconds * 1e9).min(1e18)).max(1.0) as u64;
    Ok(Value::None)
}

fn exc_info(m: &mut Machine, _: Args, _: Cont) -> R {
    let exc = m.th.handled;
    if exc.is_none() {
        return Ok(m.tuple(vec![Value::None; 3]));
    }
    let cls = m.class_of(exc);
    let tb = m.attr_raw(exc, sym::TRACEBACK).unwrap_or(Value::None);
    Ok(m.tuple(vec![cls.into(), exc, tb]))
}

fn exception(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(m.th.handled)
}

fn getsizeof(m: &mut Machine, args: Args, _: Cont) -> R {
    Ok(Value::Int(match m.arg(args, 0) {
        Value::Obj(r) => m.get(r).size_bytes() as i64,
        Value::None => 16,
        _ => 28,
    }))
}

fn getrefcount(m: &mut Machine, args: Args, _: Cont) -> R {
    // None, True, small ints and interned strs are immortal since 3.12.
    const IMMORTAL: i64 = 4_294_967_295;
    Ok(Value::Int(match m.arg(args, 0) {
        Value::Obj(r) if r.0 >= crate::base::base().end => m.references(r),
        Value::Int(i) if !(-5..=256).contains(&i) => 3,
        Value::Float(_) => 3,
        _ => IMMORTAL,
    }))
}

fn intern(m: &mut Machine, args: Args, _: Cont) -> R {
    let v = m.arg(args, 0);
    match m.intern_value(v) {
        Some(r) => Ok(r.into()),
        None => {
            let kind = m.type_name(v);
            m.type_error(&format!("intern() argument must be str, not {kind}"))
        }
    }
}

fn getdefaultencoding(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(m.str("utf-8"))
}

fn is_gil_enabled(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(Value::Bool(m.settings.python != PythonVersion::V313t))
}

fn excepthook(m: &mut Machine, args: Args, cont: Cont) -> R {
    let exc = m.arg(args, 1);
    m.tail_library(args, "_print_exception", &[exc], cont)
}

fn unraisablehook(m: &mut Machine, args: Args, cont: Cont) -> R {
    let facts = m.arg(args, 0);
    m.tail_library(args, "_write_unraisable", &[facts], cont)
}

fn refuse_trace(m: &mut Machine, args: Args, _: Cont) -> R {
    if m.arg(args, 0).is_none() {
        return Ok(Value::None);
    }
    m.raise(
        class::NOT_IMPLEMENTED_ERROR,
        "trace and profile functions are not supported in Timeslice: the timeline shows every call",
    )
}

fn getframe(m: &mut Machine, args: Args, _: Cont) -> R {
    let depth = m.arg(args, 0);
    let depth = if depth.is_null() { 0 } else { m.int_arg(depth)?.max(0) as usize };
    let mut chain = Vec::new();
    while let Some(facts) = m.frame_facts(depth + chain.len()) {
        chain.push(facts);
        if chain.len() == MAX_FRAME_CHAIN {
            break;
        }
    }
    if chain.is_empty() {
        return m.value_error("call stack is not deep enough");
    }
    let mut back = Value::None;
    for (file, line, name, globals) in chain.into_iter().rev() {
        let (file, name) = (m.str(&file), m.str(&name));
        let code = m.alloc(Kind::Other(Arc::new(NativeObject::Struct(
            "code",
            vec![("co_filename", file), ("co_name", name), ("co_qualname", name)],
        ))));
        let fields = vec![
            ("f_code", code),
            ("f_lineno", Value::Int(line)),
            ("f_globals", globals.into()),
            ("f_back", back),
        ];
        back = m.alloc(Kind::Other(Arc::new(NativeObject::Struct("frame", fields))));
    }
    Ok(back)
}

fn set_origin_depth(m: &mut Machine, args: Args, _: Cont) -> R {
    let [depth] = m.bind(args, "set_coroutine_origin_tracking_depth", ["depth"], 1, 1)?;
    let depth = m.int_arg(depth)?;
    if depth < 0 {
        return m.value_error("depth must be >= 0");
    }
    m.w.origin_depth = depth.min(64) as u32;
    Ok(Value::None)
}

fn origin_depth(m: &mut Machine, _: Args, _: Cont) -> R {
    Ok(Value::Int(i64::from(m.w.origin_depth)))
}

fn asyncgen_hooks(m: &mut Machine, _: Args, _: Cont) -> R {
    let fields = vec![("firstiter", Value::None), ("finalizer", Value::None)];
    Ok(m.alloc(Kind::Other(Arc::new(NativeObject::Struct("sys.asyncgen_hooks", fields)))))
}

/// `is_tracked(obj)`: can be a part of a cycle.
fn is_tracked(m: &mut Machine, args: Args, _: Cont) -> R {
    let tracked = match m.arg(args, 0) {
        Value::Obj(r) => !matches!(
            m.get(r),
            Kind::Str(_)
                | Kind::BigInt(_)
                | Kind::Complex(..)
                | Kind::Bytes(_)
                | Kind::ByteArray(_)
        ),
        _ => false,
    };
    Ok(Value::Bool(tracked))
}

impl Machine {
    /// File, line and function of the frame `depth` above the running one, helpers not counted.
    pub(crate) fn frame_facts(&self, depth: usize) -> Option<(String, i64, String, Ref)> {
        let mut left = depth;
        let mut pc = self.th.pc;
        for (i, frame) in self.th.frames.iter().enumerate().rev() {
            if !self.is_helper(frame.code) {
                if left == 0 {
                    let code = self.code(frame.code);
                    let line =
                        code.lines.get((pc as usize).saturating_sub(1)).copied().unwrap_or(0);
                    let line = code.code.source.reported_line(line);
                    let name = code.code.name.to_string();
                    return Some((
                        code.code.source.name.to_string(),
                        i64::from(line),
                        name,
                        frame.globals,
                    ));
                }
                left -= 1;
            }
            pc = i.checked_sub(1).map_or(0, |i| self.th.frames[i].pc);
        }
        None
    }
}
