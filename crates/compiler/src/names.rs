//! Names as small numbers, and the mangling of private names.
//!
//! Every identifier of a file is stored once; scopes and code objects compare numbers.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

/// An interned name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NameId(u32);

/// The interned names of one compilation.
#[derive(Default)]
pub(crate) struct Names {
    ids: FxHashMap<Arc<str>, NameId>,
    texts: Vec<Arc<str>>,
}

impl Names {
    /// The number of `text`, new or known.
    pub(crate) fn id(&mut self, text: &str) -> NameId {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let shared: Arc<str> = text.into();
        let id = NameId(self.texts.len() as u32);
        self.texts.push(shared.clone());
        self.ids.insert(shared, id);
        id
    }

    /// The number of `text` as it is written inside the class `private`.
    pub(crate) fn mangled(&mut self, private: Option<&str>, text: &str) -> NameId {
        match mangle(private, text) {
            Cow::Borrowed(text) => self.id(text),
            Cow::Owned(text) => self.id(&text),
        }
    }

    /// The text of `id`.
    pub(crate) fn text(&self, id: NameId) -> &Arc<str> {
        &self.texts[id.0 as usize]
    }

    /// The one shared copy of `text`.
    pub(crate) fn share(&mut self, text: &str) -> Arc<str> {
        let id = self.id(text);
        self.text(id).clone()
    }
}

/// `__x` inside class `C` is `_C__x` (`_Py_Mangle`, Python/compile.c, 3.13).
pub(crate) fn mangle<'t>(private: Option<&str>, text: &'t str) -> Cow<'t, str> {
    let Some(class) = private else { return Cow::Borrowed(text) };
    if !text.starts_with("__") || text.ends_with("__") || text.contains('.') {
        return Cow::Borrowed(text);
    }
    match class.trim_start_matches('_') {
        "" => Cow::Borrowed(text),
        class => Cow::Owned(format!("_{class}{text}")),
    }
}
