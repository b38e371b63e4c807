//! The file around an old workbook, in which streams of bytes have names.
//!
//! It exists to take out the one stream that holds the workbook, through `cfb`, and to tell
//! what the file is where there is none. It must not know what is in the stream.

use std::io::{Cursor, Read};

use cfb::CompoundFile;
use memchr::memmem;

use super::Refusal;
use super::record::Fields;

/// The longest stream that is read, in bytes.
const LONGEST: u64 = 1 << 30;

/// An encrypted .xlsx is kept in a stream of this name.
const LOCKED: &str = "EncryptedPackage";

/// Is it a workbook's stream without a file around it? So it was before Excel 5, and some
/// programs write later ones like that.
pub(in crate::read::sheet) fn is_bare(head: &[u8]) -> bool {
    matches!(head, [0x09, 0x00 | 0x02 | 0x04 | 0x08, 4..=16, 0, ..])
}

/// Takes the workbook's stream out of the file.
pub(super) fn stream(file: &[u8]) -> Result<Vec<u8>, Refusal> {
    if is_bare(file) {
        return Ok(file.to_vec());
    }
    let opened = is_lean(file).then(|| CompoundFile::open(Cursor::new(file)));
    let Some(Ok(mut container)) = opened else {
        // Names are in UTF-16.
        let name: Vec<u8> = LOCKED.encode_utf16().flat_map(u16::to_le_bytes).collect();
        return Err(match memmem::find(file, &name) {
            Some(_) => Refusal::Locked,
            None => Refusal::Damaged,
        });
    };
    // A workbook may hold itself twice, for old programs and for very old ones.
    let found = container.open_stream("/Workbook");
    let Ok(mut found) = found.or_else(|_| container.open_stream("/Book")) else {
        return Err(if container.is_stream(format!("/{LOCKED}")) {
            Refusal::Locked
        } else {
            Refusal::OtherKind
        });
    };
    if found.len() > file.len() as u64 {
        return Err(Refusal::Damaged);
    }
    if found.len() > LONGEST {
        return Err(Refusal::TooLarge);
    }
    let mut bytes = Vec::new();
    match found.read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(_) => Err(Refusal::Damaged),
    }
}

/// Has the file no longer a list of its tables than its length calls for? `cfb` reads every
/// table that is listed, and one table can be listed a hundred times in the room of one.
fn is_lean(file: &[u8]) -> bool {
    lists(file).is_some()
}

/// Walks the sectors that list tables. Source: [MS-CFB] 2.2 and 2.5.
fn lists(file: &[u8]) -> Option<()> {
    let sector: usize = match Fields(file.get(30..)?).u16()? {
        9 => 512,
        12 => 4_096,
        _ => return None,
    };
    // One such sector lists the tables of this many bytes. One more than is needed may be.
    let reach = (sector / 4 - 1) * (sector / 4) * sector;
    let most = file.len() / reach + 2;
    let mut next = Fields(file.get(68..)?).u32()?;
    for _ in 0..=most {
        // The end of the chain, or nothing.
        if next >= 0xffff_fffe {
            return Some(());
        }
        let end = usize::try_from(next)
            .ok()?
            .checked_add(2)?
            .checked_mul(sector)?;
        next = Fields(file.get(end.checked_sub(4)?..)?).u32()?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header, a table of free sectors, and sectors that each list that table 127 times.
    fn listing(sectors: u32) -> Vec<u8> {
        let mut file = vec![0; 512];
        file[30] = 9;
        file[68] = 1;
        file.extend([0xff; 512]);
        for sector in 1..=sectors {
            file.extend([0; 508]);
            let next = if sector < sectors {
                sector + 1
            } else {
                u32::MAX - 1
            };
            file.extend(next.to_le_bytes());
        }
        file
    }

    #[test]
    fn a_table_is_not_listed_again_and_again() {
        // One of these sectors lists tables for eight megabytes.
        assert!(is_lean(&listing(1)));
        assert!(is_lean(&listing(2)));
        assert!(!is_lean(&listing(4)));
        assert!(!is_lean(&listing(4_000)));
        let mut ring = listing(2);
        let last = ring.len() - 4;
        ring[last..].copy_from_slice(&1_u32.to_le_bytes());
        assert!(!is_lean(&ring));
        assert!(!is_lean(&listing(2)[..1_500]));
    }
}
