//! Laws that hold for any two rounds.

use std::collections::BTreeSet;

use case_audit::analysis::comparison::{
    Asked, CaseRecords, Needed, PairCounts, Practice, ShareCounts, SharesMovement, Test, Trend,
    Verdict,
};
use case_audit::analysis::statistics::Difference;
use case_audit::model::{Audit, FactValue, FindingKind, Held};
use proptest::prelude::*;

use crate::small::{audit, finding, judged, round};
use crate::{Alike, Loaded, compare};

const ALL: Asked = Asked {
    with_cases: true,
    explain: true,
};

fn any_audit() -> impl Strategy<Value = Audit> {
    let letter = || prop::sample::select(vec!['s', 's', 'e', 'd', 'd', 'u', 'c', 'n', '.']);
    (
        0_u32..40,
        prop::sample::select(vec!["ash", "birch", "elm"]),
        prop::collection::vec(letter(), 7),
        prop::option::of(0_u16..2),
        prop::sample::select(vec![Held::Held, Held::Held, Held::NotHeld, Held::Unsaid]),
        any::<bool>(),
    )
        .prop_map(|(case, hub, letters, stage, held, yes)| {
            let words = letters[..6].chunks(2).map(String::from_iter);
            let marks = words.collect::<Vec<_>>().join(" ");
            let mut audit = judged(audit(&format!("C{case}"), hub, &marks), letters[6]);
            audit.facts = vec![
                stage.map_or(FactValue::Missing, FactValue::Choice),
                FactValue::YesNo(yes),
            ];
            audit.held = held;
            audit
        })
}

/// A round of up to so many cases, each once, with findings on some.
fn any_round() -> impl Strategy<Value = Loaded> {
    prop::collection::vec(any_audit(), 0..60).prop_map(|audits| {
        let mut seen = BTreeSet::new();
        let mut audits = audits;
        audits.retain(|audit| seen.insert(audit.case.clone()));
        let findings = audits.iter().enumerate().map(|(place, audit)| {
            let kind = FindingKind::ALL[audit.case.len() % 3];
            finding(&audit.case, kind, &[place % 2])
        });
        let findings = findings.collect();
        let mut loaded = round(audits);
        loaded.findings = Some(findings);
        loaded
    })
}

fn turned(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Improved => Verdict::Declined,
        Verdict::Declined => Verdict::Improved,
        Verdict::NoClearChange | Verdict::TooFew => verdict,
    }
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-9 * a.abs().max(b.abs()), "{a} {b}");
}

fn mirrored_test(one: Option<Test>, other: Option<Test>) {
    let (Some(one), Some(other)) = (one, other) else {
        assert_eq!(one, other);
        return;
    };
    near(one.p, other.p);
    near(one.p_adjusted, other.p_adjusted);
    near(one.smallest_p, other.smallest_p);
    assert_eq!((one.method, one.family), (other.method, other.family));
    assert_eq!(one.verdict, turned(other.verdict));
}

fn mirrored_difference(one: Option<Difference>, other: Option<Difference>) {
    let turned = other.map(|other| Difference {
        value: -other.value + 0.0,
        low: -other.high,
        high: -other.low,
    });
    assert_eq!(one, turned);
}

fn mirrored_pairs(one: PairCounts, other: PairCounts) {
    let turned = PairCounts {
        up: other.down,
        down: other.up,
        became_evidenced: other.no_longer_evidenced,
        no_longer_evidenced: other.became_evidenced,
        working_before: other.working_after,
        working_after: other.working_before,
        gained: other.lost,
        lost: other.gained,
        ..other
    };
    assert_eq!(one, turned);
}

fn mirrored_shares(one: &SharesMovement, other: &SharesMovement) {
    assert_eq!((one.before, one.after), (other.after, other.before));
    mirrored_test(one.test, other.test);
}

fn turned_counts(counts: ShareCounts) -> ShareCounts {
    ShareCounts {
        up: counts.down,
        down: counts.up,
        ..counts
    }
}

fn assert_mirrored(one: &Practice, other: &Practice) {
    for (one, other) in one.standards.iter().zip(&other.standards) {
        assert_eq!((&one.before, &one.after), (&other.after, &other.before));
        mirrored_difference(one.difference, other.difference);
        mirrored_test(one.test, other.test);
        assert_eq!(one.record.is_some(), other.record.is_some());
        if let (Some(one), Some(other)) = (&one.record, &other.record) {
            assert_eq!((one.before, one.after), (other.after, other.before));
            mirrored_difference(one.difference, other.difference);
            mirrored_test(one.test, other.test);
        }
    }
    for (one, other) in one.domains.iter().zip(&other.domains) {
        mirrored_shares(&one.shares, &other.shares);
        for cell in &one.hubs {
            let name = cell.hub.before.as_ref().unwrap();
            let same = other.hubs.iter();
            let mut same = same.filter(|other| other.hub.before.as_ref() == Some(name));
            mirrored_shares(&cell.shares, &same.next().unwrap().shares);
        }
        assert_eq!(one.hubs.len(), other.hubs.len());
    }
    let (first, second) = (
        one.overall.as_ref().unwrap(),
        other.overall.as_ref().unwrap(),
    );
    mirrored_difference(first.difference, second.difference);
    mirrored_test(first.test, second.test);
    let (first, second) = (
        one.same_cases.as_ref().unwrap(),
        other.same_cases.as_ref().unwrap(),
    );
    assert_eq!(
        (first.cases, first.changed_hub),
        (second.cases, second.changed_hub)
    );
    for (one, other) in first.standards.iter().zip(&second.standards) {
        mirrored_pairs(one.counts, other.counts);
        mirrored_test(one.test, other.test);
        near(one.mcnemar_p, other.mcnemar_p);
        let needed = |test: Option<Test>| test.and_then(|test| test.needed);
        let turned = needed(other.test).map(|needed| Needed {
            improved: needed.declined,
            declined: needed.improved,
        });
        assert_eq!(needed(one.test), turned);
        let (one, other) = (one.moved.as_ref().unwrap(), other.moved.as_ref().unwrap());
        assert_eq!((&one.up, &one.down), (&other.down, &other.up));
    }
    for (one, other) in first.domains.iter().zip(&second.domains) {
        assert_eq!(one.counts, turned_counts(other.counts));
        mirrored_test(one.test, other.test);
    }
    mirrored_pairs(
        first.overall.unwrap().counts,
        second.overall.unwrap().counts,
    );
    let (first, second) = (one.themes.as_ref().unwrap(), other.themes.as_ref().unwrap());
    assert_eq!(first.rows.len(), second.rows.len());
    for (one, other) in first.rows.iter().zip(&second.rows) {
        assert_eq!((one.before, one.after), (other.after, other.before));
        let turned = other.trend.map(|trend| match trend {
            Trend::Rose => Trend::Faded,
            Trend::Faded => Trend::Rose,
            Trend::NoClearChange | Trend::TooFew => trend,
        });
        assert_eq!(one.trend, turned);
    }
    let gaps = |practice: &Practice| {
        let gaps = practice.gaps.as_ref().unwrap();
        (gaps.before, gaps.after)
    };
    assert_eq!(gaps(one), (gaps(other).1, gaps(other).0));
}

/// What the parts of a ledger and of the pairs add up to.
fn assert_sums(practice: &Practice) {
    let same = practice.same_cases.as_ref().unwrap();
    for standard in &same.standards {
        let all = std::iter::once(&standard.counts);
        let all = all.chain(standard.hubs.iter().map(|hub| &hub.counts));
        for counts in all.clone() {
            let sum = counts.up
                + counts.same
                + counts.down
                + counts.became_evidenced
                + counts.no_longer_evidenced
                + counts.never_evidenced;
            assert_eq!(counts.pairs, sum);
            assert_eq!(
                counts.working_before + counts.gained,
                counts.working_after + counts.lost
            );
        }
        let in_scope = |counts: &PairCounts| counts.pairs + counts.excluded.all();
        assert_eq!(in_scope(&standard.counts), same.cases);
        let of_hubs: u64 = all.skip(1).map(in_scope).sum();
        assert_eq!(of_hubs + same.changed_hub, same.cases);
    }
    for domain in &practice.domains {
        let of_hubs: u64 = domain.hubs.iter().map(|hub| hub.shares.before.cases).sum();
        assert!(of_hubs <= domain.shares.before.cases);
    }
    for hub in &practice.sample.hubs {
        assert!(hub.names.shown().is_some());
    }
    let cases: u64 = practice.sample.hubs.iter().map(|hub| hub.cases_after).sum();
    assert_eq!(cases, practice.sample.cases_after);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn changing_the_rounds_over_mirrors_every_figure(one in any_round(), two in any_round()) {
        let (there, back) = (compare(&one, &two, ALL), compare(&two, &one, ALL));
        assert_mirrored(&there, &back);
        assert_mirrored(&back, &there);
        assert_sums(&there);
    }

    #[test]
    fn a_round_beside_itself_has_not_changed(one in any_round()) {
        let practice = compare(&one, &one, ALL);
        let still = |test: Option<Test>| {
            test.is_none_or(|test| {
                matches!(test.verdict, Verdict::NoClearChange | Verdict::TooFew) && test.p == 1.0
            })
        };
        for standard in &practice.standards {
            prop_assert!(still(standard.test));
            prop_assert!(standard.difference.is_none_or(|difference| difference.value == 0.0));
        }
        for domain in &practice.domains {
            prop_assert!(still(domain.shares.test));
            prop_assert!(domain.hubs.iter().all(|hub| still(hub.shares.test)));
        }
        let same = practice.same_cases.unwrap();
        prop_assert_eq!(same.cases, u64::try_from(one.audits.len()).unwrap());
        prop_assert_eq!((same.changed_hub, same.near_matches), (0, 0));
        for standard in &same.standards {
            let counts = standard.counts;
            prop_assert_eq!((counts.up, counts.down, counts.gained, counts.lost), (0, 0, 0, 0));
            prop_assert!(still(standard.test));
        }
        for domain in &same.domains {
            prop_assert_eq!((domain.counts.up, domain.counts.down), (0, 0));
        }
        let themes = practice.themes.unwrap();
        prop_assert!(themes.rows.iter().all(|row| row.before == row.after));
        prop_assert!(!practice.sample.facts.iter().flat_map(|f| &f.choices).any(|c| c.shifted));
    }

    #[test]
    fn no_figure_depends_on_the_order_of_rows_or_parts(
        one in any_round(),
        two in any_round(),
        at in 0_usize..60,
    ) {
        let alike = Alike::new(&one.tool, &two.tool);
        let straight = compare(&one, &two, ALL);
        // Backwards, and in two parts that are merged the other way round.
        let turned = |loaded: &Loaded| -> Vec<Audit> { loaded.audits.iter().rev().cloned().collect() };
        let (first, second) = (turned(&one), turned(&two));
        let mut before = one.side_of(&first);
        let (left, right) = second.split_at(at.min(second.len()));
        let mut after = two.side_of(right);
        after.cases.merge(two.side_of(left).cases);
        before.cases.merge(CaseRecords::new(&one.tool));
        let other = Practice::new(&before, &after, &alike.matching(), ALL);
        prop_assert_eq!(
            serde_json::to_string(&straight).unwrap(),
            serde_json::to_string(&other).unwrap()
        );
    }
}
