//! What options name: parts of a tool or a round, by id or by title.
//!
//! It must not know what they are named for.

use anyhow::bail;

use crate::diagnostics::nearest;
use crate::model::fold;

/// Ids for names that were typed; `known` are the ids with the titles.
///
/// # Errors
/// A name that is none of them.
pub(super) fn ids<'a>(
    typed: &[String],
    known: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    option: &str,
    what: &str,
) -> anyhow::Result<Vec<String>> {
    let mut out = Vec::new();
    for name in typed {
        let wanted = fold(name);
        // An id is one thing's alone; a title may be another's id.
        let mut ids = known.clone();
        let mut titles = known.clone();
        let by_id = ids.find(|(id, _)| fold(id) == wanted);
        let found = by_id.or_else(|| titles.find(|(_, title)| fold(title) == wanted));
        let Some((id, _)) = found else {
            let ids: Vec<&str> = known.map(|(id, _)| id).collect();
            bail!(unknown(option, name, what, &ids));
        };
        out.push(id.to_owned());
    }
    Ok(out)
}

/// Says that there is nothing of this name, and what may have been meant.
pub(super) fn unknown(option: &str, name: &str, what: &str, known: &[&str]) -> String {
    let hint = nearest(name, known.iter().copied()).unwrap_or_else(|| {
        if known.is_empty() {
            "there is none here".to_owned()
        } else {
            format!("it may be one of: {}", known.join(", "))
        }
    });
    format!("{option}: `{name}` is no {what}; {hint}")
}
