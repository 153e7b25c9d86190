//! Reads XML without trusting it: no deeper than a limit, with no entity but those of XML itself.

use std::io::BufRead;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{too_large, unreadable};
use crate::diagnostics::Place;
use crate::ingest::row::Stop;
use crate::limits::MAX_XML_DEPTH;

/// The elements of one part of a workbook, one after the other.
pub(super) struct Document<'f, R> {
    pub(super) file: &'f str,
    reader: Reader<R>,
    buffer: Vec<u8>,
    /// How many elements are open.
    pub(super) depth: usize,
}

impl<'f, R: BufRead> Document<'f, R> {
    pub(super) fn new(file: &'f str, content: R) -> Self {
        let mut reader = Reader::from_reader(content);
        reader.config_mut().expand_empty_elements = true;
        Document {
            file,
            reader,
            buffer: Vec::new(),
            depth: 0,
        }
    }

    /// The next piece of the file, which ends before the outermost element is closed only if it is cut short.
    pub(super) fn next(&mut self) -> Result<Event<'_>, Stop> {
        self.buffer.clear();
        let event = self
            .reader
            .read_event_into(&mut self.buffer)
            .map_err(|_| damaged(self.file))?;
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof if self.depth > 0 => return Err(damaged(self.file)),
            _ => {}
        }
        if self.depth > MAX_XML_DEPTH {
            return Err(too_large(
                Place::whole(self.file),
                format!("elements of the workbook are nested more than {MAX_XML_DEPTH} deep"),
            ));
        }
        Ok(event)
    }

    /// Passes over the rest of the element that was just opened.
    pub(super) fn skip(&mut self) -> Result<(), Stop> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }
}

pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// The character that an entity of XML itself stands for. Others a file may not define: they are how a small
/// file becomes a large one.
pub(super) fn resolve<'b>(entity: &BytesRef<'_>, buffer: &'b mut [u8; 4]) -> Option<&'b str> {
    if let Some(text) = resolve_xml_entity(entity.as_ref()) {
        return Some(text);
    }
    let character = entity.resolve_char_ref().ok()??;
    Some(character.encode_utf8(buffer))
}

pub(super) fn damaged(file: &str) -> Stop {
    unreadable(file, "the workbook is damaged or cut short")
}
