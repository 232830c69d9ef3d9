"""Workbooks of Excel, new and old, to cells of text."""
