//! Ideal points: where members stood in each session, on one dimension.

use std::path::{Path, PathBuf};

use clap::Args;

use super::options::{MembersOption, SelectionOptions};
use super::selecting::{not_in, selected};
use super::{Call, error::Error, progress::Progress, words::words};
use crate::analysis::ideal::{self, Fit, NoFit, SameQuestion};
use crate::record::{Body, RollCallId, Selection, Session, Word, Words};
use crate::report::{Audience, agreement::of_conditions, ideal as report};
use crate::source::{Loaded, pairs, positions};

/// Where members stood in each session, on one dimension.
///
/// Ideal points by the model of Bailey, Strezhnev and Voeten (2017), fitted to all recorded votes of the General Assembly in
/// about a second: docs/ideal.md has the method, its figures and its limits. --session, --year, --from and --to choose the
/// sessions that are shown, the newest by default; the fit is of the whole record, or with --fit selection of the roll calls
/// that are selected. A session counts in the year in which it opened.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// How far each member moved, from the first of the sessions to the last; of one, from the session before.
    #[arg(long)]
    movement: bool,
    /// Correlation by session with published positions: a table with a member, a session or year, and an ideal point, such as
    /// Voeten's.
    #[arg(long, value_name = "FILE", conflicts_with = "movement")]
    against: Option<PathBuf>,
    /// A picture: lines through sessions, the members of one session on one axis, or where they lie; in the terminal or, with
    /// -o FILE.svg, in a file.
    #[arg(long, value_name = "KIND", value_parser = report::KINDS, conflicts_with_all = ["movement", "against"])]
    picture: Option<String>,
    #[command(flatten)]
    fitting: Fitting,
    #[command(flatten)]
    members: MembersOption,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// What is fitted.
#[derive(Args, Clone, Debug)]
pub(super) struct Fitting {
    /// What is fitted: the whole record, or what is selected.
    #[arg(long = "fit", value_parser = words::<Of>(), value_name = "WHAT")]
    of: Option<Of>,
    /// Which roll calls put the same question: a file of pairs (rcid1, rcid2) of Voeten's numbers, or none; by default the
    /// record's own series, where at least 97% voted alike.
    #[arg(long, value_name = "FILE|none")]
    links: Option<PathBuf>,
}

/// The roll calls of a fit.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Of {
    Record,
    Selection,
}

impl Words for Of {
    const WORDS: &'static [Word<Self>] = &[
        Word::new(Self::Record, "record", "All recorded votes of the General Assembly"),
        Word::new(Self::Selection, "selection", "The roll calls that are selected"),
    ];
}

impl Fitting {
    /// Whether what is fitted was said.
    pub(super) fn is_told(&self) -> bool {
        self.of.is_some() || self.links.is_some()
    }

    /// Whether what is selected is fitted, and not only shown.
    pub(super) fn is_of_selection(&self) -> bool {
        self.of == Some(Of::Selection)
    }

    /// How roll calls become questions.
    ///
    /// # Errors
    /// When a file of links cannot be read or understood.
    pub(super) fn same(&self) -> Result<SameQuestion, Error> {
        Ok(match &self.links {
            None => SameQuestion::Links,
            Some(path) if path == Path::new("none") => SameQuestion::None,
            Some(path) => SameQuestion::Pairs(pairs(path)?),
        })
    }

    /// The roll calls of the fit, and the sessions that are asked for; none for those that are there.
    ///
    /// # Errors
    /// When what is selected cannot choose sessions, or nothing is selected.
    fn chosen(
        &self, loaded: &Loaded, selection: &SelectionOptions,
    ) -> Result<(Vec<RollCallId>, SelectionOptions), Error> {
        let text =
            "ideal points are of the General Assembly: too few members vote in the Security Council to place them";
        Error::usage_if(selection.body == Some(Body::SecurityCouncil), text)?;
        if self.is_of_selection() {
            let special = selection.session.iter().any(|one| !matches!(one, Session::Regular(_)));
            return Ok((
                selected(loaded, &selection.in_one_body())?,
                SelectionOptions {
                    session: if special { Vec::new() } else { selection.session.clone() },
                    ..SelectionOptions::default()
                },
            ));
        }
        let SelectionOptions { session, year, from, to, quiet, .. } = selection.clone();
        let when = SelectionOptions { session, year, from, to, quiet, ..SelectionOptions::default() };
        if let Some(first) = selection.at_any_time().conditions().first() {
            let text = format!("{first} chooses roll calls, and the fit is of the whole record");
            return Err(Error::usage(text).hints(["--fit selection fits what is selected".to_owned()]));
        }
        if let Some(special) = when.session.iter().find(|one| !matches!(one, Session::Regular(_))) {
            let text = format!("--session {special}: its votes count in the regular session that had opened before it");
            return Err(Error::usage(text)
                .hints(["name that, such as --session 80; --fit selection fits its votes alone".to_owned()]));
        }
        let all = Selection { body: Some(Body::GeneralAssembly), ..Selection::default() };
        Ok((all.of(&loaded.record), when))
    }

    /// The fit of what is chosen, and the sessions that are asked for.
    ///
    /// # Errors
    /// As for [`Self::chosen`], and when there is no fit.
    pub(super) fn fit(
        &self, call: &Call, loaded: &Loaded, selection: &SelectionOptions,
    ) -> Result<(Fit, SameQuestion, Vec<u16>), Error> {
        let text = "ideal points need the whole record, and the embedded one is a selection of it";
        if loaded.is_selection() && !self.is_of_selection() {
            return Err(not_in(loaded, text).hints(["--fit selection fits what there is".to_owned()]));
        }
        let same = self.same()?;
        let (ids, when) = self.chosen(loaded, selection)?;
        let progress = Progress::new(call);
        let fit = Fit::of(&loaded.record, &ids, &same, &|sweep| progress.sweep(sweep));
        progress.clear();
        let fit = fit.map_err(|why| Error::nothing(no_fit(ids.len(), why)))?;
        let sessions = sessions(&fit, &when)?;
        Ok((fit, same, sessions))
    }
}

/// Why there is no fit, in words.
fn no_fit(roll_calls: usize, why: NoFit) -> String {
    let of = crate::report::words::roll_calls(roll_calls);
    match why {
        NoFit::NoAnchor => format!(
            "no ideal points from {of}: the scale starts from agreement with the United States, which has no vote in them"
        ),
        NoFit::NoVotes(left_out) => {
            let why = report::left_out(left_out).unwrap_or_default();
            format!("no ideal points: none of {of} tells members apart. {why}")
        }
    }
}

/// The sessions of a fit in a time: those that opened in it.
fn sessions(fit: &Fit, when: &SelectionOptions) -> Result<Vec<u16>, Error> {
    let all = fit.sessions();
    let is_asked = |session: &u16| {
        let (year, one) = (ideal::year_of(*session), Session::Regular(*session));
        let opened = one.days().map(|(first, _)| first);
        (when.session.is_empty() || when.session.contains(&one))
            && (when.year.is_empty() || when.year.iter().any(|years| years.contains(&year)))
            && when.from.is_none_or(|from| opened.is_some_and(|opened| opened >= from))
            && when.to.is_none_or(|to| opened.is_some_and(|opened| opened <= to))
    };
    let asked: Vec<u16> = all.iter().copied().filter(is_asked).collect();
    let last = all.last().copied().unwrap_or(0);
    let (typed, told) = (when.conditions().join(" "), all.iter().map(|one| *one as i16).collect::<Vec<_>>());
    let text = format!(
        "no position in a session of {typed}: there are those of sessions {}, each of the year in which it opened ({} for the \
         {})",
        crate::report::words::years(&told),
        ideal::year_of(last),
        Session::Regular(last).name()
    );
    Error::nothing_if(asked.is_empty(), text)?;
    Ok(asked)
}

/// Runs the command.
pub(super) fn run(call: &Call, arguments: &Arguments) -> Result<(), Error> {
    let loaded = call.load()?;
    let record = &loaded.record;
    let list = arguments.members.voters(record.members())?.list;
    let published = arguments.against.as_ref().map(|path| Ok::<_, Error>((path, positions(path, record.members())?)));
    let published = published.transpose()?;
    let Arguments { fitting, selection, movement, .. } = arguments;
    let (fit, same, mut sessions) = fitting.fit(call, &loaded, selection)?;
    // Without anything that chooses sessions, the newest is shown, of members that are named all.
    let is_open =
        selection.session.is_empty() && selection.year.is_empty() && selection.from.is_none() && selection.to.is_none();
    let newest = sessions.last().copied().unwrap_or(0);
    if *movement && (is_open || sessions.len() == 1) {
        sessions = fit.sessions();
        sessions.retain(|one| *one <= newest);
        sessions.drain(..sessions.len().saturating_sub(2));
    } else if is_open && list.is_none() && published.is_none() && arguments.picture.as_deref() != Some("lines") {
        sessions = vec![newest];
    }
    let usual = if sessions.len() > 1 { "lines" } else { "members" };
    let kind = call.output.picture(arguments.picture.as_deref(), usual).filter(|_| !movement && published.is_none());
    let text = "a line goes through sessions, and this is one: --picture members draws it, and without --session the line is whole";
    Error::usage_if(kind == Some("lines") && sessions.len() == 1, text)?;
    let question = report::IdealQuestion {
        list: list.as_ref(),
        sessions,
        of_selection: fitting.is_of_selection(),
        same: &same,
        movement: *movement,
        official: call.output.official,
        brief: call.output.audience() == Audience::People && !call.output.arranges(),
    };
    let conditions = if question.of_selection { selection.conditions() } else { Vec::new() };
    if let Some((path, (rows, passed_over))) = published {
        let found = ideal::against(&fit, record, &rows);
        let text = format!("{}: no session has {} members in both", path.display(), ideal::FEWEST);
        Error::nothing_if(found.sessions.is_empty(), text)?;
        let called = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let mut report = report::compared(record, &fit, &found, &question, (&called, passed_over));
        of_conditions(&mut report, &conditions);
        return call.output.answer(&loaded, report);
    }
    let nobody = fit.shown(record, &question.sessions, question.list).is_empty();
    let whose = list.as_ref().map_or_else(String::new, |list| list.names(record.members(), false));
    let text = format!("no position of {whose} in these sessions: none of its votes is in the fit");
    Error::nothing_if(nobody, text)?;
    let mut report = report::report(record, &fit, &question);
    report.draw(kind.and_then(|kind| report::picture(record, &fit, &question, kind)));
    of_conditions(&mut report, &conditions);
    call.output.answer(&loaded, report)
}

/// Runs `export ideal`, or `export items`.
///
/// # Errors
/// As for [`run`].
pub(super) fn export(
    call: &Call, loaded: &Loaded, fitting: &Fitting, members: &MembersOption, selection: &SelectionOptions,
    (of_items, described): (bool, bool),
) -> Result<(), Error> {
    let record = &loaded.record;
    let list = members.voters(record.members())?.list;
    let text = "--members chooses positions; an item covers all members";
    Error::usage_if(of_items && list.is_some(), text)?;
    let (fit, _, sessions) = fitting.fit(call, loaded, selection)?;
    let is_of = |id: &RollCallId| ideal::session_of(record, *id).is_some_and(|session| sessions.contains(&session));
    let ids: Vec<RollCallId> = fit.roll_calls().filter(is_of).collect();
    let make = || {
        if of_items {
            report::export_items(record, &fit, &ids)
        } else {
            report::export(record, &fit, fit.shown(record, &sessions, list.as_ref()))
        }
    };
    let first = make().ok_or_else(|| Error::nothing("none of these members has a position in these sessions"))?;
    call.output.export(first, make, described)
}
