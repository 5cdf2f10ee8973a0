//! The boundary: plain data for ids, events, traces, choices, schedules and findings.
