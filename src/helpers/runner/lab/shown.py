"""How the kernels of `lab` show things: pieces as in the report, and tables with a line that they are unprotected.

Every table has that line but one that is, figure for figure, part of a protected result that this notebook holds, or
of the figures of a display. A mark on the tables of a delivery would not do: pandas loses it in a merge or a crosstab,
and keeps it where figures of an export are put into a protected table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from helpers.floor.shapes.pieces import Piece

UNPROTECTED = "Onbeschermd: niet publiceren."
_TABLE = "text/html"


def register(shell: Any) -> None:
    """Teach the shell of a kernel. Nothing is imported yet: each type is known by its name until one is shown."""
    formatter, namespace = shell.display_formatter.formatters[_TABLE], shell.user_ns
    formatter.for_type_by_name("pandas", "DataFrame", lambda table: of_table(table, namespace))
    formatter.for_type_by_name("pandas", "Series", lambda column: of_table(_as_table(column), namespace))
    formatter.for_type_by_name("pandas.io.formats.style", "Styler", lambda styled: _of_styled(styled, namespace))
    formatter.for_type_by_name("helpers.floor.shapes.pieces", "Piece", _of_piece)


def of_table(table: pd.DataFrame, namespace: Mapping[str, Any]) -> str | None:
    """The table as pandas shows it, under a line that it is unprotected where nothing in the namespace vouches for it.

    None where pandas is told to show no HTML.
    """
    html = table._repr_html_()  # type: ignore[operator]
    return None if html is None else _warned(_with_words_left(html, table), table, namespace)


def is_vouched_for(table: pd.DataFrame, namespace: Mapping[str, Any]) -> bool:
    """Whether each of its figures stands in the same row and column of something protected."""
    return any(_is_part(table, whole) for whole in _protected(table, namespace))


def _protected(table: pd.DataFrame, namespace: Mapping[str, Any]) -> Iterator[pd.DataFrame]:
    from helpers.floor.shapes import frames
    from helpers.floor.shapes.delivery import Result

    results = [one for one in namespace.values() if isinstance(one, Result)]
    if any(one.is_exact for one in results):
        return
    for one in results:
        yield from (one.measures, one.estimates)
    if (whole := frames.origin_of(table)) is not None:
        yield whole


def _is_part(table: pd.DataFrame, whole: pd.DataFrame) -> bool:
    from helpers.floor.shapes import naming

    # Names that `named` put beside codes do not count: anybody may know them.
    figures = table.drop(columns=[name for name in naming.beside(whole) if name in table])
    is_there = table.index.isin(whole.index).all() and figures.columns.isin(whole.columns).all()
    if not (whole.index.is_unique and is_there and len(figures.columns)):
        return False
    return figures.equals(whole.loc[figures.index, figures.columns])


def _warned(html: str, table: pd.DataFrame, namespace: Mapping[str, Any]) -> str:
    from helpers.floor.tokens import LIGHT

    look = f"display:inline-block;margin:0;padding:.1em .5em;color:{LIGHT['bad']};background:{LIGHT['bad-fill']}"
    return html if is_vouched_for(table, namespace) else f'<p style="{look}">{UNPROTECTED}</p>{html}'


def _with_words_left(html: str, table: pd.DataFrame) -> str:
    """Words on the left, as in the report: pandas puts all on the right.

    Counted from the last column, for a row has fewer cells where a label of the index spans several.
    """
    import pandas as pd
    from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype

    width = len(table.columns)
    if table.columns.nlevels > 1 or width > (pd.get_option("display.max_columns") or width):
        return html
    kinds = enumerate(table.dtypes)
    places = [width - at for at, kind in kinds if not (is_numeric_dtype(kind) or is_datetime64_any_dtype(kind))]
    if not places:
        return html
    name = "-".join(["helpers-words", *map(str, places)])
    rule = ",".join(f".{name}.{name} tr > :nth-last-child({place}):not(:first-child)" for place in places)
    return f'<div class="{name}"><style>{rule}{{text-align:left}}</style>{html}</div>'


def _as_table(column: pd.Series) -> pd.DataFrame:
    return column.to_frame("" if column.name is None else column.name)


def _of_styled(styled: Any, namespace: Mapping[str, Any]) -> str | None:
    html = styled._repr_html_()
    return None if html is None else _warned(html, styled.data, namespace)


def _of_piece(piece: Piece) -> str | None:
    from helpers.runner.lab import house_look

    return house_look.of(piece)
