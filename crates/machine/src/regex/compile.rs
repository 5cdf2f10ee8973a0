//! From a tree to instructions.

use super::caseless::Case;
use super::charset::Charset;
use super::parse::Parsed;
use super::tree::{At, Class, Greed, Member, Node, Seq};
use super::{ASCII, DOTALL, Fault, IGNORECASE, LOCALE, MULTILINE};

/// How a match goes on. A "slot" is a number that is set back when the match goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// One character that this test accepts.
    One(Test),
    /// A place.
    At(Place),
    /// Remembers where it is: the beginning of a group.
    Begin(u32),
    /// The end of a group, which becomes the last one closed.
    End(u32),
    /// Goes on behind it; if that fails, there.
    Try(u32),
    /// Goes on there.
    Jump(u32),
    /// One test, again and again: least, most.
    Many(Test, u32, u32, Greed),
    /// Begins a loop whose count is in this slot, and the place of its last round in the next one.
    LoopBegin(u32),
    /// Another round of the loop, or on behind the loop. A `Round` follows; rounds that must be
    /// begin behind it.
    Loop {
        /// Its slots.
        slot: u32,
        /// Fewest rounds.
        min: u32,
        /// Most rounds.
        max: u32,
        /// Tries to end first.
        lazy: bool,
        /// Behind the loop.
        exit: u32,
    },
    /// Counts a round that may take nothing, and remembers where it began.
    Round(u32),
    /// Keeps in this slot how many places to come back to there are, and in the next one where the
    /// match is.
    Cut(u32),
    /// Forgets the places since then.
    CutEnd(u32),
    /// Forgets the places since then, and goes back to where the match was: a look-ahead.
    LookEnd(u32),
    /// Forgets the places since then with all that was remembered, and fails: a negative one.
    LookFail(u32),
    /// Goes back this many characters.
    Back(u32),
    /// What the group matched.
    Backref(u32, Case),
    /// Goes there unless the group matched.
    Unless(u32, u32),
    /// Goes back.
    Fail,
    /// That is it.
    Done,
}

/// A question about one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// Is it this one?
    Is(u32),
    /// Is it another?
    IsNot(u32),
    /// Any.
    Any,
    /// Any but a line's end.
    NotLine,
    /// One of a set of the program.
    Set(u32),
}

/// A place without width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The beginning of the text.
    Start,
    /// The beginning of a line.
    LineStart,
    /// The end of the text.
    Stop,
    /// The same, or the line's end before it.
    LastLine,
    /// The end of a line.
    LineStop,
    /// Between a word and no word: its complement; words are of ASCII.
    Boundary(bool, bool),
}

/// The instructions of a pattern.
#[derive(Debug)]
pub struct Program {
    /// One after another.
    pub ops: Vec<Op>,
    /// Sets of characters.
    pub sets: Vec<Charset>,
    /// Number of slots. The first are the beginnings and ends of the groups, the whole match among
    /// them; then comes the group closed last.
    pub slots: usize,
    /// Groups, the whole match among them.
    pub groups: usize,
}

/// Makes the instructions.
pub fn compile(parsed: &Parsed, text: bool) -> Result<Program, Fault> {
    let mut compiler =
        Compiler { ops: Vec::new(), sets: Vec::new(), slots: parsed.groups * 2 + 1, text };
    compiler.seq(&parsed.root, parsed.flags)?;
    compiler.ops.push(Op::Done);
    Ok(Program {
        ops: compiler.ops,
        sets: compiler.sets,
        slots: compiler.slots,
        groups: parsed.groups,
    })
}

struct Compiler {
    ops: Vec<Op>,
    sets: Vec<Charset>,
    slots: usize,
    text: bool,
}

impl Compiler {
    fn here(&self) -> u32 {
        self.ops.len() as u32
    }

    fn new_slots(&mut self, n: usize) -> u32 {
        self.slots += n;
        (self.slots - n) as u32
    }

    fn narrow(&self, flags: u32) -> bool {
        !self.text || flags & ASCII != 0
    }

    fn case(&self, flags: u32) -> Case {
        match (flags & IGNORECASE != 0, self.narrow(flags)) {
            (false, _) => Case::Exact,
            (true, true) => Case::Ascii,
            (true, false) => Case::Unicode,
        }
    }

    fn seq(&mut self, seq: &Seq, flags: u32) -> Result<(), Fault> {
        seq.nodes.iter().try_for_each(|node| self.node(node, flags))
    }

    fn node(&mut self, node: &Node, flags: u32) -> Result<(), Fault> {
        if let Some(test) = self.test(node, flags) {
            self.ops.push(Op::One(test));
            return Ok(());
        }
        match node {
            Node::At(at) => {
                let lines = flags & MULTILINE != 0;
                let op = Op::At(match at {
                    At::Beginning if lines => Place::LineStart,
                    At::Beginning | At::BeginningOfText => Place::Start,
                    At::End if lines => Place::LineStop,
                    At::End => Place::LastLine,
                    At::EndOfText => Place::Stop,
                    At::Boundary => Place::Boundary(false, self.narrow(flags)),
                    At::NotBoundary => Place::Boundary(true, self.narrow(flags)),
                });
                self.ops.push(op);
            }
            Node::Branch(items) => {
                let mut ends = Vec::new();
                for (i, item) in items.iter().enumerate() {
                    let fork = self.here();
                    let last = i + 1 == items.len();
                    if !last {
                        self.ops.push(Op::Fail);
                    }
                    self.seq(item, flags)?;
                    if !last {
                        ends.push(self.here());
                        self.ops.push(Op::Fail);
                        self.ops[fork as usize] = Op::Try(self.here());
                    }
                }
                let end = self.here();
                for at in ends {
                    self.ops[at as usize] = Op::Jump(end);
                }
            }
            Node::Group(group, on, off, body) => {
                let flags = combined(flags, *on, *off);
                match group {
                    Some(group) => {
                        self.ops.push(Op::Begin(*group as u32));
                        self.seq(body, flags)?;
                        self.ops.push(Op::End(*group as u32));
                    }
                    None => self.seq(body, flags)?,
                }
            }
            Node::Repeat(min, max, greed, body) => self.repeat(*min, *max, *greed, body, flags)?,
            Node::Atomic(body) => self.atomic(|c| c.seq(body, flags))?,
            Node::Backref(group, _) => {
                self.ops.push(Op::Backref(*group as u32, self.case(flags)));
            }
            Node::Conditional(group, yes, no) => {
                let fork = self.here();
                self.ops.push(Op::Fail);
                self.seq(yes, flags)?;
                let mut other = self.here();
                if let Some(no) = no {
                    self.ops.push(Op::Fail);
                    other += 1;
                    self.seq(no, flags)?;
                    self.ops[other as usize - 1] = Op::Jump(self.here());
                }
                self.ops[fork as usize] = Op::Unless(*group as u32, other);
            }
            Node::Look(behind, negative, body) => self.look(*behind, *negative, body, flags)?,
            // Everything else is a single character.
            _ => self.ops.push(Op::Fail),
        }
        Ok(())
    }

    /// The test that a node of exactly one character is.
    fn test(&mut self, node: &Node, flags: u32) -> Option<Test> {
        let case = self.case(flags);
        Some(match node {
            Node::Any if flags & DOTALL != 0 => Test::Any,
            Node::Any => Test::NotLine,
            Node::Literal(c) if !case.is_cased(*c) => Test::Is(*c),
            Node::NotLiteral(c) if !case.is_cased(*c) => Test::IsNot(*c),
            Node::Literal(c) => self.set(&[Member::One(*c)], false, flags),
            Node::NotLiteral(c) => self.set(&[Member::One(*c)], true, flags),
            Node::Set(false, members) if is_everything(members) => Test::Any,
            Node::Set(negate, members) => self.set(members, *negate, flags),
            _ => return None,
        })
    }

    fn set(&mut self, members: &[Member], negate: bool, flags: u32) -> Test {
        let set = Charset::new(members, negate, self.case(flags), self.narrow(flags));
        self.sets.push(set);
        Test::Set(self.sets.len() as u32 - 1)
    }

    fn atomic(&mut self, body: impl FnOnce(&mut Self) -> Result<(), Fault>) -> Result<(), Fault> {
        let slot = self.new_slots(2);
        self.ops.push(Op::Cut(slot));
        body(self)?;
        self.ops.push(Op::CutEnd(slot));
        Ok(())
    }

    fn repeat(
        &mut self,
        min: u32,
        max: u32,
        greed: Greed,
        body: &Seq,
        flags: u32,
    ) -> Result<(), Fault> {
        if let [node] = body.nodes.as_slice()
            && node.is_unit()
            && let Some(test) = self.test(node, flags)
        {
            self.ops.push(Op::Many(test, min, max, greed));
            return Ok(());
        }
        if greed == Greed::Possessive {
            return self
                .atomic(|c| c.rounds(min, max, false, |c| c.atomic(|c| c.seq(body, flags))));
        }
        if (min, max) == (0, 1) {
            return self.optional(greed == Greed::Lazy, |c| c.seq(body, flags));
        }
        self.rounds(min, max, greed == Greed::Lazy, |c| c.seq(body, flags))
    }

    fn optional(
        &mut self,
        lazy: bool,
        body: impl FnOnce(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let fork = self.here();
        self.ops.push(Op::Fail);
        if lazy {
            self.ops.push(Op::Fail);
        }
        body(self)?;
        let end = self.here();
        if lazy {
            // The body is tried when what comes behind it has failed.
            self.ops[fork as usize] = Op::Try(fork + 2);
            self.ops[fork as usize + 1] = Op::Jump(end);
        } else {
            self.ops[fork as usize] = Op::Try(end);
        }
        Ok(())
    }

    fn rounds(
        &mut self,
        min: u32,
        max: u32,
        lazy: bool,
        body: impl FnOnce(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let slot = self.new_slots(2);
        self.ops.push(Op::LoopBegin(slot));
        let top = self.here();
        self.ops.push(Op::Fail);
        self.ops.push(Op::Round(slot));
        body(self)?;
        self.ops.push(Op::Jump(top));
        self.ops[top as usize] = Op::Loop { slot, min, max, lazy, exit: self.here() };
        Ok(())
    }

    fn look(&mut self, behind: bool, negative: bool, body: &Seq, flags: u32) -> Result<(), Fault> {
        let slot = self.new_slots(2);
        self.ops.push(Op::Cut(slot));
        let fork = self.here();
        if negative {
            self.ops.push(Op::Fail);
        }
        if behind {
            let (lo, hi) = body.width;
            let Ok(width) = u32::try_from(lo) else {
                return Err(Fault::Pattern("looks too much behind".into(), None));
            };
            if lo != hi {
                let message = "look-behind requires fixed-width pattern";
                return Err(Fault::Pattern(message.into(), None));
            }
            self.ops.push(Op::Back(width));
        }
        self.seq(body, flags)?;
        self.ops.push(if negative { Op::LookFail(slot) } else { Op::LookEnd(slot) });
        if negative {
            self.ops[fork as usize] = Op::Try(self.here());
        }
        Ok(())
    }
}

/// Flags inside a group (`_combine_flags`).
fn combined(flags: u32, on: u32, off: u32) -> u32 {
    const TYPES: u32 = ASCII | LOCALE | super::UNICODE;
    let flags = if on & TYPES != 0 { flags & !TYPES } else { flags };
    (flags | on) & !off
}

/// `[\s\S]` and the like.
fn is_everything(members: &[Member]) -> bool {
    let has = |class| members.contains(&Member::Class(class));
    [Class::Digit, Class::Space, Class::Word].iter().any(|c| has(c(false)) && has(c(true)))
}
