//! The round on disk: read as one, changed as one.
//!
//! A round is plain files that other programs open too, and an auditor may be stopped at
//! any time. This module exists so that every reader sees all of a change or nothing of it,
//! that no change is lost to another one, and that nothing is overwritten that was not read.
//! It must not know what is computed from a round, or how anything is shown.
//!
//! The way of one change, in [`Folder::change`]:
//!
//! 1. `.lock` is taken ([`Patience`] says how long that may last), and what a stopped run
//!    left in `.commit` is finished;
//! 2. the caller reads [`Files`] and makes a [`Change`] of them;
//! 3. its new files are written and synced in a folder beside the round's own, its targets
//!    are checked, and the folder becomes `.commit`: from here on the change holds;
//! 4. the files move into their places. Whoever opens the round next does this again where
//!    it was not done to its end.

mod accept;
mod change;
mod commit;
pub mod disk;
pub mod draft;
pub mod drafts;
mod erase;
mod files;
mod finish;
mod folder;
mod history;
mod init;
mod lock;
mod manifest;
mod mention;
mod merge;
mod name;
mod news;
mod recover;
mod round;
mod step;
mod table;
mod trouble;
mod worklist;

pub use accept::{Accepted, accept};
pub use change::{Change, Changed};
pub use commit::Unfinished;
pub use disk::{Disk, RealDisk};
pub use draft::{Draft, Row};
pub use erase::{Erased, Mention, erase, names_case};
pub use files::{Files, Seen};
pub use finish::steps as finished_steps;
pub use folder::Folder;
pub use history::{COLUMNS as HISTORY_COLUMNS, Moment};
pub use init::{NewRound, init};
pub use lock::Patience;
pub use merge::{Counts, Plan, plan};
pub use name::Name;
pub use news::News;
pub use round::RoundOnDisk;
pub use step::{Identity, Step};
pub use table::{Columns, Line, Table, guarded};
pub use worklist::{Standing, What, standings};
