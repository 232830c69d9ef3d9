"""The words of a status, the chances between them, and the school mark that is "voldoende": said once."""

NO_JUDGEMENT = "geen oordeel"
VERDICTS = (
    "gehaald",
    "nu op streefwaarde",
    "op koers",
    "onzeker",
    "achter",
    "niet meer haalbaar",
    "niet gehaald",
    NO_JUDGEMENT,
)
# The words of which the owner explains the indicator; of an uncertain one an explanation is welcome.
BEHIND = ("niet meer haalbaar", "niet gehaald", "achter")
UNCERTAIN = "onzeker"
# What a status of a year under way rests on, and how the page says it after the word: "op koers, naar tempo".
BASES = {"plan": "naar planning", "sessions": "naar agenda", "pace": "naar tempo", "": ""}
# This suite's choice; the report prints the chance beside the word.
ON_TRACK_FROM, BEHIND_UP_TO = 0.80, 0.20
# The Dutch school mark: its range, and from where it is "voldoende".
LOWEST_MARK, HIGHEST_MARK, SUFFICIENT_FROM = 1, 10, 6


def by_chance(probability: float) -> str:
    """The status that goes with a chance of reaching the target.

    >>> [by_chance(p) for p in (0.8, 0.5, 0.2)]
    ['op koers', 'onzeker', 'achter']
    """
    if probability >= ON_TRACK_FROM:
        return "op koers"
    return "achter" if probability <= BEHIND_UP_TO else "onzeker"
