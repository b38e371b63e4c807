//! The picture for the head of a report.
//!
//! It must not know where in a report it stands.

use std::path::Path;

use anyhow::{Context as _, bail};

use crate::read;
use crate::report::Logo;

/// The largest file that is taken, in bytes: it stands in every report.
const LARGEST: u64 = 2_000_000;

/// The most pixels a side.
const LONGEST_SIDE: u32 = 10_000;

/// How many times as long as the other a side may be: beyond that nothing can be seen at the
/// size of a head.
const MOST_STRETCHED: u32 = 20;

/// The picture in a file, by its own first bytes.
///
/// # Errors
/// A file that cannot be read, is too large, or is no picture that reports can hold.
pub(super) fn read(file: &Path) -> anyhow::Result<Logo> {
    let shown = file.display();
    let there =
        std::fs::metadata(file).with_context(|| format!("the logo `{shown}` cannot be read"))?;
    if !there.is_file() {
        bail!("the logo `{shown}` is no file: name a picture, .png or .jpg");
    }
    if there.len() > LARGEST {
        bail!(
            "the logo `{shown}` is larger than 2 MB, and would make every report so: save it smaller"
        );
    }
    let bytes = read::bytes(file).with_context(|| format!("the logo `{shown}` cannot be read"))?;
    let logo = Logo::of(bytes, "The organisation's logo").with_context(|| {
        format!("the logo `{shown}` is no PNG or JPEG picture: save it as .png or .jpg")
    })?;
    let Some((width, height)) = logo.pixels() else {
        bail!("the logo `{shown}` cannot be read as a picture: save it again as .png or .jpg");
    };
    let (long, short) = (width.max(height), width.min(height));
    if long > LONGEST_SIDE || long / MOST_STRETCHED > short {
        bail!(
            "the logo `{shown}` has {width} by {height} pixels, which no head of a page can show: save it smaller, or cut it"
        );
    }
    Ok(logo)
}
