//! Small rounds counted by hand.

use case_audit::analysis::comparison::{
    Asked, Excluded, Footing, HubFate, NoVerdict, NotPaired, PairCounts, Practice, StandardPairs,
    Trend, Verdict,
};
use case_audit::analysis::statistics::{fisher_exact, sign_test};
use case_audit::model::{
    Action, ActionLevel, ActionStatus, FactValue, FindingKind, Focus, Held, MeasureMark,
};

use crate::small::{audit, finding, judged, many, round, sheet};
use crate::{Alike, Loaded, compare};

const CASES: Asked = Asked {
    with_cases: true,
    explain: false,
};
const EXPLAIN: Asked = Asked {
    with_cases: false,
    explain: true,
};

fn pairs_of<'p>(practice: &'p Practice, id: &str) -> &'p StandardPairs {
    let same = practice.same_cases.as_ref().unwrap();
    let standards = same.standards.iter();
    let mut found = standards.filter(|pairs| pairs.standard.shown().unwrap().id == id);
    found.next().unwrap()
}

#[test]
fn pairs_by_hand() {
    let before = round(vec![
        audit("P1", "ash", "d . ."),
        audit("P2", "ash", "s . ."),
        audit("P3", "ash", "e . ."),
        audit("P4", "ash", "u . ."),
        audit("P5", "ash", "s . ."),
        audit("P6", "ash", "u . ."),
        audit("P7", "ash", "n . ."),
        audit("P8", "ash", ". . ."),
        audit("P9", "ash", "c . ."),
        audit("EH-0012", "ash", "s . ."),
        audit("X1", "birch", "s . ."),
    ]);
    let after = round(vec![
        audit("P1", "ash", "e . ."),
        audit("P2", "ash", "e . ."),
        audit("P3", "ash", "e . ."),
        audit("P4", "ash", "s . ."),
        audit("P5", "ash", "u . ."),
        audit("P6", "ash", "u . ."),
        audit("P7", "ash", "s . ."),
        audit("P8", "ash", "n . ."),
        audit("P9", "birch", "d . ."),
        audit("eh 12", "ash", "s . ."),
        audit("Y1", "birch", "s . ."),
    ]);
    let practice = compare(&before, &after, CASES);
    let same = practice.same_cases.as_ref().unwrap();
    assert_eq!((same.cases, same.changed_hub), (9, 1));
    let pairs = pairs_of(&practice, "a");
    let expected = PairCounts {
        pairs: 7,
        up: 2,
        same: 1,
        down: 1,
        became_evidenced: 1,
        no_longer_evidenced: 1,
        never_evidenced: 1,
        working_before: 3,
        working_after: 4,
        gained: 2,
        lost: 1,
        excluded: Excluded {
            missing: 1,
            outside_rule: 0,
            skipped: 0,
            not_applicable: 1,
        },
    };
    assert_eq!(pairs.counts, expected);
    assert_eq!((pairs.test.unwrap().p, pairs.mcnemar_p), (1.0, 1.0));
    let moved = pairs.moved.as_ref().unwrap();
    assert_eq!(moved.up, ["P1", "P9"]);
    assert_eq!(moved.down, ["P2"]);
    // The case that changed hub counts for the service and for no hub.
    let [ash, birch] = &pairs.hubs[..] else {
        panic!("{:?}", pairs.hubs);
    };
    assert_eq!((ash.counts.pairs, ash.counts.up), (6, 1));
    assert_eq!(birch.counts, PairCounts::default());
    // Alike, and not paired.
    let near = same.near_match_references.as_ref().unwrap();
    assert_eq!(same.near_matches, 1);
    assert_eq!(
        (near[0].before.as_str(), near[0].after.as_str()),
        ("EH-0012", "eh 12")
    );
    // A standard that nobody was rated on belongs to no family.
    assert_eq!(pairs_of(&practice, "b").test, None);
    assert_eq!(pairs.test.unwrap().family, 1);
}

#[test]
fn references_are_told_only_where_they_are_asked_for() {
    let one = round(vec![
        audit("SECRET-01", "ash", "d s s"),
        audit("S-7", "ash", "d s s"),
    ]);
    let two = round(vec![
        audit("SECRET-01", "ash", "s s s"),
        audit("S-07", "ash", "d s s"),
    ]);
    let json = |asked| serde_json::to_string(&compare(&one, &two, asked)).unwrap();
    assert!(json(CASES).contains("SECRET-01") && json(CASES).contains("S-07"));
    for text in ["SECRET", "S-07", "S-7"] {
        assert!(!json(Asked::default()).contains(text), "{text}");
    }
}

#[test]
fn a_rating_that_the_rule_leaves_out_is_no_pair() {
    let open = |mut audit: case_audit::model::Audit| {
        audit.facts[0] = FactValue::Choice(0);
        audit
    };
    let before = round(vec![
        audit("P1", "ash", ". . s"),
        open(audit("P2", "ash", ". . s")),
        open(audit("P3", "ash", ". . .")),
        audit("P4", "ash", ". . d"),
    ]);
    let after = round(vec![
        open(audit("P1", "ash", ". . s")),
        audit("P2", "ash", ". . s"),
        audit("P3", "ash", ". . s"),
        audit("P4", "ash", ". . s"),
    ]);
    let counts = pairs_of(&compare(&before, &after, CASES), "c").counts;
    assert_eq!((counts.pairs, counts.up), (1, 1));
    assert_eq!(
        (counts.excluded.outside_rule, counts.excluded.skipped),
        (2, 1)
    );
}

#[test]
fn cases_are_paired_only_under_one_numbering() {
    let cases = || many("C", 3, "ash", "s s s");
    let with = |key: Option<&str>| {
        let mut loaded = round(cases());
        loaded.round.as_mut().unwrap().case_key = key.map(str::to_owned);
        loaded
    };
    let why = |before: Option<&str>, after: Option<&str>| {
        let practice = compare(&with(before), &with(after), CASES);
        assert_eq!(practice.same_cases.is_none(), practice.not_paired.is_some());
        assert_eq!(
            practice.sample.in_both.is_none(),
            practice.not_paired.is_some()
        );
        practice.not_paired
    };
    assert_eq!(why(Some("x"), Some("x")), None);
    assert_eq!(why(Some("x"), Some("y")), Some(NotPaired::OtherNumbering));
    assert_eq!(why(None, None), Some(NotPaired::NeitherNamesNumbering));
    assert_eq!(why(None, Some("x")), Some(NotPaired::EarlierNamesNone));
    assert_eq!(why(Some("x"), Some("")), Some(NotPaired::LaterNamesNone));
}

#[test]
fn a_clear_rise_a_clear_fall_and_too_few() {
    let mixed = |a: &str, b: &str| many(&format!("{a}{b}"), 8, "ash", &format!("{a} {b} ."));
    let before = round([mixed("d", "s"), vec![audit("one", "birch", ". . s")]].concat());
    let after = round([mixed("s", "c"), vec![audit("two", "birch", ". . d")]].concat());
    let practice = compare(&before, &after, Asked::default());
    let [a, b, c] = &practice.standards[..] else {
        panic!("{:?}", practice.standards);
    };
    // 0 of 8 against 8 of 8 has p = 2/C(16, 8) = 1/6435, the smallest there is.
    let test = a.test.unwrap();
    assert_eq!((test.verdict, test.family), (Verdict::Improved, 3));
    assert!((test.p - 1.0 / 6435.0).abs() < 1e-15 && test.p == test.smallest_p);
    assert!((test.p_adjusted - 1.5 / 6435.0).abs() < 1e-15);
    assert_eq!(a.difference.unwrap().value, 1.0);
    assert_eq!(b.test.unwrap().verdict, Verdict::Declined);
    assert_eq!(b.difference.unwrap().value, -1.0);
    // One against one can never be clear.
    assert_eq!(c.test.unwrap().verdict, Verdict::TooFew);
    assert_eq!(c.test.unwrap().smallest_p, 1.0);
    // Every case has one of its two standards working in both rounds.
    let one = &practice.domains[0];
    assert_eq!(one.shares.test.unwrap().p, 1.0);
    assert_eq!(one.shares.test.unwrap().verdict, Verdict::NoClearChange);
    assert_eq!(
        (one.shares.before.cases, one.shares.before.working.of),
        (8, 16)
    );
    assert_eq!(practice.headlines.all_cases.improved, []);
}

#[test]
fn a_domain_rests_on_its_compared_standards_alone() {
    let before = round(many("B", 8, "ash", "d s ."));
    let mut after = round(many("A", 8, "ash", "s d ."));
    // What `b` means has changed.
    after.tool.standards[1].edition = 2;
    let practice = compare(&before, &after, Asked::default());
    let [a, b, _] = &practice.standards[..] else {
        panic!("{:?}", practice.standards);
    };
    assert_eq!(b.footing, Footing::SideBySide);
    assert_eq!(b.before.as_ref().unwrap().working.count, 8);
    assert_eq!(b.after.as_ref().unwrap().working.count, 0);
    assert_eq!((b.test, b.difference), (None, None));
    assert_eq!(a.test.unwrap().family, 1);
    let domain = &practice.domains[0];
    assert_eq!(domain.standards.len(), 1);
    assert_eq!(
        (
            domain.shares.before.working.of,
            domain.shares.after.working.count
        ),
        (8, 8)
    );
    assert_eq!(domain.shares.test.unwrap().verdict, Verdict::Improved);
    assert_eq!(practice.headlines.all_cases.improved[0].id, "one");
    assert_eq!(practice.same_cases.unwrap().standards.len(), 2);
}

#[test]
fn the_counts_that_would_have_been_clear() {
    let some = |of: usize, working: usize, prefix: &str| {
        let mut audits = many(&format!("{prefix}w"), working, "ash", "s . .");
        audits.extend(many(&format!("{prefix}n"), of - working, "ash", "d . ."));
        audits
    };
    for (before, after) in [
        ((10, 5), (10, 6)),
        ((30, 9), (25, 20)),
        ((3, 1), (2, 1)),
        ((8, 0), (12, 12)),
    ] {
        let practice = compare(
            &round(some(before.0, before.1, "B")),
            &round(some(after.0, after.1, "A")),
            EXPLAIN,
        );
        let test = practice.standards[0].test.unwrap();
        assert_eq!(test.family, 1);
        let clear = |count: u64| {
            let (b, b_of) = (before.1 as u64, before.0 as u64);
            let of = after.0 as u64;
            let up = count * b_of > b * of;
            let p = fisher_exact(b, b_of - b, count, of - count);
            (p < 0.05).then_some(up)
        };
        let of = after.0 as u64;
        let needed = test.needed.unwrap();
        let improved = (0..=of)
            .rev()
            .take_while(|count| clear(*count) == Some(true))
            .last();
        let declined = (0..=of)
            .take_while(|count| clear(*count) == Some(false))
            .last();
        assert_eq!(
            (needed.improved, needed.declined),
            (improved, declined),
            "{before:?} {after:?}"
        );
    }
    // 5 of 10: all of 10 would be clear, 9 would not.
    let practice = compare(&round(some(10, 5, "B")), &round(some(10, 6, "A")), EXPLAIN);
    let needed = practice.standards[0].test.unwrap().needed.unwrap();
    assert_eq!((needed.improved, needed.declined), (Some(10), Some(0)));

    // Pairs: 3 up, 5 that stayed, none down: 6 up would be clear (2 · 0.5⁶ = 0.03125).
    let before = round(many("C", 8, "ash", "d . ."));
    let mut after = before.audits.clone();
    for audit in &mut after[..3] {
        audit.ratings[0].record = case_audit::model::Mark::Level(0);
    }
    let practice = compare(&before, &round(after), EXPLAIN);
    let test = pairs_of(&practice, "a").test.unwrap();
    assert!((test.p - 0.25).abs() < 1e-12 && (sign_test(6, 0) - 0.03125).abs() < 1e-12);
    assert_eq!(test.verdict, Verdict::NoClearChange);
    let needed = test.needed.unwrap();
    assert_eq!((needed.improved, needed.declined), (Some(6), None));
    // Not asked for, not there.
    let practice = compare(&before, &before, Asked::default());
    assert_eq!(practice.standards[0].test.unwrap().needed, None);
}

#[test]
fn the_record_stands_beside_where_discussions_differ() {
    let before = round(many("B", 8, "ash", "d . ."));
    let mut after = round(many("A", 8, "ash", "ds . ."));
    assert_eq!(compare(&before, &after, EXPLAIN).standards[0].record, None);
    after.audits[0].held = Held::NotHeld;
    let practice = compare(&before, &after, Asked::default());
    assert!(practice.sample.record_beside);
    let a = &practice.standards[0];
    assert_eq!(a.test.unwrap().verdict, Verdict::Improved);
    let record = a.record.unwrap();
    assert_eq!((record.before.count, record.after.count), (0, 0));
    assert_eq!(record.test.unwrap().verdict, Verdict::NoClearChange);
    let domain = &practice.domains[0];
    assert_eq!(domain.shares.test.unwrap().verdict, Verdict::Improved);
    assert_eq!(
        domain.record.unwrap().test.unwrap().verdict,
        Verdict::NoClearChange
    );
    assert_eq!(domain.hubs[0].record.unwrap().after.working.count, 0);
    // The gap is what the discussion showed beyond the record.
    let gaps = practice.gaps.unwrap();
    assert_eq!((gaps.before.pairs, gaps.after.pairs), (0, 8));
    let a = &gaps.standards[0].after;
    assert_eq!(
        (a.record_working, a.discussion_working, a.higher),
        (0, 8, 8)
    );
}

#[test]
fn hubs_that_came_went_or_were_renamed() {
    let mut before = round([many("B", 8, "ash", "d d ."), many("W", 4, "birch", "s s .")].concat());
    let mut after = round([many("A", 8, "oak", "s s ."), many("N", 3, "elm", "s s .")].concat());
    let hubs = &mut after.round.as_mut().unwrap().hubs;
    hubs[0].id = "oak".to_owned();
    hubs[0].label = "Oak".to_owned();
    hubs[0].was = vec!["ash".to_owned()];
    hubs[1].id = "elm".to_owned();
    hubs[1].label = "Elm".to_owned();
    let practice = compare(&before, &after, Asked::default());
    let hubs: Vec<_> = practice
        .sample
        .hubs
        .iter()
        .map(|hub| {
            (
                hub.names.shown().unwrap().id.as_str(),
                hub.fate,
                hub.cases_before,
                hub.cases_after,
            )
        })
        .collect();
    assert_eq!(
        hubs,
        [
            ("oak", HubFate::Renamed, 8, 8),
            ("elm", HubFate::Came, 0, 3),
            ("birch", HubFate::Went, 4, 0),
        ]
    );
    let cells = &practice.domains[0].hubs;
    assert_eq!(cells.len(), 1);
    assert_eq!(cells[0].shares.test.unwrap().verdict, Verdict::Improved);
    assert_eq!(cells[0].shares.test.unwrap().family, 1);
    // A hub of both rounds without a case in one is in no comparison.
    before.round.as_mut().unwrap().hubs[1].id = "elm".to_owned();
    before.audits.truncate(8);
    let practice = compare(&before, &after, Asked::default());
    assert_eq!(practice.domains[0].hubs.len(), 2);
    assert_eq!(practice.domains[0].hubs[1].shares.test, None);
}

#[test]
fn the_overall_judgement_is_a_family_of_its_own() {
    let with = |letter: char, count: usize| -> Vec<_> {
        let audits = many(&letter.to_string(), count, "ash", "s s s").into_iter();
        audits.map(|audit| judged(audit, letter)).collect()
    };
    let before = round([with('d', 6), with('s', 2)].concat());
    let after = round([with('d', 1), with('s', 9)].concat());
    let overall = compare(&before, &after, Asked::default()).overall.unwrap();
    let count = |figures: &Option<_>| -> (u64, u64) {
        let figures: &case_audit::analysis::comparison::StandardFigures = figures.as_ref().unwrap();
        (figures.working.count, figures.working.of)
    };
    assert_eq!(
        (count(&overall.before), count(&overall.after)),
        ((2, 8), (9, 10))
    );
    let test = overall.test.unwrap();
    assert_eq!((test.family, test.p), (1, fisher_exact(2, 6, 9, 1)));
    assert_eq!((test.p_adjusted, test.verdict), (test.p, Verdict::Improved));
    assert!((overall.difference.unwrap().value - 0.65).abs() < 1e-12);

    let before = round(
        many("C", 6, "ash", "s s s")
            .into_iter()
            .map(|audit| judged(audit, 'c'))
            .collect(),
    );
    let after = round(
        many("C", 6, "ash", "s s s")
            .into_iter()
            .map(|audit| judged(audit, 'd'))
            .collect(),
    );
    let pairs = compare(&before, &after, CASES)
        .same_cases
        .unwrap()
        .overall
        .unwrap();
    assert_eq!((pairs.counts.up, pairs.counts.gained), (6, 0));
    let test = pairs.test.unwrap();
    assert!((test.p - 0.03125).abs() < 1e-12 && pairs.mcnemar_p == 1.0);
    assert_eq!(pairs.test.unwrap().verdict, Verdict::Improved);
}

#[test]
fn what_else_differs_between_the_samples() {
    let mut before = round(many("C", 20, "ash", "s s s"));
    let mut after = round(many("C", 18, "ash", "s s s"));
    for audit in &mut before.audits {
        audit.facts = vec![FactValue::Choice(0), FactValue::YesNo(true)];
        audit.measures = vec![(MeasureMark::Value(3.0), MeasureMark::Value(5.0))];
    }
    before.audits[0].auditor = "A0".to_owned();
    before.audits[1].held = Held::NotHeld;
    before.audits[2].facts[0] = FactValue::Missing;
    for audit in &mut after.audits {
        audit.auditor = "A2".to_owned();
        audit.facts[1] = FactValue::YesNo(true);
    }
    after.audits[0].auditor = "A1".to_owned();
    let practice = compare(&before, &after, Asked::default());
    let sample = &practice.sample;
    assert_eq!(
        (sample.cases_before, sample.cases_after, sample.in_both),
        (20, 18, Some(18))
    );
    let auditors = sample.auditors;
    assert_eq!(
        (auditors.both, auditors.before_only, auditors.after_only),
        (1, 1, 1)
    );
    assert_eq!(
        (
            sample.discussions_before.held,
            sample.discussions_before.not_held
        ),
        (19, 1)
    );
    let [stage, disability] = &sample.facts[..] else {
        panic!("{:?}", sample.facts);
    };
    assert_eq!(stage.missing_before, 1);
    let open = &stage.choices[0];
    assert_eq!(
        (open.before.unwrap().count, open.before.unwrap().of),
        (19, 19)
    );
    assert_eq!((open.after.unwrap().count, open.after.unwrap().of), (0, 18));
    assert!(open.shifted && stage.choices[1].shifted);
    // Three choices are tested; all had a disability in both rounds.
    assert_eq!(open.p.unwrap(), fisher_exact(19, 0, 0, 18));
    assert!((open.p_adjusted.unwrap() - open.p.unwrap() * 1.5).abs() < 1e-15);
    assert_eq!(disability.choices.len(), 1);
    assert_eq!(
        (disability.choices[0].p, disability.choices[0].shifted),
        (Some(1.0), false)
    );
    let measure = &practice.measures[0];
    assert_eq!(
        (measure.before.better, measure.before.median_now),
        (20, Some(5.0))
    );
    assert_eq!((measure.after.pairs, measure.after.sign_p), (0, None));
}

#[test]
fn themes_that_rose_and_faded() {
    let mut before = round(many("C", 10, "ash", "s s s"));
    let mut after = round(many("C", 10, "ash", "s s s"));
    let each = |kind, theme: usize, cases: usize| {
        (0..cases).map(move |case| finding(&format!("C{case}"), kind, &[theme]))
    };
    let (working, not_working) = (FindingKind::Working, FindingKind::NotWorking);
    let mut told: Vec<_> = each(not_working, 0, 9).chain(each(working, 1, 1)).collect();
    told.push(finding("C1", not_working, &[0]));
    told.push(finding("C2", not_working, &[]));
    told.push(finding("nobody", not_working, &[0]));
    let mut other = finding("C3", not_working, &[1]);
    other.auditor = "somebody else".to_owned();
    told.push(other);
    before.findings = Some(told);
    after.findings = Some(each(not_working, 0, 1).chain(each(working, 1, 9)).collect());
    let practice = compare(&before, &after, CASES);
    let themes = practice.themes.as_ref().unwrap();
    assert_eq!((themes.before.findings, themes.before.cases), (12, 9));
    assert_eq!(
        (themes.before.other_audits, themes.before.not_counted),
        (1, 1)
    );
    let rows: Vec<_> = themes
        .rows
        .iter()
        .map(|row| {
            (
                row.theme.shown().map(|name| name.id.as_str()),
                row.kind,
                row.trend,
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            (Some("recording"), working, Some(Trend::Rose)),
            (Some("waiting"), not_working, Some(Trend::Faded)),
            (None, not_working, None),
        ]
    );
    let waiting = &themes.rows[1];
    let figures = waiting.before.unwrap();
    assert_eq!(
        (figures.cases.count, figures.cases.of, figures.findings),
        (9, 10, 10)
    );
    assert_eq!(waiting.p.unwrap(), fisher_exact(9, 1, 1, 9));
    assert!(
        !serde_json::to_string(&practice)
            .unwrap()
            .contains("words about a family")
    );
    // A round without findings has none to compare.
    before.findings = None;
    assert_eq!(compare(&before, &after, CASES).themes, None);
}

fn action(id: &str, level: ActionLevel, standard: Option<usize>, text: &str) -> Action {
    Action {
        id: id.to_owned(),
        level,
        case: String::new(),
        hub: String::new(),
        standard,
        focus: String::new(),
        text: text.to_owned(),
        difference: String::new(),
        owner: String::new(),
        priority: None,
        due: None,
        status: ActionStatus::Done,
        closed_on: None,
        closing_evidence: String::new(),
        carried_from: String::new(),
        notes: String::new(),
    }
}

#[test]
fn actions_stand_beside_what_moved() {
    let mut before = round(many("C", 8, "ash", "d s ."));
    let mut after = round(many("C", 8, "ash", "s d ."));
    after.tool.standards[1].edition = 2;
    let mut for_a_case = action("1", ActionLevel::Case, Some(0), "about one family");
    for_a_case.case = "C1".to_owned();
    let mut of_hub = action("2", ActionLevel::Hub, Some(0), "Every team keeps a diary");
    of_hub.focus = "better  DIARIES".to_owned();
    of_hub.closing_evidence = "seen in June".to_owned();
    let changed = action("3", ActionLevel::Service, Some(1), "A new form");
    let unrated = action("4", ActionLevel::Service, Some(2), "Warm handovers");
    let none = action("5", ActionLevel::Service, None, "A summer party");
    let focus = Focus {
        title: "Better diaries".to_owned(),
        standards: vec!["a".to_owned(), "c".to_owned()],
        themes: vec!["waiting".to_owned()],
    };
    before.actions = Some(vec![for_a_case, of_hub, changed, unrated, none]);
    before.round.as_mut().unwrap().focus = vec![focus];
    before.findings = Some(vec![finding("C1", FindingKind::Working, &[0])]);
    let practice = compare(&before, &after, Asked::default());
    let helped = practice.helped.as_ref().unwrap();
    assert_eq!(
        (helped.all.all, helped.cases.all, helped.withheld),
        (5, 1, 1)
    );
    let [of_hub, changed, unrated, none] = &helped.actions[..] else {
        panic!("{:?}", helped.actions);
    };
    assert!(of_hub.with_evidence && !changed.with_evidence);
    let standard = of_hub.standard.as_ref().unwrap();
    assert_eq!(standard.all_cases, Some(Verdict::Improved));
    assert_eq!(
        (
            standard.before.unwrap().count,
            standard.after.unwrap().count
        ),
        (0, 8)
    );
    assert_eq!(
        (standard.same_cases, standard.pairs.unwrap().up),
        (Some(Verdict::Improved), 8)
    );
    let standard = changed.standard.as_ref().unwrap();
    assert_eq!(standard.all_cases, None);
    assert_eq!(standard.all_cases_why_not, Some(NoVerdict::MeaningChanged));
    assert_eq!(standard.same_cases_why_not, Some(NoVerdict::MeaningChanged));
    let standard = unrated.standard.as_ref().unwrap();
    assert_eq!(standard.all_cases_why_not, Some(NoVerdict::NoRatings));
    assert_eq!(standard.same_cases_why_not, Some(NoVerdict::NoPairs));
    assert_eq!(none.standard, None);
    let focus = &helped.focus[0];
    assert_eq!((focus.standards.len(), focus.actions.all), (2, 1));
    assert_eq!(focus.themes[0].kinds[0].before.unwrap().cases.count, 1);
    let json = |asked| serde_json::to_string(&compare(&before, &after, asked)).unwrap();
    assert!(!json(Asked::default()).contains("about one family"));
    assert!(json(CASES).contains("about one family"));
    // A later tool without the standard.
    let mut retired = round(many("D", 8, "ash", "s"));
    retired.tool.standards.remove(2);
    let practice = compare(&before, &retired, Asked::default());
    let helped = practice.helped.unwrap();
    let standard = helped.actions[2].standard.as_ref().unwrap();
    assert_eq!(standard.all_cases_why_not, Some(NoVerdict::Retired));
    assert_eq!((standard.before, standard.after), (None, None));
}

/// Every number that a reader would see is one, and unknown is never a number.
fn assert_no_hole(value: &serde_json::Value, within: &str) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                let must = match within {
                    "test" => ["p", "p_adjusted", "smallest_p"].contains(&name.as_str()),
                    "difference" => true,
                    _ => ["sign_p", "mcnemar_p"].contains(&name.as_str()) && within != "measures",
                };
                assert!(!must || value.is_number(), "{within} {name} {value}");
                let within = if value.is_array() || value.is_object() {
                    name
                } else {
                    within
                };
                let within = if ["before", "after"].contains(&name.as_str()) {
                    "measures"
                } else {
                    within
                };
                assert_no_hole(value, within);
            }
        }
        serde_json::Value::Array(values) => {
            for value in values {
                assert_no_hole(value, within);
            }
        }
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => {}
    }
}

#[test]
fn empty_rounds_and_rounds_of_other_sizes() {
    let sizes = [0, 1, 20, 60];
    let rounds: Vec<Loaded> = sizes
        .iter()
        .map(|size| {
            round(many(
                "C",
                *size,
                if *size == 20 { "birch" } else { "ash" },
                "s d u",
            ))
        })
        .collect();
    for before in &rounds {
        for after in &rounds {
            let practice = compare(before, after, EXPLAIN);
            assert_no_hole(&serde_json::to_value(&practice).unwrap(), "");
            let empty = before.audits.is_empty() || after.audits.is_empty();
            for standard in &practice.standards {
                assert_eq!(standard.test.is_none(), empty);
            }
            for domain in &practice.domains {
                assert_eq!(domain.shares.test.is_none(), empty);
            }
        }
    }
    // A spreadsheet has no round, no hubs' list and no numbering.
    let alike = Alike::new(&rounds[3].tool, &rounds[3].tool);
    let practice = Practice::new(
        &sheet(&rounds[3]),
        &rounds[2].side(),
        &alike.matching(),
        Asked::default(),
    );
    assert_eq!(practice.not_paired, Some(NotPaired::EarlierNamesNone));
    assert_eq!(practice.sample.hubs[0].fate, HubFate::Stayed);
    assert_eq!(practice.themes, None);
    assert_eq!(practice.helped, None);
}
