//! The figures against reference values, against counting by hand and by
//! brute force, and for what must hold of any input.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "small known numbers, exact ends, and tests may stop at the first surprise"
)]

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::path::Path;

use case_audit::analysis::statistics::{
    DRAWS, EXACT_UP_TO, Interval, KruskalMethod, RankSumMethod, benjamini_hochberg, fisher_chance,
    fisher_exact, kruskal_wallis, least_fisher, least_rank_sum, least_sign, mcnemar, newcombe,
    rank_sums, sign_test, wilson,
};
use proptest::collection::vec;
use proptest::prelude::*;

type Record = BTreeMap<String, String>;

fn reference(file: &str) -> Vec<Record> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/statistics")
        .join(file);
    let records: Vec<Record> = csv::Reader::from_path(path)
        .unwrap()
        .deserialize()
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(!records.is_empty(), "{file} has no rows");
    records
}

fn count(record: &Record, column: &str) -> u64 {
    record[column].parse().unwrap()
}

fn figure(record: &Record, column: &str) -> f64 {
    record[column].parse().unwrap()
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9
}

/// Near also as a ratio, for p values that are small themselves.
fn as_near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs()
}

#[test]
fn wilson_as_in_the_reference() {
    let mut seen = 0;
    for record in reference("proportion_ci.csv") {
        if !near(figure(&record, "conf"), 0.95) {
            continue;
        }
        let found = wilson(count(&record, "x"), count(&record, "n")).unwrap();
        assert!(near(found.low, figure(&record, "wilson_low")), "{record:?}");
        assert!(
            near(found.high, figure(&record, "wilson_high")),
            "{record:?}"
        );
        seen += 1;
    }
    assert!(seen > 10);
}

#[test]
fn wilson_reaches_its_ends_exactly_and_needs_a_case() {
    assert_eq!(wilson(0, 0), None);
    assert_eq!(wilson(3, 2), None);
    let Interval { low, high } = wilson(0, 10).unwrap();
    assert!(low == 0.0 && (high - 0.2775).abs() < 5e-5);
    let Interval { low, high } = wilson(5, 5).unwrap();
    assert!(high == 1.0 && (low - 0.5655).abs() < 5e-5);
}

#[test]
fn newcombe_as_in_the_reference() {
    let mut seen = 0;
    for record in reference("newcombe_diff.csv") {
        // The reference takes the second share from the first.
        let [first, of_first, second, of_second] =
            ["x1", "n1", "x2", "n2"].map(|column| count(&record, column));
        let found = newcombe(second, of_second, first, of_first).unwrap();
        assert!(near(found.value, figure(&record, "diff")), "{record:?}");
        assert!(
            near(found.low, figure(&record, "newcombe_low")),
            "{record:?}"
        );
        assert!(
            near(found.high, figure(&record, "newcombe_high")),
            "{record:?}"
        );
        seen += 1;
    }
    assert!(seen > 10);
    assert_eq!(newcombe(0, 0, 3, 5), None);
    assert_eq!(newcombe(3, 5, 6, 5), None);
}

#[test]
fn mcnemar_as_in_the_reference() {
    for record in reference("mcnemar_sign.csv") {
        let (gained, lost) = (count(&record, "b_improved"), count(&record, "c_declined"));
        let expected = figure(&record, "exact_p_statsmodels");
        assert!(near(mcnemar(gained, lost), expected), "{record:?}");
    }
}

/// The least p that there is, by trying everything that samples of these sizes could show.
#[test]
fn the_smallest_p_is_that_of_the_outermost_result() {
    for (first, second) in [(1, 1), (1, 4), (2, 3), (3, 3), (4, 9), (8, 8)] {
        let all = (0..=first)
            .flat_map(|a| (0..=second).map(move |c| fisher_exact(a, first - a, c, second - c)));
        let least = all.fold(1.0, f64::min);
        assert!(
            as_near(least_fisher(first, second), least),
            "{first} {second}"
        );

        // Without ties, and one sample wholly below the other.
        let below = [vec![1; first as usize], vec![0; second as usize]].concat();
        let above = [vec![0; first as usize], vec![1; second as usize]].concat();
        let test = rank_sums(&[below, above])[0].unwrap();
        let least = least_rank_sum(first, second);
        assert!(as_near(least, test.p), "{first} {second} {least} {test:?}");
    }
    for pairs in 0..20 {
        let least = (0..=pairs).fold(1.0, |p, up| f64::min(p, sign_test(up, pairs - up)));
        assert!(as_near(least_sign(pairs), least), "{pairs}");
    }
    assert_eq!((least_rank_sum(0, 5), least_sign(0)), (1.0, 1.0));
    assert_eq!(least_rank_sum(5_000_000, 5_000_000), 0.0);
}

#[test]
fn fisher_as_in_the_reference() {
    for record in reference("fisher_exact.csv") {
        let [a, b, c, d] = ["a", "b", "c", "d"].map(|column| count(&record, column));
        let expected = figure(&record, "p_two_sided");
        assert!(as_near(fisher_exact(a, b, c, d), expected), "{record:?}");
    }
}

/// ln n!, added up: slow, and independent of what is tested.
fn ln_factorial(n: u64) -> f64 {
    (1..=n).map(|i| (i as f64).ln()).sum()
}

fn ln_choose(n: u64, k: u64) -> f64 {
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
}

#[test]
fn fisher_of_large_counts() {
    // Only the observed table and what lies beyond it: with so small a p on
    // one side, the other side's outcomes are told by the same comparison.
    let (a, b, c, d) = (400, 600, 300, 700);
    let all = ln_choose(a + b + c + d, a + c);
    let weight = |x: u64| (ln_choose(a + b, x) + ln_choose(c + d, a + c - x) - all).exp();
    let observed = weight(a);
    let expected: f64 = (0..=a + c)
        .map(weight)
        .filter(|p| *p <= observed * (1.0 + 1e-7))
        .sum();
    let found = fisher_exact(a, b, c, d);
    assert!(
        (found - expected).abs() < 1e-8 * expected,
        "{found} {expected}"
    );

    // Equal shares in large groups: the likeliest table of all.
    assert!(near(fisher_exact(30_000, 30_000, 30_000, 30_000), 1.0));
    // Nothing that a float could hold, and no crash.
    assert!(fisher_exact(2_000_000, 0, 0, 2_000_000) == 0.0);
}

#[test]
fn fisher_chance_by_hand() {
    // 3 against 3 with 3 hits: x = 0 and x = 3 have 1/20 each, so p = 0.1.
    assert!(near(fisher_chance(3, 3, 3, 0.09), 0.0));
    assert!(near(fisher_chance(3, 3, 3, 0.11), 0.1));
    assert!(near(fisher_chance(3, 3, 3, 2.0), 1.0));
    assert!(near(fisher_chance(0, 8, 3, 0.05), 0.0));
}

#[test]
fn benjamini_hochberg_as_in_the_reference() {
    let mut sets: BTreeMap<String, (Vec<f64>, Vec<f64>)> = BTreeMap::new();
    for record in reference("p_adjust.csv") {
        let (p, bh) = sets.entry(record["set"].clone()).or_default();
        p.push(figure(&record, "p"));
        bh.push(figure(&record, "bh"));
    }
    for (set, (p, expected)) in sets {
        let found = benjamini_hochberg(&p);
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            assert!(near(*found, *expected), "{set}: {found} {expected}");
        }
    }
    assert!(benjamini_hochberg(&[]).is_empty());
}

/// The record's two samples as rows of one table.
fn samples(record: &Record) -> Vec<Vec<u64>> {
    let values = |column: &str| -> Vec<usize> {
        let words = record[column].split_whitespace();
        words.map(|word| word.parse().unwrap()).collect()
    };
    let (x, y) = (values("x"), values("y"));
    let columns = x.iter().chain(&y).max().unwrap() + 1;
    [x, y].map(|sample| table_row(&sample, columns)).to_vec()
}

fn table_row(values: &[usize], columns: usize) -> Vec<u64> {
    let mut row = vec![0; columns];
    for value in values {
        row[*value] += 1;
    }
    row
}

#[test]
fn rank_sums_and_kruskal_as_in_the_reference() {
    for record in reference("mann_whitney.csv") {
        let table = samples(&record);
        let tests = rank_sums(&table);
        let kruskal = kruskal_wallis(&table);
        if record["kruskal_H"] == "NA" {
            assert_eq!(tests, [None, None], "{record:?}");
            assert_eq!(kruskal, None, "{record:?}");
            continue;
        }
        let expected = figure(&record, "R_exact_permutation_p");
        for test in tests {
            let test = test.unwrap();
            assert_eq!(test.method, RankSumMethod::Exact);
            assert!(near(test.p, expected), "{record:?} {test:?}");
        }
        let kruskal = kruskal.unwrap();
        assert!(near(kruskal.h, figure(&record, "kruskal_H")), "{record:?}");
        // With two samples H orders the outcomes as the rank sum does, so the
        // draws must come near the exact p: within 4.5 standard errors.
        let error = (expected * (1.0 - expected) / f64::from(DRAWS)).sqrt();
        assert!(
            (kruskal.p - expected).abs() < 4.5 * error + 1e-3,
            "{record:?} {kruskal:?}"
        );
    }
}

#[test]
fn rank_sum_by_hand() {
    // Ranks 1, 2 | 3, 4: one choice of six is as low, one as high.
    let tests = rank_sums(&[vec![1, 1, 0, 0], vec![0, 0, 1, 1]]);
    let [Some(low), Some(high)] = tests[..] else {
        panic!("{tests:?}");
    };
    assert!(near(low.p, 1.0 / 3.0) && near(low.smallest_p, 1.0 / 3.0));
    assert_eq!((low.side, high.side), (Ordering::Less, Ordering::Greater));

    // Right in the middle.
    let middle = rank_sums(&[vec![1, 0, 1], vec![0, 2, 0]])[0].unwrap();
    assert_eq!((middle.side, middle.p), (Ordering::Equal, 1.0));
}

#[test]
fn no_rank_sum_where_nothing_can_be_compared() {
    assert!(rank_sums(&[]).is_empty());
    assert_eq!(rank_sums(&[vec![3, 2]]), [None]);
    assert_eq!(rank_sums(&[vec![0, 3], vec![0, 2]]), [None, None]);
    assert_eq!(rank_sums(&[vec![], vec![]]), [None, None]);
    let tests = rank_sums(&[vec![], vec![2, 1], vec![1]]);
    assert!(tests[0].is_none() && tests[1].is_some() && tests[2].is_some());
    assert_eq!(
        rank_sums(&[vec![u64::MAX, 1], vec![u64::MAX, 1]]),
        [None, None]
    );
    assert_eq!(kruskal_wallis(&[vec![2, 2], vec![]]), None);
    assert_eq!(kruskal_wallis(&[]), None);
}

/// P(|R − E| ≥ distance) for samples of `size`, by going through every way to
/// take so many from each tied group; and the greatest distance there is.
fn over_all_choices(pooled: &[u64], size: u64, distance: i64) -> (f64, i64) {
    struct Walk<'a> {
        groups: Vec<(u64, i64)>,
        factorials: &'a [f64],
        distance: i64,
        all: f64,
        furthest: i64,
    }
    impl Walk<'_> {
        fn choose(&self, n: u64, k: u64) -> f64 {
            self.factorials[n as usize]
                - self.factorials[k as usize]
                - self.factorials[(n - k) as usize]
        }
        fn go(&mut self, group: usize, left: u64, sum: i64, weight: f64) -> f64 {
            let Some(&(there, centred)) = self.groups.get(group) else {
                if left > 0 {
                    return 0.0;
                }
                self.furthest = self.furthest.max(sum.abs());
                return if sum.abs() >= self.distance {
                    (weight - self.all).exp()
                } else {
                    0.0
                };
            };
            (0..=left.min(there))
                .map(|taken| {
                    let weight = weight + self.choose(there, taken);
                    self.go(
                        group + 1,
                        left - taken,
                        sum + taken as i64 * centred,
                        weight,
                    )
                })
                .sum()
        }
    }
    let all: u64 = pooled.iter().sum();
    let factorials: Vec<f64> = (0..=all).map(ln_factorial).collect();
    let mut below = 0;
    let groups = pooled
        .iter()
        .map(|count| {
            let centred = (2 * below + count + 1) as i64 - (all + 1) as i64;
            below += count;
            (*count, centred)
        })
        .collect();
    let mut walk = Walk {
        groups,
        factorials: &factorials,
        distance,
        all: 0.0,
        furthest: 0,
    };
    walk.all = walk.choose(all, size);
    let p = walk.go(0, size, 0, 0.0);
    (p, walk.furthest)
}

/// The sample's distance from what is expected, in doubled ranks.
fn distance(pooled: &[u64], sample: &[u64]) -> i64 {
    let all: u64 = pooled.iter().sum();
    let mut below = 0;
    let mut sum = 0;
    for (count, of_sample) in pooled.iter().zip(sample) {
        sum += *of_sample as i64 * ((2 * below + count + 1) as i64 - (all + 1) as i64);
        below += count;
    }
    sum.abs()
}

#[test]
fn a_thousand_cases_are_exact_to_a_billionth() {
    for (sample, others) in [
        (vec![30, 25, 40, 30], vec![170, 305, 180, 220]),
        (vec![2, 60, 63], vec![148, 377, 350]),
        (vec![400, 0, 100], vec![250, 1, 249]),
        (vec![125, 0, 0, 0], vec![1, 300, 300, 274]),
        (vec![4, 1, 0, 3], vec![96, 299, 297, 300]),
        // Three groups in one half, whose rows are wide enough to be trimmed.
        (vec![60, 20, 25, 20], vec![460, 211, 124, 80]),
        (vec![11, 13, 20, 56], vec![69, 131, 206, 494]),
    ] {
        let pooled: Vec<u64> = sample.iter().zip(&others).map(|(a, b)| a + b).collect();
        assert_eq!(pooled.iter().sum::<u64>(), u64::from(EXACT_UP_TO));
        let size = sample.iter().sum();
        let (p, _) = over_all_choices(&pooled, size, distance(&pooled, &sample));
        for test in rank_sums(&[sample.clone(), others.clone()]) {
            let test = test.unwrap();
            assert_eq!(test.method, RankSumMethod::Exact);
            assert!(near(test.p, p), "{sample:?} {test:?} {p}");
        }
    }
}

#[test]
fn above_a_thousand_cases_the_methods_change_and_are_named() {
    let table = [vec![300, 200, 100], vec![100, 150, 200]];
    let test = rank_sums(&table)[0].unwrap();
    assert_eq!(test.method, RankSumMethod::Normal);
    let kruskal = kruskal_wallis(&table).unwrap();
    assert_eq!(kruskal.method, KruskalMethod::ChiSquare { degrees: 1 });
    // With two samples H is z², so both p values are the same.
    assert!(as_near(test.p, kruskal.p), "{test:?} {kruskal:?}");
    assert!(test.smallest_p < test.p);

    // With three samples the chi-square p is exp(−H/2).
    let table = [vec![300, 290], vec![100, 120], vec![100, 91]];
    let kruskal = kruskal_wallis(&table).unwrap();
    assert_eq!(kruskal.method, KruskalMethod::ChiSquare { degrees: 2 });
    assert!(as_near(kruskal.p, (-kruskal.h / 2.0).exp()), "{kruskal:?}");
}

#[test]
fn kruskal_by_hand() {
    // Ranks 1 2 | 3 4 | 5 6: mean ranks 1.5, 3.5, 5.5 of 6 cases, so
    // H = 12/42 · 2·(4 + 0 + 4) = 32/7.
    let table = [vec![1, 1], vec![0, 0, 1, 1], vec![0, 0, 0, 0, 1, 1]];
    let found = kruskal_wallis(&table).unwrap();
    assert!(near(found.h, 32.0 / 7.0));
    assert_eq!(found.method, KruskalMethod::Permutation);
    // 6 of the 90 ways to deal the ranks are as far apart.
    assert!((found.p - 6.0 / 90.0).abs() < 4.5 * (6.0 / 90.0 * 84.0 / 90.0 / 1999.0_f64).sqrt());
    assert_eq!(kruskal_wallis(&table), Some(found), "the seed is fixed");

    // No difference at all: every draw is as great.
    let level = kruskal_wallis(&[vec![1, 1], vec![1, 1]]).unwrap();
    assert!(level.h == 0.0 && level.p == 1.0);
}

#[test]
fn sign_test_as_in_the_reference() {
    for record in reference("mcnemar_sign.csv") {
        let (up, down) = (count(&record, "b_improved"), count(&record, "c_declined"));
        let expected = figure(&record, "exact_p_statsmodels");
        assert!(as_near(sign_test(up, down), expected), "{record:?}");
    }
}

#[test]
fn sign_test_of_large_counts() {
    assert!(sign_test(1_000_000, 1_000_000) == 1.0);
    assert!(sign_test(2_000_000, 0) == 0.0);
    assert!(as_near(sign_test(60, 0), 0.5_f64.powi(59)));
    let (up, down) = (10_400, 10_000);
    let all = up + down;
    let expected: f64 = (0..=down)
        .map(|x| (ln_choose_fast(all, x) - all as f64 * 2.0_f64.ln()).exp())
        .sum();
    let found = sign_test(up, down);
    assert!((found - 2.0 * expected).abs() < 1e-7 * found, "{found}");
}

fn ln_choose_fast(n: u64, k: u64) -> f64 {
    use statrs::function::factorial::ln_factorial;
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
}

fn small_table() -> impl Strategy<Value = Vec<Vec<u64>>> {
    (1_usize..=5).prop_flat_map(|columns| vec(vec(0_u64..=2, columns), 2..=4))
}

fn pooled(table: &[Vec<u64>]) -> Vec<u64> {
    let columns = table.iter().map(Vec::len).max().unwrap_or(0);
    (0..columns)
        .map(|column| table.iter().filter_map(|row| row.get(column)).sum())
        .collect()
}

/// P(|R − E| ≥ |r − E|) over every subset of at most 12 cases, counted one by
/// one, and the least p that any subset of the size has.
fn over_all_subsets(pooled: &[u64], sample: &[u64]) -> (f64, f64) {
    let values: Vec<usize> = pooled
        .iter()
        .enumerate()
        .flat_map(|(value, count)| vec![value; *count as usize])
        .collect();
    let all = values.len() as i64;
    let centred: Vec<i64> = values
        .iter()
        .map(|value| {
            let below = values.iter().filter(|other| *other < value).count() as i64;
            let alike = values.iter().filter(|other| *other == value).count() as i64;
            2 * below + alike + 1 - (all + 1)
        })
        .collect();
    let size: u64 = sample.iter().sum();
    let distances: Vec<i64> = (0_u32..1 << all)
        .filter(|subset| u64::from(subset.count_ones()) == size)
        .map(|subset| {
            let chosen = (0..all).filter(|case| subset >> case & 1 == 1);
            chosen.map(|case| centred[case as usize]).sum::<i64>().abs()
        })
        .collect();
    let share = |least: i64| {
        let as_far = distances.iter().filter(|found| **found >= least).count();
        as_far as f64 / distances.len() as f64
    };
    (
        share(distance(pooled, sample)),
        share(*distances.iter().max().unwrap()),
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn wilson_contains_the_share(of in 1_u64..5_000, part in 0.0..=1.0_f64) {
        let count = (of as f64 * part) as u64;
        let Interval { low, high } = wilson(count, of).unwrap();
        let share = count as f64 / of as f64;
        prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
        let mirrored = wilson(of - count, of).unwrap();
        prop_assert!(near(mirrored.low, 1.0 - high) && near(mirrored.high, 1.0 - low));
    }

    #[test]
    fn adjusted_p_keeps_order_and_is_never_smaller(p in vec(0.0..=1.0_f64, 1..40)) {
        let adjusted = benjamini_hochberg(&p);
        for (i, a) in p.iter().enumerate() {
            prop_assert!(adjusted[i] >= *a && adjusted[i] <= 1.0);
            for (j, b) in p.iter().enumerate() {
                prop_assert!(a > b || adjusted[i] <= adjusted[j]);
            }
        }
        let mut turned = p.clone();
        turned.rotate_left(p.len() / 2);
        let mut expected = adjusted;
        expected.rotate_left(p.len() / 2);
        prop_assert_eq!(benjamini_hochberg(&turned), expected);
    }

    #[test]
    fn a_smaller_p_never_raises_an_adjusted_one(
        p in vec(0.0..=1.0_f64, 1..20), at in any::<prop::sample::Index>(), by in 0.0..=1.0_f64,
    ) {
        let before = benjamini_hochberg(&p);
        let mut lowered = p.clone();
        lowered[at.index(p.len())] *= by;
        for (after, before) in benjamini_hochberg(&lowered).iter().zip(&before) {
            prop_assert!(after <= before);
        }
    }

    #[test]
    fn fisher_is_the_same_from_every_side(a in 0_u64..60, b in 0_u64..60, c in 0_u64..60, d in 0_u64..60) {
        let p = fisher_exact(a, b, c, d);
        prop_assert!(p > 0.0 && p <= 1.0);
        for turned in [fisher_exact(c, d, a, b), fisher_exact(b, a, d, c), fisher_exact(a, c, b, d)] {
            prop_assert!((turned - p).abs() < 1e-12 * p);
        }
    }

    #[test]
    fn fisher_chance_adds_up_what_fisher_finds(
        size in 0_u64..15, others in 0_u64..60, part in 0.0..=1.0_f64, alpha in 0.001..0.3_f64,
    ) {
        let all = size + others;
        let hits = (all as f64 * part) as u64;
        let mut expected = 0.0;
        for x in hits.saturating_sub(others)..=hits.min(size) {
            if fisher_exact(x, size - x, hits - x, others + x - hits) < alpha {
                let ln = ln_choose(size, x) + ln_choose(others, hits - x) - ln_choose(all, hits);
                expected += ln.exp();
            }
        }
        let found = fisher_chance(size, others, hits, alpha);
        prop_assert!(near(found, expected), "{} {}", found, expected);
        prop_assert!(found <= alpha);
    }

    #[test]
    fn rank_sums_equal_counting_every_subset(table in small_table()) {
        let pooled = pooled(&table);
        prop_assume!(pooled.iter().sum::<u64>() <= 12);
        for (row, test) in table.iter().zip(rank_sums(&table)) {
            if let Some(test) = test {
                let (p, smallest) = over_all_subsets(&pooled, row);
                prop_assert!((test.p - p).abs() < 1e-12, "{} {}", test.p, p);
                prop_assert!((test.smallest_p - smallest).abs() < 1e-12);
            } else {
                let size = row.iter().sum::<u64>();
                let values = pooled.iter().filter(|count| **count > 0).count();
                prop_assert!(size == 0 || size == pooled.iter().sum::<u64>() || values < 2);
            }
        }
    }

    #[test]
    fn rank_sums_equal_going_through_all_choices(
        table in vec(vec(0_u64..12, 4), 2..=4),
    ) {
        let pooled = pooled(&table);
        for (row, test) in table.iter().zip(rank_sums(&table)) {
            let Some(test) = test else { continue };
            let size = row.iter().sum::<u64>();
            let (p, furthest) = over_all_choices(&pooled, size, distance(&pooled, row));
            prop_assert!(near(test.p, p), "{} {}", test.p, p);
            let (smallest, _) = over_all_choices(&pooled, size, furthest);
            prop_assert!(near(test.smallest_p, smallest));
        }
    }

    #[test]
    fn a_sample_and_its_others_have_the_same_p(a in vec(0_u64..9, 6), b in vec(0_u64..9, 6)) {
        let tests = rank_sums(&[a, b]);
        match (tests[0], tests[1]) {
            (Some(first), Some(second)) => {
                prop_assert_eq!(first.p, second.p);
                prop_assert_eq!(first.side, second.side.reverse());
            }
            (first, second) => prop_assert!(first.is_none() && second.is_none()),
        }
    }

    #[test]
    fn only_the_order_of_values_counts(mut table in small_table()) {
        let (tests, kruskal) = (rank_sums(&table), kruskal_wallis(&table));
        // All values a step higher, and one in between that nobody has.
        for row in &mut table {
            row.insert(0, 0);
            row.insert(2, 0);
        }
        prop_assert_eq!(rank_sums(&table), tests);
        prop_assert_eq!(kruskal_wallis(&table), kruskal);
    }

    #[test]
    fn upside_down_only_the_side_changes(mut table in small_table()) {
        let tests = rank_sums(&table);
        let h = kruskal_wallis(&table).map(|test| test.h);
        for row in &mut table {
            row.reverse();
        }
        for (before, after) in tests.iter().zip(rank_sums(&table)) {
            prop_assert_eq!(before.is_some(), after.is_some());
            if let (Some(before), Some(after)) = (before, after) {
                prop_assert!(near(before.p, after.p) && near(before.smallest_p, after.smallest_p));
                prop_assert_eq!(before.side, after.side.reverse());
            }
        }
        let turned = kruskal_wallis(&table).map(|test| test.h);
        prop_assert_eq!(h.is_some(), turned.is_some());
        prop_assert!(near(h.unwrap_or(0.0), turned.unwrap_or(0.0)));
    }

    #[test]
    fn h_does_not_depend_on_the_order_of_samples(mut table in small_table()) {
        let h = kruskal_wallis(&table).map(|test| test.h);
        table.reverse();
        let turned = kruskal_wallis(&table).map(|test| test.h);
        prop_assert_eq!(h.is_some(), turned.is_some());
        prop_assert!(near(h.unwrap_or(0.0), turned.unwrap_or(0.0)));
    }

    #[test]
    fn sign_test_is_even_handed(up in 0_u64..500, down in 0_u64..500) {
        let p = sign_test(up, down);
        prop_assert_eq!(p, sign_test(down, up));
        prop_assert!(p > 0.0 && p <= 1.0);
    }
}
