//! What the headers and the first bytes of an answer say.

use std::time::Duration;

use jiff::Timestamp;
use ureq::http::HeaderMap;

/// One header as text.
fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

/// The length of the body in bytes.
pub(super) fn length(headers: &HeaderMap) -> Option<u64> {
    header(headers, "content-length")?.parse().ok()
}

/// The first byte of a part, and the size of the whole: `bytes 100-199/200`.
pub(super) fn range(headers: &HeaderMap) -> Option<(u64, Option<u64>)> {
    let (part, whole) = header(headers, "content-range")?.strip_prefix("bytes ")?.split_once('/')?;
    let start = part.split_once('-')?.0.trim().parse().ok()?;
    Some((start, whole.trim().parse().ok()))
}

/// What identifies this version of a file, for `If-Range`: a strong entity tag, else the day of change.
pub(super) fn validator(headers: &HeaderMap) -> Option<String> {
    let strong = header(headers, "etag").filter(|tag| tag.starts_with('"'));
    strong.or_else(|| header(headers, "last-modified")).map(ToOwned::to_owned)
}

/// How long the server asks to wait, in seconds or until a time; what it says instead where that is neither.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Result<Duration, String>> {
    let value = headers.get("retry-after")?;
    let text = String::from_utf8_lossy(value.as_bytes()).trim().to_owned();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Ok(Duration::from_secs(text.parse().unwrap_or(u64::MAX))));
    }
    let Ok(until) = jiff::fmt::rfc2822::parse(&text) else { return Some(Err(text)) };
    let seconds = until.timestamp().as_second() - Timestamp::now().as_second();
    Some(Ok(Duration::from_secs(u64::try_from(seconds).unwrap_or_default())))
}

/// Statuses with which sites that keep programs out send the page that does it.
const KEEPING_OUT: [u16; 7] = [200, 202, 206, 403, 405, 429, 503];

/// Whether the body is said to be a page for browsers.
pub(super) fn is_page(headers: &HeaderMap) -> bool {
    header(headers, "content-type").is_some_and(|kind| kind.to_ascii_lowercase().starts_with("text/html"))
}

/// What came instead of data, if something did that asks whether a browser is there: a page, or with the status 202
/// nothing at all.
pub(super) fn challenge(status: u16, headers: &HeaderMap, first: &[u8]) -> Option<String> {
    if KEEPING_OUT.contains(&status) && (is_page(headers) || begins_as_page(first) != Some(false)) {
        return Some(format!("a page for browsers (HTML, status {status})"));
    }
    let asks = headers.contains_key("x-amzn-waf-action") || header(headers, "cf-mitigated").is_some();
    (status == 202 || asks).then(|| format!("a check for browsers (status {status})"))
}

/// The tags with which a page begins.
const TAGS: [&str; 11] = [
    "<!doctype html", "<html", "<head", "<body", "<script", "<title", "<meta", "<link", "<style", "<noscript",
    "<iframe",
];

/// Whether bytes begin as HTML does, behind white space, a byte order mark, declarations and comments; not decided where
/// there is nothing else yet.
pub(super) fn begins_as_page(first: &[u8]) -> Option<bool> {
    // In UTF-16 every other byte of a tag is 0.
    let first: Vec<u8> =
        first.iter().copied().filter(|byte| !matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF)).collect();
    let mut rest = first.as_slice();
    loop {
        rest = rest.trim_ascii_start();
        let end: &[u8] = match rest {
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?', ..] => b"?>",
            _ => break,
        };
        let at = rest.windows(end.len()).position(|window| window == end)?;
        rest = &rest[at + end.len()..];
    }
    let begins = |tag: &str| rest.get(..tag.len()).is_some_and(|first| first.eq_ignore_ascii_case(tag.as_bytes()));
    (!rest.is_empty()).then(|| TAGS.into_iter().any(begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        lines.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn a_page_is_recognised_by_its_type_or_its_first_bytes() {
        let none = headers(&[]);
        let csv = headers(&[("content-type", "text/csv; charset=utf-8")]);
        assert!(challenge(200, &headers(&[("content-type", "text/HTML; charset=utf-8")]), b"undl_id").is_some());
        assert!(challenge(200, &csv, b"\xEF\xBB\xBF\n  <!DOCTYPE html><html lang=\"en\">").is_some());
        assert!(challenge(403, &none, b"<HTML><head>").is_some());
        assert!(challenge(202, &none, b"").is_some());
        assert!(challenge(200, &headers(&[("x-amzn-waf-action", "challenge")]), b"").is_some());
        assert!(challenge(200, &csv, b"undl_id,ms_code,ms_name\n1,FRA,<html>\n").is_none());
        assert!(challenge(200, &none, b"[{\"name\": \"2026_02_06_ga_voting\"}]").is_none());
    }

    #[test]
    fn a_page_is_recognised_behind_what_says_nothing() {
        let space = " \r\n\t".repeat(2_000);
        let page = "<!DOCTYPE html><html>";
        let utf_16: Vec<u8> =
            std::iter::once(0xFEFF).chain("<html>".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for text in [
            format!("{space}{page}"),
            format!("\u{feff}{space}{page}"),
            format!("<!-- a check -->\n<!-- -->{page}"),
            format!("<?xml version=\"1.0\"?>\n{page}"),
            "<TITLE>Just a moment</TITLE>".to_owned(),
        ] {
            assert_eq!(begins_as_page(text.as_bytes()), Some(true), "{text}");
        }
        assert_eq!(begins_as_page(&utf_16), Some(true));
        for undecided in [space.as_str(), "", "<!-- begun", "<?xml version=\"1.0\"?>\n"] {
            assert_eq!(begins_as_page(undecided.as_bytes()), None, "{undecided}");
        }
        for data in ["undl_id,ms_code", "<?xml version=\"1.0\"?><collection>", "<collection>", "\u{feff}rcid\tvote"] {
            assert_eq!(begins_as_page(data.as_bytes()), Some(false), "{data}");
        }
    }

    #[test]
    fn a_missing_file_is_missing_though_a_page_says_so() {
        assert!(challenge(404, &headers(&[("content-type", "text/html")]), b"<html>").is_none());
    }

    #[test]
    fn a_server_may_ask_to_wait_for_seconds_or_until_a_time() {
        assert_eq!(retry_after(&headers(&[("retry-after", "120")])), Some(Ok(Duration::from_secs(120))));
        // The example of RFC 9110, long ago: nothing is left to wait.
        let past = headers(&[("retry-after", "Fri, 31 Dec 1999 23:59:59 GMT")]);
        assert_eq!(retry_after(&past), Some(Ok(Duration::ZERO)));
        for unclear in ["soon", "-5", "1.5", "", "Sunday, 06-Nov-94 08:49:37 GMT"] {
            assert_eq!(retry_after(&headers(&[("retry-after", unclear)])), Some(Err(unclear.to_owned())));
        }
        let endless = headers(&[("retry-after", "99999999999999999999")]);
        assert_eq!(retry_after(&endless), Some(Ok(Duration::from_secs(u64::MAX))));
        assert_eq!(retry_after(&headers(&[])), None);
    }

    #[test]
    fn only_a_strong_tag_or_a_day_tells_versions_apart() {
        let weak = [("etag", "W/\"1\""), ("last-modified", "Fri, 06 Feb 2026 10:00:00 GMT")];
        assert_eq!(validator(&headers(&weak)).unwrap(), "Fri, 06 Feb 2026 10:00:00 GMT");
        assert_eq!(validator(&headers(&[("etag", "\"1\""), weak[1]])).unwrap(), "\"1\"");
        assert_eq!(validator(&headers(&weak[..1])), None);
    }

    #[test]
    fn a_range_tells_where_it_begins_and_how_large_the_whole_is() {
        // RFC 9110, 14.4.
        assert_eq!(range(&headers(&[("content-range", "bytes 42-1233/1234")])), Some((42, Some(1234))));
        assert_eq!(range(&headers(&[("content-range", "bytes 42-1233/*")])), Some((42, None)));
        assert_eq!(range(&headers(&[("content-range", "bytes */1234")])), None);
    }
}
