//! Words from data as they stand in a page: harmless, on one line, a number and its per
//! cent sign together.
//!
//! It must not know HTML's escaping: whatever writes an element escapes what is in it.

use super::super::plain::{self, GLUE};

/// The text on one line, for running text and headings.
pub(super) fn line(text: &str) -> String {
    let line = plain::line(text);
    let mut out = String::with_capacity(line.len());
    let mut rest = line.as_str();
    while let Some((before, after)) = rest.split_once(" %") {
        out.push_str(before);
        out.push(if before.ends_with(|c: char| c.is_ascii_digit()) {
            GLUE
        } else {
            ' '
        });
        out.push('%');
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The address of a file in the same folder: whatever its name, it leads nowhere else.
pub(super) fn address(file: &str) -> String {
    let mut out = String::from("./");
    for byte in file.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_per_cent_sign_stays_with_its_number() {
        assert_eq!(
            line("a (92 %, 82–96 %) % %"),
            "a (92\u{a0}%, 82–96\u{a0}%) % %"
        );
        assert_eq!(line(" 5\n% \u{1b}"), "5\u{a0}% ·");
    }

    #[test]
    fn an_address_stays_in_its_folder() {
        assert_eq!(address("a-élan 1.docx"), "./a-%C3%A9lan%201.docx");
        assert_eq!(address("javascript:x/../y"), "./javascript%3Ax%2F..%2Fy");
    }
}
