//! Scenario files: plain Python with form fields, a settings block and a docstring; and the
//! catalogue of them.
//!
//! ```
//! use timeslice_scenarios::{Scenario, apply};
//!
//! let source = "WORKERS = 4  # @param {type:\"slider\", min:1, max:16, step:1}\n";
//! let scenario = Scenario::parse(source);
//! assert_eq!(scenario.fields().next().unwrap().name, "WORKERS");
//!
//! let changed = apply(source, &[("WORKERS".into(), "8".into())]).unwrap();
//! assert!(changed.starts_with("WORKERS = 8 "));
//! ```

mod apply;
mod catalogue;
mod comment;
mod form;
mod lines;
mod literal;
mod metadata;
mod scenario;

pub use apply::{ApplyError, apply};
pub use catalogue::{Entry, all, find};
pub use form::{Control, Field, FormItem};
pub use literal::Value;
pub use metadata::Metadata;
pub use scenario::{Problem, Scenario};
