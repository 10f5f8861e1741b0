//! Where downloads are kept.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

/// The folder for downloads: in the store that is named, else in the platform's folder for data; none where the
/// platform names no such folder.
#[must_use]
pub fn downloads(store: Option<&Path>) -> Option<PathBuf> {
    let store = match store {
        Some(store) => store.to_owned(),
        None => etcetera::base_strategy::choose_native_strategy().ok()?.data_dir().join("unvote"),
    };
    Some(store.join("downloads"))
}
