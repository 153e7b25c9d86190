/// Why a figure is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// It is a small number.
    Small,
    /// What it leaves of those who answered is a small number.
    SmallRest,
    /// Another hidden figure could be worked out from it.
    Complement,
    /// So few answered, or so much of the table would have to go, that none of it is published.
    WholeTable,
    /// An earlier report hid it.
    EarlierReport,
}

/// What the audit of a wave looked at and did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AuditAccount {
    /// Figures that the wave has.
    pub figures: u64,
    /// Those hidden for themselves: small, or what they leave is small, or an earlier report hid them.
    pub primary: u64,
    /// Those hidden so that no other can be worked out.
    pub complementary: u64,
    /// Hidden figures, and counts that are never published but could be worked out, that were proved safe.
    pub proved: u64,
    /// Of those, the ones that what earlier reports published gives away.
    pub given_away: u64,
}
