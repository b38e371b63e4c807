//! Round files: from `round.toml` to a checked [`Round`].
//!
//! It must not know what else is in the round's folder; the tool only to say which of the
//! round's references it has.

use super::toml_file::{Entry, IdRule, Lines, Reader, Text, parse};
use super::tool::{Names, Spellings};
use crate::diagnostics::{Code, Problem, Problems, nearest, quote};
use crate::model::{Focus, Hub, Round, Tool};

/// The tool's file where a round does not name one.
const TOOL: &str = "tool.toml";

/// Headings of which there are many.
const LISTS: [&str; 2] = ["hub", "focus"];

/// The round in a file's text, `shown_as` in its problems, and the name of its tool's
/// file. Every problem is added at its line and column; `None` where one is an error.
pub fn round(text: &str, shown_as: &str, problems: &mut Problems) -> Option<(Round, String)> {
    let mut found = Problems::new();
    let round = parse(text, shown_as, &LISTS, &mut found).map(|(pairs, mut r)| {
        let root = Entry::new("the round", 0, &pairs);
        read(root, &mut r)
    });
    let broken = found.has_errors();
    problems.merge(found);
    round.filter(|_| !broken)
}

fn read(mut root: Entry<'_>, r: &mut Reader<'_>) -> (Round, String) {
    let id = root.id(IdRule::Round, r);
    let title = root.needed_text("title", r);
    let tool = root.text("tool", r);
    let from = root.day("from", r);
    let to = root.day("to", r);
    let case_key = root.text("case_key", r);
    let hubs = hubs(&mut root, r);
    let focus = focus(&mut root, r);
    root.finish(r);
    if let Some(tool) = &tool {
        check_file_name(tool, r);
    }
    if let (Some((_, from)), Some((at, to))) = (from, to)
        && from > to
    {
        let message = format!("the round ends on {to}, before it begins on {from}");
        r.error(Code::DatesReversed, at, message, None);
    }
    let round = Round {
        id: value(id),
        title: value(title),
        from: from.map(|(_, day)| day),
        to: to.map(|(_, day)| day),
        case_key: case_key.map(|text| text.value),
        hubs,
        focus,
    };
    (
        round,
        tool.map_or_else(|| TOOL.to_owned(), |text| text.value),
    )
}

/// Tells of focus areas that name standards or themes which the tool does not have: the
/// same text as for [`round`], whose problems are told there.
pub fn check_focus(text: &str, shown_as: &str, tool: &Tool, problems: &mut Problems) {
    let mut told_before = Problems::new();
    let parsed = parse(text, shown_as, &LISTS, &mut told_before);
    let Some((pairs, mut r)) = parsed else {
        return;
    };
    let mut unknown = Vec::new();
    let mut root = Entry::new("the round", 0, &pairs);
    for mut entry in root.entries("focus", "focus area", "`[[focus]]`", &mut r) {
        let standards = || {
            tool.standards
                .iter()
                .flat_map(|s| s.was.iter().chain([&s.id]))
        };
        let themes = || tool.themes.iter().map(|theme| &theme.id);
        let named = entry.texts("standards", &mut r).into_iter();
        unknown.extend(
            named
                .filter(|text| standards().all(|id| *id != text.value))
                .map(|text| {
                    let near = nearest(&text.value, standards().map(String::as_str));
                    (text, "standard", near)
                }),
        );
        let named = entry.texts("themes", &mut r).into_iter();
        unknown.extend(
            named
                .filter(|text| themes().all(|id| *id != text.value))
                .map(|text| {
                    let near = nearest(&text.value, themes().map(String::as_str));
                    (text, "theme", near)
                }),
        );
    }
    let lines = Lines::new(text, shown_as);
    for (text, what, near) in unknown {
        let message = format!("{} is not a {what} of the round's tool", quote(&text.value));
        problems.push(
            Problem::error(Code::UnknownReference, lines.place(text.at), message).maybe_hint(near),
        );
    }
}

/// The tool lies in the round's own folder, so that a round can be moved and lent.
fn check_file_name(tool: &Text, r: &mut Reader<'_>) {
    let name = tool.value.as_str();
    if name.contains(['/', '\\', ':']) || name.starts_with('.') {
        let message = format!("`tool` is {}, which is no plain file name", quote(name));
        let hint = "put the tool's file beside this one and give its name alone";
        r.error(Code::WrongValue, tool.at, message, Some(hint.to_owned()));
    }
}

fn hubs(root: &mut Entry<'_>, r: &mut Reader<'_>) -> Vec<Hub> {
    let mut names = Names::default();
    let mut spellings = Spellings::default();
    let mut hubs = Vec::new();
    for mut entry in root.entries("hub", "hub", "`[[hub]]`", r) {
        let id = entry.id(IdRule::Dashes, r);
        let label = entry.needed_text("label", r);
        let planned = entry.whole("planned", 0, r);
        let was = entry.texts("was", r);
        entry.finish(r);
        if let Some(id) = &id {
            names.take("hub", id, r);
            let owner = format!("the hub {}", quote(&id.value));
            for text in [Some(id), label.as_ref()].into_iter().flatten().chain(&was) {
                spellings.take(&owner, text, r);
            }
        }
        hubs.push(Hub {
            id: value(id),
            label: value(label),
            planned,
            was: values(was),
        });
    }
    hubs
}

fn focus(root: &mut Entry<'_>, r: &mut Reader<'_>) -> Vec<Focus> {
    let mut focus = Vec::new();
    for mut entry in root.entries("focus", "focus area", "`[[focus]]`", r) {
        let title = entry.needed_text("title", r);
        let standards = values(entry.texts("standards", r));
        let themes = values(entry.texts("themes", r));
        if standards.is_empty() && themes.is_empty() {
            let message = format!("{} names neither standards nor themes", entry.name);
            let hint = "name the `standards` that it is to move, or the `themes` that it answers";
            r.warning(Code::NothingInIt, entry.at, message, Some(hint.to_owned()));
        }
        entry.finish(r);
        focus.push(Focus {
            title: value(title),
            standards,
            themes,
        });
    }
    focus
}

fn value(text: Option<Text>) -> String {
    text.map(|text| text.value).unwrap_or_default()
}

fn values(texts: Vec<Text>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}
