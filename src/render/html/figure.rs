//! A chart with its headline, and the table behind it folded away below.
//!
//! It must not know what is drawn.

use maud::{Markup, PreEscaped, html};

use crate::report::{Chart, Table};

use super::super::chart::{self, Width};
use super::table;
use super::words::line;

/// The chart, its number in the document, and the table behind it.
pub(super) fn figure(chart: &Chart, behind: Option<&Table>, number: usize) -> Markup {
    let title = line(&chart.title);
    let subtitle = line(&chart.subtitle);
    let wide = chart::svg(chart, Width::Wide, &format!("chart-{number}-wide"));
    let narrow = chart::svg(chart, Width::Narrow, &format!("chart-{number}-narrow"));
    html! {
        div.charted {
            figure.chart {
                figcaption {
                    @if !title.is_empty() { p.chart-title { (title) } }
                    @if !subtitle.is_empty() { p.chart-subtitle { (subtitle) } }
                }
                div.wide { (PreEscaped(wide)) }
                div.narrow { (PreEscaped(narrow)) }
            }
            @if let Some(behind) = behind {
                details.behind {
                    summary { "The figures as a table" span.heard { ": " (title) } }
                    (table::table(behind, number))
                }
            }
        }
    }
}
