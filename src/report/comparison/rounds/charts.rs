//! Each domain as a picture: from one round to the other, standard by standard.
//!
//! It draws the table that follows it. It must not know how a chart is drawn.

use super::Material;
use super::standards::standards_of;
use super::words::{Rounds, list, name};
use crate::analysis::comparison::{DomainMovement, StandardMovement, Verdict};
use crate::report::{Arrow, Arrows, Chart, Drawn, Part};

/// The chart of a domain; nothing without a compared standard that both rounds rated.
pub(super) fn domain(
    material: &Material<'_>,
    domain: &DomainMovement,
    rounds: &Rounds,
) -> Option<Chart> {
    let standards: Vec<&StandardMovement> = standards_of(material, domain).collect();
    let rows: Vec<Arrow> = standards
        .iter()
        .filter_map(|standard| {
            let part = |working: crate::analysis::Estimate| Part {
                count: working.count,
                of: working.of,
            };
            Some(Arrow {
                label: name(&standard.standard),
                from: part(standard.before.as_ref()?.working),
                to: part(standard.after.as_ref()?.working),
            })
        })
        .collect();
    if rows.iter().all(|row| row.from.of == 0 || row.to.of == 0) {
        return None;
    }
    let with = |wanted: Verdict| {
        let standards = standards.iter();
        standards
            .filter(|standard| standard.test.is_some_and(|test| test.verdict == wanted))
            .map(|standard| name(&standard.standard))
            .collect::<Vec<_>>()
    };
    let (up, down) = (with(Verdict::Improved), with(Verdict::Declined));
    let said = |titles: &[String]| list(titles.iter().map(String::as_str));
    let title = match (up.is_empty(), down.is_empty()) {
        (true, true) => format!("{}: no clear change in any standard", name(&domain.domain)),
        (false, true) => format!("{}: {} improved", name(&domain.domain), said(&up)),
        (true, false) => format!("{}: {} declined", name(&domain.domain), said(&down)),
        (false, false) => format!(
            "{}: {} improved, {} declined",
            name(&domain.domain),
            said(&up),
            said(&down)
        ),
    };
    Some(Chart {
        alternative: format!("{title}. The figures are in the table that follows."),
        title,
        subtitle: "Cases in which each standard is working, of those it was judged in".to_owned(),
        drawn: Drawn::Arrows(Arrows {
            from: rounds.before.clone(),
            to: rounds.after.clone(),
            rows,
        }),
    })
}
