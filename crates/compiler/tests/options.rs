//! What the options change, and how several problems are reported.

use timeslice_compiler::bytecode::{Code, CodeFlags, CodeKind, Const};
use timeslice_compiler::{Kind, Mode, Options, check, compile};

fn nested(code: &Code) -> Vec<&Code> {
    let mut all = vec![code];
    for constant in &code.consts {
        if let Const::Code(inner) = constant {
            all.extend(nested(inner));
        }
    }
    all
}

#[test]
fn eval_takes_one_expression() {
    let options = Options { file_name: "<string>", mode: Mode::Eval, library: false };
    let code = compile("  x + 1\n", &options).expect("an expression");
    assert_eq!(code.kind, CodeKind::Expression);
    assert!(compile("x = 1", &options).is_err());
    assert!(compile("", &options).is_err());
}

#[test]
fn library_code_is_marked_and_keeps_its_line_numbers() {
    let text =
        "class A:\n    def f(self):\n        return (x for x in self)  # timeslice: line 1041\n";
    let options = Options { file_name: "threading.py", mode: Mode::Exec, library: true };
    let code = compile(text, &options).expect("valid");
    let all = nested(&code);
    assert_eq!(all.len(), 4);
    assert!(all.iter().all(|code| code.flags.has(CodeFlags::LIBRARY)));
    assert_eq!(code.source.reported_line(3), 1041);
    assert_eq!(code.source.reported_line(2), 2);
    let options = Options { library: false, ..options };
    let code = compile(text, &options).expect("valid");
    assert!(nested(&code).iter().all(|code| !code.flags.has(CodeFlags::LIBRARY)));
    assert_eq!(code.source.reported_line(3), 3);
}

#[test]
fn line_ends_do_not_matter() {
    let options = Options { file_name: "t.py", mode: Mode::Exec, library: false };
    let unix = compile("x = '''a\nb'''\nif x:\n    y()\n", &options);
    assert_eq!(unix, compile("x = '''a\r\nb'''\r\nif x:\r\n    y()\r\n", &options));
    assert_eq!(unix, compile("x = '''a\rb'''\rif x:\r    y()\r", &options));
}

#[test]
fn problems_come_together_and_in_order() {
    let problems = check("return 1\ndef f(a, a):\n    break\nyield\nx = await y\n");
    let lines: Vec<u32> = problems.iter().map(|p| p.line).collect();
    assert_eq!(lines, [1, 2, 3, 4, 5]);
    let problems = check("print 1\nx = (\n\ny = 'é' 5\n");
    assert_eq!(
        problems[0].message,
        "Missing parentheses in call to 'print'. Did you mean print(...)?"
    );
    assert!(problems[0].help.is_some());
    let problems = check("x = 1 +\ny = 2\nz = = 3\n");
    assert_eq!(problems.iter().map(|p| p.line).collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn columns_count_characters() {
    let problem = &check("ä = 'ö'; ü = = 1\n")[0];
    assert_eq!((problem.line, problem.column), (1, 14));
    assert_eq!(problem.start, 16);
}

#[test]
fn unsupported_syntax_is_told_apart() {
    assert_eq!(check("x = '\\ud800'")[0].kind, Kind::Unsupported);
    assert_eq!(check("x = t'{a}'")[0].kind, Kind::Unsupported);
    assert!(check("x = r'\\ud800', '\\\\ud800', b'\\ud800'").is_empty());
}

#[test]
fn future_annotations_become_text() {
    let text =
        "from __future__ import annotations\ndef f(x: a | b[1:2], *y: (c, d)) -> 'e': pass\n";
    let options = Options { file_name: "t.py", mode: Mode::Exec, library: false };
    let code = compile(text, &options).expect("valid");
    for wanted in ["a | b[1:2]", "(c, d)", "'e'"] {
        assert!(code.consts.contains(&Const::Str(wanted.into())), "{wanted}");
    }
}
