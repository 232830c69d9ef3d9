"""How a status looks: a shape, a word and a border, so that colour is never needed."""

from typing import Any

_DISC = "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z"
_RING = "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.6a5.4 5.4 0 1 0 0 10.8A5.4 5.4 0 0 0 8 2.6z"
_CHECK = "M6.9 11.6 3.6 8.3 4.8 7.1 6.9 9.2 11.2 4.9 12.4 6.1z"
_CROSS = "M5.3 4.2 8 6.9l2.7-2.7 1.1 1.1L9.1 8l2.7 2.7-1.1 1.1L8 9.1l-2.7 2.7-1.1-1.1L6.9 8 4.2 5.3z"

# word → (class in the style sheet, path of a 16 × 16 symbol; overlapping parts are left open)
STATUSES: dict[str, tuple[str, str]] = {
    "gehaald": ("met", _DISC + _CHECK),
    "nu op streefwaarde": ("at-target", _RING + _CHECK),
    "op koers": ("on-course", "M8.6 2.2 14.4 8l-5.8 5.8-1.3-1.3 3.6-3.6H1.6V7.1h9.3L7.3 3.5z"),
    "onzeker": ("uncertain", "M8 .6 15.4 8 8 15.4.6 8zM7.1 4.3v4.9h1.8V4.3zm0 6.1v1.7h1.8v-1.7z"),
    "achter": ("behind", "M8 1.2 15.6 14.6H.4zM7.1 6v4.5h1.8V6zm0 5.6v1.6h1.8v-1.6z"),
    "niet meer haalbaar": ("out-of-reach", _DISC + _CROSS),
    "niet gehaald": ("missed", "M1.2 1.2h13.6v13.6H1.2z" + _CROSS),
    "geen oordeel": ("no-verdict", _RING + "M4.6 7.2h6.8v1.6H4.6z"),
}


def status_look(word: str) -> dict[str, Any]:
    """Class, symbol and word of a status, and what it rests on. Raises KeyError on a word that is no status.

    >>> look = status_look("op koers, naar tempo")
    >>> look["slug"], look["word"], look["basis"]
    ('on-course', 'Op koers', 'naar tempo')
    """
    word, _, basis = word.partition(", ")
    slug, path = STATUSES[word.casefold()]
    return {"slug": slug, "path": path, "word": word[:1].upper() + word[1:], "basis": basis}
