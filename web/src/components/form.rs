//! The program's parameters, from its `# @param` comments. Changing one changes the program.

use std::rc::Rc;

use timeslice_scenarios::{Control, Field, FormItem, Scenario};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::commands::Commands;
use crate::state::Action;

/// The form's properties.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the program says about itself.
    pub scenario: Rc<Scenario>,
    /// The page's hands.
    pub commands: Commands,
}

/// The form.
#[component]
pub fn Parameters(props: &Props) -> Html {
    let Scenario { form, problems, .. } = &*props.scenario;
    html! {
        <fieldset class="panel fields">
            <legend>{ "Parameters" }</legend>
            if props.scenario.fields().next().is_none() {
                <p class="empty">
                    { "None yet. Write " }
                    <code>{ "WORKERS = 4  # @param {type:\"slider\", min:1, max:16}" }</code>
                    { " and a slider appears here." }
                </p>
            }
            { for form.iter().map(|item| match item {
                FormItem::Title(text) => html! { <h3>{ text }</h3> },
                FormItem::Markdown(text) => html! { <p class="form-text">{ text }</p> },
                FormItem::Field(field) => html! {
                    <FieldRow key={field.name.clone()} field={field.clone()}
                        commands={props.commands.clone()} />
                },
            }) }
            { for problems.iter().map(|problem| html! {
                <p class="form-problem">{ format!("Line {}: {}", problem.line, problem.message) }</p>
            }) }
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    field: Field,
    commands: Commands,
}

#[component]
fn FieldRow(props: &RowProps) -> Html {
    let RowProps { field, commands } = props;
    let set = {
        let (commands, name) = (commands.clone(), field.name.clone());
        Callback::from(move |text: String| {
            commands.dispatch(Action::SetParameter(name.clone(), text));
        })
    };
    let plain = field.value.plain();
    let id = format!("parameter-{}", field.name);
    let on_text = {
        let set = set.clone();
        Callback::from(move |event: Event| {
            set.emit(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let control = match &field.control {
        Control::Slider { min, max, step, .. } => {
            let oninput = {
                let set = set.clone();
                move |event: InputEvent| {
                    set.emit(event.target_unchecked_into::<HtmlInputElement>().value());
                }
            };
            html! {
                <>
                    <input id={id.clone()} type="range" min={min.to_string()} max={max.to_string()}
                        step={step.to_string()} value={plain.clone()} {oninput} />
                    <span class="field-value" aria-hidden="true">{ plain }</span>
                </>
            }
        }
        Control::Integer { min, max } | Control::Number { min, max } => {
            let whole = matches!(field.control, Control::Integer { .. });
            html! {
                <input id={id.clone()} type="number" step={if whole { "1" } else { "any" }}
                    min={min.map(|min| min.to_string())} max={max.map(|max| max.to_string())}
                    value={plain} onchange={on_text} />
            }
        }
        Control::Boolean => {
            let onchange = move |event: Event| {
                let checked = event.target_unchecked_into::<HtmlInputElement>().checked();
                set.emit(if checked { "True" } else { "False" }.to_owned());
            };
            html! {
                <input id={id.clone()} type="checkbox" checked={plain == "True"} {onchange} />
            }
        }
        Control::Text | Control::Raw => html! {
            <input id={id.clone()} type="text" value={plain} onchange={on_text} />
        },
        Control::Choice { options, open } => {
            let list = format!("{id}-choices");
            let onchange = move |event: Event| {
                set.emit(event.target_unchecked_into::<HtmlSelectElement>().value());
            };
            let option = |text: String| {
                html! { <option value={text.clone()} selected={text == plain}>{ text.clone() }</option> }
            };
            if *open {
                html! {
                    <>
                        <input id={id.clone()} list={list.clone()} value={plain.clone()}
                            onchange={on_text} />
                        <datalist id={list}>{ for options.iter().map(|o| option(o.plain())) }</datalist>
                    </>
                }
            } else {
                let is_listed = options.iter().any(|o| o.plain() == plain);
                html! {
                    <select id={id.clone()} {onchange}>
                        if !is_listed { { option(plain.clone()) } }
                        { for options.iter().map(|o| option(o.plain())) }
                    </select>
                }
            }
        }
    };
    html! {
        <div class="field">
            <label for={id}>{ &field.name }</label>
            <div class="field-control">{ control }</div>
        </div>
    }
}
