//! From a written unit to a code object: labels to indices, superfluous jumps out, exception table.

use std::sync::Arc;

use super::unit::{FREE, Unit, Written};
use crate::bytecode::{Code, CodeFlags, Handler, Instr, Op, Source};
use crate::names::Names;
use crate::stack_effect::{falls_through, jumps};

/// How many jumps to jumps are followed: enough for any real nesting, finite for `while True: pass`.
const MAX_THREADED: usize = 16;

impl Unit<'_> {
    /// The finished code object.
    pub(super) fn finish(mut self, source: &Arc<Source>, names: &Names) -> Code {
        let order = self.number_slots(names);
        let targets: Vec<u32> =
            self.labels.iter().map(|l| l.at.unwrap_or(self.written.len() as u32)).collect();
        for written in &mut self.written {
            let instr = &mut written.instr;
            if jumps(instr.op) {
                instr.arg = targets[instr.arg as usize];
            } else if uses_slot(instr.op) {
                instr.arg = match instr.arg.checked_sub(FREE) {
                    Some(free) => self.slots.len() as u32 + free,
                    None => order[instr.arg as usize],
                };
            }
        }
        thread_jumps(&mut self.written);
        let kept = self.kept(&targets);
        let places = self.compact(&kept);
        let handlers = self.exception_table(&targets, &places);
        let mut locals = vec![None; self.slots.len()];
        let mut cells = Vec::new();
        for (slot, at) in self.slots.iter().zip(&order) {
            locals[*at as usize] = Some(names.text(slot.name).clone());
            if slot.cell {
                cells.push(*at);
            }
        }
        cells.sort_unstable();
        Code {
            name: self.name,
            qualname: self.qualname,
            source: source.clone(),
            first_line: self.first_line,
            kind: self.kind,
            flags: CodeFlags(self.flags),
            positional_only: self.positional_only,
            positional: self.positional,
            keyword_only: self.keyword_only,
            locals: locals.into_iter().flatten().collect(),
            cells,
            frees: self.frees.iter().map(|n| names.text(*n).clone()).collect(),
            consts: self.consts,
            names: self.names.iter().map(|n| names.text(*n).clone()).collect(),
            instrs: self.written.iter().map(|w| w.instr).collect(),
            spans: self.written.iter().map(|w| w.span).collect(),
            handlers,
            max_stack: self.max_depth,
            doc: self.doc,
        }
    }

    /// Final numbers of the slots: parameters, plain locals in order of first use, cells by name
    /// (the order in which CPython's `locals()` lists them).
    fn number_slots(&self, names: &Names) -> Vec<u32> {
        let mut order: Vec<usize> = (0..self.slots.len()).collect();
        order.sort_by(|a, b| {
            let key = |i: &usize| {
                let slot = &self.slots[*i];
                let late = slot.cell && !slot.parameter;
                (!slot.parameter, late, if late { names.text(slot.name).as_ref() } else { "" }, *i)
            };
            key(a).cmp(&key(b))
        });
        let mut numbers = vec![0; order.len()];
        for (number, slot) in order.into_iter().enumerate() {
            numbers[slot] = number as u32;
        }
        numbers
    }

    /// Which instructions stay: those that are reached and do something.
    fn kept(&self, targets: &[u32]) -> Vec<bool> {
        let nothing = vec![false; self.written.len()];
        let reached = self.reached(targets, &nothing);
        // Jumps to what follows anyway; removing one may uncover another before it.
        let mut kept = reached.clone();
        let mut idle = nothing;
        for at in (0..kept.len()).rev() {
            let Instr { op, arg } = self.written[at].instr;
            let target = arg as usize;
            if op == Op::Jump && target > at && !kept[at + 1..target].contains(&true) {
                kept[at] = false;
                idle[at] = reached[at];
            }
        }
        // Without them a handler may have nothing left to handle.
        let reached = self.reached(targets, &idle);
        kept.iter().zip(&reached).map(|(kept, reached)| *kept && *reached).collect()
    }

    /// Which instructions are reached when the `idle` jumps are left out.
    fn reached(&self, targets: &[u32], idle: &[bool]) -> Vec<bool> {
        let code = &self.written;
        let mut reached = vec![false; code.len()];
        let mut pending = vec![0];
        while let Some(mut at) = pending.pop() {
            while at < code.len() && !reached[at] {
                reached[at] = true;
                let Written { instr, region, .. } = code[at];
                if idle[at] {
                    // A jump over nothing that stays.
                    at = instr.arg as usize;
                    continue;
                }
                if let Some(region) = region.index() {
                    pending.push(targets[self.regions[region].handler.0 as usize] as usize);
                }
                if jumps(instr.op) {
                    pending.push(instr.arg as usize);
                }
                if !falls_through(instr.op) {
                    break;
                }
                at += 1;
            }
        }
        reached
    }

    /// Removes what is not kept; returns the new index of every old one.
    fn compact(&mut self, kept: &[bool]) -> Vec<u32> {
        let mut places = Vec::with_capacity(kept.len() + 1);
        let mut next = 0;
        for keep in kept {
            places.push(next);
            next += u32::from(*keep);
        }
        places.push(next);
        let mut keep = kept.iter();
        self.written.retain(|_| *keep.next().expect("one flag for each instruction"));
        for written in &mut self.written {
            if jumps(written.instr.op) {
                written.instr.arg = places[written.instr.arg as usize];
            }
        }
        places
    }

    /// One entry for every run of instructions with the same innermost handler: an exception in
    /// the handler finds the next one out, so entries need not overlap.
    fn exception_table(&self, targets: &[u32], places: &[u32]) -> Vec<Handler> {
        let mut table: Vec<Handler> = Vec::new();
        for (at, written) in self.written.iter().enumerate() {
            let Some(region) = written.region.index() else { continue };
            let state = self.regions[region];
            let target = places[targets[state.handler.0 as usize] as usize];
            let (at, depth) = (at as u32, state.depth);
            match table.last_mut() {
                Some(last) if last.end == at && last.target == target && last.depth == depth => {
                    last.end = at + 1;
                }
                _ => table.push(Handler { start: at, end: at + 1, target, depth }),
            }
        }
        table
    }
}

/// Whether the argument is a local slot.
fn uses_slot(op: Op) -> bool {
    matches!(
        op,
        Op::LoadFast
            | Op::StoreFast
            | Op::DeleteFast
            | Op::ClearFast
            | Op::MakeCell
            | Op::LoadClosure
            | Op::LoadDeref
            | Op::StoreDeref
            | Op::DeleteDeref
            | Op::LoadClassDeref
    )
}

/// Jumps to jumps go straight to the end; backward ones become preemption points, once.
fn thread_jumps(code: &mut [Written]) {
    for at in 0..code.len() {
        let Instr { op, arg } = code[at].instr;
        let mut target = arg as usize;
        match op {
            Op::Jump => {}
            Op::PopJumpIfTrue | Op::PopJumpIfFalse | Op::PopJumpIfNone | Op::PopJumpIfNotNone => {}
            _ => continue,
        }
        for _ in 0..MAX_THREADED {
            match code.get(target).map(|w| w.instr) {
                // A conditional jump stays a forward one: only `JumpBackward` can be preempted.
                Some(Instr { op: Op::Jump, arg }) if op == Op::Jump || arg as usize > at => {
                    target = arg as usize;
                }
                Some(Instr { op: Op::JumpBackward, arg }) if op == Op::Jump => {
                    target = arg as usize
                }
                _ => break,
            }
        }
        let instr = &mut code[at].instr;
        instr.arg = target as u32;
        if op == Op::Jump && target <= at {
            instr.op = Op::JumpBackward;
        }
    }
}
