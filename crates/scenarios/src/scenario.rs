//! A scenario file, read: title, text, form, settings.

use crate::form::{Field, FormItem, item};
use crate::lines::{Line, lines};
use crate::literal::unescape;
use crate::metadata::{Metadata, metadata};

/// What a file says about itself. Reading never fails: what cannot be read is in `problems`, and
/// the file still runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    /// First line of the docstring, or the first `# @title`.
    pub title: String,
    /// The rest of the docstring.
    pub text: String,
    /// Titles, texts and parameters, in the order of the file.
    pub form: Vec<FormItem>,
    /// The PEP 723 block.
    pub metadata: Metadata,
    /// What is wrong with comments and block.
    pub problems: Vec<Problem>,
}

/// A mistake in a comment or in the settings block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

impl Scenario {
    /// Reads `source`.
    pub fn parse(source: &str) -> Scenario {
        let lines = lines(source);
        let mut scenario = Scenario::default();
        scenario.metadata = metadata(&lines, &mut scenario.problems);
        scenario.read_form(&lines);
        let docstring = docstring(source, &lines).unwrap_or_default();
        let (title, text) = docstring.split_once('\n').unwrap_or((&docstring, ""));
        scenario.title = title.trim().to_owned();
        scenario.text = dedent(text);
        if scenario.title.is_empty() {
            scenario.title = scenario.first_title();
        }
        scenario
    }

    /// The parameters, in the order of the file.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.form.iter().filter_map(|item| match item {
            FormItem::Field(field) => Some(field),
            FormItem::Title(_) | FormItem::Markdown(_) => None,
        })
    }

    fn first_title(&self) -> String {
        let title = self.form.iter().find_map(|item| match item {
            FormItem::Title(text) => Some(text.clone()),
            FormItem::Markdown(_) | FormItem::Field(_) => None,
        });
        title.unwrap_or_default()
    }

    fn read_form(&mut self, lines: &[Line<'_>]) {
        let mut previous_markdown = 0;
        for line in lines {
            match item(line) {
                Ok(Some(FormItem::Markdown(text))) => {
                    match self.form.last_mut() {
                        Some(FormItem::Markdown(whole)) if previous_markdown + 1 == line.number => {
                            whole.push('\n');
                            whole.push_str(&text);
                        }
                        _ => self.form.push(FormItem::Markdown(text)),
                    }
                    previous_markdown = line.number;
                }
                Ok(Some(FormItem::Field(field)))
                    if self.fields().any(|other| other.name == field.name) =>
                {
                    let message = format!("a second parameter '{}'", field.name);
                    self.problems.push(Problem { line: line.number, message });
                }
                Ok(Some(item)) => self.form.push(item),
                Ok(None) => {}
                Err(message) => self.problems.push(Problem { line: line.number, message }),
            }
        }
    }
}

/// The module's docstring: the first statement, where it is a string.
fn docstring(source: &str, lines: &[Line<'_>]) -> Option<String> {
    let first = lines.iter().find(|line| !line.code().trim().is_empty())?;
    let text = &source[first.start..];
    let (raw, text) = match text.strip_prefix(['r', 'R']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix(['u', 'U']).unwrap_or(text)),
    };
    let quote = text.chars().next().filter(|c| "\"'".contains(*c))?;
    let fence: String = [quote; 3].iter().collect();
    let body = match text.strip_prefix(&fence) {
        Some(body) => &body[..unescaped(body, &fence)?],
        None => {
            let body = text[1..].lines().next()?;
            &body[..unescaped(body, &fence[..1])?]
        }
    };
    // A character that cannot occur as an end: the fence was found already.
    Some(if raw { body.to_owned() } else { unescape(body, '\0').0 })
}

/// Offset of the first `fence` not behind a backslash.
fn unescaped(text: &str, fence: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let ends = !escaped && text[at..].starts_with(fence);
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}

/// Takes the common indentation and the blank lines around away, as `inspect.cleandoc` does.
fn dedent(text: &str) -> String {
    let indent = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let lines: Vec<_> =
        text.lines().map(|line| line.get(indent..).unwrap_or("").trim_end()).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Control;
    use timeslice_trace::{PythonVersion, Settings};

    const SOURCE: &str = r#"# /// script
# requires-python = ">=3.9"
# [tool.timeslice]
# python = "3.13t"
# cores = 2
# schedule = "random"
# seed = 7
# switch_interval = 0.001
# tags = ["threads"]
# [[tool.timeslice.question]]
# text = "Why?"
# ///
"""A title.

    Some text
      indented.
"""
# @markdown One
# @markdown two
WORKERS = 4  # @param {type:"slider", min:1, max:16, step:1}
# @title Second
MODE = "a"  # @param ["a", "b"]
TEXT = """
NO = 1  # @param {type:"integer"}
"""
"#;

    #[test]
    fn a_whole_file_is_read() {
        let scenario = Scenario::parse(SOURCE);
        assert_eq!(scenario.problems, []);
        assert_eq!(scenario.title, "A title.");
        assert_eq!(scenario.text, "Some text\n  indented.");
        assert_eq!(scenario.form.len(), 4);
        assert_eq!(scenario.form[0], FormItem::Markdown("One\ntwo".into()));
        let names: Vec<_> = scenario.fields().map(|f| (f.name.as_str(), f.line)).collect();
        assert_eq!(names, [("WORKERS", 20), ("MODE", 22)]);
        let workers = scenario.fields().next().unwrap();
        assert_eq!(
            workers.control,
            Control::Slider { min: 1.0, max: 16.0, step: 1.0, whole: true }
        );
        assert_eq!(&SOURCE[workers.span.clone()], "4");

        let mut settings = Settings::default();
        scenario.metadata.override_settings(&mut settings);
        assert_eq!(settings.python, PythonVersion::V313t);
        assert_eq!((settings.cores, settings.seed), (2, 7));
        assert_eq!(settings.switch_interval_ns, 1_000_000);
        assert_eq!(settings.schedule.to_string(), "random:7");
        assert_eq!(scenario.metadata.question.len(), 1);
    }

    #[test]
    fn docstrings_in_all_quotes() {
        for (source, title) in [
            ("'one'", "one"),
            ("# c\n\n'''two'''", "two"),
            ("r\"\"\"th\\ree\"\"\"", "th\\ree"),
            ("\"f\\x6fur\"", "four"),
            ("x = 1\n'''no'''", ""),
            ("f'''no'''", ""),
            ("'''no", ""),
            ("\"no\n", ""),
            ("", ""),
            ("# @title five", "five"),
        ] {
            assert_eq!(Scenario::parse(source).title, title, "{source}");
        }
    }

    #[test]
    fn mistakes_have_their_line() {
        for (source, line, message) in [
            ("\nf(x)  # @param {}", 2, "'@param' belongs behind an assignment: NAME = VALUE"),
            ("x.y = 1  # @param {}", 1, "'x.y' is no plain name at the start of a line"),
            (" x = 1  # @param {}", 1, "'x' is no plain name at the start of a line"),
            ("x = f()  # @param {}", 1, "'f()' is no number, text, True or False"),
            ("x = 'a'  # @param {type:\"slider\"}", 1, "'a' is not a number"),
            (
                "x = 1  # @param {type:\"knob\"}",
                1,
                "type \"knob\" is not one of slider, integer, number, boolean, string, raw",
            ),
            ("x = 1  # @param {min:3, max:2}", 1, "min 3 is above max 2"),
            ("x = 1  # @param {type:\"slider\", step:0}", 1, "step 0 is not above 0"),
            ("x = 1 # @param {}\nx = 2 # @param {}", 2, "a second parameter 'x'"),
            ("# /// script\nx = 1", 1, "'# /// script' has no closing '# ///'"),
            (
                "\n# /// script\n# [tool.timeslice]\n# cores = 65\n# ///",
                2,
                "cores = 65 is not from 1 to 64",
            ),
            (
                "# /// script\n# [tool.timeslice]\n# switch_interval = 0\n# ///",
                1,
                "switch_interval = 0 is not above 0",
            ),
            (
                "# /// script\n# [tool.timeslice]\n# schedule = 'fare'\n# ///",
                1,
                "not a schedule: 'fare' (expected fair, random, pct, serial or serial-any)",
            ),
        ] {
            let problems = Scenario::parse(source).problems;
            assert_eq!(problems, [Problem { line, message: message.into() }], "{source}");
        }
        let unknown = "# /// script\n# [tool.timeslice]\n# corse = 2\n# ///";
        let problems = Scenario::parse(unknown).problems;
        assert_eq!(problems[0].line, 3);
        assert!(problems[0].message.contains("corse"), "{problems:?}");
    }
}
