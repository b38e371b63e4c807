//! The sections of a report, in their order.
//!
//! It must not know what stands in them.

/// One section of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// The round on one page.
    Page,
    /// What was audited, by group.
    Audited,
    /// Strengths, and working ratings by group and domain.
    Working,
    /// Every standard.
    Standards,
    /// What needs improving and what is not working.
    Improve,
    /// Where groups differ.
    Differences,
    /// The record against the discussion.
    Discussion,
    /// The overall judgement and critical standards.
    Overall,
    /// Distance travelled.
    Measures,
    /// Findings counted by theme.
    Themes,
    /// Findings in people's own words.
    Words,
    /// What is to be done.
    Actions,
    /// Facts about the cases.
    Facts,
    /// The list of cases.
    Cases,
    /// How to read the figures.
    Reading,
}

impl Section {
    /// Every section, in the order of the report.
    pub const ALL: [Self; 15] = [
        Self::Page,
        Self::Audited,
        Self::Working,
        Self::Standards,
        Self::Improve,
        Self::Differences,
        Self::Discussion,
        Self::Overall,
        Self::Measures,
        Self::Themes,
        Self::Words,
        Self::Actions,
        Self::Facts,
        Self::Cases,
        Self::Reading,
    ];

    /// The name that options take.
    pub fn id(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Audited => "audited",
            Self::Working => "working",
            Self::Standards => "standards",
            Self::Improve => "improve",
            Self::Differences => "differences",
            Self::Discussion => "discussion",
            Self::Overall => "overall",
            Self::Measures => "measures",
            Self::Themes => "themes",
            Self::Words => "words",
            Self::Actions => "actions",
            Self::Facts => "facts",
            Self::Cases => "cases",
            Self::Reading => "reading",
        }
    }

    /// The section of this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_found_by_its_name() {
        for section in Section::ALL {
            assert_eq!(Section::from_id(section.id()), Some(section));
        }
        assert_eq!(Section::from_id("pages"), None);
    }
}
