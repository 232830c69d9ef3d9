"""Counts that stand in sentences: those that no table holds as measure rows, and a look at all others."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from helpers.disclosure.published.entries import Count

TRAINING, DEALERS, INDICATORS, PROFILE = (
    *("cyber_training", "dealer_compliance", "safety_indicators", "wijk_profile"),
)
# The chapters about persons and dealers: every count that stands in a sentence there must be told elsewhere too. A
# profile states inhabitants of public statistics as well; of persons it says but how many interventions there were.
_PERSONAL = (TRAINING, DEALERS)
_DRAWN = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_N = r"(?P<value>\d[\d.]*)"
_FEW = r"(?i:minder dan) \d+"
_YEARLY: dict[str, Any] = {"value": "value", "period": "{yearly}"}
_DEALER: dict[str, Any] = {"counted": "dealer", **_YEARLY}
_AFTER: dict[str, Any] = {"measure": "dealers_after_failure", **_DEALER}
_UNKNOWN: dict[str, Any] = {"split": "unknown", "group": "unknown"}
_INTERVENTION: dict[str, Any] = {"counted": "intervention", "value": "value"}
_SIGNAL: dict[str, Any] = {"measure": "interventions_by_signal", "split": "signal", "is_partial": True, **_INTERVENTION}


@dataclass(frozen=True)
class Said:
    """A sentence of a page, with what it counts; without a number in it the count is hidden."""

    page: str
    pattern: str
    count: Count


SENTENCES = (
    Said(
        TRAINING,
        r"Ongeveer (?P<met>\d[\d.]*) van (?:de|ongeveer) (?P<base>\d[\d.]*) ouderen gaven twee cijfers",
        Count(
            "mark_response_percent",
            "person",
            numerator="met",
            denominator="base",
            split="marks",
            group="both",
            period="{yearly}",
            unit="percent",
        ),
    ),
    Said(
        TRAINING,
        rf"Van (?:{_FEW}|ongeveer {_N}) ouderen is de woonwijk niet bekend",
        Count("elderly_home_unknown", "person", **_UNKNOWN, **_YEARLY),
    ),
    Said(
        TRAINING,
        rf"tot en met [^.]*? kwam(?:en)? {_N} verschillende ouderen?",
        Count("elderly_trained", "person", **_YEARLY),
    ),
    Said(
        TRAINING,
        rf"Ongeveer {_N} van hen kwamen ook in een eerder jaar|"
        "Hoeveel van hen in een eerder jaar kwamen, blijft afgeschermd",
        Count("elderly_seen_before", "person", split="earlier_year", group="yes", **_YEARLY),
    ),
    Said(
        TRAINING,
        rf"Van (?:{_FEW}|(?:ongeveer )?{_N}) deelnemers? is de leeftijd niet bekend",
        Count("elderly_trained_unknown", "person", "value", **_UNKNOWN),
    ),
    Said(
        DEALERS,
        rf"Van (?:{_FEW}|een niet gepubliceerd aantal|ongeveer {_N}) opkopers is de controle niet volledig ingevuld",
        Count("compliant_dealers_percent_unknown", "dealer", "value", **_UNKNOWN),
    ),
    Said(
        DEALERS,
        rf"(?:{_FEW}|Ongeveer {_N}) controles zonder antwoord tellen",
        Count("empty_inspections", "inspection", "value"),
    ),
    Said(DEALERS, rf"Er staan ongeveer {_N} opkopers ingeschreven", Count("registered_dealers", "dealer", "value")),
    Said(
        DEALERS,
        rf"voldeden ongeveer {_N} opkopers niet bij de eerste controle|"
        "[Hh]oeveel opkopers daarvoor in aanmerking kwamen, blijft afgeschermd",
        Count(**_AFTER),
    ),
    Said(
        DEALERS,
        rf"In alle jaren samen hadden (?:{_FEW}|ongeveer {_N}) opkopers een tekortkoming",
        Count("dealers_ever_failed", **_DEALER),
    ),
    *(
        Said(DEALERS, said.format(_N), Count(split="after_failure", group=group, is_partial=True, **_AFTER))
        for group, said in (
            ("again_met", "Ongeveer {} van hen voldeden wel bij de volgende controle"),
            ("again_failed", "Ongeveer {} van hen voldeden ook bij de volgende controle niet"),
            ("again_unknown", "Van ongeveer {} van hen is de volgende controle niet volledig"),
            ("not_again", "Ongeveer {} van hen zijn daarna niet opnieuw gecontroleerd"),
        )
    ),
    Said(
        DEALERS,
        rf"In (?P<sector>[^.:]+): ongeveer {_N} gecontroleerde opkopers",
        Count("inspected_dealers", split="sector", group="{sector}", is_partial=True, **_DEALER),
    ),
    Said(
        PROFILE,
        rf"Er waren ongeveer {_N} interventies|Hoeveel interventies er [^.]* waren, blijft afgeschermd",
        Count("wijk_interventions", "intervention", area="{wijk}", **_YEARLY),
    ),
    *(
        Said(INDICATORS, said, Count(group=group, **_SIGNAL))
        for group, said in (
            (
                "known",
                rf"ongeveer {_N} van de \d+ interventies dragen het nummer|"
                "hoeveel van de [^.]* het nummer van een signaal dragen, blijft afgeschermd",
            ),
            (
                "unknown",
                rf"bij ongeveer {_N} staat een nummer dat op geen dashboard|"
                "bij hoeveel een nummer staat dat op geen dashboard voorkomt, blijft afgeschermd",
            ),
        )
    ),
)
# A count of somebody in a sentence, whatever the sentence is.
_COUNTED = re.compile(
    r"\b[Oo]ngeveer (?P<about>\d[\d.]*)(?![\d,]*\s?%|,\d| tot \d|[\d.]* (?:keer|eens))"
    r"|(?<![\d,.–-])\b(?P<many>\d[\d.]*) (?:van de \d[\d.]* )?(?:verschillende |gecontroleerde |nieuwe )*"
    r"(?:ouderen|opkopers?|deelnemers?|personen|interventies?|controles?)\b"
)


def text_of(page: str) -> str:
    """What a reader hears of a page: no drawing, no tag, one space between words.

    >>> text_of("<p>Er waren\\n<b>15</b> interventies.</p><svg><text>9</text></svg>")
    'Er waren 15 interventies.'
    """
    return " ".join(html.unescape(_TAG.sub(" ", _DRAWN.sub(" ", page))).split())


def said(name: str, text: str) -> Iterator[tuple[str, Count, dict[str, str]]]:
    """What the sentences of a page count: the words of each, its count, and the cells of its row."""
    for one in SENTENCES:
        if is_page(name, one.page):
            for found in re.finditer(one.pattern, text):
                cells = {part: _plain(words or "") for part, words in found.groupdict().items()}
                cells["value"] = cells.get("value", "")
                yield masked(found[0]), one.count, {"wijk": name.partition("-")[2], **cells}


def unexplained(name: str, text: str, numbers: Iterable[str]) -> list[str]:
    """The places where a page about persons states a count that no table and no known sentence holds, numbers masked.

    `numbers` are those that may stand there: of the tables, the promises and the thresholds.
    """
    if not any(is_page(name, page) for page in _PERSONAL):
        return []
    told = {_whole(one) for one in numbers} | {
        _whole(one) for _, _, cells in said(name, text) for one in cells.values()
    }
    found = ((one["about"] or one["many"], one) for one in _COUNTED.finditer(text))
    return [masked(_around(text, one)) for number, one in found if _whole(_plain(number)) not in told]


def is_page(name: str, page: str) -> bool:
    """Whether a page is that of a notebook, or one of its runs."""
    return name == page or name.startswith(f"{page}-")


def masked(words: str) -> str:
    """Words without their numbers.

    >>> masked("Ongeveer 45 van hen")
    'Ongeveer … van hen'
    """
    return re.sub(r"\d[\d.,]*", "…", words)


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(found.start() - 20, 0) : found.end() + 30].strip()


def _plain(number: str) -> str:
    """A number without the points of its thousands."""
    return number.replace(".", "") if re.fullmatch(r"\d[\d.]*", number) else number


def _whole(text: str) -> str:
    """A number as it stands in a sentence, "" where it is none."""
    try:
        return f"{float(text):.0f}"
    except ValueError:
        return ""


def numbers_of(tables: Mapping[str, str]) -> set[str]:
    """Every number in the tables of an edition."""
    return {one for text in tables.values() for one in re.findall(r"(?<![\w.-])\d+(?:\.\d+)?(?![\w.-])", text)}
