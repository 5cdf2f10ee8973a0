//! `str()`, `repr()`, `format()`: natively where no Python is needed.

use crate::frame::{Cont, GenKind, StrMethod};
use crate::machine::{Machine, R};
use crate::object::{DictViewKind, Kind};
use crate::symbols::{class, sym};
use crate::text::spec::Target;
use crate::text::{IntRef, float, int, spec, strrepr};
use crate::value::{Ref, Value};

/// How deep containers may be nested before the library's Python takes over.
const MAX_DEPTH: u32 = 60;
/// The most characters one formatted value may have.
pub const MAX_FORMATTED: usize = 16 << 20;

impl Machine {
    /// `str(v)`; `None`: Python is needed.
    pub(crate) fn str_builtin(&self, v: Value) -> Option<String> {
        match v {
            Value::Obj(r) => match self.get(r) {
                Kind::Str(t) => Some(t.as_str().to_owned()),
                Kind::Instance(cls, _) => self.instance_str(v, *cls),
                Kind::DictView(DictViewKind::Proxy, d) => self.repr_builtin((*d).into()),
                _ => self.repr_builtin(v),
            },
            _ => self.repr_builtin(v),
        }
    }

    fn native_method(&self, cls: Ref, name: Ref) -> bool {
        match self.class_lookup(cls, name) {
            Some(Value::Obj(f)) => matches!(self.get(f), Kind::Native(_)),
            _ => false,
        }
    }

    fn instance_str(&self, v: Value, cls: Ref) -> Option<String> {
        if !self.native_method(cls, sym::STR) {
            return None;
        }
        if self.is_subclass(cls, class::BASE_EXCEPTION) {
            return self.exception_str(v, cls);
        }
        let inner = self.unwrap(v);
        if self.text(inner).is_some() {
            return self.str_builtin(inner);
        }
        self.repr_builtin(v)
    }

    /// `repr(v)`; `None`: Python is needed.
    pub(crate) fn repr_builtin(&self, v: Value) -> Option<String> {
        let mut out = String::new();
        self.write_repr(v, &mut out, MAX_DEPTH).then_some(out)
    }

    fn write_repr(&self, v: Value, out: &mut String, depth: u32) -> bool {
        match v {
            Value::Null => out.push_str("<NULL>"),
            Value::None => out.push_str("None"),
            Value::Bool(b) => out.push_str(if b { "True" } else { "False" }),
            Value::Int(i) => out.push_str(&i.to_string()),
            Value::Float(f) => out.push_str(&float::repr(f)),
            Value::NotImplemented => out.push_str("NotImplemented"),
            Value::Ellipsis => out.push_str("Ellipsis"),
            Value::Obj(r) => return self.write_object(r, out, depth),
        }
        true
    }

    fn write_list(
        &self,
        items: &[Value],
        ends: (&str, &str),
        out: &mut String,
        depth: u32,
    ) -> bool {
        if depth == 0 {
            return false;
        }
        out.push_str(ends.0);
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            if !self.write_repr(*item, out, depth - 1) {
                return false;
            }
        }
        out.push_str(ends.1);
        true
    }

    fn write_object(&self, r: Ref, out: &mut String, depth: u32) -> bool {
        match self.get(r) {
            Kind::Str(t) => out.push_str(&strrepr::repr(t.as_str())),
            Kind::BigInt(b) => match int::to_decimal(IntRef::Big(b)) {
                Ok(text) => out.push_str(&text),
                Err(_) => return false,
            },
            Kind::Complex(re, im) => out.push_str(&complex_repr(*re, *im)),
            Kind::Bytes(b) => out.push_str(&strrepr::repr_bytes(b)),
            Kind::ByteArray(b) => out.push_str(&strrepr::repr_bytearray(b)),
            Kind::Tuple(items) => {
                let end = if items.len() == 1 { ",)" } else { ")" };
                return self.write_list(items, ("(", end), out, depth);
            }
            Kind::List(items) => return self.write_list(items, ("[", "]"), out, depth),
            Kind::Dict(d) => {
                if depth == 0 {
                    return false;
                }
                out.push('{');
                for (i, e) in d.iter().enumerate() {
                    if i > 0 {
                        out.push_str(", ");
                    }
                    if !self.write_repr(e.key, out, depth - 1) {
                        return false;
                    }
                    out.push_str(": ");
                    if !self.write_repr(e.value, out, depth - 1) {
                        return false;
                    }
                }
                out.push('}');
            }
            Kind::Set(s) => {
                if s.is_empty() {
                    out.push_str("set()");
                } else {
                    let items: Vec<Value> = s.iter().map(|(_, v)| v).collect();
                    return self.write_list(&items, ("{", "}"), out, depth);
                }
            }
            Kind::FrozenSet(s) => {
                if s.is_empty() {
                    out.push_str("frozenset()");
                } else {
                    let items: Vec<Value> = s.iter().map(|(_, v)| v).collect();
                    return self.write_list(&items, ("frozenset({", "})"), out, depth);
                }
            }
            Kind::Deque(d) => {
                let items: Vec<Value> = d.items.iter().copied().collect();
                let end = d.maxlen.map_or("])".to_owned(), |m| format!("], maxlen={m})"));
                return self.write_list(&items, ("deque([", &end), out, depth);
            }
            Kind::Range(range) => {
                let [start, stop, step] = **range;
                out.push_str(&if step == 1 {
                    format!("range({start}, {stop})")
                } else {
                    format!("range({start}, {stop}, {step})")
                });
            }
            Kind::Slice(parts) => return self.write_list(&parts[..], ("slice(", ")"), out, depth),
            Kind::DictView(kind, d) => {
                let Kind::Dict(dict) = self.get(self.payload(*d)) else { return false };
                match kind {
                    DictViewKind::Keys => {
                        let items: Vec<Value> = dict.iter().map(|e| e.key).collect();
                        return self.write_list(&items, ("dict_keys([", "])"), out, depth);
                    }
                    DictViewKind::Values => {
                        let items: Vec<Value> = dict.iter().map(|e| e.value).collect();
                        return self.write_list(&items, ("dict_values([", "])"), out, depth);
                    }
                    DictViewKind::Items => {
                        out.push_str("dict_items([");
                        for (i, e) in dict.iter().enumerate() {
                            if i > 0 {
                                out.push_str(", ");
                            }
                            if depth == 0
                                || !self.write_list(&[e.key, e.value], ("(", ")"), out, depth - 1)
                            {
                                return false;
                            }
                        }
                        out.push_str("])");
                    }
                    DictViewKind::Proxy => {
                        out.push_str("mappingproxy(");
                        if depth == 0 || !self.write_repr((*d).into(), out, depth - 1) {
                            return false;
                        }
                        out.push(')');
                    }
                }
            }
            Kind::Instance(cls, attrs) => {
                if !self.native_method(*cls, sym::REPR) {
                    return false;
                }
                if self.is_subclass(*cls, class::BASE_EXCEPTION) {
                    return self.write_exception(r, *cls, out, depth);
                }
                if let Some(text) = crate::natives::time::struct_text(self, r) {
                    out.push_str(&text);
                    return true;
                }
                match attrs.get(sym::INNER) {
                    Some(inner) => return depth > 0 && self.write_repr(inner, out, depth - 1),
                    None => {
                        let name = self.class_path(*cls);
                        out.push_str(&format!("<{name} object at {}>", self.address(r)));
                    }
                }
            }
            Kind::Class(data) => {
                if data.metaclass != class::TYPE && !self.native_method(data.metaclass, sym::REPR) {
                    return false;
                }
                out.push_str(&format!("<class '{}'>", self.class_path(r)));
            }
            // A callable of a class of the program may write itself in Python: then by its address.
            Kind::StaticMethod(f) | Kind::ClassMethod(f) => {
                let mut inner = String::new();
                if depth == 0 || !self.write_repr(*f, &mut inner, depth - 1) {
                    out.push_str(&self.describe_object(r));
                } else {
                    out.push_str(&format!("<{}({inner})>", self.type_name(r.into())));
                }
            }
            Kind::Alias(pair) => return self.write_alias(pair[0], pair[1], out, depth),
            _ => out.push_str(&self.describe_object(r)),
        }
        true
    }

    fn write_alias(&self, origin: Value, args: Value, out: &mut String, depth: u32) -> bool {
        let items = self.tuple_items(args);
        let name = |m: &Machine, v: Value, out: &mut String| -> bool {
            match v {
                Value::Obj(r) if matches!(m.get(r), Kind::Class(_)) => {
                    let path = m.class_path(r);
                    out.push_str(&path);
                    true
                }
                Value::None => {
                    out.push_str("None");
                    true
                }
                Value::Ellipsis => {
                    out.push_str("...");
                    true
                }
                _ => depth > 0 && m.write_repr(v, out, depth - 1),
            }
        };
        if origin.is_none() {
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push_str(" | ");
                }
                if !name(self, *item, out) {
                    return false;
                }
            }
            return true;
        }
        if !name(self, origin, out) {
            return false;
        }
        out.push('[');
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            if !name(self, *item, out) {
                return false;
            }
        }
        out.push(']');
        true
    }

    /// `module.Qualname`, without the module for builtins.
    pub(crate) fn class_path(&self, cls: Ref) -> String {
        let Kind::Class(data) = self.get(cls) else { return "?".into() };
        match self.text(data.module) {
            Some(m) if m.as_str() != "builtins" => format!("{}.{}", m.as_str(), data.qualname),
            _ => data.qualname.to_string(),
        }
    }

    /// A stable address to show for an object.
    pub(crate) fn address(&self, r: Ref) -> String {
        format!("{:#x}", self.id_of(r))
    }

    /// `id()` of an object: a function of its name, hence the same in every run.
    pub(crate) fn id_of(&self, r: Ref) -> u64 {
        let name = self.name_of(r).0;
        // An instance and its `__dict__` share a name.
        let dict = u64::from(matches!(self.get(r), Kind::Dict(_)));
        0x7f00_0000_0000 + (name >> 40) * 0x1_0000_0000 + (name & 0xffff_ffff) * 16 + dict * 8
    }

    fn describe_object(&self, r: Ref) -> String {
        let at = self.address(r);
        match self.get(r) {
            Kind::Function(f) => {
                let name = self.text(f.qualname).map_or("?".into(), |t| t.as_str().to_owned());
                format!("<function {name} at {at}>")
            }
            Kind::Native(i) => {
                let def = &self.natives[*i as usize];
                if def.method {
                    format!("<method '{}' of '{}' objects>", def.name, def.owner)
                } else {
                    format!("<built-in function {}>", def.name)
                }
            }
            Kind::Method(pair) => {
                let owner = self.repr_builtin(pair[1]).unwrap_or_else(|| {
                    let cls = self.class_of(pair[1]);
                    format!("<{} object>", self.class_path(cls))
                });
                match pair[0] {
                    Value::Obj(f) => match self.get(f) {
                        Kind::Function(data) => {
                            let name = self
                                .text(data.qualname)
                                .map_or("?".into(), |t| t.as_str().to_owned());
                            format!("<bound method {name} of {owner}>")
                        }
                        Kind::Native(i) => {
                            let name = self.natives[*i as usize].name;
                            let kind = self.type_name(pair[1]);
                            let at = pair[1].as_ref().map_or("0x0".into(), |r| self.address(r));
                            format!("<built-in method {name} of {kind} object at {at}>")
                        }
                        _ => format!("<bound method of {owner}>"),
                    },
                    _ => format!("<bound method of {owner}>"),
                }
            }
            Kind::Module(name, dict) => {
                let name_text = self.symbol_text(*name).to_owned();
                let file = self.dict_get_symbol(*dict, sym::FILE);
                match file.and_then(|f| self.text(f).map(|t| t.as_str().to_owned())) {
                    Some(file) => format!("<module '{name_text}' from '{file}'>"),
                    None => format!("<module '{name_text}' (built-in)>"),
                }
            }
            Kind::Code(i) => {
                let code = &self.code(*i).code;
                format!(
                    "<code object {} at {at}, file \"{}\", line {}>",
                    code.name, code.source.name, code.first_line
                )
            }
            Kind::Generator(g) => {
                let what = match g.kind {
                    GenKind::Generator => "generator",
                    GenKind::Coroutine => "coroutine",
                    GenKind::AsyncGenerator => "async_generator",
                };
                let name = self.text(g.qualname).map_or("?".into(), |t| t.as_str().to_owned());
                format!("<{what} object {name} at {at}>")
            }
            Kind::Cell(v) => match v {
                Value::Null => format!("<cell at {at}: empty>"),
                v => format!("<cell at {at}: {} object>", self.type_name(*v)),
            },
            Kind::Super(parts) => {
                let name = |v: Value| v.as_ref().map_or("?".into(), |r| self.class_name(r));
                format!("<super: <class '{}'>, <{} object>>", name(parts[0]), name(parts[2]))
            }
            Kind::Lock(state) => {
                let word = if state.owner.is_some() { "locked" } else { "unlocked" };
                format!("<{word} _thread.lock object at {at}>")
            }
            Kind::Sync(data) => self.describe_sync(r, data),
            Kind::Other(data) => self.describe_native(r, data),
            Kind::Weak(pair) => match pair[0] {
                Value::Obj(target) => format!(
                    "<weakref at {at}; to '{}' at {}>",
                    self.type_name(pair[0]),
                    self.address(target)
                ),
                _ => format!("<weakref at {at}; dead>"),
            },
            _ => {
                let cls = self.class_of(r.into());
                format!("<{} object at {at}>", self.class_path(cls))
            }
        }
    }

    fn exception_args(&self, v: Value) -> Vec<Value> {
        self.attr_raw(v, sym::ARGS).map_or(Vec::new(), |a| self.tuple_items(a))
    }

    fn write_exception(&self, r: Ref, cls: Ref, out: &mut String, depth: u32) -> bool {
        let args = self.exception_args(r.into());
        let Kind::Class(data) = self.get(cls) else { return false };
        out.push_str(&data.name);
        let end = ")";
        self.write_list(&args, ("(", end), out, depth)
    }

    /// `str(exception)` by its built-in method.
    pub(crate) fn exception_str(&self, v: Value, cls: Ref) -> Option<String> {
        let args = self.exception_args(v);
        if self.is_subclass(cls, class::BASE_EXCEPTION_GROUP) {
            let message = self.attr_raw(v, sym::MESSAGE).and_then(|m| self.str_builtin(m));
            let n = self.attr_raw(v, sym::EXCEPTIONS).map_or(0, |e| self.tuple_items(e).len());
            let s = if n == 1 { "" } else { "s" };
            return Some(format!("{} ({n} sub-exception{s})", message.unwrap_or_default()));
        }
        if self.is_subclass(cls, class::OS_ERROR) && args.len() >= 2 {
            let errno = self.str_builtin(args[0])?;
            let message = self.str_builtin(args[1])?;
            return Some(match self.attr_raw(v, sym::FILENAME) {
                Some(file) if !file.is_none() => {
                    let file = self.repr_builtin(file)?;
                    match self.attr_raw(v, sym::FILENAME2) {
                        Some(other) if !other.is_none() => {
                            let other = self.repr_builtin(other)?;
                            format!("[Errno {errno}] {message}: {file} -> {other}")
                        }
                        _ => format!("[Errno {errno}] {message}: {file}"),
                    }
                }
                _ => format!("[Errno {errno}] {message}"),
            });
        }
        if (self.is_subclass(cls, class::UNICODE_ENCODE_ERROR)
            || self.is_subclass(cls, class::UNICODE_DECODE_ERROR))
            && let Some(text) = crate::natives::strings::codec::error_text(self, v)
        {
            return Some(text);
        }
        if self.is_subclass(cls, class::SYNTAX_ERROR)
            && let Some(message) = self.attr_raw(v, sym::MSG).filter(|m| !m.is_none())
        {
            let message = self.str_builtin(message)?;
            let file = self.attr_raw(v, sym::FILENAME).and_then(|f| self.text(f));
            let file = file.map(|f| f.as_str().rsplit('/').next().unwrap_or_default().to_owned());
            let line = match self.attr_raw(v, sym::LINENO) {
                Some(Value::Int(line)) => Some(line),
                _ => None,
            };
            return Some(match (file, line) {
                (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
                (Some(file), None) => format!("{message} ({file})"),
                (None, Some(line)) => format!("{message} (line {line})"),
                (None, None) => message,
            });
        }
        match args.as_slice() {
            [] => Some(String::new()),
            [one] if self.is_subclass(cls, class::KEY_ERROR) => self.repr_builtin(*one),
            [one] => self.str_builtin(*one),
            many => {
                let mut out = String::new();
                self.write_list(many, ("(", ")"), &mut out, MAX_DEPTH).then_some(out)
            }
        }
    }

    /// `str(exc)` for traces and reports, without asking Python.
    pub(crate) fn exception_text(&self, exc: Value) -> String {
        self.str_builtin(exc).unwrap_or_else(|| {
            let args = self.exception_args(exc);
            match args.as_slice() {
                [one] => self.str_builtin(*one).unwrap_or_default(),
                _ => String::new(),
            }
        })
    }

    /// `repr(v)` cut to `limit` characters, for the inspector; never asks Python.
    pub(crate) fn short_repr(&self, v: Value, limit: usize) -> String {
        let text = self.repr_builtin(v).unwrap_or_else(|| match v {
            Value::Obj(r) => match self.get(r) {
                Kind::List(items) => format!("[… {} items]", items.len()),
                Kind::Tuple(items) => format!("(… {} items)", items.len()),
                Kind::Dict(d) => format!("{{… {} items}}", d.len()),
                _ => {
                    let cls = self.class_of(v);
                    format!("<{} object at {}>", self.class_path(cls), self.address(r))
                }
            },
            _ => "…".into(),
        });
        if text.chars().count() > limit {
            let cut: String = text.chars().take(limit.saturating_sub(1)).collect();
            format!("{cut}…")
        } else {
            text
        }
    }

    /// Pushes `str(v)` or `repr(v)`, through Python where needed.
    pub(crate) fn push_text(&mut self, v: Value, which: StrMethod) -> R<()> {
        let known = match which {
            StrMethod::Str => self.str_builtin(v),
            _ => self.repr_builtin(v),
        };
        if let Some(text) = known {
            let text =
                if which == StrMethod::Ascii { strrepr::escape_non_ascii(&text) } else { text };
            let keep = which == StrMethod::Str
                && matches!(v, Value::Obj(r) if matches!(self.get(r), Kind::Str(_)));
            let v = if keep { v } else { self.string(text) };
            self.push(v);
            return Ok(());
        }
        // An int too long to be shown.
        if let Value::Obj(r) = self.unwrap(v)
            && let Kind::BigInt(b) = self.get(r)
        {
            let result = int::to_decimal(IntRef::Big(b));
            let text = self.checked(result)?;
            let v = self.string(text);
            self.push(v);
            return Ok(());
        }
        let cls = self.class_of(v);
        let (name, cont) = match which {
            StrMethod::Str if !self.native_method(cls, sym::STR) => (sym::STR, which),
            _ => (sym::REPR, if which == StrMethod::Str { StrMethod::Repr } else { which }),
        };
        if let Some(f) = self.class_lookup(cls, name)
            && !matches!(f, Value::Obj(n) if matches!(self.get(n), Kind::Native(_)))
        {
            return self.call_method(f, v, &[], Cont::CheckStr(cont));
        }
        let inner = self.unwrap(v);
        let function = match inner {
            Value::Obj(r) => match self.get(r) {
                Kind::List(_) => "_repr_list",
                Kind::Tuple(_) => "_repr_tuple",
                Kind::Dict(_) => "_repr_dict",
                Kind::Set(_) => "_repr_set",
                Kind::FrozenSet(_) => "_repr_frozenset",
                Kind::Deque(_) => "_repr_deque",
                Kind::DictView(..) | Kind::Slice(_) | Kind::Alias(_) => "_repr_other",
                Kind::Instance(..) => {
                    if name == sym::STR || which == StrMethod::Str {
                        "_str_exception"
                    } else {
                        "_repr_exception"
                    }
                }
                _ => "_repr_other",
            },
            _ => "_repr_other",
        };
        let f = self.library_function(function)?;
        self.call_value(f, &[v], Cont::CheckStr(cont))
    }

    /// `[x → str]` `!s`, `!r`, `!a`
    pub(crate) fn convert_value(&mut self, conversion: u32) -> R<()> {
        let v = self.pop();
        let which = match conversion {
            1 => StrMethod::Str,
            2 => StrMethod::Repr,
            _ => StrMethod::Ascii,
        };
        self.push_text(v, which)
    }

    /// `[x spec → str]`
    pub(crate) fn format_value(&mut self) -> R<()> {
        let spec = self.pop();
        let v = self.pop();
        self.format_to(v, spec, Cont::Push)
    }

    /// `format(v, spec)`; the str goes to `cont`.
    pub(crate) fn format_to(&mut self, v: Value, spec: Value, cont: Cont) -> R<()> {
        let Some(spec_text) = self.text(spec).map(|t| t.as_str().to_owned()) else {
            let kind = self.type_name(spec);
            return self.type_error(&format!("format() argument 2 must be str, not {kind}"));
        };
        let cls = self.class_of(v);
        if !self.native_method(cls, sym::FORMAT)
            && let Some(f) = self.class_lookup(cls, sym::FORMAT)
        {
            return self.call_method(f, v, &[spec], Cont::CheckStr(StrMethod::Format));
        }
        if let Some(text) = self.format_builtin(v, &spec_text)? {
            let text = self.string(text);
            return self.deliver(cont, text);
        }
        if spec_text.is_empty() {
            return self.push_text(v, StrMethod::Str);
        }
        let kind = self.type_name(v);
        self.type_error(&format!("unsupported format string passed to {kind}.__format__"))
    }

    /// `format(v, spec)` of built-in values; `None`: by `str()` (spec empty) or not at all.
    pub(crate) fn format_builtin(&mut self, v: Value, text: &str) -> R<Option<String>> {
        let name = self.type_name(v);
        let target = Target { type_name: &name, max_chars: MAX_FORMATTED };
        if text.is_empty()
            && matches!(v, Value::Obj(r) if matches!(self.get(r), Kind::Instance(..)))
        {
            // `str(v)`, which a subclass may have changed by its `__repr__` too.
            return Ok(self.str_builtin(v));
        }
        let result = match self.unwrap(v) {
            Value::Bool(b) if text.is_empty() => {
                return Ok(Some(if b { "True" } else { "False" }.into()));
            }
            Value::Bool(b) => spec::format_int(IntRef::Small(i64::from(b)), text, target),
            Value::Int(i) => spec::format_int(IntRef::Small(i), text, target),
            Value::Float(f) => spec::format_float(f, text, target),
            Value::Obj(r) => match self.get(r) {
                Kind::Str(t) => spec::format_str(t.as_str(), text, target),
                Kind::BigInt(b) => spec::format_int(IntRef::Big(b), text, target),
                Kind::Complex(re, im) => spec::format_complex(*re, *im, text, target),
                _ if text.is_empty() => return Ok(self.str_builtin(v)),
                _ => return Ok(None),
            },
            _ if text.is_empty() => return Ok(self.str_builtin(v)),
            _ => return Ok(None),
        };
        self.checked(result).map(Some)
    }

    /// `template % value`, by the library, which calls what must be called.
    pub(crate) fn percent(&mut self, template: Value, value: Value) -> R {
        if let Some(text) = self.text(template).cloned()
            && let Some(text) = crate::natives::pieces::percent_builtin(self, text.as_str(), value)?
        {
            return Ok(self.string(text));
        }
        let f = self.library_function("_percent_format")?;
        self.drop_n(2);
        self.call_value(f, &[template, value], Cont::Push)?;
        Err(crate::machine::Signal::Pushed)
    }
}

/// `repr()` of a complex number.
pub fn complex_repr(re: f64, im: f64) -> String {
    let part = |x: f64| {
        let text = float::repr(x);
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    };
    if re == 0.0 && re.is_sign_positive() {
        return format!("{}j", part(im));
    }
    let sign = if im.is_sign_negative() && !im.is_nan() { "" } else { "+" };
    format!("({}{sign}{}j)", part(re), part(im))
}
