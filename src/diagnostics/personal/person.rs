//! A reference that reads as a person's name: `Mary Smith`, `SMITH, Mary`, `J. Smith`.
//!
//! Only for cells that ought to be a code. Words for a role are no part of a name, so
//! `Auditor One` and `Team Manager` pass.

/// Words that people put where a name would be.
const ROLES: &str = "\
    adviser advisor agency and assistant audit auditor case chair child children \
    confirmed coordinator deputy designated director duty early education family first \
    head health help housing hub inclusion independent known lead leader manager mental \
    new none north not nurse of officer practice practitioner principal reviewer \
    safeguarding school second senior service social south student supervisor support \
    teacher team trainee unknown visitor welfare worker youth";

pub(super) fn looks_like_a_name(text: &str) -> bool {
    let mut rounded = false;
    let mut shouted = true;
    let mut words = 0_usize;
    let apart = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '_' | '(' | ')' | '/');
    for word in text.split(apart).filter(|word| !word.is_empty()) {
        if !is_capitalised(word) {
            return false;
        }
        if ROLES.split(' ').any(|role| role.eq_ignore_ascii_case(word)) {
            continue;
        }
        words += 1;
        rounded |= word.chars().any(char::is_lowercase);
        shouted &= word.chars().nth(2).is_some();
    }
    // Codes are often capitals with a space, such as `EH AB`: two or fewer are no name.
    words >= 2 && (rounded || shouted)
}

/// Letters only, a hyphen or apostrophe among them, and the first a capital.
fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '\u{300}'..='\u{36f}'))
}
