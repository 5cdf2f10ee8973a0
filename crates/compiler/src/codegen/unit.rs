//! A code object being written.
//!
//! Instructions are appended in order; the unit follows the stack's depth as they come, so that
//! labels and exception handlers know theirs, and drops what cannot be reached. Local slots have
//! provisional numbers until [`Unit::finish`] in `assemble.rs`.

use std::sync::Arc;

use ruff_text_size::TextRange;
use rustc_hash::FxHashMap;

use crate::bytecode::{CodeKind, Const, Instr, Op, Span};
use crate::constant::{self, ConstKey};
use crate::names::NameId;
use crate::scope::ScopeId;
use crate::stack_effect;

use super::blocks::Block;

/// A place to jump to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label(pub(super) u32);

/// A protected region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Region(u32);

impl Region {
    pub(super) const NONE: Region = Region(u32::MAX);

    pub(super) fn index(self) -> Option<usize> {
        (self != Region::NONE).then_some(self.0 as usize)
    }
}

/// An instruction with what is needed to place it; jumps hold a label in their argument.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub(super) instr: Instr,
    pub(super) span: Span,
    pub(super) region: Region,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LabelState {
    pub(super) at: Option<u32>,
    depth: Option<u32>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct RegionState {
    pub(super) handler: Label,
    pub(super) depth: u32,
    outer: Region,
    /// An instruction stands in it.
    used: bool,
}

/// A local slot before numbering.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) name: NameId,
    pub(super) cell: bool,
    pub(super) parameter: bool,
}

/// First provisional number of the free variables.
pub(super) const FREE: u32 = 1 << 24;

pub(crate) struct Unit<'a> {
    pub(super) scope: ScopeId,
    pub(super) kind: CodeKind,
    pub(super) name: Arc<str>,
    pub(super) qualname: Arc<str>,
    pub(super) first_line: u32,
    pub(super) flags: u16,
    pub(super) positional_only: u32,
    pub(super) positional: u32,
    pub(super) keyword_only: u32,
    pub(super) doc: Option<Arc<str>>,
    /// The class whose private names are mangled.
    pub(super) private: Option<Arc<str>>,
    pub(super) written: Vec<Written>,
    pub(super) labels: Vec<LabelState>,
    pub(super) regions: Vec<RegionState>,
    pub(super) region: Region,
    pub(super) depth: u32,
    pub(super) max_depth: u32,
    pub(super) reachable: bool,
    pub(super) blocks: Vec<Block<'a>>,
    pub(super) consts: Vec<Const>,
    const_index: FxHashMap<ConstKey, u32>,
    pub(super) names: Vec<NameId>,
    name_index: FxHashMap<NameId, u32>,
    pub(super) slots: Vec<Slot>,
    pub(super) slot_index: FxHashMap<(ScopeId, NameId), u32>,
    /// Hidden slots not in use at the moment.
    pub(super) spare: Vec<u32>,
    pub(super) frees: Vec<NameId>,
    /// Inlined scopes that are being compiled, innermost last.
    pub(super) inlined: Vec<ScopeId>,
}

impl<'a> Unit<'a> {
    pub(super) fn new(
        scope: ScopeId,
        kind: CodeKind,
        name: Arc<str>,
        qualname: Arc<str>,
    ) -> Unit<'a> {
        Unit {
            scope,
            kind,
            name,
            qualname,
            first_line: 1,
            flags: 0,
            positional_only: 0,
            positional: 0,
            keyword_only: 0,
            doc: None,
            private: None,
            written: Vec::new(),
            labels: Vec::new(),
            regions: Vec::new(),
            region: Region::NONE,
            depth: 0,
            max_depth: 0,
            reachable: true,
            blocks: Vec::new(),
            consts: Vec::new(),
            const_index: FxHashMap::default(),
            names: Vec::new(),
            name_index: FxHashMap::default(),
            slots: Vec::new(),
            slot_index: FxHashMap::default(),
            spare: Vec::new(),
            frees: Vec::new(),
            inlined: Vec::new(),
        }
    }

    /// Appends an instruction, unless it cannot be reached.
    pub(super) fn emit(&mut self, op: Op, arg: u32, span: Span) {
        if !self.reachable {
            return;
        }
        let instr = Instr { op, arg };
        let effect = stack_effect::effect(instr);
        assert!(
            self.depth >= effect.takes,
            "{op:?} {arg} needs {} items on a stack of {} in {} at {}",
            effect.takes,
            self.depth,
            self.qualname,
            span.start
        );
        let base = self.depth - effect.takes;
        if let Some(there) = effect.leaves_jump {
            self.reach(Label(arg), base + there);
        }
        self.depth = base + effect.leaves;
        self.max_depth = self.max_depth.max(self.depth);
        self.reachable = stack_effect::falls_through(op);
        if let Some(region) = self.region.index() {
            self.regions[region].used = true;
        }
        self.written.push(Written { instr, span, region: self.region });
    }

    pub(super) fn label(&mut self) -> Label {
        self.labels.push(LabelState::default());
        Label(self.labels.len() as u32 - 1)
    }

    fn reach(&mut self, label: Label, depth: u32) {
        let state = &mut self.labels[label.0 as usize];
        match state.depth {
            None => state.depth = Some(depth),
            Some(known) => assert_eq!(
                known, depth,
                "a jump in {} reaches its target with another depth",
                self.qualname
            ),
        }
        self.max_depth = self.max_depth.max(depth);
    }

    /// Puts `label` here.
    pub(super) fn place(&mut self, label: Label) {
        if self.reachable {
            self.reach(label, self.depth);
        }
        let here = self.written.len() as u32;
        let state = &mut self.labels[label.0 as usize];
        state.at = Some(here);
        if let Some(depth) = state.depth {
            self.depth = depth;
            self.reachable = true;
        }
    }

    pub(super) fn jump(&mut self, op: Op, label: Label, span: Span) {
        self.emit(op, label.0, span);
    }

    /// Starts a region whose exceptions go to `handler`, keeping the items now on the stack.
    pub(super) fn protect(&mut self, handler: Label) -> Region {
        let outer = self.region;
        self.regions.push(RegionState { handler, depth: self.depth, outer, used: false });
        self.region = Region(self.regions.len() as u32 - 1);
        self.region
    }

    /// Like [`Unit::protect`], without keeping the topmost item (what `__enter__` returned).
    pub(super) fn protect_below(&mut self, handler: Label) -> Region {
        let region = self.protect(handler);
        if let (Some(index), true) = (region.index(), self.reachable) {
            self.regions[index].depth -= 1;
        }
        region
    }

    /// Ends the innermost region.
    pub(super) fn unprotect(&mut self) {
        if let Some(region) = self.region.index() {
            self.region = self.regions[region].outer;
        }
    }

    /// The region around `region`.
    pub(super) fn outer(&self, region: Region) -> Region {
        region.index().map_or(Region::NONE, |r| self.regions[r].outer)
    }

    /// Starts the handler of `region`: the exception is on the stack. Unreachable when nothing
    /// in the region can raise.
    pub(super) fn handle(&mut self, region: Region) {
        let Some(index) = region.index() else { return };
        let state = self.regions[index];
        if state.used {
            self.reach(state.handler, state.depth + 1);
        }
        self.place(state.handler);
    }

    /// Number of `constant`, each constant once.
    pub(super) fn constant(&mut self, constant: Const) -> u32 {
        let next = self.consts.len() as u32;
        if let Some(key) = constant::key(&constant) {
            let at = *self.const_index.entry(key).or_insert(next);
            if at != next {
                return at;
            }
        }
        self.consts.push(constant);
        next
    }

    /// Number of a global, attribute or module name.
    pub(super) fn name_number(&mut self, name: NameId) -> u32 {
        let next = self.names.len() as u32;
        let at = *self.name_index.entry(name).or_insert(next);
        if at == next {
            self.names.push(name);
        }
        at
    }

    /// Number of the free variable `name`.
    pub(super) fn free_slot(&self, name: NameId) -> Option<u32> {
        self.frees.iter().position(|n| *n == name).map(|i| FREE + i as u32)
    }

    /// The slot of `name` in `scope`, made when it is first needed.
    pub(super) fn slot(&mut self, scope: ScopeId, name: NameId, cell: bool) -> u32 {
        if let Some(slot) = self.slot_index.get(&(scope, name)) {
            return *slot;
        }
        self.slots.push(Slot { name, cell, parameter: false });
        let slot = self.slots.len() as u32 - 1;
        self.slot_index.insert((scope, name), slot);
        slot
    }

    /// The most recently written instruction's place, for jumps that have none of their own.
    pub(super) fn last_span(&self) -> Span {
        self.written.last().map_or_else(Span::default, |w| w.span)
    }
}

/// A span without anchor.
pub(super) fn span(range: TextRange) -> Span {
    Span { start: range.start().to_u32(), end: range.end().to_u32(), ..Span::default() }
}
