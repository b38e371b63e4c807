//! Every table that a comparison should have, made of its JSON alone.

mod waits;

use serde_json::Value;

use crate::documents::Table;
use crate::wording::{Share, count as whole, list, number, p, upper_first, words};

/// How the comparison was asked for, as far as it changes tables.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// Are there charts, with a table of their own for each domain?
    pub charts: bool,
    pub explain: bool,
    pub cases: bool,
    /// The label of the one hub that is shown; blank for all.
    pub hub: &'static str,
    pub percent_from: u64,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            charts: false,
            explain: false,
            cases: false,
            hub: "",
            percent_from: 10,
        }
    }
}

/// "6 of 8"; a dash for a part of nothing.
pub fn share(value: &Value) -> String {
    if value.is_null() {
        return "–".to_owned();
    }
    Share::of(value).told()
}

fn of(count: u64, of: u64) -> String {
    Share { count, of }.told()
}

fn counted(value: &Value) -> String {
    whole(number(value))
}

/// With its percentage, where there are enough cases.
fn percent(value: &Value, from: u64) -> String {
    let (count, all) = (number(&value["count"]), number(&value["of"]));
    if all == 0 || all < from {
        return share(value);
    }
    // Whole percentages, halves up: in whole numbers, so that no half is lost.
    let rounded = (count * 200 + all) / (all * 2);
    let rounded = match rounded {
        0 if count > 0 => "<1".to_owned(),
        100 if count < all => ">99".to_owned(),
        rounded => rounded.to_string(),
    };
    format!("{} ({rounded} %)", share(value))
}

/// Whole points with a sign, halves away from nothing.
fn points(value: &Value) -> String {
    let digits = format!("{:.0}", value.as_f64().unwrap() * 1e12);
    let exact: i128 = digits.parse().unwrap();
    let points = (exact.abs() + 5_000_000_000) / 10_000_000_000;
    match (points, exact < 0) {
        (0, _) => "0".to_owned(),
        (points, true) => format!("−{points}"),
        (points, false) => format!("+{points}"),
    }
}

fn difference(row: &Value, from: u64) -> String {
    let enough = ["before", "after"]
        .iter()
        .all(|when| number(&row[when]["working"]["of"]) >= from);
    let change = &row["difference"];
    if change.is_null() || !enough {
        return "–".to_owned();
    }
    let told = ["value", "low", "high"].map(|name| points(&change[name]));
    format!("{} ({} to {})", told[0], told[1], told[2])
}

fn verdict(test: &Value) -> String {
    if test.is_null() {
        return "–".to_owned();
    }
    match test["verdict"].as_str().unwrap() {
        "improved" => "▲ improved",
        "declined" => "▼ declined",
        "no_clear_change" => "· no clear change",
        "too_few" => "· too few to say",
        other => panic!("no verdict: {other}"),
    }
    .to_owned()
}

fn adjusted(test: &Value) -> String {
    if test.is_null() {
        return "–".to_owned();
    }
    p(&test["p_adjusted"])
}

/// What something is called now, or was last.
fn name(names: &Value) -> String {
    let now = [&names["after"], &names["before"]];
    let shown = now.into_iter().find(|name| !name.is_null());
    shown.map_or_else(|| "No theme given".to_owned(), |name| words(&name["title"]))
}

struct Made<'a> {
    practice: &'a Value,
    asked: Asked,
    before: String,
    after: String,
    section: String,
    tables: Vec<Table>,
}

/// All tables, in the order of the document, but for those on the tool.
pub fn all(json: &Value, asked: Asked) -> Vec<Table> {
    let practice = &json["practice"];
    let title = |when: &str| practice[when]["round"]["title"].as_str().map(str::to_owned);
    let (before, after) = match (title("before"), title("after")) {
        (Some(before), Some(after)) if before != after => (before, after),
        _ => ("Before".to_owned(), "After".to_owned()),
    };
    let mut made = Made {
        practice,
        asked,
        before,
        after,
        section: String::new(),
        tables: Vec::new(),
    };
    made.sample();
    made.all_cases();
    made.same_cases();
    made.overall();
    waits::add(&mut made);
    made.gaps();
    made.measures();
    made.themes();
    made.actions();
    if asked.charts && asked.hub.is_empty() {
        made.section = format!("Every {} and domain", made.group());
        made.hub_table();
    }
    made.tables
}

impl Made<'_> {
    fn add(&mut self, caption: impl Into<String>, header: &[&str], rows: Vec<Vec<String>>) {
        for row in &rows {
            assert_eq!(row.len(), header.len(), "{header:?}\n{row:?}");
        }
        self.tables.push(Table {
            section: self.section.clone(),
            caption: caption.into(),
            header: header.iter().map(|&title| title.to_owned()).collect(),
            rows,
        });
    }

    fn group(&self) -> String {
        words(&self.practice["group"])
    }

    fn section(&mut self, title: &str) {
        title.clone_into(&mut self.section);
    }

    fn beside(&self) -> bool {
        self.practice["sample"]["record_beside"] == true
    }

    fn sample(&mut self) {
        self.section("Are the two samples alike?");
        let sample = &self.practice["sample"];
        let mut rows = Vec::new();
        for hub in list(&sample["hubs"]) {
            let cases = |when: &str| {
                if hub["names"][when].is_null() {
                    "–".to_owned()
                } else {
                    counted(&hub[format!("cases_{when}")])
                }
            };
            rows.push(vec![name(&hub["names"]), cases("before"), cases("after")]);
        }
        rows.push(vec![
            "All cases".to_owned(),
            counted(&sample["cases_before"]),
            counted(&sample["cases_after"]),
        ]);
        let held = |when: &str| {
            let counts = &sample[format!("discussions_{when}")];
            let [held, not, unsaid] = ["held", "not_held", "unsaid"].map(|n| number(&counts[n]));
            (held + not > 0).then(|| of(held, held + not + unsaid))
        };
        let auditors = |when: &str| {
            let auditors = &sample["auditors"];
            let all = number(&auditors["both"]) + number(&auditors[format!("{when}_only")]);
            (all > 0).then(|| whole(all))
        };
        let dash = |cell: Option<String>| cell.unwrap_or_else(|| "–".to_owned());
        for (label, old, new) in [
            ("Discussions held", held("before"), held("after")),
            ("Auditors", auditors("before"), auditors("after")),
        ] {
            if old.is_some() || new.is_some() {
                rows.push(vec![label.to_owned(), dash(old), dash(new)]);
            }
        }
        let (group, before, after) = (
            upper_first(&self.group()),
            self.before.clone(),
            self.after.clone(),
        );
        self.add("Cases audited", &[&group, &before, &after], rows);
    }

    fn with_record(&self, header: &mut Vec<String>) {
        if self.asked.explain {
            header.push("What would have been clear".to_owned());
        }
        if self.beside() {
            header.push("By the record alone".to_owned());
        }
    }

    fn all_cases(&mut self) {
        self.section("Practice: all cases");
        let domains = list(&self.practice["domains"]);
        let (before, after) = (self.before.clone(), self.after.clone());
        let mut header = vec!["Domain", &before, &after, "What it says", "Adjusted p"];
        if self.beside() {
            header.push("By the record alone");
        }
        let rows = domains.iter().map(|domain| {
            let shares = &domain["shares"];
            let mut row = vec![
                name(&domain["domain"]),
                share(&shares["before"]["working"]),
                share(&shares["after"]["working"]),
                verdict(&shares["test"]),
                adjusted(&shares["test"]),
            ];
            if self.beside() {
                row.push(verdict(&domain["record"]["test"]));
            }
            row
        });
        self.add("Working ratings by domain", &header, rows.collect());
        if !self.asked.hub.is_empty() {
            self.hub_table();
        }
        self.standards();
    }

    fn hub_table(&mut self) {
        let mut rows = Vec::new();
        for domain in list(&self.practice["domains"]) {
            let hubs = list(&domain["hubs"]).iter();
            let shown =
                hubs.filter(|hub| self.asked.hub.is_empty() || name(&hub["hub"]) == self.asked.hub);
            let shown: Vec<Vec<String>> = shown
                .map(|hub| {
                    let shares = &hub["shares"];
                    vec![
                        name(&hub["hub"]),
                        share(&shares["before"]["working"]),
                        share(&shares["after"]["working"]),
                        verdict(&shares["test"]),
                    ]
                })
                .collect();
            if !shown.is_empty() {
                rows.push(heading(name(&domain["domain"]), 4));
                rows.extend(shown);
            }
        }
        let (group, before, after) = (self.group(), self.before.clone(), self.after.clone());
        self.add(
            format!("Working ratings by domain and {group}"),
            &[&upper_first(&group), &before, &after, "What it says"],
            rows,
        );
    }

    fn standards(&mut self) {
        let from = self.asked.percent_from;
        let (before, after) = (self.before.clone(), self.after.clone());
        let mut header = [
            "Standard",
            &before,
            &after,
            "Change, in points",
            "What it says",
            "Adjusted p",
        ]
        .map(str::to_owned)
        .to_vec();
        self.with_record(&mut header);
        let row = |standard: &Value| {
            let test = &standard["test"];
            let mut row = vec![
                name(&standard["standard"]),
                percent(&standard["before"]["working"], from),
                percent(&standard["after"]["working"], from),
                difference(standard, from),
                verdict(test),
                adjusted(test),
            ];
            if self.asked.explain {
                let needed = &test["needed"];
                let all = &standard["after"]["working"]["of"];
                let all = number(all);
                row.push(clear(
                    needed,
                    |count| edge(count, all, &format!("of {all}"), "more"),
                    |count| edge(count, 0, &format!("of {all}"), "fewer"),
                    "no count of these cases",
                ));
            }
            if self.beside() {
                row.push(verdict(&standard["record"]["test"]));
            }
            row
        };
        let standards = list(&self.practice["standards"]);
        let mut together = Vec::new();
        let mut apart = Vec::new();
        for domain in list(&self.practice["domains"]) {
            let of = standards.iter().filter(|standard| {
                let id = &standard["standard"]["after"]["id"];
                standard["footing"] == "compared"
                    && list(&domain["standards"]).iter().any(|of| &of["id"] == id)
            });
            let rows: Vec<Vec<String>> = of.map(row).collect();
            let title = name(&domain["domain"]);
            if rows.is_empty() {
                continue;
            }
            together.push(heading(title.clone(), header.len()));
            together.extend(rows.iter().cloned());
            apart.push((
                format!("{title}: cases in which each standard is working"),
                rows,
            ));
        }
        let header: Vec<&str> = header.iter().map(String::as_str).collect();
        if self.asked.charts {
            for (caption, rows) in apart {
                self.add(caption, &header, rows);
            }
        } else {
            self.add("Cases in which each standard is working", &header, together);
        }
        let beside = standards.iter().filter(|s| s["footing"] == "side_by_side");
        let rows: Vec<Vec<String>> = beside
            .map(|standard| {
                vec![
                    name(&standard["standard"]),
                    percent(&standard["before"]["working"], from),
                    percent(&standard["after"]["working"], from),
                ]
            })
            .collect();
        if !rows.is_empty() {
            self.add("", &["Standard", &before, &after], rows);
        }
    }

    fn same_cases(&mut self) {
        self.section("Practice: the same cases");
        let same = &self.practice["same_cases"];
        if same.is_null() || same["cases"] == 0 {
            return;
        }
        let pairs = |row: &Value, what: &[&str]| {
            what.iter()
                .map(|name| counted(&row["counts"][*name]))
                .collect::<Vec<_>>()
        };
        let ends = |row: &Value, record: &Value| {
            let mut out = vec![verdict(&row["test"]), adjusted(&row["test"])];
            if self.asked.explain {
                let [up, same, down] = ["up", "same", "down"].map(|n| number(&row["counts"][n]));
                out.push(clear(
                    &row["test"]["needed"],
                    |count| edge(count, up + same, "up", "more"),
                    |count| edge(count, down + same, "down", "more"),
                    "no number of these cases",
                ));
            }
            if self.beside() {
                out.push(verdict(record));
            }
            out
        };
        let mut header = same_head("Domain");
        self.with_record(&mut header);
        let mut rows = Vec::new();
        for domain in list(&same["domains"]) {
            let by_record = &domain["record"];
            let by_record = by_record.get(1).unwrap_or(&by_record["test"]);
            let moved = pairs(domain, &["up", "same", "down"]);
            let all: u64 = ["up", "same", "down"]
                .iter()
                .map(|name| number(&domain["counts"][*name]))
                .sum();
            rows.push(
                [
                    vec![name(&domain["domain"]), whole(all)],
                    moved,
                    ends(domain, by_record),
                ]
                .concat(),
            );
        }
        let mut second = same_head("Standard");
        self.with_record(&mut second);
        second.extend(
            ["Became evidenced", "No longer evidenced", "Gained", "Lost"].map(str::to_owned),
        );
        let row = |label: String, row: &Value, record: &Value| {
            let beside = ["became_evidenced", "no_longer_evidenced", "gained", "lost"];
            [
                vec![label],
                pairs(row, &["pairs", "up", "same", "down"]),
                ends(row, record),
                pairs(row, &beside),
            ]
            .concat()
        };
        let mut standards = Vec::new();
        for standard in list(&same["standards"]) {
            let record = &standard["record"]["test"];
            standards.push(row(name(&standard["standard"]), standard, record));
        }
        if !same["overall"].is_null() {
            let label = "The overall judgement".to_owned();
            standards.push(row(label, &same["overall"], &Value::Null));
        }
        let hubs = self.same_hubs(same);
        let heads: Vec<&str> = header.iter().map(String::as_str).collect();
        self.add("The same cases by domain", &heads, rows);
        let heads: Vec<&str> = second.iter().map(String::as_str).collect();
        self.add("The same cases by standard", &heads, standards);
        let group = self.group();
        if !self.asked.hub.is_empty() {
            self.add(
                format!("The same cases by domain and {group}"),
                &[&upper_first(&group), "Up", "Same", "Down"],
                hubs,
            );
        }
        if self.asked.cases {
            self.moved(same);
        }
    }

    fn moved(&mut self, same: &Value) {
        let moved: Vec<Vec<String>> = list(&same["standards"])
            .iter()
            .filter(|standard| !standard["moved"].is_null())
            .map(|standard| {
                let cases = |way: &str| {
                    let cases = list(&standard["moved"][way]).iter().map(words);
                    cases.collect::<Vec<_>>().join(", ")
                };
                vec![name(&standard["standard"]), cases("up"), cases("down")]
            })
            .filter(|row| !(row[1].is_empty() && row[2].is_empty()))
            .collect();
        let which = if self.asked.hub.is_empty() {
            "by standard".to_owned()
        } else {
            format!("by standard, every {}", self.group())
        };
        self.add(
            format!("Cases that moved, {which}"),
            &["Standard", "Up", "Down"],
            moved,
        );
    }

    fn same_hubs(&self, same: &Value) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        for domain in list(&same["domains"]) {
            rows.push(heading(name(&domain["domain"]), 4));
            for hub in list(&domain["hubs"]) {
                if name(&hub["hub"]) == self.asked.hub {
                    let counts = ["up", "same", "down"].map(|n| counted(&hub["counts"][n]));
                    rows.push([vec![name(&hub["hub"])], counts.to_vec()].concat());
                }
            }
        }
        rows
    }

    fn overall(&mut self) {
        self.section("The overall judgement");
        let overall = &self.practice["overall"];
        if overall.is_null() {
            return;
        }
        let (old, new) = (&overall["before"], &overall["after"]);
        let count = |levels: &Value, id: &Value| {
            let level = list(levels).iter().find(|level| &level["id"] == id);
            level.map_or_else(|| "–".to_owned(), |level| counted(&level["count"]))
        };
        let later = list(&new["levels"]);
        let gone = list(&old["levels"])
            .iter()
            .filter(|level| !later.iter().any(|other| other["id"] == level["id"]));
        let mut rows: Vec<Vec<String>> = later
            .iter()
            .chain(gone)
            .map(|level| {
                vec![
                    words(&level["label"]),
                    count(&old["levels"], &level["id"]),
                    count(&new["levels"], &level["id"]),
                ]
            })
            .collect();
        for (label, field) in [("Not applicable", "not_applicable"), ("Missing", "missing")] {
            let cells = [old, new].map(|figures| number(&figures["ledger"][field]));
            if cells != [0, 0] {
                rows.push([vec![label.to_owned()], cells.map(whole).to_vec()].concat());
            }
        }
        let (before, after) = (self.before.clone(), self.after.clone());
        self.add(
            "How cases are judged overall",
            &["Level", &before, &after],
            rows,
        );
        let working: Vec<String> = later
            .iter()
            .filter(|level| level["standing"] == "working")
            .map(|level| words(&level["label"]).to_lowercase())
            .collect();
        let from = self.asked.percent_from;
        let row = vec![
            "All cases".to_owned(),
            percent(&old["working"], from),
            percent(&new["working"], from),
            difference(overall, from),
            verdict(&overall["test"]),
            adjusted(&overall["test"]),
        ];
        self.add(
            format!("Judged {}", working.join(" or ")),
            &[
                "Cases",
                &before,
                &after,
                "Change, in points",
                "What it says",
                "p",
            ],
            vec![row],
        );
    }

    fn gaps(&mut self) {
        self.section("Good work, thin record");
        let gaps = &self.practice["gaps"];
        if gaps.is_null() {
            return;
        }
        let cells = |row: &Value| {
            ["before", "after"]
                .iter()
                .flat_map(|when| {
                    let counts = &row[*when];
                    ["record_working", "discussion_working"]
                        .map(|name| of(number(&counts[name]), number(&counts["pairs"])))
                })
                .collect::<Vec<_>>()
        };
        let mut rows: Vec<Vec<String>> = list(&gaps["standards"])
            .iter()
            .filter(|row| {
                ["before", "after"]
                    .iter()
                    .any(|when| row[*when]["pairs"] != 0)
            })
            .map(|row| [vec![name(&row["standard"])], cells(row)].concat())
            .collect();
        rows.push([vec!["All compared standards".to_owned()], cells(gaps)].concat());
        let header = [
            "Standard".to_owned(),
            format!("{}: record", self.before),
            format!("{}: discussion", self.before),
            format!("{}: record", self.after),
            format!("{}: discussion", self.after),
        ];
        let header: Vec<&str> = header.iter().map(String::as_str).collect();
        self.add(
            "Working by the record, and after the discussion",
            &header,
            rows,
        );
    }

    fn measures(&mut self) {
        self.section("Distance travelled");
        for measure in list(&self.practice["measures"]) {
            let after = &measure["after"];
            let caption = match after["asked_of"].as_str() {
                Some(who) => format!("{} (asked of the {who})", words(&after["title"])),
                None => words(&after["title"]),
            };
            let short = |value: &Value| {
                let one = format!("{:.1}", value.as_f64().unwrap());
                one.strip_suffix(".0").map_or(one.clone(), str::to_owned)
            };
            let row = |round: &str, measure: &Value| {
                let middle = if measure["median_start"].is_null() {
                    "–".to_owned()
                } else {
                    format!(
                        "{} → {}",
                        short(&measure["median_start"]),
                        short(&measure["median_now"])
                    )
                };
                let counts = ["pairs", "better", "same", "worse"].map(|n| counted(&measure[n]));
                [vec![round.to_owned()], counts.to_vec(), vec![middle]].concat()
            };
            let rows = vec![
                row(&self.before, &measure["before"]),
                row(&self.after, after),
            ];
            self.add(
                caption,
                &[
                    "Round",
                    "Cases with both",
                    "Better",
                    "Same",
                    "Worse",
                    "Median, start → now",
                ],
                rows,
            );
        }
    }

    fn themes(&mut self) {
        self.section("Themes in the findings");
        let rows = list(&self.practice["themes"]["rows"]);
        let header = [
            "Theme".to_owned(),
            format!("{}: cases", self.before),
            format!("{}: cases", self.after),
            "What it says".to_owned(),
            "Adjusted p".to_owned(),
        ];
        let header: Vec<&str> = header.iter().map(String::as_str).collect();
        for (kind, caption) in [
            ("working", "Working"),
            ("improve", "To improve"),
            ("not_working", "Not working"),
        ] {
            let of = rows.iter().filter(|row| row["kind"] == kind);
            let of: Vec<Vec<String>> = of
                .map(|row| {
                    let trend = row["trend"].as_str().map_or("–", |trend| match trend {
                        "rose" => "· rose",
                        "faded" => "· faded",
                        "no_clear_change" => "· no clear change",
                        "too_few" => "· too few to say",
                        other => panic!("no trend: {other}"),
                    });
                    vec![
                        name(&row["theme"]),
                        share(&row["before"]["cases"]),
                        share(&row["after"]["cases"]),
                        trend.to_owned(),
                        p(&row["p_adjusted"]),
                    ]
                })
                .collect();
            if !of.is_empty() {
                self.add(caption, &header, of);
            }
        }
    }

    fn actions(&mut self) {
        self.section("Did it help?");
        let rows: Vec<Vec<String>> = list(&self.practice["helped"]["actions"])
            .iter()
            .map(|action| {
                let named = |field: &str| action[field].as_str().map(str::to_owned);
                let whom = match action["level"].as_str().unwrap() {
                    "case" => named("case").unwrap_or_else(|| "a case".to_owned()),
                    "hub" => named("hub").unwrap_or_else(|| format!("a {}", self.group())),
                    _ => "the service".to_owned(),
                };
                let came = match action["status"].as_str().unwrap() {
                    "done" if action["with_evidence"] == true => "done, with evidence",
                    "done" => "done, nothing shows it",
                    "not_done" => "closed without being done",
                    "carried" => "carried on",
                    _ => "open",
                };
                let standard = &action["standard"];
                let (title, moved) = if standard.is_null() {
                    ("–".to_owned(), "–".to_owned())
                } else {
                    let whose = waits::whose(action, standard, &self.group());
                    (name(&standard["standard"]), whose)
                };
                vec![words(&action["text"]), whom, came.to_owned(), title, moved]
            })
            .collect();
        if !rows.is_empty() {
            self.add(
                "",
                &[
                    "What was to be done",
                    "For",
                    "What came of it",
                    "Its standard",
                    "What moved",
                ],
                rows,
            );
        }
    }
}

/// What came of a standard that an action or a focus was about, where it has figures.
pub fn moved(standard: &Value) -> String {
    let word = |verdict: &Value| {
        let test = serde_json::json!({ "verdict": verdict });
        self::verdict(&test).chars().skip(2).collect::<String>()
    };
    let why = match standard["all_cases_why_not"].as_str() {
        None => word(&standard["all_cases"]),
        Some("retired") => "the later tool has it no more".to_owned(),
        Some("meaning_changed") => "its meaning changed, so there is no verdict".to_owned(),
        Some("not_compared") => "it is not compared".to_owned(),
        Some("no_ratings") => "a round has no ratings of it".to_owned(),
        Some(other) => panic!("no reason: {other}"),
    };
    if standard["before"].is_null() || standard["after"].is_null() {
        return why;
    }
    let mut out = format!(
        "{} before, {} after: {why}",
        share(&standard["before"]),
        share(&standard["after"]),
    );
    if !standard["same_cases"].is_null() {
        out.push_str(&format!(
            "; in the same cases {} up, {} down: {}",
            standard["pairs"]["up"],
            standard["pairs"]["down"],
            word(&standard["same_cases"])
        ));
    }
    out
}

/// The first columns of a table of the same cases.
fn same_head(first: &str) -> Vec<String> {
    let counts = ["Cases", "Up", "Same", "Down", "What it says", "Adjusted p"];
    let all = [first].into_iter().chain(counts);
    all.map(str::to_owned).collect()
}

fn heading(title: String, width: usize) -> Vec<String> {
    let mut row = vec![title];
    row.resize(width, String::new());
    row
}

/// "12 up or more"; at the edge of what could be, that alone.
fn edge(count: u64, edge: u64, what: &str, beyond: &str) -> String {
    if count == edge {
        format!("only {count} {what}")
    } else {
        format!("{count} {what} or {beyond}")
    }
}

fn clear(
    needed: &Value,
    up: impl Fn(u64) -> String,
    down: impl Fn(u64) -> String,
    none: &str,
) -> String {
    if needed.is_null() {
        return "–".to_owned();
    }
    let up = needed["improved"].as_u64().map(up);
    let down = needed["declined"].as_u64().map(down);
    let told: Vec<String> = up.into_iter().chain(down).collect();
    if told.is_empty() {
        none.to_owned()
    } else {
        told.join("; ")
    }
}
