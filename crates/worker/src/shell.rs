//! The worker's messages: questions come as `ArrayBuffer`s, answers go out as such.
//!
//! One task drives the session. Between two slices it lets the event loop run, so that a question
//! is heard at once; with nothing to do it sleeps in the stream of questions.

use std::cell::RefCell;

use futures::channel::mpsc::{UnboundedReceiver, unbounded};
use futures::{FutureExt, StreamExt};
use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use timeslice_protocol::{Answer, Reply, Request, from_bytes, to_bytes};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent};

use crate::session::Session;

/// How many threads the pool runs; 1 in the build without threads.
#[wasm_bindgen]
pub fn available_workers() -> usize {
    rayon::current_num_threads()
}

/// Starts to answer. Call it once, when the pool is up.
#[wasm_bindgen]
pub fn start() -> Result<(), JsError> {
    std::panic::set_hook(Box::new(|info| {
        // A panic on a pool thread is told by that thread: it can reach only its own creator.
        if let Some(scope) = scope() {
            let message = info.to_string();
            post(&scope, &Reply { id: 0, answer: Answer::Crash { message } });
        }
    }));
    let scope = scope().ok_or_else(|| JsError::new("this is no worker"))?;
    let (questions, stream) = unbounded();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(buffer) = event.data().dyn_into::<ArrayBuffer>() else { return };
        // The other end lives as long as the worker.
        let _ = questions.unbounded_send(Uint8Array::new(&buffer).to_vec());
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It is called as long as the worker lives.
    on_message.forget();
    spawn_local(converse(scope, stream));
    Ok(())
}

fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

async fn converse(scope: DedicatedWorkerGlobalScope, mut questions: UnboundedReceiver<Vec<u8>>) {
    let mut session = Session::new();
    let mut replies = Vec::new();
    let pause = Pause::new();
    let clock = || scope.performance().map_or(0.0, |performance| performance.now());
    loop {
        let question = if session.is_busy() {
            session.work(&clock, &mut replies);
            flush(&scope, &mut replies);
            pause.rest().await;
            questions.next().now_or_never()
        } else {
            Some(questions.next().await)
        };
        match question {
            None => {}
            Some(None) => return,
            Some(Some(bytes)) => match from_bytes::<Request>(&bytes) {
                Ok(request) => session.handle(request, &mut replies),
                Err(error) => {
                    let message = error.to_string();
                    replies.push(Reply { id: 0, answer: Answer::Crash { message } });
                }
            },
        }
        flush(&scope, &mut replies);
    }
}

fn flush(scope: &DedicatedWorkerGlobalScope, replies: &mut Vec<Reply>) {
    for reply in replies.drain(..) {
        post(scope, &reply);
    }
}

fn post(scope: &DedicatedWorkerGlobalScope, reply: &Reply) {
    let buffer = Uint8Array::from(to_bytes(reply).as_slice()).buffer();
    // Fails only for what cannot be transferred, which a fresh buffer can.
    let _ = scope.post_message_with_transfer(&buffer, &Array::of1(&buffer));
}

/// What is called when the rest is over.
type Resume = Closure<dyn FnMut(MessageEvent)>;

/// A short rest in which messages are delivered. A message to oneself, because timers are slowed
/// down to four milliseconds when they follow each other.
struct Pause {
    channel: Option<MessageChannel>,
    resume: RefCell<Option<Resume>>,
}

impl Pause {
    fn new() -> Pause {
        Pause { channel: MessageChannel::new().ok(), resume: RefCell::new(None) }
    }

    async fn rest(&self) {
        let Some(channel) = &self.channel else { return };
        let promise = Promise::new(&mut |resolve, _| {
            let on_message = Closure::new(move |_: MessageEvent| {
                let _ = resolve.call0(&JsValue::UNDEFINED);
            });
            channel.port1().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
            *self.resume.borrow_mut() = Some(on_message);
            let _ = channel.port2().post_message(&JsValue::NULL);
        });
        // Such a promise is never rejected.
        let _ = JsFuture::from(promise).await;
    }
}
