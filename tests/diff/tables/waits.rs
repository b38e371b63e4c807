//! The tables of waits and thresholds, and whose figures stand beside an action.

use serde_json::Value;

use super::{Made, counted, list, moved, name, number, of, share, upper_first, words};
use crate::wording::{lower_first, short};

pub(super) fn add(made: &mut Made<'_>) {
    made.section("Waits and thresholds");
    levels(made);
    for duration in list(&made.practice["durations"]) {
        wait(made, duration);
    }
}

fn stated(group: &Value) -> u64 {
    ["same", "earlier", "later"]
        .iter()
        .map(|field| number(&group[*field]))
        .sum()
}

fn levels(made: &mut Made<'_>) {
    let cross = made.practice["cross"].clone();
    let sides = [&cross["before"], &cross["after"]];
    if sides.iter().any(|side| side.is_null() || stated(side) == 0) {
        return;
    }
    let end = |choice: &str| {
        let label = lower_first(&words(&cross[choice]["title"]));
        format!("Nearer to {label}, before → after")
    };
    let mut header = vec![
        upper_first(&made.group()),
        format!("{}: the same", made.before),
        format!("{}: the same", made.after),
        end("first_choice"),
        end("last_choice"),
    ];
    let mut fields = vec!["earlier", "later"];
    if sides.iter().any(|side| side["not_stated"] != 0) {
        header.push("Not stated, before → after".to_owned());
        fields.push("not_stated");
    }
    let row = |label: String, of_group: &Value| {
        let (before, after) = (&of_group["before"], &of_group["after"]);
        let same = [before, after].map(|side| of(number(&side["same"]), stated(side)));
        let both = fields
            .iter()
            .map(|field| format!("{} → {}", before[*field], after[*field]));
        [vec![label], same.to_vec(), both.collect()].concat()
    };
    let hub = made.asked.hub;
    let hubs = list(&cross["hubs"]).iter();
    let mut rows: Vec<Vec<String>> = hubs
        .filter(|one| hub.is_empty() || name(&one["hub"]) == hub)
        .map(|one| row(name(&one["hub"]), one))
        .collect();
    rows.push(row("All cases".to_owned(), &cross));
    let caption = format!(
        "{}, beside {}",
        name(&cross["second"]),
        lower_first(&name(&cross["first"]))
    );
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    made.add(caption, &header, rows);
}

fn wait(made: &mut Made<'_>, duration: &Value) {
    let sides = [&duration["before"], &duration["after"]];
    let cases = sides.iter().map(|side| side["days"]["cases"].as_u64());
    if cases.sum::<Option<u64>>().unwrap_or(0) == 0 {
        return;
    }
    let within = duration["within_days"].as_u64();
    let mut header = vec![
        "Round".to_owned(),
        "Cases with both dates".to_owned(),
        "Median".to_owned(),
        "Least to greatest".to_owned(),
    ];
    header.extend(within.map(|days| format!("Within {days} days")));
    let row = |round: &String, side: &Value| {
        let days = &side["days"];
        let (median, range) = if days["median"].is_null() {
            ("–".to_owned(), "–".to_owned())
        } else {
            let range = format!("{} to {}", short(&days["least"]), short(&days["greatest"]));
            (short(&days["median"]), range)
        };
        let mut row = vec![round.clone(), counted(&days["cases"]), median, range];
        row.extend(within.map(|_| share(&side["within"])));
        row
    };
    let rows = vec![row(&made.before, sides[0]), row(&made.after, sides[1])];
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    made.add(
        format!("{}, in days", name(&duration["duration"])),
        &header,
        rows,
    );
}

/// What moved in an action's own hub, and then in all of them.
pub(super) fn whose(action: &Value, standard: &Value, group: &str) -> String {
    let told = moved(standard);
    if standard["before"].is_null() || standard["after"].is_null() {
        return told;
    }
    let all = format!("in all {group}s: {told}");
    let own = &action["own_hub"];
    if own.is_null() {
        return all;
    }
    let of_hub = |when: &str| {
        if own[when]["of"] == 0 {
            format!("none rated {when}")
        } else {
            format!("{} {when}", share(&own[when]))
        }
    };
    format!(
        "in {}: {}, {}; {all}",
        name(&own["hub"]),
        of_hub("before"),
        of_hub("after")
    )
}
