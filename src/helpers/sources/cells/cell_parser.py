"""What a kind of cell is: the signs that mean "not known", and how any other text is read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.door.persons import personal
from helpers.floor.faults import Level
from helpers.floor.printable import visible

MISSING_SIGNS = frozenset({"", ".", "-", "–", "—", "n.v.t.", "nvt", "n.v.t", "onbekend", "niet bekend", "?"})
# Words that say that something is not known, which is not the same as not yet.
UNKNOWN_WORDS = frozenset({"onbekend", "niet bekend", "?"})
BLANK_SIGNS = frozenset({"", ".", "-", "–", "—"})
# How programs write that there is no value; "n/a" is among them, also where "n.v.t." is an answer.
NO_VALUE = frozenset(
    {"null", "(null)", "nan", "none", "nat", "<na>", "n/a", "na", "undefined", "\\n", "(leeg)", "(blank)", "(empty)"}
)
LONGEST_SHOWN = 60  # characters of a cell in a message


class Unreadable(ValueError):
    """A cell that its column cannot hold; message and hint are Dutch. A hint that is costly may be a function."""

    def __init__(self, message: str, hint: str | Callable[[], str] = "") -> None:
        super().__init__(message)
        self.message = message
        self._hint = hint

    @property
    def hint(self) -> str:
        return self._hint if isinstance(self._hint, str) else self._hint()


@dataclass(frozen=True)
class Remark:
    """What a column as a whole gives to say, in Dutch; about the cells with `text`, or all when it is None."""

    message: str
    hint: str = ""
    level: Level = "warning"
    text: str | None = None


Parse = Callable[[str], Any]
ForColumn = Callable[[Sequence[str]], tuple[Parse, list[Remark]]]


@dataclass(frozen=True)
class Parser:
    """One kind of cell: its name in the dictionary, its dtype in the table, and how a text is read.

    `missing` holds the signs, lower case, that mean "not known"; they become an empty value.
    `for_column` looks at all different texts of a column and gives the way to read them, and what
    there is to say about the column; without it each cell is read alone. `is_private`: the texts
    of this kind never stand in a message. `is_verbatim`: `parse` gets them with the signs that nobody sees.
    `parts`: a cell gives a tuple with a value for each, and each is a column of the table. `not_yet`: an empty cell
    means "not yet", so that a word for unknown is told, at this level.
    """

    kind: str
    dtype: str
    parse: Parse
    missing: frozenset[str] = MISSING_SIGNS
    choices: tuple[str, ...] = ()
    for_column: ForColumn | None = None
    is_private: bool = False
    is_verbatim: bool = False
    parts: tuple[str, ...] = ()
    not_yet: Level | None = None

    def names(self, column: str) -> list[str]:
        """The columns of the table that a column of this kind becomes."""
        return [f"{column}_{part}" for part in self.parts] or [column]

    @property
    def is_number(self) -> bool:
        return self.dtype in ("Int64", "float64") and not self.parts

    def read(self, text: str) -> Any:
        """The value of a cell, None when it is a missing sign. Raises Unreadable.

        >>> Parser("tekst", "str", str.upper).read(" a "), Parser("tekst", "str", str).read("n.v.t.")
        ('A', None)
        """
        return self.among([text])[0](text)

    def among(self, texts: Sequence[str]) -> tuple[Parse, list[Remark]]:
        """How the cells of a column with these different texts are read, and what there is to say of it.

        The reader gives None for a missing sign and raises Unreadable.
        """
        parse: Parse = self.parse
        remarks: list[Remark] = []
        missing, is_number = self.missing | NO_VALUE, self.is_number
        plain_texts: dict[str, str] = {}
        if self.for_column:
            plain_texts = {text: cleaned(text) for text in texts}
            parse, remarks = self.for_column(
                [plain for plain in plain_texts.values() if plain.casefold() not in missing]
            )

        def read(text: str) -> Any:
            plain = plain_texts[text] if text in plain_texts else cleaned(text)
            if plain.casefold() in missing:
                return None
            if plain[:1] == "#":
                _refuse_errors(plain)
            if is_number and _SEVERAL_LINES.search(text):
                raise Unreadable("In deze cel staan meer regels.", "Zet één getal in de cel.")
            return parse(text if self.is_verbatim else plain)

        return read, [*remarks, *self._unknown(texts)]

    def _unknown(self, texts: Sequence[str]) -> list[Remark]:
        words = [text for text in texts if self.not_yet and cleaned(text).casefold() in UNKNOWN_WORDS]
        hint = "Vul de dag in, of laat de cel leeg."
        said = "Een lege cel betekent hier: nog niet. {} is iets anders, maar telt ook zo."
        return [Remark(said.format(quoted(text)), hint, self.not_yet or "warning", cleaned(text)) for text in words]


_EXCEL_ERROR = re.compile(
    r"#(N/A|N/B|DIV/0!|DEEL/0!|REF!|VERW!|VALUE!|WAARDE!|NAME\?|NAAM\?|NUM!|GETAL!"
    r"|NULL!|LEEG!|SPILL!|OVERLOOP!|CALC!|BEREKEN!|GEEN UITKOMST|##)"
)
_SEVERAL_LINES = re.compile(r"\S[^\S\r\n\t\v\f]*[\r\n\t\v\f]\s*\S")


def _refuse_errors(plain: str) -> None:
    if sign := _EXCEL_ERROR.match(plain):
        raise Unreadable(f"{quoted(sign[0])} is een fout in Excel, geen waarde.", "Herstel de formule.")


def cleaned(text: str) -> str:
    """A cell without what cannot be seen: one space between words, no invisible signs.

    >>> cleaned("  WK12\\u200b34\\u00a0 ")
    'WK1234'
    """
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(visible(text).split())


def shown(text: str) -> str:
    """A text of a file as it may stand in a message: cleaned, cut off where long, nothing personal."""
    plain = personal.masked(cleaned(text[:_MOST_LOOKED_AT]))
    return plain if len(plain) <= LONGEST_SHOWN else f"{plain[:LONGEST_SHOWN]}…"


_MOST_LOOKED_AT = 1_000  # characters


def quoted(text: str) -> str:
    """A text of a file in Dutch quotes, as it may stand in a message."""
    return f"“{shown(text)}”"
