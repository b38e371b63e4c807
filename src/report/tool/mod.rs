//! An audit tool, laid out for reading and as a value for other programs.
//!
//! It must not know the format of tool files.

mod json;
mod list;
mod page;
pub(super) mod sentence;

pub use json::{tool_json, tool_list_json};
pub use list::tool_list_document;
pub use page::tool_document;
