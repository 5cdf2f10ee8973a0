//! Links: a document (source, settings, schedule, cursor, view) as a URL fragment and back.
//!
//! `#` + version character + base64url(deflate-raw(JSON)). A version that was released decodes for
//! ever; `golden/` holds a link of each.
//!
//! ```
//! use timeslice_share::{Document, decode, encode};
//!
//! let document = Document::new("print('hello')\n");
//! let link = encode(&document).unwrap();
//! assert_eq!(decode(&link).unwrap(), document);
//! ```

mod codec;
mod document;

pub use codec::{
    LinkError, MAX_COMPRESSED_BYTES, MAX_INFLATED_BYTES, OFFER_FILE_CHARS, Size, WARN_CHARS,
    decode, encode,
};
pub use document::{Cursor, Document, SettingsPart, View};
