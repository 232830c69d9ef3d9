"""The pieces on the data themselves, and on what stays hidden."""
