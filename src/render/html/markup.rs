//! HTML as it is written. Markup is this program's own, which its type says; what comes from data goes in as text or as the
//! value of an attribute, and both are escaped, so that nothing of it is ever read as markup.

use super::map::map;
use crate::render::harmless::plain;
use crate::render::links::pieces;
use crate::render::scene::Scene;
use crate::render::svg::{escaped, inline};
use crate::report::{Named, atlas::Site, links, picture::Picture, picture::Tiles};

/// HTML, as far as it is written.
#[derive(Default)]
pub(super) struct Markup<'s> {
    text: String,
    /// The site of whose pages this is one.
    pub place: Option<Place<'s>>,
}

/// A page of a site, whose words lead to others.
#[derive(Clone, Copy)]
pub(super) struct Place<'s> {
    /// Where words lead.
    pub site: &'s Site,
    /// The path of the page itself.
    pub here: &'s str,
}

impl Place<'_> {
    /// The way from the page to the site's folder.
    pub(super) fn root(&self) -> &'static str {
        if self.here.contains('/') { "../" } else { "" }
    }

    /// The way to another page, where there is one.
    fn to(&self, path: Option<&str>) -> Option<String> {
        let path = path.filter(|path| *path != self.here)?;
        let within = path.strip_prefix("who/").filter(|_| !self.root().is_empty());
        Some(within.map_or_else(|| format!("{}{path}", self.root()), str::to_owned))
    }
}

impl Markup<'_> {
    /// Adds markup.
    pub(super) fn tag(&mut self, markup: &'static str) -> &mut Self {
        self.text.push_str(markup);
        self
    }

    /// Adds an attribute to the tag that was begun.
    pub(super) fn attribute(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.tag(" ").tag(name).tag("=\"").text(value).tag("\"")
    }

    /// Adds text, on one line, of which nothing steers anything.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.text.push_str(&escaped(text));
        self
    }

    /// Adds a link.
    pub(super) fn link(&mut self, address: &str, text: &str) -> &mut Self {
        // In a site of thousands of pages quotation marks that are not needed are left out.
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "./-_".contains(letter);
        if self.place.is_some() && address.chars().all(is_plain) {
            return self.tag("<a href=").text(address).tag(">").text(text).tag("</a>");
        }
        self.tag("<a").attribute("href", address).tag(">").text(text).tag("</a>")
    }

    /// Adds text whose symbols lead to their pages, else to their documents.
    pub(super) fn linked(&mut self, text: &str) -> &mut Self {
        let place = self.place;
        let address = |before: &str, word: &str| {
            let page = place.and_then(|place| place.to(place.site.symbol(word)));
            page.or_else(|| links::address(before, word))
        };
        pieces(&plain(text), &address, &mut |piece, address| {
            match address {
                Some(address) => self.link(address, piece),
                None => self.text(piece),
            };
        });
        self
    }

    /// Adds the text of a cell: all of it leads to a page that is called so, else its symbols to theirs.
    pub(super) fn linked_cell(&mut self, text: &str) -> &mut Self {
        match self.place.and_then(|place| place.to(place.site.page(text))) {
            Some(address) => self.link(&address, text),
            None => self.linked(text),
        }
    }

    /// Adds names of members, which lead to their pages.
    pub(super) fn names(&mut self, members: &[Named]) -> &mut Self {
        for (at, member) in members.iter().enumerate() {
            // Names are kept on one line where that does not make thousands of pages larger.
            let name = if self.place.is_some() { member.name.into() } else { member.name.replace(' ', "\u{a0}") };
            self.tag(if at > 0 { ", " } else { "" });
            match self.place.and_then(|place| place.to(place.site.member(member.code))) {
                Some(address) => self.link(&address, &name),
                None => self.text(&name),
            };
        }
        self
    }

    /// Adds a drawing, with a name that no other on the page has.
    pub(super) fn drawing(&mut self, scene: &Scene, picture: &Picture, id: &str) -> &mut Self {
        self.text.push_str(&inline(scene, picture, id));
        self
    }

    /// Adds JSON without `<`, which nothing in it can end.
    pub(super) fn json(&mut self, json: &str) -> &mut Self {
        self.text.push_str(&json.replace('<', ""));
        self
    }

    /// Adds the style, which is this program's own; without `<`, which nothing in it can end.
    pub(super) fn style(&mut self, style: &str) -> &mut Self {
        self.json(style)
    }

    /// Adds the map in few bytes.
    pub(super) fn map(&mut self, tiles: &Tiles, said: &str) -> &mut Self {
        self.text.push_str(&map(tiles, said));
        self
    }

    /// All of it.
    pub(super) fn as_str(&self) -> &str {
        &self.text
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
