//! An e-mail address: something, `@`, and a domain of at least two labels.

use super::plain::{Plain, is_letter, is_word};

pub(super) fn found(text: &Plain) -> bool {
    text.text()
        .match_indices('@')
        .any(|(at, _)| has_local_part(text, at) && has_domain(text, at + 1))
}

fn has_local_part(text: &Plain, at: usize) -> bool {
    let last = text.back(at, 1);
    is_word(last) || matches!(last, b'.' | b'_' | b'-' | b'+' | b'\'')
}

fn has_domain(text: &Plain, start: usize) -> bool {
    let length = text.run(start, text.len(), |b| {
        is_word(b) || matches!(b, b'.' | b'-')
    });
    let domain = text.between(start, start + length);
    let mut labels = domain.split(|&b| b == b'.');
    let first = labels.next().unwrap_or_default();
    // A sentence may end behind the address.
    let last = labels.rfind(|label| !label.is_empty()).unwrap_or_default();
    let last = last.strip_suffix(b"-").unwrap_or(last);
    !first.is_empty() && last.len() >= 2 && last.iter().all(|&b| is_letter(b))
}
