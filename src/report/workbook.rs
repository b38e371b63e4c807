//! A workbook as a value: pages of cells, what may be put into them, and when they change
//! their look.
//!
//! It exists beside `Document` for what people fill in or work on in a spreadsheet program.
//! It must not know how a workbook is written, fonts and colours, or the formulas that a
//! rule becomes: rules are made of the tests below, so that no formula is ever made from
//! somebody's words.

pub use crate::model::Date;

/// A workbook.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Workbook {
    /// Its title.
    pub title: String,
    /// What it is, in a line.
    pub subject: String,
    /// Its pages, in order. The first is the one that opens.
    pub pages: Vec<Page>,
    /// Lists of words that cells are chosen from and that tests refer to.
    pub lists: Lists,
}

/// Lists of words, each kept once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lists {
    lists: Vec<Vec<String>>,
}

/// One of a workbook's lists, by its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListNumber(usize);

impl Lists {
    /// The number of a list; nothing for one without words.
    pub fn number(&mut self, words: Vec<String>) -> Option<ListNumber> {
        if words.is_empty() {
            return None;
        }
        let known = self.lists.iter().position(|list| *list == words);
        let position = known.unwrap_or_else(|| {
            self.lists.push(words);
            self.lists.len() - 1
        });
        Some(ListNumber(position))
    }

    /// The words of a list.
    pub fn words(&self, number: ListNumber) -> &[String] {
        self.lists.get(number.0).map_or(&[], Vec::as_slice)
    }

    /// Every list with its number, in the order in which they came.
    pub fn all(&self) -> impl Iterator<Item = (ListNumber, &[String])> {
        let lists = self.lists.iter().map(Vec::as_slice).enumerate();
        lists.map(|(position, words)| (ListNumber(position), words))
    }
}

impl ListNumber {
    /// Its position among the workbook's lists, from 0.
    pub fn position(self) -> usize {
        self.0
    }
}

/// One page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Its name, of at most 31 characters and without `[]:*?/\`.
    pub name: String,
    /// Is it kept from sight?
    pub hidden: bool,
    /// Are all cells locked but those for entries?
    pub locked: bool,
    /// Its columns, from the left.
    pub columns: Vec<Column>,
    /// Its rows, from the top.
    pub lines: Vec<Line>,
    /// How many rows and columns stay in sight.
    pub frozen: (u32, u16),
    /// The cells that can be filtered and sorted, the header's row first.
    pub filter: Option<Area>,
    /// What may be put into cells.
    pub inputs: Vec<Input>,
    /// When cells change their look; the first that holds decides.
    pub marks: Vec<Mark>,
    /// How it is printed.
    pub print: Print,
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// How many digits are as wide.
    pub width: f64,
    /// Is it kept from sight?
    pub hidden: bool,
    /// How its cells look where a line says nothing of them.
    pub look: Look,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// Its cells, from the left.
    pub cells: Vec<Cell>,
    /// Is it kept from sight?
    pub hidden: bool,
    /// Its height in points; otherwise it is as high as its words need.
    pub height: Option<f64>,
}

impl Line {
    /// The row with another cell in a place that it has.
    #[must_use]
    pub fn with(mut self, position: usize, cell: Cell) -> Self {
        if let Some(place) = self.cells.get_mut(position) {
            *place = cell;
        }
        self
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What stands in it.
    pub value: Value,
    /// How it looks.
    pub look: Look,
}

impl Cell {
    /// A cell with nothing in it.
    pub fn blank(look: Look) -> Self {
        Self {
            value: Value::Nothing,
            look,
        }
    }

    /// A cell with words.
    pub fn text(text: impl Into<String>, look: Look) -> Self {
        Self {
            value: Value::Text(text.into()),
            look,
        }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Nothing,
    /// Words; never a formula, whatever they begin with.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Day(Date),
}

/// How a cell looks, by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Look {
    /// Like any other.
    #[default]
    Plain,
    /// The name of the page.
    Title,
    /// A remark in small type on one line.
    Remark,
    /// A heading over what follows down the page.
    Heading,
    /// A heading over columns; neighbouring ones differ.
    Band {
        /// Is it the second of two neighbours?
        second: bool,
    },
    /// The label of a column or row.
    Label,
    /// A label of what must be filled in.
    NeededLabel,
    /// A name for programs, in small type.
    Name,
    /// Words on as many lines as they need.
    Words,
    /// The same, standing out.
    Strong,
    /// The same, standing back.
    Quiet,
    /// Nothing is to be put here.
    Gap,
    /// For words, references and choices to be put into.
    Entry,
    /// For a day to be put into.
    DayEntry,
    /// For a number to be put into.
    NumberEntry,
    /// How a flagged cell looks, as an example.
    Sample(Flag),
}

/// What a cell's look says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// It does not apply, and is to be left blank.
    Idle,
    /// It is still to be filled in.
    Needed,
    /// It is still to be filled in, before anything else.
    Urgent,
}

/// Some cells: rows and columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The uppermost row.
    pub top: u32,
    /// The leftmost column.
    pub left: u16,
    /// The lowest row.
    pub bottom: u32,
    /// The rightmost column.
    pub right: u16,
}

impl Area {
    /// One cell.
    pub fn cell(row: u32, column: u16) -> Self {
        Self {
            top: row,
            left: column,
            bottom: row,
            right: column,
        }
    }
}

/// A cell that a test looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Its row; nothing for the row of the cell that is tested.
    pub row: Option<u32>,
    /// Its column.
    pub column: u16,
}

/// Something that holds of cells or does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Nothing stands in a cell.
    Blank(Spot),
    /// A cell's words are one of a list.
    Is(Spot, ListNumber),
    /// One of a cell's entries, which are separated by `;`, is one of a list.
    Includes(Spot, ListNumber),
    /// Two cells say the same.
    Same(Spot, Spot),
    /// Something stands in one of the row's cells between two columns, both included.
    Begun(u16, u16),
    /// A test does not hold.
    Not(Box<Test>),
    /// All hold.
    All(Vec<Test>),
    /// One holds at least.
    Any(Vec<Test>),
}

/// That a test does not hold.
impl std::ops::Not for Test {
    type Output = Self;

    fn not(self) -> Self {
        Self::Not(Box::new(self))
    }
}

/// When cells change their look.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The cells.
    pub area: Area,
    /// What must hold.
    pub when: Test,
    /// What their look then says.
    pub flag: Flag,
}

/// What may be put into cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// The cells.
    pub area: Area,
    /// What they take.
    pub takes: Takes,
    /// The heading of what is said to whoever comes to the cell.
    pub heading: String,
    /// What is said there.
    pub hint: String,
}

/// What a cell takes.
#[derive(Debug, Clone, PartialEq)]
pub enum Takes {
    /// Anything.
    Anything,
    /// One of a list, and nothing else.
    One(ListNumber),
    /// Several of a list, separated by `;`.
    Several(ListNumber),
    /// A day, and none before this one.
    DayFrom(Date),
    /// A number.
    Number,
    /// A number between two, or one of these words.
    NumberOr {
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
        /// Words of the program's own.
        words: &'static [&'static str],
    },
}

/// How a page is printed, on A4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Print {
    /// Is the long side of the paper at the top?
    pub landscape: bool,
    /// Is it made as small as it needs to be for one page's width?
    pub one_wide: bool,
    /// The first and last row that every page repeats.
    pub repeated_rows: Option<(u32, u32)>,
    /// The first and last column that every page repeats.
    pub repeated_columns: Option<(u16, u16)>,
}
