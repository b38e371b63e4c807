//! What a key does to an answer.
//!
//! The keys are those of shells and of word processors alike, so that either habit works.
//! Keys without a meaning do nothing: no key loses an answer by accident, Escape and Ctrl-Z
//! included. It must not know rows or the terminal.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::answer::Answer;

/// What is to be done after a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// Go on with the answer.
    GoOn,
    /// The cursor goes one row up, or down: rows are the layout's.
    Row { down: bool },
    /// The answer is given.
    Enter,
    /// Ctrl-C.
    Interrupted,
    /// Ctrl-D on an empty line.
    Closed,
}

/// Lets a key act on the answer.
pub(super) fn press(key: &KeyEvent, answer: &mut Answer, words: bool) -> After {
    if !is_press(key) {
        return After::GoOn;
    }
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    if is_enter(key) {
        if alt && words {
            answer.insert("\n");
            return After::GoOn;
        }
        return After::Enter;
    }
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a key without a meaning does nothing"
    )]
    match key.code {
        // AltGr is told as Ctrl and Alt together where it makes a character.
        KeyCode::Char(c) if ctrl == alt && !c.is_control() => {
            answer.insert(c.encode_utf8(&mut [0; 4]));
        }
        KeyCode::Char(c) if ctrl => return control(c, answer),
        KeyCode::Char('b' | 'B') => answer.word_left(),
        KeyCode::Char('f' | 'F') => answer.word_right(),
        KeyCode::Char('d' | 'D') => answer.delete_word_right(),
        KeyCode::Backspace if ctrl || alt => answer.delete_word_left(),
        KeyCode::Backspace => answer.delete_left(),
        KeyCode::Delete if ctrl || alt => answer.delete_word_right(),
        KeyCode::Delete => answer.delete_right(),
        KeyCode::Left if ctrl || alt => answer.word_left(),
        KeyCode::Left => answer.left(),
        KeyCode::Right if ctrl || alt => answer.word_right(),
        KeyCode::Right => answer.right(),
        KeyCode::Home => answer.home(),
        KeyCode::End => answer.end(),
        KeyCode::Up => return After::Row { down: false },
        KeyCode::Down => return After::Row { down: true },
        _ => {}
    }
    After::GoOn
}

fn control(c: char, answer: &mut Answer) -> After {
    match c.to_ascii_lowercase() {
        'c' => return After::Interrupted,
        'd' if answer.text().is_empty() => return After::Closed,
        'd' => answer.delete_right(),
        'a' => answer.home(),
        'e' => answer.end(),
        'b' => answer.left(),
        'f' => answer.right(),
        'h' => answer.delete_left(),
        'k' => answer.delete_to_end(),
        'u' => answer.delete_to_start(),
        'w' => answer.delete_word_left(),
        _ => {}
    }
    After::GoOn
}

/// Is a key going down? Some terminals tell of its going up too.
pub(super) fn is_press(key: &KeyEvent) -> bool {
    match key.kind {
        KeyEventKind::Press | KeyEventKind::Repeat => true,
        KeyEventKind::Release => false,
    }
}

/// Enter, also as the line feed or return that a paste or an older terminal sends for it.
pub(super) fn is_enter(key: &KeyEvent) -> bool {
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    key.code == KeyCode::Enter
        || matches!(key.code, KeyCode::Char('\n' | '\r'))
        || ctrl && matches!(key.code, KeyCode::Char('j' | 'J' | 'm' | 'M'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers, text: &str, words: bool) -> (After, String) {
        let mut answer = Answer::new(text.to_owned());
        let after = press(&KeyEvent::new(code, modifiers), &mut answer, words);
        (after, answer.text().to_owned())
    }

    #[test]
    fn keys_without_a_meaning_leave_the_answer_alone() {
        let none = KeyModifiers::NONE;
        let ctrl = KeyModifiers::CONTROL;
        for (code, modifiers) in [
            (KeyCode::Esc, none),
            (KeyCode::F(5), none),
            (KeyCode::Insert, none),
            (KeyCode::PageUp, none),
            (KeyCode::Tab, none),
            (KeyCode::Char('z'), ctrl),
            (KeyCode::Char('l'), ctrl),
            (KeyCode::Char('r'), ctrl),
            (KeyCode::Char('\u{1}'), none),
            (KeyCode::Char('x'), KeyModifiers::ALT),
        ] {
            assert_eq!(
                pressed(code, modifiers, "kept", false),
                (After::GoOn, "kept".to_owned()),
                "{code:?}"
            );
        }
    }

    #[test]
    fn a_character_made_with_alt_gr_is_a_character() {
        let alt_gr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(pressed(KeyCode::Char('€'), alt_gr, "", false).1, "€");
    }

    #[test]
    fn enter_ends_an_answer_and_alt_enter_breaks_a_line_of_words() {
        let enter = |modifiers, words| pressed(KeyCode::Enter, modifiers, "a", words);
        assert_eq!(enter(KeyModifiers::NONE, true).0, After::Enter);
        assert_eq!(
            enter(KeyModifiers::ALT, true),
            (After::GoOn, "a\n".to_owned())
        );
        assert_eq!(enter(KeyModifiers::ALT, false).0, After::Enter);
        assert_eq!(
            pressed(KeyCode::Char('j'), KeyModifiers::CONTROL, "a", true).0,
            After::Enter
        );
    }

    #[test]
    fn ctrl_d_closes_only_where_nothing_is_written() {
        let ctrl_d = |text| pressed(KeyCode::Char('d'), KeyModifiers::CONTROL, text, true);
        assert_eq!(ctrl_d("").0, After::Closed);
        assert_eq!(ctrl_d("kept"), (After::GoOn, "kept".to_owned()));
    }

    #[test]
    fn a_key_going_up_does_nothing() {
        let mut key = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
        key.kind = KeyEventKind::Release;
        let mut answer = Answer::default();
        assert_eq!(press(&key, &mut answer, true), After::GoOn);
    }
}
