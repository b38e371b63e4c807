//! Documents and records as bytes: one file per format.
//!
//! Every format walks the same `report::Document` or the same records, so a new format is
//! one new file here. Escaping and whatever a format cannot hold are dealt with by the
//! format itself. This module must not know what the figures mean: it rounds, words and
//! sets out what it is given, and computes nothing.
//!
//! Beside the formats stand the nouns that several of them share: `plain` (one line of
//! harmless text), `shown` (a typed cell as people read it), `palette` (colours) and
//! `calibri` (how wide words are in a file for Word or Excel).

mod calibri;
mod chart;
pub mod csv;
pub mod html;
pub mod json;
pub mod markdown;
mod palette;
mod plain;
mod shown;
pub mod spreadsheet;
pub mod text;
pub mod word;
pub mod workbook;
