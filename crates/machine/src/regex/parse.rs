//! From a pattern to a tree, with CPython's errors at CPython's positions (re/_parser.py, 3.13).

use super::tokens::{Token, Tokens};
use super::tree::{At, Class, Greed, Member, Node, Seq, UNBOUNDED, Width};
use super::{ASCII, DOTALL, Fault, IGNORECASE, LOCALE, MULTILINE, UNICODE, VERBOSE};
use crate::text::strrepr;

/// How deep groups may stand in groups, two a group: parser and compiler recurse that deep.
const MAX_NESTING: usize = 300;
/// Group numbers stay below this (`MAXGROUPS`).
const MAX_GROUPS: u64 = 1 << 30;

/// A parsed pattern.
pub struct Parsed {
    /// The tree.
    pub root: Seq,
    /// All flags.
    pub flags: u32,
    /// Number of groups, the whole match counted.
    pub groups: usize,
    /// Names of groups, in order.
    pub names: Vec<(String, usize)>,
    /// `FutureWarning`s.
    pub warnings: Vec<String>,
}

/// Parses `pattern`.
pub fn parse(pattern: &[char], text: bool, flags: u32) -> Result<Parsed, Fault> {
    let mut parser = Parser {
        tokens: Tokens::new(pattern, text)?,
        flags,
        names: Vec::new(),
        widths: vec![None],
        behind: None,
        conditions: Vec::new(),
        warnings: Vec::new(),
    };
    let root = parser.alternatives(flags & VERBOSE != 0, 0)?;
    let flags = checked_flags(parser.flags, text)?;
    if parser.tokens.next.is_some() {
        return Err(parser.tokens.error("unbalanced parenthesis", 0));
    }
    let groups = parser.widths.len();
    if let Some((group, at)) = parser.conditions.iter().find(|(g, _)| *g >= groups as u64) {
        return Err(Fault::Pattern(format!("invalid group reference {group}"), Some(*at)));
    }
    Ok(Parsed { root, flags, groups, names: parser.names, warnings: parser.warnings })
}

/// `fix_flags`.
fn checked_flags(flags: u32, text: bool) -> Result<u32, Fault> {
    if text {
        if flags & LOCALE != 0 {
            return Err(Fault::Value("cannot use LOCALE flag with a str pattern"));
        }
        if flags & ASCII == 0 {
            return Ok(flags | UNICODE);
        }
        if flags & UNICODE != 0 {
            return Err(Fault::Value("ASCII and UNICODE flags are incompatible"));
        }
    } else {
        if flags & UNICODE != 0 {
            return Err(Fault::Value("cannot use UNICODE flag with a bytes pattern"));
        }
        if flags & LOCALE != 0 && flags & ASCII != 0 {
            return Err(Fault::Value("ASCII and LOCALE flags are incompatible"));
        }
    }
    Ok(flags)
}

fn flag(c: char) -> Option<u32> {
    Some(match c {
        'i' => IGNORECASE,
        'L' => LOCALE,
        'm' => MULTILINE,
        's' => DOTALL,
        'x' => VERBOSE,
        'a' => ASCII,
        'u' => UNICODE,
        _ => return None,
    })
}

/// The control characters that have an escape of their own.
pub fn control(c: char) -> Option<u32> {
    Some(match c {
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        '\\' => 92,
        _ => return None,
    })
}

fn class(c: char) -> Option<Class> {
    Some(match c {
        'd' => Class::Digit(false),
        'D' => Class::Digit(true),
        's' => Class::Space(false),
        'S' => Class::Space(true),
        'w' => Class::Word(false),
        'W' => Class::Word(true),
        _ => return None,
    })
}

fn place(c: char) -> Option<At> {
    Some(match c {
        'A' => At::BeginningOfText,
        'b' => At::Boundary,
        'B' => At::NotBoundary,
        'Z' => At::EndOfText,
        _ => return None,
    })
}

/// Whether it is an octal digit.
pub fn is_octal(c: char) -> bool {
    matches!(c, '0'..='7')
}

struct Parser<'a> {
    tokens: Tokens<'a>,
    flags: u32,
    names: Vec<(String, usize)>,
    /// By group; None while it is open.
    widths: Vec<Option<Width>>,
    /// Inside a look-behind: the groups there were before it.
    behind: Option<usize>,
    /// Groups asked for by number, and where.
    conditions: Vec<(u64, usize)>,
    warnings: Vec<String>,
}

/// What stands behind `(?`.
enum Opening {
    /// An item without contents of its own.
    Done(Option<Node>),
    /// A group: its name, whether it captures, is atomic, flags on and off.
    Group { name: Option<String>, capture: bool, atomic: bool, on: u32, off: u32 },
}

impl Parser<'_> {
    fn fail<T>(&self, message: impl Into<String>, back: usize) -> Result<T, Fault> {
        Err(self.tokens.error(message, back))
    }

    fn alternatives(&mut self, mut verbose: bool, nested: usize) -> Result<Seq, Fault> {
        if nested > MAX_NESTING {
            return Err(Fault::Nesting);
        }
        let mut items: Vec<Seq> = Vec::new();
        loop {
            let first = nested == 0 && items.is_empty();
            items.push(self.sequence(verbose, nested + 1, first)?);
            if !self.tokens.eat('|')? {
                break;
            }
            if nested == 0 {
                verbose = self.flags & VERBOSE != 0;
            }
        }
        if items.len() == 1 {
            return Ok(items.remove(0));
        }
        let mut members = Vec::new();
        let simple = items.iter().all(|item| match item.nodes.as_slice() {
            [Node::Literal(c)] => {
                members.push(Member::One(*c));
                true
            }
            [Node::Set(false, set)] => {
                members.extend_from_slice(set);
                true
            }
            _ => false,
        });
        let node = if simple { Node::Set(false, members) } else { Node::Branch(items) };
        Ok(Seq::new(vec![node]))
    }

    fn sequence(&mut self, verbose: bool, nested: usize, first: bool) -> Result<Seq, Fault> {
        let mut verbose = verbose;
        let mut items: Vec<Node> = Vec::new();
        while let Some(token) = self.tokens.next {
            if matches!(token, Token::Char('|' | ')')) {
                break;
            }
            self.tokens.get()?;
            match token {
                Token::Char(' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c') if verbose => {}
                Token::Char('#') if verbose => {
                    while !matches!(self.tokens.get()?, None | Some(Token::Char('\n'))) {}
                }
                Token::Escape(c) => {
                    let node = self.escape(c)?;
                    items.push(node);
                }
                Token::Char('[') => items.push(self.set()?),
                Token::Char(c @ ('?' | '*' | '+' | '{')) => self.repeat(c, &mut items)?,
                Token::Char('.') => items.push(Node::Any),
                Token::Char('^') => items.push(Node::At(At::Beginning)),
                Token::Char('$') => items.push(Node::At(At::End)),
                Token::Char('(') => {
                    let start = self.tokens.tell() - 1;
                    let opening = self.opening(start, verbose, nested)?;
                    match opening {
                        None if first && items.is_empty() => {
                            verbose = self.flags & VERBOSE != 0;
                        }
                        None => {
                            return self.fail(
                                "global flags not at the start of the expression",
                                self.tokens.tell() - start,
                            );
                        }
                        Some(Opening::Done(node)) => items.extend(node),
                        Some(Opening::Group { name, capture, atomic, on, off }) => {
                            let inner = (verbose || on & VERBOSE != 0) && off & VERBOSE == 0;
                            let group = capture.then(|| self.open(name)).transpose()?;
                            let body = self.alternatives(inner, nested + 1)?;
                            self.closing(start)?;
                            if let Some(group) = group {
                                self.widths[group] = Some(body.width);
                            }
                            items.push(if atomic {
                                Node::Atomic(body)
                            } else {
                                Node::Group(group, on, off, body)
                            });
                        }
                    }
                }
                Token::Char(c) => items.push(Node::Literal(c as u32)),
            }
        }
        // Groups that neither capture nor set flags are nothing but their contents.
        let mut flat = Vec::with_capacity(items.len());
        for item in items {
            match item {
                Node::Group(None, 0, 0, body) => flat.extend(body.nodes),
                other => flat.push(other),
            }
        }
        Ok(Seq::new(flat))
    }

    fn closing(&mut self, start: usize) -> Result<(), Fault> {
        if self.tokens.eat(')')? {
            return Ok(());
        }
        self.fail("missing ), unterminated subpattern", self.tokens.tell() - start)
    }

    fn open(&mut self, name: Option<String>) -> Result<usize, Fault> {
        let group = self.widths.len();
        self.widths.push(None);
        if let Some(name) = name {
            if let Some((_, other)) = self.names.iter().find(|(n, _)| *n == name) {
                let message = format!(
                    "redefinition of group name {} as group {group}; was group {other}",
                    strrepr::repr(&name)
                );
                return self.fail(message, name.chars().count() + 1);
            }
            self.names.push((name, group));
        }
        Ok(group)
    }

    /// The group of that number, closed by now.
    fn reference(&self, group: usize, back: usize) -> Result<Node, Fault> {
        let Some(width) = self.widths[group] else {
            return self.fail("cannot refer to an open group", back);
        };
        self.check_behind(group)?;
        Ok(Node::Backref(group, width))
    }

    fn check_behind(&self, group: usize) -> Result<(), Fault> {
        let Some(before) = self.behind else { return Ok(()) };
        if self.widths.get(group).is_none_or(Option::is_none) {
            return self.fail("cannot refer to an open group", 0);
        }
        if group >= before {
            let message = "cannot refer to group defined in the same lookbehind subpattern";
            return self.fail(message, 0);
        }
        Ok(())
    }

    fn named(&self, name: &str) -> Result<usize, Fault> {
        match self.names.iter().find(|(n, _)| n == name) {
            Some((_, group)) => Ok(*group),
            None => {
                let message = format!("unknown group name {}", strrepr::repr(name));
                self.fail(message, name.chars().count() + 1)
            }
        }
    }

    /// What `(` begins; None: flags for the whole pattern.
    fn opening(
        &mut self,
        start: usize,
        verbose: bool,
        nested: usize,
    ) -> Result<Option<Opening>, Fault> {
        let group = |name, capture, atomic| {
            Ok(Some(Opening::Group { name, capture, atomic, on: 0, off: 0 }))
        };
        if !self.tokens.eat('?')? {
            return group(None, true, false);
        }
        let Some(token) = self.tokens.get()? else {
            return self.fail("unexpected end of pattern", 0);
        };
        match token {
            Token::Char('P') => {
                if self.tokens.eat('<')? {
                    let name = self.tokens.get_until('>', "group name")?;
                    self.tokens.check_name(&name, 1)?;
                    return group(Some(name), true, false);
                }
                if self.tokens.eat('=')? {
                    let name = self.tokens.get_until(')', "group name")?;
                    self.tokens.check_name(&name, 1)?;
                    let found = self.named(&name)?;
                    let node = self.reference(found, name.chars().count() + 1)?;
                    return Ok(Some(Opening::Done(Some(node))));
                }
                match self.tokens.get()? {
                    None => self.fail("unexpected end of pattern", 0),
                    Some(t) => self.fail(format!("unknown extension ?P{}", t.text()), t.len() + 2),
                }
            }
            Token::Char(':') => group(None, false, false),
            Token::Char('>') => group(None, false, true),
            Token::Char('#') => loop {
                if self.tokens.next.is_none() {
                    let back = self.tokens.tell() - start;
                    return self.fail("missing ), unterminated comment", back);
                }
                if self.tokens.get()? == Some(Token::Char(')')) {
                    return Ok(Some(Opening::Done(None)));
                }
            },
            Token::Char(c @ ('=' | '!' | '<')) => {
                let node = self.look(c, start, verbose, nested)?;
                Ok(Some(Opening::Done(Some(node))))
            }
            Token::Char('(') => {
                let node = self.conditional(start, verbose, nested)?;
                Ok(Some(Opening::Done(Some(node))))
            }
            Token::Char(c) if c == '-' || flag(c).is_some() => {
                Ok(self.inline_flags(c)?.map(|(on, off)| Opening::Group {
                    name: None,
                    capture: false,
                    atomic: false,
                    on,
                    off,
                }))
            }
            token => self.fail(format!("unknown extension ?{}", token.text()), token.len() + 1),
        }
    }

    fn look(&mut self, c: char, start: usize, verbose: bool, nested: usize) -> Result<Node, Fault> {
        let mut kind = c;
        let behind = c == '<';
        let outer = self.behind;
        if behind {
            match self.tokens.get()? {
                None => return self.fail("unexpected end of pattern", 0),
                Some(Token::Char(c @ ('=' | '!'))) => kind = c,
                Some(t) => {
                    return self.fail(format!("unknown extension ?<{}", t.text()), t.len() + 2);
                }
            }
            if outer.is_none() {
                self.behind = Some(self.widths.len());
            }
        }
        let body = self.alternatives(verbose, nested + 1)?;
        self.behind = outer;
        self.closing(start)?;
        Ok(match kind {
            '!' if body.nodes.is_empty() => Node::Fail,
            _ => Node::Look(behind, kind == '!', body),
        })
    }

    fn conditional(&mut self, start: usize, verbose: bool, nested: usize) -> Result<Node, Fault> {
        let name = self.tokens.get_until(')', "group name")?;
        let length = name.chars().count();
        let group = if name.chars().all(|c| c.is_ascii_digit()) {
            let group = name.parse().unwrap_or(u64::MAX);
            if group == 0 {
                return self.fail("bad group number", length + 1);
            }
            if group >= MAX_GROUPS {
                let shown = name.trim_start_matches('0');
                return self.fail(format!("invalid group reference {shown}"), length + 1);
            }
            if !self.conditions.iter().any(|(g, _)| *g == group) {
                self.conditions.push((group, self.tokens.tell() - length - 1));
            }
            group as usize
        } else {
            self.tokens.check_name(&name, 1)?;
            self.named(&name)?
        };
        self.check_behind(group)?;
        if nested >= MAX_NESTING {
            return Err(Fault::Nesting);
        }
        let yes = self.sequence(verbose, nested + 1, false)?;
        let mut no = None;
        if self.tokens.eat('|')? {
            no = Some(self.sequence(verbose, nested + 1, false)?);
            if self.tokens.next == Some(Token::Char('|')) {
                return self.fail("conditional backref with more than two branches", 0);
            }
        }
        self.closing(start)?;
        Ok(Node::Conditional(group, yes, no))
    }

    /// Flags for a group, on and off; None: they are for the whole pattern.
    fn inline_flags(&mut self, first: char) -> Result<Option<(u32, u32)>, Fault> {
        const TYPES: u32 = ASCII | LOCALE | UNICODE;
        let (mut on, mut off) = (0, 0);
        let mut c = first;
        if c != '-' {
            loop {
                let bit = flag(c).unwrap_or(0);
                if self.tokens.text && c == 'L' {
                    let message = "bad inline flags: cannot use 'L' flag with a str pattern";
                    return self.fail(message, 0);
                }
                if !self.tokens.text && c == 'u' {
                    let message = "bad inline flags: cannot use 'u' flag with a bytes pattern";
                    return self.fail(message, 0);
                }
                on |= bit;
                if bit & TYPES != 0 && on & TYPES != bit {
                    let message = "bad inline flags: flags 'a', 'u' and 'L' are incompatible";
                    return self.fail(message, 0);
                }
                c = self.flag_token("missing -, : or )", "missing -, : or )", ")-:")?;
                if matches!(c, ')' | '-' | ':') {
                    break;
                }
            }
        }
        if c == ')' {
            self.flags |= on;
            return Ok(None);
        }
        if c == '-' {
            c = self.flag_token("missing flag", "missing flag", "")?;
            loop {
                let bit = flag(c).unwrap_or(0);
                if bit & TYPES != 0 {
                    let message = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                    return self.fail(message, 0);
                }
                off |= bit;
                c = self.flag_token("missing :", "missing :", ":")?;
                if c == ':' {
                    break;
                }
            }
        }
        if on & off != 0 {
            return self.fail("bad inline flags: flag turned on and off", 1);
        }
        Ok(Some((on, off)))
    }

    /// The next flag, or one of `others`.
    fn flag_token(&mut self, none: &str, other: &str, others: &str) -> Result<char, Fault> {
        match self.tokens.get()? {
            None => self.fail(none, 0),
            Some(Token::Char(c)) if others.contains(c) || flag(c).is_some() => Ok(c),
            Some(token) => {
                let known = matches!(token, Token::Char(c) if crate::text::unicode::is_alpha(c));
                self.fail(if known { "unknown flag" } else { other }, token.len())
            }
        }
    }

    fn repeat(&mut self, c: char, items: &mut Vec<Node>) -> Result<(), Fault> {
        let here = self.tokens.tell();
        let (min, max) = match c {
            '?' => (0, 1),
            '*' => (0, UNBOUNDED),
            '+' => (1, UNBOUNDED),
            _ => {
                if self.tokens.next == Some(Token::Char('}')) {
                    items.push(Node::Literal(c as u32));
                    return Ok(());
                }
                let digits = |c: char| c.is_ascii_digit();
                let lo = self.tokens.get_while(usize::MAX, digits)?;
                let hi = if self.tokens.eat(',')? {
                    self.tokens.get_while(usize::MAX, digits)?
                } else {
                    lo.clone()
                };
                if !self.tokens.eat('}')? {
                    items.push(Node::Literal(c as u32));
                    return self.tokens.seek(here);
                }
                let number = |text: &str, default| match text {
                    "" => Ok(default),
                    text => match text.parse::<u32>() {
                        Ok(n) if n < UNBOUNDED => Ok(n),
                        _ => Err(Fault::Overflow("the repetition number is too large")),
                    },
                };
                let (min, max) = (number(&lo, 0)?, number(&hi, UNBOUNDED)?);
                if max < min {
                    let back = self.tokens.tell() - here;
                    return self.fail("min repeat greater than max repeat", back);
                }
                (min, max)
            }
        };
        let back = self.tokens.tell() - here + 1;
        let body = match items.pop() {
            None | Some(Node::At(_)) => return self.fail("nothing to repeat", back),
            Some(Node::Repeat(..)) => return self.fail("multiple repeat", back),
            Some(Node::Group(None, 0, 0, body)) => body,
            Some(item) => Seq::new(vec![item]),
        };
        let greed = if self.tokens.eat('?')? {
            Greed::Lazy
        } else if self.tokens.eat('+')? {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        items.push(Node::Repeat(min, max, greed, body));
        Ok(())
    }

    fn set(&mut self) -> Result<Node, Fault> {
        let here = self.tokens.tell() - 1;
        let mut members: Vec<Member> = Vec::new();
        if self.tokens.next == Some(Token::Char('[')) {
            self.warnings.push(format!("Possible nested set at position {}", self.tokens.tell()));
        }
        let negate = self.tokens.eat('^')?;
        loop {
            let this = self.set_token(here)?;
            let first = match this {
                Token::Char(']') if !members.is_empty() => break,
                Token::Escape(c) => self.set_escape(c)?,
                Token::Char(c) => {
                    if !members.is_empty() && self.tokens.next == Some(this) {
                        let kind = match c {
                            '-' => Some("difference"),
                            '&' => Some("intersection"),
                            '~' => Some("symmetric difference"),
                            '|' => Some("union"),
                            _ => None,
                        };
                        self.warn_set(kind, 1);
                    }
                    Member::One(c as u32)
                }
            };
            if !self.tokens.eat('-')? {
                members.push(first);
                continue;
            }
            let that = self.set_token(here)?;
            let second = match that {
                Token::Char(']') => {
                    members.push(first);
                    members.push(Member::One('-' as u32));
                    break;
                }
                Token::Escape(c) => self.set_escape(c)?,
                Token::Char(c) => {
                    self.warn_set((c == '-').then_some("difference"), 2);
                    Member::One(c as u32)
                }
            };
            match (first, second) {
                (Member::One(lo), Member::One(hi)) if lo <= hi => {
                    members.push(Member::Range(lo, hi));
                }
                _ => {
                    let message = format!("bad character range {}-{}", this.text(), that.text());
                    return self.fail(message, this.len() + 1 + that.len());
                }
            }
        }
        Ok(match (members.as_slice(), negate) {
            ([Member::One(c)], true) => Node::NotLiteral(*c),
            ([Member::One(c)], false) => Node::Literal(*c),
            _ => Node::Set(negate, members),
        })
    }

    fn set_token(&mut self, here: usize) -> Result<Token, Fault> {
        match self.tokens.get()? {
            Some(token) => Ok(token),
            None => {
                let back = self.tokens.tell() - here;
                self.fail("unterminated character set", back)
            }
        }
    }

    fn warn_set(&mut self, kind: Option<&str>, back: usize) {
        if let Some(kind) = kind {
            let at = self.tokens.tell() - back;
            self.warnings.push(format!("Possible set {kind} at position {at}"));
        }
    }

    /// An escape inside a set (`_class_escape`).
    fn set_escape(&mut self, c: char) -> Result<Member, Fault> {
        if let Some(code) = control(c) {
            return Ok(Member::One(code));
        }
        if let Some(class) = class(c) {
            return Ok(Member::Class(class));
        }
        if let Some(code) = self.code_escape(c)? {
            return Ok(Member::One(code));
        }
        if is_octal(c) {
            let digits = format!("{c}{}", self.tokens.get_while(2, is_octal)?);
            return Ok(Member::One(self.octal(&digits)?));
        }
        if c.is_ascii_alphanumeric() {
            return self.fail(format!("bad escape \\{c}"), 2);
        }
        Ok(Member::One(c as u32))
    }

    fn octal(&self, digits: &str) -> Result<u32, Fault> {
        match u32::from_str_radix(digits, 8) {
            Ok(code) if code <= 0o377 => Ok(code),
            _ => self.fail(
                format!("octal escape value \\{digits} outside of range 0-0o377"),
                digits.len() + 1,
            ),
        }
    }

    /// `\x41`, `\u0041`, `\U00000041`.
    fn code_escape(&mut self, c: char) -> Result<Option<u32>, Fault> {
        let digits = match c {
            'x' => 2,
            'u' if self.tokens.text => 4,
            'U' if self.tokens.text => 8,
            'N' if self.tokens.text => {
                return Err(Fault::Unsupported(
                    "\\N{...} in regular expressions is not supported in Timeslice",
                ));
            }
            _ => return Ok(None),
        };
        let found = self.tokens.get_while(digits, |c| c.is_ascii_hexdigit())?;
        if found.len() < digits {
            return self.fail(format!("incomplete escape \\{c}{found}"), found.len() + 2);
        }
        match u32::from_str_radix(&found, 16) {
            Ok(code) if code <= 0x10_ffff => Ok(Some(code)),
            _ => self.fail(format!("bad escape \\{c}{found}"), found.len() + 2),
        }
    }

    /// An escape outside of sets (`_escape`).
    fn escape(&mut self, c: char) -> Result<Node, Fault> {
        if let Some(at) = place(c) {
            return Ok(Node::At(at));
        }
        if let Some(class) = class(c) {
            return Ok(Node::Set(false, vec![Member::Class(class)]));
        }
        if let Some(code) = control(c) {
            return Ok(Node::Literal(code));
        }
        if let Some(code) = self.code_escape(c)? {
            return Ok(Node::Literal(code));
        }
        if c == '0' {
            let digits = self.tokens.get_while(2, is_octal)?;
            return Ok(Node::Literal(u32::from_str_radix(&digits, 8).unwrap_or(0)));
        }
        if c.is_ascii_digit() {
            return self.number_escape(c);
        }
        if c.is_ascii_alphabetic() {
            return self.fail(format!("bad escape \\{c}"), 2);
        }
        Ok(Node::Literal(c as u32))
    }

    /// An octal escape of three digits, or a reference to a group.
    fn number_escape(&mut self, c: char) -> Result<Node, Fault> {
        let mut digits = c.to_string();
        if let Some(second) = self.tokens.peek(|c| c.is_ascii_digit()) {
            digits.push(second);
            self.tokens.get()?;
            if digits.chars().all(is_octal)
                && let Some(third) = self.tokens.peek(is_octal)
            {
                digits.push(third);
                self.tokens.get()?;
                return Ok(Node::Literal(self.octal(&digits)?));
            }
        }
        let group: usize = digits.parse().unwrap_or(usize::MAX);
        if group < self.widths.len() {
            return self.reference(group, digits.len() + 1);
        }
        self.fail(format!("invalid group reference {group}"), digits.len())
    }
}
