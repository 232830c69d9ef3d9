"""How fast a log of positions becomes hours. Run: python tests/benchmarks/scan_car_log.py [rows] [rounds]

The same log, as Parquet and as CSV, is read by ours, by polars and by duckdb; each in a process of its own, by
turns, so that other work on the machine weighs on all alike. Printed are the median of the seconds, the ratio to
ours, and the peak memory of the whole process. All three must find the same hours.

The log is made up: four cars, a position a second, interleaved by moment, one car at night; some positions are
lost or doubled. The two others are written as their users would, with one difference in their favour: where a
point lies they ask our own grid, in one call of numpy, for a join with borders would take them longer.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

FIRST_DAY, CARS, SECONDS = "2026-08-03", 4, 8 * 3600
GAP_MINUTES = 5
Hours = dict[tuple[str, str, str, str], float]


def ours(log: Path, reference: Path) -> Hours:
    from helpers.door.files import on_disk
    from helpers.floor.params.export_mapping import ExportMapping
    from helpers.sources.catalogue import contracts
    from helpers.sources.positions import hours

    headers = {"Datum": "moment", "Voertuig": "car", "Wijkcode": ["lon", "lat"], "Doel": "code"}
    mapping = ExportMapping.model_validate(
        {
            "headers": headers,
            "values": {"Doel": {"A": "afval", "P": "parkeren"}},
            "area": {"Wijkcode": "point_wgs84"},
            "log": {"longest_gap_minutes": GAP_MINUTES},
        }
    )
    sheet = hours.sheet(on_disk([log]), log.name, contracts()["scanauto_inzet"], mapping, reference)
    return {
        (day, wijk, car, purpose): float(one.removesuffix(" uur").replace(",", "."))
        for day, wijk, car, purpose, one in sheet.rows[1:]
    }


def with_polars(log: Path, reference: Path) -> Hours:
    import polars as pl

    borders = _borders(reference)
    table = pl.read_parquet(log) if log.suffix == ".parquet" else pl.read_csv(log, try_parse_dates=True)
    wijk = pl.Series("wijk", _wijk(borders, table["lon"].to_numpy(), table["lat"].to_numpy()))
    local = pl.col("moment").dt.convert_time_zone("Europe/Amsterdam")
    drives = (
        table.lazy()
        .select(local, "car", "code", wijk)
        .sort("car", "moment")
        .with_columns(next=pl.col("moment").shift(-1).over("car"))
        .filter((pl.col("next") - pl.col("moment") <= pl.duration(minutes=GAP_MINUTES)) & (pl.col("wijk") >= 0))
        .with_columns(day=pl.col("moment").dt.truncate("1d"))
        .with_columns(midnight=pl.col("day").dt.offset_by("1d"))
        .with_columns(until=pl.min_horizontal("next", "midnight"))
    )
    own_day = drives.select("day", "wijk", "car", "code", lasts=pl.col("until") - pl.col("moment"))
    after = drives.filter(pl.col("next") > pl.col("midnight"))
    next_day = after.select(
        pl.col("midnight").alias("day"), "wijk", "car", "code", lasts=pl.col("next") - pl.col("midnight")
    )
    sums = pl.concat([own_day, next_day]).group_by("day", "wijk", "car", "code").agg(pl.col("lasts").sum())
    found = sums.with_columns(pl.col("day").dt.date(), pl.col("lasts").dt.total_milliseconds()).collect()
    return _named(found.iter_rows(), borders)


def with_duckdb(log: Path, reference: Path) -> Hours:
    import duckdb
    import pyarrow as pa

    borders = _borders(reference)

    def wijk(lon: Any, lat: Any) -> Any:
        numbers = [one.to_numpy(zero_copy_only=False) for one in (lon, lat)]
        return pa.array(_wijk(borders, *numbers))

    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'Europe/Amsterdam'")
    connection.create_function(
        "wijk_of",
        wijk,
        ["DOUBLE", "DOUBLE"],
        "SMALLINT",
        type="arrow",
        null_handling="special",  # type: ignore[arg-type]
    )
    source = "read_parquet(?)" if log.suffix == ".parquet" else "read_csv(?)"
    found = connection.execute(
        f"""
        WITH positions AS (
            SELECT moment::TIMESTAMPTZ AS moment, car, code, wijk_of(lon, lat) AS wijk,
                   lead(moment::TIMESTAMPTZ) OVER (PARTITION BY car ORDER BY moment) AS next
            FROM {source}
        ), drives AS (
            SELECT *, date_trunc('day', moment) AS day, date_trunc('day', moment) + INTERVAL 1 DAY AS midnight
            FROM positions
            WHERE wijk >= 0 AND epoch_ms(next) - epoch_ms(moment) <= {GAP_MINUTES * 60_000}
        ), parts AS (
            SELECT day, wijk, car, code, epoch_ms(least(next, midnight)) - epoch_ms(moment) AS lasts FROM drives
            UNION ALL
            SELECT midnight, wijk, car, code, epoch_ms(next) - epoch_ms(midnight) FROM drives WHERE next > midnight
        )
        SELECT day::DATE, wijk, car, code, sum(lasts) FROM parts GROUP BY ALL
        """,
        [str(log)],
    )
    return _named(found.fetchall(), borders)


WAYS: dict[str, Callable[[Path, Path], Hours]] = {"ours": ours, "polars": with_polars, "duckdb": with_duckdb}


def _borders(reference: Path) -> Any:
    from helpers.sources.places.borders import Borders

    return Borders.load(reference)


def _wijk(borders: Any, lon: Any, lat: Any) -> Any:
    return borders.locate(lon, lat, "wgs84")[0]


def _named(rows: Any, borders: Any) -> Hours:
    words = {"A": "afval", "P": "parkeren"}
    found = {
        (str(day), borders.wijken[wijk], car, words[code]): float(ms) / 3_600_000 for day, wijk, car, code, ms in rows
    }
    return {key: hours for key, hours in found.items() if round(hours, 6)}


def made_up(folder: Path, rows: int) -> tuple[Path, Path, Path]:
    """The log as Parquet and as CSV, and a folder with the borders of a dozen wijken."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import csv, parquet

    random = np.random.default_rng(1)
    reference = _wijken(folder, random)
    files = folder / "log.parquet", folder / "log.csv"
    kinds = pa.schema(
        [
            ("moment", pa.timestamp("ms", "UTC")),
            ("car", pa.string()),
            ("lon", pa.float64()),
            ("lat", pa.float64()),
            ("code", pa.string()),
        ]
    )
    with parquet.ParquetWriter(files[0], kinds) as compact, csv.CSVWriter(files[1], kinds) as text:
        for table in _days(random, rows, kinds):
            compact.write_table(table)
            text.write_table(table)
    return (*files, reference)


def _days(random: Any, rows: int, kinds: Any) -> Iterator[Any]:
    import numpy as np
    import pyarrow as pa

    left, day = rows, np.datetime64(FIRST_DAY, "ms")
    while left > 0:
        drives = []
        for car in range(CARS):
            begins = day + np.timedelta64(18 if car == 0 else 6, "h")  # of UTC: the first drives at night
            moment = begins + np.cumsum(random.choice([1, 1, 1, 2], SECONDS)).astype("timedelta64[s]")
            moment[SECONDS // 2 :] += np.timedelta64(20, "m")
            x, y = (_folded(np.cumsum(random.normal(0, 2e-5, SECONDS)) + random.uniform()) for _ in "xy")
            drives.append((moment, np.full(SECONDS, car), 4.36 + x * 0.12, 52.03 + y * 0.08))
        moment, car, lon, lat = (np.concatenate(one) for one in zip(*drives, strict=True))
        is_lost = random.uniform(size=len(moment)) < 0.01
        lon, lat = (np.where(is_lost, 0, np.round(one, 6)) for one in (lon, lat))
        order = np.argsort(moment, kind="stable")
        order = np.concatenate([order, random.choice(order, 50)])  # some rows twice
        order = order[np.argsort(moment[order], kind="stable")][:left]
        columns = [
            moment[order],
            np.array([f"SA-{one + 1}" for one in range(CARS)])[car[order]],
            lon[order],
            lat[order],
            np.where(moment[order].astype(int) // 3_600_000 % 2, "A", "P"),
        ]
        yield pa.table([pa.array(one) for one in columns], names=kinds.names).cast(kinds)
        left -= len(order)
        day += np.timedelta64(1, "D")


def _folded(steps: Any) -> Any:
    """A walk that turns back at 0 and at 1."""
    import numpy as np

    return np.abs((steps + 1) % 2 - 1)


def _wijken(folder: Path, random: Any) -> Path:
    import shapely

    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(random.uniform(0, 1, (600, 2)))))
    corner = shapely.centroid(cells)
    block = (shapely.get_x(corner) * 4).astype(int).clip(0, 3) * 3 + (shapely.get_y(corner) * 3).astype(int).clip(0, 2)
    reference = folder / "reference"
    reference.mkdir()
    features, codes = [], [f"WK9900{at + 1:02}" for at in range(12)]
    for at, code in enumerate(codes):
        shape = shapely.union_all(cells[block == at]) & shapely.box(0.05, 0.05, 0.95, 0.95)
        shape = shapely.transform(shape, lambda points: points * [0.12, 0.08] + [4.36, 52.03])
        geometry = json.loads(shapely.to_geojson(shape))
        features.append({"type": "Feature", "properties": {"wijkcode": code}, "geometry": geometry})
    head = "wijk,name,short_name,tile_row,tile_column,hectares,inhabitants,inhabitants_year"
    rows = [f"{code},{code},{code},{at // 4},{at % 4},100,5000,2024" for at, code in enumerate(codes)]
    (reference / "wijken.csv").write_text("\n".join([head, *rows]) + "\n", "utf-8")
    (reference / "wijkgrenzen.geojson").write_text(json.dumps({"features": features}), "utf-8")
    return reference


def once(way: str, log: Path, reference: Path) -> tuple[float, int, Hours]:
    """Seconds, megabytes at the peak, and the hours; in a new process."""
    command = [sys.executable, __file__, "--once", way, str(log), str(reference)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return told["seconds"], told["megabytes"], {tuple(key): hours for key, hours in told["hours"]}


def agree(one: Hours, other: Hours) -> bool:
    """Whether two ways found the same hours, up to their rounding."""
    return one.keys() == other.keys() and all(abs(one[key] - other[key]) < 2e-6 for key in one)


def main(rows: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        *logs, reference = made_up(Path(folder), rows)
        for log in logs:
            seen: dict[str, list[tuple[float, int]]] = {way: [] for way in WAYS}
            for at in range(rounds):
                turns = list(WAYS)[at % len(WAYS) :] + list(WAYS)[: at % len(WAYS)]
                found = {}
                for way in turns:
                    *figures, found[way] = once(way, log, reference)
                    seen[way].append((figures[0], figures[1]))
                if not all(agree(found["ours"], found[way]) for way in WAYS):
                    sys.exit(f"{log.name}: the three ways do not find the same hours")
            seconds = {way: statistics.median(one for one, _ in figures) for way, figures in seen.items()}
            size = f"{rows:,} rows, {log.stat().st_size / 1e6:,.0f} MB, {len(found['ours']):,} rows of hours, all agree"
            print(f"{log.name}: {size}")
            for way, figures in seen.items():
                ratio = seconds[way] / seconds["ours"]
                every = ", ".join(f"{one:.1f}" for one, _ in figures)
                peak = max(one for _, one in figures)
                print(f"  {way:7} {seconds[way]:6.2f} s ({every})  x{ratio:.2f}  {peak:,} MB")


if __name__ == "__main__":
    if "--once" in sys.argv:
        way, log, reference = sys.argv[2:]
        start = time.perf_counter()
        hours = WAYS[way](Path(log), Path(reference))
        seconds = time.perf_counter() - start
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
        print(
            json.dumps(
                {"seconds": seconds, "megabytes": megabytes, "hours": [[key, one] for key, one in hours.items()]}
            )
        )
    else:
        main(
            *(int(one) for one in [*sys.argv[1:], "10000000", "3"][:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 3)
        )
