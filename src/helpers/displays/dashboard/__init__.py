"""The monthly dashboard: signals, what was done with those of last month, and thirteen months per wijk."""
