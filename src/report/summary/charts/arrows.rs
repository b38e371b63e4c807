//! From the record to after the discussion, standard by standard.
//!
//! It must not know how pairs were counted.

use super::IN_THE_TABLE;
use crate::analysis::summary::Gaps;
use crate::report::summary::gap;
use crate::report::{Arrow, Arrows, Chart, Drawn, Part};

/// The arrows of standards with both readings; nothing where there are none.
pub(in crate::report::summary) fn arrows(gaps: &Gaps) -> Option<Chart> {
    let rows: Vec<Arrow> = gaps
        .standards
        .iter()
        .filter(|row| gap::rated(row))
        .map(|row| Arrow {
            label: row.title.clone(),
            from: Part::new(row.counts.record_working, row.counts.pairs),
            to: Part::new(row.counts.discussion_working, row.counts.pairs),
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let all = gaps.all;
    let in_all = format!(
        "Of {} with both readings, {} were working by the record and {} after the discussion",
        super::super::words::counted(all.pairs, "rating"),
        super::super::words::whole(all.record_working),
        super::super::words::whole(all.discussion_working)
    );
    let title = match gaps.thin_records().first() {
        Some(widest) => format!(
            "The discussion showed most that the record does not in “{}”: working in {} of {} by the record, {} after",
            widest.title,
            widest.counts.record_working,
            widest.counts.pairs,
            widest.counts.discussion_working
        ),
        None => in_all.clone(),
    };
    let more = if title == in_all {
        String::new()
    } else {
        format!("{in_all}. ")
    };
    Some(Chart {
        alternative: format!("{title}. {more}{IN_THE_TABLE}"),
        title,
        subtitle: "Ratings that are working, of those with both readings, standard by standard"
            .to_owned(),
        drawn: Drawn::Arrows(Arrows {
            from: "by the record".to_owned(),
            to: "after the discussion".to_owned(),
            rows,
        }),
    })
}
