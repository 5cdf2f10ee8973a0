//! A pattern as a tree, and how many characters its parts can take.

/// No upper bound of a repetition.
pub const UNBOUNDED: u32 = u32::MAX;

/// Least and greatest number of characters; they stop at `u64::MAX`.
pub type Width = (u64, u64);

/// One after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seq {
    /// The items.
    pub nodes: Vec<Node>,
    /// What they take together.
    pub width: Width,
}

/// A place without width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// `^`
    Beginning,
    /// `\A`
    BeginningOfText,
    /// `$`
    End,
    /// `\Z`
    EndOfText,
    /// `\b`
    Boundary,
    /// `\B`
    NotBoundary,
}

/// A class of characters: `\d`, `\s`, `\w`; with `true` its complement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// `\d`, `\D`
    Digit(bool),
    /// `\s`, `\S`
    Space(bool),
    /// `\w`, `\W`
    Word(bool),
}

/// A member of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// One character.
    One(u32),
    /// Both ends belong to it.
    Range(u32, u32),
    /// A class.
    Class(Class),
}

/// How a repetition goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Greed {
    /// As often as it can, fewer if need be.
    Greedy,
    /// As seldom as it can.
    Lazy,
    /// As often as it can, and that is that.
    Possessive,
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// This character.
    Literal(u32),
    /// Any but this one.
    NotLiteral(u32),
    /// `.`
    Any,
    /// `[…]`, `[^…]` with `true`.
    Set(bool, Vec<Member>),
    /// A place.
    At(At),
    /// `a|b|c`
    Branch(Vec<Seq>),
    /// A group: its number when it captures; flags turned on and off inside.
    Group(Option<usize>, u32, u32, Seq),
    /// A repetition.
    Repeat(u32, u32, Greed, Seq),
    /// `(?>…)`
    Atomic(Seq),
    /// What a group matched, again; how wide that can be.
    Backref(usize, Width),
    /// `(?(1)…|…)`
    Conditional(usize, Seq, Option<Seq>),
    /// Look-ahead, behind with the first `true`, negative with the second.
    Look(bool, bool, Seq),
    /// Never matches.
    Fail,
}

impl Node {
    /// How many characters it takes.
    pub fn width(&self) -> Width {
        match self {
            Node::Literal(_) | Node::NotLiteral(_) | Node::Any | Node::Set(..) => (1, 1),
            Node::At(_) | Node::Look(..) | Node::Fail => (0, 0),
            Node::Branch(items) => items
                .iter()
                .fold((u64::MAX, 0), |(lo, hi), item| (lo.min(item.width.0), hi.max(item.width.1))),
            Node::Group(_, _, _, body) | Node::Atomic(body) => body.width,
            Node::Repeat(min, max, _, body) => {
                let (lo, hi) = body.width;
                let top = if *max == UNBOUNDED && hi > 0 {
                    u64::MAX
                } else {
                    hi.saturating_mul(u64::from(*max))
                };
                (lo.saturating_mul(u64::from(*min)), top)
            }
            Node::Backref(_, width) => *width,
            Node::Conditional(_, yes, no) => match no {
                Some(no) => (yes.width.0.min(no.width.0), yes.width.1.max(no.width.1)),
                None => (0, yes.width.1),
            },
        }
    }

    /// Always exactly one character, and nothing to remember.
    pub fn is_unit(&self) -> bool {
        matches!(self, Node::Literal(_) | Node::NotLiteral(_) | Node::Any | Node::Set(..))
    }
}

impl Seq {
    /// These items.
    pub fn new(nodes: Vec<Node>) -> Seq {
        let width = nodes
            .iter()
            .map(Node::width)
            .fold((0u64, 0u64), |(lo, hi), (l, h)| (lo.saturating_add(l), hi.saturating_add(h)));
        Seq { nodes, width }
    }
}
