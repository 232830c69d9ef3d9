"""All pages of a service that answers in JSON: each page as it came, and proof that none is missing or doubled."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from helpers.door.files import sha256
from helpers.door.text import json_records
from helpers.fetch.addresses import with_parameters
from helpers.fetch.web import Reply, Web
from helpers.floor import dutch
from helpers.floor.faults import RunFailed
from helpers.floor.params.fetch_sources import Source

V3_LIMIT = 10_000  # CBS and dataderden give no more rows at once, and name no next page
_ROUND = 100
_MOST_PAGES = 5_000
_MOST_DIGITS = 15  # of a count; what is cut off of a longer one makes it no truer
_BOM = b"\xef\xbb\xbf"
_AGAIN = "Haal de bron opnieuw op."
_LINKS = (("odata.nextLink",), ("@odata.nextLink",), ("d", "__next"), ("next",), ("_links", "next", "href"))
_TOTALS = (("odata.count",), ("@odata.count",), ("numberMatched",), ("totalFeatures",), ("page", "totalElements"))


@dataclass(frozen=True)
class Page:
    """One page: the document in it, how many records it holds and how many came so far, itself included."""

    reply: Reply
    document: Any
    count: int
    so_far: int


Next = Callable[[Page], str]  # the address of the next page, "" after the last


def all_pages(web: Web, url: str, parameters: dict[str, str], next_of: Next) -> tuple[list[bytes], int, str]:
    """Every page from the first, as it came, how many records they hold together, and where the first came from.

    Raises RunFailed: no JSON, an error, a paging without end, a table that changed, records that lack.
    """
    contents: list[bytes] = []
    seen: set[str] = set()
    totals: list[int] = []
    so_far = 0
    reply = web.get(url, parameters)
    address = reply.url
    while True:
        document = parsed(reply.content)
        records = json_records.listed(document) or []
        so_far += len(records)
        contents.append(reply.content)
        _refuse_repetition(records, seen, len(contents))
        totals += total_of(document)
        if len(set(totals)) > 1:
            raise RunFailed("De bron veranderde tijdens het ophalen.", _AGAIN)
        link = next_of(Page(reply, document, len(records), so_far))
        if not link:
            break
        reply = web.get(web.beside(reply.url, link))
    if totals and totals[0] != so_far:
        raise RunFailed(
            f"De bron telt {dutch.number(totals[0])} rijen, maar er kwamen er {dutch.number(so_far)}.", _AGAIN
        )
    return contents, so_far, address


def joined(contents: list[bytes]) -> bytes:
    """One page as it came; more as a list of JSON, each page in it byte for byte."""
    if len(contents) == 1:
        return contents[0]
    return b"[" + b",\n".join(content.removeprefix(_BOM) for content in contents) + b"]\n"


def parsed(content: bytes) -> Any:
    """The document of a reply. Raises RunFailed on a web page, a broken text and the message of a service."""
    start = content.removeprefix(_BOM).lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        hint = "Misschien vraagt uw netwerk eerst om aanmelden, of is het adres veranderd."
        raise RunFailed("De bron gaf een webpagina in plaats van gegevens.", hint)
    if start.startswith(b"<"):
        hint = "Controleer layer, filter en parameters; een laag heet soms elk jaar anders."
        raise RunFailed("De bron gaf een melding in XML in plaats van JSON.", hint)
    try:
        document = json.loads(content.removeprefix(_BOM))
    except (ValueError, RecursionError):
        raise RunFailed("Het antwoord is geen volledige JSON.", _AGAIN) from None
    if json_records.is_error(document) and json_records.listed(document) is None:
        hint = "Controleer adres en filter. CBS geeft bij ODataApi hooguit 10.000 rijen: neem ODataFeed."
        raise RunFailed("De bron gaf een foutmelding in plaats van gegevens.", hint)
    return document


def linked(page: Page) -> str:
    """The next page that a document names, in any of the known places, or that the head of the reply names."""
    for place in _LINKS:
        link = _at(page.document, place)
        link = link.get("href") if isinstance(link, dict) else link
        if isinstance(link, str) and link:
            return link
    links = _at(page.document, ("links",))
    for one in links if isinstance(links, list) else ():
        if isinstance(one, dict) and one.get("rel") == "next":
            return str(one.get("href", ""))
    return page.reply.next_link


def odata(page: Page) -> str:
    """The next page of OData; a v3 page that is filled to the limit and names none is gone on with by $skip."""
    link = linked(page)
    is_v3 = isinstance(page.document, dict) and any(name.startswith("odata.") for name in page.document)
    if link or not is_v3 or not page.count or page.count % V3_LIMIT:
        return link
    return with_parameters(page.reply.url, {"$skip": str(page.so_far)})


def counted(source: Source, parameter: str) -> Next:
    """Pages by number (from 1) or by offset, until all that the service counts are there, else until one is empty."""
    numbers = {"at": 1}

    def next_of(page: Page) -> str:
        total = total_of(page.document)
        if not page.count or (page.so_far >= total[0] if total else _is_short(page, source)):
            return ""
        numbers["at"] += 1
        place = numbers["at"] if source.paging == "page" else page.so_far
        return with_parameters(page.reply.url, {parameter: str(place)})

    return next_of


def _is_short(page: Page, source: Source) -> bool:
    """Whether a layer gave fewer features than were asked; a round number may be a limit of the service itself."""
    return source.kind == "wfs" and page.count < source.page_size and page.count % _ROUND != 0


def _refuse_repetition(records: list[Any], seen: set[str], pages: int) -> None:
    mark = sha256(json.dumps(records, sort_keys=True).encode())
    if records and mark in seen:
        hint = "Controleer paging en page_parameter; de bron slaat die misschien over."
        raise RunFailed("De bron geeft twee keer dezelfde bladzijde.", hint)
    if pages >= _MOST_PAGES:
        raise RunFailed(
            f"Er komen meer dan {dutch.number(_MOST_PAGES)} bladzijden.", "Vraag grotere bladzijden of een filter."
        )
    seen.add(mark)


def total_of(document: Any) -> list[int]:
    """How many records a service says that it has, pages together; nothing where it does not say."""
    found = [_at(document, place) for place in _TOTALS]
    if isinstance(document, dict) and "results" in document:
        found.append(document.get("count"))
    texts = (str(one) for one in found if isinstance(one, int | str))
    return [int(text[:_MOST_DIGITS]) for text in texts if text.isdecimal()][:1]


def _at(document: Any, place: tuple[str, ...]) -> Any:
    for key in place:
        document = document.get(key) if isinstance(document, dict) else None
    return document
