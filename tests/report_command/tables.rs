//! Every table that a report should have, made of the summary's JSON, and of the round's
//! own actions, which stand in no summary.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::common::round::rows;
use crate::documents::Table;
use crate::wording::{
    Share, count, day, estimate, list, lower_first, number, p, short, upper_first, words,
};

/// What is asked for, as far as it changes tables.
#[derive(Default, Clone, Copy)]
pub struct Asked {
    pub with_cases: bool,
}

struct Made<'a> {
    json: &'a Value,
    section: String,
    tables: Vec<Table>,
}

/// All tables, in the order of the report.
pub fn all(json: &Value, round: &Path, asked: Asked) -> Vec<Table> {
    let mut made = Made {
        json,
        section: String::new(),
        tables: Vec::new(),
    };
    made.audited();
    made.listed(round, asked);
    made.working();
    made.standards();
    made.differences();
    made.discussion();
    if !made.narrowed() {
        made.overall(asked);
        made.measures();
        made.themes();
        made.actions(round, asked);
        made.facts();
        made.cases(round, asked);
    }
    made.tables
}

impl Made<'_> {
    fn add(&mut self, caption: impl Into<String>, header: Vec<String>, rows: Vec<Vec<String>>) {
        for row in &rows {
            assert_eq!(row.len(), header.len(), "{header:?}\n{row:?}");
        }
        self.tables.push(Table {
            section: self.section.clone(),
            caption: caption.into(),
            header,
            rows,
        });
    }

    fn section(&mut self, title: impl Into<String>) {
        self.section = title.into();
    }

    fn narrowed(&self) -> bool {
        let scope = &self.json["scope"];
        !list(&scope["domains"]).is_empty() || !list(&scope["standards"]).is_empty()
    }

    fn from(&self) -> u64 {
        number(&self.json["scope"]["percent_from"])
    }

    fn word(&self) -> String {
        let by = &self.json["grouped_by"];
        if by["is_fact"] == true {
            "group".to_owned()
        } else {
            words(&by["label"])
        }
    }

    fn by(&self) -> String {
        upper_first(&words(&self.json["grouped_by"]["label"]))
    }

    fn labels(&self) -> Vec<String> {
        let groups = list(&self.json["groups"]).iter();
        groups.map(|group| words(&group["label"])).collect()
    }

    /// The row of all groups together.
    fn together(&self) -> String {
        if list(&self.json["scope"]["groups"]).is_empty() {
            format!("All {}s", self.word())
        } else {
            format!("The {}s shown", self.word())
        }
    }

    /// The row of everybody else, where one group alone is looked at.
    fn others(&self) -> Option<String> {
        let one = list(&self.json["scope"]["groups"]).len() == 1;
        let apart = self.json["grouped_by"]["overlaps"] == false;
        (one && apart).then(|| format!("All other {}s", self.word()))
    }

    /// Rows by group, then the one of all, where there are several.
    fn by_group<T>(
        &self,
        groups: &[T],
        all: &T,
        always: bool,
        cells: impl Fn(&T) -> Vec<String>,
    ) -> Vec<Vec<String>> {
        self.by_group_and_whole(groups, (all, None), always, cells)
    }

    /// The same, and last the whole round, where only some groups are shown.
    fn by_group_and_whole<T>(
        &self,
        groups: &[T],
        (all, whole): (&T, Option<&T>),
        always: bool,
        cells: impl Fn(&T) -> Vec<String>,
    ) -> Vec<Vec<String>> {
        let labels = self.labels();
        assert_eq!(labels.len(), groups.len());
        let several = labels.len() > 1;
        let together = (several || (always && whole.is_none())).then(|| (self.together(), all));
        let whole = whole.map(|whole| ("The whole round".to_owned(), whole));
        labels
            .into_iter()
            .zip(groups)
            .chain(together)
            .chain(whole)
            .map(|(label, group)| [vec![label], cells(group)].concat())
            .collect()
    }

    fn audited(&mut self) {
        self.section("What was audited");
        let audited = &self.json["audited"];
        let groups: Vec<Value> = list(&audited["groups"]).to_vec();
        let all = &audited["all"];
        let planned = groups
            .iter()
            .chain([all])
            .any(|group| !group["planned"].is_null());
        let auditors = number(&all["auditors"]) > 0;
        let twice = self.json["tool"]["rates_twice"] == true;
        let mut header = vec![self.by(), "Cases audited".to_owned()];
        for (is, title) in [
            (planned, "Planned"),
            (auditors, "Auditors"),
            (twice, "Discussions held"),
        ] {
            header.extend(is.then(|| title.to_owned()));
        }
        let cells = |group: &Value| {
            let of = |name: &str| group[name].as_u64().map_or("–".to_owned(), count);
            let mut out = vec![of("cases")];
            out.extend(planned.then(|| of("planned")));
            out.extend(auditors.then(|| of("auditors")));
            out.extend(twice.then(|| {
                let held = Share {
                    count: number(&group["held"]),
                    of: number(&group["cases"]),
                };
                held.told()
            }));
            out
        };
        let mut rows = self.by_group(&groups, all, false, cells);
        if !audited["whole_round"].is_null() {
            let whole = cells(&audited["whole_round"]);
            rows.push([vec!["The whole round".to_owned()], whole].concat());
        }
        self.add("", header, rows);
    }

    /// The round's own case list: its audits say which cases are done.
    fn listed(&mut self, round: &Path, asked: Asked) {
        let file = round.join("cases.csv");
        if !file.exists() || !list(&self.json["scope"]["groups"]).is_empty() {
            return;
        }
        let audits = rows(&round.join("audits.csv"));
        let done = |case: &str| {
            let mut of = audits.iter().filter(|audit| audit["case"] == case);
            of.any(|audit| audit["role"] != "second")
        };
        let (mut left, mut stand, mut not) = (0, 0, 0);
        for case in rows(&file) {
            match case["status"].as_str() {
                _ if done(&case["case"]) => stand += 1,
                "not_audited" => not += 1,
                _ => left += 1,
            }
        }
        let all = left + stand + not;
        let told = [
            ("Not begun", left),
            ("Done", stand),
            ("Not to be audited", not),
            ("All on the list", all),
        ];
        let told = told.into_iter().filter(|(_, cases)| *cases > 0);
        let rows = told.map(|(label, cases)| vec![label.to_owned(), count(cases)]);
        let header = ["Where they stand", "Cases"].map(str::to_owned).to_vec();
        self.add("Where the cases on the list stand", header, rows.collect());
        if asked.with_cases && not > 0 {
            // Its rows are for another test.
            let header = vec!["Case".to_owned(), self.by(), "Why".to_owned()];
            self.add("Cases not to be audited", header, Vec::new());
        }
    }

    fn working(&mut self) {
        self.section("What is working well");
        let domains = list(&self.json["domains"]);
        let mut header = vec![self.by()];
        header.extend(domains.iter().map(|domain| words(&domain["title"])));
        let mut rows = Vec::new();
        for (at, label) in self.labels().into_iter().enumerate() {
            let cells = domains.iter().map(|domain| {
                let cell = &domain["groups"][at];
                let sign = match cell["test"]["verdict"].as_str() {
                    Some("stands_out_up") => "▲ ",
                    Some("stands_out_down") => "▼ ",
                    _ => "",
                };
                format!("{sign}{}", Share::of(&cell["working"]).told())
            });
            rows.push([label].into_iter().chain(cells).collect());
        }
        let mut sum = |label: String, of: &dyn Fn(&Value) -> Share| {
            let cells = domains.iter().map(|domain| of(domain).told());
            rows.push([label].into_iter().chain(cells).collect::<Vec<_>>());
        };
        let here = |domain: &Value| Share::of(&domain["working"]);
        let whole = |domain: &Value| Share::of(&domain["whole_round"]);
        if self.labels().len() > 1 {
            sum(self.together(), &here);
        }
        if let Some(others) = self.others() {
            sum(others, &|domain| whole(domain).without(here(domain)));
        }
        if !domains[0]["whole_round"].is_null() {
            sum("The whole round".to_owned(), &whole);
        }
        let caption = format!("Working ratings by {} and domain", self.word());
        self.add(caption, header, rows);
    }

    fn standards(&mut self) {
        self.section("Every standard");
        let standards = list(&self.json["standards"]);
        let mut scales: Vec<&Value> = Vec::new();
        for standard in standards {
            if !scales.contains(&&standard["scale"]) {
                scales.push(&standard["scale"]);
            }
        }
        for scale in scales {
            let mine: Vec<&Value> = standards.iter().filter(|s| &s["scale"] == scale).collect();
            self.levels(&mine);
            self.ledger(&mine);
        }
        if self.narrowed() {
            for standard in standards {
                self.one_standard(standard);
            }
        }
    }

    /// Rows of standards under the titles of their domains.
    fn under_domains(
        &self,
        standards: &[&Value],
        width: usize,
        cells: impl Fn(&Value) -> Vec<String>,
    ) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        for domain in list(&self.json["domains"]) {
            let mine = standards.iter().filter(|s| s["domain"] == domain["id"]);
            let mine: Vec<_> = mine.collect();
            if mine.is_empty() {
                continue;
            }
            let mut title = vec![words(&domain["title"])];
            title.resize(width, String::new());
            rows.push(title);
            for standard in mine {
                let critical = if standard["critical"] == true {
                    " (critical)"
                } else {
                    ""
                };
                let name = format!("{}{critical}", words(&standard["title"]));
                rows.push([vec![name], cells(standard)].concat());
            }
        }
        rows
    }

    fn levels(&mut self, standards: &[&Value]) {
        let mut header = vec!["Standard".to_owned()];
        header.extend(
            list(&standards[0]["levels"])
                .iter()
                .map(|l| words(&l["label"])),
        );
        header.extend(["Not rated".to_owned(), "Working".to_owned()]);
        let others = self.others();
        header.extend(
            others
                .iter()
                .map(|o| format!("Working, {}", lower_first(o))),
        );
        let rows = self.under_domains(standards, header.len(), |standard| {
            let mut out: Vec<String> = list(&standard["levels"])
                .iter()
                .map(|level| count(number(&level["count"])))
                .collect();
            out.push(not_rated(standard));
            out.push(estimate(&standard["working"], self.from()));
            out.extend(others.iter().map(|_| {
                let whole = Share::of(&standard["whole_round"]["working"]);
                let here = Share::of(&standard["working"]);
                whole.without(here).estimated(self.from())
            }));
            out
        });
        self.add("How each standard is rated", header, rows);
    }

    fn ledger(&mut self, standards: &[&Value]) {
        let several = self.labels().len() > 1;
        let mut header: Vec<String> = [
            "Standard",
            "Rated",
            "Not evidenced",
            "Not applicable",
            "Left out by rule",
            "Missing",
            "In scope",
        ]
        .map(str::to_owned)
        .to_vec();
        let word = self.word();
        header.extend(several.then(|| format!("Working, from {word} to {word}")));
        let rows = self.under_domains(standards, header.len(), |standard| {
            let states = [
                "rated",
                "not_evidenced",
                "not_applicable",
                "skipped",
                "missing",
                "in_scope",
            ];
            let mut out = states
                .map(|state| count(number(&standard["ledger"][state])))
                .to_vec();
            out.extend(several.then(|| match list(&standard["range"]) {
                [low, high] => format!("{} to {}", Share::of(low).told(), Share::of(high).told()),
                _ => "–".to_owned(),
            }));
            out
        });
        self.add("Where every audit stands", header, rows);
    }

    fn one_standard(&mut self, standard: &Value) {
        let mut header = vec![self.by()];
        header.extend(list(&standard["levels"]).iter().map(|l| words(&l["label"])));
        header.extend(["Not rated".to_owned(), "Working".to_owned()]);
        let from = self.from();
        let cells = |group: &Value| {
            let level = |level: &Value| number(level.get("count").unwrap_or(level));
            let mut out: Vec<String> = list(&group["levels"])
                .iter()
                .map(level)
                .map(count)
                .collect();
            out.push(not_rated(group));
            out.push(estimate(&group["working"], from));
            out
        };
        let mut rows = self.by_group(list(&standard["groups"]), standard, false, cells);
        if !standard["whole_round"].is_null() {
            let whole = cells(&standard["whole_round"]);
            rows.push([vec!["The whole round".to_owned()], whole].concat());
        }
        self.add(words(&standard["title"]), header, rows);
    }

    fn differences(&mut self) {
        self.section(format!("Where {}s differ", self.word()));
        let domains = list(&self.json["domains"]);
        let test = |group: &Value| !group["test"].is_null();
        if !domains
            .iter()
            .any(|domain| list(&domain["groups"]).iter().any(test))
        {
            return;
        }
        let word = self.word();
        let verdict = |group: &Value| group["test"]["verdict"].as_str().map(str::to_owned);
        for domain in domains {
            let out = list(&domain["groups"])
                .iter()
                .filter_map(verdict)
                .any(|verdict| verdict.starts_with("stands_out"));
            if !out && domain["differ"]["differ"] != true {
                continue;
            }
            let header = [
                self.by(),
                "Working".to_owned(),
                "Cases".to_owned(),
                format!("Beside the other {word}s"),
            ];
            let says = |group: &Value| match verdict(group).as_deref() {
                Some("stands_out_up") => "▲ stands above",
                Some("stands_out_down") => "▼ stands below",
                Some("no_clear_difference") => "· no clear difference",
                Some("too_few_to_say") => "· too few cases to say",
                None => "· cannot be compared",
                Some(other) => panic!("{other}"),
            };
            let groups = list(&domain["groups"]);
            let mut rows = self.by_group(groups, domain, false, |group| {
                vec![
                    Share::of(&group["working"]).told(),
                    count(number(&group["cases"])),
                    if group.get("groups").is_some() {
                        ""
                    } else {
                        says(group)
                    }
                    .to_owned(),
                ]
            });
            if let Some(others) = self.others() {
                let here = Share::of(&domain["working"]);
                let rest = Share::of(&domain["whole_round"]).without(here);
                rows.push(vec![others, rest.told(), String::new(), String::new()]);
            }
            let caption = format!("Working ratings in “{}”", words(&domain["title"]));
            self.add(caption, header.to_vec(), rows);
        }
        if self.json["grouped_by"]["overlaps"] == true {
            return;
        }
        let rows = domains.iter().map(|domain| {
            let differ = &domain["differ"];
            let (verdict, p) = if differ.is_null() {
                ("· cannot be compared", "–".to_owned())
            } else if differ["differ"] == true {
                ("! differ", p(&differ["p_adjusted"]))
            } else {
                ("· no clear difference", p(&differ["p_adjusted"]))
            };
            vec![words(&domain["title"]), verdict.to_owned(), p]
        });
        let rows = rows.collect();
        let groups = upper_first(&format!("{word}s"));
        let header = ["Domain", &groups, "Adjusted p"].map(str::to_owned);
        self.add("", header.to_vec(), rows);
    }

    fn discussion(&mut self) {
        self.section("Good work, thin record");
        let gaps = &self.json["gaps"];
        if gaps.is_null() || number(&gaps["all"]["pairs"]) == 0 {
            return;
        }
        let standards: Vec<&Value> = list(&gaps["standards"])
            .iter()
            .filter(|row| number(&row["counts"]["pairs"]) > 0)
            .collect();
        self.gap("Standard", &standards, "All standards".to_owned());
        let domains: Vec<&Value> = list(&gaps["domains"]).iter().collect();
        self.gap("Domain", &domains, "All domains".to_owned());
        let groups: Vec<&Value> = list(&gaps["groups"]).iter().collect();
        if groups.len() > 1 {
            let by = self.by();
            self.gap(&by, &groups, self.together());
        }
    }

    fn gap(&mut self, stub: &str, rows: &[&Value], together: String) {
        let header = [
            stub,
            "Working by the record",
            "Working after the discussion",
            "Higher",
            "Same",
            "Lower",
            "Became evidenced",
            "No longer evidenced",
        ];
        let cells = |counts: &Value| {
            let of = |name: &str| number(&counts[name]);
            let share = |name: &str| {
                let share = Share {
                    count: of(name),
                    of: of("pairs"),
                };
                share.told()
            };
            vec![
                share("record_working"),
                share("discussion_working"),
                count(of("higher")),
                count(of("same") + of("never_evidenced")),
                count(of("lower")),
                count(of("became_evidenced")),
                count(of("no_longer_evidenced")),
            ]
        };
        let all = &self.json["gaps"]["all"];
        let mut lines: Vec<Vec<String>> = rows
            .iter()
            .map(|row| [vec![words(&row["title"])], cells(&row["counts"])].concat())
            .collect();
        if rows.len() != 1 || rows[0]["counts"] != *all {
            lines.push([vec![together], cells(all)].concat());
        }
        self.add("", header.map(str::to_owned).to_vec(), lines);
    }

    fn overall(&mut self, asked: Asked) {
        self.section("The overall judgement");
        let overall = &self.json["overall"];
        if overall.is_null() {
            return;
        }
        let mut header = vec![self.by()];
        header.extend(list(&overall["levels"]).iter().map(|l| words(&l["label"])));
        header.extend(["Missing".to_owned(), "Working".to_owned()]);
        let from = self.from();
        let at = |group: &Value| -> Vec<u64> {
            let level = |level: &Value| number(level.get("count").unwrap_or(level));
            let mut out: Vec<u64> = list(&group["levels"]).iter().map(level).collect();
            let judged = number(&group["working"]["of"]);
            out.push(number(&group["ledger"]["in_scope"]) - judged);
            out
        };
        let cells = |group: &Value| {
            let mut out: Vec<String> = at(group).into_iter().map(count).collect();
            out.push(estimate(&group["working"], from));
            out
        };
        let mut rows = self.by_group(list(&overall["groups"]), overall, false, cells);
        let whole = &overall["whole_round"];
        if let Some(others) = self.others() {
            let rest = at(whole).into_iter().zip(at(overall));
            let mut row = vec![others];
            row.extend(rest.map(|(whole, here)| count(whole - here)));
            let (whole, here) = (Share::of(&whole["working"]), Share::of(&overall["working"]));
            row.push(whole.without(here).estimated(from));
            rows.push(row);
        }
        if !whole.is_null() {
            rows.push([vec!["The whole round".to_owned()], cells(whole)].concat());
        }
        self.add("", header, rows);
        let breaches = list(&overall["breaches"]);
        if asked.with_cases && !breaches.is_empty() {
            let rows = breaches.iter().map(|breach| {
                let reason = if breach["reason"] == true {
                    "yes"
                } else {
                    "no"
                };
                let mut row: Vec<String> = ["case", "hub", "title"]
                    .map(|name| words(&breach[name]))
                    .to_vec();
                row.push(reason.to_owned());
                row
            });
            let rows = rows.collect();
            let header = ["Case", "Hub", "Standard", "Reason given"].map(str::to_owned);
            let caption = "Cases judged better than a standard allows";
            self.add(caption, header.to_vec(), rows);
        }
    }

    fn measures(&mut self) {
        self.section("Distance travelled");
        let measures = list(&self.json["measures"]);
        if measures.is_empty() {
            return;
        }
        let rows = measures.iter().map(|measure| {
            let title = words(&measure["title"]);
            let mut row = vec![match measure["asked_of"].as_str() {
                Some(who) => format!("{title} (asked of the {who})"),
                None => title,
            }];
            let counts = ["pairs", "better", "same", "worse"];
            row.extend(counts.map(|name| count(number(&measure[name]))));
            let (start, now) = (&measure["median_start"], &measure["median_now"]);
            row.push(if start.is_null() || now.is_null() {
                "–".to_owned()
            } else {
                format!("{} → {}", short(start), short(now))
            });
            let sign = &measure["sign_p"];
            row.push(if sign.is_null() {
                "–".to_owned()
            } else {
                p(sign)
            });
            row
        });
        let rows = rows.collect();
        let header = [
            "Measure",
            "Cases with both",
            "Better",
            "Same",
            "Worse",
            "Median, start → now",
            "p",
        ];
        self.add("", header.map(str::to_owned).to_vec(), rows);
    }

    fn themes(&mut self) {
        self.section("Themes in the findings");
        let groups = self.labels();
        let by_group = groups.len() > 1 && groups.len() <= 12;
        for (kind, caption) in [
            ("working", "Working"),
            ("improve", "To improve"),
            ("not_working", "Not working"),
        ] {
            let all = list(&self.json["themes"]["rows"]).iter();
            let rows: Vec<Vec<String>> = all
                .filter(|row| row["kind"] == kind)
                .map(|row| {
                    let mut out = vec![
                        words(&row["title"]),
                        count(number(&row["findings"])),
                        count(number(&row["cases"])),
                    ];
                    let cases = list(&row["groups"]).iter().map(|c| count(number(c)));
                    out.extend(cases.filter(|_| by_group));
                    out
                })
                .collect();
            if rows.is_empty() {
                continue;
            }
            let mut header = ["Theme", "Findings", "Cases"].map(str::to_owned).to_vec();
            header.extend(groups.iter().filter(|_| by_group).cloned());
            self.add(caption, header, rows);
        }
    }

    /// Actions are counted here row by row, of the file itself.
    fn actions(&mut self, round: &Path, asked: Asked) {
        self.section("Actions");
        let file = round.join("actions.csv");
        if !file.exists() {
            return;
        }
        let mut actions = rows(&file);
        if self.others().is_some() && self.json["grouped_by"]["is_fact"] == false {
            let hub = &self.labels()[0];
            actions.retain(|action| {
                action["hub"] == *hub || (action["hub"].is_empty() && action["level"] == "service")
            });
        }
        let hubs = if self.json["grouped_by"]["is_fact"] == true {
            "Hubs".to_owned()
        } else {
            format!("{}s", self.by())
        };
        let line = |label: &str, level: &str| {
            let mine = || {
                actions
                    .iter()
                    .filter(|a| level.is_empty() || a["level"] == level)
            };
            let at = |status: &str| {
                let count = mine().filter(|a| a["status"] == status).count();
                u64::try_from(count).unwrap()
            };
            let (done, all) = (at("done"), u64::try_from(mine().count()).unwrap());
            let shown =
                mine().filter(|a| a["status"] == "done" && !a["closing_evidence"].is_empty());
            let shown = Share {
                count: u64::try_from(shown.count()).unwrap(),
                of: done,
            };
            let mut row = vec![label.to_owned(), count(all)];
            row.extend(["open", "carried", "not_done"].map(|status| count(at(status))));
            row.extend([count(done), shown.told()]);
            row
        };
        let lines = vec![
            line("The service", "service"),
            line(&hubs, "hub"),
            line("Single cases", "case"),
            line("All actions", ""),
        ];
        let header = [
            "For",
            "Actions",
            "Open",
            "Carried on",
            "Not done",
            "Done",
            "Done and shown",
        ];
        self.add(
            "Where actions stand",
            header.map(str::to_owned).to_vec(),
            lines,
        );
        actions.retain(|action| {
            asked.with_cases || (action["level"] != "case" && action["case"].is_empty())
        });
        for status in ["open", "carried", "not_done", "done"] {
            self.action_list(status, &actions);
        }
    }

    fn action_list(&mut self, status: &str, actions: &[BTreeMap<String, String>]) {
        let mut mine: Vec<_> = actions.iter().filter(|a| a["status"] == status).collect();
        if mine.is_empty() {
            return;
        }
        let place = |list: &[&str], id: &str| list.iter().position(|one| *one == id).unwrap();
        let soon = ["escalation", "now", "7_days", "28_days", "plan", ""];
        mine.sort_by_key(|action| {
            (
                place(&soon, &action["priority"]),
                action["due"].is_empty(),
                action["due"].clone(),
                place(&["service", "hub", "case"], &action["level"]),
            )
        });
        let told = |text: &str| {
            if text.is_empty() {
                "–".to_owned()
            } else {
                text.to_owned()
            }
        };
        let rows = mine.into_iter().map(|action| {
            let whom = match action["level"].as_str() {
                "service" => "The service".to_owned(),
                "hub" => action["hub"].clone(),
                _ => format!("{}, {}", action["case"], action["hub"]),
            };
            let mut row = vec![action["text"].clone(), whom, told(&action["owner"])];
            match status {
                "open" => {
                    row.push(told(&action["difference"]));
                    let words = [
                        "Escalation",
                        "Now",
                        "Within 7 days",
                        "Within 28 days",
                        "Planned",
                        "–",
                    ];
                    row.push(words[place(&soon, &action["priority"])].to_owned());
                    row.push(day(&action["due"]));
                }
                "done" => {
                    row.push(day(&action["closed_on"]));
                    row.push(told(&action["closing_evidence"]));
                }
                _ => row.push(told(&action["notes"])),
            }
            row
        });
        let rows = rows.collect();
        let header = match status {
            "open" => vec![
                "What is to be done",
                "For",
                "Whose job",
                "What will be different",
                "How soon",
                "By",
            ],
            "done" => vec![
                "What was done",
                "For",
                "Whose job",
                "Done on",
                "What shows it",
            ],
            _ => vec!["What was to be done", "For", "Whose job", "Why"],
        };
        self.add("", header.into_iter().map(str::to_owned).collect(), rows);
    }

    fn facts(&mut self) {
        self.section("About the cases");
        if !self.json["cross"].is_null() {
            self.cross();
        }
        let timed = |duration: &&Value| number(&duration["all"]["days"]["cases"]) > 0;
        for duration in list(&self.json["durations"]).iter().filter(timed) {
            let mut header = vec![
                self.by(),
                "Cases with both dates".to_owned(),
                "Median".to_owned(),
                "Least to greatest".to_owned(),
            ];
            let within = duration["within_days"].as_u64();
            header.extend(within.map(|days| format!("Within {days} days")));
            let groups = list(&duration["groups"]);
            let all = (&duration["all"], there(&duration["whole_round"]));
            let rows = self.by_group_and_whole(groups, all, true, |group| {
                let mut out = spread(&group["days"]);
                out.extend(within.map(|_| Share::of(&group["within"]).told()));
                out
            });
            self.add(
                format!("{}, in days", words(&duration["title"])),
                header,
                rows,
            );
        }
        for fact in list(&self.json["facts"]) {
            let own = fact["id"] == self.json["grouped_by"]["id"];
            if number(&fact["stated"]) == 0 || fact["kind"] == "date" || own {
                continue;
            }
            if fact["numbers"].is_null() {
                self.choices(fact);
            } else {
                let header = [&self.by(), "Cases", "Median", "Least to greatest"];
                let header = header.map(str::to_owned).to_vec();
                let groups = list(&fact["number_groups"]);
                let all = (&fact["numbers"], there(&fact["numbers_whole_round"]));
                let rows = self.by_group_and_whole(groups, all, true, spread);
                self.add(words(&fact["label"]), header, rows);
            }
        }
    }

    fn choices(&mut self, fact: &Value) {
        let choices = list(&fact["choices"]);
        let whole = there(&fact["missing_whole_round"]).map_or(0, number);
        let missing = number(&fact["missing"]) + whole;
        let mut header = vec![self.by()];
        header.extend(choices.iter().map(|choice| words(&choice["label"])));
        header.extend((missing > 0).then(|| "Not stated".to_owned()));
        let row = |at: Option<usize>| -> Vec<String> {
            let one = |all: &Value, groups: &Value| count(number(at.map_or(all, |at| &groups[at])));
            let cells = choices
                .iter()
                .map(|choice| one(&choice["count"], &choice["groups"]));
            let last = (missing > 0).then(|| one(&fact["missing"], &fact["missing_groups"]));
            cells.chain(last).collect()
        };
        let groups: Vec<_> = (0..self.labels().len()).map(|at| row(Some(at))).collect();
        let whole = there(&fact["missing_whole_round"]).map(|stated_not| {
            let cells = choices
                .iter()
                .map(|choice| count(number(&choice["whole_round"])));
            let last = (missing > 0).then(|| count(number(stated_not)));
            cells.chain(last).collect()
        });
        let all = (&row(None), whole.as_ref());
        let rows = self.by_group_and_whole(&groups, all, true, Clone::clone);
        self.add(words(&fact["label"]), header, rows);
    }

    fn cross(&mut self) {
        let cross = &self.json["cross"];
        let stated: Vec<String> = list(&cross["rows"]).iter().map(words).collect();
        let columns: Vec<String> = list(&cross["columns"]).iter().map(words).collect();
        if !cross["all"].is_null() {
            // The last row is of what is not stated.
            let (first, last) = (&stated[0], &stated[stated.len() - 2]);
            let header = vec![
                self.by(),
                "The same".to_owned(),
                format!("Nearer to {}", lower_first(first)),
                format!("Nearer to {}", lower_first(last)),
                "Not stated".to_owned(),
            ];
            let groups = list(&cross["groups"]);
            let all = (&cross["all"], there(&cross["whole_round"]));
            let rows = self.by_group_and_whole(groups, all, true, |group| {
                let of = |name: &str| number(&group[name]);
                let same = Share {
                    count: of("same"),
                    of: of("same") + of("earlier") + of("later"),
                };
                let others = ["earlier", "later", "not_stated"];
                let others = others.map(|name| count(of(name)));
                [vec![same.told()], others.to_vec()].concat()
            });
            self.add("", header, rows);
        }
        let mut header = vec![words(&cross["first_label"])];
        header.extend(columns);
        let rows = stated.into_iter().zip(list(&cross["counts"]));
        let rows = rows
            .map(|(label, counts)| {
                let counts = list(counts).iter().map(|c| count(number(c)));
                [label].into_iter().chain(counts).collect()
            })
            .collect();
        let second = lower_first(&words(&cross["second_label"]));
        self.add(format!("Columns: {second}"), header, rows);
    }

    /// The list of cases: here its frame alone, its rows are for another test.
    fn cases(&mut self, _round: &Path, asked: Asked) {
        self.section("The cases");
        if !asked.with_cases {
            return;
        }
        let mut header = vec!["Case".to_owned(), self.by()];
        let twice = self.json["tool"]["rates_twice"] == true;
        header.extend(twice.then(|| "Talked over".to_owned()));
        header.extend((!self.json["overall"].is_null()).then(|| "Overall".to_owned()));
        let critical = !list(&self.json["escalations"]).is_empty();
        header.extend(critical.then(|| "Critical ratings".to_owned()));
        self.add("", header, Vec::new());
    }
}

fn not_rated(of: &Value) -> String {
    count(number(&of["ledger"]["in_scope"]) - number(&of["working"]["of"]))
}

fn spread(numbers: &Value) -> Vec<String> {
    let (least, greatest) = (&numbers["least"], &numbers["greatest"]);
    let middle = &numbers["median"];
    let none = || "–".to_owned();
    vec![
        count(number(&numbers["cases"])),
        if middle.is_null() {
            none()
        } else {
            short(middle)
        },
        if least.is_null() || greatest.is_null() {
            none()
        } else {
            format!("{} to {}", short(least), short(greatest))
        },
    ]
}

/// A value that is there.
fn there(value: &Value) -> Option<&Value> {
    (!value.is_null()).then_some(value)
}
