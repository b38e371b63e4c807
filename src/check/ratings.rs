//! Ratings: the words that levels ask for, the reasons that not applicable needs, and what
//! is left unrated.
//!
//! It must not know what other audits say.

use crate::diagnostics::{Code, Problem, Problems};
use crate::model::{About, Audit, Form, Kind, Level, Mark, NOT_APPLICABLE, Reading, Tool};
use crate::read::form::HeldRow;

/// What the audit's own judgement is called in messages.
const JUDGEMENT: &str = "overall judgement";

/// Where the cells of each standard stand in the form.
pub(super) struct Layout {
    /// By standard, in the tool's order.
    pub(super) standards: Vec<Cells>,
}

/// The cells of one standard.
#[derive(Default, Clone)]
pub(super) struct Cells {
    /// By reading, in the tool's order: the rating and the words to it.
    pub(super) readings: Vec<(Reading, usize, usize)>,
    /// Who was told.
    pub(super) told: Option<usize>,
    /// When.
    pub(super) told_on: Option<usize>,
}

impl Layout {
    /// The cells of a form of audits.
    pub(super) fn new(tool: &Tool, form: &Form) -> Self {
        let mut standards = vec![Cells::default(); tool.standards.len()];
        for (position, field) in form.fields.iter().enumerate() {
            let (About::Rating(standard, _)
            | About::Evidence(standard, _)
            | About::Escalation(standard)) = field.about
            else {
                continue;
            };
            let Some(cells) = standards.get_mut(standard) else {
                continue;
            };
            match field.about {
                About::Rating(_, reading) => cells.readings.push((reading, position, usize::MAX)),
                About::Evidence(_, reading) => {
                    let rated = cells.readings.iter_mut().find(|(r, ..)| *r == reading);
                    if let Some((_, _, words)) = rated {
                        *words = position;
                    }
                }
                About::Escalation(_) if field.kind == Kind::Day => cells.told_on = Some(position),
                About::Escalation(_) => cells.told = Some(position),
                About::Row
                | About::Fact(_)
                | About::Discussion
                | About::Overall
                | About::Measure(_) => {}
            }
        }
        Self { standards }
    }
}

/// Checks the ratings of one audit.
pub(super) fn check(
    tool: &Tool,
    form: &Form,
    layout: &Layout,
    audit: &Audit,
    row: &HeldRow<'_>,
    problems: &mut Problems,
) {
    let mut unrated: Vec<(&str, usize)> = Vec::new();
    let standards = tool.standards.iter().zip(&layout.standards);
    for ((standard, cells), rating) in standards.zip(&audit.ratings) {
        if !standard.applies(&audit.facts) {
            continue;
        }
        let levels = tool.scale_of(standard).map(|scale| scale.levels.as_slice());
        let given: Vec<Given> = cells
            .readings
            .iter()
            .map(|&(reading, at, words)| Given {
                mark: rating.reading(reading),
                own_spelling: own_spelling(row, at),
                words,
            })
            .collect();
        words(
            &standard.title,
            levels.unwrap_or_default(),
            &given,
            tool,
            row,
            problems,
        );
        let unsound =
            |&(_, at, _): &(Reading, usize, usize)| row.unsound.get(at).copied().unwrap_or(false);
        if rating.last() == Mark::Blank && !cells.readings.iter().any(unsound) {
            let cell = cells.readings.first().map_or(usize::MAX, |&(_, at, _)| at);
            unrated.push((&standard.title, cell));
        }
    }
    let overall = form.position("overall");
    if let (Some(at), Some(words_at)) = (overall, form.position("overall.evidence")) {
        let levels = tool.overall_scale().map(|scale| scale.levels.as_slice());
        let given = Given {
            mark: audit.overall.mark,
            own_spelling: own_spelling(row, at),
            words: words_at,
        };
        words(
            JUDGEMENT,
            levels.unwrap_or_default(),
            &[given],
            tool,
            row,
            problems,
        );
        if row.is_blank(at) {
            unrated.push((JUDGEMENT, at));
        }
    }
    let (names, cells): (Vec<&str>, Vec<usize>) = unrated.into_iter().unzip();
    let place = match cells.as_slice() {
        [] => return,
        [only] => row.place(*only),
        [..] => row.place(usize::MAX),
    };
    problems.push(
        Problem::warning(
            Code::MissingRating,
            place,
            format!("not rated: {}", listed(&names)),
        )
        .hint("rate it, or say that it is not applicable"),
    );
}

/// One reading of a standard.
struct Given {
    mark: Mark,
    /// Is it not applicable in a spelling that is a reason by itself?
    own_spelling: bool,
    /// The field of the words to it.
    words: usize,
}

fn own_spelling(row: &HeldRow<'_>, field: usize) -> bool {
    let [plain, ..] = NOT_APPLICABLE;
    row.entry.cells.get(field).is_some_and(|text| text != plain)
}

/// Words that a level asks for, and reasons for not applicable. Those of one reading serve
/// for another that says the same.
fn words(
    title: &str,
    levels: &[Level],
    given: &[Given],
    tool: &Tool,
    row: &HeldRow<'_>,
    problems: &mut Problems,
) {
    for (position, one) in given.iter().enumerate() {
        let same = |other: &&Given| other.mark == one.mark;
        let told = given.iter().take(position).any(|other| same(&other));
        let has_words = given
            .iter()
            .filter(same)
            .any(|other| !row.is_blank(other.words));
        if told || has_words {
            continue;
        }
        let place = || row.place(one.words);
        match one.mark {
            Mark::Level(level) => {
                let level = levels.get(usize::from(level));
                if let Some(level) = level.filter(|level| level.evidence) {
                    let message = format!(
                        "`{title}` is at `{}`, which asks for words, and there are none",
                        level.label
                    );
                    problems.push(
                        Problem::error(Code::MissingEvidence, place(), message)
                            .hint("say what was seen that makes it this level"),
                    );
                }
            }
            Mark::NotApplicable if tool.not_applicable.reason_required && !one.own_spelling => {
                let message = format!("`{title}` is not applicable, without a reason");
                problems.push(
                    Problem::error(Code::MissingReason, place(), message)
                        .hint("the reason stands where evidence would"),
                );
            }
            Mark::NotApplicable | Mark::Blank => {}
        }
    }
}

/// The first titles; the rest are counted.
pub(super) fn listed(names: &[&str]) -> String {
    const LISTED: usize = 3;
    let mut shown: Vec<String> = names
        .iter()
        .take(LISTED)
        .map(|name| format!("`{name}`"))
        .collect();
    if let Some(rest) = names.len().checked_sub(LISTED).filter(|rest| *rest > 0) {
        shown.push(format!("and {rest} more"));
    }
    shown.join(", ")
}
