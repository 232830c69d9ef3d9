"""Markdown cells as HTML: escaped, headings with ids and without skipped levels, references resolved."""

import re
import unicodedata
from dataclasses import dataclass, field
from html import unescape

import mistune
from markupsafe import Markup

from helpers.runner.page.chapter import Chapter
from helpers.runner.page.references import Refer, linked, started


@dataclass
class Heading:
    """A heading on the page: its level in HTML, its id, and its text without markup."""

    level: int
    id: str
    text: str


@dataclass
class Ids:
    """Every id handed out on the page, so that none comes twice."""

    taken: set[str] = field(default_factory=set)

    def take(self, wanted: str) -> str:
        """The wanted id, or with a number after it when it is taken.

        >>> ids = Ids(); ids.take("a"), ids.take("a")
        ('a', 'a-2')
        """
        name, number = wanted, 1
        while name in self.taken:
            number += 1
            name = f"{wanted}-{number}"
        self.taken.add(name)
        return name


def slug(text: str) -> str:
    """A text as part of an id.

    >>> slug("Wat zegt de één over 2026?")
    'wat-zegt-de-een-over-2026'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "deel"


class ProseRenderer(mistune.HTMLRenderer):
    """The text of one chapter. `refer` turns figuur:, tabel: and hoofdstuk: into (address, words)."""

    def __init__(self, chapter: Chapter, ids: Ids, shift: int, refer: Refer) -> None:
        super().__init__(escape=True)
        self.headings: list[Heading] = []
        self.annex_id = f"{chapter.prefix}-verantwoording"
        self._annex: list[Heading] = []
        self._chapter, self._ids, self._shift, self.refer = chapter, ids, shift, refer

    def open_annex(self, annex: list[Heading], title: str) -> Markup:
        """The heading of this chapter's part of the annex, under that of the annex where it is the first."""
        title_of = self.headings[0].text
        opened = [] if annex else [Heading(2, slug(title), title)]
        self._annex = [Heading(3, self._ids.take(self.annex_id), title_of)]
        annex += [*opened, *self._annex]
        number = f'<span class="chapter-number">{self._chapter.number}</span> ' if self._chapter.number else ""
        above = "".join(f'<h2 id="{one.id}">{mistune.escape(one.text)}</h2>\n' for one in opened)
        return Markup(f'{above}<h3 id="{self._annex[0].id}">{number}{mistune.escape(title_of)}</h3>\n')  # noqa: S704

    def heading(self, text: str, level: int, **attrs: object) -> str:
        plain = unescape(re.sub(r"<[^>]+>", "", text)).strip()
        if self._annex:
            return self._in_annex(text, plain, level)
        if not self.headings:
            shown, wanted = 1 + self._shift, self._chapter.prefix
            if self._chapter.number:
                text = f'<span class="chapter-number">{self._chapter.number}</span> {text}'
        else:
            shown = level + self._shift
            _refuse_skip(level, plain, self.headings[-1].level - self._shift)
            wanted = f"{self._chapter.prefix}-{slug(plain)}"
        found = Heading(shown, self._ids.take(wanted), plain)
        self.headings.append(found)
        return f'<h{shown} id="{found.id}">{text}</h{shown}>\n'

    def _in_annex(self, text: str, plain: str, level: int) -> str:
        """A heading under that of the chapter; one that lies deeper than its place allows is lifted."""
        shown = min(max(level + self._shift, 4), self._annex[-1].level + 1)
        found = Heading(shown, self._ids.take(f"{self._chapter.prefix}-{slug(plain)}"), plain)
        self._annex.append(found)
        return f'<h{shown} id="{found.id}">{text}</h{shown}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        if url.startswith(("figuur:", "tabel:", "hoofdstuk:")):
            return linked(*self.refer(url, unescape(re.sub(r"<[^>]+>", "", text))))
        return super().link(text, url)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        raise ValueError("Een los plaatje heeft geen gegevens en geen bron.")

    def block_code(self, code: str, info: str | None = None) -> str:
        return f'<pre tabindex="0"><code>{mistune.escape(code)}</code></pre>\n'

    def linebreak(self) -> str:
        return "<br>\n"

    def thematic_break(self) -> str:
        return "<hr>\n"


def _refuse_skip(level: int, text: str, before: int) -> None:
    if level == 1:
        raise ValueError(f"“{text}” is een tweede titel. Gebruik ## of dieper.")
    if level > before + 1:
        raise ValueError(f"De kop “{text}” slaat een niveau over. Gebruik {'#' * (before + 1)}.")


def prose(source: str, renderer: ProseRenderer) -> Markup:
    """A Markdown cell as safe HTML; the renderer keeps the headings it saw."""
    html = mistune.create_markdown(renderer=renderer)(source)
    return started(str(html))  # the renderer escapes
