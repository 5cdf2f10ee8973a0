//! The simulated network: what a server somewhere answers, as a pure function of the request and
//! the seed. Nothing here knows the host's network.
//!
//! Every name is a host, but for those that exist nowhere (`.invalid`, `.test`, and names that say
//! so) and for this machine itself, where nothing listens. A page is HTML with words and links; the
//! path's ending decides otherwise (`.json`, `.txt`, `.jpg` …).
//! Two hosts that lessons like to ask behave as the real ones do: `httpbin.org`, which does what
//! the path says, and `jsonplaceholder.typicode.com`.

mod data;
mod page;

/// An answer, and how long it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status; 0: there is no such host; -1: nothing listens there.
    pub status: i64,
    /// Header fields.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// Until the header fields arrive.
    pub latency_ns: u64,
    /// Until the body is there, after that.
    pub transfer_ns: u64,
}

/// What the answer is made of.
struct Content {
    status: i64,
    kind: &'static str,
    body: Vec<u8>,
    /// Waits this long before it answers.
    delay_ns: u64,
}

impl Content {
    fn new(status: i64, kind: &'static str, body: impl Into<Vec<u8>>) -> Content {
        Content { status, kind, body: body.into(), delay_ns: 0 }
    }

    fn json(status: i64, text: String) -> Content {
        Content::new(status, "application/json; charset=utf-8", text)
    }
}

/// A request, taken apart.
struct Request<'a> {
    url: &'a str,
    method: &'a str,
    host: &'a str,
    path: &'a str,
    query: &'a str,
    body: &'a [u8],
}

/// The least latency of a host.
const NEAR_NS: u64 = 30_000_000;
/// How much more the farthest host has.
const FAR_NS: u64 = 120_000_000;
/// How much two requests to one host differ, at most.
const JITTER_NS: u64 = 40_000_000;
/// What looking up a name that nobody has takes.
const LOOKUP_NS: u64 = 20_000_000;
/// Nanoseconds a byte: 12.5 MB/s.
const BYTE_NS: u64 = 80;
/// The greatest body, in bytes.
const MAX_BODY: usize = 4 << 20;

/// What comes back when `url` is asked for.
pub fn answer(url: &str, method: &str, body: &[u8], seed: u64) -> Answer {
    let request = parse(url, method, body);
    let near = hash(request.host, seed) % FAR_NS;
    let latency_ns = NEAR_NS + near + hash(url, seed) % JITTER_NS;
    let nobody = |status, latency_ns| Answer {
        status,
        headers: Vec::new(),
        body: Vec::new(),
        latency_ns,
        transfer_ns: 0,
    };
    if matches!(request.host, "localhost" | "127.0.0.1" | "[::1]" | "0.0.0.0") {
        return nobody(-1, 100_000);
    }
    if is_nowhere(request.host) {
        return nobody(0, LOOKUP_NS);
    }
    let mut content = match request.host.trim_start_matches("www.") {
        "httpbin.org" | "httpbingo.org" => data::httpbin(&request),
        "jsonplaceholder.typicode.com" => data::placeholder(&request),
        _ => page::page(&request),
    };
    content.body.truncate(MAX_BODY);
    let headers = vec![
        ("Content-Type", content.kind.to_owned()),
        ("Content-Length", content.body.len().to_string()),
        ("Server", "Timeslice (simulated)".to_owned()),
    ];
    if method.eq_ignore_ascii_case("HEAD") {
        content.body.clear();
    }
    Answer {
        status: content.status,
        headers,
        transfer_ns: content.body.len() as u64 * BYTE_NS,
        body: content.body,
        latency_ns: latency_ns + content.delay_ns,
    }
}

fn parse<'a>(url: &'a str, method: &'a str, body: &'a [u8]) -> Request<'a> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, rest) = rest.split_at(end);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) => name,
        _ => host,
    };
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = if path.is_empty() { "/" } else { path };
    Request { url, method, host, path, query, body }
}

/// Hosts that do not exist (RFC 2606 reserves the endings), and names that say so themselves.
fn is_nowhere(host: &str) -> bool {
    let says_so = ["nonexistent", "doesnotexist", "does-not-exist", "no-such", "invalid"];
    host.is_empty()
        || host.ends_with(".invalid")
        || host.ends_with(".test")
        || says_so.iter().any(|word| host.contains(word))
}

/// A number that depends on a text and the seed only.
fn hash(text: &str, seed: u64) -> u64 {
    let word = crate::dict::hash_bytes(text.as_bytes()) ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

/// `n` words that depend on `seed` only.
fn words(seed: u64, n: u64) -> String {
    const WORDS: [&str; 32] = [
        "thread", "lock", "queue", "event", "worker", "signal", "river", "stone", "cloud",
        "garden", "window", "paper", "market", "silver", "morning", "bridge", "forest", "harbor",
        "kitchen", "letter", "mirror", "number", "orange", "pencil", "quiet", "rocket", "summer",
        "travel", "under", "valley", "winter", "yellow",
    ];
    let picked: Vec<&str> =
        (0..n).map(|i| WORDS[(hash("word", seed.wrapping_add(i)) % 32) as usize]).collect();
    picked.join(" ")
}

/// `text` as a JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if (c as u32) < 32 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(url: &str) -> Answer {
        answer(url, "GET", b"", 0)
    }

    #[test]
    fn the_same_request_has_the_same_answer() {
        assert_eq!(get("https://python.org/a"), get("https://python.org/a"));
        assert_ne!(get("https://python.org/a").body, get("https://python.org/b").body);
        assert_ne!(
            get("https://python.org/").latency_ns,
            answer("https://python.org/", "GET", b"", 1).latency_ns
        );
    }

    #[test]
    fn hosts_that_do_not_exist() {
        assert_eq!(get("http://nowhere.invalid/").status, 0);
        assert_eq!(get("http://localhost:8000/").status, -1);
        assert_eq!(get("http://user@example.org:81").status, 200);
    }

    #[test]
    fn a_body_has_a_greatest_size() {
        assert_eq!(get("https://httpbin.org/bytes/99999999999").body.len(), MAX_BODY);
        assert_eq!(get("https://httpbin.org/bytes/-5").status, 404);
        let slow = get("https://httpbin.org/delay/99999999999999999999");
        assert!(slow.latency_ns < 11_000_000_000);
    }

    #[test]
    fn no_url_is_too_odd() {
        for url in ["", ":", "://", "http://", "http://é/ü?ö#ä", "http://a:b:c/", "a/b.jpg?/"] {
            assert_eq!(get(url), get(url));
        }
    }
}
