"""The colours of the figures, by the names that the displays use; their values are the house style's."""

from helpers.floor.tokens import DARK, LIGHT

PAPER, INK, MUTED, RULE = (LIGHT[name] for name in ("paper", "ink", "muted", "rule"))
C1, C2, C3, C4 = (LIGHT[f"c{number}"] for number in (1, 2, 3, 4))
GREY, BAND = LIGHT["context"], LIGHT["band"]
SEQUENTIAL = tuple(LIGHT[f"seq-{step}"] for step in (1, 2, 3, 4, 5))
BAND_LIGHT = SEQUENTIAL[0]


def in_the_dark(colour: str) -> str:
    """The dark twin of a colour of this palette; the page swaps them.

    >>> in_the_dark(INK) == DARK["ink"]
    True
    """
    return next(DARK[name] for name, light in LIGHT.items() if light == colour)
