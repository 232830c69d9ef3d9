"""What others register and score per wijk: a table in code order, beside the indicators and no result of them."""

import pandas as pd

from helpers.displays import buurten
from helpers.displays.drawing.columns import Column, table
from helpers.displays.source_lines import line_of_publisher
from helpers.displays.surroundings.absence import absent
from helpers.displays.surroundings.police_said import CRIMES, PER_1000
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Table, Text
from helpers.floor.shapes.tables import rows_of

_PUBLISHERS = {"misdrijven": "politie", "overlast": "politie", "leefbaarometer": "ministerie van BZK"}
_MEASURES = {
    "misdrijven": ("wijk_crimes", "wijk_crimes_per_1000"),
    "overlast": ("wijk_nuisance",),
    "leefbaarometer": ("lowest_liveability_class", "highest_liveability_class"),
}

_WHAT = "wat de politie en het ministerie per wijk meten"


def neighbourhoods(result: Result) -> Table | Text:
    """Per wijk the registered crimes and nuisance and the class of the Leefbaarometer, each of its last year."""
    of_wijken = rows_of(result.measures, area_level="wijk", split="")
    here = {name: rows_of(of_wijken, measure=measures) for name, measures in _MEASURES.items()}
    here = {name: rows for name, rows in here.items() if len(rows)}
    if not here:
        return absent(result, _WHAT, *_MEASURES, name="neighbourhoods")
    years = {name: rows.period.iloc[0] for name, rows in here.items()}
    measures = [measure for name in here for measure in _MEASURES[name]]
    frame = pd.DataFrame({"area": result.areas.codes}).assign(
        **{measure: _values(of_wijken, measure, result.areas.codes) for measure in measures}
    )
    return table(
        "neighbourhoods",
        "Wat anderen per wijk meten",
        frame.assign(wijk_name=frame.area.map(result.areas.name)),
        [Column("area"), Column("wijk_name", "Wijk", is_in_file=False), *_columns(years)],
        notes=[*_notes(result, here), "De volgorde is die van de wijkcodes; het is geen ranglijst."],
        source=" ".join(line_of_publisher(result, name, _PUBLISHERS[name], year) for name, year in years.items()),
    )


def about_neighbourhoods(result: Result) -> Text:
    """What the table has, and why the whole municipality may have more crimes per inhabitant than any wijk in it."""
    of_wijken = rows_of(result.measures, area_level="wijk", split="")
    if rows_of(of_wijken, measure=[one for measures in _MEASURES.values() for one in measures]).empty:
        return absent(result, _WHAT, *_MEASURES)
    return Text(["Per wijk staat het laatste jaar van elke bron in de tabel.", *_more_than_any(result, of_wijken)])


def _more_than_any(result: Result, of_wijken: pd.DataFrame) -> list[str]:
    rates, left_out = rows_of(of_wijken, measure="wijk_crimes_per_1000"), buurten.left_out(result)
    period = rates.period.iloc[0] if len(rates) else ""
    whole = rows_of(result.measures, measure=CRIMES.measure + PER_1000, area_level="municipality", period=period)
    if rates.empty or left_out.empty or whole.empty or whole.value.iloc[0] <= rates.value.max():
        return []
    counted = [(buurten.named(result, one.group), buurten.in_figures(one)) for _, one in left_out.iterrows()]
    return [
        f"De gemeente heeft {dutch.number(whole.value.iloc[0])} misdrijven per 1.000 inwoners, meer dan elke wijk.",
        *(f"Bij de gemeente telt {named} mee: {figures}." for named, figures in counted),
        "In de tabel telt dat per 1.000 inwoners niet mee.",
    ]


def _values(of_wijken: pd.DataFrame, measure: str, codes: list[str]) -> list[float]:
    return rows_of(of_wijken, measure=measure).set_index("area").value.reindex(codes).tolist()


def _columns(years: dict[str, str]) -> list[Column]:
    by_dataset = {
        "misdrijven": [
            Column("wijk_crimes", f"Misdrijven {years.get('misdrijven')}", decimals=0),
            Column("wijk_crimes_per_1000", "Per 1.000 inwoners", decimals=1),
        ],
        "overlast": [Column("wijk_nuisance", f"Overlast {years.get('overlast')}", decimals=0)],
        "leefbaarometer": [
            Column("lowest_liveability_class", f"Leefbaarometer {years.get('leefbaarometer')}", written=_classes),
            Column("highest_liveability_class"),
        ],
    }
    return [column for name in years for column in by_dataset[name]]


def _classes(row: pd.Series) -> Cell:
    ends = dict.fromkeys(dutch.number(row[f"{end}_liveability_class"]) for end in ("lowest", "highest"))
    return Cell(" tot ".join(ends), "number")


def _notes(result: Result, here: dict[str, pd.DataFrame]) -> list[str]:
    notes = _of_crimes(result, here["misdrijven"]) if "misdrijven" in here else []
    of_police = [rows_of(rows, measure=["wijk_crimes", "wijk_nuisance"]) for rows in here.values()]
    borders = {series for rows in of_police for series in rows.series} - {""}
    if borders:
        notes.append(f"De politie telt alle jaren binnen de grenzen van {max(borders)}.")
    if "leefbaarometer" in here:
        notes.append("De Leefbaarometer loopt van 1 (zeer onvoldoende) tot en met 9 (uitstekend).")
    return notes


def _of_crimes(result: Result, rows: pd.DataFrame) -> list[str]:
    notes = ["Misdrijven tellen waar zij gebeurden, niet waar de dader of het slachtoffer woont."]
    for _, one in rows_of(result.measures, measure="crimes_without_kind").iterrows():
        few = f"{'staat' if one.value == 1 else 'staan'} er {dutch.number(one.value)} bij geen soort"
        notes.append(f"Van de {dutch.number(one.denominator)} misdrijven in de gemeente {few}.")
        notes.append("Niet elke soort is per wijk bekend of geleverd.")
    rates = rows_of(rows, measure="wijk_crimes_per_1000")
    if rates.empty:
        why = "daarvoor zijn misdrijven en inwoners per buurt nodig"
        return [*notes, f"Er is geen aantal per inwoner: {why}. Anders telt een winkelgebied mee bij wie er woont."]
    notes.append(f"Inwoners: stand {rates.start.iloc[0].year}, {rates.series.iloc[0] or result.title_of('bevolking')}.")
    return notes + [
        f"{dutch.sentence_case(buurten.named(result, one.group))} in {result.areas.short_name(one.area)} telt niet mee "
        f"per 1.000 inwoners. Daar wonen te weinig mensen: {buurten.in_figures(one)}."
        for _, one in buurten.left_out(result).iterrows()
    ]
