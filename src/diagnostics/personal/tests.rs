//! What is found and what is not. Numbers are those set aside for examples: NHS numbers
//! from the NHS Data Dictionary and of the 999 range that is never issued, telephone
//! numbers that Ofcom keeps for drama, postcodes of public buildings. Names are invented.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::PersonalData::{
    DateOfBirth, Email, Name, NationalInsurance, NhsNumber, Postcode, Telephone,
};
use super::plain::READS;
use super::{Detector, PersonalData, REMOVED};

const FOUND: &[(&str, &[PersonalData])] = &[
    ("943 476 5919", &[NhsNumber]),
    ("her number is 9434765919.", &[NhsNumber]),
    ("943-476-5919", &[NhsNumber]),
    ("943\u{a0}476\u{2013}5919", &[NhsNumber]),
    ("NHS9434765919", &[NhsNumber]),
    ("nhs no:999 000 0018, seen", &[NhsNumber]),
    ("(9990000026)", &[NhsNumber]),
    ("４５０ ５５７ ７１０４", &[NhsNumber]),
    ("401\u{200b}0232137", &[NhsNumber]),
    ("aged 9 943 476 5919", &[NhsNumber]),
    ("DOB 12/03/2014", &[DateOfBirth]),
    ("dob: 12.3.14", &[DateOfBirth]),
    ("D.O.B. 12-03-2014", &[DateOfBirth]),
    ("DOB12032014", &[DateOfBirth]),
    (
        "Date of birth (from the register): 2014-03-12",
        &[DateOfBirth],
    ),
    ("born on 12th of March 2014", &[DateOfBirth]),
    ("He was born at home on 12 March 2014 and", &[DateOfBirth]),
    ("born March 12th, 2014", &[DateOfBirth]),
    ("12/03/2014 (DOB)", &[DateOfBirth]),
    ("12 March 2014 is her date of birth", &[DateOfBirth]),
    ("on 12 March 2014 he was born", &[DateOfBirth]),
    ("her birthday is Sunday 12 Mar 2014", &[DateOfBirth]),
    ("the DOB on the form was 12 03 2014", &[DateOfBirth]),
    ("two children (b. 12/03/14)", &[DateOfBirth]),
    ("DOB on file 12/03/2014", &[DateOfBirth]),
    ("SW1A 1AA", &[Postcode]),
    ("lives at sw1a2aa now", &[Postcode]),
    ("M1 1AE,", &[Postcode]),
    ("B33 8TH", &[Postcode]),
    ("CR2 6XH", &[Postcode]),
    ("dn55  1pt", &[Postcode]),
    ("(EC1A 1BB)", &[Postcode]),
    ("w1a\u{a0}1hq", &[Postcode]),
    ("EH99 1SP", &[Postcode]),
    ("SL0 9BA", &[Postcode]),
    ("W3 1ST", &[Postcode]),
    ("07700 900123", &[Telephone]),
    ("mum on 07700900123, after four", &[Telephone]),
    ("+44 (0)7700 900 123", &[Telephone]),
    ("+447700900123", &[Telephone]),
    ("0044 131 496 0123", &[Telephone]),
    ("447700900123", &[Telephone]),
    ("(0131) 496 0123", &[Telephone]),
    ("020 7946 0123", &[Telephone]),
    ("01632-960123", &[Telephone]),
    ("01632 96012", &[Telephone]),
    ("0306.999.0123", &[Telephone]),
    ("tel.07700900123", &[Telephone]),
    ("0131 496 0123 2 calls", &[Telephone]),
    ("0131 496 01 23", &[Telephone]),
    ("someone@example.org", &[Email]),
    ("(mailto:a.b+c@mail.example.co.uk).", &[Email]),
    ("write to zoë_o'b@example.org.", &[Email]),
    ("AB123456C", &[NationalInsurance]),
    ("ab 12 34 56 c", &[NationalInsurance]),
    ("NI: JK-12-34-56-D.", &[NationalInsurance]),
    ("JK 123456 A", &[NationalInsurance]),
    (
        "SW1A 1AA, 07700 900123, someone@example.org, 943 476 5919, and again SW1A 2AA",
        &[NhsNumber, Postcode, Telephone, Email],
    ),
];

const NOT_FOUND: &[&str] = &[
    "",
    "   ",
    "943 476 5918",
    "987 654 4321",
    "1111111111",
    "0000000000",
    "19434765919",
    "94347659190",
    "2026-943-476-5919",
    "943 476 591",
    "943  476  5919",
    "EH9434765919",
    "12/03/2026",
    "Visit on 12 March 2026, review 2026-03-12",
    "Baby was born early and seen on 12/03/2026",
    "visited 12/03/2026; DOB not recorded",
    "On 12/03/2026 the DOB was missing",
    "DOB was checked on 12/03/2026",
    "newborn visit 12/03/2026",
    "birthday party on 12/03/2026",
    "birth certificate seen 12/03/2026",
    "born in March, the third of four. 12/03/2026",
    "born 32/13/2014",
    "borne out by 12/03/2026",
    "DOB 14 months",
    "EH-0412",
    "EH 04",
    "EH12",
    "W03",
    "A1 2nd",
    "W3 1st",
    "E2 4th team",
    "S17 2hr visit",
    "FAM-2759",
    "X1 1AA",
    "SW1A 1AC",
    "EH0 1AA",
    "EH1A 1AA",
    "REF-EH12AB",
    "EH12AB/7",
    "B1 1AAB",
    "жB1 1AA",
    "éß1 1AA",
    "M1 9am",
    "KS2 3AB",
    "0800 1111",
    "0808 157 0123",
    "07.03.2026 10.30",
    "01-02-2026 10-30",
    "01/02/2026",
    "EH07700900123",
    "07700 90012",
    "4929 0770 0900 1234",
    "014---2026-09-28",
    "0123456789",
    "0150 1 2 3 4 5 6 7",
    "0.07700900123",
    "3.01234567890",
    "75,9434765919",
    "75.9434765919",
    "2026-07700900123",
    "010 1234 5678",
    "022 7946 0123",
    "+1 202 555 0123",
    "2532283",
    "0000000412",
    "1.2E+05",
    "@family_team",
    "coffee @ 3.30",
    "2@3.50",
    "a@b",
    "lunch@noon then home",
    "QQ123456A",
    "AB123456",
    "AB123456E",
    "XAB123456C",
    "GB123456A",
    "AO123456A",
    "PC123456 a letter",
    "EH 12 34 56",
    "between 2 and 10 of 12",
    "Dad at the centre throughout: sets the menu, speaks first at review",
    "born to two teachers, 3 of 4 at home",
    "#REF!",
];

#[test]
fn personal_data_is_found_by_kind() {
    let detector = Detector::default();
    for (text, kinds) in FOUND {
        assert_eq!(detector.find(text), *kinds, "{text:?}");
        assert!(detector.looks_personal(text), "{text:?}");
        assert_eq!(detector.redact(text), REMOVED, "{text:?}");
        assert_eq!(detector.reference_problem(text), kinds.first().copied());
    }
}

#[test]
fn what_only_resembles_it_is_left_alone() {
    let detector = Detector::default();
    for text in NOT_FOUND {
        assert_eq!(detector.find(text), [], "{text:?}");
        assert_eq!(detector.redact(text), *text);
    }
}

/// The free text of the samples and of the shipped tools, by cell and as a whole.
#[test]
fn nothing_is_found_in_what_is_shipped() {
    let detector = Detector::default();
    for text in [
        include_str!("../../../samples/2026-spring/audits.csv"),
        include_str!("../../../samples/2026-spring/cases.csv"),
        include_str!("../../../samples/2026-spring/findings.csv"),
        include_str!("../../../samples/2026-spring/actions.csv"),
        include_str!("../../../samples/2027-spring/audits.csv"),
        include_str!("../../../samples/2027-spring/findings.csv"),
        include_str!("../../../samples/2027-spring/actions.csv"),
        include_str!("../../../samples/ilacs-latest/audits.csv"),
        include_str!("../../../samples/ilacs-previous/audits.csv"),
        include_str!("../../../audit-tools/early-help.toml"),
        include_str!("../../../audit-tools/ilacs.toml"),
        include_str!("../../../audit-tools/step-up-step-down.toml"),
    ] {
        assert_eq!(detector.find(text), []);
        for part in text.lines().chain(text.split(['"', ',', '\n'])) {
            assert_eq!(detector.find(part), [], "{part:?}");
        }
    }
}

#[test]
fn names_are_found_as_whole_words_only() {
    let detector = Detector::new([
        "# invented names",
        "Orla",
        "Zoë  Quillfeather # a carer",
        "",
        "O'Dunmore",
        "Anne-Marie Tresk\nŁucja",
        "Олена",
        "J",
    ]);
    for text in [
        "Orla came",
        "ORLA’s bag",
        "'orla'",
        "for orla, twice",
        "zoe quillfeather",
        "Zoe\n Quillfeather's",
        "Zoë\u{a0}Quillfeather",
        "Zoe zoe Quillfeather",
        "Zoe\u{308} Quillfeather",
        "O’Dunmore",
        "ODunmore",
        "Anne Marie Tresk",
        "LUCJA",
        "пише олена.",
    ] {
        assert_eq!(detector.find(text), [Name], "{text:?}");
    }
    for text in [
        "Orlando came",
        "corla",
        "Zoe came",
        "Zoe said Quillfeather",
        "Zoe. Quillfeather Road",
        "Quillfeather",
        "Anne Marie",
        "Marie Tresk",
        "J",
        "invented names",
        "a carer",
        "Dunmore",
    ] {
        assert_eq!(detector.find(text), [], "{text:?}");
    }
}

#[test]
fn a_list_without_names_finds_none() {
    let detector = Detector::new(["# nobody", "   ", "#", "J"]);
    assert_eq!(detector.find("nobody # J"), []);
}

#[test]
fn a_name_in_place_of_a_reference_is_told() {
    let detector = Detector::new(["Orla"]);
    for text in [
        "Mary Smith",
        " Smith, Mary ",
        "MARY SMITH",
        "J. Smith",
        "Mary S",
        "Dr Anne-Marie O’Neill",
        "Mary Smith, Social Worker",
        "Mary_Smith (Team Manager)",
        "Zoë Łukasz",
        "orla",
    ] {
        assert_eq!(detector.reference_problem(text), Some(Name), "{text:?}");
    }
    for text in [
        "",
        "A3",
        "W03",
        "EH-0412",
        "EH 0412",
        "FAM-2759",
        "2532283",
        "EH AB",
        "ashbrook-a",
        "Auditor One",
        "Team Manager",
        "Social Worker",
        "Senior Family Support Worker",
        "Not Known",
        "Mary",
        "the second of two",
        "Mary 2",
        "W14; W15",
        "--",
    ] {
        assert_eq!(detector.reference_problem(text), None, "{text:?}");
    }
    assert_eq!(detector.reference_problem("SW1A 1AA"), Some(Postcode));
}

#[test]
fn every_kind_has_its_place_and_its_label() {
    assert!(PersonalData::ALL.is_sorted());
    let labels: BTreeSet<&str> = PersonalData::ALL.iter().map(|kind| kind.label()).collect();
    assert_eq!(labels.len(), PersonalData::ALL.len());
}

#[test]
fn the_postcode_areas_are_124_and_the_forces() {
    let areas: BTreeSet<&str> = super::postcode::AREAS.into_iter().collect();
    assert_eq!(areas.len(), 125);
    assert!(super::postcode::AREAS.is_sorted());
}

/// Were a reading to go on to the end from each place, it would be 10,000 reads a byte.
#[test]
fn long_text_is_read_once() {
    let detector = Detector::new(["a b c d e f g h i", "aa aa aa aa aa aa aa b"]);
    for part in [
        "a",
        "aa ",
        "0",
        "07",
        "07 ",
        "1",
        "a@",
        "@",
        "a.",
        "dob ",
        "born 12 ",
        "1/1/2014 ",
        "d.o.b.",
        "EH1 ",
        "AB12 34 56 ",
        "'",
        "-",
        " ",
        "é",
        "\u{301}",
        "12 March ",
    ] {
        let text = part.repeat(20_000 / part.len());
        READS.set(0);
        let _ = detector.find(&text);
        let reads = READS.get() / text.len();
        assert!(reads < 40, "{part:?} was read {reads} times");
    }
}

/// A number of the 999 range with its check digit, where there is one for it.
fn nhs_number() -> impl Strategy<Value = String> {
    (0_u32..1_000_000).prop_filter_map("no check digit", |serial| {
        let nine = format!("999{serial:06}");
        let sum: u32 = nine
            .bytes()
            .zip((2..=10).rev())
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .sum();
        let check = (11 - sum % 11) % 11;
        (check < 10 && nine != "999999999").then(|| format!("{nine}{check}"))
    })
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z éß]{0,30}",
        "[a-z ]{0,20}[0-9]{1,3}",
        Just(String::new())
    ]
}

/// Strings made of what the scanners look at.
fn bits() -> impl Strategy<Value = String> {
    let bit = prop::sample::select(vec![
        "0", "7", "12", "2014", "44", "+44", "(", ")", " ", "-", ".", "/", "@", "a", "B", "SW1A",
        "1AA", "dob", "born", "b", "d.o.b", "March", "of", "th", "'", "'s", "é", "\u{301}",
        "\u{a0}", "😀", "nhs", "AB", "C", "\0", "\n", "#", "Orla", ":",
    ]);
    prop::collection::vec(bit, 0..30).prop_map(|bits| bits.concat())
}

proptest! {
    #[test]
    fn any_text_and_any_names_pass(text in any::<String>(), name in any::<String>()) {
        let detector = Detector::new([name.as_str()]);
        let kinds = detector.find(&text);
        prop_assert!(kinds.is_sorted() && kinds.len() <= PersonalData::ALL.len());
        prop_assert_eq!(detector.looks_personal(&text), !kinds.is_empty());
        let _ = detector.reference_problem(&text);
    }

    #[test]
    fn any_mixture_of_what_is_looked_for_passes(text in bits(), name in bits()) {
        let detector = Detector::new([name.as_str(), "Orla"]);
        let kinds = detector.find(&text);
        prop_assert!(kinds.windows(2).all(|pair| pair[0] < pair[1]));
        let expected = if kinds.is_empty() { text.clone() } else { REMOVED.to_owned() };
        prop_assert_eq!(detector.redact(&text), expected);
        // A message quotes parts of cells: what is found in a cell by itself is found there.
        let longer = format!("she said {text}");
        prop_assert!(detector.find(&longer).len() >= kinds.len());
    }

    #[test]
    fn an_nhs_number_among_words_is_found(
        number in nhs_number(),
        before in words(),
        after in words(),
        apart in prop::sample::select(vec!["", " ", "-", "\u{a0}", "\u{2011}"]),
    ) {
        let spaced = format!("{}{apart}{}{apart}{}", &number[..3], &number[3..6], &number[6..]);
        let text = format!("{before} {spaced} {after}");
        prop_assert!(Detector::default().find(&text).contains(&NhsNumber), "{}", text);
    }

    #[test]
    fn a_changed_digit_is_no_nhs_number(
        number in nhs_number(), place in 0_usize..10, by in 1_u8..10,
    ) {
        let changed: String = number
            .bytes()
            .enumerate()
            .map(|(nth, digit)| {
                let digit = if nth == place { (digit - b'0' + by) % 10 + b'0' } else { digit };
                char::from(digit)
            })
            .collect();
        prop_assert!(!Detector::default().find(&changed).contains(&NhsNumber), "{}", changed);
    }

    #[test]
    fn a_date_far_from_a_birth_is_none(day in 1..=28, month in 1..=12, before in "[a-z ]{0,30}") {
        let text = format!("{before} on {day:02}/{month:02}/2026");
        prop_assume!(!before.contains("born") && !before.contains("birth") && !before.contains("dob"));
        prop_assume!(!before.contains("d o b"));
        prop_assert_eq!(Detector::default().find(&text), []);
    }
}
