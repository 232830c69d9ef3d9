"""What an edition was made with, beside what is here now: only the same makes the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers.floor.faults import AskedWrongly
from helpers.floor.params import house_style
from helpers.runner.editions import provenance
from helpers.runner.notebooks.chapters import Notebook
from helpers.runner.notebooks.fingerprint import fingerprint

_SHOWN_HASH = 10


def refuse_other_code(run: Mapping[str, Any], what: str) -> None:
    """Raise AskedWrongly where code, Python or a package is another than in a run.json: all that is, at once."""
    then, now = run["code"]["sha256"], provenance.code_hash()
    lines = []
    if then != now:
        made = f"code {then[:_SHOWN_HASH]}{_commit(run)}"
        lines.append(f"{what} is gemaakt met {made}. Hier staat code {now[:_SHOWN_HASH]}.")
    others = _other_packages(run["packages"], provenance.packages())
    if others:
        lines.append(f"{what} is gemaakt met andere pakketten: {', '.join(others)}.")
    if lines:
        raise AskedWrongly("\n".join(lines), _hint(run))


def refuse_other_notebooks(run: Mapping[str, Any], runs: Sequence[Notebook], what: str) -> None:
    """Raise AskedWrongly where a notebook is not what it was, or not there."""
    now = {one.name: fingerprint(one.path) for one in runs}
    others = [one["name"] for one in run["notebooks"] if now.get(one["name"]) != one["sha256"]]
    if others:
        raise AskedWrongly(f"{what} is gemaakt met andere notebooks: {', '.join(others)}.", _hint(run))


def refuse_other_style(run: Mapping[str, Any], params: Path, what: str) -> None:
    """Raise AskedWrongly where the house style of the home is not what it was: every page has it."""
    then, now = run["params"].get(house_style.FILE, ""), provenance.text_hash(params / house_style.FILE)
    if then != now:
        way = f"Zet params/{house_style.FILE} van toen terug" if then else f"Haal params/{house_style.FILE} even weg"
        raise AskedWrongly(f"{what} is gemaakt met een andere huisstijl.", f"{way}. Probeer het dan opnieuw.")


def _other_packages(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    others = [one for one in sorted({*then, *now}) if then.get(one) != now.get(one)]
    return [f"{one} {then.get(one, 'niet')} (nu {now.get(one, 'niet')})" for one in others]


def _commit(run: Mapping[str, Any]) -> str:
    return f", commit {run['code']['commit']}" if run["code"]["commit"] else ""


def _hint(run: Mapping[str, Any]) -> str:
    commit = run["code"]["commit"]
    way = "Zet dat van toen terug."
    if commit:
        way = f"Haal de code van toen op, in een kopie van het project: git checkout {commit}."
    return f"{way} Probeer het dan opnieuw."
