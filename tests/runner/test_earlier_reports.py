"""What a batch reads of earlier reports, on tiny notebooks: real editions, real history, stand-in pages."""

import json

import pytest

from helpers.runner.batch.progress import Silent
from helpers.runner.batch.publication import run
from helpers.runner.editions import disk

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("one_warm_process")]
COLUMNS = ["indicator_id", "quarter", "value", "numerator", "denominator", "unit", "target", "status"]
TABLE = f"""from pathlib import Path
from helpers.floor.shapes.pieces import Cell, Data, Table
value = float(Path({{file!r}}).read_text()) if quarter == '2026-Q2' else 1.0
row = ['VE-2-3', quarter, value, None, None, 'percent', 100, 'achter']
Table('indicators', 'x', ['a'], [[Cell('a')]], data=Data({COLUMNS}, [row]))"""
READS = """from helpers.sources.earlier import history
past = history.load(delivery.partition('+')[2])
print('gelezen:', past.values[['quarter', 'value']].values.tolist())"""
Q2, Q3 = "2026-Q2", "2026-Q3"


class Heard(Silent):
    def __init__(self):
        self.lines = []

    def say(self, line):
        self.lines.append(line)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "reports"


@pytest.fixture
def notebook(write, tmp_path):
    """One notebook that publishes a value for 2026-Q2; `set_value` corrects it, `is_reader` shows the past."""
    file = tmp_path / "waarde.txt"
    file.write_text("5")

    def made(*, is_reader):
        write("a", TABLE.format(file=str(file)), *([READS] if is_reader else []))
        return file.write_text

    return made


def page(out, edition, quarter=Q3):
    return (out / quarter / str(edition) / "a.html").read_text("utf-8")


def told(out, edition, quarter=Q3):
    return json.loads((out / quarter / str(edition) / "run.json").read_text("utf-8"))


def test_a_report_reads_the_quarter_before_it_and_names_the_edition_by_its_hash(order, notebook, out):
    notebook(is_reader=True)
    run(order(quarters=Q2))
    run(order(quarters=Q3))
    assert "gelezen: [['2026-Q2', 5.0]]" in page(out, 1)
    about = told(out, 1)["history"]["2026-Q2"]["indicators"]
    assert about == {"edition": 1, "kind": "concept", "sha256": told(out, 1, Q2)["tables"]["indicators.csv"]}
    assert "+" not in told(out, 1)["parameters"]["a"]["delivery"]


def test_the_same_command_again_makes_no_edition_and_changes_no_byte(order, notebook, out):
    notebook(is_reader=True)
    run(order(quarters=f"{Q2}..{Q3}"))
    before = {name: content for name, content in disk.files_in(out).items() if name != ".lock"}
    again = run(order(quarters=f"{Q2}..{Q3}"))
    assert [one.is_new for one in again.published] == [False, False]
    assert {name: content for name, content in disk.files_in(out).items() if name != ".lock"} == before


def test_quarters_of_one_batch_never_read_each_other(order, notebook, out):
    notebook(is_reader=True)
    run(order(quarters=f"{Q2}..{Q3}"))
    assert "gelezen: []" in page(out, 1)
    assert told(out, 1)["history"] == {}


def test_publishing_an_earlier_quarter_makes_no_edition_where_nothing_in_the_report_changes(order, notebook, out):
    notebook(is_reader=False)
    run(order(quarters=Q3))
    run(order(quarters=Q2))
    (again,) = run(order(quarters=Q3)).published
    assert (again.edition, again.is_new) == (1, False)
    assert told(out, 1)["history"] == {}


def test_a_corrected_earlier_quarter_makes_a_revised_edition_of_a_final_one(order, notebook, out):
    set_value = notebook(is_reader=True)
    run(order(quarters=Q2))
    run(order(quarters=Q3, is_final=True))
    set_value("6")
    run(order(quarters=Q2))
    (again,) = run(order(quarters=Q3)).published
    assert (again.edition, again.kind, again.is_new) == (2, "herzien", True)
    assert "gelezen: [['2026-Q2', 6.0]]" in page(out, 2)
    assert told(out, 2)["history"]["2026-Q2"]["indicators"]["edition"] == 2


def test_a_broken_or_changed_earlier_report_is_named_and_stops_nothing(order, notebook, out):
    notebook(is_reader=True)
    run(order(quarters=Q2))
    (out / Q2 / "1" / "tables" / "indicators.csv").write_text("kapot")
    heard = Heard()
    ended = run(order(quarters=Q3), heard)
    assert ended.exit_code == 0
    assert "gelezen: []" in page(out, 1)
    assert "2026-Q2/1/tables/indicators.csv: Deze tabel is na het publiceren veranderd en telt niet mee." in heard.lines


def test_a_damaged_earlier_edition_is_named_and_stops_neither_the_report_nor_the_archive(order, notebook, out):
    notebook(is_reader=True)
    run(order(quarters=Q2))
    (out / Q2 / "1" / "run.json").write_text("{")
    heard = Heard()
    assert run(order(quarters=Q3), heard).exit_code == 0
    assert "2026-Q2/1/run.json: Dit rapport is niet te lezen en telt niet mee." in heard.lines
    assert "2026-Q3/index.html" in (out / "index.html").read_text("utf-8")


def test_commentary_of_a_later_quarter_is_no_input_of_this_one(order, notebook, out):
    notebook(is_reader=False)
    plain = order(quarters=Q3)
    folder = plain.params / "commentary"
    folder.mkdir()
    text = "explanations:\n  - id: VE-1-4\n    cause: A\n    consequence: B\n    measure: C\n"
    for quarter in ("2026-Q1", Q2, Q3, "2026-Q4"):
        (folder / f"{quarter}.yml").write_text(text)
    run(plain)
    named = [name for name in told(out, 1)["params"] if name.startswith("commentary")]
    assert named == ["commentary/2026-Q2.yml", "commentary/2026-Q3.yml"]
    for quarter in ("2026-Q1", "2026-Q4"):
        (folder / f"{quarter}.yml").write_text(text.replace("A", "Anders"))
    (folder / f"{Q3}.yml").write_text("# een opmerking\n" + text)
    assert not run(plain).published[0].is_new
    (folder / f"{Q3}.yml").write_text(text.replace("A", "Anders"))
    assert run(plain).published[0].is_new
