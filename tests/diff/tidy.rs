//! The tidy table: one row a figure, each of them the JSON's.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::made_up::{MadeUp, TOOL};
use crate::{bytes, inspections, json, springs};

pub type Key = [String; 4];

/// Every figure by its place; no place holds two.
pub fn figures(table: &[u8]) -> BTreeMap<Key, [String; 3]> {
    let mut reader = csv::Reader::from_reader(table);
    let header: Vec<&str> = reader.headers().unwrap().iter().collect();
    let columns = [
        "section", "group", "item", "measure", "count", "of", "value",
    ];
    assert_eq!(header, columns);
    let mut out = BTreeMap::new();
    for row in reader.records() {
        let row = row.unwrap();
        let at = |place: usize| row[place].to_owned();
        let key = [at(0), at(1), at(2), at(3)];
        let twice = out.insert(key.clone(), [at(4), at(5), at(6)]);
        assert_eq!(twice, None, "{key:?}");
    }
    out
}

struct Held<'a> {
    figures: &'a BTreeMap<Key, [String; 3]>,
    looked_at: usize,
}

impl Held<'_> {
    fn at(&mut self, place: [&str; 4]) -> &[String; 3] {
        self.looked_at += 1;
        let key = place.map(str::to_owned);
        self.figures
            .get(&key)
            .unwrap_or_else(|| panic!("no {key:?}"))
    }

    fn count(&mut self, place: [&str; 4], is: &Value) {
        assert_eq!(self.at(place)[0], is.to_string(), "{place:?}");
    }

    fn share(&mut self, place: [&str; 4], is: &Value) {
        let row = self.at(place);
        assert_eq!(row[0], is["count"].to_string(), "{place:?}");
        assert_eq!(row[1], is["of"].to_string(), "{place:?}");
    }

    fn number(&mut self, place: [&str; 4], is: &Value) {
        let number: f64 = self.at(place)[2].parse().unwrap();
        assert_eq!(Some(number), is.as_f64(), "{place:?}");
    }

    fn test(&mut self, [section, group, item]: [&str; 3], is: &Value) {
        if is.is_null() {
            return;
        }
        self.number([section, group, item, "p"], &is["p"]);
        self.number([section, group, item, "p_adjusted"], &is["p_adjusted"]);
        assert_eq!(self.at([section, group, item, "verdict"])[2], is["verdict"]);
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn id(names: &Value) -> &str {
    let names = [&names["after"], &names["before"]];
    let shown = names.into_iter().find(|name| !name.is_null());
    shown.unwrap()["id"].as_str().unwrap()
}

#[test]
fn every_figure_of_the_tidy_table_equals_the_jsons() {
    for rounds in [springs(), inspections()] {
        let table = bytes(&rounds, "csv", &[]);
        let figures = figures(&table);
        let practice = json(&rounds, &[])["practice"].clone();
        let mut held = Held {
            figures: &figures,
            looked_at: 0,
        };
        for domain in list(&practice["domains"]) {
            let item = id(&domain["domain"]);
            let cells = list(&domain["hubs"])
                .iter()
                .map(|hub| (id(&hub["hub"]), &hub["shares"]));
            for (group, shares) in [("", &domain["shares"])].into_iter().chain(cells) {
                for when in ["before", "after"] {
                    let place = ["domain", group, item, when];
                    held.share(place, &shares[when]["working"]);
                }
                held.test(["domain", group, item], &shares["test"]);
            }
        }
        for standard in list(&practice["standards"]) {
            let item = id(&standard["standard"]);
            for when in ["before", "after"] {
                let side = &standard[when];
                if side.is_null() {
                    continue;
                }
                held.share(["standard", "", item, when], &side["working"]);
                for level in list(&side["levels"]) {
                    let measure = format!("{when}_level:{}", level["id"].as_str().unwrap());
                    held.count(["standard", "", item, &measure], &level["count"]);
                }
            }
            if !standard["difference"].is_null() {
                let change = &standard["difference"];
                held.number(["standard", "", item, "difference"], &change["value"]);
                held.number(["standard", "", item, "difference_low"], &change["low"]);
                held.number(["standard", "", item, "difference_high"], &change["high"]);
            }
            held.test(["standard", "", item], &standard["test"]);
        }
        for standard in list(&practice["same_cases"]["standards"]) {
            let item = id(&standard["standard"]);
            let section = "same_cases_standard";
            for name in ["pairs", "up", "same", "down", "gained", "lost"] {
                held.count([section, "", item, name], &standard["counts"][name]);
            }
            held.number([section, "", item, "mcnemar_p"], &standard["mcnemar_p"]);
            held.test([section, "", item], &standard["test"]);
        }
        for domain in list(&practice["same_cases"]["domains"]) {
            let item = id(&domain["domain"]);
            for name in ["up", "same", "down"] {
                let place = ["same_cases_domain", "", item, name];
                held.count(place, &domain["counts"][name]);
            }
            held.test(["same_cases_domain", "", item], &domain["test"]);
        }
        assert!(held.looked_at > 200, "{}", held.looked_at);
    }
}

#[test]
fn a_series_names_the_later_round_before_the_group() {
    let folder = tempfile::tempdir().unwrap();
    let rounds = [("a", "not_yet"), ("b", "partly"), ("c", "good")].map(|(name, level)| {
        let round = MadeUp {
            tool: TOOL.to_owned(),
            ..MadeUp::new(name, 12, level)
        };
        round.write(folder.path(), name)
    });
    let series = figures(&bytes(&rounds, "csv", &[]));
    for (name, later) in [("b", &rounds[1]), ("c", &rounds[2])] {
        let pair = [rounds[0].clone(), later.clone()];
        for ([section, group, item, measure], row) in figures(&bytes(&pair, "csv", &[])) {
            let group = if group.is_empty() {
                name.to_owned()
            } else {
                format!("{name}:{group}")
            };
            let key = [section, group, item, measure];
            assert_eq!(series.get(&key), Some(&row), "{key:?}");
        }
    }
}
