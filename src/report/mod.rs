//! An analysis as a document and as tidy records.
//!
//! This is where figures get their words. It must not know escaping, colours, widths or
//! file formats, and it computes nothing that a reader could quarrel with: figures come
//! from the analysis.

mod document;
mod record;

pub use document::{Align, Block, Cell, Column, Document, Item, Percent, Row, Table, Tone};
pub use record::{Record, Value};
