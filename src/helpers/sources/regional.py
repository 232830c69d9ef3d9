"""The columns that public statistics of areas share: the area, and the year of the borders it is counted within."""

from helpers.sources.cells import parsers, statline
from helpers.sources.contract import Column


def area(header: str = "Wijken en buurten") -> Column:
    """The area of a row, known by its code alone.

    >>> area().header
    'Wijken en buurten'
    """
    help_text = "De gebiedscode van het CBS, zoals WK123456; nooit een naam."
    return Column("area", header, statline.region, help_text, holds="thing")


BORDERS_YEAR = Column(
    "borders_year",
    "Indeling",
    parsers.whole,
    "Het jaar van de grenzen waarop alle jaren zijn omgerekend, zoals 2024.",
    is_required=False,
    is_optional=True,
    low=2000,
    high=2100,
)
