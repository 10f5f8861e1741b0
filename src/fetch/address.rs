//! Addresses that lists of files give: where they lead when a mirror is asked, and which of them are refused.

/// What is fetched from a site, at the place that is asked instead of it, a mirror or the site itself; what a site lists of
/// itself as unencrypted is asked for by https.
pub(super) fn at(url: &str, site: &str, home: &str) -> String {
    let plain = url.strip_prefix("http://").filter(|rest| rest.starts_with(&site["https://".len()..]));
    let url = plain.map_or_else(|| url.to_owned(), |rest| format!("https://{rest}"));
    let path = url.strip_prefix(site).unwrap_or(&url);
    if path.starts_with('/') { format!("{home}{path}") } else { url }
}

/// Why a list that came encrypted may not lead to this address.
pub(super) fn unencrypted(home: &str, asked: &str) -> Option<String> {
    let is_safe = |url: &str| url.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"));
    (is_safe(home) && !is_safe(asked)).then(|| format!("it leads to {asked}, which is not encrypted"))
}

/// The last part of an address, without what follows a question mark.
pub(super) fn last_of(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_is_asked_for_what_a_site_lists_under_its_own_name() {
        let at = |url: &str, home: &str| at(url, "https://digitallibrary.un.org", home);
        assert_eq!(at("https://digitallibrary.un.org/record/1/a.csv", "http://m/un"), "http://m/un/record/1/a.csv");
        assert_eq!(at("/record/1/a.csv", "http://m"), "http://m/record/1/a.csv");
        assert_eq!(
            at("https://digitallibrary.un.org.example/a", "http://m"),
            "https://digitallibrary.un.org.example/a"
        );
    }
}
