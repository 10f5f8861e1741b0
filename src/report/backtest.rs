//! Reports how well forecasts would have done, by year, beside the naive rule; and how often what was said came to be.

use super::roll_call::sources_of;
use super::{Block, Kind, Layout, Look, Names, Report, Section, Spec, Tone, columns, words};
use crate::analysis::forecast::{Backtest, Calibration, Learnt, Scores};
use crate::record::{Record, Vote};

/// The report of a back-test of which there is at least one year.
pub(crate) fn report<'q>(record: &'q Record, found: &Backtest, whose: Option<&str>) -> Report<'q> {
    let names = Names::new(record, false);
    let from = match found.learnt {
        Learnt::January => "each vote forecast from the votes of earlier years alone",
        Learnt::Day => "each vote forecast from all votes up to the day before",
    };
    let years: Vec<i16> = found.years.iter().filter_map(|one| one.year).collect();
    let rows: Vec<Scores> = found.years.iter().chain(&found.all).copied().collect();
    let mut lines = vec![format!("General Assembly, whole texts that were adopted by a recorded vote; {from}")];
    lines.extend(whose.map(|names| format!("Votes of {names}; the tally is of all members")));
    let mut blocks = vec![scores().block(names, rows.clone()), tallies_for_people().block(names, rows)];
    blocks.extend(found.all.as_ref().map(|all| Block::Verdict(Tone::Neutral, in_all(all))));
    let people = found.calibration.iter().filter(|one| one.vote.is_none()).copied().collect();
    blocks.push(Block::text("How often the most probable vote came, by its probability:"));
    blocks.push(calibration_for_people().block(names, people));
    blocks.push(calibration().block(names, found.calibration.clone()));
    let title = format!("Forecasts of {}, held against what came", words::years(&years));
    let mut report = Report::of(Section { title, lines, blocks });
    report.note("Naive: the member's last vote on the question, found by text alone, else its most frequent vote; covered are the \
         questions that were voted on before. F1 is the mean over yes, abstain and no. The log loss is the mean of -ln p of what \
         was voted: less is better, 0 were certainty.");
    report.note(
        "Who votes is taken as given, and the record holds only what was adopted: that it is adopted is no forecast.",
    );
    if !found.left_out.is_empty() {
        report
            .note(format!("Left out, as too little is known of the years before: {}.", words::years(&found.left_out)));
    }
    let other = match found.learnt {
        Learnt::January => " --daily",
        Learnt::Day => "",
    };
    if let [first, .., last] = years.as_slice() {
        report.next.push(format!("unvote predict --backtest {first}-{last}{other}"));
    }
    sources_of(record, &found.ids, &mut report);
    report
}

/// What is said of all years.
fn in_all(all: &Scores) -> String {
    let points = |share: f64| format!("{:+.2}", share * 100.0);
    let difference = all.accuracy - all.naive;
    let error = all.standard_error.map_or_else(String::new, |error| {
        let beyond = if difference.abs() > 1.96 * error { "beyond chance" } else { "within chance" };
        format!(", standard error {:.2}: {beyond}", error * 100.0)
    });
    format!(
        "In all {} of {} votes as forecast, {} points against the naive rule{error}.",
        words::percent(all.accuracy),
        all.votes,
        points(difference)
    )
}

const COVERED: Spec =
    Spec::share("covered", "Roll calls on whose question there was a vote before, found by text alone.");

/// The scores.
pub(super) fn scores<'q>() -> Layout<'q, Scores> {
    const YEAR: Spec =
        Spec::number("year", "1946 or later", "Calendar year of the votes; empty for all of them together.");
    const ROLL_CALLS: Spec = Spec::number("roll_calls", "0 or more", "Roll calls.");
    const VOTES: Spec = Spec::number("votes", "0 or more", "Votes: yes, abstain or no of a member.");
    const NAIVE: Spec = Spec::share("naive", "Votes that the naive rule has right.");
    const NAIVE_F1: Spec = Spec::share("naive_f1", "Its F1, the mean over yes, abstain and no.");
    const ACCURACY: Spec = Spec::share("accuracy", "Votes that were the most probable ones.");
    const F1: Spec = Spec::share("f1", "F1, the mean over yes, abstain and no, as far as they occur.");
    const DIFFERENCE: Spec = Spec::decimal("difference", "-1 to 1", "Accuracy less that of the naive rule.");
    const ERROR: Spec = Spec::decimal(
        "standard_error",
        "0 or more",
        "Its standard error, the votes of a roll call taken together; empty for a single one.",
    );
    const LOG_LOSS: Spec =
        Spec::decimal("log_loss", "0 or more", "The mean of -ln p, p the probability of what was voted.");
    const CALIBRATION: Spec = Spec::decimal(
        "calibration_error",
        "0 to 1",
        "By tenths of the probability of the most probable vote, the mean distance of that from how often it came.",
    );
    const TALLY: [Spec; 3] = [
        Spec::decimal("error_yes", columns::MEMBERS, "How far the expected number in favour was off, in the mean."),
        Spec::decimal("error_abstain", columns::MEMBERS, "The same of those abstaining."),
        Spec::decimal("error_no", columns::MEMBERS, "The same of those against."),
    ];
    const WITH_INTERVAL: Spec =
        Spec::number("with_interval", "0 or more", "Roll calls with a 90% interval of the tally.");
    const WITHIN: [Spec; 3] = [
        Spec::share("within_yes", "Those of them whose number in favour lay in its interval."),
        Spec::share("within_abstain", "The same of those abstaining."),
        Spec::share("within_no", "The same of those against."),
    ];
    Layout::new("backtest", "a year, and last all together")
        .machines(YEAR, |row: &Scores, _| row.year.into())
        .people("of", Kind::Code, "year", |row, _| {
            row.year.map_or("all".into(), |year| i64::from(year).to_string().into())
        })
        .column(ROLL_CALLS, "roll calls", |row, _| row.roll_calls.into())
        .machines(VOTES, |row, _| row.votes.into())
        .column(COVERED, "covered", |row, _| row.covered.into())
        .column(NAIVE, "naive", |row, _| row.naive.into())
        .machines(NAIVE_F1, |row, _| row.naive_f1.into())
        .column(ACCURACY, "right", |row, _| row.accuracy.into())
        .column(DIFFERENCE, "vs naive", |row, _| (row.accuracy - row.naive).into())
        .look(Look::Points)
        .machines(ERROR, |row, _| row.standard_error.into())
        .column(F1, "F1", |row, _| row.f1.into())
        .column(LOG_LOSS, "log loss", |row, _| row.log_loss.into())
        .column(CALIBRATION, "calibration", |row, _| row.calibration_error.into())
        .each(TALLY.into_iter().enumerate(), |layout, (at, spec)| {
            layout.machines(spec, move |row, _| row.tally_error[at].into())
        })
        .machines(WITH_INTERVAL, |row, _| row.with_interval.into())
        .each(WITHIN.into_iter().enumerate(), |layout, (at, spec)| {
            layout.machines(spec, move |row, _| row.within.map(|within| within[at]).into())
        })
}

/// How far the tallies were off, for people.
fn tallies_for_people<'q>() -> Layout<'q, Scores> {
    Layout::for_people("tallies_for_people", "a year")
        .people("of", Kind::Code, "tally", |row: &Scores, _| {
            row.year.map_or("all".into(), |year| i64::from(year).to_string().into())
        })
        .each(["yes off by", "abstain", "no"].into_iter().enumerate(), |layout, (at, label)| {
            layout.people("off", Kind::Decimal, label, move |row, _| row.tally_error[at].into())
        })
        .each(["yes within 90%", "abstain", "no"].into_iter().enumerate(), |layout, (at, label)| {
            layout.people("within", Kind::Share, label, move |row, _| row.within.map(|within| within[at]).into())
        })
}

fn tenth(one: &Calibration) -> String {
    format!("{} to {}%", one.tenth * 10, one.tenth * 10 + 10)
}

fn calibration_for_people<'q>() -> Layout<'q, Calibration> {
    Layout::for_people("calibration_for_people", "a tenth of probability")
        .people("tenth", Kind::Code, "probability", |row: &Calibration, _| tenth(row).into())
        .people("votes", Kind::Number, "votes", |row, _| row.votes.into())
        .people("said", Kind::Share, "mean", |row, _| row.probability.into())
        .people("came", Kind::Share, "came", |row, _| row.share.into())
}

/// How often what had a probability came to be.
pub(super) fn calibration<'q>() -> Layout<'q, Calibration> {
    const VOTE: Spec = Spec::code(
        "vote",
        "yes, abstain, no, most probable",
        "The vote whose probability it is; `most probable` for whichever that was.",
    );
    const LOW: Spec = Spec::decimal("low", "0 to 0.9", "Where the tenth of probability begins.");
    const VOTES: Spec = Spec::number("votes", "1 or more", "Votes with such a probability.");
    const PROBABILITY: Spec = Spec::share("probability", "The mean of the probabilities.");
    const CAME: Spec = Spec::share("came", "The share of these votes in which it came to be.");
    Layout::for_machines("calibration", "a vote and a tenth of probability, where there is any")
        .machines(VOTE, |row: &Calibration, _| row.vote.map_or("most probable", Vote::word).into())
        .machines(LOW, |row, _| (row.tenth as f64 / 10.0).into())
        .machines(VOTES, |row, _| row.votes.into())
        .machines(PROBABILITY, |row, _| row.probability.into())
        .machines(CAME, |row, _| row.share.into())
}
