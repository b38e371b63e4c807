//! The interview at a console: question, answer, saved, next question.
//!
//! It must not know what is asked, nor where drafts are kept.

use super::console::{Ask, Console, Input};
use super::page::fit;
use super::session::{Next, Session};
use crate::store::draft::Draft;

/// How a sitting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The audit is finished, and can go into the round.
    Finished,
    /// The auditor left; the draft is saved.
    Left,
}

/// Leads through the audit until it is finished or left. Whatever an answer changed is
/// saved before the next question.
///
/// # Errors
/// The console cannot be read or written to, or the draft cannot be saved.
pub fn run(
    session: &mut Session<'_>,
    console: &mut dyn Console,
    save: &mut dyn FnMut(&Draft) -> anyhow::Result<()>,
) -> anyhow::Result<Ended> {
    // A recorded audit that is only looked at leaves no draft behind.
    if session.draft().base.is_none() {
        save(session.draft())?;
    }
    say(console, &session.greeting())?;
    loop {
        let page = session.page(console.width(), console.height());
        let mut lines = vec![String::new()];
        lines.extend(page.lines);
        console.say(&lines.join("\n"))?;
        let ask = Ask {
            prompt: &page.prompt,
            text: &page.text,
            words: page.words,
        };
        let mut reply = match console.ask(&ask)? {
            Input::Line(line) => session.answer(&line),
            Input::Interrupted | Input::Closed => {
                tell(
                    console,
                    "Saved. You can go on at this question whenever you come back.",
                )?;
                return Ok(Ended::Left);
            }
        };
        if let Next::Edit(text) = &reply.next {
            reply = match console.edit(text) {
                Ok(text) => session.edited(text),
                Err(error) => {
                    tell(console, &error.to_string())?;
                    continue;
                }
            };
        }
        if reply.changed {
            save(session.draft())?;
        }
        say(console, &reply.said)?;
        match reply.next {
            Next::Ask | Next::Edit(_) => {}
            Next::Leave => return Ok(Ended::Left),
            Next::Finish => return Ok(Ended::Finished),
        }
    }
}

/// Says lines within the width.
fn say(console: &mut dyn Console, lines: &[String]) -> anyhow::Result<()> {
    if !lines.is_empty() {
        let width = console.width().clamp(20, 100);
        let lines: Vec<String> = lines.iter().flat_map(|line| fit(line, width)).collect();
        console.say(&lines.join("\n"))?;
    }
    Ok(())
}

/// Says a text within the width: for what is said before and after an audit.
///
/// # Errors
/// The console cannot be written to.
pub fn tell(console: &mut dyn Console, text: &str) -> anyhow::Result<()> {
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    say(console, &lines)
}
