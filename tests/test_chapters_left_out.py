"""A municipality without scan car, training or dealers leaves those chapters out: nothing that remains speaks of them."""

from __future__ import annotations

import re
from dataclasses import replace

import params_at_random
import pytest

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly
from helpers.runner.batch.plan import Order, planned
from helpers.runner.params import params_check
from helpers.sources.catalogue import contracts
from helpers.sources.delivery import needed

CHAPTERS = ("cyber_training", "dealer_compliance", "scan_car_cleanliness", "surroundings", "wijk_profile")
REMAIN = ("about_the_figures", "data_quality", "management_summary", "safety_indicators")
# Their subject in any words, and the names of what only they are made from.
SUBJECTS = r"scan.?auto|scan_car|opkop|dealer|heling|cyber|deelnemer|ouderen|wijkatlas|bijplaats|enquête voor de buurt"


@pytest.fixture(scope="module")
def inputs():
    """The sample of a municipality without them: neither the chapters, the promises nor the exports."""
    whole = params_at_random.sample()
    of_chapters = {name for chapter in CHAPTERS for name in needed.by_notebook()[chapter]}
    kept = tuple(one for one in whole.settings.indicators if not of_chapters & {*one.sources})
    own = whole.settings.municipality.model_copy(update={"chapters_left_out": [*CHAPTERS]})
    change = {"municipality": own, "indicators": kept, "budgets": {0: kept}}
    return replace(
        whole,
        settings=whole.settings.model_copy(update=change),
        tables={name: table for name, table in whole.tables.items() if name not in of_chapters},
        exports=tuple(one for one in whole.exports if one.dataset not in of_chapters),
        warnings=(),
        name="",
    )


@pytest.fixture(scope="module")
def pages(inputs):
    return {name: "\n".join(params_at_random.shown(paths.NOTEBOOKS / f"{name}.ipynb", inputs)) for name in REMAIN}


@pytest.mark.parametrize("name", REMAIN)
def test_no_page_that_remains_speaks_of_what_is_left_out(pages, name):
    titles = {contracts()[one].title for chapter in CHAPTERS for one in needed.by_notebook()[chapter]}
    words = "|".join([SUBJECTS, *map(re.escape, titles)])
    assert re.findall(rf"(?i).{{0,60}}(?:{words}).{{0,60}}", pages[name]) == []


def test_the_same_page_of_a_municipality_that_has_them_speaks_of_each():
    page = "\n".join(params_at_random.shown(paths.NOTEBOOKS / "data_quality.ipynb", params_at_random.sample()))
    assert all(re.search(rf"(?i){word}", page) for word in ("scanauto", "opkop", "cyber", "wijkatlas"))


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Write what is left out in the params of a home."""
    import shutil

    params = shutil.copytree(paths.PARAMS, tmp_path / "params")
    monkeypatch.setattr(paths, "PARAMS", params)

    def leave_out(names):
        file = params / "municipality.yml"
        text = file.read_text("utf-8")
        assert "chapters_left_out: []" in text
        file.write_text(text.replace("chapters_left_out: []", f"chapters_left_out: {names}"), "utf-8")
        return file

    return leave_out


def test_a_report_has_no_run_of_what_is_left_out(own):
    assert {*CHAPTERS} < {one.stem for one in planned(Order(is_sample=True)).notebooks}
    own(f"[{', '.join(CHAPTERS)}]")
    assert {one.stem for one in planned(Order(is_sample=True)).notebooks} == {*REMAIN}


def test_the_one_notebook_that_is_asked_may_not_be_left_out(own):
    own("[cyber_training]")
    with pytest.raises(AskedWrongly, match=r"Het hoofdstuk cyber_training staat uit in params/municipality\.yml"):
        planned(Order(is_sample=True, only="cyber_training"))
    assert [one.stem for one in planned(Order(is_sample=True, only="dealer_compliance")).notebooks] == [
        "dealer_compliance"
    ]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("[cybertraining]", "“cybertraining” is geen hoofdstuk dat uit kan staan. Bedoelde u cyber_training?"),
        ("[management_summary]", "“management_summary” is geen hoofdstuk dat uit kan staan."),
        ("[cyber_training, cyber_training]", "“cyber_training” staat er twee keer."),
    ],
)
def test_what_cannot_be_left_out_is_a_fault_of_check_and_of_report(own, names, message):
    faults = params_check.check(own(names)).faults
    (only,) = [f"{one.message} {one.hint}" for one in faults]
    assert message in only
    with pytest.raises(Exception, match=re.escape(message.split(" Bedoelde")[0])):
        planned(Order(is_sample=True))
