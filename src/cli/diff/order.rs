//! Are the rounds named in the order of their days?
//!
//! It must not know what changed between them.

use std::path::PathBuf;

use crate::analysis::comparison::Comparison;
use crate::diagnostics::{Code, Place, Problem, Problems};
use crate::read::shown;

/// A warning for each round that begins before the first one named, in the order in which
/// they were named.
pub(super) fn problems(compared: &[Comparison], rounds: &[PathBuf]) -> Problems {
    let mut problems = Problems::new();
    let Some((first, later)) = rounds.split_first() else {
        return problems;
    };
    for (one, named) in compared.iter().zip(later) {
        if one.practice.is_backwards() {
            let message = format!(
                "this round is named first and begins later than {}: improved and declined read the wrong way round",
                shown(named)
            );
            let place = Place::file(shown(first));
            problems.push(
                Problem::warning(Code::DatesReversed, place, message)
                    .hint("name the earlier round first"),
            );
        }
    }
    problems
}
