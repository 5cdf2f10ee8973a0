//! Small pieces of sentences.

use super::observation::Names;

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// An object's name, quoted.
pub(super) fn quoted(names: &dyn Names, object: u64) -> String {
    format!("`{}`", names.object(object))
}

/// `no lock`, or the locks by name.
pub(super) fn locks(names: &dyn Names, held: &[u64]) -> String {
    if held.is_empty() {
        return "no lock".to_string();
    }
    let held: Vec<String> = held.iter().map(|lock| quoted(names, *lock)).collect();
    list(&held)
}
