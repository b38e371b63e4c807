//! All pages of a workbook, each a sheet of its own.
//!
//! It exists because audits, findings and actions may come in one workbook, where
//! [`Sheet::open`] takes the one page with the best header. It must not know which page is
//! for what: the caller tells by names and headers.

use std::path::Path;

use crate::diagnostics::{Code, Problem, quote};

use super::open::beginning;
use super::source::Source;
use super::{Sheet, SheetSpec, workbook};

impl Sheet {
    /// Opens every page of a workbook in its order, those that cannot be seen included, and
    /// finds the header of each; of a text file, its one sheet. There is always at least
    /// one. `shown_as` is the name by which the user knows the file; `recognise` is as in
    /// [`SheetSpec`].
    ///
    /// A page that is blank or damaged has no header, and says so in its own
    /// [`Sheet::problems`]: heed those of the pages that are wanted. A workbook that cannot
    /// be opened at all is one sheet without a page, as [`Sheet::open`] gives it.
    ///
    /// # Errors
    /// If the file cannot be read. What is wrong inside it is in [`Sheet::problems`].
    pub fn open_pages(
        path: &Path,
        shown_as: &str,
        recognise: &(dyn Fn(&str) -> bool + Sync),
    ) -> anyhow::Result<Vec<Self>> {
        Self::pages_from_source(Source::open(path, shown_as)?, shown_as, recognise)
    }

    /// The same for bytes in memory.
    ///
    /// # Errors
    /// None are known of; reading memory does not fail.
    pub fn pages_from_bytes(
        bytes: Vec<u8>,
        shown_as: &str,
        recognise: &(dyn Fn(&str) -> bool + Sync),
    ) -> anyhow::Result<Vec<Self>> {
        Self::pages_from_source(Source::Bytes(bytes), shown_as, recognise)
    }

    fn pages_from_source(
        source: Source,
        shown_as: &str,
        recognise: &(dyn Fn(&str) -> bool + Sync),
    ) -> anyhow::Result<Vec<Self>> {
        let spec = SheetSpec {
            recognise,
            digest: false,
        };
        if !workbook::is_one(&beginning(&source, shown_as)?) {
            return Ok(vec![Self::from_source(source, shown_as, &spec)?]);
        }
        let pages = match workbook::open_all(source.into_bytes(shown_as)?) {
            Ok(pages) => pages,
            Err(refused) => return Ok(vec![Self::unread(&refused, None, None, shown_as, &spec)]),
        };
        let pages = pages.into_iter().map(|page| match page {
            Ok(page) => Self::one_of_several(page, shown_as, &spec),
            Err(page) => {
                let mut sheet = Self::unread(&page.why, None, Some(&page.name), shown_as, &spec);
                sheet.hidden = !page.visible;
                sheet
            }
        });
        Ok(pages.collect())
    }

    fn one_of_several(mut page: workbook::Page, shown_as: &str, spec: &SheetSpec<'_>) -> Self {
        let early = std::mem::take(&mut page.early);
        let name = quote(&page.name);
        let mut sheet = Self::of_page(page, None, shown_as, spec);
        if early.is_empty() {
            let message = format!("there is no table on the sheet {name}");
            let place = sheet.places.file();
            sheet.problems.push(
                Problem::error(Code::NoTable, place, message)
                    .hint("the first row of the table should hold the names of its columns"),
            );
        } else {
            sheet.take_header(&early, spec.recognise);
            sheet.report_merged();
            sheet.report_unstored();
        }
        sheet
    }

    /// The name of the workbook's page that this is; of a text file, none, nor of a
    /// workbook that could not be opened.
    pub fn page_name(&self) -> Option<&str> {
        self.places.page()
    }

    /// Is it a page that the workbook's reader does not see?
    pub fn is_hidden(&self) -> bool {
        self.hidden
    }
}
