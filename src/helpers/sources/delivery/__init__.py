"""A folder of exports: which file is which, read whole, frozen once, and opened again."""
