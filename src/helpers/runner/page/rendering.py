"""From executed notebooks to the text of one HTML file; the bytes depend on the input alone."""

from collections.abc import Mapping, Sequence
from typing import Any

from nbformat import NotebookNode

from helpers.floor import tokens
from helpers.runner.notebooks import piece_harvest
from helpers.runner.page.arrangement import ANNEX
from helpers.runner.page.chapter import Chapter, combine
from helpers.runner.page.exporter import PageExporter, style_sheet
from helpers.runner.page.paging import Paging
from helpers.runner.page.prose import Heading
from helpers.runner.page.status import status_look

_SUMMARY = "management_summary"
_FACTS = ("municipality", "quarter", "quarter_dutch", "date_dutch", "edition", "kind", "is_made_up",
          "code_version", "data_hash", "built_at", "exports_until")  # fmt: skip
_BESIDE = ("analyst_pages", "axis_pages")
_REPORT = "Kwartaalrapportage Veiligheid"  # what a page is where nothing else is said
Context = Mapping[str, Any]


def render_notebook(stem: str, nb: NotebookNode, *, context: Context) -> str:
    """One executed notebook as a page of its own; its first heading is the title.

    `context` is a dict with municipality, quarter, quarter_dutch, date_dutch, edition, kind, is_made_up,
    code_version, data_hash, built_at (or None) and exports_until. Give `chapters`, the stems in the order
    of the quarter's file, and the figures carry the same numbers as there. `analyst_pages` and `axis_pages`, pairs
    of (stem, title), are the pages of the edition that the footer leads to; `packages` names what computed it;
    `subject` is what the page is, where that is no report; `style` is the tokens.Style where that is not the default;
    `profiles` gives by the code of a wijk the page that its name leads to, as it lies from the edition.

    Raises PageFault, with notebook and cell, on an output that is no piece or a piece with a part missing;
    KeyError when `context` lacks a name.
    """
    order = list(context.get("chapters") or [])
    chapter = Chapter(stem, order.index(stem) + 1 if stem in order else None)
    return _render([(chapter, nb)], context, is_quarter=False)


def render_quarter(notebooks: Sequence[tuple[str, NotebookNode]], *, context: Context) -> str:
    """All chapters as one page, in one render; the headline is that of the management summary.

    `notebooks` holds (stem, executed notebook) in reading order; raises as `render_notebook` does.
    """
    chapters = [(Chapter(stem, number), nb) for number, (stem, nb) in enumerate(notebooks, start=1)]
    return _render(chapters, context, is_quarter=True)


def render_archive(
    entries: Sequence[Mapping[str, Any]],
    *,
    context: Context,
    months: Sequence[Mapping[str, str]] = (),
    wijken: Sequence[Mapping[str, Any]] = (),
    figures: Sequence[tuple[str, str]] = (),
) -> str:
    """The page that leads to every published quarter, to months and to wijken, in the order as given.

    An entry has quarter, quarter_dutch, href, headline, counts (pairs of status word and number), is_made_up and
    `editions`, newest first, each with number, kind, href and `documents` (pairs of word and href). A month has
    month_dutch and href; a wijk name, href, quarter, quarter_dutch and `earlier`, each with href and quarter_dutch.
    `figures` are pairs of word and href: the table over all quarters in each of its forms. Of `context` only
    municipality and is_made_up are needed; what else it has goes into the footer. Raises KeyError on an unknown status
    word.
    """
    shown = [
        {**entry, "tiles": [{"n": n, "look": status_look(word)} for word, n in entry["counts"]]}
        for entry in map(piece_harvest.harmless, entries)
    ]
    beside = {"months": list(months), "wijken": [piece_harvest.harmless(one) for one in wijken], "figures": figures}
    return PageExporter().from_template("archive.html.j2", page=_alone(context), entries=shown, **beside)


def render_dashboards(entries: Sequence[Mapping[str, Any]], *, context: Context) -> str:
    """The page that leads to the dashboard of every month, newest first as given.

    An entry has month, month_dutch, href, headline and `editions`, newest first, each with number, href and day (""
    where it is not known). Of `context` subject, municipality and is_made_up are needed.
    """
    shown = [piece_harvest.harmless(entry) for entry in entries]
    return PageExporter().from_template("dashboards.html.j2", page=_alone(context), entries=shown)


def render_municipalities(entries: Sequence[Mapping[str, Any]]) -> str:
    """The page that leads to the newest quarter of each municipality, in the order as given.

    An entry has name, href, quarter, edition, kind and is_made_up; `href` is "" where nothing was published yet.
    """
    page = _alone({})
    page["is_made_up"] = all(entry["is_made_up"] for entry in entries if entry["href"])
    return PageExporter().from_template("municipalities.html.j2", page=page, entries=entries)


def _alone(context: Context) -> dict[str, Any]:
    """What a page that is made from no notebook says of itself."""
    facts = {name: context.get(name) for name in _FACTS} | _look(context)
    return facts | dict.fromkeys(_BESIDE, ()) | {"packages": ""}


def _look(context: Context) -> dict[str, Any]:
    style = context.get("style", tokens.DEFAULT)
    return {"subject": context.get("subject", _REPORT), "style_sheet": style_sheet(style)}


def _render(chapters: list[tuple[Chapter, NotebookNode]], context: Context, is_quarter: bool) -> str:
    page = {name: context[name] for name in _FACTS} | {"packages": context.get("packages", "")} | _look(context)
    shown = [chapter.stem for chapter, _ in chapters]
    page |= {kind: _beside(kind, shown, context, is_quarter) for kind in _BESIDE}
    # Of the quarter's file and from one such page to the others: a chapter has no room for them all.
    is_among_them = is_quarter or bool({*shown} & {stem for stem, _ in context.get("axis_pages") or ()})
    page["axis_pages"] = _by_notebook(page["axis_pages"]) if is_among_them else []
    lead = next((nb for chapter, nb in chapters if chapter.stem == _SUMMARY), None) if is_quarter else None
    page["is_quarter"] = is_quarter
    page["lead"] = _SUMMARY if lead and piece_harvest.answer(lead) else ""
    paging = Paging([chapter for chapter, _ in chapters], is_quarter, _profiles(context, is_quarter))
    exporter = PageExporter(preprocessors=[paging])
    html, _ = exporter.from_notebook_node(combine(chapters), resources={"page": page, "contents": contents})
    return html


def in_edition(html: str, *, context: Context) -> str:
    """The quarter's one file as it lies in the folder of its edition, where the pages beside it are really beside it.

    >>> in_edition('<a href="2/data_quality.html">', context={"edition": 2})
    '<a href="data_quality.html">'
    """
    return html.replace(f'href="{context["edition"]}/', 'href="')


def _profiles(context: Context, is_quarter: bool) -> dict[str, str]:
    """The address of the profile of each wijk that has one, seen from this page."""
    return {code: f"{_folder(context, is_quarter)}{page}" for code, page in (context.get("profiles") or {}).items()}


def _folder(context: Context, is_quarter: bool) -> str:
    """Where what lies in the edition is, seen from this page: the quarter's one file stands above its folder."""
    return f"{context['edition']}/" if is_quarter else ""


def _beside(kind: str, shown: Sequence[str], context: Context, is_quarter: bool) -> list[dict[str, str]]:
    """The pages of the edition beside this one."""
    folder = _folder(context, is_quarter)
    return [
        {"href": f"{folder}{stem}.html", "title": title} for stem, title in context.get(kind) or () if stem not in shown
    ]


def _by_notebook(pages: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """The pages of each notebook that runs per wijk or month under its title, each by the name of its wijk or month.

    >>> _by_notebook([{"href": "a.html", "title": "Profiel: Noord"}, {"href": "b.html", "title": "Profiel: Zuid"}])
    ... # doctest: +NORMALIZE_WHITESPACE
    [{'id': 'pagina-1', 'title': 'Profiel',
      'pages': [{'href': 'a.html', 'title': 'Noord'}, {'href': 'b.html', 'title': 'Zuid'}]}]
    """
    found: dict[str, list[dict[str, str]]] = {}
    for page in pages:
        title, _, name = page["title"].partition(": ")
        found.setdefault(title, []).append({"href": page["href"], "title": name})
    return [{"id": f"pagina-{i}", "title": title, "pages": own} for i, (title, own) in enumerate(found.items(), 1)]


def contents(outline: Mapping[str, list[Heading]], is_quarter: bool) -> list[tuple[int | None, Heading, list[Heading]]]:
    """The contents list: the number of a chapter, its heading, and its sections where they are listed.

    Of the quarter's file the chapters, the first with its sections, and the annex; of a single page its sections,
    the evidence with what is in it.
    """
    if not is_quarter:
        return [part for headings in outline.values() for part in _sections(headings)]
    return [
        (
            None if stem == ANNEX else number,
            headings[0],
            [one for one in headings[1:] if one.level == 3] if number == 1 else [],
        )
        for number, (stem, headings) in enumerate(outline.items(), start=1)
    ]


def _sections(headings: list[Heading]) -> list[tuple[None, Heading, list[Heading]]]:
    found: list[tuple[None, Heading, list[Heading]]] = []
    for one in headings:
        if one.level == 2:
            found.append((None, one, []))
        elif one.level == 3 and found and found[-1][1].text == ANNEX:
            found[-1][2].append(one)
    return found
