//! One run with checkpoints: any moment of it can be visited.

use std::sync::Arc;

use timeslice_compiler::{Diagnostic, Mode, Options};
use timeslice_trace::{
    FrameView, Moment, Outcome, SyncView, ThreadState, ThreadView, Trace, TraceBuilder, Variable,
};

use crate::base::base;
use crate::machine::Machine;
use crate::object::Kind;
use crate::settings::Settings;
use crate::sync::SyncData;
use crate::thread::State;
use crate::value::{Ref, Value};

/// The most checkpoints kept; when there are more, every second one goes.
const MAX_CHECKPOINTS: usize = 64;
/// Bytecodes between the first checkpoints.
const FIRST_DISTANCE: u64 = 16_384;
/// Longest `repr` of a variable in a [`Moment`].
const MAX_REPR: usize = 200;
/// The most variables of one frame in a [`Moment`].
const MAX_VARIABLES: usize = 200;

/// A run of a program, made in slices, with checkpoints on the way.
pub struct Recording {
    machine: Machine,
    checkpoints: Vec<Machine>,
    distance: u64,
}

impl Recording {
    /// Compiles `source` and makes a run of it ready. At most `trace_capacity` events are kept
    /// (all are hashed); `None` records nothing at all.
    ///
    /// # Errors
    /// What is wrong with the program, by position.
    pub fn new(
        source: &str,
        file_name: &str,
        settings: &Settings,
        trace_capacity: Option<usize>,
    ) -> Result<Recording, Vec<Diagnostic>> {
        let mut machine = Machine::for_program(source, file_name, settings)?;
        let checkpoints = vec![machine.clone()];
        machine.recorder = trace_capacity.map(|n| Box::new(TraceBuilder::new(n)));
        Ok(Recording { machine, checkpoints, distance: FIRST_DISTANCE })
    }

    /// The same for a run that will not be visited again: without checkpoints on the way.
    ///
    /// # Errors
    /// What is wrong with the program, by position.
    pub fn once(
        source: &str,
        file_name: &str,
        settings: &Settings,
        trace_capacity: Option<usize>,
    ) -> Result<Recording, Vec<Diagnostic>> {
        let mut recording = Recording::new(source, file_name, settings, trace_capacity)?;
        recording.distance = u64::MAX / 4;
        Ok(recording)
    }

    /// From now on every access to memory is an event, not only those that threads can share: for
    /// the search for mistakes. The trace, and its hash, are others then.
    pub fn observe_memory(&mut self) {
        self.machine.observed = true;
    }

    /// Calls the objects of the trace what they are called now: when they were first seen, most
    /// were not yet bound to a variable.
    pub fn name_objects_anew(&mut self) {
        let machine = &mut self.machine;
        let Some(mut recorder) = machine.recorder.take() else { return };
        let by_name: std::collections::BTreeMap<_, _> = (base().end..machine.p.heap.end())
            .map(|index| (machine.name_of(Ref(index)), Ref(index)))
            .collect();
        recorder.relabel(|name| by_name.get(&name).map(|r| machine.label_of(*r)));
        machine.recorder = Some(recorder);
    }

    /// Executes up to `max_steps` more bytecodes; true when the run has ended.
    pub fn advance(&mut self, max_steps: u64) -> bool {
        let target = self.machine.steps.saturating_add(max_steps);
        loop {
            let last = self.checkpoints.last().map_or(0, |m| m.steps);
            let next = (last + self.distance).min(target);
            if self.machine.run_until(next) {
                return true;
            }
            if self.machine.steps >= last + self.distance {
                self.checkpoints.push(self.machine.clone());
                if self.checkpoints.len() > MAX_CHECKPOINTS {
                    let mut index = 0;
                    self.checkpoints.retain(|_| {
                        index += 1;
                        index % 2 == 1
                    });
                    self.distance *= 2;
                }
            }
            if self.machine.steps >= target {
                return false;
            }
        }
    }

    /// How the run ended, once it has.
    pub fn outcome(&self) -> Option<&Outcome> {
        self.machine.outcome.as_ref()
    }

    /// Exit code of the command line for this outcome; 0 while the run goes on.
    pub fn exit_code(&self) -> i32 {
        self.machine.outcome.as_ref().map_or(0, Outcome::exit_code)
    }

    /// The events so far; empty when none are kept.
    pub fn trace(&self) -> Option<&Trace> {
        self.machine.recorder.as_ref().map(|r| r.trace())
    }

    /// Hash of all events so far; 0 when nothing is recorded.
    pub fn trace_hash(&self) -> u64 {
        self.machine.recorder.as_ref().map_or(0, |r| r.hash())
    }

    /// Number of events so far.
    pub fn events(&self) -> u64 {
        self.machine.recorder.as_ref().map_or(0, |r| r.count())
    }

    /// Bytecodes executed so far.
    pub fn steps(&self) -> u64 {
        self.machine.steps
    }

    /// Virtual time so far, in nanoseconds.
    pub fn time_ns(&self) -> u64 {
        self.machine.w.now_ns.max(self.machine.now_ns())
    }

    /// Switches between threads so far.
    pub fn switches(&self) -> u64 {
        self.machine.w.switches
    }

    /// What was written to stdout so far.
    pub fn stdout(&self) -> &str {
        &self.machine.w.output.stdout
    }

    /// What was written to stderr so far.
    pub fn stderr(&self) -> &str {
        &self.machine.w.output.stderr
    }

    /// The pieces of output in virtual order: stream (1 or 2), the text, the thread.
    pub fn output(&self) -> Vec<(u8, &str, u32)> {
        let output = &self.machine.w.output;
        let mut at = [0_usize; 2];
        output
            .pieces
            .iter()
            .map(|(stream, end, thread)| {
                let text = if *stream == 1 { &output.stdout } else { &output.stderr };
                let from = &mut at[usize::from(*stream == 2)];
                let piece = &text[*from..*end as usize];
                *from = *end as usize;
                (*stream, piece, *thread)
            })
            .collect()
    }

    /// The report of a deadlock or an exhausted budget, for stderr.
    pub fn report(&self) -> Option<String> {
        match &self.machine.outcome {
            Some(Outcome::Deadlock(_)) => self.machine.w.report.clone(),
            Some(Outcome::Budget(budget)) => {
                Some(format!("Stopped: {budget}. The limit can be raised (see --help).\n"))
            }
            _ => None,
        }
    }

    /// The schedule as text: with the same program and settings it gives the same run.
    pub fn schedule(&self) -> String {
        self.machine.settings.schedule.to_string()
    }

    /// How many choices of the schedule named a thread that could not run then.
    pub fn missed_choices(&self) -> u32 {
        self.machine.w.overrides_missed + u32::from(self.machine.w.chosen.is_some())
    }

    /// The state after `step` bytecodes (or at the end of what was executed so far).
    pub fn moment(&self, step: u64) -> Moment {
        if step >= self.machine.steps {
            return self.machine.moment();
        }
        self.machine_at(step).moment()
    }

    /// The machine as it was after `step` bytecodes, by re-execution.
    pub(crate) fn machine_at(&self, step: u64) -> Machine {
        let mut machine = self.checkpoint_before(step.saturating_add(1)).clone();
        machine.run_until(step.min(self.machine.steps));
        machine
    }

    /// The last checkpoint with fewer bytecodes than `step`, or the first.
    pub(crate) fn checkpoint_before(&self, step: u64) -> &Machine {
        let after = self.checkpoints.partition_point(|m| m.steps < step);
        &self.checkpoints[after.saturating_sub(1)]
    }
}

/// What is wrong with a program, by position: syntax, and what Timeslice does not support.
pub fn check(source: &str) -> Vec<Diagnostic> {
    let found = timeslice_compiler::check(source);
    if !found.is_empty() {
        return found;
    }
    let options = Options { file_name: "<check>", mode: Mode::Exec, library: false };
    match timeslice_compiler::compile(source, &options) {
        Ok(code) => crate::import::unsupported_imports(&code),
        Err(found) => found,
    }
}

impl Machine {
    /// A machine that is about to execute `source`.
    ///
    /// # Errors
    /// What is wrong with the program, by position.
    pub(crate) fn for_program(
        source: &str,
        file_name: &str,
        settings: &Settings,
    ) -> Result<Machine, Vec<Diagnostic>> {
        let options = Options { file_name, mode: Mode::Exec, library: false };
        let code = timeslice_compiler::compile(source, &options)?;
        let problems = crate::import::unsupported_imports(&code);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut m = Machine::from_base(base(), Arc::new(settings.clone()));
        m.p.info.switch_interval_ns = settings.switch_interval_ns;
        m.start_main(&code, file_name);
        Ok(m)
    }

    /// The present state for the inspector.
    fn moment(&self) -> Moment {
        // A heap can only be shown where its process is the loaded one.
        let loaded: Vec<Option<Machine>> =
            (0..self.w.procs.len() as u32).map(|id| self.with_process(id)).collect();
        let seen = |process: u32| loaded[process as usize].as_ref().unwrap_or(self);
        let threads =
            (0..self.thread_count()).map(|t| seen(self.thread(t).process).thread_view(t)).collect();
        let main = seen(0);
        let mut objects = main.sync_views();
        objects.extend(main.shared_views());
        objects.truncate(MAX_VARIABLES);
        Moment {
            step: self.steps.min(u64::from(u32::MAX)) as u32,
            time_ns: self.w.now_ns.max(self.now_ns()),
            threads,
            objects,
            globals: main.variables_of_dict(main.p.main),
        }
    }

    /// A copy with process `id` loaded beside the running thread; `None` when it is already.
    fn with_process(&self, id: u32) -> Option<Machine> {
        if id == self.p.id {
            return None;
        }
        let mut copy = self.clone();
        let outgoing = std::mem::replace(&mut copy.p, (*self.w.procs[id as usize]).clone());
        let place = outgoing.id as usize;
        copy.w.procs[place] = Arc::new(outgoing);
        Some(copy)
    }

    fn thread_view(&self, tid: u32) -> ThreadView {
        let thread = self.thread(tid);
        let process = self.process(thread.process);
        let state = match thread.state {
            State::Finished => ThreadState::Finished { failed: thread.failed },
            State::Blocked { deadline_ns, reason, .. } => ThreadState::Blocked {
                reason,
                object: self.waited_label(tid),
                until_ns: deadline_ns,
            },
            State::Ready if tid == self.th.id && self.outcome.is_none() => ThreadState::Running,
            State::Ready => ThreadState::Runnable,
        };
        let mut frames = Vec::new();
        for (i, frame) in thread.frames.iter().enumerate() {
            let code = &process.codes[frame.code as usize];
            if code.code.source.name.ends_with("/_runtime.py") {
                continue;
            }
            let innermost = i + 1 == thread.frames.len();
            let pc = if innermost { thread.pc } else { frame.pc };
            // The innermost frame shows what comes next; the others the call they are in.
            let at = if innermost { pc } else { pc.saturating_sub(1) };
            let span = code.code.spans.get(at as usize).copied().unwrap_or_default();
            let line = code.lines.get(at as usize).copied().unwrap_or(0);
            let variables = if frame.namespace.is_null() && thread.process == self.p.id {
                self.frame_variables(thread, i)
            } else {
                Vec::new()
            };
            frames.push(FrameView {
                function: code.code.qualname.to_string(),
                file: code.code.source.name.to_string(),
                line,
                start: span.start,
                end: span.end,
                library: code.library,
                variables,
            });
        }
        ThreadView {
            id: tid,
            name: thread.name.to_string(),
            process: thread.process,
            daemon: thread.daemon,
            state,
            frames,
        }
    }

    fn frame_variables(&self, thread: &crate::thread::Thread, index: usize) -> Vec<Variable> {
        let frame = &thread.frames[index];
        let code = self.code(frame.code);
        let base = frame.base as usize;
        let mut variables = Vec::new();
        for (slot, name) in code.local_names.iter().enumerate().take(MAX_VARIABLES) {
            let Some(mut v) = thread.stack.get(base + slot).copied() else { break };
            if let Value::Obj(r) = v
                && let Kind::Cell(inner) = self.get(r)
            {
                v = *inner;
            }
            let name = self.symbol_text(*name);
            if v.is_null() || name.starts_with('.') {
                continue;
            }
            variables.push(self.variable(name, v));
        }
        variables
    }

    fn variable(&self, name: &str, v: Value) -> Variable {
        Variable {
            name: name.to_owned(),
            kind: self.type_name(v),
            value: self.short_repr(v, MAX_REPR),
        }
    }

    fn variables_of_dict(&self, dict: Ref) -> Vec<Variable> {
        let Kind::Dict(d) = self.get(dict) else { return Vec::new() };
        d.iter()
            .filter_map(|e| {
                let name = self.text(e.key)?.as_str();
                let hidden = name.starts_with("__")
                    || matches!(e.value, Value::Obj(r) if matches!(self.get(r),
                        Kind::Module(..) | Kind::Function(_) | Kind::Class(_) | Kind::Native(_)));
                (!hidden).then(|| self.variable(name, e.value))
            })
            .take(MAX_VARIABLES)
            .collect()
    }

    fn sync_views(&self) -> Vec<SyncView> {
        let start = base().end;
        let mut views = Vec::new();
        for index in start..self.p.heap.end() {
            let r = Ref(index);
            let (holder, state) = match self.get(r) {
                Kind::Lock(lock) => {
                    let word = if lock.owner.is_some() { "locked" } else { "unlocked" };
                    (lock.owner, word.to_owned())
                }
                Kind::Sync(data) => self.sync_state(data),
                _ => continue,
            };
            let waiters = (0..self.thread_count())
                .filter(|t| {
                    let thread = self.thread(*t);
                    thread.process == self.p.id
                        && matches!(thread.state, State::Blocked { wait, .. } if wait.object() == Some(r))
                })
                .collect();
            let name = self.name_of(r);
            views.push((
                name,
                SyncView {
                    kind: self.type_name(r.into()),
                    label: self.label_of(r),
                    holder,
                    waiters,
                    state,
                },
            ));
        }
        views.sort_by_key(|(name, _)| *name);
        views.into_iter().map(|(_, v)| v).take(MAX_VARIABLES).collect()
    }

    fn sync_state(&self, data: &SyncData) -> (Option<u32>, String) {
        match data {
            SyncData::RLock { owner, count } => (
                *owner,
                if owner.is_some() { format!("locked {count}×") } else { "unlocked".into() },
            ),
            SyncData::Condition { waiters, .. } => (None, format!("{} waiting", waiters.len())),
            SyncData::Event { set, .. } => (None, if *set { "set" } else { "not set" }.into()),
            SyncData::Semaphore { value, initial } => (
                None,
                match initial {
                    Some(n) => format!("{value} of {n} left"),
                    None => format!("{value} left"),
                },
            ),
            SyncData::Barrier { parties, waiting, .. } => {
                (None, format!("{} of {parties} arrived", waiting.len()))
            }
            SyncData::Queue { items, maxsize, unfinished, .. } => {
                let bound = if *maxsize > 0 { format!(" of {maxsize}") } else { String::new() };
                (None, format!("{}{bound} items, {unfinished} unfinished", items.len()))
            }
        }
    }
}
