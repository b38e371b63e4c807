//! How sure one can be of what a comparison says: the third of its sentences.
//!
//! It must not know any verdict.

use super::Material;
use super::words::{list, name, size, were};
use crate::analysis::comparison::{Footing, HubFate};
use crate::report::summary::words;

/// What stands in the way of reading the figures as change.
pub(super) fn sure(material: &Material<'_>) -> String {
    let comparison = material.comparison;
    let practice = &comparison.practice;
    let sample = &practice.sample;
    let mut beware = Vec::new();
    let standards = &comparison.tool.standards;
    let not: u64 = size(
        standards
            .iter()
            .filter(|standard| standard.footing != Footing::Compared)
            .count(),
    );
    if not > 0 {
        beware.push(format!(
            "{} of {} standards {} not compared, because the tool changed",
            not,
            standards.len(),
            words::are(not)
        ));
    }
    let fate = |wanted: HubFate| {
        let hubs = sample.hubs.iter().filter(|hub| hub.fate == wanted);
        hubs.filter_map(|hub| hub.names.shown())
            .map(|name| name.title.clone())
            .collect::<Vec<_>>()
    };
    for (fate, when) in [
        (fate(HubFate::Came), "is in the later round alone"),
        (fate(HubFate::Went), "is in the earlier round alone"),
    ] {
        match fate.as_slice() {
            [] => {}
            [one] => beware.push(format!("{one} {when}")),
            several => beware.push(format!(
                "{} {}",
                words::counted(size(several.len()), &practice.group),
                when.replacen("is", "are", 1)
            )),
        }
    }
    if sample.sizes_differ() {
        beware.push(format!(
            "{} cases {} audited in the earlier round and {} in the later",
            words::whole(sample.cases_before),
            were(sample.cases_before),
            words::whole(sample.cases_after)
        ));
    }
    if sample.record_beside {
        beware.push(
            "a different part of the discussions was held, so the record is compared too"
                .to_owned(),
        );
    }
    let mut shifted: Vec<String> = sample.shifted().map(|(fact, _)| name(&fact.fact)).collect();
    shifted.dedup();
    if !shifted.is_empty() {
        beware.push(format!(
            "the mix of cases changed by more than chance explains ({})",
            list(shifted.iter().map(String::as_str))
        ));
    }
    let meant = "Can we be sure? What is called improved or declined would seldom come about by chance; where there is no clear change, there may still be one that these numbers cannot show.";
    if beware.is_empty() {
        return format!(
            "{meant} The tool asks the same in both rounds, and nothing that was recorded of the two samples differs by more than chance explains."
        );
    }
    let last = beware.pop().unwrap_or_default();
    let all = if beware.is_empty() {
        last
    } else {
        format!("{}, and {last}", beware.join(", "))
    };
    format!("{meant} Bear in mind: {all}.")
}
