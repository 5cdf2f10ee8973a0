//! Which name means what: the symbol table.
//!
//! [`build`] walks the tree once, makes a [`Scope`] for every block and reports what CPython's
//! `symtable.c` reports; [`resolve`] then decides for every name of every scope where it lives.
//! The number of a node's scope is kept in the node's own index, so that the code generator finds
//! it again however often it visits the node (a `finally` body is compiled twice).
//!
//! Comprehensions and type parameters are *inlined* scopes: they have names of their own but run
//! in the frame of the block around them, in hidden slots.

mod build;
mod expressions;
mod patterns;
mod resolve;

use ruff_python_ast::AtomicNodeIndex;
use ruff_text_size::TextRange;
use rustc_hash::FxHashMap;

use crate::names::NameId;

pub(crate) use build::build;
pub(crate) use resolve::resolve;

/// Number of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ScopeId(u32);

impl ScopeId {
    /// The module's (or the evaluated expression's) scope.
    pub(crate) const TOP: ScopeId = ScopeId(0);

    /// The scope of the node that holds `index`.
    pub(crate) fn of(index: &AtomicNodeIndex) -> ScopeId {
        ScopeId(index.load().as_u32().unwrap_or(0))
    }
}

/// What made a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    Module,
    Function,
    Lambda,
    Generator,
    Class,
    /// A list, set or dict comprehension (inlined).
    Comprehension,
    /// The type parameters of a function, class or alias (inlined).
    TypeParams,
}

/// Where a name of a scope lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Bound in this scope: a slot, or the namespace of a module or class.
    Local,
    /// Declared `global`.
    Global,
    /// Found nowhere around: a global or builtin.
    Implicit,
    /// In a cell of a frame further out.
    Free,
    /// In the given scope, which shares this one's frame.
    Shared(ScopeId),
}

/// What the block does with a name, as bits.
pub(crate) mod flag {
    /// Read.
    pub(crate) const USED: u16 = 1;
    /// Assigned, imported, deleted, a parameter …
    pub(crate) const BOUND: u16 = 2;
    pub(crate) const PARAMETER: u16 = 4;
    pub(crate) const GLOBAL: u16 = 8;
    pub(crate) const NONLOCAL: u16 = 16;
    pub(crate) const ANNOTATED: u16 = 32;
    /// The loop variable of a comprehension.
    pub(crate) const ITERATION: u16 = 64;
    /// Bound by `:=` inside this comprehension, for the function around it.
    pub(crate) const WALRUS: u16 = 128;
}

/// A name in a scope.
#[derive(Clone, Debug)]
pub(crate) struct Symbol {
    pub(crate) name: NameId,
    pub(crate) flags: u16,
    pub(crate) place: Place,
    /// A frame further in uses it: it needs a cell.
    pub(crate) captured: bool,
    /// Where it was first declared `nonlocal`.
    pub(crate) declared: TextRange,
}

impl Symbol {
    pub(crate) fn has(&self, bit: u16) -> bool {
        self.flags & bit != 0
    }

    /// Bound here, and not only declared to live elsewhere.
    fn owned(&self) -> bool {
        self.has(flag::BOUND) && !self.has(flag::GLOBAL | flag::NONLOCAL)
    }
}

/// A block and its names.
#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) kind: ScopeKind,
    pub(crate) parent: Option<ScopeId>,
    /// The scope whose frame this one runs in (itself unless inlined).
    pub(crate) frame: ScopeId,
    /// In order of first appearance.
    pub(crate) symbols: Vec<Symbol>,
    index: FxHashMap<NameId, u32>,
    /// Names whose cells come with the closure (frames only).
    pub(crate) frees: Vec<NameId>,
    /// Contains `yield`.
    pub(crate) generator: bool,
    /// `async def`, or a generator expression that awaits.
    pub(crate) coroutine: bool,
    /// Inside a function.
    pub(crate) nested: bool,
    /// A method uses `super` or `__class__`.
    pub(crate) class_cell: bool,
    /// `self.x = …` in the methods of a class (`__static_attributes__`).
    pub(crate) attributes: Vec<NameId>,
}

impl Scope {
    pub(crate) fn inlined(&self) -> bool {
        matches!(self.kind, ScopeKind::Comprehension | ScopeKind::TypeParams)
    }

    /// Names live in slots (not in the namespace of a module or class).
    pub(crate) fn has_slots(&self) -> bool {
        !matches!(self.kind, ScopeKind::Module | ScopeKind::Class)
    }

    /// The symbol `name`.
    pub(crate) fn symbol(&self, name: NameId) -> Option<&Symbol> {
        self.index.get(&name).map(|i| &self.symbols[*i as usize])
    }

    fn symbol_mut(&mut self, name: NameId) -> &mut Symbol {
        let next = self.symbols.len() as u32;
        let at = *self.index.entry(name).or_insert(next);
        if at == next {
            self.symbols.push(Symbol {
                name,
                flags: 0,
                place: Place::Implicit,
                captured: false,
                declared: TextRange::default(),
            });
        }
        &mut self.symbols[at as usize]
    }

    fn flags(&self, name: NameId) -> u16 {
        self.symbol(name).map_or(0, |s| s.flags)
    }
}

/// All scopes of a file; a scope stands after the one around it.
#[derive(Debug, Default)]
pub(crate) struct Scopes {
    scopes: Vec<Scope>,
}

impl Scopes {
    fn add(&mut self, kind: ScopeKind, parent: Option<ScopeId>) -> ScopeId {
        let id = ScopeId(self.scopes.len() as u32);
        let inlined = matches!(kind, ScopeKind::Comprehension | ScopeKind::TypeParams);
        let nested = parent.is_some_and(|p| {
            let p = &self[p];
            p.nested || p.has_slots()
        });
        let frame = match parent {
            Some(parent) if inlined => self[parent].frame,
            _ => id,
        };
        self.scopes.push(Scope {
            kind,
            parent,
            frame,
            symbols: Vec::new(),
            index: FxHashMap::default(),
            frees: Vec::new(),
            generator: false,
            coroutine: false,
            nested,
            class_cell: false,
            attributes: Vec::new(),
        });
        id
    }
}

impl std::ops::Index<ScopeId> for Scopes {
    type Output = Scope;

    fn index(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }
}

impl std::ops::IndexMut<ScopeId> for Scopes {
    fn index_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.scopes[id.0 as usize]
    }
}
