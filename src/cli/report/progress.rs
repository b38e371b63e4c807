//! A bar on standard error while the work is long and a person watches.
//!
//! It shows itself only after a while, and never where nobody looks: in a file, a pipe or a
//! run that is to be quiet. It must not know what is worked on.

use std::cell::RefCell;
use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::Output;

/// Work that is done before this is not worth a bar.
const AFTER: Duration = Duration::from_millis(400);

/// How the work of a run goes on.
pub(super) struct Progress {
    watched: bool,
    began: Instant,
    bar: RefCell<Option<ProgressBar>>,
}

impl Progress {
    pub(super) fn new(output: &Output) -> Self {
        Self {
            watched: !output.is_quiet() && std::io::stderr().is_terminal(),
            began: Instant::now(),
            bar: RefCell::new(None),
        }
    }

    /// Says what is being done, where nobody can say how long it will take.
    pub(super) fn says(&self, what: &'static str) {
        if !self.watched {
            return;
        }
        let bar = ProgressBar::new_spinner().with_message(what);
        bar.enable_steady_tick(Duration::from_millis(120));
        self.show(bar);
    }

    /// Says how many of so many are done.
    pub(super) fn reaches(&self, done: u64, of: u64, what: &str) {
        if !self.watched || self.began.elapsed() < AFTER {
            return;
        }
        let known = self
            .bar
            .borrow()
            .as_ref()
            .is_some_and(|bar| bar.length() == Some(of));
        if !known {
            let bar = ProgressBar::new(of);
            let style = ProgressStyle::with_template("{bar:30} {pos} of {len}  {msg}");
            self.show(match style {
                Ok(style) => bar.with_style(style.progress_chars("━━─")),
                Err(_) => bar,
            });
        }
        if let Some(bar) = self.bar.borrow().as_ref() {
            bar.set_message(what.to_owned());
            bar.set_position(done);
        }
    }

    /// Takes the bar away, so that what is said next stands on a line of its own.
    pub(super) fn done(&self) {
        if let Some(bar) = self.bar.borrow_mut().take() {
            bar.finish_and_clear();
        }
    }

    fn show(&self, bar: ProgressBar) {
        self.done();
        *self.bar.borrow_mut() = Some(bar);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.done();
    }
}
