//! What stands between the interview and the terminal: lines to show, one question at a time,
//! the user's own editor.
//!
//! It exists so that the interview itself stays pure: it hands over plain text and takes an
//! answer, and whether that came from a keyboard, a screen reader or a test is settled here.
//! It must not know what is asked, nor what an answer means.

mod ahead;
mod answer;
mod clean;
mod editor;
mod keys;
mod layout;
mod paint;
mod raw;
mod script;
mod terminal;

use std::io;

pub use script::{Heard, Script};
pub use terminal::{NoTerminal, Terminal};

/// Somebody who can be told lines and asked questions.
pub trait Console {
    /// Shows lines of text, wrapped by the caller to `width`. Characters that would steer the
    /// terminal are replaced, so text from data may be given as it is; spaces stay.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    fn say(&mut self, text: &str) -> io::Result<()>;

    /// Asks one question and waits for its one answer.
    ///
    /// # Errors
    /// The terminal cannot be read or written to.
    fn ask(&mut self, ask: &Ask<'_>) -> io::Result<Input>;

    /// Opens text in the user's own editor. Gives `None` where the text came back unchanged or
    /// the editor was left with a failure; `Some` of nothing where everything was deleted.
    ///
    /// # Errors
    /// No editor is found or it does not start (the message says what to set), or the private
    /// file that it works on cannot be written or read.
    fn edit(&mut self, text: &str) -> io::Result<Option<String>>;

    /// Columns of a line, 20 at least.
    fn width(&self) -> usize;

    /// Rows of the window, 2 at least.
    fn height(&self) -> usize;
}

/// One question.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ask<'a> {
    /// What stands before the answer, on its line, with the space that ends it.
    pub prompt: &'a str,
    /// The answer that there is already, to be edited. At a terminal without line editing,
    /// Enter alone keeps it.
    pub text: &'a str,
    /// Is the answer text? Then it may have several lines: those of a paste are kept, and
    /// Alt-Enter begins one. Else line breaks become spaces.
    pub words: bool,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// The answer, without the Enter that ended it. No control characters but line feeds and
    /// tabs, and those only in an answer of words; no line feed at the end.
    Line(String),
    /// Ctrl-C. Where lines are read without line editing, Ctrl-C ends the program instead.
    Interrupted,
    /// Ctrl-D on an empty line, or the end of what can be read.
    Closed,
}
