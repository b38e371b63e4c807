//! The user's own editor, for text that is too long for a line.
//!
//! The text stands in a file for its owner alone, in a folder of its own, and both are gone
//! when the editor ends, with the copies that an editor keeps beside it. It must not know
//! what the text is.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use encoding_rs::{UTF_8, WINDOWS_1252};

use super::clean;

/// The variables that name an editor, the first one set counts.
const VARIABLES: [&str; 2] = ["VISUAL", "EDITOR"];

/// What is looked for where none is set.
#[cfg(windows)]
const USUAL: [&str; 1] = ["notepad"];
#[cfg(not(windows))]
const USUAL: [&str; 2] = ["nano", "vi"];

/// An editor that is there.
#[derive(Debug)]
pub(super) struct Editor {
    name: String,
    program: PathBuf,
    arguments: Vec<String>,
}

/// The editor that the user chose, or a usual one.
///
/// # Errors
/// The one chosen is not found, or none is chosen and no usual one is there.
pub(super) fn find() -> io::Result<Editor> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let chosen = VARIABLES.iter().find_map(|variable| {
        let value = std::env::var_os(variable)?.to_string_lossy().into_owned();
        (!value.trim().is_empty()).then_some((*variable, value))
    });
    choose(
        chosen
            .as_ref()
            .map(|(variable, value)| (*variable, value.as_str())),
        &path,
    )
}

fn choose(chosen: Option<(&str, &str)>, path: &OsString) -> io::Result<Editor> {
    let found = |value: &str| {
        let whole = Path::new(value.trim());
        let words = if whole.is_file() {
            vec![value.trim().to_owned()]
        } else {
            words(value)
        };
        let (name, arguments) = words.split_first()?;
        Some(Editor {
            program: program(name, path)?,
            name: name.clone(),
            arguments: arguments.to_vec(),
        })
    };
    match chosen {
        Some((variable, value)) => found(value).ok_or_else(|| {
            missing(format!(
                "the editor `{}`, which `{variable}` names, is not found: \
                 set `{variable}` to one that is there, or type the text at the prompt",
                clean::shown(value.trim())
            ))
        }),
        None => USUAL.iter().find_map(|name| found(name)).ok_or_else(|| {
            missing(format!(
                "no editor is found ({}): set `VISUAL` to the name of yours, \
                 or type the text at the prompt",
                USUAL.map(|name| format!("`{name}`")).join(", ")
            ))
        }),
    }
}

fn missing(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, message)
}

impl Editor {
    /// Lines to be said before it opens, for whoever has never seen it.
    pub(super) fn about(&self) -> Vec<String> {
        let name = clean::shown(&self.name);
        let stem = self.program.file_stem().unwrap_or_default();
        let how = match stem.to_string_lossy().to_lowercase().as_str() {
            "vi" | "vim" | "nvim" => "press i to write; when done press Esc, type :wq and Enter",
            "nano" => "when done press Ctrl-O and Enter to save, then Ctrl-X",
            _ => "when done, save and close it",
        };
        vec![format!("opening `{name}`: {how}")]
    }

    /// Lets the user edit a text. `None` where it is as it was, or the editor ended with a
    /// failure.
    pub(super) fn edit(&self, text: &str) -> io::Result<Option<String>> {
        let folder = folder()?;
        let file = folder.path().join("answer.txt");
        let before = match text.trim_end_matches('\n') {
            "" => String::new(),
            text => format!("{text}\n"),
        };
        let before = if cfg!(windows) {
            before.replace('\n', "\r\n")
        } else {
            before
        };
        create(&file)?.write_all(before.as_bytes())?;
        let status = Command::new(&self.program)
            .args(&self.arguments)
            .arg(&file)
            .status()
            .map_err(|error| {
                io::Error::new(
                    error.kind(),
                    format!(
                        "the editor `{}` did not start: {error}",
                        clean::shown(&self.name)
                    ),
                )
            })?;
        let after = fs::read(&file)?;
        folder.close()?;
        if !status.success() || after == before.as_bytes() {
            return Ok(None);
        }
        let after = clean::taken(&decoded(&after), true);
        let after = after.trim_end_matches('\n');
        Ok((after != text.trim_end_matches('\n')).then(|| after.to_owned()))
    }
}

/// What an editor saved: UTF-8 or UTF-16 by its mark, else UTF-8, else as older editors of
/// Windows write.
fn decoded(bytes: &[u8]) -> String {
    let (text, _, broken) = UTF_8.decode(bytes);
    if broken {
        WINDOWS_1252.decode(bytes).0.into_owned()
    } else {
        text.into_owned()
    }
}

fn folder() -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("case-audit-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.tempdir()
}

fn create(file: &Path) -> io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(file)
}

/// A command's words; quotes of either kind hold spaces together.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in command.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            Some(_) | None => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// The file of a program: the one named, or the first of that name in the folders of `path`.
fn program(name: &str, path: &OsString) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) {
        &["", ".exe", ".cmd", ".bat", ".com"]
    } else {
        &[""]
    };
    let there = |folder: &Path| {
        endings
            .iter()
            .map(|ending| folder.join(format!("{name}{ending}")))
            .find(|file| runs(file))
    };
    if name.contains(std::path::is_separator) {
        return there(Path::new(""));
    }
    std::env::split_paths(path).find_map(|folder| there(&folder))
}

#[cfg(unix)]
fn runs(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn runs(file: &Path) -> bool {
    file.extension().is_some() && file.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_split_at_spaces_outside_quotes() {
        assert_eq!(
            words(r#" "C:\Program Files\ed.exe"  --wait -c 'set spell' '' "#),
            ["C:\\Program Files\\ed.exe", "--wait", "-c", "set spell", ""]
        );
        assert_eq!(words("  "), [""; 0]);
    }

    #[test]
    fn a_missing_editor_is_named_with_what_to_do() {
        let none = OsString::new();
        let error = choose(Some(("VISUAL", "no-such-editor --wait")), &none).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the editor `no-such-editor --wait`, which `VISUAL` names, is not found: \
             set `VISUAL` to one that is there, or type the text at the prompt"
        );
        let error = choose(None, &none).unwrap_err();
        assert!(error.to_string().starts_with("no editor is found (`"));
    }

    #[test]
    fn what_older_editors_save_is_read() {
        assert_eq!(decoded(b"\xef\xbb\xbfcaf\xc3\xa9"), "café");
        assert_eq!(decoded(b"\xff\xfea\0\xe9\0"), "aé");
        assert_eq!(decoded(b"caf\xe9 \x93ok\x94"), "café “ok”");
    }

    #[cfg(unix)]
    mod with_a_shell {
        use std::os::unix::fs::PermissionsExt;

        use super::*;

        /// An editor that is a shell script; `$1` is the file.
        fn scripted(folder: &Path, body: &str) -> Editor {
            let file = folder.join("editor");
            fs::write(&file, body).unwrap();
            let file = file.to_string_lossy().into_owned();
            choose(Some(("EDITOR", &format!("sh '{file}'"))), &path()).unwrap()
        }

        fn path() -> OsString {
            std::env::var_os("PATH").unwrap()
        }

        #[test]
        fn what_was_saved_comes_back_and_the_file_is_private_and_gone() {
            let folder = tempfile::tempdir().unwrap();
            let seen = folder.path().join("seen");
            let body = format!(
                "ls -ld \"$(dirname \"$1\")\" \"$1\" > '{}'\n\
                 printf 'first\\r\\n\\033[31m2nd\\n\\n' > \"$1\"; touch \"$1~\"",
                seen.display()
            );
            let editor = scripted(folder.path(), &body);
            let text = editor.edit("before").unwrap();
            assert_eq!(text.as_deref(), Some("first\n[31m2nd"));
            let seen = fs::read_to_string(seen).unwrap();
            let [private, file] = seen.lines().collect::<Vec<_>>()[..] else {
                panic!("{seen}");
            };
            assert!(private.starts_with("drwx------"), "{seen}");
            assert!(file.starts_with("-rw-------"), "{seen}");
            let path = private.split_whitespace().next_back().unwrap();
            assert!(path.contains("case-audit-"), "{seen}");
            assert!(!Path::new(path).exists(), "{seen}");
        }

        #[test]
        fn nothing_changed_and_a_failure_are_none_and_everything_deleted_is_not() {
            let folder = tempfile::tempdir().unwrap();
            let edit = |body| scripted(folder.path(), body).edit("as it was\n\n").unwrap();
            assert_eq!(edit("true"), None);
            assert_eq!(edit("printf 'as it was' > \"$1\""), None);
            assert_eq!(edit("echo other > \"$1\"; exit 1"), None);
            assert_eq!(edit(": > \"$1\"").as_deref(), Some(""));
        }

        #[test]
        fn only_what_can_be_run_is_an_editor() {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("nano");
            fs::write(&file, "").unwrap();
            let path = folder.path().as_os_str().to_owned();
            assert!(choose(None, &path).is_err());
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
            assert_eq!(choose(None, &path).unwrap().program, file);
        }
    }
}
