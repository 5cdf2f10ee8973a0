//! Setting parameters: the literal in the source is replaced, everything else stays where it is.

use crate::scenario::Scenario;

/// Why a parameter cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// The file has no such parameter.
    #[error("there is no parameter '{name}'{}", .known.as_ref().map_or(String::new(), |k| format!(" (there is {k})")))]
    Unknown {
        /// What was asked for.
        name: String,
        /// The parameters that the file has.
        known: Option<String>,
    },
    /// The value does not fit the parameter.
    #[error("line {line}: {name}: {message}")]
    Unfit {
        /// Line of the parameter.
        line: u32,
        /// Its name.
        name: String,
        /// What is wrong.
        message: String,
    },
}

/// `source` with the literals of the named parameters replaced. Values are texts as a form gives
/// them: `8`, `0.5`, `True`, a string without quotes. Line numbers do not change.
pub fn apply(source: &str, values: &[(String, String)]) -> Result<String, ApplyError> {
    let scenario = Scenario::parse(source);
    let mut edits = Vec::new();
    for (name, text) in values {
        let field = scenario.fields().find(|field| field.name == *name).ok_or_else(|| {
            let known: Vec<_> = scenario.fields().map(|field| field.name.as_str()).collect();
            let known = (!known.is_empty()).then(|| known.join(", "));
            ApplyError::Unknown { name: name.clone(), known }
        })?;
        let value = field.read(text).map_err(|message| ApplyError::Unfit {
            line: field.line,
            name: name.clone(),
            message,
        })?;
        // The last of several values for one name wins, as on a command line.
        edits.retain(|(span, _)| *span != field.span);
        edits.push((field.span.clone(), value.to_string()));
    }
    // From the back, so that earlier spans stay valid.
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut result = source.to_owned();
    for (span, literal) in edits {
        result.replace_range(span, &literal);
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
TASKS = 5  # @param {type:\"slider\", min:1, max:16, step:1}
PAUSE = 0.5  # @param {type:\"number\"}
NAME = 'é'  # @param {type:\"string\"}
LOUD: bool = False  # @param {type:\"boolean\"}
KIND = \"fifo\"  # @param [\"fifo\", \"lifo\"]
SIZE = 3  # @param {type:\"integer\"}
WHERE = list  # @param {type:\"raw\"}
print(TASKS)
";

    fn set(name: &str, value: &str) -> Result<String, ApplyError> {
        apply(SOURCE, &[(name.into(), value.into())])
    }

    #[test]
    fn only_the_literal_changes() {
        for (name, value, before, after) in [
            ("TASKS", "12", "TASKS = 5 ", "TASKS = 12 "),
            ("TASKS", "7.0", "TASKS = 5 ", "TASKS = 7 "),
            ("PAUSE", "2", "PAUSE = 0.5 ", "PAUSE = 2 "),
            ("NAME", "it's \"x\"\n", "NAME = 'é'", "NAME = 'it\\'s \"x\"\\n'"),
            ("LOUD", "true", "bool = False", "bool = True"),
            ("KIND", "lifo", "KIND = \"fifo\"", "KIND = 'lifo'"),
            ("SIZE", "-4", "SIZE = 3", "SIZE = -4"),
            ("WHERE", "tuple", "WHERE = list", "WHERE = tuple"),
        ] {
            assert_eq!(set(name, value).unwrap(), SOURCE.replace(before, after), "{name}");
        }
    }

    #[test]
    fn several_parameters_at_once() {
        let values = [("TASKS", "1"), ("SIZE", "1000"), ("TASKS", "2")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let expected = SOURCE.replace("TASKS = 5", "TASKS = 2").replace("SIZE = 3", "SIZE = 1000");
        assert_eq!(apply(SOURCE, &values).unwrap(), expected);
    }

    #[test]
    fn unfit_values_name_the_line() {
        for (name, value, message) in [
            ("TASKS", "17", "line 1: TASKS: 17 is above 16"),
            ("TASKS", "0", "line 1: TASKS: 0 is below 1"),
            ("TASKS", "1.5", "line 1: TASKS: 1.5 is no whole number"),
            ("TASKS", "many", "line 1: TASKS: 'many' is no number"),
            ("LOUD", "1", "line 4: LOUD: '1' is not True or False"),
            ("KIND", "heap", "line 5: KIND: 'heap' is not one of fifo, lifo"),
            ("WHERE", "a\nb", "line 7: WHERE: 'a\nb' is no expression on one line"),
            (
                "TASK",
                "3",
                "there is no parameter 'TASK' (there is TASKS, PAUSE, NAME, LOUD, KIND, SIZE, WHERE)",
            ),
        ] {
            assert_eq!(set(name, value).unwrap_err().to_string(), message);
        }
        let error = apply("x = 1", &[("x".into(), "2".into())]).unwrap_err();
        assert_eq!(error.to_string(), "there is no parameter 'x'");
    }
}
