//! The matcher: executes a program on a text, with a stack of places to come back to.
//!
//! Everything that a match remembers is in slots; changing one leaves its old value on the stack
//! while there is a place below it to come back to. So going back is popping, and nothing recurses.

use super::Exhausted;
use super::caseless::Case;
use super::charset::in_class;
use super::compile::{Op, Place, Program, Test};
use super::tree::{Class, Greed, UNBOUNDED};

/// Steps of one search, at most: about a second.
const MAX_STEPS: u64 = 100_000_000;
/// Places to come back to, and groups found, at most: some 64 MB of them.
const MAX_PLACES: usize = 4_000_000;

/// What is searched: characters by index.
pub trait Subject {
    /// Number of characters.
    fn len(&self) -> usize;
    /// One of them.
    fn at(&self, i: usize) -> u32;
}

impl Subject for [u8] {
    fn len(&self) -> usize {
        <[u8]>::len(self)
    }

    #[inline]
    fn at(&self, i: usize) -> u32 {
        u32::from(self[i])
    }
}

impl Subject for [char] {
    fn len(&self) -> usize {
        <[char]>::len(self)
    }

    #[inline]
    fn at(&self, i: usize) -> u32 {
        self[i] as u32
    }
}

/// Where a match may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// At the start.
    Match,
    /// From the start to the end.
    Full,
    /// Anywhere.
    Search,
}

/// A match: the group closed last (0: none), and beginning and end of each group, -1 for one that
/// took no part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spans {
    /// `Match.lastindex`
    pub last: usize,
    /// By group, the whole match first.
    pub groups: Vec<(i64, i64)>,
}

/// Finds matches between `start` and `end`, at most `limit` of them (0: all), one behind another
/// as `finditer` does when `how` is a search. Gives them and the number of steps it took.
///
/// # Errors
/// When it takes too long or remembers too much.
pub fn find<S: Subject + ?Sized>(
    program: &Program,
    subject: &S,
    (start, end): (usize, usize),
    how: How,
    limit: usize,
) -> Result<(Vec<Spans>, u64), Exhausted> {
    let mut run = Run {
        program,
        subject,
        end,
        full: how == How::Full,
        not_at: None,
        slots: vec![NONE; program.slots],
        stack: Vec::new(),
        steps: 0,
    };
    let first = match program.ops.iter().find(|op| !matches!(op, Op::Begin(_))) {
        Some(Op::One(Test::Is(c))) => Some(*c),
        Some(Op::Many(Test::Is(c), 1.., ..)) => Some(*c),
        _ => None,
    };
    let mut found = Vec::new();
    let mut from = start;
    while from <= end && (limit == 0 || found.len() < limit) {
        // An empty match must not stand where the last match ended empty.
        let must_move = run.not_at;
        let mut hit = None;
        let mut at = from;
        while at <= end {
            if let (Some(c), How::Search) = (first, how) {
                let Some(next) = (at..end).find(|i| subject.at(*i) == c) else { break };
                run.steps += (next - at) as u64 / 8;
                at = next;
            }
            run.not_at = must_move.filter(|p| *p == at);
            if let Some(stop) = run.attempt(at)? {
                hit = Some((at, stop));
                break;
            }
            if how != How::Search {
                break;
            }
            at += 1;
        }
        let Some((at, stop)) = hit else { break };
        if (found.len() + 1) * program.groups > MAX_PLACES {
            return Err(Exhausted::Groups(MAX_PLACES));
        }
        let mut groups: Vec<(i64, i64)> = (0..program.groups)
            .map(|g| (run.slots[g * 2], run.slots[g * 2 + 1]))
            .map(|(b, e)| if b == NONE || e == NONE { (-1, -1) } else { (b, e) })
            .collect();
        groups[0] = (at as i64, stop as i64);
        let last = run.slots[program.groups * 2];
        found.push(Spans { last: last.max(0) as usize, groups });
        if how != How::Search {
            break;
        }
        run.not_at = (at == stop).then_some(stop);
        from = stop;
    }
    Ok((found, run.steps))
}

/// A slot that holds nothing.
const NONE: i64 = -1;

/// What is on the stack.
#[derive(Clone, Copy)]
enum Entry {
    /// Go on with this instruction at this place.
    Place(u32, usize),
    /// A greedy run of single characters: goes on behind the instruction, from one less down to the
    /// least.
    Fewer(u32, usize, usize),
    /// A lazy one: one more, at most so many.
    More(u32, usize, u32),
    /// A slot's old value.
    Slot(u32, i64),
}

struct Run<'a, S: Subject + ?Sized> {
    program: &'a Program,
    subject: &'a S,
    end: usize,
    full: bool,
    not_at: Option<usize>,
    slots: Vec<i64>,
    stack: Vec<Entry>,
    steps: u64,
}

impl<S: Subject + ?Sized> Run<'_, S> {
    #[inline]
    fn accepts(&self, test: Test, i: usize) -> bool {
        let c = self.subject.at(i);
        match test {
            Test::Is(wanted) => c == wanted,
            Test::IsNot(other) => c != other,
            Test::Any => true,
            Test::NotLine => c != 10,
            Test::Set(set) => self.program.sets[set as usize].has(c),
        }
    }

    fn set(&mut self, slot: u32, value: i64) {
        let old = std::mem::replace(&mut self.slots[slot as usize], value);
        if old != value && !self.stack.is_empty() {
            self.stack.push(Entry::Slot(slot, old));
        }
    }

    fn is_word(&self, i: usize, narrow: bool) -> bool {
        in_class(Class::Word(false), self.subject.at(i), narrow)
    }

    fn is_place(&self, place: Place, i: usize) -> bool {
        let end = self.end;
        match place {
            Place::Start => i == 0,
            Place::LineStart => i == 0 || self.subject.at(i - 1) == 10,
            Place::Stop => i == end,
            Place::LastLine => i == end || i + 1 == end && self.subject.at(i) == 10,
            Place::LineStop => i == end || self.subject.at(i) == 10,
            Place::Boundary(not, narrow) => {
                // In an empty text there is neither (`SRE(at)` before 3.14).
                end > 0 && {
                    let before = i > 0 && self.is_word(i - 1, narrow);
                    let after = i < end && self.is_word(i, narrow);
                    (before != after) != not
                }
            }
        }
    }

    /// The end of a match that begins at `start`.
    fn attempt(&mut self, start: usize) -> Result<Option<usize>, Exhausted> {
        self.slots.fill(NONE);
        self.steps += self.slots.len() as u64 / 16;
        self.stack.clear();
        let program = self.program;
        let (mut pc, mut at) = (0u32, start);
        loop {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                return Err(Exhausted::Steps(MAX_STEPS));
            }
            if self.stack.len() > MAX_PLACES {
                return Err(Exhausted::Places(MAX_PLACES));
            }
            let go_on = match program.ops[pc as usize] {
                Op::One(test) => {
                    let hit = at < self.end && self.accepts(test, at);
                    at += usize::from(hit);
                    pc += 1;
                    hit
                }
                Op::At(place) => {
                    pc += 1;
                    self.is_place(place, at)
                }
                Op::Begin(group) => {
                    self.set(group * 2, at as i64);
                    pc += 1;
                    true
                }
                Op::End(group) => {
                    self.set(group * 2 + 1, at as i64);
                    self.set(program.groups as u32 * 2, i64::from(group));
                    pc += 1;
                    true
                }
                Op::Try(other) => {
                    self.stack.push(Entry::Place(other, at));
                    pc += 1;
                    true
                }
                Op::Jump(to) => {
                    pc = to;
                    true
                }
                Op::Many(test, min, max, greed) => {
                    let hit = self.many(pc, test, (min, max), greed, &mut at);
                    pc += 1;
                    hit
                }
                Op::LoopBegin(slot) => {
                    self.set(slot, 0);
                    self.set(slot + 1, NONE);
                    pc += 1;
                    true
                }
                Op::Loop { slot, min, max, lazy, exit } => {
                    pc = self.round(pc, slot, (min, max), lazy, exit, at);
                    true
                }
                Op::Round(slot) => {
                    let count = self.slots[slot as usize];
                    self.set(slot, count + 1);
                    self.set(slot + 1, at as i64);
                    pc += 1;
                    true
                }
                Op::Cut(slot) => {
                    let height = self.stack.len() as i64;
                    self.set(slot, height);
                    self.set(slot + 1, at as i64);
                    pc += 1;
                    true
                }
                Op::CutEnd(slot) => {
                    self.forget(slot);
                    pc += 1;
                    true
                }
                Op::LookEnd(slot) => {
                    at = self.slots[slot as usize + 1].max(0) as usize;
                    self.forget(slot);
                    pc += 1;
                    true
                }
                Op::LookFail(slot) => {
                    let height = self.slots[slot as usize].max(0) as usize;
                    while self.stack.len() > height {
                        if let Some(Entry::Slot(slot, old)) = self.stack.pop() {
                            self.slots[slot as usize] = old;
                        }
                    }
                    false
                }
                Op::Back(n) => {
                    pc += 1;
                    match at.checked_sub(n as usize) {
                        Some(before) => {
                            at = before;
                            true
                        }
                        None => false,
                    }
                }
                Op::Backref(group, case) => {
                    pc += 1;
                    self.same_again(group, case, &mut at)
                }
                Op::Unless(group, other) => {
                    let end = self.slots[group as usize * 2 + 1];
                    pc = if end == NONE { other } else { pc + 1 };
                    true
                }
                Op::Fail => false,
                Op::Done => {
                    if (!self.full || at == self.end) && self.not_at != Some(at) {
                        return Ok(Some(at));
                    }
                    false
                }
            };
            if !go_on {
                match self.go_back() {
                    Some(place) => (pc, at) = place,
                    None => return Ok(None),
                }
            }
        }
    }

    /// Pops until there is somewhere to go on.
    fn go_back(&mut self) -> Option<(u32, usize)> {
        loop {
            match self.stack.pop()? {
                Entry::Place(pc, at) => return Some((pc, at)),
                Entry::Slot(slot, old) => self.slots[slot as usize] = old,
                Entry::Fewer(pc, least, mut at) => {
                    at -= 1;
                    if let Some(Op::One(Test::Is(c))) = self.program.ops.get(pc as usize + 1) {
                        // What comes next is known: only places where it stands are worth a try.
                        while at > least && (at >= self.end || self.subject.at(at) != *c) {
                            at -= 1;
                            self.steps += 1;
                        }
                    }
                    if at > least {
                        self.stack.push(Entry::Fewer(pc, least, at));
                    }
                    return Some((pc + 1, at));
                }
                Entry::More(pc, at, left) => {
                    let Op::Many(test, ..) = self.program.ops[pc as usize] else { continue };
                    if left > 0 && at < self.end && self.accepts(test, at) {
                        let left = if left == UNBOUNDED { left } else { left - 1 };
                        self.stack.push(Entry::More(pc, at + 1, left));
                        return Some((pc + 1, at + 1));
                    }
                }
            }
        }
    }

    fn many(
        &mut self,
        pc: u32,
        test: Test,
        (min, max): (u32, u32),
        greed: Greed,
        at: &mut usize,
    ) -> bool {
        let start = *at;
        let wanted = if greed == Greed::Lazy { min } else { max };
        let stop = start.saturating_add(wanted as usize).min(self.end);
        let stop = if max == UNBOUNDED && greed != Greed::Lazy { self.end } else { stop };
        let mut i = start;
        while i < stop && self.accepts(test, i) {
            i += 1;
        }
        self.steps += (i - start) as u64 / 4;
        if i - start < min as usize {
            return false;
        }
        match greed {
            Greed::Greedy if i - start > min as usize => {
                self.stack.push(Entry::Fewer(pc, start + min as usize, i));
            }
            Greed::Lazy => {
                let left = if max == UNBOUNDED { max } else { max - min };
                self.stack.push(Entry::More(pc, i, left));
            }
            _ => {}
        }
        *at = i;
        true
    }

    /// Where to go on at the head of a loop.
    fn round(
        &mut self,
        pc: u32,
        slot: u32,
        (min, max): (u32, u32),
        lazy: bool,
        exit: u32,
        at: usize,
    ) -> u32 {
        let count = self.slots[slot as usize];
        if count < i64::from(min) {
            self.set(slot, count + 1);
            return pc + 2;
        }
        // A round that took nothing is the last one.
        let more = (max == UNBOUNDED || count < i64::from(max))
            && self.slots[slot as usize + 1] != at as i64;
        if !more {
            return exit;
        }
        if lazy {
            self.stack.push(Entry::Place(pc + 1, at));
            return exit;
        }
        self.stack.push(Entry::Place(exit, at));
        pc + 1
    }

    /// Removes the places above the height in `slot`; what they would set back stays.
    fn forget(&mut self, slot: u32) {
        let height = self.slots[slot as usize].max(0) as usize;
        let mut kept = height;
        for i in height..self.stack.len() {
            if let entry @ Entry::Slot(..) = self.stack[i] {
                self.stack[kept] = entry;
                kept += 1;
            }
        }
        self.steps += (self.stack.len() - height) as u64 / 4;
        self.stack.truncate(kept);
    }

    fn same_again(&mut self, group: u32, case: Case, at: &mut usize) -> bool {
        let (begin, end) = (self.slots[group as usize * 2], self.slots[group as usize * 2 + 1]);
        let (Ok(begin), Ok(end)) = (usize::try_from(begin), usize::try_from(end)) else {
            return false;
        };
        let length = end.saturating_sub(begin);
        self.steps += length as u64 / 4;
        if length > self.end - *at {
            return false;
        }
        let same = (0..length).all(|i| {
            case.lower(self.subject.at(begin + i)) == case.lower(self.subject.at(*at + i))
        });
        *at += if same { length } else { 0 };
        same
    }
}
