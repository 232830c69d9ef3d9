"""The dashboard of a month: what would run, the running, and its publication with the log and the update."""
