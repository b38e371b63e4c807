//! Brings a page onto the screen with as little as can be.
//!
//! What is typed at the end is printed and nothing else, so a screen reader says what a
//! sighted user sees. Only the rows of the present answer are ever drawn anew, and of those
//! only what changed. It must not know keys, nor where the rows stand in the window.

use std::io::{self, Write};

use crossterm::cursor::{MoveDown, MoveToColumn, MoveUp};
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{Clear, ClearType};

use super::layout::{Cell, Page};

/// What stands on the screen of the present answer.
#[derive(Debug, Default)]
pub(super) struct Painter {
    bold: bool,
    shown: Vec<Vec<Cell>>,
    /// Row and column of the cursor, counted from the first row shown.
    at: (usize, usize),
    /// Was the cursor sent there? Then a terminal that takes a character of the row for
    /// narrower has it elsewhere than behind what it printed.
    sent: bool,
    /// The page's row that is the first shown: above it, an answer taller than the window
    /// has left the screen.
    top: usize,
}

impl Painter {
    /// The cursor stands at the start of an empty line. `bold`: prompts may be.
    pub(super) fn new(bold: bool) -> Self {
        Self {
            bold,
            ..Self::default()
        }
    }

    /// Shows a page in a window of so many rows.
    pub(super) fn paint(
        &mut self,
        out: &mut impl Write,
        page: &Page,
        height: usize,
    ) -> io::Result<()> {
        let height = height.max(1);
        let last = page.rows.len().saturating_sub(height);
        let (row, column) = page.cursor;
        let top = self
            .top
            .clamp((row + 1).saturating_sub(height), row)
            .min(last);
        self.top = top;
        let rows = page.rows.get(top..).unwrap_or_default();
        let rows = rows.get(..height).unwrap_or(rows);
        self.change(out, rows)?;
        self.go(out, (row.saturating_sub(top), column))?;
        out.flush()
    }

    /// Shows a page for good, with the rows that had left the window, and goes to the line
    /// below it.
    pub(super) fn finish(&mut self, out: &mut impl Write, page: &Page) -> io::Result<()> {
        self.change(out, &page.rows)?;
        let end = self.end();
        self.go(out, end)?;
        queue!(out, Print("\r\n"))?;
        out.flush()
    }

    /// The window's size changed: rows wider than it may have been broken or cut by the
    /// terminal, which cannot be known, and rows may have left it, so all are drawn anew. Their
    /// first row is looked for no higher than it was: at worst a part of the answer stands
    /// twice, and nothing above is lost.
    pub(super) fn resized(
        &mut self,
        out: &mut impl Write,
        columns: usize,
        height: usize,
    ) -> io::Result<()> {
        let too_wide = self.shown.iter().any(|row| width(row) >= columns);
        if too_wide || self.shown.len() > height.max(1) {
            self.wipe(out)?;
        }
        Ok(())
    }

    /// Takes everything of the answer off the screen.
    fn wipe(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.go(out, (0, 0))?;
        queue!(out, MoveToColumn(0), Clear(ClearType::FromCursorDown))?;
        self.shown.clear();
        Ok(())
    }

    /// Prints rows from where they differ from those shown.
    fn change(&mut self, out: &mut impl Write, rows: &[Vec<Cell>]) -> io::Result<()> {
        let none = Vec::new();
        let Some(row) = (0..rows.len().max(self.shown.len()))
            .find(|row| rows.get(*row) != self.shown.get(*row))
        else {
            return Ok(());
        };
        if row > 0 && self.shown.len() <= row {
            self.go(out, self.end())?;
            queue!(out, Print("\r\n"))?;
            self.at = (row, 0);
        }
        let old = self.shown.get(row).unwrap_or(&none);
        let new = rows.get(row).unwrap_or(&none);
        let same = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let kept = new.get(..same).unwrap_or_default();
        let more = old.len() > same || self.shown.len() > row + 1;
        let mut from = same;
        let behind = self.at == (row, width(kept)) && !self.sent;
        if !behind && kept.iter().any(|cell| cell.unsure) {
            from = 0;
        }
        let column = width(new.get(..from).unwrap_or_default());
        self.go(out, (row, column))?;
        if more {
            queue!(out, Clear(ClearType::FromCursorDown))?;
        }
        self.print(out, new.get(from..).unwrap_or_default())?;
        for row in rows.get(row + 1..).unwrap_or_default() {
            queue!(out, Print("\r\n"))?;
            self.print(out, row)?;
        }
        self.shown = rows.to_vec();
        self.at = self.end();
        self.sent = false;
        Ok(())
    }

    fn print(&self, out: &mut impl Write, cells: &[Cell]) -> io::Result<()> {
        let mut bold = false;
        for cell in cells {
            let wanted = self.bold && cell.prompt;
            if wanted != bold {
                let attribute = if wanted {
                    Attribute::Bold
                } else {
                    Attribute::NormalIntensity
                };
                queue!(out, SetAttribute(attribute))?;
                bold = wanted;
            }
            queue!(out, Print(&cell.shown))?;
        }
        if bold {
            queue!(out, SetAttribute(Attribute::NormalIntensity))?;
        }
        Ok(())
    }

    /// Behind the last cell shown.
    fn end(&self) -> (usize, usize) {
        match self.shown.last() {
            Some(row) => (self.shown.len() - 1, width(row)),
            None => (0, 0),
        }
    }

    fn go(&mut self, out: &mut impl Write, to: (usize, usize)) -> io::Result<()> {
        let (row, column) = self.at;
        if row > to.0 {
            queue!(out, MoveUp(short(row - to.0)))?;
        }
        if row < to.0 {
            queue!(out, MoveDown(short(to.0 - row)))?;
        }
        if column != to.1 {
            queue!(out, MoveToColumn(short(to.1)))?;
        }
        self.sent |= self.at != to;
        self.at = to;
        Ok(())
    }
}

fn width(row: &[Cell]) -> usize {
    row.iter().map(|cell| cell.width).sum()
}

fn short(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::answer::Answer;
    use super::*;

    /// The bytes that bring one answer after another onto the screen, each with its cursor.
    fn painted(steps: &[(&str, usize)], width: usize, height: usize) -> Vec<String> {
        let mut painter = Painter::new(false);
        let mut said = Vec::new();
        for (text, cursor) in steps {
            let mut answer = Answer::new((*text).to_owned());
            answer.set(*cursor);
            let mut out = Vec::new();
            painter
                .paint(&mut out, &Page::new("> ", &answer, width), height)
                .unwrap();
            said.push(String::from_utf8(out).unwrap());
        }
        said
    }

    fn lines(count: usize) -> String {
        let lines: Vec<String> = (0..count).map(|n| format!("line {n}\n")).collect();
        lines.concat()
    }

    fn parser(width: u16, height: u16) -> vt100::Parser {
        let cells = |count| std::num::NonZero::new(count).unwrap();
        vt100::Parser::new(cells(height), cells(width), 100)
    }

    /// The screen after the same, and where its cursor stands.
    fn screen(steps: &[(&str, usize)], width: u16, height: u16) -> (String, (u16, u16)) {
        let mut parser = parser(width, height);
        for bytes in painted(steps, width.into(), height.into()) {
            parser.process(bytes.as_bytes());
        }
        let screen = parser.screen();
        (screen.contents(), screen.cursor_position())
    }

    #[test]
    fn typing_at_the_end_only_prints_what_is_typed() {
        let said = painted(
            &[("", 0), ("a", 1), ("ab", 2), ("ab漢", 5), ("ab漢👩‍👧", 30)],
            40,
            10,
        );
        assert_eq!(said, ["> ", "a", "b", "漢", "👩‍👧"]);
        let said = painted(&[("abcdefg", 7), ("abcdefgh", 8)], 10, 10);
        assert_eq!(said, ["> abcdefg", "\r\nh"]);
    }

    #[test]
    fn moving_prints_nothing_and_a_change_only_what_is_behind_it() {
        let said = painted(&[("abcd", 4), ("abcd", 2), ("abXcd", 3)], 40, 10);
        assert_eq!(said[1], "\u{1b}[5G");
        assert_eq!(said[2], "\u{1b}[JXcd\u{1b}[6G");
        let said = painted(&[("abcd", 4), ("abc", 3)], 40, 10);
        assert_eq!(said[1], "\u{1b}[6G\u{1b}[J");
    }

    #[test]
    fn rows_of_unsure_width_are_drawn_from_their_start() {
        let said = painted(&[("❤️ab", 8), ("❤️ab", 6), ("❤️Xab", 7)], 40, 10);
        assert!(said[2].contains("> ❤️X"), "{said:?}");
    }

    #[test]
    fn an_answer_is_edited_in_its_middle_over_several_rows() {
        let long = "one two three four five six";
        let short = "one two three six";
        let (seen, cursor) = screen(&[(long, 27), (long, 14), (short, 14)], 12, 10);
        assert_eq!(seen, "> one two t\nhree six");
        assert_eq!(cursor, (1, 5));
        let (seen, cursor) = screen(&[(short, 17), (short, 4), (long, 4)], 12, 10);
        assert_eq!(seen, "> one two t\nhree four f\nive six");
        assert_eq!(cursor, (0, 6));
    }

    #[test]
    fn an_answer_taller_than_the_window_is_shown_around_its_cursor() {
        let text = lines(10);
        let (seen, cursor) = screen(&[(&text, text.len())], 20, 4);
        assert_eq!(seen, "line 7\nline 8\nline 9");
        assert_eq!(cursor, (3, 0));
        let (seen, cursor) = screen(&[(&text, text.len()), (&text, 0)], 20, 4);
        assert_eq!(seen, "> line 0\nline 1\nline 2\nline 3");
        assert_eq!(cursor, (0, 2));
        let (seen, _) = screen(&[(&text, text.len()), (&text, 14), ("short", 5)], 20, 4);
        assert_eq!(seen, "> short");
    }

    #[test]
    fn what_stands_above_is_left_alone_and_the_whole_answer_stays() {
        let text = lines(6);
        let mut parser = parser(20, 4);
        parser.process(b"above\r\n");
        let mut painter = Painter::new(true);
        let mut out = Vec::new();
        let mut answer = Answer::new(text);
        painter
            .paint(&mut out, &Page::new("> ", &answer, 20), 4)
            .unwrap();
        answer.set(0);
        let page = Page::new("> ", &answer, 20);
        painter.paint(&mut out, &page, 4).unwrap();
        painter.finish(&mut out, &page).unwrap();
        parser.process(&out);
        parser.screen_mut().set_scrollback(100);
        let mut lines = parser.screen().contents();
        parser.screen_mut().set_scrollback(0);
        lines.push_str(&parser.screen().contents());
        assert!(lines.starts_with("above\n"), "{lines}");
        assert!(
            parser.screen().contents().ends_with("line 4\nline 5"),
            "{lines}"
        );
    }

    /// The screen after an answer was painted, the window became another, and it was painted
    /// again; `kept` is what the terminal has made of it in between.
    fn resized(text: &str, from: (usize, usize), to: (u16, u16), kept: &str) -> String {
        let answer = Answer::new(text.to_owned());
        let mut painter = Painter::new(false);
        let page = Page::new("> ", &answer, from.0);
        painter.paint(&mut Vec::new(), &page, from.1).unwrap();
        let mut parser = parser(to.0, to.1);
        parser.process(kept.as_bytes());
        let (columns, height) = (to.0.into(), to.1.into());
        let mut out = Vec::new();
        painter.resized(&mut out, columns, height).unwrap();
        let page = Page::new("> ", &answer, columns);
        painter.paint(&mut out, &page, height).unwrap();
        parser.process(&out);
        parser.screen().contents()
    }

    #[test]
    fn an_answer_is_whole_again_after_the_window_changed() {
        let text = "one two three four";
        let whole = "> one two t\nhree four";
        let broken = "above\r\n> one two three four";
        let seen = resized(text, (80, 24), (12, 10), broken);
        assert!(seen.ends_with(whole), "a terminal that breaks rows: {seen}");
        assert!(seen.starts_with("above\n"), "{seen}");
        let cut = "above\r\n> one two th\u{1b}[12G";
        let seen = resized(text, (80, 24), (12, 10), cut);
        assert_eq!(seen, format!("above\n{whole}"), "one that cuts them");
        let lower = "x\r\nx\r\nx";
        assert_eq!(resized("x\nx\nx\nx\nx", (80, 4), (80, 3), lower), "x\nx\nx");
    }
}
