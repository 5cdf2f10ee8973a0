//! Programs made to exhaust the stack end in a diagnostic, on a stack of one megabyte.

use timeslice_compiler::{Kind, MAX_SOURCE_BYTES, Mode, Options, check, compile, verify};

fn small_stack<T: Send + 'static>(name: &str, run: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().name(name.into()).stack_size(1 << 20).spawn(run);
    thread.expect("a thread").join().expect("no panic")
}

/// Compiles on a small stack; the first message, or none when it compiled.
fn outcome(name: &str, text: String) -> Option<(Kind, String)> {
    small_stack(name, move || {
        let options = Options { file_name: "t.py", mode: Mode::Exec, library: false };
        match compile(&text, &options) {
            Ok(code) => {
                verify::verify(&code).expect("sound code");
                None
            }
            Err(diagnostics) => Some((diagnostics[0].kind, diagnostics[0].message.clone())),
        }
    })
}

#[test]
fn deep_nesting_is_refused() {
    let n = 100_000;
    let cases: Vec<(&str, String)> = vec![
        ("parentheses", "(".repeat(n) + &")".repeat(n)),
        ("open parentheses", "(".repeat(n)),
        ("brackets", "[".repeat(n) + &"]".repeat(n)),
        ("braces", "{".repeat(n) + &"}".repeat(n)),
        ("mixed", "([{".repeat(n)),
        ("calls", "f(".repeat(n) + &")".repeat(n)),
        ("subscripts", "a[".repeat(n) + "0" + &"]".repeat(n)),
        ("sum", "1".to_string() + &"+1".repeat(n)),
        ("names", "a".to_string() + &"+a".repeat(n)),
        ("power", "a".to_string() + &"**a".repeat(n)),
        ("attributes", "a".to_string() + &".b".repeat(n)),
        ("call chain", "a".to_string() + &"()".repeat(n)),
        ("method chain", "a".to_string() + &".b()".repeat(n)),
        ("index chain", "a".to_string() + &"[0]".repeat(n)),
        ("not", "not ".repeat(n) + "a"),
        ("minus", "- ".repeat(n) + "a"),
        ("tilde", "~".repeat(n) + "a"),
        ("lambda", "lambda: ".repeat(n) + "a"),
        ("lambda with parameters", "lambda a, b: ".repeat(n) + "a"),
        ("lambda default", "lambda a=".repeat(n) + "a"),
        ("ternary", "a if a else ".repeat(n) + "a"),
        ("await", "async def f():\n ".to_string() + &"await ".repeat(n) + "a"),
        ("star", "*".repeat(n) + "a"),
        ("nested f-string", "f'{".repeat(n)),
        ("f-string format", "f'".to_string() + &"{a:".repeat(n)),
        ("f-string in f-string", "f\"{f'{".repeat(n)),
        ("generators", "[a ".to_string() + &"for a in b ".repeat(n) + "]"),
        ("comparison of lambdas", "a < lambda: ".repeat(n) + "a"),
        ("sum of lambdas", "a + a + a + lambda: ".repeat(n) + "a"),
        ("with items", "with a".to_string() + &", a".repeat(n) + ": pass"),
        ("patterns", "match a:\n case ".to_string() + &"[".repeat(n) + &"]".repeat(n) + ": pass"),
        (
            "captures",
            "match a:\n case ".to_string()
                + &(0..n).map(|i| format!("x{i}, ")).collect::<String>()
                + ": pass",
        ),
        ("type parameters", "def f[".repeat(n)),
        (
            "blocks",
            (0..n / 1000).map(|i| " ".repeat(i) + "if a:\n").collect::<String>()
                + &" ".repeat(n / 1000)
                + "pass",
        ),
    ];
    for (name, text) in cases {
        let text: String = text.chars().take(MAX_SOURCE_BYTES).collect();
        assert!(outcome(name, text).is_some(), "{name} compiled");
    }
}

#[test]
fn long_but_flat_is_fine() {
    let n = 20_000;
    let cases: Vec<(&str, String)> = vec![
        ("list", "[".to_string() + &"1, ".repeat(n) + "]"),
        ("list of sums", "x = [".to_string() + &"a + b, ".repeat(n) + "]"),
        ("list of lambdas", "x = [".to_string() + &"lambda: 1, ".repeat(n) + "]"),
        ("dict", "x = {".to_string() + &"a: b.c, ".repeat(n) + "}"),
        ("and", "a".to_string() + &" and a".repeat(n)),
        ("or of comparisons", "a == 1".to_string() + &" or a == 1".repeat(n)),
        ("comparisons", "a".to_string() + &" < a".repeat(n)),
        ("statements", "x = a + b\n".repeat(n)),
        ("semicolons", "x = a + b;".repeat(n)),
        ("elif", "if a: pass\n".to_string() + &"elif b: pass\n".repeat(n)),
        ("arguments", "f(".to_string() + &"a.b, ".repeat(n) + ")"),
        ("targets", "a = ".repeat(n) + "1"),
        ("strings", "x = (".to_string() + &"'a' ".repeat(n) + ")"),
        ("f-string", "f'".to_string() + &"{a}".repeat(n) + "'"),
        ("decorators", "@a\n".repeat(n) + "def f(): pass"),
        ("alternatives", "match a:\n case 1".to_string() + &" | 1".repeat(1000) + ": pass"),
        ("functions", "def f(a, b=1): return a\n".repeat(n)),
        ("deletions", "del a".to_string() + &", a".repeat(n)),
        (
            "keywords",
            "f(".to_string() + &(0..n).map(|i| format!("a{i}=1, ")).collect::<String>() + ")",
        ),
        (
            "parameters",
            "def f(".to_string()
                + &(0..n).map(|i| format!("a{i}, ")).collect::<String>()
                + "): pass",
        ),
        ("names", (0..n).map(|i| format!("a{i} = 1\n")).collect::<String>()),
        (
            "comprehensions",
            "def f():\n".to_string()
                + &(0..n / 10).map(|i| format!(" [a{i} for a{i} in b]\n")).collect::<String>(),
        ),
        ("repeated constants", "x = (((((0,) * 256,) * 256,) * 256,) * 256,) * 256".to_string()),
        ("handlers", "try: pass\n".to_string() + &"except a: pass\n".repeat(n)),
    ];
    for (name, text) in cases {
        assert_eq!(outcome(name, text), None, "{name}");
    }
}

#[test]
fn what_people_write_is_within_the_limits() {
    let sum = "x = 1".to_string() + &" + y".repeat(1000);
    assert_eq!(outcome("program", sum), None);
    let text = "x = a".to_string() + &".b(c)".repeat(100);
    assert_eq!(outcome("program", text), None);
    let text = "x = ".to_string() + &"(".repeat(150) + "1" + &")".repeat(150);
    assert_eq!(outcome("program", text), None);
    let text = "x = ".to_string() + &"[".repeat(150) + "1" + &"]".repeat(150);
    assert_eq!(outcome("program", text), None);
    let blocks: String = (0..60).map(|i| " ".repeat(i) + "if a:\n").collect();
    assert_eq!(outcome("program", blocks + &" ".repeat(60) + "pass\n"), None);
}

#[test]
fn finally_bodies_do_not_explode() {
    // Every level compiles what is inside twice.
    let mut text = String::new();
    for i in 0..40 {
        text += &format!("{0}try:\n{0} a\n{0}finally:\n", " ".repeat(i));
    }
    text += &(" ".repeat(40) + "b\n");
    assert!(outcome("program", text).is_some());
}

#[test]
fn the_size_of_the_source_is_limited() {
    assert_eq!(outcome("program", "#".repeat(MAX_SOURCE_BYTES)), None);
    let (kind, message) = outcome("program", "#".repeat(MAX_SOURCE_BYTES + 1)).expect("too long");
    assert_eq!(kind, Kind::Limit);
    assert!(message.contains("longer than"), "{message}");
}

#[test]
fn junk_is_refused() {
    for text in ["\0", "a\0b", "\u{1}", "€", "a = “b”", "x = 1\u{a0}+ 2", "\u{feff}\u{feff}"]
    {
        let diagnostics = check(text);
        assert!(!diagnostics.is_empty(), "{text:?}");
    }
    let binary: String = (0..=255u8).map(|b| b as char).collect();
    assert!(!check(&binary).is_empty());
}

#[test]
fn floods_of_errors_end_soon() {
    let size = 300_000;
    let floods = [
        "$",
        "'\n",
        "f'}'\n",
        "x = = 1\n",
        "return;",
        "break;",
        "a b;",
        "(a b) ",
        "1 = ",
        "f(**a, *b)\n",
        "x = (a b)\n",
        "def f(a, a): pass\n",
        "0x ",
        "x = '\\x1'\n",
        "if a\n",
        "  x\n",
        "else: ",
        "€",
        "lambda a, a: ",
        "del f(), ",
        "[a for b",
        "global x;x;",
        "print x;",
        "\\",
    ];
    for flood in floods {
        let text = flood.repeat(size / flood.len());
        let started = std::time::Instant::now();
        let problems = small_stack(flood, move || check(&text));
        assert!(!problems.is_empty() && problems.len() <= 100, "{flood:?}");
        let seconds = started.elapsed().as_secs();
        assert!(seconds < 20, "{flood:?} took {seconds} s");
    }
}
