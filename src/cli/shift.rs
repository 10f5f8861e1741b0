//! `unvote shift`.

use anyhow::{Result, bail};
use clap::Args;

use super::{
    Call, Nothing,
    options::{MembersOption, SelectionOptions},
    unseated::seated,
};
use crate::{
    analysis::shift::shift,
    record::{Date, Record, RollCallId},
    report::{
        roll_call::{called, told_apart},
        shift::{Wanted, report},
    },
};

/// Who moved between two roll calls, and how: the movement table, names, toward whom, and which groups moved most.
///
/// The earlier roll call stands first, whatever the order in which they are typed. A seat that passed on (Soviet Union,
/// Russia) is one; new and former members stand apart.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  unvote shift ES-11/6 ES-11/7\n  unvote shift ES-11/6 ES-11/7 --toward US,CN\n  unvote shift 79/7 80/4 --members GRULAC\n  unvote shift ES-11/6 ES-11/7 --format csv"
)]
pub struct Arguments {
    /// A roll call.
    #[arg(value_name = "A")]
    one: String,
    /// Another roll call of the same body.
    #[arg(value_name = "B")]
    other: String,
    /// Who came nearer to these members, and who went away from them: codes, names or groups.
    #[arg(long, value_name = "LIST")]
    toward: Option<String>,
    #[command(flatten)]
    members: MembersOption,
    #[command(flatten)]
    selection: SelectionOptions,
}

/// Runs the command.
pub fn run(call: &Call, arguments: &Arguments) -> Result<()> {
    let loaded = call.load()?;
    let record = &loaded.record;
    let one = only(call, record, &arguments.one, &arguments.selection)?;
    let other = only(call, record, &arguments.other, &arguments.selection)?;
    if one == other {
        bail!("{} and {} are the same roll call: a shift is between two", arguments.one, arguments.other);
    }
    let bodies = [one, other].map(|id| record.roll_call(id).body);
    if bodies[0] != bodies[1] {
        let [one, other] = [one, other].map(|id| called(record, id));
        bail!(
            "{one} is of the {}, {other} of the {}: a shift is between votes of one body",
            bodies[0].name(),
            bodies[1].name()
        );
    }
    let whose = arguments.members.seated(record, &[one, other])?;
    let shift = shift(record, one, other, whose.list.as_ref());
    if shift.members().is_empty() && whose.list.is_some() {
        return Err(Nothing("none of these members has a known vote in both roll calls".to_owned()).into());
    }
    let day = record.roll_call(shift.to).date.unwrap_or(Date::MAX);
    let toward = arguments.toward.as_ref().map(|list| record.members().select(list, day)).transpose()?;
    if let Some(toward) = &arguments.toward {
        seated(record, &[one, other], &record.members().list(toward)?)?;
    }
    call.output.write(report(record, &shift, &Wanted { toward, official: call.output.official }))
}

/// The one roll call that a symbol leads to, with votes by member.
fn only(call: &Call, record: &Record, symbol: &str, selection: &SelectionOptions) -> Result<RollCallId> {
    let ids = call.named(record, &[symbol.to_owned()], selection)?;
    let &[id] = ids.as_slice() else {
        let list: Vec<String> = ids.iter().map(|id| format!("  {}", told_apart(record, *id))).collect();
        bail!(
            "{symbol} leads to {} roll calls: write the symbol or number of one, or choose by --matter, --adopted, --failed\n{}",
            ids.len(),
            list.join("\n")
        );
    };
    if !record.roll_call(id).is_vote() {
        return Err(Nothing(format!("{} was adopted without a vote: nobody can have moved", called(record, id))).into());
    }
    if record.roll(id).known().is_empty() {
        return Err(Nothing(format!("how the members voted on {} is not known", called(record, id))).into());
    }
    Ok(id)
}
