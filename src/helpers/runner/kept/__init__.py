"""What a batch need not do twice: executed notebooks, kept by what went into them, and orders that change nothing."""
