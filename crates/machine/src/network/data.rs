//! The two hosts that lessons like to ask: what they answer has the shape of the real answers.

use super::page::{noise, picture};
use super::{Content, Request, hash, quoted, words};

/// The longest delay that `/delay/N` keeps to, in seconds, as at the real host.
const MAX_DELAY: f64 = 10.0;

/// `httpbin.org`: does what the path says.
pub fn httpbin(request: &Request<'_>) -> Content {
    let mut parts = request.path.trim_matches('/').split('/');
    let (what, argument) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let seed = hash(request.url, 0);
    let missing = || Content::new(404, "text/html", "<title>404 Not Found</title>\n");
    match what {
        "" | "html" => Content::new(
            200,
            "text/html; charset=utf-8",
            format!(
                "<!DOCTYPE html>\n<html>\n<body>\n<h1>{}</h1>\n<p>{}.</p>\n</body>\n</html>\n",
                words(seed, 3),
                words(seed, 200)
            ),
        ),
        "get" | "post" | "put" | "patch" | "delete" | "anything" => {
            Content::json(200, echo(request))
        }
        "delay" => match argument.parse::<f64>() {
            Ok(seconds) if seconds >= 0.0 => {
                let mut content = Content::json(200, echo(request));
                content.delay_ns = (seconds.min(MAX_DELAY) * 1e9) as u64;
                content
            }
            _ => missing(),
        },
        "status" => match argument.parse() {
            Ok(status @ 100..=599) => Content::new(status, "text/html; charset=utf-8", ""),
            _ => missing(),
        },
        "bytes" => match argument.parse() {
            Ok(n) => Content::new(200, "application/octet-stream", noise(seed, n)),
            _ => missing(),
        },
        "stream" => match argument.parse::<u64>() {
            Ok(n) => {
                let line = |i| {
                    format!("{{\"url\": {}, \"args\": {{}}, \"id\": {i}}}\n", quoted(request.url))
                };
                Content::json(200, (0..n.min(100)).map(line).collect())
            }
            _ => missing(),
        },
        "json" => Content::json(
            200,
            "{\"slideshow\": {\"author\": \"Yours Truly\", \"date\": \"date of publication\", \
             \"slides\": [{\"title\": \"Wake up to WonderWidgets!\", \"type\": \"all\"}], \
             \"title\": \"Sample Slide Show\"}}\n"
                .to_owned(),
        ),
        "uuid" => {
            let (a, b) = (hash("a", seed), hash("b", seed));
            let uuid = format!(
                "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
                a >> 32,
                a >> 16 & 0xffff,
                a & 0xfff,
                b >> 48 & 0xfff,
                b & 0xffff_ffff_ffff
            );
            Content::json(200, format!("{{\"uuid\": \"{uuid}\"}}\n"))
        }
        "ip" => Content::json(200, "{\"origin\": \"192.0.2.1\"}\n".to_owned()),
        "user-agent" => Content::json(200, "{\"user-agent\": \"python (simulated)\"}\n".to_owned()),
        "headers" => Content::json(200, "{\"headers\": {\"Host\": \"httpbin.org\"}}\n".to_owned()),
        "image" => match argument {
            "png" | "" => picture(seed, "PNG", "image/png"),
            "jpeg" => picture(seed, "JPEG", "image/jpeg"),
            "webp" => picture(seed, "WEBP", "image/webp"),
            _ => missing(),
        },
        _ => missing(),
    }
}

fn echo(request: &Request<'_>) -> String {
    let args: Vec<String> = pairs(request.query)
        .map(|(name, value)| format!("{}: {}", quoted(&decoded(name)), quoted(&decoded(value))))
        .collect();
    let body = String::from_utf8_lossy(request.body);
    let is_json = matches!(body.trim_start().as_bytes().first(), Some(b'{' | b'[' | b'"'));
    let form: Vec<String> = if is_json {
        Vec::new()
    } else {
        pairs(&body)
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{}: {}", quoted(&decoded(name)), quoted(&decoded(value))))
            .collect()
    };
    format!(
        "{{\"args\": {{{}}}, \"data\": {}, \"form\": {{{}}}, \"headers\": {{\"Host\": {}}}, \"json\": {}, \"method\": {}, \"origin\": \"192.0.2.1\", \"url\": {}}}\n",
        args.join(", "),
        quoted(if is_json { &body } else { "" }),
        form.join(", "),
        quoted(request.host),
        if is_json { body.trim() } else { "null" },
        quoted(request.method),
        quoted(request.url)
    )
}

fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.split('&').filter(|p| !p.is_empty()).map(|p| p.split_once('=').unwrap_or((p, "")))
}

/// A part of a query with `+` and `%20` read.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(&b) = bytes.get(i) {
        let code = match b {
            b'%' => bytes
                .get(i + 1..i + 3)
                .and_then(|digits| std::str::from_utf8(digits).ok())
                .and_then(|digits| u8::from_str_radix(digits, 16).ok()),
            _ => None,
        };
        out.push(match (b, code) {
            (_, Some(code)) => code,
            (b'+', None) => b' ',
            (b, None) => b,
        });
        i += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// `jsonplaceholder.typicode.com`: posts, comments, albums, photos, todos, users.
pub fn placeholder(request: &Request<'_>) -> Content {
    let parts: Vec<&str> = request.path.trim_matches('/').split('/').collect();
    let Some(count) = size(parts[0]) else {
        return if parts[0].is_empty() {
            Content::new(200, "text/html", "<h1>JSONPlaceholder (simulated)</h1>\n")
        } else {
            Content::json(404, "{}".to_owned())
        };
    };
    let id = parts.get(1).map(|text| text.parse::<u64>().unwrap_or(0));
    match (request.method, id) {
        ("POST", None) => {
            let body = String::from_utf8_lossy(request.body);
            let fields = body.trim().trim_start_matches('{').trim_end_matches('}').trim();
            let comma = if fields.is_empty() { "" } else { ", " };
            let new = count + 1;
            let fields = if body.trim_start().starts_with('{') { fields } else { "" };
            let comma = if fields.is_empty() { "" } else { comma };
            Content::json(201, format!("{{{fields}{comma}\"id\": {new}}}"))
        }
        ("DELETE", Some(_)) => Content::json(200, "{}".to_owned()),
        (_, Some(id)) if !(1..=count).contains(&id) => Content::json(404, "{}".to_owned()),
        (_, Some(id)) => match parts.get(2) {
            None => Content::json(200, record(parts[0], id)),
            Some(inner) => list(inner, &[(owner(parts[0]), id)]),
        },
        (_, None) => {
            let filters: Vec<(&str, u64)> = pairs(request.query)
                .filter_map(|(name, value)| Some((name, value.parse().ok()?)))
                .collect();
            list(parts[0], &filters)
        }
    }
}

fn size(what: &str) -> Option<u64> {
    Some(match what {
        "posts" | "albums" => 100,
        "comments" => 500,
        "photos" => 5000,
        "todos" => 200,
        "users" => 10,
        _ => return None,
    })
}

/// What other records call one of these.
fn owner(what: &str) -> &'static str {
    match what {
        "posts" => "postId",
        "albums" => "albumId",
        _ => "userId",
    }
}

/// The field that says whose a record is, and how many each one has.
fn belongs(what: &str) -> Option<(&'static str, u64)> {
    match what {
        "posts" | "albums" => Some(("userId", 10)),
        "comments" => Some(("postId", 5)),
        "photos" => Some(("albumId", 50)),
        "todos" => Some(("userId", 20)),
        _ => None,
    }
}

fn list(what: &str, filters: &[(&str, u64)]) -> Content {
    let Some(count) = size(what) else { return Content::json(404, "{}".to_owned()) };
    let wanted = |id: u64| {
        filters.iter().all(|(name, value)| match belongs(what) {
            _ if *name == "id" => id == *value,
            _ if *name == "_limit" => id <= *value,
            Some((field, each)) if field == *name => id.div_ceil(each) == *value,
            _ => true,
        })
    };
    let records: Vec<String> =
        (1..=count).filter(|id| wanted(*id)).map(|id| record(what, id)).collect();
    Content::json(200, format!("[{}]", records.join(", ")))
}

fn record(what: &str, id: u64) -> String {
    let seed = hash(what, id);
    let title = quoted(&words(seed, 3 + seed % 5));
    let whose = belongs(what)
        .map_or(String::new(), |(field, each)| format!("\"{field}\": {}, ", id.div_ceil(each)));
    let rest = match what {
        "posts" => format!("\"title\": {title}, \"body\": {}", quoted(&words(seed ^ 1, 25))),
        "comments" => format!(
            "\"name\": {title}, \"email\": \"{}@example.com\", \"body\": {}",
            words(seed, 1),
            quoted(&words(seed ^ 1, 20))
        ),
        "photos" => format!(
            "\"title\": {title}, \"url\": \"https://via.placeholder.com/600/{id}.png\", \"thumbnailUrl\": \"https://via.placeholder.com/150/{id}.png\""
        ),
        "todos" => format!("\"title\": {title}, \"completed\": {}", seed.is_multiple_of(2)),
        "users" => {
            const NAMES: [(&str, &str); 10] = [
                ("Leanne Graham", "Bret"),
                ("Ervin Howell", "Antonette"),
                ("Clementine Bauch", "Samantha"),
                ("Patricia Lebsack", "Karianne"),
                ("Chelsey Dietrich", "Kamren"),
                ("Mrs. Dennis Schulist", "Leopoldo_Corkery"),
                ("Kurtis Weissnat", "Elwyn.Skiles"),
                ("Nicholas Runolfsdottir V", "Maxime_Nienow"),
                ("Glenna Reichert", "Delphine"),
                ("Clementina DuBuque", "Moriah.Stanton"),
            ];
            let (name, user) = NAMES[(id.clamp(1, 10) - 1) as usize];
            format!(
                "\"name\": \"{name}\", \"username\": \"{user}\", \"email\": \"{}@example.com\", \"address\": {{\"city\": {}}}, \"company\": {{\"name\": {}}}",
                user.to_lowercase(),
                quoted(&words(seed, 1)),
                quoted(&words(seed, 2))
            )
        }
        _ => format!("\"title\": {title}"),
    };
    format!("{{{whose}\"id\": {id}, {rest}}}")
}
