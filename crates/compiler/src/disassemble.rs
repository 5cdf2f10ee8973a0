//! Bytecode as text, for people.

use std::fmt::Write;

use crate::bytecode::{
    BinOp, CmpOp, Code, CodeFlags, Const, INPLACE, Instr, Op, Span, make_function,
};
use crate::stack_effect::jumps;

/// The instructions of `code` and of the code objects in it.
pub fn disassemble(code: &Code) -> String {
    let mut text = String::new();
    one(code, &mut text);
    text
}

fn one(code: &Code, text: &mut String) {
    header(code, text);
    let mut targets: Vec<u32> = code.instrs.iter().filter(|i| jumps(i.op)).map(|i| i.arg).collect();
    targets.extend(code.handlers.iter().flat_map(|h| [h.start, h.end, h.target]));
    targets.sort_unstable();
    targets.dedup();
    let label =
        |at: u32| targets.binary_search(&at).map_or(String::new(), |n| format!("L{}", n + 1));
    let mut line = 0;
    for (i, (instr, span)) in code.instrs.iter().zip(&code.spans).enumerate() {
        let here = code.source.line(span.start);
        let shown = if here == line { String::new() } else { here.to_string() };
        line = here;
        let mark = label(i as u32);
        let mark = if mark.is_empty() { mark } else { mark + ":" };
        let argument = argument(code, *instr, &label);
        let place = place(code, *span);
        let _ = writeln!(
            text,
            "{shown:>5} {mark:>5} {i:>4}  {:<24} {argument:<28} {place}",
            format!("{:?}", instr.op)
        );
    }
    if !code.handlers.is_empty() {
        text.push_str("exception table:\n");
        for h in &code.handlers {
            let (start, end, target) = (label(h.start), label(h.end), label(h.target));
            let _ = writeln!(text, "  {start} to {end} -> {target} depth {}", h.depth);
        }
    }
    for constant in &code.consts {
        if let Const::Code(inner) = constant {
            text.push('\n');
            one(inner, text);
        }
    }
}

fn header(code: &Code, text: &mut String) {
    let _ = writeln!(text, "{:?} {} (line {})", code.kind, code.qualname, code.first_line);
    let flags = [
        (CodeFlags::VARARGS, "varargs"),
        (CodeFlags::VARKEYWORDS, "varkeywords"),
        (CodeFlags::GENERATOR, "generator"),
        (CodeFlags::COROUTINE, "coroutine"),
        (CodeFlags::ASYNC_GENERATOR, "async generator"),
        (CodeFlags::LIBRARY, "library"),
        (CodeFlags::NESTED, "nested"),
    ];
    let flags: Vec<&str> =
        flags.iter().filter(|(bit, _)| code.flags.has(*bit)).map(|(_, name)| *name).collect();
    if !flags.is_empty() {
        let _ = writeln!(text, "  flags: {}", flags.join(", "));
    }
    if code.positional + code.keyword_only > 0 {
        let _ = writeln!(
            text,
            "  parameters: {} positional ({} positional-only), {} keyword-only",
            code.positional, code.positional_only, code.keyword_only
        );
    }
    if !code.locals.is_empty() {
        let locals: Vec<String> =
            (0..)
                .zip(&code.locals)
                .map(|(i, name)| {
                    if code.cells.contains(&i) {
                        format!("{name} (cell)")
                    } else {
                        name.to_string()
                    }
                })
                .collect();
        let _ = writeln!(text, "  locals: {}", locals.join(", "));
    }
    if !code.frees.is_empty() {
        let _ = writeln!(text, "  free: {}", code.frees.join(", "));
    }
    let _ = writeln!(text, "  stack: {}", code.max_stack);
}

/// Columns of the source range, with the anchor.
fn place(code: &Code, span: Span) -> String {
    if span.end <= span.start {
        return String::new();
    }
    let at = |offset| {
        let (line, column) = code.source.line_column(offset);
        format!("{line}:{column}")
    };
    let mut text = format!("{}-{}", at(span.start), at(span.end));
    if span.anchor_end > span.anchor_start {
        let _ = write!(text, " ^{}-{}", at(span.anchor_start), at(span.anchor_end));
    }
    text
}

fn argument(code: &Code, instr: Instr, label: &dyn Fn(u32) -> String) -> String {
    let n = instr.arg;
    let name = |i: u32| code.names.get(i as usize).map_or("?", |name| name);
    match instr.op {
        op if jumps(op) => format!("to {}", label(n)),
        Op::LoadConst => code.consts.get(n as usize).map_or("?".into(), constant),
        Op::LoadFast
        | Op::StoreFast
        | Op::DeleteFast
        | Op::ClearFast
        | Op::MakeCell
        | Op::LoadClosure
        | Op::LoadDeref
        | Op::StoreDeref
        | Op::DeleteDeref
        | Op::LoadClassDeref => {
            let slots = code.locals.iter().chain(&code.frees);
            slots.into_iter().nth(n as usize).map_or("?".into(), |name| name.to_string())
        }
        Op::LoadGlobal => {
            format!("{}{}", name(n >> 1), if n & 1 == 1 { " + NULL" } else { "" })
        }
        Op::LoadName
        | Op::StoreName
        | Op::DeleteName
        | Op::StoreGlobal
        | Op::DeleteGlobal
        | Op::LoadAttr
        | Op::LoadMethod
        | Op::StoreAttr
        | Op::DeleteAttr
        | Op::ImportName
        | Op::ImportFrom => name(n).to_string(),
        Op::BinaryOp => {
            let symbol = BinOp::ALL.get((n & !INPLACE) as usize).map_or("?", |op| op.symbol());
            format!("{symbol}{}", if n & INPLACE != 0 { "=" } else { "" })
        }
        Op::CompareOp => CmpOp::ALL.get(n as usize).map_or("?", |op| op.symbol()).to_string(),
        Op::ContainsOp => if n == 1 { "not in" } else { "in" }.to_string(),
        Op::IsOp => if n == 1 { "is not" } else { "is" }.to_string(),
        Op::ConvertValue => {
            ["", "str", "repr", "ascii"].get(n as usize).unwrap_or(&"?").to_string()
        }
        Op::MakeFunction => {
            let parts = [
                (make_function::DEFAULTS, "defaults"),
                (make_function::KWDEFAULTS, "kwdefaults"),
                (make_function::ANNOTATIONS, "annotations"),
                (make_function::CLOSURE, "closure"),
            ];
            let parts: Vec<&str> =
                parts.iter().filter(|(bit, _)| n & bit != 0).map(|(_, text)| *text).collect();
            parts.join(", ")
        }
        Op::UnpackEx => format!("{} before, {} after", n & 0xff, n >> 8),
        Op::Resume
        | Op::Copy
        | Op::Swap
        | Op::BuildSlice
        | Op::BuildTuple
        | Op::BuildList
        | Op::BuildSet
        | Op::BuildMap
        | Op::BuildString
        | Op::ListAppend
        | Op::SetAdd
        | Op::MapAdd
        | Op::ListExtend
        | Op::SetUpdate
        | Op::DictUpdate
        | Op::DictMerge
        | Op::UnpackSequence
        | Op::Call
        | Op::CallKw
        | Op::CallEx
        | Op::YieldValue
        | Op::GetAwaitable
        | Op::RaiseVarargs
        | Op::MatchClass => n.to_string(),
        _ => String::new(),
    }
}

/// A constant, shortened.
fn constant(constant: &Const) -> String {
    let list = |items: &[Const]| items.iter().map(self::constant).collect::<Vec<_>>().join(", ");
    match constant {
        Const::None => "None".into(),
        Const::Ellipsis => "...".into(),
        Const::Bool(true) => "True".into(),
        Const::Bool(false) => "False".into(),
        Const::Int(i) => i.to_string(),
        Const::BigInt(i) => i.to_string(),
        Const::Float(f) => format!("{f:?}"),
        Const::Complex(re, im) => format!("({re:?}+{im:?}j)"),
        Const::Str(s) => {
            let short: String = s.chars().take(40).collect();
            format!("{short:?}{}", if short.len() < s.len() { "…" } else { "" })
        }
        Const::Bytes(b) => format!("b\"{}\"", b.escape_ascii()),
        Const::Tuple(items) if items.len() == 1 => format!("({},)", list(items)),
        Const::Tuple(items) => format!("({})", list(items)),
        Const::FrozenSet(items) => format!("frozenset({{{}}})", list(items)),
        Const::Code(code) => format!("<code {}>", code.qualname),
    }
}
