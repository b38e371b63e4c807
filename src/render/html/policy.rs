//! What a browser may do with the file: show it, with these very styles and this script.
//!
//! It must not know what is in them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// The content security policy, for a `meta` element.
pub(super) fn policy(style: &str, script: &str, picture: bool) -> String {
    let pictures = if picture { "; img-src data:" } else { "" };
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'{pictures}; base-uri 'none'; \
         form-action 'none'",
        hash(style),
        hash(script)
    )
}

/// The name by which a policy knows a text: a line break of any kind would change it.
fn hash(text: &str) -> String {
    format!(
        "sha256-{}",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // The first example of the standard's own text (CSP 3, 6.7.3.1 has this script).
        assert_eq!(
            hash("alert('Hello, world.');"),
            "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
        );
    }

    #[test]
    fn what_is_written_into_the_page_keeps_its_hash_on_every_system() {
        for text in [super::super::STYLE, super::super::SCRIPT] {
            assert!(!text.contains('\r') && !text.contains("</"));
        }
    }
}
