//! The list of names that are to stand nowhere, as it lies in a file.
//!
//! It must not know what is searched for them.

use encoding_rs::{Encoding, WINDOWS_1252};

/// The text of such a file, one name a line: in whatever encoding and with whatever line
/// ends a text editor has given it, since a name that is misread protects nobody.
pub fn names(bytes: &[u8]) -> String {
    let text = match (Encoding::for_bom(bytes), std::str::from_utf8(bytes)) {
        (Some((encoding, _)), _) => encoding.decode(bytes).0.into_owned(),
        (None, Ok(text)) => text.to_owned(),
        (None, Err(_)) => WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    text.replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_editors_write_them() {
        let lines = |bytes: &[u8]| -> Vec<String> {
            let text = names(bytes);
            let lines = text.lines().filter(|line| !line.is_empty());
            lines.map(str::to_owned).collect()
        };
        let wanted = ["Zoë", "Ann Lee"];
        assert_eq!(lines("Zoë\nAnn Lee\n".as_bytes()), wanted);
        assert_eq!(lines("\u{feff}Zoë\r\nAnn Lee".as_bytes()), wanted);
        assert_eq!(lines(b"Zo\xeb\rAnn Lee\r"), wanted);
        for big in [false, true] {
            let units = "\u{feff}Zoë\r\nAnn Lee\r\n".encode_utf16();
            let bytes = units.flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            });
            assert_eq!(lines(&bytes.collect::<Vec<u8>>()), wanted);
        }
    }
}
