//! The heap: an arena of objects in copy-on-write pages.
//!
//! Cloning a heap copies one pointer per 1,024 objects; a write after that copies one page of 32
//! objects (and its chunk of 32 page pointers) once. There are no reference counts inside objects:
//! they would turn every read into a page copy; dead objects are found by mark and sweep.

use std::sync::Arc;
use std::sync::atomic::{Ordering, fence};

use timeslice_trace::{ObjectName, ThreadId};

use crate::object::Kind;
use crate::value::Ref;

const PAGE: usize = 32;
const CHUNK: usize = 32;

/// An object: its name, the same in every interleaving, and its body.
#[derive(Clone, Debug)]
pub struct Object {
    /// Who made it, and which allocation of that thread it was.
    pub name: ObjectName,
    /// What it is.
    pub kind: Kind,
}

#[derive(Clone)]
struct Page([Object; PAGE]);

#[derive(Clone)]
struct Chunk([Arc<Page>; CHUNK]);

/// The arena. `Clone` is a snapshot.
pub struct Heap {
    chunks: Vec<Arc<Chunk>>,
    free: Arc<Vec<u32>>,
    next: u32,
    /// The highest `next` ever.
    peak: u32,
    /// Estimated bytes in use: objects and the bodies behind them.
    bytes: u64,
}

/// A mutable reference to what `arc` holds, copied first when it is shared.
///
/// `Arc::make_mut` without its two atomic read-modify-writes: the machine never makes a `Weak`.
#[inline]
pub fn make_mut<T: Clone>(arc: &mut Arc<T>) -> &mut T {
    if Arc::strong_count(arc) != 1 {
        unshare(arc);
    }
    fence(Ordering::Acquire);
    // SAFETY: the count is 1, no `Weak` to it exists anywhere in this crate, and `arc` is borrowed
    // mutably, so nobody else can reach the value while the result lives.
    unsafe { &mut *Arc::as_ptr(arc).cast_mut() }
}

#[cold]
#[inline(never)]
fn unshare<T: Clone>(arc: &mut Arc<T>) {
    *arc = Arc::new((**arc).clone());
}

/// Makes `mine` share what `theirs` holds; nothing is counted where it does already.
pub fn share<T: ?Sized>(mine: &mut Arc<T>, theirs: &Arc<T>) {
    if !Arc::ptr_eq(mine, theirs) {
        *mine = theirs.clone();
    }
}

/// The same for a list of them.
pub fn share_all<T>(mine: &mut Vec<Arc<T>>, theirs: &[Arc<T>]) {
    mine.truncate(theirs.len());
    let (known, new) = theirs.split_at(mine.len());
    for (mine, theirs) in mine.iter_mut().zip(known) {
        share(mine, theirs);
    }
    mine.extend_from_slice(new);
}

/// `Clone` for a struct whose copies are snapshots. One that takes the place of an older one
/// (`clone_from`) keeps its allocations, and what both share is left alone.
macro_rules! snapshot {
    ($name:ident { shared: $($arc:ident)*; lists: $($list:ident)*; rest: $($field:ident)* }) => {
        impl Clone for $name {
            fn clone(&self) -> $name {
                let $name { $($arc,)* $($list,)* $($field,)* } = self;
                $name {
                    $($arc: $arc.clone(),)*
                    $($list: $list.clone(),)*
                    $($field: Clone::clone($field),)*
                }
            }

            fn clone_from(&mut self, source: &$name) {
                $($crate::heap::share(&mut self.$arc, &source.$arc);)*
                $($crate::heap::share_all(&mut self.$list, &source.$list);)*
                $(self.$field.clone_from(&source.$field);)*
            }
        }
    };
}
pub(crate) use snapshot;

snapshot!(Heap { shared: free; lists: chunks; rest: next peak bytes });

impl Default for Heap {
    fn default() -> Heap {
        Heap { chunks: Vec::new(), free: Arc::new(Vec::new()), next: 0, peak: 0, bytes: 0 }
    }
}

impl Heap {
    /// Puts a new object in; `name` must be new.
    #[inline]
    pub fn alloc(&mut self, name: ObjectName, kind: Kind) -> Ref {
        self.bytes += kind.size_bytes();
        let index = if self.free.is_empty() {
            self.next += 1;
            self.peak = self.peak.max(self.next);
            self.next - 1
        } else {
            make_mut(&mut self.free).pop().unwrap_or_default()
        };
        if index as usize == self.chunks.len() * CHUNK * PAGE {
            self.add_chunk();
        }
        *self.slot(Ref(index)) = Object { name, kind };
        Ref(index)
    }

    #[cold]
    fn add_chunk(&mut self) {
        let empty = || Object { name: ObjectName(0), kind: Kind::Free };
        let page = Arc::new(Page(std::array::from_fn(|_| empty())));
        self.chunks.push(Arc::new(Chunk(std::array::from_fn(|_| page.clone()))));
    }

    /// The object's body.
    #[inline]
    pub fn get(&self, r: Ref) -> &Kind {
        &self.object(r).kind
    }

    /// The object with its name.
    #[inline]
    pub fn object(&self, r: Ref) -> &Object {
        let i = r.0 as usize;
        &self.chunks[i / (CHUNK * PAGE)].0[i / PAGE % CHUNK].0[i % PAGE]
    }

    /// The object's body, to change it.
    #[inline]
    pub fn get_mut(&mut self, r: Ref) -> &mut Kind {
        &mut self.slot(r).kind
    }

    /// Gives an object another name.
    pub(crate) fn rename(&mut self, r: Ref, name: ObjectName) {
        self.slot(r).name = name;
    }

    #[inline]
    fn slot(&mut self, r: Ref) -> &mut Object {
        let i = r.0 as usize;
        let chunk = make_mut(&mut self.chunks[i / (CHUNK * PAGE)]);
        let page = make_mut(&mut chunk.0[i / PAGE % CHUNK]);
        &mut page.0[i % PAGE]
    }

    /// One past the highest index in use.
    pub fn end(&self) -> u32 {
        self.next
    }

    /// One past the highest index ever used.
    pub fn peak(&self) -> u32 {
        self.peak
    }

    /// The objects from index `start` on, unused ones too.
    pub fn objects(&self, start: u32) -> impl DoubleEndedIterator<Item = (Ref, &Object)> {
        let (first, last) = (start as usize / PAGE, (self.next as usize).div_ceil(PAGE));
        (first..last)
            .flat_map(move |page| {
                let objects = &self.chunks[page / CHUNK].0[page % CHUNK].0;
                objects.iter().enumerate().map(move |(i, o)| (Ref((page * PAGE + i) as u32), o))
            })
            .filter(move |(r, _)| (start..self.next).contains(&r.0))
    }

    /// Estimated bytes in use.
    #[inline]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The objects below `end` on pages that are not the ones of `older`, a heap this one was
    /// cloned from.
    pub fn changed_since(&self, older: &Heap, end: u32) -> Vec<Ref> {
        let mut changed = Vec::new();
        for (c, (new, old)) in self.chunks.iter().zip(&older.chunks).enumerate() {
            if Arc::ptr_eq(new, old) {
                continue;
            }
            for (p, (new, old)) in new.0.iter().zip(&old.0).enumerate() {
                if !Arc::ptr_eq(new, old) {
                    let first = ((c * CHUNK + p) * PAGE) as u32;
                    changed.extend((first..(first + PAGE as u32).min(end)).map(Ref));
                }
            }
        }
        changed
    }

    /// Counts bytes that a body grew by (lists, dicts, strings).
    pub fn grow(&mut self, bytes: u64) {
        self.bytes += bytes;
    }

    /// Frees every object that is not marked; `marks` has one flag an index. Bodies are measured
    /// anew, so that the estimate of bytes in use is right again afterwards.
    pub fn sweep(&mut self, marks: &[bool]) {
        let alive = |r: Ref| marks[r.0 as usize];
        let dead: Vec<Ref> = self
            .objects(0)
            .filter(|(r, object)| !alive(*r) && !matches!(object.kind, Kind::Free))
            .map(|(r, _)| r)
            .collect();
        for r in dead {
            *self.get_mut(r) = Kind::Free;
        }
        // What is free at the end need not be looked at any more. The rest, with what was free
        // before, is popped from the end: the lowest index is used again first.
        self.next = marks.iter().rposition(|alive| *alive).map_or(0, |last| last as u32 + 1);
        let free = (0..self.next).rev().filter(|index| !marks[*index as usize]).collect();
        self.free = Arc::new(free);
        self.bytes =
            self.objects(0).filter(|(r, _)| alive(*r)).map(|(_, o)| o.kind.size_bytes()).sum();
    }
}

/// The name of an interned str: a function of its text alone.
pub(crate) fn interned_name(text: &str) -> ObjectName {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    ObjectName::new(INTERNED, hash ^ (hash >> 40))
}

/// Stands for the thread that made the interned strs.
const INTERNED: ThreadId = 0xffff;
/// The name of what only one thread ever holds, and nobody asks the name of.
pub(crate) const LOCAL: ObjectName = ObjectName(0xfffe << 40);

/// Makes names for the objects a thread allocates.
#[derive(Clone, Copy, Debug)]
pub struct Namer {
    thread: ThreadId,
    serial: u64,
}

impl Namer {
    /// The first name will be allocation 1 of `thread`.
    pub fn new(thread: ThreadId) -> Namer {
        Namer { thread, serial: 0 }
    }

    /// The next name.
    pub fn next(&mut self) -> ObjectName {
        self.serial += 1;
        ObjectName::new(self.thread, self.serial)
    }
}
