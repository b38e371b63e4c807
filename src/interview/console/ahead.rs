//! What was typed or pasted before it was asked for.
//!
//! Where a terminal does not mark a paste, each of its lines would answer another question.
//! So what is there right after Enter, and right before a question, is dropped, counted, and
//! said. It must not know the terminal.

use crossterm::event::{Event, KeyCode, KeyModifiers};

use super::keys::{is_enter, is_press};

/// A count of what was dropped.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    lines: usize,
    /// Does a line stand begun and not ended?
    begun: bool,
    /// Did any line hold more than its end?
    any: bool,
    interrupted: bool,
}

impl Ahead {
    pub(super) fn count(&mut self, event: &Event) {
        match event {
            Event::Key(key) if is_press(key) => {
                let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
                if is_enter(key) {
                    self.lines += 1;
                    self.begun = false;
                } else if ctrl && key.code == KeyCode::Char('c') {
                    self.interrupted = true;
                } else if matches!(key.code, KeyCode::Char(_)) {
                    self.begun = true;
                    self.any = true;
                }
            }
            Event::Paste(text) => {
                for (at, line) in text.replace("\r\n", "\n").split(['\n', '\r']).enumerate() {
                    if at > 0 {
                        self.lines += 1;
                        self.begun = false;
                    }
                    self.begun |= !line.is_empty();
                    self.any |= !line.is_empty();
                }
            }
            Event::Key(_)
            | Event::FocusGained
            | Event::FocusLost
            | Event::Mouse(_)
            | Event::Resize(..) => {}
        }
    }

    /// Was Ctrl-C among it? Told once.
    pub(super) fn interrupted(&mut self) -> bool {
        std::mem::take(&mut self.interrupted)
    }

    /// The sentence that says what was dropped, once; the count begins anew. An Enter too many
    /// is not worth one.
    pub(super) fn notice(&mut self) -> Option<String> {
        let lines = self.lines + usize::from(self.begun);
        let any = self.any;
        *self = Self {
            interrupted: self.interrupted,
            ..Self::default()
        };
        match lines {
            _ if !any => None,
            1 => Some("1 more line had been typed ahead; it was dropped".to_owned()),
            lines => Some(format!(
                "{lines} more lines had been typed ahead; they were dropped"
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyEvent;

    use super::*;

    fn typed(text: &str) -> Ahead {
        let mut ahead = Ahead::default();
        for c in text.chars() {
            let (code, modifiers) = match c {
                '\r' => (KeyCode::Enter, KeyModifiers::NONE),
                '\n' => (KeyCode::Char('j'), KeyModifiers::CONTROL),
                '\u{3}' => (KeyCode::Char('c'), KeyModifiers::CONTROL),
                c => (KeyCode::Char(c), KeyModifiers::NONE),
            };
            ahead.count(&Event::Key(KeyEvent::new(code, modifiers)));
        }
        ahead
    }

    #[test]
    fn lines_are_counted_and_said_once() {
        let mut ahead = typed("2 b\r3 c\r\r4 d");
        assert_eq!(
            ahead.notice().as_deref(),
            Some("4 more lines had been typed ahead; they were dropped")
        );
        assert_eq!(ahead.notice(), None);
        assert_eq!(
            typed("y\n").notice().as_deref(),
            Some("1 more line had been typed ahead; it was dropped")
        );
        assert_eq!(typed("\r\r").notice(), None, "an Enter too many");
    }

    #[test]
    fn a_paste_before_its_question_is_counted_too() {
        let mut ahead = typed("a");
        ahead.count(&Event::Paste("b\r\nc\rd\n".to_owned()));
        assert!(ahead.notice().unwrap().starts_with("3 more lines"));
    }

    #[test]
    fn ctrl_c_is_not_lost_with_it() {
        let mut ahead = typed("2\r\u{3}");
        assert!(ahead.notice().is_some());
        assert!(ahead.interrupted());
        assert!(!ahead.interrupted());
    }
}
