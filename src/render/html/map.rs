//! The map in as few bytes as it can have, for sites of thousands of pages: tiles of one colour are one path, and codes of
//! one row one text. No tile has a name where it is pointed at: the page names every member below.

use std::fmt::Write as _;

use crate::render::colours::{Mode, colour, name};
use crate::render::svg::escaped;
use crate::report::picture::{Role, Spot, Tiles};

/// Units from tile to tile, and the side of a tile.
const PITCH: u32 = 10;
const SIDE: u32 = 9;

/// The map as SVG; what it says is said to those who do not see it.
pub(super) fn map(tiles: &Tiles, said: &str) -> String {
    let mut svg = format!("<svg class=map viewBox=\"0 0 260 180\" role=img aria-label=\"{}\">", escaped(said));
    let mut placed: Vec<&([u8; 2], Spot)> = tiles.placed.iter().collect();
    placed.sort_by_key(|(at, _)| *at);
    let mut roles: Vec<Role> = Vec::new();
    for (_, spot) in &placed {
        if !roles.contains(&spot.role) {
            roles.push(spot.role);
        }
    }
    for role in roles {
        let of_it: Vec<&([u8; 2], Spot)> = placed.iter().copied().filter(|(_, spot)| spot.role == role).collect();
        let class = name(role);
        // A tile is a thick line from its left edge to its right one; where the role has an outline a thinner one lies upon it.
        let line = |from: &str, width: &str| -> String {
            let tile = |([row, column], _): &&([u8; 2], Spot)| {
                let (x, y) = (u32::from(*column) * PITCH, u32::from(*row) * PITCH + PITCH / 2);
                format!("M{x}{from} {y}h{width}")
            };
            of_it.iter().map(tile).collect()
        };
        if colour(role, Mode::Light).outline.is_some() {
            let _ = write!(svg, "<path class=e{class} d=\"{}\"/>", line("", "9"));
        }
        let (from, width) = if colour(role, Mode::Light).outline.is_some() { (".4", "8.2") } else { ("", "9") };
        let _ = write!(svg, "<path class=f{class} d=\"{}\"/><g class=t{class}>", line(from, width));
        for row in of_it.chunk_by(|(a, _), (b, _)| a[0] == b[0]) {
            let _ = write!(svg, "<text y={}>", u32::from(row[0].0[0]) * PITCH + 6);
            for ([_, column], spot) in row {
                let x = u32::from(*column) * PITCH + SIDE / 2;
                let _ = write!(svg, "<tspan x={x}>{}</tspan>", escaped(spot.code));
            }
            svg.push_str("</text>");
        }
        svg.push_str("</g>");
    }
    svg.push_str("</svg>");
    svg
}
