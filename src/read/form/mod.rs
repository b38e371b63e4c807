//! Rows with their words, from any sheet: which table a page holds, which column is which
//! field, and what each cell says in the spelling that is written.
//!
//! It exists for what keeps rows whole (the import, the check, the export); sums read
//! audits without words, elsewhere. It must not know what is done with the rows.

mod binding;
mod canonical;
mod down;
mod held;
mod incoming;
mod long;
mod ours;
mod page;

pub use binding::FieldNames;
pub use canonical::Canonical;
pub use held::{Held, HeldRow};
pub use incoming::{Came, Forms, Incoming, IncomingRow, Origin, incoming};
