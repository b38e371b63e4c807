//! How large a picture is, from its first bytes.
//!
//! Word wants to be told how large a picture is to be shown. It must not know documents.

use crate::report::{Logo, LogoKind};

/// The highest and the widest that a logo is shown, in EMU.
const HIGHEST: u64 = 648_000;
const WIDEST: u64 = 2_160_000;

/// How large it is shown, in EMU, width first; nothing for what is no picture of its kind.
pub(super) fn size(logo: &Logo) -> Option<(u32, u32)> {
    let (width, height) = match logo.kind {
        LogoKind::Png => png(&logo.bytes)?,
        LogoKind::Jpeg => jpeg(&logo.bytes)?,
    };
    let (width, height) = (u64::from(width), u64::from(height));
    if width == 0 || height == 0 {
        return None;
    }
    let fitting = (HIGHEST * width / height).clamp(1, WIDEST);
    let high = (fitting * height / width).clamp(1, HIGHEST);
    Some((u32::try_from(fitting).ok()?, u32::try_from(high).ok()?))
}

/// PNG specification, third edition, 5.2 and 11.2.1.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let header = header.get(4..)?.strip_prefix(b"IHDR")?;
    let number = |at: usize| Some(u32::from_be_bytes(*header.get(at..)?.first_chunk()?));
    Some((number(0)?, number(4)?))
}

/// ITU-T T.81, annex B: segments up to the first header of a frame.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let (&[0xff, marker], after) = rest.split_first_chunk()? else {
            return None;
        };
        if marker == 0xff {
            // Fill bytes may stand before any marker.
            rest = rest.get(1..)?;
            continue;
        }
        let length = u16::from_be_bytes(*after.first_chunk()?);
        let segment = after.get(2..usize::from(length))?;
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let number = |at: usize| Some(u16::from_be_bytes(*segment.get(at..)?.first_chunk()?));
            return Some((number(3)?.into(), number(1)?.into()));
        }
        rest = after.get(usize::from(length)..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logo(kind: LogoKind, bytes: &[u8]) -> Logo {
        Logo {
            bytes: bytes.to_vec(),
            kind,
            alternative: String::new(),
        }
    }

    #[test]
    fn pictures_keep_their_shape_and_what_is_none_has_no_size() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x40\0\0\0\x20\x08\x02\0\0\0";
        assert_eq!(size(&logo(LogoKind::Png, png)), Some((1_296_000, 648_000)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc0\0\x0b\x08\0\x10\0\xa0\x01\x01\x11\0";
        assert_eq!(
            size(&logo(LogoKind::Jpeg, jpeg)),
            Some((2_160_000, 216_000))
        );
        for end in 0..jpeg.len() - 6 {
            assert_eq!(size(&logo(LogoKind::Jpeg, &jpeg[..end])), None, "{end}");
        }
        for end in 0..24 {
            assert_eq!(size(&logo(LogoKind::Png, &png[..end])), None, "{end}");
        }
        assert_eq!(size(&logo(LogoKind::Png, jpeg)), None);
        assert_eq!(size(&logo(LogoKind::Jpeg, png)), None);
    }
}
