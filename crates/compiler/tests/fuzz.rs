//! Damaged programs never make the compiler panic, and what still compiles is sound.

use timeslice_compiler::{Mode, Options, check, compile, verify};

const PROGRAM: &str = include_str!("data/everything.py");
const SNIPPETS: &str = include_str!("syntax/snippets.txt");

/// A fixed sequence of numbers that look random.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % bound.max(1)
    }
}

fn try_compile(text: &str) {
    for mode in [Mode::Exec, Mode::Eval] {
        let options = Options { file_name: "fuzz.py", mode, library: false };
        if let Ok(code) = compile(text, &options) {
            verify::verify(&code).unwrap_or_else(|fault| panic!("{fault} in:\n{text}"));
        }
    }
}

/// Cuts `text` into words, signs and white space.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let end = if word(first) {
            rest.find(|c| !word(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        pieces.push(&rest[..end]);
        rest = &rest[end..];
    }
    pieces
}

#[test]
fn everything_compiles() {
    let options = Options { file_name: "everything.py", mode: Mode::Exec, library: false };
    let code = compile(PROGRAM, &options).unwrap_or_else(|d| panic!("{d:#?}"));
    verify::verify(&code).expect("sound code");
}

#[test]
fn mutated_programs_do_not_panic() {
    let mut numbers = Numbers(1);
    let blocks: Vec<&str> = PROGRAM.split("\n\n\n").chain(SNIPPETS.split("### \n")).collect();
    let words: Vec<&str> = pieces(PROGRAM);
    let odd = [
        "é", "“", "\u{a0}", "\t", "\\", "\"", "'''", "{", "}", "(", "]", "\n", "  ", "0x", "1_",
        "\0",
    ];
    let rounds = std::env::var("TIMESLICE_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(3000);
    let rounds: usize = rounds;
    for round in 0..rounds {
        let block = blocks[numbers.below(blocks.len())];
        let mut parts: Vec<&str> = pieces(block);
        for _ in 0..=numbers.below(4) {
            let at = numbers.below(parts.len());
            match numbers.below(5) {
                0 if !parts.is_empty() => {
                    parts.remove(at);
                }
                1 => parts.insert(at, odd[numbers.below(odd.len())]),
                2 => parts.insert(at, words[numbers.below(words.len())]),
                3 if !parts.is_empty() => {
                    let other = numbers.below(parts.len());
                    parts.swap(at, other);
                }
                _ => parts.truncate(at),
            }
        }
        let text = parts.concat();
        try_compile(&text);
        if round % 10 == 0 {
            check(&text);
        }
    }
}

#[test]
fn cut_off_programs_do_not_panic() {
    for (at, _) in PROGRAM.char_indices().step_by(7) {
        check(&PROGRAM[..at]);
        check(&PROGRAM[at..]);
    }
}
