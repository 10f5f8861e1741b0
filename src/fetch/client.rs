//! Asks servers over HTTP: limits of time, redirects, proxies of the environment, servers that ask to wait, and pages
//! that come instead of data.

use std::io::{self, Cursor, Read};
use std::thread;
use std::time::{Duration, Instant};

use ureq::{Agent, BodyReader, Timeout, http::Response};

use super::error::{Fault, FetchError, Page};
use super::headers;
use super::transfer::{Event, Limits, Watch};
use crate::source::{can_start, without_secrets};

/// How many bytes of a body are looked at before it is taken for data; more where they say nothing, up to this many.
const LOOKED_AT: [usize; 2] = [512, 1 << 16];
/// The fewest bytes a second that must come, over the time of silence that is allowed.
const LEAST_RATE: f64 = 1_000.0;
/// The most bytes that a list of files may have.
const LONGEST_LIST: u64 = 8 << 20;

/// A client, with its connections.
pub(super) struct Client<'w> {
    agent: Agent,
    pub(super) limits: Limits,
    pub(super) watch: &'w mut Watch<'w>,
}

/// An answer whose beginning looks like data.
pub(super) struct Answer {
    /// From which byte of the file the body begins.
    pub(super) start: u64,
    /// The size of the whole file in bytes, if the server gives it.
    pub(super) total: Option<u64>,
    /// What identifies this version of the file.
    pub(super) validator: Option<String>,
    /// The body.
    pub(super) body: io::Chain<Cursor<Vec<u8>>, Paced>,
}

/// A body that has to come at a rate: one that drips without end is given up.
pub(super) struct Paced {
    body: BodyReader<'static>,
    /// The time over which the rate is taken.
    span: Duration,
    began: Instant,
    came: usize,
}

/// The cause of giving up a body that drips.
#[derive(Debug, thiserror::Error)]
#[error("it sent fewer than {LEAST_RATE} bytes a second")]
struct Slow;

impl Read for Paced {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.body.read(buffer)?;
        self.came += count;
        let took = self.began.elapsed();
        if count > 0 && took >= self.span {
            if (self.came as f64) < LEAST_RATE * took.as_secs_f64() {
                return Err(io::Error::new(io::ErrorKind::TimedOut, Slow));
            }
            (self.began, self.came) = (Instant::now(), 0);
        }
        Ok(count)
    }
}

/// The rest of a file whose beginning is already there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rest<'v> {
    /// The first byte that is missing.
    pub(super) start: u64,
    /// What identifies the version of the file that the beginning belongs to.
    pub(super) validator: &'v str,
    /// The size of the whole of that version, if it is known.
    pub(super) total: Option<u64>,
}

impl<'w> Client<'w> {
    /// A client with these limits, which reports what happens to `watch`.
    pub(super) fn new(limits: Limits, watch: &'w mut Watch<'w>) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .user_agent(concat!("unvote/", env!("CARGO_PKG_VERSION")))
            // Ranges and checksums are those of the file, not of a packed form of it.
            .accept_encoding("identity")
            // Only on a thread of its own can looking up a name be given up.
            .timeout_resolve(can_start().then(|| limits.connection()))
            .timeout_connect(Some(limits.connection()))
            .timeout_recv_response(Some(limits.silence))
            .timeout_per_read(Some(limits.silence))
            .timeout_per_write(Some(limits.silence))
            .build();
        Self { agent: config.into(), limits, watch }
    }

    /// Asks for a whole small text.
    pub(super) fn text(&mut self, url: &str, page: &Page) -> Result<Vec<u8>, FetchError> {
        let answer = self.ask(url, None, Some(page))?;
        let mut text = Vec::new();
        let read = answer.body.take(LONGEST_LIST + 1).read_to_end(&mut text);
        read.map_err(|cause| self.broken(url, cause, text.len() as u64, answer.total))?;
        if text.len() as u64 > LONGEST_LIST {
            return Err(FetchError::listing(url, &format!("it has more than {LONGEST_LIST} bytes"), page));
        }
        Ok(text)
    }

    /// Asks for a file, or for the rest of it.
    pub(super) fn ask(&mut self, url: &str, rest: Option<Rest<'_>>, page: Option<&Page>) -> Result<Answer, FetchError> {
        let response = self.patiently(url, rest)?;
        let status = response.status().as_u16();
        let (parts, body) = response.into_parts();
        let mut body = Paced { body: body.into_reader(), span: self.limits.silence, began: Instant::now(), came: 0 };
        let mut first = Vec::new();
        let [few, most] = LOOKED_AT.map(|bytes| bytes as u64);
        let mut read = body.by_ref().take(few).read_to_end(&mut first);
        // Pages come behind white space and comments, too.
        if read.is_ok() && headers::begins_as_page(&first).is_none() {
            read = body.by_ref().take(most).read_to_end(&mut first);
        }
        if let Some(found) = headers::challenge(status, &parts.headers, &first).filter(|_| read.is_ok()) {
            let page = page.map(ToString::to_string).unwrap_or_default();
            let what = "instead of the data; nothing of it was kept";
            return Err(FetchError::new(Fault::Passing, format!("{url} answered with {found} {what}{page}")));
        }
        let length = headers::length(&parts.headers);
        let (start, total) = match (status, rest) {
            (200, _) => (0, length),
            (206, Some(rest)) => match headers::range(&parts.headers) {
                Some((start, total)) => (start, total.or(length.map(|length| rest.start + length))),
                None => (0, None),
            },
            // The beginning is of another version: the whole is asked for.
            (416, Some(_)) => return self.ask(url, None, page),
            _ => {
                let why = because(status);
                return Err(FetchError::new(Fault::Refused, format!("{url} answered with status {status}{why}")));
            }
        };
        if let (206, Some(rest)) = (status, rest) {
            let other = headers::validator(&parts.headers).is_some_and(|validator| validator != rest.validator);
            let is_as_large = rest.total.zip(total).is_none_or(|(before, now)| before == now);
            if start != rest.start || other || !is_as_large || total.is_some_and(|total| total < start) {
                return self.ask(url, None, page);
            }
        }
        read.map_err(|cause| self.broken(url, cause, start + first.len() as u64, total))?;
        let validator = headers::validator(&parts.headers);
        Ok(Answer { start, total, validator, body: Cursor::new(first).chain(body) })
    }

    /// Asks, and asks again when the server says that it is busy and when to come back.
    fn patiently(&mut self, url: &str, rest: Option<Rest<'_>>) -> Result<Response<ureq::Body>, FetchError> {
        let mut times = 0;
        loop {
            let response = self.once(url, rest)?;
            let status = response.status().as_u16();
            let asked = headers::retry_after(response.headers());
            // A page with the status 503 and no time to come back is there to keep programs out.
            let keeps_out = status == 503 && asked.is_none() && headers::is_page(response.headers());
            if !matches!(status, 429 | 503) || keeps_out {
                return Ok(response);
            }
            let unclear = |text: &String| format!("its Retry-After '{text}' is not understood");
            let (wait, why) = match &asked {
                Some(Ok(wait)) => (Some(*wait), "as it asks".to_owned()),
                Some(Err(text)) => (None, unclear(text)),
                None => (None, "it does not say how long".to_owned()),
            };
            let told = wait.map(|wait| format!("it asks to come back in {} s", wait.as_secs_f64()));
            let wait = wait.unwrap_or(Duration::from_secs(1 << times.min(10)));
            if times == self.limits.retries || wait > self.limits.patience {
                let later = told.unwrap_or_else(|| "try again later".to_owned());
                return Err(FetchError::new(Fault::Passing, format!("{url} is busy (status {status}); {later}")));
            }
            times += 1;
            (self.watch)(Event::Waits { url: &without_secrets(url), status, wait, why: &why });
            thread::sleep(wait);
        }
    }

    fn once(&self, url: &str, rest: Option<Rest<'_>>) -> Result<Response<ureq::Body>, FetchError> {
        // What is asked for by https stays with it, whatever a redirect says.
        let secure = url.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"));
        let mut request = self.agent.get(url);
        if let Some(Rest { start, validator, .. }) = rest {
            request = request.header("Range", format!("bytes={start}-")).header("If-Range", validator);
        }
        let response = request.config().https_only(secure).build().call();
        response.map_err(|cause| self.failed(url, cause))
    }

    fn failed(&self, url: &str, cause: ureq::Error) -> FetchError {
        match cause {
            ureq::Error::Timeout(Timeout::Connect | Timeout::Resolve) => {
                let seconds = self.limits.connection().as_secs_f64();
                FetchError::unreachable(url, format!("no connection within {seconds} s"))
            }
            ureq::Error::Timeout(_) => FetchError::silent(url, self.limits.silence.as_secs_f64()),
            ureq::Error::BadUri(cause) => FetchError::address(url, &cause),
            ureq::Error::Http(cause) => FetchError::address(url, &cause.to_string()),
            ureq::Error::RequireHttpsOnly(to) => {
                FetchError::unreachable(url, format!("it leads to {to}, which is not encrypted"))
            }
            cause => FetchError::unreachable(url, cause),
        }
    }

    /// The error for a body that ended too early.
    pub(super) fn broken(&self, url: &str, cause: io::Error, received: u64, expected: Option<u64>) -> FetchError {
        if matches!(cause.get_ref(), Some(inner) if inner.is::<Slow>()) {
            return FetchError::slow(url, LEAST_RATE, self.limits.silence.as_secs_f64());
        }
        match ureq::Error::from(cause) {
            ureq::Error::Timeout(_) => FetchError::silent(url, self.limits.silence.as_secs_f64()),
            cause => FetchError::cut(url, received, expected, &cause.to_string()),
        }
    }
}

/// The meaning of a status, in words.
fn because(status: u16) -> &'static str {
    match status {
        401 | 403 => " (refused)",
        404 | 410 => " (no such file there)",
        500.. => " (an error of the server; try again later)",
        _ => "",
    }
}
