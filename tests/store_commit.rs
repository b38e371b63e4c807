//! A change to a round is whole or not there, wherever it is stopped, and loses nothing.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod faulty_disk;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Child, Command};
use std::time::Duration;

use anyhow::Result;
use case_audit::store::disk::Disk;
use case_audit::store::{
    Change, Changed, Files, Folder, Name, News, Patience, RealDisk, Unfinished,
};
use faulty_disk::{Fault, FaultyDisk, STOPPED};
use tempfile::TempDir;

/// Tells a run of this binary that it is a child, and what to do.
const CHILD: &str = "CASE_AUDIT_TEST_CHILD";

/// No waiting at all: for who is to be refused. The others wait, for a child that another
/// test starts has this process's locks too until it has begun.
const AT_ONCE: Patience = Patience {
    tell: Duration::ZERO,
    give_up: Duration::ZERO,
};

/// Names → contents.
type State = BTreeMap<String, Vec<u8>>;

fn state(pairs: &[(&str, &str)]) -> State {
    let pair = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
    pairs.iter().map(pair).collect()
}

fn before() -> State {
    state(&[
        ("actions.csv", "id,text\r\n"),
        ("audits.csv", "case,hub\r\nA1,north\r\n"),
        ("drafts/a.json", "{\"case\":\"A2\"}"),
        ("old.csv", "to be removed"),
        ("untouched.csv", "stays"),
    ])
}

fn after() -> State {
    state(&[
        ("actions.csv", "id,text\r\n1,visit\r\n"),
        ("audits.csv", "case,hub\r\nA1,north\r\nA2,south\r\n"),
        ("drafts/a.json", "{\"case\":\"A2\",\"done\":true}"),
        ("drafts/deep/b.json", "{}"),
        ("history.csv", "when,who\r\n"),
        ("untouched.csv", "stays"),
    ])
}

fn round_of(files: &State) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// Every file in a folder, the lock left out: what any other program sees.
fn tree(folder: &Path) -> State {
    fn add(folder: &Path, prefix: &str, files: &mut State) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().unwrap().is_dir() {
                files.insert(format!("{name}/"), Vec::new());
                add(&entry.path(), &format!("{name}/"), files);
            } else if name != ".lock" {
                files.insert(name, fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut files = State::new();
    add(folder, "", &mut files);
    files
}

/// The same without the lines for folders.
fn files(folder: &Path) -> State {
    let mut files = tree(folder);
    files.retain(|name, _| !name.ends_with('/'));
    files
}

fn silent(_: &News) {}

/// The change that makes `after` of what is there.
fn to_after(files: &Files<'_>) -> Result<Option<Change>> {
    let wanted = after();
    let mut change = Change::new();
    for (name, bytes) in &wanted {
        change.write(&files.read(name)?, bytes.clone());
    }
    change.remove(&files.read("old.csv")?);
    Ok(Some(change))
}

/// What a reader sees through the store of the files that the change is about.
fn read(folder: &Path) -> State {
    let disk = FaultyDisk::sound();
    let folder = Folder::on(&disk, folder, Patience::default());
    let files = folder.read(&mut silent).unwrap();
    let mut seen = State::new();
    for name in before().keys().chain(after().keys()) {
        if let Some(bytes) = files.read(name).unwrap().bytes() {
            seen.insert(name.clone(), bytes.to_vec());
        }
    }
    seen
}

/// A further change works, and leaves nothing of the store's own behind.
fn another_change_works(folder: &Path) {
    let disk = FaultyDisk::sound();
    let wrote = Folder::on(&disk, folder, Patience::default())
        .change(&mut silent, |files| {
            let mut change = Change::new();
            change.write(&files.read("audits.csv")?, b"another".to_vec());
            change.write(&files.read("drafts/c.json")?, b"another".to_vec());
            Ok(Some(change))
        })
        .unwrap();
    assert!(wrote);
    assert_eq!(fs::read(folder.join("audits.csv")).unwrap(), b"another");
    let left: Vec<String> = tree(folder)
        .into_keys()
        .filter(|name| name.starts_with('.') || name.contains("/."))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

/// How many operations the change takes on a sound disk.
fn operations() -> usize {
    let folder = round_of(&before());
    let disk = FaultyDisk::sound();
    assert!(
        Folder::on(&disk, folder.path(), Patience::default())
            .change(&mut silent, to_after)
            .unwrap()
    );
    assert_eq!(files(folder.path()), after());
    disk.done()
}

/// Fails at each operation in turn. The error says which state the round is in.
fn fail_everywhere(fault: Fault) {
    let total = operations();
    let (mut refused, mut unfinished) = (0, 0);
    for at in 1..=total {
        let folder = round_of(&before());
        let disk = FaultyDisk::new(at, fault);
        let done =
            Folder::on(&disk, folder.path(), Patience::default()).change(&mut silent, to_after);
        let expected = match &done {
            Ok(wrote) => {
                assert!(wrote);
                after()
            }
            Err(error) if error.is::<Unfinished>() => {
                unfinished += 1;
                after()
            }
            Err(_) => {
                refused += 1;
                before()
            }
        };
        assert_eq!(read(folder.path()), expected, "{fault:?} at {at}: {done:?}");
        let all = files(folder.path());
        assert!(
            all.keys().all(|name| !name.starts_with(".commit/")),
            "{fault:?} at {at} left {all:?}"
        );
        another_change_works(folder.path());
    }
    assert!(refused > 10 && unfinished > 10, "{refused} {unfinished}");
}

#[test]
fn an_error_at_any_operation_leaves_the_round_before_or_after() {
    fail_everywhere(Fault::Error(ErrorKind::PermissionDenied));
}

#[test]
fn a_disk_that_goes_away_at_any_operation_leaves_the_round_before_or_after() {
    fail_everywhere(Fault::Gone(ErrorKind::NotConnected));
}

#[test]
fn a_disk_that_is_full_at_any_operation_leaves_the_round_before_or_after() {
    fail_everywhere(Fault::Full);
}

#[test]
fn a_full_disk_is_said_in_plain_words() {
    let folder = round_of(&before());
    let error = (1..operations())
        .map(|at| {
            let disk = FaultyDisk::new(at, Fault::Full);
            Folder::on(&disk, folder.path(), Patience::default())
                .change(&mut silent, to_after)
                .unwrap_err()
        })
        .map(|error| format!("{error:#}"))
        .find(|error| error.contains("`audits.csv`"))
        .unwrap();
    assert!(
        error.starts_with(
            "`audits.csv` cannot be written, nothing was changed: the disk is full: make room on it and try again"
        ),
        "{error}"
    );
    assert_eq!(read(folder.path()), before());
}

/// A change that holds and is unfinished, stopped at each operation after the commit point.
fn each_unfinished(mut with: impl FnMut(&Path)) {
    let mut met = 0;
    for at in 1..=operations() {
        let folder = round_of(&before());
        let disk = FaultyDisk::new(at, Fault::Gone(ErrorKind::NotConnected));
        let done =
            Folder::on(&disk, folder.path(), Patience::default()).change(&mut silent, to_after);
        if done.is_err_and(|error| error.is::<Unfinished>()) {
            met += 1;
            with(folder.path());
        }
    }
    assert!(met > 20, "{met}");
}

fn copy(from: &Path) -> TempDir {
    let copy = round_of(&files(from));
    for name in tree(from).keys().filter(|name| name.ends_with('/')) {
        fs::create_dir_all(copy.path().join(name)).unwrap();
    }
    copy
}

#[test]
fn finishing_may_fail_at_any_operation_and_be_done_again() {
    let mut met = BTreeSet::new();
    each_unfinished(|stopped| {
        let new = met.insert(tree(stopped));
        for at in 1..1000 {
            if !new {
                break;
            }
            let folder = copy(stopped);
            let disk = FaultyDisk::new(at, Fault::Gone(ErrorKind::NotConnected));
            let opened = Folder::on(&disk, folder.path(), Patience::default())
                .read(&mut silent)
                .map(drop);
            assert_eq!(read(folder.path()), after(), "at {at}: {opened:?}");
            if disk.done() < at {
                break;
            }
        }
    });
    assert!(met.len() > 5, "{}", met.len());
}

#[test]
fn what_another_program_wrote_meanwhile_is_kept_and_told() {
    let (mut kept_aside, mut left_in_place) = (0, 0);
    for name in ["audits.csv", "old.csv", "drafts/deep/b.json"] {
        each_unfinished(|folder| {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let taken = Name::new(name).unwrap();
            fs::write(&path, "from elsewhere").unwrap();
            let mut news = Vec::new();
            let disk = FaultyDisk::sound();
            Folder::on(&disk, folder, Patience::default())
                .finish(&mut |told| news.push(told.clone()))
                .unwrap();
            let kept: Vec<&Name> = news
                .iter()
                .filter_map(|told| match told {
                    News::Kept { name, kept } if *name == taken => Some(kept),
                    News::Kept { .. } | News::Finished { .. } | News::Waiting { .. } => None,
                })
                .collect();
            assert!(
                news.iter()
                    .any(|told| matches!(told, News::Finished { .. }))
            );
            let mut expected = after();
            if let [kept] = kept[..] {
                kept_aside += 1;
                expected.insert(kept.as_str().to_owned(), b"from elsewhere".to_vec());
                assert!(kept.as_str().contains(" (changed elsewhere)"));
            } else {
                // The change had reached this file before: the other program wrote over it.
                left_in_place += 1;
                expected.insert(name.to_owned(), b"from elsewhere".to_vec());
            }
            assert_eq!(files(folder), expected);
        });
    }
    assert!(
        kept_aside > 10 && left_in_place > 10,
        "{kept_aside} {left_in_place}"
    );
}

/// A round with a change to `audits.csv` alone that holds and has not moved.
fn held() -> TempDir {
    let folder = round_of(&state(&[("audits.csv", "old")]));
    for at in 1..100 {
        let disk = FaultyDisk::new(at, Fault::Gone(ErrorKind::NotConnected));
        let done =
            Folder::on(&disk, folder.path(), Patience::default()).change(&mut silent, |files| {
                let mut change = Change::new();
                change.write(&files.read("audits.csv")?, b"new".to_vec());
                Ok(Some(change))
            });
        if done.is_err_and(|error| error.is::<Unfinished>()) {
            break;
        }
    }
    assert_eq!(fs::read(folder.path().join("audits.csv")).unwrap(), b"old");
    folder
}

#[test]
fn a_kept_version_takes_no_name_that_is_taken() {
    let folder = held();
    let folder = folder.path();
    fs::write(
        folder.join("audits (changed elsewhere).csv"),
        "an earlier one",
    )
    .unwrap();
    fs::write(folder.join("audits.csv"), "from elsewhere").unwrap();
    Folder::new(folder).finish(&mut silent).unwrap();
    let expected = state(&[
        ("audits (changed elsewhere).csv", "an earlier one"),
        ("audits (changed elsewhere 2).csv", "from elsewhere"),
        ("audits.csv", "new"),
    ]);
    assert_eq!(files(folder), expected);
}

#[test]
fn a_file_that_was_removed_meanwhile_comes_back_changed() {
    let folder = held();
    fs::remove_file(folder.path().join("audits.csv")).unwrap();
    Folder::new(folder.path()).finish(&mut silent).unwrap();
    assert_eq!(files(folder.path()), state(&[("audits.csv", "new")]));
}

// Other processes.

fn child(task: &str, folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "this_is_a_child",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(CHILD, format!("{task}|{}", folder.display()))
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap()
}

fn run_child(task: &str, folder: &Path) -> Option<i32> {
    child(task, folder).wait().unwrap().code()
}

/// Adds one row to two files at once.
fn add_row(files: &Files<'_>, row: &str) -> Result<Option<Change>> {
    let mut change = Change::new();
    for name in ["audits.csv", "history.csv"] {
        let seen = files.read(name)?;
        let mut bytes = seen.bytes().unwrap_or_default().to_vec();
        bytes.extend(format!("{row}\n").bytes());
        change.write(&seen, bytes);
    }
    let draft = files.read(&format!("drafts/{row}.json"))?;
    change.remove(&draft);
    Ok(Some(change))
}

/// Not a test of its own: what the children of other tests do.
#[test]
fn this_is_a_child() {
    let Ok(told) = std::env::var(CHILD) else {
        return;
    };
    let mut words = told.split('|');
    let mut word = || words.next().unwrap();
    match word() {
        "change" => {
            let at: usize = word().parse().unwrap();
            let fault = if word() == "half" {
                Fault::HalfStop
            } else {
                Fault::Stop
            };
            let disk = FaultyDisk::new(at, fault);
            Folder::on(&disk, word(), Patience::default())
                .change(&mut silent, to_after)
                .unwrap();
        }
        "add" => {
            let who = word();
            let disk = FaultyDisk::sound();
            let folder = Folder::on(&disk, word(), Patience::default());
            for nth in 0..25 {
                folder
                    .change(&mut silent, |files| add_row(files, &format!("{who}-{nth}")))
                    .unwrap();
            }
        }
        "add-and-stop" => {
            let at: usize = word().parse().unwrap();
            let disk = FaultyDisk::new(at, Fault::HalfStop);
            Folder::on(&disk, word(), Patience::default())
                .change(&mut silent, |files| {
                    add_row(files, &format!("stopped-{at}"))
                })
                .unwrap();
        }
        "compare" => {
            let folder = Folder::new(word());
            for _ in 0..50 {
                let files = folder.read(&mut silent).unwrap();
                let audits = files.read("audits.csv").unwrap();
                let history = files.read("history.csv").unwrap();
                assert!(files.locked());
                assert_eq!(audits.sha256(), history.sha256());
            }
        }
        other => panic!("{other}"),
    }
}

fn stop_everywhere(how: &str) {
    let total = operations();
    let mut states = Vec::new();
    for at in 1..=total {
        let folder = round_of(&before());
        let code = run_child(&format!("change|{at}|{how}"), folder.path());
        assert_eq!(code, Some(STOPPED), "at {at}");
        let seen = read(folder.path());
        assert!(seen == before() || seen == after(), "at {at}: {seen:?}");
        assert_eq!(read(folder.path()), seen, "at {at}, read again");
        states.push(seen == after());
        another_change_works(folder.path());
    }
    // There is one point from which on the change holds.
    assert!(!states[0] && states[total - 1]);
    assert!(states.is_sorted(), "{states:?}");
    let folder = round_of(&before());
    let code = run_child(&format!("change|{}|{how}", total + 1), folder.path());
    assert_eq!(code, Some(0));
    assert_eq!(files(folder.path()), after());
}

#[test]
fn a_program_stopped_at_any_operation_leaves_the_round_before_or_after() {
    stop_everywhere("whole");
}

#[test]
fn a_program_stopped_amid_any_write_leaves_the_round_before_or_after() {
    stop_everywhere("half");
}

#[test]
fn eight_writers_lose_nothing_and_double_nothing() {
    let folder = round_of(&state(&[("audits.csv", ""), ("history.csv", "")]));
    let mut children = Vec::new();
    for who in 0..8 {
        children.push((0, child(&format!("add|{who}"), folder.path())));
    }
    for _ in 0..2 {
        children.push((0, child("compare", folder.path())));
    }
    for at in (4..44).step_by(4) {
        children.push((STOPPED, child(&format!("add-and-stop|{at}"), folder.path())));
    }
    for (code, mut child) in children {
        assert_eq!(child.wait().unwrap().code(), Some(code));
    }
    Folder::new(folder.path()).finish(&mut silent).unwrap();
    let audits = fs::read_to_string(folder.path().join("audits.csv")).unwrap();
    let history = fs::read_to_string(folder.path().join("history.csv")).unwrap();
    assert_eq!(audits, history);
    let rows: Vec<&str> = audits.lines().collect();
    let unique: BTreeSet<&str> = rows.iter().copied().collect();
    assert_eq!(rows.len(), unique.len(), "a row is there twice");
    let whole = rows
        .iter()
        .filter(|row| !row.starts_with("stopped"))
        .count();
    assert_eq!(whole, 200);
}

// Locks.

#[test]
fn who_waits_is_told_and_gives_up() {
    let folder = round_of(&before());
    let reader = Folder::new(folder.path());
    let reading = reader.read(&mut silent).unwrap();
    assert!(reading.locked());
    let mut news = Vec::new();
    let error = Folder::on(&RealDisk, folder.path(), AT_ONCE)
        .change(&mut |told| news.push(told.to_string()), to_after)
        .unwrap_err();
    assert!(
        error.to_string().contains("in use by another run"),
        "{error}"
    );
    assert_eq!(news.len(), 1);
    assert!(news[0].ends_with("is in use by another run: waiting for it"));
    // Readers do not wait for each other.
    Folder::on(&RealDisk, folder.path(), AT_ONCE)
        .read(&mut silent)
        .unwrap();
    drop(reading);
    assert!(
        Folder::on(&RealDisk, folder.path(), Patience::default())
            .change(&mut silent, to_after)
            .unwrap()
    );
}

#[test]
fn readers_wait_for_a_change() {
    let folder = round_of(&before());
    Folder::new(folder.path())
        .change(&mut silent, |_| {
            let error = Folder::on(&RealDisk, folder.path(), AT_ONCE)
                .read(&mut silent)
                .map(drop)
                .unwrap_err();
            assert!(error.to_string().contains("in use by another run"));
            Ok(None)
        })
        .unwrap();
}

mod limited {
    //! Disks that cannot do everything.

    use super::*;
    use case_audit::store::disk::{Hold, Kind};
    use std::fs::{File, TryLockError};
    use std::io;

    /// A disk without locks, or one that can only be read.
    pub(crate) struct Limited {
        pub(crate) locks: bool,
        pub(crate) writes: bool,
    }

    impl Limited {
        fn write(&self) -> io::Result<()> {
            if self.writes {
                Ok(())
            } else {
                Err(ErrorKind::ReadOnlyFilesystem.into())
            }
        }
    }

    impl Disk for Limited {
        fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<File> {
            self.write()?;
            RealDisk.create(path, bytes)
        }
        fn sync_file(&self, file: &File) -> io::Result<()> {
            RealDisk.sync_file(file)
        }
        fn sync_folder(&self, path: &Path) -> io::Result<()> {
            RealDisk.sync_folder(path)
        }
        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.write()?;
            RealDisk.rename(from, to)
        }
        fn remove_file(&self, path: &Path) -> io::Result<()> {
            self.write()?;
            RealDisk.remove_file(path)
        }
        fn create_folder(&self, path: &Path) -> io::Result<()> {
            self.write()?;
            RealDisk.create_folder(path)
        }
        fn remove_folder(&self, path: &Path) -> io::Result<()> {
            self.write()?;
            RealDisk.remove_folder(path)
        }
        fn open(&self, path: &Path) -> io::Result<File> {
            RealDisk.open(path)
        }
        fn list(&self, path: &Path) -> io::Result<Vec<String>> {
            RealDisk.list(path)
        }
        fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
            RealDisk.kind(path)
        }
        fn replaceable(&self, path: &Path) -> io::Result<()> {
            RealDisk.replaceable(path)
        }
        fn open_lock(&self, path: &Path, hold: Hold) -> io::Result<File> {
            if !self.writes && !path.exists() {
                return Err(ErrorKind::ReadOnlyFilesystem.into());
            }
            RealDisk.open_lock(path, hold)
        }
        fn try_lock(&self, file: &File, hold: Hold) -> Result<(), TryLockError> {
            if !self.locks {
                return Err(TryLockError::Error(ErrorKind::Unsupported.into()));
            }
            RealDisk.try_lock(file, hold)
        }
    }
}

#[test]
fn where_there_are_no_locks_a_round_is_read_and_not_changed() {
    let folder = round_of(&before());
    let disk = limited::Limited {
        locks: false,
        writes: true,
    };
    let folder = Folder::on(&disk, folder.path(), Patience::default());
    let files = folder.read(&mut silent).unwrap();
    assert!(!files.locked());
    assert_eq!(
        files.read("untouched.csv").unwrap().bytes(),
        Some(&b"stays"[..])
    );
    let error = folder.change(&mut silent, to_after).unwrap_err();
    assert!(error.to_string().contains("has no locks"), "{error}");
    assert_eq!(self::files(folder.path()), before());
}

#[test]
fn a_folder_that_cannot_be_written_in_is_read_without_a_lock() {
    let folder = round_of(&before());
    let disk = limited::Limited {
        locks: true,
        writes: false,
    };
    let folder = Folder::on(&disk, folder.path(), Patience::default());
    let files = folder.read(&mut silent).unwrap();
    assert!(!files.locked());
    assert!(!folder.path().join(".lock").exists());
    let error = folder.change(&mut silent, to_after).unwrap_err();
    assert!(
        format!("{error:#}").contains("this disk can be read and not written"),
        "{error:#}"
    );
    assert_eq!(self::files(folder.path()), before());
}

#[test]
fn an_unfinished_change_where_nothing_can_be_written_is_an_error() {
    let folder = held();
    for lock in [true, false] {
        if !lock {
            fs::remove_file(folder.path().join(".lock")).unwrap();
        }
        let before = tree(folder.path());
        let disk = limited::Limited {
            locks: true,
            writes: false,
        };
        let folder = Folder::on(&disk, folder.path(), Patience::default());
        let error = folder.read(&mut silent).map(drop).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("was interrupted, and could not be finished now"),
            "{error}"
        );
        assert_eq!(tree(folder.path()), before);
    }
}

#[test]
fn a_folder_that_is_not_there_is_an_error_and_stays_so() {
    let parent = tempfile::tempdir().unwrap();
    let folder = Folder::new(parent.path().join("nowhere"));
    assert!(folder.read(&mut silent).is_err());
    assert!(folder.change(&mut silent, to_after).is_err());
    assert!(!folder.path().exists());
    let file = parent.path().join("a.csv");
    fs::write(&file, "").unwrap();
    let error = Folder::new(&file).read(&mut silent).map(drop).unwrap_err();
    assert!(error.to_string().ends_with("is no folder"), "{error}");
}

// What was read is what is replaced.

#[test]
fn a_file_that_was_changed_since_it_was_read_is_not_replaced() {
    let was = state(&[("audits.csv", "read"), ("tool.toml", "relied on")]);
    let foreign: [(&str, Option<&str>); 4] = [
        ("audits.csv", Some("from elsewhere")),
        ("audits.csv", None),
        ("history.csv", Some("from elsewhere")),
        ("tool.toml", Some("from elsewhere")),
    ];
    for (name, text) in foreign {
        let round = round_of(&was);
        let folder = Folder::new(round.path());
        let files = folder.read(&mut silent).unwrap();
        let mut change = Change::new();
        change.write(&files.read("audits.csv").unwrap(), b"new".to_vec());
        change.write(&files.read("history.csv").unwrap(), b"new".to_vec());
        change.rely_on(&files.read("tool.toml").unwrap());
        drop(files);
        let path = round.path().join(name);
        match text {
            Some(text) => fs::write(path, text).unwrap(),
            None => fs::remove_file(path).unwrap(),
        }
        let there = tree(round.path());
        let error = folder
            .change(&mut silent, |_| Ok(Some(change)))
            .unwrap_err();
        let changed = error.downcast_ref::<Changed>().unwrap();
        assert!(changed.file.ends_with(name), "{changed}");
        assert!(
            changed
                .to_string()
                .contains("since it was read; nothing was written")
        );
        assert_eq!(tree(round.path()), there);
    }
}

#[test]
fn a_change_of_nothing_writes_nothing() {
    let round = round_of(&before());
    let folder = Folder::new(round.path());
    let wrote = folder
        .change(&mut silent, |files| {
            let mut change = Change::new();
            for (name, bytes) in before() {
                change.write(&files.read(&name)?, bytes);
            }
            change.remove(&files.read("not-there.csv")?);
            assert!(change.is_empty());
            Ok(Some(change))
        })
        .unwrap();
    assert!(!wrote);
    assert_eq!(files(round.path()), before());
}

#[test]
fn an_error_of_the_caller_changes_nothing() {
    let round = round_of(&before());
    let error = Folder::new(round.path())
        .change(&mut silent, |_| anyhow::bail!("no"))
        .unwrap_err();
    assert_eq!(error.to_string(), "no");
    assert_eq!(files(round.path()), before());
}

#[test]
fn folders_are_listed_without_what_begins_with_a_dot() {
    let round = round_of(&state(&[
        ("drafts/b.json", ""),
        ("drafts/a.json", ""),
        ("drafts/.x", ""),
    ]));
    let folder = Folder::new(round.path());
    let files = folder.read(&mut silent).unwrap();
    assert_eq!(files.list("drafts").unwrap(), ["a.json", "b.json"]);
    assert_eq!(files.list("nowhere").unwrap(), Vec::<String>::new());
    assert!(files.list("..").is_err());
}

#[test]
fn names_that_lead_out_of_the_round_are_refused() {
    let long = "x".repeat(300);
    let bad = [
        "",
        ".",
        "..",
        "../audits.csv",
        "drafts/../../x",
        "/etc/passwd",
        "drafts//x",
        "drafts/",
        "C:x",
        "C:\\x",
        "..\\x",
        "drafts\\x",
        ".lock",
        ".commit/0",
        "drafts/.hidden",
        "a\0b",
        "a\nb",
        "a\u{1b}[2J",
        "con",
        "NUL.csv",
        "drafts/com1.json",
        "LPT9",
        "x.",
        "x ",
        "a?b",
        "a/b/c/d/e",
        &long,
    ];
    for name in bad {
        let error = Name::new(name).unwrap_err().to_string();
        assert!(error.contains("cannot be a file of a round"), "{error}");
        assert!(
            !error.contains('\u{1b}') && !error.contains('\n'),
            "{error:?}"
        );
    }
    for name in [
        "audits.csv",
        "drafts/A-17.json",
        "drafts/Zoë 1.json",
        "com10",
        "console.csv",
    ] {
        Name::new(name).unwrap();
    }
}

#[test]
fn two_names_that_are_one_file_on_some_systems_are_refused() {
    for (one, other) in [("audits.csv", "Audits.csv"), ("drafts", "drafts/a.json")] {
        let round = tempfile::tempdir().unwrap();
        Folder::new(round.path())
            .change(&mut silent, |files| {
                let mut change = Change::new();
                change.write(&files.read(one)?, b"1".to_vec());
                change.write(&files.read(other)?, b"2".to_vec());
                Ok(Some(change))
            })
            .unwrap_err();
        assert_eq!(tree(round.path()), State::new());
    }
}

// What stands in the way.

#[test]
fn a_commit_that_is_not_this_programs_is_named_and_not_touched() {
    let hash = "a".repeat(64);
    let entry = |name: &str| {
        format!(r#"{{"version":1,"files":[{{"name":{name:?},"before":null,"after":"{hash}"}}]}}"#)
    };
    let manifests = [
        String::new(),
        "{\"version\":1,\"files\":[{\"na".to_owned(),
        "[]".to_owned(),
        "[".repeat(100_000),
        r#"{"version":2,"files":[]}"#.to_owned(),
        r#"{"version":1,"files":[],"more":1}"#.to_owned(),
        r#"{"version":1,"files":[{"name":"a.csv","before":null,"after":null}]}"#.to_owned(),
        r#"{"version":1,"files":[{"name":"a.csv","before":null,"after":"short"}]}"#.to_owned(),
        entry("../outside.csv"),
        entry(".lock"),
        // Its new file is not what is said of it.
        entry("audits.csv"),
        // Its second new file is missing.
        entry("audits.csv").replace(
            "]}",
            &format!(r#",{{"name":"b.csv","before":null,"after":"{hash}"}}]}}"#),
        ),
    ];
    for manifest in manifests {
        let mut files = before();
        files.insert(
            ".commit/manifest.json".to_owned(),
            manifest.clone().into_bytes(),
        );
        files.insert(".commit/0".to_owned(), b"something".to_vec());
        let round = round_of(&files);
        let there = tree(round.path());
        let folder = Folder::new(round.path());
        let reading = folder.read(&mut silent).map(drop).unwrap_err();
        let changing = folder.change(&mut silent, to_after).map(drop).unwrap_err();
        for error in [reading, changing] {
            let error = format!("{error:#}");
            assert!(error.contains(".commit` should hold a change"), "{error}");
            assert!(error.contains("Nothing was touched"), "{error}");
        }
        assert_eq!(tree(round.path()), there);
    }
    let mut files = before();
    files.insert(".commit".to_owned(), b"a file".to_vec());
    let round = round_of(&files);
    let error = Folder::new(round.path()).finish(&mut silent).unwrap_err();
    assert!(error.to_string().contains("it is no folder"), "{error}");
    assert_eq!(self::files(round.path()), files);
}

#[test]
fn a_new_file_that_is_lost_is_an_error_and_not_a_mixed_round() {
    let folder = held();
    fs::remove_file(folder.path().join(".commit/0")).unwrap();
    let there = tree(folder.path());
    let error = Folder::new(folder.path()).finish(&mut silent).unwrap_err();
    assert!(format!("{error:#}").contains("its file 0, which is to be `audits.csv`, is missing"));
    assert_eq!(tree(folder.path()), there);
}

#[test]
fn an_emptied_commit_is_only_removed() {
    for change in [false, true] {
        let round = round_of(&before());
        fs::create_dir(round.path().join(".commit")).unwrap();
        fs::write(round.path().join(".commit/.DS_Store"), "").unwrap();
        if change {
            another_change_works(round.path());
        } else {
            assert_eq!(read(round.path()), before());
            assert_eq!(files(round.path()), before());
            assert!(!round.path().join(".commit").exists());
        }
    }
}

#[test]
fn what_a_user_put_into_an_emptied_commit_is_not_removed() {
    let mut files = before();
    files.insert(".commit/mine.csv".to_owned(), b"mine".to_vec());
    let round = round_of(&files);
    assert_eq!(read(round.path()), before());
    let error = Folder::new(round.path())
        .change(&mut silent, to_after)
        .unwrap_err();
    assert!(error.to_string().contains("move it elsewhere"), "{error}");
    assert_eq!(self::files(round.path()), files);
}

#[test]
fn what_stopped_runs_had_begun_is_removed() {
    let mut files = before();
    files.insert(".commit-new-1-1/0".to_owned(), b"half".to_vec());
    files.insert(
        ".commit-new-22-3/manifest.json".to_owned(),
        b"half".to_vec(),
    );
    let round = round_of(&files);
    assert_eq!(read(round.path()), before());
    another_change_works(round.path());
}

#[test]
fn a_folder_in_a_files_place_is_not_replaced() {
    let round = tempfile::tempdir().unwrap();
    fs::create_dir(round.path().join("audits.csv")).unwrap();
    let there = tree(round.path());
    let error = Folder::new(round.path())
        .change(&mut silent, |_| {
            let other = tempfile::tempdir()?;
            let mut change = Change::new();
            let nothing = Folder::new(other.path())
                .read(&mut silent)?
                .read("audits.csv")?;
            change.write(&nothing, b"new".to_vec());
            Ok(Some(change))
        })
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("is no file that can be replaced"),
        "{error}"
    );
    assert_eq!(tree(round.path()), there);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn files_and_folders_are_for_their_owner_alone() {
        let round = round_of(&before());
        Folder::new(round.path())
            .change(&mut silent, |files| {
                let staged = round.path();
                assert_eq!(mode(&staged.join(".lock")), 0o600);
                to_after(files)
            })
            .unwrap();
        for name in [
            "audits.csv",
            "history.csv",
            "drafts/a.json",
            "drafts/deep/b.json",
        ] {
            assert_eq!(mode(&round.path().join(name)), 0o600, "{name}");
        }
        assert_eq!(mode(&round.path().join("drafts/deep")), 0o700);
        let held = held();
        assert_eq!(mode(&held.path().join(".commit")), 0o700);
        assert_eq!(mode(&held.path().join(".commit/0")), 0o600);
        assert_eq!(mode(&held.path().join(".commit/manifest.json")), 0o600);
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_link_is_read_and_not_replaced() {
        let elsewhere = tempfile::tempdir().unwrap();
        let target = elsewhere.path().join("audits.csv");
        fs::write(&target, "linked").unwrap();
        let round = tempfile::tempdir().unwrap();
        symlink(&target, round.path().join("audits.csv")).unwrap();
        let error = Folder::new(round.path())
            .change(&mut silent, |files| {
                let seen = files.read("audits.csv")?;
                assert_eq!(seen.bytes(), Some(&b"linked"[..]));
                let mut change = Change::new();
                change.write(&seen, b"new".to_vec());
                Ok(Some(change))
            })
            .unwrap_err();
        assert!(
            error.to_string().contains("is a link to a file elsewhere"),
            "{error}"
        );
        assert_eq!(fs::read(&target).unwrap(), b"linked");
        assert!(round.path().join("audits.csv").is_symlink());
    }

    #[test]
    fn a_link_to_a_folder_elsewhere_is_not_written_in() {
        let elsewhere = tempfile::tempdir().unwrap();
        let round = tempfile::tempdir().unwrap();
        symlink(elsewhere.path(), round.path().join("drafts")).unwrap();
        let error = Folder::new(round.path())
            .change(&mut silent, |files| {
                let mut change = Change::new();
                change.write(&files.read("drafts/a.json")?, b"new".to_vec());
                Ok(Some(change))
            })
            .unwrap_err();
        assert!(
            error
                .to_string()
                .contains("is a link to a folder elsewhere"),
            "{error}"
        );
        assert_eq!(tree(elsewhere.path()), State::new());
        // A round that is itself reached by a link is a round.
        let link = elsewhere.path().join("link");
        symlink(round.path(), &link).unwrap();
        fs::remove_file(round.path().join("drafts")).unwrap();
        assert!(Folder::new(&link).change(&mut silent, to_after).unwrap());
        assert_eq!(
            read(round.path()).get("audits.csv"),
            after().get("audits.csv")
        );
    }

    #[test]
    fn a_lock_file_that_was_exchanged_is_no_lock() {
        let round = round_of(&before());
        let folder = Folder::new(round.path());
        let files = folder.read(&mut silent).unwrap();
        fs::remove_file(round.path().join(".lock")).unwrap();
        drop(files);
        assert!(folder.change(&mut silent, to_after).unwrap());
    }
}

#[cfg(windows)]
#[test]
fn a_file_that_excel_has_open_is_not_replaced() {
    use std::os::windows::fs::OpenOptionsExt;
    /// As Excel opens a workbook: others may read it.
    const SHARE_READ: u32 = 1;
    let round = round_of(&before());
    let open = fs::OpenOptions::new()
        .read(true)
        .write(true)
        .share_mode(SHARE_READ)
        .open(round.path().join("old.csv"))
        .unwrap();
    let there = tree(round.path());
    let error = Folder::new(round.path())
        .change(&mut silent, to_after)
        .unwrap_err();
    assert!(!error.is::<Unfinished>());
    let error = format!("{error:#}");
    assert!(
        error.contains("old.csv` cannot be replaced, nothing was written"),
        "{error}"
    );
    assert!(error.contains("close it there and try again"), "{error}");
    assert_eq!(tree(round.path()), there);
    drop(open);
    assert!(
        Folder::new(round.path())
            .change(&mut silent, to_after)
            .unwrap()
    );
    assert_eq!(files(round.path()), after());
}

#[cfg(windows)]
#[test]
fn a_change_waits_until_excel_has_closed_its_file() {
    use std::os::windows::fs::OpenOptionsExt;
    let folder = held();
    let folder = folder.path();
    let open = fs::OpenOptions::new()
        .read(true)
        .write(true)
        .share_mode(1)
        .open(folder.join("audits.csv"))
        .unwrap();
    let error = Folder::new(folder).finish(&mut silent).unwrap_err();
    let error = format!("{error:#}");
    assert!(
        error.contains("was interrupted, and could not be finished now"),
        "{error}"
    );
    assert!(error.contains("close it there and try again"), "{error}");
    drop(open);
    Folder::new(folder).finish(&mut silent).unwrap();
    assert_eq!(files(folder), state(&[("audits.csv", "new")]));
}
