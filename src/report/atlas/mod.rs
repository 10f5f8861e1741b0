//! A site of a record: which pages there are, where they stand, and what each says. It writes nothing.

mod pages;
mod site;

use std::collections::{HashMap, HashSet};

use super::roll_call::{about, symbol_in_lists};
use super::{Names, words};
use crate::analysis::series::Links;
use crate::analysis::topics::Topics;
use crate::members::order::InOrder as _;
use crate::members::{MemberId, Period};
use crate::record::{Body, Record, RollCallId, Vote};

pub(crate) use site::Site;

/// The folders of the pages, in the site's.
pub(crate) const FOLDERS: [&str; 5] = ["vote", "who", "year", "topic", "question"];
/// The fewest roll calls that a topic or a question has a page for: of one or two there is nothing to tell.
const LEAST: usize = 3;

/// A page of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// The way in: years, members, topics, questions.
    Index,
    /// Search by words.
    Search,
    /// A roll call, by its place among those of the site.
    Vote(usize),
    /// A member.
    Member(usize),
    /// The roll calls of a year.
    Year(usize),
    /// The roll calls about a topic.
    Topic(usize),
    /// The votes on a question that comes back.
    Series(usize),
}

/// A group of roll calls with a page.
struct Part {
    title: String,
    path: String,
    ids: Vec<RollCallId>,
}

/// A member, or who held its seat for some time, with the days of its votes.
struct Voter {
    line: MemberId,
    days: Option<Period>,
    path: String,
}

/// The pages of a site, and what they rest on.
pub(crate) struct Atlas<'r> {
    record: &'r Record,
    links: Links<'r>,
    /// The roll calls, the latest first, with the paths of their pages.
    votes: Vec<(RollCallId, String)>,
    members: Vec<Voter>,
    years: Vec<Part>,
    topics: Vec<Part>,
    series: Vec<Part>,
    /// Where words lead.
    pub site: Site,
    /// The series of each roll call that is in one.
    in_series: HashMap<RollCallId, usize>,
}

/// A roll call that the search page finds: its path, symbols, title, day and numbers.
pub(crate) type Indexed = [String; 5];

impl<'r> Atlas<'r> {
    /// The pages for these roll calls.
    pub(crate) fn new(record: &'r Record, mut ids: Vec<RollCallId>) -> Self {
        ids.in_order_of(|id| (std::cmp::Reverse(record.in_time(*id)), *id));
        let mut site = Site::default();
        let mut atlas = Self {
            record,
            links: Links::of(record),
            votes: ids.iter().map(|id| (*id, site.place("vote", &record.called(*id)))).collect(),
            members: Vec::new(),
            years: Vec::new(),
            topics: Vec::new(),
            series: Vec::new(),
            site,
            in_series: HashMap::new(),
        };
        atlas.lead_to_votes();
        atlas.members = atlas.voters(&ids);
        let years = ids.iter().filter_map(|id| Some((record.year(*id)?.to_string(), *id)));
        atlas.years = atlas.parts("year", years.collect(), 1);
        atlas.years.in_order_of(|year| std::cmp::Reverse(year.title.clone()));
        let topics = Topics::new(record, ids.iter().copied());
        let about = ids.iter().flat_map(|id| topics.of(*id).iter().map(|topic| (topic.clone(), *id)));
        atlas.topics = atlas.parts("topic", about.collect(), LEAST);
        atlas.series = atlas.questions(&ids);
        for (place, one) in atlas.series.iter().enumerate() {
            atlas.in_series.extend(one.ids.iter().map(|id| (*id, place)));
        }
        atlas
    }

    /// Lets symbols lead to their roll calls: of several of one symbol to the vote on the whole text, which is the last.
    fn lead_to_votes(&mut self) {
        for (id, path) in &self.votes {
            let one = self.record.roll_call(*id);
            let symbol = self.record.symbol(*id);
            let short = symbol.strip_prefix("A/RES/").unwrap_or_default();
            for text in [symbol, short, self.record.text(one.draft)] {
                self.site.lead(text, path);
            }
        }
    }

    /// The members that voted, by name, those of a seat with two holders apart.
    fn voters(&mut self, ids: &[RollCallId]) -> Vec<Voter> {
        let members = self.record.members();
        let known = ids.iter().fold(crate::members::MemberSet::EMPTY, |all, id| all | self.record.roll(*id).known());
        let mut voters: Vec<Voter> = Vec::new();
        for code in known.iter() {
            for (line, days) in members.in_lines(code) {
                let line = if days.is_none() { members.whole_line(line) } else { line };
                let has_votes = || !self.record.within(ids, days).is_empty();
                if !voters.iter().any(|voter| voter.line == line) && has_votes() {
                    let path = self.site.place("who", members.get(line).code);
                    voters.push(Voter { line, days, path });
                }
            }
            let of = |voter: &&Voter| voter.line == members.whole_line(code);
            let path = voters.iter().find(of).map(|voter| voter.path.clone());
            if let Some(path) = path {
                self.site.lead_member(members.get(code).code, &path);
            }
        }
        let names = Names::new(self.record, false).over(ids.iter().copied());
        for voter in &voters {
            self.site.lead(names.name(voter.line), &voter.path);
            self.site.lead_member(members.get(voter.line).code, &voter.path);
        }
        voters.in_order_of(|voter| names.name(voter.line));
        voters
    }

    /// The roll calls by what they have in common, by name, where there are enough.
    fn parts(&mut self, folder: &str, mut all: Vec<(String, RollCallId)>, least: usize) -> Vec<Part> {
        all.in_order(|a, b| a.0.cmp(&b.0));
        let groups = all.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() >= least);
        let part = |group: &[(String, RollCallId)]| {
            let title = group[0].0.clone();
            let path = self.site.place(folder, &title);
            self.site.lead(&title, &path);
            Part { title, path, ids: group.iter().map(|(_, id)| *id).collect() }
        };
        groups.map(part).collect()
    }

    /// The questions that came back, the one with the most votes first.
    fn questions(&mut self, ids: &[RollCallId]) -> Vec<Part> {
        let record = self.record;
        let mut seen: HashSet<RollCallId> = HashSet::new();
        let mut all: Vec<Part> = Vec::new();
        for id in ids {
            if seen.contains(id) || !record.roll_call(*id).is_vote() {
                continue;
            }
            let series = self.links.series(*id);
            seen.extend(&series);
            let known = |id: &RollCallId| record.roll_call(*id).is_vote() && !record.numbers(*id).is_empty();
            let votes: Vec<RollCallId> = series.into_iter().filter(known).collect();
            let (Some(first), Some(last)) = (votes.first(), votes.last()) else { continue };
            if votes.len() < LEAST {
                continue;
            }
            let years = match (record.year(*first), record.year(*last)) {
                (Some(first), Some(last)) => format!(", {}", words::span(&first, &last)),
                _ => String::new(),
            };
            let title = format!("{} ({}{years})", about(record, *last), words::count(votes.len(), "vote"));
            let path = self.site.place("question", &symbol_in_lists(record, *last));
            self.site.lead(&title, &path);
            all.push(Part { title, path, ids: votes });
        }
        all.in_order_of(|part| std::cmp::Reverse(part.ids.len()));
        all
    }

    /// All pages, those first that take longest.
    pub(crate) fn pages(&self) -> Vec<Page> {
        let all = [
            (0..self.members.len()).map(Page::Member).collect::<Vec<_>>(),
            (0..self.series.len()).map(Page::Series).collect(),
            vec![Page::Index, Page::Search],
            (0..self.years.len()).map(Page::Year).collect(),
            (0..self.topics.len()).map(Page::Topic).collect(),
            (0..self.votes.len()).map(Page::Vote).collect(),
        ];
        all.concat()
    }

    /// How many pages there are of roll calls, members, years, topics and questions.
    pub(crate) fn counts(&self) -> [usize; 5] {
        [self.votes.len(), self.members.len(), self.years.len(), self.topics.len(), self.series.len()]
    }

    /// Where a page stands.
    pub(crate) fn path(&self, page: Page) -> &str {
        match page {
            Page::Index => "index.html",
            Page::Search => "search.html",
            Page::Vote(at) => &self.votes[at].1,
            Page::Member(at) => &self.members[at].path,
            Page::Year(at) => &self.years[at].path,
            Page::Topic(at) => &self.topics[at].path,
            Page::Series(at) => &self.series[at].path,
        }
    }

    /// What the search page finds: roll calls, the latest first, then members, topics and questions.
    pub(crate) fn index(&self) -> Vec<Indexed> {
        let vote = |(id, path): &(RollCallId, String)| {
            let one = self.record.roll_call(*id);
            let symbol = symbol_in_lists(self.record, *id);
            let draft = self.record.text(one.draft);
            let symbols =
                if draft.is_empty() || *draft == *symbol { symbol.into_owned() } else { format!("{symbol} {draft}") };
            let day = one.date.map_or_else(String::new, |day| day.to_string());
            let numbers = self.record.numbers(*id).whole();
            let figures =
                [Vote::Yes, Vote::No, Vote::Abstain].map(|vote| numbers.count(vote).map(|count| count.to_string()));
            let figures =
                if numbers.is_empty() { String::new() } else { figures.map(|one| one.unwrap_or("?".into())).join("-") };
            [path.clone(), symbols, about(self.record, *id), day, figures]
        };
        let names = Names::new(self.record, false).over(self.votes.iter().map(|(id, _)| *id));
        let line = |path: &str, kind: &str, title: &str| [path, kind, title, "", ""].map(str::to_owned);
        let members = self.members.iter().map(|voter| line(&voter.path, "member", names.name(voter.line)));
        let topics = self.topics.iter().map(|part| line(&part.path, "topic", &part.title));
        let series = self.series.iter().map(|part| line(&part.path, "question", &part.title));
        members.chain(topics).chain(series).chain(self.votes.iter().map(vote)).collect()
    }

    /// The body whose votes the pages of members count.
    fn body(&self) -> Body {
        let is_of_assembly = |(id, _): &(RollCallId, String)| self.record.roll_call(*id).body == Body::GeneralAssembly;
        if self.votes.iter().any(is_of_assembly) { Body::GeneralAssembly } else { Body::SecurityCouncil }
    }
}
