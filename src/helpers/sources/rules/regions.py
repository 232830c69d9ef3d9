"""Which rows of public statistics speak of this municipality: known by the code, since a name may be blank or cut."""

from collections.abc import Collection

from helpers.floor import dutch
from helpers.floor.areas import Areas
from helpers.floor.faults import Fault
from helpers.floor.regions import COUNTRY, of_municipality, wijk_of
from helpers.sources.cells import statline
from helpers.sources.sheets.columns import place_of
from helpers.sources.sheets.reading import Reading

RULE = "gebieden"
_COMPARABLE = "Een gemeente om naast te leggen hoort bij comparable_municipalities in params/municipality.yml."
_MOST_NAMED = 10  # codes in one warning


def faults(reading: Reading, areas: Areas, comparable: Collection[str]) -> list[Fault]:
    """A warning for the rows of elsewhere, for wijken of other borders, and where no row is of this municipality.

    Rows of elsewhere count nowhere; the country and the municipalities that are `comparable`, by code, stand beside
    ours and are none of them. Of a wijk of such a municipality nothing is shown, so that is elsewhere.
    """
    column = next((one for one in reading.contract.columns if one.parser is statline.region), None)
    if column is None or reading.table is None or reading.table.empty:
        return []
    codes = reading.table[column.name].dropna()
    ours = codes[of_municipality(codes, areas.codes)]
    elsewhere = codes[~codes.index.isin(ours.index) & ~codes.isin([COUNTRY, *comparable])]
    wijken = {wijk_of(code) for code in ours.unique()} - {""}
    found = []
    if ours.empty:
        found.append(("Geen enkele rij gaat over deze gemeente.", "Klopt de selectie bij de bron?", 0))
    elif len(elsewhere):
        rows = dutch.counted(len(elsewhere), "rij gaat", "rijen gaan")
        fate = "telt niet mee" if len(elsewhere) == 1 else "tellen niet mee"
        found.append((f"{rows} over een ander gebied en {fate}.", _COMPARABLE, int(elsewhere.index[0])))
    if other := sorted(wijken - set(areas.codes)):
        named = dutch.listing(other[:_MOST_NAMED]) + (" …" if len(other) > _MOST_NAMED else "")
        message = f"Deze codes staan niet in data/reference/wijken.csv: {named}."
        first = codes.index[codes.map(wijk_of).isin(other)][0]
        found.append((message, "Gaat de export uit van andere grenzen?", int(first)))
    place = place_of(column, reading.places)
    return [
        Fault(
            message,
            hint,
            row=reading.numbers[at],
            rule=RULE,
            level="warning",
            about="De rijen gaan over deze gemeente en haar wijken.",
            **place,
            **reading.where,
        )
        for message, hint, at in found
    ]
