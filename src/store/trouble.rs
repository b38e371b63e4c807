//! How a failure of the disk is said: what was to be done, and what to do now.
//!
//! It must not know why something was to be done.

use std::io::{self, ErrorKind};

use anyhow::anyhow;

/// An error that says what could not be done, and what helps where that is known.
pub(super) fn cannot(what: impl Into<String>, error: io::Error) -> anyhow::Error {
    let kind = error.kind();
    // `ERROR_SHARING_VIOLATION` and `ERROR_LOCK_VIOLATION` have no kind of their own.
    let in_use = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    let help = if matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
        Some("the disk is full: make room on it and try again")
    } else if kind == ErrorKind::ReadOnlyFilesystem {
        Some("this disk can be read and not written")
    } else if in_use || (cfg!(windows) && kind == ErrorKind::PermissionDenied) {
        Some("it is open in another program, or is not yours to use: close it there and try again")
    } else if kind == ErrorKind::PermissionDenied {
        Some("it is not yours to use")
    } else {
        None
    };
    let error = anyhow!(error);
    match help {
        Some(help) => error.context(help),
        None => error,
    }
    .context(what.into())
}
