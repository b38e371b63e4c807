//! Where the statements of a TOML text begin and end, even where it is broken.
//!
//! The parser gives up its hold at an unclosed list or heading and takes the rest of the
//! file for part of it. This module cuts the text by its lines instead, so that one broken
//! statement stays one. It must not know what any key means.

/// A piece of the text: a heading, or a key with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Statement {
    /// The first byte.
    pub(super) start: usize,
    /// Past the last byte, where brackets and quotes are closed or a heading follows.
    pub(super) end: usize,
    /// Past the last byte, if the next line that looks like a statement ends it.
    pub(super) cut: usize,
}

/// The path of the heading that a line is, or tries to be: `scale.level`.
pub(super) fn heading(line: &str) -> Option<&str> {
    let inner = line.trim_start().strip_prefix('[')?;
    let inner = inner.strip_prefix('[').unwrap_or(inner).trim_start();
    let end = inner
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')))
        .unwrap_or(inner.len());
    let path = inner.get(..end)?;
    let after = inner.get(end..)?.trim_start();
    let alone = after.is_empty() || after.starts_with([']', '#']);
    let named = path.starts_with(|c: char| c.is_alphabetic() || c == '_');
    (named && alone && !matches!(path, "true" | "false" | "inf" | "nan")).then_some(path)
}

/// The first word of a line: the key that it sets, or would set.
pub(super) fn key(line: &str) -> &str {
    let line = line.trim_start_matches('\u{feff}').trim_start();
    let end = line
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))
        .unwrap_or(line.len());
    line.get(..end).unwrap_or("")
}

/// Does a line set a key?
fn sets_a_key(line: &str) -> bool {
    let key = key(line);
    let rest = line.trim_start().strip_prefix(key).unwrap_or("");
    !key.is_empty() && rest.trim_start().starts_with(['=', '.']) && rest.contains('=')
}

/// The next statement from a position at the start of a line; `None` at the end.
pub(super) fn next(text: &str, from: usize) -> Option<Statement> {
    let mut start = from;
    let mut lines = text.get(from..)?.split_inclusive('\n');
    let first = loop {
        let line = lines.next()?;
        let bare = line.trim_start_matches('\u{feff}').trim();
        if !bare.is_empty() && !bare.starts_with('#') {
            break line;
        }
        start += line.len();
    };
    let mut end = start + first.len();
    if heading(first.trim_start_matches('\u{feff}')).is_some() {
        return Some(Statement {
            start,
            end,
            cut: end,
        });
    }
    let mut state = Scanner::default();
    state.line(first);
    let mut cut = None;
    for line in lines {
        if state.closed() || (state.quote.is_none() && heading(line).is_some()) {
            break;
        }
        if cut.is_none() && sets_a_key(line) {
            cut = Some(end);
        }
        state.line(line);
        end += line.len();
    }
    let cut = cut.unwrap_or(end);
    Some(Statement { start, end, cut })
}

/// Brackets and quotes that are open at some point of a statement.
#[derive(Debug, Default)]
struct Scanner {
    depth: usize,
    quote: Option<char>,
}

impl Scanner {
    fn closed(&self) -> bool {
        self.depth == 0 && self.quote.is_none()
    }

    /// Takes in one more line.
    fn line(&mut self, line: &str) {
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            let (_, after) = rest.split_at(c.len_utf8());
            if let Some(quote) = self.quote {
                let triple = if quote == '"' { "\"\"\"" } else { "'''" };
                if let Some(after) = rest.strip_prefix(triple) {
                    self.quote = None;
                    rest = after;
                } else {
                    rest = if quote == '"' {
                        unescaped(c, after)
                    } else {
                        after
                    };
                }
                continue;
            }
            rest = match c {
                '#' => "",
                '"' | '\'' => {
                    let triple = if c == '"' { "\"\"" } else { "''" };
                    if let Some(after) = after.strip_prefix(triple) {
                        self.quote = Some(c);
                        after
                    } else {
                        past_quote(after, c)
                    }
                }
                '[' | '{' => {
                    self.depth += 1;
                    after
                }
                ']' | '}' => {
                    self.depth = self.depth.saturating_sub(1);
                    after
                }
                _ => after,
            };
        }
    }
}

/// What comes after a character, and after the one that a backslash escapes.
fn unescaped(c: char, after: &str) -> &str {
    if c != '\\' {
        return after;
    }
    let mut chars = after.chars();
    chars.next();
    chars.as_str()
}

/// What comes after the closing quote of words on one line; nothing where there is none.
fn past_quote(text: &str, quote: char) -> &str {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (_, after) = rest.split_at(c.len_utf8());
        if c == quote {
            return after;
        }
        rest = if quote == '"' {
            unescaped(c, after)
        } else {
            after
        };
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(&str, usize)> {
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(statement) = next(text, at) {
            out.push((&text[statement.start..statement.end], statement.cut));
            at = statement.end;
        }
        out
    }

    #[test]
    fn lists_and_long_strings_are_one_statement() {
        let text = "a = [\n \"x]\", # ]\n { b = 1 },\n]\nc = \"\"\"\nd = 1\n\"\"\"\n[e]\n";
        let got: Vec<&str> = all(text).into_iter().map(|(piece, _)| piece).collect();
        assert_eq!(
            got,
            [
                "a = [\n \"x]\", # ]\n { b = 1 },\n]\n",
                "c = \"\"\"\nd = 1\n\"\"\"\n",
                "[e]\n"
            ]
        );
    }

    #[test]
    fn an_open_list_is_cut_at_the_next_key_and_ends_at_the_next_heading() {
        let text = "a = [\n \"x\",\nb = 1\n[[c]]\n";
        assert_eq!(
            all(text),
            [("a = [\n \"x\",\nb = 1\n", 12), ("[[c]]\n", 24)]
        );
    }

    #[test]
    fn headings_are_told_from_lists() {
        assert_eq!(heading("[[scale.level]\n"), Some("scale.level"));
        assert_eq!(heading("[ domain"), Some("domain"));
        assert_eq!(heading("[\"a\", \"b\"],"), None);
        assert_eq!(heading("[true],"), None);
        assert_eq!(heading("[a, b],"), None);
    }
}
