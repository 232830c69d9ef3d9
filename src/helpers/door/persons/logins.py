"""Names with which people log in, in texts that `legible` made plain: they are made of a person's name."""

import re

# Surnames as they stand in such names; source class: Nederlandse Familienamenbank (Meertens Instituut).
_SURNAMES = """
jansen janssen devries vandenberg vandijk bakker visser smits meijer deboer mulder degroot peters hendriks vanleeuwen
dekker brouwer dewit dijkstra degraaf vandermeer vermeulen hoekstra verhoeven hermans martens postma jacobs willems
gerritsen scholten huisman kuipers vanbeek vandam schouten willemsen vanvliet koster prins
""".split()  # noqa: SIM905
MARKS = (*(name.encode() for name in _SURNAMES), b"\\")
_OF_DOMAIN = re.compile(r"(?<![\w\\:])[A-Z][A-Z0-9-]{1,20}\\[A-Za-z][\w.-]{2,}(?![\w\\])")
_OF_NAME = re.compile(rf"(?:[a-z]|[a-z]{{1,12}}[._-])[._-]?(?:{'|'.join(_SURNAMES)})\d{{0,4}}", re.IGNORECASE)


def has_login(text: str) -> bool:
    """Whether a plain text is a name to log in with, or holds one with its domain.

    >>> [has_login(text) for text in ("jjansen12", "p.devries", "GEMEENTE\\\\smitk", "Jansen", "map C:\\\\data")]
    [True, True, True, False, False]
    """
    return bool(_OF_NAME.fullmatch(text) or ("\\" in text and _OF_DOMAIN.search(text)))
