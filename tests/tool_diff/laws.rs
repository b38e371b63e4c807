//! Laws that hold for any two tools.

use crate::TOOL;
use crate::common::tools::tool_of;
use case_audit::analysis::comparison::tool::{
    Edit, Piece, PieceKind, StandardChange, StandardChangeKind as Kind,
};
use case_audit::analysis::comparison::{Footing, tool_change};
use case_audit::model::Tool;
use proptest::prelude::*;

/// One way in which a tool may be changed.
type Change = fn(&mut Tool, usize);

/// Changes of a tool that leave it one: positions stay within.
const CHANGES: [Change; 16] = [
    |tool, at| at_of(&mut tool.standards, at, |one| one.title.push_str(" now")),
    |tool, at| at_of(&mut tool.standards, at, |one| one.edition += 1),
    |tool, at| at_of(&mut tool.standards, at, |one| one.looks_like.reverse()),
    |tool, at| at_of(&mut tool.standards, at, |one| one.ask = None),
    |tool, at| {
        at_of(&mut tool.standards, at, |one| {
            let id = format!("{}_now", one.id);
            one.was.push(std::mem::replace(&mut one.id, id));
        });
    },
    // Another's id of old: two claims on one.
    |tool, at| {
        let other = tool.standards.get(at / 2).map(|one| one.id.clone());
        at_of(&mut tool.standards, at, |one| one.was.extend(other.clone()));
    },
    |tool, at| at_of(&mut tool.standards, at, |one| one.applies_when.clear()),
    |tool, at| at_of(&mut tool.standards, at, |one| one.escalate_at = vec![0]),
    |tool, at| {
        let domains = tool.domains.len();
        at_of(&mut tool.standards, at, |one| one.domain = at % domains);
    },
    |tool, at| {
        let at = at % tool.standards.len();
        if tool
            .overall
            .as_ref()
            .is_none_or(|o| o.caps.iter().all(|cap| cap.standard < at))
        {
            tool.standards.truncate(at.max(1));
        }
    },
    |tool, at| {
        at_of(&mut tool.scales, at, |scale| {
            at_of(&mut scale.levels, at, |level| level.label.push_str(" then"));
        });
    },
    |tool, at| {
        at_of(&mut tool.scales, at, |scale| {
            at_of(&mut scale.levels, at, |level| level.id.push_str("_x"));
        });
    },
    |tool, at| {
        at_of(&mut tool.scales, at, |scale| {
            let other = at % scale.levels.len();
            scale.levels.swap(0, other);
        });
    },
    |tool, at| at_of(&mut tool.domains, at, |one| one.title.push('s')),
    |tool, at| at_of(&mut tool.measures, at, |one| one.max += 1.0),
    |tool, at| at_of(&mut tool.themes, at, |one| one.id.push_str("_x")),
];

fn at_of<T>(things: &mut [T], at: usize, change: impl FnOnce(&mut T)) {
    let count = things.len();
    if count > 0 {
        change(&mut things[at % count]);
    }
}

/// An earlier and a later tool, both made from a shipped one.
fn any_tools() -> impl Strategy<Value = (Tool, Tool)> {
    let changes = || prop::collection::vec((0..CHANGES.len(), 0..60_usize), 0..8);
    let shipped = case_audit::read::shipped().iter().map(|(_, text)| *text);
    let tools: Vec<Tool> = shipped.chain([TOOL]).map(tool_of).collect();
    (0..tools.len(), changes(), changes()).prop_map(move |(which, first, second)| {
        let tool = &tools[which];
        let made = |changes: Vec<(usize, usize)>| {
            let mut tool = tool.clone();
            for (change, at) in changes {
                CHANGES[change](&mut tool, at);
            }
            tool
        };
        (made(first), made(second))
    })
}

fn turned_kind(kind: Kind) -> Kind {
    match kind {
        Kind::New => Kind::Retired,
        Kind::Retired => Kind::New,
        Kind::EditionRaised => Kind::EditionLowered,
        Kind::EditionLowered => Kind::EditionRaised,
        same => same,
    }
}

fn turned_edit(edit: &Edit) -> Edit {
    // What was replaced: taken out stands before put in from either side.
    let mut pieces: Vec<Piece> = Vec::new();
    for piece in &edit.pieces {
        let text = piece.text.clone();
        let kind = match piece.kind {
            PieceKind::Kept => PieceKind::Kept,
            PieceKind::Removed => PieceKind::Added,
            PieceKind::Added => PieceKind::Removed,
        };
        let replaced = kind == PieceKind::Removed
            && pieces
                .last()
                .is_some_and(|last| last.kind == PieceKind::Added);
        let at = pieces.len() - usize::from(replaced);
        pieces.insert(at, Piece { kind, text });
    }
    Edit {
        field: edit.field,
        before: edit.after.clone(),
        after: edit.before.clone(),
        pieces,
    }
}

/// A standard's change as it is seen from the other side.
fn turned(one: &StandardChange) -> StandardChange {
    let kinds = |kinds: &[Kind]| {
        let mut kinds: Vec<Kind> = kinds.iter().copied().map(turned_kind).collect();
        kinds.sort();
        kinds
    };
    StandardChange {
        before: one.after,
        after: one.before,
        earlier: one.later.clone(),
        later: one.earlier.clone(),
        footing: one.footing,
        kinds: kinds(&one.kinds),
        reasons: kinds(&one.reasons),
        rivals: one.rivals.clone(),
        wordings: one.wordings.iter().map(turned_edit).collect(),
    }
}

/// Pairs from the other side, in an order that both sides have.
fn sorted<T: Ord, const TURN: bool>(pairs: Vec<(T, T)>) -> Vec<(T, T)> {
    let pairs = pairs.into_iter();
    let mut pairs: Vec<(T, T)> = pairs
        .map(|(a, b)| if TURN { (b, a) } else { (a, b) })
        .collect();
    pairs.sort();
    pairs
}

proptest! {
    #[test]
    fn turned_round_new_is_retired_and_all_else_the_same((before, after) in any_tools()) {
        let there = tool_change(&before, &after, false);
        let back = tool_change(&after, &before, false);
        prop_assert_eq!(there.changed, back.changed);
        prop_assert_eq!(there.counts, back.counts);
        prop_assert_eq!(there.overall(), back.overall());
        let key = |one: &StandardChange| (one.before, one.after);
        let mut told: Vec<StandardChange> = there.standards.iter().map(turned).collect();
        let mut other = back.standards.clone();
        told.sort_by_key(key);
        other.sort_by_key(key);
        for (one, other) in told.iter_mut().zip(&mut other) {
            one.rivals.sort();
            other.rivals.sort();
        }
        prop_assert_eq!(told, other);
        prop_assert_eq!(sorted::<_, true>(there.measures()), sorted::<_, false>(back.measures()));
        prop_assert_eq!(sorted::<_, true>(there.themes()), sorted::<_, false>(back.themes()));
        prop_assert_eq!(sorted::<_, true>(there.domains()), sorted::<_, false>(back.domains()));
    }

    #[test]
    fn every_standard_stands_there_once((before, after) in any_tools()) {
        let matched = tool_change(&before, &after, false).matched();
        let later: Vec<usize> = matched.iter().filter_map(|one| one.after).collect();
        let order: Vec<usize> = (0..after.standards.len()).collect();
        prop_assert_eq!(later, order);
        let mut earlier: Vec<usize> = matched.iter().filter_map(|one| one.before).collect();
        earlier.sort_unstable();
        let all: Vec<usize> = (0..before.standards.len()).collect();
        prop_assert_eq!(earlier, all);
    }

    #[test]
    fn a_changed_tool_and_itself_differ_in_nothing((tool, _) in any_tools()) {
        let change = tool_change(&tool, &tool, true);
        prop_assert!(change.standards.iter().all(|one| one.footing == Footing::Compared));
        prop_assert!(change.scale_changes.iter().all(|one| one.kinds.is_empty()));
    }

    #[test]
    fn pieces_are_both_wordings(
        before in prop::collection::vec("[ab]{1,2}", 0..12),
        after in prop::collection::vec("[ab]{1,2}", 0..12),
    ) {
        let (before, after) = (before.join(" "), after.join(" "));
        let pieces = case_audit::analysis::comparison::tool::pieces(&before, &after);
        let side = |not: PieceKind| {
            let kept = pieces.iter().filter(|piece| piece.kind != not);
            kept.map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        prop_assert_eq!(side(PieceKind::Added), before);
        prop_assert_eq!(side(PieceKind::Removed), after);
        for pair in pieces.windows(2) {
            prop_assert!(pair[0].kind != pair[1].kind);
            prop_assert!(!(pair[0].kind == PieceKind::Added && pair[1].kind == PieceKind::Removed));
        }
    }
}
