//! A section of the document set out on sheets, block after block.
//!
//! It must not know what comes before and after the section.

use super::figures::{self, Drawing};
use super::grid::Grid;
use super::plan::{Plan, Sheet};
use super::value::{Value, said, toned, words};
use crate::report::{Block, Chart, Drawn, Item, Table, Tone};

/// Something said, until it is known where it stands.
#[derive(Debug, Clone)]
struct Said {
    part: String,
    sort: Sort,
    text: String,
    whose: String,
}

/// What sort of words they are.
#[derive(Debug, Clone, PartialEq)]
enum Sort {
    /// The heading of a part, and nothing yet below it.
    Heading,
    Text,
    Note,
    /// A line that must not be overlooked.
    Callout(Tone),
    /// A line of a list or a quote.
    Toned(Tone),
    /// The name in a pair.
    Named(String),
}

impl Sort {
    fn is_listed(&self) -> bool {
        matches!(self, Self::Toned(_) | Self::Named(_) | Self::Heading)
    }
}

/// A section as far as it is set out.
pub(super) struct Walk<'a> {
    plan: &'a mut Plan,
    section: &'a str,
    /// The sheets before this section's.
    from: usize,
    part: String,
    /// The part that the last table stands in.
    set_out: String,
    said: Vec<Said>,
}

impl<'a> Walk<'a> {
    /// At the beginning of a section.
    pub(super) fn new(plan: &'a mut Plan, section: &'a str) -> Self {
        Self {
            from: plan.sheets.len(),
            plan,
            section,
            part: String::new(),
            set_out: String::new(),
            said: Vec::new(),
        }
    }

    /// Says some words.
    pub(super) fn words(&mut self, block: &Block) {
        match block {
            Block::Heading { text, .. } => {
                self.part = words(text);
                self.say(Sort::Heading, "", "");
            }
            Block::Paragraph(text) => self.say(Sort::Text, text, ""),
            Block::Note(text) => {
                // Right after a table a note is about it.
                let after = self.said.is_empty() && self.plan.sheets.len() > self.from;
                let after = after && self.part == self.set_out;
                let sheet = self.plan.sheets.last_mut().filter(|_| after);
                match sheet.filter(|sheet| !sheet.of_words) {
                    Some(sheet) => add_note(sheet, &words(text)),
                    None => self.say(Sort::Note, text, ""),
                }
            }
            Block::Callout { tone, text } => self.say(Sort::Callout(*tone), text, ""),
            Block::List(items) => {
                for Item { tone, text } in items {
                    self.say(Sort::Toned(*tone), text, "");
                }
            }
            Block::Pairs(pairs) => {
                for (name, value) in pairs {
                    self.say(Sort::Named(words(name)), value, "");
                }
            }
            Block::Quote { text, source, tone } => self.say(Sort::Toned(*tone), text, source),
            Block::Wording(wording) => {
                for line in wording.lines() {
                    self.say(Sort::Named(words(&wording.of)), &line, "");
                }
            }
            Block::Table(_) | Block::Chart(_) | Block::PageBreak => {}
        }
    }

    fn say(&mut self, sort: Sort, text: &str, whose: &str) {
        // A part that something is said in needs no line for its heading alone.
        if sort != Sort::Heading
            && let Some(last) = self.said.last()
            && last.sort == Sort::Heading
            && last.part == self.part
        {
            self.said.pop();
        }
        self.said.push(Said {
            part: self.part.clone(),
            sort,
            text: words(text),
            whose: words(whose),
        });
    }

    /// What stands above the next table; what belongs elsewhere goes to a sheet of words.
    fn above(&mut self) -> Vec<Said> {
        let mut said = std::mem::take(&mut self.said);
        // The heading of the table's own part is its title.
        said.pop_if(|last| last.sort == Sort::Heading && last.part == self.part);
        let mine = said.iter().rposition(|said| said.part != self.part);
        let mine = mine.map_or(0, |last| last + 1);
        let listed = said.iter().skip(mine).any(|said| said.sort.is_listed());
        let above = if listed {
            Vec::new()
        } else {
            said.split_off(mine)
        };
        self.sheet_of_words(said);
        above
    }

    /// Sets out a chart, with the table behind it where that has the chart's figures: then
    /// the table is set out as well.
    pub(super) fn chart(&mut self, chart: &Chart, next: Option<&Block>) -> bool {
        let behind = next.and_then(|block| {
            let Block::Table(table) = block else {
                return None;
            };
            let grid = Grid::of(table)?;
            let drawing = figures::drawing(chart, &grid)?;
            Some((table.caption.as_deref(), grid, drawing))
        });
        let used = behind.is_some();
        let (caption, grid, drawing) = if let Some((caption, grid, drawing)) = behind {
            (caption, Some(grid), Some(drawing))
        } else {
            let grid = Grid::of(&figures::table(chart));
            let drawing = grid.as_ref().and_then(|grid| figures::drawing(chart, grid));
            (None, grid, drawing)
        };
        let above = self.above();
        let mut sheet = self.sheet(caption.unwrap_or_default(), grid);
        sheet.drawing = drawing.filter(|drawing| *drawing != Drawing::Nothing);
        sheet.alternative = words(&chart.alternative);
        let finding = words(&chart.title);
        sheet.finding = Some(finding).filter(|finding| !finding.is_empty());
        sheet.remarks.push(words(&chart.subtitle));
        let mut told = sheet.alternative.clone();
        if let Drawn::Dots(dots) = &chart.drawn
            && let Some((_, all)) = &dots.all
        {
            told.push_str(&format!(" {}", words(all)));
        }
        if let Drawn::Arrows(arrows) = &chart.drawn {
            told.push_str(&format!(
                " From {} to {}.",
                words(&arrows.from),
                words(&arrows.to)
            ));
        }
        let told = format!("The chart in words: {}", told.trim());
        sheet.notes.push(told);
        self.push(sheet, above);
        used
    }

    /// Sets out a table.
    pub(super) fn table(&mut self, table: &Table) {
        let above = self.above();
        let caption = table.caption.as_deref().unwrap_or_default();
        let sheet = self.sheet(caption, Grid::of(table));
        self.push(sheet, above);
    }

    /// A sheet under its caption, or the heading that it stands under.
    fn sheet(&self, caption: &str, grid: Option<Grid>) -> Sheet {
        let caption = words(caption);
        let names = [caption.as_str(), &self.part, self.section];
        let title = names.iter().find(|name| !name.is_empty());
        let title = title.map_or_else(|| "Table".to_owned(), |title| (*title).to_owned());
        let section: Vec<&str> = [self.section, &self.part]
            .into_iter()
            .filter(|name| !name.is_empty() && *name != title)
            .collect();
        Sheet {
            section: section.join(": "),
            title,
            finding: None,
            remarks: Vec::new(),
            grid,
            of_words: false,
            drawing: None,
            alternative: String::new(),
            notes: Vec::new(),
        }
    }

    fn push(&mut self, mut sheet: Sheet, above: Vec<Said>) {
        for said in above {
            let text = match said.sort {
                Sort::Callout(tone) => format!("{}: {}", toned(tone), said.text),
                Sort::Heading | Sort::Text | Sort::Note | Sort::Toned(_) | Sort::Named(_) => {
                    said.text
                }
            };
            if said.sort == Sort::Note {
                add_note(&mut sheet, &text);
            } else {
                sheet.remarks.push(text);
            }
        }
        self.plan.sheets.push(sheet);
        self.set_out.clone_from(&self.part);
    }

    /// Words at the end of a section explain the last table of their part, or have a sheet.
    pub(super) fn end(mut self) {
        let said = std::mem::take(&mut self.said);
        let tables = self.plan.sheets.len() > self.from;
        let remarks = |said: &Said| !said.sort.is_listed() && said.part == self.set_out;
        let remarks = said.iter().all(remarks);
        if tables
            && remarks
            && let Some(sheet) = self.plan.sheets.last_mut()
        {
            for said in said {
                add_note(sheet, &said.text);
            }
        } else if said.is_empty() && !tables && !self.section.is_empty() {
            // A heading alone is said all the same.
            let sheet = self.sheet("", None);
            self.plan.sheets.push(sheet);
        } else {
            self.sheet_of_words(said);
        }
    }

    fn sheet_of_words(&mut self, mut said: Vec<Said>) {
        let Some(first) = said.first() else { return };
        let part = first.part.clone();
        let one_part = said.iter().all(|said| said.part == part);
        let section = self.section;
        let title = if one_part && !part.is_empty() {
            part
        } else {
            section.to_owned()
        };
        // What leads up to the first part or line stands above the table.
        let plain = |said: &Said| {
            (one_part || said.part.is_empty()) && matches!(said.sort, Sort::Text | Sort::Note)
        };
        let rows = said.iter().position(|said| !plain(said));
        let rest = said.split_off(rows.unwrap_or(said.len()));
        let mut sheet = self.sheet(&title, None);
        sheet.section = if title == section {
            String::new()
        } else {
            section.to_owned()
        };
        sheet.of_words = true;
        for said in said {
            if said.sort == Sort::Note {
                add_note(&mut sheet, &said.text);
            } else {
                sheet.remarks.push(said.text);
            }
        }
        if !rest.is_empty() {
            sheet.grid = Some(grid_of_words(&rest, one_part));
        }
        self.plan.sheets.push(sheet);
    }
}

fn grid_of_words(said: &[Said], one_part: bool) -> Grid {
    let quoted = said.iter().any(|said| !said.whose.is_empty());
    let mut titles = Vec::new();
    if !one_part {
        titles.push("Part");
    }
    titles.extend(["What it is", "Words"]);
    if quoted {
        titles.push("Whose words");
    }
    let rows = said.iter().map(|said| {
        let mut row = Vec::new();
        if !one_part {
            row.push(self::said(said.part.clone(), None));
        }
        row.push(match &said.sort {
            Sort::Heading => Value::Words("Heading".to_owned(), None),
            Sort::Text => Value::Words("Text".to_owned(), None),
            Sort::Note => Value::Words("Note".to_owned(), None),
            Sort::Callout(tone) | Sort::Toned(tone) => Value::Words(toned(*tone), Some(*tone)),
            Sort::Named(name) => self::said(name.clone(), None),
        });
        row.push(self::said(said.text.clone(), None));
        if quoted {
            row.push(self::said(said.whose.clone(), None));
        }
        row
    });
    let rows = rows.collect();
    Grid::of_words(&titles, rows)
}

/// A note stands with its table, and with all others.
fn add_note(sheet: &mut Sheet, text: &str) {
    if !text.is_empty() {
        sheet.remarks.push(text.to_owned());
        sheet.notes.push(text.to_owned());
    }
}
