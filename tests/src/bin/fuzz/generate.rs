//! Programs made up from a small grammar: few names, so that they meet each other.

use crate::random::Random;

const NAMES: &[&str] = &["a", "b", "c", "f", "g", "A", "lock", "q", "x", "loop", "e"];
const CALLS: &[&str] = &[
    "len",
    "str",
    "repr",
    "int",
    "float",
    "list",
    "tuple",
    "dict",
    "set",
    "sorted",
    "sum",
    "min",
    "max",
    "iter",
    "next",
    "type",
    "hash",
    "id",
    "bool",
    "abs",
    "round",
    "range",
    "zip",
    "map",
    "filter",
    "enumerate",
    "reversed",
    "isinstance",
    "getattr",
    "hasattr",
    "setattr",
    "vars",
    "dir",
    "format",
    "ord",
    "chr",
    "bytes",
    "bytearray",
    "memoryview",
    "frozenset",
    "divmod",
    "pow",
    "any",
    "all",
    "print",
    "callable",
    "slice",
    "complex",
    "super",
    "property",
    "staticmethod",
    "object",
    "threading.Thread",
    "threading.Lock",
    "threading.Condition",
    "threading.Event",
    "queue.Queue",
    "threading.Semaphore",
    "threading.Timer",
    "threading.local",
    "queue.PriorityQueue",
    "asyncio.sleep",
    "asyncio.gather",
    "asyncio.run",
    "asyncio.Queue",
    "asyncio.create_task",
    "asyncio.wait_for",
    "asyncio.Event",
    "ThreadPoolExecutor",
    "ProcessPoolExecutor",
    "multiprocessing.Process",
    "multiprocessing.Queue",
    "multiprocessing.Pool",
    "deque",
    "Counter",
    "defaultdict",
    "namedtuple",
    "functools.partial",
    "itertools.chain",
    "itertools.islice",
    "weakref.ref",
    "copy.deepcopy",
    "pickle.dumps",
    "pickle.loads",
    "json.dumps",
    "heapq.heappush",
    "time.sleep",
    "random.random",
    "contextlib.suppress",
    "Decimal",
    "sys.getrefcount",
];
const METHODS: &[&str] = &[
    "append",
    "pop",
    "get",
    "put",
    "start",
    "join",
    "acquire",
    "release",
    "wait",
    "notify",
    "set",
    "send",
    "throw",
    "close",
    "items",
    "keys",
    "values",
    "update",
    "split",
    "format",
    "encode",
    "decode",
    "index",
    "count",
    "sort",
    "remove",
    "insert",
    "clear",
    "copy",
    "submit",
    "result",
    "map",
    "shutdown",
    "cancel",
    "done",
    "add",
    "extend",
    "popleft",
    "strip",
    "replace",
    "x",
    "put",
    "__enter__",
    "__exit__",
    "__init__",
    "__class__",
    "__dict__",
    "__iter__",
    "__next__",
    "a",
    "b",
];
/// What a statement stands in.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Module,
    Function,
    Coroutine,
}

const MODULES: &[&str] = &[
    "asyncio",
    "threading",
    "queue",
    "multiprocessing",
    "functools",
    "itertools",
    "copy",
    "pickle",
    "json",
    "heapq",
    "time",
    "random",
    "contextlib",
    "sys",
    "gc",
    "weakref",
];
const IMPORTED: &[(&str, &str)] = &[
    ("deque", "collections"),
    ("Counter", "collections"),
    ("defaultdict", "collections"),
    ("namedtuple", "collections"),
    ("ThreadPoolExecutor", "concurrent.futures"),
    ("ProcessPoolExecutor", "concurrent.futures"),
    ("Decimal", "decimal"),
];

/// A program.
pub fn program(random: &mut Random) -> String {
    let mut body = "a = b = c = f = g = A = lock = q = x = loop = e = None\n".to_owned();
    let n = 3 + random.below(14);
    for _ in 0..n {
        statement(random, 0, 3, Place::Module, &mut body);
    }
    let mut out = String::new();
    for module in MODULES.iter().filter(|m| body.contains(&format!("{m}."))) {
        out.push_str(&format!("import {module}\n"));
    }
    for (name, module) in IMPORTED.iter().filter(|(name, _)| body.contains(name)) {
        out.push_str(&format!("from {module} import {name}\n"));
    }
    out + &body
}

fn block(random: &mut Random, indent: usize, depth: u32, place: Place, out: &mut String) {
    for _ in 0..1 + random.below(3) {
        statement(random, indent + 1, depth.saturating_sub(1), place, out);
    }
}

fn statement(random: &mut Random, indent: usize, depth: u32, place: Place, out: &mut String) {
    let pad = "    ".repeat(indent);
    let simple = depth == 0 || random.one_in(2);
    let name = random.of(NAMES);
    if simple {
        let value = expression(random, 3, place);
        let line = match random.below(12) {
            0 => format!("print({value})"),
            1 => format!("{name}.{} = {value}", random.of(METHODS)),
            2 => format!("{name}[{}] = {value}", expression(random, 1, place)),
            3 => format!("{name} += {value}"),
            4 => format!("del {name}"),
            5 => format!("{name}, *{} = {value}", random.of(NAMES)),
            6 if place == Place::Function => format!("return {value}"),
            7 if place != Place::Module => format!("yield {value}"),
            8 => format!("raise {value}"),
            9 => value,
            10 => format!("assert {value}, {name}"),
            _ => format!("{name} = {value}"),
        };
        out.push_str(&format!("{pad}{line}\n"));
        return;
    }
    let value = expression(random, 2, place);
    let a = if place == Place::Coroutine && random.one_in(2) { "async " } else { "" };
    let head = match random.below(11) {
        0 => format!("if {value}:"),
        1 => format!("{a}for {name} in {value}:"),
        2 => format!("while {value}:"),
        3 => format!("{a}with {value} as {name}:"),
        4 | 5 => format!("def {name}(self=None, *args, x={value}):"),
        6 => {
            out.push_str(&format!("{pad}async def {name}(*args):\n"));
            block(random, indent, depth, Place::Coroutine, out);
            return;
        }
        7 => {
            let special = random.of(&[
                "__del__",
                "__eq__",
                "__hash__",
                "__getattr__",
                "__iter__",
                "__next__",
                "__call__",
                "__enter__",
                "__exit__",
                "__repr__",
                "__len__",
                "__await__",
                "__lt__",
                "__add__",
                "__get__",
                "__set__",
                "__getitem__",
                "__new__",
                "__bool__",
                "__init_subclass__",
                "__reduce__",
                "__setattr__",
                "__index__",
                "__contains__",
            ]);
            let base = random.of(&[
                "object",
                "Exception",
                "list",
                "dict",
                "int",
                "str",
                "deque",
                "threading.Thread",
                "A or object",
                "type",
                "tuple",
                "threading.local",
            ]);
            out.push_str(&format!("{pad}class {name}({base}):\n"));
            out.push_str(&format!("{pad}    def {special}(self, *args):\n"));
            block(random, indent + 1, depth, Place::Function, out);
            return;
        }
        8 | 9 => {
            out.push_str(&format!("{pad}try:\n"));
            block(random, indent, depth, place, out);
            let star = if random.one_in(5) { "*" } else { "" };
            let class =
                random.of(&["Exception", "ValueError", "BaseException", "(TypeError, OSError)"]);
            out.push_str(&format!("{pad}except{star} {class} as e:\n"));
            block(random, indent, depth, place, out);
            if random.one_in(3) {
                out.push_str(&format!("{pad}finally:\n"));
                block(random, indent, depth, place, out);
            }
            return;
        }
        _ => {
            out.push_str(&format!("{pad}match {value}:\n"));
            let pattern =
                random.of(&["[x, *_]", "{'a': b}", "int()", "str(x)", "1 | 2", "None", "A(x)"]);
            out.push_str(&format!("{pad}    case {pattern}:\n"));
            block(random, indent + 1, depth, place, out);
            return;
        }
    };
    out.push_str(&format!("{pad}{head}\n"));
    let place = if head.starts_with("def") { Place::Function } else { place };
    block(random, indent, depth, place, out);
}

fn expression(random: &mut Random, depth: u32, place: Place) -> String {
    let name = random.of(NAMES);
    if depth == 0 {
        return match random.below(6) {
            0 => random.below(300).to_string(),
            1 => random
                .of(&["'s'", "''", "'é%s'", "b'b'", "1.5", "None", "True", "10**25", "-1"])
                .into(),
            2 => random
                .of(&["[]", "{}", "()", "{1}", "[1, 2]", "{'a': 1}", "(1,)", "range(4)"])
                .into(),
            _ => name.to_owned(),
        };
    }
    let inner = depth - 1;
    let x = expression(random, inner, place);
    match random.below(17) {
        0..=2 => {
            let y = expression(random, inner, place);
            let call = random.of(CALLS);
            match random.below(4) {
                0 => format!("{call}()"),
                1 => format!("{call}({x}, {y})"),
                2 => format!("{call}({x}, *{y})"),
                _ => format!("{call}({x})"),
            }
        }
        3..=5 => format!("({x}).{}({})", random.of(METHODS), expression(random, inner, place)),
        6 => format!("({x}).{}", random.of(METHODS)),
        7 => format!("({x})[{}]", expression(random, inner, place)),
        8 | 9 => {
            let op = random.of(&[
                "+", "-", "*", "/", "//", "%", "**", "<<", "|", "&", "==", "<", "in", "is", "and",
                "or", "@", "not in", ">=",
            ]);
            format!("({x} {op} {})", expression(random, inner, place))
        }
        10 => format!("[{x} for {name} in {}]", expression(random, inner, place)),
        11 => format!("({x} for {name} in {})", expression(random, inner, place)),
        12 => format!("(lambda *{name}: {})", expression(random, inner, Place::Function)),
        13 => format!("f'{{{x}}}'").replace("''", "\"\""),
        14 => format!("{{{x}: {}}}", expression(random, inner, place)),
        15 if place == Place::Coroutine => format!("(await {x})"),
        15 => format!("({x} if {name} else {name})"),
        _ => format!("threading.Thread(target={name}, args=({x},)).start()"),
    }
}
