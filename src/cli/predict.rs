//! How expected a vote was, what the next one on a question will be, and how well such forecasts do.

use std::ops::RangeInclusive;

use clap::Args;

use super::options::{SelectionOptions, years};
use super::selecting::{Choice, named, not_in, one_after_the_other, selected};
use super::{Call, error::Error, progress::Progress, words::words};
use crate::analysis::forecast::{
    Corpus, Learnt, NoForecast, Scored, Surprise, Surprises, backtest, forecast, forecast_of, latest_on_question,
    surprises, too_few,
};
use crate::analysis::ideal::{Fit, SameQuestion};
use crate::analysis::{series::Links, surprising::surprising};
use crate::members::MemberSet;
use crate::record::{Body, Date, Found, Matter, Record, RollCallId, Selection, Voters, Word, Words};
use crate::report::agreement::{WHOLE_RECORD, of_conditions};
use crate::report::forecast::{ForecastQuestion, no_forecast};
use crate::report::surprise::{Basis, SurpriseQuestion, of_roll_call};
use crate::report::words::{quoted, span};
use crate::report::{Audience, Report, backtest as backtest_report, forecast as forecast_report, surprise};
use crate::source::Loaded;

/// What the rows of surprising votes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Vote,
    Member,
}

impl Words for By {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Vote, "vote", "A vote of a member").or(&["votes"]),
        Word::new(Self::Member, "member", "A member, with all its votes").or(&["members", "country"]),
    ];
}

/// How expected a vote was, or what the next one will be.
///
/// Of a roll call that was held: the least expected votes, and what would have turned the result. With a selection, such as
/// --year 2025: its most surprising votes. With --next: what each member will most probably vote when the question is
/// put again, and the tally with its 90% interval. A forecast rests on the members' earlier votes on texts that are alike in
/// title, agenda item and subjects; docs/predict.md has the method and how well it does. Whole texts that the General Assembly
/// adopted by a recorded vote are forecast.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The next vote on the question of the symbol.
    #[arg(long, conflicts_with_all = ["title", "backtest", "by"])]
    next: bool,
    /// A vote on a new text with this title; --agenda and --subject are then its own.
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["symbols", "backtest", "by"])]
    title: Option<String>,
    /// Forecast these years, each from the years before it, and hold that against what came.
    #[arg(long, value_name = "YEARS", value_parser = years, conflicts_with_all = ["symbols", "by"])]
    backtest: Option<RangeInclusive<i16>>,
    /// What a forecast knows. Of votes that were held it tells what was expected then; without it all other votes tell how
    /// expected they were, and forecasts know `day`, those of --backtest `january`.
    #[arg(long, value_name = "UNTIL", value_parser = words::<Learnt>())]
    learnt: Option<Learnt>,
    /// The same as --learnt day.
    #[arg(long, conflicts_with = "learnt")]
    daily: bool,
    /// What the rows of a selection's surprising votes are.
    #[arg(long, value_parser = words::<By>(), default_value = By::Vote.typed())]
    by: By,
    #[command(flatten)]
    choice: Choice,
}

impl Arguments {
    fn learnt(&self) -> Option<Learnt> {
        self.learnt.or_else(|| self.daily.then_some(Learnt::Day))
    }
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let symbols = call.symbols(&arguments.choice.symbols)?;
    let selection = &arguments.choice.selection;
    let is_asked = !symbols.is_empty() || !selection.each().is_empty() || arguments.backtest.is_some();
    let text = "which vote? Name one that was held, or whose question comes again, or select some";
    let hints = ["unvote predict ES-11/7", "unvote predict 80/4 --next", "unvote predict --year 2025"];
    if !is_asked && arguments.title.is_none() {
        return Err(Error::usage(text).hints(hints.map(str::to_owned)));
    }
    let loaded = call.load()?;
    let record = &loaded.record;
    let voters = arguments.choice.members.voters(record.members())?;
    let asked = Asked { call, loaded: &loaded, voters: &voters, arguments };
    if let [typed] = symbols.as_slice()
        && matches!(record.find(typed), Found::Nothing { .. })
        && record.members().list(typed).is_ok()
    {
        return Err(of_member(typed));
    }
    let mut corpus = Corpus::new(record);
    let mut report = if let Some(years) = &arguments.backtest {
        asked.backtest(&corpus, years)?
    } else if let Some(title) = &arguments.title {
        asked.of_title(&mut corpus, title)?
    } else if symbols.is_empty() {
        Error::usage_if(arguments.next, format!("--next: the next vote on which question? {}", hints[1]))?;
        asked.of_selection(&selected(&loaded, &selection.in_one_body())?)?
    } else {
        let ids = named(&loaded, &symbols, selection)?;
        arguments.choice.members.seated(record, &ids)?;
        match (arguments.next, arguments.learnt()) {
            (true, learnt) => asked.of_next(&mut corpus, &ids, learnt.unwrap_or_default())?,
            (false, Some(learnt)) => asked.before(&corpus, &ids, learnt)?,
            (false, None) => asked.of_held(&ids),
        }
    };
    if arguments.title.is_none() {
        of_conditions(&mut report, &selection.typed());
    }
    call.output.answer(&loaded, report)
}

/// The error for a member where a symbol stands.
fn of_member(typed: &str) -> Error {
    let whose = quoted(typed);
    Error::usage(format!("'{typed}' is no symbol: name a vote, or select some, and the member by --members")).hints([
        format!("unvote predict --year 2025 --members {whose}"),
        format!("unvote predict 80/4 --next --members {whose}"),
    ])
}

/// The lines of a list of members in a roll call; none for all.
fn whose(record: &Record, voters: &Voters, id: RollCallId) -> Option<MemberSet> {
    voters.list.as_ref().map(|list| record.lines_of(id, Some(list)).members())
}

/// How expected votes were that were held, by all other votes of the General Assembly; empty where these tell no member from
/// another.
pub(super) fn by_all_other_votes(
    call: &Call, record: &Record, links: &Links<'_>, ids: &[RollCallId], voters: &Voters,
) -> Surprises {
    let all = Selection { body: Some(Body::GeneralAssembly), ..Selection::default() }.of(record);
    let progress = Progress::new(call);
    let fit = Fit::of(record, &all, &SameQuestion::Links, &|sweep| progress.sweep(sweep));
    let found = fit.map_or_else(
        |_| Surprises::default(),
        |fit| surprising(record, (&fit, links), ids, &|id| whose(record, voters, id)),
    );
    progress.clear();
    found
}

/// Why it is not known how expected votes were.
pub(super) fn not_expected() -> String {
    format!("how expected these votes were is not known: {}", Basis::Others.leaves_out())
}

/// What was asked, and of what.
struct Asked<'a> {
    call: &'a Call,
    loaded: &'a Loaded,
    voters: &'a Voters,
    arguments: &'a Arguments,
}

impl<'a> Asked<'a> {
    const fn record(&self) -> &'a Record {
        &self.loaded.record
    }

    fn brief(&self) -> bool {
        self.call.output.audience() == Audience::People && !self.call.output.arranges()
    }

    /// The error for a forecast that cannot be made.
    fn no_forecast(&self, id: Option<RollCallId>, why: NoForecast) -> Error {
        let text = no_forecast(self.record(), id, why);
        match (why, id) {
            (NoForecast::NotCounted, Some(id)) => {
                Error::nothing(text).hints([format!("unvote tally {}", self.record().called(id))])
            }
            (NoForecast::NotCounted, None) => Error::nothing(text).hints(["unvote predict --year 2025".to_owned()]),
            _ if self.loaded.is_selection() => not_in(self.loaded, text),
            _ => Error::nothing(text).hints([WHOLE_RECORD.to_owned()]),
        }
    }

    fn backtest(&self, corpus: &Corpus<'a>, years: &RangeInclusive<i16>) -> Result<Report<'a>, Error> {
        let selection = &self.arguments.choice.selection;
        let mut chosen = selected(self.loaded, &selection.in_one_body())?;
        chosen.sort_unstable();
        let (first, last) = corpus.span().unwrap_or_default();
        let within = (*years.start()).max(first)..=(*years.end()).min(last);
        let text = format!("no vote on a whole text is known of {}", span(years.start(), years.end()));
        if within.is_empty() {
            return Err(not_in(self.loaded, text));
        }
        let scored = Scored {
            calls: &|id| chosen.binary_search(&id).is_ok(),
            whose: &|id| whose(self.record(), self.voters, id),
        };
        let found = backtest(corpus, within, self.arguments.learnt().unwrap_or(Learnt::January), &scored);
        if found.years.is_empty() {
            let early =
                found.left_out.last().map_or(text, |year| no_forecast(self.record(), None, too_few(corpus, *year)));
            return Err(not_in(self.loaded, early));
        }
        let whose =
            self.voters.list.as_ref().map(|list| list.names(self.record().members(), self.call.output.official));
        Ok(backtest_report::report(self.record(), &found, whose.as_deref()))
    }

    fn of_title(&self, corpus: &mut Corpus<'a>, title: &str) -> Result<Report<'a>, Error> {
        let selection = &self.arguments.choice.selection;
        let others = SelectionOptions { agenda: Vec::new(), subject: Vec::new(), ..selection.clone() };
        let text = "--title is of a text that is new: of the conditions only --agenda and --subject are its own";
        Error::usage_if(!others.each().is_empty(), text)?;
        let subjects = selection.subject.join("|").to_uppercase();
        let wording = corpus.wording(title, &selection.agenda.join(" "), &subjects);
        let text = format!("--title '{title}' has no words that say what it is about");
        Error::usage_if(wording.is_empty(), text)?;
        let (day, learnt) = (self.day_after(corpus)?, self.arguments.learnt().unwrap_or_default());
        let found = forecast(corpus, &wording, (day, None), learnt).map_err(|why| self.no_forecast(None, why))?;
        let question = self.question(title, None, None, self.seated_on(day));
        Ok(forecast_report::report(self.record(), &corpus.ids, &found, &question))
    }

    fn of_next(&self, corpus: &mut Corpus<'a>, ids: &[RollCallId], learnt: Learnt) -> Result<Report<'a>, Error> {
        let record = self.record();
        let mut latest: Vec<RollCallId> = Vec::new();
        for id in ids {
            let one = record.roll_call(*id);
            if one.body != Body::GeneralAssembly || one.matter != Matter::WholeText {
                return Err(self.no_forecast(Some(*id), NoForecast::NotCounted));
            }
            Report::once(&mut latest, latest_on_question(record, *id));
        }
        let day = self.day_after(corpus)?;
        let mut reports = Vec::new();
        for id in latest {
            let one = record.roll_call(id);
            let [title, agenda, subjects] = [one.title, one.agenda, one.subjects].map(|text| record.text(text));
            let wording = corpus.wording(title, agenda, subjects);
            let found =
                forecast(corpus, &wording, (day, Some(id)), learnt).map_err(|why| self.no_forecast(Some(id), why))?;
            let question = self.question(title, Some(id), None, self.seated_on(day));
            reports.push(forecast_report::report(record, &corpus.ids, &found, &question));
        }
        Ok(one_after_the_other(reports))
    }

    /// What was expected of votes that were held, before they were.
    fn before(&self, corpus: &Corpus<'a>, ids: &[RollCallId], learnt: Learnt) -> Result<Report<'a>, Error> {
        let (record, links) = (self.record(), Links::of(self.record()));
        let report = |id: &RollCallId| {
            let found = forecast_of(corpus, *id, learnt).map_err(|why| self.no_forecast(Some(*id), why))?;
            let title = record.text(record.roll_call(*id).title);
            let question = self.question(title, links.predecessor(*id), Some(*id), whose(record, self.voters, *id));
            Ok(forecast_report::report(record, &corpus.ids, &found, &question))
        };
        Ok(one_after_the_other(ids.iter().map(report).collect::<Result<Vec<_>, Error>>()?))
    }

    /// How expected votes were that were held, and what would have turned the result.
    fn of_held(&self, ids: &[RollCallId]) -> Report<'a> {
        let (record, links) = (self.record(), Links::of(self.record()));
        let all = by_all_other_votes(self.call, record, &links, ids, self.voters);
        let question = self.surprise_question(&links, Basis::Others);
        one_after_the_other(ids.iter().map(|id| {
            let votes: Vec<Surprise> = all.votes.iter().filter(|one| one.id == *id).copied().collect();
            of_roll_call(record, *id, &votes, &question)
        }))
    }

    fn of_selection(&self, ids: &[RollCallId]) -> Result<Report<'a>, Error> {
        let (record, links) = (self.record(), Links::of(self.record()));
        self.arguments.choice.members.seated(record, ids)?;
        let basis = self.arguments.learnt().map_or(Basis::Others, Basis::Before);
        let found = match basis {
            Basis::Others => by_all_other_votes(self.call, record, &links, ids, self.voters),
            Basis::Before(learnt) => surprises(&Corpus::new(record), ids, learnt, &|id| whose(record, self.voters, id)),
        };
        if found.votes.is_empty() {
            let year = ids.first().and_then(|id| record.year(*id)).unwrap_or_default();
            return Err(match basis {
                Basis::Before(_) if found.too_early > 0 => self.no_forecast(None, too_few(&Corpus::new(record), year)),
                Basis::Before(_) => self.no_forecast(None, NoForecast::NotCounted),
                Basis::Others => not_in(self.loaded, not_expected()),
            });
        }
        Ok(surprise::report(record, &found, &self.surprise_question(&links, basis)))
    }

    fn surprise_question<'l>(&self, links: &'l Links<'l>, basis: Basis) -> SurpriseQuestion<'l> {
        let by_member = self.arguments.by == By::Member;
        SurpriseQuestion { basis, links, by_member, brief: self.brief(), official: self.call.output.official }
    }

    fn question<'t>(
        &self, title: &'t str, before: Option<RollCallId>, held: Option<RollCallId>, whose: Option<MemberSet>,
    ) -> ForecastQuestion<'t> {
        let official = self.call.output.official;
        ForecastQuestion { title, before, held, whose, brief: self.brief(), official }
    }

    /// The lines of `--members` on a day; none for all.
    fn seated_on(&self, day: Date) -> Option<MemberSet> {
        let members = self.record().members();
        self.voters.list.as_ref().map(|list| list.lines_on(members, Some(day)))
    }

    /// The day after the last vote that is known.
    fn day_after(&self, corpus: &Corpus<'a>) -> Result<Date, Error> {
        let last = corpus.ids.last().and_then(|id| self.record().roll_call(*id).date);
        let none = || not_in(self.loaded, "no vote of the General Assembly on a whole text is known");
        last.and_then(|day| day.tomorrow().ok()).ok_or_else(none)
    }
}
