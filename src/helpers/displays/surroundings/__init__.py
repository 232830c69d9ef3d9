"""The pieces of the chapter on what the municipality does not steer."""
