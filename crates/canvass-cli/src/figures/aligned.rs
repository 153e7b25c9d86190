/// Where the words of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// A plain table: words in columns, two spaces between them, no lines drawn. Read aloud row by row it is the
/// label and then its figures.
pub(crate) fn table(columns: &[(&str, Side)], rows: &[Vec<String>]) -> String {
    let width = |column: usize, heading: &str| {
        let cells = rows
            .iter()
            .filter_map(|row| row.get(column))
            .map(String::as_str);
        let widths = cells.chain([heading]).map(|cell| cell.chars().count());
        widths.max().unwrap_or(0)
    };
    let widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(at, (heading, _))| width(at, heading))
        .collect();
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let mut line = String::new();
        for ((cell, (_, side)), width) in cells.zip(columns).zip(&widths) {
            let padded = match side {
                Side::Left => format!("{cell:<width$}"),
                Side::Right => format!("{cell:>width$}"),
            };
            if !line.is_empty() {
                line.push_str("  ");
            }
            line.push_str(&padded);
        }
        format!("{}\n", line.trim_end())
    };
    let heading = line(&mut columns.iter().map(|(heading, _)| *heading));
    let rows = rows
        .iter()
        .map(|row| line(&mut row.iter().map(String::as_str)));
    std::iter::once(heading).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let columns = [
            ("Answer", Side::Left),
            ("Respondents", Side::Right),
            ("Note", Side::Left),
        ];
        let rows = [["Tŷ", "7", "few"], ["A longer label", "1,204", ""]]
            .map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(
            table(&columns, &rows),
            "Answer          Respondents  Note\n\
             Tŷ                        7  few\n\
             A longer label        1,204\n"
        );
    }
}
