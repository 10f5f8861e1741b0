//! A store that is open to be read: its sources, and the record that was made of them.

use std::{path::Path, sync::Arc};

use super::error::StoreError;
use super::file::{Kind, StoreFile};
use super::manifest::{FILE, Manifest, Stored};
use super::{pieces, snapshot};
use crate::members::Members;
use crate::record::{Column, Conflict, Record};
use crate::source::{Answered, Context, Ledger, Loaded, Options, join, merge, own};

/// A store that is open to be read.
#[derive(Debug)]
pub struct OpenStore {
    file: StoreFile,
    manifest: Manifest,
}

impl OpenStore {
    /// Opens the store in a folder, if there is one. It stays readable as it is while another process replaces it.
    ///
    /// # Errors
    /// When it is damaged, or of another version.
    pub fn open(folder: &Path) -> Result<Option<Self>, StoreError> {
        let Some(file) = StoreFile::open(&folder.join(FILE))? else { return Ok(None) };
        let manifest = pieces::unpacked_one(&file, Kind::Manifest, 0)?;
        Ok(Some(Self { file, manifest }))
    }

    /// The sources of the store, those with precedence first.
    pub fn sources(&self) -> &[Stored] {
        &self.manifest.sources
    }

    /// The size of the store in bytes.
    pub fn size(&self) -> usize {
        self.file.length as usize
    }

    /// The merged record with the account of its loading. The record embedded in another version of the program than the
    /// one that wrote the store is merged into it.
    ///
    /// # Errors
    /// When what is needed is damaged.
    pub fn load(&self) -> Result<Loaded, StoreError> {
        let members = Arc::new(Members::embedded());
        let ledger = pieces::unpacked_one(&self.file, Kind::Ledger, 0)?;
        // Another version may link roll calls by another rule.
        let record = if self.manifest.program == env!("CARGO_PKG_VERSION") {
            snapshot::linked(&self.file, &members)?
        } else {
            snapshot::record(&self.file, &members, 0)?
        };
        if self.manifest.embedded == own::checksum() {
            return Ok(Loaded { record, ledger, answered: Answered::Store });
        }
        let added = own::embedded()?;
        let context = Context { members: &members, options: &Options::default() };
        let joined = join(vec![(record, ledger), (added.record, added.ledger)], &context, Ledger::default())?;
        Ok(Loaded { answered: Answered::Store, ..joined })
    }

    /// The record of a source as it was read, by its number from 0.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn source(&self, number: usize) -> Result<(Record, Ledger), StoreError> {
        let (members, owner) = (Arc::new(Members::embedded()), number as u32 + 1);
        let ledger = pieces::unpacked_one(&self.file, Kind::Ledger, owner)?;
        Ok((snapshot::record(&self.file, &members, owner)?, ledger))
    }

    /// Every disagreement between its sources and the embedded record, with the merged record.
    ///
    /// # Errors
    /// When a source is damaged.
    pub fn conflicts(&self) -> Result<(Record, Vec<Conflict>), StoreError> {
        let sources = (0..self.manifest.sources.len()).map(|number| Ok(self.source(number)?.0));
        let mut records = sources.collect::<Result<Vec<Record>, StoreError>>()?;
        records.push(own::embedded()?.record);
        let context = Context { members: &Arc::new(Members::embedded()), options: &Options::default() };
        Ok(merge::merge_and_list(&records, &context, &mut Ledger::default())?)
    }

    /// Checks every byte of the store, and reads all of it.
    ///
    /// # Errors
    /// The first thing that does not hold.
    pub fn check(&self) -> Result<(), StoreError> {
        self.file.check()?;
        let members = Arc::new(Members::embedded());
        for owner in 0..=self.manifest.sources.len() as u32 {
            let record = snapshot::record(&self.file, &members, owner)?;
            pieces::unpacked_one::<Ledger>(&self.file, Kind::Ledger, owner)?;
            let in_record =
                |id| record.roll_call(id).clone().texts_mut().iter().all(|text| (text.0 as usize) < record.texts());
            if !record.ids().all(in_record) || record.sorted_symbols().iter().any(|(_, id)| id.index() >= record.len())
            {
                return Err(self.file.not_understood());
            }
            let linked = if owner == 0 { Some(snapshot::read_predecessors(&self.file, record.len())?) } else { None };
            if linked.iter().flat_map(Column::iter).flatten().any(|id| id.index() >= record.len()) {
                return Err(self.file.not_understood());
            }
            let votes: usize = record.ids().map(|id| record.roll(id).members().len()).sum();
            let texts: usize = record.ids().map(|id| record.text(record.roll_call(id).title).len()).sum();
            std::hint::black_box((votes, texts));
        }
        Ok(())
    }
}
