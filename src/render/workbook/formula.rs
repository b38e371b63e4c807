//! Tests of cells as formulas.
//!
//! Everything that goes into a formula is a position, a number, the name of a list or a
//! word of the program's own. It must not know what a formula is for, and never sees words
//! of a tool.

use crate::report::workbook::{ListNumber, Spot, Test};

/// The name by which formulas refer to a list.
pub(super) fn list_name(number: ListNumber) -> String {
    format!("list_{}", number.position() + 1)
}

/// The formula of a test for cells whose uppermost row is `top`.
pub(super) fn condition(test: &Test, top: u32) -> String {
    format!("={}", holds(test, top))
}

/// The formula of a test without what makes it one. Tests are made by the program, and nest
/// no deeper than it makes them.
fn holds(test: &Test, top: u32) -> String {
    let cell = |spot: &Spot| cell(*spot, top);
    match test {
        Test::Blank(spot) => format!("TRIM({})=\"\"", cell(spot)),
        // No function that takes patterns or signs from the cell: `*`, `?` and `>` are
        // plain letters here.
        Test::Is(spot, list) => {
            format!(
                "SUMPRODUCT(--({}=TRIM({})))>0",
                list_name(*list),
                cell(spot)
            )
        }
        Test::Includes(spot, list) => {
            let cell = cell(spot);
            let list = list_name(*list);
            format!(
                "SUMPRODUCT(--ISNUMBER(FIND(\";\"&LOWER({list})&\";\",\";\"&LOWER(SUBSTITUTE(SUBSTITUTE(TRIM({cell}),\"; \",\";\"),\" ;\",\";\"))&\";\")))>0"
            )
        }
        Test::Same(one, other) => format!("TRIM({})=TRIM({})", cell(one), cell(other)),
        Test::Begun(first, last) => {
            let row = top + 1;
            format!(
                "COUNTA(${}{row}:${}{row})>0",
                letters(*first),
                letters(*last)
            )
        }
        Test::Not(test) => format!("NOT({})", holds(test, top)),
        Test::All(tests) => joined("AND", tests, top),
        Test::Any(tests) => joined("OR", tests, top),
    }
}

fn joined(function: &str, tests: &[Test], top: u32) -> String {
    match tests {
        // Of no tests all hold, and not one.
        [] => if function == "AND" { "TRUE" } else { "FALSE" }.to_owned(),
        [one] => holds(one, top),
        [..] => {
            let tests: Vec<String> = tests.iter().map(|test| holds(test, top)).collect();
            format!("{function}({})", tests.join(","))
        }
    }
}

/// That a cell holds a number between two, or one of our words.
pub(super) fn number_or(column: u16, row: u32, min: f64, max: f64, words: &[&str]) -> String {
    let cell = format!("{}{}", letters(column), row + 1);
    let mut out = format!("=OR(AND(ISNUMBER({cell}),{cell}>={min},{cell}<={max})");
    for word in words {
        out.push_str(&format!(",{cell}=\"{word}\""));
    }
    out.push(')');
    out
}

fn cell(spot: Spot, top: u32) -> String {
    match spot.row {
        Some(row) => format!("${}${}", letters(spot.column), row + 1),
        None => format!("${}{}", letters(spot.column), top + 1),
    }
}

/// A column's letters: A, B, …, Z, AA.
fn letters(column: u16) -> String {
    rust_xlsxwriter::utility::column_number_to_name(column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_look_at_their_own_row_or_a_fixed_one() {
        let same = Spot {
            row: None,
            column: 26,
        };
        let fixed = Spot {
            row: Some(2),
            column: 0,
        };
        assert_eq!(condition(&Test::Blank(same), 9), "=TRIM($AA10)=\"\"");
        assert_eq!(condition(&Test::Blank(fixed), 9), "=TRIM($A$3)=\"\"");
        let both = Test::All(vec![Test::Blank(same), !Test::Same(same, fixed)]);
        assert_eq!(
            condition(&both, 0),
            "=AND(TRIM($AA1)=\"\",NOT(TRIM($AA1)=TRIM($A$3)))"
        );
        assert_eq!(condition(&Test::Any(vec![]), 0), "=FALSE");
        assert_eq!(
            number_or(1, 4, 0.0, 10.0, &["declined"]),
            "=OR(AND(ISNUMBER(B5),B5>=0,B5<=10),B5=\"declined\")"
        );
    }
}
