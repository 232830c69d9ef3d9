"""What a cell prints, up to a limit: 200 MB would fill the memory of the kernel, of its client and of the page."""

from __future__ import annotations

import threading
from typing import Any

from ipykernel.iostream import OutStream

MOST_PRINTED = 10_000_000  # characters of one cell on one stream; a report shows a page or two


class TooMuchPrinted(Exception):
    """A cell printed more than a notebook can hold."""


class BoundedStream(OutStream):
    """The stdout or stderr of a kernel, named in its arguments. The cell that prints too much fails, at that line."""

    _cell: Any = None
    _left = MOST_PRINTED

    def write(self, string: str) -> int | None:  # type: ignore[override]  # as ipykernel's own has it
        cell = self.parent_header.get("msg_id")
        if cell != self._cell:
            self._cell, self._left = cell, MOST_PRINTED
        self._left -= len(string)
        if self._left >= 0:
            return super().write(string)
        if threading.current_thread() is getattr(self, "watch_fd_thread", None):
            return len(string)  # written past Python, where nothing can be raised: the rest is left out
        raise TooMuchPrinted(f"more than {MOST_PRINTED} characters")
