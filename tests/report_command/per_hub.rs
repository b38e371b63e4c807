//! One report per hub: the names of their files, the page that leads to them, and that none
//! tells more than the hub's own.

use std::collections::BTreeSet;
use std::path::Path;

use scraper::{Html, Selector};

use crate::common::round::{files, rows};
use crate::documents::{plain, read};
use crate::figures::json;
use crate::made_up::Words;
use crate::tables::{self, Asked};
use crate::{FORMS, bytes, copy, report, sample};

fn formats() -> String {
    FORMS.join(",")
}

/// The addresses that a page leads to, as names of files.
fn links(html: &[u8]) -> Vec<String> {
    let page = Html::parse_document(std::str::from_utf8(html).unwrap());
    let links = Selector::parse("main a").unwrap();
    page.select(&links)
        .map(|link| {
            let address = link.attr("href").unwrap();
            let name = address.strip_prefix("./").expect("beside the page");
            assert!(
                name.bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"-_.~%".contains(&b))
            );
            decoded(name)
        })
        .collect()
}

fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let digits = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn each_hub_has_its_files_and_the_page_leads_to_every_one() {
    let folder = tempfile::tempdir().unwrap();
    let more = ["--per-hub", "new/hubs", "--format", &formats()];
    let said = report(folder.path(), &sample("2026-spring"), &more);
    assert!(
        said.stderr
            .contains("wrote 32 reports and `new/hubs/index.html`"),
        "{}",
        said.stderr
    );
    let hubs = [
        "ashbrook",
        "birchfield",
        "coppice",
        "eastmoor",
        "fernhill",
        "harbour",
        "millgate",
        "northcroft",
    ];
    let mut wanted: Vec<String> = hubs
        .iter()
        .flat_map(|hub| FORMS.map(|form| format!("2026-spring-{hub}.{form}")))
        .collect();
    let made = files(&folder.path().join("new/hubs"));
    assert_eq!(links(&made["index.html"]), wanted);
    wanted.push("index.html".to_owned());
    assert_eq!(
        made.keys().cloned().collect::<BTreeSet<_>>(),
        wanted.into_iter().collect()
    );
    let index = read(&made["index.html"], "html");
    let cases: Vec<&str> = index.tables[0]
        .rows
        .iter()
        .map(|row| row[1].as_str())
        .collect();
    assert_eq!(cases, ["8", "7", "7", "8", "8", "7", "8", "7"]);
}

#[cfg(unix)]
#[test]
fn everything_written_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let round = Words::usual().write(folder.path());
    report(
        folder.path(),
        &round,
        &["--per-hub", "a/b", "--format", &formats()],
    )
    .fine();
    report(folder.path(), &round, &["-o", "whole.html"]).fine();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for path in ["a", "a/b"] {
        assert_eq!(mode(&folder.path().join(path)), 0o700, "{path}");
    }
    for name in files(&folder.path().join("a/b")).keys() {
        assert_eq!(mode(&folder.path().join("a/b").join(name)), 0o600, "{name}");
    }
    assert_eq!(mode(&folder.path().join("whole.html")), 0o600);
}

#[test]
fn hubs_of_any_name_have_files_of_their_own_that_every_system_takes() {
    let long = "A hub with a name that is long ".repeat(7);
    let labels = [
        "CON".to_owned(),
        "a/b: c*".to_owned(),
        "A B C".to_owned(),
        "a-b (c)".to_owned(),
        "..".to_owned(),
        "Élan & Söhne".to_owned(),
        format!("{long}North"),
        format!("{long}South"),
        "🏠".to_owned(),
    ];
    let mut words = Words::usual();
    let ids = labels
        .iter()
        .enumerate()
        .map(|(nth, label)| (format!("hub_{nth}"), label.clone()));
    words.hubs = ids.collect();
    let folder = tempfile::tempdir().unwrap();
    let round = words.write(folder.path());
    report(
        folder.path(),
        &round,
        &["--per-hub", "hubs", "--format", "html,md"],
    )
    .fine();
    let made = files(&folder.path().join("hubs"));
    assert_eq!(made.len(), 2 * labels.len() + 1);
    let links = links(&made["index.html"]);
    let names: BTreeSet<String> = links.iter().map(|link| link.to_lowercase()).collect();
    assert_eq!(
        names.len(),
        2 * labels.len(),
        "no two names are one where case is not told apart"
    );
    for link in &links {
        assert!(made.contains_key(link), "{link}");
        let (stem, _) = link.rsplit_once('.').unwrap();
        assert!(link.chars().count() <= 100, "{link}");
        assert!(
            !stem.contains(|c: char| !c.is_alphanumeric() && c != '-'),
            "{link}"
        );
        assert!(stem.starts_with("trial-1"), "{link}");
    }
    assert!(names.contains("trial-1-con.html"), "{names:?}");
    // Each page is on the hub that its line names.
    let index = read(&made["index.html"], "html");
    for (row, label) in index.tables[0].rows.iter().zip(&labels) {
        assert_eq!(row[0], plain(label));
        let page = read(&made[&row[3]], "html");
        let title = format!("Spring: case audit report for {}", plain(label));
        assert!(page.words.contains(&title), "{}", row[3]);
    }
}

#[test]
fn a_hubs_report_has_the_figures_of_that_hub_alone() {
    let folder = tempfile::tempdir().unwrap();
    let round = sample("2027-spring");
    report(
        folder.path(),
        &round,
        &["--per-hub", "hubs", "--format", &formats()],
    )
    .fine();
    let made = files(&folder.path().join("hubs"));
    for hub in ["ashbrook", "millgate"] {
        let should = tables::all(
            &json("2027-spring", &["--hub", hub]),
            &round,
            Asked::default(),
        );
        for form in FORMS {
            let name = format!("2027-spring-{hub}.{form}");
            assert_eq!(
                made[&name],
                bytes(folder.path(), &round, form, &["--hub", hub]),
                "{name}"
            );
            let is = read(&made[&name], form).tables;
            assert_eq!(is.len(), should.len(), "{name}");
            for (is, should) in is.iter().zip(&should) {
                assert_eq!(is.rows, should.rows, "{name}: {}", is.section);
            }
        }
    }
}

/// Quotes are of the whole round in every report, so that no hub's own are told.
#[test]
fn quotes_never_tell_the_hub_that_they_are_from() {
    let folder = tempfile::tempdir().unwrap();
    let round = sample("2026-spring");
    report(
        folder.path(),
        &round,
        &["--per-hub", "hubs", "--format", "md", "--sections", "words"],
    )
    .fine();
    let made = files(&folder.path().join("hubs"));
    let quoted = |words: &str| -> Vec<String> {
        let findings = rows(&round.join("findings.csv"));
        let texts = findings.into_iter().map(|row| plain(&row["text"]));
        texts
            .filter(|text| words.contains(&format!("“{text}”")))
            .collect()
    };
    let whole = read(
        &bytes(folder.path(), &round, "md", &["--sections", "words"]),
        "md",
    )
    .words;
    let whole = quoted(&whole);
    assert!(whole.len() > 5);
    for (name, bytes) in made.iter().filter(|(name, _)| name.contains(".md")) {
        assert_eq!(quoted(&read(bytes, "md").words), whole, "{name}");
    }
}

#[test]
fn a_folder_that_is_a_file_and_places_of_a_round_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let round = copy("2026-spring", folder.path());
    std::fs::write(folder.path().join("taken"), "words").unwrap();
    // The first run tidies nothing up, so what stands there now stays.
    report(
        folder.path(),
        &round,
        &["-o", "first.md", "--sections", "audited"],
    )
    .fine();
    let before = files(folder.path());
    let inside = |name: &str| round.join(name).to_str().unwrap().to_owned();
    let places = [
        "taken".to_owned(),
        inside("drafts"),
        inside("drafts/below"),
        inside(".commit"),
        inside("last_written"),
    ];
    for place in places {
        let ran = report(
            folder.path(),
            &round,
            &["--per-hub", &place, "--format", "html"],
        );
        assert_eq!(ran.code, 2, "{place}: {}", ran.stderr);
        assert_eq!(files(folder.path()), before, "{place}");
        let made = Path::new(&place).is_dir();
        assert!(!made, "{place} was made");
    }
}

#[test]
fn what_has_no_sense_together_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for more in [
        &["--per-hub", "d", "--format", "html", "--by", "stage"][..],
        &["--per-hub", "e/../d", "--format", "html"],
        &["-o", "x.docx", "--format", "html"],
        &["-o", "x.html", "--sections", "cases"],
        &["--per-hub", "d", "--format", "html", "-o", "x.html"],
        &["-o", "x.html", "--format", "html,md"],
        &[],
    ] {
        let ran = report(folder.path(), &sample("2026-spring"), more);
        assert_eq!(ran.code, 2, "{more:?}");
        assert!(
            ran.stderr.starts_with("error: "),
            "{more:?}: {}",
            ran.stderr
        );
        assert!(files(folder.path()).is_empty(), "{more:?}");
    }
}

#[test]
fn reports_of_an_earlier_run_that_the_page_no_longer_leads_to_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let round = sample("ilacs-latest");
    let all = ["--per-hub", "hubs", "--format", "md"];
    let said = report(folder.path(), &round, &all);
    assert!(!said.stderr.contains("other report"), "{}", said.stderr);
    let one = [&all[..], &["--hub", "London"]].concat();
    let said = report(folder.path(), &round, &one);
    let told = "`hubs` holds 8 other reports, of an earlier run";
    assert!(said.stderr.contains(told), "{}", said.stderr);
}
