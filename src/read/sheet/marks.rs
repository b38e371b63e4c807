//! The positions of three bytes (delimiter, row end, quote) in a block, in order.
//!
//! It exists because cells are short: a search that starts anew at every cell costs more
//! than the cells do. Sixty-four bytes are compared at once and give one bit each. It must
//! not know what the bytes mean.

/// How many bytes are compared at once: one for each bit of the mask.
const CHUNK: usize = 64;

/// Walks the positions of three bytes.
pub(super) struct Marks<'a> {
    bytes: &'a [u8],
    needles: [u8; 3],
    /// Where the chunk begins that `mask` is of; always a multiple of [`CHUNK`].
    base: usize,
    /// A bit for each position of the chunk that is still to be given out.
    mask: u64,
}

impl<'a> Marks<'a> {
    pub(super) fn new(bytes: &'a [u8], needles: [u8; 3]) -> Self {
        let mut marks = Self {
            bytes,
            needles,
            base: 0,
            mask: 0,
        };
        marks.mask = marks.chunk_mask();
        marks
    }

    /// The next position, if there is one.
    #[inline]
    pub(super) fn next(&mut self) -> Option<usize> {
        while self.mask == 0 {
            self.base += CHUNK;
            if self.base >= self.bytes.len() {
                self.base = self.bytes.len() / CHUNK * CHUNK;
                return None;
            }
            self.mask = self.chunk_mask();
        }
        let at = self.base + self.mask.trailing_zeros() as usize;
        self.mask &= self.mask - 1;
        Some(at)
    }

    /// Goes on from this position, which may lie ahead of the one given last.
    pub(super) fn seek(&mut self, at: usize) {
        self.base = at / CHUNK * CHUNK;
        self.mask = self.chunk_mask() & (u64::MAX << (at % CHUNK));
    }

    #[inline]
    fn chunk_mask(&self) -> u64 {
        let rest = self.bytes.get(self.base..).unwrap_or_default();
        if let Some(chunk) = rest.first_chunk::<CHUNK>() {
            mask(chunk, self.needles)
        } else {
            let mut chunk = [0; CHUNK];
            for (to, from) in chunk.iter_mut().zip(rest) {
                *to = *from;
            }
            let there = (1_u64 << rest.len()) - 1;
            mask(&chunk, self.needles) & there
        }
    }
}

/// One bit for each byte of the chunk that is a needle, the first byte's lowest.
#[inline]
fn mask(chunk: &[u8; CHUNK], [a, b, c]: [u8; 3]) -> u64 {
    let mut hits = [0_u8; CHUNK];
    for (hit, &byte) in hits.iter_mut().zip(chunk) {
        *hit = u8::from(byte == a) | u8::from(byte == b) | u8::from(byte == c);
    }
    let mut mask = 0;
    for (eighth, hits) in hits.as_chunks::<8>().0.iter().enumerate() {
        // Eight bytes of 0 or 1 become eight bits: byte i is moved to bit 56 + i.
        let packed = u64::from_le_bytes(*hits).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        mask |= packed << (8 * eighth);
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn marks_are_the_positions_of_the_three_bytes(
            bytes in proptest::collection::vec(proptest::sample::select(b"ab,\n\"".to_vec()), 0..400),
            from in 0_usize..400,
        ) {
            let needles = [b',', b'\n', b'"'];
            let from = from.min(bytes.len());
            let expected: Vec<usize> = (0..bytes.len()).filter(|&i| needles.contains(&bytes[i])).collect();
            let mut marks = Marks::new(&bytes, needles);
            let found: Vec<usize> = std::iter::from_fn(|| marks.next()).collect();
            prop_assert_eq!(&found, &expected);
            marks.seek(from);
            let found: Vec<usize> = std::iter::from_fn(|| marks.next()).collect();
            let expected: Vec<usize> = expected.into_iter().filter(|&i| i >= from).collect();
            prop_assert_eq!(found, expected);
            prop_assert_eq!(marks.next(), None);
        }
    }
}
