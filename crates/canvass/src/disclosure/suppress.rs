/// Which of the counts of a table must not be published.
///
/// `base` is published with the table; `None` counts were not offered. In an additive table the counts of the
/// lines in `parts` sum to `base`.
///
/// Primary: a count from 1 to below the threshold, or one that leaves from 1 to below the threshold of the
/// base. Complementary, for additive tables: the smallest other counts, until what is hidden could be anything
/// from small to large for each hidden line (methods, section 11).
pub(super) fn suppressed(
    counts: &[Option<u64>],
    base: u64,
    additive: bool,
    threshold: u64,
) -> Vec<bool> {
    let is_small = |count: u64| (1..threshold).contains(&count);
    if is_small(base) {
        return vec![true; counts.len()];
    }
    let mut hidden: Vec<bool> = counts
        .iter()
        .map(|count| count.is_some_and(|c| is_small(c) || is_small(base - c.min(base))))
        .collect();
    if additive {
        hide_complements(counts, &mut hidden, threshold);
    }
    hidden
}

fn hide_complements(counts: &[Option<u64>], hidden: &mut [bool], threshold: u64) {
    loop {
        let of_hidden = || {
            counts
                .iter()
                .zip(hidden.iter())
                .filter(|(_, h)| **h)
                .filter_map(|(c, _)| *c)
        };
        let (lines, sum) = (of_hidden().count() as u64, of_hidden().sum::<u64>());
        // Every hidden line is known to be at least 1, so at most `sum - (lines - 1)`.
        let safe = lines == 0 || (lines >= 2 && sum + 1 - lines >= threshold);
        if safe {
            return;
        }
        let next = counts
            .iter()
            .enumerate()
            .filter(|(line, _)| !hidden[*line])
            .filter_map(|(line, count)| count.filter(|c| *c > 0).map(|c| (c, line)))
            .min();
        match next {
            Some((_, line)) => hidden[line] = true,
            None => return hidden.fill(true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(counts: &[u64], base: u64, additive: bool) -> Vec<usize> {
        let counts: Vec<Option<u64>> = counts.iter().copied().map(Some).collect();
        let hidden = suppressed(&counts, base, additive, 5);
        (0..counts.len()).filter(|line| hidden[*line]).collect()
    }

    #[test]
    fn counts_below_the_threshold_are_hidden_and_nought_is_not() {
        assert_eq!(hidden(&[0, 4, 5, 30], 60, false), [1]);
    }

    #[test]
    fn a_count_that_leaves_few_of_the_base_is_hidden() {
        assert_eq!(hidden(&[56, 60, 55], 60, false), [0]);
    }

    #[test]
    fn one_hidden_line_of_an_additive_table_takes_the_smallest_other_with_it() {
        assert_eq!(hidden(&[3, 20, 12, 0, 180], 215, true), [0, 2]);
    }

    #[test]
    fn hidden_lines_that_sum_to_little_take_another_with_them() {
        // 2 and 2 are hidden and sum to 4: each could only be 1 to 3.
        assert_eq!(hidden(&[2, 2, 40, 50], 94, true), [0, 1, 2]);
    }

    #[test]
    fn when_nothing_else_is_left_everything_is_hidden() {
        assert_eq!(hidden(&[3, 0, 0], 3, true), [0, 1, 2]);
        assert_eq!(hidden(&[4, 4, 0], 8, true), [0, 1]);
    }

    #[test]
    fn a_small_base_hides_the_whole_table() {
        assert_eq!(hidden(&[0, 4], 4, false), [0, 1]);
    }

    #[test]
    fn no_hidden_line_can_be_worked_out() {
        // Every additive table of three lines up to 12 each: the hidden counts, each at least 1, admit at
        // least `threshold` values for each hidden line that had to be hidden.
        for a in 0..12 {
            for b in 0..12 {
                for c in 0..12u64 {
                    let (counts, base) = ([a, b, c], a + b + c);
                    let lines = hidden(&counts, base, true);
                    if base < 5 || lines.len() == 3 {
                        continue;
                    }
                    let sum: u64 = lines.iter().map(|l| counts[*l]).sum();
                    for line in &lines {
                        let most = sum - (lines.len() as u64 - 1);
                        assert!(most >= 5, "{counts:?} gives away line {line}");
                    }
                    assert_ne!(lines.len(), 1, "{counts:?} hides one line alone");
                }
            }
        }
    }
}
