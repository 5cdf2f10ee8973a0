//! A proposed edit: what it changes, what the search of the edited program said, and the buttons
//! that make it.

use std::rc::Rc;

use timeslice_trace::Fix;
use yew::prelude::*;

use super::prose::prose;
use crate::commands::Commands;

/// A proposal's properties.
#[derive(Properties, PartialEq)]
pub struct ProposalProps {
    /// The edit.
    pub fix: Fix,
    /// The program that it edits.
    pub searched: Rc<str>,
    /// The program as it is now.
    pub source: Rc<str>,
    /// The program may not be edited.
    pub read_only: bool,
    /// The page's hands.
    pub commands: Commands,
}

/// One proposed edit.
#[component]
pub fn Proposal(props: &ProposalProps) -> Html {
    let ProposalProps { fix, searched, source, read_only, commands } = props;
    let is_made = *fix.source == **source;
    // The edit is one of the program that was searched: over another one it would undo what was
    // typed since.
    let is_old = !is_made && searched != source;
    let on_click = |act: fn(&Commands, &str)| {
        let (commands, source) = (commands.clone(), fix.source.clone());
        move |_: MouseEvent| act(&commands, &source)
    };
    html! {
        <div class="proposal" role="group" aria-label="Proposed edit">
            <p><b>{ "Proposed edit: " }</b>{ prose(&fix.message) }</p>
            <pre class="diff" tabindex="0" role="group" aria-label="What the edit changes">
                <code>{ for fix.diff.lines().map(line) }</code>
            </pre>
            <p class={if fix.verified { "good" } else { "warn" }}>
                { if fix.verified {
                    "The search of the edited program is complete: this cannot happen there."
                } else {
                    "The search of the edited program is partial: this did not happen in what was searched."
                } }
            </p>
            if !read_only {
                <div class="button-group">
                    <button type="button" class="small" disabled={is_made || is_old}
                        onclick={on_click(Commands::apply_edit)}>
                        { "Apply this edit" }
                    </button>
                    <button type="button" class="small" disabled={is_old}
                        onclick={on_click(Commands::explore_edit)}>
                        { "Explore the edited program" }
                    </button>
                </div>
                if is_made { <p class="muted">{ "This edit is in the program." }</p> }
                if is_old {
                    <p class="muted">
                        { "The program was changed since: explore it again for its edits." }
                    </p>
                }
            }
        </div>
    }
}

/// A line of the diff; its sign stays, so that colour is not all that tells it.
fn line(text: &str) -> Html {
    if let Some(first) = first_line(text) {
        return html! { <span class="place">{ format!("from line {first}") }</span> };
    }
    match text.as_bytes().first() {
        Some(b'+') => html! { <ins>{ text }</ins> },
        Some(b'-') => html! { <del>{ text }</del> },
        _ => html! { <span>{ text }</span> },
    }
}

/// Where a stretch of a diff begins in the edited program, if this is the line that says so.
fn first_line(text: &str) -> Option<&str> {
    let (_, new) = text.strip_prefix("@@ ")?.split_once(" +")?;
    new.split([',', ' ']).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_says_where_it_begins() {
        assert_eq!(first_line("@@ -1,3 +12,4 @@"), Some("12"));
        assert_eq!(first_line("@@ -1 +7 @@"), Some("7"));
        assert_eq!(first_line("+x = \"@@ -1 +7\""), None);
        assert_eq!(first_line(" @@ -1 +7 @@"), None);
    }
}
