//! Which names lead to which.

/// What leads to what, by number.
pub(super) type Edges = Vec<Vec<usize>>;

/// The parts of a graph within which everything leads to everything else, each after all that it leads to. One that
/// leads nowhere but out of itself is a part of its own. Takes time in proportion to the edges.
///
/// Source: Tarjan, Depth-first search and linear graph algorithms, SIAM Journal on Computing 1 (1972).
pub(super) fn components(edges: &Edges) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let mut found = Vec::new();
    let mut number = vec![UNSEEN; edges.len()];
    // The lowest number that is known to be within reach and open.
    let mut low = vec![UNSEEN; edges.len()];
    let mut is_open = vec![false; edges.len()];
    let mut open = Vec::new();
    let mut next = 0;
    for root in 0..edges.len() {
        if number[root] != UNSEEN {
            continue;
        }
        // The way from the root, each with the edges that have been followed.
        let mut way = vec![(root, 0)];
        while let Some((node, followed)) = way.last_mut() {
            let (node, edge) = (*node, *followed);
            if edge == 0 && number[node] == UNSEEN {
                number[node] = next;
                low[node] = next;
                next += 1;
                open.push(node);
                is_open[node] = true;
            }
            if let Some(&to) = edges[node].get(edge) {
                *followed += 1;
                if number[to] == UNSEEN {
                    way.push((to, 0));
                } else if is_open[to] {
                    low[node] = low[node].min(number[to]);
                }
                continue;
            }
            way.pop();
            if let Some((before, _)) = way.last() {
                low[*before] = low[*before].min(low[node]);
            }
            if low[node] == number[node] {
                let mut part = Vec::new();
                while let Some(last) = open.pop() {
                    is_open[last] = false;
                    part.push(last);
                    if last == node {
                        break;
                    }
                }
                found.push(part);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(edges: &[&[usize]]) -> Vec<Vec<usize>> {
        let edges: Edges = edges.iter().map(|to| to.to_vec()).collect();
        let mut parts = components(&edges);
        for part in &mut parts {
            part.sort_unstable();
        }
        parts
    }

    #[test]
    fn a_part_comes_after_what_it_leads_to() {
        assert_eq!(sorted(&[&[1, 2], &[2], &[]]), [[2], [1], [0]]);
        assert_eq!(sorted(&[&[], &[]]), [[0], [1]]);
    }

    #[test]
    fn what_leads_to_each_other_is_one_part() {
        // 0 and 1 lead to each other, 2 leads to itself, and 3 is on the way from one circle to the other.
        let edges: [&[usize]; 4] = [&[1, 3], &[0], &[2], &[2]];
        assert_eq!(sorted(&edges), [vec![2], vec![3], vec![0, 1]]);
        let crossed: [&[usize]; 5] = [&[1], &[2, 3], &[0], &[4], &[3]];
        assert_eq!(sorted(&crossed), [vec![3, 4], vec![0, 1, 2]]);
    }

    #[test]
    fn a_long_way_takes_no_stack() {
        let edges: Edges = (0..200_000).map(|at| vec![(at + 1) % 200_000]).collect();
        assert_eq!(components(&edges).len(), 1);
    }
}
