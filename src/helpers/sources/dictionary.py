"""The data dictionary in Dutch, written from the contracts for the people who make the exports."""

from helpers.floor import dutch, paths
from helpers.floor.params.measure_names import MEASURES
from helpers.sources.catalogue import contracts
from helpers.sources.contract import Column, Contract, about
from helpers.sources.reference import population, wijken
from helpers.sources.rules import crosschecks, params_beside_tables, series, wholeness

FILE = paths.ROOT / "docs" / "gegevenswoordenboek.md"
_LEVELS = {"error": "fout", "warning": "waarschuwing"}
_CADENCES = {
    "month": "Elke maand van het kwartaal heeft rijen nodig.",
    "quarter": "Elk kwartaal heeft ten minste één rij nodig.",
    "": "Een kwartaal zonder nieuwe rijen is toegestaan.",
}
_OPENING = r"""# Gegevenswoordenboek

Gemaakt uit de contracten in `src/helpers/sources`; pas dit bestand niet met de hand aan.
Opnieuw maken: `python -m helpers.sources.dictionary`.

## Wat voor elke export geldt

Een export is te herkennen aan haar kolomkoppen; de bestandsnaam helpt alleen bij twijfel. Hoofdletters,
spaties en accenten in een kop tellen niet, maar geven een waarschuwing. Elke export bevat de hele
geschiedenis. Een fout houdt de rapportage tegen; een waarschuwing staat op de pagina voor de analist.
Onder elke export staat voor welke maten zij nodig is. Welke indicator een maat telt, staat bij `measure` in
`params/indicators.yml`.

| wat | hoe het mag |
|---|---|
| bestand | CSV (`;`, `,`, tab of `\|`), ook als `.csv.gz`; Excel (`.xlsx`, `.xlsm`, `.xls`); Parquet |
| bestand van een open bron | JSON: OData, GeoJSON of een lijst van records |
| tekens | UTF-8, UTF-16 met BOM of Windows-1252. Verminkte letters zijn een fout |
| getal | 12, 1.234,5 of 62,9. Eén kolom schrijft getallen op één manier |
| percentage | 85, 85,0 of 85%. Nooit 0,85 |
| uren | 4,5 of 4:30. Geen minuten, en geen deel van een dag |
| datum | 31-12-2026, 2026-12-31, 31 december 2026 of het datumgetal van Excel. Een jaar heeft vier cijfers |
| tijdstip | telt op de dag die het hier was; een andere tijdzone wordt omgerekend. 23:59:59,997 blijft die dag |
| maand | 2026-01, 01-2026 of januari 2026. 202601 zonder een heel jaar erbij kan een week zijn: een waarschuwing |
| kwartaal | 2026-Q1, 2026K1, 2026KW01 of 1e kwartaal 2026 |
| ja of nee | ja/nee, j/n, 1/0, waar/onwaar |
| onbekend | een lege cel, een punt, een streepje, n.v.t. of onbekend; bij getallen ook -99995 t/m -99997 en -99999 |
| onbekend, uit een programma | NULL, NaN, None, N/A of (leeg) telt in elke kolom als leeg |
| nummer of code | hoofdletters en spaties maken geen verschil; een nummer dat Excel afrondde, is een fout |
| dubbele rijen | een export die onder zichzelf is geplakt, is één fout |
| filter | staat boven of onder de tabel dat er een filter was, dan volgt een waarschuwing |
| afgekapt | staat daar dat er rijen missen, dan is dat een fout |
| onderdeel van een controle | N.v.t. is daar een antwoord |
| totaalrij | mag. Zij wordt nagerekend en telt niet mee. Klopt zij niet, dan is dat een fout |
| titelrijen en voetnoten | mogen boven en onder de tabel staan; zij tellen niet mee |
| verborgen rijen en kolommen | tellen mee, met een waarschuwing |
| samengevoegde cellen | de waarde geldt voor elke rij, met een waarschuwing; bij getallen is het een fout |
| foutcel of formule zonder uitkomst | is een fout |
| datum in de toekomst | na dit jaar een fout, dit jaar nog een waarschuwing |
| aangekondigde datum | een dag in een register mag dit of volgend jaar nog komen; wat dan gebeurt, telt dan pas mee |

Persoonsgegevens houden een export tegen: een BSN, e-mailadres, telefoonnummer, rekeningnummer,
geboortedatum, naam of adres. Dat geldt ook voor verborgen en onbekende kolommen en voor titelrijen.
"""

_OF_REFERENCE = """## De bestanden in data/reference

Deze bestanden maakt de gemeente één keer. Ze worden gelezen zoals een export, met dezelfde opdracht gecontroleerd,
en een fout houdt het rapport tegen. Elke wijk hoort bij de code in `params/municipality.yml`. In `population.csv`
staat elke wijk van `wijken.csv`, en eventueel de hele gemeente onder GM en haar code. De leeftijd in een kop als
`aged_65_plus` kiest u zelf.
"""


def markdown() -> str:
    """The whole dictionary as Markdown; the same contracts give the same text."""
    chapters = [_chapter(contract) for contract in contracts().values()]
    return "\n".join([_OPENING, *chapters, _OF_REFERENCE, *map(_of_reference, _own_tables()), _between()])


def write() -> None:
    """Write docs/gegevenswoordenboek.md."""
    FILE.write_text(markdown(), encoding="utf-8", newline="\n")


def _chapter(contract: Contract) -> str:
    measures = [f"`{name}`" for name, one in MEASURES.items() if contract.dataset in one.sources]
    kinds = "maten" if len(measures) > 1 else "maat"
    counted = f"de {kinds} {dutch.listing(measures)}" if measures else "geen indicator, wel een analyse"
    key = dutch.listing(contract.key_headers)
    unique = f"Uniek per {key}." if key else "Gelijke rijen geven een waarschuwing."
    lines = [
        f"## {contract.title} (`{contract.dataset}`)\n",
        f"Eén rij is {contract.row}. {unique} {_CADENCES[contract.cadence]} Nodig voor: {counted}.\n",
        *_columns(contract),
    ]
    return "\n".join(lines)


def _own_tables() -> list[Contract]:
    return [wijken.contract(), population.contract(["aged_61_plus", "aged_65_plus"])]


def _of_reference(contract: Contract) -> str:
    """A table that nobody exports: its columns and its rules."""
    lines = [
        f"### {contract.title} (`{contract.dataset}.csv`)\n",
        f"Eén rij is {contract.row}. Uniek per {dutch.listing(contract.key_headers)}.\n",
        *_columns(contract),
    ]
    return "\n".join(lines)


def _columns(contract: Contract) -> list[str]:
    lines = [
        "| kop | naam in de code | soort | verplicht | bereik | uitleg |",
        "|---|---|---|---|---|---|",
        *(_row(column) for column in contract.columns),
        "",
    ]
    if contract.rules:
        lines += [f"- {_LEVELS[rule.level]}: {about(contract, rule.message)}" for rule in contract.rules]
        lines.append("")
    return lines


def _row(column: Column) -> str:
    kind = column.parser.kind
    if column.parser.choices:
        kind += f": {dutch.listing(column.parser.choices, 'of')}"
    required = "ja" if column.is_required else "cel mag leeg zijn"
    required = "kolom mag ontbreken" if column.is_optional else required
    if column.may_lie_ahead:
        kind += "; mag in de toekomst liggen"
    names = ", ".join(f"`{name}`" for name in column.parser.names(column.name))
    cells = (column.header, names, kind, required, _range(column), column.help)
    return "| " + " | ".join(cells) + " |"


def _range(column: Column) -> str:
    if column.low is None and column.high is None:
        return ""
    bound = str if column.name.endswith("_year") else dutch.number  # 2000, not 2.000
    if column.high is None:
        words = f"vanaf {bound(column.low)}"
    else:
        words = f"{bound(column.low)} tot en met {bound(column.high)}"
    return words if column.level == "error" else f"{words} (waarschuwing)"


def _between() -> str:
    lines = ["## Regels over reeksen\n"]
    titles = [contract.title for contract in contracts().values() if contract.series]
    lines.append(f"Voor {dutch.listing(titles)}:\n")
    lines += [f"- {_LEVELS[rule.level]}: {rule.about}" for rule in series.RULES.values()]
    lines.append("\n## Regels tussen exports\n")
    for rule in crosschecks.between(contracts()):
        contract = contracts()[rule.dataset]
        lines.append(f"- {_LEVELS[rule.level]} in {contract.title}: {about(contract, rule.message)}")
    lines.append("\n## Regels over de hele levering\n")
    lines += [f"- {about}" for about in wholeness.ABOUT.values()]
    lines.append("\n## Regels tussen parameters en exports\n")
    lines += [f"- {_LEVELS[rule.level]} in {rule.file}: {rule.about}" for rule in params_beside_tables.RULES]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    write()
