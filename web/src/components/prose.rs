//! Sentences in which text between backquotes is code.

use yew::prelude::*;

/// A sentence with its code in a font of its own.
pub fn prose(text: &str) -> Html {
    let part = |(index, part): (usize, &str)| {
        if index % 2 == 1 {
            html! { <code>{ part }</code> }
        } else {
            html! { { part } }
        }
    };
    text.split('`').enumerate().map(part).collect()
}
