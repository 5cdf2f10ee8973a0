//! Pages, pictures and files of hosts that nobody knows anything about.

use super::{Content, Request, hash, quoted, words};

/// What is at an address.
pub fn page(request: &Request<'_>) -> Content {
    let seed = hash(request.url, 0);
    let name = request.path.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "jpg" | "jpeg" => picture(seed, "JPEG", "image/jpeg"),
        "png" => picture(seed, "PNG", "image/png"),
        "gif" => picture(seed, "GIF", "image/gif"),
        "webp" => picture(seed, "WEBP", "image/webp"),
        "json" => Content::json(200, object(request, seed)),
        "txt" | "md" => {
            let lines: Vec<String> = (0..20 + seed % 80).map(|i| words(seed ^ i, 10)).collect();
            Content::new(200, "text/plain; charset=utf-8", lines.join("\n") + "\n")
        }
        "csv" => {
            let rows = (1..=50).map(|i| {
                format!("{i},{},{}\n", words(seed ^ i, 1), hash("value", seed ^ i) % 1000)
            });
            let text = format!("id,name,value\n{}", rows.collect::<String>());
            Content::new(200, "text/csv; charset=utf-8", text)
        }
        "css" => Content::new(200, "text/css", "body { margin: 0 }\n"),
        "js" => Content::new(200, "text/javascript", "console.log(\"simulated\");\n"),
        "bin" | "zip" | "gz" | "pdf" | "mp3" | "mp4" | "exe" | "iso" | "tar" => {
            Content::new(200, "application/octet-stream", noise(seed, 100_000 + seed % 400_000))
        }
        _ if request.host.starts_with("api.") || request.path.contains("/api/") => {
            Content::json(200, object(request, seed))
        }
        _ if request.host.contains("picsum") || request.path.contains("/image") => {
            picture(seed, "JPEG", "image/jpeg")
        }
        _ => Content::new(200, "text/html; charset=utf-8", html(request, seed)),
    }
}

fn html(request: &Request<'_>, seed: u64) -> String {
    let mut text = format!(
        "<!DOCTYPE html>\n<html>\n<head><title>{} at {}</title></head>\n<body>\n",
        words(seed, 2),
        request.host
    );
    text.push_str(&format!("<h1>{}</h1>\n", words(seed, 3)));
    for i in 0..2 + seed % 60 {
        text.push_str(&format!("<p>{}.</p>\n", words(seed.wrapping_add(i), 40)));
    }
    text.push_str("<ul>\n");
    for i in 0..5 {
        let target = hash("link", seed.wrapping_add(i)) % 20;
        text.push_str(&format!("<li><a href=\"/page/{target}\">{}</a></li>\n", words(target, 2)));
    }
    text.push_str("</ul>\n<p>This page is simulated.</p>\n</body>\n</html>\n");
    text
}

fn object(request: &Request<'_>, seed: u64) -> String {
    let last = request.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let id = last.trim_end_matches(".json").parse::<u64>().unwrap_or(seed % 1000);
    let items: Vec<String> = (1..=5)
        .map(|i| format!("{{\"id\": {i}, \"name\": {}}}", quoted(&words(seed ^ i, 1))))
        .collect();
    format!(
        "{{\"id\": {id}, \"name\": {}, \"title\": {}, \"url\": {}, \"value\": {}, \"items\": [{}], \"simulated\": true}}",
        quoted(&words(seed, 1)),
        quoted(&words(seed, 4)),
        quoted(request.url),
        seed % 10_000,
        items.join(", ")
    )
}

/// A picture as the library's `PIL` reads it: a true header, and a note of what it shows.
pub fn picture(seed: u64, format: &str, kind: &'static str) -> Content {
    const SIZES: [(u32, u32); 6] =
        [(640, 480), (800, 600), (1280, 720), (1920, 1080), (2560, 1440), (4000, 3000)];
    let (width, height) = SIZES[(seed % 6) as usize];
    let (r, g, b) = (seed >> 8 & 255, seed >> 16 & 255, seed >> 24 & 255);
    let note = format!("timeslice-image {format} RGB {width} {height} {r},{g},{b};").into_bytes();
    let mut body = Vec::new();
    match format {
        "PNG" => {
            body.extend(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
            body.extend(width.to_be_bytes());
            body.extend(height.to_be_bytes());
            body.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
            body.extend((note.len() as u32).to_be_bytes());
            body.extend(b"tEXt");
            body.extend(&note);
        }
        "JPEG" => {
            body.extend(b"\xff\xd8\xff\xfe");
            body.extend((note.len() as u16 + 2).to_be_bytes());
            body.extend(&note);
            body.extend(b"\xff\xc0\0\x11\x08");
            body.extend((height as u16).to_be_bytes());
            body.extend((width as u16).to_be_bytes());
            body.extend([3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        }
        "GIF" => {
            body.extend(b"GIF89a");
            body.extend((width as u16).to_le_bytes());
            body.extend((height as u16).to_le_bytes());
            body.extend(&note);
        }
        _ => body.extend(&note),
    }
    let size = u64::from(width) * u64::from(height) / 12;
    body.extend(noise(seed, size));
    Content::new(200, kind, body)
}

/// `n` bytes without meaning.
pub fn noise(seed: u64, n: u64) -> Vec<u8> {
    let n = n.min(super::MAX_BODY as u64) as usize;
    let mut bytes = Vec::with_capacity(n + 8);
    let mut at = seed;
    while bytes.len() < n {
        at = at.wrapping_add(1);
        bytes.extend(hash("noise", at).to_le_bytes());
    }
    bytes.truncate(n);
    bytes
}
