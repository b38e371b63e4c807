//! What the store has to tell while it works, whether or not the work ends well.
//!
//! It must not know where this is told.

use std::fmt;

use super::name::Name;

/// Something that a user should be told. Its text is lower case and has no full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Another run has the round, and this one waits for it.
    Waiting {
        /// The round's folder.
        folder: String,
    },
    /// A change that a stopped run had begun is done now.
    Finished {
        /// The round's folder.
        folder: String,
    },
    /// While a change was unfinished another program wrote one of its files: what that
    /// program wrote is kept beside it.
    Kept {
        /// The file, which has the change now.
        name: Name,
        /// What the other version is called now, in the same folder.
        kept: Name,
    },
}

impl fmt::Display for News {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Waiting { folder } => {
                write!(f, "`{folder}` is in use by another run: waiting for it")
            }
            Self::Finished { folder } => write!(
                f,
                "a change to `{folder}` that had been interrupted was finished"
            ),
            Self::Kept { name, kept } => write!(
                f,
                "`{name}` was changed by another program while a change of this one was unfinished: the other version is kept as `{kept}`; compare the two, and enter again what is missing"
            ),
        }
    }
}
