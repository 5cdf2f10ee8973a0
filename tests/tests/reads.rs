//! Whoever looks at a container reads it: each of these expressions shows whether another thread
//! has changed what it looks at, so that the search must find both.

use timeslice_explorer::{Control, Options, Question, Timers};
use timeslice_machine::PythonVersion;
use timeslice_tests::each;
use timeslice_trace::Settings;

/// Expressions over `items` (a list that grows), `texts` (the same of str), `table` (a dict that
/// gets an entry), `members` (a set that gets one) and `line` (a deque that does).
const EXPRESSIONS: &[&str] = &[
    "str(items)",
    "repr(items)",
    "f'{items}'",
    "'%s' % items",
    "'{}'.format(items)",
    "list(items)",
    "tuple(items)",
    "set(items)",
    "frozenset(items)",
    "bytes(items)",
    "len(items)",
    "sum(items)",
    "max(items)",
    "sorted(items)",
    "items[:]",
    "items * 2",
    "items + [1]",
    "items.copy()",
    "items.count(3)",
    "items == [0, 0]",
    "3 in items",
    "[i for i in items]",
    "[*items]",
    "list(iter(items))",
    "list(reversed(items))",
    "list(enumerate(items))",
    "list(zip(items, items))",
    "list(map(int, items))",
    "list(filter(None, items))",
    "list(itertools.chain(items))",
    "functools.reduce(lambda a, b: a + b, items)",
    "collections.deque(items)",
    "collections.Counter(items)",
    "copy.deepcopy(items)",
    "json.dumps(items)",
    "dict.fromkeys(items)",
    "str(dict(a=items))",
    "','.join(texts)",
    "','.join(map(str, items))",
    "Holder()",
    "str(table)",
    "list(table)",
    "table.get(1)",
    "1 in table",
    "len(table)",
    "list(table.items())",
    "dict(table)",
    "{**table}",
    "table == {0: 1}",
    "list(members)",
    "len(members)",
    "members | {1}",
    "members == {0}",
    "str(line)",
    "len(line)",
    "list(line)",
    "line[-1]",
];

#[test]
fn every_look_at_a_container_is_a_read() {
    let wrong: Vec<String> = each(EXPRESSIONS, |expression| {
        let source = format!(
            "import collections, copy, functools, itertools, json, threading
items, texts, table, members, line = [0, 0], ['a'], {{0: 1}}, {{0}}, collections.deque([0])

class Holder:
    def __repr__(self):
        return repr(items)

def change():
    items.append(3)
    texts.append('b')
    table[1] = 2
    members.add(5)
    line.append(1)

def look():
    print({expression})

threads = [threading.Thread(target=change), threading.Thread(target=look)]
for thread in threads:
    thread.start()
"
        );
        let settings = Settings { python: PythonVersion::Any, ..Settings::default() };
        let question = Question {
            source: &source,
            file_name: "look.py",
            settings: &settings,
            timers: Timers::Ordered,
        };
        let explored =
            question.explore(&Options::default(), &Control::default()).expect("compiles");
        let report = explored.report;
        let shown = report.outcomes.iter().filter(|class| class.outcome.exit_code == 0).count();
        (!report.complete || shown < 2).then(|| format!("{expression}: {:?}", report.outcomes))
    })
    .into_iter()
    .flatten()
    .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
