"""Each export beside the one that the last publication used: what is gone, rewritten, or out of its range."""
