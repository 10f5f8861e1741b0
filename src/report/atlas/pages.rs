//! What each page of a site says: the reports that the commands make, with the lists that lead on.

use super::{Atlas, Page, Part, Voter};
use crate::analysis::agreement::Measure;
use crate::analysis::history::{Apart, By, References, ballots, rows};
use crate::analysis::nearest::NearestQuery;
use crate::analysis::series::lines;
use crate::members::{Date, MemberId, MemberList};
use crate::record::{RollCallId, Vote};
use crate::report::brief::vote::{VoteQuestion, report as brief};
use crate::report::history_rows::{Called, HistoryQuestion};
use crate::report::listing::list;
use crate::report::nearest::{NearestQuestion, report as nearest};
use crate::report::roll_call::{sources_of, votes_by_name};
use crate::report::series::{Found, SeriesQuestion, report as series};
use crate::report::vote_picture::picture;
use crate::report::votes::table;
use crate::report::{Block, Kind, Layout, Named, Names, Report, Section, history, words};

/// What is done with the report of a page while what it borrows is there, and with that of its data.
pub(crate) type Use<'u, E> = &'u mut dyn FnMut(&Report<'_>, Option<&Report<'_>>) -> Result<(), E>;

impl Atlas<'_> {
    /// Makes the report of a page, and that of the data beside it where there is any, and hands them on.
    ///
    /// # Errors
    /// Those of `then`.
    pub(crate) fn told<E>(&self, page: Page, then: Use<'_, E>) -> Result<(), E> {
        match page {
            Page::Index | Page::Search => then(&self.index_page(page == Page::Search), None),
            Page::Vote(at) => self.vote(self.votes[at].0, then),
            Page::Member(at) => self.member(&self.members[at], then),
            Page::Year(at) => self.listed(&self.years[at], format!("The votes of {}", self.years[at].title), then),
            Page::Topic(at) => self.listed(&self.topics[at], self.topics[at].title.clone(), then),
            Page::Series(at) => self.question(&self.series[at], then),
        }
    }

    /// A roll call: its brief, the map, and every member's vote; its data are the votes.
    fn vote<E>(&self, id: RollCallId, then: Use<'_, E>) -> Result<(), E> {
        let (record, names) = (self.record, Names::new(self.record, false));
        let question = VoteQuestion {
            links: &self.links,
            surprises: Vec::new(),
            official: false,
            // Whoever reads the page has other files.
            data: "",
            picture: None,
            beside: BESIDE,
        };
        let mut report = brief(record, &[id], &question);
        let roll = record.roll(id);
        let has_map = roll.known().len() > FEW;
        let drawn = picture(record, id, "map").filter(|_| has_map).map(Block::picture);
        let kinds: Vec<Vote> = Vote::ALL.into_iter().filter(|vote| !roll.cast(*vote).is_empty()).collect();
        let by_name = votes_by_name(names, (id, roll), &kinds, record.numbers(id));
        report.sections.push(titled("Every member\u{2019}s vote", drawn.into_iter().chain(by_name).collect()));
        if let Some(part) = self.in_series.get(&id).map(|at| &self.series[*at]) {
            report.sections.push(titled(
                "All votes on this question",
                vec![lines_of(names, "", vec![(part.title.clone(), part.ids.len())])],
            ));
        }
        let data = (!roll.known().is_empty()).then(|| table(record, id));
        then(&report, data.as_ref())
    }

    /// A member: its votes by year beside those of the permanent members, where it stood apart from its group, and who votes
    /// with it. Its data are the years.
    fn member<E>(&self, voter: &Voter, then: Use<'_, E>) -> Result<(), E> {
        let (record, members) = (self.record, self.record.members());
        let body = self.body();
        let ids: Vec<RollCallId> = self.votes.iter().map(|(id, _)| *id).collect();
        let mut ids = record.within(&ids, voter.days);
        ids.retain(|id| record.roll_call(*id).body == body);
        let is_other = |other: &MemberId| {
            members.get(*other).is_seated(Date::MAX) && members.whole_line(*other) != members.whole_line(voter.line)
        };
        let with: Vec<MemberList> = members.permanent().iter().filter(is_other).map(MemberList::from).collect();
        let called = |list: &MemberList| {
            let one = list.only_member().map(|member| members.get(member));
            Called { code: one.map_or("", |one| one.code).to_owned(), name: one.map_or("", |one| one.name).to_owned() }
        };
        let own = Called { code: "its regional group".to_owned(), name: "its regional group".to_owned() };
        let question = HistoryQuestion {
            member: voter.line,
            body: body.name(),
            by: By::Year,
            with: with.iter().map(called).collect(),
            references: References { with, apart: Some(Apart::OwnRegion) },
            apart: Some(own),
            topics: Vec::new(),
            brief: true,
            lonely: 0,
            votes: false,
            selected: Vec::new(),
            embedded: false,
            official: false,
        };
        let list = MemberList::from(voter.line);
        let asked = NearestQuery { of: &list, among: None, measure: Measure::Identical, least: None };
        let found = asked.neighbours(record, &ids, &[]).ok();
        let near = NearestQuestion {
            of: &list,
            among: None,
            measure: Measure::Identical,
            body,
            bootstrap: None,
            before: None,
            typed: String::new(),
            official: false,
            brief: true,
        };
        let cast = ballots(record, &ids, voter.line, &question.references);
        let years = rows(record, &cast, By::Year, &[], &question.references, 0);
        let mut report = history::report(record, &cast, &years, &question);
        if let Some(found) = &found {
            let nearest = nearest(record, found, &near);
            report.sections.extend(nearest.sections);
        }
        report.next.clear();
        then(&report, Some(&report))
    }

    /// Roll calls as a list; its data are the same with all columns.
    fn listed<E>(&self, part: &Part, title: String, then: Use<'_, E>) -> Result<(), E> {
        let report = list(self.record, &part.ids, title);
        then(&report, Some(&report))
    }

    /// A question that came back: its votes, and who moved most.
    fn question<E>(&self, part: &Part, then: Use<'_, E>) -> Result<(), E> {
        let lines = lines(self.record, &part.ids, None);
        let question = SeriesQuestion { found: Found::ByRule, selected: false, members: false, official: false };
        let mut report = series(self.record, &part.ids, &lines, question);
        report.next.clear();
        then(&report, Some(&report))
    }

    /// The way in, with all that there is.
    fn index_page(&self, is_search: bool) -> Report<'_> {
        let names = Names::new(self.record, false).over(self.votes.iter().map(|(id, _)| *id));
        let of_parts = |what: &'static str, parts: &[Part]| {
            lines_of(names, what, parts.iter().map(|part| (part.title.clone(), part.ids.len())).collect())
        };
        let title = if is_search { "Search" } else { "Votes in the United Nations" };
        let mut report = Report::of(Section { title: title.to_owned(), ..Section::default() });
        let [votes, members, ..] = self.counts();
        let first = format!("{} and {}.", words::count(votes, "roll call"), words::count(members, "member"));
        report.sections[0].blocks.push(Block::Text(first));
        report.sections.push(titled("Years", vec![of_parts("year", &self.years)]));
        if !is_search {
            let called = |voter: &Voter| Named { code: names.code(voter.line), name: names.name(voter.line) };
            let members =
                Block::Members(words::count(self.members.len(), "member"), self.members.iter().map(called).collect());
            report.sections.insert(1, titled("Members", vec![members]));
            report.sections.push(titled("Questions that came back", vec![of_parts("question", &self.series)]));
            report.sections.push(titled("Topics", vec![of_parts("topic", &self.topics)]));
            report.sections.retain(|section| section.blocks.iter().all(|block| !block.is_empty()));
        }
        let ids: Vec<RollCallId> = self.votes.iter().map(|(id, _)| *id).collect();
        sources_of(self.record, &ids, &mut report);
        report
    }
}

/// The most votes of the same day that the page of one tells of: that of the year lists all.
const BESIDE: usize = 3;
/// Members of a body that has no map.
const FEW: usize = 20;

/// A part of a page under its heading.
fn titled<'q>(title: &str, blocks: Vec<Block<'q>>) -> Section<'q> {
    Section { title: title.to_owned(), blocks, ..Section::default() }
}

/// A list of pages, with how many roll calls each is about; of one without a heading only its name.
fn lines_of<'q>(names: Names<'q>, what: &'static str, pages: Vec<(String, usize)>) -> Block<'q> {
    Layout::for_people("pages", "a page")
        .people("page", Kind::Text, what, |row: &(String, usize), _| row.0.as_str().into())
        .each((!what.is_empty()).then_some(()), |layout, ()| {
            layout.people("votes", Kind::Number, "roll calls", |row: &(String, usize), _| row.1.into())
        })
        .block(names, pages)
}
