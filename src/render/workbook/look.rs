//! The looks of cells: type, colours, borders and how numbers are shown.
//!
//! Every colour has a second sign beside it: a hatching, a border, bold type or a word. It
//! must not know what stands in a cell.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatPattern};

use crate::report::workbook::{Flag, Look};

/// The number of the built-in format for text.
const TEXT: u8 = 49;

const INK: u32 = 0x1F_2A_33;
const QUIET: u32 = 0x5B_67_70;
const DEEP: u32 = 0x1D_4E_5F;
const BAND: u32 = 0xD6_E6_EB;
const SECOND_BAND: u32 = 0xE9_E6_D8;
const PALE: u32 = 0xF3_F6_F7;
const RULE: u32 = 0xC4_CD_D2;
const HATCH: u32 = 0x9A_A3_A9;
const HATCHED: u32 = 0xE4_E7_E9;
const NEEDED: u32 = 0xFF_F0_C7;
const NEEDED_EDGE: u32 = 0xB2_6A_00;
const URGENT: u32 = 0xFB_DD_D9;
const URGENT_EDGE: u32 = 0xA6_1B_1B;

/// Every look's format, made once.
pub(super) struct Looks {
    formats: BTreeMap<Look, Format>,
}

impl Looks {
    pub(super) fn new() -> Self {
        let flags = [Flag::Idle, Flag::Needed, Flag::Urgent].map(Look::Sample);
        let plain = [
            Look::Plain,
            Look::Title,
            Look::Remark,
            Look::Heading,
            Look::Band { second: false },
            Look::Band { second: true },
            Look::Label,
            Look::NeededLabel,
            Look::Name,
            Look::Words,
            Look::Strong,
            Look::Quiet,
            Look::Gap,
            Look::Entry,
            Look::DayEntry,
            Look::NumberEntry,
        ];
        let looks = plain.into_iter().chain(flags);
        Self {
            formats: looks.map(|look| (look, format(look))).collect(),
        }
    }

    /// A look's format.
    pub(super) fn format(&self, look: Look) -> Format {
        self.formats.get(&look).cloned().unwrap_or_default()
    }
}

/// What a flag changes of a cell's format.
pub(super) fn flag(flag: Flag) -> Format {
    flagged(Format::new(), flag)
}

/// Text as it is, whatever it looks like.
pub(super) fn text() -> Format {
    Format::new().set_num_format_index(TEXT)
}

/// The type of cells whose words go on to further lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::render) struct Size {
    /// The size of its letters.
    pub(in crate::render) points: f64,
    /// Is it bold?
    pub(in crate::render) bold: bool,
}

/// The type of a look whose words go on to further lines; nothing where they do not.
pub(super) fn wrapped_size(look: Look) -> Option<Size> {
    let (points, bold) = match look {
        Look::Plain
        | Look::Title
        | Look::Remark
        | Look::Heading
        | Look::Band { .. }
        | Look::Gap => {
            return None;
        }
        Look::Name => (8.0, false),
        Look::Quiet => (10.0, false),
        Look::NeededLabel | Look::Strong => (11.0, true),
        Look::Label
        | Look::Words
        | Look::Entry
        | Look::DayEntry
        | Look::NumberEntry
        | Look::Sample(_) => (11.0, false),
    };
    Some(Size { points, bold })
}

fn format(look: Look) -> Format {
    let base = Format::new()
        .set_font_color(INK)
        .set_align(FormatAlign::Top);
    let wrapped = base.clone().set_text_wrap();
    let boxed = |format: Format| format.set_border(FormatBorder::Thin).set_border_color(RULE);
    let entry = || boxed(wrapped.clone()).set_unlocked();
    match look {
        Look::Plain => base,
        Look::Title => base.set_bold().set_font_size(16).set_font_color(DEEP),
        Look::Remark => base.set_font_color(QUIET).set_font_size(10),
        Look::Heading => base
            .set_bold()
            .set_font_size(12)
            .set_font_color(0xFF_FF_FF)
            .set_background_color(DEEP)
            .set_align(FormatAlign::VerticalCenter),
        Look::Band { second } => base
            .set_bold()
            .set_font_color(DEEP)
            .set_background_color(if second { SECOND_BAND } else { BAND })
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(DEEP),
        Look::Label => boxed(wrapped).set_background_color(PALE),
        Look::NeededLabel => boxed(wrapped).set_background_color(PALE).set_bold(),
        Look::Name => boxed(wrapped)
            .set_font_size(8)
            .set_font_color(QUIET)
            .set_background_color(PALE)
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(DEEP)
            .set_num_format_index(TEXT),
        Look::Words => boxed(wrapped).set_num_format_index(TEXT),
        Look::Strong => boxed(wrapped).set_bold().set_num_format_index(TEXT),
        Look::Quiet => boxed(wrapped)
            .set_font_color(QUIET)
            .set_font_size(10)
            .set_num_format_index(TEXT),
        Look::Gap => base.set_background_color(PALE),
        Look::Entry => entry().set_num_format_index(TEXT),
        Look::DayEntry => entry()
            .set_num_format("dd/mm/yyyy")
            .set_align(FormatAlign::Left),
        Look::NumberEntry => entry().set_align(FormatAlign::Left),
        Look::Sample(flag) => flagged(boxed(wrapped), flag),
    }
}

fn flagged(format: Format, flag: Flag) -> Format {
    match flag {
        Flag::Idle => format
            .set_pattern(FormatPattern::LightUp)
            .set_foreground_color(HATCH)
            .set_background_color(HATCHED)
            .set_font_color(QUIET)
            .set_italic(),
        Flag::Needed => format
            .set_background_color(NEEDED)
            .set_border(FormatBorder::Thin)
            .set_border_color(NEEDED_EDGE),
        Flag::Urgent => format
            .set_background_color(URGENT)
            .set_bold()
            .set_border(FormatBorder::Thin)
            .set_border_color(URGENT_EDGE),
    }
}
