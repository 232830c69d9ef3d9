"""Editions made by hand: sessions of the training and the headline of their quarter."""

import json

import pytest

from helpers.floor import paths
from helpers.floor.params import settings

SESSIONS = "session,date,status,new_elderly,withheld\n"
HEADLINES = "indicator_id,quarter,value,numerator,denominator,unit,target,status\n"
_S1, _S2, _S3 = (f"S{at},2026-0{at}-10,gehouden,{told}\n" for at, told in ((1, ",small"), (2, ",small"), (3, "20,")))
KINDS = {
    "safe": _S1 + _S2 + _S3,
    "leaky": _S1 + _S3,  # with a headline of 24
    "second": "S2,2026-02-10,gehouden,25,\n" + _S3,  # beside one that is safe with a headline of 47
    "corrected": _S1 + _S2 + "S3,2026-03-10,gehouden,40,\n",
}


@pytest.fixture(scope="session")
def own():
    """The settings of the home of the tests."""
    return settings.load(paths.PARAMS)


@pytest.fixture
def files_of(own):
    """`files_of("2026-Q1/1", kind, elderly)`: the files of an edition; `more` are tables, `changes` are of its run.json."""
    promise = own.of_measure("elderly_trained").id

    def _files(folder, kind="safe", elderly=50, more=None, **changes):
        period, number = folder.split("/")[-2:]
        quarter = changes.pop("quarter", period)
        run = {"format": 1, "quarter": quarter, "edition": int(number), "kind": "concept", "notebooks": []}
        run |= {"municipality": own.municipality.code, "is_made_up": False, "code": {"commit": ""}} | changes
        headline = f"{HEADLINES}{promise},{quarter},{elderly},{elderly},,persons,200,achter\n"
        texts = {"sessions": SESSIONS + KINDS[kind], "indicators": headline, **(more or {})}
        files = {f"tables/{name}.csv": text.encode() for name, text in texts.items()}
        return files | {"run.json": json.dumps(run).encode()}

    return _files


@pytest.fixture
def write(tmp_path, files_of):
    """`write("2026-Q1/1", …)` lays those files in `tmp_path`."""

    def _write(folder, *given, **changes):
        at = tmp_path / folder
        (at / "tables").mkdir(parents=True)
        for name, content in files_of(folder, *given, **changes).items():
            (at / name).write_bytes(content)
        return at

    return _write
