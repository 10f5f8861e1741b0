//! Names under headings: those who moved, those who stood alone.

use super::Canvas;
use crate::render::letters;
use crate::render::scene::Anchor;
use crate::report::picture::{List, Role};

/// Draws each list: a mark in its colour, its heading, its names.
pub(super) fn draw(canvas: &mut Canvas, lists: &[List]) {
    let size = canvas.label();
    let indent = size + 4.0;
    for list in lists {
        let top = canvas.y;
        let mark = size * 0.72;
        canvas.scene.rect([canvas.margin, top + size * 0.3, mark, mark, 2.0], list.role);
        let lines = letters::lines(&list.heading, size, true, canvas.room() - indent, 2);
        let names = letters::lines(&list.names.join(", "), size, false, canvas.room() - indent, 40);
        for (text, is_bold) in lines.iter().map(|line| (line, true)).chain(names.iter().map(|line| (line, false))) {
            canvas.y += size * 1.3;
            canvas.write(
                text,
                [canvas.margin + indent, canvas.y - size * 0.3],
                (size, is_bold),
                Anchor::Start,
                Role::Ink,
            );
        }
        canvas.y += size * 0.5;
    }
}
