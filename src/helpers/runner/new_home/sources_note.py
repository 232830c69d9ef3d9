"""What SOURCES.md of a new home says: what each column is, and where the figures come from or are to be had."""

_REAL = "De wijken, hun inwoners en hun oppervlakte komen uit bestanden van CBS en Kadaster (CC BY 4.0)."
_MADE_UP = (
    "**De wijken en hun inwoners zijn verzonnen.** Vervang ze vóór het eerste echte rapport. "
    "De snelste weg: maak de map opnieuw met --borders."
)
_TEXT = """# Waar de cijfers in deze map vandaan komen

Deze map hoort bij {name}. {about}

| bestand, kolom | wat | waar te vinden |
|---|---|---|
| wijken.csv: wijk, name | code en naam van elke wijk, van één jaar | CBS en Kadaster, Wijk- en Buurtkaart, op pdok.nl |
| wijken.csv: short_name | een naam die op een tegel past | zelf te kiezen |
| wijken.csv: tile_row, tile_column | de plek van de tegel op de kaart, noord boven | een voorstel; zelf te verschuiven |
| wijken.csv: hectares | de oppervlakte, met water | Wijk- en Buurtkaart |
| wijken.csv: inhabitants, inhabitants_year, inhabitants_source | de inwoners, het jaar en de bron | CBS, Kerncijfers wijken en buurten |
| wijken.csv: lon, lat | het midden van de wijk in graden (WGS 84); mag leeg | uit de grenzen berekend |
| population.csv: inhabitants, aged_65_plus | de inwoners van elke wijk en van de gemeente, en wie 65 of ouder is; mag leeg | CBS, Kerncijfers wijken en buurten |
| wijkgrenzen.geojson | de grenzen, voor bestanden met punten; mag ontbreken | Wijk- en Buurtkaart |

Neem alles van hetzelfde jaar: een code van een wijk betekent zonder jaar niets.
Is elderly_from_age in params/municipality.yml geen 65, noem de kolom dan naar die leeftijd, zoals aged_67_plus.
"""


def text(name: str, is_real: bool) -> str:
    """The note for a municipality, with its own wijken or with made-up ones."""
    return _TEXT.format(name=name, about=_REAL if is_real else _MADE_UP)
