"""What travels with a run: one pool serves two municipalities, each run sees its own and nothing of the checkout."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

from helpers import sources
from helpers.analyses import safety_indicators
from helpers.floor import paths
from helpers.floor.areas import Areas
from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.runner.pool.crew import Crew
from helpers.runner.pool.job import Job, result_of
from helpers.runner.pool.parcel import Parcel, hash_of, unpacked
from helpers.samples.make import exports

pytestmark = pytest.mark.slow
# What a report notebook opens, and every file of params or reference that Python opened meanwhile.
OPENS = """import sys
seen = []
def note(event, given):
    if event == "open" and str(given[0]).endswith((".yml", ".csv", ".parquet")):
        seen.append(str(given[0]))
sys.addaudithook(note)
from helpers import sources
opened = sources.open_delivery(delivery, quarter)"""
TELLS = """from helpers.analyses import safety_indicators
result = safety_indicators.analyse(opened)
print(opened.settings.municipality.code, opened.areas.codes, opened.settings.municipality.small_numbers.hidden_below)
print(opened["bodycams"].to_csv(), result.measures.to_csv())
print(*(f"seen {file}" for file in seen), sep="\\n")"""


class Home:
    """The folders of a made-up municipality, with its delivery frozen in a store of its own."""

    def __init__(self, folder: Path, number: str, limit: int, wijken: int) -> None:
        self.number, self.limit = number, limit
        self.params, self.reference, self.store = (folder / name for name in ("params", "reference", "snapshots"))
        shutil.copytree(paths.PARAMS, self.params)
        text = (self.params / "municipality.yml").read_text("utf-8").replace("GM1916", f"GM{number}")
        (self.params / "municipality.yml").write_text(
            text.replace("hidden_below: 10", f"hidden_below: {limit}"), "utf-8"
        )
        areas = Areas.load().table.head(wijken)
        areas = areas.assign(wijk=[code.replace("1916", number) for code in areas.wijk])
        people = pd.read_csv(paths.REFERENCE / "population.csv")
        people = people.assign(wijk=[code.replace("1916", number) for code in people.wijk])
        self.reference.mkdir()
        areas.to_csv(self.reference / "wijken.csv", index=False)
        people[people.wijk.isin([*areas.wijk, f"GM{number}"])].to_csv(self.reference / "population.csv", index=False)
        (folder / "levering").mkdir()
        for name, content in exports(areas=Areas.load(self.reference)).items():
            (folder / "levering" / name).write_bytes(content)
        with pytest.MonkeyPatch.context() as patch:
            for name, own in (("PARAMS", self.params), ("REFERENCE", self.reference), ("SNAPSHOTS", self.store)):
                patch.setattr(paths, name, own)
            frozen = sources.freeze(str(folder / "levering"), "2026-Q3")[1]
            past = sources.freeze_history(folder / "reports", self.params, frozen, frozen.quarter, frozen.quarter)
        self.frozen = frozen
        self.parcel = Parcel(
            self.store, f"snapshot:{frozen.name}" + (f"+{past.history.name}" if past.history.name else "")
        )


@pytest.fixture(scope="module")
def homes(tmp_path_factory) -> list[Home]:
    folder = tmp_path_factory.mktemp("homes")
    return [Home(folder / "een", "9901", 10, 13), Home(folder / "twee", "9902", 15, 9)]


def job(home: Home, folder: Path, write) -> Job:
    book = write("cijfers", OPENS, TELLS)
    given = {"quarter": "2026-Q3", "delivery": home.parcel.name}
    return Job(book, f"2026-Q3/cijfers-{home.number}", given, folder, parcel=home.parcel)


def printed(job: Job) -> str:
    cells = json.loads(job.output.read_text("utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", []) if output["name"] == "stdout"]
    return "".join("".join(output["text"]) for output in outputs)


def alone(home: Home, store: Path, monkeypatch) -> list[str]:
    """What the municipality gives by itself, in this process, from what travelled."""
    monkeypatch.setenv(paths.GIVEN_SNAPSHOTS, str(store))
    opened = sources.open_delivery(home.parcel.name, "2026-Q3")
    measures = safety_indicators.analyse(opened).measures
    first = f"GM{home.number} {home.frozen.areas.codes} {home.limit}"
    return f"{first}\n{opened['bodycams'].to_csv()} {measures.to_csv()}\n".splitlines()


def test_two_municipalities_in_one_pool_each_give_what_they_give_alone(homes, write, tmp_path, monkeypatch):
    with Crew(2) as crew:
        jobs = [job(home, tmp_path, write) for home in homes]
        futures = [crew.submit(one) for one in jobs]
        assert [result_of(future).failure for future in futures] == [None, None]
    told = [printed(one).splitlines() for one in jobs]
    for home, lines in zip(homes, told, strict=True):
        packed = home.parcel.packed()
        store = unpacked(packed, hash_of(packed), tmp_path)
        opened = [line for line in lines if line.startswith("seen ")]
        assert lines[: -len(opened)] == alone(home, store, monkeypatch)
        # Of what a delivery is made of, a run reads only what came with it.
        assert opened and all(line.startswith(f"seen {home.store}/") for line in opened)
    assert told[0] != told[1]


def test_a_parcel_is_known_by_its_bytes_and_another_content_is_refused(homes, tmp_path):
    packed = homes[0].parcel.packed()
    assert packed == homes[0].parcel.packed() != homes[1].parcel.packed()
    (homes[0].store / homes[0].frozen.name / "published").touch()
    os.utime(homes[0].store / homes[0].frozen.name / "manifest.json", (2e9, 2e9))
    assert homes[0].parcel.packed() == packed
    with pytest.raises(RunFailed, match="onderweg beschadigd"):
        unpacked(packed[:-1] + b"x", hash_of(packed), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_came_with_a_run_is_never_made_again_by_other_params(homes, tmp_path, monkeypatch):
    packed = homes[0].parcel.packed()
    store = unpacked(packed, hash_of(packed), tmp_path)
    monkeypatch.setenv(paths.GIVEN_SNAPSHOTS, str(store))
    assert sources.open_delivery(homes[0].parcel.name, "2026-Q3").areas.codes == homes[0].frozen.areas.codes
    (store / homes[0].frozen.name / "bodycams.parquet").write_bytes(b"stuk")
    monkeypatch.setattr(paths, "PARAMS", None)
    with pytest.raises(AskedWrongly, match="is er niet meer of is beschadigd"):
        sources.open_delivery(homes[0].parcel.name, "2026-Q3")
