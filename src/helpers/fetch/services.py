"""How each kind of web service is asked: OData, WFS, OGC API, Swing, and pages of JSON or one file over http."""

import re

from helpers.fetch import pages
from helpers.fetch.addresses import masked
from helpers.fetch.fetched import Fetched
from helpers.fetch.web import Web
from helpers.floor import dutch
from helpers.floor.faults import RunFailed, nearest
from helpers.floor.params.fetch_sources import Source
from helpers.floor.printable import printable

_LAYER = re.compile(r"<(?:\w+:)?FeatureType\b[^>]*>\s*<(?:\w+:)?Name>([^<>]+)</")
_MOST_NAMED = 8


def odata(source: Source) -> Fetched:
    """A table of OData, v3 or v4, whole."""
    parameters = {"$format": "json", **source.parameters}
    parameters |= {"$filter": source.filter} if source.filter else {}
    parameters |= {"$select": ",".join(source.select)} if source.select else {}
    with Web(source) as web:
        return _paged(web, parameters, pages.odata)


def wfs(source: Source) -> Fetched:
    """The layers of WFS 2.0 as GeoJSON, by startIndex, one after another; of several years the newest layer."""
    contents: list[bytes] = []
    so_far, address = 0, ""
    with Web(source) as web:
        layers = [_layer(web, asked) for asked in source.layer.split(",")]
        for layer in layers:
            parameters = {
                "service": "WFS",
                "version": "2.0.0",
                "request": "GetFeature",
                "typeNames": layer,
                "outputFormat": "application/json",
                "count": str(source.page_size),
                **source.parameters,
            }
            next_of = pages.counted(source, "startIndex")
            found, records, first = pages.all_pages(web, web.address, parameters, next_of)
            contents, so_far, address = [*contents, *found], so_far + records, address or first
        fetched = Fetched(pages.joined(contents), masked(address, web.is_private), so_far, pages=len(contents))
    named = [printable(layer) for layer in layers]
    is_as_asked = ",".join(layers) == source.layer
    return fetched if is_as_asked else fetched.told(f"Laag {dutch.listing(named)}.")


def ogc(source: Source) -> Fetched:
    """A collection of an OGC API, by the links that it gives."""
    with Web(source) as web:
        return _paged(web, {"f": "json", "limit": str(source.page_size), **source.parameters}, pages.linked)


def http(source: Source) -> Fetched:
    """One file, or pages of JSON."""
    with Web(source) as web:
        if source.paging == "none":
            return _single(web, source)
        next_of = pages.linked if source.paging == "next" else pages.counted(source, source.page_parameter)
        return _paged(web, dict(source.parameters), next_of)


def swing(source: Source) -> Fetched:
    """A download of Swing: a file, or its OData."""
    with Web(source) as web:
        if source.file_name("x").endswith(".json"):
            return _paged(web, dict(source.parameters), pages.odata)
        return _single(web, source)


def _single(web: Web, source: Source) -> Fetched:
    reply = web.get(web.address, dict(source.parameters))
    if source.file_name("x").endswith(("json", "geojson")):
        pages.parsed(reply.content)
    return Fetched(reply.content, masked(reply.url, web.is_private))


def _paged(web: Web, parameters: dict[str, str], next_of: pages.Next) -> Fetched:
    contents, records, address = pages.all_pages(web, web.address, parameters, next_of)
    return Fetched(pages.joined(contents), masked(address, web.is_private), records, pages=len(contents))


def _layer(web: Web, asked: str) -> str:
    """The layer's name; where it holds a *, the last in order of those that the service has."""
    if "*" not in asked:
        return asked
    reply = web.get(web.address, {"service": "WFS", "version": "2.0.0", "request": "GetCapabilities"})
    names = [name.strip() for name in _LAYER.findall(reply.content.decode("utf-8", "replace"))]
    form = re.compile(".*".join(map(re.escape, asked.split("*"))))
    fitting = sorted(name for name in names if form.fullmatch(name))
    if not fitting:
        hint = nearest(asked, names) or f"Er zijn: {', '.join(map(printable, names[:_MOST_NAMED]))}."
        raise RunFailed(f"Geen laag past bij {asked}.", hint)
    return fitting[-1]
