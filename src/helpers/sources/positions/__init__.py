"""From the log of a car, a position or scan a row, to its hours per day, wijk and purpose."""
