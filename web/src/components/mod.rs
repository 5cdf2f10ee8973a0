//! The parts of the page. Each takes what it shows as properties, so that it is drawn again only
//! when that changes.

mod controls;
mod dialogs;
mod events;
mod fix;
mod form;
mod header;
mod inspector;
mod machine;
mod output;
mod panel;
mod prose;
mod search;
mod threads;

pub use controls::{Controls, Props as ControlsProps, Tools};
pub use dialogs::{Dialogs, document_of};
pub use events::Events;
pub use form::Parameters;
pub use header::Header;
pub use inspector::Inspector;
pub use machine::Machine;
pub use output::Output;
pub use panel::Panel;
pub use prose::prose;
pub use search::Explorations;
pub use threads::Threads;
