//! The report of a round: its story, and that every figure in it is the summary's.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test stops at what it did not expect"
)]

mod common;

use std::collections::BTreeSet;
use std::path::PathBuf;

use case_audit::model::{Role, fold};
use case_audit::render::markdown::markdown;
use case_audit::render::text::text;
use case_audit::report::round::{LABEL, Options, Section};
use case_audit::report::{Block, Cell, Document, Drawn, RowKind, Table, Tone, figure};
use common::story::{Asked, Made, first_page, made};
use common::{folder, project};

const SAMPLES: [&str; 4] = [
    "2026-spring",
    "2027-spring",
    "ilacs-previous",
    "ilacs-latest",
];

const TOOL: &str = include_str!("gallery/tool.toml");

fn sample(name: &str) -> PathBuf {
    project().join("samples").join(name)
}

fn report(name: &str, asked: Asked<'_>) -> (Made, Document) {
    let made = made(&sample(name), None, asked);
    let document = made.document(&Options::default());
    (made, document)
}

fn of_hub(hub: &str) -> Asked<'_> {
    Asked {
        hub: Some(hub),
        ..Asked::default()
    }
}

/// All words of some blocks.
fn words(blocks: &[Block]) -> String {
    text(
        &Document {
            blocks: blocks.to_vec(),
            ..Document::default()
        },
        1000,
        false,
    )
}

#[test]
fn the_sample_round_reads_as_it_did() {
    let (_, document) = report("2026-spring", Asked::default());
    insta::assert_snapshot!("spring", markdown(&document));
}

#[test]
fn a_report_on_one_hub_sets_it_beside_all_others() {
    let (_, document) = report("2026-spring", of_hub("fernhill"));
    insta::assert_snapshot!("fernhill", markdown(&document));
}

#[test]
fn one_page_of_other_rounds_reads_well() {
    for name in ["2027-spring", "ilacs-latest"] {
        let (_, document) = report(name, Asked::default());
        let page = Document {
            blocks: first_page(&document),
            ..document
        };
        insta::assert_snapshot!(format!("page_of_{name}"), markdown(&page));
    }
}

#[test]
fn one_page_is_one_page() {
    for name in SAMPLES {
        let (made, document) = report(name, Asked::default());
        let mut pages = vec![first_page(&document)];
        for group in made.summary.groups.iter().step_by(3) {
            pages.push(first_page(&report(name, of_hub(&group.id)).1));
        }
        for page in pages {
            assert!(!page.iter().any(|block| matches!(block, Block::Table(_))));
            let words = words(&page);
            let has_letters = |word: &&str| word.chars().any(char::is_alphanumeric);
            let count = words.split_whitespace().filter(has_letters).count();
            assert!(count <= 460, "{name}: {count} words\n{words}");
        }
    }
}

/// Figures of the page, put together from the summary by hand.
#[test]
fn every_figure_of_the_page_is_the_summarys() {
    let (made, document) = report("2026-spring", Asked::default());
    let page = words(&first_page(&document));
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let s = &made.summary;
    let standard = |id: &str| {
        s.standards
            .iter()
            .find(|standard| standard.id == id)
            .unwrap()
    };
    let all = &s.audited.all;
    let overall = s.overall.as_ref().unwrap().working;
    let gaps = s.gaps.as_ref().unwrap();
    let widest = gaps
        .standards
        .iter()
        .max_by_key(|row| row.counts.discussion_working - row.counts.record_working)
        .unwrap();
    let handover = standard("handover_warm");
    let voice = s
        .domains
        .iter()
        .find(|domain| domain.id == "voice")
        .unwrap();
    let fernhill = s.groups.iter().position(|g| g.id == "fernhill").unwrap();
    let here = voice.groups[fernhill].working;
    let actions = made.actions.as_ref().unwrap();
    for said in [
        format!(
            "{} of {} planned cases in {} hubs were audited by {} auditors.",
            all.cases,
            all.planned.unwrap(),
            s.groups.len(),
            all.auditors
        ),
        "Of 64 on the case list, 4 are not to be audited.".to_owned(),
        format!(
            "{} of {} were talked over with the worker.",
            all.held, all.cases
        ),
        format!(
            "{} of {} (60 %, 47–71 %) are judged strong or secure overall.",
            overall.count, overall.of
        ),
        format!(
            "“{}” is working in {} of {} cases.",
            s.highlights.working[0].title,
            s.highlights.working[0].share.count,
            s.highlights.working[0].share.of
        ),
        format!(
            "“{}” is working in {} of {} cases: {} to improve, {} not working.",
            handover.title,
            handover.working.count,
            handover.working.of,
            handover.levels[2].count,
            handover.levels[3].count
        ),
        format!(
            "Fernhill stands above the other hubs in “{}”: {} of {} ratings working here, {} of {} elsewhere.",
            voice.title,
            here.count,
            here.of,
            voice.working.count - here.count,
            voice.working.of - here.of
        ),
        format!(
            "Of {} ratings with both readings, {} were working by the record and {} after the discussion",
            figure::grouped(&gaps.all.pairs.to_string()),
            gaps.all.record_working,
            gaps.all.discussion_working
        ),
        format!(
            "“{}”: working in {} of {}, then in {}.",
            widest.title,
            widest.counts.record_working,
            widest.counts.pairs,
            widest.counts.discussion_working
        ),
        format!(
            "Of {} actions ({} for the service), {} are done, {} carried into a later round, {} closed without being done.",
            actions.all.all,
            actions.service.all,
            actions.all.done,
            actions.all.carried,
            actions.all.not_done
        ),
    ] {
        assert!(page.contains(&said), "{said}\nis not in\n{page}");
    }
    // No standard that could be named works less often than the three that are.
    let least: Vec<f64> = ["handover_warm", "step_reason_clear", "fits_threshold"]
        .map(|id| standard(id).working.value.unwrap())
        .to_vec();
    let others = s
        .standards
        .iter()
        .filter(|standard| standard.working.of >= 5);
    let below = others.filter(|standard| standard.working.value.unwrap() < least[2]);
    assert_eq!(below.count(), 2);
}

/// The count of a cell, and its whole where it has one.
fn figures(cell: &Cell) -> Option<(u64, Option<u64>)> {
    match cell {
        Cell::Count(count) => Some((*count, None)),
        Cell::Share { count, of, .. } => Some((*count, Some(*of))),
        Cell::Unknown => Some((0, Some(0))),
        _ => None,
    }
}

fn label(table: &Table, row: usize) -> &str {
    match &table.rows[row].cells[0] {
        Cell::Text(text) => text,
        other => panic!("{other:?} is no label"),
    }
}

/// Each chart is followed by a table with the same figures in the same order.
#[test]
fn every_chart_draws_the_table_that_follows_it() {
    let mut drawn = BTreeSet::new();
    for name in SAMPLES {
        let groups: Vec<String> = report(name, Asked::default())
            .0
            .summary
            .groups
            .iter()
            .map(|group| group.id.clone())
            .collect();
        let asked = groups.iter().skip(1).step_by(3).map(|hub| of_hub(hub));
        for asked in asked.chain([Asked::default()]) {
            let (_, document) = report(name, asked);
            for (at, block) in document.blocks.iter().enumerate() {
                let Block::Chart(chart) = block else { continue };
                let Block::Table(table) = &document.blocks[at + 1] else {
                    panic!("no table after {}", chart.title);
                };
                assert!(!chart.title.is_empty() && !chart.title.ends_with('.'));
                assert!(!chart.subtitle.is_empty());
                assert!(chart.alternative.starts_with(&chart.title));
                drawn.insert(same(&chart.drawn, table));
            }
        }
    }
    assert_eq!(drawn.len(), 4, "{drawn:?}");
}

fn same(drawn: &Drawn, table: &Table) -> &'static str {
    match drawn {
        Drawn::Levels(bars) => {
            assert_eq!(bars.bars.len(), table.rows.len());
            for (at, bar) in bars.bars.iter().enumerate() {
                assert_eq!(bar.label, label(table, at));
                let group = table.rows[at].kind == RowKind::Group;
                assert_eq!(bar.counts.is_empty(), group);
                for (count, cell) in bar.counts.iter().zip(&table.rows[at].cells[1..]) {
                    assert_eq!(figures(cell), Some((*count, None)));
                }
                if !group {
                    assert_eq!(bar.counts.len(), bars.keys.len());
                }
            }
            for (key, column) in bars.keys.iter().zip(&table.columns[1..]) {
                assert_eq!(key.label, column.title);
            }
            "levels"
        }
        Drawn::Heat(heat) => {
            assert_eq!(heat.rows.len(), table.rows.len());
            for (at, row) in heat.rows.iter().enumerate() {
                assert_eq!(row.label, label(table, at));
                assert_eq!(row.total, table.rows[at].kind == RowKind::Total);
                assert_eq!(row.cells.len(), heat.columns.len());
                for (cell, shown) in row.cells.iter().zip(&table.rows[at].cells[1..]) {
                    assert_eq!(figures(shown), Some((cell.count, Some(cell.of))));
                }
            }
            "heat"
        }
        Drawn::Dots(dots) => {
            for dot in &dots.rows {
                let row = (0..table.rows.len()).find(|at| label(table, *at) == dot.label);
                let row = &table.rows[row.unwrap_or_else(|| panic!("no row {}", dot.label))];
                let whole = Some((dot.count, Some(dot.of)));
                assert!(
                    row.cells.iter().any(|cell| figures(cell) == whole),
                    "{dot:?}"
                );
            }
            "dots"
        }
        Drawn::Arrows(arrows) => {
            for (at, arrow) in arrows.rows.iter().enumerate() {
                assert_eq!(arrow.label, label(table, at));
                let cells = &table.rows[at].cells;
                assert_eq!(
                    figures(&cells[1]),
                    Some((arrow.from.count, Some(arrow.from.of)))
                );
                assert_eq!(
                    figures(&cells[2]),
                    Some((arrow.to.count, Some(arrow.to.of)))
                );
            }
            "arrows"
        }
    }
}

/// Hubs stand in the round's order wherever they stand.
#[test]
fn hubs_are_never_ranked() {
    let (made, document) = report("2026-spring", Asked::default());
    let hubs: Vec<&str> = made
        .summary
        .groups
        .iter()
        .map(|g| g.label.as_str())
        .collect();
    let in_order = |labels: Vec<&str>| {
        let met: Vec<&str> = labels
            .into_iter()
            .filter(|label| hubs.contains(label))
            .collect();
        assert!(met.is_empty() || met == hubs, "{met:?}");
        !met.is_empty()
    };
    let mut looked_at = 0;
    for block in &document.blocks {
        let labels = match block {
            Block::Table(table) => table
                .rows
                .iter()
                .filter_map(|row| match &row.cells[0] {
                    Cell::Text(text) => Some(text.as_str()),
                    _ => None,
                })
                .collect(),
            Block::Chart(chart) => match &chart.drawn {
                Drawn::Heat(heat) => heat.rows.iter().map(|row| row.label.as_str()).collect(),
                Drawn::Dots(dots) => dots.rows.iter().map(|row| row.label.as_str()).collect(),
                Drawn::Levels(_) | Drawn::Arrows(_) => continue,
            },
            _ => continue,
        };
        looked_at += usize::from(in_order(labels));
    }
    assert!(looked_at > 10, "{looked_at}");
}

/// Cases whose first audit gave way to an agreed one.
fn agreed_cases(name: &str) -> BTreeSet<String> {
    let mut reader = csv::Reader::from_path(sample(name).join("audits.csv")).unwrap();
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.filter(|row| &row[at("role")] == "agreed")
        .map(|row| row[at("case")].to_owned())
        .collect()
}

#[test]
fn quotes_are_those_with_leave_and_tell_of_nobody() {
    for name in ["2026-spring", "2027-spring"] {
        for hub in [None, Some("harbour")] {
            let asked = Asked {
                hub,
                with_cases: true,
                ..Asked::default()
            };
            let (made, document) = report(name, asked);
            let agreed = agreed_cases(name);
            let allowed: BTreeSet<&str> = made
                .findings
                .iter()
                .filter(|finding| finding.quote_ok)
                .filter(|finding| match finding.role {
                    Role::First => !agreed.contains(&finding.case),
                    Role::Second => false,
                    Role::Agreed => true,
                })
                .filter(|finding| finding.source.unwrap().is_a_voice())
                .map(|finding| finding.text.as_str())
                .collect();
            let cases = std::fs::read_to_string(sample(name).join("cases.csv")).unwrap();
            let names: BTreeSet<String> = cases
                .lines()
                .skip(1)
                .flat_map(|line| {
                    line.split(',')
                        .take(7)
                        .map(str::to_owned)
                        .collect::<Vec<_>>()
                })
                .filter(|name| !name.is_empty())
                .collect();
            let mut quoted = BTreeSet::new();
            for block in &document.blocks {
                let Block::Quote { text, source, .. } = block else {
                    continue;
                };
                assert!(allowed.contains(text.as_str()), "{text}");
                assert!(quoted.insert(text.clone()), "twice: {text}");
                for name in &names {
                    let here = |words: &str| {
                        let mut words = words.split(|c: char| !c.is_alphanumeric() && c != '-');
                        words.any(|word| word == name.as_str())
                    };
                    assert!(!here(text) && !here(source), "{name} in {text} {source}");
                }
            }
            let quotable = made.quotable.unwrap();
            assert_eq!(quotable.quoted, quoted.len() as u64);
            assert_eq!(quotable.quotable, allowed.len() as u64);
            assert!(quotable.themes.iter().all(|theme| theme.quotes.len() <= 4));
            // A report on one hub quotes what the whole round's does: it tells of no hub.
            assert_eq!(report(name, Asked::default()).0.quotable.unwrap(), quotable);
        }
    }
}

#[test]
fn nothing_of_a_case_is_told_unless_cases_are_asked_for() {
    let (made, document) = report("2026-spring", Asked::default());
    let plain = text(&document, 200, false);
    let with = Asked {
        with_cases: true,
        ..Asked::default()
    };
    let (_, document) = report("2026-spring", with);
    let named = markdown(&document);
    let about_cases: Vec<_> = made
        .all_actions
        .iter()
        .filter(|a| a.is_about_a_case())
        .collect();
    assert_eq!(about_cases.len(), 5);
    let squeezed = plain.split_whitespace().collect::<String>();
    for action in about_cases {
        let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
        assert!(!squeezed.contains(&without_spaces(&action.text)));
        assert!(named.contains(&action.text), "{}", action.text);
        assert!(!action.case.is_empty() && named.contains(&action.case));
    }
    assert!(!plain.contains("EH-0"), "a case is named");
    assert!(plain.contains("5 actions are about a single case"));
    let listed = named.matches("\n| EH-").count();
    assert_eq!(
        listed, 65,
        "60 cases, one judged better than a standard allows, and 4 that were not audited"
    );
}

#[test]
fn what_is_critical_and_untold_comes_first() {
    let audits = "case,hub,welcome,handover\nC-1,Ash,Good,Partly\n";
    let report = |more: &str| of_sheet(&format!("{audits}{more}"), TOOL);
    let document = report("").document(&Options::default());
    assert!(matches!(document.blocks[0], Block::Heading { .. }));
    let tool = project().join("samples/2026-spring/tool.toml");
    let folder = folder(&[("a.csv", b"case,hub,harm_acted_on.record\nC-1,Ash,Concern\n")]);
    let made = made(
        &folder.path().join("a.csv"),
        Some(tool.to_str().unwrap()),
        Asked::default(),
    );
    let options = Options {
        sections: vec![Section::Reading],
        ..Options::default()
    };
    for options in [options, Options::default()] {
        let document = made.document(&options);
        let Block::Callout { tone, text } = &document.blocks[0] else {
            panic!("{:?}", document.blocks[0]);
        };
        assert_eq!(*tone, Tone::Attention);
        assert!(text.starts_with("Somebody must be told now: 1 rating"));
    }
}

fn of_sheet(audits: &str, tool: &str) -> Made {
    let folder = folder(&[
        ("audits.csv", audits.as_bytes()),
        ("tool.toml", tool.as_bytes()),
    ]);
    let tool = folder.path().join("tool.toml");
    made(
        &folder.path().join("audits.csv"),
        Some(tool.to_str().unwrap()),
        Asked::default(),
    )
}

/// One hub, one reading, no overall judgement, no findings, no actions.
#[test]
fn a_small_sheet_reads_well() {
    let sheet = "\
case,hub,stage,welcome,handover
C-1,Ash,open,Good,
C-2,Ash,open,Good,
C-3,Ash,open,Partly,
C-4,Ash,stepped,Good,Not yet
C-5,Ash,open,Good,
";
    let document = of_sheet(sheet, TOOL).document(&Options::default());
    insta::assert_snapshot!("small_sheet", markdown(&document));
}

#[test]
fn a_sheet_without_cases_says_so() {
    let made = of_sheet("case,hub,stage,welcome,handover\n", TOOL);
    let document = made.document(&Options::default());
    assert_eq!(document.label, None);
    insta::assert_snapshot!("no_cases", markdown(&document));
}

#[test]
fn sections_title_and_label_are_as_asked() {
    let (made, whole) = report("2026-spring", Asked::default());
    assert_eq!(whole.label.as_deref(), Some(LABEL));
    let headings = |document: &Document| -> Vec<String> {
        let blocks = document.blocks.iter();
        blocks
            .filter_map(|block| match block {
                Block::Heading { level: 1, text } => Some(text.clone()),
                _ => None,
            })
            .collect()
    };
    let options = Options {
        sections: vec![Section::Reading, Section::Actions],
        title: Some("For the board".to_owned()),
        ..Options::default()
    };
    let document = made.document(&options);
    assert_eq!(document.title, "For the board");
    assert_eq!(
        headings(&document),
        ["Actions", "How to read the figures", "What this rests on"]
    );
    // Every section by itself is a part of the whole, in the same order.
    let mut together = Vec::new();
    for section in Section::ALL {
        let options = Options {
            sections: vec![section],
            ..Options::default()
        };
        let mut own = headings(&made.document(&options));
        own.pop();
        together.extend(own);
    }
    together.push("What this rests on".to_owned());
    assert_eq!(together, headings(&whole));
}

#[test]
fn a_look_at_one_domain_and_at_another_grouping_read_well() {
    let domain = Asked {
        domain: Some("impact"),
        ..Asked::default()
    };
    let (_, document) = report("2026-spring", domain);
    let plain = text(&document, 100, false);
    assert!(
        !plain.contains("overall") && !plain.contains("Actions"),
        "{plain}"
    );
    let by = Asked {
        by: Some("interventions"),
        ..Asked::default()
    };
    let (made, document) = report("2026-spring", by);
    let page = words(&first_page(&document));
    assert!(made.summary.grouped_by.overlaps);
    assert!(page.starts_with("The round on one page"), "{page}");
    assert!(
        page.contains("60 cases were audited by 6 auditors"),
        "{page}"
    );
}

/// The actions of a hub's report are the service's and its own.
#[test]
fn a_hubs_actions_are_its_own_and_the_services() {
    let (made, _) = report("2027-spring", of_hub("harbour"));
    let actions = made.actions.unwrap();
    let own = made
        .all_actions
        .iter()
        .filter(|action| fold(&action.hub) == "harbour" || action.hub.is_empty())
        .count();
    assert_eq!(actions.all.all, own as u64);
    assert!(actions.rows.iter().all(|row| row.case.is_none()));
    let hubs: BTreeSet<_> = actions
        .rows
        .iter()
        .filter_map(|row| row.hub.clone())
        .collect();
    assert_eq!(hubs.into_iter().collect::<Vec<_>>(), ["Harbour"]);
    let soonest: Vec<_> = actions
        .rows
        .iter()
        .map(|row| (row.priority, row.due))
        .collect();
    assert!(soonest.is_sorted());
}
