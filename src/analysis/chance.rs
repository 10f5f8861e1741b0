//! Whether a difference is more than chance would give: exact tests on counts.

/// McNemar's test in its exact form: of pairs that changed, `one` changed one way and `other` the other way; the
/// two-sided probability of a split at least as uneven if both ways were equally likely. `None` when nothing changed.
///
/// McNemar 1947, "Note on the sampling error of the difference between correlated proportions or percentages",
/// *Psychometrika* 12(2): 153-157; exact as the sign test, by the binomial distribution with one half.
pub(super) fn mcnemar_exact((one, other): (u32, u32)) -> Option<f64> {
    let changed = one + other;
    if changed == 0 {
        return None;
    }
    // The terms C(n, k) / 2^n of the smaller tail, each as a product of two: for n beyond about 1,000, which no set of
    // members reaches but a set of questions may, 2^n is more than a number of this kind can hold.
    let (mut term, mut halvings) = (1.0_f64, changed);
    let mut tail = 0.0_f64;
    for k in 0..=one.min(other) {
        if k > 0 {
            term *= f64::from(changed - k + 1) / f64::from(k);
        }
        tail += term;
        // Terms that have grown give their size to the common factor; a power of two takes nothing from their digits.
        while tail > 1e200 && halvings >= 512 {
            (term, tail) = (term * 0.5_f64.powi(512), tail * 0.5_f64.powi(512));
            halvings -= 512;
        }
    }
    let p = (0..halvings / 512).fold(tail, |p, _| p * 0.5_f64.powi(512)) * 0.5_f64.powi((halvings % 512) as i32);
    Some((2.0 * p).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::mcnemar_exact;

    fn near(found: Option<f64>, expected: f64) -> bool {
        found.is_some_and(|found| (found - expected).abs() < 1e-12)
    }

    #[test]
    fn seven_one_way_and_none_back_is_one_in_sixty_four() {
        // By hand: 2 * (1/2)^7 = 1/64.
        assert!(near(mcnemar_exact((7, 0)), 1.0 / 64.0));
        assert!(near(mcnemar_exact((0, 7)), 1.0 / 64.0));
    }

    #[test]
    fn eight_against_two_is_worked_out_by_hand() {
        // By hand: 2 * (C(10,0) + C(10,1) + C(10,2)) / 2^10 = 2 * (1 + 10 + 45) / 1024 = 112 / 1024.
        assert!(near(mcnemar_exact((8, 2)), 112.0 / 1024.0));
    }

    #[test]
    fn an_even_split_is_certain_and_no_change_has_no_value() {
        assert!(near(mcnemar_exact((5, 5)), 1.0));
        assert!(near(mcnemar_exact((1, 1)), 1.0));
        assert_eq!(mcnemar_exact((0, 0)), None);
    }

    #[test]
    fn large_counts_neither_vanish_nor_overflow() {
        assert!(near(mcnemar_exact((128, 128)), 1.0));
        assert!(mcnemar_exact((0, 256)).is_some_and(|p| p > 0.0 && p < 1e-76));
        assert!(near(mcnemar_exact((3000, 3000)), 1.0));
        // Of 10,000 the smaller part is 4,900, two standard deviations of 50 below the middle: the normal distribution
        // gives 2 * P(z <= -(5000 - 4900.5) / 50) = 2 * P(z <= -1.99) = 0.0466.
        assert!(mcnemar_exact((4900, 5100)).is_some_and(|p| (p - 0.0466).abs() < 1e-4));
    }
}
