//! The parser's errors in CPython's words and places (the `invalid_…` rules of
//! Grammar/python.gram, 3.13, as far as the parser's error and the tokens around it tell).

mod strings;
mod tokens;

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_parser::{
    ParseError, ParseErrorType, UnsupportedSyntaxError, UnsupportedSyntaxErrorKind,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::diagnostic::{Kind, Problem};
use tokens::{between, ends_operand, separates_statements, starts_expression};

/// The text and its tokens, comments and blank lines left out.
pub(crate) struct Syntax<'t> {
    text: &'t str,
    tokens: Vec<(TokenKind, TextRange)>,
}

const INVALID: &str = "invalid syntax";

impl<'t> Syntax<'t> {
    pub(crate) fn new(text: &'t str, tokens: &Tokens) -> Syntax<'t> {
        let tokens = tokens.iter().filter(|t| !t.kind().is_trivia());
        Syntax { text, tokens: tokens.map(|t| (t.kind(), t.range())).collect() }
    }

    /// What CPython says where the parser says `error`.
    pub(crate) fn problem(&self, error: &ParseError) -> Problem {
        let range = error.location;
        match &error.error {
            ParseErrorType::Lexical(error) => self.lexical(error, range),
            ParseErrorType::FStringError(error) | ParseErrorType::TStringError(error) => {
                self.f_string(error, range)
            }
            ParseErrorType::ExpectedToken { expected, found } => {
                self.expected(*expected, *found, range)
            }
            ParseErrorType::OtherError(message) => self.other(message, range),
            ParseErrorType::ExpectedExpression => self.expected_expression(range),
            ParseErrorType::UnexpectedIndentation => {
                let at = self.token_at(range.start());
                let before = range.end().checked_sub(TextSize::new(1)).unwrap_or_default();
                let place = if at.0 == TokenKind::Indent { at.1 } else { range };
                let start = before.max(place.start());
                Problem::new(Kind::Indentation, between(start, place.end()), "unexpected indent")
            }
            ParseErrorType::SimpleStatementsOnSameLine => self.same_line(range),
            ParseErrorType::InvalidAssignmentTarget => self.assignment_target(range),
            ParseErrorType::InvalidNamedAssignmentTarget => Problem::syntax(
                range,
                format!("cannot use assignment expressions with {}", self.describe(range)),
            ),
            ParseErrorType::InvalidAnnotatedAssignmentTarget => {
                Problem::syntax(range, "illegal target for annotation")
            }
            ParseErrorType::InvalidAugmentedAssignmentTarget => Problem::syntax(
                range,
                format!(
                    "'{}' is an illegal expression for augmented assignment",
                    self.describe(range)
                ),
            ),
            ParseErrorType::InvalidDeleteTarget => {
                Problem::syntax(range, format!("cannot delete {}", self.describe(range)))
            }
            ParseErrorType::PositionalAfterKeywordArgument => {
                let place = self.closing(range.end());
                Problem::syntax(place, "positional argument follows keyword argument")
            }
            ParseErrorType::PositionalAfterKeywordUnpacking => {
                let place = self.closing(range.end());
                Problem::syntax(place, "positional argument follows keyword argument unpacking")
            }
            ParseErrorType::InvalidArgumentUnpackingOrder => {
                let comma = self.before(range.start()).last().map_or(range, |t| t.1);
                let message = "iterable argument unpacking follows keyword argument unpacking";
                Problem::syntax(comma, message)
            }
            ParseErrorType::DuplicateKeywordArgumentError(name) => {
                Problem::syntax(range, format!("keyword argument repeated: {name}"))
            }
            ParseErrorType::UnparenthesizedGeneratorExpression => {
                Problem::syntax(range, "Generator expression must be parenthesized")
            }
            ParseErrorType::NonDefaultParamAfterDefaultParam => Problem::syntax(
                range,
                "parameter without a default follows parameter with a default",
            ),
            ParseErrorType::ExpectedKeywordParam => {
                let star = self.before(range.end()).iter().rev().find(|t| t.0 == TokenKind::Star);
                let place = star.map_or(range, |t| t.1);
                Problem::syntax(place, "named arguments must follow bare *")
            }
            ParseErrorType::ParamAfterVarKeywordParam => {
                Problem::syntax(range, "arguments cannot follow var-keyword argument")
            }
            ParseErrorType::VarParameterWithDefault => {
                Problem::syntax(range, "var-positional argument cannot have default value")
            }
            ParseErrorType::EmptyImportNames => {
                Problem::syntax(range, "Expected one or more names after 'import'")
            }
            ParseErrorType::IterableUnpackingInComprehension => {
                Problem::syntax(range, "iterable unpacking cannot be used in comprehension")
            }
            ParseErrorType::InvalidStarredExpressionUsage => self.starred(range),
            ParseErrorType::EmptyTypeParams => {
                Problem::syntax(range, "At least one type variable definition is expected")
            }
            ParseErrorType::RecursionLimitExceeded => {
                Problem::new(Kind::Limit, range, "too many nested expressions or blocks")
                    .help("Timeslice accepts about 200 nested expressions and blocks.")
            }
            _ => Problem::syntax(range, INVALID),
        }
    }

    /// Newer syntax than Python 3.13's.
    pub(crate) fn newer(&self, error: &UnsupportedSyntaxError) -> Problem {
        let range = error.range;
        match error.kind {
            UnsupportedSyntaxErrorKind::UnparenthesizedExceptionTypes => {
                Problem::syntax(range, "multiple exception types must be parenthesized")
            }
            UnsupportedSyntaxErrorKind::UnpackingInComprehension(kind) => {
                let dict = format!("{kind:?}").contains("Dict");
                let message = if dict {
                    "dict unpacking cannot be used in dict comprehension"
                } else {
                    "iterable unpacking cannot be used in comprehension"
                };
                Problem::syntax(range, message)
            }
            _ => Problem::new(Kind::Unsupported, range, INVALID)
                .help("This syntax is newer than Python 3.13, which Timeslice runs."),
        }
    }

    fn expected(&self, expected: TokenKind, found: TokenKind, range: TextRange) -> Problem {
        if found == TokenKind::Equal
            && matches!(expected, TokenKind::Colon | TokenKind::Rpar)
            && let Some(problem) = self.comparison_meant(range)
        {
            return problem;
        }
        if found.as_augmented_assign_operator().is_some() {
            let statement = between(self.statement_start(range.start()), range.start());
            let what = self.describe(self.trimmed(statement));
            let message = format!("'{what}' is an illegal expression for augmented assignment");
            return Problem::syntax(statement, message);
        }
        match expected {
            TokenKind::Colon => {
                let dict = self.in_brackets(range.start());
                if dict && matches!(found, TokenKind::Rbrace | TokenKind::Comma) {
                    let last = self.before(range.start()).last().map_or(range, |t| t.1);
                    return Problem::syntax(last, "':' expected after dictionary key");
                }
                let forced = self.statement_word(range.start()).is_some_and(|word| {
                    matches!(
                        word,
                        TokenKind::Def | TokenKind::Else | TokenKind::Try | TokenKind::Finally
                    )
                });
                let ends = matches!(found, TokenKind::Newline | TokenKind::EndOfFile);
                Problem::syntax(range, if ends || forced { "expected ':'" } else { INVALID })
            }
            TokenKind::Else => {
                let condition =
                    self.before(range.start()).iter().rev().find(|t| t.0 == TokenKind::If);
                let end = condition.map_or(range.start(), |t| t.1.start());
                let (start, _) = self.expression_start(end);
                let message = "expected 'else' after 'if' expression";
                Problem::syntax(between(start, range.start()), message)
            }
            TokenKind::Lpar if self.after_def(range.start()) => {
                Problem::syntax(range, "expected '('")
            }
            _ => self.missing_comma(found, range),
        }
    }

    /// Whether `def name` stands before `offset`.
    fn after_def(&self, offset: TextSize) -> bool {
        matches!(self.before(offset), [.., (TokenKind::Def, _), _])
    }

    /// Where the statement around `offset` starts.
    fn statement_start(&self, offset: TextSize) -> TextSize {
        let before = self.before(offset);
        let at = before.iter().rposition(|t| separates_statements(t.0)).map_or(0, |at| at + 1);
        before.get(at).map_or(offset, |t| t.1.start())
    }

    /// The keyword that begins the statement around `offset`.
    fn statement_word(&self, offset: TextSize) -> Option<TokenKind> {
        let before = self.before(offset);
        let at = before.iter().rposition(|t| separates_statements(t.0)).map_or(0, |at| at + 1);
        let word = before.get(at)?.0;
        if word == TokenKind::Async { before.get(at + 1).map(|t| t.0) } else { Some(word) }
    }

    /// `a = b` where a condition is expected.
    fn comparison_meant(&self, equal: TextRange) -> Option<Problem> {
        let (start, _) = self.expression_start(equal.start());
        let left = between(start, self.before(equal.start()).last()?.1.end());
        let message = match self.describe(left) {
            "name" => "invalid syntax. Maybe you meant '==' or ':=' instead of '='?".to_string(),
            "list" | "tuple" | "generator expression" | "True" | "None" | "False" => return None,
            other => format!("cannot assign to {other} here. Maybe you meant '==' instead of '='?"),
        };
        Some(Problem::syntax(left, message))
    }

    /// Two expressions side by side in brackets.
    fn missing_comma(&self, found: TokenKind, range: TextRange) -> Problem {
        let Some((previous, _)) = self.before(range.start()).last().copied() else {
            return Problem::syntax(range, INVALID);
        };
        let (start, inside) = self.expression_start(range.start());
        if found == TokenKind::For && inside {
            let open = self.bracket_before(range.start());
            if let Some((TokenKind::Lsqb | TokenKind::Lbrace, open)) = open {
                let place = between(open.end(), range.start());
                let message = "did you forget parentheses around the comprehension target?";
                return Problem::syntax(self.trimmed(place), message);
            }
        }
        let named_string = previous == TokenKind::Name && found == TokenKind::String;
        if inside && starts_expression(found) && ends_operand(previous) && !named_string {
            let message = "invalid syntax. Perhaps you forgot a comma?";
            return Problem::syntax(between(start, range.end()), message);
        }
        Problem::syntax(range, INVALID)
    }

    fn expected_expression(&self, range: TextRange) -> Problem {
        let before = self.before(range.start());
        let found = self.token_at(range.start());
        match (before, found.0) {
            (
                [
                    ..,
                    (TokenKind::FStringStart | TokenKind::FStringMiddle, _),
                    (TokenKind::Lbrace, _),
                ],
                kind,
            ) => {
                let what = match kind {
                    TokenKind::Rbrace => "f-string: valid expression required before '}'",
                    TokenKind::Exclamation => "f-string: valid expression required before '!'",
                    TokenKind::Colon => "f-string: valid expression required before ':'",
                    TokenKind::Equal => "f-string: valid expression required before '='",
                    _ => "f-string: expecting a valid expression after '{'",
                };
                Problem::syntax(range, what)
            }
            (
                [.., (TokenKind::Name, name), (TokenKind::Equal, equal)],
                TokenKind::Rpar | TokenKind::Comma,
            ) if self.in_brackets(range.start()) => match self.statement_word(range.start()) {
                Some(TokenKind::Def) => {
                    Problem::syntax(*equal, "expected default value expression")
                }
                _ => Problem::syntax(
                    between(name.start(), equal.end()),
                    "expected argument value expression",
                ),
            },
            ([.., (TokenKind::Colon, colon)], TokenKind::Rbrace | TokenKind::Comma)
                if self.bracket_before(range.start()).is_some_and(|b| b.0 == TokenKind::Lbrace) =>
            {
                let message = "expression expected after dictionary key and ':'";
                Problem::syntax(*colon, message)
            }
            ([.., (TokenKind::Rarrow, arrow)], TokenKind::Colon) => {
                Problem::syntax(*arrow, "expected ':'")
            }
            _ => Problem::syntax(range, INVALID),
        }
    }

    fn starred(&self, range: TextRange) -> Problem {
        match self.before(range.start()).last() {
            Some((TokenKind::Colon, _)) if self.in_brackets(range.start()) => {
                Problem::syntax(range, "cannot use a starred expression in a dictionary value")
            }
            Some((kind, _)) if kind.is_arithmetic() => Problem::syntax(range, INVALID),
            _ => Problem::syntax(range, "can't use starred expression here"),
        }
    }

    /// A second statement on a line without `;`.
    fn same_line(&self, range: TextRange) -> Problem {
        let before = self.before(range.start());
        if let [.., (TokenKind::Name, name)] = before {
            let word = &self.text[*name];
            if matches!(word, "print" | "exec") {
                let message =
                    format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
                return Problem::syntax(between(name.start(), range.end()), message)
                    .help(format!("In Python 3 {word} is a function: write {word}(...)."));
            }
        }
        let found = self.token_at(range.start()).0;
        if found == TokenKind::From
            && self.statement_word(range.start()) == Some(TokenKind::Import)
            && let Some((_, import)) = before.iter().rev().find(|t| t.0 == TokenKind::Import)
        {
            let message = "Did you mean to use 'from ... import ...' instead?";
            return Problem::syntax(between(import.start(), range.end()), message);
        }
        Problem::syntax(range, INVALID)
    }

    fn assignment_target(&self, range: TextRange) -> Problem {
        let what = self.describe(range);
        if what == "yield expression"
            && self.before(range.start()).last().is_none_or(|t| separates_statements(t.0))
        {
            return Problem::syntax(range, "assignment to yield expression not possible");
        }
        let next = self.token_at(range.end());
        let grouped = next.0 == TokenKind::Rpar
            && self.before(range.start()).last().is_some_and(|t| t.0 == TokenKind::Lpar);
        let next = if grouped { self.token_at(next.1.end()) } else { next };
        let alone = next.0 == TokenKind::Equal && self.equals_on_line(range.start()) == 1;
        let plain = matches!(
            what,
            "list" | "tuple" | "generator expression" | "comparison" | "True" | "None" | "False"
        );
        let hint = if alone && !plain { " here. Maybe you meant '==' instead of '='?" } else { "" };
        Problem::syntax(range, format!("cannot assign to {what}{hint}"))
    }

    /// How many `=` the logical line around `offset` has.
    fn equals_on_line(&self, offset: TextSize) -> usize {
        let line = |kind: TokenKind| matches!(kind, TokenKind::Newline | TokenKind::Semi);
        let before = self.before(offset).iter().rev().take_while(|t| !line(t.0));
        let after =
            self.tokens.iter().skip_while(|t| t.1.start() < offset).take_while(|t| !line(t.0));
        before.chain(after).filter(|t| t.0 == TokenKind::Equal).count()
    }

    fn other(&self, message: &str, range: TextRange) -> Problem {
        if let Some(clause) = message.strip_prefix("Expected an indented block after ") {
            return self.indented_block(clause, range);
        }
        let text = match message {
            "Expected `except` or `finally` after `try` block" => {
                "expected 'except' or 'finally' block"
            }
            "Cannot have both 'except' and 'except*' on the same 'try'" => {
                "cannot have both 'except' and 'except*' on the same 'try'"
            }
            "Expected one or more exception types" => "expected one or more exception types",
            "Bytes literal cannot be mixed with non-bytes literals" => {
                let end =
                    self.before(range.end()).last().map_or(range, |_| self.token_at(range.end()).1);
                return Problem::syntax(end, "cannot mix bytes and nonbytes literals");
            }
            "Positional patterns cannot follow keyword patterns" => {
                "positional patterns follow keyword patterns"
            }
            "Only one '/' separator allowed" => "/ may appear only once",
            "Only one '*' parameter allowed" | "Only one '*' separator allowed" => {
                "* argument may appear only once"
            }
            "Expected a parameter name" => {
                let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
                return Problem::syntax(range, message);
            }
            "Trailing comma not allowed" => {
                if self.statement_word(range.start()) == Some(TokenKind::From) {
                    let next = self.token_at(range.end()).1;
                    let message = "trailing comma not allowed without surrounding parentheses";
                    return Problem::syntax(next, message);
                }
                return Problem::syntax(self.token_at(range.end()).1, INVALID);
            }
            "Star import must be the only import" => {
                let comma = self
                    .tokens
                    .iter()
                    .find(|t| t.0 == TokenKind::Comma && t.1.start() >= range.start());
                return Problem::syntax(comma.map_or(range, |t| t.1), INVALID);
            }
            _ if message.starts_with("Only single target") => {
                let what = if message.contains("list") { "list" } else { "tuple" };
                let message = format!("only single target (not {what}) can be annotated");
                return Problem::syntax(range, message);
            }
            _ => INVALID,
        };
        Problem::syntax(range, text)
    }

    /// "expected an indented block after 'if' statement on line 1"
    fn indented_block(&self, clause: &str, range: TextRange) -> Problem {
        let (kinds, name): (&[TokenKind], &str) = match clause {
            "`if` statement" => (&[TokenKind::If], "'if' statement"),
            "`else` clause" => (&[TokenKind::Else], "'else' statement"),
            "`elif` clause" => (&[TokenKind::Elif], "'elif' statement"),
            "`for` statement" => (&[TokenKind::For], "'for' statement"),
            "`with` statement" => (&[TokenKind::With], "'with' statement"),
            "`class` definition" => (&[TokenKind::Class], "class definition"),
            "`while` statement" => (&[TokenKind::While], "'while' statement"),
            "function definition" => (&[TokenKind::Def], "function definition"),
            "`case` block" => (&[TokenKind::Case], "'case' statement"),
            "`match` statement" => (&[TokenKind::Match], "'match' statement"),
            "`try` statement" => (&[TokenKind::Try], "'try' statement"),
            "`except` clause" => (&[TokenKind::Except], "'except' statement"),
            _ => (&[TokenKind::Finally], "'finally' statement"),
        };
        let before = self.before(range.start());
        let at = before.iter().rposition(|t| kinds.contains(&t.0));
        let star = at.is_some_and(|at| {
            before[at].0 == TokenKind::Except
                && before.get(at + 1).is_some_and(|t| t.0 == TokenKind::Star)
        });
        let name = if star { "'except*' statement" } else { name };
        let keyword = at.map_or(range.start(), |at| before[at].1.start());
        let line = self.text[..keyword.to_usize()].matches('\n').count() + 1;
        let message = format!("expected an indented block after {name} on line {line}");
        Problem::new(Kind::Indentation, range, message)
    }
}
