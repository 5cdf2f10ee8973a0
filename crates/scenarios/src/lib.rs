//! The catalogue of scenarios and the metadata of scenario files.
