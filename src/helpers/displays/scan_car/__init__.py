"""The pieces of the chapter on the scan car."""
