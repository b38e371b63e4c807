//! What stands on every printed page: the handling label, the title, the page's number.
//!
//! The words become texts of a style sheet, in which nothing of them can end the text or
//! the sheet. It must not know what they say.

/// Rules for printed pages; they stand after the style sheet.
pub(super) fn rules(title: &str, label: &str) -> String {
    format!(
        "@page{{@top-left{{content:{}}}@bottom-left{{content:{}}}\
         @bottom-right{{content:\"Page \" counter(page) \" of \" counter(pages)}}}}\n@page :first{{@top-left{{content:none}}}}\n",
        text(label),
        text(title)
    )
}

/// A text of a style sheet, with everything but letters, digits and spaces as escapes.
fn text(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars().take(200) {
        if c == ' ' || c.is_alphanumeric() {
            out.push(c);
        } else {
            out.push_str(&format!("\\{:x} ", u32::from(c)));
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_words_ends_the_sheet() {
        assert_eq!(text("a\"b</style>"), r#""a\22 b\3c \2f style\3e ""#);
        assert_eq!(text("Internal: personal"), r#""Internal\3a  personal""#);
        assert_eq!(text("\\"), r#""\5c ""#);
    }
}
