"""A batch: what would run, the running, and the publication at its end."""
