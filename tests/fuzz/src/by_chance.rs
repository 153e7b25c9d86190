//! Inputs changed by chance, without libFuzzer: `by_chance TARGET FOLDER SECONDS`.
//!
//! It follows no branches, so it finds less; it needs nothing but a stable toolchain. The same seeds are changed in the
//! same order in every run. An input that fails is left in the file `by_chance-TARGET`.

use std::fs;
use std::panic::catch_unwind;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// The longest that one input may take.
const LONGEST: Duration = Duration::from_secs(10);

/// A small generator of numbers (xorshift64*).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D);
        (number % limit.max(1) as u64) as usize
    }
}

/// Pieces that mean something in one of the formats.
const PIECES: &[&[u8]] = &[
    b"\"",
    b"'",
    b",",
    b";",
    b"\n",
    b"\r\n",
    b"\t",
    b"\0",
    b"(",
    b")",
    b"|",
    b" & ",
    b" & !",
    b" UNLESS ",
    b" NEAR/3 ",
    b" THEN/0 ",
    b" NOTNEAR/4294967295 ",
    b" NEAR/s ",
    b"#a",
    b"~",
    b"=",
    b"*",
    b"?",
    b"[",
    b"]",
    b"[[",
    b"{",
    b"}",
    b"<",
    b">",
    b"</",
    b"/>",
    b"&lt;",
    b"&#x10FFFF;",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\n--\n",
    b"-1",
    b"99999999999999999999",
    b"1e308",
    b"2024-02-30",
    b"true",
    b"null",
    b"**",
    b"- ",
    b"](",
    b"```",
    b"|--|",
    "\u{202e}".as_bytes(),
    "İ".as_bytes(),
    "ŵ\u{301}".as_bytes(),
];

fn change(chance: &mut Chance, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(24)).min(bytes.len());
        match chance.below(6) {
            0 => drop(bytes.splice(at..end, [])),
            1 => drop(bytes.splice(at..at, PIECES[chance.below(PIECES.len())].iter().copied())),
            2 => drop(bytes.splice(at..end, PIECES[chance.below(PIECES.len())].iter().copied())),
            3 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            4 => {
                let piece = bytes[at..end].to_vec();
                let times = 1 + chance.below(40);
                drop(bytes.splice(at..at, piece.repeat(times)));
            }
            _ => {
                let other = &seeds[chance.below(seeds.len())];
                let from = chance.below(other.len() + 1);
                let to = (from + chance.below(200)).min(other.len());
                drop(bytes.splice(at..end, other[from..to].iter().copied()));
            }
        }
    }
    bytes
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [target, folder, seconds] = &arguments[..] else {
        eprintln!("by_chance TARGET FOLDER SECONDS");
        return ExitCode::from(2);
    };
    let known = fuzz::targets::ALL.iter().find(|(name, _)| name == target);
    let (Some((_, run)), Ok(seconds)) = (known, seconds.parse()) else {
        eprintln!("there is no target {target}, or {seconds} is no number of seconds");
        return ExitCode::from(2);
    };
    let Ok(entries) = fs::read_dir(folder) else {
        eprintln!("{folder} cannot be read");
        return ExitCode::from(2);
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let seeds: Vec<Vec<u8>> = paths
        .iter()
        .filter_map(|path| fs::read(path).ok())
        .collect();
    if seeds.is_empty() {
        eprintln!("{folder} holds no seeds");
        return ExitCode::from(2);
    }
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut inputs, mut slowest) = (0_u64, Duration::ZERO);
    while Instant::now() < end {
        let bytes = if inputs < seeds.len() as u64 {
            seeds[inputs as usize].clone()
        } else {
            change(&mut chance, &seeds)
        };
        let started = Instant::now();
        let outcome = catch_unwind(|| run(&bytes));
        let took = started.elapsed();
        inputs += 1;
        slowest = slowest.max(took);
        if outcome.is_err() || took > LONGEST {
            let _ = fs::write(format!("by_chance-{target}"), &bytes);
            eprintln!(
                "{target}: input {inputs} failed or took {took:?}; it is in by_chance-{target}"
            );
            return ExitCode::FAILURE;
        }
    }
    println!("{target}: {inputs} inputs, the slowest took {slowest:?}");
    ExitCode::SUCCESS
}
