//! What a table calls members and roll calls: the record that its rows point into, and whether official names are
//! wanted. It computes nothing.

use std::sync::{Arc, LazyLock};

use crate::members::{Member, MemberId, MemberSet, Members};
use crate::record::{Record, RecordBuilder, RollCall, RollCallId};

/// A member or group by code and by the name that people say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// ISO 3166-1 alpha-3 code, or that of the files for former members.
    pub code: &'static str,
    /// The name.
    pub name: &'static str,
}

/// The record that rows point into, and which names of members are wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names<'q> {
    /// The record.
    pub record: &'q Record,
    /// Official names instead of those that people say.
    pub official: bool,
}

/// A record without roll calls, for tables that need none.
static EMPTY: LazyLock<Record> = LazyLock::new(|| RecordBuilder::new(Arc::new(Members::embedded())).finish());

impl<'q> Names<'q> {
    /// The names of a record.
    pub(crate) const fn new(record: &'q Record, official: bool) -> Self {
        Self { record, official }
    }

    /// The names of members alone, for tables whose rows point into no record.
    pub(crate) fn without_record() -> Self {
        Self::new(&EMPTY, false)
    }

    /// The table's entry of a member.
    pub(crate) fn member(&self, member: MemberId) -> &'q Member {
        self.record.members().get(member)
    }

    /// The code of a member.
    pub(crate) fn code(&self, member: MemberId) -> &'static str {
        self.member(member).code
    }

    /// The name of a member.
    pub(crate) fn name(&self, member: MemberId) -> &'static str {
        let member = self.member(member);
        if self.official { member.official } else { member.name }
    }

    /// Members by name, in the order of the alphabet.
    pub(crate) fn named(&self, members: MemberSet) -> Vec<Named> {
        let order = self.record.members().in_order(members, self.official);
        order.into_iter().map(|member| Named { code: self.code(member), name: self.name(member) }).collect()
    }

    /// What is known of a roll call.
    pub(crate) fn roll_call(&self, id: RollCallId) -> &'q RollCall {
        self.record.roll_call(id)
    }

    /// The symbol of a roll call; empty where it has none.
    pub(crate) fn symbol(&self, id: RollCallId) -> &'q str {
        self.record.symbol(id)
    }
}
