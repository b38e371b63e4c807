//! A look at a workbook's archive before anything reads it.
//!
//! It exists because a workbook is a zip file that anybody can send: one that is damaged,
//! that unpacks to more than the memory holds, or whose parts promise what they do not hold
//! must be told before the workbook's reader trusts it. It must not know what cells say.

use std::io::{self, Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;

use super::ods_guard;

/// The most that all parts may unpack to, in bytes.
const ALL_PARTS: u64 = 1 << 30;

/// The most that the table of strings, or an .ods page, may unpack to.
const HELD_PART: u64 = 1 << 28;

/// The most that parts may unpack to that say how cells look and how parts belong together.
const SMALL_PART: u64 = 1 << 24;

/// A kind of workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Excel's, since 2007.
    Xlsx,
    /// That of open office programs.
    Ods,
}

/// Why an archive is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is cut short, or its bytes were changed.
    Damaged,
    /// It unpacks to more than is read.
    TooLarge,
    /// It is an archive of something else.
    OtherKind,
}

/// Unpacks every part once, and tells the kind.
pub(super) fn inspect(bytes: &[u8]) -> Result<Kind, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let mut kind = None;
    let mut left = ALL_PARTS;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| Refusal::Damaged)?;
        let name = part
            .name()
            .map_err(|_| Refusal::Damaged)?
            .to_ascii_lowercase();
        // A part that is read to its end had the checksum that the archive says.
        let size = if name.ends_with("sharedstrings.xml") {
            check_held(part, left, |xml| promised_strings(xml) <= xml.len() as u64)?
        } else if name == "content.xml" {
            kind = kind.or(Some(Kind::Ods));
            let size = |xml: &[u8]| ods_guard::unfolded(xml) <= ALL_PARTS;
            check_held(part, left, |xml| ods_guard::is_closed(xml) && size(xml))?
        } else {
            if name.ends_with("workbook.xml") {
                kind = Some(Kind::Xlsx);
            }
            let small = [".rels", "styles.xml", "workbook.xml"];
            let most = if small.iter().any(|end| name.ends_with(end)) {
                SMALL_PART.min(left)
            } else {
                left
            };
            // One byte more than may be there: a part that holds it is too large.
            let size = io::copy(&mut part.take(most + 1), &mut io::sink());
            let size = size.map_err(|_| Refusal::Damaged)?;
            if size > most {
                return Err(Refusal::TooLarge);
            }
            size
        };
        left = left.checked_sub(size).ok_or(Refusal::TooLarge)?;
    }
    kind.ok_or(Refusal::OtherKind)
}

/// Unpacks a part that the workbook's reader holds in memory, and checks it; its size.
fn check_held(
    part: impl Read,
    left: u64,
    sound: impl FnOnce(&[u8]) -> bool,
) -> Result<u64, Refusal> {
    let most = HELD_PART.min(left);
    let mut xml = Vec::new();
    let size = part
        .take(most + 1)
        .read_to_end(&mut xml)
        .map_err(|_| Refusal::Damaged)? as u64;
    if size > most {
        return Err(Refusal::TooLarge);
    }
    // The checks look for ASCII: no spreadsheet program writes its parts in UTF-16.
    let ascii = !matches!(
        *xml,
        [0xfe, 0xff, ..] | [0xff, 0xfe, ..] | [0, ..] | [_, 0, ..]
    );
    if ascii && sound(&xml) {
        Ok(size)
    } else {
        Err(Refusal::Damaged)
    }
}

/// How many strings a table of strings says that it holds: room for them is made before
/// any is read.
fn promised_strings(xml: &[u8]) -> u64 {
    const COUNT: &[u8] = b"uniqueCount";
    let counts = memmem::find_iter(xml, COUNT).map(|at| {
        let after = xml.get(at + COUNT.len()..).unwrap_or_default();
        let value = after.iter().skip_while(|byte| !byte.is_ascii_digit());
        value
            .take_while(|byte| byte.is_ascii_digit())
            .fold(0_u64, |sum, byte| {
                sum.saturating_mul(10)
                    .saturating_add(u64::from(byte - b'0'))
            })
    });
    counts.max().unwrap_or(0)
}
