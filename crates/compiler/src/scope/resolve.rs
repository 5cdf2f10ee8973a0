//! From "assigned here, used there" to "local, cell, free or global" (`analyze_block` in CPython's
//! Python/symtable.c, 3.13).

use super::{Place, ScopeId, ScopeKind, Scopes, flag};
use crate::diagnostic::Problem;
use crate::names::{NameId, Names};

/// Fills in every symbol's place; reports `nonlocal` names that nothing binds.
pub(crate) fn resolve(scopes: &mut Scopes, names: &mut Names, problems: &mut Vec<Problem>) {
    let class_name = names.id("__class__");
    for i in 0..scopes.scopes.len() {
        let id = ScopeId(i as u32);
        for s in 0..scopes[id].symbols.len() {
            let symbol = &scopes[id].symbols[s];
            let name = symbol.name;
            let place = if symbol.has(flag::GLOBAL) {
                Place::Global
            } else if symbol.has(flag::NONLOCAL) {
                let place = find(scopes, id, name, class_name);
                if place != Place::Free {
                    let range = scopes[id].symbols[s].declared;
                    let text = names.text(name);
                    problems.push(Problem::syntax(
                        range,
                        format!("no binding for nonlocal '{text}' found"),
                    ));
                }
                place
            } else if symbol.owned() {
                Place::Local
            } else {
                find(scopes, id, name, class_name)
            };
            scopes[id].symbols[s].place = place;
        }
    }
    // Python/compile.c sorts the free variables so that code objects do not depend on hashing.
    for scope in &mut scopes.scopes {
        scope.frees.sort_by(|a, b| names.text(*a).cmp(names.text(*b)));
    }
}

/// Looks for the scope around `from` that binds `name`; on the way back every frame in between
/// gets the cell as a free variable.
fn find(scopes: &mut Scopes, from: ScopeId, name: NameId, class_name: NameId) -> Place {
    let frame = scopes[from].frame;
    let mut passed_comprehension = scopes[from].kind == ScopeKind::Comprehension;
    let mut at = from;
    loop {
        let Some(next) = scopes[at].parent else {
            // An inlined scope of a module reads the module's namespace.
            let shared = frame == at && from != at;
            return if shared { Place::Shared(at) } else { Place::Implicit };
        };
        at = next;
        let same_frame = scopes[at].frame == frame;
        match scopes[at].kind {
            ScopeKind::Module => continue,
            // Comprehensions do not see the class's names, type parameters do.
            ScopeKind::Class if same_frame && !passed_comprehension => return Place::Shared(at),
            ScopeKind::Class => {
                if name == class_name && !same_frame {
                    scopes[at].class_cell = true;
                    capture(scopes, from, at, name);
                    return Place::Free;
                }
            }
            kind => {
                let flags = scopes[at].flags(name);
                if flags & flag::GLOBAL != 0 {
                    return Place::Implicit;
                }
                let owned = flags & flag::BOUND != 0 && flags & flag::NONLOCAL == 0;
                if same_frame && (owned || !scopes[at].inlined()) {
                    // The frame's own symbol says where it is: a slot, a cell or further out.
                    if owned {
                        return Place::Shared(at);
                    }
                }
                if owned {
                    scopes[at].symbol_mut(name).captured = true;
                    capture(scopes, from, at, name);
                    return Place::Free;
                }
                passed_comprehension |= kind == ScopeKind::Comprehension;
            }
        }
    }
}

/// Makes `name` a free variable of every frame from `from` up to, not including, `owner`'s.
fn capture(scopes: &mut Scopes, from: ScopeId, owner: ScopeId, name: NameId) {
    let last = scopes[owner].frame;
    let mut frame = scopes[from].frame;
    while frame != last {
        if !scopes[frame].frees.contains(&name) {
            scopes[frame].frees.push(name);
        }
        match scopes[frame].parent {
            Some(parent) => frame = scopes[parent].frame,
            None => break,
        }
    }
}
