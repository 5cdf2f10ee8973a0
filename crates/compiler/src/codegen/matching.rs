//! `match` (`compiler_pattern` and relatives in Python/compile.c, 3.13).
//!
//! The subject is on the stack; a pattern consumes it. Captured values are kept below what is
//! still to be matched and stored when the whole pattern has matched.

use ruff_python_ast::{
    Pattern, PatternMatchClass, PatternMatchMapping, PatternMatchOr, PatternMatchSequence,
    Singleton, StmtMatch,
};
use ruff_text_size::Ranged;

use super::Compiler;
use super::unit::{Label, span};
use crate::bytecode::{BinOp, CmpOp, Const, Op, Span};
use crate::constant;

/// A pattern being matched.
#[derive(Default)]
struct Matching<'a> {
    /// Captured names whose values are on the stack, lowest last.
    stores: Vec<&'a str>,
    /// Where to go with this many items to pop on failure.
    fail_pop: Vec<Label>,
    /// Items above the captured values that the pattern still needs.
    on_top: usize,
}

impl<'a> Compiler<'a> {
    pub(super) fn match_statement(&mut self, node: &'a StmtMatch) {
        self.expression(&node.subject);
        let end = self.unit.label();
        let count = node.cases.len();
        let has_default = count > 1 && node.cases.last().is_some_and(|c| wildcard(&c.pattern));
        let tried = count - usize::from(has_default);
        for (i, case) in node.cases[..tried].iter().enumerate() {
            let place = span(case.pattern.range());
            let last = i + 1 == tried;
            if !last {
                self.unit.emit(Op::Copy, 1, place);
            }
            let mut matching = Matching::default();
            self.pattern(&case.pattern, &mut matching);
            for name in std::mem::take(&mut matching.stores) {
                self.store(name, place);
            }
            if let Some(guard) = case.guard.as_deref() {
                self.ensure_fail_pop(&mut matching, 0);
                self.jump_if(guard, matching.fail_pop[0], false);
            }
            if !last {
                self.unit.emit(Op::PopTop, 0, place);
            }
            self.statements(&case.body);
            let last_span = self.unit.last_span();
            self.unit.jump(Op::Jump, end, last_span);
            self.reset_fail_pop(&mut matching, place);
        }
        if let (true, Some(case)) = (has_default, node.cases.last()) {
            if let Some(guard) = case.guard.as_deref() {
                self.jump_if(guard, end, false);
            }
            self.statements(&case.body);
        }
        self.unit.place(end);
    }

    fn ensure_fail_pop(&mut self, matching: &mut Matching<'a>, pops: usize) {
        while matching.fail_pop.len() <= pops {
            matching.fail_pop.push(self.unit.label());
        }
    }

    fn jump_to_fail(&mut self, matching: &mut Matching<'a>, op: Op, place: Span) {
        let pops = matching.on_top + matching.stores.len();
        self.ensure_fail_pop(matching, pops);
        self.unit.jump(op, matching.fail_pop[pops], place);
    }

    fn reset_fail_pop(&mut self, matching: &mut Matching<'a>, place: Span) {
        while let Some(label) = matching.fail_pop.pop() {
            self.unit.place(label);
            if !matching.fail_pop.is_empty() {
                self.unit.emit(Op::PopTop, 0, place);
            }
        }
    }

    /// Moves the top of the stack below `count - 1` others.
    fn rotate(&mut self, count: usize, place: Span) {
        for n in (2..=count).rev() {
            self.unit.emit(Op::Swap, n as u32, place);
        }
    }

    fn capture(&mut self, name: Option<&'a str>, matching: &mut Matching<'a>, place: Span) {
        match name {
            None => self.unit.emit(Op::PopTop, 0, place),
            Some(name) => {
                self.rotate(matching.on_top + matching.stores.len() + 1, place);
                matching.stores.push(name);
            }
        }
    }

    fn pattern(&mut self, pattern: &'a Pattern, matching: &mut Matching<'a>) {
        let place = span(pattern.range());
        match pattern {
            Pattern::MatchValue(p) => {
                self.expression(&p.value);
                let value = self.span_of(&p.value);
                self.unit.emit(Op::CompareOp, CmpOp::Eq as u32, value);
                self.jump_to_fail(matching, Op::PopJumpIfFalse, place);
            }
            Pattern::MatchSingleton(p) => {
                let value = match p.value {
                    Singleton::None => Const::None,
                    Singleton::True => Const::Bool(true),
                    Singleton::False => Const::Bool(false),
                };
                self.load_const(value, place);
                self.unit.emit(Op::IsOp, 0, place);
                self.jump_to_fail(matching, Op::PopJumpIfFalse, place);
            }
            Pattern::MatchSequence(p) => self.sequence(p, matching, place),
            Pattern::MatchMapping(p) => self.mapping(p, matching, place),
            Pattern::MatchClass(p) => {
                // A traceback takes it for a call.
                let brackets = p.arguments.range;
                let anchor_start = brackets.start().to_u32();
                let anchor_end = brackets.end().to_u32();
                self.class_pattern(p, matching, Span { anchor_start, anchor_end, ..place });
            }
            Pattern::MatchStar(p) => {
                self.capture(p.name.as_ref().map(|n| n.as_str()), matching, place);
            }
            Pattern::MatchAs(p) => {
                let name = p.name.as_ref().map(|n| n.as_str());
                let Some(inner) = p.pattern.as_deref() else {
                    return self.capture(name, matching, place);
                };
                matching.on_top += 1;
                self.unit.emit(Op::Copy, 1, place);
                self.pattern(inner, matching);
                matching.on_top -= 1;
                self.capture(name, matching, place);
            }
            Pattern::MatchOr(p) => self.or_pattern(p, matching, place),
        }
    }

    fn sequence(&mut self, p: &'a PatternMatchSequence, matching: &mut Matching<'a>, place: Span) {
        let size = p.patterns.len();
        let star = p.patterns.iter().position(Pattern::is_match_star);
        matching.on_top += 1;
        self.unit.emit(Op::MatchSequence, 0, place);
        self.jump_to_fail(matching, Op::PopJumpIfFalse, place);
        let length = match star {
            None => Some((size, CmpOp::Eq)),
            Some(_) if size > 1 => Some((size - 1, CmpOp::Ge)),
            Some(_) => None,
        };
        if let Some((length, comparison)) = length {
            self.unit.emit(Op::GetLen, 0, place);
            self.load_const(Const::Int(length as i64), place);
            self.unit.emit(Op::CompareOp, comparison as u32, place);
            self.jump_to_fail(matching, Op::PopJumpIfFalse, place);
        }
        matching.on_top -= 1;
        let star_wildcard = star.is_some_and(|i| wildcard(&p.patterns[i]));
        if p.patterns.iter().all(wildcard) {
            self.unit.emit(Op::PopTop, 0, place);
        } else if let (Some(star), true) = (star, star_wildcard) {
            self.sequence_by_index(&p.patterns, star, matching, place);
        } else {
            match star {
                Some(star) => {
                    let after = (size - star - 1) as u32;
                    self.unit.emit(Op::UnpackEx, star as u32 & 0xff | after << 8, place);
                }
                None => self.unit.emit(Op::UnpackSequence, size as u32, place),
            }
            matching.on_top += size;
            for pattern in &p.patterns {
                matching.on_top -= 1;
                self.pattern(pattern, matching);
            }
        }
    }

    /// `[a, *_, b]`: only the named items are taken out.
    fn sequence_by_index(
        &mut self,
        patterns: &'a [Pattern],
        star: usize,
        matching: &mut Matching<'a>,
        place: Span,
    ) {
        matching.on_top += 1;
        for (i, pattern) in patterns.iter().enumerate() {
            if wildcard(pattern) {
                continue;
            }
            self.unit.emit(Op::Copy, 1, place);
            if i < star {
                self.load_const(Const::Int(i as i64), place);
            } else {
                self.unit.emit(Op::GetLen, 0, place);
                self.load_const(Const::Int((patterns.len() - i) as i64), place);
                self.unit.emit(Op::BinaryOp, BinOp::Sub as u32, place);
            }
            self.unit.emit(Op::BinarySubscr, 0, place);
            self.pattern(pattern, matching);
        }
        matching.on_top -= 1;
        self.unit.emit(Op::PopTop, 0, place);
    }

    fn mapping(&mut self, p: &'a PatternMatchMapping, matching: &mut Matching<'a>, place: Span) {
        let size = p.keys.len();
        let rest = p.rest.as_ref().map(|name| name.as_str());
        matching.on_top += 1;
        self.unit.emit(Op::MatchMapping, 0, place);
        self.jump_to_fail(matching, Op::PopJumpIfFalse, place);
        if size == 0 && rest.is_none() {
            matching.on_top -= 1;
            self.unit.emit(Op::PopTop, 0, place);
            return;
        }
        if size > 0 {
            self.unit.emit(Op::GetLen, 0, place);
            self.load_const(Const::Int(size as i64), place);
            self.unit.emit(Op::CompareOp, CmpOp::Ge as u32, place);
            self.jump_to_fail(matching, Op::PopJumpIfFalse, place);
        }
        self.keys(p, place);
        self.unit.emit(Op::MatchKeys, 0, place);
        matching.on_top += 2;
        self.unit.emit(Op::Copy, 1, place);
        let fail = matching.on_top + matching.stores.len();
        self.ensure_fail_pop(matching, fail);
        self.unit.jump(Op::PopJumpIfNone, matching.fail_pop[fail], place);
        self.unit.emit(Op::UnpackSequence, size as u32, place);
        matching.on_top += size;
        matching.on_top -= 1;
        for pattern in &p.patterns {
            matching.on_top -= 1;
            self.pattern(pattern, matching);
        }
        matching.on_top -= 2;
        if rest.is_some() {
            self.unit.emit(Op::DictWithoutKeys, 0, place);
            self.unit.emit(Op::Swap, 2, place);
            self.unit.emit(Op::PopTop, 0, place);
            self.capture(rest, matching, place);
        } else {
            self.unit.emit(Op::PopTop, 0, place);
            self.unit.emit(Op::PopTop, 0, place);
        }
    }

    /// Pushes the keys of a mapping pattern as a tuple.
    fn keys(&mut self, p: &'a PatternMatchMapping, place: Span) {
        let mut seen = Vec::new();
        for key in &p.keys {
            if let Some(key) = constant::fold(key).as_ref().and_then(constant::key) {
                if seen.contains(&key) {
                    let text = &self.text[p.keys[seen.len()].range()];
                    let message = format!("mapping pattern checks duplicate key ({text})");
                    self.error(p.range, message);
                }
                seen.push(key);
            }
            self.expression(key);
        }
        self.unit.emit(Op::BuildTuple, p.keys.len() as u32, place);
    }

    fn class_pattern(
        &mut self,
        p: &'a PatternMatchClass,
        matching: &mut Matching<'a>,
        place: Span,
    ) {
        self.expression(&p.cls);
        let arguments = &p.arguments;
        let names =
            arguments.keywords.iter().map(|k| Const::Str(self.names.share(&k.attr))).collect();
        self.load_const(Const::Tuple(names), place);
        self.unit.emit(Op::MatchClass, arguments.patterns.len() as u32, place);
        self.unit.emit(Op::Copy, 1, place);
        matching.on_top += 1;
        self.jump_to_fail(matching, Op::PopJumpIfNone, place);
        let count = arguments.patterns.len() + arguments.keywords.len();
        self.unit.emit(Op::UnpackSequence, count as u32, place);
        matching.on_top += count;
        matching.on_top -= 1;
        let keywords = arguments.keywords.iter().map(|k| &k.pattern);
        for pattern in arguments.patterns.iter().chain(keywords) {
            matching.on_top -= 1;
            if wildcard(pattern) {
                self.unit.emit(Op::PopTop, 0, place);
            } else {
                self.pattern(pattern, matching);
            }
        }
    }

    fn or_pattern(&mut self, p: &'a PatternMatchOr, matching: &mut Matching<'a>, place: Span) {
        let end = self.unit.label();
        let mut order: Option<Vec<&'a str>> = None;
        for alternative in &p.patterns {
            let mut inner = Matching::default();
            let place = span(alternative.range());
            self.unit.emit(Op::Copy, 1, place);
            self.pattern(alternative, &mut inner);
            match &order {
                None => order = Some(inner.stores.clone()),
                Some(order) => self.reorder(&mut inner.stores, order, place),
            }
            self.unit.jump(Op::Jump, end, place);
            self.reset_fail_pop(&mut inner, place);
        }
        // No match: the remaining copy of the subject goes.
        self.unit.emit(Op::PopTop, 0, place);
        self.jump_to_fail(matching, Op::Jump, place);
        self.unit.place(end);
        let order = order.unwrap_or_default();
        let rotations = order.len() + 1 + matching.on_top + matching.stores.len();
        for name in order {
            self.rotate(rotations, place);
            matching.stores.push(name);
        }
        self.unit.emit(Op::PopTop, 0, place);
    }

    /// Brings the captured values into the order of the first alternative's.
    fn reorder(&mut self, stores: &mut Vec<&'a str>, order: &[&'a str], place: Span) {
        for (target, name) in order.iter().enumerate().rev() {
            let Some(at) = stores.iter().position(|s| s == name) else { return };
            if target == at {
                continue;
            }
            let rotated: Vec<&'a str> = stores.drain(..=at).collect();
            let insert = target - at;
            stores.splice(insert..insert, rotated);
            for _ in 0..=at {
                self.rotate(target + 1, place);
            }
        }
    }
}

/// `_`, or `*_`.
fn wildcard(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::MatchAs(p) => p.pattern.is_none() && p.name.is_none(),
        Pattern::MatchStar(p) => p.name.is_none(),
        _ => false,
    }
}
