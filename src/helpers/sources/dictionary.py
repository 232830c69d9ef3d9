"""The data dictionary in Dutch, written from the contracts for the people who make the exports."""

from __future__ import annotations

from helpers.floor import dutch, paths
from helpers.sources.catalogue import contracts
from helpers.sources.contract import Column, Contract
from helpers.sources.crosschecks import RULES

FILE = paths.ROOT / "docs" / "gegevenswoordenboek.md"
_LEVELS = {"error": "fout", "warning": "waarschuwing"}
_CADENCES = {
    "month": "Elke maand van het kwartaal heeft rijen nodig.",
    "quarter": "Elk kwartaal heeft ten minste één rij nodig.",
    "": "Een kwartaal zonder nieuwe rijen is toegestaan.",
}
_OPENING = """# Gegevenswoordenboek

Gemaakt uit de contracten in `src/helpers/sources`; pas dit bestand niet met de hand aan.
Opnieuw maken: `python -m helpers.sources.dictionary`.

Een export is te herkennen aan haar kolomkoppen; de bestandsnaam helpt alleen bij twijfel. Hoofdletters,
spaties en accenten in een kop tellen niet, maar geven een waarschuwing. Elke export bevat de hele
geschiedenis. Een fout houdt de rapportage tegen; een waarschuwing staat in het rapport.

- Getallen: 12, 1.234,5 of 62,9. Percentages lopen van 0 tot 100.
- Datums: 31-12-2026 of 2026-12-31. Maanden: 2026-01.
- Onbekend: een lege cel, een punt, een streepje, n.v.t. of onbekend.
- Bij de onderdelen van een controle is N.v.t. een antwoord.
- Een totaalrij mag. Zij wordt nagerekend en telt niet mee. Klopt zij niet, dan is dat een fout.
"""


def markdown() -> str:
    """The whole dictionary as Markdown; the same contracts give the same text."""
    chapters = [_chapter(contract) for contract in contracts().values()]
    return "\n".join([_OPENING, *chapters, _between()])


def write() -> None:
    """Write docs/gegevenswoordenboek.md."""
    FILE.write_text(markdown(), encoding="utf-8", newline="\n")


def _chapter(contract: Contract) -> str:
    feeds = dutch.listing(contract.feeds) or "geen indicator, wel een analyse"
    key = dutch.listing([contract.column(name).header for name in contract.key])
    unique = f"Uniek per {key}." if key else "Gelijke rijen geven een waarschuwing."
    lines = [
        f"## {contract.title} (`{contract.dataset}`)\n",
        f"Eén rij is {contract.row}. {unique} {_CADENCES[contract.cadence]} Nodig voor: {feeds}.\n",
        "| kop | naam in de code | soort | verplicht | bereik | uitleg |",
        "|---|---|---|---|---|---|",
        *(_row(column) for column in contract.columns),
        "",
    ]
    if contract.rules:
        lines += [f"- {_LEVELS[rule.level]}: {_plain(contract, rule.message)}" for rule in contract.rules]
        lines.append("")
    return "\n".join(lines)


def _row(column: Column) -> str:
    kind = column.parser.kind
    if column.parser.choices:
        kind += f": {dutch.listing(column.parser.choices, 'of')}"
    required = "ja" if column.is_required else "cel mag leeg zijn"
    required = "kolom mag ontbreken" if column.is_optional else required
    cells = (column.header, f"`{column.name}`", kind, required, _range(column), column.help)
    return "| " + " | ".join(cells) + " |"


def _range(column: Column) -> str:
    if column.low is None and column.high is None:
        return ""
    if column.high is None:
        words = f"vanaf {dutch.number(column.low)}"
    else:
        words = f"{dutch.number(column.low)} tot en met {dutch.number(column.high)}"
    return words if column.level == "error" else f"{words} (waarschuwing)"


def _plain(contract: Contract, message: str) -> str:
    return message.format_map({column.name: f"[{column.header}]" for column in contract.columns})


def _between() -> str:
    lines = ["## Regels tussen exports\n"]
    for rule in RULES:
        contract = contracts()[rule.dataset]
        lines.append(f"- {_LEVELS[rule.level]} in {contract.title}: {_plain(contract, rule.message)}")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    write()
