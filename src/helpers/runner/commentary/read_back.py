"""Forms that came back, into `params/`: everything they say, or nothing of it and every fault."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from helpers.floor import dutch, faults, home
from helpers.floor.faults import BadInput, Fault
from helpers.floor.params.settings import load as load_settings
from helpers.floor.params.signal_word import SignalWord
from helpers.floor.quarter import Quarter
from helpers.runner.commentary import answers, planned_paths
from helpers.runner.commentary.answers import EXPLANATION, JUDGEMENT, SIGNAL, Key, Told
from helpers.runner.editions import disk
from helpers.runner.editions.disk import shown_path
from helpers.sources import commentary, signal_form
from helpers.sources import commentary_form as returned
from helpers.sources.signal_form import AskedSignal

_KINDS = (
    (EXPLANATION, "toelichting", "toelichtingen"),
    (JUDGEMENT, "oordeel", "oordelen"),
    (SIGNAL, "uitleg bij een signaal", "keer uitleg bij een signaal"),
)


def standing(params: Path, quarter: Quarter, signals: Mapping[str, AskedSignal], is_made_up: bool) -> dict[Key, Any]:
    """What `params/` holds already of real or made-up data; of signals only what is said of these. Raises BadInput."""
    indicators = load_settings(params).at(quarter.year).indicators
    words = answers.of_words(one.word for one in signals.values() if one.explained)
    return answers.standing(commentary.read_quarter(params, quarter, is_made_up), indicators) | words


def read(
    forms: Sequence[Path],
    quarter: Quarter,
    params: Path,
    signals: Mapping[str, AskedSignal],
    place: str = "",
    is_made_up: bool = False,
) -> list[str]:
    """Read forms that came back and keep what they say; what to tell, in Dutch.

    `signals` are those that dashboards gave in the quarter, by number; `place` names the folder of the reports in a
    command; `is_made_up` says whether the report is on made-up data: what owners say of it never reaches a real one.
    Raises BadInput with every fault of every form, and of all of them together; nothing is written then.
    """
    stands = standing(params, quarter, signals, is_made_up)
    changes, planned, warnings = _changes(forms, quarter, params, stands, signals, is_made_up)
    texts = [one for one in changes if isinstance(one.value, Mapping)]
    plans = [one for one in changes if one not in texts]
    lines = [faults.told(warnings)] if warnings else []
    if not changes:
        given = sum(key == EXPLANATION for _, key in stands)
        kept = dutch.counted(given, "toelichting", "toelichtingen")
        return [*lines, f"Er is niets nieuws ingelezen; {quarter.label} houdt {kept}."]
    files = []
    if texts:
        files.append(_keep(texts, quarter, params, is_made_up))
    for file, content in planned.items():
        files.append(file)
        disk.replace_file(file, content)
    where = dutch.listing([shown_path(file) for file in files])
    kept = f"Bewaard in {where}."
    if any(one.key[1] != SIGNAL for one in changes):
        kept += " Maak daarna het rapport opnieuw."
    return [*lines, *_told(texts, plans, stands), kept, *_dashboards(_words(texts), place)]


def _words(texts: Iterable[Told]) -> list[SignalWord]:
    return [SignalWord(**dict(one.value)) for one in texts if one.key[1] == SIGNAL and isinstance(one.value, Mapping)]


def _dashboards(words: Sequence[SignalWord], place: str) -> list[str]:
    """How the pages are made again that show these words with their signals."""
    flags = " --sample" * any(one.is_made_up for one in words) + place
    months = sorted({one.month.label for one in words})
    commands = [home.command(f"dashboard --month {month}{flags}") for month in months]
    return [f"Maak daarna het dashboard opnieuw met: {command}" for command in commands]


def _changes(
    forms: Sequence[Path],
    quarter: Quarter,
    params: Path,
    stands: Mapping[Key, Any],
    signals: Mapping[str, AskedSignal],
    is_made_up: bool,
) -> tuple[list[Told], dict[Path, bytes], list[Fault]]:
    """What the forms say that did not stand there, each file of indicators with their plans, and what to warn of."""
    settings = load_settings(params).at(quarter.year)
    indicators = settings.indicators
    known = frozenset(one.id for one in indicators)
    back = {path: returned.read(path, quarter, known, is_made_up) for path in forms}
    words = {path: signal_form.read(path, quarter, signals, is_made_up) for path in forms}
    said = [one for path, form in back.items() for one in answers.told(path, form)]
    said += [one for path, form in words.items() for one in answers.told_of_signals(path, form)]
    merged, found = answers.merged([one for one in said if one.value != stands.get(one.key)])
    plans = [one for one in merged.values() if not isinstance(one.value, Mapping)]
    planned, broken = planned_paths.edited_files(params, plans)
    found = [
        *(fault for path in forms for fault in (*back[path].faults, *words[path].faults)),
        *found,
        *planned_paths.signs(back.values(), indicators),
        *planned_paths.faults(plans, stands, quarter),
        *planned_paths.not_promised(plans, settings),
        *broken,
    ]
    if any(fault.level == "error" for fault in found):
        raise BadInput(found)
    places = {one.id: at for at, one in enumerate(indicators)}
    return sorted(merged.values(), key=lambda one: (places.get(one.key[0], -1), one.key[1])), planned, found


def _keep(texts: Sequence[Told], quarter: Quarter, params: Path, is_made_up: bool) -> Path:
    said = {kind: commentary.read_quarter(params, quarter, kind) for kind in (False, True)}
    before = {one.id: one for one in said[is_made_up]}
    given = answers.applied(before, (one for one in texts if one.key[1] != SIGNAL))
    words = {one.about: one for one in (*commentary.read_words(params, quarter), *_words(texts))}
    indicators = load_settings(params).at(quarter.year).indicators
    said[is_made_up] = tuple(given[one.id] for one in indicators if one.id in given)
    file = commentary.file_of(params, quarter)
    text = commentary.as_yaml(said[False], sorted(words.values(), key=astuple), said[True])
    disk.replace_file(file, text.encode("utf-8"))
    return file


def _told(texts: Iterable[Told], plans: Iterable[Told], stands: Mapping[Key, Any]) -> list[str]:
    lines = []
    for key, one, more in _KINDS:
        about = [told.key[0] for told in texts if told.key[1] == key]
        if about:
            lines.append(f"{dutch.counted(len(about), one, more)} ingelezen: {dutch.listing(about)}.")
    changed: dict[str, list[str]] = {}
    for told in plans:
        changed.setdefault(told.key[0], []).append(_moved(told, stands.get(told.key)))
    return [*lines, *(f"Planning gewijzigd van {one}: {'; '.join(moved)}." for one, moved in changed.items())]


def _moved(told: Told, was: float | None) -> str:
    assert isinstance(told.value, float)
    now = _plain(told.value)
    return f"{told.key[1]} wordt {now}" if was is None else f"{told.key[1]} van {_plain(was)} naar {now}"


def _plain(amount: float) -> str:
    return dutch.number(amount, 0 if amount.is_integer() else 2)
