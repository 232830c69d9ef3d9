"""What was made once and is kept: by what went into it, checked when read, and never trusted when damaged."""
