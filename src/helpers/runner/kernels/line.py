"""A line between two processes: each message is one line of JSON on a Unix socket."""

from __future__ import annotations

import json
import select
import socket
from typing import Any


class Line:
    """One end. The other end hears of it when this one closes, or when this process dies."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self._heard = b""

    @classmethod
    def to(cls, address: str) -> Line:
        """Call who listens at an address. Raises OSError where nobody does."""
        end = socket.socket(socket.AF_UNIX)
        try:
            end.connect(address)
        except OSError:
            end.close()
            raise
        return cls(end)

    def say(self, **message: Any) -> None:
        """Send one message. Raises OSError where nobody hears it."""
        self.end.sendall(json.dumps(message).encode() + b"\n")

    def hear(self, seconds: float | None = None) -> dict[str, Any] | None:
        """The next message; None where none came in that time. Raises EOFError when the other end is gone."""
        while b"\n" not in self._heard:
            if seconds is not None and not select.select([self.end], [], [], seconds)[0]:
                return None
            try:
                more = self.end.recv(65_536)
            except ConnectionError:
                more = b""
            if not more:
                raise EOFError("the other end is gone")
            self._heard += more
        message, _, self._heard = self._heard.partition(b"\n")
        return json.loads(message)

    def close(self) -> None:
        self.end.close()
