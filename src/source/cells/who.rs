//! Who is meant by the cells of a row that name a member: a name, an ISO code, letters or a number of the Correlates of
//! War list. It guesses nobody: what can mean two members, or cells that name two, are reported and passed over.

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::numbers::{self, empty};
use crate::members::{MemberId, Members};
use crate::source::format::Options;
use crate::source::ledger::{Kind, Ledger, shortened};

/// The note on a file that writes the letters of the Correlates of War list.
const COW: &str =
    "letters of members read as those of the Correlates of War list, where AUS is Austria and AUL Australia";
/// The reason for letters that stand for another member, or for none, in the other scheme, where nothing shows which it is.
const EITHER: &str = "letters whose member depends on the scheme, ISO 3166-1 or the Correlates of War list, which the file does not show; say it by --codes letters=iso or --codes letters=cow";
/// Letters of states that are no members, which files of either scheme have.
const NO_MEMBERS: [&str; 8] = ["KOS", "KSV", "XKX", "PSE", "VAT", "TWN", "RVN", "EUU"];
/// The reason for a row whose cells name two members.
pub(crate) const TWO: &str = "code and name of a member disagree; neither is taken";
/// What is told of a code that is not known, beside a name that is, and the reverse.
const BY_NAME: &str = "codes of members that are not known, read by the name beside them";
const BY_CODE: &str = "names of members that are not known, read by the code beside them";
/// How many times the letters of one scheme must outnumber what speaks against it: a large file may have slips.
const OUTNUMBERED: usize = 10;
/// How many different letters are looked at, and how many names are told apart.
const MOST: usize = 4096;
/// Taiwan's number in the Correlates of War list: files use it for China's seat up to 1971.
const TAIWAN: u16 = 713;
/// Its names and codes in files.
const TAIWANS: [&str; 6] =
    ["TW", "TWN", "Taiwan", "Taiwan Province of China", "Republic of China", "China (Republic of China)"];

/// A member as a file names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Voter {
    /// The member, whatever the day.
    pub member: MemberId,
    /// The number of the name or code among those of the file: one seat may stand under several.
    pub name: u16,
    /// Whether it is a name of Taiwan's, for China's seat: another holder's since 1971.
    pub taiwan: bool,
    /// Another member that had the same code at another time: CS was Serbia and Montenegro's from 2003.
    pub also: Option<MemberId>,
}

/// How a column names members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    /// By names or letters.
    Words,
    /// By numbers of the Correlates of War list.
    Cow,
    /// By ISO 3166-1 numeric codes.
    Numeric,
}

/// Which scheme the letters of a file are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Letters {
    /// It cannot be told.
    #[default]
    NotTold,
    /// ISO 3166-1 alpha-3.
    Iso,
    /// The Correlates of War list.
    Cow,
}

impl Letters {
    /// The scheme that the user names: `letters=iso` or `letters=cow` among the codes.
    pub(crate) fn told(options: &Options) -> Option<Self> {
        options.codes.as_deref()?.split(',').find_map(|pair| Self::of_pair(pair.trim()))
    }

    /// The scheme that the name of a column tells.
    pub(crate) fn of_column(name: &str) -> Option<Self> {
        match name {
            "ms_code" | "iso3" | "iso3c" | "iso_3" | "iso_a3" | "alpha-3" => Some(Self::Iso),
            "cowc" | "stateabb" => Some(Self::Cow),
            _ => None,
        }
    }

    /// The scheme that one of the codes names.
    pub(super) fn of_pair(pair: &str) -> Option<Self> {
        let (_, scheme) = pair.split_once('=').filter(|(key, _)| key.trim().eq_ignore_ascii_case("letters"))?;
        let schemes = [("iso", Self::Iso), ("cow", Self::Cow)];
        schemes.into_iter().find(|(name, _)| scheme.trim().eq_ignore_ascii_case(name)).map(|(_, scheme)| scheme)
    }
}

/// What a cell means by itself.
#[derive(Clone, Copy, Debug, Default)]
struct Meant {
    /// In a file of names and ISO codes.
    iso: Option<Voter>,
    /// In a file of letters of the Correlates of War list.
    cow: Option<Voter>,
}

/// What the codes in columns of members have shown of their scheme.
#[derive(Debug, Default)]
struct Survey {
    seen: HashSet<String>,
    iso: usize,
    cow: usize,
    neither: usize,
    /// Whether one of them is a code of two letters, other than `NA`.
    two_letters: bool,
}

/// Finds members by the cells of one file after another.
#[derive(Debug)]
pub(crate) struct Who {
    members: Arc<Members>,
    /// What was looked up, by the kind of column.
    meant: [HashMap<String, Meant>; 3],
    survey: Survey,
    letters: Letters,
}

impl Who {
    /// Knows the members, and no cell yet.
    pub(super) fn new(members: Arc<Members>) -> Self {
        Self { members, meant: Default::default(), survey: Survey::default(), letters: Letters::NotTold }
    }

    /// Looks at a cell of a column of names or letters, before any row is read.
    pub(crate) fn look_at(&mut self, cell: &str) {
        let survey = &mut self.survey;
        let is_code = matches!(cell.len(), 2 | 3) && cell.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !is_code || survey.seen.contains(cell) || survey.seen.len() == MOST {
            return;
        }
        survey.seen.insert(cell.to_owned());
        let upper = cell.to_ascii_uppercase();
        if upper.len() == 2 {
            survey.two_letters |= upper != "NA" && self.members.by_iso2(&upper).is_some();
            return;
        }
        match (iso(&self.members, cell), self.members.by_letters("cow", &upper)) {
            (Some(_), None) => survey.iso += 1,
            (None, Some(_)) => survey.cow += 1,
            (None, None) => survey.neither += usize::from(!NO_MEMBERS.contains(&upper.as_str())),
            (Some(_), Some(_)) => {}
        }
    }

    /// Settles the scheme of the file whose cells have been looked at; `told` is what the user or a header says, and
    /// `otherwise` what the format has where nothing shows it.
    pub(crate) fn settle(&mut self, told: Option<Letters>, otherwise: Letters, ledger: &mut Ledger) {
        let Survey { iso, cow, neither, .. } = self.survey;
        let shown = if cow > 0 && (iso + neither) * OUTNUMBERED <= cow {
            Letters::Cow
        } else if iso > 0 && cow * OUTNUMBERED <= iso {
            Letters::Iso
        } else if iso + cow + neither == 0 {
            otherwise
        } else {
            Letters::NotTold
        };
        self.letters = told.unwrap_or(shown);
        if self.letters == Letters::Cow {
            ledger.note(COW);
        }
    }

    /// Forgets the scheme of the file before.
    pub(super) fn next_file(&mut self) {
        (self.survey, self.letters) = (Survey::default(), Letters::NotTold);
    }

    /// Whether a cell may name a member, in whatever scheme.
    pub(crate) fn may_name(&mut self, named: Named, cell: &str) -> bool {
        let meant = self.meant(named, cell);
        meant.iso.or(meant.cow).is_some()
    }

    /// The member that a single cell names.
    pub(crate) fn named(&mut self, cell: &str, line: u64, ledger: &mut Ledger) -> Option<Voter> {
        self.voter(&[(Named::Words, cell)], line, ledger)
    }

    /// The member that all cells of a row agree on: a cell whose meaning depends on the scheme tells nothing by itself,
    /// and a name beside it which scheme it is of. What is not clear goes to the ledger.
    pub(crate) fn voter(&mut self, cells: &[(Named, &str)], line: u64, ledger: &mut Ledger) -> Option<Voter> {
        let (mut sure, mut either, mut unknown) = (None::<(Voter, bool)>, false, false);
        let words =
            || cells.iter().map(|(_, cell)| *cell).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ");
        for (named, cell) in told(cells) {
            let meant = self.meant(named, cell);
            let is_name = named == Named::Words && cell.len() > 3;
            match (self.certain(meant), sure) {
                (None, _) if meant.iso.or(meant.cow).is_some() => either = true,
                (None, _) => unknown = true,
                (Some(one), Some((other, _))) if !self.agree(one, other) => {
                    ledger.skip(TWO, line, words());
                    return None;
                }
                // A name says more than a code that outlived it.
                (Some(one), other) if is_name || other.is_none() => sure = Some((one, is_name)),
                (Some(_), _) => {}
            }
        }
        // `NA` is Namibia's code, and what statistics programs write for nothing: it is a code among such codes.
        let is_namibia = || self.survey.two_letters && cells.iter().any(|(_, cell)| *cell == "NA");
        let reason = match sure {
            Some((voter, _)) if either && self.contradicted(voter, cells) => TWO,
            Some((voter, is_name)) => {
                if unknown {
                    let reason = if is_name { BY_NAME } else { BY_CODE };
                    ledger.enter(Kind::Disagreement, reason, Some(line), shortened(&words()));
                }
                return Some(voter);
            }
            None if either => EITHER,
            None if !unknown && is_namibia() => return self.meant(Named::Words, "NA").iso,
            None => "unknown members",
        };
        ledger.skip(reason, line, words());
        None
    }

    /// Whether two cells may name one state.
    fn agree(&self, one: Voter, other: Voter) -> bool {
        let is = |also: Option<MemberId>, member| also == Some(member);
        self.members.same_state(one.member, other.member) || is(one.also, other.member) || is(other.also, one.member)
    }

    /// Whether one of the cells means others than this member in every scheme.
    fn contradicted(&self, voter: Voter, cells: &[(Named, &str)]) -> bool {
        let agrees = |of: Voter| self.agree(of, voter);
        let meant = told(cells).filter_map(|(named, cell)| self.meant[named as usize].get(cell));
        let mut readings =
            meant.map(|meant| meant.iso.into_iter().chain(meant.cow)).filter(|all| all.clone().count() > 0);
        readings.any(|mut all| !all.any(agrees))
    }

    /// Every member that one of these cells may mean.
    pub(super) fn mentioned(&self, cells: &[(Named, &str)]) -> impl Iterator<Item = MemberId> {
        let meant = told(cells).filter_map(|(named, cell)| self.meant[named as usize].get(cell).copied());
        meant.flat_map(|meant| [meant.iso, meant.cow]).flatten().map(|voter| voter.member)
    }

    /// What a cell means for certain.
    fn certain(&self, meant: Meant) -> Option<Voter> {
        match (meant.iso, meant.cow) {
            (Some(iso), Some(cow)) if iso.member == cow.member => Some(iso),
            // No other scheme has them.
            (Some(iso), None) => Some(iso),
            (iso, cow) => match self.letters {
                Letters::NotTold => None,
                Letters::Iso => iso,
                Letters::Cow => cow,
            },
        }
    }

    fn meant(&mut self, named: Named, cell: &str) -> Meant {
        let known = &mut self.meant[named as usize];
        if let Some(meant) = known.get(cell) {
            return *meant;
        }
        let members = &self.members;
        let number = || numbers::key(cell).and_then(|number| u16::try_from(number).ok());
        let (iso, cow) = match named {
            Named::Words => (iso(members, cell), cow(members, cell)),
            Named::Cow => (number().and_then(|number| members.by_cow(number)), None),
            Named::Numeric => (number().and_then(|number| members.by_numeric(number)), None),
        };
        let numbered = named == Named::Cow && number() == Some(TAIWAN);
        let taiwan = numbered || (named == Named::Words && is_taiwan(cell));
        let is_iso2 = named == Named::Words && cell.len() == 2;
        let also = Some(cell).filter(|_| is_iso2).and_then(|cell| members.by_file_name(cell));
        let also = also.filter(|also| Some(*also) != iso);
        // Names are numbered from 2: 0 is no name, 1 an empty cell.
        let name = if numbered { u16::MAX } else { (known.len().min(MOST) * 3 + named as usize + 2) as u16 };
        let voter = |member: MemberId| Voter { member, name, taiwan, also };
        let meant = Meant { iso: iso.map(voter), cow: cow.map(voter) };
        known.insert(cell.to_owned(), meant);
        meant
    }
}

/// The cells that hold something.
fn told<'c>(cells: &[(Named, &'c str)]) -> impl Iterator<Item = (Named, &'c str)> {
    cells.iter().copied().filter(|(_, cell)| !empty(cell).is_empty())
}

/// Whether a name is that of the holder of China's seat until 1971.
fn is_taiwan(name: &str) -> bool {
    TAIWANS.iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// The member that a text names in every file.
pub(crate) fn member(members: &Members, text: &str) -> Option<MemberId> {
    iso(members, text)
}

/// The member of a code or name, in whatever case.
fn iso(members: &Members, name: &str) -> Option<MemberId> {
    let name = name.trim();
    let upper = name.to_ascii_uppercase();
    let code = members.by_code(&upper).or_else(|| members.by_iso2(&upper));
    let named = || members.by_file_name(name).or_else(|| members.by_file_name(&upper));
    code.or_else(named).or_else(|| members.by_letters("former", &upper))
}

/// The member of letters of the Correlates of War list; of anything else, what it means anywhere.
fn cow(members: &Members, name: &str) -> Option<MemberId> {
    let upper = name.trim().to_ascii_uppercase();
    if upper.len() == 3 { members.by_letters("cow", &upper) } else { iso(members, name) }
}

#[cfg(test)]
mod tests {
    use super::Named::{Cow, Numeric, Words};
    use super::*;

    /// The codes that these cells name, each alone, in a file of them all.
    fn read(cells: &[&str]) -> (Vec<Option<&'static str>>, Ledger) {
        let members = Arc::new(Members::embedded());
        let (mut who, mut ledger) = (Who::new(members.clone()), Ledger::default());
        for cell in cells {
            who.look_at(cell);
        }
        who.settle(None, Letters::NotTold, &mut ledger);
        let code = |cell: &&str| who.named(cell, 2, &mut ledger).map(|voter| members.get(voter.member).code);
        (cells.iter().map(code).collect(), ledger)
    }

    fn codes(cells: &[&str]) -> Vec<Option<&'static str>> {
        read(cells).0
    }

    #[test]
    fn codes_and_names_are_found_in_any_case() {
        for (name, expected) in [("usa", "USA"), ("FR", "FRA"), ("TURKEY", "TUR"), ("twn", "CHN"), ("yemen", "YEM")] {
            assert_eq!(codes(&[name]), [Some(expected)], "{name}");
        }
        assert_eq!(codes(&["EU", "XYZ", "PSE", ""]), [None; 4]);
        // Former codes of ISO 3166-3.
        assert_eq!(codes(&["BYS", "ZAR", "BUR"]), [Some("BLR"), Some("COD"), Some("MMR")]);
    }

    #[test]
    fn na_is_namibia_among_codes_of_two_letters_and_nothing_elsewhere() {
        assert_eq!(codes(&["NA", "FR"]), [Some("NAM"), Some("FRA")]);
        assert_eq!(codes(&["NA", "FRA", "Kenya"]), [None, Some("FRA"), Some("KEN")]);
    }

    #[test]
    fn letters_are_read_by_the_scheme_that_the_whole_file_speaks() {
        // Correlates of War Project, State System Membership (v2016): AUS 305 Austria, SLV 349 Slovenia, MNG 341 Montenegro.
        let cow = [Some("GBR"), Some("AUT"), Some("SVN"), Some("MNE"), Some("USA")];
        assert_eq!(codes(&["UKG", "AUS", "SLV", "MNG", "USA"]), cow);
        let iso = [Some("GBR"), Some("AUS"), Some("SLV"), Some("MNG"), Some("USA")];
        assert_eq!(codes(&["GBR", "AUS", "SLV", "MNG", "USA"]), iso);
        // Nothing tells which: Australia or Austria.
        assert_eq!(codes(&["AUS", "USA"]), [None, Some("USA")]);
        assert_eq!(codes(&["AUS", "UKG", "GBR"]), [None, None, Some("GBR")]);
        // Letters of the International Olympic Committee, whose NIG is Niger, are of neither scheme.
        assert_eq!(codes(&["NIG", "GER", "SUI"]), [None; 3]);
    }

    #[test]
    fn cells_of_one_row_agree_or_are_passed_over() {
        let members = Arc::new(Members::embedded());
        let (mut who, mut ledger) = (Who::new(members.clone()), Ledger::default());
        let mut code =
            |cells: &[(Named, &str)]| who.voter(cells, 2, &mut ledger).map(|voter| members.get(voter.member).code);
        assert_eq!(code(&[(Words, "AUS"), (Words, "Austria")]), Some("AUT"));
        assert_eq!(code(&[(Words, "AUS"), (Words, "Australia")]), Some("AUS"));
        assert_eq!(code(&[(Words, "AUS"), (Words, "France")]), None);
        assert_eq!(code(&[(Words, "US"), (Words, "France")]), None);
        assert_eq!(code(&[(Words, "NA"), (Words, "Yemen Arab Republic")]), Some("YEM"));
        assert_eq!(code(&[(Words, "RUS"), (Words, "USSR")]), Some("SUN"));
        assert_eq!(code(&[(Cow, "305"), (Words, "AUS")]), Some("AUT"));
        assert_eq!(code(&[(Numeric, "036"), (Words, "AUS")]), Some("AUS"));
        assert_eq!(code(&[(Words, "DEU"), (Words, "Allemagne")]), Some("DEU"));
        let told: Vec<_> = ledger.entries().iter().map(|one| (one.kind, one.reason.as_str(), one.count)).collect();
        assert_eq!(told, [(Kind::Skipped, TWO, 2), (Kind::Disagreement, BY_CODE, 1)]);
    }
}
