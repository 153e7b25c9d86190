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
}
