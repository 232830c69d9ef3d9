"""Addresses with parameters, and as they may be written down: without secrets."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from helpers.floor.params.fetch_sources import asked_for, links
from helpers.floor.secret_names import is_secret

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
    >>> masked("zip://a.csv::ftp://jan:geheim@x.nl/b.zip")
    'zip://a.csv::ftp://x.nl/b.zip'
    """
    if is_private:
        return _server(links(address)[-1])
    return "::".join(map(_masked, links(address)))


def _server(link: str) -> str:
    parts = urlsplit(link)
    if not parts.scheme or "@" in parts.query + parts.fragment:  # a password may hold a ? too
        return MASK
    return f"{parts.scheme}://{f'{parts.netloc}{parts.path}'.rpartition('@')[2].partition('/')[0]}/{MASK}"


def _masked(link: str) -> str:
    parts = urlsplit(link)
    place = f"{parts.netloc}{parts.path}".rpartition("@")[2]  # a password may hold a /
    values = asked_for(parts.query)
    query = "&".join(f"{name}={MASK if is_secret(name) else quote(value, _READABLE)}" for name, value in values)
    return f"{parts.scheme}://{place}{'?' if query else ''}{query}"
