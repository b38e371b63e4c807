//! How wide the columns of a table are, and where a table that is too wide is parted.
//!
//! It exists because programs that open a document differ in how they set columns out when
//! they are left to it. Lengths are twentieths of a point. It must not know cells.

use unicode_width::UnicodeWidthChar as _;

use crate::render::plain::GLUE;

/// Room left and right of the words of a cell, together.
const SIDES: u32 = 150;

/// The size of type that a table is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    /// Nine points.
    Usual,
    /// Eight points, for tables that need the room.
    Small,
}

impl Type {
    /// In twentieths of a point.
    fn size(self) -> u32 {
        match self {
            Self::Usual => 180,
            Self::Small => 160,
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
        // A header may take three lines, and so may a cell.
        let mut least = longest_word(header, set);
        let mut best = (length(header, set) / 3).max(least);
        for cell in cells {
            least = least.max(longest_word(cell, set));
            best = best.max(length(cell, set));
        }
        let least = least.max(best.min(most) / 3).min(most / 2);
        Self {
            least: least + SIDES,
            best: best.clamp(least, most) + SIDES,
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

fn longest_word(words: &str, set: Type) -> u32 {
    words
        .split(|c: char| c.is_whitespace() && c != GLUE)
        .map(|word| length(word, set))
        .max()
        .unwrap_or(0)
}

/// How long words are on one line, with a little to spare.
pub(super) fn length(words: &str, set: Type) -> u32 {
    // No column is as wide as this many letters.
    let hundredths: u32 = words.chars().take(1_000).map(hundredths).sum();
    hundredths * set.size() / 100
}

/// How wide a letter is, in hundredths of the size of the type.
fn hundredths(c: char) -> u32 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' | ' ' | GLUE => 27,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 36,
        'm' | 'w' | 'M' | 'W' | '%' => 86,
        'A'..='Z' => 64,
        _ => match c.width() {
            Some(0) | None => 0,
            Some(1) => 54,
            Some(_) => 105,
        },
    }
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
    fn a_table_that_fits_stands_in_one_part() {
        assert_eq!(parted(&wishes(8, 900, 2_000), 9_412).len(), 1);
    }
}
