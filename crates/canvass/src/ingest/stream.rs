use std::io;

use encoding_rs::{CoderResult, Decoder, Encoding};

use super::source::{PIECE, Source};

/// How the bytes of a text become characters.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    /// Where the text starts, behind a byte order mark.
    pub(super) start: u64,
    /// `None` for what is UTF-8 already.
    pub(super) encoding: Option<&'static Encoding>,
    /// Whether there are zero bytes to pass over.
    pub(super) zeros: bool,
}

impl Reading {
    /// UTF-8 from the start.
    pub(super) const UTF_8: Reading = Reading {
        start: 0,
        encoding: None,
        zeros: false,
    };
}

/// The text of a source in UTF-8, a piece at a time.
pub(super) struct Stream<'s> {
    source: &'s Source<'s>,
    at: u64,
    zeros: bool,
    decoding: Option<Decoding>,
    /// Whether a byte could not be read as a character.
    pub(super) damaged: bool,
}

struct Decoding {
    decoder: Decoder,
    /// Bytes that are not decoded yet.
    piece: Vec<u8>,
    from: usize,
    to: usize,
    is_last: bool,
    is_done: bool,
}

impl<'s> Stream<'s> {
    pub(super) fn new(source: &'s Source<'s>, reading: Reading) -> Self {
        Stream {
            source,
            at: reading.start,
            zeros: reading.zeros,
            decoding: reading.encoding.map(|encoding| Decoding {
                decoder: encoding.new_decoder_without_bom_handling(),
                piece: vec![0; PIECE],
                from: 0,
                to: 0,
                is_last: false,
                is_done: false,
            }),
            damaged: false,
        }
    }

    /// Writes the next bytes of the text; none at its end, or where there is room for fewer than four. A character may
    /// stand in two pieces.
    pub(super) fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let length = match &mut self.decoding {
                None => self.source.read_at(self.at, into)?,
                Some(_) => self.decode(into)?,
            };
            if self.decoding.is_none() {
                self.at += length as u64;
            }
            if !self.zeros || length == 0 {
                return Ok(length);
            }
            let kept = without_zeros(&mut into[..length]);
            if kept > 0 {
                return Ok(kept);
            }
        }
    }

    fn decode(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Some(decoding) = &mut self.decoding else {
            return Ok(0);
        };
        while !decoding.is_done {
            if decoding.from == decoding.to && !decoding.is_last {
                let length = self.source.read_at(self.at, &mut decoding.piece)?;
                self.at += length as u64;
                (decoding.from, decoding.to) = (0, length);
                decoding.is_last = length == 0;
            }
            let rest = &decoding.piece[decoding.from..decoding.to];
            let (result, read, written, damaged) =
                decoding
                    .decoder
                    .decode_to_utf8(rest, into, decoding.is_last);
            self.damaged |= damaged;
            decoding.from += read;
            decoding.is_done = decoding.is_last && result == CoderResult::InputEmpty;
            // Where there is too little room for the next character, nothing is written.
            if written > 0 || (result == CoderResult::OutputFull && read == 0) {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

/// Moves what is no zero byte to the front; how many bytes these are.
fn without_zeros(bytes: &mut [u8]) -> usize {
    if memchr::memchr(0, bytes).is_none() {
        return bytes.len();
    }
    let mut kept = 0;
    for at in 0..bytes.len() {
        if bytes[at] != 0 {
            bytes[kept] = bytes[at];
            kept += 1;
        }
    }
    kept
}
