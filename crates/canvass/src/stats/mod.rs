//! Layer 0. Counts in, estimates, intervals and tests out: pure numbers, no input or output.
