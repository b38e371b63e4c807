//! What is judged over a whole round, whatever part of it is shown.
//!
//! It exists because families of tests are always the whole round: reports of two hundred
//! hubs rest on the same tests, which take longer than all else. It must not know what is
//! shown.

use super::Input;
use super::conversations::{Conversations, conversations};
use super::differences::Tests;
use super::groups::Groups;

/// The tests of a round.
pub struct Judged {
    /// Hubs beside all others, and domains over all hubs.
    pub(super) tests: Tests,
    /// Single standards of single hubs, every one that was found.
    pub(super) conversations: Conversations,
}

impl Judged {
    /// Judges a round; what the input says is to be shown changes nothing.
    pub fn new(input: &Input<'_>) -> Self {
        let tool = input.plan.tool;
        let groups = Groups::new(input);
        Self {
            tests: Tests::new(tool, &groups),
            conversations: conversations(tool, &groups),
        }
    }
}
