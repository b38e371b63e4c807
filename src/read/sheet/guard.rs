//! The apostrophe that guards a cell against being taken for a formula.
//!
//! It exists beside the reader because reading takes off what writing put on. It must not
//! know which cells are written with one.

/// The cell without its guard: exactly one leading `'` is taken off where it stands before
/// one of `= + - @ '`, a tab or a return.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\'', '\t', '\r']) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_guard_is_taken_off_and_no_other_apostrophe() {
        for (cell, text) in [
            ("'=1+1", "=1+1"),
            ("'+44", "+44"),
            ("'-", "-"),
            ("'@home", "@home"),
            ("'\tx", "\tx"),
            ("'\rx", "\rx"),
            ("''quoted'", "'quoted'"),
            ("'''=", "''="),
            ("'tis", "'tis"),
            ("'", "'"),
            ("=1", "=1"),
            ("", ""),
            (" '=", " '="),
        ] {
            assert_eq!(unguard(cell), text, "{cell:?}");
        }
    }
}
