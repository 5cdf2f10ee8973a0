//! The page that embeds this one, in messages: `{source: "timeslice", v: 1, type, id?, payload}`.
//!
//! In: `ping`, `load`, `run`, `explore`, `seek`, `get`; each is answered with the `id` it came with.
//! Out: `ready`, `resize`, `state`, `finished`, `finding`, `answer`. Only the embedding window is
//! listened to, and whoever speaks first is the one host from then on. What a learner wrote goes
//! to that host alone; `ready` and `resize` say nothing and go to anybody.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use timeslice_protocol::{SearchOptions, Strategy};
use timeslice_share::encode;
use timeslice_trace::Settings;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, ResizeObserver, Window};
use yew::prelude::*;

use crate::app::opened;
use crate::commands::Commands;
use crate::components::document_of;
use crate::platform;
use crate::state::{Action, Document, RunStatus, State};

/// The version of the messages.
const VERSION: f64 = 1.0;

/// The embedding window; its origin once it has spoken.
#[derive(Clone)]
struct Host {
    window: Window,
    origin: Rc<RefCell<Option<String>>>,
}

impl Host {
    /// None where the page stands alone.
    fn of_page() -> Option<Host> {
        let own = platform::window();
        let window = own.parent().ok().flatten().filter(|parent| *parent != own)?;
        Some(Host { window, origin: Rc::default() })
    }

    /// Says what anybody may hear.
    fn announce(&self, kind: &str, payload: &Object) {
        self.post(&message(kind, &JsValue::UNDEFINED, payload), "*");
    }

    /// Says something to the host, once there is one.
    fn tell(&self, kind: &str, id: &JsValue, payload: &Object) {
        let target = match self.origin.borrow().as_deref() {
            // A sandboxed page or a file: it has no origin that could be named.
            Some("null") => "*".to_owned(),
            Some(origin) => origin.to_owned(),
            None => return,
        };
        self.post(&message(kind, id, payload), &target);
    }

    fn tell_state(&self, state: &State) {
        self.tell("state", &JsValue::UNDEFINED, &summary(state));
    }

    fn tell_end(&self, state: &State) {
        if matches!(state.run.status, RunStatus::Finished(_) | RunStatus::Invalid) {
            self.tell("finished", &JsValue::UNDEFINED, &summary(state));
        }
    }

    fn post(&self, message: &Object, target: &str) {
        // Fails only for what cannot be copied, and all of this can.
        let _ = self.window.post_message(message, target);
    }

    /// Whether a message comes from the host.
    fn is_speaker(&self, event: &MessageEvent) -> bool {
        if event.source().is_none_or(|source| *source != ***self.window) {
            return false;
        }
        let mut origin = self.origin.borrow_mut();
        *origin.get_or_insert_with(|| event.origin()) == event.origin()
    }
}

/// Listens to the embedding page, and tells it what happens.
#[hook]
pub fn use_host(commands: &Rc<Commands>, state: &UseReducerHandle<State>) {
    let host = use_memo((), |()| Host::of_page());
    {
        let (commands, host) = (commands.clone(), host.clone());
        use_effect_with((), move |()| {
            let listeners = (*host).clone().map(|host| listen(&commands, &host));
            move || drop(listeners)
        });
    }
    let is_ready = state.view.workers.is_some();
    use_effect_with(is_ready, {
        let host = host.clone();
        move |is_ready| {
            if let (true, Some(host)) = (*is_ready, &*host) {
                host.announce("ready", &Object::new());
            }
        }
    });
    let key = (state.run.id, state.run.status.clone(), state.search.id, state.search.state.ended);
    use_effect_with(key, {
        let (host, state) = (host.clone(), (**state).clone());
        move |_| {
            if let Some(host) = &*host {
                host.tell_state(&state);
            }
        }
    });
    use_effect_with((state.run.id, state.run.status.clone()), {
        let (host, state) = (host.clone(), (**state).clone());
        move |_| {
            if let Some(host) = &*host {
                host.tell_end(&state);
            }
        }
    });
    let told = use_mut_ref(|| (0, Vec::<(String, String)>::new()));
    use_effect_with((state.search.id, state.search.findings.clone()), {
        let host = (*host).clone();
        move |(id, findings)| {
            let mut told = told.borrow_mut();
            if told.0 != *id {
                *told = (*id, Vec::new());
            }
            for finding in findings.iter() {
                // A later round may find something graver, which comes first: the place says nothing.
                let name = (finding.kind.clone(), finding.message.clone());
                if told.1.contains(&name) {
                    continue;
                }
                if let Some(host) = &host {
                    host.tell(
                        "finding",
                        &JsValue::UNDEFINED,
                        &object([
                            ("kind", finding.kind.as_str().into()),
                            ("message", finding.message.as_str().into()),
                            ("lines", numbers(&finding.lines)),
                            ("schedule", finding.schedule.as_str().into()),
                        ]),
                    );
                }
                told.1.push(name);
            }
        }
    });
}

/// What the page listens to as long as it lives.
struct Listeners {
    on_message: Closure<dyn FnMut(MessageEvent)>,
    observer: Option<ResizeObserver>,
    _on_resize: Closure<dyn FnMut()>,
}

impl Drop for Listeners {
    fn drop(&mut self) {
        let listener = self.on_message.as_ref().unchecked_ref();
        let _ = platform::window().remove_event_listener_with_callback("message", listener);
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

fn listen(commands: &Rc<Commands>, host: &Host) -> Listeners {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
        let (commands, host) = (commands.clone(), host.clone());
        move |event: MessageEvent| {
            let data = event.data();
            let get = |name: &str| Reflect::get(&data, &name.into()).unwrap_or_default();
            let is_ours = data.is_object()
                && get("source") == "timeslice"
                && get("v").as_f64() == Some(VERSION);
            if !is_ours || !host.is_speaker(&event) {
                return;
            }
            let kind = get("type").as_string().unwrap_or_default();
            if kind == "ping" {
                let state = commands.state();
                if state.view.workers.is_some() {
                    host.tell("ready", &get("id"), &Object::new());
                    // What it has missed.
                    host.tell_state(&state);
                    host.tell_end(&state);
                }
                return;
            }
            let answer = match obey(&commands, &kind, &get("payload")) {
                Ok(payload) => payload,
                Err(error) => object([("error", error.into())]),
            };
            host.tell("answer", &get("id"), &answer);
        }
    });
    let listener = on_message.as_ref().unchecked_ref();
    let _ = platform::window().add_event_listener_with_callback("message", listener);
    let on_resize = Closure::<dyn FnMut()>::new({
        let host = host.clone();
        let told = RefCell::new(0.0);
        move || {
            let height = content_height();
            if told.replace(height) != height {
                host.announce("resize", &object([("height", height.into())]));
                // Canvas's own word for it.
                let canvas = [("subject", "lti.frameResize".into()), ("height", height.into())];
                host.post(&object(canvas), "*");
            }
        }
    });
    let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok();
    if let (Some(observer), Some(body)) =
        (&observer, platform::window().document().and_then(|document| document.body()))
    {
        observer.observe(&body);
    }
    Listeners { on_message, observer, _on_resize: on_resize }
}

fn content_height() -> f64 {
    let body = platform::window().document().and_then(|document| document.body());
    body.map_or(0.0, |body| f64::from(body.scroll_height()))
}

/// Does what the host asks for; gives the answer.
fn obey(commands: &Commands, kind: &str, payload: &JsValue) -> Result<Object, String> {
    let text = |name: &str| Reflect::get(payload, &name.into()).ok()?.as_string();
    let number = |name: &str| {
        let value = Reflect::get(payload, &name.into()).ok()?.as_f64()?;
        (value.is_finite() && value >= 0.0).then_some(value as u64)
    };
    match kind {
        "load" => {
            let document = if let Some(name) = text("scenario") {
                Document::of_catalogue(&name)
                    .ok_or_else(|| format!("there is no scenario called '{name}'"))?
            } else if let Some(link) = text("link") {
                opened(&link)?.0
            } else if let Some(source) = text("program") {
                let mut document = Document::of_source(&source, Settings::default());
                let settings = Rc::make_mut(&mut document.settings);
                document.scenario.metadata.override_settings(settings);
                document
            } else {
                return Err("load needs a program, a scenario or a link".into());
            };
            commands.dispatch(Action::Open(Box::new(document)));
        }
        "run" => commands.run(),
        "explore" => {
            let first_seed = commands.state().document.settings.seed;
            commands.explore(SearchOptions { strategy: Strategy::All, executions: 0, first_seed });
        }
        "seek" => match (number("time_ns"), number("step")) {
            (Some(time_ns), _) => commands.dispatch(Action::SeekTime(time_ns)),
            (None, Some(step)) => commands.dispatch(Action::SeekStep(step)),
            (None, None) => return Err("seek needs time_ns or step".into()),
        },
        "get" => return Ok(summary(&commands.state())),
        other => return Err(format!("'{other}' is not known")),
    }
    Ok(object([("ok", true.into())]))
}

/// Program, run and search as a host sees them.
fn summary(state: &State) -> Object {
    let (status, outcome) = match &state.run.status {
        RunStatus::Idle => ("idle", ""),
        RunStatus::Running => ("running", ""),
        RunStatus::Paused => ("paused", ""),
        RunStatus::Invalid => ("finished", "invalid"),
        RunStatus::Lost => ("lost", ""),
        RunStatus::Finished(summary) => ("finished", summary.outcome.word()),
    };
    let log = state.run.log.borrow();
    let stdout: String = log
        .output
        .iter()
        // A line that went to standard error alone is no empty one of standard output.
        .filter(|line| line.pieces.is_empty() || line.pieces.iter().any(|piece| !piece.is_error))
        .map(|line| {
            let pieces = line.pieces.iter().filter(|piece| !piece.is_error);
            let text: String = pieces.map(|piece| piece.text.as_str()).collect();
            if line.is_complete { format!("{text}\n") } else { text }
        })
        .collect();
    let at = state.view.cursor.at;
    let outcomes: Array = state
        .search
        .outcomes
        .iter()
        .map(|row| {
            object([
                ("outcome", row.outcome.as_str().into()),
                ("stdout", row.stdout.as_str().into()),
                ("schedule", row.schedule.as_str().into()),
            ])
        })
        .collect();
    object([
        ("program", (&*state.document.source).into()),
        ("link", encode(&document_of(state)).unwrap_or_default().into()),
        ("status", status.into()),
        ("outcome", outcome.into()),
        ("stdout", stdout.into()),
        ("time_ns", (at.time_ns as f64).into()),
        ("step", at.step.into()),
        ("end_ns", (state.run.end.time_ns as f64).into()),
        ("end_step", state.run.end.step.into()),
        ("exploring", state.search.is_running().into()),
        ("complete", state.search.state.complete.into()),
        ("outcomes", outcomes.into()),
        ("findings", (state.search.findings.len() as u32).into()),
    ])
}

fn message(kind: &str, id: &JsValue, payload: &Object) -> Object {
    object([
        ("source", "timeslice".into()),
        ("v", VERSION.into()),
        ("type", kind.into()),
        ("id", id.clone()),
        ("payload", payload.into()),
    ])
}

fn numbers(values: &[u32]) -> JsValue {
    values.iter().map(|value| JsValue::from(*value)).collect::<Array>().into()
}

fn object<const N: usize>(fields: [(&str, JsValue); N]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Fails only for frozen objects.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object
}
