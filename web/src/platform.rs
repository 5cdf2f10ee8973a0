//! The browser, as far as the page needs it: address, attributes, clocks, clipboard.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, IntersectionObserver, IntersectionObserverEntry, Window};

/// The window.
///
/// # Panics
/// Never on a page: only workers have none.
pub fn window() -> Window {
    web_sys::window().expect("a page has a window")
}

/// The `<html>` element.
///
/// # Panics
/// Never on a page.
pub fn root() -> HtmlElement {
    let element = window().document().and_then(|document| document.document_element());
    element.and_then(|element| element.dyn_into().ok()).expect("a page has a root element")
}

/// What the address says about `name`: `?name=value`.
pub fn query(name: &str) -> Option<String> {
    let search = window().location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// The address without query and fragment.
pub fn address() -> String {
    let location = window().location();
    let origin = location.origin().unwrap_or_default();
    format!("{origin}{}", location.pathname().unwrap_or_default())
}

/// The address's fragment with its `#`; empty where there is none.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// What tells this build of the page from others: the name of its script, which holds a hash.
/// With it in their addresses, the worker's files never come from an older build in a cache.
pub fn version() -> String {
    let link =
        window().document().and_then(|d| d.query_selector("link[rel=modulepreload]").ok()?);
    let href = link.and_then(|link| link.get_attribute("href")).unwrap_or_default();
    href.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Puts `data-name="value"` on `<html>`.
pub fn announce(name: &str, value: &str) {
    // Fails only for names that are none.
    let _ = root().dataset().set(name, value);
}

/// Whether threads can share memory here.
pub fn is_isolated() -> bool {
    let flag = Reflect::get(&window(), &JsValue::from_str("crossOriginIsolated"));
    flag.is_ok_and(|flag| flag.is_truthy())
}

/// Tells whether the system wants dark colours, and when that changes.
pub fn dark_scheme() -> Option<web_sys::MediaQueryList> {
    window().match_media("(prefers-color-scheme: dark)").ok().flatten()
}

/// Whether there is room for more than the essentials.
pub fn is_wide() -> bool {
    let query = window().match_media("(min-width: 700px)").ok().flatten();
    query.is_some_and(|query| query.matches())
}

/// Milliseconds on a clock that only runs forwards.
pub fn now_ms() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// Waits; the page goes on meanwhile.
pub async fn sleep_ms(ms: i32) {
    wait(|done| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(done, ms);
    })
    .await;
}

/// Waits for the next frame to be drawn.
pub async fn next_frame() {
    wait(|done| {
        let _ = window().request_animation_frame(done);
    })
    .await;
}

/// Waits until some of the page is in sight: a frame may lie far down in its document.
pub async fn in_sight() {
    let promise = Promise::new(&mut |resolve: Function, _| {
        let resolved = resolve.clone();
        let on_change = Closure::<dyn FnMut(Array, IntersectionObserver)>::new(
            move |entries: Array, observer: IntersectionObserver| {
                let mut entries = entries.iter();
                let is_seen = |entry: JsValue| {
                    entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting()
                };
                if entries.any(is_seen) {
                    observer.disconnect();
                    let _ = resolved.call0(&JsValue::UNDEFINED);
                }
            },
        );
        match IntersectionObserver::new(on_change.as_ref().unchecked_ref()) {
            Ok(observer) => observer.observe(&root()),
            Err(_) => drop(resolve.call0(&JsValue::UNDEFINED)),
        }
        // Once in a page's life.
        on_change.forget();
    });
    // Such a promise is never rejected.
    let _ = JsFuture::from(promise).await;
}

async fn wait(arrange: impl Fn(&Function)) {
    let promise = Promise::new(&mut |resolve, _| arrange(&resolve));
    // Such a promise is never rejected.
    let _ = JsFuture::from(promise).await;
}

/// Copies `text`; the error is the browser's word.
pub async fn copy(text: &str) -> Result<(), String> {
    let navigator = window().navigator();
    // Undefined where the page is not a secure context.
    let clipboard = Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    if clipboard.map_or(true, |clipboard| clipboard.is_undefined()) {
        return Err("this page may not use the clipboard".into());
    }
    match JsFuture::from(navigator.clipboard().write_text(text)).await {
        Ok(_) => Ok(()),
        Err(error) => Err(describe(&error)),
    }
}

/// Offers `text` as a file called `name`.
pub fn download(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let parts = Array::of1(&JsValue::from_str(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let document = window().document().ok_or("no document")?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&url)
}

/// What a thrown value says.
pub fn describe(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => error.as_string().unwrap_or_else(|| "something without a message".into()),
    }
}
