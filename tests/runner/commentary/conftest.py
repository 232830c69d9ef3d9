"""A desk with a published quarter on it: the form is made, filled and read back there."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from helpers.floor import paths
from helpers.floor.faults import BadInput
from helpers.floor.quarter import Quarter
from helpers.runner.commentary import filing
from helpers.sources import commentary

QUARTER = Quarter(2026, 3)
INDICATORS = """indicator_id,quarter,value,numerator,denominator,unit,target,status
BR-1-1,2026-Q3,75.0,3,4,percent,100,niet meer haalbaar
BR-1-2,2026-Q3,,,,percent,100,geen oordeel
VE-1-4,2026-Q3,128,128,,persons,200,achter
VE-2-1,2026-Q3,1236,,,hours,1500,onzeker
VE-2-3,2026-Q3,100,18,18,percent,100,gehaald
"""
RULES = """indicator_id,status,standing,rule
BR-1-1,niet meer haalbaar,niet meer haalbaar,De stand is 75% (3 van 4).
VE-1-4,achter,"achter, naar tempo","De kans is 1 op 10, minder dan 2 op 10."
VE-2-1,onzeker,onzeker,De kans is 5 op 10.
"""
IDS = ("BR-1-1", "VE-1-4", "VE-2-1", "BR-1-2", "VE-2-3")  # the rows of the form, from row 6
TEXTS = ("Er vielen twee sessies uit.", "Minder ouderen zijn getraind.", "Wij plannen vier sessies.")
DAY = date(2026, 12, 31)
FIRST = 6  # the row of the first indicator


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a published quarter and with params; where the command stands."""
    tables = tmp_path / "uit" / "2026-Q3" / "1" / "tables"
    tables.mkdir(parents=True)
    (tables / "indicators.csv").write_text(INDICATORS, encoding="utf-8")
    (tables / "status_rules.csv").write_text(RULES, encoding="utf-8")
    (tables.parent / "run.json").write_text(json.dumps({"edition": 1, "kind": "concept", "code": {}}))
    (tmp_path / "params").mkdir()
    shutil.copy(paths.PARAMS / "municipality.yml", tmp_path / "params")
    before, *entries = re.split(r"(?m)^(?=  - id: )", (paths.PARAMS / "indicators.yml").read_text("utf-8"))
    by_id = {entry.split()[2]: entry for entry in entries}
    (tmp_path / "params/indicators.yml").write_text(before + "".join(by_id[one] for one in IDS), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Desk:
    """What a test does with forms; texts and numbers that several tests use."""

    QUARTER, INDICATORS, RULES, TEXTS, DAY = QUARTER, INDICATORS, RULES, TEXTS, DAY

    def __init__(self, place: Path) -> None:
        self.place = place

    def order(self, *forms, quarter=QUARTER, owner=""):
        return filing.Order(quarter, self.place / "uit", forms, self.place / "params", owner)

    def said(self, *forms, **more):
        return filing.run(self.order(*forms, **more))

    def kept(self):
        return commentary.read_quarter(self.place / "params", QUARTER)

    def sheet_of(self, file=None):
        return openpyxl.load_workbook(file or self.place / "uit/toelichting-2026-Q3.xlsx")["Toelichting"]

    def table(self, file=None):
        rows = list(self.sheet_of(file).iter_rows(min_row=FIRST - 1, values_only=True))
        return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]

    def filled(self, answers, name="terug.xlsx", form="uit/toelichting-2026-Q3.xlsx"):
        """The form as it came back; `answers` are texts by cell."""
        if not (self.place / form).exists():
            self.said()
        book = openpyxl.load_workbook(self.place / form)
        for cell, value in answers.items():
            book["Toelichting"][cell] = value
        book.save(self.place / name)
        return self.place / name

    def in_row(self, row, *values):
        """The answers of an explanation in the cells of a row."""
        return dict(zip((f"{letter}{row}" for letter in "LMNO"), values, strict=False))

    def faults_of(self, *forms, **more):
        """The faults; not one byte of params may differ."""
        before = {file: file.read_bytes() for file in (self.place / "params").rglob("*.yml")}
        with pytest.raises(BadInput) as refused:
            self.said(*forms, **more)
        assert {file: file.read_bytes() for file in (self.place / "params").rglob("*.yml")} == before
        return refused.value.faults


@pytest.fixture
def desk(place):
    return Desk(place)
