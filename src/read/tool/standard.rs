//! Domains and standards.
//!
//! It must not know how standards limit the overall judgement.

use std::collections::BTreeMap;

use super::columns::Columns;
use super::fact::Facts;
use super::names::{Ids, Names};
use super::scale::Scales;
use super::{once, rule, value, values};
use crate::diagnostics::{Code, quote};
use crate::model::{Domain, Standard};
use crate::read::toml_file::{Entry, IdRule, Reader, Text, check_id};

/// Domains with what is needed to refer to them.
pub(super) struct Domains {
    /// The domains.
    pub(super) all: Vec<Domain>,
    ids: Ids,
    at: Vec<usize>,
}

/// Standards with what is needed to refer to them.
pub(super) struct Standards {
    /// The standards.
    pub(super) all: Vec<Standard>,
    /// Their ids.
    pub(super) ids: Ids,
    /// Each one's scale, where it has one.
    pub(super) scales: Vec<Option<usize>>,
    domains: Vec<Option<usize>>,
    was: Vec<Text>,
}

/// Reads all `[[domain]]`.
pub(super) fn domains(root: &mut Entry<'_>, r: &mut Reader<'_>) -> Domains {
    let mut names = Names::default();
    let mut out = Domains {
        all: Vec::new(),
        ids: Ids::new("domain", ""),
        at: Vec::new(),
    };
    for mut entry in root.entries("domain", "domain", "`[[domain]]`", r) {
        let id = entry.id(IdRule::Snake, r);
        if let Some(id) = &id {
            names.take("domain", id, r);
        }
        let title = entry.needed_text("title", r);
        out.ids.push(id.as_ref());
        out.at.push(entry.at);
        entry.finish(r);
        out.all.push(Domain {
            id: value(id),
            title: value(title),
        });
    }
    out
}

/// Reads all `[[standard]]`.
pub(super) fn standards(
    root: &mut Entry<'_>,
    (scales, facts, domains): (&Scales, &Facts, &Domains),
    names: &mut Names,
    columns: &mut Columns,
    r: &mut Reader<'_>,
) -> Standards {
    let mut out = Standards {
        all: Vec::new(),
        ids: Ids::new("standard", ""),
        scales: Vec::new(),
        domains: Vec::new(),
        was: Vec::new(),
    };
    for mut entry in root.entries("standard", "standard", "`[[standard]]`", r) {
        let id = entry.id(IdRule::Snake, r);
        let domain = entry.needed_text("domain", r);
        let title = entry.needed_text("title", r);
        let scale = entry.needed_text("scale", r);
        let edition = entry.whole("edition", 1, r);
        let escalate_at = entry.texts("escalate_at", r);
        let looks_like = entry.proses("looks_like", r);
        let ask = entry.prose("ask", r);
        let applies_when = rule::applies_when(&mut entry, facts, r);
        let was = entry.texts("was", r);
        let column = entry.text("column", r);
        if let Some(id) = &id {
            names.take("standard", id, r);
            columns.own(id, column);
        }
        for earlier in &was {
            check_id(earlier, IdRule::Snake, r);
        }
        let domain = domain.and_then(|wanted| domains.ids.find(&wanted, r));
        let scale = scale.and_then(|wanted| scales.ids.find(&wanted, r));
        let escalate_at = match scale {
            Some(scale) => escalate_at
                .iter()
                .filter_map(|level| scales.find_level(scale, level, r))
                .collect(),
            None => Vec::new(),
        };
        entry.finish(r);
        out.ids.push(id.as_ref());
        out.scales.push(scale);
        out.domains.push(domain);
        out.was.extend(was.iter().cloned());
        out.all.push(Standard {
            id: value(id),
            domain: domain.unwrap_or(0),
            title: value(title),
            scale: scale.unwrap_or(0),
            edition: edition.unwrap_or(1),
            escalate_at: once(escalate_at),
            looks_like: values(looks_like),
            ask: ask.map(|text| text.value),
            applies_when,
            was: values(was),
        });
    }
    if out.all.is_empty() && r.is_whole() {
        let message = "this tool has no standards: there is nothing to look for";
        let hint = "add one under `[[standard]]`; `case-audit tool new` prints a start";
        r.error_in_file(Code::NothingInIt, message, Some(hint.to_owned()));
    }
    out
}

impl Standards {
    /// The id of the first standard that is rated on a scale.
    pub(super) fn on_scale(&self, scale: usize) -> Option<&str> {
        let first = self.scales.iter().position(|of| *of == Some(scale))?;
        self.all.get(first).map(|standard| standard.id.as_str())
    }

    /// Says which domains have no standard.
    pub(super) fn check_domains(&self, domains: &Domains, r: &mut Reader<'_>) {
        // A standard whose domain is not known may belong to any.
        if !r.is_whole() || self.domains.iter().any(Option::is_none) {
            return;
        }
        for (position, (domain, at)) in domains.all.iter().zip(&domains.at).enumerate() {
            // A second domain with the same id is told as that.
            let first = domains.ids.first(&domain.id) == Some(position);
            if first && !self.domains.contains(&Some(position)) {
                let message = format!("no standard belongs to the domain {}", quote(&domain.id));
                let hint = format!(
                    "write `domain = \"{}\"` in one, or take the domain away",
                    domain.id
                );
                r.warning(Code::NothingInIt, *at, message, Some(hint));
            }
        }
    }

    /// Says which earlier ids are somebody's id now, or were another's as well.
    pub(super) fn check_earlier_ids(&self, names: &Names, r: &mut Reader<'_>) {
        let mut earlier: BTreeMap<&str, usize> = BTreeMap::new();
        for text in &self.was {
            let id = text.value.as_str();
            let (who, line) = if let Some((what, at)) = names.taken(id) {
                (format!("is the id of a {what} now, on line"), r.line(at))
            } else if let Some(at) = earlier.get(id) {
                (
                    "is under `was` once already, on line".to_owned(),
                    r.line(*at),
                )
            } else {
                earlier.insert(id, text.at);
                continue;
            };
            let message = format!("the earlier id {} {who} {line}", quote(id));
            let hint = "an earlier id may lead to one standard only";
            r.error(Code::DuplicateId, text.at, message, Some(hint.to_owned()));
        }
    }
}
