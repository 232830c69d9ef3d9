"""What SOURCES.md of a new home says: what each column is, and where the figures come from or are to be had."""

_REAL = "De wijken, hun inwoners en hun oppervlakte komen uit bestanden van CBS en Kadaster (CC BY 4.0)."
_MADE_UP = (
    "**De wijken en hun inwoners zijn verzonnen.** Vervang ze vóór het eerste echte rapport. "
    "De snelste weg: maak de map opnieuw met --borders."
)
_TEXT = """# Waar de cijfers in deze map vandaan komen

Deze map hoort bij {name}. {about}

- **wijken.csv**: een rij per wijk. Codes, namen en grenzen: Wijk- en Buurtkaart van CBS en Kadaster, op pdok.nl.
  - wijk, name: de code en de naam van het CBS.
  - short_name: een korte naam, voor de tegels en de figuren. Die kiest u zelf.
  - tile_row, tile_column: de plek van de tegel op de kaart, met het noorden boven. U mag schuiven.
  - hectares: de oppervlakte, met water.
  - inhabitants, inhabitants_year, inhabitants_source: de inwoners, het jaar en de bron.
  - lon, lat: het midden van de wijk in graden (WGS 84). Dat mag leeg blijven.
- **population.csv**: een rij per wijk en een voor de gemeente. CBS, Kerncijfers wijken en buurten.
  - aged_65_plus: wie 65 of ouder is. Leeg: onbekend.
- **wijkgrenzen.geojson**: de grenzen, voor bestanden met punten. Dat bestand mag ontbreken.

Neem alles van hetzelfde jaar: een code van een wijk betekent zonder jaar niets.
Is elderly_from_age in params/municipality.yml geen 65, noem de kolom dan naar die leeftijd, zoals aged_67_plus.
"""


def text(name: str, is_real: bool) -> str:
    """The note for a municipality, with its own wijken or with made-up ones."""
    return _TEXT.format(name=name, about=_REAL if is_real else _MADE_UP)
