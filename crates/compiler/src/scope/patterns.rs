//! What `match` binds, and the checks of Python/compile.c's `compiler_pattern` that need no code.

use ruff_python_ast::{Identifier, MatchCase, Pattern, PatternMatchAs, PatternMatchOr};
use ruff_text_size::{Ranged, TextRange};

use super::build::Builder;
use crate::limits::MAX_CAPTURES;

impl Builder<'_> {
    /// The pattern of a case: binds its names, each once. Only the last case, or one with a
    /// guard, may match everything.
    pub(super) fn case_pattern(&mut self, case: &MatchCase, last: bool) {
        let mut bound = Vec::new();
        self.pattern(&case.pattern, last || case.guard.is_some(), &mut bound);
    }

    fn pattern<'p>(&mut self, pattern: &'p Pattern, may_match_all: bool, bound: &mut Vec<&'p str>) {
        self.deeper(pattern.range(), |b| b.one_pattern(pattern, may_match_all, bound));
    }

    fn capture<'p>(&mut self, name: &'p Identifier, range: TextRange, bound: &mut Vec<&'p str>) {
        if bound.contains(&name.as_str()) {
            let message = format!("multiple assignments to name '{}' in pattern", name.as_str());
            self.error(range, message);
        }
        if bound.len() >= MAX_CAPTURES {
            self.refuse(range, "too many names in one pattern", MAX_CAPTURES);
            return;
        }
        bound.push(name);
        self.bind(name, range);
    }

    fn one_pattern<'p>(
        &mut self,
        pattern: &'p Pattern,
        may_match_all: bool,
        bound: &mut Vec<&'p str>,
    ) {
        match pattern {
            Pattern::MatchValue(p) => self.expression(&p.value),
            Pattern::MatchSingleton(_) => {}
            Pattern::MatchSequence(p) => {
                let stars = p.patterns.iter().filter(|p| p.is_match_star()).count();
                if stars > 1 {
                    self.error(p.range, "multiple starred names in sequence pattern");
                }
                for pattern in &p.patterns {
                    self.pattern(pattern, true, bound);
                }
            }
            Pattern::MatchMapping(p) => {
                for key in &p.keys {
                    self.expression(key);
                }
                for pattern in &p.patterns {
                    self.pattern(pattern, true, bound);
                }
                if let Some(rest) = &p.rest {
                    self.capture(rest, p.range, bound);
                }
            }
            Pattern::MatchClass(p) => {
                self.expression(&p.cls);
                for pattern in &p.arguments.patterns {
                    self.pattern(pattern, true, bound);
                }
                for (i, keyword) in p.arguments.keywords.iter().enumerate() {
                    let before = &p.arguments.keywords[..i];
                    if before.iter().any(|k| k.attr.id == keyword.attr.id) {
                        let name = keyword.attr.as_str();
                        let message = format!("attribute name repeated in class pattern: {name}");
                        self.error(keyword.pattern.range(), message);
                    }
                    self.pattern(&keyword.pattern, true, bound);
                }
            }
            Pattern::MatchStar(p) => {
                if let Some(name) = &p.name {
                    self.capture(name, p.range, bound);
                }
            }
            Pattern::MatchAs(p) => self.as_pattern(p, may_match_all, bound),
            Pattern::MatchOr(p) => self.alternatives(p, may_match_all, bound),
        }
    }

    fn as_pattern<'p>(
        &mut self,
        p: &'p PatternMatchAs,
        may_match_all: bool,
        bound: &mut Vec<&'p str>,
    ) {
        match p.pattern.as_deref() {
            Some(inner) => self.pattern(inner, may_match_all, bound),
            None if may_match_all => {}
            None => {
                let what = match &p.name {
                    Some(name) => format!("name capture '{}'", name.as_str()),
                    None => "wildcard".to_string(),
                };
                self.error(p.range, format!("{what} makes remaining patterns unreachable"));
            }
        }
        if let Some(name) = &p.name {
            self.capture(name, p.range, bound);
        }
    }

    /// Every alternative binds the same names; only the last may match everything.
    fn alternatives<'p>(
        &mut self,
        p: &'p PatternMatchOr,
        may_match_all: bool,
        bound: &mut Vec<&'p str>,
    ) {
        let start = bound.len();
        let mut expected: Option<Vec<&str>> = None;
        for (i, alternative) in p.patterns.iter().enumerate() {
            let last = i + 1 == p.patterns.len();
            let mut names = bound[..start].to_vec();
            self.pattern(alternative, last && may_match_all, &mut names);
            let mut new = names.split_off(start);
            new.sort_unstable();
            match &expected {
                None => expected = Some(new),
                Some(first) if *first != new => {
                    self.error(p.range, "alternative patterns bind different names");
                    return;
                }
                Some(_) => {}
            }
        }
        bound.extend(expected.unwrap_or_default());
    }
}
