"""Safe HTML of the page, taken apart: paragraphs with their style, and runs of one look inside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markupsafe import escape

# What XML cannot hold: an export may hold it in any text, and markdown is not looked at before.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LIST_ITEM = "li"
_BLOCKS = ("p", _LIST_ITEM, "pre", "h1", "h2", "h3", "h4", "h5", "h6")
_LOOKS = {"strong": "is_bold", "em": "is_italic", "code": "is_code"}


@dataclass(frozen=True)
class Run:
    """Text of one look; `anchor` is the id on the page that it leads to, "" for none."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_code: bool = False
    anchor: str = ""


@dataclass
class Block:
    """A paragraph: `level` is that of a heading on the page, 0 for another."""

    level: int = 0
    is_item: bool = False
    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def legal(text: str) -> str:
    r"""The text on one line, without what XML cannot hold; a no-break space stays.

    >>> legal("rood\x0b\uffff\n wit"), legal("13\xa0van 20")
    ('rood wit', '13\xa0van 20')
    """
    return re.sub(r"[ \t\r\n]+", " ", _NOT_XML.sub("", text))


def blocks(html: str) -> list[Block]:
    """The paragraphs of a piece of prose.

    >>> [(one.level, one.is_item, one.text) for one in blocks("<h2>Titel</h2><p>Een <em>zin</em>.</p>")]
    [(2, False, 'Titel'), (0, False, 'Een zin.')]
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [_trimmed(block) for block in reader.blocks if block.text.strip()]


def runs(words: str) -> list[Run]:
    """The runs of a sentence: text as it is, or Markup in which a reference has its address.

    >>> from markupsafe import Markup
    >>> runs("a < b"), runs(Markup('zie <a href="#t">tabel 1</a>'))
    ([Run(text='a < b', ...)], [Run(text='zie ', ...), Run(text='tabel 1', ..., anchor='t')])
    """
    return [run for block in blocks(str(escape(words))) for run in block.runs]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = [Block()]
        self._looks: list[str] = []
        self._anchor = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            # Markdown puts a paragraph inside a loose item: they are one.
            if not (tag == "p" and self.blocks[-1].is_item and not self.blocks[-1].runs):
                level = int(tag[1]) if tag[0] == "h" else 0
                self.blocks.append(Block(level, tag == _LIST_ITEM))
        elif tag in _LOOKS:
            self._looks.append(_LOOKS[tag])
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            self._anchor = address[1:] if address.startswith("#") else ""
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.blocks.append(Block())
        elif tag in _LOOKS and self._looks:
            self._looks.remove(_LOOKS[tag])
        elif tag == "a":
            self._anchor = ""

    def handle_data(self, data: str) -> None:
        if text := legal(data):
            self.blocks[-1].runs.append(Run(text, anchor=self._anchor, **dict.fromkeys(self._looks, True)))


def _trimmed(block: Block) -> Block:
    """The paragraph without white space around it, which HTML does not show."""
    first, last = block.runs[0], block.runs[-1]
    block.runs[0] = Run(**{**vars(first), "text": first.text.lstrip(" ")})
    last = block.runs[-1]
    block.runs[-1] = Run(**{**vars(last), "text": last.text.rstrip(" ")})
    return block
