//! A terminal window of 80 columns and 24 rows with the program in it.
//!
//! It waits for what the program does, never for time to pass.

use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// Longer than any step takes, on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(40);

/// How often it is looked.
const GLANCE: Duration = Duration::from_millis(2);

/// What the terminal is told when a question begins and when it ends: to mark pastes, or not.
const BEGINS: &str = "\u{1b}[?2004h";
const ENDS: &str = "\u{1b}[?2004l";

/// How a prompt ends.
const PROMPTS: [&str; 2] = [": ", "(y/n) "];

pub struct Window {
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    shown: Arc<Mutex<Shown>>,
    reader: Option<JoinHandle<()>>,
    /// How many questions were looked at.
    asked: usize,
    /// The end of input for the program when it is let go.
    _master: Box<dyn MasterPty + Send>,
}

struct Shown {
    parser: vt100::Parser,
    bytes: Vec<u8>,
}

/// A question as it was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Everything that was said since the last answer, its words apart by one space.
    pub said: String,
    /// The first line of its page.
    pub heading: String,
    /// What stands before the answer.
    pub prompt: String,
}

impl Window {
    pub fn open(command: CommandBuilder) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pty = native_pty_system().openpty(size).unwrap();
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let cells = |count| NonZero::new(count).unwrap();
        let shown = Arc::new(Mutex::new(Shown {
            parser: vt100::Parser::new(cells(24), cells(80), 0),
            bytes: Vec::new(),
        }));
        let mut output = pty.master.try_clone_reader().unwrap();
        let seen = Arc::clone(&shown);
        let reader = thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(read) = output.read(&mut buffer) {
                if read == 0 {
                    break;
                }
                let mut seen = seen.lock().unwrap();
                seen.parser.process(&buffer[..read]);
                seen.bytes.extend(&buffer[..read]);
            }
        });
        Self {
            child,
            keyboard: pty.master.take_writer().unwrap(),
            shown,
            reader: Some(reader),
            asked: 0,
            _master: pty.master,
        }
    }

    pub fn keys(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// What stands on the screen.
    pub fn screen(&self) -> String {
        self.shown.lock().unwrap().parser.screen().contents()
    }

    /// Everything that was written, without what steers the terminal.
    pub fn written(&self) -> String {
        plain(&self.raw())
    }

    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.shown.lock().unwrap().bytes).into_owned()
    }

    pub fn shows(&mut self, wanted: &str) {
        self.until(wanted, |window| window.screen().contains(wanted));
    }

    /// Waits until something holds.
    pub fn until(&mut self, wanted: &str, holds: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        while !holds(self) {
            assert!(
                began.elapsed() < PATIENCE,
                "{wanted:?} did not come:\n{}",
                self.screen()
            );
            thread::sleep(GLANCE);
        }
    }

    /// Does a question stand that was not looked at?
    pub fn is_asking(&self) -> bool {
        self.newest().is_some()
    }

    fn newest(&self) -> Option<Question> {
        let raw = self.raw();
        let pieces: Vec<&str> = raw.split(BEGINS).collect();
        let (tail, before) = pieces.split_last()?;
        let prompt = plain(tail);
        // What was typed ahead may be told of before it.
        let end = PROMPTS
            .iter()
            .find_map(|end| Some(prompt.find(end)? + end.len()))?;
        if before.len() <= self.asked || tail.contains(ENDS) {
            return None;
        }
        let last = before.last()?;
        let said = plain(last.split_once(ENDS).map_or(last, |(_, said)| said));
        let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
        let blank = lines.iter().position(|line| line.is_empty());
        let heading = blank.and_then(|at| lines.get(at + 1)).unwrap_or(&"");
        Some(Question {
            heading: (*heading).to_owned(),
            said: words(&format!("{said} {prompt}")),
            prompt: prompt[..end].to_owned(),
        })
    }

    /// Waits for the next question.
    pub fn question(&mut self) -> Question {
        self.until("a question", Self::is_asking);
        let question = self.newest().unwrap();
        self.asked += 1;
        question
    }

    /// Waits for the next question, in which this stands, and answers it.
    pub fn answers(&mut self, wanted: &str, line: &str) -> Question {
        let question = self.question();
        assert!(
            question.said.contains(wanted),
            "{wanted:?} is not asked, for {line:?} to answer it:\n{}\n{question:#?}",
            self.screen()
        );
        self.keys(&format!("{line}\r"));
        question
    }

    /// Several of them; gives the questions.
    pub fn answers_all(&mut self, lines: &[(&str, &str)]) -> Vec<Question> {
        let answer = |(wanted, line): &(&str, &str)| self.answers(wanted, line);
        lines.iter().map(answer).collect()
    }

    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Waits for the program's own end; gives its exit code and all that it wrote.
    pub fn ends(mut self) -> (u32, String) {
        let began = Instant::now();
        while !self.has_ended() {
            assert!(began.elapsed() < PATIENCE, "no end:\n{}", self.screen());
            thread::sleep(GLANCE);
        }
        let status = self.gone();
        assert_eq!(status.signal(), None, "{}", self.written());
        (status.exit_code(), self.written())
    }

    /// Stops the program as a power cut would, with SIGKILL.
    pub fn kill(mut self) {
        if let Some(id) = self.child.process_id() {
            let kill = format!("kill -9 {id} 2> /dev/null");
            Command::new("sh").args(["-c", &kill]).status().unwrap();
        }
        self.gone();
    }

    fn gone(&mut self) -> ExitStatus {
        let status = self.child.wait().unwrap();
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        status
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|ended| ended.is_none()) {
            self.child.kill().unwrap();
        }
    }
}

/// Words apart by one space, whatever line they stand on.
pub fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text without what steers the terminal.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\u{1b}' => {
                // `ESC [`, parameters, and the letter that ends it.
                let _ = rest.by_ref().find(char::is_ascii_alphabetic);
            }
            '\r' => {}
            c => out.push(c),
        }
    }
    out
}
