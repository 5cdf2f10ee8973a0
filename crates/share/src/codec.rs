//! Document to link and back, within bounds.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use crate::document::Document;

/// The version that is written.
const VERSION: char = '1';

/// The most compressed bytes that are read.
pub const MAX_COMPRESSED_BYTES: usize = 64 << 10;

/// The most bytes that they may inflate to.
pub const MAX_INFLATED_BYTES: usize = 1 << 20;

/// Above this length a link may break in some programs.
pub const WARN_CHARS: usize = 8_000;

/// Above this length a file is the better way.
pub const OFFER_FILE_CHARS: usize = 16_000;

/// The compression level: the smallest result; a document is small anyway.
const LEVEL: u8 = 10;

/// How comfortable a link of some length is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Works everywhere that matters.
    Comfortable,
    /// Some programs cut links of this length.
    Long,
    /// Better sent as a file.
    TooLong,
}

impl Size {
    /// The size of a link with so many characters.
    pub fn of(chars: usize) -> Size {
        match chars {
            _ if chars > OFFER_FILE_CHARS => Size::TooLong,
            _ if chars > WARN_CHARS => Size::Long,
            _ => Size::Comfortable,
        }
    }
}

/// Why there is no link, or a link cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// The document is too big for any link.
    #[error("the document is too big for a link: {0} KB compressed, {max} KB are allowed", max = MAX_COMPRESSED_BYTES >> 10)]
    TooBig(usize),
    /// There is nothing after the `#`.
    #[error("the link is empty")]
    Empty,
    /// The first character is not a version that this build knows.
    #[error("the link is of a version that is not known here ('{0}')")]
    Version(char),
    /// The text is not base64url: it was cut or changed on its way.
    #[error("the link is damaged: it was cut or changed on its way")]
    Damaged,
    /// It inflates to more than is allowed.
    #[error("the link holds more than {} KB", MAX_INFLATED_BYTES >> 10)]
    Bomb,
    /// What it holds is no document.
    #[error("the link holds no document ({0})")]
    NoDocument(String),
}

/// The link's fragment with its `#`.
pub fn encode(document: &Document) -> Result<String, LinkError> {
    let json = serde_json::to_vec(document).map_err(|e| LinkError::NoDocument(e.to_string()))?;
    if json.len() > MAX_INFLATED_BYTES {
        return Err(LinkError::TooBig(json.len() >> 10));
    }
    let compressed = compress_to_vec(&json, LEVEL);
    if compressed.len() > MAX_COMPRESSED_BYTES {
        return Err(LinkError::TooBig(compressed.len() >> 10));
    }
    let mut link = format!("#{VERSION}");
    URL_SAFE_NO_PAD.encode_string(&compressed, &mut link);
    Ok(link)
}

/// Reads a fragment, with or without `#`, or a whole address that ends in one.
pub fn decode(link: &str) -> Result<Document, LinkError> {
    let fragment = link.split_once('#').map_or(link, |(_, fragment)| fragment).trim();
    let version = fragment.chars().next().ok_or(LinkError::Empty)?;
    if version != VERSION {
        return Err(LinkError::Version(version));
    }
    let text = &fragment[version.len_utf8()..];
    if text.len() > MAX_COMPRESSED_BYTES.div_ceil(3) * 4 {
        return Err(LinkError::TooBig((text.len() * 3 / 4) >> 10));
    }
    let compressed = URL_SAFE_NO_PAD.decode(text).map_err(|_| LinkError::Damaged)?;
    let json = decompress_to_vec_with_limit(&compressed, MAX_INFLATED_BYTES).map_err(|error| {
        if error.status == TINFLStatus::HasMoreOutput {
            LinkError::Bomb
        } else {
            LinkError::Damaged
        }
    })?;
    serde_json::from_slice(&json).map_err(|e| LinkError::NoDocument(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cursor, View};
    use proptest::prelude::*;

    fn link_of(json: &[u8]) -> String {
        format!("#1{}", URL_SAFE_NO_PAD.encode(compress_to_vec(json, LEVEL)))
    }

    #[test]
    fn released_links_decode_for_ever() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/golden");
        let mut links = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "link") {
                let read = |path| std::fs::read_to_string(path).unwrap();
                let document = decode(&read(path.clone()));
                let expected = serde_json::from_str(&read(path.with_extension("json"))).unwrap();
                assert_eq!(document, Ok(expected), "{}", path.display());
                // What is written today is read the same.
                let document = document.unwrap();
                assert_eq!(decode(&encode(&document).unwrap()), Ok(document));
                links += 1;
            }
        }
        assert!(links >= 3, "only {links}");
    }

    #[test]
    fn every_part_of_a_released_link_is_understood() {
        let document = decode(include_str!("../golden/1.link")).unwrap();
        assert_eq!(document.cursor, Some(Cursor { step: 118, time_ns: 500_000_000 }));
        assert_eq!(document.view, View { steps: true });
        assert_eq!(document.parameters["WORKERS"], "8");
        assert_eq!(document.settings().unwrap().cores, 2);
    }

    #[test]
    fn a_whole_address_is_read() {
        let document = Document::new("é = 1\n");
        let link = encode(&document).unwrap();
        let address = format!("http://127.0.0.1:8080/?embed=1{link}\n");
        assert_eq!(decode(&address), Ok(document));
    }

    #[test]
    fn bad_links_give_a_message() {
        let good = encode(&Document::new("print(1)")).unwrap();
        for (link, expected) in [
            ("", LinkError::Empty),
            ("#", LinkError::Empty),
            ("#9abc", LinkError::Version('9')),
            ("#éabc", LinkError::Version('é')),
            ("#1a b", LinkError::Damaged),
            ("#1", LinkError::Damaged),
            (&good[..good.len() - 3], LinkError::Damaged),
        ] {
            assert_eq!(decode(link), Err(expected), "{link}");
        }
        for json in [&b"{}"[..], b"[]", b"{\"source\":1}", b"\xff"] {
            assert!(matches!(decode(&link_of(json)), Err(LinkError::NoDocument(_))));
        }
    }

    #[test]
    fn what_inflates_without_end_is_stopped() {
        let bomb = link_of(&vec![b' '; MAX_INFLATED_BYTES + 1]);
        assert!(bomb.len() < 4_000);
        assert_eq!(decode(&bomb), Err(LinkError::Bomb));
        let long = format!("#1{}", "A".repeat(MAX_COMPRESSED_BYTES * 2));
        assert!(matches!(decode(&long), Err(LinkError::TooBig(_))));
        let big = Document::new(&" ".repeat(MAX_INFLATED_BYTES));
        assert!(matches!(encode(&big), Err(LinkError::TooBig(_))));
    }

    #[test]
    fn lengths_are_judged() {
        assert_eq!(Size::of(WARN_CHARS), Size::Comfortable);
        assert_eq!(Size::of(WARN_CHARS + 1), Size::Long);
        assert_eq!(Size::of(OFFER_FILE_CHARS + 1), Size::TooLong);
    }

    proptest! {
        #[test]
        fn every_document_comes_back(source in any::<String>(), step in any::<u64>()) {
            let cursor = Some(Cursor { step, time_ns: step });
            let document = Document { cursor, ..Document::new(&source) };
            prop_assert_eq!(decode(&encode(&document).unwrap()), Ok(document));
        }

        #[test]
        fn junk_never_panics(text in any::<String>(), tail in "[A-Za-z0-9_-]{0,80}") {
            let _ = decode(&text);
            let _ = decode(&format!("#1{tail}"));
        }
    }
}
