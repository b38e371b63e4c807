//! The terminal layer of the interview, at a real pseudo-terminal whose screen is read.
//!
//! The program under test is this file itself, started again at that terminal: it asks three
//! questions and says what it got.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use case_audit::interview::console::{Ask, Console, Terminal};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Says that the questions are to be asked; holds `plain`, `bold`, `edit`, `think` or nothing.
const HOW: &str = "CASE_AUDIT_TEST_CONSOLE";

/// Longer than any step takes, on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
#[ignore = "the program that the others start at a terminal of their own"]
fn questions() {
    let how = std::env::var(HOW).unwrap();
    let mut console = match Terminal::open(how.contains("bold"), how.contains("plain")) {
        Ok(console) => console,
        Err(error) => {
            writeln!(std::io::stderr(), "{error}").unwrap();
            std::process::exit(2);
        }
    };
    console
        .say("A standard, \u{1b}[31mwith a colour\u{7}")
        .unwrap();
    if how.contains("edit") {
        let edited = console.edit("before");
        console.say(&format!("edited: {edited:?}")).unwrap();
    }
    if how.contains("think") {
        console.say("thinking").unwrap();
        thread::sleep(Duration::from_millis(400));
    }
    for (prompt, text, words) in [
        ("level: ", "", false),
        ("evidence: ", "", true),
        ("again: ", "as it was", true),
    ] {
        let ask = Ask {
            prompt,
            text,
            words,
        };
        let input = console.ask(&ask).unwrap();
        let (width, height) = (console.width(), console.height());
        console
            .say(&format!("got {input:?} at {width}x{height}"))
            .unwrap();
    }
    drop(console);
    std::io::stdout().write_all(b"done\n").unwrap();
    std::process::exit(0);
}

/// A terminal with the questions running in it.
struct Window {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    bytes: Arc<Mutex<Vec<u8>>>,
    modes: String,
}

impl Window {
    fn open(how: &str, columns: u16, rows: u16) -> Self {
        Self::with(how, columns, rows, &[])
    }

    fn with(how: &str, columns: u16, rows: u16, variables: &[(&str, &str)]) -> Self {
        let pty = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["questions", "--exact", "--ignored", "--nocapture"]);
        command.env("TERM", "xterm-256color");
        command.env(HOW, how);
        for (name, value) in variables {
            command.env(name, value);
        }
        let modes = format!("{:?}", pty.master.get_termios().unwrap());
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(
            cells(rows),
            cells(columns),
            500,
        )));
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let mut reader = pty.master.try_clone_reader().unwrap();
        let (seen, all) = (Arc::clone(&screen), Arc::clone(&bytes));
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read) = reader.read(&mut buffer) {
                if read == 0 {
                    break;
                }
                seen.lock().unwrap().process(&buffer[..read]);
                all.lock().unwrap().extend(&buffer[..read]);
            }
        });
        Self {
            keyboard: pty.master.take_writer().unwrap(),
            master: pty.master,
            child,
            screen,
            bytes,
            modes,
        }
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        self
    }

    fn paste(&mut self, text: &str) -> &mut Self {
        self.keys(&format!("\u{1b}[200~{text}\u{1b}[201~"))
    }

    /// What stands in the window.
    fn seen(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Waits until the window holds this.
    fn shows(&mut self, wanted: &str) -> &mut Self {
        self.until(wanted, |screen| screen.contents().contains(wanted))
    }

    /// Waits until the cursor stands at this row and column of the window, behind this text.
    fn cursor_behind(&mut self, wanted: &str) -> &mut Self {
        self.until(wanted, |screen| {
            let (row, column) = screen.cursor_position();
            let line = screen.contents_between(row, 0, row, column);
            line.trim_end() == wanted.trim_end()
        })
    }

    fn until(&mut self, wanted: &str, holds: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let began = Instant::now();
        while !holds(self.screen.lock().unwrap().screen()) {
            assert!(
                began.elapsed() < PATIENCE,
                "{wanted:?} is not shown:\n{}",
                self.seen()
            );
            thread::sleep(Duration::from_millis(5));
        }
        self
    }

    /// Waits for the end and asserts that the terminal is as it was before.
    fn ends(&mut self) -> &mut Self {
        let began = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(began.elapsed() < PATIENCE, "no end:\n{}", self.seen());
            thread::sleep(Duration::from_millis(5));
        }
        let modes = format!("{:?}", self.master.get_termios().unwrap());
        assert_eq!(modes, self.modes);
        self.until("no marks of pastes", |screen| !screen.bracketed_paste())
    }

    fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.screen
            .lock()
            .unwrap()
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).unwrap();
        self
    }

    /// Everything that the program wrote.
    fn written(&self) -> String {
        String::from_utf8(self.bytes.lock().unwrap().clone()).unwrap()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|ended| ended.is_none()) {
            self.child.kill().unwrap();
        }
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

#[test]
fn three_answers_are_typed_and_stay_in_the_scrollback() {
    let mut window = Window::open("", 80, 24);
    window.shows("level: ").keys("4\r");
    window
        .shows("got Line(\"4\") at 80x24")
        .shows("evidence: ")
        .keys("She drew it.\r");
    window.shows("got Line(\"She drew it.\")");
    window.shows("again: as it was").keys(", still\r");
    window
        .shows("got Line(\"as it was, still\")")
        .shows("done")
        .ends();
    let seen = window.seen();
    let standing = seen.find("A standard").unwrap();
    assert_eq!(
        &seen[standing..],
        "A standard, ·[31mwith a colour·\n\
         level: 4\n\
         got Line(\"4\") at 80x24\n\
         evidence: She drew it.\n\
         got Line(\"She drew it.\") at 80x24\n\
         again: as it was, still\n\
         got Line(\"as it was, still\") at 80x24\n\
         done"
    );
}

#[test]
fn typing_at_the_end_writes_nothing_but_what_is_typed() {
    let mut window = Window::open("", 80, 24);
    window.shows("level: ");
    let before = window.written().len();
    window.keys("Ash").shows("level: Ash");
    window.keys("漢é").shows("level: Ash漢é");
    window.keys("brook").shows("level: Ash漢ébrook");
    assert_eq!(&window.written()[before..], "Ash漢ébrook");
}

#[test]
fn an_answer_is_edited_in_the_middle() {
    let mut window = Window::open("", 80, 24);
    window.shows("level: ").keys("one too three");
    window
        .keys("\u{1b}b\u{1b}[D\u{7f}\u{7f}wo")
        .shows("level: one two three");
    window.cursor_behind("level: one two");
    window.keys("\u{1}zero \u{1b}[1;5C\u{1b}[3~\u{5}!\r");
    window.shows("got Line(\"zero onetwo three!\")");
    window
        .shows("evidence: ")
        .keys("all wrong\u{15}then more\u{17}less\u{1b}[H\u{b}right\r");
    window.shows("got Line(\"right\")");
}

#[test]
fn keys_without_a_meaning_change_nothing() {
    let mut window = Window::open("", 80, 24);
    window.shows("level: ").keys("kept").shows("level: kept");
    for keys in [
        "\u{1b}",
        "\u{1a}",
        "\u{1b}[A",
        "\u{1b}[B",
        "\u{1b}[5~",
        "\t",
        "\u{c}",
        "\u{1b}OP",
    ] {
        window.keys(keys);
        // An escape alone is told from the start of another key by a moment's silence.
        thread::sleep(Duration::from_millis(30));
    }
    window.keys("!\r").shows("got Line(\"kept!\")");
}

#[test]
fn wide_and_combined_characters_are_edited_as_one() {
    let mut window = Window::open("", 40, 10);
    window
        .shows("level: ")
        .keys("漢字 Jose\u{301} 👩‍👧 \u{200f}שלום");
    window.shows("שלום");
    window.keys("\u{1b}[D\u{1b}[D\u{1b}[D\u{1b}[D\u{7f}");
    window.keys("\u{7f}\u{7f}\u{7f}\u{7f}\u{1b}[H\u{1b}[C\u{1b}[3~\r");
    window.shows("got Line(\"漢 Josשלום\")");
}

#[test]
fn a_paste_of_five_lines_is_one_answer() {
    let five = "1 he was home\r2 she was not\r\n- =1+1\n\t4\u{1b}[31m red\u{3}\u{4}\r5 last\r";
    let mut window = Window::open("", 80, 24);
    window.shows("level: ").keys("4\r").shows("evidence: ");
    window.paste(five);
    window.shows("evidence: 1 he was home\n2 she was not\n- =1+1\n    4[31m red\n5 last");
    thread::sleep(Duration::from_millis(100));
    assert!(!window.seen().contains("again: "), "{}", window.seen());
    window.keys("\r");
    window.shows(r#"got Line("1 he was home\n2 she was not\n- =1+1\n\t4[31m red\n5 last")"#);
    window
        .shows("again: as it was")
        .keys("\r")
        .shows("done")
        .ends();
    assert!(!window.seen().contains("dropped"));
}

#[test]
fn a_paste_into_a_short_answer_is_one_line() {
    let mut window = Window::open("", 80, 24);
    window
        .shows("level: ")
        .paste("one\r\r2 two\r")
        .shows("level: one 2 two");
    window
        .keys("\r")
        .shows("got Line(\"one 2 two\")")
        .shows("evidence: ");
}

#[test]
fn pasted_lines_that_no_marks_hold_together_are_dropped_and_said_once() {
    for (end, dropped) in [("", 4), ("\r", 4), ("\r6 six", 5)] {
        let mut window = Window::open("", 80, 24);
        window.shows("level: ").keys("4\r").shows("evidence: ");
        window.keys(&format!("1 one\r2 two\r3 three\r4 four\r5 five{end}"));
        window.shows("again: as it was");
        let seen = window.seen();
        let standing = seen.find("evidence: ").unwrap();
        assert_eq!(
            seen[standing..].trim_end(),
            format!(
                "evidence: 1 one\n\
                 got Line(\"1 one\") at 80x24\n\
                 {dropped} more lines had been typed ahead; they were dropped\n\
                 again: as it was"
            )
        );
        window
            .keys("\r")
            .shows("got Line(\"as it was\")")
            .shows("done");
        assert_eq!(window.seen().matches("dropped").count(), 1);
    }
}

#[test]
fn what_is_dropped_after_the_last_answer_is_said_too() {
    let mut window = Window::open("", 80, 24);
    window
        .shows("level: ")
        .keys("4\r")
        .shows("evidence: ")
        .keys("a\r");
    window.shows("again: as it was").keys("\rnot asked for\r");
    window
        .shows("1 more line had been typed ahead; it was dropped\ndone")
        .ends();
}

#[test]
fn what_is_typed_before_a_question_is_not_its_answer() {
    let mut window = Window::open("think", 80, 24);
    window.shows("thinking").keys("4\r3\r");
    window.shows("2 more lines had been typed ahead; they were dropped\nlevel:");
    window.keys("2\r").shows("got Line(\"2\")");
}

#[test]
fn ctrl_c_and_ctrl_d_are_told_and_the_terminal_is_put_back() {
    let mut window = Window::open("", 80, 24);
    window
        .shows("level: ")
        .keys("half\u{3}")
        .shows("got Interrupted");
    window
        .shows("evidence: ")
        .keys("kept\u{4}")
        .shows("evidence: kept");
    window.keys("\u{15}\u{4}").shows("got Closed");
    window
        .shows("again: as it was")
        .keys("\u{3}")
        .shows("done")
        .ends();
    assert!(window.seen().contains("level: half\ngot Interrupted"));
}

/// Raw mode is on only while a question is asked, so between questions Ctrl-C ends the program.
#[test]
fn between_questions_the_terminal_is_its_own() {
    let mut window = Window::open("think", 80, 24);
    window.shows("thinking").keys("\u{3}").ends();
    assert!(!window.seen().contains("level: "));
}

#[test]
fn a_long_answer_is_edited_over_several_rows() {
    let words = "one two three four five six seven eight nine ten eleven twelve thirteen";
    let mut window = Window::open("", 40, 10);
    window.shows("level: ").keys("4\r").shows("evidence: ");
    window.keys(words).keys(" and more");
    window.shows("evidence: one two three four five six s\neven eight nine ten eleven twelve thirt\neen and more");
    // Up to the middle row, to its word `ten`, and there a word more.
    window.keys("\u{1b}[A").cursor_behind("even eight n");
    window
        .keys("\u{1b}f\u{1b}f!")
        .shows("even eight nine ten! eleven twelve thir\nteen and more");
    window
        .keys("\u{1b}[A\u{1b}[A\u{1b}[A")
        .cursor_behind("evidence: one two th");
    window.keys("\u{1}so \r");
    let whole = format!("so {words} and more").replace("ten ", "ten! ");
    window.until("the answer", |screen| {
        screen
            .contents()
            .replace('\n', "")
            .contains(&format!("got Line(\"{whole}\")"))
    });
}

#[test]
fn an_answer_taller_than_the_window_stays_whole_in_the_scrollback() {
    let lines: Vec<String> = (1..=30).map(|n| format!("{n} line")).collect();
    let mut window = Window::open("", 40, 10);
    window.shows("level: ").keys("4\r").shows("evidence: ");
    window.paste(&lines.join("\r")).cursor_behind("30 line");
    window
        .keys("\u{1b}[A\u{1b}[A\u{1b}[A\u{1}x")
        .cursor_behind("x");
    window.keys("\r").shows("again: as it was");
    let mut all = String::new();
    for back in (0..=60).rev() {
        let mut parser = window.screen.lock().unwrap();
        parser.screen_mut().set_scrollback(back);
        if let Some(line) = parser.screen().rows(0, 40).next() {
            all.push_str(&line);
            all.push('\n');
        }
    }
    let whole = lines.join("\n").replace("27 line", "x27 line");
    assert!(
        all.contains(&format!("evidence: {whole}\n")[..150]),
        "{all}"
    );
    assert!(all.contains("level: 4\n"), "{all}");
}

#[test]
fn a_window_may_be_resized_while_an_answer_is_typed() {
    let long = "one two three four five six seven eight nine ten";
    let mut window = Window::open("", 80, 24);
    window.shows("level: ").keys("4\r").shows("evidence: ");
    window.keys(long).shows(long);
    window
        .resize(40, 10)
        .shows("evidence: one two three four five six s\neven eight nine ten");
    window.keys(" eleven").shows("even eight nine ten eleven");
    // A key pressed in the same moment is not held back.
    window.resize(100, 30).keys("\u{1b}[D!").shows("eleve!n");
    window.shows("six seven");
    window.keys("\r");
    window
        .shows("got Line(\"one two three four five six seven eight nine ten eleve!n\") at 100x30");
    assert!(window.seen().contains("level: 4\n"), "{}", window.seen());
}

#[test]
fn a_window_may_become_lower_than_the_answer() {
    let lines: Vec<String> = (1..=8).map(|n| format!("{n} line")).collect();
    let mut window = Window::open("", 40, 24);
    window.shows("level: ").keys("4\r").shows("evidence: ");
    window.paste(&lines.join("\r")).cursor_behind("8 line");
    // A terminal lets the rows above go, so that the cursor's row stays.
    window.keys("\u{1b}[A").cursor_behind("7 line");
    let rows: Vec<String> = window.seen().lines().map(str::to_owned).collect();
    let kept = rows[..rows.len() - 1].iter().rev().take(4).rev();
    let kept: Vec<&str> = kept.map(String::as_str).collect();
    let redrawn = format!("\u{1b}[2J\u{1b}[H{}", kept.join("\r\n"));
    window.screen.lock().unwrap().process(redrawn.as_bytes());
    window.resize(40, 4).keys("!").shows("7 line!");
    window.keys("\u{1b}[B!\r");
    window.until("8 line!", |screen| {
        let seen = screen.contents().replace('\n', "");
        seen.contains(r"7 line!\n8 line!")
    });
}

#[test]
fn lines_are_read_without_line_editing_where_that_is_wanted() {
    for (how, term) in [("plain", "xterm"), ("", "dumb")] {
        let mut window = Window::with(how, 80, 24, &[("TERM", term)]);
        window.shows("level: ").keys("4\r").shows("got Line(\"4\")");
        window.shows("evidence: ").keys("1 one\r2 two\r3 three");
        window.shows("got Line(\"1 one\")");
        window.shows("2 more lines had been typed ahead; they were dropped\nso far: as it was\n");
        window
            .shows("again: ")
            .keys("\r")
            .shows("got Line(\"as it was\")");
        window.shows("done").ends();
        let written = window.written();
        assert!(!written.contains('\u{1b}'), "{written:?}");
    }
}

#[test]
fn the_end_of_input_closes_without_line_editing_too() {
    let mut window = Window::open("plain", 80, 24);
    window.shows("level: ").keys("\u{4}").shows("got Closed");
    window.shows("evidence: ").keys("\u{3}").ends();
    assert!(!window.seen().contains("again: "));
}

#[test]
fn prompts_are_bold_only_where_colour_is_wanted() {
    for (how, bold) in [("", false), ("bold", true)] {
        let mut window = Window::open(how, 80, 24);
        window.shows("level: ").keys("4").shows("level: 4");
        let parser = window.screen.lock().unwrap();
        let screen = parser.screen();
        let (row, column) = screen.cursor_position();
        assert_eq!(screen.cell(row, 0).unwrap().bold(), bold);
        assert!(!screen.cell(row, column - 1).unwrap().bold());
    }
}

#[test]
fn the_users_editor_is_run_at_the_terminal() {
    let edit = |editor| Window::with("edit", 80, 24, &[("VISUAL", editor), ("EDITOR", "false")]);
    let mut window = edit("sh -c 'read line; echo \"$line\" >> \"$0\"'");
    window.shows("opening `sh`: when done, save and close it");
    window.keys("typed in the editor\r");
    window.shows(r#"edited: Ok(Some("before\ntyped in the editor"))"#);
    window.shows("level: ");
    edit("true").shows("edited: Ok(None)");
    edit("no-such-editor").shows("the editor `no-such-editor`, which `VISUAL` names, is not found");
}

#[test]
fn without_a_terminal_there_are_no_questions() {
    let ended = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["questions", "--exact", "--ignored", "--nocapture"])
        .env(HOW, "")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(ended.stderr).unwrap(),
        "`record` asks questions and needs a terminal, but its input comes from somewhere else; \
         to bring in answers from a file use `case-audit import`\n"
    );
}
