//! The program's text: CodeMirror where it could be loaded, a plain text field otherwise and for
//! whoever prefers one.

use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use timeslice_protocol::Problem;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlTextAreaElement};
use yew::prelude::*;

use crate::platform;
use crate::text::{difference, utf16_of_byte};

#[wasm_bindgen]
extern "C" {
    type Handle;

    #[wasm_bindgen(js_name = timesliceCreateEditor, catch)]
    fn create_editor(
        parent: &Element,
        text: &str,
        label: &str,
        on_change: &Closure<dyn FnMut(String)>,
    ) -> Result<Handle, JsValue>;

    #[wasm_bindgen(method)]
    fn replace(this: &Handle, from: u32, to: u32, insert: &str);
    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &Handle, text: &str);
    #[wasm_bindgen(method, js_name = setProblems)]
    fn set_problems(this: &Handle, problems: &Array);
    #[wasm_bindgen(method, js_name = setMarks)]
    fn set_marks(this: &Handle, marks: &Array, follow: bool);
    #[wasm_bindgen(method, js_name = setReadOnly)]
    fn set_read_only(this: &Handle, flag: bool);
    #[wasm_bindgen(method, js_name = goTo)]
    fn go_to(this: &Handle, line: u32);
    #[wasm_bindgen(method)]
    fn destroy(this: &Handle);
}

/// A thread on a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Line, from 1.
    pub line: u32,
    /// A few characters for the gutter.
    pub label: String,
    /// The thread's name.
    pub name: String,
    /// What it does there.
    pub state: String,
    /// Whether it runs.
    pub is_running: bool,
}

/// The editor's properties.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text.
    pub source: Rc<str>,
    /// What is wrong with it.
    pub problems: Rc<Vec<Problem>>,
    /// Where the threads are.
    pub marks: Rc<Vec<Mark>>,
    /// The plain text field is wanted.
    pub plain: bool,
    /// The text may not be edited.
    #[prop_or_default]
    pub read_only: bool,
    /// A line to show: changes with each wish.
    #[prop_or_default]
    pub go_to: Option<(u32, u32)>,
    /// The text was edited.
    pub on_edit: Callback<String>,
}

/// CodeMirror and what it calls.
struct Instance {
    handle: Handle,
    /// What the editor holds, so that the page's echo of an edit changes nothing.
    text: Rc<str>,
    _on_change: Closure<dyn FnMut(String)>,
}

impl Drop for Instance {
    fn drop(&mut self) {
        self.handle.destroy();
    }
}

/// The accessible name of both.
const LABEL: &str = "Program";

/// The editor.
#[component]
pub fn Editor(props: &Props) -> Html {
    let host = use_node_ref();
    let instance = use_mut_ref(|| None::<Instance>);
    let is_loaded = use_editor_module();
    let shows_editor = is_loaded && !props.plain;
    // Changes when an editor was created, so that what it shows is put into it.
    let created = use_state(|| 0_u32);

    {
        let (host, instance, created) = (host.clone(), instance.clone(), created.clone());
        let (source, on_edit) = (props.source.clone(), props.on_edit.clone());
        use_effect_with(shows_editor, move |shows_editor| {
            if *shows_editor && let Some(parent) = host.cast::<Element>() {
                let known = instance.clone();
                let on_change = Closure::new(move |text: String| {
                    if let Some(instance) = known.borrow_mut().as_mut() {
                        instance.text = text.as_str().into();
                    }
                    on_edit.emit(text);
                });
                if let Ok(handle) = create_editor(&parent, &source, LABEL, &on_change) {
                    let new = Instance { handle, text: source, _on_change: on_change };
                    *instance.borrow_mut() = Some(new);
                    created.set(*created + 1);
                }
            }
            move || drop(instance.borrow_mut().take())
        });
    }
    {
        let instance = instance.clone();
        use_effect_with((props.source.clone(), *created), move |(source, _)| {
            if let Some(instance) = instance.borrow_mut().as_mut() {
                instance.show(source);
            }
        });
    }
    {
        let instance = instance.clone();
        let deps = (props.problems.clone(), *created);
        use_effect_with(deps, move |(problems, _)| {
            if let Some(instance) = instance.borrow().as_ref() {
                instance.handle.set_problems(&problems_for_js(&instance.text, problems));
            }
        });
    }
    {
        let instance = instance.clone();
        use_effect_with((props.marks.clone(), *created), move |(marks, _)| {
            if let Some(instance) = instance.borrow().as_ref() {
                instance.handle.set_marks(&marks_for_js(marks), !marks.is_empty());
            }
        });
    }
    {
        let instance = instance.clone();
        use_effect_with((props.read_only, *created), move |(read_only, _)| {
            if let Some(instance) = instance.borrow().as_ref() {
                instance.handle.set_read_only(*read_only);
            }
        });
    }
    {
        let instance = instance.clone();
        use_effect_with(props.go_to, move |wish| {
            if let (Some(instance), Some((line, _))) = (instance.borrow().as_ref(), wish) {
                instance.handle.go_to(*line);
            }
        });
    }

    let oninput = {
        let on_edit = props.on_edit.clone();
        move |event: InputEvent| {
            on_edit.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value());
        }
    };
    html! {
        <div class="editor">
            <div ref={host} class="codemirror" hidden={!shows_editor} />
            if !shows_editor {
                <textarea
                    class="plain-editor"
                    aria-label={LABEL}
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    readonly={props.read_only}
                    value={props.source.to_string()}
                    {oninput}
                />
            }
        </div>
    }
}

impl Instance {
    /// Shows `source` with the smallest change, which keeps selection and undo.
    fn show(&mut self, source: &Rc<str>) {
        let Some((start, end, insert)) = difference(&self.text, source) else { return };
        // Another program, not an edit: start at its top.
        if end - start == self.text.len() || insert.len() > source.len() / 2 {
            self.handle.set_text(source);
        } else {
            let from = utf16_of_byte(&self.text, start);
            let to = utf16_of_byte(&self.text, end);
            self.handle.replace(from, to, insert);
        }
        self.text = source.clone();
    }
}

/// Whether CodeMirror is there; it loads beside the page.
#[hook]
fn use_editor_module() -> bool {
    fn is_there() -> bool {
        let name = JsValue::from_str("timesliceCreateEditor");
        Reflect::get(&platform::window(), &name).is_ok_and(|value| value.is_function())
    }
    let loaded = use_state_eq(is_there);
    {
        let loaded = loaded.clone();
        use_effect_with((), move |()| {
            // It may have come between the first rendering and now.
            loaded.set(is_there());
            let listener = Closure::<dyn FnMut()>::new(move || loaded.set(is_there()));
            let window = platform::window();
            let name = "timeslice-editor";
            let target = listener.as_ref().unchecked_ref();
            let _ = window.add_event_listener_with_callback(name, target);
            move || {
                let target = listener.as_ref().unchecked_ref();
                let _ = platform::window().remove_event_listener_with_callback(name, target);
            }
        });
    }
    *loaded
}

fn problems_for_js(text: &str, problems: &[Problem]) -> Array {
    let object = |problem: &Problem| {
        let from = utf16_of_byte(text, problem.start as usize);
        let to = utf16_of_byte(text, problem.end as usize);
        let message = match problem.help.as_str() {
            "" => problem.message.clone(),
            help => format!("{}\n{help}", problem.message),
        };
        js_object(&[("from", from.into()), ("to", to.into()), ("message", message.into())])
    };
    problems.iter().map(object).collect()
}

fn marks_for_js(marks: &[Mark]) -> Array {
    let object = |mark: &Mark| {
        js_object(&[
            ("line", mark.line.into()),
            ("label", mark.label.as_str().into()),
            ("name", mark.name.as_str().into()),
            ("state", mark.state.as_str().into()),
            ("running", mark.is_running.into()),
        ])
    };
    marks.iter().map(object).collect()
}

fn js_object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in entries {
        // A plain object takes any property.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}
