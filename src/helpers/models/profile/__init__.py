"""Whether a wijk differs from the rest of the municipality by more than chance."""
