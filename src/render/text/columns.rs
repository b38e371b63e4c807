//! How wide the columns of a table are, and where a table too wide is parted.
//!
//! Widths are terminal columns. It must not know what the cells say.

use std::ops::Range;

/// Columns between two columns.
pub(super) const GAP: usize = 2;

/// With more columns than this, parts are filled one after the other.
const MOST_EVENED: usize = 1000;

/// What one column asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Want {
    /// The least: nothing narrower is readable.
    pub(super) floor: usize,
    /// Enough for every cell on one line; at least `floor`.
    pub(super) cells: usize,
    /// Enough for the title on one line too; at least `cells`.
    pub(super) title: usize,
}

/// The width of each column, so that all fit into `width` if their floors do: first all
/// get their floors, then cells grow, then titles, the narrow ones first.
pub(super) fn widths(wants: &[Want], width: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = wants.iter().map(|want| want.floor).collect();
    let taken = widths.iter().sum::<usize>() + GAP * wants.len().saturating_sub(1);
    let mut spare = width.saturating_sub(taken);
    for aim in [|want: &Want| want.cells, |want: &Want| want.title] {
        let aims: Vec<usize> = wants.iter().map(aim).collect();
        spare = raise(&mut widths, &aims, spare);
    }
    widths
}

/// Spends what is spare on the widths below their aims, the narrowest first, and gives back
/// what is left.
fn raise(widths: &mut [usize], aims: &[usize], mut spare: usize) -> usize {
    while spare > 0 {
        let lowest = widths
            .iter_mut()
            .zip(aims)
            .filter(|(width, aim)| **width < **aim)
            .min_by_key(|(width, _)| **width);
        let Some((width, _)) = lowest else { break };
        *width += 1;
        spare -= 1;
    }
    spare
}

/// The columns after the first in as few runs as fit beside the first, as even as possible;
/// the first column belongs to each. One run if there is nothing to part.
pub(super) fn parts(wants: &[Want], width: usize) -> Vec<Range<usize>> {
    let Some((first, others)) = wants.split_first() else {
        return Vec::new();
    };
    let room = width.saturating_sub(first.floor);
    let sizes: Vec<usize> = others.iter().map(|want| want.floor + GAP).collect();
    let fewest = packed(&sizes, room);
    let best = if sizes.len() > MOST_EVENED {
        fewest
    } else {
        evened(&sizes, fewest.len(), room).unwrap_or(fewest)
    };
    best.into_iter()
        .map(|part| part.start + 1..part.end + 1)
        .collect()
}

/// Runs filled one after the other; a size beyond the room has a run of its own.
fn packed(sizes: &[usize], room: usize) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (place, size) in sizes.iter().enumerate() {
        if used + size > room && place > start {
            runs.push(start..place);
            (start, used) = (place, 0);
        }
        used += size;
    }
    runs.push(start..sizes.len());
    runs
}

/// So many runs that fit, their widths as even as possible: the least sum of squares, and
/// the longest runs first where that leaves a choice.
fn evened(sizes: &[usize], runs: usize, room: usize) -> Option<Vec<Range<usize>>> {
    let last = sizes.len();
    // Per column: what it costs to part the columns from there on into no runs, one, two …
    let mut costs: Vec<Option<usize>> = vec![None; last];
    costs.push(Some(0));
    let mut ends: Vec<Vec<usize>> = Vec::new();
    for _ in 0..runs {
        let best: Vec<(Option<usize>, usize)> = (0..=last)
            .map(|start| {
                let mut best = (None, start);
                let mut used = 0;
                for (end, size) in (start + 1..).zip(sizes.get(start..).unwrap_or_default()) {
                    used += size;
                    if used > room && end > start + 1 {
                        break;
                    }
                    let rest = costs.get(end).copied().flatten();
                    let cost = rest.map(|rest| rest + used * used);
                    if cost.is_some_and(|cost| best.0.is_none_or(|least| cost <= least)) {
                        best = (cost, end);
                    }
                }
                best
            })
            .collect();
        costs = best.iter().map(|(cost, _)| *cost).collect();
        ends.push(best.into_iter().map(|(_, end)| end).collect());
    }
    costs.first().copied().flatten()?;
    let mut start = 0;
    ends.iter()
        .rev()
        .map(|ends| {
            let run = start..*ends.get(start)?;
            start = run.end;
            Some(run)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(widths: &[usize]) -> Vec<Want> {
        widths
            .iter()
            .map(|&width| Want {
                floor: width,
                cells: width,
                title: width,
            })
            .collect()
    }

    fn parted(floors: &[usize], width: usize) -> Vec<(usize, usize)> {
        parts(&fixed(floors), width)
            .into_iter()
            .map(|part| (part.start, part.end))
            .collect()
    }

    #[test]
    fn parts_are_few_and_even() {
        assert_eq!(parted(&[10, 8, 8], 30), [(1, 3)]);
        assert_eq!(parted(&[10, 8, 8, 8, 8], 40), [(1, 3), (3, 5)]);
        let seven = [10, 8, 8, 8, 8, 8, 8, 8];
        assert_eq!(parted(&seven, 40), [(1, 4), (4, 6), (6, 8)]);
        // Two and two would need 44 columns beside the first; three and one fit.
        assert_eq!(parted(&[10, 4, 4, 16, 16], 40), [(1, 4), (4, 5)]);
        // Even in width before even in number: 26 and 24 rather than 18 and 32.
        assert_eq!(parted(&[10, 6, 6, 8, 22], 50), [(1, 4), (4, 5)]);
        assert_eq!(parted(&[10, 90, 4], 40), [(1, 2), (2, 3)]);
        assert_eq!(parted(&[10], 40), [(1, 1)]);
        assert_eq!(parted(&[], 40), []);
    }

    #[test]
    fn spare_room_goes_to_cells_before_titles() {
        let wants = [
            Want {
                floor: 5,
                cells: 9,
                title: 9,
            },
            Want {
                floor: 3,
                cells: 3,
                title: 8,
            },
        ];
        assert_eq!(widths(&wants, 10), [5, 3]);
        assert_eq!(widths(&wants, 12), [7, 3]);
        assert_eq!(widths(&wants, 15), [9, 4]);
        assert_eq!(widths(&wants, 99), [9, 8]);
    }
}
