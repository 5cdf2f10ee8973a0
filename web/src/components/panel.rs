//! A titled part of the page.

use yew::prelude::*;

/// A panel's properties.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its title.
    pub title: AttrValue,
    /// A class of its own.
    #[prop_or_default]
    pub class: Classes,
    /// What stands beside the title.
    #[prop_or_default]
    pub aside: Html,
    /// What it holds.
    pub children: Html,
}

/// A titled part of the page.
#[component]
pub fn Panel(props: &Props) -> Html {
    html! {
        <section class={classes!("panel", props.class.clone())} aria-label={&props.title}>
            <header class="panel-head">
                <h2>{ &props.title }</h2>
                <div class="panel-aside">{ props.aside.clone() }</div>
            </header>
            { props.children.clone() }
        </section>
    }
}
