"""Addresses with parameters, and as they may be written down: without secrets."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from helpers.floor.params.fetch_sources import is_secret

MASK = "***"
_PLAIN = "$,.:;()'*/"
_READABLE = f"{_PLAIN} =<>"


def with_parameters(address: str, parameters: Mapping[str, str]) -> str:
    """The address with these parameters in place of those of the same name; a space is %20, which OData asks for.

    >>> with_parameters("https://x.nl/T?$top=5", {"$filter": "a eq 'b'"})
    "https://x.nl/T?$top=5&$filter=a%20eq%20'b'"
    """
    if not parameters:
        return address
    parts = urlsplit(address)
    together = {**dict(parse_qsl(parts.query, keep_blank_values=True)), **parameters}
    return parts._replace(query=urlencode(together, safe=_PLAIN, quote_via=quote)).geturl()


def masked(address: str, is_private: bool = False) -> str:
    """An address without user, password and the values of keys and tokens; of a private one no more than the server.

    >>> masked("https://jan:geheim@x.nl/a?$top=5&api_key=geheim")
    'https://x.nl/a?$top=5&api_key=***'
    >>> masked("https://x.nl/a?code=geheim", is_private=True)
    'https://x.nl/***'
    """
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    if is_private:
        return f"{parts.scheme}://{host}/{MASK}"
    values = parse_qsl(parts.query, keep_blank_values=True)
    query = "&".join(f"{name}={MASK if is_secret(name) else quote(value, _READABLE)}" for name, value in values)
    return f"{parts.scheme}://{host}{parts.path}{'?' if query else ''}{query}"
