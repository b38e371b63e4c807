//! How wide the columns of a table are, and where a table that is too wide is parted.
//!
//! It exists because programs that open a document differ in how they set columns out when
//! they are left to it. Lengths are twentieths of a point. It must not know cells.

use crate::render::calibri;
use crate::render::plain::GLUE;

/// Room left and right of the words of a cell, together.
const SIDES: u32 = 150;

/// Cells no longer than this stand on one line.
const SHORT: u32 = 1_200;

/// Verdicts no longer than this do.
const VERDICT: u32 = 2_000;

/// Headers no longer than this would like to.
const SHORT_HEADER: u32 = 1_000;

/// The size of type that a table is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    /// Nine points.
    Usual,
    /// Eight points, for tables that need the room.
    Small,
    /// Eight points, and short cells may take several lines.
    Tight,
}

impl Type {
    /// In twentieths of a point.
    fn size(self) -> u32 {
        match self {
            Self::Usual => 180,
            Self::Small | Self::Tight => 160,
        }
    }
}

/// What one column would like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wish {
    /// So wide that no word is broken.
    least: u32,
    /// So wide that few lines are.
    best: u32,
}

impl Wish {
    /// Of a column that holds this header and these cells; no column would like more than
    /// `most`.
    pub(super) fn of<'a>(
        header: &str,
        cells: impl IntoIterator<Item = &'a str>,
        most: u32,
        set: Type,
    ) -> Self {
        let title = length_of(header, true, set);
        let mut least = longest_word(header, true, set);
        // A header may take three lines, and so may a cell that is not short.
        let mut best = if title <= SHORT_HEADER {
            title
        } else {
            (title / 3).max(least)
        };
        let mut longest = 0;
        for cell in cells {
            least = least.max(longest_word(cell, false, set));
            longest = longest.max(length(cell, set));
        }
        best = best.max(longest);
        let third = least.max(best.min(most) / 3).min(most / 2);
        let least = if longest <= SHORT && set != Type::Tight {
            third.max(longest.min(most))
        } else {
            third
        };
        Self {
            least: least + SIDES,
            best: best.clamp(least, most.max(least)) + SIDES,
        }
    }

    /// With so much more room at its side.
    pub(super) fn with_room(self, room: u32) -> Self {
        Self {
            least: self.least + room,
            best: self.best + room,
        }
    }
}

/// One part of a table: the first column and those from `from` to before `to`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// The first of the columns that follow the first column.
    pub(super) from: usize,
    /// The column after the last.
    pub(super) to: usize,
    /// How wide each is, the first column first; together the width asked for.
    pub(super) widths: Vec<u32>,
}

/// The table in as few parts as its columns need, about equally wide; none without columns.
pub(super) fn parted(wishes: &[Wish], width: u32) -> Vec<Span> {
    let Some((first, others)) = wishes.split_first() else {
        return Vec::new();
    };
    let room = width.saturating_sub(first.least);
    let needed = |wishes: &[Wish]| wishes.iter().map(|wish| wish.least).sum::<u32>();
    // As few parts as hold everything, then as even as that number allows.
    let greedy = cut(others, |some| needed(some) <= room);
    let even = others.len().div_ceil(greedy.len().max(1)).max(1);
    let cuts = cut(others, |some| some.len() <= even && needed(some) <= room);
    let cuts = if cuts.len() > greedy.len() {
        greedy
    } else {
        cuts
    };
    let mut from = 1;
    cuts.into_iter()
        .map(|count| {
            let to = from + count;
            let part: Vec<Wish> = [*first]
                .into_iter()
                .chain(wishes.get(from..to).unwrap_or_default().iter().copied())
                .collect();
            let span = Span {
                from,
                to,
                widths: shared_out(&part, width),
            };
            from = to;
            span
        })
        .collect()
}

/// How many go into each part; at least one each, and one part at least.
fn cut(wishes: &[Wish], fits: impl Fn(&[Wish]) -> bool) -> Vec<usize> {
    let mut counts = Vec::new();
    let mut rest = wishes;
    while !rest.is_empty() {
        let most = (1..=rest.len())
            .take_while(|&count| fits(rest.get(..count).unwrap_or_default()))
            .last()
            .unwrap_or(1);
        counts.push(most);
        rest = rest.get(most..).unwrap_or_default();
    }
    if counts.is_empty() {
        counts.push(0);
    }
    counts
}

/// The width shared out: what each needs, then by what each would like.
fn shared_out(wishes: &[Wish], width: u32) -> Vec<u32> {
    let least: u32 = wishes.iter().map(|wish| wish.least).sum();
    let best: u32 = wishes.iter().map(|wish| wish.best).sum();
    let mut widths: Vec<u32> = if least > width {
        wishes
            .iter()
            .map(|wish| part(width, wish.least, least))
            .collect()
    } else if best > width {
        let wanted = best - least;
        wishes
            .iter()
            .map(|wish| wish.least + part(width - least, wish.best - wish.least, wanted))
            .collect()
    } else {
        wishes
            .iter()
            .map(|wish| part(width, wish.best, best))
            .collect()
    };
    // What rounding left over goes to the first.
    let spent: u32 = widths.iter().sum();
    if let Some(first) = widths.first_mut() {
        *first += width.saturating_sub(spent);
    }
    widths
}

/// `width` × `some` ∕ `all`.
fn part(width: u32, some: u32, all: u32) -> u32 {
    let part = u64::from(width) * u64::from(some);
    let part = part.checked_div(u64::from(all)).unwrap_or(0);
    u32::try_from(part).unwrap_or(width)
}

/// A verdict with no space that a line could be broken at, if it is short and the type
/// allows for that.
pub(super) fn unbroken(verdict: &str, set: Type) -> String {
    if set != Type::Tight && length(verdict, set) <= VERDICT {
        verdict.replace(' ', &GLUE.to_string())
    } else {
        verdict.to_owned()
    }
}

fn longest_word(words: &str, bold: bool, set: Type) -> u32 {
    words
        .split(|c: char| c.is_whitespace() && c != GLUE)
        .map(|word| length_of(word, bold, set))
        .max()
        .unwrap_or(0)
}

/// How long words are on one line, with a little to spare.
pub(super) fn length(words: &str, set: Type) -> u32 {
    length_of(words, false, set)
}

fn length_of(words: &str, bold: bool, set: Type) -> u32 {
    let thousandths = calibri::width(words, bold);
    thousandths * set.size() / 1_000 * 21 / 20
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wishes(count: usize, least: u32, best: u32) -> Vec<Wish> {
        vec![Wish { least, best }; count]
    }

    #[test]
    fn every_part_is_as_wide_as_asked_for_and_no_column_is_lost() {
        for count in 1..60 {
            for (least, best) in [(500, 900), (900, 5_000), (20_000, 20_000)] {
                let spans = parted(&wishes(count, least, best), 9_412);
                let mut next = 1;
                for span in &spans {
                    assert_eq!(span.from, next);
                    assert_eq!(span.widths.len(), span.to - span.from + 1);
                    assert_eq!(span.widths.iter().sum::<u32>(), 9_412);
                    next = span.to;
                }
                assert_eq!(next, count);
            }
        }
        assert!(parted(&[], 9_412).is_empty());
    }

    #[test]
    fn parts_are_even() {
        let counts: Vec<usize> = parted(&wishes(21, 900, 900), 9_412)
            .iter()
            .map(|span| span.to - span.from)
            .collect();
        assert_eq!(counts, [7, 7, 6]);
    }

    #[test]
    fn a_short_cell_is_not_broken_and_a_long_one_may_be() {
        fn wish(cell: &str, set: Type) -> Wish {
            Wish::of("What it says", [cell], 4_200, set)
        }
        for cell in ["By June 2027", "– no clear difference"] {
            let whole = length(cell, Type::Usual);
            let usual = unbroken(cell, Type::Usual);
            assert!(wish(&usual, Type::Usual).least >= whole);
            let tight = unbroken(cell, Type::Tight);
            assert!(wish(&tight, Type::Tight).least < whole);
        }
        let long = "What is done by whom, and when, is agreed with the family";
        assert!(wish(long, Type::Usual).least < length(long, Type::Usual) / 2);
    }

    #[test]
    fn a_table_that_fits_stands_in_one_part() {
        assert_eq!(parted(&wishes(8, 900, 2_000), 9_412).len(), 1);
    }
}
