//! A suggester that is a program: answers go to its standard input as JSON lines, proposals come from its standard
//! output. No shell is involved.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use canvass::limits::{MAX_SUGGESTER_BYTES, MAX_SUGGESTER_LINE, MAX_SUGGESTER_LINES};
use canvass::suggest::{
    Asked, Proposal, Suggester, SuggesterError, codes_line, question_line, read_proposal,
};
use canvass::survey::Codebook;

/// How often a program that has said everything is looked at until it ends.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

/// A program with its arguments.
pub(crate) struct Program {
    words: Vec<String>,
    limit: Duration,
}

impl Program {
    /// Takes a command such as `my-model --fast "a file.bin"`: words parted by spaces, quotation marks around those
    /// that hold spaces. Nothing is expanded.
    pub(crate) fn new(command: &str, limit: Duration) -> Result<Self, SuggesterError> {
        let words = split(command).ok_or(SuggesterError::NoCommand)?;
        if words.is_empty() {
            return Err(SuggesterError::NoCommand);
        }
        Ok(Program { words, limit })
    }
}

fn split(command: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut open: Option<char> = None;
    for c in command.chars() {
        match (open, c) {
            (Some(mark), c) if c == mark => open = None,
            (None, '"' | '\'') => {
                open = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    open.is_none().then_some(words)
}

/// What the reading thread tells.
enum Told {
    Line(Option<Proposal>),
    TooMuch,
    Broken(std::io::Error),
}

impl Suggester for Program {
    fn name(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    fn propose(
        &mut self,
        codebook: &Codebook,
        asked: &[Asked<'_>],
    ) -> Result<Vec<Option<Proposal>>, SuggesterError> {
        let (program, arguments) = self.words.split_first().ok_or(SuggesterError::NoCommand)?;
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|source| SuggesterError::NotStarted { source })?;
        let lines: Vec<String> = std::iter::once(codes_line(codebook))
            .chain(asked.iter().map(question_line))
            .collect();
        if let Some(mut stdin) = child.stdin.take() {
            thread::spawn(move || {
                for line in lines {
                    // A program that reads no further has said all it wants to say.
                    if writeln!(stdin, "{line}").is_err() {
                        break;
                    }
                }
            });
        }
        let told = match child.stdout.take() {
            Some(stdout) => read_in_thread(stdout),
            None => sync_channel(0).1,
        };
        let outcome = self.listen(&told, &mut child);
        if outcome.is_err() {
            // It may have ended by itself meanwhile.
            let _ = child.kill();
            let _ = child.wait();
        }
        outcome
    }
}

impl Program {
    fn listen(
        &self,
        told: &Receiver<Told>,
        child: &mut Child,
    ) -> Result<Vec<Option<Proposal>>, SuggesterError> {
        let too_slow = SuggesterError::TooSlow { limit: self.limit };
        let end = Instant::now() + self.limit;
        let mut proposals = Vec::new();
        loop {
            match told.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(Told::Line(_)) if proposals.len() == MAX_SUGGESTER_LINES => {
                    return Err(SuggesterError::TooMuch);
                }
                Ok(Told::Line(proposal)) => proposals.push(proposal),
                Ok(Told::TooMuch) => return Err(SuggesterError::TooMuch),
                Ok(Told::Broken(source)) => return Err(SuggesterError::Unreadable { source }),
                Err(RecvTimeoutError::Timeout) => return Err(too_slow),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        loop {
            match child.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(proposals),
                Ok(Some(status)) => {
                    return Err(SuggesterError::Failed {
                        status: status.code(),
                    });
                }
                Ok(None) if Instant::now() < end => thread::sleep(LOOK_AGAIN),
                Ok(None) => return Err(too_slow),
                Err(source) => return Err(SuggesterError::Unreadable { source }),
            }
        }
    }
}

/// Reads lines until the program closes its output.
fn read_in_thread(stdout: ChildStdout) -> Receiver<Told> {
    let (tell, told) = sync_channel(1024);
    thread::spawn(move || {
        let mut reader = BufReader::new(stdout.take(MAX_SUGGESTER_BYTES + 1));
        let mut read = 0;
        loop {
            let mut line = Vec::new();
            let next = match reader.read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(bytes) => {
                    read += bytes as u64;
                    if read > MAX_SUGGESTER_BYTES {
                        Told::TooMuch
                    } else if line.iter().all(u8::is_ascii_whitespace) {
                        continue;
                    } else if bytes > MAX_SUGGESTER_LINE {
                        Told::Line(None)
                    } else {
                        Told::Line(str::from_utf8(&line).ok().and_then(read_proposal))
                    }
                }
                Err(error) => Told::Broken(error),
            };
            let goes_on = matches!(next, Told::Line(_));
            // Nobody listens when the time is up.
            if tell.send(next).is_err() || !goes_on {
                break;
            }
        }
    });
    told
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use canvass::coding::AnswerId;
    use canvass::survey::{QuestionId, ResponseKey, TheoryOfChange, WaveId};

    use super::*;

    fn codebook() -> Codebook {
        Codebook {
            id: "test".into(),
            version: "1".into(),
            valid_from: None,
            frames: vec![],
            theory: TheoryOfChange::default(),
            sets: vec![],
            rules: vec![],
        }
    }

    fn run(command: &str, limit: Duration) -> Result<Vec<Option<Proposal>>, SuggesterError> {
        let wave = WaveId::new("2024").unwrap();
        let answer = AnswerId {
            response: ResponseKey::of_id(&wave, "1"),
            question: QuestionId::new("impact").unwrap(),
            wave,
        };
        let asked = Asked {
            answer: &answer,
            question: "What changed?",
            text: "A lot",
        };
        Program::new(command, limit)?.propose(&codebook(), &[asked])
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn a_program_gets_the_lines_and_its_lines_are_read() {
        let script =
            r#"sed -n 's/.*"answer":"\([^"]*\)".*/{"answer":"\1","code":"a:b","quote":"A lot"}/p'"#;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a script.sh");
        std::fs::write(&path, script).unwrap();
        let proposals = run(&format!("sh \"{}\"", path.display()), LONG).unwrap();
        assert_eq!(proposals.len(), 1);
        let proposal = proposals[0].as_ref().unwrap();
        assert!(proposal.answer.starts_with("2024/"));
        assert_eq!(
            (proposal.code.as_str(), proposal.quote.as_str()),
            ("a:b", "A lot")
        );
    }

    #[test]
    fn what_is_no_proposal_is_counted() {
        let proposals = run("echo no proposal", LONG).unwrap();
        assert_eq!(proposals, [None]);
        assert_eq!(run("true", LONG).unwrap(), []);
    }

    #[test]
    fn a_program_that_does_not_end_is_stopped() {
        let started = Instant::now();
        let slow = run("sleep 30", Duration::from_millis(200)).unwrap_err();
        assert!(matches!(slow, SuggesterError::TooSlow { .. }));
        assert!(started.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn a_program_that_writes_without_end_is_stopped() {
        let endless = run("yes", LONG).unwrap_err();
        assert!(matches!(endless, SuggesterError::TooMuch));
    }

    #[test]
    fn faults_are_told() {
        assert!(matches!(
            run("false", LONG),
            Err(SuggesterError::Failed { status: Some(1) })
        ));
        assert!(matches!(
            run("/nowhere/at-all", LONG),
            Err(SuggesterError::NotStarted { .. })
        ));
        for command in ["", "  ", "a \"b"] {
            assert!(matches!(run(command, LONG), Err(SuggesterError::NoCommand)));
        }
    }

    #[test]
    fn a_command_is_cut_into_words_and_nothing_is_expanded() {
        assert_eq!(
            split("my-model --file \"a b.bin\" 'x \"y\"' $HOME *").unwrap(),
            ["my-model", "--file", "a b.bin", "x \"y\"", "$HOME", "*"]
        );
        assert_eq!(split("a \"\" b").unwrap(), ["a", "", "b"]);
    }
}
