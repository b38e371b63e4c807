//! The picture of an organisation: what sort of file it is, and how large.
//!
//! It exists so that what is no picture is refused before any format is asked for. It must
//! not know where a picture is shown.

/// The picture of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The file as it is.
    pub bytes: Vec<u8>,
    /// What sort of file it is.
    pub kind: LogoKind,
    /// What it shows, in words.
    pub alternative: String,
}

/// What sort of file a logo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoKind {
    /// Portable network graphics.
    Png,
    /// JPEG.
    Jpeg,
}

impl Logo {
    /// The picture that a file holds, by its first bytes; nothing for what is none.
    pub fn of(bytes: Vec<u8>, alternative: impl Into<String>) -> Option<Self> {
        let kind = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            LogoKind::Png
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            LogoKind::Jpeg
        } else {
            return None;
        };
        Some(Self {
            bytes,
            kind,
            alternative: alternative.into(),
        })
    }
    /// How wide and how high it is, in pixels; nothing where its first bytes do not say, or
    /// say that there is nothing to see.
    pub fn pixels(&self) -> Option<(u32, u32)> {
        let size = match self.kind {
            LogoKind::Png => png(&self.bytes),
            LogoKind::Jpeg => jpeg(&self.bytes),
        };
        size.filter(|(width, height)| *width > 0 && *height > 0)
    }
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
