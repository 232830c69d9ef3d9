"""The page for the analyst, from a delivery with faults that only warn: what it says, and what it never repeats."""

import re
import shutil

import pytest

from helpers.floor import paths

pytestmark = pytest.mark.slow
PLANTED = "Planteman"


@pytest.fixture(scope="module")
def page(tmp_path_factory, command):
    folder = tmp_path_factory.mktemp("levering")
    for file in paths.SAMPLE.iterdir():
        shutil.copyfile(file, folder / file.name)
    lines = (folder / "interventies.csv").read_text("utf-8-sig").splitlines()
    # A column that nobody knows, and a row that stands twice: both warn, and both show a value of the file.
    wider = [lines[0] + f";{PLANTED}", *(f"{line};{PLANTED}" for line in (*lines[1:], lines[-1]))]
    (folder / "interventies.csv").write_text("\n".join(wider), "utf-8")
    out = tmp_path_factory.mktemp("rapport")
    run = command("report", "--data", folder, "--only", "data_quality", "--out", out)
    assert run.returncode == 0, run.stderr
    (draft,) = out.rglob("data_quality.html")
    return draft.read_text("utf-8")


def test_the_file_and_rules_that_warned_are_named(page):
    rows = re.findall(r"<tr><th scope=\"row\">interventies.csv</th>.*?</tr>", page, flags=re.S)
    assert len(rows) == 2
    assert "onbekend" in "".join(rows) and "Twee rijen zeggen hetzelfde" in "".join(rows)


def test_no_value_of_the_file_is_repeated(page):
    assert PLANTED not in page
