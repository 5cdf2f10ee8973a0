//! "Did you mean …?": the nearest of some names (`_compute_suggestion_error`, Lib/traceback.py).

const MAX_CANDIDATES: usize = 750;
const MAX_LENGTH: usize = 40;
const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;

/// The candidate nearest to `wrong`, when one is near enough.
pub fn closest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wrong_chars: Vec<char> = wrong.chars().collect();
    if wrong_chars.len() > MAX_LENGTH {
        return None;
    }
    let mut best: Option<(&str, usize)> = None;
    for (index, candidate) in candidates.enumerate() {
        if index >= MAX_CANDIDATES {
            return None;
        }
        if candidate == wrong {
            continue;
        }
        let chars: Vec<char> = candidate.chars().collect();
        let limit = (chars.len() + wrong_chars.len() + 3) * MOVE_COST / 6;
        let limit = best.map_or(limit, |(_, d)| limit.min(d.saturating_sub(1)));
        let d = distance(&wrong_chars, &chars, limit);
        if d <= limit {
            best = Some((candidate, d));
        }
    }
    best.map(|(name, _)| name)
}

fn substitution(a: char, b: char) -> usize {
    if a == b {
        0
    } else if a.to_lowercase().eq(b.to_lowercase()) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

/// Weighted Levenshtein distance; more than `limit` where it exceeds it.
fn distance(mut a: &[char], mut b: &[char], limit: usize) -> usize {
    while let (Some(x), Some(y)) = (a.first(), b.first()) {
        if x != y {
            break;
        }
        (a, b) = (&a[1..], &b[1..]);
    }
    while let (Some(x), Some(y)) = (a.last(), b.last()) {
        if x != y {
            break;
        }
        (a, b) = (&a[..a.len() - 1], &b[..b.len() - 1]);
    }
    if a.is_empty() || b.is_empty() {
        return MOVE_COST * (a.len() + b.len());
    }
    if a.len() > MAX_LENGTH || b.len() > MAX_LENGTH {
        return limit + 1;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|i| i * MOVE_COST).collect();
    let mut result = 0;
    for (i, y) in b.iter().enumerate() {
        let mut diagonal = i * MOVE_COST;
        result = diagonal + MOVE_COST;
        let mut left = result;
        let mut least = usize::MAX;
        for (j, x) in a.iter().enumerate() {
            let replaced = diagonal + substitution(*x, *y);
            diagonal = row[j];
            result = replaced.min(left.min(row[j]) + MOVE_COST);
            row[j] = result;
            left = result;
            least = least.min(result);
        }
        if least > limit {
            return limit + 1;
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn near_names_are_found_as_cpython_finds_them() {
        let names = ["counter", "print", "threading", "value"];
        assert_eq!(closest("conter", names.into_iter()), Some("counter"));
        assert_eq!(closest("Print", names.into_iter()), Some("print"));
        assert_eq!(closest("xyz", names.into_iter()), None);
    }
}
