//! The page: a Yew app.

use wasm_bindgen::prelude::*;
use web_sys::{Blob, MessageEvent, Url, Worker, WorkerOptions, WorkerType};
use yew::prelude::*;

/// Says what the page runs on, on `<html>` for whoever drives it and in the page for readers.
#[component]
fn App() -> Html {
    let state = use_state(|| String::from("starting"));
    let shown = state.clone();
    use_effect_with((), move |()| {
        match start_worker() {
            Ok(worker) => {
                let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
                    let state = state.clone();
                    move |event: MessageEvent| state.set(announce(&event.data()))
                });
                worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
                // The worker lives as long as the page.
                on_message.forget();
            }
            Err(error) => state.set(format!("no worker: {error:?}")),
        }
    });
    html! { <main><h1>{ "Timeslice" }</h1><p role="status">{ (*shown).clone() }</p></main> }
}

/// Starts the worker. A sandboxed frame has an origin of its own, from which browsers start
/// no worker at the page's address; but a blob is of that origin, and may import the worker.
/// The blob is a classic script: Chromium starts no module from one in such a frame.
fn start_worker() -> Result<Worker, JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let base = window
        .document()
        .and_then(|document| document.base_uri().ok().flatten())
        .ok_or("no address")?;
    let entry = Url::new_with_base("worker/worker.js", &base)?.href();
    if window.origin() != "null" {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        return Worker::new_with_options(&entry, &options);
    }
    let script = format!(
        "import({entry:?}).catch(error => postMessage({{type: 'failed', message: String(error)}}))"
    );
    let blob = Blob::new_with_str_sequence(&js_sys::Array::of1(&script.into()))?;
    Worker::new(&Url::create_object_url_with_blob(&blob)?)
}

/// Reads the worker's first message and writes the page's attributes.
fn announce(message: &JsValue) -> String {
    let field = |name: &str| js_sys::Reflect::get(message, &name.into()).unwrap_or_default();
    let Some(build) = field("build").as_string() else {
        return field("message").as_string().unwrap_or_default();
    };
    let workers = field("workers").as_f64().unwrap_or_default();
    if let Some(root) = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element())
    {
        let threads = build == "threads";
        for (name, value) in [
            ("data-isolated", threads.to_string()),
            ("data-workers", workers.to_string()),
            ("data-ready", "true".to_owned()),
        ] {
            // An attribute with a valid name cannot be refused.
            let _ = root.set_attribute(name, &value);
        }
    }
    format!("{build}: {workers} workers")
}

fn main() {
    yew::Renderer::<App>::new().render();
}
