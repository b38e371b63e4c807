//! From files to the checked model, with every problem and its place.
//!
//! It must not know what is computed from the model, or any output.

mod actions;
pub mod audits;
mod cell;
mod fault;
mod findings;
pub mod form;
mod names;
mod opened;
mod passed_over;
mod round;
pub mod sheet;
mod shipped;
mod source;
mod spelling;
mod toml_file;
mod tool;

pub use actions::{Actions, actions};
pub use findings::{COLUMNS as FINDING_COLUMNS, Findings, findings};
pub use names::names;
pub use opened::{bytes, open};
pub use round::{check_focus, round};
pub use shipped::{NEW_TOOL, OpenedTool, open_tool, shipped, text_of};
pub use source::{Source, hex, shown, shown_within, source};
pub use tool::tool;
