"""One executed notebook as a page by `jupyter nbconvert --to kwartaalrapport`, outside a batch."""

from typing import Any

from nbconvert.utils.exceptions import ConversionException
from nbformat import NotebookNode

from helpers.floor import dutch
from helpers.floor.faults import AskedWrongly, UserFault
from helpers.floor.params import house_style
from helpers.floor.params.settings import load
from helpers.floor.quarter import Quarter
from helpers.runner.notebooks import piece_harvest
from helpers.runner.page.exporter import PageExporter
from helpers.runner.page.rendering import render_notebook
from helpers.runner.pool.failure import failure_of

_MADE_UP = "oorbeelddata"


class StandaloneExporter(PageExporter):
    """What nbconvert knows as `kwartaalrapport`. It belongs to no edition, and the page says so.

    Raises ConversionException with the Dutch reason where the notebook was not run to its end, or does not
    fit the page.
    """

    export_from_notebook = "Kwartaalrapport"

    def from_notebook_node(  # type: ignore[override]  # nbconvert's own exporters give text too
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **_: Any
    ) -> tuple[str, dict[str, Any]]:
        resources = self._init_resources(resources)
        stem = resources.get("metadata", {}).get("name") or "notebook"
        if failure := failure_of(stem, nb):
            raise ConversionException(f"{failure} Voer het notebook eerst uit.")
        try:
            return render_notebook(stem, nb, context=context(nb)), resources
        except UserFault as fault:
            raise ConversionException(str(fault)) from None


def context(nb: NotebookNode) -> dict[str, Any]:
    """What the page can say about itself from the notebook alone: whose it is, which quarter, made up or not."""
    quarter = _quarter(nb)
    shown = {"quarter": "", "quarter_dutch": "", "date_dutch": ""}
    if quarter:
        shown = {"quarter": quarter.label, "quarter_dutch": quarter.in_dutch, "date_dutch": dutch.day(quarter.end)}
    return {
        **shown,
        "municipality": load().municipality.name,
        "style": house_style.load(),
        "edition": None,
        "kind": "los hoofdstuk",
        "is_made_up": any(_is_made_up(piece) for _, piece in piece_harvest.pieces(nb)),
        "code_version": "",
        "data_hash": "",
        "built_at": None,
        "exports_until": "",
    }


def _quarter(nb: NotebookNode) -> Quarter | None:
    """The quarter that the notebook was given; None where it looked at the newest one."""
    given = nb.metadata.get("papermill", {}).get("parameters", {}).get("quarter", "")
    try:
        return Quarter.parse(given)
    except AskedWrongly:
        return None


def _is_made_up(piece: dict[str, Any]) -> bool:
    said = [piece.get("source") or "", *(piece.get("notes") or [])]
    return any(_MADE_UP in one for one in said)
