"""Publishing a dashboard: its edition, page and index, the log of signals and the update: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.floor import dutch
from helpers.floor.faults import RunFailed
from helpers.floor.params import house_style
from helpers.runner.batch.plan import Order
from helpers.runner.dashboard import overview
from helpers.runner.editions import archive, disk, edition_content, editions, manifest, provenance, showing, standing
from helpers.runner.editions.disk import Files
from helpers.runner.editions.editions import FINAL, Built, Published, Stamp
from helpers.runner.editions.manifest import Run
from helpers.runner.tables import outputs
from helpers.sources.earlier import edition_folders, said_signals, update_log
from helpers.sources.earlier.edition_folders import DASHBOARD

if TYPE_CHECKING:
    from helpers.floor.shapes.delivery import Delivery


_LINK = f'href="../{edition_folders.PROFILES}/'.encode()
_LINK_OF_EDITION = _LINK.replace(b"../", b"../../../")  # where it lies two folders deeper


def refuse_if_stuck(out: Path, frozen: Delivery) -> None:
    """Raise RunFailed before anything runs, where a file cannot be replaced at the end."""
    assert frozen.month
    for name in (f"{frozen.month.label}.html", archive.INDEX, said_signals.LOG):
        showing.refuse_if_stuck(out / DASHBOARD / name)
    showing.refuse_if_stuck(out / update_log.FILE)


def publish(order: Order, run: Run, work: Path) -> Published:
    """Publish the dashboard of a month as its next edition, or leave what stands where nothing changed.

    Then pages that were lost are mended, and no update is written down. Raises RunFailed when nothing was changed,
    showing.Unfinished when the next run has to finish it. Hold the folder while you call this.
    """
    delivery = run.delivery
    assert delivery.month
    month, dashboards = delivery.month.label, order.out / DASHBOARD
    executed = edition_content.executed_in(work, run.notebooks)
    if current := editions.current(dashboards, month, delivery.is_made_up):
        stamp = editions.stamp_of(current)
        built = build(run, executed, stamp, order.out)
        kept = disk.files_in(dashboards / month / str(stamp.edition))
        if editions.is_said(built.files, kept):
            return _shown(order, run, stamp, Built(kept, built.index), is_new=False)
    stamp = editions.next_stamp(
        dashboards, month, delivery.is_made_up, is_final=True, built_at=order.built_at, commit=provenance.commit()
    )
    from helpers.runner.audit import refusing  # with what solves it

    built = build(run, executed, stamp, order.out)
    told = refusing.refuse(order.out, f"{DASHBOARD}/{month}/{stamp.edition}", built.files, delivery.settings)
    return replace(_shown(order, run, stamp, built, is_new=True), told=tuple(told))


def build(run: Run, executed: edition_content.Executed, stamp: Stamp, out: Path) -> Built:
    """Every file of the edition, its own page and run.json among them, and the page as it stands for the month."""
    from helpers.runner import page
    from helpers.runner.audit import refusing
    from helpers.runner.notebooks.piece_harvest import headline

    assert run.delivery.month
    [(name, notebook)] = executed
    around = _context(run, stamp, edition_folders.profiles(out))
    shown = page.render_notebook(name, notebook, context=around).encode("utf-8")
    tables = outputs.tables(executed)
    files = {f"tables/{name}.csv": outputs.as_csv(sheet.rows) for name, sheet in tables.items()}
    files[overview.file_name(run.delivery.month.label, stamp.edition)] = shown.replace(_LINK, _LINK_OF_EDITION)
    found = refusing.of_itself(files, run.delivery.settings, manifest.about(run))
    made = manifest.manifest(run, stamp, headline(notebook), (), files, found)
    files[edition_folders.RUN] = manifest.as_bytes(made)
    return Built(files, shown)


def _context(run: Run, stamp: Stamp, profiles: Sequence[str]) -> dict[str, Any]:
    """What the page says about itself: a dashboard is about a month, and a first edition is not called by a kind."""
    month = run.delivery.month
    assert month
    last_days = [min(export.last, month.end) for export in run.delivery.told_exports if export.last]
    return edition_content.context(run, stamp) | {
        "subject": overview.SUBJECT,
        "quarter": month.label,
        "quarter_dutch": month.in_dutch,
        "date_dutch": dutch.day(month.end),
        "kind": "" if stamp.kind == FINAL else stamp.kind,
        "chapters": [],
        "profiles": {code: f"../{edition_folders.PROFILES}/{code}.html" for code in profiles},
        "analyst_pages": [],
        "axis_pages": [],
        "exports_until": dutch.day(max(last_days)) if last_days else "",
    }


def _shown(order: Order, run: Run, stamp: Stamp, built: Built, *, is_new: bool) -> Published:
    out, delivery = order.out, run.delivery
    assert delivery.month
    month = delivery.month.label
    updates = update_log.content(out, delivery.is_made_up)
    if is_new:
        updates = update_log.with_new(updates, order.today, month, stamp.edition, built.index)
    stands = overview.with_new(overview.everywhere(out, delivery.is_made_up), month, built.files)
    name, style = delivery.settings.municipality.name, house_style.load(run.params)
    index = overview.page(stands, update_log.days(updates), name, delivery.is_made_up, style)
    pages: dict[str, bytes | Files] = {
        f"{month}.html": built.index,
        archive.INDEX: index,
        said_signals.LOG: _log(out, delivery, built.files),
        **({f"{month}/{stamp.edition}": built.files} if is_new else {}),
    }
    changes = {f"{DASHBOARD}/{place}": content for place, content in pages.items()}
    quarters = standing.everywhere(out, delivery.is_made_up)
    changes[archive.INDEX] = archive.page(quarters, name, list(stands), delivery.is_made_up, style)
    if updates is not None:
        changes[update_log.FILE] = updates
    showing.show(out, f"Het dashboard over {delivery.month.in_dutch}", changes)
    return Published(month, stamp.edition, stamp.kind, is_new, out / DASHBOARD / f"{month}.html")


def _log(out: Path, delivery: Delivery, files: Files) -> bytes:
    """The log once this edition stands. Raises RunFailed on a table that nobody could read back."""
    assert delivery.month
    said = said_signals.read(out, delivery.settings.municipality.code, delivery.is_made_up)
    name = f"tables/{said_signals.LOG}"
    try:
        new = said_signals.lines_of(files[name], delivery.month.label) if name in files else []
    except ValueError:
        raise RunFailed("De tabel met signalen heeft niet de vorm van het logboek.", "Meld dit.") from None
    return said_signals.as_csv(said.with_new(new))
