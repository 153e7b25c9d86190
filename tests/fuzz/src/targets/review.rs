//! A review sheet that came back, as text, as the worksheet of a workbook, or as a whole workbook.

use canvass::coding::decisions::{Decided, Moment};
use canvass::review::{Importer, import};

/// Reads one input.
pub fn run(bytes: &[u8]) {
    let world = crate::world();
    let sheet = if bytes.starts_with(b"<") {
        crate::worksheet(&[bytes])
    } else {
        bytes.to_vec()
    };
    let decided = Decided::default();
    let importer = Importer {
        project: &world.project,
        waves: &[world.reviewed()],
        decided: &decided,
        coder: Some("Ann"),
        adjudicates: bytes.len() % 2 == 0,
        now: Moment::from_unix(1_800_000_000).expect("a time"),
    };
    match import(&importer, crate::FILE, &sheet) {
        Ok(imported) => {
            crate::located(&imported.diagnostics);
            let known = &world.responses;
            for decision in &imported.value.decisions {
                assert_eq!(&decision.answer.wave, known.wave());
                assert!(known.respondent(decision.answer.response).is_some());
            }
        }
        Err(faults) => crate::located(&faults),
    }
}
