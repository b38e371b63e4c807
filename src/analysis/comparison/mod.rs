//! One round held against another: first what changed in the tool, and so what may be
//! compared at all; then what changed in practice.
//!
//! Two views of practice, never mixed: all cases of both rounds, and the cases that both
//! audited. It must not know where the data came from or how a change is worded.

mod actions;
mod all_cases;
mod cases;
mod domains;
mod gap;
mod ground;
mod headlines;
mod hubs;
mod matched;
mod measures;
mod overall;
mod pairs;
mod practice;
mod reading;
mod same_cases;
mod sample;
mod themes;
pub mod tool;
mod verdict;
mod waits;
mod whole;

pub use actions::{
    ActionOutcome, FocusOutcome, Helped, HubOutcome, NoVerdict, StandardOutcome, ThemeOutcome,
};
pub use all_cases::{RecordMovement, StandardFigures, StandardMovement};
pub use cases::{CaseRecord, CaseRecords, State};
pub use domains::{CaseShares, DomainMovement, HubCell, SharesMovement};
pub use gap::{GapMovement, GapsMovement};
pub use headlines::{Headline, Headlines};
pub use hubs::{HubFate, HubMovement};
pub use matched::{Footing, Matched};
pub use measures::MeasureMovement;
pub use overall::{OverallMovement, OverallPairs};
pub use pairs::{Excluded, NearMatch, NotPaired, PairCounts};
pub use practice::{Asked, Matching, Name, Names, Practice, RoundFacts, Side};
pub use reading::{NotJudged, Unjudged};
pub use same_cases::{
    DomainPairs, HubPairs, HubSharePairs, Moved, RecordPairs, RecordShares, SameCases, ShareCounts,
    StandardPairs,
};
pub use sample::{Auditors, ChoiceMovement, Discussions, FactMovement, SampleMovement};
pub use themes::{ThemeFigures, ThemeMovement, ThemeTotals, ThemesMovement, Trend};
pub use tool::{ToolChange, tool_change};
pub use verdict::{Method, Needed, Test, Verdict};
pub use waits::{CrossHub, CrossMovement, DurationHub, DurationMovement, NotHeld};
pub use whole::Comparison;
