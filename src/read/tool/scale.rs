//! Scales and their levels.
//!
//! It must not know which standards are rated on a scale, beyond the check of anchors.

use super::names::{Ids, Names};
use super::spellings::Spellings;
use super::standard::Standards;
use super::{value, values};
use crate::diagnostics::{Code, quote};
use crate::model::{Level, OverallRule, Scale, Standing};
use crate::read::toml_file::{Entry, IdRule, Reader, Text};

/// How a tool's file names standings.
const STANDINGS: [(&str, Standing); 4] = [
    ("working", Standing::Working),
    ("improve", Standing::Improve),
    ("not_working", Standing::NotWorking),
    ("not_evidenced", Standing::NotEvidenced),
];

/// The most levels that a scale may have: positions are bytes.
const LEVELS: usize = 255;

/// Scales with what is needed to refer to them.
pub(super) struct Scales {
    /// The scales.
    pub(super) all: Vec<Scale>,
    /// Their ids.
    pub(super) ids: Ids,
    /// The ids of each one's levels.
    pub(super) levels: Vec<Ids>,
    /// Has each one a level whose standing is not known?
    pub(super) unsaid: Vec<bool>,
    /// Where each level without an anchor stands, by scale.
    bare: Vec<Vec<(String, usize)>>,
}

impl Scales {
    /// The position of a level of a scale; an error where it has none.
    pub(super) fn find_level(&self, scale: usize, wanted: &Text, r: &mut Reader<'_>) -> Option<u8> {
        let position = self.levels.get(scale)?.find(wanted, r)?;
        u8::try_from(position).ok()
    }
}

/// Reads all `[[scale]]`.
pub(super) fn scales(root: &mut Entry<'_>, elsewhere: &[Text], r: &mut Reader<'_>) -> Scales {
    let mut names = Names::default();
    let mut out = Scales {
        all: Vec::new(),
        ids: Ids::new("scale", ""),
        levels: Vec::new(),
        unsaid: Vec::new(),
        bare: Vec::new(),
    };
    for mut entry in root.entries("scale", "scale", "`[[scale]]`", r) {
        let id = entry.id(IdRule::Snake, r);
        if let Some(id) = &id {
            names.take("scale", id, r);
        }
        out.ids.push(id.as_ref());
        let within = match &id {
            Some(id) => format!(" on the scale {}", quote(&id.value)),
            None => String::new(),
        };
        let mut spellings = Spellings::default();
        spellings.take_not_applicable(elsewhere);
        let mut reading = Levels {
            ids: Ids::new("level", within),
            names: Names::default(),
            spellings,
            all: Vec::new(),
            bare: Vec::new(),
            unsaid: false,
        };
        for level in entry.entries("level", "level", "`[[scale.level]]`", r) {
            reading.read(level, r);
        }
        reading.check(&entry, r);
        entry.finish(r);
        out.levels.push(reading.ids);
        out.unsaid.push(reading.unsaid);
        out.bare.push(reading.bare);
        out.all.push(Scale {
            id: value(id),
            levels: reading.all,
        });
    }
    out
}

struct Levels {
    ids: Ids,
    names: Names,
    spellings: Spellings,
    all: Vec<Level>,
    bare: Vec<(String, usize)>,
    /// Is there a level whose standing is not known?
    unsaid: bool,
}

impl Levels {
    fn read(&mut self, mut entry: Entry<'_>, r: &mut Reader<'_>) {
        let id = entry.id(IdRule::Snake, r);
        let label = entry.needed_text("label", r);
        let score = entry.number("score", r);
        let standing = entry.one_of("standing", true, &STANDINGS, r);
        let also = entry.texts("also", r);
        let means = entry.prose("means", r);
        let evidence = entry.flag("evidence", r);
        if let Some(id) = &id {
            self.names.take("level", id, r);
            let owner = format!("the level {}", quote(&id.value));
            for text in [Some(id), label.as_ref()]
                .into_iter()
                .flatten()
                .chain(&also)
            {
                self.spellings.take(&owner, text, r);
            }
            if !entry.has("means", r) {
                self.bare.push((id.value.clone(), entry.at));
            }
        }
        if let (Some(standing), Some(id)) = (standing, &id) {
            self.check_order(standing, id, r);
        }
        self.unsaid |= standing.is_none();
        self.ids.push(id.as_ref());
        entry.finish(r);
        self.all.push(Level {
            id: value(id),
            label: value(label),
            score: score.map(|(_, score)| score),
            standing: standing.unwrap_or(Standing::NotEvidenced),
            also: values(also),
            means: means.map(|text| text.value),
            evidence,
        });
    }

    /// Best first: a level may not stand below one that is worse by its standing.
    fn check_order(&self, standing: Standing, id: &Text, r: &mut Reader<'_>) {
        let worse = self.all.iter().find(|above| {
            above.standing > standing
                && above.standing != Standing::NotEvidenced
                && standing != Standing::NotEvidenced
        });
        if let Some(above) = worse {
            let message = format!(
                "the level {} ({}) stands below {} ({})",
                quote(&id.value),
                standing.label(),
                quote(&above.id),
                above.standing.label()
            );
            let hint = "put the levels in order, the best one first";
            r.error(Code::WrongValue, id.at, message, Some(hint.to_owned()));
        }
    }

    fn check(&self, scale: &Entry<'_>, r: &mut Reader<'_>) {
        let ordered = |level: &Level| level.standing != Standing::NotEvidenced;
        if self.all.len() > LEVELS {
            let message = format!(
                "{} has {} levels, and {LEVELS} are the most",
                scale.name,
                self.all.len()
            );
            r.error(Code::WrongValue, scale.at, message, None);
        } else if !self.all.iter().any(ordered) && !self.unsaid && r.is_whole() {
            let message = if self.all.is_empty() {
                format!("{} has no levels", scale.name)
            } else {
                format!(
                    "{} has no level that can be given for what was seen",
                    scale.name
                )
            };
            let hint = "add levels under it, each with `[[scale.level]]`, the best one first";
            r.error(Code::NothingInIt, scale.at, message, Some(hint.to_owned()));
        }
    }
}

/// Warns once for each scale that is rated on and has levels without anchors.
pub(super) fn check_anchors(
    scales: &Scales,
    standards: &Standards,
    overall: Option<&OverallRule>,
    r: &mut Reader<'_>,
) {
    for (position, (scale, bare)) in scales.all.iter().zip(&scales.bare).enumerate() {
        let Some((first, at)) = bare.first() else {
            continue;
        };
        let rated = standards.on_scale(position).map(quote).or_else(|| {
            overall
                .filter(|overall| overall.scale == position)
                .map(|_| "the overall judgement".to_owned())
        });
        let Some(rated) = rated else {
            continue;
        };
        let more = match bare.len() {
            1 => String::new(),
            2 => " and one more level".to_owned(),
            many => format!(" and {} more levels", many - 1),
        };
        let message = format!(
            "there is no `means` for {}{more} of the scale {}, on which {rated} is rated",
            quote(first),
            quote(&scale.id)
        );
        let hint = "say what an auditor would see at each level, so that all grade alike";
        r.warning(Code::NoAnchor, *at, message, Some(hint.to_owned()));
    }
}
