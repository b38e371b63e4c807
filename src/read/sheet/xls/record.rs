//! Records: what an old workbook's stream is a row of.
//!
//! It exists so that no length in the file is trusted: every read gives something, or
//! nothing where the bytes end. It must not know what records mean.

/// The kind of record that goes on with the data of the one before it.
pub(super) const CONTINUE: u16 = 0x003c;

/// One record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
    /// Where the next record begins.
    pub(super) end: usize,
}

/// The record that begins here, if the bytes hold it whole.
pub(super) fn record(stream: &[u8], at: usize) -> Option<Record<'_>> {
    let mut fields = Fields(stream.get(at..)?);
    let kind = fields.u16()?;
    let length = usize::from(fields.u16()?);
    let data = fields.take(length)?;
    Some(Record {
        kind,
        data,
        end: stream.len() - fields.0.len(),
    })
}

/// Bytes that are taken from the front, little end first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl<'a> Fields<'a> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*array)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn f64(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes)
    }

    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }
}
