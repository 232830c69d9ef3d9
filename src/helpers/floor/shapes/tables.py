"""The narrow waist: the two table shapes between computing and showing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.floor.shapes import words

# Text as Python holds it: our tables are wide and short, and Arrow costs a call for every column of each. An analysis
# is a sixth cheaper, and reading 200,000 rows takes no more memory (tests/benchmarks/reading.py).
pd.set_option("mode.string_storage", "python")
# Text columns hold "" where nothing applies, so that rows compare and group without surprises.
MEASURE_COLUMNS: dict[str, str] = {
    "measure": "str",  # such as bodycam_percent
    "area_level": "str",  # this and every column below that words.KNOWN names holds its words only
    "area": "str",  # the code of the area
    "split": "str",  # what the group is of, such as purpose
    "group": "str",  # the group, such as afval
    "period": "str",  # a label: 2026-Q3, 2026-09, a survey wave, a session
    "start": "datetime64[us]",
    "end": "datetime64[us]",
    "value": "float64",
    "numerator": "float64",
    "denominator": "float64",
    "se": "float64",
    "unit": "str",
    "counted": "str",  # what one of them is; harmless or not
    "series": "str",  # another one where a method breaks
    "withheld": "str",
}
ESTIMATE_COLUMNS: dict[str, str] = {
    "model": "str",
    "measure": "str",
    "term": "str",
    "role": "str",
    "area": "str",
    "split": "str",
    "group": "str",
    "period": "str",
    "at": "float64",
    "estimate": "float64",
    "se": "float64",
    "low": "float64",
    "high": "float64",
    "level": "float64",  # of the interval, such as .95
    "df": "float64",
    "p": "float64",
    "q": "float64",
    "n": "float64",
    "n_clusters": "float64",
    "unit": "str",
    "is_met": "boolean",
    "basis": "str",  # what a forecast or a verdict under way rests on
    "verdict": "str",
    "rule": "str",  # the Dutch sentence that gave the verdict
    "withheld": "str",
}
# As pandas holds them: looking a dtype up by its name costs more than filling a column.
_MEASURE_DTYPES = {name: pd.api.types.pandas_dtype(dtype) for name, dtype in MEASURE_COLUMNS.items()}
_ESTIMATE_DTYPES = {name: pd.api.types.pandas_dtype(dtype) for name, dtype in ESTIMATE_COLUMNS.items()}
_NEVER_MISSING = (str, int, bool)


def measures(rows: Iterable[Mapping[str, Any]] = (), **same: Any) -> pd.DataFrame:
    """A measure table from rows; `same` fills a column for all of them.

    Raises KeyError on a column that the shape does not have, ValueError on a word that `words` does not know.

    >>> measures([{"value": 18.0, "numerator": 18}], measure="boas", unit="count").value.item()
    18.0
    """
    return _shaped(rows, same, _MEASURE_DTYPES)


def estimates(rows: Iterable[Mapping[str, Any]] = (), **same: Any) -> pd.DataFrame:
    """An estimate table from rows; `same` fills a column for all of them."""
    return _shaped(rows, same, _ESTIMATE_DTYPES)


def gate(
    term: str, seen: float | None, required: float | None, rule: str, *, unit: str = "count", is_met: bool | None = None
) -> dict[str, Any]:
    """A condition as an estimate row: what was seen (estimate), what is required (low), and whether that is met.

    Met where at least so much is seen, unless `is_met` says it otherwise. A number that is not there, or may not
    be told, is None.

    >>> gate("wijken", 7, 8, "Nodig zijn er 8.")["is_met"], gate("size", 4.2, 5, "", is_met=4.2 <= 5)["is_met"]
    (False, True)
    """
    is_enough = seen is not None and required is not None and bool(seen >= required) if is_met is None else is_met
    row = {"term": term, "role": "gate", "estimate": seen, "low": required, "unit": unit, "rule": rule}
    return row | {"is_met": is_enough}


def stack(*tables: pd.DataFrame) -> pd.DataFrame:
    """Tables of one shape under each other, with a fresh index; the dtypes stay."""
    shape = _MEASURE_DTYPES if "denominator" in tables[0] else _ESTIMATE_DTYPES
    filled = [table for table in tables if len(table)]
    if not filled:
        return tables[0]
    if all(_has_shape(table, shape) for table in filled):
        return pd.DataFrame({name: _joined([table[name].array for table in filled], shape[name]) for name in shape})
    stacked = pd.concat(filled, ignore_index=True)
    # In one piece: text that stays in as many pieces as there were tables is slow in whatever is done with it.
    whole = {name: stacked[name].to_numpy(object) for name, dtype in shape.items() if dtype == "str"}
    return stacked.assign(**{name: pd.array(texts, dtype="str") for name, texts in whole.items()}).astype(shape)


def _has_shape(table: pd.DataFrame, shape: Mapping[str, Any]) -> bool:
    return not table.attrs and dict(table.dtypes) == shape and list(table.columns) == list(shape)


def _joined(parts: Sequence[Any], dtype: Any) -> Any:
    """Columns of this dtype under each other, in one piece: to join whole frames and cast them costs a third more."""
    if dtype == "boolean":
        return pd.concat([pd.Series(part) for part in parts], ignore_index=True).array
    whole = np.concatenate([part.to_numpy(object) if dtype == "str" else part.to_numpy() for part in parts])
    return pd.array(whole, dtype=dtype) if dtype == "str" else whole


def open_units_of(measure: str) -> str:
    """The measure that names what is still open of another: by split "open_unit", a row a unit.

    >>> open_units_of("scanned_wijken_percent")
    'open_scanned_wijken_percent'
    """
    return f"open_{measure}"


def the(table: pd.DataFrame, **where: Any) -> pd.Series:
    """The one row where every named column has that value. Raises LookupError when not exactly one.

    >>> the(measures([{"area": "a", "value": 1}, {"area": "b", "value": 2}]), area="b").value.item()
    2.0
    """
    found = rows_of(table, **where)
    if len(found) != 1:
        raise LookupError(f"{len(found)} rows instead of one where {where}")
    return found.iloc[0]


def rows_of(table: pd.DataFrame, **where: Any) -> pd.DataFrame:
    """The rows where every named column has that value, or one of those values."""
    is_found = np.ones(len(table), dtype=bool)
    for column, wanted in where.items():
        values = list(wanted) if isinstance(wanted, (list, tuple, set)) else [wanted]
        is_found &= table[column].array.isin(values)
    return table[is_found]


def each_row(table: pd.DataFrame) -> Iterable[Any]:
    """The rows as named tuples; the table alone knows their fields and types.

    >>> [row.value for row in each_row(pd.DataFrame({"value": [1, 2]}))]
    [1, 2]
    """
    return table.itertuples()


def _shaped(rows: Iterable[Mapping[str, Any]], same: Mapping[str, Any], shape: Mapping[str, Any]) -> pd.DataFrame:
    filled = [{**same, **row} for row in rows]
    unknown = {name for row in filled for name in row} - shape.keys()
    if unknown:
        raise KeyError(f"not in the shape: {sorted(unknown)}; it has {list(shape)}")
    values = {name: [_known(row.get(name)) for row in filled] for name in shape}
    columns = {name: _column(values[name], dtype) for name, dtype in shape.items()}
    for name in words.KNOWN.keys() & columns.keys():
        words.check(name, {str(value) for value in values[name] if value is not None})
    return pd.DataFrame(columns, index=range(len(filled)))


def _known(value: Any) -> Any:
    """The value, or None for whatever pandas takes as missing: of most, their type already tells."""
    if value is None or type(value) in _NEVER_MISSING:
        return value
    is_missing = value != value if isinstance(value, float) else pd.isna(value)
    return None if is_missing else value


def _column(known: list[Any], dtype: Any) -> Any:
    # Column by column with its dtype: ten times as fast as casting a frame, and a batch makes thousands.
    if dtype == "str":
        return pd.array(["" if value is None else str(value) for value in known], dtype=dtype)
    if dtype == "boolean":
        return pd.array([None if value is None else bool(value) for value in known], dtype=dtype)
    if dtype == "float64":
        return np.array(known, dtype=dtype)
    return np.array([None if value is None else pd.Timestamp(value) for value in known], dtype=dtype)
