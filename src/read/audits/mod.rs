//! Audits from sheets: which column is what, what each cell says, and which audit counts.
//!
//! It exists so that a spreadsheet of any size becomes checked audits, a row at a time,
//! with every problem at its place. It must not know what is made of the audits.

mod bind;
mod column;
mod counted;
mod long;
mod row;

pub use bind::Binding;
pub use counted::{Counted, Options, fold_counted};
pub use row::RowReader;

use std::path::Path;

use crate::diagnostics::Problems;
use crate::model::{Hub, Tool};
use crate::read::sheet::{Sheet, SheetSpec};

/// A sheet of audits, opened and bound to a tool's columns.
pub struct AuditSheet<'t> {
    sheet: Sheet,
    binding: Binding<'t>,
}

/// Where a sheet's bytes come from.
pub enum Bytes<'a> {
    /// A file.
    File(&'a Path),
    /// Bytes that were read already.
    Held(Vec<u8>),
}

impl<'t> AuditSheet<'t> {
    /// Opens a sheet and binds its columns; what is wrong with them goes to `problems`.
    ///
    /// # Errors
    /// Only failures of the world: a file that is missing or cannot be read.
    pub fn open(
        bytes: Bytes<'_>,
        shown_as: &str,
        tool: &'t Tool,
        hubs: &'t [Hub],
        problems: &mut Problems,
    ) -> anyhow::Result<Self> {
        let names = column::Names::of(tool);
        let recognise = |name: &str| names.knows(name);
        let spec = SheetSpec {
            recognise: &recognise,
            digest: true,
        };
        let sheet = match bytes {
            Bytes::File(path) => Sheet::open(path, shown_as, &spec)?,
            Bytes::Held(bytes) => Sheet::from_bytes(bytes, shown_as, &spec)?,
        };
        problems.merge(sheet.problems().clone());
        let binding = Binding::new(&sheet, tool, hubs, &names, problems);
        Ok(Self { sheet, binding })
    }

    /// Are there all the columns without which no audit can be read?
    pub fn usable(&self) -> bool {
        self.binding.usable
    }
}
