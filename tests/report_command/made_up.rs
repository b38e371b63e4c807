//! A small round in which every word can be chosen.

use std::path::{Path, PathBuf};

/// The words of a round.
#[derive(Debug, Clone)]
pub struct Words {
    /// Titles and labels in the tool.
    pub tool: String,
    /// The round's title.
    pub title: String,
    /// The round's hubs: ids and labels.
    pub hubs: Vec<(String, String)>,
    /// Stands at the end of each case's reference.
    pub case: String,
    pub auditor: String,
    /// What was found, and what is to be done.
    pub said: String,
}

impl Words {
    pub fn usual() -> Self {
        let hub = |id: &str| (id.to_lowercase(), id.to_owned());
        Self {
            tool: "of help".to_owned(),
            title: "Spring".to_owned(),
            hubs: vec![hub("Ashbrook"), hub("Fernhill")],
            case: "x".to_owned(),
            auditor: "A1".to_owned(),
            said: "Somebody rang back the same day".to_owned(),
        }
    }

    /// The round in a folder. Each hub has six cases; in the first more works.
    pub fn write(&self, folder: &Path) -> PathBuf {
        let round = folder.join("round");
        std::fs::create_dir_all(&round).unwrap();
        std::fs::write(round.join("tool.toml"), self.tool_file()).unwrap();
        std::fs::write(round.join("round.toml"), self.round_file()).unwrap();
        self.tables(&round);
        round
    }

    fn tool_file(&self) -> String {
        let named = |title: &str| quoted(&format!("{title} {}", self.tool));
        let level = |id: &str, standing: &str| {
            format!(
                "[[scale.level]]\nid = \"{id}\"\nlabel = {}\nstanding = \"{standing}\"\nmeans = {}\n",
                named(id),
                named("Means")
            )
        };
        let standard = |id: &str| {
            format!(
                "[[standard]]\nid = \"{id}\"\ndomain = \"all\"\ntitle = {}\nscale = \"practice\"\nescalate_at = [\"poor\"]\n",
                named(id)
            )
        };
        [
            format!(
                "id = \"trial\"\nversion = \"1\"\ntitle = {}\npurpose = {}\nreadings = [\"record\", \"discussion\"]\n",
                named("Tool"),
                named("Purpose")
            ),
            "[[scale]]\nid = \"practice\"\n".to_owned(),
            level("good", "working"),
            level("partly", "improve"),
            level("poor", "not_working"),
            level("unseen", "not_evidenced"),
            format!(
                "[[fact]]\nid = \"stage\"\nlabel = {}\nkind = \"choice\"\nchoices = [{{ id = \"open\", label = {} }}, {{ id = \"shut\", label = {} }}]\n",
                named("Stage"),
                named("Open"),
                named("Shut")
            ),
            format!("[[fact]]\nid = \"visits\"\nlabel = {}\nkind = \"number\"\n", named("Visits")),
            format!("[[domain]]\nid = \"all\"\ntitle = {}\n", named("All")),
            standard("welcome"),
            standard("handover"),
            "[overall]\nscale = \"practice\"\n[[overall.cap]]\nstandard = \"welcome\"\nwhen = [\"poor\"]\noverall_at_most = \"partly\"\n".to_owned(),
            format!(
                "[[measure]]\nid = \"hope\"\ntitle = {}\nmin = 0\nmax = 10\nbetter = \"higher\"\nasked_of = {}\n",
                named("Hope"),
                named("parent")
            ),
            format!("[[theme]]\nid = \"waiting\"\ntitle = {}\n", named("Waiting")),
        ]
        .concat()
    }

    fn round_file(&self) -> String {
        let mut out = format!(
            "id = \"trial-1\"\ntitle = {}\ntool = \"tool.toml\"\nfrom = 2026-03-02\nto = 2026-04-17\n",
            quoted(&self.title)
        );
        for (id, label) in &self.hubs {
            let (id, label) = (quoted(id), quoted(label));
            out.push_str(&format!(
                "[[hub]]\nid = {id}\nlabel = {label}\nplanned = 6\n"
            ));
        }
        out
    }

    fn tables(&self, round: &Path) {
        let mut audits = table(
            round,
            "audits.csv",
            &[
                "case",
                "hub",
                "auditor",
                "audited_on",
                "stage",
                "visits",
                "discussion",
                "welcome.record",
                "welcome.record.evidence",
                "welcome.discussion",
                "welcome.escalated_to",
                "handover.record",
                "handover.discussion",
                "overall",
                "hope.start",
                "hope.now",
            ],
        );
        let mut findings = table(
            round,
            "findings.csv",
            &[
                "case", "auditor", "kind", "theme", "source", "text", "quote_ok",
            ],
        );
        let mut cases = table(round, "cases.csv", &["case", "hub", "status"]);
        for (nth, (hub, _)) in self.hubs.iter().enumerate() {
            for at in 0..6 {
                let case = format!("C{nth}{at}{}", self.case);
                let works = at < if nth == 0 { 5 } else { 2 };
                let level = if works { "good" } else { "poor" };
                let stage = if at % 2 == 0 { "open" } else { "shut" };
                let visits = at.to_string();
                audits
                    .write_record([
                        &case,
                        hub,
                        &self.auditor,
                        "2026-03-09",
                        stage,
                        &visits,
                        "held",
                        "partly",
                        &self.said,
                        level,
                        &self.said,
                        "unseen",
                        level,
                        "partly",
                        "3",
                        "5",
                    ])
                    .unwrap();
                let kind = if works { "working" } else { "improve" };
                findings
                    .write_record([
                        &case,
                        &self.auditor,
                        kind,
                        "waiting",
                        "parent",
                        &format!("{} ({nth} {at})", self.said),
                        "yes",
                    ])
                    .unwrap();
                cases.write_record([&case, hub, "audited"]).unwrap();
            }
        }
        self.actions(round);
    }

    fn actions(&self, round: &Path) {
        let mut actions = table(
            round,
            "actions.csv",
            &[
                "id",
                "level",
                "case",
                "hub",
                "text",
                "difference",
                "owner",
                "priority",
                "due",
                "status",
                "closed_on",
                "closing_evidence",
                "notes",
            ],
        );
        let said = self.said.as_str();
        let hub = self.hubs[0].0.as_str();
        let case = format!("C00{}", self.case);
        for row in [
            [
                "a1",
                "service",
                "",
                "",
                said,
                said,
                said,
                "plan",
                "2026-06-01",
                "open",
                "",
                "",
                said,
            ],
            [
                "a2",
                "hub",
                "",
                hub,
                said,
                said,
                said,
                "now",
                "",
                "done",
                "2026-05-01",
                said,
                said,
            ],
            [
                "a3", "case", &case, hub, said, said, said, "", "", "not_done", "", "", said,
            ],
        ] {
            actions.write_record(row).unwrap();
        }
    }
}

fn table(round: &Path, name: &str, header: &[&str]) -> csv::Writer<std::fs::File> {
    let mut table = csv::Writer::from_path(round.join(name)).unwrap();
    table.write_record(header).unwrap();
    table
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
