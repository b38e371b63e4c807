//! The audit at the terminal.
//!
//! It exists so that one auditor is led through one case, question by question, and loses
//! nothing when interrupted. It must not know files other than through `store`, nor how
//! analyses are shown.

mod answer;
mod applying;
mod choice;
mod command;
pub mod console;
mod discussion;
mod drive;
mod lookup;
mod missing;
mod moves;
mod need;
mod note;
mod page;
mod personal;
mod place;
mod progress;
mod question;
mod review;
mod row;
mod session;
mod unsure;
mod value;
mod wrap;

pub use drive::{Ended, run, tell};
pub use page::Page;
pub use session::{Next, Reply, Session, Setting};
