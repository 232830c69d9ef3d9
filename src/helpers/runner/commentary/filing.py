"""The owners' commentary from published table to form, and from form to `params/commentary/`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.floor import dutch, faults, paths
from helpers.floor.faults import AskedWrongly, BadInput, Fault
from helpers.floor.params.explanation import Explanation
from helpers.floor.params.settings import load as load_settings
from helpers.floor.printable import printable
from helpers.floor.quarter import Quarter
from helpers.runner.batch.publication import shown_path
from helpers.runner.commentary import commentary_due
from helpers.runner.commentary.commentary_due import Asked
from helpers.runner.editions import disk, editions
from helpers.sources import commentary
from helpers.sources import commentary_form as returned

_DOES = "python run.py commentary --quarter {quarter}"


@dataclass(frozen=True)
class Order:
    """What was asked: the quarter, the folder of the reports, and the forms that came back."""

    quarter: Quarter
    out: Path = paths.REPORTS
    forms: Sequence[Path] = ()
    params: Path = paths.PARAMS

    @property
    def form(self) -> Path:
        """Where the form to send stands."""
        return self.out / f"toelichting-{self.quarter.label}.xlsx"


def run(order: Order) -> list[str]:
    """Write the form, or read the forms that came back; what to tell, in Dutch.

    Raises AskedWrongly when there is no report yet or a filled form would be lost, BadInput with every
    fault of every form, RunFailed when a file cannot be written.
    """
    return _read(order) if order.forms else _write(order)


def missing(order: Order) -> list[Asked]:
    """The indicators that ask for an explanation and have none, as the current edition stands.

    Raises AskedWrongly when the quarter was not published, BadInput when the commentary cannot be read.
    """
    return [one for one in _asked(order) if one.is_due and one.given is None]


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


def _write(order: Order) -> list[str]:
    from helpers.runner.commentary import commentary_form  # loads openpyxl; a reminder needs none

    asked = _asked(order)
    if not asked:
        return [f"{order.quarter.label}: geen indicator vraagt om een toelichting."]
    _refuse_to_lose(order, [one.given for one in asked if one.given])
    disk.replace_file(order.form, commentary_form.as_workbook(order.quarter, asked))
    return [
        *_made_up(order),
        *_counted(asked),
        f"Stuur dit formulier naar de eigenaren: {shown_path(order.form)}",
        f"Lees het daarna in met: {_command(order)} --form BESTAND",
    ]


def _made_up(order: Order) -> list[str]:
    edition = editions.readable(order.out, order.quarter.label) or {}
    return ["Let op: dit rapport is gemaakt met voorbeelddata."] if edition.get("is_made_up") else []


def _counted(asked: Sequence[Asked]) -> list[str]:
    due = [one for one in asked if one.is_due]
    given = sum(one.given is not None for one in due)
    already = f"{dutch.number(given)} daarvan is er al" if given else "daarvan is er nog geen"
    needed = f"Een toelichting is nodig bij {dutch.counted(len(due), 'indicator', 'indicatoren')}; {already}."
    others = len(asked) - len(due)
    welcome = f"Bij {dutch.counted(others, 'andere indicator', 'andere indicatoren')} is zij welkom."
    return [needed if due else "Geen indicator vraagt om een toelichting.", *([welcome] if others else [])]


def _refuse_to_lose(order: Order, said: Sequence[Explanation]) -> None:
    """Raises AskedWrongly when a form stands there that may hold answers which nobody read."""
    if not order.form.exists():
        return
    form = returned.read(order.form, order.quarter, commentary.known_indicators(order.params))
    wrong = [fault.row for fault in form.faults if fault.level == "error"]
    rows = {row for row in wrong if row is not None}
    if None in wrong:
        message = f"{shown_path(order.form)} bestaat al en is niet als formulier te lezen."
        raise AskedWrongly(message, "Verplaats het bestand.")
    rows |= {row for row, answer in form.answers.items() if answer not in said}
    if rows:
        named = dutch.listing([str(row) for row in sorted(rows)])
        where = f"rij {named}" if len(rows) == 1 else f"de rijen {named}"
        message = f"{shown_path(order.form)} bevat antwoorden die nog niet zijn ingelezen, in {where}."
        read_it = f"Lees het eerst in met: {_command(order)} --form {shown_path(order.form)}"
        raise AskedWrongly(message, f"{read_it}, of verplaats het bestand.")


def _read(order: Order) -> list[str]:
    stands = {one.id: one for one in commentary.read_quarter(order.params, order.quarter)}
    answers, warnings = _returned(order)
    given = stands | _merged([one for one in answers if one.explanation != stands.get(one.explanation.id)])
    said = [given[one.id] for one in load_settings(order.params).indicators if one.id in given]
    changed = [one.id for one in said if one != stands.get(one.id)]
    file = commentary.file_of(order.params, order.quarter)
    if changed:
        disk.replace_file(file, commentary.as_yaml(said).encode("utf-8"))
        count = dutch.counted(len(changed), "toelichting", "toelichtingen")
        lines = [
            f"{count} ingelezen: {dutch.listing(changed)}.",
            f"Bewaard in {shown_path(file)}. Maak daarna het rapport opnieuw.",
        ]
    else:
        count = dutch.counted(len(said), "toelichting", "toelichtingen")
        lines = [f"Er is niets nieuws ingelezen; {order.quarter.label} houdt {count}."]
    return [*([faults.told(warnings)] if warnings else []), *lines, *_still_missing(order)]


@dataclass(frozen=True)
class _Answer:
    """What one row of one form explains."""

    file: Path
    row: int
    explanation: Explanation


def _returned(order: Order) -> tuple[list[_Answer], list[Fault]]:
    """Every answer of every form, and what to warn of. Raises BadInput with the faults of all forms."""
    known = commentary.known_indicators(order.params)
    forms = {path: returned.read(path, order.quarter, known) for path in order.forms}
    found = [fault for form in forms.values() for fault in form.faults]
    if any(fault.level == "error" for fault in found):
        raise BadInput(found)
    return [_Answer(path, row, one) for path, form in forms.items() for row, one in form.answers.items()], found


def _merged(answers: Iterable[_Answer]) -> dict[str, Explanation]:
    """The explanations by indicator. Raises BadInput on each indicator that has two different ones."""
    first: dict[str, _Answer] = {}
    differing = []
    for one in answers:
        earlier = first.setdefault(one.explanation.id, one)
        if earlier.explanation != one.explanation:
            differing.append(_differing(earlier, one))
    if differing:
        raise BadInput(differing)
    return {number: one.explanation for number, one in first.items()}


def _differing(first: _Answer, second: _Answer) -> Fault:
    names = [printable(str(one.file), 120) for one in (first, second)]
    message = (
        f"{first.explanation.id} heeft twee verschillende antwoorden: in {names[0]} (rij {first.row}) en in {names[1]}."
    )
    hint = "Vraag de eigenaar welk antwoord geldt en maak het andere leeg."
    return Fault(message, hint, printable(second.file.name, 120), row=second.row, rule="formulier")


def _still_missing(order: Order) -> list[str]:
    try:
        gone = missing(order)
    except AskedWrongly:
        return ["Wat nog ontbreekt, is niet bekend: er is nog geen rapport van dit kwartaal."]
    if not gone:
        return ["Elke indicator die erom vraagt, heeft nu een toelichting."]
    return ["Nog te vragen:", *(f"  {one.id} {one.name}: {one.owner}" for one in gone)]


def _command(order: Order) -> str:
    command = _DOES.format(quarter=order.quarter.label)
    return command if order.out == paths.REPORTS else f"{command} --out {shown_path(order.out)}"
