//! The two invented rounds, whose tool changed a little, against counts made elsewhere.

use case_audit::analysis::comparison::{
    Asked, Footing, NoVerdict, Practice, ShareCounts, SharesMovement, Test, Verdict,
};
use case_audit::model::Held;

use crate::common::project;
use crate::{Loaded, compare};

type Row = std::collections::BTreeMap<String, String>;

fn expected(reading: &str, kind: &str) -> Vec<Row> {
    let path = project().join("tests/data/spring/expected_change.csv");
    let rows = csv::Reader::from_path(path).unwrap().into_deserialize();
    let rows: Vec<Row> = rows.collect::<Result<_, _>>().unwrap();
    rows.into_iter()
        .filter(|row| row["reading"] == reading && row["kind"] == kind)
        .collect()
}

fn count(row: &Row, column: &str) -> u64 {
    row[column].parse().unwrap()
}

fn near(found: f64, row: &Row, column: &str) {
    let expected: f64 = row[column].parse().unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} {column} {row:?}");
}

fn rounds() -> (Loaded, Loaded) {
    (Loaded::sample("2026-spring"), Loaded::sample("2027-spring"))
}

fn check_test(test: Test, row: &Row, p: &str, p_adjusted: &str) {
    near(test.p, row, p);
    near(test.p_adjusted, row, p_adjusted);
}

fn check_shares(shares: &SharesMovement, row: &Row) {
    assert_eq!(shares.before.working.count, count(row, "before_count"));
    assert_eq!(shares.before.working.of, count(row, "before_of"));
    assert_eq!(shares.after.working.count, count(row, "after_count"));
    assert_eq!(shares.after.working.of, count(row, "after_of"));
    check_test(shares.test.unwrap(), row, "p", "p_adjusted");
}

fn check_pairs(counts: &ShareCounts, row: &Row) {
    let found = [counts.up, counts.same, counts.down];
    let expected = ["up", "same", "down"].map(|column| count(row, column));
    assert_eq!(found, expected, "{row:?}");
}

fn check(practice: &Practice, reading: &str) {
    let record = reading == "record";
    let same = practice.same_cases.as_ref().unwrap();
    let rows = expected(reading, "standard");
    assert_eq!(rows.len(), same.standards.len());
    for row in rows {
        let all = practice
            .standards
            .iter()
            .find(|all| all.standard.shown().unwrap().id == row["id"])
            .unwrap();
        let (before, after, test) = if record {
            let record = all.record.unwrap();
            (record.before, record.after, record.test)
        } else {
            let working = |figures: &Option<_>| {
                let figures: &case_audit::analysis::comparison::StandardFigures =
                    figures.as_ref().unwrap();
                figures.working
            };
            (working(&all.before), working(&all.after), all.test)
        };
        assert_eq!(
            (before.count, before.of),
            (count(&row, "before_count"), count(&row, "before_of"))
        );
        assert_eq!(
            (after.count, after.of),
            (count(&row, "after_count"), count(&row, "after_of"))
        );
        check_test(test.unwrap(), &row, "p", "p_adjusted");
        let pairs = same
            .standards
            .iter()
            .find(|pairs| pairs.standard == all.standard)
            .unwrap();
        let (counts, test) = if record {
            let record = pairs.record.unwrap();
            (record.counts, record.test)
        } else {
            (pairs.counts, pairs.test)
        };
        for (column, found) in [
            ("pairs", counts.pairs),
            ("up", counts.up),
            ("same", counts.same),
            ("down", counts.down),
            ("became", counts.became_evidenced),
            ("lostev", counts.no_longer_evidenced),
            ("never", counts.never_evidenced),
            ("gained", counts.gained),
            ("lost", counts.lost),
        ] {
            assert_eq!(found, count(&row, column), "{column} {row:?}");
        }
        check_test(test.unwrap(), &row, "sign_p", "sign_p_adjusted");
    }
    let rows = expected(reading, "domain");
    assert_eq!((rows.len(), practice.domains.len()), (8, 8));
    for ((row, all), pairs) in rows.iter().zip(&practice.domains).zip(&same.domains) {
        assert_eq!(all.domain.shown().unwrap().id, row["id"]);
        let (counts, test) = if record {
            check_shares(&all.record.unwrap(), row);
            let record = pairs.record.unwrap();
            (record.counts, record.test)
        } else {
            check_shares(&all.shares, row);
            (pairs.counts, pairs.test)
        };
        check_pairs(&counts, row);
        check_test(test.unwrap(), row, "sign_p", "sign_p_adjusted");
    }
    let rows = expected(reading, "cell");
    assert_eq!(rows.len(), 64);
    for row in rows {
        let place = practice
            .domains
            .iter()
            .position(|all| all.domain.shown().unwrap().id == row["id"])
            .unwrap();
        let hub = practice.domains[place]
            .hubs
            .iter()
            .find(|cell| cell.hub.shown().unwrap().title == row["hub"])
            .unwrap();
        if record {
            check_shares(&hub.record.unwrap(), &row);
        } else {
            check_shares(&hub.shares, &row);
            let pairs = same.domains[place].hubs.iter();
            let pairs = pairs.clone().find(|pairs| pairs.hub == hub.hub).unwrap();
            check_pairs(&pairs.counts, &row);
            near(pairs.sign_p, &row, "sign_p");
        }
    }
}

#[test]
fn every_figure_as_counted_elsewhere() {
    let (before, after) = rounds();
    let practice = compare(&before, &after, Asked::default());
    let same = practice.same_cases.as_ref().unwrap();
    assert_eq!((same.cases, same.changed_hub), (20, 1));
    // As many discussions were held, so the record does not stand beside.
    assert!(!practice.sample.record_beside);
    assert!(practice.standards.iter().all(|all| all.record.is_none()));
    check(&practice, "last");
}

#[test]
fn every_figure_by_the_record_as_counted_elsewhere() {
    let (before, mut after) = rounds();
    let held = after
        .audits
        .iter()
        .position(|audit| audit.held == Held::Held);
    after.audits[held.unwrap()].held = Held::NotHeld;
    let practice = compare(&before, &after, Asked::default());
    assert!(practice.sample.record_beside);
    check(&practice, "record");
}

#[test]
fn what_is_new_or_retired_is_told_and_not_compared() {
    let (before, after) = rounds();
    let practice = compare(&before, &after, Asked::default());
    let alone: Vec<_> = practice
        .standards
        .iter()
        .filter(|standard| standard.footing == Footing::NotCompared)
        .collect();
    let ids: Vec<&str> = alone
        .iter()
        .map(|standard| standard.standard.shown().unwrap().id.as_str())
        .collect();
    assert_eq!(ids, ["way_back", "timely"]);
    assert!(
        alone
            .iter()
            .all(|standard| standard.before.is_none() && standard.after.is_none())
    );
    let renamed = practice
        .standards
        .iter()
        .find(|standard| standard.standard.shown().unwrap().id == "history_understood")
        .unwrap();
    assert_eq!(
        renamed.standard.before.as_ref().unwrap().id,
        "history_weighed"
    );
}

#[test]
fn the_headline_and_what_was_set_out_to_be_done() {
    let (before, after) = rounds();
    let practice = compare(&before, &after, Asked::default());
    let headline = &practice.headlines.all_cases;
    assert_eq!(headline.improved.len(), 1);
    assert_eq!(headline.improved[0].id, "voice");
    assert_eq!(
        (headline.declined.len(), headline.no_clear_change.len()),
        (0, 7)
    );
    let headline = practice.headlines.same_cases.as_ref().unwrap();
    assert_eq!(headline.improved[0].id, "voice");

    let helped = practice.helped.as_ref().unwrap();
    assert_eq!(
        (helped.all.all, helped.cases.all, helped.withheld),
        (16, 5, 5)
    );
    assert_eq!((helped.actions.len(), helped.focus.len()), (11, 3));
    let views = helped.actions.iter().find(|action| action.id == "S26-10");
    let standard = views.unwrap().standard.as_ref().unwrap();
    assert_eq!(standard.all_cases, Some(Verdict::Improved));
    assert_eq!(
        (
            standard.before.unwrap().count,
            standard.after.unwrap().count
        ),
        (32, 50)
    );
    assert_eq!(standard.same_cases, Some(Verdict::NoClearChange));
    // Three pairs can never be clear: the least p is 0.25.
    let handover = helped.actions.iter().find(|action| action.id == "S26-11");
    let standard = handover.unwrap().standard.as_ref().unwrap();
    assert_eq!(standard.same_cases, Some(Verdict::TooFew));
    assert_eq!(standard.same_cases_why_not, None::<NoVerdict>);
    let focus = &helped.focus[0];
    assert_eq!(
        (focus.standards.len(), focus.themes.len(), focus.actions.all),
        (2, 2, 3)
    );
}
