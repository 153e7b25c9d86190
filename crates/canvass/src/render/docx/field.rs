//! Fields: places that Word can fill in anew. Every one is filled in already.

use super::xml::Xml;

/// Opens a field that Word fills by `code`; what is written next is what it reads now.
pub(super) fn open(xml: &mut Xml, code: &str) {
    mark(xml, "begin");
    xml.element("w:r", &[], |xml| {
        xml.text("w:instrText", &format!(" {code} "));
    });
    mark(xml, "separate");
}

/// Closes the field opened last.
pub(super) fn close(xml: &mut Xml) {
    mark(xml, "end");
}

/// A field that reads `result`.
pub(super) fn field(xml: &mut Xml, code: &str, result: &str) {
    open(xml, code);
    xml.element("w:r", &[], |xml| xml.text("w:t", result));
    close(xml);
}

fn mark(xml: &mut Xml, kind: &str) {
    xml.element("w:r", &[], |xml| {
        xml.empty("w:fldChar", &[("w:fldCharType", kind)]);
    });
}
