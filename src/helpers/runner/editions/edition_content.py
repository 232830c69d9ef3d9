"""What an edition holds: the pages, the tables and run.json, made from the executed notebooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.floor import dutch
from helpers.floor.params import house_style
from helpers.runner.editions import manifest, provenance, standing
from helpers.runner.editions.editions import Built, Stamp
from helpers.runner.editions.manifest import Run
from helpers.runner.notebooks import chapters
from helpers.runner.notebooks.chapters import Notebook
from helpers.runner.tables import indicators_json, ods, outputs, reading_guide, xlsx
from helpers.runner.tables.reading_guide import About

if TYPE_CHECKING:
    from nbformat import NotebookNode

SUMMARY = "management_summary"
_PROFILE = "wijk_profile"  # the page that the name of a wijk leads to
_COMPUTING = ("python", "pandas", "scipy", "statsmodels")  # what can change a number
Executed = Sequence[tuple[str, "NotebookNode"]]


def executed_in(folder: Path, runs: Sequence[Notebook]) -> list[tuple[str, NotebookNode]]:
    """The name of each run and its executed notebook, under its own title: one notebook may run for several wijken."""
    import nbformat

    executed = [(run, nbformat.read(folder / f"{run.name}.ipynb", as_version=4)) for run in runs]
    for run, notebook in executed:
        if run.at:
            chapters.retitle(notebook.cells, run.title)
    return [(run.name, notebook) for run, notebook in executed]


def build(run: Run, executed: Executed, stamp: Stamp) -> Built:
    """Every file of the edition, its own one file among them, and that file as it stands for the quarter."""
    from helpers.runner import page
    from helpers.runner.audit import on_the_page, refusing, telling

    around = context(run, stamp)
    files = {
        f"{name}.html": page.render_notebook(name, notebook, context=around).encode("utf-8")
        for name, notebook in executed
    }
    tables = outputs.tables(executed, [one.name for one in run.notebooks if one.at])
    files |= {f"tables/{name}.csv": outputs.as_csv(sheet.rows) for name, sheet in tables.items()}
    book = reading_guide.book(tables, _about(run, stamp))
    files |= {"tables.xlsx": xlsx.as_xlsx(book), "tables.ods": ods.as_ods(book), **_as_json(run, stamp, files)}
    found = refusing.of_itself(files, run.delivery.settings, manifest.about(run))
    executed, waiting = on_the_page.with_result(executed, telling.of_result(found)), executed
    for (name, notebook), (_, before) in zip(executed, waiting, strict=True):
        if notebook is not before:
            files[f"{name}.html"] = page.render_notebook(name, notebook, context=around).encode("utf-8")
    shown = [(name, notebook) for name, notebook in executed if name in around["chapters"]]
    index = page.render_quarter(shown, context=around)
    own = standing.file_name(run.quarter.label, stamp.edition)
    files[own] = page.in_edition(index, context=around).encode("utf-8")
    files["run.json"] = manifest.as_bytes(manifest.manifest(run, stamp, *_said(shown), files, found))
    return Built(files, index.encode("utf-8"))


def _as_json(run: Run, stamp: Stamp, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The indicators for other programs, with the schema; nothing where the edition has no table of them."""
    if standing.TABLE not in files:
        return {}
    told: dict[str, Any] = {"quarter": run.quarter.label, "quarter_ends_on": run.quarter.end.isoformat()}
    told |= {"edition": stamp.edition, "kind": stamp.kind}
    own = run.delivery.settings.municipality
    made = indicators_json.edition(told, files, run.delivery.settings.indicators, {})
    one = indicators_json.document({"code": own.code, "name": own.name}, run.delivery.is_made_up, [made])
    return {indicators_json.FILE: one, indicators_json.SCHEMA: indicators_json.schema()}


def _about(run: Run, stamp: Stamp) -> About:
    """What the workbook of the edition says of itself, with the names of what it has codes for."""
    settings, areas = run.delivery.settings, run.delivery.areas
    own = settings.municipality
    comparable = {one.code: one.name for one in own.comparable_municipalities}
    wijken = {**areas.names, **areas.buurten}
    return About(
        f"Tabellen bij het kwartaalrapport Veiligheid over het {run.quarter.in_dutch}",
        own.name,
        f"Het {run.quarter.in_dutch} ({run.quarter.label})",
        f"Editie {stamp.edition}, {stamp.kind}",
        run.delivery.is_made_up,
        {
            **{column: wijken for column in ("wijk", "without")},
            "area": {**wijken, **comparable, own.code: own.name, "NL00": "Nederland"},
            "chapter": {one.name: one.title for one in run.notebooks},
            "dataset": {name: one.title for name, one in run.delivery.descriptions.items()},
            "indicator_id": {one.id: one.name for one in settings.indicators},
        },
    )


def drafts(run: Run, executed: Executed, stamp: Stamp) -> list[tuple[str, bytes]]:
    """The name and page of each run of the one notebook, which belong to no edition."""
    from helpers.runner import page

    around = context(run, stamp)
    return [(name, page.render_notebook(name, one, context=around).encode("utf-8")) for name, one in executed]


def context(run: Run, stamp: Stamp) -> dict[str, Any]:
    """What the page says about itself: who, when, from what, with which code."""
    versions = provenance.packages()
    last_days = [export.last for export in run.delivery.told_exports if export.last]
    return {
        "municipality": run.delivery.settings.municipality.name,
        "quarter": run.quarter.label,
        "quarter_dutch": run.quarter.in_dutch,
        "date_dutch": dutch.day(run.quarter.end),
        "chapters": [one.name for one in run.notebooks if one.is_chapter],
        "analyst_pages": [(one.name, one.title) for one in run.notebooks if one.is_for_analyst],
        "axis_pages": [(one.name, one.title) for one in run.notebooks if one.at and not one.is_for_analyst],
        "profiles": {one.at: f"{one.name}.html" for one in run.notebooks if one.stem == _PROFILE},
        "edition": stamp.edition,
        "kind": stamp.kind,
        "is_made_up": run.delivery.is_made_up,
        "style": house_style.load(run.params),
        "code_version": stamp.commit[:10] or provenance.code_hash()[:10],
        "data_hash": run.delivery.name[:12],
        "packages": ", ".join(f"{name} {versions[name]}" for name in _COMPUTING),
        "built_at": stamp.built_at or None,
        "exports_until": dutch.day(max(last_days)) if last_days else "",
    }


def _said(executed: Executed) -> tuple[str, list[tuple[str, int]]]:
    from helpers.runner.notebooks.piece_harvest import headline, status_counts

    by_stem: Mapping[str, Any] = dict(executed)
    told = by_stem.get(SUMMARY, executed[0][1])
    return headline(told), status_counts(told)
