//! HTML as it is written. Markup is this program's own, which its type says; what comes from data goes in as text or as the
//! value of an attribute, and both are escaped, so that nothing of it is ever read as markup.

use crate::render::harmless::plain;
use crate::render::links::pieces;
use crate::render::scene::Scene;
use crate::render::svg::{escaped, inline};
use crate::report::{links::address, picture::Picture};

/// HTML, as far as it is written.
#[derive(Default)]
pub(super) struct Markup(String);

impl Markup {
    /// Adds markup.
    pub(super) fn tag(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds an attribute to the tag that was begun.
    pub(super) fn attribute(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.tag(" ").tag(name).tag("=\"").text(value).tag("\"")
    }

    /// Adds text, on one line, of which nothing steers anything.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.0.push_str(&escaped(text));
        self
    }

    /// Adds text whose symbols lead to their documents.
    pub(super) fn linked(&mut self, text: &str) -> &mut Self {
        pieces(&plain(text), address, &mut |piece, address| {
            match address {
                Some(address) => self.tag("<a").attribute("href", address).tag(">").text(piece).tag("</a>"),
                None => self.text(piece),
            };
        });
        self
    }

    /// Adds a drawing, with a name that no other on the page has.
    pub(super) fn drawing(&mut self, scene: &Scene, picture: &Picture, id: &str) -> &mut Self {
        self.0.push_str(&inline(scene, picture, id));
        self
    }

    /// All of it.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn what_comes_from_data_is_text_wherever_it_stands() {
        let mut markup = Markup::default();
        let hostile = "</a> <script>alert(\"1\")</script>&amp;\u{1b}[2J";
        markup.tag("<p").attribute("title", hostile).tag(">").text(hostile).linked(hostile).tag("</p>");
        let text = "&lt;/a&gt; &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;\u{fffd}[2J";
        assert_eq!(markup.as_str(), format!("<p title=\"{text}\">{text}{text}</p>"));
    }

    #[test]
    fn symbols_lead_to_their_documents() {
        let mut markup = Markup::default();
        markup.linked("Compared with ES-11/6 (141-7-32)");
        let link = "<a href=\"https://docs.un.org/en/A/RES/ES-11/6\">ES-11/6</a>";
        assert_eq!(markup.as_str(), format!("Compared with {link} (141-7-32)"));
    }
}
