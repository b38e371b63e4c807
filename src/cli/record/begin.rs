//! What is settled before an audit begins: who audits, and which audit of which case it is.
//!
//! It must not know the questions of the audit itself.

use anyhow::bail;
use clap::ValueEnum as _;

use super::{Arguments, Begun, RoleName, machine};
use crate::diagnostics::{Detector, nearest, plain, quote};
use crate::interview::console::{Ask, Console, Input};
use crate::interview::tell;
use crate::model::{Entry, TableName, fold};
use crate::read::shown_within;
use crate::store::drafts::Kept;

/// What ends the questions before an audit.
const LEAVES: [&str; 4] = ["/leave", "/quit", "/exit", "/save"];

/// The auditor's code: as given, as remembered, or asked for once.
pub(super) fn auditor(
    arguments: &Arguments,
    detector: &Detector,
    console: &mut dyn Console,
) -> anyhow::Result<Option<String>> {
    if let Some(auditor) = arguments.who.auditor.as_deref().map(str::trim) {
        if auditor.is_empty() {
            bail!("--auditor has no code");
        }
        return Ok(Some(auditor.to_owned()));
    }
    if let Some(auditor) = machine::auditor()? {
        return Ok(Some(auditor));
    }
    tell(
        console,
        "Who is auditing? Give the code that your service knows you by, such as A1, and not your name. It is asked once and remembered on this machine.",
    )?;
    loop {
        let Some(code) = ask(console, "Your code: ")? else {
            return Ok(None);
        };
        if code.is_empty() {
            tell(
                console,
                "A code is needed, so that your audits can be told from others'.\n",
            )?;
        } else if let Some(problem) = detector.reference_problem(&code) {
            tell(
                console,
                &format!(
                    "This looks like {}. A code keeps names out of the records.\n",
                    problem.label()
                ),
            )?;
        } else {
            match machine::remember_auditor(&code)? {
                Some(file) => tell(
                    console,
                    &format!(
                        "Remembered in {}. Another auditor here gives --auditor CODE.\n",
                        file.display()
                    ),
                )?,
                None => tell(
                    console,
                    "It could not be remembered here: give --auditor CODE.\n",
                )?,
            }
            return Ok(Some(code));
        }
    }
}

/// Refuses to begin a case anew that this auditor has begun, where that cannot be read.
pub(super) fn can_go_on(
    arguments: &Arguments,
    case: &str,
    auditor: &str,
    begun: &Begun,
) -> anyhow::Result<()> {
    let roles = match arguments.role {
        Some(role) => vec![role.id()],
        None => RoleName::value_variants()
            .iter()
            .map(|role| role.id())
            .collect(),
    };
    if let Some(name) = begun.found.in_the_way(case, &roles, auditor) {
        bail!(
            "your unfinished audit of this case is in `{}`, and cannot be read: the file is damaged, or another version of case-audit wrote it. It was left as it is. Put it back from a backup, or move it out of that folder to begin the audit anew",
            shown_within(&arguments.round, name)
        );
    }
    Ok(())
}

/// Which of the case's audits it is to be; nothing where the auditor thinks better of it.
pub(super) fn role(
    arguments: &Arguments,
    case: &str,
    auditor: &str,
    begun: &Begun,
    console: &mut dyn Console,
) -> anyhow::Result<Option<&'static str>> {
    if let Some(role) = arguments.role {
        return Ok(Some(role.id()));
    }
    let form = begun.round.forms.form(TableName::Audits);
    let audits = begun.round.entries(TableName::Audits);
    let of_case: Vec<&Entry> = audits
        .iter()
        .filter(|entry| entry.get(form, "case") == case)
        .collect();
    let id = |role: &str| match role {
        "second" => "second",
        "agreed" => "agreed",
        _ => "first",
    };
    let mut own: Vec<&'static str> = of_case
        .iter()
        .filter(|entry| entry.get(form, "auditor") == auditor)
        .map(|entry| id(entry.get(form, "role")))
        .collect();
    let drafts = begun.found.kept.iter().map(|kept| &kept.draft);
    own.extend(
        drafts
            .filter(|draft| draft.case == case && draft.auditor == auditor)
            .map(|draft| id(&draft.role)),
    );
    own.sort_unstable();
    own.dedup();
    match own.as_slice() {
        [role] => return Ok(Some(role)),
        [] => {}
        _ => bail!(
            "you have more than one audit of this case: say which with --role, {}",
            own.join(" or ")
        ),
    }
    let recorded = of_case
        .iter()
        .any(|entry| id(entry.get(form, "role")) == "first");
    let first_begun = |kept: &&Kept| kept.draft.case == case && kept.draft.role == "first";
    let has = match (recorded, begun.found.kept.iter().find(first_begun)) {
        (true, _) => "Another auditor has the first audit of this case.".to_owned(),
        (false, Some(kept)) => format!(
            "{} has begun the first audit of this case. If you are to do it instead, use --role first.",
            plain(&kept.draft.auditor)
        ),
        (false, None) => return Ok(Some("first")),
    };
    tell(
        console,
        &format!(
            "{has} Yours can be a second one, made without seeing the first: it serves to compare auditors and does not count.\n"
        ),
    )?;
    let yes = confirm(console, "Begin a second audit? (y/n) ")?;
    Ok(yes.then_some("second"))
}

/// A case that is not on the list, or not to be audited, is asked about.
pub(super) fn expected(
    case: &str,
    role: &str,
    begun: &Begun,
    console: &mut dyn Console,
) -> anyhow::Result<bool> {
    let round = &begun.round;
    let cases = round.forms.form(TableName::Cases);
    let audits = round.forms.form(TableName::Audits);
    let list = round.entries(TableName::Cases);
    let known: Vec<String> = list
        .iter()
        .map(|entry| entry.get(cases, "case").to_owned())
        .chain(
            round
                .entries(TableName::Audits)
                .iter()
                .map(|entry| entry.get(audits, "case").to_owned()),
        )
        .chain(begun.found.kept.iter().map(|kept| kept.draft.case.clone()))
        .collect();
    if known.iter().any(|known| known == case) {
        let status = list
            .iter()
            .find(|entry| entry.get(cases, "case") == case)
            .map(|entry| entry.get(cases, "status"));
        if status == Some("not_audited") {
            tell(
                console,
                "The round's list says that this case is not to be audited.\n",
            )?;
            return confirm(console, "Audit it all the same? (y/n) ");
        }
        return Ok(true);
    }
    if let Some(problem) = round.detector.reference_problem(case) {
        bail!(
            "the case's reference looks like {}: use one that does not say who the family are",
            problem.label()
        );
    }
    let alike = known.iter().find(|known| fold(known) == fold(case));
    let near = alike.map(|known| format!("did you mean {}?", quote(known)));
    // Without a list, references that differ in their numbers are other cases.
    let number = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let may_be = known
        .iter()
        .filter(|known| !list.is_empty() || number(known) == number(case));
    let near = near.or_else(|| nearest(case, may_be.map(String::as_str)));
    if list.is_empty() && near.is_none() {
        return Ok(true);
    }
    let mut said = format!("{} is not on the round's list", plain(case));
    if list.is_empty() {
        said = format!("{} is new in this round", plain(case));
    }
    if let Some(near) = near {
        said.push_str(": ");
        said.push_str(&near);
    }
    said.push('\n');
    tell(console, &said)?;
    let question = if role == "first" {
        "Begin its audit? (y/n) "
    } else {
        "Begin this audit of it? (y/n) "
    };
    confirm(console, question)
}

/// One line from the auditor; nothing where they leave.
fn ask(console: &mut dyn Console, prompt: &str) -> anyhow::Result<Option<String>> {
    let ask = Ask {
        prompt,
        text: "",
        words: false,
    };
    Ok(match console.ask(&ask)? {
        Input::Line(line) if LEAVES.contains(&line.trim()) => None,
        Input::Line(line) => Some(line.trim().to_owned()),
        Input::Interrupted | Input::Closed => None,
    })
}

/// A question of yes or no; leaving is no.
pub(super) fn confirm(console: &mut dyn Console, prompt: &str) -> anyhow::Result<bool> {
    loop {
        match ask(console, prompt)?.as_deref() {
            None | Some("n" | "N" | "no" | "No") => return Ok(false),
            Some("y" | "Y" | "yes" | "Yes") => return Ok(true),
            Some(_) => tell(console, "Type y for yes or n for no.\n")?,
        }
    }
}
