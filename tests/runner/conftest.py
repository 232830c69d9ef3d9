"""Tiny notebooks, and a batch that needs no real delivery and no real page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pandas as pd
import pytest

from helpers.floor.areas import Areas
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Delivery
from helpers.floor.shapes.description import Description, Descriptions
from helpers.floor.shapes.export import Export
from helpers.runner.batch.plan import Order

PARAMETERS = 'quarter: str = "newest"  # such as 2026-Q3\ndelivery: str = "sample"  # or a folder'

Write = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for notebooks, with a space and an é in its name."""
    made = tmp_path / "een café"
    made.mkdir()
    return made


@pytest.fixture
def write(folder: Path) -> Write:
    """Writes a notebook: `write("name", "code", "code", parameters=…, chapter=…, audience=…, measure=…, per=…)`."""

    def _write(
        name: str,
        *code: str,
        parameters: str = PARAMETERS,
        chapter: int | None = None,
        audience: str | None = None,
        measure: str | None = None,
        per: str | None = None,
    ) -> Path:
        cells = [nbformat.v4.new_markdown_cell(f"# Titel van {name}")]
        cells.append(nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}))
        cells += [nbformat.v4.new_code_cell(source) for source in code]
        metadata: dict = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}
        about = {"chapter": chapter, "audience": audience, "measure": measure, "per": per}
        metadata["helpers"] = {key: value for key, value in about.items() if value is not None}
        for number, cell in enumerate(cells):
            cell["id"] = f"cell-{number}"
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), folder / f"{name}.ipynb")
        return folder / f"{name}.ipynb"

    return _write


@pytest.fixture
def bare_settings() -> SimpleNamespace:
    """The settings of a made-up municipality that promises nothing."""
    limits = {"small_numbers": SmallNumbers(), "participants_per_wijk_in_quarter": 4, "comparable_municipalities": ()}
    municipality = SimpleNamespace(code="GM9999", name="Proefstad", **limits)
    settings = SimpleNamespace(municipality=municipality, indicators=(), by_measure={})
    settings.at = lambda year: settings  # every year promises the same
    return settings


@pytest.fixture
def bare_areas() -> Areas:
    """The areas of a municipality of one wijk."""
    return Areas(pd.DataFrame({"wijk": ["WK999901"], "name": ["Noord"]}))


@pytest.fixture
def delivery(bare_settings: SimpleNamespace, bare_areas: Areas) -> Delivery:
    """A delivery with one export of a made-up municipality."""
    export = Export("bodycams", "bodycams.csv", "ab" * 32, 6, date(2025, 1, 1), date(2026, 9, 30), mark="cd" * 32)
    described = Descriptions(bodycams=Description("Bodycams", counted="row"))
    return Delivery(
        Quarter(2026, 3), {}, {}, bare_settings, bare_areas, (export,), name="f00d" * 5, descriptions=described
    )


@pytest.fixture
def order(delivery: Delivery, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Order]:
    """Makes an order on the tiny notebooks; the delivery and the pages are stand-ins."""
    from helpers import sources
    from helpers.runner import page
    from helpers.sources import period

    monkeypatch.setattr(sources, "freeze", lambda *_: (delivery.name, delivery))
    monkeypatch.setattr(
        period, "choose", lambda asked, *_: delivery.quarter if asked == "newest" else Quarter.parse(asked)
    )
    monkeypatch.setattr(page, "render_notebook", _as_page)
    monkeypatch.setattr(
        page,
        "render_quarter",
        lambda notebooks, *, context: "".join(
            _as_page(stem, notebook, context=context) for stem, notebook in notebooks
        ),
    )
    monkeypatch.setattr(page, "render_archive", lambda entries, **beside: repr((entries, beside)))

    def _order(**changes: object) -> Order:
        params = tmp_path / "params"
        params.mkdir(exist_ok=True)
        plain = Order(out=tmp_path / "reports", notebooks=folder, params=params, jobs=2, is_sample=True, timeout=600)
        return replace(plain, **{"today": date(2026, 12, 1), **changes})

    return _order


def _as_page(stem: str, notebook: nbformat.NotebookNode, *, context: dict) -> str:
    texts = [output.get("text", "") for cell in notebook.cells for output in cell.get("outputs", [])]
    return (
        f"{context['quarter']} editie {context['edition']} {context['kind']} {context['built_at']}: {''.join(texts)}\n"
    )
