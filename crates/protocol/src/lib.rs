//! Messages between the page and its worker. Both sides come from one build, so nothing here is
//! versioned.
//!
//! A message travels as one `ArrayBuffer` of postcard bytes, which `postMessage` transfers without
//! copying. Postcard, because a trace is millions of small numbers: its variable-length integers
//! make an event about eight bytes, against twenty-five in memory and sixty as JSON, and both sides
//! read and write it at memory speed with the same `serde` derives.
//!
//! ```
//! use timeslice_protocol::{Ask, Request, from_bytes, to_bytes};
//!
//! let request = Request { id: 1, ask: Ask::Check { source: "print(1)".into() } };
//! assert_eq!(from_bytes::<Request>(&to_bytes(&request)).unwrap(), request);
//! ```

mod chunk;
mod message;
mod search;

pub use chunk::{Chunk, MAX_CHUNK_EVENTS, Sent};
pub use message::{
    Answer, Ask, DecodeError, Problem, Reply, Request, RequestId, Summary, from_bytes, to_bytes,
};
pub use search::{FindingRow, MAX_ROWS, OutcomeRow, SearchOptions, SearchState, Strategy};
