//! Addresses as they may be printed and kept: without what only the user may know.

/// Parameters of addresses whose values are secrets.
const SECRETS: [&str; 8] = ["key", "api_key", "apikey", "token", "access_token", "password", "sig", "signature"];

/// A text in which every address is without its user's name and password, and without the values of parameters that
/// give access.
pub(crate) fn without_secrets(text: &str) -> String {
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        let ends = |letter: char| letter.is_whitespace() || matches!(letter, '\'' | '"' | '<' | '>');
        let (address, following) = after.split_at(after.find(ends).unwrap_or(after.len()));
        let host = address.find(['/', '?', '#']).unwrap_or(address.len());
        let user = address[..host].rfind('@').map_or(0, |user| user + 1);
        kept.push_str(before);
        kept.push_str(&without_parameters(&address[user..]));
        rest = following;
    }
    kept + rest
}

fn without_parameters(address: &str) -> String {
    let Some((path, query)) = address.split_once('?') else { return address.to_owned() };
    let parameter = |one: &str| match one.split_once('=') {
        Some((name, _)) if SECRETS.contains(&name.to_lowercase().as_str()) => format!("{name}=..."),
        _ => one.to_owned(),
    };
    let query: Vec<String> = query.split('&').map(parameter).collect();
    format!("{path}?{}", query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_loses_its_password_and_keeps_the_rest() {
        for (typed, printed) in [
            ("https://me:secret@example.org/a.csv?x=1", "https://example.org/a.csv?x=1"),
            ("https://token@example.org", "https://example.org"),
            ("http://me:se@cret@h:8080/a@b", "http://h:8080/a@b"),
            ("https://h/a?key=abc&format=csv&Access_Token=x", "https://h/a?key=...&format=csv&Access_Token=..."),
            ("https://u:p@a/1 leads to http://u:p@b/2, no", "https://a/1 leads to http://b/2, no"),
            ("'https://u:p@a/1'", "'https://a/1'"),
            ("a@b.csv: no such file", "a@b.csv: no such file"),
            ("me@home://x", "me@home://x"),
        ] {
            assert_eq!(without_secrets(typed), printed);
        }
    }
}
