"""How the cells of a column say in which wijk something is: a code, a name, a postcode or a point."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from helpers.floor import paths
from helpers.floor.faults import BadInput
from helpers.floor.params.export_mapping import AreaForm
from helpers.sources.connecting import meanings
from helpers.sources.connecting.form import MOST_ODD, UNREADABLE, Form
from helpers.sources.connecting.meanings import Meaning
from helpers.sources.connecting.own_table import OwnColumn
from helpers.sources.places.place import Place
from helpers.sources.places.places import located

_TELLING = 1.0
_LOOKED_AT_FIRST = 20
_POSTCODE = re.compile(r"[1-9]\d{3} ?-?([A-Za-z]{2})?", re.ASCII)
_POINT = re.compile(r"POINT ?\(.+\)", re.IGNORECASE)
_ASKED = re.compile(r"Bedoelde u (.+)\?")


@lru_cache(maxsize=1_000)
def of(own: OwnColumn) -> Form:
    """The form of area that reads most; a point in one cell and a postcode need a table that may not be there."""
    if own.form:
        return Form(1.0, _TELLING - 0.1, area=own.form)
    found = [_located(form, own) for form in ("code", "buurtcode", "name")]
    form = max(found, key=lambda one: one.share)
    for other, is_so in (("postcode", _POSTCODE.fullmatch), ("point_wgs84", _POINT.fullmatch)):
        share = _share(own.filled, is_so)
        if share > max(form.share, 0.8):
            form = Form(share, 0.9, area=other)  # type: ignore[arg-type]
    return form


def _located(form: AreaForm, own: OwnColumn) -> Form:
    texts = list(own.filled)
    try:
        some = [text for text, _ in own.filled.most_common(_LOOKED_AT_FIRST)]
        if not any(place.wijk for place in located(form, [(text,) for text in some], paths.REFERENCE)):
            return UNREADABLE  # looking for the nearest name of many texts takes time
        places = dict(zip(texts, located(form, [(text,) for text in texts], paths.REFERENCE), strict=True))
    except BadInput:
        return UNREADABLE
    if form in ("code", "buurtcode") and not any(re.search(r"\d", text) for text in texts):
        return UNREADABLE
    if form == "code" and all(re.fullmatch(r"\d{1,2}", text) for text in texts):
        return _numbered(own, len({place.wijk for place in places.values() if place.wijk}))
    found = {text for text, place in places.items() if place.wijk or place.state in ("outside", "missing")}
    here = {text for text, place in places.items() if place.wijk}
    share = _share(own.filled, found.__contains__)
    if not here:
        return UNREADABLE
    rest = [text for text in texts if text not in found]
    words = {text: _near_wijk(text, places[text]) for text in rest} if len(rest) <= MOST_ODD else {}
    known = _share(own.filled, lambda text: text in found or (text in words and words[text].is_sure))
    unread = frozenset(text for text in texts if text not in here)
    if share <= 0.5:
        return Form(share, _TELLING, area=form, unread=unread)
    return Form(known, _TELLING, area=form, words=words, unread=unread)


def _near_wijk(text: str, place: Place) -> Meaning:
    """The wijk of the name that is nearest, which is asked; nothing where the text says so."""
    if meanings.is_nothing(text):
        return Meaning("", meanings.SURE)
    asked = _ASKED.search(place.hint)
    found = located("name", [(asked[1],)], paths.REFERENCE)[0].wijk if asked else None
    return Meaning(found or None, 0.5)


def _numbered(own: OwnColumn, wijken: int) -> Form:
    """Bare numbers may be those of wijken, and anything else: they tell little."""
    return Form(1.0 if wijken == len(own.filled) else 0.0, 0.2, area="code")


def _share(counts: Counter[str], is_so: Callable[[str], object]) -> float:
    return sum(count for text, count in counts.items() if is_so(text)) / counts.total()
