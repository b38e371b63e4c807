//! A change outlives a loss of power at any operation, though whatever was not synced by then
//! may be lost, each thing on its own.
//!
//! The disk here is a model of the weakest that a system may give: bytes of a file are sure
//! after the file was synced, a name in a folder after the folder was, and a rename is in both
//! folders or in none.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use case_audit::store::disk::{Disk, Hold, Kind};
use case_audit::store::{Change, Files, Folder, Patience, RealDisk};
use tempfile::TempDir;

/// How many losses are tried at each operation.
const LOSSES: u64 = 24;

/// Names → contents; the name of a folder ends in `/`.
type Tree = BTreeMap<String, Vec<u8>>;

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// A file or folder, whatever its name.
type Node = usize;

/// One thing that was done to names.
#[derive(Debug, Clone)]
enum Step {
    Link {
        into: Node,
        name: String,
        node: Node,
    },
    Move {
        from: Node,
        name: String,
        into: Node,
        to: String,
        node: Node,
    },
    Unlink {
        from: Node,
        name: String,
        node: Node,
    },
}

impl Step {
    fn touches(&self, folder: Node) -> bool {
        match self {
            Self::Link { into, .. } => *into == folder,
            Self::Move { from, into, .. } => *from == folder || *into == folder,
            Self::Unlink { from, .. } => *from == folder,
        }
    }
}

#[derive(Debug, Clone)]
struct Content {
    bytes: Option<Vec<u8>>,
    synced: bool,
}

/// What is on the disk and what is only on its way there.
#[derive(Debug, Clone)]
struct Model {
    /// Folders have no bytes. The first is the round's.
    nodes: Vec<Content>,
    /// The names before any step: (folder, name) → node.
    first: BTreeMap<(Node, String), Node>,
    /// The names as a running program sees them.
    now: BTreeMap<(Node, String), Node>,
    /// Each step, and whether it is sure.
    steps: Vec<(Step, bool)>,
}

impl Model {
    fn new(tree: &Tree) -> Self {
        let root = Content {
            bytes: None,
            synced: true,
        };
        let mut model = Self {
            nodes: vec![root],
            first: BTreeMap::new(),
            now: BTreeMap::new(),
            steps: Vec::new(),
        };
        // A folder comes before what is in it.
        for (name, bytes) in tree {
            let (path, bytes) = match name.strip_suffix('/') {
                Some(path) => (path, None),
                None => (name.as_str(), Some(bytes.clone())),
            };
            let (folder, name) = model.place(path);
            model.nodes.push(Content {
                bytes,
                synced: true,
            });
            model.now.insert((folder, name), model.nodes.len() - 1);
        }
        model.first = model.now.clone();
        model
    }

    /// The folder's node and the name in it.
    fn place(&self, path: &str) -> (Node, String) {
        match path.rsplit_once('/') {
            Some((folder, name)) => (self.node(folder), name.to_owned()),
            None => (0, path.to_owned()),
        }
    }

    fn node(&self, path: &str) -> Node {
        if path.is_empty() {
            return 0;
        }
        self.now[&self.place(path)]
    }

    fn link(&mut self, path: &str, bytes: Option<Vec<u8>>) {
        let (into, name) = self.place(path);
        let node = self.nodes.len();
        self.nodes.push(Content {
            bytes,
            synced: false,
        });
        self.now.insert((into, name.clone()), node);
        self.steps.push((Step::Link { into, name, node }, false));
    }

    fn rename(&mut self, path: &str, new: &str) {
        let node = self.node(path);
        let (from, name) = self.place(path);
        let (into, to) = self.place(new);
        self.now.remove(&(from, name.clone()));
        self.now.insert((into, to.clone()), node);
        self.steps.push((
            Step::Move {
                from,
                name,
                into,
                to,
                node,
            },
            false,
        ));
    }

    fn unlink(&mut self, path: &str) {
        let node = self.node(path);
        let (from, name) = self.place(path);
        self.now.remove(&(from, name.clone()));
        self.steps.push((Step::Unlink { from, name, node }, false));
    }

    fn sync(&mut self, folder: &str) {
        let folder = self.node(folder);
        for (step, sure) in &mut self.steps {
            *sure |= step.touches(folder);
        }
    }

    /// The tree after the power has gone: of what is not sure, some is lost.
    fn lose(&self, dice: &mut Dice, chance: u64) -> Tree {
        let mut names = self.first.clone();
        for (step, sure) in &self.steps {
            if !sure && dice.roll(100) < chance {
                continue;
            }
            match step {
                Step::Link { into, name, node } => {
                    names.insert((*into, name.clone()), *node);
                }
                Step::Move {
                    from,
                    name,
                    into,
                    to,
                    node,
                } => {
                    let old = (*from, name.clone());
                    if names.get(&old) == Some(node) {
                        names.remove(&old);
                        names.insert((*into, to.clone()), *node);
                    }
                }
                Step::Unlink { from, name, node } => {
                    let old = (*from, name.clone());
                    if names.get(&old) == Some(node) {
                        names.remove(&old);
                    }
                }
            }
        }
        let mut tree = Tree::new();
        self.grow(0, "", &names, dice, chance, &mut tree);
        tree
    }

    fn grow(
        &self,
        folder: Node,
        prefix: &str,
        names: &BTreeMap<(Node, String), Node>,
        dice: &mut Dice,
        chance: u64,
        tree: &mut Tree,
    ) {
        for ((_, name), node) in names.iter().filter(|((within, _), _)| *within == folder) {
            let content = &self.nodes[*node];
            if let Some(bytes) = &content.bytes {
                let lost = !content.synced && dice.roll(100) < chance;
                let kept = if lost {
                    usize::try_from(dice.roll(bytes.len() as u64 + 1)).unwrap()
                } else {
                    bytes.len()
                };
                tree.insert(format!("{prefix}{name}"), bytes[..kept].to_vec());
            } else {
                let path = format!("{prefix}{name}/");
                tree.insert(path.clone(), Vec::new());
                self.grow(*node, &path, names, dice, chance, tree);
            }
        }
    }
}

/// A real folder beside which a model is kept, and the model as it was after each operation.
struct ModelDisk {
    root: PathBuf,
    /// Whether files and folders are synced when that is asked for.
    syncs: (bool, bool),
    log: Mutex<(Model, Vec<Model>, String)>,
}

impl ModelDisk {
    fn new(root: &Path, tree: &Tree, syncs: (bool, bool)) -> Self {
        let model = Model::new(tree);
        Self {
            root: root.to_owned(),
            syncs,
            log: Mutex::new((model.clone(), vec![model], String::new())),
        }
    }

    fn path(&self, path: &Path) -> String {
        let parts = path.strip_prefix(&self.root).unwrap().iter();
        let parts: Vec<&str> = parts.map(|part| part.to_str().unwrap()).collect();
        parts.join("/")
    }

    fn did(&self, step: impl FnOnce(&mut Model)) {
        let mut log = self.log.lock().unwrap();
        step(&mut log.0);
        let now = log.0.clone();
        log.1.push(now);
    }

    fn moments(self) -> Vec<Model> {
        self.log.into_inner().unwrap().1
    }
}

impl Disk for ModelDisk {
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<File> {
        let file = RealDisk.create(path, bytes)?;
        let name = self.path(path);
        self.did(|model| model.link(&name, Some(bytes.to_vec())));
        self.log.lock().unwrap().2 = name;
        Ok(file)
    }
    fn sync_file(&self, _: &File) -> io::Result<()> {
        // The store syncs the file that it made last.
        let name = self.log.lock().unwrap().2.clone();
        if self.syncs.0 {
            self.did(|model| {
                let node = model.node(&name);
                model.nodes[node].synced = true;
            });
        }
        Ok(())
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        if self.syncs.1 {
            self.did(|model| model.sync(&self.path(path)));
        }
        Ok(())
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, to)?;
        self.did(|model| model.rename(&self.path(from), &self.path(to)));
        Ok(())
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_file(path)?;
        self.did(|model| model.unlink(&self.path(path)));
        Ok(())
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        RealDisk.create_folder(path)?;
        self.did(|model| model.link(&self.path(path), None));
        Ok(())
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_folder(path)?;
        self.did(|model| model.unlink(&self.path(path)));
        Ok(())
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
        RealDisk.open_lock(path, hold)
    }
    fn try_lock(&self, file: &File, hold: Hold) -> Result<(), TryLockError> {
        RealDisk.try_lock(file, hold)
    }
}

fn tree_of(pairs: &[(&str, &str)]) -> Tree {
    let pair = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
    pairs.iter().map(pair).collect()
}

fn before() -> Tree {
    tree_of(&[
        ("audits.csv", "case,hub\r\nA1,north\r\n"),
        ("drafts/", ""),
        ("drafts/a.json", "{\"case\":\"A2\"}"),
        ("history.csv", "when,who\r\n"),
    ])
}

fn after() -> Tree {
    tree_of(&[
        ("actions.csv", "id\r\n1\r\n"),
        ("audits.csv", "case,hub\r\nA1,north\r\nA2,south\r\n"),
        ("copies/", ""),
        ("copies/audits.csv", "case,hub\r\nA1,north\r\nA2,south\r\n"),
        ("drafts/", ""),
        ("history.csv", "when,who\r\nnow,me\r\n"),
    ])
}

/// Whether a tree holds the files of another one and no more. What only the store sees, and
/// folders with nothing in them, do not count.
fn is(tree: &Tree, wanted: &Tree) -> bool {
    let files = |tree: &Tree| -> Tree {
        let counts =
            |name: &str| !name.ends_with('/') && !name.split('/').any(|part| part.starts_with('.'));
        let files = tree.iter().filter(|(name, _)| counts(name));
        files
            .map(|(name, bytes)| (name.clone(), bytes.clone()))
            .collect()
    };
    files(tree) == files(wanted)
}

fn to_after(files: &Files<'_>) -> anyhow::Result<Option<Change>> {
    let mut change = Change::new();
    for (name, bytes) in after().iter().filter(|(name, _)| !name.ends_with('/')) {
        change.write(&files.read(name)?, bytes.clone());
    }
    change.remove(&files.read("drafts/a.json")?);
    Ok(Some(change))
}

fn told(tree: &Tree) -> String {
    let line = |(name, bytes): (&String, &Vec<u8>)| {
        format!("{name}: {:?}\n", String::from_utf8_lossy(bytes))
    };
    tree.iter().map(line).collect()
}

fn made(tree: &Tree) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in tree {
        let path = folder.path().join(name);
        if name.ends_with('/') {
            fs::create_dir(path).unwrap();
        } else {
            fs::write(path, bytes).unwrap();
        }
    }
    folder
}

fn found(folder: &Path, prefix: &str, tree: &mut Tree) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            found(&entry.path(), &format!("{name}/"), tree);
            tree.insert(format!("{name}/"), Vec::new());
        } else if name != ".lock" {
            tree.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

/// Opens a tree as a reader does: what is there then, or the error, and the model meanwhile.
fn opened(tree: &Tree, syncs: (bool, bool)) -> (anyhow::Result<Tree>, Vec<Model>) {
    let folder = made(tree);
    let disk = ModelDisk::new(folder.path(), tree, syncs);
    let read = Folder::on(&disk, folder.path(), Patience::default())
        .read(&mut |_| ())
        .map(drop);
    let mut there = Tree::new();
    found(folder.path(), "", &mut there);
    (read.map(|()| there), disk.moments())
}

/// The models of the disk after each operation of the change.
fn moments(syncs: (bool, bool)) -> Vec<Model> {
    let folder = made(&before());
    let disk = ModelDisk::new(folder.path(), &before(), syncs);
    let wrote = Folder::on(&disk, folder.path(), Patience::default())
        .change(&mut |_| (), to_after)
        .unwrap();
    assert!(wrote);
    disk.moments()
}

/// Each way in which the power may go, from nothing lost to all that can be.
fn losses(mut each: impl FnMut(&mut Dice, u64)) {
    let mut dice = Dice(17);
    for nth in 0..LOSSES {
        each(&mut dice, nth * 100 / (LOSSES - 1));
    }
}

#[test]
fn a_change_outlives_a_loss_of_power_at_any_operation() {
    let moments = moments((true, true));
    let end = moments.len() - 1;
    assert!(end > 20, "{end}");
    let (mut befores, mut afters) = (0, 0);
    for (nth, model) in moments.iter().enumerate() {
        losses(|dice, chance| {
            let lost = model.lose(dice, chance);
            let (read, _) = opened(&lost, (true, true));
            let read = read.unwrap_or_else(|error| panic!("{nth}: {error:#}\n{}", told(&lost)));
            if is(&read, &after()) {
                afters += 1;
            } else {
                assert!(
                    is(&read, &before()),
                    "{nth}: {}\n{}",
                    told(&lost),
                    told(&read)
                );
                befores += 1;
            }
            // What was reported as done is there for good.
            assert!(nth < end || is(&read, &after()), "{}", told(&lost));
        });
    }
    assert!(befores > 100 && afters > 100, "{befores} {afters}");
}

#[test]
fn finishing_outlives_a_loss_of_power_at_any_operation() {
    let mut tried = 0;
    for model in moments((true, true)).iter().step_by(3) {
        let mut dice = Dice(4);
        let lost = model.lose(&mut dice, 50);
        let (read, again) = opened(&lost, (true, true));
        if !is(&read.unwrap(), &after()) {
            continue;
        }
        for model in again {
            for chance in [0, 30, 60, 100] {
                tried += 1;
                let lost = model.lose(&mut dice, chance);
                let (read, _) = opened(&lost, (true, true));
                let read = read.unwrap();
                assert!(is(&read, &after()), "{}\n{}", told(&lost), told(&read));
            }
        }
    }
    assert!(tried > 100, "{tried}");
}

/// The model is worth something: without syncs it finds what they are there for.
#[test]
fn without_syncs_a_change_would_be_torn() {
    for syncs in [(false, true), (true, false)] {
        let mut torn = 0;
        for model in moments(syncs) {
            losses(|dice, chance| {
                let (read, _) = opened(&model.lose(dice, chance), syncs);
                let whole = read.is_ok_and(|read| is(&read, &before()) || is(&read, &after()));
                torn += u32::from(!whole);
            });
        }
        assert!(torn > 0, "{syncs:?}");
    }
}
