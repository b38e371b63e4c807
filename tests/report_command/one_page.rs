//! What a report says in sentences, counted again from the summary's JSON.

use serde_json::Value;

use crate::documents::{plain, read};
use crate::figures::json;
use crate::wording::{Share, count, estimate, list, lower_first, number, p, short, words};
use crate::{FORMS, SAMPLES, bytes, sample};

/// All sentences that must stand in a report of a whole round, those of the first page first.
fn sentences(json: &Value) -> Vec<String> {
    let mut out = vec![sample_of(json)];
    out.extend(judged(json));
    let (strengths, weak) = named(json);
    out.extend(strengths.iter().map(|standard| {
        format!(
            "✓ “{}” is working in {} cases{}.",
            words(&standard["title"]),
            share(standard),
            to_be_told(json, &standard["id"])
        )
    }));
    out.extend(weak.iter().map(|standard| {
        format!(
            "~ “{}” is working in {} cases: {}.",
            words(&standard["title"]),
            share(standard),
            short_of_working(standard)
        )
    }));
    out.extend(outcome(json));
    out.extend(stand_out(json));
    out.extend(discussed(json));
    out.extend(highlights(json));
    out.extend(conversations(json));
    let themes = &json["themes"];
    if !themes.is_null() {
        let (findings, cases) = (number(&themes["findings"]), number(&themes["cases"]));
        out.push(format!(
            "{} findings on {} cases, counted by case",
            count(findings),
            count(cases)
        ));
    }
    out.extend(list(&json["measures"]).iter().map(answers));
    for escalation in list(&json["escalations"]) {
        let (needed, told) = (number(&escalation["needed"]), number(&escalation["told"]));
        if needed > 0 {
            let levels: Vec<String> = list(&escalation["levels"])
                .iter()
                .map(|level| lower_first(&words(level)))
                .collect();
            let cases = if needed == 1 { "case" } else { "cases" };
            out.push(format!(
                "{}: {needed} {cases} at {}.{}",
                words(&escalation["title"]),
                levels.join(" or "),
                match (needed, told) {
                    (1, 1) => " The audit says who was told.",
                    (needed, told) if needed == told => " Each audit says who was told.",
                    _ => "",
                }
            ));
        }
    }
    for cap in list(&json["overall"]["caps"]) {
        let acted = number(&cap["counts"]["acted"]);
        if acted > 0 {
            let cases = if acted == 1 { "case" } else { "cases" };
            out.push(format!(
                "limits the judgement to {} at most: so in {acted} {cases}",
                lower_first(&words(&cap["at_most"]))
            ));
        }
    }
    let census = &json["census"];
    let (read, counted) = (number(&census["read"]), number(&census["counted"]));
    out.push(format!("{read} read, {counted} counted"));
    if read > counted {
        out.push(format!(
            "{} audits were read: {counted} count;",
            count(read)
        ));
    }
    out
}

fn share(standard: &Value) -> String {
    let share = Share::of(&standard["working"]);
    format!("{} of {}", share.count, share.of)
}

fn sample_of(json: &Value) -> String {
    let all = &json["audited"]["all"];
    let cases = number(&all["cases"]);
    let mut text = match all["planned"].as_u64() {
        Some(planned) => format!("{cases} of {planned} planned cases"),
        None => format!("{cases} cases"),
    };
    let groups = list(&json["audited"]["groups"]);
    let groups = groups.iter().filter(|group| number(&group["cases"]) > 0);
    let (hubs, word) = (groups.count(), words(&json["grouped_by"]["label"]));
    text.push_str(&format!(" in {hubs} {word}s were audited"));
    match number(&all["auditors"]) {
        0 => {}
        auditors => text.push_str(&format!(" by {auditors} auditors")),
    }
    text + "."
}

fn judged(json: &Value) -> Vec<String> {
    let all = &json["audited"]["all"];
    let mut out = Vec::new();
    if json["tool"]["rates_twice"] == true {
        let (held, cases) = (number(&all["held"]), number(&all["cases"]));
        out.push(format!(
            "{held} of {cases} were talked over with the worker."
        ));
    }
    let overall = &json["overall"];
    if !overall.is_null() {
        let levels: Vec<String> = list(&overall["levels"])
            .iter()
            .filter(|level| level["standing"] == "working")
            .map(|level| lower_first(&words(&level["label"])))
            .collect();
        out.push(format!(
            "{} are judged {} overall.",
            estimate(&overall["working"], number(&json["scope"]["percent_from"])),
            levels.join(" or ")
        ));
    }
    out
}

/// The three standards that work most often, and the three that do so least.
fn named(json: &Value) -> (Vec<&Value>, Vec<&Value>) {
    let judged = |standard: &&Value| number(&standard["working"]["of"]) >= 5;
    let mut standards: Vec<&Value> = list(&json["standards"]).iter().filter(judged).collect();
    // By cross multiplication, which knows no rounding.
    let beside = |a: &&Value, b: &&Value| {
        let (a, b) = (Share::of(&a["working"]), Share::of(&b["working"]));
        (b.count * a.of).cmp(&(a.count * b.of))
    };
    standards.sort_by(beside);
    let mostly = |standard: &&&Value| {
        let share = Share::of(&standard["working"]);
        share.count * 2 > share.of
    };
    let strengths: Vec<&Value> = standards.iter().filter(mostly).take(3).copied().collect();
    let mut weak: Vec<&Value> = list(&json["standards"]).iter().filter(judged).collect();
    weak.retain(|standard| {
        let share = Share::of(&standard["working"]);
        share.count < share.of && !strengths.contains(standard)
    });
    weak.sort_by(|a, b| beside(b, a));
    weak.truncate(3);
    assert!(!strengths.is_empty() && !weak.is_empty());
    (strengths, weak)
}

/// What a critical standard that is a strength must not hide.
fn to_be_told(json: &Value, standard: &Value) -> String {
    let mut escalations = list(&json["escalations"]).iter();
    let one = escalations.find(|one| one["standard"] == *standard && number(&one["needed"]) > 0);
    one.map_or_else(String::new, |one| {
        let needed = number(&one["needed"]);
        let cases = if needed == 1 { "case" } else { "cases" };
        let levels = list(&one["levels"]).iter();
        let levels: Vec<String> = levels.map(|level| lower_first(&words(level))).collect();
        format!("; {needed} {cases} at {}", levels.join(" or "))
    })
}

/// Who must be told, what families say, thresholds and times with a limit.
fn outcome(json: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let needed = |one: &&Value| number(&one["needed"]) > 0;
    let critical: Vec<&Value> = list(&json["escalations"]).iter().filter(needed).collect();
    if !critical.is_empty() {
        let sum = |name: &str| -> u64 { critical.iter().map(|one| number(&one[name])).sum() };
        out.push(format!(
            "The audits say who was told in {} of {}.",
            sum("told"),
            sum("needed")
        ));
    }
    for measure in list(&json["measures"]) {
        if number(&measure["pairs"]) > 0 {
            out.push(format!(
                ": better in {} of {} cases, worse in {}",
                number(&measure["better"]),
                number(&measure["pairs"]),
                number(&measure["worse"])
            ));
        }
    }
    let all = &json["cross"]["all"];
    if !all.is_null() {
        let of = |group: &Value| {
            let of = |name: &str| number(&group[name]);
            (of("same"), of("same") + of("earlier") + of("later"))
        };
        let mut groups: Vec<(u64, u64)> = list(&json["cross"]["groups"]).iter().map(of).collect();
        groups.sort_by(|(a, m), (b, n)| (b * m).cmp(&(a * n)));
        let ((same, stated), (most, many), (least, few)) =
            (of(all), groups[0], groups[groups.len() - 1]);
        out.push(format!(
            "are the same in {same} of {stated} cases (hub to hub: {least} of {few} to {most} of {many})."
        ));
    }
    for duration in list(&json["durations"]) {
        let within = &duration["all"]["within"];
        if !within.is_null() && number(&within["of"]) > 0 {
            let share = Share::of(within);
            out.push(format!(
                "{} in {} of {}",
                lower_first(&words(&duration["title"])),
                share.count,
                share.of
            ));
        }
    }
    out
}

fn short_of_working(standard: &Value) -> String {
    let parts = [
        ("improve", "to improve"),
        ("not_working", "not working"),
        ("not_evidenced", "not evidenced"),
    ];
    let parts = parts.into_iter().filter_map(|(standing, what)| {
        let levels = list(&standard["levels"]).iter();
        let levels = levels.filter(|level| level["standing"] == standing);
        let count: u64 = levels.map(|level| number(&level["count"])).sum();
        (count > 0).then(|| format!("{count} {what}"))
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn stand_out(json: &Value) -> Vec<String> {
    let word = words(&json["grouped_by"]["label"]);
    let mut out = Vec::new();
    for domain in list(&json["domains"]) {
        for (group, cell) in list(&json["groups"]).iter().zip(list(&domain["groups"])) {
            let (sign, side) = match cell["test"]["verdict"].as_str() {
                Some("stands_out_up") => ("▲", "above"),
                Some("stands_out_down") => ("▼", "below"),
                _ => continue,
            };
            let here = Share::of(&cell["working"]);
            let rest = Share::of(&domain["working"]).without(here);
            out.push(format!(
                "{sign} {} stands {side} the other {word}s in “{}”: {} of {} ratings working here, {} of {} elsewhere ({} cases; adjusted p {})",
                words(&group["label"]),
                words(&domain["title"]),
                here.count,
                here.of,
                rest.count,
                rest.of,
                number(&cell["cases"]),
                p(&cell["test"]["p_adjusted"])
            ));
        }
    }
    if out.is_empty() {
        out.push(format!(
            "No {word} stands out in any domain beyond what chance explains."
        ));
    }
    out
}

fn discussed(json: &Value) -> Vec<String> {
    let gaps = &json["gaps"];
    if gaps.is_null() {
        return Vec::new();
    }
    let of = |name: &str| count(number(&gaps["all"][name]));
    vec![
        format!(
            "Of {} ratings with both readings, {} were working by the record and {} after the discussion.",
            of("pairs"),
            of("record_working"),
            of("discussion_working")
        ),
        format!(
            "{} of {} discussions were held.",
            count(number(&gaps["held"])),
            count(number(&gaps["cases"]))
        ),
    ]
}

fn highlights(json: &Value) -> Vec<String> {
    let from = number(&json["scope"]["percent_from"]);
    let mut out = Vec::new();
    for (kind, sign) in [("working", "✓"), ("improve", "~"), ("not_working", "✗")] {
        for named in list(&json["highlights"][kind]) {
            let title = words(&named["title"]);
            let share = estimate(&named["share"], from);
            let mut text = format!("{sign} {title}: {share}");
            if let [label, best] = list(&named["best"])
                && number(best) > 0
            {
                let label = lower_first(&words(label));
                text.push_str(&format!(", {} of them {label}", number(best)));
            }
            out.push(text);
        }
    }
    out
}

fn conversations(json: &Value) -> Vec<String> {
    let found = &json["conversations"];
    let mut out: Vec<String> = list(&found["cells"])
        .iter()
        .map(|cell| {
            let of = |name: &str| {
                let share = Share::of(&cell[name]);
                format!("{} of {}", share.count, share.of)
            };
            format!(
                "{}, {}: {} working, {} elsewhere (p {})",
                words(&cell["label"]),
                lower_first(&words(&cell["title"])),
                of("here"),
                of("others"),
                p(&cell["p"])
            )
        })
        .collect();
    out.push(format!(
        "{} single standards of single {}s were looked at one by one; {} ",
        number(&found["looked_at"]),
        words(&json["grouped_by"]["label"]),
        number(&found["found"])
    ));
    let expected = short(&found["expected_by_chance"]);
    out.push(format!(
        "chance alone would be expected to give {expected}."
    ));
    out
}

fn answers(measure: &Value) -> String {
    let end = |end: &str| {
        let of = |name: &str| number(&measure[end][name]);
        format!(
            "{} answered, {} declined, {} not asked, {} blank",
            of("given"),
            of("declined"),
            of("not_asked"),
            of("missing")
        )
    };
    let title = words(&measure["title"]);
    format!(
        "{title} At the start: {}. Now: {}.",
        end("start"),
        end("now")
    )
}

#[test]
fn every_sentence_says_what_the_summary_counted() {
    let folder = tempfile::tempdir().unwrap();
    for name in SAMPLES {
        let sentences = sentences(&json(name, &[]));
        assert!(sentences.len() > 15, "{name}");
        for form in FORMS {
            let back = read(&bytes(folder.path(), &sample(name), form, &[]), form);
            for sentence in &sentences {
                // Word marks its list items by their bullets, which are no words, and a
                // workbook in a column of their own.
                let sentence = plain(sentence);
                let bare = sentence.trim_start_matches(['✓', '~', '✗', '▲', '▼', ' ']);
                let wanted = if matches!(form, "docx" | "xlsx") {
                    bare
                } else {
                    &sentence
                };
                assert!(
                    back.words.contains(wanted),
                    "{name} as {form} lacks: {wanted}\n{}",
                    back.words
                );
            }
        }
    }
}

/// The first page stands before everything else, and no table stands on it.
#[test]
fn the_first_page_is_sentences_alone() {
    let folder = tempfile::tempdir().unwrap();
    for name in SAMPLES {
        for form in FORMS {
            let back = read(&bytes(folder.path(), &sample(name), form, &[]), form);
            assert_eq!(
                back.headings[0], "The round on one page",
                "{name} as {form}"
            );
            assert_eq!(back.headings.last().unwrap(), "What this rests on");
            let first = |table: &&crate::documents::Table| table.section == back.headings[0];
            assert_eq!(back.tables.iter().find(first), None, "{name} as {form}");
        }
    }
}
