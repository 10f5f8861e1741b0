//! Erik Voeten's roll-call data (Harvard Dataverse, doi:10.7910/DVN/LEJUQZ) and the R package that was made of it: a
//! row for each country and roll call. It knows nothing of other formats.
//!
//! Voeten's file has failed proposals, amendments and paragraphs as well, so one resolution may have many roll calls;
//! members are numbered as in the Correlates of War list; a 9 says that a state was not a member.

mod package;
mod roll_calls;
#[cfg(test)]
mod tests;
mod unres;
mod votes;

pub(crate) use package::FORMAT as PACKAGE;
pub(crate) use votes::FORMAT;

/// The session that a resolution names, in the form of the data or in the official one.
pub(super) fn session(resolution: &str) -> Option<crate::record::Session> {
    unres::read(resolution).session
}
