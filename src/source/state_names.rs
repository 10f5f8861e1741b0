//! The Digital Library's table of member state names, record 4082085. It holds no votes: its codes and names are
//! compared with the table of members that is compiled in, and differences go to the ledger.

use super::format::{Context, Format, Kind, Ledger, Recognised, SourceError, shortened};
use crate::record::{Record, RecordBuilder};

const ISO: &[&str] = &["iso"];
const STATE: &[&str] = &["member_state"];
const STATUS: &[&str] = &["name_status"];
const NAMES: &[&str] = &["french", "spanish", "geographic_term", "other_names", "earlier_names", "later_names"];

/// The format of the table of names.
pub(crate) const FORMAT: Format = Format {
    name: "UN Digital Library, member state names",
    terms: "United Nations Dag Hammarskjöld Library; non-commercial use with attribution",
    fits: |head, _| head.fit(&[ISO, STATE, STATUS]),
    read,
};

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut builder = RecordBuilder::new(context.members.clone());
    for one in inputs {
        builder.origin(FORMAT.origin(one));
        let columns = &one.head.columns;
        ledger.unread_but(columns, |name| [ISO, STATE, STATUS, NAMES].iter().any(|known| known.contains(&name)));
        let [iso, state] = [ISO, STATE].map(|names| columns.find(names));
        let mut rows = one.rows()?;
        while let Some(row) = rows.read()? {
            check(row.at(iso), row.at(state), row.line, context, ledger);
        }
        ledger.note("names of members, compared with the table that is compiled in; the file has no votes");
    }
    Ok(builder.finish())
}

fn check(iso: &str, name: &str, line: u64, context: &Context<'_>, ledger: &mut Ledger) {
    let members = context.members;
    let by_name = members.by_file_name(name);
    let Some(member) = members.by_code(iso.trim()) else {
        let reason = "codes that no member has";
        return ledger.enter(Kind::Note, reason, Some(line), format!("'{}' {}", shortened(iso), shortened(name)));
    };
    if by_name != Some(member) && !members.goes_by(member, name) {
        let reason = "names that the compiled-in table does not know for their code";
        let value = format!("{} {}", members.get(member).code, shortened(name));
        ledger.enter(Kind::Disagreement, reason, Some(line), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{self, Options};

    #[test]
    fn names_are_checked_and_nothing_is_made_of_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = folder.path().join("names.csv");
        let header =
            "iso,member_state,french,spanish,geographic_term,other_names,earlier_names,later_names,name_status\n";
        let rows = "TUR,TÜRKİYE,Türkiye,,,,TURKEY,,ms\nUSA,UNITED STATES,,,,,,,ms\nFRA,FREEDONIA,,,,,,,ms\nXYZ,ATLANTIS,,,,,,,ms\n";
        std::fs::write(&names, format!("{header}{rows}")).expect("a file");
        let error = source::load(&[&names], &Options::default()).expect_err("no record");
        assert!(error.to_string().contains("holds no roll call"), "{error}");

        let votes = folder.path().join("votes.csv");
        std::fs::write(&votes, "resolution,country,vote\nA/RES/79/7,USA,no\n").expect("a file");
        let loaded = source::load(&[votes, names], &Options::default()).expect("a record");
        let told: Vec<_> =
            loaded.ledger.entries().iter().map(|one| (one.kind, one.reason.as_str(), one.count)).collect();
        assert!(told.contains(&(
            Kind::Disagreement,
            "names that the compiled-in table does not know for their code",
            1
        )));
        assert!(told.contains(&(Kind::Note, "codes that no member has", 1)));
        assert_eq!(loaded.record.len(), 1);
    }
}
