//! Reading, writing and deleting names (`compiler_nameop`), and hidden slots.

use super::Compiler;
use super::unit::{FREE, Slot};
use crate::bytecode::{CodeKind, Const, Op, Span};
use crate::names::NameId;
use crate::scope::{Place, ScopeId, ScopeKind};

/// What is done with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Load,
    /// Loads a function to be called: the absent receiver goes on top of it.
    LoadCall,
    Store,
    Delete,
}

/// Where a name was found.
enum Found {
    Fast(u32),
    /// Cell, and whether the class namespace is looked at first.
    Deref(u32, bool),
    Global,
    Namespace,
}

impl<'a> Compiler<'a> {
    /// The innermost scope being compiled.
    fn scope(&self) -> ScopeId {
        self.unit.inlined.last().copied().unwrap_or(self.unit.scope)
    }

    pub(super) fn mangled(&mut self, name: &str) -> NameId {
        self.names.mangled(self.unit.private.as_deref(), name)
    }

    /// The number of an attribute's or module's name.
    pub(super) fn name_number(&mut self, name: &str) -> u32 {
        let id = self.mangled(name);
        self.unit.name_number(id)
    }

    pub(super) fn load(&mut self, name: &str, span: Span) {
        self.access(name, Access::Load, span);
    }

    pub(super) fn store(&mut self, name: &str, span: Span) {
        self.access(name, Access::Store, span);
    }

    pub(super) fn access(&mut self, name: &str, access: Access, span: Span) {
        let id = self.mangled(name);
        self.access_id(id, access, span);
    }

    fn access_id(&mut self, id: NameId, access: Access, span: Span) {
        let (op, arg) = match self.find(id) {
            Found::Fast(slot) => (
                match access {
                    Access::Load | Access::LoadCall => Op::LoadFast,
                    Access::Store => Op::StoreFast,
                    Access::Delete => Op::DeleteFast,
                },
                slot,
            ),
            Found::Deref(slot, class) => (
                match access {
                    Access::Load | Access::LoadCall if class => Op::LoadClassDeref,
                    Access::Load | Access::LoadCall => Op::LoadDeref,
                    Access::Store => Op::StoreDeref,
                    Access::Delete => Op::DeleteDeref,
                },
                slot,
            ),
            Found::Global => {
                let name = self.unit.name_number(id);
                match access {
                    Access::Load => (Op::LoadGlobal, name << 1),
                    Access::LoadCall => {
                        self.unit.emit(Op::LoadGlobal, name << 1 | 1, span);
                        return;
                    }
                    Access::Store => (Op::StoreGlobal, name),
                    Access::Delete => (Op::DeleteGlobal, name),
                }
            }
            Found::Namespace => (
                match access {
                    Access::Load | Access::LoadCall => Op::LoadName,
                    Access::Store => Op::StoreName,
                    Access::Delete => Op::DeleteName,
                },
                self.unit.name_number(id),
            ),
        };
        self.unit.emit(op, arg, span);
        if access == Access::LoadCall {
            self.unit.emit(Op::PushNull, 0, span);
        }
    }

    fn find(&mut self, id: NameId) -> Found {
        let mut at = self.scope();
        loop {
            let scope = &self.scopes[at];
            let (place, captured) =
                scope.symbol(id).map_or((Place::Implicit, false), |s| (s.place, s.captured));
            match place {
                Place::Shared(outer) => at = outer,
                Place::Local if !scope.has_slots() => return Found::Namespace,
                Place::Local => {
                    let slot = self.unit.slot(at, id, captured);
                    return if captured { Found::Deref(slot, false) } else { Found::Fast(slot) };
                }
                Place::Free => {
                    let class = scope.kind == ScopeKind::Class;
                    return match self.unit.free_slot(id) {
                        Some(slot) => Found::Deref(slot, class),
                        None => Found::Global,
                    };
                }
                Place::Global => return Found::Global,
                Place::Implicit if scope.has_slots() => return Found::Global,
                Place::Implicit => return Found::Namespace,
            }
        }
    }

    /// Pushes the cells that the function of `scope` closes over, as a tuple.
    pub(super) fn closure(&mut self, scope: ScopeId, span: Span) -> bool {
        let frees = self.scopes[scope].frees.clone();
        if frees.is_empty() {
            return false;
        }
        for name in &frees {
            if let Some(slot) = self.cell(*name) {
                self.unit.emit(Op::LoadClosure, slot, span);
            }
        }
        self.unit.emit(Op::BuildTuple, frees.len() as u32, span);
        true
    }

    /// The slot of the cell that inner functions mean by `id`.
    fn cell(&mut self, id: NameId) -> Option<u32> {
        let mut at = self.scope();
        loop {
            let scope = &self.scopes[at];
            if scope.kind == ScopeKind::Class {
                if scope.class_cell && self.names.text(id).as_ref() == "__class__" {
                    return Some(self.unit.slot(at, id, true));
                }
            } else if scope.symbol(id).is_some_and(|s| s.place == Place::Local && s.captured) {
                return Some(self.unit.slot(at, id, true));
            }
            match scope.parent {
                Some(parent) if scope.inlined() => at = parent,
                _ => return self.unit.free_slot(id),
            }
        }
    }

    /// Gives the names of an inlined scope hidden slots; returns them for [`Compiler::end_inlined`].
    pub(super) fn begin_inlined(&mut self, scope: ScopeId, span: Span) -> Vec<u32> {
        let locals: Vec<(NameId, bool)> = self.scopes[scope]
            .symbols
            .iter()
            .filter(|s| s.place == Place::Local)
            .map(|s| (s.name, s.captured))
            .collect();
        let mut slots = Vec::with_capacity(locals.len());
        for (name, cell) in locals {
            let unit = &mut self.unit;
            let reused = unit.spare.iter().position(|s| {
                let slot = unit.slots[*s as usize];
                slot.name == name && slot.cell == cell
            });
            let slot = match reused {
                Some(at) => unit.spare.swap_remove(at),
                None => {
                    unit.slots.push(Slot { name, cell, parameter: false });
                    unit.slots.len() as u32 - 1
                }
            };
            unit.slot_index.insert((scope, name), slot);
            if cell {
                unit.emit(Op::MakeCell, slot, span);
            }
            slots.push(slot);
        }
        self.unit.inlined.push(scope);
        slots
    }

    /// Leaves the innermost inlined scope: its slots are empty and free again.
    pub(super) fn end_inlined(&mut self, slots: Vec<u32>, span: Span) {
        self.unit.inlined.pop();
        self.clear(&slots, span);
        self.unit.spare.extend(slots);
    }

    pub(super) fn clear(&mut self, slots: &[u32], span: Span) {
        for slot in slots {
            self.unit.emit(Op::ClearFast, *slot, span);
        }
    }

    /// `name = None; del name`, at the end of `except … as name`.
    pub(super) fn forget(&mut self, name: &str, span: Span) {
        self.load_const(Const::None, span);
        self.store(name, span);
        self.access(name, Access::Delete, span);
    }

    /// Makes cells of the captured names of a new code object, then starts it.
    pub(super) fn start_unit(&mut self, span: Span) {
        let scope = self.unit.scope;
        let mut captured: Vec<NameId> = Vec::new();
        if self.unit.kind == CodeKind::Class {
            if self.scopes[scope].class_cell {
                captured.push(self.names.id("__class__"));
            }
        } else {
            let symbols = &self.scopes[scope].symbols;
            captured.extend(
                symbols.iter().filter(|s| s.captured && s.place == Place::Local).map(|s| s.name),
            );
        }
        captured.sort_by(|a, b| self.names.text(*a).cmp(self.names.text(*b)));
        let mut slots: Vec<u32> =
            captured.into_iter().map(|name| self.unit.slot(scope, name, true)).collect();
        slots.sort_unstable();
        for slot in slots {
            debug_assert!(slot < FREE, "only local slots become cells");
            self.unit.emit(Op::MakeCell, slot, span);
        }
        self.unit.emit(Op::Resume, 0, span);
    }
}
