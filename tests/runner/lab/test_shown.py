"""What the kernels of `lab` show: tables say that they are unprotected, pieces look as in the report."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from IPython.core.formatters import DisplayFormatter

from helpers.floor import tokens
from helpers.floor.areas import Areas
from helpers.floor.params import settings as params
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import pieces, tables
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Data
from helpers.runner.kernels import warm_process
from helpers.runner.lab import house_look, server, shown
from helpers.runner.page.exporter import style_sheet

REPORTS = pd.DataFrame({"wijk": ["WK1", "WK1", "WK2"], "kind": ["a", "b", "a"], "reports": [3, 1, 2]})
AREAS = Areas(pd.DataFrame({"wijk": ["WK1", "WK2"], "name": ["Noord", "Zuid"]}))
MEASURES = tables.measures(
    [
        {"measure": "hours", "area_level": "wijk", "area": "WK1", "value": 3.0},
        {"measure": "hours", "area_level": "wijk", "area": "WK2", "withheld": "small"},
    ]
)
RESULT = Result("scan_car", Quarter(2026, 3), MEASURES, tables.estimates(), params.load(), AREAS)
TABLE = pieces.Table(
    "hours",
    "Uren <per> wijk",
    ["Wijk", "Uren", "Stand", "Balk"],
    [[Cell("Zorg")], [Cell("Noord"), Cell("3", "number"), Cell("achter", "status"), Cell("3", "graphic", "<svg/>")]],
    ["Zie [](tabel:other)."],
    data=Data(["wijk", "hours"], [["WK1", 3.0]]),
)


class Shell:
    def __init__(self, **namespace):
        self.display_formatter, self.user_ns = DisplayFormatter(), namespace
        shown.register(self)

    def html(self, one):
        return self.display_formatter.format(one)[0].get("text/html")


@pytest.mark.parametrize(
    "table",
    [
        REPORTS,
        REPORTS.head(1),
        REPORTS.groupby("wijk").reports.sum(),
        REPORTS.merge(REPORTS, on="wijk"),
        pd.crosstab(REPORTS.wijk, REPORTS.kind),
        REPORTS.pivot_table(index="wijk", columns="kind", values="reports"),
        REPORTS.style.format(precision=1),
        REPORTS.head(0),
    ],
    ids=["whole", "head", "groupby", "merge", "crosstab", "pivot", "styled", "empty"],
)
def test_a_table_says_that_it_is_unprotected_whatever_pandas_did_with_it(table):
    html = Shell(result=RESULT).html(table)
    assert html.count("Onbeschermd: niet publiceren.") == 1 and "<table" in html


def test_what_a_protected_result_holds_needs_no_such_line():
    shell = Shell(result=RESULT)
    few = MEASURES[["measure", "area", "value"]]
    for part in (MEASURES, few, few.tail(1), few.sort_values("value"), MEASURES.value, RESULT.named(few)):
        assert shown.UNPROTECTED not in shell.html(part)
    assert shown.UNPROTECTED in Shell().html(few)


@pytest.mark.parametrize(
    "made",
    [
        MEASURES.assign(value=[3.0, 4.0])[["value"]],
        MEASURES.assign(exact=[3.0, 4.0]),
        MEASURES[["value"]].set_axis([0, 7]),
        RESULT.named(MEASURES)[["area_name"]],
        MEASURES[[]],
    ],
    ids=["another figure", "another column", "another row", "names alone", "nothing"],
)
def test_a_figure_that_the_result_does_not_hold_brings_the_line_back(made):
    assert shown.UNPROTECTED in Shell(result=RESULT).html(made)


def test_beside_exact_figures_of_an_owner_nothing_is_vouched_for():
    shell = Shell(result=RESULT, of_owner=replace(RESULT, is_exact=True))
    assert shown.UNPROTECTED in shell.html(MEASURES)


def test_the_figures_of_a_display_need_no_line_and_what_is_made_of_them_does():
    for part in (TABLE.frame(), TABLE.frame().head(1), TABLE.frame()[["hours"]], TABLE.frame().query("hours > 1")):
        assert shown.UNPROTECTED not in Shell().html(part)
    for made in (TABLE.frame().assign(hours=4.0), TABLE.frame().merge(REPORTS, left_on="wijk", right_on="wijk")):
        assert shown.UNPROTECTED in Shell().html(made)
    assert shown.UNPROTECTED in Shell(of_owner=replace(RESULT, is_exact=True)).html(TABLE.frame())


def test_a_frame_of_a_display_can_be_written_as_any_other(tmp_path):
    TABLE.frame().to_parquet(tmp_path / "x.parquet")
    assert pd.read_parquet(tmp_path / "x.parquet").attrs == {"piece": "hours"}


def test_a_column_is_shown_as_a_table_and_where_pandas_shows_no_html_nothing_is_added():
    assert "<table" in Shell().html(REPORTS.reports) and "<table" in Shell().html(pd.Series([1, 2]))
    with pd.option_context("display.notebook_repr_html", False):
        assert Shell().html(REPORTS) is None


def test_words_stand_left_and_figures_right_also_where_a_label_spans_rows():
    assert ":nth-last-child(3)" in Shell().html(REPORTS) and ":nth-last-child(1)" not in Shell().html(REPORTS)
    grouped = REPORTS.assign(note="x").set_index(["wijk", "kind"])
    assert re.findall(r"nth-last-child\((\d)\)", Shell().html(grouped)) == ["1"]
    assert "helpers-words" not in Shell().html(REPORTS[["reports"]])
    with pd.option_context("display.max_columns", 20):  # of what is cut off no place can be told
        assert "helpers-words" not in Shell().html(pd.DataFrame([["x"] * 30]))


def test_a_piece_looks_as_in_the_report_by_the_template_of_the_page():
    html = Shell().html(TABLE)
    soup = BeautifulSoup(html, "html.parser")
    assert soup.caption.get_text(" ", strip=True) == "Tabel Uren <per> wijk"
    assert soup.select_one("td.number").text == "3" and soup.select_one("th[scope=rowgroup]").text == "Zorg"
    assert soup.select_one("span.chip-behind svg.symbol") and soup.select_one("span.graphic svg")
    assert soup.select_one("p.note").text == "Zie tabel other."


def test_every_rule_of_the_style_is_one_of_the_page_and_holds_for_pieces_alone():
    style = BeautifulSoup(house_look.of(TABLE), "html.parser").style.text
    outside = re.sub(r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}", "{}", style)
    assert outside == f".{house_look.CLASS}" * 3 + "{}"
    of_page = style_sheet(tokens.DEFAULT)
    for rule in (".chip-behind{border-width:2px}", "th.number,td.number{text-align:right", "tr.group th{"):
        assert rule in style and rule in of_page
    assert ".masthead" not in style and "--bad:#a3201b" in style


def test_each_kind_of_piece_is_shown_and_what_does_not_fit_the_page_as_it_shows_itself():
    figure = pieces.Figure("f", "Titel", "Onder", "Een alt-tekst van meer dan veertig tekens lang.", "Bron: x", "<svg viewBox='0 0 1 1'/>", ["Wijk"], [[Cell("Noord")]])  # fmt: skip
    shell = Shell()
    for piece, part in [
        (pieces.Answer("Kop", ["Zin."]), "answer-headline"),
        (pieces.Absent("de uren", "de export ontbreekt"), "Over de uren"),
        (pieces.Counts("Stand", [("gehaald", 6)]), "tile-met"),
        (pieces.Facts([("wijk", "een gebied")]), "<dt>wijk</dt>"),
        (pieces.ChapterAnswers(["a"]), "andere hoofdstukken"),
        (pieces.Sections([("Doel <1>", [pieces.Text(["Zin."])])]), "<h3>Doel &lt;1&gt;</h3>"),
        (figure, "figcaption"),
    ]:
        assert part in shell.html(piece) and house_look.CLASS in shell.html(piece)
    assert shell.html(replace(figure, source="")) == replace(figure, source="").as_html()


def test_no_kernel_of_a_batch_is_taught_this():
    variables = server.environment()
    assert variables["PYTHONSTARTUP"] == str(server.STARTUP) and server.STARTUP.is_file()
    assert "PYTHONSTARTUP" not in warm_process.environment(variables)


@pytest.mark.slow
def test_a_kernel_of_lab_is_taught_this_and_leaves_no_name_behind(tmp_path):
    from jupyter_client.manager import KernelManager

    code = "import pandas as pd\nbefore = [n for n in dir() if n.startswith('_s')]\npd.DataFrame({'a': before + [1]})"
    heard = []
    manager = KernelManager(transport="ipc", ip=str(tmp_path / "kernel"))
    manager.start_kernel(env=server.environment())
    client = manager.client()
    try:
        client.start_channels()
        client.wait_for_ready()
        client.execute_interactive(code, output_hook=heard.append)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    [html] = [one["content"]["data"]["text/html"] for one in heard if one["msg_type"] == "execute_result"]
    assert shown.UNPROTECTED in html
    assert [cell.text for cell in BeautifulSoup(html, "html.parser")("td")] == ["1"]
