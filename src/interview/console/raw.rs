//! The terminal while one question is asked: keys come one by one and are not echoed.
//!
//! It exists so that every way out of a question, an error's too, puts the terminal back as
//! it was. It must not know what is asked.

use std::io::{self, Write};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::{execute, terminal};

/// Raw mode, as long as this lives.
pub(super) struct Raw {
    marks: bool,
}

impl Raw {
    /// `marks`: has the terminal mark where a paste begins and ends. Windows would hand the
    /// marks on as if they were typed, so there it is never asked to.
    pub(super) fn enter(out: &mut impl Write, marks: bool) -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        let raw = Self {
            marks: marks && cfg!(unix),
        };
        if raw.marks {
            execute!(out, EnableBracketedPaste)?;
        }
        Ok(raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        if self.marks {
            // A terminal that can no longer be written to has no state to put back.
            let _gone = execute!(io::stdout(), DisableBracketedPaste);
        }
        let _gone = terminal::disable_raw_mode();
    }
}
