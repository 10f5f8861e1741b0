//! Prints the pages of machine formats from the declarations of tables: `cargo run --example describe`.

use std::{fs, io, path::Path};

use unvote::report::documentation::{COMMANDS, EXPORTS, described};

fn main() -> io::Result<()> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    for (name, commands) in [("output.md", COMMANDS), ("columns.md", &[EXPORTS])] {
        let page = docs.join(name);
        fs::write(&page, described(&fs::read_to_string(&page)?, commands))?;
    }
    Ok(())
}
