//! A chart as a drawing: scalable vector graphics that stand in a page, or alone.
//!
//! Text is text, in the font of the page. Each drawing has a title and a description, and
//! comes in two widths, as a small screen would make one of a wide page's width too small
//! to read. It must not know what the figures mean; figures, words and their order come
//! from the chart.

mod arrows;
pub(super) mod bars;
mod dots;
mod drawing;
mod heat;
mod levels;
mod measure;
mod percent;

use crate::report::{Chart, Drawn};
use drawing::Drawing;

/// How wide a drawing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// For a page or a large screen: 760 units, one of which is a pixel.
    Wide,
    /// For a phone: 340 units, words above what they name.
    Narrow,
}

/// The chart as one `svg` element.
///
/// `id` begins the identifiers in it, and must differ from those of other drawings of a
/// page; it is letters, digits and hyphens. Words are escaped.
pub(super) fn svg(chart: &Chart, width: Width, id: &str) -> String {
    let mut drawing = Drawing::new(width, id);
    match &chart.drawn {
        Drawn::Levels(bars) => levels::draw(bars, &mut drawing),
        Drawn::Heat(heat) => heat::draw(heat, &mut drawing),
        Drawn::Dots(dots) => dots::draw(dots, &mut drawing),
        Drawn::Arrows(arrows) => arrows::draw(arrows, &mut drawing),
    }
    drawing.finish(&chart.title, &chart.alternative)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{
        Arrow, Arrows, Dot, Dots, Heat, HeatCell, HeatRow, LevelBar, LevelBars, LevelKey, Part,
        Side, Tone,
    };

    const WIDTHS: [Width; 2] = [Width::Wide, Width::Narrow];

    fn chart(drawn: Drawn) -> Chart {
        Chart {
            title: "finding".into(),
            subtitle: String::new(),
            alternative: "in full".into(),
            drawn,
        }
    }

    fn bars(bars: &[(&str, &[u64])]) -> Chart {
        let key = |label: &str, side| LevelKey {
            label: label.into(),
            side,
        };
        let keys = vec![
            key("Strong", Side::Working(1)),
            key("Secure", Side::Working(0)),
            key("Developing", Side::Improve(0)),
            key("Concern", Side::NotWorking(0)),
            key("Not evidenced", Side::NotEvidenced),
        ];
        let bars = bars.iter().map(|(label, counts)| LevelBar {
            label: (*label).into(),
            counts: counts.to_vec(),
        });
        let bars = bars.collect();
        chart(Drawn::Levels(LevelBars { keys, bars }))
    }

    /// Left edges and widths of the bars' parts, in their order; the first are the legend's.
    fn areas(svg: &str, legend: usize) -> Vec<(f64, f64)> {
        let parts = svg.split("class=\"area\"").skip(1 + legend);
        let number = |part: &str, name: &str| -> f64 {
            let value = part.split(&format!(" {name}=\"")).nth(1).unwrap();
            value.split('"').next().unwrap().parse().unwrap()
        };
        parts
            .map(|part| (number(part, "x"), number(part, "width")))
            .collect()
    }

    #[test]
    fn bars_part_at_one_line_and_a_case_is_equally_long_in_all() {
        let chart = bars(&[("one", &[1, 3, 2, 0, 2]), ("two", &[0, 5, 0, 4, 0])]);
        for width in WIDTHS {
            let svg = svg(&chart, width, "c");
            let areas = areas(&svg, 5);
            // Secure, strong, developing and not evidenced of one; secure and concern of two.
            let [secure, strong, developing, apart, other, concern] = areas[..] else {
                panic!("{areas:?}");
            };
            let near = |a: f64, b: f64| assert!((a - b).abs() < 0.05, "{a} {b} {areas:?}");
            let middle = developing.0;
            near(secure.0 + secure.1, middle);
            near(strong.0 + strong.1, secure.0);
            near(other.0 + other.1, middle);
            near(concern.0, middle);
            assert!(apart.0 > concern.0 + concern.1);
            for (area, cases) in [(secure, 3.0), (strong, 1.0), (apart, 2.0), (concern, 4.0)] {
                near(area.1 / cases, other.1 / 5.0);
            }
        }
    }

    #[test]
    fn nothing_to_draw_is_said_in_words() {
        let none = bars(&[("group", &[]), ("none", &[0, 0, 0, 0, 0])]);
        let dot = Dot {
            label: "none".into(),
            count: 0,
            of: 0,
            interval: None,
        };
        let dots = chart(Drawn::Dots(Dots {
            all: None,
            rows: vec![dot],
        }));
        let arrow = Arrow {
            label: "none".into(),
            from: Part::new(0, 0),
            to: Part::new(0, 0),
        };
        let arrows = chart(Drawn::Arrows(Arrows {
            from: "a".into(),
            to: "b".into(),
            rows: vec![arrow],
        }));
        for width in WIDTHS {
            for chart in [&none, &dots, &arrows] {
                assert!(svg(chart, width, "c").contains(">no cases<"));
            }
            assert!(svg(&none, width, "c").contains("Concern (none)"));
        }
    }

    #[test]
    fn a_shade_has_its_count_in_it_and_unknown_is_no_zero() {
        let cell = |count, of, tone| HeatCell { count, of, tone };
        let row = HeatRow {
            label: "hub".into(),
            cells: vec![
                cell(21, 24, None),
                cell(3, 8, Some(Tone::Down)),
                cell(0, 0, None),
            ],
            total: false,
        };
        let columns = ["one", "two", "three"].map(str::to_owned).to_vec();
        let heat = chart(Drawn::Heat(Heat {
            columns,
            rows: vec![row],
        }));
        let svg = svg(&heat, Width::Wide, "c");
        for words in [">21 of 24<", ">▼ 3 of 8<", ">–<", ">no cases<"] {
            assert!(svg.contains(words), "{words}");
        }
        assert!(!svg.contains("0 of 0"));
    }

    #[test]
    fn figures_and_words_beyond_all_measure_do_no_harm() {
        let long = "x".repeat(10_000);
        let hostile = "</svg><script>\u{202e}\u{0}]]>";
        let levels = bars(&[
            (&long, &[u64::MAX, u64::MAX, 1]),
            (hostile, &[1, 2, 3, 4, 5, 6, 7]),
        ]);
        let dot = |count, of, interval| Dot {
            label: hostile.into(),
            count,
            of,
            interval,
        };
        let dots = chart(Drawn::Dots(Dots {
            all: Some((f64::NAN, long.clone())),
            rows: vec![
                dot(9, 7, Some((f64::NAN, f64::INFINITY))),
                dot(u64::MAX, u64::MAX, Some((-1.0, 2.0))),
            ],
        }));
        let cells = vec![
            HeatCell {
                count: u64::MAX,
                of: 1,
                tone: Some(Tone::Up),
            };
            40
        ];
        let heat = chart(Drawn::Heat(Heat {
            columns: vec![long.clone()],
            rows: vec![HeatRow {
                label: long.clone(),
                cells,
                total: true,
            }],
        }));
        let empty = chart(Drawn::Heat(Heat {
            columns: vec![],
            rows: vec![],
        }));
        for width in WIDTHS {
            for chart in [&levels, &dots, &heat, &empty] {
                let svg = svg(chart, width, "c");
                for bad in ["NaN", "inf", "<script", "\u{202e}", "\u{0}"] {
                    assert!(!svg.contains(bad), "{bad}: {svg}");
                }
                assert!(svg.len() < 60_000);
                assert_eq!(svg.matches("</svg>").count(), 1);
            }
        }
    }
}
