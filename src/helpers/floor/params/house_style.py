"""params/house_style.yml: the colours and letters of a municipality, refused where somebody could not read them."""

import itertools
import math
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model

from helpers.floor import dutch, paths, tokens
from helpers.floor.faults import BadInput, Fault
from helpers.floor.params import model_faults
from helpers.floor.params.typed_text import Text
from helpers.floor.params.yaml_text import Document, Place, read_document
from helpers.floor.printable import printable
from helpers.floor.tokens import Style

FILE = "house_style.yml"
RULE = "huisstijl"
TEXT, MARK = 4.5, 3.0  # the least contrast; WCAG 2.2, 1.4.3 and 1.4.11
_Pair = tuple[str, str]
_STATUSES = ("good", "course", "doubt", "bad", "none")
# What is read on what. A status mark is as dark as its word; what follows `seq` are the colours of the maps.
TEXTS = (
    *((ink, ground) for ink in ("ink", "muted", "link") for ground in ("paper", "quiet")),
    *((status, f"{status}-fill") for status in (*_STATUSES, "made-up")),
    *((status, "quiet") for status in _STATUSES),
    *((line, "paper") for line in ("c1", "c2", "c3", "c4")),  # their names stand beside them in the same colour
    ("masthead-ink", "masthead"), ("ink", "band"),
    ("ink", "seq-1"), ("ink", "seq-2"), ("ink", "seq-3"), ("paper", "seq-4"), ("paper", "seq-5"),
)  # fmt: skip
MARKS = (
    ("context", "paper"), ("focus", "paper"), ("focus", "quiet"), ("rule-strong", "paper"),
    ("made-up-line", "made-up-fill"), ("c1", "band"), ("c1", "seq-1"),
)  # fmt: skip
ON_PAPER = (("made-up-line", "paper"),)  # in the margin of a printed page, which is always light
_OF_FIGURES, _OF_MAPS = ("c1", "c2", "c3", "c4", "context"), ("seq-1", "seq-2", "seq-3", "seq-4", "seq-5")
_LIGHT, _DARK = "light", "dark"
_ABOUT = {
    "ink": "tekst", "muted": "tekst die minder telt", "paper": "de achtergrond", "rule": "dunne lijnen",
    "c1": "de eerste kleur van figuren", "c2": "de tweede", "c3": "de derde", "c4": "de vierde",
    "context": "wat in een figuur op de achtergrond staat", "band": "een band in een figuur, met tekst erop",
    "seq-1": "de lichtste kleur van een kaart", "seq-2": "de tweede", "seq-3": "de derde", "seq-4": "de vierde",
    "seq-5": "de donkerste kleur van een kaart",
    "good": "gehaald", "good-fill": "de achtergrond daarvan", "course": "op koers",
    "course-fill": "de achtergrond daarvan", "doubt": "onzeker", "doubt-fill": "de achtergrond daarvan",
    "bad": "achter, of niet gehaald", "bad-fill": "de achtergrond daarvan", "none": "geen oordeel",
    "none-fill": "de achtergrond daarvan", "quiet": "een rustig vlak", "rule-strong": "dikke lijnen",
    "link": "een link", "focus": "de rand om wat met toetsen is gekozen", "masthead": "de balk bovenaan",
    "masthead-ink": "tekst in de balk", "masthead-line": "de streep onder de balk",
    "made-up": "de melding over voorbeelddata", "made-up-fill": "de achtergrond daarvan",
    "made-up-line": "de rand daarvan",
}  # fmt: skip
_SIX_DIGITS = "^#[0-9A-Fa-f]{6}$"
_NAME = r'([A-Za-z][A-Za-z0-9 -]*|"[A-Za-z0-9 -]+")'
_FONTS = rf"^{_NAME}(, {_NAME})*, (sans-serif|serif)$"
_EXAMPLE = "Verdana, Arial, sans-serif"


def _colour(text: str) -> str:
    if not re.fullmatch(_SIX_DIGITS, text):  # YAML takes what follows a bare # for a remark: then it is empty
        said = f"“{printable(text)}” is geen kleur." if text else "Hier ontbreekt een kleur."
        raise ValueError(said, f'Schrijf haar tussen aanhalingstekens, zoals "{tokens.LIGHT["c1"]}".')
    return text.lower()


def _font(text: str) -> str:
    if not re.fullmatch(_FONTS, text):
        said = f"“{printable(text)}” is geen rij namen van letters."
        raise ValueError(said, f"Schrijf haar zoals {_EXAMPLE}, met sans-serif of serif achteraan.")
    return text


def _colours(name: str) -> type[BaseModel]:
    colour = Annotated[Text, AfterValidator(_colour), Field(json_schema_extra={"pattern": _SIX_DIGITS})]
    about = {token: f"{_ABOUT[token][:1].upper()}{_ABOUT[token][1:]}." for token in tokens.COLOURS}
    fields: dict[str, Any] = {
        token: (colour, Field(default_factory=str, description=said)) for token, said in about.items()
    }
    return create_model(name, __config__=ConfigDict(extra="forbid", frozen=True, title="Kleuren"), **fields)


_Light, _Dark = _colours("Light"), _colours("Dark")


class HouseStyle(BaseModel):
    """What house_style.yml holds: tokens with other values than the default."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        title="Huisstijl",
        json_schema_extra={
            "description": "De kleuren en letters van de gemeente. Wat hier niet staat, blijft zoals het is."
        },
    )

    light: _Light = Field(default_factory=_Light, description="Kleuren op een licht scherm en op papier.")  # type: ignore[valid-type]
    dark: _Dark = Field(default_factory=_Dark, description="Kleuren op een donker scherm.")  # type: ignore[valid-type]
    font: Annotated[Text, AfterValidator(_font)] = Field(
        tokens.LIGHT["font"],
        description=f"Letters die op de computer van de lezer staan, zoals {_EXAMPLE}. Er wordt niets opgehaald.",
        json_schema_extra={"pattern": _FONTS},
    )

    @property
    def style(self) -> Style:
        """The default tokens with these instead."""
        own = {theme: getattr(self, theme).model_dump(exclude_unset=True) for theme in (_LIGHT, _DARK)}
        return tokens.styled({**own[_LIGHT], "font": self.font}, own[_DARK])


def load(folder: Path = paths.PARAMS) -> Style:
    """The style of a home; the default where its params have none. Raises BadInput with every fault."""
    file = folder / FILE
    if not os.path.lexists(file):
        return tokens.DEFAULT
    found, faults = house_style(read_document(file), file.name)
    if found is None:
        raise BadInput(faults)
    return found.style


def house_style(document: Document, file: str) -> tuple[HouseStyle | None, list[Fault]]:
    """The content as a model, or None with every fault: also each pair of colours that cannot be read."""
    found, faults = model_faults.checked(HouseStyle, document, file, unknown="is geen kleur die de pagina kent.")
    if found:
        looks = (_unreadable, _alike, _out_of_order)
        faults = [fault for look in looks for fault in look(document, file, found.style)]
    return (None if faults else found), faults


def _unreadable(document: Document, file: str, style: Style) -> Iterator[Fault]:
    themes = ((_LIGHT, style.light), (_DARK, style.dark))
    wanted = [(theme, values, pair, TEXT) for theme, values in themes for pair in TEXTS]
    wanted += [(_LIGHT, style.light, pair, TEXT) for pair in ON_PAPER]
    wanted += [(theme, values, pair, MARK) for theme, values in themes for pair in MARKS]
    for theme, values, pair, least in wanted:
        ratio = tokens.contrast(*(values[name] for name in pair))
        if ratio < least:
            yield _fault_at(document, file, theme, pair, _low(values, pair, ratio, least))


def _low(values: Mapping[str, str], pair: _Pair, ratio: float, least: float) -> tuple[str, str]:
    ink, ground = (f"{name} ({values[name]})" for name in pair)
    verb, of = ("lezen", "tekst") if least == TEXT else ("zien", "lijnen en tekens")
    seen = dutch.number(math.floor(ratio * 100) / 100, 2)  # 4.499 is not 4.50
    hint = f"Nodig is {dutch.number(least, 1)} voor {of}, naar WCAG 2.2. Maak een van de twee lichter of donkerder."
    return f"{ink} is niet te {verb} op {ground}: het contrast is {seen}.", hint


def _alike(document: Document, file: str, style: Style) -> Iterator[Fault]:
    """Lines of one figure in one colour: nobody knows which is which."""
    for theme, values in ((_LIGHT, style.light), (_DARK, style.dark)):
        for pair in itertools.combinations(_OF_FIGURES, 2):
            if values[pair[0]] == values[pair[1]]:
                told = (f"{pair[0]} en {pair[1]} hebben dezelfde kleur.", "Kies voor figuren kleuren die verschillen.")
                yield _fault_at(document, file, theme, pair, told)


def _out_of_order(document: Document, file: str, style: Style) -> Iterator[Fault]:
    """On a map more is further from the background: each step must go the same way."""
    for theme, values in ((_LIGHT, style.light), (_DARK, style.dark)):
        steps = [tokens.contrast(values[name], values["paper"]) for name in _OF_MAPS]
        if steps != sorted(set(steps)):
            said = "De kleuren van de kaart lopen niet in stappen weg van de achtergrond."
            hint = "Laat seq-1 het minst en seq-5 het meest verschillen van paper."
            yield _fault_at(document, file, theme, (*_OF_MAPS, "paper"), (said, hint))


def _fault_at(document: Document, file: str, theme: str, names: Sequence[str], told: tuple[str, str]) -> Fault:
    """A fault on the row of the first of these tokens that the file itself gives."""
    places: list[Place] = [(theme, name) for name in names if (theme, name) in document.rows]
    place = places[0] if places else (theme,)
    value = document.content.get(theme, {}).get(place[-1], "")
    return replace(model_faults.fault_at(document, file, place, told, model_faults.named(place), value), rule=RULE)
