//! Which colour a role has, on paper and on a dark screen. Every format that draws takes its colours from here.

use crate::report::picture::Role;

/// The colour of a role in one mode: what it is filled with, its outline, and the colour of text upon it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour {
    /// Its colour as `rrggbb`; none where it is hollow.
    pub fill: Option<u32>,
    /// Its outline, 1 wide.
    pub outline: Option<u32>,
    /// Whether the outline is dashed.
    pub is_dashed: bool,
    /// Text upon it.
    pub over: u32,
}

/// Whether it is drawn for paper or for a dark screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Dark upon white.
    Light,
    /// Bright upon black.
    Dark,
}

/// The colour of the page.
pub(super) const fn ground(mode: Mode) -> u32 {
    pick(mode, 0xff_ff_ff, 0x14_18_1d)
}

const fn pick(mode: Mode, light: u32, dark: u32) -> u32 {
    match mode {
        Mode::Light => light,
        Mode::Dark => dark,
    }
}

/// Agreement from none to all: more is darker on paper and brighter on a dark screen.
const SHARES: [[u32; 7]; 2] = [
    [0xf4_f7_fa, 0xd6_e4_f0, 0xa9_c9_e4, 0x6f_a6_d2, 0x3a_7f_b8, 0x1c_5a_92, 0x0d_35_60],
    [0x1b_23_2b, 0x20_38_4f, 0x26_54_78, 0x31_75_a6, 0x4b_98_cf, 0x84_bf_e8, 0xd3_ea_fb],
];
/// Change from less to more.
const CHANGES: [[u32; 7]; 2] = [
    [0x8a_4b_08, 0xc2_7b_2a, 0xe8_bd_86, 0xf5_f3_ef, 0xa5_c8_e4, 0x4d_8d_c2, 0x17_4f_86],
    [0xf0_b8_71, 0xc4_7f_33, 0x7a_4c_1d, 0x24_2a_30, 0x27_52_7a, 0x4a_8f_c7, 0xa6_d3_f5],
];
/// Lines, each with a colour of its own.
const LINES: [[u32; 6]; 2] = [
    [0x1b_1f_24, 0x24_76_b8, 0x0f_7b_6c, 0x8e_1b_12, 0xa8_63_00, 0x7a_4f_a3],
    [0xe8_ea_ed, 0x5f_a9_ec, 0x4c_c2_ad, 0xff_8a_75, 0xf2_b4_5a, 0xc3_a1_ec],
];
/// Steps in a sequence.
pub(super) const STEPS: usize = 7;

/// The step of a share, 0 to 1, in seven.
// Both ends are held, so that neither sign nor size can be lost.
#[allow(clippy::cast_sign_loss)]
pub(super) fn step(share: f32) -> usize {
    let step = (share.clamp(0.0, 1.0) * STEPS as f32) as usize;
    step.min(STEPS - 1)
}

/// The short name of a role, by which styles call it.
pub(super) fn name(role: Role) -> String {
    let word = match role {
        Role::Yes => "y",
        Role::No => "n",
        Role::Abstain => "a",
        Role::NonVoting => "v",
        Role::NotKnown => "u",
        Role::Ink => "i",
        Role::Muted => "m",
        Role::Axis => "x",
        Role::Grid => "g",
        Role::Turning => "t",
        Role::Interval => "b",
        Role::Context => "c",
        Role::Line(line) => return format!("l{}", line.min(5)),
        Role::Share(share) => return format!("s{}", step(share)),
        Role::Change(change) => return format!("d{}", step(change.midpoint(1.0))),
    };
    word.to_owned()
}

/// A colour of a sequence, with black or white upon it, whichever stands out more.
fn in_sequence(fill: u32) -> Colour {
    let part = |shift: u32| fill >> shift & 255;
    // How bright a colour seems, 0 to 255 (Rec. 601); white stands out more below about half of the grey of a screen.
    let brightness = (299 * part(16) + 587 * part(8) + 114 * part(0)) / 1000;
    let over = if brightness > 122 { 0x000e_1216 } else { 0xff_ff_ff };
    Colour { fill: Some(fill), outline: None, is_dashed: false, over }
}

/// The colour of a role.
pub(super) fn colour(role: Role, mode: Mode) -> Colour {
    let at = mode as usize;
    let white = 0xff_ff_ff;
    let plain =
        |light, dark| Colour { fill: Some(pick(mode, light, dark)), outline: None, is_dashed: false, over: white };
    let over =
        |light, dark, over_light, over_dark| Colour { over: pick(mode, over_light, over_dark), ..plain(light, dark) };
    let (dark_ink, ink) = (0x000e_1216, 0x1b_1f_24);
    match role {
        Role::Yes => over(0x24_76_b8, 0x5f_a9_ec, white, dark_ink),
        Role::No => plain(0x8e_1b_12, 0xcf_3d_2c),
        Role::Abstain => Colour {
            outline: Some(pick(mode, 0x9a_6a_00, 0xf6_d9_8f)),
            ..over(0xf2_bc_3b, 0xf6_d9_8f, ink, 0x14_18_1d)
        },
        Role::NonVoting | Role::NotKnown => Colour {
            fill: None,
            outline: Some(pick(mode, 0x76_7d_86, 0x7d_87_91)),
            is_dashed: role == Role::NotKnown,
            over: pick(mode, 0x5a_62_6b, 0xa3_ac_b5),
        },
        Role::Ink => over(ink, 0xe8_ea_ed, white, dark_ink),
        Role::Muted => over(0x5a_62_6b, 0xa3_ac_b5, white, dark_ink),
        Role::Axis => plain(0xd9_dd_e2, 0x3a_42_4b),
        Role::Grid => plain(0xe7_ea_ee, 0x26_2d_34),
        Role::Turning => over(0x8e_1b_12, 0xff_8a_75, white, dark_ink),
        Role::Interval => over(0xcf_e0_f0, 0x22_40_5c, ink, 0xe8_ea_ed),
        Role::Context => over(0x76_7d_86, 0x7d_87_91, white, dark_ink),
        Role::Line(line) => {
            let of = |mode: usize| LINES[mode][usize::from(line.min(5))];
            over(of(0), of(1), white, dark_ink)
        }
        Role::Share(share) => in_sequence(SHARES[at][step(share)]),
        Role::Change(change) => in_sequence(CHANGES[at][step(change.midpoint(1.0))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of two colours (WCAG 2.2, relative luminance).
    fn contrast(one: u32, other: u32) -> f64 {
        let luminance = |colour: u32| {
            let part = |shift: u32| {
                let part = f64::from(colour >> shift & 255) / 255.0;
                if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_upon_a_colour_can_be_read() {
        let votes = [Role::Yes, Role::No, Role::Abstain, Role::NonVoting, Role::Line(1), Role::Line(4)];
        let shares = (0..7).map(|step| Role::Share(step as f32 / 7.0 + 0.05));
        let changes = (0..7).map(|step| Role::Change(step as f32 / 3.5 - 0.95));
        for role in votes.into_iter().chain(shares).chain(changes) {
            for mode in [Mode::Light, Mode::Dark] {
                let colour = colour(role, mode);
                let least = if role == Role::No { 3.7 } else { 3.9 };
                let contrast = contrast(colour.over, colour.fill.unwrap_or(ground(mode)));
                assert!(contrast >= least, "{role:?} {mode:?}: {contrast:.2}");
            }
        }
    }

    #[test]
    fn a_share_of_one_is_the_last_step_and_not_beyond_it() {
        assert_eq!([step(0.0), step(0.142), step(0.5), step(1.0), step(7.0)], [0, 0, 3, 6, 6]);
        assert_eq!(name(Role::Change(0.0)), "d3");
    }
}
