"""The command line: verbs, options, and what is told while they work."""
