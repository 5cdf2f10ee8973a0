//! Imports: the machine's native modules, and the library's Python modules, compiled when first asked for.

use std::sync::Arc;

use timeslice_compiler::{Code, Const, Diagnostic, Instr, Mode, Op, Options};
use timeslice_trace::BlockReason;

use crate::access::Touch;
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::thread::Wait;
use crate::value::{Ref, Value};

/// A module of the library.
#[derive(Clone, Copy)]
pub struct LibraryModule {
    /// Dotted name.
    pub name: &'static str,
    /// Has submodules.
    pub package: bool,
    /// Python source.
    pub source: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/library.rs"));

/// The library module of that name.
pub fn library_module(name: &str) -> Option<&'static LibraryModule> {
    LIBRARY.binary_search_by(|m| m.name.cmp(name)).ok().map(|i| &LIBRARY[i])
}

impl Machine {
    /// A function of the library's `_builtins` module, which is loaded before any program.
    pub(crate) fn library_function(&mut self, name: &str) -> R {
        let name = self.intern(name);
        let found = ["_builtins", "_runtime"].iter().find_map(|module| {
            let module = self.p.interned.get(*module)?;
            match self.dict_get_symbol(self.p.modules, *module) {
                Some(Value::Obj(m)) => match self.get(m) {
                    Kind::Module(_, dict) => self.dict_get_symbol(*dict, name),
                    _ => None,
                },
                _ => None,
            }
        });
        match found {
            Some(f) => Ok(f),
            None => {
                let name = self.symbol_text(name).to_owned();
                self.raise(
                    class::SYSTEM_ERROR,
                    &format!("the library lacks '{name}', which this operation needs"),
                )
            }
        }
    }

    /// A builtin by its name.
    pub(crate) fn builtin(&mut self, name: &str) -> Value {
        let name = self.intern(name);
        self.dict_get_symbol(self.p.builtins, name).unwrap_or(Value::None)
    }

    /// A module in `sys.modules`.
    pub(crate) fn loaded_module(&mut self, name: &str) -> Option<Ref> {
        let name = self.intern(name);
        self.dict_get_symbol(self.p.modules, name).and_then(Value::as_ref)
    }

    /// A new empty module, not entered anywhere.
    pub(crate) fn new_module(&mut self, name: &str, package: bool) -> (Ref, Ref) {
        let dict = self.alloc(Kind::Dict(Arc::default()));
        let Value::Obj(d) = dict else { unreachable!() };
        let name = self.intern(name);
        let Value::Obj(module) = self.alloc(Kind::Module(name, d)) else { unreachable!() };
        let parent = match self.symbol_text(name).rsplit_once('.') {
            Some((parent, _)) if !package => parent.to_owned(),
            _ if package => self.symbol_text(name).to_owned(),
            _ => String::new(),
        };
        let parent = self.intern(&parent);
        for (key, value) in [
            (sym::NAME, name.into()),
            (sym::DOC, Value::None),
            (sym::PACKAGE, parent.into()),
            (sym::LOADER, Value::None),
            (sym::SPEC, Value::None),
        ] {
            // Names of the machine's own never need Python to be hashed.
            let _ = self.dict_set_simple(dict, key.into(), value);
        }
        if package {
            let empty = self.list(Vec::new());
            let _ = self.dict_set_simple(dict, sym::PATH_DUNDER.into(), empty);
        }
        (module, d)
    }

    /// `[level fromlist → module]`
    pub(crate) fn import_name(&mut self, name: Ref) -> R<()> {
        let fromlist = self.peek(0);
        let level = match self.peek(1) {
            Value::Int(level) => level,
            _ => 0,
        };
        let text = self.symbol_text(name).to_owned();
        let full = if level > 0 { self.relative(&text, level)? } else { text };
        // One missing module at a time; the instruction is executed again after each.
        let mut prefix = String::new();
        for part in full.split('.') {
            if !prefix.is_empty() {
                prefix.push('.');
            }
            prefix.push_str(part);
            if !self.ask_for_module(&prefix)? {
                return self.start_import(&prefix, &full);
            }
        }
        let Some(leaf) = self.loaded_module(&full) else { unreachable!("loaded above") };
        let names = self.tuple_items(fromlist);
        if let Kind::Module(_, dict) = *self.get(leaf) {
            for item in &names {
                let Some(item) = self.intern_value(*item) else { continue };
                let sub = format!("{full}.{}", self.symbol_text(item));
                if self.dict_get_symbol(dict, item).is_none()
                    && library_module(&sub).is_some()
                    && !self.ask_for_module(&sub)?
                {
                    return self.start_import(&sub, &sub);
                }
            }
        }
        let result = if names.is_empty() {
            let top = full.split('.').next().unwrap_or(&full).to_owned();
            self.loaded_module(&top).unwrap_or(leaf)
        } else {
            leaf
        };
        self.drop_n(2);
        self.push(result.into());
        Ok(())
    }

    /// Whether a module is loaded. Waits while another thread executes its body: CPython has a lock
    /// for each module (`_ModuleLock`), here one for all is enough, because a body of the library
    /// waits for nobody.
    fn ask_for_module(&mut self, name: &str) -> R<bool> {
        let symbol = self.intern(name);
        self.access_module(symbol, Touch::Read)?;
        let me = self.th.id;
        let elsewhere = self.p.importer.is_some_and(|tid| tid != me);
        let loaded = self.loaded_module(name).is_some();
        if elsewhere && (!loaded || self.p.loading.contains(&symbol)) {
            return Err(self.block(Wait::Import, None, BlockReason::Lock));
        }
        Ok(loaded)
    }

    fn relative(&mut self, name: &str, level: i64) -> R<String> {
        let globals = self.frame().globals;
        let package = self.dict_get_symbol(globals, sym::PACKAGE).unwrap_or(Value::None);
        let package = self.text(package).map(|t| t.as_str().to_owned()).unwrap_or_default();
        if package.is_empty() {
            return self.raise(
                class::IMPORT_ERROR,
                "attempted relative import with no known parent package",
            );
        }
        let mut parts: Vec<&str> = package.split('.').collect();
        for _ in 1..level {
            if parts.pop().is_none() || parts.is_empty() {
                return self.raise(
                    class::IMPORT_ERROR,
                    "attempted relative import beyond top-level package",
                );
            }
        }
        let base = parts.join(".");
        Ok(if name.is_empty() { base } else { format!("{base}.{name}") })
    }

    /// Starts to execute the body of library module `name` (a part of `wanted`).
    fn start_import(&mut self, name: &str, wanted: &str) -> R<()> {
        let Some(found) = library_module(name) else {
            let message = match name.rsplit_once('.') {
                Some((parent, _)) if name == wanted || library_module(parent).is_some() => {
                    if library_module(parent).is_some_and(|m| m.package) {
                        format!("No module named '{wanted}'")
                    } else {
                        format!("No module named '{wanted}'; '{parent}' is not a package")
                    }
                }
                _ => format!("No module named '{name}'"),
            };
            let exc = self.exception(class::MODULE_NOT_FOUND_ERROR, &message);
            let wanted = self.str(name);
            self.set_attr_raw(exc, sym::NAME_PLAIN, wanted);
            return Err(crate::machine::Signal::Raise(exc));
        };
        let file = library_path(found.name);
        let code = match timeslice_compiler::compile(
            found.source,
            &Options { file_name: &file, mode: Mode::Exec, library: true },
        ) {
            Ok(code) => code,
            Err(diagnostics) => {
                let what = diagnostics.first().map(|d| d.message.clone()).unwrap_or_default();
                return self.raise(
                    class::SYSTEM_ERROR,
                    &format!("the library module '{name}' does not compile: {what}"),
                );
            }
        };
        let symbol = self.intern(name);
        if self.p.importer.is_none() {
            let declared = self.access_import(Touch::Lock);
            self.stand_before(declared, Wait::Import, None, BlockReason::Lock)?;
        }
        self.access_module(symbol, Touch::Write)?;
        self.p.importer = Some(self.th.id);
        self.p.loading.push(symbol);
        let (module, dict) = self.new_module(name, found.package);
        let file = self.str(&file);
        self.dict_set_simple(dict.into(), sym::FILE.into(), file)?;
        let modules = self.p.modules;
        self.dict_set_simple(modules.into(), symbol.into(), module.into())?;
        let code = self.p.load_code(&mut self.th.namer, &code);
        self.push_body_frame(code, dict, dict.into(), Value::Null, Cont::Import(symbol))
    }

    /// The body of module `name` has run.
    pub(crate) fn import_done(&mut self, name: Ref) -> R<()> {
        let text = self.symbol_text(name).to_owned();
        if let Some((parent, leaf)) = text.rsplit_once('.')
            && let Some(parent) = self.loaded_module(parent)
            && let Kind::Module(_, dict) = *self.get(parent)
            && let Some(module) = self.dict_get_symbol(self.p.modules, name)
        {
            let leaf = self.intern(leaf);
            self.dict_set_simple(dict.into(), leaf.into(), module)?;
        }
        self.body_is_over(name);
        self.th.pc -= 1;
        Ok(())
    }

    /// The body of module `name` raised: it is not loaded.
    pub(crate) fn import_failed(&mut self, name: Ref) {
        self.body_is_over(name);
        if self.p.importer.is_none() {
            self.note(Machine::import_location(self.p.id), Touch::Unlock);
        }
        let modules = self.p.modules;
        self.dict_remove_symbol(modules, name);
    }

    /// The body of module `name` has run or raised; others may import if it was the outermost.
    fn body_is_over(&mut self, name: Ref) {
        self.p.loading.retain(|loading| *loading != name);
        if self.p.loading.is_empty() {
            self.p.importer = None;
        }
    }

    /// `[m → m x]`
    pub(crate) fn import_from(&mut self, name: Ref) -> R<()> {
        let module = self.peek(0);
        let Value::Obj(r) = module else { unreachable!("a module") };
        let Kind::Module(module_name, dict) = *self.get(r) else {
            return self.load_attr_beside(name);
        };
        if let Some(v) = self.dict_get_symbol(dict, name) {
            self.push(v);
            return Ok(());
        }
        let sub = format!("{}.{}", self.symbol_text(module_name), self.symbol_text(name));
        if let Some(m) = self.loaded_module(&sub) {
            self.push(m.into());
            return Ok(());
        }
        if let Some(f) = self.dict_get_symbol(dict, sym::GETATTR) {
            return self.call_value(f, &[name.into()], Cont::Push);
        }
        let (module_text, text) =
            (self.symbol_text(module_name).to_owned(), self.symbol_text(name).to_owned());
        let place = if library_module(&module_text).is_some() {
            library_path(&module_text)
        } else {
            "unknown location".into()
        };
        let exc = self.exception(
            class::IMPORT_ERROR,
            &format!("cannot import name '{text}' from '{module_text}' ({place})"),
        );
        let (name_value, from) = (name.into(), module_name.into());
        self.set_attr_raw(exc, sym::NAME_PLAIN, from);
        self.set_attr_raw(exc, sym::NAME_FROM, name_value);
        Err(crate::machine::Signal::Raise(exc))
    }

    fn load_attr_beside(&mut self, name: Ref) -> R<()> {
        let module = self.peek(0);
        self.push(module);
        self.load_attr(name)
    }

    /// `[m → ]`
    pub(crate) fn import_star(&mut self) -> R<()> {
        let Value::Obj(r) = self.pop() else { unreachable!("a module") };
        let Kind::Module(_, dict) = *self.get(r) else {
            return self.raise(class::IMPORT_ERROR, "from-import-* object has no __dict__");
        };
        let all = self.dict_get_symbol(dict, sym::ALL);
        let names: Vec<Value> = match all {
            Some(all) => self.tuple_items(all),
            None => {
                let Kind::Dict(d) = self.get(dict) else { return Ok(()) };
                d.iter()
                    .map(|e| e.key)
                    .filter(|k| self.text(*k).is_some_and(|t| !t.as_str().starts_with('_')))
                    .collect()
            }
        };
        let namespace = self.frame().namespace;
        for name in names {
            let Some(symbol) = self.intern_value(name) else { continue };
            match self.dict_get_symbol(dict, symbol) {
                Some(v) => self.dict_set_simple(namespace, symbol.into(), v)?,
                // The module may make it when it is asked for.
                None => {
                    let import = self.library_function("_import_star")?;
                    return self.call_value(import, &[r.into(), namespace], Cont::Drop);
                }
            }
        }
        Ok(())
    }
}

/// Where CPython on Linux keeps its library.
pub(crate) const LIBRARY_FOLDER: &str = "/usr/lib/python3.13/";

/// Where CPython on Linux keeps the module: what tracebacks show.
fn library_path(name: &str) -> String {
    let package = library_module(name).is_some_and(|m| m.package);
    let path = name.replace('.', "/");
    if package {
        format!("{LIBRARY_FOLDER}{path}/__init__.py")
    } else {
        format!("{LIBRARY_FOLDER}{path}.py")
    }
}

impl Machine {
    /// Makes the main thread ready to execute `code` as `__main__`.
    pub(crate) fn start_main(&mut self, code: &Arc<Code>, file_name: &str) {
        let (module, dict) = self.new_module("__main__", false);
        let file = self.str(file_name);
        let builtins = self.loaded_module("builtins").map_or(Value::None, Value::Obj);
        for (name, value) in
            [(sym::FILE, file), (sym::BUILTINS, builtins), (sym::PACKAGE, Value::None)]
        {
            // Names of the machine's own never need Python to be hashed.
            let _ = self.dict_set_simple(dict.into(), name.into(), value);
        }
        let modules = self.p.modules;
        let _ = self.dict_set_simple(modules.into(), sym::MAIN.into(), module.into());
        self.p.main = dict;
        let mut argv = vec![self.str(file_name)];
        let settings = self.settings.clone();
        argv.extend(settings.args.iter().map(|a| self.str(a)));
        let argv = self.list(argv);
        self.set_module_value("sys", "argv", argv);
        self.w.main_code = self.p.load_code(&mut self.th.namer, code);
        let main = self.library_function("_main");
        if let Ok(main) = main {
            // A frame is pushed: nothing else can come of it.
            let _ = self.call_value(main, &[], Cont::Thread);
        }
    }
}

/// What CPython's library has and ours lacks: a module a line, or a module and names. Written by
/// `cargo xtask coverage`.
const REFUSED: &str = include_str!("refused.txt");

/// The names that module `name` lacks, when it lacks some; `Some` of none when all of it is refused.
fn refused(name: &str) -> Option<&'static str> {
    REFUSED.lines().find_map(|line| {
        let rest = line.strip_prefix(name)?;
        if rest.is_empty() { Some("") } else { rest.strip_prefix(": ") }
    })
}

/// Whether CPython's module has such a name and ours does not.
pub(crate) fn is_refused_name(module: &str, name: &str) -> bool {
    refused(module).is_some_and(|names| names.split(' ').any(|n| n == name))
}

/// The first module along `name` that is refused as a whole.
fn refused_module(name: &str) -> Option<&str> {
    let ends = name.match_indices('.').map(|(i, _)| i).chain([name.len()]);
    ends.map(|end| &name[..end]).find(|part| refused(part) == Some(""))
}

/// Imports of modules and names that are refused, and such names taken from a module
/// (`os.forkpty`), outside any `try`.
pub fn unsupported_imports(code: &Arc<Code>) -> Vec<Diagnostic> {
    let mut search =
        Search { modules: modules_by_name(code), strings: Vec::new(), found: Vec::new() };
    search.note_strings(code);
    search.look(code);
    search.found.sort_by_key(|d| (d.line, d.column));
    search.found
}

/// The names that are bound by nothing but `import module` or `import module as name` in the
/// program's outermost code.
fn modules_by_name(code: &Code) -> Vec<(&str, &str)> {
    let mut bound: Vec<(&str, &str)> = Vec::new();
    for (i, instr) in code.instrs.iter().enumerate() {
        if instr.op != Op::StoreName {
            continue;
        }
        let name = code.names[instr.arg as usize].as_ref();
        let before = i.checked_sub(1).map(|at| code.instrs[at]);
        let module = match before {
            Some(Instr { op: Op::ImportName, arg }) => code.names[arg as usize].as_ref(),
            _ => "",
        };
        match bound.iter_mut().find(|(n, _)| *n == name) {
            // `import os` twice is no doubt.
            Some((_, other)) if *other != module => *other = "",
            Some(_) => {}
            None => bound.push((name, module)),
        }
    }
    bound.retain(|(_, module)| !module.is_empty() && !module.contains('.'));
    bound
}

/// A search for what is refused.
struct Search<'a> {
    /// Names and the modules they stand for.
    modules: Vec<(&'a str, &'a str)>,
    /// Strings of the program: it may ask `hasattr` first.
    strings: Vec<&'a str>,
    found: Vec<Diagnostic>,
}

impl<'a> Search<'a> {
    fn note_strings(&mut self, code: &'a Code) {
        for c in &code.consts {
            match c {
                Const::Str(s) => self.strings.push(s),
                Const::Code(inner) => self.note_strings(inner),
                _ => {}
            }
        }
    }

    fn look(&mut self, code: &Code) {
        let mut module = "";
        for (i, instr) in code.instrs.iter().enumerate() {
            let at = i as u32;
            let guarded = code.handlers.iter().any(|h| (h.start..h.end).contains(&at));
            let name = || code.names[instr.arg as usize].as_ref();
            let message = match instr.op {
                Op::ImportName => {
                    module = name();
                    refused_module(module)
                        .map(|part| format!("module '{part}' is not supported in Timeslice"))
                }
                Op::ImportFrom => {
                    let inner = format!("{module}.{}", name());
                    if is_refused_name(module, name()) {
                        Some(refusal(module, name()))
                    } else {
                        refused_module(&inner)
                            .filter(|part| *part == inner)
                            .map(|part| format!("module '{part}' is not supported in Timeslice"))
                    }
                }
                Op::LoadAttr | Op::LoadMethod if i > 0 => self
                    .module_loaded_by(code, code.instrs[i - 1])
                    .filter(|module| is_refused_name(module, name()))
                    .filter(|_| !self.strings.contains(&name()))
                    .map(|module| refusal(module, name())),
                _ => None,
            };
            if let Some(message) = message.filter(|_| !guarded) {
                self.found.push(unsupported(code, i, message));
            }
        }
        for c in &code.consts {
            if let Const::Code(inner) = c {
                self.look(inner);
            }
        }
    }

    /// The module that an instruction pushes.
    fn module_loaded_by(&self, code: &Code, instr: Instr) -> Option<&'a str> {
        let name = match instr.op {
            Op::LoadName => &code.names[instr.arg as usize],
            Op::LoadGlobal => &code.names[(instr.arg >> 1) as usize],
            _ => return None,
        };
        self.modules.iter().find(|(n, _)| *n == &**name).map(|(_, module)| *module)
    }
}

fn refusal(module: &str, name: &str) -> String {
    format!("'{name}' of module '{module}' is not supported in Timeslice")
}

/// A diagnostic at instruction `i`.
fn unsupported(code: &Code, i: usize, message: String) -> Diagnostic {
    let span = code.spans[i];
    let (line, column) = code.source.line_column(span.start);
    let (end_line, end_column) = code.source.line_column(span.end);
    Diagnostic {
        kind: timeslice_compiler::Kind::Unsupported,
        start: span.start,
        end: span.end,
        line,
        column,
        end_line,
        end_column,
        message,
        help: None,
    }
}

/// Whether the program looks into its queues: uses one of `names` as an attribute or in the body
/// of a class, or changes a `.queue` by calling one of `changes`.
pub(crate) fn looks_inside(code: &Code, names: &[&str], changes: &[&str]) -> bool {
    let name = |instr: Instr| code.names[instr.arg as usize].as_ref();
    let here = code.instrs.windows(2).any(|pair| match pair[1].op {
        Op::LoadAttr | Op::LoadMethod | Op::StoreAttr if names.contains(&name(pair[1])) => true,
        Op::StoreName => names.contains(&name(pair[1])),
        Op::LoadMethod => {
            pair[0].op == Op::LoadAttr
                && name(pair[0]) == "queue"
                && changes.contains(&name(pair[1]))
        }
        _ => false,
    });
    here || code.consts.iter().any(|c| match c {
        Const::Code(inner) => looks_inside(inner, names, changes),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused_is_found_by_its_whole_name() {
        assert_eq!(refused_module("tkinter.ttk"), Some("tkinter"));
        assert_eq!(refused_module("logging.config"), Some("logging.config"));
        assert_eq!(refused_module("logging.handlers"), None);
        assert_eq!(refused_module("os"), None);
        assert!(is_refused_name("os", "forkpty"));
        assert!(!is_refused_name("os", "getpid"));
        assert!(!is_refused_name("o", "forkpty"));
    }

    fn refused_in(text: &str) -> Vec<(u32, u32)> {
        let options = Options { file_name: "t", mode: Mode::Exec, library: false };
        let code = timeslice_compiler::compile(text, &options).expect("valid");
        unsupported_imports(&code).iter().map(|d| (d.line, d.column)).collect()
    }

    #[test]
    fn names_taken_from_a_module_are_refused_unless_the_program_is_prepared() {
        assert_eq!(refused_in("import os\ndef f():\n    return os.forkpty()\n"), [(3, 12)]);
        assert_eq!(refused_in("import os as o\nprint(o.forkpty)\n"), [(2, 7)]);
        assert!(refused_in("import os\ntry:\n    os.forkpty()\nexcept OSError: pass\n").is_empty());
        assert!(refused_in("import os\nif hasattr(os, 'forkpty'): os.forkpty()\n").is_empty());
        assert!(refused_in("import os\nos = 5\nos.forkpty\n").is_empty());
        assert!(refused_in("def f(os): os.forkpty()\n").is_empty());
    }
}
