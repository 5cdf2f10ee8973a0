//! A page's conversation with the session, without a browser.

use std::cell::Cell;

use timeslice_protocol::{Answer, Ask, Reply, Request, SearchOptions, Strategy, Summary};
use timeslice_trace::{
    BlockReason, EventKind, LaneState, Lanes, Outcome, Position, Schedule, Settings, ThreadState,
    TraceBuilder,
};
use timeslice_worker::Session;

/// A session with a clock that each look moves by a millisecond.
#[derive(Default)]
struct Page {
    session: Session,
    clock: Cell<f64>,
}

impl Page {
    fn ask(&mut self, id: u32, ask: Ask) -> Vec<Reply> {
        let mut replies = Vec::new();
        self.session.handle(Request { id, ask }, &mut replies);
        replies
    }

    fn work(&mut self) -> Vec<Reply> {
        let mut replies = Vec::new();
        let clock = &self.clock;
        let now = || {
            clock.set(clock.get() + 1.0);
            clock.get()
        };
        self.session.work(&now, &mut replies);
        replies
    }

    fn work_to_the_end(&mut self) -> Vec<Reply> {
        let mut replies = Vec::new();
        while self.session.is_busy() {
            replies.extend(self.work());
        }
        replies
    }

    fn run(&mut self, source: &str, settings: &Settings) -> Vec<Reply> {
        let mut replies = self.ask(1, run(source, settings));
        replies.extend(self.work_to_the_end());
        replies
    }
}

fn run(source: &str, settings: &Settings) -> Ask {
    Ask::Run {
        source: source.into(),
        file_name: "program.py".into(),
        settings: Box::new(settings.clone()),
        trace_capacity: 100_000,
    }
}

fn finished(replies: &[Reply]) -> &Summary {
    match &replies.last().expect("an answer").answer {
        Answer::Finished(summary) => summary,
        other => panic!("not finished: {other:?}"),
    }
}

const SLEEPS: &str = "\
import threading, time
def task(n):
    print('task', n)
    time.sleep(1)
threads = [threading.Thread(target=task, args=(n,)) for n in range(5)]
for t in threads: t.start()
for t in threads: t.join()
print('done')
";

#[test]
fn a_run_sends_its_whole_trace_and_its_end() {
    let mut page = Page::default();
    let replies = page.run(SLEEPS, &Settings::default());
    let mut trace = TraceBuilder::new(usize::MAX);
    for reply in &replies {
        assert_eq!(reply.id, 1);
        if let Answer::Progress { chunk, .. } = &reply.answer {
            chunk.append_to(&mut trace);
        }
    }
    let trace = trace.finish();
    let output: String =
        trace.iter().filter(|e| e.kind == EventKind::Output).map(|e| trace.text(e.a)).collect();
    assert_eq!(output, "task 0\ntask 1\ntask 2\ntask 3\ntask 4\ndone\n");
    let summary = finished(&replies);
    assert_eq!(summary.outcome, Outcome::Ok);
    assert_eq!(summary.output_bytes, output.len() as u64);
    assert_eq!(summary.time_ns / 1_000_000, 1_000);
    let again = finished(&page.run(SLEEPS, &Settings::default())).trace_hash;
    assert_eq!(again, summary.trace_hash);
}

#[test]
fn whoever_comes_late_for_a_lock_waits_on() {
    let source = "\
import threading, time
lock = threading.Lock()
def work():
    with lock:
        time.sleep(0.2)
threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads: t.start()
for t in threads: t.join()
";
    let replies = Page::default().run(source, &Settings::default());
    let mut trace = TraceBuilder::new(usize::MAX);
    for reply in &replies {
        if let Answer::Progress { chunk, .. } = &reply.answer {
            chunk.append_to(&mut trace);
        }
    }
    let lanes = Lanes::of(&trace.finish(), true);
    // The second has the lock; the third was woken with it and has found the lock taken.
    let at = Position { time_ns: 300_000_000, step: u32::MAX };
    let states: Vec<_> =
        lanes.lanes.iter().map(|lane| lane.at(at).map(|s| (s.state, s.line))).collect();
    let blocked = |reason, line| Some((LaneState::Blocked(reason), line));
    assert_eq!(states[2], blocked(BlockReason::Sleep, 5));
    assert_eq!(states[3], blocked(BlockReason::Lock, 4));
}

#[test]
fn any_moment_can_be_looked_at() {
    let mut page = Page::default();
    let replies = page.run(SLEEPS, &Settings::default());
    let steps = finished(&replies).steps;
    let mut trace = TraceBuilder::new(usize::MAX);
    for reply in &replies {
        if let Answer::Progress { chunk, .. } = &reply.answer {
            chunk.append_to(&mut trace);
        }
    }
    // The last event before half a second: all sleep by then.
    let half = trace.trace().iter().rfind(|e| e.time_ns < 500_000_000).expect("an event");
    let answers = page.ask(2, Ask::Moment { step: u64::from(half.step) });
    let Answer::Moment(moment) = &answers[0].answer else { panic!("{answers:?}") };
    let sleeping = moment.threads.iter().filter(|thread| {
        matches!(thread.state, ThreadState::Blocked { reason: BlockReason::Sleep, .. })
    });
    assert_eq!(sleeping.count(), 5);
    let answers = page.ask(3, Ask::Moment { step: u64::MAX });
    let Answer::Moment(end) = &answers[0].answer else { panic!("{answers:?}") };
    assert_eq!(u64::from(end.step), steps);
}

#[test]
fn lines_are_stepped_forwards_and_back() {
    let mut page = Page::default();
    page.run(
        "a = 1\nb = 2\n\ndef f(x):\n    y = x\n    return y\n\nc = f(b)\n",
        &Settings::default(),
    );
    let line_at = |page: &mut Page, step: u64| {
        let answers = page.ask(5, Ask::Moment { step });
        let Answer::Moment(moment) = &answers[0].answer else { panic!("{answers:?}") };
        moment.threads[0].frames.last().map(|frame| frame.line)
    };
    let mut forwards = vec![(0, line_at(&mut page, 0))];
    let mut step = 0;
    loop {
        let answers = page.ask(6, Ask::StepLine { from: step, back: false });
        let Answer::Stepped { step: next } = answers[0].answer else { panic!("{answers:?}") };
        let Some(next) = next else { break };
        assert!(next > step);
        step = next;
        forwards.push((step, line_at(&mut page, step)));
    }
    let lines: Vec<_> = forwards.iter().filter_map(|(_, line)| *line).collect();
    let dedup: Vec<_> = lines.iter().copied().filter(|line| *line > 0).collect();
    assert_eq!(dedup, [1, 2, 4, 8, 4, 5, 6, 8]);
    // Back over the same places, in the other order.
    for pair in forwards.windows(2).rev() {
        let answers = page.ask(7, Ask::StepLine { from: pair[1].0, back: true });
        assert_eq!(answers[0].answer, Answer::Stepped { step: Some(pair[0].0) });
    }
    let answers = page.ask(8, Ask::StepLine { from: 0, back: true });
    assert_eq!(answers[0].answer, Answer::Stepped { step: None });
}

#[test]
fn an_endless_loop_is_held_and_goes_on() {
    let mut page = Page::default();
    page.ask(4, run("n = 0\nwhile True:\n    n += 1\n", &Settings::default()));
    for _ in 0..5 {
        page.work();
    }
    let replies = page.ask(5, Ask::Pause);
    let Some(Reply { id: 4, answer: Answer::Paused { steps, .. } }) = replies.last() else {
        panic!("{replies:?}")
    };
    assert!(*steps > 0 && !page.session.is_busy());
    page.ask(6, Ask::Resume);
    assert!(page.session.is_busy());
    page.work();
    let replies = page.ask(7, Ask::Cancel { job: 4 });
    assert_eq!(replies, [Reply { id: 4, answer: Answer::Cancelled }]);
    assert!(!page.session.is_busy());
}

#[test]
fn problems_have_their_place() {
    let mut page = Page::default();
    let answers = page.ask(1, Ask::Check { source: "a = 1\nb = (\n".into() });
    let Answer::Checked { problems } = &answers[0].answer else { panic!("{answers:?}") };
    assert_eq!(problems[0].line, 2);
    let answers = page.run("def f(:\n", &Settings::default());
    let Answer::Invalid { problems } = &answers[0].answer else { panic!("{answers:?}") };
    assert_eq!(problems[0].line, 1);
    assert!(!page.session.is_busy());
}

const RACE: &str = "\
import threading
n = 0
def work():
    global n
    for _ in range(3):
        n += 1
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(n)
";

#[test]
fn many_seeds_are_tallied_and_each_outcome_replays() {
    let mut page = Page::default();
    let settings = Settings { python: timeslice_trace::PythonVersion::Any, ..Settings::default() };
    let options = SearchOptions { strategy: Strategy::Random, executions: 60, first_seed: 1 };
    let ask = Ask::Search {
        source: RACE.into(),
        file_name: "race.py".into(),
        settings: Box::new(settings.clone()),
        options,
    };
    assert_eq!(page.ask(9, ask), []);
    let replies = page.work_to_the_end();
    let Some(Reply { id: 9, answer: Answer::Searched { state, outcomes, .. } }) = replies.last()
    else {
        panic!("{replies:?}")
    };
    assert!(state.ended && !state.complete);
    assert_eq!(state.executions, 60);
    assert_eq!(outcomes.iter().map(|row| row.executions).sum::<u64>(), 60);
    assert!(outcomes.len() > 1, "some seeds lose updates: {outcomes:?}");
    for row in outcomes {
        let schedule: Schedule = row.schedule.parse().expect("a schedule");
        let replies = page.run(RACE, &Settings { schedule, ..settings.clone() });
        let mut trace = TraceBuilder::new(usize::MAX);
        for reply in &replies {
            if let Answer::Progress { chunk, .. } = &reply.answer {
                chunk.append_to(&mut trace);
            }
        }
        let trace = trace.finish();
        let output: String =
            trace.iter().filter(|e| e.kind == EventKind::Output).map(|e| trace.text(e.a)).collect();
        assert_eq!(output, row.stdout, "{}", row.schedule);
    }
}

#[test]
fn a_deadlock_that_a_seed_runs_into_is_a_finding() {
    let source = "\
import threading
a, b = threading.Lock(), threading.Lock()
def work(first, second):
    for _ in range(20):
        with first:
            with second:
                pass
threads = [threading.Thread(target=work, args=pair) for pair in ((a, b), (b, a))]
for t in threads: t.start()
for t in threads: t.join()
";
    let mut page = Page::default();
    let ask = Ask::Search {
        source: source.into(),
        file_name: "abba.py".into(),
        settings: Box::default(),
        options: SearchOptions { strategy: Strategy::Random, executions: 60, first_seed: 1 },
    };
    page.ask(3, ask);
    let replies = page.work_to_the_end();
    let Answer::Searched { findings, .. } = &replies.last().expect("an answer").answer else {
        panic!("{replies:?}")
    };
    let finding = findings.iter().find(|f| f.kind == "deadlock").expect("a seed that deadlocks");
    assert_eq!(finding.lines, [6, 10]);
    assert_eq!(finding.threads.len(), 3);
    let schedule: Schedule = finding.schedule.parse().expect("a schedule");
    let replies = page.run(source, &Settings { schedule, ..Settings::default() });
    assert!(matches!(finished(&replies).outcome, Outcome::Deadlock(_)));
}

#[test]
fn a_search_tells_its_verdict_and_then_an_edit_that_mends_it() {
    let source = "\
import threading
counter = 0
def next_of(value):
    return value + 1
def work():
    global counter
    value = counter
    counter = next_of(value)
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(counter)
";
    let mut page = Page::default();
    let ask = |source: &str| Ask::Search {
        source: source.into(),
        file_name: "counter.py".into(),
        settings: Box::default(),
        options: SearchOptions { strategy: Strategy::All, executions: 0, first_seed: 0 },
    };
    page.ask(4, ask(source));
    let replies = page.work_to_the_end();
    let [.., Reply { answer: before, .. }, Reply { answer: after, .. }] = replies.as_slice() else {
        panic!("{replies:?}")
    };
    let Answer::Searched { state, findings, .. } = before else { panic!("{before:?}") };
    assert!(state.complete && state.is_mending && !state.ended, "{state:?}");
    assert!(findings.iter().all(|f| f.fix.is_none()), "{findings:?}");
    let Answer::Searched { state, findings, .. } = after else { panic!("{after:?}") };
    assert!(state.complete && !state.is_mending && state.ended, "{state:?}");
    let lost = findings.iter().find(|f| f.kind == "lost_update").expect("a lost update");
    let fix = lost.fix.as_ref().expect("an edit");
    assert!(fix.verified, "{fix:?}");

    // There is nothing to mend in what was mended: its verdict is the end.
    page.ask(5, ask(&fix.source));
    let replies = page.work_to_the_end();
    let Answer::Searched { state, findings, .. } = &replies.last().expect("an answer").answer
    else {
        panic!("{replies:?}")
    };
    assert!(state.complete && !state.is_mending && state.ended, "{state:?}");
    assert!(findings.is_empty(), "{findings:?}");
}
