//! Recording: the real program at a real pseudo-terminal, as an auditor meets it.
//!
//! What is typed goes to the program's keyboard, what is read stands on its screen, and what
//! is recorded stands in the round's files.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]
#![allow(
    unreachable_pub,
    reason = "nothing outside a test's own folder can reach it"
)]

#[path = "../common/mod.rs"]
mod common;

mod at_once;
mod between;
mod corrected;
mod damaged;
mod desk;
mod killed;
mod next;
mod pasted;
mod told;
mod waiting;
mod ways;
mod whole;
mod window;
