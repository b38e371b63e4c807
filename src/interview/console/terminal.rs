//! The user's terminal.
//!
//! Questions and lines go to standard output: the interview is what the command prints. Raw
//! mode is on only while a question is asked, so that the shell's own keys work otherwise.
//! Ctrl-Z does nothing during a question; between questions it stops the program as usual.
//! It must not know what is asked, nor what an answer means.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use crossterm::event::{self, Event};
use crossterm::terminal;

use super::ahead::Ahead;
use super::answer::Answer;
use super::keys::{self, After};
use super::layout::Page;
use super::paint::Painter;
use super::raw::Raw;
use super::{Ask, Console, Input, clean, editor};

/// How long a paste may pause before it counts as over: terminals hand it on in parts.
const PAUSE: Duration = Duration::from_millis(30);

/// How long it is waited for what is there already: of no time at all, crossterm's reader of
/// `use-dev-tty` makes a look at nothing. Its other reader is not taken because it can hold a
/// key back until the next one when the window is resized in the same moment.
const GLANCE: Duration = Duration::from_millis(1);

/// The window where its size is not told.
const WINDOW: (usize, usize) = (80, 24);

/// There is no terminal to ask at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoTerminal {
    /// Standard input is a file, a pipe, or closed.
    Input,
    /// Standard output is.
    Output,
}

impl fmt::Display for NoTerminal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stream = match self {
            Self::Input => "its input comes from",
            Self::Output => "its output goes to",
        };
        write!(
            f,
            "`record` asks questions and needs a terminal, but {stream} somewhere else; \
             to bring in answers from a file use `case-audit import`"
        )
    }
}

impl std::error::Error for NoTerminal {}

/// A terminal with somebody at it.
#[derive(Debug)]
pub struct Terminal {
    color: bool,
    plain: bool,
    ahead: Ahead,
}

impl Terminal {
    /// The terminal that the program was started from. `color`: prompts are bold. `plain`:
    /// whole lines are read as the terminal itself lets them be typed, without line editing,
    /// as some screen readers like it better; so it is too where `TERM` is `dumb`.
    ///
    /// # Errors
    /// Standard input or standard output is no terminal.
    pub fn open(color: bool, plain: bool) -> Result<Self, NoTerminal> {
        if !io::stdin().is_terminal() {
            return Err(NoTerminal::Input);
        }
        if !io::stdout().is_terminal() {
            return Err(NoTerminal::Output);
        }
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Ok(Self {
            color: color && !dumb,
            plain: plain || dumb,
            ahead: Ahead::default(),
        })
    }

    /// Drops what is there to be read, and counts it. `patient`: also what comes within a
    /// moment.
    fn drop_ahead(&mut self, patient: bool) -> io::Result<()> {
        let mut wait = if patient { PAUSE } else { GLANCE };
        while event::poll(wait)? {
            self.ahead.count(&event::read()?);
            wait = PAUSE;
        }
        Ok(())
    }

    /// Says what was dropped before this question; the cursor stands on an empty line.
    fn say_ahead(&mut self, out: &mut impl Write) -> io::Result<()> {
        if let Some(notice) = self.ahead.notice() {
            write!(out, "{notice}\r\n")?;
            out.flush()?;
        }
        Ok(())
    }

    fn edited(&mut self, ask: &Ask<'_>) -> io::Result<Input> {
        let mut out = io::stdout();
        let _raw = Raw::enter(&mut out, true)?;
        self.drop_ahead(false)?;
        self.say_ahead(&mut out)?;
        if self.ahead.interrupted() {
            return Ok(Input::Interrupted);
        }
        let mut answer = Answer::new(clean::taken(ask.text, ask.words));
        let mut painter = Painter::new(self.color);
        let (mut columns, mut rows) = window();
        let mut page = Page::new(ask.prompt, &answer, columns);
        painter.paint(&mut out, &page, rows)?;
        let after = loop {
            let after = match event::read()? {
                Event::Key(key) => keys::press(&key, &mut answer, ask.words),
                Event::Paste(text) => {
                    answer.insert(&clean::taken(&text, ask.words));
                    After::GoOn
                }
                Event::Resize(..) => {
                    (columns, rows) = window();
                    painter.resized(&mut out, columns, rows)?;
                    After::GoOn
                }
                Event::FocusGained | Event::FocusLost | Event::Mouse(_) => After::GoOn,
            };
            match after {
                After::GoOn => {}
                After::Row { down } => {
                    page = Page::new(ask.prompt, &answer, columns);
                    if let Some(bytes) = page.beside(down) {
                        answer.set(bytes);
                    }
                }
                After::Enter | After::Interrupted | After::Closed => break after,
            }
            // What comes in one go is shown in one go.
            if !event::poll(GLANCE)? {
                page = Page::new(ask.prompt, &answer, columns);
                painter.paint(&mut out, &page, rows)?;
            }
        };
        page = Page::new(ask.prompt, &answer, columns);
        painter.finish(&mut out, &page)?;
        Ok(match after {
            After::Interrupted => Input::Interrupted,
            After::Closed => Input::Closed,
            After::Enter | After::GoOn | After::Row { .. } => {
                self.drop_ahead(true)?;
                Input::Line(answer.into_line())
            }
        })
    }

    /// Asks without line editing. Enter alone keeps what there is.
    fn plainly(&mut self, ask: &Ask<'_>) -> io::Result<Input> {
        let mut out = io::stdout();
        {
            let _raw = Raw::enter(&mut out, false)?;
            self.drop_ahead(false)?;
            self.say_ahead(&mut out)?;
        }
        if self.ahead.interrupted() {
            return Ok(Input::Interrupted);
        }
        if !ask.text.is_empty() {
            self.say(&format!("so far: {}", ask.text))?;
            self.say("Enter alone keeps it")?;
        }
        write!(out, "{}", clean::shown(ask.prompt))?;
        out.flush()?;
        let mut line = Vec::new();
        let read = io::BufRead::read_until(&mut io::stdin().lock(), b'\n', &mut line)?;
        if read == 0 {
            writeln!(out)?;
            return Ok(Input::Closed);
        }
        {
            let _raw = Raw::enter(&mut out, false)?;
            self.drop_ahead(true)?;
        }
        let line = clean::taken(&String::from_utf8_lossy(&line), ask.words);
        let line = Answer::new(line).into_line();
        Ok(Input::Line(if line.is_empty() {
            ask.text.to_owned()
        } else {
            line
        }))
    }
}

impl Console for Terminal {
    fn say(&mut self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        for line in text.lines() {
            writeln!(out, "{}", clean::shown(line))?;
        }
        if text.is_empty() {
            writeln!(out)?;
        }
        out.flush()
    }

    fn ask(&mut self, ask: &Ask<'_>) -> io::Result<Input> {
        if self.plain {
            self.plainly(ask)
        } else {
            self.edited(ask)
        }
    }

    fn edit(&mut self, text: &str) -> io::Result<Option<String>> {
        let editor = editor::find()?;
        for line in editor.about() {
            self.say(&line)?;
        }
        editor.edit(text)
    }

    fn width(&self) -> usize {
        window().0.max(20)
    }

    fn height(&self) -> usize {
        window().1.max(2)
    }
}

/// What was dropped after the last answer is said too.
impl Drop for Terminal {
    fn drop(&mut self) {
        if let Some(notice) = self.ahead.notice() {
            let _gone = self.say(&notice);
        }
    }
}

/// Columns and rows of the window.
fn window() -> (usize, usize) {
    match terminal::size() {
        Ok((columns, rows)) if columns > 0 && rows > 0 => (columns.into(), rows.into()),
        Ok(_) | Err(_) => WINDOW,
    }
}
