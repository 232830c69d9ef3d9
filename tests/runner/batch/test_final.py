"""A final report is published with every explanation that is due, or with a reason that the page and run.json tell."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from helpers.floor.faults import AskedWrongly
from helpers.runner.batch import publication
from helpers.runner.batch.publication import run
from helpers.runner.editions import disk

pytestmark = pytest.mark.usefixtures("one_warm_process")
COLUMNS = ["indicator_id", "quarter", "value", "numerator", "denominator", "unit", "target", "status"]
TABLE = f"""from helpers.floor.shapes.pieces import Cell, Data, Table
status = {{"2026-Q1": "gehaald", "2026-Q2": "niet meer haalbaar"}}.get(quarter, "achter")
rows = [[number, quarter, 1.0, None, None, 'percent', 100, word] for number, word in [("VE-2-3", status), ("VE-2-1", "onzeker")]]
Table('indicators', 'x', ['a'], [[Cell('a')]], data=Data({COLUMNS}, rows))"""
REASON = """from helpers.sources.earlier import history
print('reden:', history.load(delivery.partition('+')[2]).without_explanation.get(quarter))"""
SAID = "explanations:\n  - {id: VE-2-3, cause: 'Te druk.', consequence: 'Later.', measure: 'Meer mensen.'}\n"
JUDGED = "explanations:\n  - {id: VE-2-3, judgement: op koers}\n"


@pytest.fixture
def final(order, write, delivery):
    """An order for a final report in which VE-2-3 is behind in the second and the third quarter."""
    promise = dict.fromkeys(
        ("goal", "text", "target_text", "not_counted", "other_reading", "accumulates", "operator"), ""
    )
    promise |= {"owner": "Handhaving", "measure": "", "other_measure": None, "targets": {}}
    delivery.settings.indicators = tuple(
        SimpleNamespace(id=number, name=name, **promise)
        for number, name in (("VE-2-3", "Bodycams"), ("VE-2-1", "Scanauto"))
    )
    write("a", TABLE, REASON, chapter=1)
    return lambda **more: order(is_final=True, **more)


def told(tmp_path, edition=1, quarter="2026-Q3"):
    folder = tmp_path / "reports" / quarter / str(edition)
    return json.loads((folder / "run.json").read_text("utf-8")), (folder / "a.html").read_text("utf-8")


def explain(order, text=SAID, quarter="2026-Q3"):
    folder = order.params / "commentary"
    folder.mkdir(exist_ok=True)
    (folder / f"{quarter}.yml").write_text(text, encoding="utf-8")


def published(tmp_path):
    return [name for name in disk.files_in(tmp_path / "reports") if name.endswith("run.json")]


@pytest.mark.slow
def test_what_is_missing_of_every_quarter_is_told_at_once_and_nothing_is_published(final, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AskedWrongly) as refused:
        run(final(quarters="2026-Q1..2026-Q3"))
    assert str(refused.value).splitlines() == [
        "Er is niets gepubliceerd: deze toelichtingen zijn nodig en ontbreken.",
        "  2026-Q2 VE-2-3 Bodycams: Handhaving",
        "  2026-Q3 VE-2-3 Bodycams: Handhaving",
        *(
            f"Maak het formulier met: python run.py commentary --quarter {quarter} --out reports"
            f" (maak eerst een concept: report --quarter {quarter} --out reports, zonder --final)"
            for quarter in ("2026-Q2", "2026-Q3")
        ),
        'Kan een toelichting er niet komen? Geef dan de reden: --without-explanation "de reden".',
    ]
    assert refused.value.exit_code == 2
    assert published(tmp_path) == []


@pytest.mark.slow
def test_after_a_concept_of_the_same_it_is_refused_before_a_kernel_starts(final, order, tmp_path, monkeypatch):
    run(order())
    monkeypatch.setattr(publication, "_run_all", None)
    with pytest.raises(AskedWrongly, match=r"VE-2-3 Bodycams(.|\n)*commentary --quarter 2026-Q3 --out \S+") as refused:
        run(final())
    assert "maak eerst" not in str(refused.value)
    assert published(tmp_path) == ["2026-Q3/1/run.json"]


@pytest.mark.slow
def test_an_edition_made_of_something_else_does_not_decide(final, order, write, tmp_path):
    run(order())
    write("a", TABLE.replace('"achter"', '"gehaald"'), chapter=1)
    assert [one.kind for one in run(final()).published] == ["definitief"]


@pytest.mark.slow
def test_with_the_explanation_it_is_published_and_a_judgement_alone_is_none(final, tmp_path):
    asked = final()
    explain(asked, JUDGED)
    with pytest.raises(AskedWrongly, match="VE-2-3"):
        run(asked)
    explain(asked)
    assert [one.kind for one in run(asked).published] == ["definitief"]
    assert "without_explanation" not in told(tmp_path)[0]


@pytest.mark.slow
def test_a_reason_publishes_and_stands_in_run_json_and_before_the_notebooks(final, tmp_path):
    ended = run(final(without_explanation="De eigenaar is ziek.", quarters="2026-Q1..2026-Q3"))
    assert [one.kind for one in ended.published] == ["definitief"] * 3
    about, page = told(tmp_path)
    assert about["without_explanation"] == {"reason": "De eigenaar is ziek.", "indicators": ["VE-2-3"]}
    assert "reden: De eigenaar is ziek." in page
    assert "without_explanation" not in told(tmp_path, quarter="2026-Q1")[0]


@pytest.mark.slow
def test_the_reason_of_a_final_edition_stays_when_nothing_else_changed(final, order, tmp_path):
    run(final(without_explanation="De eigenaar is ziek."))
    before = disk.files_in(tmp_path / "reports")
    assert [(one.edition, one.is_new) for one in run(order()).published] == [(1, False)]
    assert disk.files_in(tmp_path / "reports") == before
    with pytest.raises(AskedWrongly, match="VE-2-3"):
        run(final())


@pytest.mark.slow
def test_a_concept_needs_no_explanation(order, final, tmp_path):
    assert [one.kind for one in run(order()).published] == ["concept"]
    assert "without_explanation" not in told(tmp_path)[0]


@pytest.mark.slow
def test_a_quarter_that_failed_is_named_beside_what_is_missing(final, write, tmp_path):
    class Heard:
        lines: list = []  # noqa: RUF012

        def say(self, line):
            self.lines.append(line)

        def expect(self, steps): ...

        def at(self, run, cell): ...

        def done(self, run): ...

    write("a", TABLE, "assert quarter != '2026-Q3', 'dit kwartaal niet'", chapter=1)
    with pytest.raises(AskedWrongly, match="2026-Q2 VE-2-3"):
        run(final(quarters="2026-Q2..2026-Q3"), Heard())
    assert any("dit kwartaal niet" in line for line in Heard.lines)
    assert published(tmp_path) == []
