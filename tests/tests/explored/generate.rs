//! Small random Python programs with threads: what they do is decided by numbers, what they print
//! by the schedule.
//!
//! A program is a tree of statements, so that one that shows a bug can be made smaller by leaving
//! statements out. Threads get what they share as default arguments: those are locals, and only
//! the interesting accesses are memory that a brute-force search has to stop at.

use std::fmt::Write;

/// A statement, with what is indented under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    head: String,
    body: Vec<Statement>,
}

/// A random program.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// What makes the shared objects.
    setup: Vec<Statement>,
    threads: Vec<Thread>,
    main: Vec<Statement>,
}

#[derive(Clone, Debug, PartialEq)]
struct Thread {
    daemon: bool,
    body: Vec<Statement>,
}

/// Random numbers (splitmix64).
struct Rng(u64);

impl Rng {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 16) as usize % n
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// What a program is about. Few kinds of things in one program make for contention.
#[derive(Copy, Clone, Debug, PartialEq)]
enum Theme {
    Memory,
    Containers,
    Lock,
    RLock,
    Condition,
    Event,
    Queue,
    Semaphore,
    Barrier,
    Threads,
    Output,
    Time,
    Failure,
    Spin,
    Random,
}

const THEMES: [Theme; 15] = [
    Theme::Memory,
    Theme::Containers,
    Theme::Lock,
    Theme::RLock,
    Theme::Condition,
    Theme::Event,
    Theme::Queue,
    Theme::Semaphore,
    Theme::Barrier,
    Theme::Threads,
    Theme::Output,
    Theme::Time,
    Theme::Failure,
    Theme::Spin,
    Theme::Random,
];

struct Generator {
    rng: Rng,
    themes: Vec<Theme>,
    threads: usize,
}

fn line(head: impl Into<String>) -> Statement {
    Statement { head: head.into(), body: Vec::new() }
}

fn block(head: impl Into<String>, body: Vec<Statement>) -> Statement {
    Statement { head: head.into(), body }
}

impl Program {
    /// Program number `seed`.
    pub fn generate(seed: u64) -> Program {
        let mut rng = Rng(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let threads = 2 + usize::from(rng.chance(25));
        let mut themes = vec![Theme::Memory];
        for _ in 0..1 + rng.below(2) {
            themes.push(THEMES[rng.below(THEMES.len())]);
        }
        let mut generator = Generator { rng, themes, threads };
        let length = if threads > 2 { 1 } else { 2 };
        let bodies: Vec<Thread> = (0..threads)
            .map(|id| {
                let daemon = generator.rng.chance(12);
                let count = 1 + generator.rng.below(length);
                Thread { daemon, body: generator.statements(id, count, 0) }
            })
            .collect();
        Program { setup: generator.setup(), threads: bodies, main: generator.main() }
    }

    /// The text.
    pub fn source(&self) -> String {
        let mut out = String::from("import queue, sys, threading, time\n\n");
        for statement in &self.setup {
            statement.write(&mut out, 0);
        }
        let mut parameters: Vec<String> = vec!["print".into(), "sys".into(), "time".into()];
        parameters.push("queue".into());
        parameters.push("threading".into());
        parameters.extend(self.setup.iter().filter_map(|s| {
            if let Some(class) = s.head.strip_prefix("class ") {
                return class.split(':').next().map(str::to_owned);
            }
            let (name, _) = s.head.split_once(" = ")?;
            (name != "x" && name != "y").then(|| name.to_owned())
        }));
        // A thread may start those after it.
        for (id, thread) in self.threads.iter().enumerate().rev() {
            let defaults: Vec<String> = parameters.iter().map(|p| format!("{p}={p}")).collect();
            let _ = writeln!(out, "\ndef t{id}({}):", defaults.join(", "));
            let _ = writeln!(out, "    global x, y\n    r = 0");
            for statement in &thread.body {
                statement.write(&mut out, 1);
            }
            let daemon = if thread.daemon { ", daemon=True" } else { "" };
            let _ = writeln!(out, "T{id} = threading.Thread(target=t{id}{daemon})");
            parameters.push(format!("T{id}"));
        }
        let defaults: Vec<String> = parameters.iter().map(|p| format!("{p}={p}")).collect();
        let _ = writeln!(out, "\ndef main({}):", defaults.join(", "));
        let _ = writeln!(out, "    global x, y\n    r = 0");
        for statement in &self.main {
            statement.write(&mut out, 1);
        }
        out.push_str("main()\n");
        out
    }

    /// The program with one statement or thread left out, in every way.
    pub fn smaller(&self) -> Vec<Program> {
        let mut found = Vec::new();
        for at in 0..self.threads.len() {
            let mut less = self.clone();
            less.threads.remove(at);
            found.push(less);
        }
        for (at, thread) in self.threads.iter().enumerate() {
            for body in shorter(&thread.body) {
                let mut less = self.clone();
                less.threads[at].body = body;
                found.push(less);
            }
            if thread.daemon {
                let mut less = self.clone();
                less.threads[at].daemon = false;
                found.push(less);
            }
        }
        for main in shorter(&self.main) {
            found.push(Program { main, ..self.clone() });
        }
        for setup in shorter(&self.setup) {
            found.push(Program { setup, ..self.clone() });
        }
        found
    }
}

/// A list of statements with one of them, or what is around it, left out, in every way.
fn shorter(body: &[Statement]) -> Vec<Vec<Statement>> {
    let mut found = Vec::new();
    for (at, statement) in body.iter().enumerate() {
        let mut less = body.to_vec();
        less.remove(at);
        found.push(less);
        if !statement.body.is_empty() {
            let mut less = body.to_vec();
            less.splice(at..=at, statement.body.iter().cloned());
            found.push(less);
        }
        for inner in shorter(&statement.body) {
            if !inner.is_empty() {
                let mut less = body.to_vec();
                less[at].body = inner;
                found.push(less);
            }
        }
    }
    found
}

impl Statement {
    fn write(&self, out: &mut String, depth: usize) {
        for part in self.head.lines() {
            let _ = writeln!(out, "{}{part}", "    ".repeat(depth));
        }
        for statement in &self.body {
            statement.write(out, depth + 1);
        }
    }
}

impl Generator {
    fn setup(&mut self) -> Vec<Statement> {
        let mut setup = vec![line("x = 0"), line("y = 0")];
        for theme in self.themes.clone() {
            let new: Vec<Statement> = match theme {
                Theme::Containers => vec![
                    line("items = [0, 0]"),
                    line("d = {}"),
                    line("class Box:\n    v = 0"),
                    line("box = Box()"),
                ],
                Theme::Lock => {
                    vec![line("lock = threading.Lock()"), line("lock2 = threading.Lock()")]
                }
                Theme::RLock => vec![line("rlock = threading.RLock()")],
                Theme::Condition => {
                    let lock = self.rng.pick(&["", "threading.Lock()"]);
                    vec![line(format!("cond = threading.Condition({lock})"))]
                }
                Theme::Event => vec![line("event = threading.Event()")],
                Theme::Queue => {
                    let kind = self.rng.pick(&["Queue", "Queue", "LifoQueue", "PriorityQueue"]);
                    let size = self.rng.pick(&["", "1", "1"]);
                    vec![line(format!("q = queue.{kind}({size})"))]
                }
                Theme::Semaphore => {
                    let kind = self.rng.pick(&["Semaphore", "BoundedSemaphore"]);
                    let n = self.rng.pick(&["1", "1", "0", "2"]);
                    vec![line(format!("sem = threading.{kind}({n})"))]
                }
                Theme::Barrier => vec![line("barrier = threading.Barrier(2)")],
                Theme::Random => vec![line("import random")],
                _ => Vec::new(),
            };
            let name = |s: &Statement| s.head.split(" = ").next().map(str::to_owned);
            for statement in new {
                if !setup.iter().any(|old| name(old) == name(&statement)) {
                    setup.push(statement);
                }
            }
        }
        setup
    }

    /// `count` statements of thread `id`, `depth` blocks deep.
    fn statements(&mut self, id: usize, count: usize, depth: usize) -> Vec<Statement> {
        (0..count).map(|_| self.statement(id, depth)).collect()
    }

    fn inner(&mut self, id: usize, depth: usize) -> Vec<Statement> {
        let count = 1 + usize::from(self.rng.chance(25));
        self.statements(id, count, depth + 1)
    }

    fn statement(&mut self, id: usize, depth: usize) -> Statement {
        let theme = self.themes[self.rng.below(self.themes.len())];
        // Blocks in blocks make programs too large to search by brute force.
        let flat = depth > 1;
        match theme {
            Theme::Memory => self.memory(id, flat),
            Theme::Containers => self.containers(),
            Theme::Lock => self.lock(id, depth),
            Theme::RLock => self.rlock(id, depth),
            Theme::Condition => self.condition(id, depth),
            Theme::Event => self.event(id, depth),
            Theme::Queue => self.queue(),
            Theme::Semaphore => self.semaphore(id, depth),
            Theme::Barrier => self.barrier(),
            Theme::Threads => self.thread(id),
            Theme::Output => self.output(),
            Theme::Time => self.time(),
            Theme::Failure => self.failure(id, depth),
            Theme::Spin => self.spin(id),
            Theme::Random => self.random(id, depth),
        }
    }

    fn memory(&mut self, id: usize, flat: bool) -> Statement {
        if !flat && self.rng.chance(15) {
            let test = self.rng.pick(&["x", "x == 1", "y > x", "not y"]);
            let body = self.inner(id, 2);
            return block(format!("if {test}:"), body);
        }
        if !flat && self.rng.chance(5) {
            let body = self.inner(id, 2);
            return block("for _ in range(2):", body);
        }
        line(self.rng.pick(&[
            "x += 1",
            "x += 1",
            "x = 2",
            "y = x",
            "y = x + 1",
            "x, y = y, x",
            "r = x",
            "y = r",
            "x = x * 3 + y",
            "y += x",
            "del x",
            "x = 1 if y else 5",
            "r += x",
            "globals()['z'] = x",
            "y = globals().get('z', 4)",
        ]))
    }

    fn random(&mut self, id: usize, depth: usize) -> Statement {
        if depth < 2 && self.rng.chance(30) {
            let body = self.inner(id, depth);
            return block("if random.randrange(2):", body);
        }
        line(self.rng.pick(&[
            "x = random.randrange(3)",
            "y = random.choice('ab')",
            "x += random.randint(1, 2)",
            "y = random.Random(7).randrange(4)",
        ]))
    }

    fn containers(&mut self) -> Statement {
        line(self.rng.pick(&[
            "items[0] += 1",
            "items[1] = items[0]",
            "items.append(3)",
            "items.append(len(items))",
            "x = items.pop()",
            "x = len(items)",
            "x = sum(items)",
            "items[0], items[1] = items[1], items[0]",
            "x = items[-1]",
            "y = 3 in items",
            "items.insert(0, 7)",
            "items.extend([5, 6])",
            "items += [8]",
            "items.remove(0)",
            "items.sort()",
            "items.reverse()",
            "items.clear()",
            "for v in items: r = v",
            "x = [v + 1 for v in items]",
            "x = tuple(items)",
            "x = items[0:1]",
            "items[:] = [4]",
            "del items[0]",
            "x = items == [0, 0]",
            "x = str(items)",
            "x = list(items)",
            "x = max(items)",
            "x = sorted(items)",
            "a, b = items",
            "d['a'] = 1",
            "d['a'] = d.get('a', 0) + 1",
            "d['b'] = len(d)",
            "x = d.pop('a', 0)",
            "x = list(d)",
            "x = 'a' in d",
            "x = d['a']",
            "x = d.setdefault('a', 2)",
            "d.update(a=5)",
            "x = str(d)",
            "for k in d: d[k] += 1",
            "x = list(d.items())",
            "del d['a']",
            "x = {**d}",
            "x = d == {'a': 1}",
            "box.v += 1",
            "x = box.v",
            "Box.v = 7",
            "box.w = 1",
            "x = hasattr(box, 'w')",
            "x = getattr(box, 'w', 9)",
            "setattr(box, 'n' + str(x), 1)",
            "x = sorted(vars(box))",
            "del box.v",
            "items.append(Box())",
            "items[-1].v = 3",
            "x = getattr(items[-1], 'v', -1)",
            "box.f = lambda: x",
            "x = box.f()",
        ]))
    }

    fn lock(&mut self, id: usize, depth: usize) -> Statement {
        let name = self.rng.pick(&["lock", "lock", "lock2"]);
        if depth > 1 {
            return line(format!("r = {name}.locked()"));
        }
        let body = self.inner(id, depth);
        match self.rng.below(10) {
            0..=4 => block(format!("with {name}:"), body),
            5 => block(format!("if {name}.acquire(False):"), body),
            6 => {
                let mut body = body;
                body.push(line(format!("{name}.release()")));
                block(format!("if {name}.acquire(blocking=False):"), body)
            }
            7 => {
                let timeout = self.rng.pick(&["0.1", "0.2", "0"]);
                block(format!("if not {name}.acquire(timeout={timeout}):"), body)
            }
            8 => line(format!("y = {name}.locked()")),
            _ => line(format!("{name}.{}()", self.rng.pick(&["acquire", "release"]))),
        }
    }

    fn rlock(&mut self, id: usize, depth: usize) -> Statement {
        if depth > 2 {
            return line("rlock.acquire()");
        }
        let body = self.inner(id, depth);
        match self.rng.below(8) {
            0..=4 => block("with rlock:", body),
            5 => block("if rlock.acquire(False):", body),
            6 => block("if rlock.acquire(timeout=0.1):", body),
            _ => line(format!("rlock.{}()", self.rng.pick(&["acquire", "release"]))),
        }
    }

    fn condition(&mut self, id: usize, depth: usize) -> Statement {
        if depth > 1 {
            return line(self.rng.pick(&["cond.notify()", "cond.notify_all()"]));
        }
        let wait = self.rng.pick(&["cond.wait()", "cond.wait()", "r = cond.wait(0.1)"]);
        let mut body = match self.rng.below(9) {
            0 | 1 => vec![block("while not x:", vec![line(wait)])],
            2 => vec![block("if not x:", vec![line(wait)])],
            3 => vec![line(wait)],
            4 => vec![line("r = cond.wait_for(lambda: x, 0.1)")],
            5 => vec![line("x = 1"), line("cond.notify()")],
            6 => vec![line("x += 1"), line("cond.notify_all()")],
            7 => vec![line("cond.notify(2)")],
            _ => vec![line("x = 1")],
        };
        if self.rng.chance(25) {
            body.extend(self.inner(id, depth + 1));
        }
        block("with cond:", body)
    }

    fn event(&mut self, id: usize, depth: usize) -> Statement {
        if depth < 2 && self.rng.chance(20) {
            let test = self.rng.pick(&["event.is_set()", "not event.wait(0.1)", "event.wait(0.2)"]);
            let body = self.inner(id, depth);
            return block(format!("if {test}:"), body);
        }
        line(self.rng.pick(&[
            "event.set()",
            "event.set()",
            "event.clear()",
            "event.wait()",
            "x = event.is_set()",
            "y = event.wait(0.1)",
        ]))
    }

    fn queue(&mut self) -> Statement {
        let guarded = |code: &str, error: &str| {
            line(format!("try:\n    {code}\nexcept queue.{error}:\n    y = 9"))
        };
        match self.rng.below(14) {
            0..=2 => line(format!("q.put({})", self.rng.below(3) + 1)),
            3 | 4 => line("x = q.get()"),
            5 => guarded("x = q.get_nowait()", "Empty"),
            6 => guarded("q.put_nowait(4)", "Full"),
            7 => guarded("x = q.get(timeout=0.1)", "Empty"),
            8 => guarded("q.put(5, timeout=0.1)", "Full"),
            9 => line("y = q.empty()"),
            10 => line("y = q.qsize()"),
            11 => line("q.task_done()"),
            12 => line("q.join()"),
            _ => line("y = q.full()"),
        }
    }

    fn semaphore(&mut self, id: usize, depth: usize) -> Statement {
        if depth > 1 {
            return line("sem.release()");
        }
        let body = self.inner(id, depth);
        match self.rng.below(8) {
            0 | 1 => block("with sem:", body),
            2 => block("if sem.acquire(False):", body),
            3 => block("if sem.acquire(timeout=0.1):", body),
            4 | 5 => line("sem.release()"),
            6 => line("sem.release(2)"),
            _ => line("sem.acquire()"),
        }
    }

    fn barrier(&mut self) -> Statement {
        let call = self.rng.pick(&[
            "r = barrier.wait()",
            "r = barrier.wait()",
            "r = barrier.wait()",
            "y = barrier.wait(0.1)",
            "barrier.abort()",
            "barrier.reset()",
            "y = barrier.n_waiting",
            "y = barrier.broken",
        ]);
        if self.rng.chance(50) {
            return line(format!(
                "try:\n    {call}\nexcept threading.BrokenBarrierError:\n    y = 'broken'"
            ));
        }
        line(call)
    }

    fn thread(&mut self, id: usize) -> Statement {
        let any = self.rng.below(self.threads);
        let later = id + 1;
        if later < self.threads && self.rng.chance(40) {
            return line(format!("T{later}.start()"));
        }
        // A thread knows those after it.
        let other = if later < self.threads { later.max(any) } else { return line("x += 1") };
        match self.rng.below(6) {
            0 | 1 => line(format!("T{other}.join()")),
            2 => line(format!("T{other}.join(0.1)")),
            3 => line(format!("y = T{other}.is_alive()")),
            4 => line("y = threading.active_count()"),
            _ => line("y = threading.current_thread().name"),
        }
    }

    fn output(&mut self) -> Statement {
        line(self.rng.pick(&[
            "print(1)",
            "print(x)",
            "print('a', x)",
            "print('b', end='')",
            "print(x, y, sep='-')",
            "print('e', file=sys.stderr)",
            "sys.stdout.write('w')",
            "print(f'{x} {y}')",
        ]))
    }

    fn time(&mut self) -> Statement {
        line(self.rng.pick(&[
            "time.sleep(0.1)",
            "time.sleep(0.2)",
            "time.sleep(0)",
            "time.sleep(0.1)\nx += 1",
            "y = round(time.monotonic() - START, 1)",
        ]))
    }

    fn failure(&mut self, id: usize, depth: usize) -> Statement {
        if depth < 2 && self.rng.chance(30) {
            let body = self.inner(id, depth);
            let mut guarded = String::from("try:\n    ");
            let mut text = String::new();
            for statement in &body {
                statement.write(&mut text, 0);
            }
            guarded.push_str(text.trim_end().replace('\n', "\n    ").as_str());
            guarded.push_str("\nexcept Exception as e:\n    y = type(e).__name__");
            return line(guarded);
        }
        line(self.rng.pick(&[
            "raise ValueError(x)",
            "x = 1 // x",
            "sys.exit(3)",
            "x = y.missing",
            "assert x == 0, x",
            "assert y",
        ]))
    }

    /// Busy waiting, and what ends it.
    fn spin(&mut self, id: usize) -> Statement {
        let test = match self.rng.below(8) {
            0..=3 => "not x".to_owned(),
            4 => "not x and y".to_owned(),
            5 => "x == y".to_owned(),
            6 => "x < 1 and not y".to_owned(),
            _ if id + 1 < self.threads => format!("T{}.is_alive()", id + 1),
            _ => "not y".to_owned(),
        };
        let body =
            self.rng.pick(&["pass", "pass", "pass", "time.sleep(0)", "time.sleep(0.1)", "r = x"]);
        match self.rng.below(5) {
            0 | 1 => block(format!("while {test}:"), vec![line(body)]),
            2 => line("y = 1"),
            _ => line("x = 1"),
        }
    }

    fn main(&mut self) -> Vec<Statement> {
        let mut main = Vec::new();
        if self.themes.contains(&Theme::Time) {
            main.push(line("global START\nSTART = time.monotonic()"));
        }
        let nested = self.themes.contains(&Theme::Threads);
        let started = if nested { 1 + self.rng.below(self.threads) } else { self.threads };
        for id in 0..started {
            main.push(line(format!("T{id}.start()")));
            if self.rng.chance(10) {
                main.push(self.statement(self.threads, 1));
            }
        }
        if self.rng.chance(35) {
            main.push(self.statement(self.threads, 1));
        }
        for id in 0..started {
            if self.rng.chance(80) {
                let join = if self.rng.chance(10) { "join(0.1)" } else { "join()" };
                main.push(line(format!("T{id}.{join}")));
            }
        }
        let mut shown = vec!["x", "y"];
        for (theme, text) in [
            (Theme::Containers, "items, d, box.v"),
            (Theme::Event, "event.is_set()"),
            (Theme::Queue, "q.qsize()"),
            (Theme::Lock, "lock.locked()"),
        ] {
            if self.themes.contains(&theme) {
                shown.push(text);
            }
        }
        if self.rng.chance(85) {
            main.push(line(format!("print({})", shown.join(", "))));
        }
        if self.rng.chance(5) {
            main.push(line("sys.exit(x)"));
        }
        main
    }
}
