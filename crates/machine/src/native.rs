//! Functions of the machine that programs can call, and how they get their arguments.

use crate::frame::Cont;
use crate::machine::{Machine, R, Signal};
use crate::object::Kind;
use crate::symbols::class;
use crate::value::{Ref, Value};

/// Where a native's arguments are: on the running thread's stack.
#[derive(Clone, Copy, Debug)]
pub struct Args {
    /// Stack index of the first one.
    pub at: usize,
    /// Number of positional ones (the receiver of a method among them).
    pub n: usize,
    /// Names of the keyword arguments, which follow the positional ones (a tuple of interned strs).
    pub names: Option<Ref>,
    /// Where the call begins on the stack; a native that calls on cuts the stack there first.
    pub floor: usize,
}

/// A native's code. It gives its result, or after `Signal::Pushed` the frame it pushed gives it to `cont`.
pub type NativeFn = fn(&mut Machine, Args, Cont) -> R;

/// A native function or method.
#[derive(Clone, Copy)]
pub struct NativeDef {
    /// Its name.
    pub name: &'static str,
    /// The class it is a method of, for messages; empty for functions.
    pub owner: &'static str,
    /// Its code.
    pub function: NativeFn,
    /// Fewest positional arguments, the receiver counted.
    pub min: u8,
    /// Most positional arguments; 255: any number.
    pub max: u8,
    /// Takes keyword arguments.
    pub keywords: bool,
    /// Binds to an instance it is looked up on.
    pub method: bool,
}

impl NativeDef {
    /// As error messages call it: `list.append`, `len`.
    pub fn display_name(&self) -> String {
        if self.owner.is_empty() {
            self.name.to_owned()
        } else {
            format!("{}.{}", self.owner, self.name)
        }
    }
}

/// A function of a module, with its bounds of positional arguments.
pub const fn function(name: &'static str, min: u8, max: u8, function: NativeFn) -> NativeDef {
    NativeDef { name, owner: "", function, min, max, keywords: false, method: false }
}

/// A method; the bounds count the receiver.
pub const fn method(name: &'static str, min: u8, max: u8, function: NativeFn) -> NativeDef {
    NativeDef { name, owner: "", function, min, max, keywords: false, method: true }
}

impl NativeDef {
    /// The same, taking keyword arguments.
    pub const fn kw(mut self) -> NativeDef {
        self.keywords = true;
        self
    }
}

/// "Any number" as an upper bound.
pub const ANY: u8 = 255;

impl Machine {
    /// Positional argument `i`; Null when it was not given.
    #[inline]
    pub(crate) fn arg(&self, args: Args, i: usize) -> Value {
        if i < args.n { self.th.stack[args.at + i] } else { Value::Null }
    }

    /// All positional arguments from `from` on.
    pub(crate) fn args_from(&self, args: Args, from: usize) -> Vec<Value> {
        let end = args.at + args.n;
        self.th.stack[(args.at + from).min(end)..end].to_vec()
    }

    /// The keyword arguments: (interned name, value).
    pub(crate) fn keyword_args(&self, args: Args) -> Vec<(Ref, Value)> {
        let Some(names) = args.names else { return Vec::new() };
        let Kind::Tuple(names) = self.get(names) else { return Vec::new() };
        let first = args.at + args.n;
        names
            .iter()
            .enumerate()
            .filter_map(|(i, n)| n.as_ref().map(|n| (n, self.th.stack[first + i])))
            .collect()
    }

    /// Arranges arguments by parameter names. The first `positional` may be given by position, the
    /// others only by keyword; a name that begins with `/` cannot be given by keyword. The first
    /// `required` must be given. Null where an optional one is absent.
    pub(crate) fn bind<const N: usize>(
        &mut self,
        args: Args,
        function: &str,
        names: [&str; N],
        positional: usize,
        required: usize,
    ) -> R<[Value; N]> {
        let mut values = [Value::Null; N];
        if args.n > positional {
            let s = if positional == 1 { "" } else { "s" };
            return self.raise(
                class::TYPE_ERROR,
                &format!(
                    "{function}() takes at most {positional} positional argument{s} ({} given)",
                    args.n
                ),
            );
        }
        for (i, value) in values.iter_mut().enumerate().take(args.n) {
            *value = self.th.stack[args.at + i];
        }
        for (name, value) in self.keyword_args(args) {
            let text = self.symbol_text(name).to_owned();
            let Some(i) = names.iter().position(|n| *n == text) else {
                return self.raise(
                    class::TYPE_ERROR,
                    &format!("{function}() got an unexpected keyword argument '{text}'"),
                );
            };
            if !values[i].is_null() {
                return self.raise(
                    class::TYPE_ERROR,
                    &format!(
                        "argument for {function}() given by name ('{text}') and position ({})",
                        i + 1
                    ),
                );
            }
            values[i] = value;
        }
        if let Some(i) = values[..required].iter().position(|v| v.is_null()) {
            let name = names[i].trim_start_matches('/');
            return self.raise(
                class::TYPE_ERROR,
                &format!("{function}() missing required argument '{name}' (pos {})", i + 1),
            );
        }
        Ok(values)
    }

    /// Ends a native by calling `f`: the result of the call is the native's.
    pub(crate) fn tail_call(&mut self, args: Args, f: Value, values: &[Value], cont: Cont) -> R {
        self.th.stack.truncate(args.floor);
        self.call_value(f, values, cont)?;
        Err(Signal::Pushed)
    }

    /// Ends a native by calling the function `name` of the library's `_builtins` module.
    pub(crate) fn tail_library(
        &mut self,
        args: Args,
        name: &str,
        values: &[Value],
        cont: Cont,
    ) -> R {
        let f = self.library_function(name)?;
        self.tail_call(args, f, values, cont)
    }

    /// Ends a native by calling a special method, whose result goes to `cont`.
    pub(crate) fn tail_special(
        &mut self,
        args: Args,
        receiver: Value,
        name: Ref,
        values: &[Value],
        cont: Cont,
    ) -> R {
        self.th.stack.truncate(args.floor);
        self.call_special(receiver, name, values, cont)?;
        Err(Signal::Pushed)
    }

    /// Whether the object is a native that binds as a method.
    pub(crate) fn is_method_native(&self, r: Ref) -> bool {
        matches!(self.get(r), Kind::Native(i) if self.natives[*i as usize].method)
    }

    /// The text of a str argument.
    pub(crate) fn str_arg(&mut self, v: Value, function: &str, what: &str) -> R<String> {
        match self.text(v) {
            Some(t) => Ok(t.as_str().to_owned()),
            None => {
                let kind = self.type_name(v);
                self.type_error(&format!("{function}() {what} must be str, not {kind}"))
            }
        }
    }

    /// An int argument that fits 64 bits (bools are ints).
    pub(crate) fn int_arg(&mut self, v: Value) -> R<i64> {
        match self.unwrap(v) {
            Value::Int(i) => Ok(i),
            Value::Bool(b) => Ok(i64::from(b)),
            Value::Obj(r) if matches!(self.get(r), Kind::BigInt(_)) => {
                self.raise(class::OVERFLOW_ERROR, "Python int too large to convert to C ssize_t")
            }
            _ => {
                let kind = self.type_name(v);
                self.type_error(&format!("'{kind}' object cannot be interpreted as an integer"))
            }
        }
    }
}
