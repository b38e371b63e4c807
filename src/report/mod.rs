//! An analysis as a document and as tidy records.
//!
//! This is where figures get their words. It must not know escaping, colours, widths or
//! file formats, and it computes nothing that a reader could quarrel with: figures come
//! from the analysis.

mod document;
pub mod figure;
pub mod number;
mod record;
pub mod summary;
mod tool;

pub use document::{
    Align, Block, Cell, Column, Document, Item, Percent, Row, RowKind, Table, Tone,
};
pub use record::{Record, Value};
pub use tool::{tool_document, tool_json, tool_list_document, tool_list_json};
