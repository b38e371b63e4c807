//! The styles, lists and settings of a document.
//!
//! What is the same in every document stands as XML in files of its own beside this one;
//! colours are put in from the palette. It must not know blocks.

use super::element::{Element, element, valued};
use crate::render::{palette, shown};
use crate::report::{Side, Tone};

/// Every tone has a list, whose marks are its symbol.
const TONES: [Tone; 7] = [
    Tone::Good,
    Tone::Improve,
    Tone::Poor,
    Tone::Up,
    Tone::Down,
    Tone::Attention,
    Tone::Neutral,
];

/// The part with styles.
pub(super) fn styles() -> Vec<u8> {
    coloured(include_str!("styles.xml"))
}

/// The part with the colours and typefaces that Word offers for what a reader adds.
pub(super) fn theme() -> Vec<u8> {
    coloured(include_str!("theme.xml"))
}

fn coloured(part: &str) -> Vec<u8> {
    let level = |side| palette::level(side).ground.hex();
    part.replace("@working0", &level(Side::Working(0)))
        .replace("@working1", &level(Side::Working(1)))
        .replace("@improve0", &level(Side::Improve(0)))
        .replace("@notworking0", &level(Side::NotWorking(0)))
        .replace("@ink", &palette::INK.hex())
        .replace("@muted", &palette::MUTED.hex())
        .replace("@lead", &palette::STRONG.hex())
        .replace("@rule", &palette::GRID.hex())
        .replace("@pale", &palette::WASH.hex())
        .into_bytes()
}

/// The part with settings.
pub(super) fn settings() -> Vec<u8> {
    include_bytes!("settings.xml").to_vec()
}

/// The part that says which typefaces are used.
pub(super) fn fonts() -> Vec<u8> {
    include_bytes!("fontTable.xml").to_vec()
}

/// The number of the list whose marks are the symbol of a tone.
pub(super) fn list(tone: Tone) -> u32 {
    match tone {
        Tone::Good => 1,
        Tone::Improve => 2,
        Tone::Poor => 3,
        Tone::Up => 4,
        Tone::Down => 5,
        Tone::Attention => 6,
        Tone::Neutral => 7,
    }
}

/// The part with lists.
pub(super) fn numbering() -> Element {
    let looks = TONES.into_iter().map(|tone| {
        let mark = match tone {
            Tone::Neutral => "•".to_owned(),
            Tone::Good | Tone::Improve | Tone::Poor | Tone::Up | Tone::Down | Tone::Attention => {
                shown::symbol(tone).to_string()
            }
        };
        element("w:abstractNum")
            .number("w:abstractNumId", list(tone))
            .with(valued("w:multiLevelType", "hybridMultilevel"))
            .with(
                element("w:lvl")
                    .set("w:ilvl", "0")
                    .with(valued("w:start", "1"))
                    .with(valued("w:numFmt", "bullet"))
                    .with(valued("w:lvlText", mark))
                    .with(valued("w:lvlJc", "left"))
                    .with(
                        element("w:pPr").with(
                            element("w:ind")
                                .set("w:left", "397")
                                .set("w:hanging", "397"),
                        ),
                    )
                    .with(
                        element("w:rPr")
                            .with(
                                element("w:rFonts")
                                    .set("w:ascii", SYMBOLS)
                                    .set("w:hAnsi", SYMBOLS)
                                    .set("w:eastAsia", SYMBOLS)
                                    .set("w:cs", SYMBOLS)
                                    .set("w:hint", "default"),
                            )
                            .with(element("w:b"))
                            .with(valued("w:color", palette::tone(tone).hex())),
                    ),
            )
    });
    let lists = TONES.into_iter().map(|tone| {
        element("w:num")
            .number("w:numId", list(tone))
            .with(element("w:abstractNumId").number("w:val", list(tone)))
    });
    element("w:numbering")
        .set(
            "xmlns:w",
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        )
        .with_all(looks)
        .with_all(lists)
}

/// A typeface that has every symbol.
const SYMBOLS: &str = "Segoe UI Symbol";
