//! The files of a site: its pages, the data beside them, and the style and scripts that all pages share. What has not changed
//! is not written again.

use std::path::Path;
use std::{fs, io};

use super::html::{SCRIPTS, STYLE, site_page, site_style};
use super::{Format, Marks, Screen};
use crate::report::atlas::{Atlas, Page};

/// Data are the same on any screen.
const SCREEN: Screen = Screen { width: 80, color: false, marks: Marks::Unicode, is_narrow: false };

/// A site in a folder.
pub(crate) struct SiteFiles<'s> {
    folder: &'s Path,
}

impl<'s> SiteFiles<'s> {
    /// A site in this folder, which need not be there.
    pub(crate) const fn new(folder: &'s Path) -> Self {
        Self { folder }
    }

    /// Makes the folders, and writes what all pages share; returns how many files have changed.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(crate) fn prepare(&self, folders: &[&str]) -> io::Result<usize> {
        for folder in folders {
            fs::create_dir_all(self.folder.join(folder))?;
        }
        let mut changed = self.put(STYLE, site_style().as_bytes())?;
        for (name, script) in SCRIPTS {
            changed += self.put(name, script.as_bytes())?;
        }
        Ok(changed)
    }

    /// Writes a page, and its data as CSV beside it; returns how many files have changed.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(crate) fn write(&self, atlas: &Atlas<'_>, page: Page) -> io::Result<usize> {
        let mut changed = 0;
        atlas.told(page, &mut |report, data| {
            let path = atlas.path(page);
            let index = if page == Page::Search { atlas.index() } else { Vec::new() };
            changed += self.put(path, site_page(report, &atlas.site, path, data.is_some(), &index)?.as_bytes())?;
            if let (Some(data), Some(csv)) = (data, Format::named("csv")) {
                let mut text = Vec::new();
                csv.write(data, SCREEN, &mut text)?;
                changed += self.put(&path.replace(".html", ".csv"), &text)?;
            }
            io::Result::Ok(())
        })?;
        Ok(changed)
    }

    /// Writes a file where it holds something else; returns the number of files that it wrote.
    fn put(&self, path: &str, text: &[u8]) -> io::Result<usize> {
        let file = self.folder.join(path);
        if fs::read(&file).is_ok_and(|there| there == text) {
            return Ok(0);
        }
        fs::write(&file, text)?;
        Ok(1)
    }
}
