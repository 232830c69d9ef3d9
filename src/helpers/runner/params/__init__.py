"""The files in `params/`: their values, their checks and their schemas."""
