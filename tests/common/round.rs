//! Rounds on the disk: a small tool, a new round, and everything that is in a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use case_audit::read::sheet::unguard;

use super::Ran;

/// A small tool with every kind of cell.
pub const TOOL: &str = r#"
id = "trial"
version = "3"
title = "Trial"
readings = ["record", "discussion"]

[not_applicable]
also = ["not_reported"]

[[scale]]
id = "practice"
[[scale.level]]
id = "good"
label = "Good"
standing = "working"
also = ["fine"]
means = "m"
[[scale.level]]
id = "partly"
label = "Partly"
standing = "improve"
means = "m"
[[scale.level]]
id = "not_yet"
label = "Not yet"
standing = "not_working"
means = "m"
[[scale.level]]
id = "not_evidenced"
label = "Not evidenced"
standing = "not_evidenced"
means = "m"

[[fact]]
id = "stage"
label = "Stage"
kind = "choice"
choices = [{ id = "open", label = "Open" }, { id = "stepped", label = "Stepped down" }]
required = true

[[fact]]
id = "visits"
label = "Visits"
kind = "number"

[[fact]]
id = "agreed_on"
label = "Agreed on"
kind = "date"

[[fact]]
id = "helped"
label = "Help given"
kind = "choices"
choices = [{ id = "group", label = "Group" }, { id = "school", label = "School" }]

[[fact]]
id = "remarks"
label = "Remarks"
kind = "text"

[[domain]]
id = "all"
title = "All"

[[standard]]
id = "welcome"
domain = "all"
title = "Welcome"
scale = "practice"
escalate_at = ["not_yet"]

[[standard]]
id = "handover"
domain = "all"
title = "Handover"
scale = "practice"
applies_when = [{ fact = "stage", is = ["stepped"] }]

[overall]
scale = "practice"

[[measure]]
id = "confidence"
title = "How confident are you?"
min = 0
max = 10
better = "higher"
asked_of = "parent"

[[theme]]
id = "waiting"
title = "Waiting"

[[theme]]
id = "recording"
title = "Recording"
"#;

/// A sample round's folder.
pub fn sample(name: &str) -> PathBuf {
    super::project().join("samples").join(name)
}

/// A copy of a sample round in a folder of its own, which the copy's path names.
pub fn copy(name: &str, into: &Path) -> PathBuf {
    let round = into.join(name);
    std::fs::create_dir_all(&round).unwrap();
    for entry in std::fs::read_dir(sample(name)).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_file() && !file.starts_with('.') {
            std::fs::copy(&path, round.join(file)).unwrap();
        }
    }
    round
}

/// Runs the program in a folder, apart from what this machine remembers of its user.
pub fn case_audit(folder: &Path, arguments: &[&str]) -> Ran {
    let output = command(folder, arguments).output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The same, not run yet.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let settings = folder.join("settings");
    let mut command = Command::new(env!("CARGO_BIN_EXE_case-audit"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .envs(["HOME", "XDG_CONFIG_HOME", "APPDATA"].map(|name| (name, settings.as_os_str())))
        .stdin(Stdio::null());
    command
}

/// A folder with the tool as `tool.toml`, a round `round` with the hubs Ashbrook and
/// Fernhill, and other files.
pub fn with_round(files: &[(&str, &str)]) -> tempfile::TempDir {
    let mut all = vec![("tool.toml", TOOL.as_bytes())];
    all.extend(files.iter().map(|(name, text)| (*name, text.as_bytes())));
    let folder = super::folder(&all);
    new_round(folder.path(), "round");
    folder
}

/// One more round beside it.
pub fn new_round(folder: &Path, name: &str) {
    let hubs = ["--hub", "Ashbrook=8", "--hub", "Fernhill=8"];
    let arguments = [&["init", name, "--tool", "tool.toml"], hubs.as_slice()].concat();
    case_audit(folder, &arguments).fine();
}

/// All files below a folder, by their paths; the lock, which is empty, aside.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            let below = files(&path);
            found.extend(below.into_iter().map(|(n, b)| (format!("{name}/{n}"), b)));
        } else if name != ".lock" {
            found.insert(name, std::fs::read(path).unwrap());
        }
    }
    found
}

/// The rows of a CSV file as maps from column to text without its guard.
pub fn rows(file: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().from_path(file).unwrap();
    let header = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        let cells = header.iter().zip(row.iter());
        cells
            .map(|(name, cell)| (name.to_owned(), unguard(cell).to_owned()))
            .collect()
    };
    reader.records().map(|found| row(found.unwrap())).collect()
}
