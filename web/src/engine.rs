//! The worker, seen from the page: questions go out, answers come in as a stream.
//!
//! A worker that crashes or does not answer is replaced; whoever reads the stream is told so and
//! asks again. Of moments and checks only the latest wish matters, so at most one of each is on
//! its way.

use std::cell::RefCell;
use std::rc::Rc;

use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use js_sys::{Array, ArrayBuffer, Reflect, Uint8Array};
use timeslice_protocol::{Answer, Ask, Reply, Request, RequestId, from_bytes, to_bytes};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::platform;

/// A worker that dies this often without ever being ready is given up.
const MAX_FAILED_STARTS: u32 = 3;

/// What comes from the worker.
pub enum Event {
    /// It can be asked, and computes on so many threads.
    Ready(u32),
    /// It answers.
    Answer(Box<Reply>),
    /// It is gone, and why; a new one is on its way.
    Crashed(String),
}

/// The worker.
#[derive(Clone)]
pub struct Engine(Rc<RefCell<Link>>);

impl PartialEq for Engine {
    fn eq(&self, other: &Engine) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Link {
    worker: Option<Running>,
    events: UnboundedSender<Event>,
    next_id: RequestId,
    /// Questions that wait until the worker is ready.
    waiting: Vec<Request>,
    is_ready: bool,
    failed_starts: u32,
    moment: Latest,
    check: Latest,
}

/// A worker with the handlers that it calls.
struct Running {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// A kind of question of which only the latest matters.
#[derive(Default)]
struct Latest {
    asked: Option<RequestId>,
    next: Option<Ask>,
}

impl Engine {
    /// Starts a worker. The stream ends with the engine.
    pub fn start() -> (Engine, UnboundedReceiver<Event>) {
        let (events, stream) = unbounded();
        let engine = Engine(Rc::new(RefCell::new(Link {
            worker: None,
            events,
            next_id: 1,
            waiting: Vec::new(),
            is_ready: false,
            failed_starts: 0,
            moment: Latest::default(),
            check: Latest::default(),
        })));
        engine.spawn();
        (engine, stream)
    }

    /// Asks, and returns the number under which answers come.
    pub fn ask(&self, ask: Ask) -> RequestId {
        self.0.borrow_mut().ask(ask)
    }

    /// Asks for the state at a step, once the answer before is there.
    pub fn ask_moment(&self, step: u64) {
        let mut link = self.0.borrow_mut();
        let link = &mut *link;
        link.moment.next = Some(Ask::Moment { step });
        link.ask_latest();
    }

    /// Asks what is wrong with a program, once the answer before is there.
    pub fn ask_check(&self, source: &str) {
        let mut link = self.0.borrow_mut();
        link.check.next = Some(Ask::Check { source: source.to_owned() });
        link.ask_latest();
    }

    /// Ends the worker, whatever it is at, and starts a new one.
    pub fn restart(&self, why: &str) {
        {
            let mut link = self.0.borrow_mut();
            if !link.is_ready {
                link.failed_starts += 1;
            }
            link.worker = None;
            link.is_ready = false;
            link.waiting.clear();
            link.moment = Latest::default();
            link.check = Latest::default();
            link.tell(Event::Crashed(why.to_owned()));
            if link.failed_starts >= MAX_FAILED_STARTS {
                return;
            }
        }
        self.spawn();
    }

    fn spawn(&self) {
        let engine = self.clone();
        let on_message = Closure::new(move |event: MessageEvent| engine.receive(&event.data()));
        let engine = self.clone();
        let on_error = Closure::new(move |event: ErrorEvent| {
            event.prevent_default();
            engine.restart(&format!("The worker crashed ({}).", event.message()));
        });
        match new_worker() {
            Ok(worker) => {
                worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
                worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
                self.0.borrow_mut().worker =
                    Some(Running { worker, _on_message: on_message, _on_error: on_error });
            }
            Err(error) => {
                let message = format!(
                    "This browser refuses to start a worker ({}).",
                    platform::describe(&error)
                );
                self.0.borrow_mut().tell(Event::Crashed(message));
            }
        }
    }

    fn receive(&self, data: &JsValue) {
        let Some(buffer) = data.dyn_ref::<ArrayBuffer>() else {
            return self.greeting(data);
        };
        let bytes = Uint8Array::new(buffer).to_vec();
        match from_bytes::<Reply>(&bytes) {
            Ok(Reply { answer: Answer::Crash { message }, .. }) => {
                self.restart(&format!("The worker crashed ({message})."));
            }
            Ok(reply) => {
                let mut link = self.0.borrow_mut();
                link.moment.answered(reply.id);
                link.check.answered(reply.id);
                link.tell(Event::Answer(Box::new(reply)));
                link.ask_latest();
            }
            Err(error) => self.restart(&format!("The worker sent {error}.")),
        }
    }

    /// What the worker's entry script says before the machine is loaded.
    fn greeting(&self, data: &JsValue) {
        let field = |name: &str| Reflect::get(data, &JsValue::from_str(name)).ok();
        let text = |name: &str| field(name).and_then(|value| value.as_string());
        match text("type").as_deref() {
            Some("ready") => {
                let workers = field("workers").and_then(|value| value.as_f64()).unwrap_or(1.0);
                let mut link = self.0.borrow_mut();
                link.is_ready = true;
                link.failed_starts = 0;
                link.tell(Event::Ready(workers as u32));
                for request in std::mem::take(&mut link.waiting) {
                    link.post(&request);
                }
            }
            Some("failed") => {
                let why = text("message").unwrap_or_default();
                self.restart(&format!("The worker could not be loaded ({why})."));
            }
            _ => {}
        }
    }
}

impl Link {
    fn ask(&mut self, ask: Ask) -> RequestId {
        let id = self.next_id;
        self.next_id += 1;
        let request = Request { id, ask };
        if self.is_ready {
            self.post(&request);
        } else {
            self.waiting.push(request);
        }
        id
    }

    fn ask_latest(&mut self) {
        if self.moment.asked.is_none()
            && let Some(ask) = self.moment.next.take()
        {
            self.moment.asked = Some(self.ask(ask));
        }
        if self.check.asked.is_none()
            && let Some(ask) = self.check.next.take()
        {
            self.check.asked = Some(self.ask(ask));
        }
    }

    fn post(&self, request: &Request) {
        let Some(running) = &self.worker else { return };
        let buffer = Uint8Array::from(to_bytes(request).as_slice()).buffer();
        // Fails only for what cannot be transferred, which a buffer can.
        let _ = running.worker.post_message_with_transfer(&buffer, &Array::of1(&buffer));
    }

    fn tell(&self, event: Event) {
        // Nobody listens any more when the page goes away.
        let _ = self.events.unbounded_send(event);
    }
}

impl Latest {
    fn answered(&mut self, id: RequestId) {
        if self.asked == Some(id) {
            self.asked = None;
        }
    }
}

fn new_worker() -> Result<Worker, JsValue> {
    let escape = |text: &str| String::from(js_sys::encode_uri_component(text));
    let mut address = format!("worker/worker.js?v={}", escape(&platform::version()));
    if let Some(workers) = platform::query("workers") {
        address.push_str(&format!("&workers={}", escape(&workers)));
    }
    let base = platform::window().document().and_then(|d| d.base_uri().ok().flatten());
    let address = match base {
        Some(base) => web_sys::Url::new_with_base(&address, &base)?.href(),
        None => address,
    };
    if platform::window().origin() != "null" {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        return Worker::new_with_options(&address, &options);
    }
    // A sandboxed frame has an origin of its own, from which browsers start no worker at the
    // page's address; but a blob is of that origin, and may import the worker. A classic script:
    // Chromium starts no module from a blob in such a frame.
    let script = format!(
        "import({address:?}).catch(error => postMessage({{type: 'failed', message: String(error)}}))"
    );
    let blob = web_sys::Blob::new_with_str_sequence(&Array::of1(&script.into()))?;
    Worker::new(&web_sys::Url::create_object_url_with_blob(&blob)?)
}
