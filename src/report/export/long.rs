//! Audits in the long layout: one row per audit, standard and reading, with the state that a
//! summary's ledger gives it.
//!
//! Hubs, standards and levels stand there by their ids, which outlast their labels. It must
//! not know which audit of a case counts: that is handed in.

use std::collections::BTreeMap;

use super::column::levels;
use super::{Category, Column, ColumnKind, Extract, Layout, Origin};
use crate::model::{
    About, Audit, Entry, Form, Hub, Mark, NOT_APPLICABLE, Rating, Reading, Role, Scale, Standing,
    Tool,
};

/// Which audit of each case counts.
pub type Counting = BTreeMap<String, Role>;

/// What a row is about.
#[derive(Clone, Copy)]
enum Rated {
    Standard(usize, Reading),
    Overall,
}

/// All audits in the long layout, in the order in which they stand.
pub fn long(
    origin: Origin,
    tool: &Tool,
    hubs: &[Hub],
    form: &Form,
    audits: &[Entry],
    counting: &Counting,
) -> Extract {
    let ground = Ground {
        tool,
        hubs,
        form,
        counting,
    };
    let mut rows = Vec::new();
    for entry in audits {
        ground.audit(&origin, entry, &mut rows);
    }
    Extract {
        layout: Layout::Long,
        columns: ground.columns(),
        origin,
        rows,
    }
}

struct Ground<'a> {
    tool: &'a Tool,
    hubs: &'a [Hub],
    form: &'a Form,
    counting: &'a Counting,
}

impl Ground<'_> {
    fn audit(&self, origin: &Origin, entry: &Entry, rows: &mut Vec<Vec<String>>) {
        let audit = Audit::of(self.tool, self.form, entry);
        let counts = self.counting.get(&audit.case) == Some(&audit.role);
        let hub = self.hubs.iter().find(|hub| hub.label == audit.hub);
        let hub = hub.map_or(audit.hub.as_str(), |hub| hub.id.as_str());
        let shared = [
            origin.round.as_str(),
            &self.tool.id,
            &self.tool.version,
            hub,
            &audit.case,
            &audit.auditor,
            audit.role.id(),
        ];
        let day = entry.get(self.form, "audited_on");
        let mut push = |rated: Rated, domain: &str, standard: &str, last: bool, applies: bool| {
            let mut row: Vec<String> = shared.map(str::to_owned).to_vec();
            row.push(if counts && last { "yes" } else { "no" }.to_owned());
            row.push(day.to_owned());
            row.push(domain.to_owned());
            row.push(standard.to_owned());
            row.push(match rated {
                Rated::Standard(_, reading) => reading.word().to_owned(),
                Rated::Overall => String::new(),
            });
            row.extend(self.said(rated, applies, &audit, entry));
            rows.push(row);
        };
        for (position, standard) in self.tool.standards.iter().enumerate() {
            let rating = audit.ratings.get(position).copied().unwrap_or_default();
            let applies = standard.applies(&audit.facts);
            let domain = self.tool.domains.get(standard.domain);
            let domain = domain.map_or("", |domain| domain.id.as_str());
            let last = self.last_reading(&rating);
            for &reading in &self.tool.readings {
                let rated = Rated::Standard(position, reading);
                push(rated, domain, &standard.id, last == Some(reading), applies);
            }
        }
        if self.tool.overall.is_some() {
            push(Rated::Overall, "", "overall", true, true);
        }
    }

    /// The reading that a summary counts: the last one given, or the first where none is.
    fn last_reading(&self, rating: &Rating) -> Option<Reading> {
        let given = |reading: &&Reading| rating.reading(**reading) != Mark::Blank;
        let readings = &self.tool.readings;
        let last = readings.iter().rev().find(given);
        last.or(readings.first()).copied()
    }

    /// State, level, standing and evidence.
    fn said(&self, rated: Rated, applies: bool, audit: &Audit, entry: &Entry) -> [String; 4] {
        let (mark, scale, field, words) = match rated {
            Rated::Standard(position, reading) => {
                let rating = audit.ratings.get(position).copied().unwrap_or_default();
                let standard = self.tool.standards.get(position);
                (
                    rating.reading(reading),
                    standard.and_then(|standard| self.tool.scale_of(standard)),
                    self.field(About::Rating(position, reading)),
                    self.field(About::Evidence(position, reading)),
                )
            }
            Rated::Overall => (
                audit.overall.mark,
                self.tool.overall_scale(),
                self.form.position("overall"),
                self.form.position("overall.evidence"),
            ),
        };
        let cell = |field: Option<usize>| {
            let cell = field.and_then(|field| entry.cells.get(field));
            cell.map_or("", String::as_str)
        };
        let level = match mark {
            Mark::Level(level) => scale.and_then(|scale: &Scale| scale.level(level)),
            Mark::Blank | Mark::NotApplicable => None,
        };
        let standing = level.map(|level| level.standing);
        let state = match (mark, standing) {
            _ if !applies => "skipped",
            (Mark::Blank, _) => "missing",
            (Mark::NotApplicable, _) => "na",
            (Mark::Level(_), Some(Standing::NotEvidenced)) => "not_evidenced",
            (Mark::Level(_), _) => "rated",
        };
        // A spelling of not applicable that is a reason of its own is kept.
        let [plain, ..] = NOT_APPLICABLE;
        let text = cell(field);
        let level = match (mark, level) {
            (_, Some(level)) => level.id.as_str(),
            (Mark::NotApplicable, None) if text != plain || !applies => text,
            (Mark::NotApplicable | Mark::Blank | Mark::Level(_), None) => "",
        };
        let standing = standing.filter(|_| applies).map_or("", standing_id);
        [state, level, standing, cell(words)].map(str::to_owned)
    }

    fn field(&self, about: About) -> Option<usize> {
        self.form
            .fields
            .iter()
            .position(|field| field.about == about)
    }

    fn columns(&self) -> Vec<Column> {
        let text = |name: &str, title: &str| Column::new(name, title, ColumnKind::Text);
        let one = |name: &str, title: &str, entries: Vec<Category>| {
            Column::new(name, title, ColumnKind::One(entries))
        };
        let group = capitalised(&self.tool.group);
        let hub = match self.hubs {
            [] => text("hub", &group),
            hubs => one(
                "hub",
                &group,
                hubs.iter()
                    .map(|hub| category(&hub.id, &hub.label))
                    .collect(),
            ),
        };
        let roles =
            [Role::First, Role::Second, Role::Agreed].map(|role| category(role.id(), role.id()));
        let domains = self.tool.domains.iter().map(|d| category(&d.id, &d.title));
        let standards = self
            .tool
            .standards
            .iter()
            .map(|s| category(&s.id, &s.title));
        let overall = self.tool.overall.iter();
        let overall = overall.map(|_| category("overall", "Overall judgement"));
        let readings = self.tool.readings.iter();
        let readings = readings.map(|reading| category(reading.word(), reading.word()));
        let states = [
            ("rated", "rated"),
            ("not_evidenced", "not evidenced"),
            ("na", "not applicable"),
            ("skipped", "left out by the tool's rule"),
            ("missing", "missing"),
        ];
        let standings = [
            Standing::Working,
            Standing::Improve,
            Standing::NotWorking,
            Standing::NotEvidenced,
        ];
        vec![
            text("round", "Round").required(),
            text("tool", "Audit tool").required(),
            text("tool_version", "Version of the tool").required(),
            hub.required(),
            text("case", "Case reference").required(),
            text("auditor", "Auditor's code"),
            one("role", "Which of the case's audits it is", roles.to_vec()).required(),
            Column::new("counts", "Does a summary count it?", ColumnKind::YesNo)
                .required()
                .described("Yes on one row per case and standard: that of the agreed audit before the first, and of the last reading given."),
            Column::new("audited_on", "Day of the audit", ColumnKind::Day),
            one("domain", "Domain", domains.collect()),
            one("standard", "Standard", standards.chain(overall).collect()).required(),
            one("reading", "Reading", readings.collect())
                .described("From the record alone, or after the discussion with the worker; blank for the overall judgement."),
            one("state", "State", states.map(|(id, label)| category(id, label)).to_vec())
                .required(),
            one("level", "Level", self.levels()).described(self.anchors()),
            one(
                "standing",
                "What the level stands for",
                standings.map(|s| category(standing_id(s), s.label())).to_vec(),
            )
            .described("Blank where the state is na, skipped or missing."),
            text("evidence", "Evidence").described("Free text: it may hold personal data."),
        ]
    }

    /// The levels of all scales in use, each id once, and the tool's own spellings of not
    /// applicable.
    fn levels(&self) -> Vec<Category> {
        let mut levels: Vec<Category> = Vec::new();
        let mut add = |value: &str, label: &str| {
            if levels.iter().all(|other| other.value != value) {
                levels.push(category(value, label));
            }
        };
        for level in self.tool.scales.iter().flat_map(|scale| &scale.levels) {
            add(&level.id, &level.label);
        }
        let [plain, ..] = NOT_APPLICABLE;
        add(plain, "not applicable");
        for spelling in &self.tool.not_applicable.also {
            add(spelling, "not applicable");
        }
        levels
    }

    fn anchors(&self) -> String {
        let scales = 0..self.tool.scales.len();
        let scales: Vec<String> = scales.map(|scale| levels(self.tool, scale)).collect();
        scales.join(" ")
    }
}

fn category(value: &str, label: &str) -> Category {
    Category {
        value: value.to_owned(),
        label: label.to_owned(),
    }
}

fn standing_id(standing: Standing) -> &'static str {
    match standing {
        Standing::Working => "working",
        Standing::Improve => "improve",
        Standing::NotWorking => "not_working",
        Standing::NotEvidenced => "not_evidenced",
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>());
    first.unwrap_or_default() + chars.as_str()
}
