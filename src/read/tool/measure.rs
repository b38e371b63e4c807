//! Measures of distance travelled.
//!
//! It must not know what is computed from them.

use super::names::Names;
use super::value;
use crate::diagnostics::Code;
use crate::model::{Better, Measure};
use crate::read::toml_file::{Entry, IdRule, Reader};

/// How a tool's file says which end is better.
const BETTER: [(&str, Better); 2] = [("higher", Better::Higher), ("lower", Better::Lower)];

/// Reads all `[[measure]]`.
pub(super) fn measures(
    root: &mut Entry<'_>,
    names: &mut Names,
    r: &mut Reader<'_>,
) -> Vec<Measure> {
    let mut measures = Vec::new();
    for mut entry in root.entries("measure", "measure", "`[[measure]]`", r) {
        let id = entry.id(IdRule::Snake, r);
        if let Some(id) = &id {
            names.take("measure", id, r);
        }
        let title = entry.needed_text("title", r);
        let min = entry.needed_number("min", r);
        let max = entry.needed_number("max", r);
        let better = entry.one_of("better", true, &BETTER, r);
        let asked_of = entry.text("asked_of", r);
        if let (Some((_, min)), Some((at, max))) = (min, max)
            && min >= max
        {
            let message = format!("{} goes from {min} to {max}", entry.name);
            let hint = "`max` must be more than `min`";
            r.error(Code::WrongValue, at, message, Some(hint.to_owned()));
        }
        entry.finish(r);
        measures.push(Measure {
            id: value(id),
            title: value(title),
            min: min.map_or(0.0, |(_, min)| min),
            max: max.map_or(0.0, |(_, max)| max),
            better: better.unwrap_or(Better::Higher),
            asked_of: asked_of.map(|text| text.value),
        });
    }
    measures
}
