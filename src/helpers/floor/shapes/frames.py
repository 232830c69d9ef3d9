"""The figures behind a piece as a tidy frame, for whoever counts on with what was published."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.floor.shapes.pieces import (
    Answer,
    ChapterAnswers,
    Counts,
    Data,
    Facts,
    Figure,
    Piece,
    Sections,
    Table,
    Text,
)

_SENTENCE, _ORIGIN = "sentence", "piece"


class _Origin(str):
    """The name of a piece, with the whole of its frame: pandas copies it to what is taken from the frame."""

    whole: pd.DataFrame

    def __deepcopy__(self, memo: dict[int, Any]) -> _Origin:
        return self


def origin_of(table: pd.DataFrame) -> pd.DataFrame | None:
    """The whole frame of the table or figure that a table says it was taken from; None where it says nothing.

    It may hold other figures all the same: who needs to know, compares.
    """
    origin = table.attrs.get(_ORIGIN)
    return origin.whole if isinstance(origin, _Origin) else None


def of(piece: Piece) -> pd.DataFrame:
    """One row for each row of its CSV: the same columns, unrounded, missing where a figure is hidden.

    A piece without figures gives its sentences, its counts per status, or its terms; of sections the frames stand
    under each other, with the name of the section.

    >>> of(Table("hours", "Uren", ["Wijk"], [], data=Data(["wijk", "hours"], [["WK990001", 2.5], ["WK990002", None]])))
           wijk  hours
    0  WK990001    2.5
    1  WK990002    NaN
    """
    if isinstance(piece, Sections):
        parts = [of(one).assign(section=title) for title, inside in piece.sections for one in inside]
        whole = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({"section": []})
        return whole[["section", *whole.columns.drop("section")]]
    data = _data(piece)
    frame = pd.DataFrame(data.rows, columns=data.columns)
    if piece.kind in (Table.kind, Figure.kind):  # an own figure is another kind
        origin = _Origin(getattr(piece, "name", ""))
        origin.whole = frame.copy()
        frame.attrs[_ORIGIN] = origin
    return frame


def _data(piece: Piece) -> Data:
    match piece:
        case Table() | Figure():
            return piece.data
        case Counts():
            return Data(["status", "count"], [list(pair) for pair in piece.counts])
        case Facts():
            return Data(["term", "description"], [list(pair) for pair in piece.pairs])
        case Answer():
            sentences = [piece.headline, *piece.sentences]
        case ChapterAnswers():
            sentences = piece.points
        case Text():
            sentences = piece.sentences
        case _:
            raise TypeError(f"no figures are known of {type(piece).__name__}")
    return Data([_SENTENCE], [[one] for one in sentences])
