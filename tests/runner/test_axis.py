"""A notebook that runs per wijk or per month: what is planned, what is refused, and what an edition makes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import nbformat
import pandas as pd
import pytest

from helpers import sources
from helpers.floor.areas import Areas
from helpers.floor.faults import AskedWrongly, BadInput
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Delivery
from helpers.floor.shapes.pieces import MIME, Answer, Cell, Data, Table
from helpers.runner.batch.plan import Order, Plan, planned
from helpers.runner.batch.publication import run
from helpers.runner.command import listing
from helpers.runner.editions import edition_content
from helpers.runner.editions.editions import Stamp
from helpers.runner.editions.manifest import Run
from helpers.runner.notebooks import chapters, parameters
from helpers.runner.params import params_file, params_schema

pytestmark = pytest.mark.usefixtures("one_warm_process")
PARAMETERS = 'quarter: str = "newest"\ndelivery: str = "sample"\n'
PER_WIJK, PER_MONTH = PARAMETERS + 'wijk: str = "WK000000"', PARAMETERS + 'month: str = "2026-07"'
WIJKEN = {"WK999901": "Noord", "WK999902": "Zuid"}
Planned = Callable[..., Plan]


@pytest.fixture
def books(write):
    """A chapter, a notebook per wijk and one per month."""
    write("samenvatting", "print(quarter)", chapter=1)
    write("profiel", "print(wijk, quarter)", parameters=PER_WIJK, per="wijk")
    write("maandblad", "print(month)", parameters=PER_MONTH, per="month")


@pytest.fixture
def plain(order, delivery, tmp_path, monkeypatch, wijken_csv) -> Callable[..., Order]:
    """Makes an order of the made-up municipality: its reference is not in code order."""
    reference = tmp_path / "reference"
    reference.mkdir()
    table = pd.DataFrame({"wijk": [*WIJKEN], "name": [*WIJKEN.values()]})
    (reference / "wijken.csv").write_text(wijken_csv(dict(reversed(WIJKEN.items()))), "utf-8")
    frozen = replace(delivery, areas=Areas(table))
    monkeypatch.setattr(sources, "freeze", lambda *_: (frozen.name, frozen))
    return lambda **changes: order(**{"reference": reference, "quarters": "2026-Q3"} | changes)


def names(plan: Plan, quarter: str = "2026-Q3") -> list[str]:
    return [one.name for one in plan.runs(Quarter.parse(quarter))]


def test_the_plan_has_a_run_for_every_wijk_in_code_order_and_for_every_month(books, plain):
    plan = planned(plain())
    wijken, months = ["profiel-WK999901", "profiel-WK999902"], ["maandblad-2026-07", "maandblad-2026-08"]
    assert names(plan) == ["samenvatting", *months, "maandblad-2026-09", *wijken]
    [*_, last] = plan.runs(Quarter(2026, 3))
    assert (last.title, plan.given(last, "2026-Q3")) == (
        "Titel van profiel: Zuid",
        {"quarter": "2026-Q3", "delivery": "sample", "wijk": "WK999902"},
    )


def test_a_wijk_or_a_month_narrows_the_plan_to_one_run(books, plain):
    assert names(planned(plain(only="profiel", wijk="WK999902"))) == ["profiel-WK999902"]
    assert names(planned(plain(only="maandblad", month="2026-08"))) == ["maandblad-2026-08"]
    assert planned(plain(only="maandblad", month="2026-02", quarters="")).quarters == [Quarter(2026, 1)]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"only": "profiel", "wijk": "WK99991"}, r"Er is geen wijk “WK99991”. Bedoelde u WK99990[12]\?"),
        ({"only": "profiel", "wijk": "zuid"}, "Er is geen wijk “zuid”. Er zijn: WK999901, WK999902."),
        (
            {"only": "profiel", "wijk": "WK036301"},
            "WK036301 hoort niet bij deze gemeente. Er zijn: WK999901, WK999902.",
        ),
        ({"wijk": "WK999901"}, "--wijk hoort bij een notebook dat per wijk draait. Kies er een met --only: profiel."),
        ({"only": "maandblad", "wijk": "WK999901"}, "--wijk hoort bij .* Kies er een met --only: profiel."),
        ({"only": "profiel", "month": "2026-08"}, "--month hoort bij .* per maand draait. .* --only: maandblad."),
        ({"only": "maandblad", "month": "2026-13"}, "“2026-13” is geen maand."),
        ({"only": "maandblad", "month": "2026-8"}, "“2026-8” is geen maand."),
        ({"only": "maandblad", "month": "2026-04"}, "2026-04 valt niet in 2026-Q3. Kies --quarter 2026-Q2."),
    ],
)
def test_what_cannot_be_narrowed_is_refused_with_what_can(books, plain, asked, told):
    with pytest.raises(AskedWrongly, match=told):
        planned(plain(**asked))


def test_without_such_a_notebook_the_option_is_refused(write, plain):
    write("samenvatting", chapter=1)
    with pytest.raises(AskedWrongly, match=r"Geen enkel notebook draait per wijk."):
        planned(plain(wijk="WK999901"))


def test_list_shows_every_run_with_what_it_is_given(books, plain):
    told: list[str] = []
    assert listing.run(plain(), told.append) == 0
    runs = [line for line in told if line.startswith("2026-Q3/")]
    assert runs[-1] == "2026-Q3/profiel-WK999902  Titel van profiel: Zuid"
    assert len(runs) == 6 and told[-1] == "    wijk: WK999902"


def test_a_notebook_per_wijk_has_that_parameter_and_its_file_does_not_give_it(write, folder, tmp_path):
    write("profiel", parameters=PARAMETERS, per="wijk")
    write("samenvatting")
    [profile] = chapters.choose(chapters.find(folder), "profiel")
    with pytest.raises(BadInput, match=r"De parameter wijk ontbreekt, of is geen tekst."):
        parameters.declared(profile)
    write("profiel", parameters=PER_WIJK, per="wijk")
    [profile] = chapters.choose(chapters.find(folder), "profiel")
    (tmp_path / "profiel.yml").write_text("wijk: WK999901\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"“wijk” is geen parameter van dit notebook."):
        params_file.resolve(profile, tmp_path)
    assert "wijk" not in params_schema.schemas([profile])["profiel"]["properties"]


def test_an_axis_that_is_not_known_is_refused(write, folder):
    write("samenvatting")
    write("profiel", per="week")
    with pytest.raises(BadInput, match=r"profiel.ipynb: Een notebook kan niet per “week” draaien. Kies uit: quarter,"):
        chapters.find(folder)


def test_a_report_of_pages_per_wijk_alone_is_refused(write, folder):
    write("profiel", parameters=PER_WIJK, per="wijk")
    with pytest.raises(AskedWrongly, match="geen hoofdstuk van het rapport"):
        chapters.find(folder)


@pytest.mark.slow
def test_a_batch_runs_each_once_and_run_json_names_them(books, plain, tmp_path):
    ended = run(plain())
    assert ended.failures == []
    edition = tmp_path / "reports" / "2026-Q3" / "1"
    runs = [
        "samenvatting",
        "maandblad-2026-07",
        "maandblad-2026-08",
        "maandblad-2026-09",
        *map("profiel-{}".format, WIJKEN),
    ]
    assert {file.stem for file in edition.glob("*.html")} == {*runs, "rapport-2026-Q3-editie-1"}
    assert "WK999902 2026-Q3" in (edition / "profiel-WK999902.html").read_text("utf-8")
    told = json.loads((edition / "run.json").read_text("utf-8"))
    assert [one["name"] for one in told["notebooks"]] == runs
    assert told["parameters"]["profiel-WK999901"]["wijk"] == "WK999901"


@pytest.mark.slow
def test_a_run_that_fails_is_named_and_the_draft_of_another_is_its_own(write, plain, tmp_path):
    write("samenvatting", chapter=1)
    write("profiel", "assert wijk != 'WK999901', wijk", parameters=PER_WIJK, per="wijk")
    told = run(plain(only="profiel")).failures[0]
    assert told.startswith("Notebook profiel-WK999901, cel 3") and told.endswith("AssertionError: WK999901")
    ended = run(plain(only="profiel", wijk="WK999902"))
    assert ended.drafts == [tmp_path / "reports" / "concepten" / "2026-Q3" / "profiel-WK999902.html"]


@pytest.fixture
def built(books, folder, tmp_path, bare_settings, bare_areas):
    """An edition of real pages: of the summary, and of a profile for each wijk with a table of one name."""
    delivery = Delivery(Quarter(2026, 3), {}, {}, bare_settings, bare_areas, name="f00d" * 5)
    found = [one for one in chapters.find(folder) if one.stem != "maandblad"]
    plan = Plan(Order(), [delivery.quarter], "sample", found, {}, WIJKEN)
    runs = plan.runs(delivery.quarter)
    for number, one in enumerate(runs):
        pieces = [Answer(f"Antwoord van {one.name}."), table(number if one.at else 1)]
        shown = [nbformat.v4.new_output("display_data", {MIME: piece.as_json()}) for piece in pieces]
        cells = [
            nbformat.v4.new_markdown_cell(f"# Titel van {one.stem}"),
            nbformat.v4.new_code_cell("x", outputs=shown),
        ]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / f"{one.name}.ipynb")
    executed = edition_content.executed_in(tmp_path, runs)
    return edition_content.build(
        Run(delivery.quarter, delivery, runs, {}, tmp_path / "params"), executed, Stamp(3, "concept", "", "")
    )


def table(number: int) -> Table:
    return Table("freshness", "De stand", ["a"], [[Cell(str(number))]], data=Data(["dataset"], [[number]]))


def test_each_wijk_has_a_page_with_its_name_in_the_title(built):
    page = built.files["profiel-WK999902.html"].decode()
    assert "<title>Titel van profiel: Zuid – " in page and ">Titel van profiel: Zuid</h1>" in page
    assert "Antwoord van profiel-WK999902." in page


def test_the_one_file_links_to_the_pages_and_holds_none_of_them(built):
    page = built.index.decode()
    foot = page[page.index('<nav class="beside" id="pagina-1"') :]
    assert "Titel van profiel, in bestanden hiernaast:" in foot
    assert (
        '<li><a href="3/profiel-WK999901.html">Noord</a></li>\n<li><a href="3/profiel-WK999902.html">Zuid</a></li>'
        in foot
    )
    assert '<li><a href="#pagina-1">Titel van profiel (2)</a></li>' in page
    assert "Antwoord van profiel" not in page
    # From one of them to the others too; a chapter has no room for them all.
    assert '<a href="profiel-WK999902.html">' in built.files["profiel-WK999901.html"].decode()
    assert '<a href="profiel-WK9999' not in built.files["samenvatting.html"].decode()


def test_the_tables_of_a_page_have_the_name_of_its_run(built):
    tables = {name for name in built.files if name.endswith(".csv")}
    assert tables == {
        "tables/freshness.csv",
        "tables/profiel-WK999901_freshness.csv",
        "tables/profiel-WK999902_freshness.csv",
    }
