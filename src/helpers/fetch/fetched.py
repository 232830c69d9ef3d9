"""What came from a source, and the address as it may be written down."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlsplit

from helpers.floor.params.fetch_sources import is_secret

MASK = "***"


@dataclass(frozen=True)
class Fetched:
    """The bytes of one source. `records` is None where nobody counted; `notes` are Dutch sentences."""

    content: bytes
    address: str  # without secrets
    records: int | None = None
    columns: tuple[str, ...] = ()
    pages: int = 1
    notes: tuple[str, ...] = ()

    def told(self, *notes: str) -> "Fetched":
        """The same with more to say."""
        return replace(self, notes=(*self.notes, *notes))


def masked(address: str, is_private: bool = False) -> str:
    """An address without user, password and the values of keys and tokens; of a private one without any value.

    >>> masked("https://jan:geheim@x.nl/a?$top=5&api_key=geheim")
    'https://x.nl/a?$top=5&api_key=***'
    >>> masked("https://x.nl/a?code=geheim", is_private=True)
    'https://x.nl/***'
    """
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    if is_private:  # a secret may stand in the path too
        return f"{parts.scheme}://{host}/{MASK}"
    values = parse_qsl(parts.query, keep_blank_values=True)
    query = "&".join(f"{name}={MASK if is_secret(name) else quote(value, _READABLE)}" for name, value in values)
    return f"{parts.scheme}://{host}{parts.path}{'?' if query else ''}{query}"


_READABLE = " $,.:;()'*/=<>"
