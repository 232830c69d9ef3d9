"""The page for the analyst, from a delivery with faults that only warn: what it says, and what it never repeats."""

import re
import shutil

import pytest

from helpers.floor import paths
from helpers.runner.batch.plan import Order
from helpers.runner.batch.publication import run

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("one_warm_process")]
PLANTED = "Planteman"


@pytest.fixture
def page(tmp_path):
    folder = tmp_path / "levering"
    shutil.copytree(paths.SAMPLE, folder)
    lines = (folder / "scanauto_inzet.csv").read_text("cp1252").splitlines()
    # A column that nobody knows, and a row that stands twice: both warn, and both show a value of the file.
    wider = [lines[0] + f";{PLANTED}", *(f"{line};{PLANTED}" for line in (*lines[1:], lines[-1]))]
    (folder / "scanauto_inzet.csv").write_text("\n".join(wider), "utf-8")
    ended = run(Order(data=str(folder), only="data_quality", out=tmp_path / "rapport"))
    assert ended.exit_code == 0, ended.failures
    (draft,) = (tmp_path / "rapport").rglob("data_quality.html")
    return draft.read_text("utf-8")


def test_the_file_and_rules_that_warned_are_named(page):
    rows = re.findall(r"<tr><th scope=\"row\">scanauto_inzet.csv</th>.*?</tr>", page, flags=re.S)
    assert len(rows) == 2
    assert "onbekend" in "".join(rows) and "Twee rijen zeggen hetzelfde" in "".join(rows)


def test_no_value_of_the_file_is_repeated(page):
    assert PLANTED not in page
