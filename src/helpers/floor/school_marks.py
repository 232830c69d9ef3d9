"""The Dutch school mark: its range, and from where it is "voldoende"."""

LOWEST_MARK = 1
HIGHEST_MARK = 10
SUFFICIENT_FROM = 6
