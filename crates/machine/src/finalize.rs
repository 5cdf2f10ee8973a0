//! Finalisers: which objects have something to say when they die, and when they are asked.
//!
//! CPython counts references and finalises an object with the last of them. Here nothing is
//! counted: while objects exist that have something to say, the places where a reference goes
//! away (a name bound anew or deleted, a frame left, a value dropped) say so, and before the next
//! instruction what can be reached is marked. What cannot is finalised as reference counts would
//! have it: cycles are left to `gc.collect()`, parents come before their children.
//!
//! Programs without such objects pay one test of a flag a place. The others pay for searches, of
//! which a process has a budget; when it is spent, searches come in proportion to the bytecodes
//! executed. Budget and proportion depend on the program alone.

use std::collections::VecDeque;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::attrs::AttrMap;
use crate::base::base;
use crate::collect::children;
use crate::frame::{Cont, GenKind, GenState};
use crate::heap::make_mut;
use crate::machine::{Machine, R, Signal};
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

/// Objects that may be looked at in searches for something that was named and dropped.
const DIRECT_BUDGET: u64 = 40_000_000;
/// … in searches because something that can hold other objects was dropped.
const INDIRECT_BUDGET: u64 = 12_000_000;

/// The most dropped objects that are kept in order where none of them has something to say.
const MAX_DROPPED: usize = 64;

/// Garbage beyond this (and half of what is alive) is freed at once, not seen again by each search.
const MUCH_GARBAGE: u64 = 20_000;

/// How many objects near a dropped one are looked at before a search is made.
const NEAR: usize = 40;

/// What a process knows of its finalisers.
#[derive(Clone, Debug)]
pub struct Finalize {
    /// Objects with something to say: instances with `__del__`, coroutines not begun, what a weak
    /// reference names.
    watched: Arc<FxHashSet<Ref>>,
    /// How many of them the library watches by name.
    named: u32,
    /// Instances whose `__del__` was called; it is not called again.
    finalized: Arc<FxHashSet<Ref>>,
    /// Objects a reference to which went away since the last instruction, in that order.
    dropped: Vec<Ref>,
    /// One of them has something to say itself.
    direct: bool,
    /// Something that can hold other objects was dropped.
    suspect: bool,
    /// What is left of the budgets.
    direct_budget: u64,
    indirect_budget: u64,
    /// Once a budget is spent: bytecodes after which the next search may come.
    next_search: u64,
}

impl Default for Finalize {
    fn default() -> Finalize {
        Finalize {
            watched: Arc::default(),
            named: 0,
            finalized: Arc::default(),
            dropped: Vec::new(),
            direct: false,
            suspect: false,
            direct_budget: DIRECT_BUDGET,
            indirect_budget: INDIRECT_BUDGET,
            next_search: 0,
        }
    }
}

/// What a search takes for dead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// What reference counts would free.
    Counted,
    /// Cycles as well.
    Cycles,
}

impl Machine {
    /// From now on a reference to `r` that goes away is a reason to search.
    pub(crate) fn watch(&mut self, r: Ref) {
        self.p.finalizers = true;
        make_mut(&mut self.p.finalize.watched).insert(r);
    }

    /// The same for an object of the library's: what the library itself drops matters now.
    pub(crate) fn watch_named(&mut self, r: Ref) {
        self.p.finalize.named += 1;
        self.watch(r);
    }

    /// `r`, watched by name, has nothing to say any more.
    pub(crate) fn unwatch_named(&mut self, r: Ref) {
        self.p.finalize.named = self.p.finalize.named.saturating_sub(1);
        self.unwatch(r);
    }

    /// `r` has nothing to say any more, or somebody looks after it.
    pub(crate) fn unwatch(&mut self, r: Ref) {
        if self.p.finalize.watched.contains(&r) {
            make_mut(&mut self.p.finalize.watched).remove(&r);
        }
    }

    /// A reference to `v` went away.
    #[inline]
    pub(crate) fn drop_value(&mut self, v: Value) {
        if self.p.finalizers
            && let Value::Obj(r) = v
        {
            self.dropped(r);
        }
    }

    /// All values of the stack from `at` on go away; `kept` is handed on.
    #[inline]
    pub(crate) fn drop_from(&mut self, at: u32, kept: Value) {
        if self.p.finalizers {
            self.dropped_from(at as usize, kept);
        }
    }

    #[cold]
    fn dropped_from(&mut self, at: usize, kept: Value) {
        for i in at..self.th.stack.len() {
            if let Value::Obj(r) = self.th.stack[i]
                && !kept.is(self.th.stack[i])
            {
                self.dropped(r);
            }
        }
    }

    #[cold]
    fn dropped(&mut self, r: Ref) {
        if r.0 < base().end {
            return;
        }
        let direct = self.has_something_to_say(r);
        if direct || self.indirect_matters() && self.may_reach_watched(r) {
            if direct || self.p.finalize.dropped.len() < MAX_DROPPED {
                self.p.finalize.dropped.push(r);
            }
            if direct {
                self.p.finalize.direct = true;
                self.hard_limit = 0;
            } else {
                self.suspect();
            }
        }
    }

    /// Something that may have held other objects went away.
    pub(crate) fn suspect(&mut self) {
        let f = &mut self.p.finalize;
        f.suspect = true;
        if f.indirect_budget > 0 || self.steps >= f.next_search {
            self.hard_limit = 0;
        }
    }

    /// The library's own frames drop much, and seldom the last reference to a program's object.
    pub(crate) fn indirect_matters(&self) -> bool {
        self.p.finalize.named > 0
            || self.th.frames.last().is_some_and(|f| !self.code(f.code).library)
    }

    /// Whether something with something to say is found near `r`: a look at few objects that
    /// saves most searches.
    fn may_reach_watched(&self, r: Ref) -> bool {
        let mut seen = vec![r];
        let mut at = 0;
        while let Some(r) = seen.get(at).copied() {
            at += 1;
            let mut found = false;
            let mut look = |v: Value| {
                if let Value::Obj(child) = v
                    && child.0 >= base().end
                    && seen.len() <= NEAR
                    && !seen.contains(&child)
                {
                    found |= self.p.finalize.watched.contains(&child);
                    seen.push(child);
                }
            };
            match self.get(r) {
                // Always there, and the way to everything.
                Kind::Class(_) | Kind::Module(..) | Kind::Str(_) => {}
                Kind::Function(f) => [f.defaults, f.closure].into_iter().for_each(look),
                Kind::Generator(g) => {
                    g.stack.iter().for_each(|v| look(*v));
                    found |= g.kind != GenKind::Coroutine && g.state == GenState::Suspended;
                }
                kind => children(kind, look),
            }
            if found || seen.len() > NEAR {
                return true;
            }
        }
        false
    }

    /// Whether the end of `r` is worth a search.
    fn has_something_to_say(&self, r: Ref) -> bool {
        let watched = self.p.finalize.watched.contains(&r);
        match self.get(r) {
            // The library hands generators and coroutines on.
            Kind::Generator(_)
                if self.th.frames.last().is_none_or(|f| self.code(f.code).library) =>
            {
                false
            }
            Kind::Generator(g) if g.kind != GenKind::Coroutine => {
                watched || g.state == GenState::Suspended && self.is_protected(r)
            }
            _ if watched => true,
            Kind::Instance(cls, attrs) => {
                attrs.get(sym::KEPT).is_some() && self.is_subclass(*cls, class::BASE_EXCEPTION)
            }
            _ => false,
        }
    }

    /// Whether the suspended generator stands inside a `try` or `with`.
    pub(crate) fn is_protected(&self, g: Ref) -> bool {
        let Kind::Generator(data) = self.get(g) else { return false };
        let Some(frame) = &data.frame else { return false };
        let pc = frame.pc.saturating_sub(1);
        self.code(frame.code).code.handlers.iter().any(|h| (h.start..h.end).contains(&pc))
    }

    /// An exception leaves a frame: until the exception is forgotten, its traceback keeps the
    /// frame's variables alive (only those matter here that have something to say).
    pub(crate) fn keep_for_traceback(&mut self, at: u32, exc: Value) {
        if !self.p.finalizers {
            return;
        }
        let values = self.th.stack[at as usize..].to_vec();
        // Lists are released from their end: innermost frames first, each in order.
        let mut kept: Vec<Value> = values
            .into_iter()
            .rev()
            .filter(|v| !v.is(exc))
            .filter(|v| v.as_ref().is_some_and(|r| r.0 >= base().end && holds_others(self.get(r))))
            .collect();
        if kept.is_empty() {
            return;
        }
        let items = match self.attr_raw(exc, sym::KEPT) {
            Some(Value::Obj(r)) => match self.get(r) {
                Kind::List(items) => items.to_vec(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        kept.extend(items);
        let list = self.list(kept);
        self.set_attr_raw(exc, sym::KEPT, list);
    }

    /// Before an instruction: finalises what was dropped since the last. True when a frame was
    /// pushed that does it.
    pub(crate) fn finalize_dropped(&mut self) -> bool {
        let f = &mut self.p.finalize;
        if !f.direct && !f.suspect {
            return false;
        }
        let dropped = std::mem::take(&mut f.dropped);
        let tail = self.th.stack.len().saturating_sub(512);
        let direct = std::mem::take(&mut self.p.finalize.direct)
            && dropped.iter().any(|r| {
                self.has_something_to_say(*r)
                    && !self.th.stack[tail..].iter().any(|v| v.is(Value::Obj(*r)))
            });
        let f = &self.p.finalize;
        let budget = if direct { f.direct_budget } else { f.indirect_budget };
        if !(direct || f.suspect) || budget == 0 && self.steps < f.next_search {
            return false;
        }
        self.p.finalize.suspect = false;
        let (marks, cost) = self.mark(&[]);
        let dead = self.dying(&marks, &dropped, Extent::Counted);
        // Looking through what is dead costs as well.
        let cost = cost + u64::from(self.p.heap.peak() - base().end);
        let f = &mut self.p.finalize;
        let budget = if direct { &mut f.direct_budget } else { &mut f.indirect_budget };
        // A search that found something was worth more than it cost.
        *budget = budget.saturating_sub(if dead.is_empty() { cost } else { cost / 4 });
        f.next_search = self.steps + cost / 2;
        if dead.is_empty() {
            let alive = marks.iter().filter(|alive| **alive).count() as u64;
            let garbage = u64::from(self.p.heap.peak()) - alive;
            if garbage > MUCH_GARBAGE + cost / 2
                && !self.unmarked(&marks).iter().any(|r| self.wants_farewell(*r))
            {
                self.free_unmarked(&marks);
            }
            return false;
        }
        self.push_finalizers(dead)
    }

    /// Pushes the frame that finalises `dead`, in that order.
    pub(crate) fn push_finalizers(&mut self, dead: Vec<Ref>) -> bool {
        let items = self.farewells(dead, Extent::Counted);
        if items.is_empty() {
            return false;
        }
        let Ok(f) = self.library_function("_finalize") else { return false };
        let list = self.list(items);
        matches!(self.call_value(f, &[list], Cont::Drop), Err(Signal::Pushed))
    }

    /// What the library's `_finalize` does for each object: the object itself, or a tuple of a
    /// weak reference's callback and the reference. Weak references are cleared.
    fn farewells(&mut self, dead: Vec<Ref>, extent: Extent) -> Vec<Value> {
        let mut weak: FxHashMap<Ref, Vec<Ref>> = FxHashMap::default();
        let dying: FxHashSet<Ref> = dead.iter().copied().collect();
        for (r, object) in self.p.heap.objects(base().end) {
            if let Kind::Weak(pair) = &object.kind
                && let Value::Obj(target) = pair[0]
                && dying.contains(&target)
            {
                weak.entry(target).or_default().push(r);
            }
        }
        let mut items = Vec::new();
        let mut callbacks = Vec::new();
        for r in dead {
            let watched = self.p.finalize.watched.contains(&r);
            self.unwatch(r);
            match self.get(r) {
                Kind::Instance(cls, _) => {
                    let finalizer =
                        matches!(self.get(*cls), Kind::Class(data) if data.flags.finalizer);
                    if finalizer && watched && !self.p.finalize.finalized.contains(&r) {
                        make_mut(&mut self.p.finalize.finalized).insert(r);
                        items.push(r.into());
                    }
                }
                Kind::Generator(_) => items.push(r.into()),
                _ => {}
            }
            let mut refs = weak.remove(&r).unwrap_or_default();
            // `PyObject_ClearWeakRefs`: the newest callback first.
            refs.sort_by_key(|w| std::cmp::Reverse(self.name_of(*w)));
            for w in refs {
                let Kind::Weak(pair) = self.get(w) else { continue };
                let callback = pair[1];
                *self.get_mut(w) = Kind::Weak(Arc::new([Value::Null, Value::None]));
                if !callback.is_none() {
                    let pair = self.tuple(vec![callback, w.into()]);
                    if extent == Extent::Cycles { &mut callbacks } else { &mut items }.push(pair);
                }
            }
        }
        // The collector of cycles calls all callbacks first (`handle_weakrefs`).
        callbacks.extend(items);
        callbacks
    }

    /// The objects with something to say among those that are not marked, in the order in which
    /// they go: the dropped ones first, each before what it refers to, then by age.
    pub(crate) fn dying(&self, marks: &[bool], dropped: &[Ref], extent: Extent) -> Vec<Ref> {
        let mut targets: FxHashSet<Ref> = FxHashSet::default();
        let mut found = false;
        for (r, object) in self.p.heap.objects(base().end) {
            match &object.kind {
                Kind::Weak(pair) if marks[r.0 as usize] => {
                    if let Value::Obj(target) = pair[0]
                        && !marks[target.0 as usize]
                    {
                        targets.insert(target);
                        found = true;
                    }
                }
                Kind::Free => {}
                _ if !marks[r.0 as usize] => found |= self.wants_farewell(r),
                _ => {}
            }
        }
        if !found {
            return Vec::new();
        }
        let mut dead = self.unmarked(marks);
        dead.sort_by_key(|r| self.name_of(*r));
        let mut order = self.counted(&dead, dropped);
        if extent == Extent::Cycles {
            let freed: FxHashSet<Ref> = order.iter().copied().collect();
            order.extend(dead.iter().filter(|r| !freed.contains(r)));
        }
        order.retain(|r| self.wants_farewell(*r) || targets.contains(r));
        order
    }

    /// Whether the object, dead, has something to say.
    fn wants_farewell(&self, r: Ref) -> bool {
        match self.get(r) {
            Kind::Instance(cls, _) => {
                matches!(self.get(*cls), Kind::Class(data) if data.flags.finalizer)
                    && self.p.finalize.watched.contains(&r)
                    && !self.p.finalize.finalized.contains(&r)
            }
            Kind::Generator(g) => match (g.kind, g.state) {
                (GenKind::Coroutine, GenState::Created) => true,
                (GenKind::AsyncGenerator | GenKind::Generator, GenState::Created) => false,
                (_, GenState::Suspended) => self.is_protected(r),
                _ => false,
            },
            _ => false,
        }
    }

    /// Those of the dead objects that reference counts would have freed (they are not part of a
    /// cycle, nor named by one), in the order in which that happens: the dropped ones first, each
    /// with what only it referred to.
    fn counted(&self, dead: &[Ref], dropped: &[Ref]) -> Vec<Ref> {
        let mut counts: FxHashMap<Ref, u32> = dead.iter().map(|r| (*r, 0)).collect();
        for r in dead {
            children(self.get(*r), |v| {
                if let Value::Obj(child) = v
                    && let Some(n) = counts.get_mut(&child)
                {
                    *n += 1;
                }
            });
        }
        for r in dropped {
            if let Some(n) = counts.get_mut(r) {
                *n += 1;
            }
        }
        let mut gone: FxHashSet<Ref> = FxHashSet::default();
        let mut order = Vec::new();
        // What nothing names any more died before, unnoticed: it is released first, as if it had
        // been named once.
        let unnamed = dead.iter().copied().filter(|r| counts[r] == 0).collect::<Vec<_>>();
        for r in &unnamed {
            counts.insert(*r, 1);
        }
        for first in unnamed.iter().chain(dropped) {
            let mut work = vec![*first];
            while let Some(r) = work.pop() {
                let Some(n) = counts.get_mut(&r) else { continue };
                *n -= 1;
                if *n == 0 && gone.insert(r) {
                    order.push(r);
                    work.extend(self.references_of(r));
                }
            }
        }
        order
    }

    /// What `r` refers to, in the opposite order of their release: `list_dealloc` and
    /// `tuple_dealloc` begin at the end.
    fn references_of(&self, r: Ref) -> Vec<Ref> {
        let mut all = Vec::new();
        children(self.get(r), |v| all.extend(v.as_ref()));
        if !matches!(self.get(r), Kind::List(_) | Kind::Tuple(_)) {
            all.reverse();
        }
        all
    }

    /// How many dead objects CPython's collector would find: those in cycles and named by them.
    pub(crate) fn cyclic_garbage(&self) -> i64 {
        let (marks, _) = self.mark(&[]);
        let dead = self.unmarked(&marks);
        // Those that were finalised are gone in CPython.
        let mut gone = marks;
        for r in self.p.finalize.finalized.iter() {
            if !gone[r.0 as usize] {
                self.mark_from(&mut gone, *r);
            }
        }
        let dead: Vec<Ref> = dead.into_iter().filter(|r| !gone[r.0 as usize]).collect();
        let counted: FxHashSet<Ref> = self.counted(&dead, &[]).into_iter().collect();
        let plain = |r: &Ref| {
            matches!(
                self.get(*r),
                Kind::Str(_)
                    | Kind::BigInt(_)
                    | Kind::Complex(..)
                    | Kind::Bytes(_)
                    | Kind::ByteArray(_)
                    | Kind::Code(_)
                    | Kind::Range(_)
                    | Kind::Traceback(_)
            )
        };
        dead.iter().filter(|r| !counted.contains(r) && !plain(r)).count() as i64
    }

    /// The async generators that can be reached and stand at a `yield`, the oldest first.
    pub(crate) fn suspended_async_generators(&self) -> Vec<Value> {
        let (marks, _) = self.mark(&[]);
        let mut found: Vec<Ref> = (base().end..self.p.heap.end())
            .filter(|i| marks[*i as usize])
            .map(Ref)
            .filter(|r| {
                matches!(self.get(*r), Kind::Generator(g)
                if g.kind == GenKind::AsyncGenerator && g.state == GenState::Suspended)
            })
            .collect();
        found.sort_by_key(|r| self.name_of(*r));
        found.into_iter().map(Value::Obj).collect()
    }

    /// `sys.getrefcount()`: how many places name the object.
    pub(crate) fn references(&self, r: Ref) -> i64 {
        let (marks, _) = self.mark(&[]);
        let mut n = 0;
        let mut add = |v: Value| n += i64::from(v.is(Value::Obj(r)));
        for index in 0..self.p.heap.end() {
            if marks[index as usize] {
                children(self.get(Ref(index)), &mut add);
            }
        }
        for tid in 0..self.thread_count() {
            let thread = self.thread(tid);
            if thread.process == self.p.id {
                thread.stack.iter().for_each(|v| add(*v));
            }
        }
        self.p.codes.iter().flat_map(|c| &c.consts).for_each(|v| add(*v));
        n
    }

    fn unmarked(&self, marks: &[bool]) -> Vec<Ref> {
        self.p
            .heap
            .objects(base().end)
            .filter(|(r, object)| !marks[r.0 as usize] && !matches!(object.kind, Kind::Free))
            .map(|(r, _)| r)
            .collect()
    }

    /// The end of the program: everything but the running threads' stacks goes, in the order in
    /// which CPython's last collection meets it: breadth first from the main module's variables,
    /// lists and tuples from their end (`list_traverse`).
    pub(crate) fn dying_at_exit(&mut self) -> Vec<Ref> {
        let main = self.p.main;
        let (marks, _) = self.mark(&[self.p.modules, main]);
        let mut queue = VecDeque::from([main]);
        let mut seen: FxHashSet<Ref> = FxHashSet::from_iter([main]);
        let mut order = Vec::new();
        while let Some(r) = queue.pop_front() {
            if !marks[r.0 as usize] && self.wants_farewell(r) {
                order.push(r);
            }
            let mut next = Vec::new();
            children(self.get(r), |v| next.extend(v.as_ref()));
            if matches!(self.get(r), Kind::List(_) | Kind::Tuple(_)) {
                next.reverse();
            }
            queue.extend(next.into_iter().filter(|r| r.0 >= base().end && seen.insert(*r)));
        }
        let listed: FxHashSet<Ref> = order.iter().copied().collect();
        let rest = self.dying(&marks, &[], Extent::Cycles);
        order.extend(rest.into_iter().filter(|r| !listed.contains(r)));
        order
    }

    /// What a weak reference gives: nothing when its object is dead and that was not noticed yet.
    pub(crate) fn weak_target(&self, target: Value) -> Value {
        if self.p.finalize.suspect
            && let Value::Obj(r) = target
            && r.0 >= base().end
        {
            let (marks, _) = self.mark(&[]);
            if !marks[r.0 as usize] {
                let dead = self.unmarked(&marks);
                if self.counted(&dead, &[]).contains(&r) {
                    return Value::Null;
                }
            }
        }
        target
    }

    /// Finalisers for `dead` first; gives what `value` says then.
    pub(crate) fn finalize_then(&mut self, dead: Vec<Ref>, value: Value, cont: Cont) -> R {
        if dead.is_empty() {
            return Ok(value);
        }
        let items = self.farewells(dead, Extent::Cycles);
        if items.is_empty() {
            return Ok(value);
        }
        let f = self.library_function("_finalize")?;
        let list = self.list(items);
        self.call_value(f, &[list, value], cont)?;
        Err(Signal::Pushed)
    }

    /// After a sweep: forgets the objects that are gone.
    pub(crate) fn forget_swept(&mut self, marks: &[bool]) {
        let alive = |r: &Ref| marks[r.0 as usize];
        let f = &mut self.p.finalize;
        if !f.watched.is_empty() {
            make_mut(&mut f.watched).retain(alive);
        }
        if !f.finalized.is_empty() {
            make_mut(&mut f.finalized).retain(alive);
        }
        f.dropped.retain(alive);
    }
}

/// Whether an object can keep others alive that have something to say.
fn holds_others(kind: &Kind) -> bool {
    let any = |attrs: &AttrMap| attrs.dict.is_some() || attrs.len() > 0;
    match kind {
        Kind::Instance(_, attrs) => any(attrs),
        Kind::List(items) => !items.is_empty(),
        Kind::Tuple(items) => !items.is_empty(),
        Kind::Dict(_)
        | Kind::Set(_)
        | Kind::FrozenSet(_)
        | Kind::Deque(_)
        | Kind::Cell(_)
        | Kind::Function(_)
        | Kind::Method(_)
        | Kind::Generator(_)
        | Kind::SeqIter(..)
        | Kind::Iter(_)
        | Kind::Other(_)
        | Kind::Sync(_) => true,
        _ => false,
    }
}
