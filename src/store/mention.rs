//! Files in a round's folder that are none of its own and name a case: backups of editors,
//! copies that other programs have kept, notes.
//!
//! It must not know what such a file holds, and follows no links. Nothing is changed here.

use std::collections::VecDeque;
use std::io::Read;

use super::disk::Kind;
use super::erase::names_case;
use super::files::Files;

/// How many files are looked into.
const MOST_FILES: usize = 1000;

/// How many bytes of them at most: no table of a round is larger.
const MOST_BYTES: u64 = 8 << 20;

/// How deep folders are looked into.
const DEEPEST: usize = 8;

/// How the files of workbooks and archives begin: their words cannot be seen from outside.
const PACKED: [&[u8]; 4] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"%PDF"];

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// Files that name the case, in their words or in their own names.
    pub(super) naming: Vec<String>,
    /// Files that could not be looked into.
    pub(super) unseen: Vec<String>,
    /// Were there more files than are looked into?
    pub(super) more: bool,
}

/// Looks for a case in all files below the round's folder but those that are passed over.
/// A folder that cannot be read is one of the files that could not be looked into.
pub(super) fn mentions(
    files: &Files<'_>,
    case: &str,
    passed_over: &dyn Fn(&str) -> bool,
) -> Mentions {
    let mut found = Mentions::default();
    let mut looked = 0_usize;
    let mut folders = VecDeque::from([(String::new(), 0_usize)]);
    while let Some((folder, depth)) = folders.pop_front() {
        let Ok(names) = files.disk().list(&files.folder().join(&folder)) else {
            found.unseen.push(folder);
            continue;
        };
        for name in names {
            let name = if folder.is_empty() {
                name
            } else {
                format!("{folder}/{name}")
            };
            match files.disk().kind(&files.folder().join(&name)) {
                Ok(Some(Kind::Folder)) if depth < DEEPEST => folders.push_back((name, depth + 1)),
                Ok(Some(Kind::Folder)) => found.more = true,
                Ok(Some(Kind::File)) if passed_over(&name) => {}
                Ok(Some(Kind::File)) if looked >= MOST_FILES => found.more = true,
                Ok(Some(Kind::File)) => {
                    looked += 1;
                    match look(files, &name, case) {
                        Look::Named => found.naming.push(name),
                        Look::Unseen => found.unseen.push(name),
                        Look::Clear => {}
                    }
                }
                Ok(Some(Kind::Link | Kind::Other) | None) => {}
                // Its name is none that this system's Unicode has, or it is gone by now.
                Err(_) => found.unseen.push(name),
            }
        }
    }
    found
}

enum Look {
    Named,
    Clear,
    Unseen,
}

fn look(files: &Files<'_>, name: &str, case: &str) -> Look {
    if names_case(name.rsplit('/').next().unwrap_or_default(), case) {
        return Look::Named;
    }
    let path = files.folder().join(name);
    let mut bytes = Vec::new();
    let read = files
        .disk()
        .open(&path)
        .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes));
    let whole = read.is_ok_and(|read| u64::try_from(read).is_ok_and(|read| read <= MOST_BYTES));
    if bytes_name(&bytes, case) {
        Look::Named
    } else if !whole || PACKED.iter().any(|start| bytes.starts_with(start)) {
        Look::Unseen
    } else {
        Look::Clear
    }
}

/// Do bytes name a case, in whatever encoding a spreadsheet program has saved them?
fn bytes_name(bytes: &[u8], case: &str) -> bool {
    if names_case(&String::from_utf8_lossy(bytes), case) {
        return true;
    }
    let wide = |two: fn([u8; 2]) -> u16| {
        let pairs = bytes.chunks_exact(2);
        let units = pairs.map(|pair| two(pair.try_into().unwrap_or_default()));
        char::decode_utf16(units)
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect::<String>()
    };
    let narrow = || bytes.iter().copied().map(char::from).collect::<String>();
    (bytes.contains(&0)
        && (names_case(&wide(u16::from_le_bytes), case)
            || names_case(&wide(u16::from_be_bytes), case)))
        || (!case.is_ascii() && names_case(&narrow(), case))
}

#[cfg(test)]
mod tests {
    use super::bytes_name;

    #[test]
    fn a_case_is_found_in_every_encoding_of_spreadsheets() {
        let text = "case,hub\nÉH-04,Ashbrook\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let narrow = b"case,hub\n\xc9H-04,Ashbrook\n".to_vec();
        for bytes in [text.as_bytes().to_vec(), little, big, narrow] {
            assert!(bytes_name(&bytes, "ÉH-04"), "{bytes:?}");
            assert!(!bytes_name(&bytes, "ÉH-0"), "{bytes:?}");
        }
    }
}
