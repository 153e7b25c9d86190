/// Why a statistic does not exist for the numbers given.
///
/// These are facts about the numbers, not about a file: the layer that knows the question, the
/// option and the wave adds them.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum StatsError {
    /// A proportion was asked for where nobody is in the base.
    #[error("the base is empty, so there is no proportion")]
    EmptyBase,
    /// More people were counted than are in the base.
    #[error("a count of {count} is larger than its base of {base}")]
    CountExceedsBase {
        /// The count.
        count: u64,
        /// The base.
        base: u64,
    },
    /// The base is larger than a double can hold exactly.
    #[error("a base of {base} is larger than can be counted exactly")]
    BaseTooLarge {
        /// The base.
        base: u64,
    },
    /// There are more respondents than members.
    #[error("a base of {base} is larger than the population of {population}")]
    BaseExceedsPopulation {
        /// The base.
        base: u64,
        /// The members.
        population: u64,
    },
    /// A population of nobody.
    #[error("the population is empty")]
    EmptyPopulation,
    /// A confidence level must lie strictly between 0 and 1.
    #[error("a confidence level of {level} does not lie between 0 and 1")]
    InvalidConfidence {
        /// The level that was asked for.
        level: f64,
    },
    /// The distance between two codings is no number.
    #[error("a distance between two codings is no number")]
    BadDistance,
    /// An option was named by a place that the question does not have.
    #[error("there is no option at place {option}: the question has {options}")]
    UnknownOption {
        /// The place, from 0.
        option: usize,
        /// How many options there are.
        options: usize,
    },
    /// A trend needs three waves or more.
    #[error("a trend needs at least three waves, not {waves}")]
    TooFewWaves {
        /// The waves given.
        waves: usize,
    },
    /// Two waves of a trend have the same year.
    #[error("two waves of the trend have the year {year}")]
    RepeatedYear {
        /// The year.
        year: i32,
    },
    /// A group has more respondents than it has members, so its total cannot be right.
    #[error("group {group} has more respondents than members")]
    MoreRespondentsThanMembers {
        /// The place of the group, from 0.
        group: usize,
    },
    /// A comparison of groups needs two that have members.
    #[error("fewer than two groups have members")]
    TooFewGroups,
    /// No answer was coded by two coders, so there is no agreement to speak of.
    #[error("no answer was coded by two coders")]
    NothingShared,
    /// Every value is the same, so that there is nothing for chance to do. Of coders who agree,
    /// give the raw agreement alone.
    #[error("every value is the same, so a comparison with chance is undefined")]
    NoVariation,
    /// A weight is not positive and finite.
    #[error("the weight of respondent {respondent} is not a positive number")]
    InvalidWeight {
        /// The place of the respondent, from 0.
        respondent: usize,
    },
    /// A number is not finite.
    #[error("the value at place {place} is not a finite number")]
    NotANumber {
        /// Its place, from 0.
        place: usize,
    },
    /// Lists that go together differ in length.
    #[error("there are {found} answers for {expected} respondents")]
    LengthMismatch {
        /// The respondents.
        expected: usize,
        /// The answers.
        found: usize,
    },
    /// A cap on weights must be above their mean.
    #[error("a cap of {cap} times the mean is not above it")]
    InvalidCap {
        /// The cap that was asked for.
        cap: f64,
    },
    /// A target is not a share from 0 to 1.
    #[error("the target of category {category} of margin {margin} is not a share")]
    InvalidTarget {
        /// The place of the margin, from 0.
        margin: usize,
        /// The place of the category, from 0.
        category: usize,
    },
    /// The targets of a margin do not cover everyone.
    #[error("the targets of margin {margin} sum to {sum}, not to 1")]
    TargetsDoNotSumToOne {
        /// The place of the margin, from 0.
        margin: usize,
        /// What they sum to.
        sum: f64,
    },
    /// Members are in a category that no respondent is in, so that no weight can match it.
    #[error("category {category} of margin {margin} has a target and no respondents")]
    CategoryWithoutRespondents {
        /// The place of the margin, from 0.
        margin: usize,
        /// The place of the category, from 0.
        category: usize,
    },
    /// Respondents are in a category that no member is in.
    #[error("category {category} of margin {margin} has respondents and no target")]
    CategoryWithoutTarget {
        /// The place of the margin, from 0.
        margin: usize,
        /// The place of the category, from 0.
        category: usize,
    },
    /// The margins cannot all be matched by these respondents.
    #[error("raking cannot match the margins; margin {margin} stays {error} away from its targets")]
    MarginsNotMatched {
        /// The place of the worst margin, from 0.
        margin: usize,
        /// Its distance from its targets, as a share.
        error: f64,
    },
    /// A table has an empty cell, or a single row or column, so that the test is undefined.
    #[error("the table has an empty cell or a single row or column, so it cannot be tested")]
    NotTestable,
}
