//! Where the parts of bars of levels stand and what is written on and over them, the same in
//! every format that draws them.
//!
//! A count that does not fit in its part is no longer readable there: it is written beside
//! the bar or left out, as the table behind the chart has it. It must not know any format.

use crate::report::figure::grouped;
use crate::report::{LevelBars, LevelKey, Side};

/// Where a part stands: what works left of a line, as strengths come first, what does not
/// right of it, and what has no level apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Room {
    /// Left of the line.
    Left,
    /// Right of it.
    Right,
    /// Apart from both.
    Apart,
}

impl Room {
    /// Where the parts of a side stand.
    pub(in crate::render) fn of(side: Side) -> Self {
        match side {
            Side::Working(_) => Self::Left,
            Side::Improve(_) | Side::NotWorking(_) => Self::Right,
            Side::NotEvidenced | Side::Apart => Self::Apart,
        }
    }

    /// What stands over the bars there; nothing where no level does.
    pub(in crate::render) fn heading(self, keys: &[LevelKey]) -> Option<&'static str> {
        let has = |on: fn(Side) -> bool| keys.iter().any(|key| on(key.side));
        let improve = has(|side| matches!(side, Side::Improve(_)));
        let not_working = has(|side| matches!(side, Side::NotWorking(_)));
        match (self, improve, not_working) {
            (Self::Left, ..) => has(|side| matches!(side, Side::Working(_))).then_some("working"),
            (Self::Right, true, true) => Some("to improve or not working"),
            (Self::Right, true, false) => Some("to improve"),
            (Self::Right, false, true) => Some("not working"),
            (Self::Right, false, false) => None,
            (Self::Apart, ..) => {
                has(|side| Self::of(side) == Self::Apart).then_some("without a level")
            }
        }
    }
}

/// What each level is called in the key, and whether any case is at it.
pub(in crate::render) fn key(bars: &LevelBars) -> Vec<(Side, String)> {
    let keys = bars.keys.iter().enumerate().map(|(place, key)| {
        let used = bars
            .bars
            .iter()
            .any(|bar| bar.counts.get(place).is_some_and(|&count| count > 0));
        let none = if used { "" } else { " (none)" };
        (key.side, format!("{}{none}", key.label))
    });
    keys.collect()
}

/// Where the counts of a bar's parts in one room are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Written {
    /// Part by part: is its count written in it?
    pub(in crate::render) inside: Vec<bool>,
    /// What is written beside the outermost; empty for nothing.
    pub(in crate::render) beside: String,
}

/// Where counts are written, of parts from the line outwards, each with its length.
///
/// Left and right of the line a count that does not fit in its part is left out, but for the
/// outermost, which has room beside it. What stands apart are few parts: all their counts
/// stand beside them as soon as one does not fit. `needed` tells the length of digits.
pub(in crate::render) fn written(
    parts: &[(u64, f64)],
    room: Room,
    needed: impl Fn(&str) -> f64,
) -> Written {
    let counts: Vec<String> = parts.iter().map(|(count, _)| said(*count)).collect();
    let fits = counts.iter().zip(parts);
    let fits: Vec<bool> = fits
        .map(|(said, (_, length))| needed(said) <= *length)
        .collect();
    if fits.iter().all(|fits| *fits) {
        return Written {
            inside: fits,
            beside: String::new(),
        };
    }
    match room {
        Room::Apart => Written {
            inside: vec![false; parts.len()],
            beside: counts.join(", "),
        },
        Room::Left | Room::Right => Written {
            beside: match (fits.last(), counts.last()) {
                (Some(false), Some(said)) => said.clone(),
                _ => String::new(),
            },
            inside: fits,
        },
    }
}

/// All that can stand beside a bar in a room.
pub(in crate::render) fn besides(bars: &LevelBars, room: Room) -> Vec<String> {
    let bars = bars.bars.iter().flat_map(|bar| {
        let counts = bars.keys.iter().zip(&bar.counts);
        let counts = counts.filter(|(key, count)| Room::of(key.side) == room && **count > 0);
        let said: Vec<String> = counts.map(|(_, count)| said(*count)).collect();
        match room {
            Room::Apart => vec![said.join(", ")],
            Room::Left | Room::Right => said,
        }
    });
    bars.collect()
}

fn said(count: u64) -> String {
    grouped(&count.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every letter is one long.
    fn letters(said: &str) -> f64 {
        said.chars().map(|_| 1.0).sum()
    }

    #[test]
    fn a_count_stands_where_it_can_be_read_or_nowhere() {
        let written = |parts: &[(u64, f64)], room| {
            let written = written(parts, room, letters);
            (written.inside, written.beside)
        };
        let no = String::new;
        assert_eq!(
            written(&[(42, 9.0), (10, 2.0)], Room::Left),
            (vec![true, true], no())
        );
        // The inner one is left out, the outermost stands beside its part.
        assert_eq!(
            written(&[(12, 1.0), (3, 0.5)], Room::Right),
            (vec![false, false], "3".to_owned())
        );
        assert_eq!(
            written(&[(12, 1.0), (30, 5.0)], Room::Right),
            (vec![false, true], no())
        );
        assert_eq!(
            written(&[(1, 0.4), (1_200, 6.0)], Room::Apart),
            (vec![false, false], "1, 1,200".to_owned())
        );
        assert_eq!(written(&[], Room::Apart), (vec![], no()));
    }
}
