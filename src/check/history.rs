//! The history: whether it can be read, and whether it keeps what should be in no audit.
//!
//! It must not know what the changes in it mean.

use std::path::Path;

use super::{Files, personal};
use crate::diagnostics::{Detector, Problems};
use crate::read::shown;

const FILE: &str = "history.csv";

/// Looks at the history, where there is one.
pub(super) fn check(
    folder: &Path,
    detector: &Detector,
    files: &mut Files<'_>,
    problems: &mut Problems,
) -> anyhow::Result<()> {
    match (files.read)(FILE)? {
        Some(bytes) => personal::sheet(bytes, &shown(&folder.join(FILE)), detector, problems),
        None => Ok(()),
    }
}
