//! A small server on 127.0.0.1 that answers as a test says, byte by byte, so that it can also answer wrongly.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// A request.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Path and query.
    pub path: String,
    /// Its header lines, in small letters up to the colon.
    pub headers: Vec<String>,
    /// How often this path has been asked before.
    pub before: usize,
}

impl Asked {
    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

/// A running server.
pub struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server whose answers `answer` writes, each to a connection of its own.
    pub fn start(answer: impl Fn(&Asked, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (asked, ends) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (all, end, answer) = (asked.clone(), ends.clone(), Arc::new(answer));
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::SeqCst) {
                    break;
                }
                let (Ok(mut stream), all, answer) = (stream, all.clone(), answer.clone()) else { continue };
                thread::spawn(move || {
                    if let Some(asked) = read(&stream, &all) {
                        answer(&asked, &mut stream);
                    }
                });
            }
        });
        Self { address, asked, ends, thread: Some(thread) }
    }

    /// Its address, `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What it was asked, in order.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The paths that it was asked for.
    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.path).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn read(stream: &TcpStream, all: &Mutex<Vec<Asked>>) -> Option<Asked> {
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    let mut lines = BufReader::new(stream).lines();
    let path = lines.next()?.ok()?.split(' ').nth(1)?.to_owned();
    let lines = lines.map_while(Result::ok).take_while(|line| !line.is_empty());
    let small = |line: String| match line.split_once(':') {
        Some((name, value)) => format!("{}: {}", name.to_lowercase(), value.trim()),
        None => line,
    };
    let headers = lines.map(small).collect();
    let mut all = all.lock().unwrap();
    let before = all.iter().filter(|asked: &&Asked| asked.path == path).count();
    let asked = Asked { path, headers, before };
    all.push(asked.clone());
    Some(asked)
}

/// Writes a whole answer; `headers` are lines.
pub fn respond(stream: &mut TcpStream, status: &str, headers: &[&str], body: &[u8]) {
    let length = format!("Content-Length: {}", body.len());
    head(stream, status, &[headers, &[&length]].concat());
    // A client that has enough of it may go away.
    let _ = stream.write_all(body);
}

/// Writes the beginning of an answer, which ends with the connection.
pub fn head(stream: &mut TcpStream, status: &str, headers: &[&str]) {
    let lines = [&[status, "Connection: close"], headers, &["", ""]].concat().join("\r\n");
    let _ = write!(stream, "HTTP/1.1 {lines}");
}

/// A list of files as the UN Digital Library gives it, of (name without ending, MD5 or nothing).
pub fn library(record: u32, files: &[(&str, &str)]) -> String {
    let file = |(name, md5): &(&str, &str)| {
        serde_json::json!({
            "name": name, "format": ".csv", "full_name": format!("{name}.csv"), "checksum": md5, "hidden": false,
            "url": format!("https://digitallibrary.un.org/record/{record}/files/{name}.csv"),
        })
    };
    serde_json::Value::from(files.iter().map(file).collect::<Vec<_>>()).to_string()
}

/// An edition of the General Assembly's votes with one roll call.
pub const ASSEMBLY: &str = "\
undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link
4076673,FRA,FRANCE,Y,2025-02-24,ES-11,A/RES/ES-11/8,A/ES-11/L.11,,A/ES-11/PV.20,The path to peace,,,,2,1,0,0,3,https://digitallibrary.un.org/record/4076673
4076673,RUS,RUSSIAN FEDERATION,N,2025-02-24,ES-11,A/RES/ES-11/8,A/ES-11/L.11,,A/ES-11/PV.20,The path to peace,,,,2,1,0,0,3,https://digitallibrary.un.org/record/4076673
4076673,GBR,UNITED KINGDOM,Y,2025-02-24,ES-11,A/RES/ES-11/8,A/ES-11/L.11,,A/ES-11/PV.20,The path to peace,,,,2,1,0,0,3,https://digitallibrary.un.org/record/4076673
";

/// The UN Digital Library with that edition, which it gives after a redirect.
pub fn digital_library(asked: &Asked, stream: &mut TcpStream) {
    match asked.path.as_str() {
        "/api/v1/file?recid=4060887" => {
            let files = [("2025_9_19_ga_voting", ""), ("2026_02_06_ga_voting", ""), ("2024_09_12_ga_voting", "")];
            respond(stream, "200 OK", &["Content-Type: application/json"], library(4_060_887, &files).as_bytes());
        }
        "/record/4060887/files/2026_02_06_ga_voting.csv" => {
            respond(stream, "302 Found", &["Location: /storage/4060887"], b"");
        }
        "/storage/4060887" => respond(stream, "200 OK", &["Content-Type: text/csv"], ASSEMBLY.as_bytes()),
        _ => respond(stream, "404 Not Found", &["Content-Type: text/html"], b"<html>not found</html>"),
    }
}

/// A file as Dataverse lists it: number, name, size and MD5; a table of which it made another form has its original name.
fn dataverse_file(id: u64, name: &str, original: Option<&str>, size: usize, md5: &str) -> serde_json::Value {
    let mut file = serde_json::json!({
        "id": id, "persistentId": "", "filename": name, "contentType": "text/csv", "filesize": size,
        "storageIdentifier": format!("s3://dvn-cloud:{id}"), "rootDataFileId": -1, "md5": md5,
        "checksum": {"type": "MD5", "value": md5}, "tabularData": original.is_some(), "creationDate": "2024-01-18",
        "publicationDate": "2024-01-18", "fileAccessRequest": false,
    });
    if let Some(original) = original {
        file["originalFileFormat"] = "text/csv".into();
        file["originalFormatLabel"] = "Comma Separated Values".into();
        file["originalFileName"] = original.into();
        file["originalFileSize"] = size.into();
        // That of the form which Dataverse made.
        file["filesize"] = (size + 100).into();
    }
    serde_json::json!({"label": name, "restricted": false, "version": 1, "datasetVersionId": 1, "dataFile": file})
}

fn json(stream: &mut TcpStream, value: &serde_json::Value) {
    respond(stream, "200 OK", &["Content-Type: application/json"], value.to_string().as_bytes());
}

/// A list of vetoes as the UN's Department of Political and Peacebuilding Affairs writes it.
pub const VETOES: &str = include_str!("samples/vetoes_dppa.csv");

/// A table of votes of the Security Council as Sciences Po writes it.
pub const COUNCIL: &str = include_str!("samples/sciences_po.csv");

/// The other sources as they stand at the end of 2026, with these MD5s: the Harvard Dataverse, whose newest version of
/// Voeten's data has no votes, the Humanitarian Data Exchange and Sciences Po's Dataverse, all under one address.
pub fn sources(md5: [&'static str; 2]) -> impl Fn(&Asked, &mut TcpStream) + Send + Sync + 'static {
    let files = "/api/datasets/:persistentId/versions";
    let ids = ["doi:10.7910/DVN/LEJUQZ", "doi:10.21410/7E4/Z0KECE"];
    let list = move |version: &str, id: &str| format!("{files}/{version}/files?persistentId={id}");
    let hdx = "/dataset/f67cf146/resource/12377ab6/download/dppa-scvetoes_2026.csv";
    move |asked, stream| match asked.path.as_str() {
        path if path == list(":latest-published", ids[0]) => {
            let name = "IdealpointestimatesAll_Jun2026";
            let points = dataverse_file(
                14_098_429,
                &format!("{name}.tab"),
                Some(&format!("{name}.csv")),
                99,
                "11111111111111111111111111111111",
            );
            json(stream, &serde_json::json!({"status": "OK", "totalCount": 1, "data": [points]}));
        }
        path if path == list("32.0", ids[0]) => {
            let votes = dataverse_file(9_656_257, "UNVotes.csv", None, ASSEMBLY.len(), md5[0]);
            let other =
                dataverse_file(9_656_258, "AgreementScoresAll.csv", None, 9, "22222222222222222222222222222222");
            json(stream, &serde_json::json!({"status": "OK", "data": [other, votes]}));
        }
        path if path == list(":latest-published", ids[1]) => {
            let votes = dataverse_file(77, "UNSC_votes.tab", Some("UNSC_votes.csv"), COUNCIL.len(), md5[1]);
            let codebook = dataverse_file(78, "Codebook.csv", None, 9, "33333333333333333333333333333333");
            json(stream, &serde_json::json!({"status": "OK", "data": [codebook, votes]}));
        }
        "/api/3/action/package_show?id=f67cf146-1cda-44e3-b468-2b086d85cb5a" => {
            let file = serde_json::json!({"id": "12377ab6-e4de-46cb-98b5-7c89ba18115b", "format": "CSV", "state": "active",
                "name": "dppa-scvetoes_2026.csv", "size": VETOES.len(), "hash": "", "resource_type": "file.upload",
                "url": format!("https://data.humdata.org{hdx}"), "last_modified": "2026-11-20T09:00:00.000000"});
            let package = serde_json::json!({"name": "dppa-scvetoes", "resources": [file], "license_id": "cc-by-igo",
                "license_title": "Creative Commons Attribution for Intergovernmental Organisations"});
            json(stream, &serde_json::json!({"help": "", "success": true, "result": package}));
        }
        "/api/access/datafile/9656257" => respond(stream, "200 OK", &["Content-Type: text/csv"], ASSEMBLY.as_bytes()),
        "/api/access/datafile/77?format=original" => {
            respond(stream, "303 See Other", &["Location: /bucket/77"], b"");
        }
        "/bucket/77" => respond(stream, "200 OK", &["Content-Type: text/csv"], COUNCIL.as_bytes()),
        path if path == hdx => respond(stream, "200 OK", &["Content-Type: text/csv"], VETOES.as_bytes()),
        _ => respond(stream, "404 Not Found", &["Content-Type: application/json"], b"{\"status\": \"ERROR\"}"),
    }
}
