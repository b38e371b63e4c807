//! A comparison as tidy records: `before` and `after` are measures of one item.
//!
//! No case reference and no words of an action stand here. It must not know how records
//! are written.

use crate::analysis::Share;
use crate::analysis::comparison::{
    Comparison, Discussions, Footing, Names, PairCounts, RecordMovement, SharesMovement,
    StandardFigures, Test, Trend, Verdict,
};
use crate::analysis::statistics::Difference;
use crate::analysis::summary::{DurationGroup, GapCounts, MeasureSummary, Provenance};
use crate::report::Record;
use crate::report::record::Writer;

/// All figures of a comparison.
pub fn records(comparison: &Comparison) -> Vec<Record> {
    let mut out = Writer::default();
    sample(comparison, &mut out);
    all_cases(comparison, &mut out);
    same_cases(comparison, &mut out);
    overall(comparison, &mut out);
    beside(comparison, &mut out);
    provenance("before", &comparison.provenance_before, &mut out);
    provenance("after", &comparison.provenance_after, &mut out);
    out.into_records()
}

fn id(names: &Names) -> &str {
    names.shown().map_or("", |name| &name.id)
}

fn footing(footing: Footing) -> &'static str {
    match footing {
        Footing::Compared => "compared",
        Footing::SideBySide => "side_by_side",
        Footing::NotCompared => "not_compared",
    }
}

fn sample(comparison: &Comparison, out: &mut Writer) {
    let sample = &comparison.practice.sample;
    out.at("sample", "", "")
        .count("cases_before", sample.cases_before)
        .count("cases_after", sample.cases_after);
    if let Some(both) = sample.in_both {
        out.count("cases_in_both", both);
    }
    let mut held = |when: &str, discussions: &Discussions| {
        out.count(&format!("discussions_held_{when}"), discussions.held)
            .count(
                &format!("discussions_not_held_{when}"),
                discussions.not_held,
            )
            .count(&format!("discussions_unsaid_{when}"), discussions.unsaid);
    };
    held("before", &sample.discussions_before);
    held("after", &sample.discussions_after);
    out.count("auditors_in_both", sample.auditors.both)
        .count("auditors_before_only", sample.auditors.before_only)
        .count("auditors_after_only", sample.auditors.after_only);
    for hub in &sample.hubs {
        out.at("sample", id(&hub.names), "");
        if hub.names.before.is_some() {
            out.count("cases_before", hub.cases_before);
        }
        if hub.names.after.is_some() {
            out.count("cases_after", hub.cases_after);
        }
    }
    for fact in &sample.facts {
        for choice in &fact.choices {
            out.at(
                "mix",
                "",
                &format!("{}:{}", id(&fact.fact), id(&choice.choice)),
            );
            both(out, choice.before, choice.after);
            out.maybe("p", choice.p)
                .maybe("p_adjusted", choice.p_adjusted);
        }
    }
}

fn both(out: &mut Writer, before: Option<Share>, after: Option<Share>) {
    if let Some(before) = before {
        out.share("before", before);
    }
    if let Some(after) = after {
        out.share("after", after);
    }
}

fn tested(out: &mut Writer, prefix: &str, test: Option<Test>) {
    let Some(test) = test else { return };
    out.number(&format!("{prefix}p"), test.p)
        .number(&format!("{prefix}p_adjusted"), test.p_adjusted)
        .text(&format!("{prefix}verdict"), verdict(test.verdict));
}

/// The word of a verdict, as JSON has it.
fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Improved => "improved",
        Verdict::Declined => "declined",
        Verdict::NoClearChange => "no_clear_change",
        Verdict::TooFew => "too_few",
    }
}

fn difference(out: &mut Writer, prefix: &str, difference: Option<Difference>) {
    if let Some(difference) = difference {
        out.number(&format!("{prefix}difference"), difference.value)
            .number(&format!("{prefix}difference_low"), difference.low)
            .number(&format!("{prefix}difference_high"), difference.high);
    }
}

fn shares(out: &mut Writer, prefix: &str, shares: &SharesMovement) {
    out.share(&format!("{prefix}before"), shares.before.working)
        .count(&format!("{prefix}before_cases"), shares.before.cases)
        .share(&format!("{prefix}after"), shares.after.working)
        .count(&format!("{prefix}after_cases"), shares.after.cases);
    tested(out, prefix, shares.test);
}

fn figures(out: &mut Writer, when: &str, figures: Option<&StandardFigures>) {
    let Some(figures) = figures else { return };
    out.estimate(when, figures.working);
    for level in &figures.levels {
        out.count(&format!("{when}_level:{}", level.id), level.count);
    }
    out.count(&format!("{when}_missing"), figures.ledger.missing)
        .count(
            &format!("{when}_not_applicable"),
            figures.ledger.not_applicable,
        )
        .count(&format!("{when}_skipped"), figures.ledger.skipped)
        .count(&format!("{when}_in_scope"), figures.ledger.in_scope);
}

fn all_cases(comparison: &Comparison, out: &mut Writer) {
    let practice = &comparison.practice;
    for domain in &practice.domains {
        out.at("domain", "", id(&domain.domain));
        shares(out, "", &domain.shares);
        if let Some(record) = &domain.record {
            shares(out, "record_", record);
        }
        for cell in &domain.hubs {
            out.at("domain", id(&cell.hub), id(&domain.domain));
            shares(out, "", &cell.shares);
        }
    }
    for standard in &practice.standards {
        out.at("standard", "", id(&standard.standard))
            .text("footing", footing(standard.footing));
        figures(out, "before", standard.before.as_ref());
        figures(out, "after", standard.after.as_ref());
        difference(out, "", standard.difference);
        tested(out, "", standard.test);
        if let Some(RecordMovement {
            before,
            after,
            difference: of_record,
            test,
        }) = standard.record
        {
            out.estimate("record_before", before)
                .estimate("record_after", after);
            difference(out, "record_", of_record);
            tested(out, "record_", test);
        }
    }
}

fn pairs(out: &mut Writer, counts: &PairCounts) {
    out.count("pairs", counts.pairs)
        .count("up", counts.up)
        .count("same", counts.same)
        .count("down", counts.down)
        .count("became_evidenced", counts.became_evidenced)
        .count("no_longer_evidenced", counts.no_longer_evidenced)
        .count("never_evidenced", counts.never_evidenced)
        .count("gained", counts.gained)
        .count("lost", counts.lost)
        .count("excluded", counts.excluded.all());
}

fn same_cases(comparison: &Comparison, out: &mut Writer) {
    let Some(same) = &comparison.practice.same_cases else {
        return;
    };
    out.at("same_cases", "", "")
        .count("cases", same.cases)
        .count("changed_hub", same.changed_hub)
        .count("near_matches", same.near_matches);
    for domain in &same.domains {
        out.at("same_cases_domain", "", id(&domain.domain))
            .count("up", domain.counts.up)
            .count("same", domain.counts.same)
            .count("down", domain.counts.down)
            .count("excluded", domain.counts.excluded);
        tested(out, "", domain.test);
        for hub in &domain.hubs {
            out.at("same_cases_domain", id(&hub.hub), id(&domain.domain))
                .count("up", hub.counts.up)
                .count("same", hub.counts.same)
                .count("down", hub.counts.down)
                .number("p", hub.sign_p);
        }
    }
    for standard in &same.standards {
        out.at("same_cases_standard", "", id(&standard.standard));
        pairs(out, &standard.counts);
        out.number("mcnemar_p", standard.mcnemar_p);
        tested(out, "", standard.test);
        for hub in &standard.hubs {
            out.at("same_cases_standard", id(&hub.hub), id(&standard.standard));
            pairs(out, &hub.counts);
            out.number("mcnemar_p", hub.mcnemar_p)
                .number("p", hub.sign_p);
        }
    }
    if let Some(overall) = &same.overall {
        out.at("same_cases_standard", "", "overall");
        pairs(out, &overall.counts);
        out.number("mcnemar_p", overall.mcnemar_p);
        tested(out, "", overall.test);
    }
}

fn overall(comparison: &Comparison, out: &mut Writer) {
    let Some(overall) = &comparison.practice.overall else {
        return;
    };
    out.at("overall", "", "overall")
        .text("footing", footing(overall.footing));
    figures(out, "before", overall.before.as_ref());
    figures(out, "after", overall.after.as_ref());
    difference(out, "", overall.difference);
    tested(out, "", overall.test);
}

fn gap(out: &mut Writer, when: &str, counts: &GapCounts) {
    let share = |count| Share {
        count,
        of: counts.pairs,
    };
    out.share(
        &format!("{when}_record_working"),
        share(counts.record_working),
    )
    .share(
        &format!("{when}_discussion_working"),
        share(counts.discussion_working),
    );
}

fn measure(out: &mut Writer, when: &str, measure: &MeasureSummary) {
    out.count(&format!("{when}_pairs"), measure.pairs)
        .count(&format!("{when}_better"), measure.better)
        .count(&format!("{when}_same"), measure.same)
        .count(&format!("{when}_worse"), measure.worse)
        .maybe(&format!("{when}_median_start"), measure.median_start)
        .maybe(&format!("{when}_median_now"), measure.median_now);
}

fn beside(comparison: &Comparison, out: &mut Writer) {
    let practice = &comparison.practice;
    if let Some(gaps) = &practice.gaps {
        out.at("gap", "", "");
        gap(out, "before", &gaps.before);
        gap(out, "after", &gaps.after);
        for row in &gaps.standards {
            out.at("gap", "", id(&row.standard));
            gap(out, "before", &row.before);
            gap(out, "after", &row.after);
        }
    }
    for movement in &practice.measures {
        out.at("measure", "", &movement.after.id);
        measure(out, "before", &movement.before);
        measure(out, "after", &movement.after);
    }
    for row in practice.themes.iter().flat_map(|themes| &themes.rows) {
        out.at(
            "theme",
            "",
            &format!("{}:{}", id(&row.theme), row.kind.id()),
        );
        let cases = |figures: Option<crate::analysis::comparison::ThemeFigures>| {
            figures.map(|figures| figures.cases)
        };
        both(out, cases(row.before), cases(row.after));
        out.maybe("p", row.p).maybe("p_adjusted", row.p_adjusted);
        if let Some(trend) = row.trend {
            out.text(
                "trend",
                match trend {
                    Trend::Rose => "rose",
                    Trend::Faded => "faded",
                    Trend::NoClearChange => "no_clear_change",
                    Trend::TooFew => "too_few",
                },
            );
        }
    }
    waits(comparison, out);
    if let Some(helped) = &practice.helped {
        out.at("actions", "", "")
            .count("all", helped.all.all)
            .count("done", helped.all.done)
            .count("done_with_evidence", helped.all.with_evidence)
            .count("carried", helped.all.carried)
            .count("not_done", helped.all.not_done)
            .count("open", helped.all.open);
    }
}

fn waits(comparison: &Comparison, out: &mut Writer) {
    let practice = &comparison.practice;
    for movement in &practice.durations {
        let item = id(&movement.duration);
        let all = movement.before.as_ref().zip(movement.after.as_ref());
        let hubs = movement.hubs.iter();
        let hubs = hubs.map(|hub| (id(&hub.hub), (&hub.before, &hub.after)));
        for (group, (before, after)) in all.map(|all| ("", all)).into_iter().chain(hubs) {
            out.at("duration", group, item);
            days(out, "before", before);
            days(out, "after", after);
        }
    }
    let Some(cross) = &practice.cross else { return };
    let item = format!("{},{}", id(&cross.first), id(&cross.second));
    let all = cross.before.as_ref().zip(cross.after.as_ref());
    let hubs = cross.hubs.iter();
    let hubs = hubs.map(|hub| (id(&hub.hub), (&hub.before, &hub.after)));
    for (group, (before, after)) in all.map(|all| ("", all)).into_iter().chain(hubs) {
        out.at("cross", group, &item);
        for (when, counts) in [("before", before), ("after", after)] {
            out.count(&format!("{when}_same"), counts.same)
                .count(&format!("{when}_earlier"), counts.earlier)
                .count(&format!("{when}_later"), counts.later)
                .count(&format!("{when}_not_stated"), counts.not_stated);
        }
    }
}

fn days(out: &mut Writer, when: &str, group: &DurationGroup) {
    out.count(&format!("{when}_cases"), group.days.cases)
        .maybe(&format!("{when}_median"), group.days.median)
        .maybe(&format!("{when}_least"), group.days.least)
        .maybe(&format!("{when}_greatest"), group.days.greatest);
    if let Some(within) = group.within {
        out.share(&format!("{when}_within"), within);
    }
    out.count(&format!("{when}_reversed"), group.reversed)
        .count(&format!("{when}_one_date"), group.one_date);
}

fn provenance(when: &'static str, provenance: &Provenance, out: &mut Writer) {
    out.at("provenance", "", when)
        .text("program", &provenance.program)
        .text("tool", &provenance.tool)
        .text("tool_version", &provenance.tool_version)
        .text("tool_sha256", &provenance.tool_sha256)
        .text("options", &provenance.options.join(" "));
    for (name, hash) in &provenance.data {
        out.at("provenance", "", &format!("{when}:{name}"))
            .text("sha256", hash);
    }
}
