//! A console that answers from a list and remembers what it heard, for tests of what is asked.
//!
//! It must not know the interview.

use std::collections::VecDeque;
use std::io;

use super::{Ask, Console, Input};

/// What a script heard, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Lines that were said, as they were given.
    Said(String),
    /// A question, what stood there already, and what was answered.
    Asked {
        /// The prompt.
        prompt: String,
        /// The answer that there was already.
        text: String,
        /// Was the answer one of words?
        words: bool,
        /// What was answered.
        input: Input,
    },
    /// Text that was given to the editor, and what came back.
    Edited {
        /// The text before.
        text: String,
        /// The text after, if it changed.
        changed: Option<String>,
    },
}

/// Answers given beforehand. When they run out, the script is closed, as at the end of a file.
#[derive(Debug, Clone)]
pub struct Script {
    inputs: VecDeque<Input>,
    edits: VecDeque<Option<String>>,
    heard: Vec<Heard>,
    window: (usize, usize),
}

impl Script {
    /// A script in a window of 80 columns and 24 rows.
    pub fn new(inputs: impl IntoIterator<Item = Input>) -> Self {
        Self {
            inputs: inputs.into_iter().collect(),
            edits: VecDeque::new(),
            heard: Vec::new(),
            window: (80, 24),
        }
    }

    /// A script of answers that are lines.
    pub fn lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        Self::new(lines.into_iter().map(|line| Input::Line(line.to_owned())))
    }

    /// What the editor gives back, time after time; then nothing changes any more.
    #[must_use]
    pub fn editing(mut self, edits: impl IntoIterator<Item = Option<String>>) -> Self {
        self.edits = edits.into_iter().collect();
        self
    }

    /// Another window, in columns and rows.
    #[must_use]
    pub fn window(mut self, width: usize, height: usize) -> Self {
        self.window = (width, height);
        self
    }

    /// Everything heard so far, in order.
    pub fn heard(&self) -> &[Heard] {
        &self.heard
    }

    /// How many answers are left: a test that wants all of them used asks for it.
    pub fn left(&self) -> usize {
        self.inputs.len()
    }

    /// Everything heard, as it would stand in a terminal's scrollback.
    pub fn transcript(&self) -> String {
        let mut lines = String::new();
        for heard in &self.heard {
            match heard {
                Heard::Said(text) => lines.push_str(text),
                Heard::Asked { prompt, input, .. } => {
                    lines.push_str(prompt);
                    lines.push_str(match input {
                        Input::Line(line) => line,
                        Input::Interrupted => "[Ctrl-C]",
                        Input::Closed => "[Ctrl-D]",
                    });
                }
                Heard::Edited { changed, .. } => {
                    lines.push_str("[editor] ");
                    lines.push_str(changed.as_deref().unwrap_or("[unchanged]"));
                }
            }
            lines.push('\n');
        }
        lines
    }
}

impl Console for Script {
    fn say(&mut self, text: &str) -> io::Result<()> {
        self.heard.push(Heard::Said(text.to_owned()));
        Ok(())
    }

    fn ask(&mut self, ask: &Ask<'_>) -> io::Result<Input> {
        let input = self.inputs.pop_front().unwrap_or(Input::Closed);
        self.heard.push(Heard::Asked {
            prompt: ask.prompt.to_owned(),
            text: ask.text.to_owned(),
            words: ask.words,
            input: input.clone(),
        });
        Ok(input)
    }

    fn edit(&mut self, text: &str) -> io::Result<Option<String>> {
        let changed = self.edits.pop_front().flatten();
        self.heard.push(Heard::Edited {
            text: text.to_owned(),
            changed: changed.clone(),
        });
        Ok(changed)
    }

    fn width(&self) -> usize {
        self.window.0
    }

    fn height(&self) -> usize {
        self.window.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_answers_in_order_and_is_then_closed() {
        let mut script = Script::lines(["4"]).editing([Some("more".to_owned())]);
        script.say("Standard 1 of 2").unwrap();
        let ask = Ask {
            prompt: "level: ",
            ..Ask::default()
        };
        assert_eq!(script.ask(&ask).unwrap(), Input::Line("4".to_owned()));
        assert_eq!(script.ask(&ask).unwrap(), Input::Closed);
        assert_eq!(script.edit("a").unwrap().as_deref(), Some("more"));
        assert_eq!(script.edit("a").unwrap(), None);
        assert_eq!(
            script.transcript(),
            "Standard 1 of 2\nlevel: 4\nlevel: [Ctrl-D]\n[editor] more\n[editor] [unchanged]\n"
        );
        assert_eq!(script.left(), 0);
    }
}
