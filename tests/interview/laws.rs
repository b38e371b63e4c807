//! Laws that hold whatever is typed.

use crate::{Desk, begun, whole};
use case_audit::interview::Next;
use case_audit::store::draft::{Draft, Row};
use proptest::prelude::*;

/// Lines that move the interview, and some that nobody types.
fn any_line() -> impl Strategy<Value = String> {
    let typed = prop::sample::select(vec![
        "",
        "",
        "",
        "1",
        "2",
        "3",
        "4",
        "5",
        "y",
        "n",
        "n/a",
        "nobody",
        "declined",
        "later",
        "all",
        "rest",
        "today",
        "7/3/2026",
        "12 14",
        "secure",
        "strong",
        "concern",
        "1 5",
        "keep",
        "change",
        "Ask the school",
        "Mary Smith",
        "back",
        "quit",
        "more",
        "2/3/26",
        "/go 5 discussion",
        "/go 5 record",
        "Text from ZZ1 1ZZ",
        "2 drop",
        "/back",
        "/back",
        "/skip",
        "/na",
        "/na no need",
        "/note remember this",
        "/help",
        "/go 5",
        "/go 20",
        "/go stage",
        "/go overall",
        "/go findings",
        "/go actions",
        "/go discussion",
        "/where",
        "/finding",
        "/finding It works",
        "/action",
        "/action Do it",
        "/edit",
        "/clear",
        "/clear 1",
        "/review",
        "/done",
        "/leave",
        "/",
        "//",
        "?",
        "b",
        "/xx",
    ]);
    prop_oneof![9 => typed.prop_map(str::to_owned), 1 => any::<String>()]
}

fn texts(rows: &[Row]) -> Vec<String> {
    rows.iter()
        .filter_map(|row| row.get("text"))
        .cloned()
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Whatever is typed, nothing panics, every page fits, what was answered stays until it
    /// is answered anew or taken away, and the draft outlasts the disk.
    #[test]
    fn no_lines_lose_an_answer(
        id in prop::sample::select(vec!["early-help", "step-up-step-down", "ilacs"]),
        lines in prop::collection::vec(any_line(), 0..60),
        start in 0_usize..70,
        width in 10_usize..120,
    ) {
        let desk = Desk::new(id);
        let mut draft = begun("C-1");
        if id == "early-help" {
            desk.say(&mut draft, &whole()[..start]);
        }
        let mut session = desk.session(draft);
        for line in &lines {
            let before = session.draft().clone();
            let _ = session.page(width, 24);
            let reply = session.answer(line);
            let after = session.draft();
            prop_assert_eq!(reply.changed, before != *after);
            let at = before.at.clone().unwrap();
            let clears = line.trim_start().starts_with("/c");
            for (name, text) in &before.cells {
                let here = at.contains(name.split('.').next().unwrap());
                let kept = after.cells.get(name) == Some(text);
                // Its own question may change a cell; a note may be added to words.
                let longer = after.cells.get(name).is_some_and(|now| now.starts_with(text.as_str()));
                prop_assert!(kept || here || longer || clears, "{} lost at {} by {:?}", name, at, line);
            }
            if !clears {
                let now = texts(&after.findings);
                for text in texts(&before.findings) {
                    prop_assert!(now.contains(&text) || at.ends_with(":text"), "{} lost by {:?}", text, line);
                }
            }
            let json = after.to_json().unwrap();
            prop_assert_eq!(&Draft::from_json(&json).unwrap(), after);
            let _ = desk.entry(after);
            if reply.next == Next::Finish {
                break;
            }
        }
    }
}
