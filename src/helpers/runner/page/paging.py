"""The preprocessor: only pieces and text stay, figures and tables get numbers, references get addresses."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from markupsafe import Markup, escape
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbformat.v4 import new_output

from helpers.floor.shapes.pieces import MIME
from helpers.runner.notebooks.piece_harvest import piece_of, unfolded
from helpers.runner.page.arrangement import ANNEX, arranged, repeats, views, without_heading
from helpers.runner.page.chapter import Chapter
from helpers.runner.page.fault import PageFault
from helpers.runner.page.prose import Heading, Ids, ProseRenderer, prose, slug
from helpers.runner.page.references import resolved
from helpers.runner.page.views import Unfit, lead_to, piece_view

_REFERRED = {"figure": "figuur", "table": "tabel"}
_ABSENT = "een {} die hier niet te tonen is"


class Paging(Preprocessor):
    """Makes the combined notebook fit for the template.

    `is_quarter` shifts every heading one level, because the report's own title is the h1. `profiles` has the address
    of the profile of a wijk by its code, where one stands. Leaves in
    `resources["outline"]` the headings per chapter. Raises PageFault with notebook and cell.
    """

    def __init__(self, chapters: list[Chapter], is_quarter: bool, profiles: Mapping[str, str], **traits: Any) -> None:
        super().__init__(enabled=True, **traits)
        self._profiles = profiles
        self._chapters = {chapter.stem: chapter for chapter in chapters}
        self._is_quarter = is_quarter

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        reserved = {one.prefix for one in self._chapters.values()}
        self._ids = Ids({"inhoud", "inhoud-titel", "hoofd", "voet", slug(ANNEX)} | reserved)
        self._labels: dict[tuple[str, str, str], tuple[str, str]] = {}  # "" is the address of what is absent
        self._tally: dict[tuple[str, str], int] = {}
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs = [new_output("display_data", {MIME: view}) for view in self._views(cell)]
        if self._is_quarter:
            self._move_labels(repeats(nb.cells))
        nb.cells = arranged(nb.cells, self._is_quarter)
        resources["outline"] = outline = self._write_prose(nb)
        resources["answers"] = self._answers(nb, outline)
        return nb, resources

    def _views(self, cell: NotebookNode) -> Iterator[dict]:
        for output in cell.outputs:
            if output.output_type == "stream":
                continue
            piece = piece_of(output)
            if piece is None:
                raise _fault(cell, "Deze uitvoer is geen onderdeel van het rapport.", _hint(output))
            yield from (self._view(cell, one) for one in unfolded(piece))

    def _view(self, cell: NotebookNode, piece: dict) -> dict:
        chapter = self._chapters[cell.metadata.page.stem]
        name = slug(str(piece.get("name") or piece.get("kind")))
        anchor = self._ids.take(f"{chapter.prefix}-{piece.get('kind')}-{name}")
        try:
            view = piece_view(piece, anchor)
        except Unfit as error:
            raise _fault(cell, str(error)) from error
        lead_to(view, self._profiles)
        return {**view, "anchor": anchor, "label": self._label(chapter, piece, anchor)}

    def _label(self, chapter: Chapter, piece: dict, anchor: str) -> str:
        if piece["kind"] == "absent":
            for referred in _REFERRED.values():
                self._labels.setdefault((chapter.stem, referred, piece["name"]), ("", _ABSENT.format(referred)))
        if piece["kind"] not in _REFERRED:
            return ""
        referred = _REFERRED[piece["kind"]]
        key = (chapter.stem, referred)
        self._tally[key] = self._tally.get(key, 0) + 1
        label = chapter.label(referred.capitalize(), self._tally[key])
        self._labels.setdefault((*key, piece["name"]), (f"#{anchor}", label.lower()))
        return label

    def _move_labels(self, moved: dict[str, dict]) -> None:
        """What pointed at a table that another chapter repeats, points at the one that stays."""
        for key, (address, _) in self._labels.items():
            if other := moved.get(address.removeprefix("#")):
                self._labels[key] = (f"#{other['anchor']}", other["label"].lower())

    def _write_prose(self, nb: NotebookNode) -> dict[str, list[Heading]]:
        renderers: dict[str, ProseRenderer] = {}
        annex: list[Heading] = []
        for cell in nb.cells:
            at = cell.metadata.page
            if at.stem not in renderers:
                renderers[at.stem] = self._renderer(at.stem)
            renderer = renderers[at.stem]
            if at.is_annex and at.opens:
                at["annex"] = renderer.open_annex(annex, ANNEX)
                cell["source"] = without_heading(cell.source)
            with _blamed_on(cell):
                self._write(cell, renderer)
        for stem in self._chapters:
            if stem not in renderers or not renderers[stem].headings:
                hint = "Begin met een regel “# Titel”."
                raise PageFault(stem, None, "Het notebook heeft geen titel.", hint)
        outline = {stem: renderer.headings for stem, renderer in renderers.items()}
        return {**outline, ANNEX: annex} if annex else outline

    def _write(self, cell: NotebookNode, renderer: ProseRenderer) -> None:
        """Text becomes HTML; references in computed sentences get their number and address."""
        for view in views(cell):
            if view["kind"] == "heading":
                view["html"] = Markup(renderer.heading(str(escape(view["text"])), 3))
            elif view["kind"] == "evidence":
                view["address"] = f"#{renderer.annex_id}"
            else:
                resolved(view, renderer.refer)
        if cell.cell_type == "markdown":
            cell.metadata.page["html"] = prose(cell.source, renderer)

    def _renderer(self, stem: str) -> ProseRenderer:
        chapter = self._chapters[stem]
        self._ids.taken.discard(chapter.prefix)
        return ProseRenderer(chapter, self._ids, int(self._is_quarter), partial(self._refer, stem))

    def _refer(self, stem: str, url: str, words: str) -> tuple[str, str]:
        """The address and the words of a reference, such as figuur:training_pacing; a chapter keeps its own words."""
        kind, _, name = url.partition(":")
        if kind == "hoofdstuk" and not self._is_quarter:
            return f"{slug(name).replace('-', '_')}.html", words or "dat hoofdstuk"
        if kind == "hoofdstuk" and name in self._chapters:
            return f"#{self._chapters[name].prefix}", words or f"hoofdstuk {self._chapters[name].number}"
        own = self._labels.get((stem, kind, name))
        others = [label for (_, *key), label in self._labels.items() if key == [kind, name]]
        if not own and not others:
            raise ValueError(f"De verwijzing “{url}” heeft geen doel.")
        return own or others[0]

    def _answers(self, nb: NotebookNode, outline: dict[str, list[Heading]]) -> dict[str, dict]:
        """The answer of every chapter; those that the summary quotes are filled in there."""
        shown = [(cell.metadata.page.stem, one) for cell in nb.cells for one in views(cell)]
        answers = {stem: view for stem, view in reversed(shown) if view["kind"] == "answer"}
        for stem, view in shown:
            if view["kind"] == "chapter_answers":
                wanted = view["chapters"] or list(self._chapters)
                quoted = [other for other in wanted if other != stem and other in answers]
                view["quotes"] = [self._quote(other, outline, answers) for other in quoted]
        return answers

    def _quote(self, stem: str, outline: dict[str, list[Heading]], answers: dict[str, dict]) -> dict:
        return {"chapter": outline[stem][0], "number": self._chapters[stem].number, "answer": answers[stem]}


@contextmanager
def _blamed_on(cell: NotebookNode) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise _fault(cell, str(error)) from error


def _fault(cell: NotebookNode, message: str, hint: str = "") -> PageFault:
    return PageFault(cell.metadata.page.stem, cell.metadata.page.cell, message, hint)


def _hint(output: NotebookNode) -> str:
    found = output.get("ename") or ", ".join(output.get("data", {})) or output.output_type
    return f"Gevonden: {found}. Toon een figuur, tabel of zin uit helpers.displays."
