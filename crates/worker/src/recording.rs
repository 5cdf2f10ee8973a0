//! Stand-in for the machine's recording until it lands.

use timeslice_compiler::Diagnostic;
use timeslice_trace::*;

pub struct Recording {
    builder: TraceBuilder,
    events: Vec<(u64, u32, u32, EventKind, u32, u32, u32)>,
    next: usize,
    step: u64,
    endless: bool,
    tasks: u32,
    out: String,
    outcome: Option<Outcome>,
}

impl Recording {
    pub fn new(
        source: &str,
        _file: &str,
        _s: &Settings,
        cap: usize,
    ) -> Result<Recording, Vec<Diagnostic>> {
        let found = timeslice_compiler::check(source);
        if !found.is_empty() {
            return Err(found);
        }
        let tasks = source
            .split_once("TASKS = ")
            .and_then(|(_, r)| r.split_whitespace().next()?.parse().ok())
            .unwrap_or(5);
        let mut b = TraceBuilder::new(cap);
        let main = b.text("MainThread");
        use EventKind::*;
        let mut e = vec![(0, 0, 0, ThreadBegin, 1, 0, main), (0, 0, 0, Run, 1, 0, 0)];
        let mut out = String::new();
        let (mut t, mut s) = (40_000, 40);
        for n in 1..=tasks {
            let name = b.text(&format!("Thread-{n} (task)"));
            e.push((t, s, 0, ThreadStart, 30, n, name));
            e.push((t, s, 0, Block, 30, NONE, BlockReason::ThreadStart as u32));
            e.push((t, s, n, ThreadBegin, 22, 0, name));
            e.push((t, s, n, Run, 22, 0, 1));
            e.push((t + 2_000, s + 5, 0, Wake, 30, n, 0));
            let text = format!("> task {} begins\n", n - 1);
            let id = b.text(&text);
            out.push_str(&text);
            e.push((t + 9_000_000, s + 20, n, Output, 23, id, 1));
            e.push((t + 20_000_000, s + 30, n, Block, 24, NONE, BlockReason::Sleep as u32));
            e.push((t + 20_000_000, s + 31, 0, Run, 30, 0, 1));
            t += 21_000_000;
            s += 40;
        }
        e.push((t, s, 0, Block, 32, NONE, BlockReason::ThreadJoin as u32));
        for n in 1..=tasks {
            t = 1_000_000_000 + u64::from(n) * 21_000_000;
            let text = format!("> task {} ends\n", n - 1);
            let id = b.text(&text);
            out.push_str(&text);
            e.push((t, s + 1, n, Wake, 24, NONE, 1));
            e.push((t, s + 1, n, Run, 24, 0, 1));
            e.push((t + 9_000, s + 12, n, Output, 25, id, 1));
            e.push((t + 19_000_000, s + 30, n, ThreadEnd, 25, 0, 0));
            s += 31;
        }
        t += 20_000_000;
        e.push((t, s, 0, Wake, 32, NONE, 0));
        e.push((t, s, 0, Run, 32, 0, 1));
        e.push((t + 9_000, s + 9, 0, ThreadJoin, 32, 1, NONE));
        e.push((t + 5_000_000, s + 40, 0, ThreadEnd, 40, 0, 0));
        Ok(Recording {
            builder: b,
            events: e,
            next: 0,
            step: 0,
            endless: source.contains("while True: pass"),
            tasks,
            out,
            outcome: None,
        })
    }
    pub fn advance(&mut self, n: u64) -> bool {
        if self.endless {
            self.step += n;
            let x = (0..n * 20).fold(0_u64, |a, b| std::hint::black_box(a ^ b));
            return x == 12345;
        }
        for &(time_ns, step, thread, kind, line, a, b) in &self.events[self.next..] {
            self.builder.event(&Event { time_ns, step, thread, kind, line, a, b });
        }
        self.next = self.events.len();
        self.step = u64::from(self.events[self.next - 1].1);
        self.outcome = Some(Outcome::Ok);
        true
    }
    pub fn outcome(&self) -> Option<&Outcome> {
        self.outcome.as_ref()
    }
    pub fn exit_code(&self) -> i32 {
        0
    }
    pub fn trace(&self) -> &Trace {
        self.builder.trace()
    }
    pub fn trace_hash(&self) -> u64 {
        self.builder.hash()
    }
    pub fn steps(&self) -> u64 {
        self.step
    }
    pub fn time_ns(&self) -> u64 {
        if self.endless { self.step * 20 } else { self.events.last().map_or(0, |e| e.0) }
    }
    pub fn switches(&self) -> u64 {
        7
    }
    pub fn stdout(&self) -> &str {
        &self.out
    }
    pub fn stderr(&self) -> &str {
        ""
    }
    pub fn schedule(&self) -> String {
        "fair".into()
    }
    pub fn moment(&mut self, step: u64) -> Moment {
        let lanes = Lanes::of(self.builder.trace(), true);
        let at =
            self.events.iter().filter(|e| u64::from(e.1) < step).map(|e| e.0).max().unwrap_or(0);
        let here = Position { time_ns: at, step: step as u32 };
        let threads = lanes
            .lanes
            .iter()
            .filter_map(|lane| {
                let seg = lane.at(here)?;
                let v = |n: &str, k: &str, v: &str| Variable {
                    name: n.into(),
                    kind: k.into(),
                    value: v.into(),
                };
                Some(ThreadView {
                    id: lane.thread,
                    name: lane.name.clone(),
                    process: 0,
                    daemon: false,
                    state: match seg.state {
                        LaneState::Running => ThreadState::Running,
                        LaneState::Blocked(reason) => ThreadState::Blocked {
                            reason,
                            object: String::new(),
                            until_ns: (reason == BlockReason::Sleep).then_some(1_000_000_000),
                        },
                        LaneState::Finished(failed) => ThreadState::Finished { failed },
                        _ => ThreadState::Runnable,
                    },
                    frames: vec![FrameView {
                        function: "task".into(),
                        file: "program.py".into(),
                        line: seg.line,
                        start: 0,
                        end: 0,
                        library: false,
                        variables: vec![
                            v("number", "int", "3"),
                            v("self", "Worker", "<__main__.Worker object at 0x7f>"),
                        ],
                    }],
                })
            })
            .collect();
        Moment {
            step: step as u32,
            time_ns: at,
            threads,
            objects: vec![SyncView {
                kind: "Lock".into(),
                label: "lock_a".into(),
                holder: Some(0),
                waiters: vec![1, 2],
                state: "locked".into(),
            }],
            globals: vec![
                Variable {
                    name: "TASKS".into(),
                    kind: "int".into(),
                    value: self.tasks.to_string(),
                },
                Variable { name: "SECONDS".into(), kind: "float".into(), value: "1.0".into() },
            ],
        }
    }
}
