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

/// How long the server asks to wait: seconds, or until a time.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = header(headers, "retry-after")?;
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::parse(text).ok()?.timestamp().as_second();
    let seconds = until - Timestamp::now().as_second();
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or_default()))
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
    if KEEPING_OUT.contains(&status) && (is_page(headers) || begins_as_page(first)) {
        return Some(format!("a page for browsers (HTML, status {status})"));
    }
    let asks = headers.contains_key("x-amzn-waf-action") || header(headers, "cf-mitigated").is_some();
    (status == 202 || asks).then(|| format!("a check for browsers (status {status})"))
}

/// Whether bytes begin as HTML does.
fn begins_as_page(first: &[u8]) -> bool {
    let first = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first).trim_ascii_start();
    let begins = |tag: &str| first.get(..tag.len()).is_some_and(|first| first.eq_ignore_ascii_case(tag.as_bytes()));
    ["<!doctype html", "<html", "<head", "<body", "<script"].into_iter().any(begins)
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
    fn a_missing_file_is_missing_though_a_page_says_so() {
        assert!(challenge(404, &headers(&[("content-type", "text/html")]), b"<html>").is_none());
    }

    #[test]
    fn a_server_may_ask_to_wait_for_seconds_or_until_a_time() {
        assert_eq!(retry_after(&headers(&[("retry-after", "120")])), Some(Duration::from_secs(120)));
        // The example of RFC 9110, long ago: nothing is left to wait.
        let past = headers(&[("retry-after", "Fri, 31 Dec 1999 23:59:59 GMT")]);
        assert_eq!(retry_after(&past), Some(Duration::ZERO));
        assert_eq!(retry_after(&headers(&[("retry-after", "soon")])), None);
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
