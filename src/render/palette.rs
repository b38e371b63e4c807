//! The colours of a report, in one place.
//!
//! Blue stands for what works and orange for what does not, which nearly all who cannot
//! tell red from green can tell apart. Beside their colour all fills have a mark, or an
//! edge, by which a grey print and a screen of two colours still show them. Words on a fill
//! have a contrast of at least 4.5 to 1, and edges on white at least 3 to 1 (WCAG 2.2, 1.4.3
//! and 1.4.11); the tests work that out. It must not know any format's way to write a colour.

use crate::report::{Side, Tone};

/// A colour: red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(pub(super) [u8; 3]);

impl Colour {
    /// Six hexadecimal digits, as in `0b4f8a`.
    pub(super) fn hex(self) -> String {
        let Self([red, green, blue]) = self;
        format!("{red:02x}{green:02x}{blue:02x}")
    }
}

/// Words.
pub(super) const INK: Colour = Colour([0x1b, 0x1f, 0x24]);
/// Words of less weight.
pub(super) const MUTED: Colour = Colour([0x50, 0x5a, 0x64]);
/// Lines behind a drawing.
pub(super) const GRID: Colour = Colour([0xd9, 0xdf, 0xe5]);
/// The page.
pub(super) const PAPER: Colour = Colour([0xff, 0xff, 0xff]);
/// Behind headers and groups of rows.
pub(super) const WASH: Colour = Colour([0xee, 0xf3, 0xf8]);
/// A single mark that says "this".
pub(super) const STRONG: Colour = Colour([0x0b, 0x4f, 0x8a]);
/// How far a mark may reach.
pub(super) const REACH: Colour = Colour([0x93, 0xbc, 0xe0]);

/// What is drawn over a fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    Plain,
    /// Dots, far apart.
    Dots,
    /// Lines from the lower left to the upper right.
    Hatch,
}

/// How an area is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fill {
    /// The ground.
    pub(super) ground: Colour,
    /// What is drawn over it.
    pub(super) mark: Mark,
    /// The colour of what is drawn over it.
    pub(super) marked: Colour,
    /// The line around it.
    pub(super) edge: Colour,
    /// Words on it.
    pub(super) words: Colour,
}

const fn fill(ground: [u8; 3], mark: Mark, marked: [u8; 3], edge: [u8; 3], words: Colour) -> Fill {
    Fill {
        ground: Colour(ground),
        mark,
        marked: Colour(marked),
        edge: Colour(edge),
        words,
    }
}

const WORKING: [Fill; 3] = [
    fill(
        [0x6b, 0xa6, 0xda],
        Mark::Plain,
        [0; 3],
        [0x2f, 0x6d, 0xa6],
        INK,
    ),
    fill(
        [0x0b, 0x4f, 0x8a],
        Mark::Plain,
        [0; 3],
        [0x0b, 0x4f, 0x8a],
        PAPER,
    ),
    fill(
        [0x06, 0x2b, 0x4f],
        Mark::Plain,
        [0; 3],
        [0x06, 0x2b, 0x4f],
        PAPER,
    ),
];
const IMPROVE: [Fill; 2] = [
    fill(
        [0xf6, 0xc1, 0x80],
        Mark::Dots,
        [0xa8, 0x62, 0x10],
        [0xa8, 0x62, 0x10],
        INK,
    ),
    fill(
        [0xe5, 0x9a, 0x45],
        Mark::Dots,
        [0x6b, 0x3a, 0x02],
        [0x8a, 0x4c, 0x05],
        INK,
    ),
];
const NOT_WORKING: [Fill; 2] = [
    fill(
        [0xb3, 0x47, 0x0a],
        Mark::Hatch,
        [0xe8, 0xa0, 0x74],
        [0x8a, 0x33, 0x03],
        PAPER,
    ),
    fill(
        [0x7a, 0x2b, 0x02],
        Mark::Hatch,
        [0xd0, 0x80, 0x50],
        [0x5c, 0x1f, 0x00],
        PAPER,
    ),
];
const NOT_EVIDENCED: Fill = fill(
    [0xff; 3],
    Mark::Hatch,
    [0x6b, 0x75, 0x80],
    [0x50, 0x5a, 0x64],
    INK,
);
const APART: Fill = fill(
    [0xe6, 0xe8, 0xeb],
    Mark::Dots,
    [0x6b, 0x75, 0x80],
    [0x7c, 0x86, 0x90],
    INK,
);

/// The fill of a level by its side.
pub(super) fn level(side: Side) -> Fill {
    let [working, strong, strongest] = WORKING;
    let [improve, further] = IMPROVE;
    let [not_working, furthest] = NOT_WORKING;
    match side {
        Side::Working(0) => working,
        Side::Working(1) => strong,
        Side::Working(_) => strongest,
        Side::Improve(0) => improve,
        Side::Improve(_) => further,
        Side::NotWorking(0) => not_working,
        Side::NotWorking(_) => furthest,
        Side::NotEvidenced => NOT_EVIDENCED,
        Side::Apart => APART,
    }
}

/// Steps by which a shade says how large a share is: under a fifth, under two fifths …
pub(super) const STEPS: usize = 5;

const SHADES: [Fill; STEPS] = [
    fill(
        [0xf3, 0xf7, 0xfb],
        Mark::Plain,
        [0; 3],
        [0xf3, 0xf7, 0xfb],
        INK,
    ),
    fill(
        [0xd3, 0xe4, 0xf3],
        Mark::Plain,
        [0; 3],
        [0xd3, 0xe4, 0xf3],
        INK,
    ),
    fill(
        [0xa3, 0xc8, 0xe8],
        Mark::Plain,
        [0; 3],
        [0xa3, 0xc8, 0xe8],
        INK,
    ),
    fill(
        [0x6b, 0xa6, 0xda],
        Mark::Plain,
        [0; 3],
        [0x6b, 0xa6, 0xda],
        INK,
    ),
    fill(
        [0x0b, 0x4f, 0x8a],
        Mark::Plain,
        [0; 3],
        [0x0b, 0x4f, 0x8a],
        PAPER,
    ),
];

/// The fill of a share; unknown is that of what stands apart.
pub(super) fn shade(count: u64, of: u64) -> Fill {
    if of == 0 {
        return APART;
    }
    let fifths = u128::from(count.min(of)) * 5 / u128::from(of);
    let step = usize::try_from(fifths).unwrap_or(0).min(STEPS - 1);
    SHADES.get(step).copied().unwrap_or(APART)
}

/// The fills of all steps, smallest first.
pub(super) fn shades() -> [Fill; STEPS] {
    SHADES
}

/// The colour of words and symbols of a tone, on white.
pub(super) fn tone(tone: Tone) -> Colour {
    match tone {
        Tone::Good | Tone::Up => STRONG,
        Tone::Improve => Colour([0x8a, 0x4c, 0x05]),
        Tone::Poor | Tone::Down | Tone::Attention => Colour([0xa3, 0x3d, 0x06]),
        Tone::Neutral => MUTED,
    }
}

/// Behind words of a tone.
pub(super) fn wash(tone: Tone) -> Colour {
    match tone {
        Tone::Good | Tone::Up => Colour([0xe3, 0xee, 0xf8]),
        Tone::Improve => Colour([0xfd, 0xf0, 0xdd]),
        Tone::Poor | Tone::Down => Colour([0xfb, 0xe6, 0xda]),
        Tone::Attention => Colour([0xff, 0xf3, 0xd0]),
        Tone::Neutral => Colour([0xf1, 0xf4, 0xf7]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, as WCAG 2.2 defines it.
    fn luminance(Colour(parts): Colour) -> f64 {
        let [red, green, blue] = parts.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(one: Colour, other: Colour) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn levels() -> Vec<Fill> {
        [
            &WORKING[..],
            &IMPROVE,
            &NOT_WORKING,
            &[NOT_EVIDENCED, APART],
        ]
        .concat()
    }

    #[test]
    fn words_can_be_read_on_every_ground() {
        for fill in levels().into_iter().chain(SHADES) {
            let contrast = contrast(fill.ground, fill.words);
            assert!(contrast >= 4.5, "{}: {contrast:.2}", fill.ground.hex());
        }
        let tones = [
            Tone::Good,
            Tone::Improve,
            Tone::Poor,
            Tone::Attention,
            Tone::Neutral,
        ];
        for tone in tones {
            assert!(contrast(self::tone(tone), wash(tone)) >= 4.5, "{tone:?}");
            assert!(contrast(INK, wash(tone)) >= 4.5, "{tone:?}");
        }
        for ink in tones.map(tone).into_iter().chain([INK, MUTED]) {
            assert!(contrast(ink, PAPER) >= 4.5, "{}", ink.hex());
        }
    }

    #[test]
    fn edges_and_marks_can_be_seen() {
        for fill in levels() {
            let ground = fill.ground.hex();
            assert!(contrast(fill.edge, PAPER) >= 3.0, "{ground}");
            if fill.mark != Mark::Plain {
                assert!(contrast(fill.marked, fill.ground) >= 2.0, "{ground}");
            }
        }
    }

    #[test]
    fn a_share_has_the_shade_of_its_fifth() {
        let step = |count, of| SHADES.iter().position(|fill| *fill == shade(count, of));
        assert_eq!(step(0, 5), Some(0));
        assert_eq!(step(1, 5), Some(1));
        assert_eq!(step(59, 100), Some(2));
        assert_eq!(step(4, 5), Some(4));
        assert_eq!(step(5, 5), Some(4));
        assert_eq!(step(u64::MAX, u64::MAX), Some(4));
        assert_eq!(step(9, 5), Some(4));
        assert_eq!(shade(0, 0), APART);
    }
}
