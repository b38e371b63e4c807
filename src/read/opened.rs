//! Opening what a user named, unless reading it would never end.
//!
//! A device may have no end, and a pipe that nobody writes to keeps whoever opens it waiting.
//! It must not know what is in a file.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Opens a file, or a pipe that a user's shell has made (`<(…)`): not one in a round's folder,
/// where nobody may be writing to it.
///
/// # Errors
/// It is not there, is not for this user to read, or is a device.
pub fn open(path: &Path) -> io::Result<File> {
    let found = std::fs::metadata(path)?;
    if let Some(what) = endless(&found, path) {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("it is {what} and no file"),
        ));
    }
    File::open(path)
}

/// All bytes of what [`open`] opens.
///
/// # Errors
/// As with [`open`], and where reading stops half way.
pub fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(unix)]
fn endless(found: &Metadata, path: &Path) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    let kind = found.file_type();
    // What stands on standard input is the user's own to end.
    let standard_input = || {
        ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"]
            .iter()
            .any(|own| path == Path::new(own))
    };
    let in_round = || {
        let folder = path.parent();
        folder.is_some_and(|folder| folder.join("round.toml").symlink_metadata().is_ok())
    };
    if kind.is_block_device() || (kind.is_char_device() && !standard_input()) {
        Some("a device")
    } else if kind.is_socket() {
        Some("a socket")
    } else if kind.is_fifo() && in_round() {
        Some("a pipe")
    } else {
        None
    }
}

#[cfg(not(unix))]
fn endless(_: &Metadata, _: &Path) -> Option<&'static str> {
    None
}
