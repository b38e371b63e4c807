//! Real data: Ofsted's judgements, two rounds of the same authorities, against answers
//! computed elsewhere.

use case_audit::analysis::comparison::Asked;
use case_audit::analysis::statistics::benjamini_hochberg;

use crate::common::project;
use crate::{Loaded, compare};

/// One row of `expected_paired.csv`.
type Row = std::collections::BTreeMap<String, String>;

fn expected_pairs() -> Vec<Row> {
    let path = project().join("tests/data/ilacs/expected_paired.csv");
    let rows: Vec<Row> = csv::Reader::from_path(path)
        .unwrap()
        .deserialize()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(rows.len(), 50);
    rows
}

/// As near as eight decimals tell.
fn printed_alike(found: f64, printed: &str) -> bool {
    (found - printed.parse::<f64>().unwrap()).abs() <= 5.1e-9
}

#[test]
fn ofsteds_judgements_of_the_same_authorities_as_computed_elsewhere() {
    let practice = compare(
        &Loaded::sample("ilacs-previous"),
        &Loaded::sample("ilacs-latest"),
        Asked::default(),
    );
    let same = practice.same_cases.unwrap();
    assert_eq!(
        (same.cases, same.changed_hub, same.near_matches),
        (151, 0, 0)
    );
    assert_eq!(practice.sample.in_both, Some(151));
    let mut seen = 0;
    for row in expected_pairs() {
        let id = &row["rating"];
        let standard = same
            .standards
            .iter()
            .find(|standard| standard.standard.shown().unwrap().id == *id)
            .unwrap();
        let (counts, sign_p, mcnemar_p) = if row["hub"] == "ALL" {
            let test = standard.test.unwrap();
            (standard.counts, test.p, standard.mcnemar_p)
        } else {
            let hub = standard
                .hubs
                .iter()
                .find(|hub| hub.hub.shown().unwrap().title == row["hub"])
                .unwrap();
            // There the family is the regions of one judgement.
            let all: Vec<f64> = standard.hubs.iter().map(|hub| hub.sign_p).collect();
            let place = standard.hubs.iter().position(|other| other == hub).unwrap();
            let adjusted = benjamini_hochberg(&all)[place];
            assert!(
                printed_alike(adjusted, &row["sign_p_BH_across_hubs"]),
                "{row:?}"
            );
            (hub.counts, hub.sign_p, hub.mcnemar_p)
        };
        for (column, found) in [
            ("n_pairs", counts.pairs),
            ("n_excluded", counts.excluded.all()),
            ("improved", counts.up),
            ("same", counts.same),
            ("declined", counts.down),
            ("became_good_plus", counts.gained),
            ("lost_good_plus", counts.lost),
        ] {
            assert_eq!(row[column], found.to_string(), "{column} {row:?}");
        }
        assert!(printed_alike(sign_p, &row["sign_test_exact_p"]), "{row:?}");
        assert!(printed_alike(mcnemar_p, &row["mcnemar_exact_p"]), "{row:?}");
        seen += 1;
    }
    assert_eq!(seen, 50);
}
