//! Where a sheet's table and chart stand when it is printed, and at what scale.
//!
//! A program that fits a sheet to a page's width minds no break of pages that it is told, so
//! a chart on a page of its own needs a scale that is worked out here. Lengths are pixels of
//! a sheet that is not scaled, ninety-six to an inch. It must not know what is drawn.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

/// A4 on its side without the margins, head and foot.
const WIDE: f64 = 1_020.0;
const HIGH: f64 = 640.0;

/// The margin at the left and at the right, and above and below, in inches.
pub(super) const SIDE: f64 = 0.5;
pub(super) const EDGE: f64 = 0.75;

/// Letters of eleven points can be read as long as they are not scaled below this.
const READABLE: f64 = 0.62;

/// A long table rather than its last rows alone on a page is scaled down to this.
const READABLE_TABLE: f64 = 0.57;

/// Programs differ by so much in how wide they make columns, and less in heights, which
/// they are told.
const SURE: f64 = 0.9;
const SURE_HEIGHT: f64 = 0.97;

/// No chart is lower.
const LOWEST: f64 = 120.0;

/// Room between a table and the chart below it.
pub(super) const GAP: f64 = 40.0;

/// How wide a column is that nobody set.
const COLUMN: f64 = 64.0;

/// The most columns that are printed for what stands on no column of a table.
const COLUMNS: usize = 200;

/// How large what stands on a sheet is.
#[derive(Debug, Clone)]
pub(super) struct Sizes {
    /// How wide the lines above the table are.
    pub(super) words: f64,
    /// How wide the columns of the table are.
    pub(super) columns: Vec<f64>,
    /// How high everything down to the table's last row is.
    pub(super) high: f64,
    /// How high of that the lines above the table are.
    pub(super) head: f64,
    /// How high the table's header is.
    pub(super) header: f64,
    /// How wide and high the chart is; nothing where there is none.
    pub(super) chart: Option<(f64, f64)>,
}

/// How a sheet is printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Print {
    /// As wide as a page, on as many as it takes.
    Wide,
    /// All on one page.
    One,
    /// The chart on a page of its own, everything scaled by so many hundredths.
    Parted {
        /// Hundredths.
        scale: u16,
        /// How high the chart may be.
        chart: f64,
    },
}

/// The scale at which something fits on a page.
fn scale(wide: f64, high: f64) -> f64 {
    (WIDE / wide.max(1.0)).min(HIGH / high.max(1.0)).min(1.0)
}

impl Sizes {
    /// How wide the table is.
    pub(super) fn table(&self) -> f64 {
        self.columns.iter().sum()
    }

    /// The columns that so many pixels reach to: how many, and how wide they are.
    pub(super) fn reached(&self, pixels: f64) -> (usize, f64) {
        let usual = std::iter::repeat(COLUMN);
        let columns = self.columns.iter().copied().chain(usual);
        let mut reached = (0, 0.0);
        for column in columns.take(COLUMNS) {
            reached = (reached.0 + 1, reached.1 + column);
            if reached.1 >= pixels {
                break;
            }
        }
        reached
    }

    /// Does everything fit on one page with the chart beside the table?
    pub(super) fn fits_beside(&self) -> bool {
        self.chart.is_some_and(|(wide, high)| {
            let wide = (self.table() + wide).max(self.words);
            scale(wide, self.high.max(self.head + high)) >= READABLE
        })
    }

    /// How the sheet is printed, with the chart beside the table or below it.
    pub(super) fn print(&self, beside: bool) -> Print {
        let wide = self.table().max(self.words);
        let (wide, high) = match self.chart {
            None => (wide, self.high),
            Some((chart, high)) if beside => {
                let wide = wide.max(self.table() + chart);
                (wide, self.high.max(self.head + high))
            }
            Some((chart, high)) => (wide.max(chart), self.high + GAP + high),
        };
        let (_, wide) = self.reached(wide);
        let across = scale(wide, 0.0);
        if scale(wide, high) >= READABLE.min(across) {
            return Print::One;
        }
        let Some((_, chart)) = self.chart.filter(|_| !beside) else {
            return Print::Wide;
        };
        // A table that fits on one page if it is a little smaller stands on one.
        let whole = (across * SURE).min(HIGH * SURE_HEIGHT / self.high);
        let scale = if whole >= READABLE_TABLE {
            whole
        } else {
            across * SURE
        };
        let scale = scale.max(0.1);
        // The header stands above the chart as well.
        let room = HIGH / scale * SURE_HEIGHT - self.header;
        Print::Parted {
            scale: hundredths(scale),
            chart: chart.min(room.max(LOWEST)),
        }
    }
}

fn hundredths(scale: f64) -> u16 {
    let whole = (10..=100)
        .rev()
        .find(|whole| f64::from(*whole) <= scale * 100.0);
    whole.unwrap_or(10)
}

impl Print {
    /// Says it of a sheet whose chart, if it has one below its table, begins with a row, and
    /// whose table has its headers in another.
    pub(super) fn set(
        self,
        chart: Option<RowNum>,
        header: Option<RowNum>,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        match self {
            Self::Wide => {
                sheet.set_print_fit_to_pages(1, 0);
            }
            Self::One => {
                sheet.set_print_fit_to_pages(1, 1);
            }
            Self::Parted { scale, .. } => {
                sheet.set_print_scale(scale);
                if let Some(row) = chart {
                    sheet.set_page_breaks(&[row])?;
                }
            }
        }
        // Whoever adds rows has the header on every page.
        if let Some(header) = header {
            sheet.set_repeat_rows(header, header)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(column: f64, high: f64, chart: Option<(f64, f64)>) -> Sizes {
        Sizes {
            words: 300.0,
            columns: vec![column / 2.0; 2],
            high,
            head: 150.0,
            header: 60.0,
            chart,
        }
    }

    #[test]
    fn a_table_and_its_chart_stand_on_one_page_where_both_can_be_read() {
        let small = sizes(1_000.0, 350.0, Some((1_000.0, 300.0)));
        assert_eq!(small.print(false), Print::One);
        assert!(!small.fits_beside());
        assert!(sizes(500.0, 350.0, Some((700.0, 400.0))).fits_beside());
        assert_eq!(sizes(1_000.0, 600.0, None).print(false), Print::One);
        assert_eq!(sizes(1_000.0, 6_000.0, None).print(false), Print::Wide);
        // However small its letters are, a wide table of few rows is one page.
        assert_eq!(sizes(4_000.0, 600.0, None).print(false), Print::One);
    }

    #[test]
    fn what_is_printed_ends_with_a_whole_column() {
        let sizes = sizes(400.0, 350.0, None);
        assert_eq!(sizes.reached(150.0), (1, 200.0));
        assert_eq!(sizes.reached(400.0), (2, 400.0));
        assert_eq!(sizes.reached(401.0), (3, 464.0));
        assert_eq!(sizes.reached(f64::INFINITY).0, 200);
    }

    #[test]
    fn else_the_chart_has_a_page_of_its_own_and_is_no_higher_than_it() {
        let large = sizes(1_400.0, 700.0, Some((1_000.0, 1_100.0)));
        let Print::Parted { scale, chart } = large.print(false) else {
            panic!("{:?}", large.print(false));
        };
        // 1,020 of 1,400 pixels are 72 hundredths; nine tenths of that are 65.
        assert_eq!(scale, 65);
        assert!((chart + 60.0) * 0.65 <= HIGH && chart > 800.0);
        let long = sizes(1_400.0, 2_000.0, Some((1_000.0, 1_100.0)));
        assert!(matches!(long.print(false), Print::Parted { scale: 65, .. }));
    }
}
