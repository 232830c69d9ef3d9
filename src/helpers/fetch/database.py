"""The result of one SELECT as a file: CSV as Dutch programs write it, or Parquet with its types."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy
from sqlalchemy import exc
from sqlalchemy.engine import URL, Engine
from sqlalchemy.pool import NullPool

from helpers.door.cell_text import cell_text
from helpers.fetch.columns import shown
from helpers.fetch.database_refusals import LESS, refusal
from helpers.fetch.environment import value_of
from helpers.fetch.fetched import Fetched
from helpers.fetch.query import refuse_unless_select
from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.floor.params.fetch_sources import Source
from helpers.floor.params.plain_text import read_text

_HERE = ZoneInfo("Europe/Amsterdam")
_PLAIN = (str, bool, int, float, Decimal, date, datetime, time, timedelta, UUID)
_ROWS_AT_ONCE = 100  # held before they are counted; a row may be large
_STEPS = 10_000  # of SQLite between two looks at the clock
_EXAMPLE = "Schrijf het zoals postgresql://gebruiker:wachtwoord@server/database."


def sql(source: Source, params: Path) -> Fetched:
    """The rows of the query, their types kept: days, exact decimals, NULL as empty.

    Raises AskedWrongly before anything is asked, RunFailed when the database refuses.
    """
    query = read_text(params / source.query)
    refuse_unless_select(query)
    url = _url(source)
    with _in_dutch(source), _engine(url, source).connect() as connection:
        options = {"stream_results": True, "max_row_buffer": _ROWS_AT_ONCE, "no_parameters": True}  # a % is a %
        connection = connection.execution_options(**options)
        with closing(connection.exec_driver_sql(query)) as result:
            columns = _columns(list(result.keys()))
            rows = _rows(result, columns, source)
        content = _parquet(columns, rows) if source.file.endswith(".parquet") else _csv(columns, rows)
        connection.rollback()
    port = f":{url.port}" if url.port else ""
    address = f"{url.get_backend_name()}://{url.host or ''}{port}/{url.database or ''} ({source.query})"
    return Fetched(content, address, len(rows), tuple(columns))


def _url(source: Source) -> URL:
    try:
        url = sqlalchemy.make_url(value_of(source.address_variable))
    except (exc.ArgumentError, ValueError):
        raise AskedWrongly(f"In {source.address_variable} staat geen adres van een database.", _EXAMPLE) from None
    if url.drivername == "postgresql":  # the driver that comes along
        url = url.set(drivername="postgresql+psycopg")
    is_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    if is_file and not Path(str(url.database)).is_file():  # SQLite would make it
        raise AskedWrongly("Het bestand van de database is er niet.", f"Controleer {source.address_variable}.")
    return url


def _engine(url: URL, source: Source) -> Engine:
    backend = url.get_backend_name()
    wait: dict[str, Any] = {"sqlite": {"timeout": source.seconds}}.get(backend, {})
    options: dict[str, Any] = {}
    if backend == "postgresql":
        wait = {"connect_timeout": source.seconds, "options": f"-c statement_timeout={source.seconds}s"}
        options = {"postgresql_readonly": True}
    engine = sqlalchemy.create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=wait)
    if backend == "sqlite":
        sqlalchemy.event.listen(engine, "connect", lambda opened, _: _bound(opened, source))
    return engine.execution_options(**options)


def _bound(opened: sqlite3.Connection, source: Source) -> None:
    """SQLite runs in this process: it reads only, stops in time, and makes no cell beyond the limit."""
    until = monotonic() + source.seconds
    opened.execute("PRAGMA query_only = ON")
    opened.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, source.largest_mb * 1_000_000)
    opened.set_progress_handler(lambda: monotonic() > until, _STEPS)


@contextmanager
def _in_dutch(source: Source) -> Iterator[None]:
    """What a driver raises, in Dutch: its own words may hold the address, or a value."""
    try:
        yield
    except ModuleNotFoundError as error:
        hint = f"Installeer het: uv pip install {error.name}."
        raise AskedWrongly(f"Het stuurprogramma {error.name} is niet geïnstalleerd.", hint) from None
    except exc.NoSuchModuleError:
        hint = f"{_EXAMPLE} Voor SQL Server of Oracle is een pakket met het stuurprogramma nodig."
        raise AskedWrongly(f"Het soort database in {source.address_variable} is onbekend.", hint) from None
    except (exc.DBAPIError, exc.SQLAlchemyError) as error:
        message, hint = refusal(getattr(error, "orig", None) or error)
        raise RunFailed(message, hint.format(variable=source.address_variable, query=source.query)) from None


def _columns(names: list[str]) -> list[str]:
    columns = [str(name) for name in names]
    if twice := [name for at, name in enumerate(columns) if name in columns[:at]]:
        raise AskedWrongly(
            f"De query geeft twee keer de kolom {shown(twice[0])}.", "Geef één ervan een andere naam met AS."
        )
    return columns


def _rows(result: Any, columns: list[str], source: Source) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    left = source.largest_mb * 1_000_000
    while (row := result.fetchone()) is not None:
        _refuse_strange(row, columns)
        left -= sum(map(_size, row))
        if left < 0:
            raise RunFailed(f"Er komt meer dan {source.largest_mb} MB.", LESS)
        rows.append(tuple(map(_local, row)))
    return rows


def _size(cell: Any) -> int:
    """About how many bytes a cell takes."""
    if isinstance(cell, str):
        return len(cell) if cell.isascii() else len(cell.encode())
    return len(str(cell)) if isinstance(cell, Decimal) else 8


def _refuse_strange(row: Any, columns: list[str]) -> None:
    for name, cell in zip(columns, row, strict=True):
        if cell is not None and not isinstance(cell, _PLAIN):
            hint = "Laat hem weg, of maak er met CAST tekst van."
            raise AskedWrongly(f"De kolom {shown(name)} bevat geen gewone waarden.", hint)


def _local(cell: Any) -> Any:
    """A moment as the clock here shows it; no number as empty."""
    if isinstance(cell, datetime) and cell.tzinfo:
        return cell.astimezone(_HERE).replace(tzinfo=None)
    return None if isinstance(cell, float | Decimal) and cell != cell else cell


def _csv(columns: list[str], rows: list[tuple[Any, ...]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _text(cell: Any) -> str:
    return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell_text(cell)  # to the microsecond


def _parquet(columns: list[str], rows: list[tuple[Any, ...]]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    try:
        table = pa.table({name: pa.array(_of_arrow(cells)) for name, cells in zip(columns, values, strict=True)})
    except pa.ArrowException:
        raise AskedWrongly("Een kolom mengt soorten waarden.", "Maak met CAST één soort, of kies .csv.") from None
    sink = io.BytesIO()
    parquet.write_table(table, sink)
    return sink.getvalue()


def _of_arrow(cells: tuple[Any, ...]) -> list[Any]:
    return [str(cell) if isinstance(cell, UUID) else cell for cell in cells]
