//! A round as it stands on the disk: its tool, its tables and its history, read together.
//!
//! It exists so that whatever changes a round starts from one reading of all of its files.
//! It must not know how files are read or written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, bail};

use super::history::{self, Moment};
use super::step::{self, Step, Telling};
use super::table::Table;
use super::{Change, Files, Seen};
use crate::diagnostics::{Code, Detector, Place, Problem, Problems};
use crate::model::{Entry, Round, TableName, Tool, fold};
use crate::read::form::Forms;
use crate::read::{self, shown, shown_within};

/// The folder of copies by which changes from outside the program are found.
pub(super) const WRITTEN: &str = "last_written";

/// The history's file.
pub(super) const HISTORY: &str = "history.csv";

/// The file of names that a round is to be free of, one a line.
pub(super) const NAMES: &str = "names.txt";

/// A round with all of its tables.
#[derive(Debug, Clone)]
pub struct RoundOnDisk {
    /// Its folder.
    pub folder: PathBuf,
    /// The round.
    pub round: Round,
    /// Its tool.
    pub tool: Tool,
    /// SHA-256 of the tool's file, in hexadecimal.
    pub tool_sha256: String,
    /// The forms of its tables.
    pub forms: Forms,
    /// What looks like personal data, the round's own list of names included.
    pub detector: Detector,
    tables: BTreeMap<TableName, Table>,
    /// The tables as this program left them; none where it never wrote one.
    written: BTreeMap<TableName, Table>,
    history: Table,
    seen: BTreeMap<String, Seen>,
}

impl RoundOnDisk {
    /// Reads a round. Nothing where it has errors, which are in `problems` then: what
    /// could not be read whole is not to be written.
    ///
    /// # Errors
    /// Failures of the world: files that cannot be read, or a folder that is no round.
    pub fn read(files: &Files<'_>, problems: &mut Problems) -> anyhow::Result<Option<Self>> {
        let Some(round) = Self::read_as_it_is(files, problems)? else {
            return Ok(None);
        };
        let mut found = Problems::new();
        for table in TableName::ALL {
            round.check_there(table, &mut found);
        }
        let sound = !found.has_errors();
        problems.merge(found);
        Ok(sound.then_some(round))
    }

    /// The same where a table may be gone that this program wrote rows to: for who takes
    /// that as it is.
    ///
    /// # Errors
    /// As with [`Self::read`].
    pub fn read_as_it_is(
        files: &Files<'_>,
        problems: &mut Problems,
    ) -> anyhow::Result<Option<Self>> {
        let mut reader = Reader::new(files);
        let Some((round, tool_name)) = reader.round(problems)? else {
            return Ok(None);
        };
        let Some(tool) = reader.tool(&tool_name, problems)? else {
            return Ok(None);
        };
        let forms = Forms::new(&tool, &round.hubs, &round.focus);
        let names = reader.bytes(NAMES)?.unwrap_or_default();
        let names = read::names(&names);
        let mut found = Problems::new();
        let mut tables = BTreeMap::new();
        let mut written = BTreeMap::new();
        for table in TableName::ALL {
            let names = forms.names(table);
            let recognise = |name: &str| names.field(name).is_some();
            let read = reader.table(table.file(), &recognise, &mut found)?;
            tables.extend(read.map(|read| (table, read)));
            // A copy that cannot be read is as good as none: it is made anew.
            let copy = copy_of(table);
            let read = reader.table(&copy, &recognise, &mut Problems::new())?;
            written.extend(read.map(|read| (table, read)));
        }
        let recognise = |name: &str| history::COLUMNS.iter().any(|c| fold(c) == fold(name));
        let history = reader.table(HISTORY, &recognise, &mut found)?;
        let broken = found.has_errors();
        problems.merge(found);
        let tool_sha256 = reader.seen.get(&tool_name).and_then(Seen::sha256);
        let round = Self {
            folder: files.folder().to_owned(),
            tool_sha256: tool_sha256.unwrap_or_default().to_owned(),
            detector: Detector::new(names.lines()),
            round,
            tool,
            forms,
            tables,
            written,
            history: history.unwrap_or_else(|| Table::with_header(&history::COLUMNS)),
            seen: reader.seen,
        };
        Ok((!broken).then_some(round))
    }

    /// A table that is gone, with rows that this program wrote to it, is no empty table.
    fn check_there(&self, table: TableName, problems: &mut Problems) {
        let rows = self.written(table).map_or(0, |copy| copy.rows.len());
        if rows == 0 || self.tables.contains_key(&table) {
            return;
        }
        let file = shown(&self.folder.join(table.file()));
        let rows = if rows == 1 {
            "the row".to_owned()
        } else {
            format!("the {rows} rows")
        };
        problems.push(
            Problem::error(
                Code::ChangedOutside,
                Place::file(file),
                format!("another program has taken away {rows} that stood here"),
            )
            .hint(format!(
                "put the file back, from a backup or from `{}`; if the rows are to be gone, `case-audit check ROUND --accept` says so",
                copy_of(table)
            )),
        );
    }

    /// A table, empty where the round has none yet.
    pub fn table(&self, table: TableName) -> Table {
        let read = self.tables.get(&table).cloned();
        read.unwrap_or_else(|| Table::new(self.forms.form(table)))
    }

    /// The rows of a table, in the spelling that is written.
    pub fn entries(&self, table: TableName) -> Vec<Entry> {
        let form = self.forms.form(table);
        let read = self.tables.get(&table);
        read.map_or_else(Vec::new, |read| read.entries(form, self.forms.names(table)))
    }

    /// The table as this program left it; nothing where it never wrote one.
    pub fn written(&self, table: TableName) -> Option<&Table> {
        self.written.get(&table)
    }

    /// The history.
    pub fn history(&self) -> &Table {
        &self.history
    }

    /// The files that some steps change. The history gets what the rows said before, unless
    /// the change is one that leaves no trace.
    ///
    /// # Errors
    /// None are known of; writing to memory does not fail.
    pub fn change(&self, steps: &[Step], moment: Option<&Moment>) -> anyhow::Result<Change> {
        let mut change = Change::new();
        let mut history = self.history.clone();
        for name in TableName::ALL {
            if !steps.iter().any(|step| step.table() == name) {
                continue;
            }
            let mut table = self.table(name);
            // A change made outside stays to be told: the copy gets our steps alone.
            let mut copy = self.written(name).cloned().unwrap_or_else(|| table.clone());
            let telling = moment.map(|moment| Telling {
                history: &mut history,
                moment,
                detector: &self.detector,
            });
            step::apply(steps, name, &self.forms, &mut table, telling);
            step::apply(steps, name, &self.forms, &mut copy, None);
            self.write(&mut change, name.file(), table.bytes()?)?;
            self.write(&mut change, &copy_of(name), copy.bytes()?)?;
        }
        if history.rows.len() > self.history.rows.len() {
            self.write(&mut change, HISTORY, history.bytes()?)?;
        }
        Ok(change)
    }

    /// Puts new bytes for a file that was read with the round into a change.
    pub(super) fn write(
        &self,
        change: &mut Change,
        name: &str,
        bytes: Vec<u8>,
    ) -> anyhow::Result<()> {
        let seen = self.seen.get(name);
        let seen = seen.with_context(|| format!("`{name}` was not read with the round"))?;
        change.write(seen, bytes);
        Ok(())
    }
}

/// The copy of a table as this program left it.
pub(super) fn copy_of(table: TableName) -> String {
    format!("{WRITTEN}/{}", table.file())
}

/// Reads files, and keeps what was seen of each.
struct Reader<'f> {
    files: &'f Files<'f>,
    seen: BTreeMap<String, Seen>,
}

impl<'f> Reader<'f> {
    fn new(files: &'f Files<'f>) -> Self {
        Self {
            files,
            seen: BTreeMap::new(),
        }
    }

    fn bytes(&mut self, name: &str) -> anyhow::Result<Option<Vec<u8>>> {
        let seen = self.files.read(name)?;
        let bytes = seen.bytes().map(<[u8]>::to_vec);
        self.seen.insert(name.to_owned(), seen);
        Ok(bytes)
    }

    /// The file's name, as the user knows it.
    fn path(&self, name: &str) -> String {
        shown_within(self.files.folder(), name)
    }

    fn table(
        &mut self,
        name: &str,
        recognise: &(dyn Fn(&str) -> bool + Sync),
        problems: &mut Problems,
    ) -> anyhow::Result<Option<Table>> {
        match self.bytes(name)? {
            Some(bytes) if !bytes.is_empty() => {
                Table::read(bytes, &self.path(name), recognise, problems)
            }
            Some(_) | None => Ok(None),
        }
    }

    /// The round, and the name of its tool's file.
    fn round(&mut self, problems: &mut Problems) -> anyhow::Result<Option<(Round, String)>> {
        let path = self.path("round.toml");
        let Some(bytes) = self.bytes("round.toml")? else {
            bail!(
                "`{}` is no round: there is no `round.toml` in it; `case-audit init` makes one",
                shown(self.files.folder())
            );
        };
        let text = crate::read::text_of(&bytes, &path, problems);
        Ok(text.and_then(|text| crate::read::round(text, &path, problems)))
    }

    fn tool(&mut self, name: &str, problems: &mut Problems) -> anyhow::Result<Option<Tool>> {
        let path = self.path(name);
        let Some(bytes) = self.bytes(name)? else {
            bail!("the round's tool is missing: there is no `{path}`");
        };
        let text = crate::read::text_of(&bytes, &path, problems);
        Ok(text.and_then(|text| crate::read::tool(text, &path, problems)))
    }
}
