//! The kinds of problem, each with a stable name for scripts and for the gallery of broken
//! inputs, which holds one file per code.
//!
//! It must not know any message: those are worded where the problem is found.

use std::fmt;

use serde::{Serialize, Serializer};

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident => $name:literal,)+) => {
        /// The kind of a problem. Names are stable between versions.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)+ }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable name, in kebab-case.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

codes! {
    // Tool and round files (TOML).
    /// The file is not TOML.
    TomlSyntax => "toml-syntax",
    /// A key that is not part of the format.
    UnknownKey => "unknown-key",
    /// A key that is needed is not there.
    MissingKey => "missing-key",
    /// A value of the wrong kind, or out of its range.
    WrongValue => "wrong-value",
    /// An id that is not in `snake_case`.
    BadId => "bad-id",
    /// An id that the format keeps for itself.
    ReservedId => "reserved-id",
    /// Two entries with one id.
    DuplicateId => "duplicate-id",
    /// A reference to something that is not there.
    UnknownReference => "unknown-reference",
    /// Two spellings on one scale, or in one list of choices, that read alike.
    SpellingClash => "spelling-clash",
    /// A cap on the overall judgement that can never act.
    IdleCap => "idle-cap",
    /// A standard whose scale has levels without anchors.
    NoAnchor => "no-anchor",
    /// A rule that cannot be decided, or that can never hold.
    BadRule => "bad-rule",
    /// Something that has nothing in it: a tool without standards, a domain without one.
    NothingInIt => "nothing-in-it",

    // Sheets as such.
    /// Bytes that are no text in the file's encoding.
    BadBytes => "bad-bytes",
    /// A quote that is never closed.
    OpenQuote => "open-quote",
    /// A row with more cells than the header has.
    LongRow => "long-row",
    /// Two columns with one name.
    DuplicateColumn => "duplicate-column",
    /// A column with cells and no name.
    UnnamedColumn => "unnamed-column",
    /// A character that no cell should hold.
    ControlCharacter => "control-character",
    /// A file with no table in it.
    NoTable => "no-table",
    /// A workbook that cannot be opened.
    BadWorkbook => "bad-workbook",
    /// Cells of a workbook that were made one: only the first has a value.
    MergedCells => "merged-cells",
    /// What was assumed about a sheet.
    Assumed => "assumed",

    // What audits and findings say.
    /// A column that the tool does not know; passed over.
    UnknownColumn => "unknown-column",
    /// A column that is needed or expected and is not there.
    MissingColumn => "missing-column",
    /// A cell that must be filled and is not.
    MissingValue => "missing-value",
    /// A rating that is no level of its scale.
    UnknownLevel => "unknown-level",
    /// A choice that is not on the list.
    UnknownChoice => "unknown-choice",
    /// A hub that the round does not list.
    UnknownHub => "unknown-hub",
    /// Text that is no date.
    BadDate => "bad-date",
    /// Text that is no number, or a number out of range.
    BadNumber => "bad-number",
    /// A cell that a spreadsheet program has spoilt.
    SpoiltCell => "spoilt-cell",
    /// Two audits that cannot both count.
    DuplicateAudit => "duplicate-audit",
    /// A row that comes in and says something else than the round.
    Conflict => "conflict",
    /// A workbook or a round that was made from another version of the tool.
    OtherTool => "other-tool",
    /// A rating where the tool's rule says that the standard does not apply.
    RatedOutsideRule => "rated-outside-rule",
    /// A finding on a case that was not audited.
    UnknownCase => "unknown-case",
    /// A theme that the tool does not know.
    UnknownTheme => "unknown-theme",
    /// Two dates in the wrong order.
    DatesReversed => "dates-reversed",

    // What a check of a whole round finds.
    /// A critical rating of which nobody was told.
    NobodyTold => "nobody-told",
    /// A level that asks for words, without any.
    MissingEvidence => "missing-evidence",
    /// Something that needs a reason, without one.
    MissingReason => "missing-reason",
    /// An audit that leaves standards unrated.
    MissingRating => "missing-rating",
    /// An overall judgement that is better than a cap allows, without a reason.
    CapPassed => "cap-passed",
    /// A reason for going past a cap where none is gone past.
    IdleReason => "idle-reason",
    /// What an audit says of its discussion does not fit together.
    DiscussionUnclear => "discussion-unclear",
    /// A day that is not within the round.
    OutsideRound => "outside-round",
    /// A second audit of a case that has no other.
    LoneSecond => "lone-second",
    /// A case on the worklist whose audit is not there.
    NotAudited => "not-audited",
    /// An audit of a case that is not on the worklist.
    OffWorklist => "off-worklist",
    /// A hub with fewer audits than were planned.
    FewerThanPlanned => "fewer-than-planned",
    /// An action that is closed without what shows that it was done.
    ClosingUnclear => "closing-unclear",
    /// Two references that are nearly the same.
    NearlyAlike => "nearly-alike",
    /// Text that looks like personal data.
    PersonalData => "personal-data",
    /// Audits that were begun and not finished.
    Unfinished => "unfinished",
    /// A draft that cannot be read.
    BadDraft => "bad-draft",
    /// A change that was made outside this program.
    ChangedOutside => "changed-outside",
}

impl Code {
    /// Does it come before everything else, wherever it stands? A child may be at risk.
    pub fn is_urgent(self) -> bool {
        self == Self::NobodyTold
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
