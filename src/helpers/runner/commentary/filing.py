"""The owners' form: made from what was published, sent, and read back into `params/`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from helpers.floor import dutch, home, paths
from helpers.floor.faults import AskedWrongly, BadInput, nearest
from helpers.floor.params.settings import load as load_settings
from helpers.floor.printable import printable
from helpers.floor.quarter import Quarter
from helpers.runner.commentary import answers, commentary_due, read_back
from helpers.runner.commentary.commentary_due import WELCOME, Asked
from helpers.runner.editions import belonging, disk, editions
from helpers.runner.editions.disk import shown_path
from helpers.runner.notebooks import axis
from helpers.sources import commentary, signal_form
from helpers.sources import commentary_form as returned
from helpers.sources.earlier import edition_folders
from helpers.sources.signal_form import AskedSignal

_BY_DASHBOARD = ("dashboard_months", "dashboard_interventions")  # the measures of who steers by it


@dataclass(frozen=True)
class Order:
    """What was asked: the quarter, the folder of the reports, the forms that came back, or whose form to make."""

    quarter: Quarter
    out: Path = paths.REPORTS
    forms: Sequence[Path] = ()
    params: Path = paths.PARAMS
    owner: str = ""  # "": one form for all of them

    @property
    def is_made_up(self) -> bool:
        """Whether the report that stands there is on made-up data."""
        return editions.is_made_up(self.out, self.quarter.label)

    @property
    def form(self) -> Path:
        """Where the form to send stands."""
        whose = re.findall(r"\w+", self.owner.lower())
        return self.out / f"{'-'.join(['toelichting', self.quarter.label, *whose])}.xlsx"


def run(order: Order) -> list[str]:
    """Write the form, or read the forms that came back; what to tell, in Dutch.

    Raises AskedWrongly when there is no report yet, it is of another municipality, or a filled form would be lost;
    BadInput with every fault of every form, RunFailed when a file cannot be written.
    """
    belonging.refuse_others(order.out, load_settings(order.params).municipality.code)
    order = _where_it_lies(order)
    if not order.forms:
        return _write(order)
    if order.owner:
        raise AskedWrongly("--owner en --form kunnen niet samen.", "Inlezen gaat zonder --owner.")
    signals = {one.number: one for one in _signals(order)}
    told = read_back.read(order.forms, order.quarter, order.params, signals, _place(order), order.is_made_up)
    return [*told, *_still_missing(order)]


def _where_it_lies(order: Order) -> Order:
    """The order at the report on made-up data, where the quarter has no other."""
    places = edition_folders.places(order.out, is_made_up=True)
    lying = [place for place in places if edition_folders.numbers(place, order.quarter.label)]
    return replace(order, out=lying[-1]) if lying else order


def missing(order: Order) -> list[Asked]:
    """The indicators of which an explanation is due and not there, as the current edition stands.

    Raises AskedWrongly when the quarter was not published, BadInput when the commentary cannot be read.
    """
    return [one for one in _asked(order) if one.is_due and not one.is_explained]


def reminder(quarter: str, out: Path, params: Path = paths.PARAMS) -> str:
    """One line on what is still to be explained of a published quarter; "" when nothing is, or none is known."""
    order = Order(Quarter.parse(quarter), out, params=params)
    try:
        gone = missing(order)
    except (AskedWrongly, BadInput):
        return ""
    if not gone:
        return ""
    count = dutch.counted(len(gone), "indicator", "indicatoren")
    return f"{quarter}: toelichting ontbreekt bij {count}. Maak het formulier met: {_command(order)}"


def _asked(order: Order) -> list[Asked]:
    return commentary_due.asked(order.out, order.quarter, order.params)


def _signals(order: Order) -> list[AskedSignal]:
    """The signals of the quarter: on the form of all owners, and on that of who steers by the dashboard."""
    from helpers.runner.commentary import signal_sheet

    settings = load_settings(order.params)
    own = [one for one in settings.at(order.quarter.year).indicators if one.measure in _BY_DASHBOARD]
    if order.owner and order.owner not in [one.owner for one in own]:
        return []
    of, names = settings.municipality.code, axis.wijken_in(paths.REFERENCE)
    return signal_sheet.asked(order.out, order.quarter, of, order.is_made_up, order.params, names)


def _write(order: Order) -> list[str]:
    from helpers.runner.commentary import commentary_form  # loads openpyxl; a reminder needs none

    asked = _of_owner(order, _asked(order))
    _refuse_to_lose(order)
    tables, told = _for_the_owner(order)
    signals = _signals(order)
    form = commentary_form.as_workbook(order.quarter, asked, tables, signals, order.is_made_up)
    disk.replace_file(order.form, form)
    return [
        *_made_up(order),
        *_counted(asked),
        *_counted_signals(signals),
        *told,
        f"Stuur dit formulier naar {order.owner or 'de eigenaren'}: {shown_path(order.form)}",
        f"Lees het daarna in met: {_command(order)} --form BESTAND",
    ]


def _of_owner(order: Order, asked: Sequence[Asked]) -> list[Asked]:
    own = [one for one in asked if order.owner in ("", one.owner)]
    if not own:
        owners = list(dict.fromkeys(one.owner for one in asked))
        hint = nearest(order.owner, owners) or f"Er zijn: {', '.join(owners)}."
        raise AskedWrongly(f"Er is geen eigenaar “{printable(order.owner)}”.", hint)
    return own


def _for_the_owner(order: Order) -> tuple[Sequence[Mapping[str, Any]], list[str]]:
    """The tables that go on the form of one owner and on no other, and what to tell of them."""
    if not order.owner:
        return (), []
    from helpers.runner.commentary import owner_sheets

    indicators = load_settings(order.params).at(order.quarter.year).indicators
    measures = {one.measure for one in indicators if one.owner == order.owner}
    edition = editions.readable(order.out, order.quarter.label) or {}
    tables, told = owner_sheets.made(measures, order.quarter, str(edition.get("snapshot", "")))
    alone = "Het blad “{}” heeft kleine aantallen: stuur het alleen aan deze eigenaar."
    return tables, told + [alone.format(one["caption"]) for one in tables]


def _made_up(order: Order) -> list[str]:
    return ["Let op: dit rapport is gemaakt met voorbeelddata."] if order.is_made_up else []


def _counted(asked: Sequence[Asked]) -> list[str]:
    due = [one for one in asked if one.is_due]
    given = sum(one.is_explained for one in due)
    already = f"{dutch.number(given)} daarvan is er al" if given else "daarvan is er nog geen"
    needed = f"Een toelichting is nodig bij {dutch.counted(len(due), 'indicator', 'indicatoren')}; {already}."
    welcome = sum(one.needed == WELCOME for one in asked)
    others = f"Bij {dutch.counted(welcome, 'andere indicator', 'andere indicatoren')} is zij welkom."
    return [
        needed if due else "Geen indicator vraagt om een toelichting.",
        *([others] if welcome else []),
        f"Bij alle {len(asked)} kan de eigenaar een oordeel en een planning geven.",
    ]


def _counted_signals(signals: Sequence[AskedSignal]) -> list[str]:
    if not signals:
        return []
    open_ = sum(not one.explained for one in signals)
    there = dutch.counted(len(signals), "signaal", "signalen")
    return [f"Het formulier noemt ook {there} van het dashboard; bij {dutch.number(open_)} staat nog geen uitleg."]


def _refuse_to_lose(order: Order) -> None:
    """Raises AskedWrongly when a form stands there that may hold answers which nobody read."""
    if not order.form.exists():
        return
    known = commentary.known_indicators(order.params, order.quarter)
    form = returned.read(order.form, order.quarter, known, order.is_made_up)
    wrong = {fault.row for fault in form.faults if fault.level == "error"}
    if None in wrong:
        message = f"{shown_path(order.form)} bestaat al en is niet als formulier te lezen."
        raise AskedWrongly(message, "Verplaats het bestand.")
    signals = {one.number: one for one in _signals(order)}
    stands = read_back.standing(order.params, order.quarter, signals, order.is_made_up)
    unread = {row for row, one in form.answers.items() if not answers.values(one).items() <= stands.items()}
    words = signal_form.read(order.form, order.quarter, signals, order.is_made_up)
    wrong |= {fault.row for fault in words.faults if fault.level == "error"}
    unread |= {row for row, one in words.words.items() if not answers.of_words([one]).items() <= stands.items()}
    if rows := sorted(row for row in wrong | unread if row is not None):
        named = dutch.listing([str(row) for row in rows])
        where = f"rij {named}" if len(rows) == 1 else f"de rijen {named}"
        message = f"{shown_path(order.form)} bevat antwoorden die nog niet zijn ingelezen, in {where}."
        read_it = f"Lees het eerst in met: {_command(order)} --form {shown_path(order.form)}"
        raise AskedWrongly(message, f"{read_it}, of verplaats het bestand.")


def _still_missing(order: Order) -> list[str]:
    try:
        gone = missing(order)
    except AskedWrongly:
        return ["Wat nog ontbreekt, is niet bekend: er is nog geen rapport van dit kwartaal."]
    if not gone:
        return ["Elke indicator die erom vraagt, heeft nu een toelichting."]
    return ["Nog te vragen:", *(f"  {one.id} {one.name}: {one.owner}" for one in gone)]


def _command(order: Order) -> str:
    return home.command(f"commentary --quarter {order.quarter.label}{_place(order)}")


def _place(order: Order) -> str:
    """What names the folder of the reports in a command."""
    return "" if order.out == paths.REPORTS else f" --out {shown_path(order.out)}"
