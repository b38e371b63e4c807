//! A spreadsheet program's own charts, drawn of a table's cells.
//!
//! Titles and names are cells that the chart refers to, so no word becomes a formula. Bars
//! have patterns beside their colours. It must not know what is drawn.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat,
    ChartLegendPosition, ChartLine, ChartPatternFill, ChartPatternFillType, ChartSolidFill,
    ChartType, ColNum, ConditionalFormatFormula, ObjectMovement, RowNum, Worksheet, XlsxError,
    utility,
};

use super::figures::Drawing;
use super::look::{colour, shaded};
use crate::render::palette::{self, Fill, Mark};
use crate::render::workbook::limits::{HINT, short};

/// Where the table stands whose cells are drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// The name of its sheet.
    pub(super) sheet: &'a str,
    /// The row of its headers.
    pub(super) header: RowNum,
    /// The column of its rows' names.
    pub(super) names: ColNum,
    /// The row of the chart's title, in the first column.
    pub(super) title: Option<RowNum>,
}

/// The widest that a chart is, in pixels.
const WIDEST: u32 = 1_500;

/// How large a chart is, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Size {
    /// As wide as so many pixels, and no narrower than it is.
    pub(super) fn as_wide_as(self, pixels: f64) -> Self {
        let wider = (self.width..=WIDEST).rev();
        let width = wider.into_iter().find(|width| f64::from(*width) <= pixels);
        Self {
            width: width.unwrap_or(self.width),
            ..self
        }
    }

    /// No higher than so many pixels.
    pub(super) fn no_higher(self, most: f64) -> Self {
        let height = (1..=self.height)
            .rev()
            .find(|height| f64::from(*height) <= most);
        Self {
            height: height.unwrap_or(self.height),
            ..self
        }
    }
}

/// How large a chart of so many bars is.
pub(super) fn size(drawing: &Drawing) -> Size {
    let (rows, each, width) = match drawing {
        Drawing::Stacked { rows, .. } => (rows, 24, 1_000),
        Drawing::PartOfWhole { rows, .. } => (rows, 30, 700),
        Drawing::FromTo { rows, .. } => (rows, 36, 1_000),
        Drawing::Shades { rows, .. } => (rows, 0, 0),
        Drawing::Nothing => (&0, 0, 0),
    };
    let rows = u32::try_from(*rows).unwrap_or(u32::MAX).min(100);
    Size {
        width,
        height: rows * each + 110,
    }
}

/// The chart; nothing where cells are shaded in its place.
pub(super) fn chart(
    drawing: &Drawing,
    place: Place<'_>,
    size: Size,
    alternative: &str,
) -> Option<Chart> {
    let column = |column: usize| ColNum::try_from(column).ok();
    let stand = |gap, over, label| Stand {
        gap,
        over,
        label,
        shown: COUNTS,
    };
    let mut chart = match drawing {
        Drawing::Stacked { rows, parts } => {
            let mut chart = Chart::new(ChartType::BarStacked);
            for (part, side) in parts {
                let fill = palette::level(*side);
                bars(
                    &mut chart,
                    place,
                    *rows,
                    column(*part)?,
                    fill,
                    stand(40, true, ChartDataLabelPosition::Center),
                );
            }
            chart
        }
        Drawing::PartOfWhole { rows, part, whole } => {
            let mut chart = Chart::new(ChartType::Bar);
            let behind = Fill {
                ground: palette::GRID,
                words: palette::INK,
                edge: palette::MUTED,
                mark: Mark::Plain,
                marked: palette::GRID,
            };
            bars(
                &mut chart,
                place,
                *rows,
                column(*whole)?,
                behind,
                stand(60, true, ChartDataLabelPosition::OutsideEnd),
            );
            let over = stand(60, true, ChartDataLabelPosition::InsideEnd);
            bars(&mut chart, place, *rows, column(*part)?, strong(), over);
            chart
        }
        Drawing::FromTo {
            rows,
            from,
            to,
            shares,
        } => {
            let mut chart = Chart::new(ChartType::Bar);
            let reach = Fill {
                ground: palette::REACH,
                words: palette::INK,
                edge: palette::STRONG,
                mark: Mark::Dots,
                marked: palette::STRONG,
            };
            let beside = Stand {
                shown: if *shares { SHARES } else { COUNTS },
                ..stand(60, false, ChartDataLabelPosition::InsideEnd)
            };
            bars(&mut chart, place, *rows, column(*from)?, reach, beside);
            bars(&mut chart, place, *rows, column(*to)?, strong(), beside);
            chart
        }
        Drawing::Shades { .. } | Drawing::Nothing => return None,
    };
    finish(&mut chart, size, place, alternative);
    if let Drawing::FromTo { shares: true, .. } = drawing {
        percentages(&mut chart);
    }
    Some(chart)
}

fn strong() -> Fill {
    Fill {
        ground: palette::STRONG,
        words: palette::PAPER,
        edge: palette::STRONG,
        mark: Mark::Plain,
        marked: palette::STRONG,
    }
}

/// Shares stand on an axis from nothing to all.
fn percentages(chart: &mut Chart) {
    let mut font = ChartFont::new();
    font.set_size(9).set_color(colour(palette::MUTED));
    chart
        .x_axis()
        .set_hidden(false)
        .set_max(1)
        .set_major_unit(0.25)
        .set_num_format("0%")
        .set_font(&font)
        .set_major_gridlines(true)
        .set_major_gridlines_line(ChartLine::new().set_color(colour(palette::GRID)));
}

fn finish(chart: &mut Chart, Size { width, height }: Size, place: Place<'_>, alternative: &str) {
    chart.set_width(width).set_height(height);
    chart.set_alt_text(short(alternative, HINT));
    chart.set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
    match place.title {
        Some(title) => {
            let mut font = ChartFont::new();
            font.set_bold().set_size(12).set_color(colour(palette::INK));
            chart
                .title()
                .set_name((place.sheet, title, 0))
                .set_font(&font);
        }
        None => {
            chart.title().set_hidden();
        }
    }
    let mut font = ChartFont::new();
    font.set_size(9).set_color(colour(palette::INK));
    // The first row stands on top, and what its bars measure is written on them.
    chart
        .y_axis()
        .set_reverse()
        .set_font(&font)
        .set_format(ChartLine::new().set_color(colour(palette::MUTED)))
        .set_label_position(ChartAxisLabelPosition::Low)
        .set_label_interval(1);
    chart
        .x_axis()
        .set_min(0)
        .set_major_gridlines(false)
        .set_hidden(true);
    chart
        .legend()
        .set_position(ChartLegendPosition::Top)
        .set_font(&font);
    chart
        .chart_area()
        .set_format(ChartLine::new().set_color(colour(palette::GRID)));
}

/// How bars stand.
#[derive(Clone, Copy)]
struct Stand {
    /// The room between rows, in hundredths of a bar.
    gap: u16,
    /// Does one bar of a row stand over the other?
    over: bool,
    /// Where their figures stand.
    label: ChartDataLabelPosition,
    /// How their figures are shown: none on a bar that is not there.
    shown: &'static str,
}

const COUNTS: &str = "#,##0;;";
const SHARES: &str = "0%;;";

fn bars(
    chart: &mut Chart,
    place: Place<'_>,
    rows: usize,
    column: ColNum,
    fill: Fill,
    Stand {
        gap,
        over,
        label: at,
        shown,
    }: Stand,
) {
    let first = place.header + 1;
    let last = place
        .header
        .saturating_add(RowNum::try_from(rows).unwrap_or(RowNum::MAX));
    let mut font = ChartFont::new();
    font.set_size(9).set_color(colour(fill.words));
    let mut label = ChartDataLabel::new();
    label
        .show_value()
        .set_position(at)
        .set_num_format(shown)
        .set_font(&font);
    if fill.mark != Mark::Plain {
        // Words over a pattern need a ground of their own.
        label.set_format(ChartSolidFill::new().set_color(colour(fill.ground)));
    }
    let series = chart.add_series();
    series
        .set_name((place.sheet, place.header, column))
        .set_categories((place.sheet, first, place.names, last, place.names))
        .set_values((place.sheet, first, column, last, column))
        .set_format(&mut filled(fill))
        .set_gap(gap)
        .set_data_label(&label);
    if over {
        series.set_overlap(100);
    }
}

fn filled(fill: Fill) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_border(
        ChartLine::new()
            .set_color(colour(fill.edge))
            .set_width(0.75),
    );
    match fill.mark {
        Mark::Plain => {
            format.set_solid_fill(ChartSolidFill::new().set_color(colour(fill.ground)));
        }
        Mark::Dots | Mark::Hatch => {
            let pattern = if fill.mark == Mark::Dots {
                ChartPatternFillType::Dotted10Percent
            } else {
                ChartPatternFillType::DiagonalStripesWideUpwards
            };
            format.set_pattern_fill(
                ChartPatternFill::new()
                    .set_pattern(pattern)
                    .set_foreground_color(colour(fill.marked))
                    .set_background_color(colour(fill.ground)),
            );
        }
    }
    format
}

/// Shades the cells of shares by how large they are, in the report's five steps.
pub(super) fn shade(
    sheet: &mut Worksheet,
    header: RowNum,
    rows: usize,
    pairs: &[(usize, usize)],
) -> Result<(), XlsxError> {
    let too_many = |_| XlsxError::RowColumnLimitError;
    let first = header + 1;
    let last = header + RowNum::try_from(rows).map_err(too_many)?;
    for (part, whole) in pairs {
        let part = ColNum::try_from(*part).map_err(too_many)?;
        let whole = ColNum::try_from(*whole).map_err(too_many)?;
        let cell = |column| {
            let letters = utility::column_number_to_name(column);
            format!("${letters}{}", first + 1)
        };
        for (step, fill) in palette::shades().into_iter().enumerate().rev() {
            let rule = format!(
                "=AND(ISNUMBER({part}),{whole}>0,{part}*{}>={whole}*{step})",
                palette::STEPS,
                part = cell(part),
                whole = cell(whole),
            );
            let rule = ConditionalFormatFormula::new()
                .set_rule(rule.as_str())
                .set_format(shaded(fill))
                .set_stop_if_true(true);
            sheet.add_conditional_format(first, part, last, whole, &rule)?;
        }
    }
    Ok(())
}
