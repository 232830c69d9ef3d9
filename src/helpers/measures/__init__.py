"""Measures: validated tables in, measure tables out, by the counting rules of the council's indicators.

Every function is pure: frames, a quarter and plain values go in, a measure table comes out. "The date"
is the last day of the quarter; "the year" runs from 1 January of that year to the date.
"""
