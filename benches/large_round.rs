//! How long a large round takes to read and count: a plain harness without statistics of
//! its own, since whole-process runs are what is compared.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench prints, and stops at what it did not expect"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Instant;

use case_audit::analysis::tally::{Grouping, Plan, Tally};
use case_audit::diagnostics::Problems;
use case_audit::read::audits::{AuditSheet, Bytes, Options, fold_counted};
use case_audit::read::tool;

const TOOL: &str = include_str!("large-round.toml");
const LEVELS: [&str; 5] = ["strong", "good", "developing", "not_yet", "na"];

/// A small generator that is the same everywhere (splitmix64).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }
}

fn round(audits: usize) -> String {
    let mut dice = Dice(7);
    let mut text = String::from("case,hub,worker,auditor,date,transition");
    for standard in 1..=24 {
        write!(text, ",s{standard:02}").unwrap();
    }
    text.push('\n');
    for case in 0..audits {
        let hub = char::from(b'A' + u8::try_from(dice.throw(8)).unwrap());
        let (worker, auditor) = (dice.throw(400), dice.throw(40));
        let (month, day) = (1 + dice.throw(12), 1 + dice.throw(28));
        let transition = ["none", "up", "down"][dice.throw(3)];
        write!(
            text,
            "C{case:07},Hub {hub},W{worker},A{auditor},2026-{month:02}-{day:02},{transition}"
        )
        .unwrap();
        for _ in 0..24 {
            write!(text, ",{}", LEVELS[dice.throw(5)]).unwrap();
        }
        text.push('\n');
    }
    text
}

fn count(text: &str, threads: usize) -> u64 {
    let mut problems = Problems::new();
    let tool = tool(TOOL, "large-round.toml", &mut problems).unwrap();
    let plan = Plan {
        tool: &tool,
        grouping: Grouping::Hub,
        cross: None,
        remember: BTreeSet::new(),
        list_breaches: false,
    };
    let bytes = Bytes::Held(text.as_bytes().to_vec());
    let sheet = AuditSheet::open(bytes, "round.csv", &tool, &[], &mut problems).unwrap();
    let options = Options {
        threads,
        skip_invalid: false,
    };
    let counted = fold_counted(&sheet, options, || Tally::new(&plan), Tally::add).unwrap();
    counted.census.counted
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|word| word == "write") {
        let audits = arguments[at + 1].parse().expect("a number of audits");
        std::fs::write(&arguments[at + 2], round(audits)).expect("a file that can be written");
        return;
    }
    let audits = 100_000;
    let text = round(audits);
    for threads in [1, 2] {
        let begun = Instant::now();
        assert_eq!(count(&text, threads), audits as u64);
        let seconds = begun.elapsed().as_secs_f64();
        let megabytes = text.len() as f64 / 1e6;
        println!(
            "{threads} thread(s): {seconds:.3} s, {:.0} rows a second, {:.0} MB a second",
            audits as f64 / seconds,
            megabytes / seconds
        );
    }
}
