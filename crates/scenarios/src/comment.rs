//! What stands after `# @param`: Colab's `{type:"slider", min:1, max:16}` and `["a", "b"]`.

use crate::literal::{Value, parse_number, unescape};

/// The arguments of one `@param`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arguments {
    /// The list of choices, where there is one.
    pub choices: Option<Vec<Value>>,
    /// The object's entries, in order.
    pub options: Vec<(String, Value)>,
}

impl Arguments {
    /// Option `key`.
    pub fn option(&self, key: &str) -> Option<&Value> {
        self.options.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }
}

/// Splits a comment `# @word rest` into word and rest. `#@word`, as older notebooks write, too.
pub fn directive(comment: &str) -> Option<(&str, &str)> {
    let text = comment.trim_start_matches('#').trim_start().strip_prefix('@')?;
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    (!word.is_empty()).then(|| (word, rest.trim()))
}

/// Reads the arguments of `@param`; the error says what is wrong.
pub fn arguments(text: &str) -> Result<Arguments, String> {
    let mut reader = Reader { rest: text };
    let mut arguments = Arguments::default();
    reader.skip_space();
    if reader.eat('[') {
        arguments.choices = Some(reader.list()?);
        reader.skip_space();
    }
    if reader.eat('{') {
        arguments.options = reader.object()?;
        reader.skip_space();
    }
    match reader.rest.is_empty() {
        true => Ok(arguments),
        false => Err(format!("unexpected '{}' after '@param'", reader.rest)),
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn eat(&mut self, wanted: char) -> bool {
        self.skip_space();
        let found = self.rest.strip_prefix(wanted);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn list(&mut self) -> Result<Vec<Value>, String> {
        let mut values = Vec::new();
        while !self.eat(']') {
            values.push(self.value()?);
            if !self.eat(',') && !self.rest.trim_start().starts_with(']') {
                return Err("',' or ']' is missing in the list of choices".into());
            }
        }
        Ok(values)
    }

    fn object(&mut self) -> Result<Vec<(String, Value)>, String> {
        let mut entries = Vec::new();
        while !self.eat('}') {
            let key = self.key()?;
            if !self.eat(':') {
                return Err(format!("':' is missing after '{key}'"));
            }
            entries.push((key, self.value()?));
            if !self.eat(',') && !self.rest.trim_start().starts_with('}') {
                return Err("',' or '}' is missing after an option".into());
            }
        }
        Ok(entries)
    }

    fn key(&mut self) -> Result<String, String> {
        self.skip_space();
        if self.rest.starts_with(['"', '\'']) {
            return match self.value()? {
                Value::Str(key) => Ok(key),
                other => Err(format!("'{other}' is no option name")),
            };
        }
        let word = self.word();
        if word.is_empty() { Err("an option name is missing".into()) } else { Ok(word) }
    }

    fn word(&mut self) -> String {
        let ends = |c: char| c.is_whitespace() || ",:]}".contains(c);
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word.to_owned()
    }

    fn value(&mut self) -> Result<Value, String> {
        self.skip_space();
        if let Some(quote) = self.rest.chars().next().filter(|c| "\"'".contains(*c)) {
            let inner = &self.rest[1..];
            let end = closing(inner, quote).ok_or("a closing quote is missing")?;
            self.rest = &inner[end + 1..];
            return Ok(Value::Str(unescape(&inner[..end], quote).0));
        }
        let word = self.word();
        match word.as_str() {
            "true" | "True" => Ok(Value::Bool(true)),
            "false" | "False" => Ok(Value::Bool(false)),
            "" => Err("a value is missing".into()),
            _ => parse_number(&word).ok_or_else(|| format!("'{word}' is no value")),
        }
    }
}

/// Offset of the first unescaped `quote`.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let ends = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_and_lists_are_read() {
        let slider = arguments(r#"{type:"slider", min:1, max:16, step:0.5}"#).unwrap();
        assert_eq!(slider.option("type"), Some(&Value::Str("slider".into())));
        assert_eq!(slider.option("step"), Some(&Value::Float(0.5)));
        let list = arguments(r#"["a,]", 'b\'', 3] {"allow-input": true}"#).unwrap();
        let expected = vec![Value::Str("a,]".into()), Value::Str("b'".into()), Value::Int(3)];
        assert_eq!(list.choices, Some(expected));
        assert_eq!(list.option("allow-input"), Some(&Value::Bool(true)));
        assert_eq!(arguments("").unwrap(), Arguments::default());
    }

    #[test]
    fn mistakes_are_named() {
        for (text, expected) in [
            ("{type:\"slider\" min:1}", "',' or '}' is missing after an option"),
            ("{type}", "':' is missing after 'type'"),
            ("{type:\"slider", "a closing quote is missing"),
            ("[1, 2", "',' or ']' is missing in the list of choices"),
            ("[x]", "'x' is no value"),
            ("{} more", "unexpected 'more' after '@param'"),
            ("{:1}", "an option name is missing"),
            ("{a:", "a value is missing"),
        ] {
            assert_eq!(arguments(text).unwrap_err(), expected, "{text}");
        }
    }

    #[test]
    fn directives_need_an_at_sign() {
        assert_eq!(directive("# @title  Two words "), Some(("title", "Two words")));
        assert_eq!(directive("#@param [1]"), Some(("param", "[1]")));
        assert_eq!(directive("# a @title"), None);
        assert_eq!(directive("# @"), None);
    }
}
