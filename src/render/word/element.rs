//! Elements of XML as values, written at one place.
//!
//! It exists so that nesting is always closed and every word is escaped and free of what
//! XML cannot hold, whoever built the element. It must not know what Word makes of it.

use std::borrow::Cow;

use anyhow::Context as _;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// One element. How deep elements stand in one another is for the program to say, never for
/// the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, Cow<'static, str>)>,
    children: Vec<Child>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Child {
    Element(Element),
    Words(String),
}

/// An element without attributes or children.
pub(super) fn element(name: &'static str) -> Element {
    Element {
        name,
        attributes: Vec::new(),
        children: Vec::new(),
    }
}

/// An element with nothing but a value.
pub(super) fn valued(name: &'static str, value: impl Into<Cow<'static, str>>) -> Element {
    element(name).set("w:val", value)
}

impl Element {
    /// The element with one attribute more.
    pub(super) fn set(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// The element with one attribute more, a whole number.
    pub(super) fn number(self, name: &'static str, value: impl Into<u64>) -> Self {
        self.set(name, value.into().to_string())
    }

    /// The element with one child more.
    pub(super) fn with(mut self, child: Element) -> Self {
        self.children.push(Child::Element(child));
        self
    }

    /// The element with more children.
    pub(super) fn with_all(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children
            .extend(children.into_iter().map(Child::Element));
        self
    }

    /// The element with words in it.
    pub(super) fn words(mut self, words: impl Into<String>) -> Self {
        self.children.push(Child::Words(words.into()));
        self
    }

    /// A whole part of a package.
    ///
    /// # Errors
    /// None are known of: it is written to memory.
    pub(super) fn part(&self) -> anyhow::Result<Vec<u8>> {
        let mut writer = Writer::new(Vec::new());
        writer
            .write_event(Event::Decl(BytesDecl::new(
                "1.0",
                Some("UTF-8"),
                Some("yes"),
            )))
            .and_then(|()| self.write(&mut writer))
            .context("the document cannot be written")?;
        Ok(writer.into_inner())
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        let mut start = BytesStart::new(self.name);
        for (name, value) in &self.attributes {
            start.push_attribute((*name, allowed(value).as_ref()));
        }
        if self.children.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        for child in &self.children {
            match child {
                Child::Element(element) => element.write(writer)?,
                Child::Words(words) => {
                    writer.write_event(Event::Text(BytesText::new(&allowed(words))))?;
                }
            }
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// The words with `·` for every character that XML cannot hold.
fn allowed(words: &str) -> Cow<'_, str> {
    let refused = |c: char| {
        (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    if words.contains(refused) {
        Cow::Owned(words.replace(refused, "·"))
    } else {
        Cow::Borrowed(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_attributes_are_escaped_and_freed_of_what_xml_cannot_hold() {
        let part = element("a")
            .set("b", "\"<&>\u{1}")
            .with(element("c"))
            .words("</a>&\u{0}\u{b}\u{ffff}\t😀")
            .part()
            .unwrap();
        let part = String::from_utf8(part).unwrap();
        assert_eq!(
            part,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
             <a b=\"&quot;&lt;&amp;&gt;·\"><c/>&lt;/a&gt;&amp;···\t😀</a>"
        );
    }
}
