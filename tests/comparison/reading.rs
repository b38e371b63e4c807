//! What a reader is given to bear in mind, in small rounds counted by hand.

use case_audit::analysis::Share;
use case_audit::analysis::comparison::{
    Asked, DomainMovement, NotJudged, Practice, Unjudged, Verdict,
};
use case_audit::model::{Audit, Date};

use crate::compare;
use crate::small::{audit, many, round};

fn compared(before: Vec<Audit>, after: Vec<Audit>) -> Practice {
    compare(&round(before), &round(after), Asked::default())
}

fn one(practice: &Practice) -> &DomainMovement {
    &practice.domains[0]
}

#[test]
fn cases_shares_and_all_ratings_may_point_apart() {
    // Cases with all of their ratings working: 15 of 45, then 60 of 92. Ratings working:
    // 30 of 60, then 60 of 124.
    let before = [many("A", 30, "ash", "c n ."), many("B", 15, "ash", "s s .")].concat();
    let after = [many("C", 60, "ash", "s n ."), many("D", 32, "ash", "c c .")].concat();
    let apart = compared(before.clone(), after.clone());
    let shares = &one(&apart).shares;
    assert_eq!(shares.before.working, Share { count: 30, of: 60 });
    assert_eq!(shares.after.working, Share { count: 60, of: 124 });
    assert_eq!(shares.test.unwrap().verdict, Verdict::Improved);
    assert!(shares.ratings_disagree());
    let back = compared(after, before);
    let shares = &one(&back).shares;
    assert_eq!(shares.test.unwrap().verdict, Verdict::Declined);
    assert!(shares.ratings_disagree());
}

#[test]
fn where_both_point_one_way_or_there_is_no_verdict_nothing_is_said() {
    let low = many("A", 20, "ash", "c c .");
    let high = many("B", 20, "ash", "s s .");
    for (before, after, verdict) in [
        (&low, &high, Verdict::Improved),
        (&high, &low, Verdict::Declined),
        (&low, &low, Verdict::NoClearChange),
    ] {
        let practice = compared(before.clone(), after.clone());
        let shares = &one(&practice).shares;
        assert_eq!(shares.test.unwrap().verdict, verdict);
        assert!(!shares.ratings_disagree());
    }
}

fn largest_fall(practice: &Practice) -> Option<&str> {
    let domain = practice.largest_fall()?;
    Some(domain.domain.shown().unwrap().id.as_str())
}

#[test]
fn the_domain_that_fell_furthest_is_found() {
    // One: 8 of 8, then 7 of 8. Two: 4 of 4, then 2 of 4.
    let whole = many("A", 4, "ash", "s s s");
    let mut after = many("B", 2, "ash", "s s s");
    after.push(audit("B8", "ash", "s c c"));
    after.push(audit("B9", "ash", "s s c"));
    let practice = compared(whole.clone(), after);
    assert_eq!(largest_fall(&practice), Some("two"));
    // One: 8 of 8, then 6 of 8. Two: 4 of 4, then 3 of 4.
    let mut after = many("B", 3, "ash", "s s s");
    after.push(audit("B9", "ash", "c c c"));
    let practice = compared(whole.clone(), after.clone());
    assert_eq!(largest_fall(&practice), Some("one"), "the first of equals");
    assert_eq!(largest_fall(&compared(after, whole.clone())), None, "rose");
    assert_eq!(largest_fall(&compared(whole.clone(), whole)), None);
}

#[test]
fn no_fall_is_sought_where_a_domain_declined() {
    // Two fell further, from 4 of 4 to none of 1, and one declined.
    let mut before = many("A", 16, "ash", "s s .");
    before.extend(many("B", 4, "ash", "s s s"));
    let mut after = many("C", 19, "ash", "c c .");
    after.push(audit("D1", "ash", "c s c"));
    let practice = compared(before, after);
    assert_eq!(practice.headlines.all_cases.declined.len(), 1);
    assert_eq!(largest_fall(&practice), None);
}

#[test]
fn a_standard_is_named_from_five_of_a_hundred_cases_on() {
    // Before, A does not apply in 1 of 20; after, B is blank in 1 of 21, and C in 2.
    let mut before = many("A", 19, "ash", "s s s");
    before.push(audit("A19", "ash", "n s s"));
    let mut after = many("B", 18, "ash", "s s s");
    after.extend(many("C", 2, "ash", "s s ."));
    after.push(audit("D1", "ash", "s . s"));
    let practice = compared(before, after);
    let names = |place: usize| &practice.standards[place].standard;
    let share = |count: u64, of: u64| Share { count, of };
    assert_eq!(
        practice.not_judged(),
        [
            NotJudged {
                standard: names(0),
                why: Unjudged::NotApplicable,
                before: share(1, 20),
                after: share(0, 21),
            },
            NotJudged {
                standard: names(2),
                why: Unjudged::Missing,
                before: share(0, 20),
                after: share(2, 21),
            },
        ]
    );
}

#[test]
fn samples_differ_in_size_from_a_third_on() {
    let sizes_differ = |before: usize, after: usize| {
        let of = |prefix, count| many(prefix, count, "ash", "s s s");
        compared(of("A", before), of("B", after))
            .sample
            .sizes_differ()
    };
    assert!(!sizes_differ(20, 30));
    assert!(!sizes_differ(30, 20));
    assert!(sizes_differ(19, 30));
    assert!(sizes_differ(30, 19));
}

#[test]
fn cases_are_all_followed_where_both_rounds_have_the_same() {
    let all = many("A", 3, "ash", "s s s");
    assert!(compared(all.clone(), all.clone()).follows_every_case());
    let practice = compared(all.clone(), all[1..].to_vec());
    assert!(!practice.follows_every_case());
    let mut unnamed = round(all.clone());
    unnamed.round.as_mut().unwrap().case_key = None;
    let practice = compare(&unnamed, &round(all), Asked::default());
    assert!(!practice.follows_every_case());
}

#[test]
fn rounds_are_backwards_where_their_days_say_so() {
    let day = |text: &str| Some(text.parse::<Date>().unwrap());
    for (before, after, backwards) in [
        (day("2027-03-01"), day("2026-03-02"), true),
        (day("2026-03-02"), day("2027-03-01"), false),
        (day("2026-03-02"), day("2026-03-02"), false),
        (day("2027-03-01"), None, false),
        (None, day("2026-03-02"), false),
    ] {
        let from = |day: Option<Date>| {
            let mut round = round(many("A", 3, "ash", "s s s"));
            round.round.as_mut().unwrap().from = day;
            round
        };
        let practice = compare(&from(before), &from(after), Asked::default());
        assert_eq!(practice.is_backwards(), backwards, "{before:?} {after:?}");
    }
}
