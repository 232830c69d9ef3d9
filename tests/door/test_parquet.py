import decimal
import io
from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from helpers.door.parquet import read
from helpers.floor.faults import BadInput


def content_of(table, **options):
    content = io.BytesIO()
    parquet.write_table(table if isinstance(table, pa.Table) else pa.table(table), content, **options)
    return content.getvalue()


def column(values, kind=None):
    [sheet] = read(content_of({"kop": pa.array(values, kind)}), "a.parquet")
    assert (sheet.rows[0], sheet.numbers) == (["kop"], list(range(1, len(values) + 2)))
    return [row[0] for row in sheet.rows[1:]]


@pytest.mark.parametrize(
    ("values", "kind", "texts"),
    [
        ([1, None, -3], pa.int64(), ["1", "", "-3"]),
        ([2**64 - 1], pa.uint64(), ["18446744073709551615"]),
        ([1.0, 62.9, float("nan"), 0.1 + 0.2], pa.float64(), ["1", "62,9", "", "0,3"]),
        ([0.1, 62.9], pa.float32(), ["0,1", "62,9"]),
        ([decimal.Decimal("1.50"), None], pa.decimal128(10, 2), ["1,5", ""]),
        (["Ja ", "", None], pa.string(), ["Ja ", "", ""]),
        (["a", "b", "a", None], pa.large_string(), ["a", "b", "a", ""]),
        ([b"oud", b"\xc3\xab"], pa.binary(), ["oud", "ë"]),
        ([True, False, None], pa.bool_(), ["waar", "onwaar", ""]),
        ([date(2026, 3, 1), None], pa.date32(), ["2026-03-01", ""]),
        ([date(2026, 3, 1)], pa.date64(), ["2026-03-01"]),
        (
            [datetime(2026, 1, 2), datetime(2026, 1, 2, 8, 30)],
            pa.timestamp("ns"),
            ["2026-01-02", "2026-01-02 08:30:00"],
        ),
        ([time(8, 30)], pa.time32("s"), ["08:30:00"]),
        ([timedelta(hours=30)], pa.duration("ns"), ["30 uur"]),
        ([None, None], pa.null(), ["", ""]),
    ],
)
def test_each_type_becomes_the_text_a_reader_would_type(values, kind, texts):
    assert column(values, kind) == texts


def test_a_moment_with_a_time_zone_is_the_clock_here():
    # Winter and summer time: an hour and two hours after UTC.
    moments = [datetime(2026, 1, 1, 23, tzinfo=UTC), datetime(2026, 7, 1, 6, 30, tzinfo=UTC)]
    assert column(moments, pa.timestamp("us", "UTC")) == ["2026-01-02", "2026-07-01 08:30:00"]


def test_categories_and_the_index_of_pandas_are_ordinary_columns():
    frame = pd.DataFrame({"soort": pd.Categorical(["a", "b", None]), "n": [1, 2, 3]}, index=["x", "y", "z"])
    content = io.BytesIO()
    frame.to_parquet(content)
    [sheet] = read(content.getvalue(), "a.parquet")
    assert sheet.rows[0] == ["soort", "n", "__index_level_0__"]
    assert sheet.rows[1:] == [["a", "1", "x"], ["b", "2", "y"], ["", "3", "z"]]


def test_several_row_groups_are_one_table():
    [sheet] = read(content_of({"a": list(range(50))}, row_group_size=7), "a.parquet")
    assert [row[0] for row in sheet.rows[1:]] == [str(at) for at in range(50)]


def test_a_table_without_rows_has_its_header():
    assert read(content_of({"a": pa.array([], pa.int64())}), "a.parquet")[0].rows == [["a"]]


def test_nested_cells_and_loose_bytes_are_refused_with_their_column():
    with pytest.raises(BadInput, match="lijst"):
        read(content_of({"a": [1], "lijst": [[1, 2]]}), "a.parquet")
    with pytest.raises(BadInput, match="geen leesbaar"):
        read(content_of({"a": pa.array([b"\xff\xfe"])}), "a.parquet")


def test_a_table_that_does_not_fit_is_refused_from_its_description(monkeypatch):
    content = content_of({"a": pa.array([1] * 2_000_000)})
    assert len(content) < 100_000
    with pytest.raises(BadInput, match=r"2\.000\.001 rijen"):
        read(content, "a.parquet")
    with pytest.raises(BadInput, match=r"2\.500 kolommen"):
        read(content_of({f"k{at}": [1] for at in range(2500)}), "a.parquet")


def test_a_damaged_file_is_refused_in_dutch():
    content = content_of({"a": ["x", "y"], "b": [1.5, 2.5]})
    for end in range(4, len(content), 41):
        with pytest.raises(BadInput, match="geen leesbaar Parquetbestand"):
            read(content[:end], "a.parquet")


@pytest.mark.parametrize("fraction", ["997", "999999999"])
def test_the_end_of_a_day_stays_in_it(fraction):
    moments = pd.to_datetime([f"2026-03-31 23:59:59.{fraction}"]).as_unit("ns")
    assert column(moments, pa.timestamp("ns")) == ["2026-03-31 23:59:59"]
