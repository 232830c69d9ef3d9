"""Arrays in, numbers out: what a statistics package would hold. No Dutch, no table of the suite."""
