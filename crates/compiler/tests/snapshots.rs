//! The bytecode of key constructs, as text. `TIMESLICE_BLESS=1` writes the snapshots anew.

use std::path::Path;

use timeslice_compiler::{Mode, Options, compile, disassemble};

fn assert_snapshot(name: &str, text: &str) {
    let options = Options { file_name: name, mode: Mode::Exec, library: false };
    let code = compile(text, &options).unwrap_or_else(|d| panic!("{name}: {d:#?}"));
    let actual = format!("{text}\n{}", disassemble(&code));
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(format!("{name}.txt"));
    if std::env::var_os("TIMESLICE_BLESS").is_some() {
        std::fs::write(&path, &actual).expect("a writable snapshot");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(actual, expected, "{name} differs from its snapshot");
}

#[test]
fn counter() {
    assert_snapshot(
        "counter",
        "counter = 0\ndef work(n):\n    global counter\n    for _ in range(n):\n        counter += 1\n",
    );
}

#[test]
fn lock() {
    assert_snapshot("lock", "def f(lock, log):\n    with lock:\n        log.append(1)\n");
}

#[test]
fn loops() {
    assert_snapshot(
        "loops",
        "def f(x):\n    while x > 0:\n        if x == 5:\n            continue\n        x -= 1\n    else:\n        return 0\n",
    );
}

#[test]
fn finally_and_return() {
    assert_snapshot(
        "finally",
        "def f(x):\n    for i in x:\n        try:\n            return i\n        except E as e:\n            continue\n        finally:\n            print(i)\n",
    );
}

#[test]
fn class_with_super() {
    assert_snapshot(
        "class",
        "class C(B):\n    \"\"\"Doc.\"\"\"\n    x: int = 1\n    def __init__(self, a=2):\n        super().__init__()\n        self.a = a\n",
    );
}

#[test]
fn closures() {
    assert_snapshot("closure", "def f(x):\n    return [lambda: x + y for y in x]\n");
}

#[test]
fn awaiting() {
    assert_snapshot(
        "await",
        "async def f(q):\n    async with q as r:\n        async for x in r:\n            await x\n",
    );
}

#[test]
fn generators() {
    assert_snapshot("generator", "def f(x):\n    y = yield x\n    yield from (z for z in y)\n");
}

#[test]
fn matching() {
    assert_snapshot(
        "match",
        "match x:\n    case [1, y] if y:\n        a\n    case {\"k\": v, **rest}:\n        b\n    case P(z=0) | P(1):\n        c\n    case _:\n        d\n",
    );
}

#[test]
fn exception_groups() {
    assert_snapshot("except_star", "try:\n    a()\nexcept* E as e:\n    b(e)\n");
}
