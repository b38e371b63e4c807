//! How large a picture is shown, which Word wants to be told.
//!
//! It must not know documents.

use crate::report::Logo;

/// The highest and the widest that a logo is shown, in EMU.
const HIGHEST: u64 = 648_000;
const WIDEST: u64 = 2_160_000;

/// How large it is shown, in EMU, width first; nothing for what is no picture of its kind.
pub(super) fn size(logo: &Logo) -> Option<(u32, u32)> {
    let (width, height) = logo.pixels()?;
    let (width, height) = (u64::from(width), u64::from(height));
    let fitting = (HIGHEST * width / height).clamp(1, WIDEST);
    let high = (fitting * height / width).clamp(1, HIGHEST);
    Some((u32::try_from(fitting).ok()?, u32::try_from(high).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::LogoKind;

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
