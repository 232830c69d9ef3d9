"""Several homes in one batch: each reports in a process of its own, all in one pool."""
