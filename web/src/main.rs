//! The page: one program, one run of it on the simulated machine, and views of that run.
//!
//! All state is in [`state`] and changes through one reducer. The machine runs in a worker
//! ([`engine`]); nothing here computes for longer than a frame.

mod app;
mod commands;
mod components;
mod editor;
mod engine;
mod format;
mod host;
mod platform;
mod playback;
mod state;
mod text;
mod timeline;
mod words;

fn main() {
    yew::Renderer::<app::App>::new().render();
}
