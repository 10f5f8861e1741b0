//! Which other votes of a day belong beside a vote: those on the same text or agenda item, those of the same meeting of a
//! session that has one question only, and those of the other body on what is named in both. It judges none of them.

use super::shift;
use crate::members::order::InOrder as _;
use crate::record::{Body, Matter, Record, RollCall, RollCallId, Session, Text};

/// The other roll calls of the same day that belong beside one: those of its body, then those of the other, whole texts
/// first; none where its day is not known.
///
/// Of its body: on the same draft or resolution, under the same agenda item, or in the same meeting of an emergency special
/// session or of the Council. Of the other body: with a subject heading in common, or a member that the titles of both name,
/// and what was voted on in the same meeting as these.
pub fn beside(record: &Record, id: RollCallId) -> Vec<RollCallId> {
    let one = record.roll_call(id);
    let Some(day) = one.date else { return Vec::new() };
    let of_day: Vec<RollCallId> =
        record.ids().filter(|other| *other != id && record.roll_call(*other).date == Some(day)).collect();
    let same = |a: Text, b: Text| is_same(record, a, b);
    let is_of_one = one.body == Body::SecurityCouncil || matches!(one.session, Some(Session::EmergencySpecial(_)));
    let is_of_body = |other: RollCallId| {
        let other = record.roll_call(other);
        let on_it = on_one_text(record, one, other) || same(one.agenda, other.agenda);
        other.body == one.body && (on_it || is_of_one && same(one.meeting, other.meeting))
    };
    let (headings, named) = (headings(record, id), shift::named(record, id));
    let is_of_other = |other: RollCallId| {
        record.roll_call(other).body != one.body
            && (self::headings(record, other).iter().any(|heading| headings.contains(heading))
                || shift::named(record, other).iter().any(|member| named.contains(member)))
    };
    let others: Vec<RollCallId> = of_day.iter().copied().filter(|other| is_of_other(*other)).collect();
    let with_these = |other: &RollCallId| {
        let meeting = record.roll_call(*other).meeting;
        is_of_body(*other) || others.iter().any(|one| one == other || same(record.roll_call(*one).meeting, meeting))
    };
    let mut all: Vec<RollCallId> = of_day.into_iter().filter(with_these).collect();
    all.in_order_of(|other| {
        let other = record.roll_call(*other);
        (other.body != one.body, other.matter != Matter::WholeText)
    });
    all
}

/// Whether two roll calls were on one text, or parts of it: their draft or their resolution is the same.
pub fn on_one_text(record: &Record, one: &RollCall, other: &RollCall) -> bool {
    is_same(record, one.draft, other.draft) || is_same(record, one.resolution, other.resolution)
}

fn is_same(record: &Record, one: Text, other: Text) -> bool {
    !one.is_empty() && record.text(one) == record.text(other)
}

/// The subject headings of a roll call.
fn headings(record: &Record, id: RollCallId) -> Vec<&str> {
    let all = record.text(record.roll_call(id).subjects).split('|').map(str::trim);
    all.filter(|heading| !heading.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::members::Members;
    use crate::record::{Date, RecordBuilder, Roll};

    /// The titles of the votes beside the first of these: body, meeting, agenda item, title, each of 24 February 2025 but
    /// for those that are of another day.
    fn told(all: &[(Body, &str, &str, &str, i8)]) -> Vec<String> {
        let mut builder = RecordBuilder::new(Members::embedded().into());
        for (body, meeting, agenda, title, day) in all {
            let mut one = RollCall::new(*body);
            one.date = Some(Date::constant(2025, 2, 24)).filter(|_| *day == 24).or(Date::new(2025, 2, *day).ok());
            one.session = Some(Session::Regular(79)).filter(|_| *body == Body::GeneralAssembly);
            [one.meeting, one.agenda, one.title] = [meeting, agenda, title].map(|text| builder.text(text));
            builder.push(one, Roll::default());
        }
        let record = builder.finish();
        let first = record.ids().next().expect("a roll call");
        beside(&record, first).iter().map(|id| record.text(record.roll_call(*id).title).to_owned()).collect()
    }

    #[test]
    fn votes_of_the_day_belong_together_by_item_meeting_or_what_their_titles_name() {
        use Body::{GeneralAssembly as GA, SecurityCouncil as SC};
        let all = [
            (GA, "A/79/PV.60", "item 1", "Peace in Ukraine", 24),
            (GA, "A/79/PV.60", "item 1", "The path to peace", 24),
            (GA, "A/79/PV.60", "item 2", "The law of the sea", 24),
            (SC, "S/PV.9866", "item 3", "The conflict between Ukraine and the Russian Federation", 24),
            (SC, "S/PV.9866", "item 3", "European amendment", 24),
            (SC, "S/PV.9867", "item 4", "The situation in Libya", 24),
            (GA, "A/79/PV.61", "item 1", "Peace in Ukraine", 25),
        ];
        let expected =
            ["The path to peace", "The conflict between Ukraine and the Russian Federation", "European amendment"];
        assert_eq!(told(&all), expected);
    }
}
