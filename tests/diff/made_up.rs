//! Rounds made up for one question each: a small tool, hubs as they are wanted, and rows.

use std::path::{Path, PathBuf};

/// Two domains of one standard each, rated once.
pub const TOOL: &str = r#"
id = "trial"
version = "1"
title = "Trial"

[[scale]]
id = "practice"
[[scale.level]]
id = "good"
label = "Good"
standing = "working"
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
choices = [{ id = "open", label = "Open" }, { id = "closed", label = "Closed" }]

[[domain]]
id = "start"
title = "The start"

[[domain]]
id = "end"
title = "The end"

[[standard]]
id = "welcome"
domain = "start"
title = "A welcome"
scale = "practice"

[[standard]]
id = "farewell"
domain = "end"
title = "A farewell"
scale = "practice"

[[theme]]
id = "waiting"
title = "Waiting"
"#;

/// A round to be written.
#[derive(Clone)]
pub struct MadeUp {
    pub title: String,
    /// The numbering of its cases; blank where it names none.
    pub case_key: String,
    /// Ids, labels, and earlier ids.
    pub hubs: Vec<(String, String, Vec<String>)>,
    /// Case, hub, and the levels of both standards.
    pub audits: Vec<[String; 4]>,
    pub tool: String,
}

impl MadeUp {
    /// A round of two hubs with as many cases in each, all alike.
    pub fn new(title: &str, cases: usize, level: &str) -> Self {
        let hubs = ["ash", "fern"];
        let audits = hubs.iter().flat_map(|hub| {
            (1..=cases).map(move |case| {
                [&*format!("{hub}-{case:02}"), hub, level, "partly"].map(str::to_owned)
            })
        });
        Self {
            title: title.to_owned(),
            case_key: "ours".to_owned(),
            hubs: [("ash", "Ashbrook"), ("fern", "Fernhill")]
                .map(|(id, label)| (id.to_owned(), label.to_owned(), Vec::new()))
                .to_vec(),
            audits: audits.collect(),
            tool: TOOL.to_owned(),
        }
    }

    /// Without any case.
    pub fn empty(title: &str) -> Self {
        Self::new(title, 0, "good")
    }

    /// Writes it as a folder.
    pub fn write(&self, into: &Path, name: &str) -> PathBuf {
        let folder = into.join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let mut round = format!(
            "id = {}\ntitle = {}\ntool = \"tool.toml\"\n",
            quoted(name),
            quoted(&self.title)
        );
        if !self.case_key.is_empty() {
            round.push_str(&format!("case_key = {}\n", quoted(&self.case_key)));
        }
        for (id, label, was) in &self.hubs {
            let was: Vec<String> = was.iter().map(|id| quoted(id)).collect();
            round.push_str(&format!(
                "[[hub]]\nid = {}\nlabel = {}\nwas = [{}]\n",
                quoted(id),
                quoted(label),
                was.join(", ")
            ));
        }
        std::fs::write(folder.join("round.toml"), round).unwrap();
        std::fs::write(folder.join("tool.toml"), &self.tool).unwrap();
        let mut sheet = csv::Writer::from_writer(Vec::new());
        sheet
            .write_record(["case", "hub", "stage", "welcome", "farewell"])
            .unwrap();
        for [case, hub, welcome, farewell] in &self.audits {
            sheet
                .write_record([case, hub, "open", welcome, farewell])
                .unwrap();
        }
        std::fs::write(folder.join("audits.csv"), sheet.into_inner().unwrap()).unwrap();
        folder
    }
}
