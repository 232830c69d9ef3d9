"""The short answer of a profile: where the wijk differs from the others by more than chance."""

import pandas as pd

from helpers.displays.profile import chance
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Answer
from helpers.floor.shapes.tables import rows_of

_SHARES = {
    "clean_percent": ("bewoners noemen de buurt vaker schoon", "bewoners noemen de buurt minder vaak schoon"),
    "sites_out_of_norm_percent": (
        "afvallocaties zijn vaker buiten de norm", "afvallocaties zijn minder vaak buiten de norm"
    ),
}  # fmt: skip
_COUNTS = {
    "waste_reports": "meldingen over afval",
    "wijk_crimes_per_year": "misdrijven",
    "wijk_nuisance_per_year": "registraties van overlast",
}
_MOVED = {1: ("stegen", "stegen"), -1: ("daalden", "daalden"), 0: ("bleven gelijk", "gelijk bleven")}


def answer(result: Result) -> Answer:
    """What of the wijk is more than chance; without such a thing that the rest may be chance."""
    name, compared = result.areas.name(result.wijk), rows_of(result.estimates, model=chance.MODEL, area=result.wijk)
    judged = compared[compared.verdict != chance.NOT_JUDGED]
    if len(result.areas.codes) < 2:
        return Answer(f"{name} is de enige wijk", ["Er is geen andere wijk om mee te vergelijken."])
    if judged.empty:
        return Answer(f"Over {name} is te weinig bekend om te vergelijken", ["Wat er wel is, staat hieronder."])
    found = [_finding(row) for _, row in rows_of(judged, verdict=list(chance.DIFFERS)).iterrows()]
    if not found:
        return Answer(f"{name}: {_may_be_chance(len(judged))}", [_looked_at(judged)])
    others = len(judged) - len(found)
    rest = [f"{dutch.sentence_case(_may_be_chance(others, 'andere '))}."] if others else []
    return Answer(f"{name}: {dutch.listing(found)}", [*rest, _looked_at(judged)])


def _looked_at(judged: pd.DataFrame) -> str:
    number = dutch.counted(len(judged), "cijfer", "cijfers")
    return f"We legden {number} van deze wijk naast die van de andere wijken samen."


def _may_be_chance(number: int, which: str = "") -> str:
    """Of the figures that were compared alone: hours are a choice, and of others it is not known.

    >>> _may_be_chance(3, "andere ")
    'bij de 3 andere vergeleken cijfers kan elk verschil toeval zijn'
    """
    if number == 1:
        return f"bij het {which}vergeleken cijfer kan het verschil toeval zijn"
    return f"bij de {number} {which}vergeleken cijfers kan elk verschil toeval zijn"


def _finding(row: pd.Series) -> str:
    is_more = row.verdict == chance.MORE
    if row.measure in _SHARES:
        return f"{_SHARES[row.measure][0 if is_more else 1]} dan elders"
    return f"{_COUNTS[row.measure]} {_moved(_way(row.estimate), _way(row['at']), is_more)}"


def _way(percent: float) -> int:
    """1 for a rise as it is printed, -1 for a fall, 0 for neither."""
    change = dutch.rounded(percent)
    return (change > 0) - (change < 0)


def _moved(here: int, elsewhere: int, is_more: bool) -> str:
    """How a count moved here and elsewhere, each in its own words where they went different ways.

    >>> _moved(-1, -1, True), _moved(-1, 1, False), _moved(0, 1, False)
    ('daalden minder dan elders', 'daalden terwijl ze elders stegen', 'bleven gelijk terwijl ze elders stegen')
    """
    verb, _ = _MOVED[here]
    if here != elsewhere:
        return f"{verb} terwijl ze elders {_MOVED[elsewhere][1]}"
    return f"{verb} {'meer' if is_more == (here > 0) else 'minder'} dan elders" if here else f"{verb}, net als elders"
