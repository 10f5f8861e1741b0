//! Fits of small records: by hand, and of votes that were drawn from known positions.

use super::*;
use crate::analysis::random::SplitMix64;
use crate::members::Members;
use crate::record::{Body, RecordBuilder, Roll, RollCall, Session, Vote};

const VOTES: [Vote; 3] = [Vote::Yes, Vote::Abstain, Vote::No];

/// Roll calls by their session, with who cast which vote.
fn record(rolls: &[(u16, Vec<(&str, Vote)>)]) -> Record {
    let mut builder = RecordBuilder::new(Members::embedded().into());
    for (session, votes) in rolls {
        let mut roll = Roll::default();
        for (code, vote) in votes {
            roll.enter(builder.members().by_code(code).unwrap(), *vote);
        }
        let mut roll_call = RollCall::new(Body::GeneralAssembly);
        roll_call.session = Some(Session::Regular(*session));
        builder.push(roll_call, roll);
    }
    builder.finish()
}

fn fit_of(record: &Record, threads: usize) -> Fit {
    let settings = Settings { threads, ..Settings::usual() };
    Fit::with(record, &record.ids().collect::<Vec<_>>(), &SameQuestion::None, settings, &|_| ()).unwrap()
}

const CODES: [&str; 12] = ["USA", "ISR", "GBR", "FRA", "DEU", "ARG", "BRA", "IND", "EGY", "CHN", "CUB", "RUS"];

/// The position from which a member's votes are drawn.
fn truth(member: usize, session: u16) -> f64 {
    1.6 - 0.29 * member as f64 + if member == 5 { 0.5 * f64::from(session - 70) } else { 0.0 }
}

/// 40 votes of each of four sessions, drawn by the model from these positions.
fn drawn() -> Record {
    let mut random = SplitMix64::new(7);
    let mut uniform = move || random.below(1_000_000) as f64 / 1e6;
    let mut rolls = Vec::new();
    for session in 70..74 {
        for _ in 0..40 {
            // The sum of twelve is as good as normal.
            let (slope, cut) = (4.0 * uniform() - 2.0, 2.0 * uniform() - 1.4);
            let mut vote = |(member, code): (usize, &&'static str)| {
                let latent = slope * truth(member, session) + (0..12).map(|_| uniform()).sum::<f64>() - 6.0;
                let place = usize::from(latent > cut) + usize::from(latent > cut + 0.6);
                (*code, VOTES[place])
            };
            rolls.push((session, CODES.iter().enumerate().map(&mut vote).collect()));
        }
    }
    record(&rolls)
}

#[test]
fn two_members_that_always_oppose_each_other_stand_one_deviation_from_the_mean() {
    // Two positions with mean 0 and standard deviation 1 are 1 and -1, and the United States has the positive one.
    let rolls = [(79, vec![("USA", Vote::No), ("RUS", Vote::Yes)]), (79, vec![("USA", Vote::Yes), ("RUS", Vote::No)])];
    let fit = fit_of(&record(&rolls), 1);
    let told: Vec<_> = fit.positions.iter().map(|one| (one.position, one.votes, one.place)).collect();
    assert_eq!(told.len(), 2);
    let russia_is_first = fit.positions[0].position < 0.0;
    let (russia, usa) = if russia_is_first { (told[0], told[1]) } else { (told[1], told[0]) };
    assert!((usa.0 - 1.0).abs() < 1e-9 && (russia.0 + 1.0).abs() < 1e-9, "{told:?}");
    assert_eq!([usa.2, russia.2], [(1, 2), (2, 2)]);
    let errors: Vec<f64> = fit.positions.iter().map(|one| one.standard_error).collect();
    assert!((errors[0] - errors[1]).abs() < 1e-9);
    let slopes: Vec<f64> = fit.questions().map(|question| question.discrimination).collect();
    assert!(slopes[0] > 0.0 && (slopes[0] + slopes[1]).abs() < 1e-9, "{slopes:?}");
}

#[test]
fn votes_that_were_drawn_from_positions_lead_back_to_them() {
    let record = drawn();
    let fit = fit_of(&record, 2);
    let code = |line: MemberId| CODES.iter().position(|code| *code == record.member(line).code).unwrap();
    let pairs: Vec<_> = fit.positions.iter().map(|one| (truth(code(one.line), one.session), one.position)).collect();
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / pairs.len() as f64;
    let (a, b) = (mean(&|pair| pair.0), mean(&|pair| pair.1));
    let covariance = mean(&|pair| (pair.0 - a) * (pair.1 - b));
    let r = covariance / (mean(&|pair| (pair.0 - a).powi(2)) * mean(&|pair| (pair.1 - b).powi(2))).sqrt();
    assert!(r > 0.97, "{r}");
    assert_eq!(fit.positions.len(), 4 * CODES.len());
    // All of them are numbers, and their mean is 0, their deviation 1.
    assert!(b.abs() < 1e-9 && (mean(&|pair| pair.1 * pair.1) - 1.0).abs() < 1e-9);
    assert!(fit.positions.iter().all(|one| one.standard_error > 0.0 && (0.0..=1.0).contains(&one.percentile)));
    let usa = record.members().by_code("USA").unwrap();
    assert_eq!(fit.position(usa, 70).unwrap().place, (1, 12));
    assert_eq!(fit.position(usa, 75), None);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let record = drawn();
    let bits = |threads| {
        let fit = fit_of(&record, threads);
        let of = |one: &Position| [one.position.to_bits(), one.standard_error.to_bits()];
        (fit.positions.iter().map(of).collect::<Vec<_>>(), fit.quality.log_likelihood.to_bits())
    };
    let one = bits(1);
    assert_eq!(one, bits(2));
    assert_eq!(one, bits(5));
}

#[test]
fn a_vote_is_expected_as_by_a_fit_of_all_other_votes() {
    let record = drawn();
    let fit = fit_of(&record, 1);
    let mut far = 0.0_f64;
    for at in [50_u32] {
        let id = RollCallId::new(at);
        let session = session_of(&record, id).unwrap();
        for expected in fit.expected(id, session) {
            assert!((expected.chances.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            let mut others = RecordBuilder::reopen(record.clone());
            let roll = others.entry(id).1;
            for set in [&mut roll.yes, &mut roll.abstain, &mut roll.no] {
                set.remove(expected.line);
            }
            let refitted = fit_of(&others.finish(), 1).probabilities(id, expected.line, session);
            let Some(refitted) = refitted else { continue };
            let apart = refitted.iter().zip(expected.chances).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            far = far.max(apart);
        }
    }
    // Both differ by what one vote of twelve does to the other members' positions.
    assert!(far > 0.0 && far < 0.05, "{far}");
}

#[test]
fn what_tells_no_member_from_another_is_left_out_and_counted() {
    let votes = |vote| vec![("USA", vote), ("RUS", Vote::Yes), ("FRA", Vote::Yes)];
    let mut rolls = vec![(79, votes(Vote::Yes)), (19, votes(Vote::No)), (79, Vec::new())];
    let ids = |record: &Record| record.ids().collect::<Vec<_>>();
    let nothing = record(&rolls);
    let left_out = LeftOut { unanimous: 1, nineteenth: 1, no_roll: 1, ..LeftOut::default() };
    let fit = |record: &Record| Fit::of(record, &ids(record), &SameQuestion::Links, &|_| ());
    assert_eq!(fit(&nothing).err(), Some(NoFit::NoVotes(left_out)));
    rolls.push((79, votes(Vote::No)));
    let one = fit(&record(&rolls)).unwrap();
    assert_eq!((one.left_out, one.size(), one.quality.votes), (left_out, (1, 1), 3));
    let without_the_anchor = record(&[(79, vec![("FRA", Vote::Yes), ("RUS", Vote::No)])]);
    assert_eq!(fit(&without_the_anchor).err(), Some(NoFit::NoAnchor));
}

#[test]
fn votes_on_parts_are_left_out_since_1990_and_pairs_make_one_question() {
    let mut builder = RecordBuilder::new(Members::embedded().into());
    let who: Vec<MemberId> = ["USA", "FRA", "RUS"].map(|code| builder.members().by_code(code).unwrap()).into();
    let days = ["1985-12-01", "1986-12-01", "1987-12-01", "1995-12-01"];
    for (rcid, day) in (1..).zip(days) {
        let mut roll = Roll::default();
        who.iter().zip([Vote::No, Vote::Abstain, Vote::Yes]).for_each(|(member, vote)| _ = roll.enter(*member, vote));
        let matter = if rcid == 2 { crate::record::Matter::WholeText } else { crate::record::Matter::Paragraph };
        let date = day.parse().ok();
        let of = RollCall { rcid: Some(rcid), date, matter, ..RollCall::new(Body::GeneralAssembly) };
        builder.push(of, roll);
    }
    let record = builder.finish();
    let ids: Vec<_> = record.ids().collect();
    // 3 is linked with 2, and 2 with 1; 9 is not in the record and links nothing.
    let same = SameQuestion::Pairs(vec![(2, 3), (1, 2), (9, 1)]);
    let fit = Fit::of(&record, &ids, &same, &|_| ()).unwrap();
    assert_eq!((fit.size(), fit.left_out.parts), ((3, 1), 1));
    assert_eq!(fit.questions().next().unwrap().roll_calls, &ids[..3]);
    assert_eq!(fit.question(ids[1]).unwrap().counts, [3, 3, 3]);
    let alone = Fit::of(&record, &ids, &SameQuestion::None, &|_| ()).unwrap();
    assert_eq!(alone.size(), (3, 3));
}

#[test]
fn a_special_session_counts_in_the_session_that_had_begun_and_a_slip_by_its_day() {
    let mut builder = RecordBuilder::new(Members::embedded().into());
    for (session, day) in [
        (Some(Session::EmergencySpecial(11)), Some("2022-03-02")),
        (Some(Session::Regular(79)), Some("2025-09-05")),
        // Number 594 of Voeten's data: `R/19/595` of 1959.
        (Some(Session::Regular(19)), Some("1959-11-06")),
        (Some(Session::Regular(20)), None),
        (None, Some("1946-12-11")),
        (None, None),
    ] {
        let date = day.and_then(|day| day.parse().ok());
        builder.push(RollCall { session, date, ..RollCall::new(Body::GeneralAssembly) }, Roll::default());
    }
    let record = builder.finish();
    let told: Vec<_> = record.ids().map(|id| session_of(&record, id)).collect();
    let of_1967 = |rcid| {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        let (session, date) = (Some(Session::EmergencySpecial(5)), "1967-07-04".parse().ok());
        builder.push(RollCall { rcid, session, date, ..RollCall::new(Body::GeneralAssembly) }, Roll::default());
        session_of(&builder.finish(), RollCallId::new(0))
    };
    assert_eq!([of_1967(None), of_1967(Some(1200))], [Some(21), Some(22)]);
    assert_eq!(told, [Some(76), Some(79), Some(14), Some(20), Some(1), None]);
}
