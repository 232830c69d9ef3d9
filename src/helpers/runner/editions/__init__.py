"""Editions: what one holds, how it is written, and the archive of all."""
