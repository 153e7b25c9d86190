use canvass::coding::SourceKind;
use canvass::disclosure::records::SourceRecord;
use canvass::pipeline::Analysis;
use canvass::stats::thousands;

use super::aligned::{Side, table};
use super::{INTERNAL, wave_label};

/// Where codes come from, to read: a table for each frame, with a column for each source that has given any code.
pub(crate) fn text(analysis: &Analysis, records: &[SourceRecord]) -> String {
    let project = &analysis.project;
    let mut text = format!(
        "{INTERNAL}{}: where codes come from in {}\nRespondents of each code by the source that counts most for them. Codebook: {}, version {}.\n",
        project.organisation,
        wave_label(project, project.current.as_str()),
        project.codebook.id,
        project.codebook.version,
    );
    let given = |source: &&SourceKind| {
        let mut of = records.iter().filter(|r| r.source == source.name());
        of.any(|record| record.count.is_some_and(|count| count > 0))
    };
    let sources: Vec<&SourceKind> = SourceKind::ALL.iter().filter(given).collect();
    for frame in &project.codebook.frames {
        let of_frame = |record: &&SourceRecord| record.frame == frame.id.as_str();
        let rows: Vec<Vec<String>> = frame
            .codes
            .iter()
            .map(|code| {
                let count = |source: &&SourceKind| {
                    let found = records.iter().filter(of_frame).find(|record| {
                        record.code == code.id.as_str() && record.source == source.name()
                    });
                    thousands(found.and_then(|record| record.count).unwrap_or(0))
                };
                let label = std::iter::once(code.label.clone());
                label.chain(sources.iter().map(count)).collect()
            })
            .collect();
        if records.iter().any(|record| of_frame(&record)) {
            let heads = sources.iter().map(|source| (source.name(), Side::Right));
            let heads: Vec<(&str, Side)> =
                std::iter::once(("Code", Side::Left)).chain(heads).collect();
            text.push_str(&format!(
                "\n{} ({})\n{}",
                frame.label,
                frame.id,
                table(&heads, &rows)
            ));
        }
    }
    text
}
