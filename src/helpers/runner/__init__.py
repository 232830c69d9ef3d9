"""Notebooks as files: their parameters, how they are run, and how a quarter is published."""
