"""Pace: whether an indicator that nobody planned reaches its target, from how it went so far."""
