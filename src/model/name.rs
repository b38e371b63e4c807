//! Ids and spellings: what an id may look like, and when two spellings are the same.
//!
//! It must not know which names exist.

/// Is this an id: `snake_case`, starting with a letter, without dots, at most 64 characters?
/// Tools, rounds, hubs and choices may also use `-`, where `dashes` is set.
pub fn is_id(text: &str, dashes: bool) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_lowercase())
        && text.len() <= 64
        && chars.all(|c| {
            c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || (dashes && c == '-')
        })
}

/// The spelling by which names are compared: case, spaces, `_` and `-` make no difference,
/// nor does it matter which apostrophe a word processor has put.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        // The same, and quicker: nearly all names are of this kind.
        let kept = |c: &char| !c.is_whitespace() && !matches!(c, '_' | '-');
        let chars = text.chars().filter(kept);
        let mut folded = String::with_capacity(text.len());
        folded.extend(chars.map(|c| c.to_ascii_lowercase()));
        return folded;
    }
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '\u{2010}'..='\u{2015}'))
        .map(|c| {
            if matches!(c, '\u{2018}' | '\u{2019}' | '\u{2bc}') {
                '\''
            } else {
                c
            }
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_snake_case() {
        assert!(is_id("child_day", false));
        assert!(is_id("early-help", true));
        for bad in ["", "1st", "Child", "child.day", "early-help", "é"] {
            assert!(!is_id(bad, false), "{bad}");
        }
    }

    #[test]
    fn spellings_that_read_alike_are_one() {
        assert_eq!(fold(" Requires  improvement"), fold("requires_improvement"));
        assert_eq!(fold("N/A"), fold("n/a"));
        assert_eq!(fold("Can’t tell"), fold("can't tell"));
        assert_ne!(fold("n/a"), fold("na"));
    }
}
