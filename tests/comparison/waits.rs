//! Waits and thresholds: days and levels of small rounds, counted by hand.

use case_audit::analysis::Share;
use case_audit::analysis::comparison::{Asked, CaseRecords, NotHeld, Practice};
use case_audit::analysis::summary::{CrossGroup, DurationGroup};
use case_audit::model::{
    Action, ActionLevel, ActionStatus, Audit, Choice, Date, Duration, Fact, FactKind, FactValue,
    Tool,
};
use proptest::prelude::*;

use crate::small::{audit, round};
use crate::{Alike, Loaded, compare};

/// Facts of the small tool come before these.
const OPENED: usize = 2;
const VISITED: usize = 3;

fn fact(id: &str, kind: FactKind) -> Fact {
    Fact {
        id: id.to_owned(),
        label: id.to_owned(),
        kind,
        required: false,
    }
}

fn levels(ids: &[&str]) -> FactKind {
    let choice = |id: &&str| Choice {
        id: (*id).to_owned(),
        label: (*id).to_owned(),
        also: Vec::new(),
    };
    FactKind::Choice(ids.iter().map(choice).collect())
}

/// The small tool with two dates, the days between them, and two levels of help.
fn with_waits(tool: &mut Tool) {
    let three = levels(&["little", "some", "much"]);
    tool.facts.extend([
        fact("opened", FactKind::Date),
        fact("visited", FactKind::Date),
        fact("pointed_to", three.clone()),
        fact("given", three),
    ]);
    tool.durations.push(Duration {
        id: "wait".to_owned(),
        title: "Opened to visited".to_owned(),
        from: OPENED,
        to: VISITED,
        within: Some(10),
    });
}

/// A case with the days on which it was opened and visited, from the first of January on,
/// and the levels that were pointed to and given; a dot is blank.
fn case(name: &str, hub: &str, said: &str) -> Audit {
    let mut audit = audit(name, hub, "s . .");
    let words: Vec<&str> = said.split(' ').collect();
    let day = |word: &str| match word.parse() {
        Ok(day) => FactValue::Date(Date::new(2026, 1, day).unwrap()),
        Err(_) => FactValue::Missing,
    };
    let level = |word: &str| match "lsm".find(word) {
        Some(place) => FactValue::Choice(u16::try_from(place).unwrap()),
        None => FactValue::Missing,
    };
    audit.facts.extend([
        day(words[0]),
        day(words[1]),
        level(words[2]),
        level(words[3]),
    ]);
    audit
}

fn with(audits: Vec<Audit>) -> Loaded {
    let mut loaded = round(audits);
    with_waits(&mut loaded.tool);
    loaded
}

fn before() -> Loaded {
    with(vec![
        case("1", "ash", "1 5 l l"),
        case("2", "ash", "1 21 m l"),
        case("3", "birch", "2 12 s m"),
        case("4", "birch", "9 3 s ."),
        case("5", "birch", "4 . m m"),
    ])
}

fn after() -> Loaded {
    with(vec![
        case("1", "ash", "1 3 l l"),
        case("2", "ash", "1 8 m m"),
        case("6", "birch", "2 13 . ."),
        case("7", "birch", ". . s m"),
    ])
}

/// Cases with both days, median, least, greatest, and within the time.
type Days = (u64, Option<f64>, Option<f64>, Option<f64>, Option<Share>);

fn days(group: &DurationGroup) -> Days {
    let days = group.days;
    (
        days.cases,
        days.median,
        days.least,
        days.greatest,
        group.within,
    )
}

fn share(count: u64, of: u64) -> Share {
    Share { count, of }
}

/// The same, nearer to the first choice, nearer to the last, not stated.
fn said(group: CrossGroup) -> [u64; 4] {
    [group.same, group.earlier, group.later, group.not_stated]
}

#[test]
fn days_before_and_after_are_those_counted_by_hand() {
    let practice = compare(&before(), &after(), Asked::default());
    let [wait] = &practice.durations[..] else {
        panic!("{:?}", practice.durations);
    };
    assert_eq!((wait.why_not, wait.within_days), (None, Some(10)));
    let (then, now) = (wait.before.unwrap(), wait.after.unwrap());
    // 4, 20 and 10 days; 2, 7 and 11 days.
    let expected = (3, Some(10.0), Some(4.0), Some(20.0), Some(share(2, 3)));
    assert_eq!(days(&then), expected);
    assert_eq!((then.reversed, then.one_date), (1, 1));
    let expected = (3, Some(7.0), Some(2.0), Some(11.0), Some(share(2, 3)));
    assert_eq!(days(&now), expected);
    assert_eq!((now.reversed, now.one_date), (0, 0));
    let [ash, birch] = &wait.hubs[..] else {
        panic!("{:?}", wait.hubs);
    };
    assert_eq!(ash.hub.shown().unwrap().id, "ash");
    let expected = (2, Some(12.0), Some(4.0), Some(20.0), Some(share(1, 2)));
    assert_eq!(days(&ash.before), expected);
    let expected = (2, Some(4.5), Some(2.0), Some(7.0), Some(share(2, 2)));
    assert_eq!(days(&ash.after), expected);
    let expected = (1, Some(10.0), Some(10.0), Some(10.0), Some(share(1, 1)));
    assert_eq!(days(&birch.before), expected);
    let expected = (1, Some(11.0), Some(11.0), Some(11.0), Some(share(0, 1)));
    assert_eq!(days(&birch.after), expected);
}

#[test]
fn levels_pointed_to_and_given_are_those_counted_by_hand() {
    let practice = compare(&before(), &after(), Asked::default());
    let cross = practice.cross.unwrap();
    let ids = [&cross.first, &cross.second].map(|names| names.after.clone().unwrap().id);
    assert_eq!(ids, ["pointed_to", "given"]);
    let ends = [
        cross.first_choice.unwrap().id,
        cross.last_choice.unwrap().id,
    ];
    assert_eq!(ends, ["little", "much"]);
    assert_eq!(cross.why_not, None);
    assert_eq!(said(cross.before.unwrap()), [2, 1, 1, 1]);
    assert_eq!(cross.before.unwrap().stated(), share(2, 4));
    assert_eq!(said(cross.after.unwrap()), [2, 0, 1, 1]);
    let [ash, birch] = &cross.hubs[..] else {
        panic!("{:?}", cross.hubs);
    };
    assert_eq!(said(ash.before), [1, 1, 0, 0]);
    assert_eq!(said(ash.after), [2, 0, 0, 0]);
    assert_eq!(said(birch.before), [1, 0, 1, 1]);
    assert_eq!(said(birch.after), [0, 0, 1, 1]);
}

/// What the tool asks otherwise is no change in practice.
#[test]
fn what_the_tools_do_not_ask_alike_is_not_set_side_by_side() {
    let why = |change: fn(&mut Tool)| {
        let (before, mut after) = (before(), after());
        change(&mut after.tool);
        let there = compare(&before, &after, Asked::default());
        let back = compare(&after, &before, Asked::default());
        for practice in [&there, &back] {
            for wait in &practice.durations {
                let held = wait.why_not.is_none();
                assert_eq!((wait.before.is_some(), wait.after.is_some()), (held, held));
                assert_eq!(wait.hubs.len(), if held { 2 } else { 0 });
            }
            if let Some(cross) = &practice.cross {
                let held = cross.why_not.is_none();
                assert_eq!(
                    (cross.before.is_some(), cross.after.is_some()),
                    (held, held)
                );
                assert_eq!(cross.hubs.len(), if held { 2 } else { 0 });
            }
        }
        [there, back].map(|practice| {
            let waits = practice.durations.iter().map(|wait| wait.why_not);
            let cross = practice.cross.map(|cross| cross.why_not);
            (waits.collect::<Vec<_>>(), cross)
        })
    };
    let both = |waits: Option<NotHeld>, cross: Option<NotHeld>| {
        let said = (vec![waits], Some(cross));
        [said.clone(), said]
    };
    // Other words alone.
    let reworded = why(|tool| {
        "From opening".clone_into(&mut tool.durations[0].title);
        "The level given".clone_into(&mut tool.facts[5].label);
    });
    assert_eq!(reworded, both(None, None));
    let dates = why(|tool| "closed".clone_into(&mut tool.facts[VISITED].id));
    assert_eq!(dates, both(Some(NotHeld::OtherDates), None));
    for within in [None, Some(11)] {
        let days = match within {
            None => why(|tool| tool.durations[0].within = None),
            Some(_) => why(|tool| tool.durations[0].within = Some(11)),
        };
        assert_eq!(days, both(Some(NotHeld::OtherDays), None));
    }
    let turned = why(|tool| {
        let order = levels(&["much", "some", "little"]);
        tool.facts[4].kind = order.clone();
        tool.facts[5].kind = order;
    });
    assert_eq!(turned, both(None, Some(NotHeld::OtherChoices)));
    let renamed = why(|tool| "got".clone_into(&mut tool.facts[5].id));
    assert_eq!(renamed, both(None, Some(NotHeld::OtherFacts)));
    let gone = why(|tool| {
        tool.durations.clear();
        tool.facts[5].kind = levels(&["little", "much"]);
    });
    let [there, back] = gone;
    let (retired, new) = (Some(NotHeld::Retired), Some(NotHeld::New));
    assert_eq!(there, (vec![retired], Some(retired)));
    assert_eq!(back, (vec![new], Some(new)));
    // A tool without either has nothing to say.
    let none = compare(&round(Vec::new()), &round(Vec::new()), Asked::default());
    assert_eq!((none.durations, none.cross), (Vec::new(), None));
}

#[test]
fn an_action_of_one_hub_has_that_hubs_own_counts() {
    let marked = |name: &str, hub: &str, marks: &str| audit(name, hub, marks);
    let mut before = round(vec![
        marked("1", "ash", "s . ."),
        marked("2", "ash", "d . ."),
        marked("3", "ash", "c . ."),
        marked("4", "birch", "s . ."),
    ]);
    let after = round(vec![
        marked("1", "ash", "s . ."),
        marked("2", "ash", "s . ."),
        marked("5", "birch", "d . ."),
    ]);
    let action = |level, hub: &str, standard: usize| Action {
        id: String::new(),
        level,
        case: String::new(),
        hub: hub.to_owned(),
        standard: Some(standard),
        focus: String::new(),
        text: "Meet".to_owned(),
        difference: String::new(),
        owner: String::new(),
        priority: None,
        due: None,
        status: ActionStatus::Done,
        closed_on: None,
        closing_evidence: String::new(),
        carried_from: String::new(),
        notes: String::new(),
    };
    before.actions = Some(vec![
        action(ActionLevel::Hub, "ASH", 0),
        action(ActionLevel::Hub, "Birch", 0),
        action(ActionLevel::Hub, "ash", 1),
        action(ActionLevel::Hub, "Elm", 0),
        action(ActionLevel::Service, "", 0),
    ]);
    let practice = compare(&before, &after, Asked::default());
    let actions = practice.helped.unwrap().actions;
    let own: Vec<Option<(Share, Share)>> = actions
        .iter()
        .map(|action| action.own_hub.as_ref().map(|own| (own.before, own.after)))
        .collect();
    assert_eq!(
        own,
        [
            Some((share(1, 3), share(2, 2))),
            Some((share(1, 1), share(0, 1))),
            Some((share(0, 0), share(0, 0))),
            None,
            None,
        ]
    );
}

fn any_case() -> impl Strategy<Value = Audit> {
    let word = |letters: &'static [&'static str]| prop::sample::select(letters);
    let day = || word(&[".", "1", "2", "5", "9", "12", "30"]);
    let level = || word(&[".", "l", "s", "m"]);
    (word(&["ash", "birch"]), day(), day(), level(), level()).prop_map(
        |(hub, from, to, pointed_to, given)| {
            case("C", hub, &format!("{from} {to} {pointed_to} {given}"))
        },
    )
}

fn any_round() -> impl Strategy<Value = Loaded> {
    prop::collection::vec(any_case(), 0..25).prop_map(|mut audits| {
        for (place, audit) in audits.iter_mut().enumerate() {
            audit.case = format!("C{place}");
        }
        with(audits)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn changing_the_rounds_over_changes_before_and_after_over(
        one in any_round(),
        two in any_round(),
    ) {
        let there = compare(&one, &two, Asked::default());
        let back = compare(&two, &one, Asked::default());
        let (wait, turned) = (&there.durations[0], &back.durations[0]);
        prop_assert_eq!((wait.before, wait.after), (turned.after, turned.before));
        for (hub, turned) in wait.hubs.iter().zip(&turned.hubs) {
            prop_assert_eq!((hub.before, hub.after), (turned.after, turned.before));
        }
        let (cross, turned) = (there.cross.unwrap(), back.cross.unwrap());
        prop_assert_eq!((cross.before, cross.after), (turned.after, turned.before));
        for (hub, turned) in cross.hubs.iter().zip(&turned.hubs) {
            prop_assert_eq!((hub.before, hub.after), (turned.after, turned.before));
        }
    }

    #[test]
    fn hubs_add_up_to_the_service_and_every_case_is_told_once(
        one in any_round(),
        two in any_round(),
    ) {
        let practice = compare(&one, &two, Asked::default());
        let cross = practice.cross.unwrap();
        let sum = |of: fn(&case_audit::analysis::comparison::CrossHub) -> CrossGroup| {
            let mut sum = [0; 4];
            for hub in &cross.hubs {
                for (sum, count) in sum.iter_mut().zip(said(of(hub))) {
                    *sum += count;
                }
            }
            sum
        };
        let (before, after) = (said(cross.before.unwrap()), said(cross.after.unwrap()));
        prop_assert_eq!((sum(|hub| hub.before), sum(|hub| hub.after)), (before, after));
        prop_assert_eq!(before.iter().sum::<u64>(), one.audits.len() as u64);
        prop_assert_eq!(after.iter().sum::<u64>(), two.audits.len() as u64);
        let wait = &practice.durations[0];
        let cases: u64 = wait.hubs.iter().map(|hub| hub.after.days.cases).sum();
        prop_assert_eq!(cases, wait.after.unwrap().days.cases);
        let kept: u64 = wait.hubs.iter().map(|hub| hub.before.within.unwrap().count).sum();
        prop_assert_eq!(kept, wait.before.unwrap().within.unwrap().count);
    }

    #[test]
    fn parts_that_are_merged_say_what_the_whole_says(one in any_round(), at in 0_usize..25) {
        let alike = Alike::new(&one.tool, &one.tool);
        let (left, right) = one.audits.split_at(at.min(one.audits.len()));
        let mut parts = one.side_of(right);
        parts.cases.merge(one.side_of(left).cases);
        parts.cases.merge(CaseRecords::new(&one.tool));
        let other = Practice::new(&parts, &one.side(), &alike.matching(), Asked::default());
        prop_assert_eq!(&other, &compare(&one, &one, Asked::default()));
        prop_assert_eq!(other.durations[0].before, other.durations[0].after);
        let cross = other.cross.unwrap();
        prop_assert_eq!(cross.before, cross.after);
    }
}
