//! The summary as tidy records: one figure a row, no totals that rows add up to beside all
//! that is shown together, which has an empty group.
//!
//! It must not know how records are written.

use crate::analysis::Share;
use crate::analysis::summary::{
    CrossGroup, DurationGroup, EndCounts, GapCounts, LedgerCounts, NumberGroup, Summary, Test,
};
use crate::report::Record;
use crate::report::record::Writer;

/// All figures of a summary.
pub fn records(summary: &Summary) -> Vec<Record> {
    let mut out = Writer::default();
    audited(summary, &mut out);
    domains(summary, &mut out);
    standards(summary, &mut out);
    conversations(summary, &mut out);
    gaps(summary, &mut out);
    overall(summary, &mut out);
    themes(summary, &mut out);
    measures(summary, &mut out);
    facts(summary, &mut out);
    provenance(summary, &mut out);
    out.into_records()
}

impl Writer {
    fn ledger(&mut self, ledger: &LedgerCounts) -> &mut Self {
        self.count("rated", ledger.rated)
            .count("not_evidenced", ledger.not_evidenced)
            .count("not_applicable", ledger.not_applicable)
            .count("skipped", ledger.skipped)
            .count("missing", ledger.missing)
            .count("in_scope", ledger.in_scope)
    }

    fn test(&mut self, prefix: &str, test: Option<Test>) -> &mut Self {
        let Some(test) = test else { return self };
        let verdict = match test.verdict {
            crate::analysis::summary::Verdict::StandsOutUp => "stands_out_up",
            crate::analysis::summary::Verdict::StandsOutDown => "stands_out_down",
            crate::analysis::summary::Verdict::NoClearDifference => "no_clear_difference",
            crate::analysis::summary::Verdict::TooFewToSay => "too_few_to_say",
        };
        self.number(&format!("{prefix}rank_sum_p"), test.p)
            .number(&format!("{prefix}rank_sum_p_adjusted"), test.p_adjusted)
            .text(&format!("{prefix}verdict"), verdict)
    }
}

/// Ids of the groups shown, each with what belongs to it.
fn by_group<'a, T>(summary: &'a Summary, items: &'a [T]) -> impl Iterator<Item = (&'a str, &'a T)> {
    summary
        .groups
        .iter()
        .map(|group| group.id.as_str())
        .zip(items)
}

fn audited(summary: &Summary, out: &mut Writer) {
    let audited = &summary.audited;
    for (group, audited) in [("", &audited.all)]
        .into_iter()
        .chain(by_group(summary, &audited.groups))
    {
        out.at("audited", group, "")
            .count("cases", audited.cases)
            .count("auditors", audited.auditors)
            .count("discussions_held", audited.held)
            .count("discussions_not_held", audited.not_held)
            .count("discussions_unsaid", audited.unsaid);
        if let Some(planned) = audited.planned {
            out.count("planned", planned);
        }
    }
    let census = &summary.census;
    out.at("audits", "", "")
        .count("read", census.read)
        .count("counted", census.counted)
        .count("replaced_by_agreed", census.replaced)
        .count("seconds", census.seconds)
        .count("lone_seconds", census.lone_seconds)
        .count("left_out", census.left_out)
        .count("doubled", census.doubled);
}

fn domains(summary: &Summary, out: &mut Writer) {
    for domain in &summary.domains {
        out.at("domain", "", &domain.id)
            .share("working", domain.working)
            .count("cases", domain.cases);
        if let Some(whole) = domain.whole_round {
            out.share("working_whole_round", whole);
        }
        for (prefix, differ) in [("", domain.differ), ("record_", domain.record_differ)] {
            if let Some(differ) = differ {
                out.number(&format!("{prefix}kruskal_wallis_h"), differ.h)
                    .number(&format!("{prefix}kruskal_wallis_p"), differ.p)
                    .number(
                        &format!("{prefix}kruskal_wallis_p_adjusted"),
                        differ.p_adjusted,
                    );
            }
        }
        for (group, cell) in by_group(summary, &domain.groups) {
            out.at("domain", group, &domain.id)
                .share("working", cell.working)
                .count("cases", cell.cases)
                .test("", cell.test)
                .test("record_", cell.record_test);
        }
    }
}

fn standards(summary: &Summary, out: &mut Writer) {
    for standard in &summary.standards {
        out.at("standard", "", &standard.id)
            .estimate("working", standard.working)
            .ledger(&standard.ledger)
            .count("outside_rule", standard.outside_rule);
        if let Some(whole) = &standard.whole_round {
            out.estimate("working_whole_round", whole.working);
        }
        for level in &standard.levels {
            out.count(&format!("level:{}", level.id), level.count);
        }
        for (group, cell) in by_group(summary, &standard.groups) {
            out.at("standard", group, &standard.id)
                .estimate("working", cell.working)
                .ledger(&cell.ledger);
            for (level, count) in standard.levels.iter().zip(&cell.levels) {
                out.count(&format!("level:{}", level.id), *count);
            }
        }
    }
}

fn conversations(summary: &Summary, out: &mut Writer) {
    let found = &summary.conversations;
    out.at("conversation", "", "")
        .count("looked_at", found.looked_at)
        .count("found", found.found)
        .number("expected_by_chance", found.expected_by_chance);
    for cell in &found.cells {
        out.at("conversation", &cell.group, &cell.standard)
            .share("working_here", cell.here)
            .share("working_elsewhere", cell.others)
            .number("fisher_p", cell.p);
    }
}

fn gap(out: &mut Writer, counts: &GapCounts) {
    let of = |count: u64| Share {
        count,
        of: counts.pairs,
    };
    out.share("record_working", of(counts.record_working))
        .share("discussion_working", of(counts.discussion_working))
        .count("higher", counts.higher)
        .count("same", counts.same)
        .count("lower", counts.lower)
        .count("became_evidenced", counts.became_evidenced)
        .count("no_longer_evidenced", counts.no_longer_evidenced)
        .count("never_evidenced", counts.never_evidenced);
}

fn gaps(summary: &Summary, out: &mut Writer) {
    let Some(gaps) = &summary.gaps else { return };
    gap(out.at("record_and_discussion", "", "all"), &gaps.all);
    for row in &gaps.domains {
        gap(
            out.at("record_and_discussion", "", &format!("domain:{}", row.id)),
            &row.counts,
        );
    }
    for row in &gaps.standards {
        gap(out.at("record_and_discussion", "", &row.id), &row.counts);
    }
    for row in &gaps.groups {
        gap(out.at("record_and_discussion", &row.id, "all"), &row.counts);
    }
}

fn overall(summary: &Summary, out: &mut Writer) {
    if let Some(overall) = &summary.overall {
        out.at("overall", "", "overall")
            .estimate("working", overall.working)
            .ledger(&overall.ledger);
        for level in &overall.levels {
            out.count(&format!("level:{}", level.id), level.count);
        }
        for (group, cell) in by_group(summary, &overall.groups) {
            out.at("overall", group, "overall")
                .estimate("working", cell.working)
                .ledger(&cell.ledger);
            for (level, count) in overall.levels.iter().zip(&cell.levels) {
                out.count(&format!("level:{}", level.id), *count);
            }
        }
        for cap in &overall.caps {
            out.at("cap", "", &cap.standard)
                .count("acted", cap.counts.acted)
                .count("passed", cap.counts.passed)
                .count("with_reason", cap.counts.with_reason)
                .text("at_most", &cap.at_most);
        }
    }
    for escalation in &summary.escalations {
        out.at("escalation", "", &escalation.standard)
            .count("needed", escalation.needed)
            .count("told", escalation.told);
    }
}

fn themes(summary: &Summary, out: &mut Writer) {
    let Some(themes) = &summary.themes else {
        return;
    };
    out.at("themes", "", "")
        .count("findings", themes.findings)
        .count("cases", themes.cases)
        .count("other_audits", themes.other_audits)
        .count("not_counted", themes.not_counted)
        .count("left_out", themes.left_out);
    for row in &themes.rows {
        let measure = |what: &str| format!("{}:{what}", row.kind.id());
        out.at("theme", "", &row.id)
            .count(&measure("cases"), row.cases)
            .count(&measure("findings"), row.findings);
        for (group, cases) in by_group(summary, &row.groups) {
            out.at("theme", group, &row.id)
                .count(&measure("cases"), *cases);
        }
    }
}

fn measures(summary: &Summary, out: &mut Writer) {
    for measure in &summary.measures {
        out.at("measure", "", &measure.id)
            .count("pairs", measure.pairs)
            .count("better", measure.better)
            .count("same", measure.same)
            .count("worse", measure.worse)
            .maybe("median_start", measure.median_start)
            .maybe("median_now", measure.median_now)
            .maybe("sign_test_p", measure.sign_p)
            .count("start_only", measure.start_only)
            .count("now_only", measure.now_only);
        let mut end = |name: &str, end: &EndCounts| {
            out.count(&format!("{name}:given"), end.given)
                .count(&format!("{name}:declined"), end.declined)
                .count(&format!("{name}:not_asked"), end.not_asked)
                .count(&format!("{name}:missing"), end.missing);
        };
        end("start", &measure.start);
        end("now", &measure.now);
    }
}

fn numbers(out: &mut Writer, numbers: &NumberGroup) {
    out.count("cases", numbers.cases)
        .maybe("median", numbers.median)
        .maybe("least", numbers.least)
        .maybe("greatest", numbers.greatest);
}

fn facts(summary: &Summary, out: &mut Writer) {
    for fact in &summary.facts {
        out.at("fact", "", &fact.id)
            .count("stated", fact.stated)
            .count("missing", fact.missing);
        for choice in &fact.choices {
            out.count(&format!("choice:{}", choice.id), choice.count);
        }
        if let Some(all) = &fact.numbers {
            numbers(out, all);
        }
        if let Some((first, last)) = &fact.days {
            out.text("first", first).text("last", last);
        }
        for (position, (group, missing)) in by_group(summary, &fact.missing_groups).enumerate() {
            out.at("fact", group, &fact.id).count("missing", *missing);
            for choice in &fact.choices {
                let count = choice.groups.get(position).copied().unwrap_or(0);
                out.count(&format!("choice:{}", choice.id), count);
            }
            if let Some(group) = fact.number_groups.get(position) {
                numbers(out, group);
            }
        }
    }
    for duration in &summary.durations {
        let mut add = |group: &str, of: &DurationGroup| {
            numbers(out.at("duration", group, &duration.id), &of.days);
            if let Some(within) = of.within {
                out.share("within", within);
            }
            out.count("reversed", of.reversed)
                .count("one_date", of.one_date);
        };
        add("", &duration.all);
        for (group, of) in by_group(summary, &duration.groups) {
            add(group, of);
        }
    }
    cross(summary, out);
}

fn cross(summary: &Summary, out: &mut Writer) {
    let Some(cross) = &summary.cross else { return };
    let item = format!("{},{}", cross.first, cross.second);
    let mut add = |group: &str, of: &CrossGroup| {
        out.at("cross", group, &item)
            .count("same", of.same)
            .count("earlier", of.earlier)
            .count("later", of.later)
            .count("not_stated", of.not_stated);
    };
    if let Some(all) = &cross.all {
        add("", all);
    }
    for (group, of) in by_group(summary, &cross.groups) {
        add(group, of);
    }
    for (row, counts) in cross.row_ids.iter().zip(&cross.counts) {
        for (column, count) in cross.column_ids.iter().zip(counts) {
            out.at("cross", "", &item)
                .count(&format!("{row},{column}"), *count);
        }
    }
}

fn provenance(summary: &Summary, out: &mut Writer) {
    let provenance = &summary.provenance;
    out.at("provenance", "", "")
        .text("program", &provenance.program)
        .text("tool", &provenance.tool)
        .text("tool_version", &provenance.tool_version)
        .text("tool_sha256", &provenance.tool_sha256);
    for (name, hash) in &provenance.data {
        out.at("provenance", "", name).text("sha256", hash);
    }
    out.at("provenance", "", "")
        .text("options", &provenance.options.join(" "));
}
