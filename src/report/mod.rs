//! An analysis as a document and as tidy records.
//!
//! This is where figures get their words. It must not know escaping, colours, widths or
//! file formats, and it computes nothing that a reader could quarrel with: figures come
//! from the analysis.

mod chart;
pub mod comparison;
mod document;
pub mod export;
pub mod figure;
mod logo;
pub mod number;
mod record;
mod rests;
pub mod round;
pub mod summary;
pub mod template;
mod tool;
mod wording;
pub mod workbook;
mod worklist;

pub use crate::analysis::comparison::tool::{Piece, PieceKind};
pub use chart::{
    Arrow, Arrows, Chart, Dot, Dots, Drawn, Heat, HeatCell, HeatRow, LevelBar, LevelBars, LevelKey,
    Part, Side,
};
pub use document::{
    Align, Block, Cell, Column, Document, Item, Percent, Row, RowKind, Table, Tone,
};
pub use logo::{Logo, LogoKind};
pub use record::{Record, Value};
pub use tool::{tool_document, tool_json, tool_list_document, tool_list_json};
pub use wording::Wording;
pub use worklist::{WorklistJson, worklist_document, worklist_json, worklist_records};
