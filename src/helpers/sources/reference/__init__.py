"""The tables of data/reference that say which municipality this is: its wijken, and its inhabitants by age."""
