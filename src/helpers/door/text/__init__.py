"""Bytes of a text file to cells of text."""
