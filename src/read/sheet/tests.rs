//! The reader against the `csv` crate, for any bytes, block sizes and numbers of workers.

use std::sync::Mutex;

use proptest::prelude::*;

use super::*;
use crate::diagnostics::Severity;

const SPEC: SheetSpec<'static> = SheetSpec {
    recognise: &|_| false,
    digest: true,
};

type Rows = Vec<(u64, Vec<String>)>;

/// Every row below the header with its number, and every problem of the walk.
fn walk(sheet: &Sheet, threads: usize) -> (Rows, Problems, Option<[u8; 32]>) {
    let folded = sheet
        .fold(threads, Vec::new, |rows: &mut Rows, row| {
            let cells: Vec<String> = row.cells().map(str::to_owned).collect();
            assert_eq!(cells.len(), row.len());
            for (index, cell) in cells.iter().enumerate() {
                assert_eq!(row.get(index), cell);
            }
            assert_eq!(row.get(cells.len()), "");
            rows.push((row.number(), cells));
        })
        .unwrap();
    let mut rows: Rows = folded.states.into_iter().flatten().collect();
    rows.sort();
    assert_eq!(rows.len() as u64, folded.rows);
    (rows, folded.problems, folded.sha256)
}

fn told(problems: &Problems) -> String {
    let all = [Severity::Error, Severity::Warning, Severity::Note];
    crate::diagnostics::text(problems, &all)
}

/// A sheet whose rows are all data: nothing is taken for the header.
fn headless(bytes: &[u8], dialect: Dialect, sizes: Sizes) -> Sheet {
    let mut sheet = Sheet::from_bytes(bytes.to_vec(), "a.csv", &SPEC).unwrap();
    let Body::Text { source, .. } = sheet.body else {
        panic!("text")
    };
    sheet.body = Body::Text {
        source,
        dialect,
        declaration: 0,
    };
    sheet.header = vec![HeaderCell {
        name: "a".to_owned(),
        index: 0,
        row: 0,
    }];
    sheet.unnamed = Vec::new();
    sheet.sizes = sizes;
    sheet.parallel = 0;
    sheet
}

/// What the `csv` crate reads: rows that are not blank, numbered; and whether a quote is
/// open at the end.
fn reference(bytes: &[u8], dialect: Dialect) -> (Rows, bool) {
    let read = |bytes: &[u8]| {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(dialect.delimiter)
            .terminator(csv::Terminator::Any(dialect.row_end))
            .flexible(true)
            .has_headers(false)
            .from_reader(bytes);
        let mut records = Vec::new();
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record).unwrap() {
            let start = usize::try_from(record.position().unwrap().byte()).unwrap();
            records.push((start, record.iter().map(<[u8]>::to_vec).collect::<Vec<_>>()));
        }
        records
    };
    // A row more at the end is a row of its own only where no quote is open.
    let with_another = [bytes, &[dialect.row_end, b'Z']].concat();
    let open = read(&with_another).last().unwrap().1 != [b"Z".to_vec()];
    let records = read(bytes);
    let mut rows = Vec::new();
    let mut number = 0;
    for (at, (start, cells)) in records.iter().enumerate() {
        let end = records.get(at + 1).map_or(bytes.len(), |next| next.0);
        let raw = &bytes[*start..end];
        let blank = raw
            .iter()
            .take_while(|&&byte| byte == dialect.row_end)
            .count();
        number += blank as u64 + 1;
        let mut cells = cells.clone();
        let last = at + 1 == records.len();
        // Blank rows at the end of the input belong to no record.
        let row_ends = raw
            .iter()
            .rev()
            .take_while(|&&byte| byte == dialect.row_end)
            .count();
        let body = &raw[..raw.len() - row_ends];
        let ends_with_return = !(last && open) && body.ends_with(b"\r");
        if dialect.row_end == b'\n' && ends_with_return {
            assert_eq!(cells.last_mut().unwrap().pop(), Some(b'\r'));
        }
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).into_owned())
            .collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push((number, cells));
        }
    }
    (rows, open)
}

fn sizes() -> impl Strategy<Value = Sizes> {
    (1_usize..40).prop_map(|block| Sizes {
        block,
        row: 1 << 20,
    })
}

fn dialects() -> impl Strategy<Value = Dialect> {
    let some = |delimiter, row_end| Dialect { delimiter, row_end };
    proptest::sample::select(vec![
        some(b',', b'\n'),
        some(b';', b'\n'),
        some(b',', b'\r'),
    ])
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        8 => proptest::sample::select(b"ab ,;\n\r\"".to_vec()),
        1 => proptest::sample::select("é€😀".as_bytes().to_vec()),
        1 => any::<u8>(),
    ];
    let bit = prop_oneof![
        6 => byte.prop_map(|byte| vec![byte]),
        1 => Just(b"\r\n".to_vec()),
        1 => Just(b"\"\"".to_vec()),
        1 => Just(b",\"".to_vec()),
        1 => Just(b"\",".to_vec()),
        1 => Just("é".as_bytes().to_vec()),
        1 => Just("€".as_bytes().to_vec()),
    ];
    proptest::collection::vec(bit, 0..60).prop_map(|bits| bits.concat())
}

proptest! {
    #[test]
    fn rows_are_those_of_the_csv_crate_whatever_the_blocks_and_workers(
        bytes in bytes(),
        dialect in dialects(),
        sizes in sizes(),
        threads in 1_usize..5,
    ) {
        // A mark makes it UTF-8, so that the reference need not know of Windows-1252.
        let marked = [b"\xef\xbb\xbf", &bytes[..]].concat();
        let (expected, open) = reference(&bytes, dialect);
        let (rows, problems, digest) = walk(&headless(&marked, dialect, sizes), threads);
        prop_assert_eq!(&rows, &expected);
        let (one, whole, whole_digest) = walk(&headless(&marked, dialect, Sizes::default()), 1);
        prop_assert_eq!(&one, &expected);
        prop_assert_eq!(told(&problems), told(&whole));
        prop_assert_eq!(digest, whole_digest);
        let opened = told(&problems).contains("[open-quote]");
        prop_assert_eq!(opened, open);
    }

    #[test]
    fn unmarked_bytes_read_alike_whatever_the_blocks_and_workers(
        bytes in bytes(),
        dialect in dialects(),
        sizes in sizes(),
        threads in 1_usize..5,
    ) {
        let (rows, problems, _) = walk(&headless(&bytes, dialect, sizes), threads);
        let (whole, told_whole, _) = walk(&headless(&bytes, dialect, Sizes::default()), 1);
        prop_assert_eq!(&rows, &whole);
        prop_assert_eq!(told(&problems), told(&told_whole));
    }

    #[test]
    fn long_rows_stop_the_reading_at_the_same_row_whatever_the_blocks(
        bytes in bytes(),
        dialect in dialects(),
        block in 1_usize..40,
        row in 16_usize..40,
    ) {
        let (rows, problems, digest) =
            walk(&headless(&bytes, dialect, Sizes { block, row }), 2);
        let (other, other_problems, other_digest) =
            walk(&headless(&bytes, dialect, Sizes { block: row, row }), 1);
        prop_assert_eq!(rows, other);
        prop_assert_eq!(told(&problems), told(&other_problems));
        prop_assert_eq!(digest, other_digest);
    }

    #[test]
    fn utf_16_reads_as_the_same_text_in_utf_8(
        text in "[ab,;\"\r\né€😀]{0,80}",
        big in any::<bool>(),
        sizes in sizes(),
    ) {
        let dialect = Dialect { delimiter: b',', row_end: b'\n' };
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        let wide: Vec<u8> = units
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect();
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let (rows, problems, _) = walk(&headless(&wide, dialect, sizes), 3);
        let (narrow, narrow_problems, _) = walk(&headless(&marked, dialect, Sizes::default()), 1);
        prop_assert_eq!(rows, narrow);
        prop_assert_eq!(told(&problems), told(&narrow_problems));
    }

    #[test]
    fn any_bytes_open_and_fold(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let sheet = Sheet::from_bytes(bytes, "a.csv", &SPEC).unwrap();
        walk(&sheet, 2);
    }
}

#[test]
fn workers_share_the_rows_of_a_large_file() {
    let rows: Vec<String> = (0..20_000).map(|row| format!("{row},x\n")).collect();
    let text = format!("a,b\n{}", rows.concat());
    let mut sheet = Sheet::from_bytes(text.into_bytes(), "a.csv", &SPEC).unwrap();
    sheet.sizes.block = 1_000;
    sheet.parallel = 0;
    let seen = Mutex::new(0);
    let folded = sheet
        .fold(
            4,
            || 0_u64,
            |sum, row| {
                *seen.lock().unwrap() += 1;
                *sum += row.get(0).parse::<u64>().unwrap();
            },
        )
        .unwrap();
    assert_eq!(folded.states.len(), 4);
    assert_eq!(folded.states.iter().sum::<u64>(), 19_999 * 20_000 / 2);
    assert_eq!(*seen.lock().unwrap(), 20_000);
    assert_eq!(folded.rows, 20_000);
}
