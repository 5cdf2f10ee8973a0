//! The structure of a code object, checked: what the machine takes for granted.
//!
//! Stack depth is followed along all paths; jump targets, slots, constants and names must exist;
//! the exception table must be ordered and keep no more than there is.

use crate::bytecode::{Code, CodeKind, Const, Handler, Op};
use crate::stack_effect::{effect, falls_through, jumps};

/// The first fault found in `code` or in the code objects in it.
pub fn verify(code: &Code) -> Result<(), String> {
    one(code).map_err(|fault| format!("{}: {fault}", code.qualname))?;
    for constant in &code.consts {
        if let Const::Code(inner) = constant {
            verify(inner)?;
        }
    }
    Ok(())
}

fn one(code: &Code) -> Result<(), String> {
    if code.spans.len() != code.instrs.len() {
        return Err("spans and instructions differ in number".into());
    }
    arguments(code)?;
    table(&code.handlers, code.instrs.len())?;
    start(code)?;
    let depths = depths(code)?;
    if let Some(at) = depths.iter().position(Option::is_none) {
        return Err(format!("instruction {at} cannot be reached"));
    }
    Ok(())
}

/// `Resume 0` first, after the cells; another `Resume` after every `YieldValue`.
fn start(code: &Code) -> Result<(), String> {
    let first = code.instrs.iter().find(|i| i.op != Op::MakeCell);
    if first.is_none_or(|i| i.op != Op::Resume || i.arg != 0) {
        return Err("does not start with Resume 0".into());
    }
    for (at, instr) in code.instrs.iter().enumerate().filter(|(_, i)| i.op == Op::YieldValue) {
        let next = code.instrs.get(at + 1);
        let wanted = if instr.arg == 0 { 1..=1 } else { 2..=3 };
        if next.is_none_or(|i| i.op != Op::Resume || !wanted.contains(&i.arg)) {
            return Err(format!("no Resume after the YieldValue at {at}"));
        }
    }
    Ok(())
}

fn arguments(code: &Code) -> Result<(), String> {
    let slots = code.locals.len() + code.frees.len();
    let text = code.source.text.len();
    for (at, (instr, span)) in code.instrs.iter().zip(&code.spans).enumerate() {
        let n = instr.arg as usize;
        let cell = || n >= code.locals.len() || code.cells.contains(&instr.arg);
        let good = match instr.op {
            Op::LoadConst => n < code.consts.len(),
            Op::LoadFast | Op::StoreFast | Op::DeleteFast => n < code.locals.len() && !cell(),
            Op::ClearFast => n < code.locals.len(),
            Op::MakeCell => n < code.locals.len() && cell(),
            Op::LoadClosure | Op::LoadDeref | Op::StoreDeref | Op::DeleteDeref => {
                n < slots && cell()
            }
            Op::LoadClassDeref => n < slots && cell() && code.kind == CodeKind::Class,
            Op::LoadGlobal => n >> 1 < code.names.len(),
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
            | Op::ImportFrom => n < code.names.len(),
            Op::JumpBackward | Op::JumpBackwardNoInterrupt => n <= at,
            op if jumps(op) => n > at && n < code.instrs.len(),
            _ => true,
        };
        if !good {
            return Err(format!("bad argument of {:?} {} at {at}", instr.op, instr.arg));
        }
        let (start, end) = (span.start as usize, span.end as usize);
        let anchor = span.anchor_start..=span.anchor_end;
        let anchored = anchor.is_empty()
            || *anchor.end() == 0
            || (span.start <= *anchor.start() && *anchor.end() <= span.end);
        let boundaries = code.source.text.is_char_boundary(start.min(text))
            && code.source.text.is_char_boundary(end.min(text));
        if start > end || end > text || !anchored || !boundaries {
            return Err(format!("bad span {span:?} at {at}"));
        }
    }
    Ok(())
}

fn table(handlers: &[Handler], len: usize) -> Result<(), String> {
    let mut last = 0;
    for h in handlers {
        if h.start < last || h.start >= h.end || h.end as usize > len || h.target as usize >= len {
            return Err(format!("bad entry {h:?} in the exception table"));
        }
        last = h.end;
    }
    Ok(())
}

/// The depth of the stack before every instruction that can be reached.
fn depths(code: &Code) -> Result<Vec<Option<u32>>, String> {
    let mut depths: Vec<Option<u32>> = vec![None; code.instrs.len()];
    let mut pending = vec![(0usize, 0u32)];
    let mut highest = 0;
    while let Some((at, depth)) = pending.pop() {
        let Some(known) = depths.get_mut(at) else {
            return Err("runs past the end".into());
        };
        match known {
            Some(known) if *known == depth => continue,
            Some(known) => return Err(format!("depth {known} and {depth} at {at}")),
            None => *known = Some(depth),
        }
        let instr = code.instrs[at];
        let effect = effect(instr);
        if depth < effect.takes {
            return Err(format!("{:?} at {at} takes {} of {depth}", instr.op, effect.takes));
        }
        let base = depth - effect.takes;
        highest = highest.max(depth).max(base + effect.leaves);
        if instr.op == Op::ReturnValue && base != 0 {
            return Err(format!("{base} items left on the stack by the return at {at}"));
        }
        if let Some(there) = effect.leaves_jump {
            pending.push((instr.arg as usize, base + there));
        }
        if falls_through(instr.op) {
            pending.push((at + 1, base + effect.leaves));
        }
        let handler = code.handlers.iter().find(|h| (h.start..h.end).contains(&(at as u32)));
        if let Some(handler) = handler {
            // An exception may come before the instruction's own items are taken.
            if handler.depth > depth {
                return Err(format!("handler of {at} keeps {} of {depth}", handler.depth));
            }
            highest = highest.max(handler.depth + 1);
            pending.push((handler.target as usize, handler.depth + 1));
        }
    }
    if highest > code.max_stack {
        return Err(format!("uses {highest} of {} stack items", code.max_stack));
    }
    Ok(depths)
}
