//! Which of several audits of a case counts, and a walk over those that do.
//!
//! Of a case's audits `agreed` counts, else `first`; `second` never does. Audits stream
//! past and 24 bytes a case are kept to find this out; only where some audit turns out not
//! to count is the sheet walked a second time without it. It must not know what is made
//! of the audits.

use sha2::{Digest, Sha256};

use super::AuditSheet;
use super::bind::Binding;
use super::row::RowReader;
use crate::diagnostics::{Code, Place, Problem, Problems};
use crate::model::{Audit, Census, Role};

/// How to walk.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How many threads at most.
    pub threads: usize,
    /// Leave out audits with problems, and count the others? If not, the states are of no
    /// use where there are errors.
    pub skip_invalid: bool,
}

/// What a walk over the audits that count gave.
pub struct Counted<S> {
    /// One state per worker; which audit went into which is not determined.
    pub states: Vec<S>,
    /// What became of every audit.
    pub census: Census,
    /// Problems of rows and of audits beside each other.
    pub problems: Problems,
    /// SHA-256 of the sheet's bytes.
    pub sha256: Option<[u8; 32]>,
}

/// One audit as the census needs it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    case: [u64; 2],
    row: u32,
    role: Role,
}

/// A case reference in 16 bytes: the text itself where it fits in 15, else a digest of it.
fn case_key(case: &str) -> [u64; 2] {
    let mut bytes = [0_u8; 16];
    let text = case.as_bytes();
    if text.len() < bytes.len() {
        for (to, from) in bytes.iter_mut().zip(text) {
            *to = *from;
        }
        bytes[15] = u8::try_from(text.len()).unwrap_or(0);
    } else {
        for (to, from) in bytes.iter_mut().zip(Sha256::digest(text).iter()) {
            *to = *from;
        }
        bytes[15] = u8::MAX;
    }
    let whole = u128::from_be_bytes(bytes);
    let half = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(0);
    [half(whole >> 64), half(whole)]
}

/// One worker's part of the first walk.
struct Part<'b, S> {
    reader: RowReader<'b>,
    state: S,
    entries: Vec<Entry>,
    broken: u64,
    problems: Problems,
}

/// Walks over the audits that count and folds them into states.
///
/// # Errors
/// Only failures of the world: a file that can no longer be read.
pub fn fold_counted<S: Send>(
    sheet: &AuditSheet<'_>,
    options: Options,
    make: impl Fn() -> S + Sync,
    each: impl Fn(&mut S, &Audit) + Sync,
) -> anyhow::Result<Counted<S>> {
    let binding = &sheet.binding;
    if !binding.usable {
        // What is wrong with the rows as such is told all the same.
        let folded = sheet.sheet.fold(options.threads, || (), |(), _| {})?;
        return Ok(Counted {
            states: Vec::new(),
            census: Census::default(),
            problems: folded.problems,
            sha256: folded.sha256,
        });
    }
    let first = walk(sheet, options, &[], &make, &each)?;
    let mut problems = first.problems;
    let mut census = Census {
        left_out: first.broken,
        ..Census::default()
    };
    let excluded = settle(first.entries, sheet, &mut census, &mut problems);
    // Where problems stop everything there is no need to count again without them.
    let stopped = problems.has_errors() && !options.skip_invalid;
    let states = if excluded.is_empty() || stopped {
        first.states
    } else {
        walk(sheet, options, &excluded, &make, &each)?.states
    };
    census.read = census.counted
        + census.replaced
        + census.seconds
        + census.lone_seconds
        + census.left_out
        + census.doubled;
    Ok(Counted {
        states,
        census,
        problems,
        sha256: first.sha256,
    })
}

struct Walked<S> {
    states: Vec<S>,
    /// Sorted, one list per worker.
    entries: Vec<Vec<Entry>>,
    broken: u64,
    problems: Problems,
    sha256: Option<[u8; 32]>,
}

fn walk<S: Send>(
    sheet: &AuditSheet<'_>,
    options: Options,
    excluded: &[u32],
    make: &(impl Fn() -> S + Sync),
    each: &(impl Fn(&mut S, &Audit) + Sync),
) -> anyhow::Result<Walked<S>> {
    let binding: &Binding<'_> = &sheet.binding;
    let make_part = || Part {
        reader: RowReader::new(binding),
        state: make(),
        entries: Vec::new(),
        broken: 0,
        problems: Problems::new(),
    };
    let take = |state: &mut S, entries: &mut Vec<Entry>, audit: &Audit, number: u64| {
        let row = u32::try_from(number).unwrap_or(u32::MAX);
        entries.push(Entry {
            case: case_key(&audit.case),
            row,
            role: audit.role,
        });
        if audit.role != Role::Second && excluded.binary_search(&row).is_err() {
            each(state, audit);
        }
    };
    let (parts, sheet_problems, sha256) = if binding.long {
        let gathered = super::long::gather(sheet)?;
        let mut part = make_part();
        part.broken = gathered.broken;
        part.problems = gathered.problems;
        for (audit, row) in &gathered.audits {
            take(&mut part.state, &mut part.entries, audit, *row);
        }
        (vec![part], gathered.sheet_problems, gathered.sha256)
    } else {
        let folded = sheet.sheet.fold(options.threads, make_part, |part, row| {
            let Part {
                reader,
                state,
                entries,
                broken,
                problems,
            } = part;
            match reader.read(row, problems) {
                Ok(audit) => take(state, entries, audit, row.number()),
                Err(_) => *broken += 1,
            }
        })?;
        (folded.states, folded.problems, folded.sha256)
    };
    let mut walked = Walked {
        states: Vec::new(),
        entries: Vec::new(),
        broken: 0,
        problems: sheet_problems,
        sha256,
    };
    for part in parts {
        walked.states.push(part.state);
        walked.entries.push(part.entries);
        walked.broken += part.broken;
        walked.problems.merge(part.problems);
    }
    sort_all(&mut walked.entries);
    Ok(walked)
}

/// Sorts every list, side by side.
fn sort_all(lists: &mut [Vec<Entry>]) {
    std::thread::scope(|scope| {
        let mut lists = lists.iter_mut();
        let mine = lists.next();
        for list in lists {
            scope.spawn(|| list.sort_unstable());
        }
        if let Some(list) = mine {
            list.sort_unstable();
        }
    });
}

/// Decides case by case which audit counts; gives the rows that do not, ascending.
fn settle(
    lists: Vec<Vec<Entry>>,
    sheet: &AuditSheet<'_>,
    census: &mut Census,
    problems: &mut Problems,
) -> Vec<u32> {
    let mut lists: Vec<_> = lists
        .into_iter()
        .map(|list| list.into_iter().peekable())
        .collect();
    let mut excluded = Vec::new();
    let mut case: Vec<Entry> = Vec::new();
    loop {
        let next = lists
            .iter_mut()
            .enumerate()
            .filter_map(|(position, list)| list.peek().map(|entry| (*entry, position)))
            .min();
        let entry = next.and_then(|(_, position)| lists.get_mut(position)?.next());
        let same =
            matches!((entry, case.first()), (Some(entry), Some(first)) if entry.case == first.case);
        if !same {
            settle_case(&case, sheet, census, problems, &mut excluded);
            case.clear();
        }
        match entry {
            Some(entry) => case.push(entry),
            None => break,
        }
    }
    excluded.sort_unstable();
    excluded
}

/// Decides which audit of one case counts.
fn settle_case(
    entries: &[Entry],
    sheet: &AuditSheet<'_>,
    census: &mut Census,
    problems: &mut Problems,
    excluded: &mut Vec<u32>,
) {
    // The usual case, a million times over.
    if let [only] = entries
        && only.role != Role::Second
    {
        census.counted += 1;
        return;
    }
    let of = |role: Role| entries.iter().filter(move |entry| entry.role == role);
    let mut clash = false;
    for role in [Role::First, Role::Agreed] {
        let mut rows = of(role).map(|entry| entry.row);
        if let Some(earlier) = rows.next() {
            for later in rows {
                clash = true;
                problems.push(doubled(sheet, role, earlier, later));
            }
        }
    }
    let seconds = u64::try_from(of(Role::Second).count()).unwrap_or(u64::MAX);
    if clash {
        let rest = entries.iter().filter(|entry| entry.role != Role::Second);
        for entry in rest {
            census.doubled += 1;
            excluded.push(entry.row);
        }
        census.seconds += seconds;
        return;
    }
    let agreed = of(Role::Agreed).next();
    let first = of(Role::First).next();
    match (agreed, first) {
        (Some(_), Some(first)) => {
            census.counted += 1;
            census.replaced += 1;
            census.seconds += seconds;
            excluded.push(first.row);
        }
        (Some(_), None) | (None, Some(_)) => {
            census.counted += 1;
            census.seconds += seconds;
        }
        (None, None) => census.lone_seconds += seconds,
    }
}

fn doubled(sheet: &AuditSheet<'_>, role: Role, earlier: u32, later: u32) -> Problem {
    let header = sheet.sheet.header_place(sheet.binding.case);
    let place: Place = header.with_row(u64::from(later));
    let role = role.id();
    Problem::error(
        Code::DuplicateAudit,
        place,
        format!("the same case as in row {earlier}, and both audits have the role `{role}`"),
    )
    .hint("a case is counted once: take one out, or mark a second auditor's as `second` and what both agreed on as `agreed`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_takes_24_bytes() {
        assert_eq!(size_of::<Entry>(), 24);
    }

    #[test]
    fn keys_differ_wherever_references_do() {
        let cases = [
            "",
            "0",
            "00",
            "0012",
            "12",
            "a-long-reference-of-a-case",
            "a-long-reference-of-a-casf",
            "fifteen-letters",
            "sixteen-letters-",
        ];
        for (i, a) in cases.iter().enumerate() {
            for (j, b) in cases.iter().enumerate() {
                assert_eq!(case_key(a) == case_key(b), i == j, "{a} {b}");
            }
        }
    }
}
