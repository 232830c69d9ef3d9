"""What the forms that came back say, thing by thing: an explanation, a judgement, or the plan of one quarter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from helpers.floor.faults import Fault
from helpers.floor.params.explanation import ANSWERS, JUDGED, Explanation
from helpers.floor.params.settings import Indicator
from helpers.floor.params.signal_word import SignalWord
from helpers.floor.printable import printable
from helpers.sources.commentary_form import Answer, ReturnedForm
from helpers.sources.signal_form import ReturnedWords

# The keys, which are also the columns where their faults are shown.
EXPLANATION, JUDGEMENT, SIGNAL = "cause", "judgement", "explanation"
Key = tuple[str, str]  # an indicator or signal, and what is said of it: one of these three, or a quarter


@dataclass(frozen=True)
class Told:
    """One thing that one row of one form says: fields with their values, or the amount planned for a quarter."""

    file: Path
    key: Key
    value: Mapping[str, Any] | float
    place: Fault

    def fault(self, message: str, hint: str = "") -> Fault:
        """What is wrong with it, where it stands."""
        return replace(self.place, message=message, hint=hint, rule="formulier")


def standing(said: Iterable[Explanation], indicators: Iterable[Indicator]) -> dict[Key, Any]:
    """What `params/` holds already, under the same keys."""
    known = {key: value for one in said for key, value in _of(one).items()}
    return known | {(one.id, quarter): amount for one in indicators for quarter, amount in one.planned_path.items()}


def told(file: Path, form: ReturnedForm) -> list[Told]:
    """Everything that a form says."""
    return [
        Told(file, key, value, replace(form.places[key[1]], row=row))
        for row, answer in form.answers.items()
        for key, value in values(answer).items()
    ]


def of_words(words: Iterable[SignalWord]) -> dict[Key, Any]:
    """What is said of signals, by its keys."""
    return {(one.number, SIGNAL): asdict(one) for one in words}


def told_of_signals(file: Path, back: ReturnedWords) -> list[Told]:
    """Everything that a form says of signals."""
    return [
        Told(file, key, value, replace(back.places[SIGNAL], row=row))
        for row, word in back.words.items()
        for key, value in of_words([word]).items()
    ]


def values(answer: Answer) -> dict[Key, Any]:
    """What one row says, by its keys."""
    amounts = {(answer.said.id, quarter): float(text.rstrip("%")) for quarter, text in answer.planned.items()}
    return _of(answer.said) | amounts


def merged(everything: Sequence[Told]) -> tuple[dict[Key, Told], list[Fault]]:
    """What is said by key, and a fault wherever two forms say different things."""
    first: dict[Key, Told] = {}
    faults = []
    for one in everything:
        earlier = first.setdefault(one.key, one)
        if earlier.value != one.value:
            faults.append(_differing(earlier, one))
    return first, faults


def applied(said: Mapping[str, Explanation], changes: Iterable[Told]) -> dict[str, Explanation]:
    """The explanations by indicator, with what was said of them."""
    given = dict(said)
    for one in changes:
        if isinstance(one.value, Mapping):
            given[one.key[0]] = replace(given.get(one.key[0], Explanation(one.key[0])), **one.value)
    return given


def _of(said: Explanation) -> dict[Key, Any]:
    fields = asdict(said)
    parts = {EXPLANATION: [name for name in ANSWERS if name not in JUDGED], JUDGEMENT: JUDGED}
    return {(said.id, key): {name: fields[name] for name in names} for key, names in parts.items() if fields[key]}


def _differing(first: Told, second: Told) -> Fault:
    names = [printable(str(one.file), 120) for one in (first, second)]
    message = (
        f"{first.key[0]} heeft twee verschillende antwoorden: in {names[0]} (rij {first.place.row}) en in {names[1]}."
    )
    return second.fault(message, "Vraag de eigenaar welk antwoord geldt en maak het andere leeg.")
