"""Which exports are asked for follows from the indicators and from the chapters that are not left out."""

import json
import re

import pytest

from helpers import sources
from helpers.analyses import cyber_training, dealer_compliance, safety_indicators, scan_car_cleanliness
from helpers.floor import paths
from helpers.floor.faults import AskedWrongly, BadInput
from helpers.floor.params.settings import load
from helpers.sources.delivery import needed

CHAPTERS = "[scan_car_cleanliness, cyber_training, dealer_compliance]"
# What only these chapters and the indicators VE-1-4, VE-2-1 and VE-2-4 are made from.
OF_CHAPTERS = {
    "scanauto_inzet", "wijkatlas", "afvalwaarnemingen", "meldingen", "cybertraining_bijeenkomsten",
    "cybertraining_deelnemers", "opkopers", "opkoper_controles",
}  # fmt: skip
MEASURES = ("elderly_trained", "scan_car_hours", "compliant_dealers_percent")


def leave_out(chapters, measures=(), file="indicators.yml"):
    """Switch chapters off, and drop the indicators with these measures."""
    own = paths.PARAMS / "municipality.yml"
    text = re.sub(r"(?m)^chapters_left_out: .*$", "", own.read_text("utf-8"))
    own.write_text(f"{text}\nchapters_left_out: {chapters}\n", "utf-8")
    head, *promised = re.split(r"(?m)^(?=  - id: )", (paths.PARAMS / "indicators.yml").read_text("utf-8"))
    kept = [one for one in promised if not any(f"measure: {name}\n" in one for name in measures)]
    assert len(kept) == len(promised) - len(measures)
    (paths.PARAMS / file).write_text(head + "".join(kept), "utf-8")


def errors(folder, **more):
    return [fault for fault in sources.check(folder, **more) if fault.level == "error"]


def test_a_notebook_says_what_its_analysis_reads():
    said = needed.by_notebook()
    assert set(said["scan_car_cleanliness"]) == {*scan_car_cleanliness.SOURCES, *scan_car_cleanliness.BESIDE}
    assert set(said["cyber_training"]) == {*cyber_training.SOURCES}
    assert set(said["dealer_compliance"]) == {*dealer_compliance.SOURCES}


def test_every_export_is_needed_here_but_those_that_others_publish():
    context = {name for name, one in sources.contracts().items() if one.is_optional}
    assert needed.in_year(load(), 2026) == {*sources.contracts()} - context


def test_what_no_indicator_and_no_chapter_needs_is_never_asked_for(folder):
    for name in OF_CHAPTERS:
        (folder / f"{name}.csv").unlink()
    assert {fault.file for fault in errors(folder)} == OF_CHAPTERS
    leave_out(CHAPTERS, MEASURES)
    assert sources.check(folder) == []
    opened = sources.open_delivery(str(folder))
    assert opened.missing == {} and not OF_CHAPTERS & opened.tables.keys()
    assert safety_indicators.analyse(opened).missing == {}


def test_an_indicator_without_its_chapter_still_asks_for_its_exports(folder):
    for name in OF_CHAPTERS:
        (folder / f"{name}.csv").unlink()
    leave_out(CHAPTERS)
    assert {fault.file for fault in errors(folder)} == OF_CHAPTERS - {
        "wijkatlas", "afvalwaarnemingen", "meldingen", "opkopers"
    }  # fmt: skip


def test_a_chapter_without_its_indicator_still_asks_for_its_exports(folder):
    for name in OF_CHAPTERS:
        (folder / f"{name}.csv").unlink()
    leave_out("[cyber_training, dealer_compliance]", MEASURES)
    asked = {"scanauto_inzet", "wijkatlas", "afvalwaarnemingen", "meldingen"}
    assert {fault.file for fault in errors(folder)} == asked


def test_what_nothing_needs_is_passed_over_with_a_word_and_stops_nothing(folder, change):
    change("opkoper_controles", ";risico;", ";zomaar;")  # an error, where it is read
    assert errors(folder)
    leave_out(CHAPTERS, MEASURES)
    told = {fault.file for fault in sources.check(folder) if "niet nodig" not in fault.message}
    # The report shows the survey where it is there, and so does the dashboard with the others.
    used = {"wijkatlas", "meldingen", "afvalwaarnemingen", "scanauto_inzet"}
    assert told == {f"{name}.csv" for name in OF_CHAPTERS - used}
    assert errors(folder) == []
    opened = sources.open_delivery(str(folder))
    assert "opkoper_controles" not in opened.tables and opened.warnings == ()


def test_an_export_that_is_no_longer_needed_holds_no_quarter_back(folder, change):
    change("scanauto_inzet", "30-09-2026", "30-06-2026")
    with pytest.raises(AskedWrongly, match="Geen enkel kwartaal is compleet"):
        sources.open_delivery(str(folder))
    leave_out("[scan_car_cleanliness]", ("scan_car_hours",))
    assert sources.open_delivery(str(folder)).quarter.label == "2026-Q3"


def test_a_promise_of_an_earlier_budget_asks_nothing_of_a_later_year(folder):
    (folder / "bodycams.csv").unlink()
    assert [fault.file for fault in errors(folder)] == ["bodycams"]
    leave_out("[]", ("bodycam_percent",), file="indicators-2026.yml")
    assert errors(folder) == []


def test_a_check_takes_the_reason_that_a_report_takes(folder):
    (folder / "bodycams.csv").unlink()
    with pytest.raises(BadInput, match="De export “Bodycams” ontbreekt"):
        sources.open_delivery(str(folder))
    assert errors(folder, missing={"bodycams": "systeem vervangen"}) == []


def test_another_choice_makes_another_delivery_and_another_newest_quarter(folder):
    before = sources.freeze(str(folder))[0], sources.newest_quarter(str(folder))
    leave_out(CHAPTERS, MEASURES)
    assert sources.freeze(str(folder))[0] != before[0]
    assert sources.newest_quarter(str(folder)) == before[1]


def test_a_notebook_that_cannot_be_read_needs_nothing(tmp_path):
    (tmp_path / "stuk.ipynb").write_text("{")
    (tmp_path / "kaal.ipynb").write_text(json.dumps({"metadata": {}}))
    assert needed.by_notebook(tmp_path) == {"stuk": (), "kaal": ()}
