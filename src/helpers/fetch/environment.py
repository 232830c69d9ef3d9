"""Secrets and addresses that stand in the environment: asked by name, never shown."""

import os

from helpers.floor.faults import AskedWrongly
from helpers.floor.params.fetch_sources import Source


def value_of(variable: str) -> str:
    """What an environment variable holds. Raises AskedWrongly when it is not there."""
    value = os.environ.get(variable, "").strip()
    if not value:
        hint = "Zet hem voordat u fetch start; vraag de waarde aan de beheerder."
        raise AskedWrongly(f"De omgevingsvariabele {variable} is leeg of bestaat niet.", hint)
    return value


def address_of(source: Source) -> str:
    """The address of a source, from the file or from the environment."""
    return source.address or value_of(source.address_variable)
