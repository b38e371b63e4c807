//! Which domains moved: what a report says first.
//!
//! Headlines speak of domains, details of standards. It must not know words.

use serde::Serialize;

use super::domains::DomainMovement;
use super::practice::Name;
use super::same_cases::DomainPairs;
use super::verdict::{Test, Verdict};

/// The domains of one view by their verdict, as the later tool names them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Headline {
    /// Better by more than chance explains.
    pub improved: Vec<Name>,
    /// Worse by more than chance explains.
    pub declined: Vec<Name>,
    /// Chance explains what there is.
    pub no_clear_change: Vec<Name>,
    /// No result of so few cases could have been clear.
    pub too_few: Vec<Name>,
}

impl Headline {
    fn of<'a>(
        domains: impl Iterator<Item = (&'a super::practice::Names, Option<&'a Test>)>,
    ) -> Self {
        let mut out = Self::default();
        for (names, test) in domains {
            let (Some(name), Some(test)) = (names.shown(), test) else {
                continue;
            };
            let list = match test.verdict {
                Verdict::Improved => &mut out.improved,
                Verdict::Declined => &mut out.declined,
                Verdict::NoClearChange => &mut out.no_clear_change,
                Verdict::TooFew => &mut out.too_few,
            };
            list.push(name.clone());
        }
        out
    }
}

/// The domains by their verdict; those without data in both rounds are in no list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Headlines {
    /// Over all cases.
    pub all_cases: Headline,
    /// Over the cases that both rounds audited, where they can be paired.
    pub same_cases: Option<Headline>,
}

impl Headlines {
    pub(super) fn new(all: &[DomainMovement], same: Option<&[DomainPairs]>) -> Self {
        let all = all.iter();
        Self {
            all_cases: Headline::of(
                all.map(|domain| (&domain.domain, domain.shares.test.as_ref())),
            ),
            same_cases: same.map(|same| {
                let same = same.iter();
                Headline::of(same.map(|domain| (&domain.domain, domain.test.as_ref())))
            }),
        }
    }
}
