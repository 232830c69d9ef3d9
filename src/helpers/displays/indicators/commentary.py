"""What owners said: about the indicators that are behind, and what became of last quarter's promise."""

import pandas as pd

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, table
from helpers.displays.indicators.scorecard import NAMED, STATUS, named
from helpers.floor import dutch, verdicts
from helpers.floor.params import budget_years
from helpers.floor.params.explanation import EXPLAINED, FIELDS, LONGEST_TEXT, Explanation
from helpers.floor.params.settings import Indicator
from helpers.floor.printable import printable
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Facts, Piece, Sections, Table, Text

MISSING = "Toelichting ontbreekt"
_NONE_DUE = "Geen indicator vraagt nu om een toelichting van de eigenaar."


def commentary(result: Result) -> Sections | Text:
    """Per indicator what its owner wrote, due or not; then the indicators of which it is due and missing."""
    given, due = _given(result), _due(result)
    sections: list[tuple[str, list[Piece]]] = [
        (_heading(result, one), [_facts(result, one, given[one.id])])
        for one in result.settings.indicators
        if one.id in given and (given[one.id].is_explained or readings.owners_word(result, one))
    ]
    missing = [f"{named(one)}: {word}. Eigenaar: {one.owner}." for one, word in due if not _is_explained(given, one)]
    if missing:
        why = [f"Reden: {_ended(_shown(result.without_explanation))}"] if result.without_explanation else []
        sections.append((MISSING, [Text([*why, *missing], True)]))
    return Sections(sections) if sections else Text([_NONE_DUE])


def promises(result: Result) -> Facts | Absent:
    """What owners promised a quarter ago, beside the value and the status of now."""
    before = result.quarter.previous
    others = budget_years.others_in(result.settings, before.year)
    given = {id_: said for id_, said in _given(result, before.label).items() if id_ not in others}
    pairs = [
        (named(one), f"{_promised(result, given[one.id])} Nu: {_now(result, one)}.")
        for one in result.settings.indicators
        if _is_explained(given, one)
    ]
    if not pairs:
        return Absent("wat er van toezeggingen kwam", f"over het {before.in_dutch} is geen toelichting gegeven")
    return Facts(pairs)


def explanations_due(result: Result) -> Table | Text:
    """For the analyst: every indicator of which an explanation is due, and whether it is there."""
    given, due = _given(result), _due(result)
    if not due:
        return Text([_NONE_DUE])
    gone = sum(not _is_explained(given, one) for one, _ in due)
    asks = "Hierboven staat hoe u opvraagt wat ontbreekt." if gone else "Er hoeft niets meer te worden opgevraagd."
    rows = [(one.id, named(one), word, one.owner, _is_explained(given, one)) for one, word in due]
    frame = pd.DataFrame(rows, columns=["indicator_id", "named", "status", "owner", "is_given"])
    columns = [
        NAMED,
        Column("indicator_id"),
        Column("quarter"),
        STATUS,
        Column("owner", "Eigenaar"),
        Column("is_given", "Toelichting", written=lambda row: "aanwezig" if row.is_given else "ontbreekt"),
    ]
    return table(
        "commentary",
        f"{_gone_said(gone, len(due))} in het {result.quarter.in_dutch}",
        frame.assign(quarter=result.quarter.label, standing=[readings.standing(result, one) for one, _ in due]),
        columns,
        notes=[asks],
        source="Bron: de toelichtingen in params/commentary.",
    )


def explained(result: Result) -> set[str]:
    """The indicators that their owner explained this quarter, by their number."""
    return {id_ for id_, said in _given(result).items() if said.is_explained}


def _given(result: Result, quarter: str = "") -> dict[str, Explanation]:
    return {one.id: one for one in result.commentary.get(quarter or result.quarter.label, ())}


def _due(result: Result) -> list[tuple[Indicator, str]]:
    known = [(one, readings.status(result, one)[0]) for one in result.settings.indicators]
    return [(one, word) for one, word in known if word in verdicts.BEHIND]


def _is_explained(given: dict[str, Explanation], indicator: Indicator) -> bool:
    return indicator.id in given and given[indicator.id].is_explained


def _heading(result: Result, indicator: Indicator) -> str:
    ours = f"{named(indicator)}: {readings.status(result, indicator)[0]}"
    return ". ".join(part for part in (ours, readings.owners_word(result, indicator)) if part)


def _facts(result: Result, indicator: Indicator, said: Explanation) -> Facts:
    pairs = [("Eigenaar", indicator.owner)]
    if readings.owners_word(result, indicator):
        words = [dutch.sentence_case(said.judgement), _shown(said.reason)]
        pairs.append((str(FIELDS["judgement"].title), " ".join(_ended(part) for part in words if part)))
    if said.is_explained:
        promised_on = dutch.day(said.promised_on) if said.promised_on else "geen dag genoemd"
        pairs += [(str(FIELDS[name].title), _shown(getattr(said, name))) for name in EXPLAINED]
        pairs.append(("Klaar op", promised_on))
    return Facts(pairs)


def _promised(result: Result, said: Explanation) -> str:
    promise = f"Beloofd: {_ended(_shown(said.measure))}"
    if said.promised_on is None:
        return f"{promise} Er is geen dag genoemd."
    is_past = said.promised_on <= result.quarter.end
    when = f"Klaar: uiterlijk {dutch.day(said.promised_on)}."
    return f"{promise} {when}" + (" Die dag is voorbij." if is_past else "")


def _now(result: Result, indicator: Indicator) -> str:
    return f"{readings.reading(result, indicator).stand}, {readings.status(result, indicator)[0]}"


def _shown(text: str) -> str:
    # The reader refuses signs that turn the reading order; the page does not rely on that.
    return printable(text, LONGEST_TEXT)


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _gone_said(gone: int, due: int) -> str:
    if not gone:
        return "Elke gevraagde toelichting is er"
    return f"{gone} van de {due} gevraagde toelichtingen {'ontbreekt' if gone == 1 else 'ontbreken'}"
