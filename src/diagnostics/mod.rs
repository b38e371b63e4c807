//! Problems in somebody's data: what is wrong, where, and what to do about it.
//!
//! This module exists so that every reader reports all of its problems at once and in one
//! shape. It must not know what the data is for, and it never meets failures of the world
//! (a missing file, a full disk): those are `anyhow` errors.

mod code;
mod personal;
mod place;
mod problem;
mod problems;
mod show;

pub use code::Code;
pub use personal::{Detector, PersonalData, REMOVED};
pub use place::{Column, Place, letters};
pub use problem::{Problem, Severity};
pub use problems::{Problems, SHOWN};
pub use show::{Hint, counts, json, nearest, plain, quotable, quote, text};
