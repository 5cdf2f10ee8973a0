//! Share and Embed: the run as a link, and as a frame in another page.

use timeslice_share::{Cursor, Document, LinkError, Size, encode};
use timeslice_trace::{PythonVersion, chrome_trace};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlDialogElement, HtmlInputElement};
use yew::prelude::*;

use crate::commands::Commands;
use crate::platform;
use crate::state::{Action, Axis, Dialog, RunStatus, State};

/// The dialogs' properties.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which one is open.
    pub open: Option<Dialog>,
    /// The page's hands.
    pub commands: Commands,
}

/// The dialog that is open.
#[component]
pub fn Dialogs(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.open, move |open| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                if open.is_some() && !dialog.open() {
                    // Fails only where one is open already.
                    let _ = dialog.show_modal();
                } else if open.is_none() {
                    dialog.close();
                }
            }
        });
    }
    let close = {
        let commands = props.commands.clone();
        Callback::from(move |()| commands.dispatch(Action::Show(None)))
    };
    let (title, content) = match props.open {
        Some(Dialog::Share) => ("Share this run", share(&props.commands)),
        Some(Dialog::Embed) => ("Embed this run", embed(&props.commands)),
        None => ("", html! {}),
    };
    let onclose = {
        let close = close.clone();
        move |_: Event| close.emit(())
    };
    html! {
        <dialog ref={node} aria-label={title} {onclose}>
            <header class="panel-head">
                <h2>{ title }</h2>
                <button type="button" class="quiet" onclick={move |_| close.emit(())}>{ "Close" }</button>
            </header>
            { content }
        </dialog>
    }
}

/// The document that a link carries.
pub fn document_of(state: &State) -> Document {
    let mut document = Document::of_run(&state.document.source, &state.document.settings);
    document.view.steps = state.view.axis == Axis::Steps;
    if state.run.status != RunStatus::Idle && !state.is_stale() {
        let at = state.view.cursor.at;
        document.cursor = Some(Cursor { step: u64::from(at.step), time_ns: at.time_ns });
    }
    document
}

fn link(state: &State) -> Result<String, LinkError> {
    Ok(format!("{}{}", platform::address(), encode(&document_of(state))?))
}

fn share(commands: &Commands) -> Html {
    let state = commands.state();
    let source = state.document.source.clone();
    let name = state.document.file_name();
    let save_program = {
        let (commands, name) = (commands.clone(), name.clone());
        Callback::from(move |_: MouseEvent| {
            save(&commands, &name, "text/x-python", &source);
        })
    };
    let export = {
        let (commands, run) = (commands.clone(), state.run.clone());
        Callback::from(move |_: MouseEvent| {
            let has_gil = run.settings.python != PythonVersion::V313t;
            let json = chrome_trace(run.log.borrow().trace(), has_gil);
            save(&commands, "trace.json", "application/json", &json);
        })
    };
    let body = match link(&state) {
        Ok(link) => {
            let advice = match Size::of(link.len()) {
                Size::Comfortable => {
                    "Program, parameters, settings, schedule and moment are in the link itself; nothing is stored anywhere."
                }
                Size::Long => {
                    "This link is long, and some programs cut long links. Try it before you rely on it, or send the file."
                }
                Size::TooLong => "This link is too long for many programs. Better send the file.",
            };
            html! { <><p>{ advice }</p>{ copied("Link", &link, commands) }</> }
        }
        Err(error) => {
            html! { <p class="form-problem">{ format!("{error}. Send the file instead.") }</p> }
        }
    };
    html! {
        <div class="dialog-body">
            { body }
            <div class="button-group">
                <button type="button" onclick={save_program}>{ format!("Download {name}") }</button>
                <button type="button" onclick={export} disabled={state.run.is_empty()}>
                    { "Download trace for Perfetto" }
                </button>
            </div>
        </div>
    }
}

fn embed(commands: &Commands) -> Html {
    let state = commands.state();
    let body = match encode(&document_of(&state)) {
        Ok(fragment) => {
            let address = format!("{}?embed=1{fragment}", platform::address());
            let snippet = format!(
                "<iframe src=\"{address}\" title=\"Timeslice\" width=\"100%\" height=\"720\" \
                 style=\"border:0\" allow=\"cross-origin-isolated; clipboard-write\"></iframe>"
            );
            html! {
                <>
                    <p>{ "Put this into your page. It works in any frame; where the outer page is cross-origin isolated, searches use all cores." }</p>
                    { copied("Snippet", &snippet, commands) }
                </>
            }
        }
        Err(error) => html! { <p class="form-problem">{ format!("{error}.") }</p> },
    };
    html! { <div class="dialog-body">{ body }</div> }
}

/// A text to be copied.
fn copied(label: &'static str, text: &str, commands: &Commands) -> Html {
    let onclick = {
        let (commands, text) = (commands.clone(), text.to_owned());
        move |_| {
            let (commands, text) = (commands.clone(), text.clone());
            spawn_local(async move {
                commands.say(match platform::copy(&text).await {
                    Ok(()) => format!("{label} copied."),
                    Err(why) => format!("Copy it by hand: {why}."),
                });
            });
        }
    };
    let select_all = |event: FocusEvent| {
        event.target_unchecked_into::<HtmlInputElement>().select();
    };
    html! {
        <div class="copied">
            <input type="text" readonly=true aria-label={label} value={text.to_owned()} onfocus={select_all} />
            <button type="button" class="primary" {onclick}>{ format!("Copy {}", label.to_lowercase()) }</button>
        </div>
    }
}

fn save(commands: &Commands, name: &str, kind: &str, text: &str) {
    match platform::download(name, kind, text) {
        Ok(()) => commands.say(format!("{name} is being saved.")),
        Err(error) => {
            commands.say(format!("{name} cannot be saved: {}.", platform::describe(&error)))
        }
    }
}
