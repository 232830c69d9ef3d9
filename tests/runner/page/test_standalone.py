"""`jupyter nbconvert --to kwartaalrapport` knows the exporter, and gives the house's page."""

from __future__ import annotations

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbconvert.utils.exceptions import ConversionException
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.floor.shapes.pieces import MIME, Answer, Cell, Table
from helpers.runner.page.standalone import StandaloneExporter


def executed(source: str = "Bron: een register.", quarter: str = "2026-Q3") -> nbformat.NotebookNode:
    table = Table("stand", "De stand", ["Doel", "Stand"], [[Cell("Een"), Cell("2", "number")]], source=source)
    pieces = [new_output("display_data", {MIME: one.as_json()}) for one in (Answer("Twee gehaald"), table)]
    cells = [new_markdown_cell("# Opkopers"), new_code_cell("show.x()", execution_count=1, outputs=pieces)]
    return new_notebook(cells=cells, metadata={"papermill": {"parameters": {"quarter": quarter}}})


def page(nb: nbformat.NotebookNode) -> str:
    html, resources = StandaloneExporter().from_notebook_node(nb, {"metadata": {"name": "dealer_compliance"}})
    assert resources["output_extension"] == ".html"
    return html


def test_nbconvert_knows_the_exporter_by_its_name():
    assert get_exporter("kwartaalrapport") is StandaloneExporter


def test_the_page_has_the_title_the_quarter_and_the_numbered_table():
    html = page(executed())
    assert "<h1 " in html and "Opkopers</h1>" in html
    assert "derde kwartaal van 2026" in html and "Tabel 1" in html


def test_a_page_outside_an_edition_says_so_and_names_no_edition():
    html = page(executed())
    assert "Los hoofdstuk" in html and "<dt>Editie</dt>" not in html


def test_made_up_figures_are_called_so_when_a_source_line_says_it():
    assert "Voorbeelddata: verzonnen cijfers" in page(executed("Bron: een register; voorbeelddata."))
    assert "Voorbeelddata" not in page(executed())


def test_a_notebook_that_was_run_on_the_newest_quarter_shows_no_quarter():
    assert "kwartaal van" not in page(executed(quarter="newest"))


def test_an_output_that_is_no_piece_ends_the_conversion_with_the_cell():
    nb = executed()
    nb.cells.append(new_code_cell("1", execution_count=2, outputs=[new_output("display_data", {"image/png": "AAAA"})]))
    with pytest.raises(ConversionException, match="cel 3"):
        page(nb)


@pytest.mark.parametrize("fault", ["not run", "error"])
def test_a_notebook_that_was_not_run_to_its_end_gives_no_page(fault):
    nb = executed()
    if fault == "not run":
        nb.cells[1].execution_count, nb.cells[1].outputs = None, []
    else:
        nb.cells[1].outputs = [new_output("error", ename="KeyError", evalue="uren", traceback=[])]
    with pytest.raises(ConversionException, match="Voer het notebook eerst uit") as told:
        page(nb)
    assert "dealer_compliance, cel 2" in str(told.value)
