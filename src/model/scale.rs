//! Scales: the grades that standards are rated on, and what each grade stands for.
//!
//! It must not know how a grade is spelt in somebody's spreadsheet beyond the other
//! spellings that a level lists.

use serde::Serialize;

/// What a level stands for, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Practice that works.
    Working,
    /// Practice that needs improving.
    Improve,
    /// Practice that does not work.
    NotWorking,
    /// The auditor could not tell; stands outside the order of levels.
    NotEvidenced,
}

impl Standing {
    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Working => "working",
            Self::Improve => "needs improving",
            Self::NotWorking => "not working",
            Self::NotEvidenced => "not evidenced",
        }
    }
}

/// One grade of a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub label: String,
    /// A number that some services use for it; nothing is computed from it.
    pub score: Option<f64>,
    /// What it stands for.
    pub standing: Standing,
    /// Other spellings that are accepted in cells.
    pub also: Vec<String>,
    /// The anchor: what an auditor would see at this level.
    pub means: Option<String>,
    /// Are words asked for at this level?
    pub evidence: bool,
}

/// A set of levels, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Stable name.
    pub id: String,
    /// Levels, best first; those not evidenced stand outside the order.
    pub levels: Vec<Level>,
}

impl Scale {
    /// A level by its position in the file.
    pub fn level(&self, position: u8) -> Option<&Level> {
        self.levels.get(usize::from(position))
    }

    /// What the level at a position stands for.
    pub fn standing(&self, position: u8) -> Option<Standing> {
        self.level(position).map(|level| level.standing)
    }

    /// How many levels are in the order: all but those not evidenced.
    pub fn ordered(&self) -> usize {
        self.levels
            .iter()
            .filter(|level| level.standing != Standing::NotEvidenced)
            .count()
    }

    /// How high a level stands: the worst ordered level is 1. `None` outside the order.
    pub fn height(&self, position: u8) -> Option<usize> {
        let level = self.level(position)?;
        if level.standing == Standing::NotEvidenced {
            return None;
        }
        let below = self
            .levels
            .iter()
            .skip(usize::from(position) + 1)
            .filter(|other| other.standing != Standing::NotEvidenced)
            .count();
        Some(below + 1)
    }

    /// The position of the level with this id.
    pub fn position(&self, id: &str) -> Option<u8> {
        let position = self.levels.iter().position(|level| level.id == id)?;
        u8::try_from(position).ok()
    }
}
