//! `random.Random`'s generator: MT19937 as CPython seeds and reads it
//! (`Modules/_randommodule.c`).
//!
//! A plain value: cloning it is a snapshot.

use sha2::{Digest, Sha512};

const SIZE: usize = 624;
const MIDDLE: usize = 397;

/// The generator's state.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mersenne {
    words: Box<[u32; SIZE]>,
    next: usize,
}

impl Mersenne {
    /// `random.seed(n)`: the 32-bit limbs of the magnitude, least significant first.
    pub fn from_limbs(limbs: &[u32]) -> Mersenne {
        // The magnitude zero is one limb.
        let limbs = if limbs.is_empty() { &[0] } else { limbs };
        let mut random = Mersenne::from_word(19_650_218);
        random.mix_in(limbs);
        random
    }

    /// `random.seed(n)` for an integer of word size; its sign does not count.
    pub fn from_i64(seed: i64) -> Mersenne {
        let magnitude = seed.unsigned_abs();
        let limbs = [magnitude as u32, (magnitude >> 32) as u32];
        let used = if limbs[1] == 0 { 1 } else { 2 };
        Mersenne::from_limbs(&limbs[..used])
    }

    /// `random.seed(text)` with the text's UTF-8 bytes, or `random.seed(bytes)`: the bytes
    /// followed by their SHA-512, as one large number (`Lib/random.py`, version 2).
    pub fn from_bytes(bytes: &[u8]) -> Mersenne {
        let mut big_endian = bytes.to_vec();
        big_endian.extend_from_slice(&Sha512::digest(bytes));
        let mut limbs: Vec<u32> = big_endian
            .rchunks(4)
            .map(|chunk| chunk.iter().fold(0, |limb, &byte| limb << 8 | u32::from(byte)))
            .collect();
        while limbs.len() > 1 && limbs.last() == Some(&0) {
            limbs.pop();
        }
        Mersenne::from_limbs(&limbs)
    }

    /// The next 32 random bits.
    pub fn next_u32(&mut self) -> u32 {
        if self.next >= SIZE {
            self.refill();
        }
        let mut word = self.words[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    /// `random.random()`: 53 random bits over 2**53.
    pub fn random(&mut self) -> f64 {
        let high = self.next_u32() >> 5;
        let low = self.next_u32() >> 6;
        (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
    }

    /// `random.getrandbits(count)` for up to 64 bits.
    pub fn bits_u64(&mut self, count: u32) -> u64 {
        match count {
            0 => 0,
            1..=32 => u64::from(self.next_u32() >> (32 - count)),
            _ => {
                let low = u64::from(self.next_u32());
                let high = u64::from(self.next_u32() >> (64 - count.min(64)));
                high << 32 | low
            }
        }
    }

    /// `random.getrandbits(count)` as 32-bit limbs, least significant first.
    pub fn bits_limbs(&mut self, count: u32) -> Vec<u32> {
        let mut left = count;
        let mut limbs = Vec::with_capacity(count.div_ceil(32) as usize);
        while left > 0 {
            let word = self.next_u32();
            limbs.push(if left < 32 { word >> (32 - left) } else { word });
            left = left.saturating_sub(32);
        }
        limbs
    }

    /// A number below `bound`, as `Random._randbelow_with_getrandbits` draws it; zero for a
    /// bound of zero.
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        let count = 64 - bound.leading_zeros();
        loop {
            let drawn = self.bits_u64(count);
            if drawn < bound {
                return drawn;
            }
        }
    }

    /// `random.getstate()[1]`: 624 words and the index of the next one.
    pub fn state(&self) -> (&[u32; SIZE], usize) {
        (&self.words, self.next)
    }

    /// `random.setstate`; `None` where the index is out of range or there are not 624 words
    /// ("invalid state" and "state vector is the wrong size" in CPython).
    pub fn from_state(words: &[u32], next: usize) -> Option<Mersenne> {
        if next > SIZE {
            return None;
        }
        let words = Box::new(<[u32; SIZE]>::try_from(words).ok()?);
        Some(Mersenne { words, next })
    }

    fn from_word(seed: u32) -> Mersenne {
        let mut words = Box::new([0; SIZE]);
        words[0] = seed;
        for at in 1..SIZE {
            let before = words[at - 1];
            words[at] =
                (before ^ (before >> 30)).wrapping_mul(1_812_433_253).wrapping_add(at as u32);
        }
        Mersenne { words, next: SIZE }
    }

    /// `init_by_array` of the reference implementation.
    fn mix_in(&mut self, key: &[u32]) {
        let words = &mut self.words;
        let mut at = 1;
        let mut step = |at: &mut usize, factor: u32, term: &dyn Fn(usize) -> u32| {
            let before = words[*at - 1];
            let mixed = words[*at] ^ (before ^ (before >> 30)).wrapping_mul(factor);
            words[*at] = mixed.wrapping_add(term(*at));
            *at += 1;
            if *at >= SIZE {
                words[0] = words[SIZE - 1];
                *at = 1;
            }
        };
        for round in 0..key.len().max(SIZE) {
            let limb = round % key.len();
            step(&mut at, 1_664_525, &|_| key[limb].wrapping_add(limb as u32));
        }
        for _ in 1..SIZE {
            step(&mut at, 1_566_083_941, &|at| (at as u32).wrapping_neg());
        }
        words[0] = 0x8000_0000;
    }

    fn refill(&mut self) {
        let words = &mut self.words;
        for at in 0..SIZE {
            let joined = (words[at] & 0x8000_0000) | (words[(at + 1) % SIZE] & 0x7fff_ffff);
            let twist = if joined & 1 == 1 { 0x9908_b0df } else { 0 };
            words[at] = words[(at + MIDDLE) % SIZE] ^ (joined >> 1) ^ twist;
        }
        self.next = 0;
    }
}
