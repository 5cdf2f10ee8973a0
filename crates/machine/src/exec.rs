//! The interpreter loop.
//!
//! One call of [`Machine::execute`] runs the loaded thread until something stops it. Everything a
//! Python program can call back into is a frame on the thread's stack; no Rust function here calls
//! the loop again.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use timeslice_compiler::{BinOp, CmpOp, INPLACE, Instr, Op};
use timeslice_trace::EventKind;

use crate::access::{STRUCTURE, Touch};
use crate::frame::Cont;
use crate::heap::make_mut;
use crate::machine::{LoadedCode, Machine, R, Signal};
use crate::object::{IterData, Kind};
use crate::settings::PythonVersion;
use crate::symbols::{class, sym};
use crate::thread::Resume;
use crate::value::{Ref, Value};

/// Why [`Machine::execute`] came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// At a preemption point, as the soft limit asked.
    Preempt,
    /// At the limit of bytecodes.
    Limit,
    /// The thread waits.
    Blocked,
    /// Before a visible access, for the explorer.
    Yielded,
    /// The thread has ended.
    Finished,
    /// The run is over.
    Halt,
}

/// An operator on ints whose result is one of 64 bits again.
#[inline(always)]
fn small_int_op(op: u32, x: i64, y: i64) -> Option<i64> {
    match (op & !INPLACE) as u8 {
        n if n == BinOp::Add as u8 => x.checked_add(y),
        n if n == BinOp::Sub as u8 => x.checked_sub(y),
        n if n == BinOp::Mul as u8 => x.checked_mul(y),
        n if n == BinOp::And as u8 => Some(x & y),
        n if n == BinOp::Mod as u8 && y > 0 => Some(x.rem_euclid(y)),
        n if n == BinOp::FloorDiv as u8 && y > 0 => Some(x.div_euclid(y)),
        _ => None,
    }
}

#[inline(always)]
fn small_int_comparison(op: u32, x: i64, y: i64) -> bool {
    match op as u8 {
        n if n == CmpOp::Lt as u8 => x < y,
        n if n == CmpOp::Le as u8 => x <= y,
        n if n == CmpOp::Eq as u8 => x == y,
        n if n == CmpOp::Ne as u8 => x != y,
        n if n == CmpOp::Gt as u8 => x > y,
        _ => x >= y,
    }
}

/// What comes before an instruction.
enum Before {
    /// Nothing.
    Nothing,
    /// The thread stops.
    Stop(Stop),
    /// Another frame.
    Frame,
}

impl Machine {
    /// From how many bytecodes on the thread should be taken off at the next preemption point.
    pub(crate) fn set_soft_limit(&mut self, steps: u64) {
        self.soft_limit = steps;
        self.hard_limit = match self.settings.python {
            PythonVersion::V313 => self.stop_at,
            _ => self.stop_at.min(steps),
        };
    }

    /// How far the run may go for now.
    pub(crate) fn set_stop(&mut self, steps: u64) {
        self.stop_at = steps;
        self.set_soft_limit(self.soft_limit);
    }

    /// What to do when `steps` has reached the hard limit.
    #[cold]
    fn at_hard_limit(&mut self, previous: Option<Instr>, next: Instr) -> Before {
        // An instruction that waited has its memory in the thread: nothing may come between.
        let pushed = self.th.resume == Resume::default()
            && (self.check_memory() || self.p.finalizers && self.finalize_dropped());
        if self.outcome.is_some() {
            return Before::Stop(Stop::Halt);
        }
        self.set_soft_limit(self.soft_limit);
        if pushed {
            return Before::Frame;
        }
        if self.steps < self.hard_limit {
            return Before::Nothing;
        }
        if self.steps >= self.stop_at {
            return Before::Stop(Stop::Limit);
        }
        match self.settings.python {
            PythonVersion::Any | PythonVersion::V313t => Before::Stop(Stop::Preempt),
            PythonVersion::V39 => {
                // 3.9's FAST_DISPATCH opcodes do not poll, nor does it before SETUP_* and
                // YIELD_FROM (ceval.c:1440).
                let silent = previous.is_some_and(|i| {
                    matches!(
                        i.op,
                        Op::Nop
                            | Op::LoadFast
                            | Op::LoadConst
                            | Op::StoreFast
                            | Op::PopTop
                            | Op::Swap
                            | Op::Copy
                            | Op::PushNull
                            | Op::IsOp
                            | Op::ContainsOp
                            | Op::Jump
                    )
                });
                let skipped = matches!(next.op, Op::BeforeWith | Op::BeforeAsyncWith | Op::Send);
                if silent || skipped { Before::Nothing } else { Before::Stop(Stop::Preempt) }
            }
            PythonVersion::V313 => Before::Nothing,
        }
    }

    /// Runs the loaded thread until something stops it.
    pub(crate) fn execute(&mut self) -> Stop {
        'frame: loop {
            let Some(frame) = self.th.frames.last() else { return Stop::Finished };
            let base = frame.base as usize;
            let code: *const LoadedCode = Arc::as_ptr(&self.p.codes[frame.code as usize]);
            // SAFETY: the table of codes only grows, holds each code behind its own `Arc`, and the
            // loaded process is not exchanged while this function runs.
            let code = unsafe { &*code };
            let instrs = code.instrs.as_slice();
            // Counted here and written to the machine, which everybody else reads, but not read
            // back after instructions that are done in this loop: no step waits for the last one's
            // writes.
            let (mut pc, mut steps) = (self.th.pc as usize, self.steps);
            loop {
                let at = pc;
                let instr = instrs[at];
                if steps >= self.hard_limit {
                    let previous = at.checked_sub(1).map(|i| instrs[i]);
                    match self.at_hard_limit(previous, instr) {
                        Before::Frame => continue 'frame,
                        Before::Stop(stop) => return stop,
                        Before::Nothing => {}
                    }
                }
                pc = at + 1;
                steps += 1;
                self.th.pc = pc as u32;
                self.steps = steps;
                let namer = self.th.namer;
                let arg = instr.arg as usize;
                let result: R<()> = match instr.op {
                    Op::Nop => continue,
                    Op::Resume => {
                        if arg < 2 && self.steps >= self.soft_limit {
                            return Stop::Preempt;
                        }
                        continue;
                    }
                    Op::PopTop => {
                        let v = self.pop();
                        self.drop_value(v);
                        continue;
                    }
                    Op::PushNull => {
                        self.push(Value::Null);
                        continue;
                    }
                    Op::Copy => {
                        let v = self.peek(arg - 1);
                        self.push(v);
                        continue;
                    }
                    Op::Swap => {
                        let top = self.th.stack.len() - 1;
                        self.th.stack.swap(top, top + 1 - arg);
                        continue;
                    }
                    Op::LoadConst => {
                        let v = code.consts[arg];
                        if let Value::Int(y) = v
                            && let Some(done) = self.take_in(instrs, pc, steps, y)
                        {
                            (pc, steps) = done;
                            continue;
                        }
                        self.push(v);
                        continue;
                    }
                    Op::LoadFast => {
                        let v = self.th.stack[base + arg];
                        if let Value::Int(y) = v
                            && let Some(done) = self.take_in(instrs, pc, steps, y)
                        {
                            (pc, steps) = done;
                            continue;
                        }
                        if !v.is_null() {
                            self.push(v);
                            continue;
                        }
                        self.unbound_local(code, arg)
                    }
                    Op::StoreFast => {
                        let v = self.pop();
                        let old = std::mem::replace(&mut self.th.stack[base + arg], v);
                        self.drop_value(old);
                        continue;
                    }
                    Op::DeleteFast => {
                        if self.th.stack[base + arg].is_null() {
                            self.unbound_local(code, arg)
                        } else {
                            let old =
                                std::mem::replace(&mut self.th.stack[base + arg], Value::Null);
                            self.drop_value(old);
                            continue;
                        }
                    }
                    Op::ClearFast => {
                        let old = std::mem::replace(&mut self.th.stack[base + arg], Value::Null);
                        self.drop_value(old);
                        continue;
                    }
                    Op::LoadGlobal => self.load_global(code, instr.arg),
                    Op::BinaryOp => {
                        let b = self.peek(0);
                        let a = self.peek(1);
                        if let (Value::Int(x), Value::Int(y)) = (a, b) {
                            if let Some(v) = small_int_op(instr.arg, x, y) {
                                self.th.stack.pop();
                                *self.th.stack.last_mut().expect("two operands") = Value::Int(v);
                                continue;
                            }
                        } else if let (Value::Float(x), Value::Float(y)) = (a, b) {
                            let fast = match (instr.arg & !INPLACE) as u8 {
                                n if n == BinOp::Add as u8 => Some(x + y),
                                n if n == BinOp::Sub as u8 => Some(x - y),
                                n if n == BinOp::Mul as u8 => Some(x * y),
                                _ => None,
                            };
                            if let Some(v) = fast {
                                self.th.stack.pop();
                                *self.th.stack.last_mut().expect("two operands") = Value::Float(v);
                                continue;
                            }
                        }
                        self.binary_op(instr.arg)
                    }
                    Op::CompareOp => {
                        if let (Value::Int(x), Value::Int(y)) = (self.peek(1), self.peek(0)) {
                            let v = small_int_comparison(instr.arg, x, y);
                            self.th.stack.pop();
                            let next = instrs[pc];
                            if matches!(next.op, Op::PopJumpIfFalse | Op::PopJumpIfTrue)
                                && steps < self.hard_limit
                            {
                                // The jump that nearly always follows, without a bool in between.
                                self.th.stack.pop();
                                let jumps = v == (next.op == Op::PopJumpIfTrue);
                                pc = if jumps { next.arg as usize } else { pc + 1 };
                                steps += 1;
                                self.th.pc = pc as u32;
                                self.steps = steps;
                                continue;
                            }
                            *self.th.stack.last_mut().expect("two operands") = Value::Bool(v);
                            continue;
                        }
                        self.compare_op(instr.arg)
                    }
                    Op::PopJumpIfTrue | Op::PopJumpIfFalse => {
                        let v = self.peek(0);
                        let truth = match v {
                            Value::Bool(b) => Ok(b),
                            _ => self.truth_or_retry(v),
                        };
                        match truth {
                            Ok(b) => {
                                self.th.stack.pop();
                                if b == (instr.op == Op::PopJumpIfTrue) {
                                    pc = arg;
                                    self.th.pc = instr.arg;
                                }
                                continue;
                            }
                            Err(signal) => Err(signal),
                        }
                    }
                    Op::PopJumpIfNone => {
                        if self.pop().is_none() {
                            pc = arg;
                            self.th.pc = instr.arg;
                        }
                        continue;
                    }
                    Op::PopJumpIfNotNone => {
                        if !self.pop().is_none() {
                            pc = arg;
                            self.th.pc = instr.arg;
                        }
                        continue;
                    }
                    Op::Jump | Op::JumpBackwardNoInterrupt => {
                        pc = arg;
                        self.th.pc = instr.arg;
                        continue;
                    }
                    Op::JumpBackward => {
                        pc = arg;
                        self.th.pc = instr.arg;
                        if self.p.heap.bytes() >= self.p.check_bytes {
                            self.hard_limit = 0;
                        }
                        let in_vain = self.explore.is_some() && self.turned_in_vain();
                        if in_vain || self.steps >= self.soft_limit {
                            return Stop::Preempt;
                        }
                        continue;
                    }
                    Op::ForIter => {
                        if let Value::Obj(r) = self.peek(0)
                            && let Kind::RangeIter(next, stop) = self.get(r)
                        {
                            let (next, stop) = (*next, *stop);
                            if next < stop {
                                if let Kind::RangeIter(n, _) = self.get_mut(r) {
                                    *n += 1;
                                }
                                self.push(Value::Int(next));
                            } else {
                                self.th.stack.pop();
                                pc = arg;
                                self.th.pc = instr.arg;
                            }
                            continue;
                        }
                        self.for_iter(instr.arg)
                    }
                    Op::Call => {
                        let result = self.call(arg);
                        if matches!(result, Ok(())) && self.steps >= self.soft_limit {
                            return Stop::Preempt;
                        }
                        result
                    }
                    Op::CallKw => {
                        let result = self.call_kw(arg);
                        if matches!(result, Ok(())) && self.steps >= self.soft_limit {
                            return Stop::Preempt;
                        }
                        result
                    }
                    Op::CallEx => {
                        let result = self.call_ex(arg == 1);
                        if matches!(result, Ok(())) && self.steps >= self.soft_limit {
                            return Stop::Preempt;
                        }
                        result
                    }
                    Op::WithExit => {
                        let result = self.with_exit();
                        if matches!(result, Ok(())) && self.steps >= self.soft_limit {
                            return Stop::Preempt;
                        }
                        result
                    }
                    Op::ReturnValue => match self.before_last_return() {
                        Ok(()) => {
                            let v = self.pop();
                            match self.return_value(v) {
                                Ok(()) if self.th.frames.is_empty() => return Stop::Finished,
                                Ok(()) => continue 'frame,
                                Err(signal) => Err(signal),
                            }
                        }
                        Err(signal) => Err(signal),
                    },
                    Op::StoreAttr => self.store_attr(code.names[arg]),
                    Op::BinarySubscr => self.subscript(),
                    Op::StoreSubscr => self.store_subscript(),
                    Op::LoadName => self.load_name(code, arg),
                    Op::StoreName => self.store_name(code, arg),
                    Op::YieldValue => {
                        let v = self.pop();
                        self.yield_value(v)
                    }
                    Op::Send => self.send(instr.arg),
                    Op::LoadMethod => self.load_method(code.names[arg]),
                    Op::LoadAttr => {
                        if self.p.finalizers && at > 0 && code.instrs[at - 1].op == Op::Call {
                            let v = self.peek(0);
                            self.drop_value(v);
                        }
                        self.load_attr(code.names[arg])
                    }
                    _ => self.execute_rare(code, base, instr),
                };
                match result {
                    Ok(()) => pc = self.th.pc as usize,
                    Err(Signal::Pushed) => continue 'frame,
                    Err(Signal::Raise(exc)) => {
                        // `raise` alone goes on with a traceback that has this frame already.
                        let again = instr.op == Op::Reraise
                            || instr.op == Op::RaiseVarargs && arg == 0 && exc.is(self.th.handled);
                        if !self.unwind(exc, !again) {
                            return Stop::Finished;
                        }
                        continue 'frame;
                    }
                    Err(Signal::Block) => {
                        // Made again, the instruction gives the same names. It counts both times:
                        // the attempt took time, and the state after it can be visited.
                        self.th.namer = namer;
                        self.th.pc = at as u32;
                        return Stop::Blocked;
                    }
                    Err(Signal::Yield) => {
                        self.th.namer = namer;
                        self.th.pc = at as u32;
                        self.steps -= 1;
                        return Stop::Yielded;
                    }
                    Err(Signal::Halt) => return Stop::Halt,
                }
            }
        }
    }

    /// What comes at `pc`, executed on the int on the top and on `y`, which need not lie on the
    /// stack for that: an operator, or a comparison with its jump. Gives place and count behind it;
    /// nothing when something else comes, or not all of it would be executed without a stop. They are
    /// written to the machine, too.
    #[inline(always)]
    fn take_in(&mut self, instrs: &[Instr], pc: usize, steps: u64, y: i64) -> Option<(usize, u64)> {
        let Some(Value::Int(x)) = self.th.stack.last_mut() else { return None };
        let next = instrs[pc];
        let done = if next.op == Op::BinaryOp && steps < self.hard_limit {
            *x = small_int_op(next.arg, *x, y)?;
            (pc + 1, steps + 1)
        } else if next.op == Op::CompareOp && steps + 1 < self.hard_limit {
            let jump = instrs[pc + 1];
            if !matches!(jump.op, Op::PopJumpIfFalse | Op::PopJumpIfTrue) {
                return None;
            }
            let jumps = small_int_comparison(next.arg, *x, y) == (jump.op == Op::PopJumpIfTrue);
            self.th.stack.pop();
            (if jumps { jump.arg as usize } else { pc + 2 }, steps + 2)
        } else {
            return None;
        };
        (self.th.pc, self.steps) = (done.0 as u32, done.1);
        Some(done)
    }

    /// Declares the end of a thread, or of a module's body, before the frame returns.
    #[inline]
    fn before_last_return(&mut self) -> R<()> {
        if self.explore.is_some() {
            if self.th.frames.len() == 1 && !self.th.ended {
                return self.access_alive(self.th.id, Touch::Write);
            }
            if matches!(self.frame().cont, Cont::Import(_)) && self.p.loading.len() == 1 {
                return self.access_import(Touch::Unlock);
            }
        }
        Ok(())
    }

    /// The instructions that are not worth a place in the loop.
    #[inline(never)]
    fn execute_rare(&mut self, code: &LoadedCode, base: usize, instr: Instr) -> R<()> {
        if self.explore.is_some() && !self.acts_for_itself() {
            self.touch_operands(instr)?;
        }
        let arg = instr.arg as usize;
        match instr.op {
            Op::MakeCell => {
                let v = self.th.stack[base + arg];
                let cell = self.alloc(Kind::Cell(v));
                self.th.stack[base + arg] = cell;
            }
            Op::LoadClosure => {
                let v = self.th.stack[base + arg];
                self.push(v);
            }
            Op::LoadDeref => {
                let cell = self.cell(base + arg);
                self.access(cell, 0, Touch::Read)?;
                let Kind::Cell(v) = *self.get(cell) else { unreachable!("a cell slot") };
                if v.is_null() {
                    return self.unbound_cell(code, arg);
                }
                if self.traces_memory() && !self.is_definition(v) {
                    self.trace_memory(EventKind::Read, cell, code.local_names[arg].into());
                }
                self.push(v);
            }
            Op::StoreDeref => {
                let cell = self.cell(base + arg);
                self.access(cell, 0, Touch::Write)?;
                if self.traces_memory() {
                    self.trace_memory(EventKind::Write, cell, code.local_names[arg].into());
                }
                let v = self.pop();
                self.drop_cell(cell);
                *self.get_mut(cell) = Kind::Cell(v);
            }
            Op::DeleteDeref => {
                let cell = self.cell(base + arg);
                self.access(cell, 0, Touch::Write)?;
                if let Kind::Cell(Value::Null) = self.get(cell) {
                    return self.unbound_cell(code, arg);
                }
                self.drop_cell(cell);
                *self.get_mut(cell) = Kind::Cell(Value::Null);
            }
            Op::LoadClassDeref => {
                let name = code.local_names[arg];
                let namespace = self.frame().namespace;
                if let Some(v) = self.namespace_get(namespace, name)? {
                    self.push(v);
                    return Ok(());
                }
                let Kind::Cell(v) = *self.get(self.cell(base + arg)) else {
                    unreachable!("a cell slot")
                };
                if v.is_null() {
                    return self.unbound_cell(code, arg);
                }
                self.push(v);
            }
            Op::DeleteName => return self.delete_name(code, arg),
            Op::StoreGlobal => {
                let globals = self.frame().globals;
                return self.store_namespace(code, arg, globals);
            }
            Op::DeleteGlobal => {
                let globals = self.frame().globals;
                return self.delete_in(globals, code.names[arg]);
            }
            Op::LoadLocals => {
                let v = self.frame().namespace;
                self.push(v);
            }
            Op::DeleteAttr => return self.delete_attr(code.names[arg]),
            Op::DeleteSubscr => return self.delete_subscript(),
            Op::BuildSlice => {
                let step = if arg == 3 { self.pop() } else { Value::None };
                let stop = self.pop();
                let start = self.pop();
                let slice = self.alloc(Kind::Slice(Arc::new([start, stop, step])));
                self.push(slice);
            }
            Op::UnaryNegative | Op::UnaryPositive | Op::UnaryInvert => {
                return self.unary_op(instr.op);
            }
            Op::UnaryNot => {
                let v = self.peek(0);
                let truth = self.truth_or_retry(v)?;
                *self.th.stack.last_mut().expect("an operand") = Value::Bool(!truth);
            }
            Op::ContainsOp => return self.contains_op(arg == 1),
            Op::IsOp => {
                let b = self.pop();
                let a = self.pop();
                self.push(Value::Bool(a.is(b) != (arg == 1)));
            }
            Op::GetIter => return self.get_iter(),
            Op::BuildTuple => {
                let items = self.pop_n(arg);
                let v = self.tuple(items);
                self.push(v);
            }
            Op::BuildList => {
                let items = self.pop_n(arg);
                let v = self.list(items);
                self.push(v);
            }
            Op::BuildSet => return self.build_set(arg),
            Op::BuildMap => return self.build_map(arg),
            Op::BuildString => {
                let parts = self.peek_n(arg);
                let mut text = String::new();
                for part in parts {
                    if let Some(t) = self.text(part) {
                        text.push_str(t.as_str());
                    }
                }
                self.drop_n(arg);
                let v = self.string(text);
                self.push(v);
            }
            Op::ListAppend => {
                let v = self.pop();
                let Value::Obj(list) = self.peek(arg - 1) else { unreachable!("a list") };
                self.list_push(list, v);
            }
            Op::SetAdd => return self.set_add_op(arg),
            Op::MapAdd => return self.map_add_op(arg),
            Op::ListExtend => return self.list_extend_op(arg),
            Op::SetUpdate => return self.set_update_op(arg),
            Op::DictUpdate => return self.dict_update_op(arg),
            Op::DictMerge => return self.dict_merge_op(arg),
            Op::ListToTuple => {
                let Value::Obj(list) = self.pop() else { unreachable!("a list") };
                let Kind::List(items) = self.get(list) else { unreachable!("a list") };
                let items = items.to_vec();
                let v = self.tuple(items);
                self.push(v);
            }
            Op::UnpackSequence => return self.unpack_sequence(arg),
            Op::UnpackEx => return self.unpack_ex(arg & 0xff, arg >> 8),
            Op::ConvertValue => return self.convert_value(instr.arg),
            Op::FormatSimple => {
                let v = self.peek(0);
                if matches!(v, Value::Obj(r) if matches!(self.get(r), Kind::Str(_))) {
                    return Ok(());
                }
                self.push(Value::Obj(sym::EMPTY));
                return self.format_value();
            }
            Op::FormatWithSpec => return self.format_value(),
            Op::MakeFunction => return self.make_function(instr.arg),
            Op::LoadBuildClass => {
                let v = self.builtin("__build_class__");
                self.push(v);
            }
            Op::GetYieldFromIter => return self.get_yield_from_iter(),
            Op::GetAwaitable => return self.get_awaitable(instr.arg as u8),
            Op::GetAIter => return self.get_aiter(),
            Op::GetANext => return self.get_anext(),
            Op::EndAsyncFor => {
                let exc = self.peek(0);
                if self.exception_matches(exc, class::STOP_ASYNC_ITERATION) {
                    self.drop_n(2);
                    return Ok(());
                }
                self.drop_n(2);
                return Err(Signal::Raise(exc));
            }
            Op::RaiseVarargs => return self.raise_varargs(arg),
            Op::Reraise => {
                let exc = self.pop();
                return Err(Signal::Raise(exc));
            }
            Op::PushExcInfo => {
                let exc = self.pop();
                let previous = self.th.handled;
                self.push(previous);
                self.push(exc);
                self.th.handled = exc;
            }
            Op::PopExcept => {
                let previous = self.pop();
                let handled = std::mem::replace(&mut self.th.handled, previous);
                self.drop_value(handled);
            }
            Op::CheckExcMatch => return self.check_exc_match(),
            Op::CheckEgMatch => return self.check_eg_match(),
            Op::PrepReraiseStar => return self.prep_reraise_star(),
            Op::BeforeWith => return self.before_with(),
            Op::BeforeAsyncWith => return self.before_async_with(),
            Op::WithExceptStart => return self.with_except_start(),
            Op::LoadAssertionError => self.push(class::ASSERTION_ERROR.into()),
            Op::ImportName => return self.import_name(code.names[arg]),
            Op::ImportFrom => return self.import_from(code.names[arg]),
            Op::ImportStar => return self.import_star(),
            Op::SetupAnnotations => {
                let namespace = self.frame().namespace;
                if self.namespace_get(namespace, sym::ANNOTATIONS)?.is_none() {
                    let d = self.alloc(Kind::Dict(Arc::default()));
                    self.dict_set_simple(namespace, sym::ANNOTATIONS.into(), d)?;
                }
            }
            Op::MatchSequence => {
                let v = self.unwrap(self.peek(0));
                let is = matches!(v, Value::Obj(r) if matches!(self.get(r), Kind::List(_) | Kind::Tuple(_) | Kind::Range(_) | Kind::Deque(_)));
                self.push(Value::Bool(is));
            }
            Op::MatchMapping => {
                let v = self.unwrap(self.peek(0));
                let is = matches!(v, Value::Obj(r) if matches!(self.get(r), Kind::Dict(_)));
                self.push(Value::Bool(is));
            }
            Op::MatchKeys => return self.match_keys(),
            Op::MatchClass => return self.match_class(arg),
            Op::GetLen => {
                let v = self.peek(0);
                return self.len_of(v);
            }
            Op::DictWithoutKeys => return self.dict_without_keys(),
            // Whether a yield passes on an await is told by its own argument.
            Op::AsyncGenWrap => {}
            _ => unreachable!("{:?} is executed in the loop", instr.op),
        }
        Ok(())
    }

    fn drop_cell(&mut self, cell: Ref) {
        if let Kind::Cell(old) = *self.get(cell) {
            self.drop_value(old);
        }
    }

    fn cell(&self, slot: usize) -> Ref {
        match self.th.stack[slot] {
            Value::Obj(r) => r,
            _ => unreachable!("the compiler makes the cell before it is used"),
        }
    }

    /// Removes and gives the `n` topmost values, the deepest first.
    pub(crate) fn pop_n(&mut self, n: usize) -> Vec<Value> {
        let at = self.th.stack.len() - n;
        self.th.stack.split_off(at)
    }

    /// The `n` topmost values, the deepest first.
    pub(crate) fn peek_n(&self, n: usize) -> Vec<Value> {
        self.th.stack[self.th.stack.len() - n..].to_vec()
    }

    fn unbound_local(&mut self, code: &LoadedCode, slot: usize) -> R<()> {
        let name = self.symbol_text(code.local_names[slot]).to_owned();
        let exc = self.exception(
            class::UNBOUND_LOCAL_ERROR,
            &format!(
                "cannot access local variable '{name}' where it is not associated with a value"
            ),
        );
        self.set_attr_raw(exc, sym::NAME_PLAIN, code.local_names[slot].into());
        Err(Signal::Raise(exc))
    }

    fn unbound_cell(&mut self, code: &LoadedCode, slot: usize) -> R<()> {
        if slot < code.code.locals.len() {
            return self.unbound_local(code, slot);
        }
        let name = self.symbol_text(code.local_names[slot]).to_owned();
        let exc = self.exception(
            class::NAME_ERROR,
            &format!("cannot access free variable '{name}' where it is not associated with a value in enclosing scope"),
        );
        self.set_attr_raw(exc, sym::NAME_PLAIN, code.local_names[slot].into());
        Err(Signal::Raise(exc))
    }

    /// Reads `name` in a namespace dict.
    pub(crate) fn namespace_get(&mut self, namespace: Value, name: Ref) -> R<Option<Value>> {
        let Value::Obj(d) = namespace else { return Ok(None) };
        Ok(self.dict_get_symbol(d, name))
    }

    /// Reads an interned name in a dict object.
    #[inline]
    pub(crate) fn dict_get_symbol(&self, dict: Ref, name: Ref) -> Option<Value> {
        let Kind::Dict(d) = self.get(self.payload(dict)) else { return None };
        let slot = d.find(self.symbol_hash(name), |k| self.is_symbol(k, name))?;
        d.slot(slot).map(|e| e.value)
    }

    /// The hash of an interned name.
    #[inline]
    pub(crate) fn symbol_hash(&self, name: Ref) -> u64 {
        match self.get(name) {
            Kind::Str(t) => t.hash(),
            _ => 0,
        }
    }

    /// Whether a key with the same hash is the name: interned keys are the same object, others are compared.
    #[inline]
    pub(crate) fn is_symbol(&self, key: Value, name: Ref) -> bool {
        match key {
            Value::Obj(r) if r == name => true,
            Value::Obj(r) => match (self.get(r), self.get(name)) {
                (Kind::Str(a), Kind::Str(b)) => a.as_str() == b.as_str(),
                _ => false,
            },
            _ => false,
        }
    }

    /// Looks a name up in a namespace with the code's hint where it was last time.
    #[inline]
    fn hinted(&self, code: &LoadedCode, index: usize, dict: Ref) -> Option<Value> {
        let name = code.names[index];
        let Kind::Dict(d) = self.get(dict) else { return None };
        let hint = code.hints[index].load(Ordering::Relaxed) as usize;
        if let Some(entry) = d.slot(hint)
            && matches!(entry.key, Value::Obj(r) if r == name)
        {
            return Some(entry.value);
        }
        let slot = d.find(self.symbol_hash(name), |k| self.is_symbol(k, name))?;
        code.hints[index].store(slot as u32, Ordering::Relaxed);
        d.slot(slot).map(|e| e.value)
    }

    fn load_global(&mut self, code: &LoadedCode, arg: u32) -> R<()> {
        let index = arg as usize >> 1;
        let globals = self.frame().globals;
        let v = match self.hinted(code, index, globals) {
            Some(v) => {
                if self.explore.is_some() || self.traces_memory() {
                    self.touch_global(code, index, globals, Touch::Read, v)?;
                }
                v
            }
            None => {
                self.touch_absent(code, index, globals)?;
                match self.hinted(code, index, self.p.builtins) {
                    Some(v) => v,
                    None => return self.name_error(code.names[index]),
                }
            }
        };
        self.push(v);
        if arg & 1 == 1 {
            self.push(Value::Null);
        }
        Ok(())
    }

    /// Tells explorer and trace of an access to a module variable.
    #[cold]
    fn touch_global(
        &mut self,
        code: &LoadedCode,
        index: usize,
        dict: Ref,
        touch: Touch,
        value: Value,
    ) -> R<()> {
        let name = code.names[index];
        let hash = self.symbol_hash(name);
        self.access(dict, hash, touch)?;
        if self.traces_memory() {
            let constant = touch == Touch::Read && self.is_definition(value);
            if !constant {
                let kind = if touch == Touch::Read { EventKind::Read } else { EventKind::Write };
                self.trace_memory(kind, dict, name.into());
            }
        }
        Ok(())
    }

    /// Tells the explorer that a name was looked for in a namespace and not found.
    #[inline]
    fn touch_absent(&mut self, code: &LoadedCode, index: usize, dict: Ref) -> R<()> {
        if self.explore.is_none() {
            return Ok(());
        }
        let hash = self.symbol_hash(code.names[index]);
        self.access(dict, hash, Touch::Read)
    }

    /// Functions, classes and modules: not worth an event when read, because programs do not
    /// change them while threads run.
    pub(crate) fn is_definition(&self, value: Value) -> bool {
        matches!(value, Value::Obj(r) if matches!(self.get(r),
            Kind::Function(_) | Kind::Class(_) | Kind::Module(..) | Kind::Native(_)))
    }

    fn load_name(&mut self, code: &LoadedCode, index: usize) -> R<()> {
        let frame = self.frame();
        let (namespace, globals) = (frame.namespace, frame.globals);
        if let Value::Obj(d) = namespace {
            let found = match self.get(d) {
                Kind::Dict(_) => self.hinted(code, index, d),
                _ => self.dict_get_symbol(d, code.names[index]),
            };
            if let Some(v) = found {
                if self.explore.is_some() || self.traces_memory() {
                    self.touch_global(code, index, d, Touch::Read, v)?;
                }
                self.push(v);
                return Ok(());
            }
        }
        let v = match self.hinted(code, index, globals) {
            Some(v) => {
                if self.explore.is_some() || self.traces_memory() {
                    self.touch_global(code, index, globals, Touch::Read, v)?;
                }
                Some(v)
            }
            None => {
                self.touch_absent(code, index, globals)?;
                self.hinted(code, index, self.p.builtins)
            }
        };
        match v {
            Some(v) => {
                self.push(v);
                Ok(())
            }
            None => self.name_error(code.names[index]),
        }
    }

    fn store_name(&mut self, code: &LoadedCode, index: usize) -> R<()> {
        let Value::Obj(namespace) = self.frame().namespace else {
            unreachable!("module and class bodies have a namespace")
        };
        if let Kind::Instance(cls, _) = self.get(namespace)
            && let Some(f) = self.class_lookup(*cls, sym::SETITEM)
            && !matches!(f, Value::Obj(n) if matches!(self.get(n), Kind::Native(_)))
        {
            let v = self.pop();
            let name = code.names[index].into();
            return self.call_method(f, namespace.into(), &[name, v], Cont::Drop);
        }
        self.store_namespace(code, index, namespace)
    }

    fn store_namespace(&mut self, code: &LoadedCode, index: usize, dict: Ref) -> R<()> {
        let v = self.peek(0);
        if self.explore.is_some() || self.traces_memory() {
            self.touch_global(code, index, dict, Touch::Write, v)?;
        }
        let name = code.names[index];
        let hint = code.hints[index].load(Ordering::Relaxed) as usize;
        let hash = self.symbol_hash(name);
        let target = self.payload(dict);
        let Kind::Dict(d) = self.p.heap.get(target) else { unreachable!("a namespace is a dict") };
        let known = match d.slot(hint) {
            Some(e) if matches!(e.key, Value::Obj(r) if r == name) => Some(hint),
            _ => d.find(hash, |k| self.is_symbol(k, name)),
        };
        if known.is_none() {
            self.access(dict, STRUCTURE, Touch::Write)?;
        }
        let Kind::Dict(d) = self.p.heap.get_mut(target) else {
            unreachable!("a namespace is a dict")
        };
        let d = make_mut(d);
        match known {
            Some(slot) => {
                let old = d.slot(slot).map_or(Value::Null, |e| e.value);
                d.set_slot(slot, v);
                self.drop_value(old);
            }
            None => {
                code.hints[index].store(d.slots() as u32, Ordering::Relaxed);
                d.insert_new(hash, name.into(), v);
                self.p.heap.grow(40);
            }
        }
        self.th.stack.pop();
        Ok(())
    }

    fn delete_name(&mut self, code: &LoadedCode, index: usize) -> R<()> {
        let Value::Obj(namespace) = self.frame().namespace else {
            unreachable!("module and class bodies have a namespace")
        };
        self.delete_in(namespace, code.names[index])
    }

    fn delete_in(&mut self, dict: Ref, name: Ref) -> R<()> {
        let hash = self.symbol_hash(name);
        self.access(dict, hash, Touch::Write)?;
        self.access(dict, STRUCTURE, Touch::Write)?;
        let target = self.payload(dict);
        let Kind::Dict(d) = self.get(target) else { unreachable!("a namespace is a dict") };
        match d.find(hash, |k| self.is_symbol(k, name)) {
            Some(slot) => {
                let old = d.slot(slot).map_or(Value::Null, |e| e.value);
                let Kind::Dict(d) = self.get_mut(target) else { unreachable!() };
                make_mut(d).remove_slot(slot);
                self.drop_value(old);
                Ok(())
            }
            None => self.name_error(name),
        }
    }

    /// `NameError`, with the nearest known name when there is one (the text is added when printed).
    fn name_error(&mut self, name: Ref) -> R<()> {
        let text = self.symbol_text(name).to_owned();
        let exc = self.exception(class::NAME_ERROR, &format!("name '{text}' is not defined"));
        self.set_attr_raw(exc, sym::NAME_PLAIN, name.into());
        if self.self_has(name) {
            self.set_attr_raw(exc, sym::SELF_HINT, Value::Bool(true));
        }
        Err(Signal::Raise(exc))
    }

    /// Whether the running method's `self` has the attribute that was looked for as a variable.
    fn self_has(&mut self, name: Ref) -> bool {
        let frame = self.frame();
        let (code, base) = (frame.code, frame.base as usize);
        let slot = self.code(code).local_names.iter().position(|n| *n == sym::SELF);
        match slot.map(|s| self.th.stack[base + s]) {
            Some(v @ Value::Obj(r)) if matches!(self.get(r), Kind::Instance(..)) => {
                matches!(
                    self.find_attr(v, name),
                    Ok(crate::attr::Found::Plain(_) | crate::attr::Found::Method(_))
                )
            }
            _ => false,
        }
    }

    /// Whether `v` is true; when that needs Python, the call is made and the instruction is
    /// executed again with its answer in the place of `v`, which must be on the top.
    pub(crate) fn truth_or_retry(&mut self, v: Value) -> R<bool> {
        self.touch_structure(v)?;
        if let Some(b) = self.truth(v) {
            return Ok(b);
        }
        self.start_truth_call(v)
    }

    /// Declares that an iterator moves on in a list.
    fn touch_next(&mut self, it: Ref, list: Ref, index: usize, more: bool) -> R<()> {
        self.touch_iterator(it)?;
        if more {
            self.touch_item(list, index, Touch::Read)
        } else {
            self.access(list, STRUCTURE, Touch::Read)
        }
    }

    /// Pushes the next item, or leaves the loop.
    fn for_iter(&mut self, target: u32) -> R<()> {
        let Value::Obj(it) = self.peek(0) else { unreachable!("GetIter gave an iterator") };
        match self.get(it) {
            Kind::SeqIter(seq, index) => {
                let (seq, index) = (*seq, *index);
                let item = match self.get(seq) {
                    Kind::List(items) => {
                        let item = items.get(index as usize).copied();
                        self.touch_next(it, seq, index as usize, item.is_some())?;
                        item
                    }
                    Kind::Tuple(items) => items.get(index as usize).copied(),
                    _ => None,
                };
                match item {
                    Some(item) => {
                        *self.get_mut(it) = Kind::SeqIter(seq, index + 1);
                        self.push(item);
                    }
                    None => {
                        *self.get_mut(it) = Kind::Iter(Arc::new(IterData::Done));
                        self.th.stack.pop();
                        self.th.pc = target;
                    }
                }
                Ok(())
            }
            Kind::Generator(_) => self.resume_generator(it, Value::None, Cont::ForIter(target)),
            Kind::Iter(data) => {
                if let IterData::Range(next, left @ 1.., step) = **data {
                    let Kind::Iter(data) = self.p.heap.get_mut(it) else {
                        unreachable!("as above")
                    };
                    *make_mut(data) = IterData::Range(next.wrapping_add(step), left - 1, step);
                    self.push(Value::Int(next));
                    return Ok(());
                }
                match self.iter_next(it)? {
                    Some(item) => self.push(item),
                    None => {
                        self.th.stack.pop();
                        self.th.pc = target;
                    }
                }
                Ok(())
            }
            _ => self.call_special(Value::Obj(it), sym::NEXT, &[], Cont::ForIter(target)),
        }
    }
}
