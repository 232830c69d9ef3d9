"""Signs that nobody sees, and text of a file made safe to show: it steers no terminal and turns no reading order."""

import shlex
import unicodedata

_WHITE_SPACE = frozenset("\t\n\v\f\r\x85")


def is_invisible(sign: str) -> bool:
    r"""Whether a sign shows nothing: control and zero-width signs, soft hyphens, marks that turn the reading
    order, byte order marks, and signs without a meaning. A space or a line end shows: it parts words.

    >>> [is_invisible(sign) for sign in "\x1b\u200b\u00ad\u202e\ufeff\ue000"], is_invisible("\u00a0")
    ([True, True, True, True, True, True], False)
    """
    return unicodedata.category(sign).startswith("C") and sign not in _WHITE_SPACE


def visible(text: str) -> str:
    """The text without invisible signs."""
    return text if text.isprintable() else "".join(sign for sign in text if not is_invisible(sign))


def printable(text: str, longest: int = 60) -> str:
    r"""The visible text on one line, cut after so many letters.

    >>> printable("rood\x1b[31m\u202e\nwit"), printable("abcdef", longest=4)
    ('rood[31m wit', 'abc…')
    """
    shown = "".join(" " if sign.isspace() else sign for sign in visible(text[: 20 * longest]))
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"


def quoted(path: str) -> str:
    """A path as it stands in a command: between double quotes, which cmd, PowerShell and bash all read.

    >>> print(quoted("ritten.xlsx"), quoted("Evaluatie (1-146).xlsx"), quoted("voor $5.xlsx"))
    ritten.xlsx "Evaluatie (1-146).xlsx" 'voor $5.xlsx'
    """
    if shlex.quote(path) == path:
        return path
    return shlex.quote(path) if any(sign in path for sign in '$`"!') else f'"{path}"'
