//! Layer 2. The project's files in, one checked [`Project`] out.

mod project;

pub use project::{Consent, DisclosurePolicy, Inference, Project, ReportSettings};
