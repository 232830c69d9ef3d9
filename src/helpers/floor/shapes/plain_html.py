"""Sentences of a piece as HTML where no page stands round them."""

import re
from html import escape

# How a sentence, a note or a fact points at a figure or table by its name; the page gives the number.
REFERENCE = re.compile(r"\[(?P<words>[^\[\]\n]*)\]\((?P<url>(?:figuur|tabel|hoofdstuk):\w+)\)")


def paragraph(sentences: list[str]) -> str:
    """Sentences as one paragraph, "" where there are none."""
    return f"<p>{plain(' '.join(sentences))}</p>" if sentences else ""


def plain(text: str) -> str:
    """Text as HTML; a reference has no number outside the report, so it names what it points at.

    >>> plain("Zie [](tabel:hours) & [dit](figuur:map).")
    'Zie tabel hours &amp; dit.'
    """
    return escape(REFERENCE.sub(lambda found: named(found["url"], found["words"]), text))


def named(url: str, words: str) -> str:
    """What a reference reads outside the report."""
    return words or url.replace(":", " ")
