"""A file on a share or in a store, by the address that fsspec knows: file, sftp, s3, abfs and the like."""

import fsspec
from fsspec.registry import known_implementations

from helpers.fetch.addresses import masked
from helpers.fetch.environment import address_of
from helpers.fetch.fetched import Fetched
from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.floor.params.fetch_sources import Source

_WEB = ("http", "https")


def file(source: Source) -> Fetched:
    """The bytes of one file. Raises AskedWrongly when its kind of place is unknown, RunFailed when it does not come."""
    address = address_of(source)
    protocol = address.partition("://")[0].partition("::")[0]
    if protocol in _WEB:
        raise AskedWrongly("Dit is een webadres.", "Schrijf kind: http.")
    largest = source.largest_mb * 1_000_000
    try:
        with fsspec.open(address, "rb") as opened:
            content = opened.read(largest + 1)
    except ImportError:
        needed = str(known_implementations.get(protocol, {}).get("err", "")).replace("Install ", "").split()
        package = needed[0] if needed else protocol
        raise AskedWrongly(
            f"Voor {protocol}:// is een pakket nodig: {package}.", f"Installeer het: uv pip install {package}."
        ) from None
    except FileNotFoundError:
        raise RunFailed("Het bestand is er niet.", "Controleer het adres.") from None
    except PermissionError:
        raise RunFailed("Dit bestand mag u niet lezen.", "Vraag leesrechten aan de beheerder.") from None
    except ValueError as error:
        if "rotocol not known" not in str(error):
            raise RunFailed("Het bestand is niet op te halen.", "Controleer het adres.") from None
        raise AskedWrongly(
            "Dit soort adres is onbekend.", "Schrijf bijvoorbeeld file:///, sftp://, s3:// of abfs://."
        ) from None
    except Exception:  # every store has its own; their words may hold a secret
        raise RunFailed("Het bestand is niet op te halen.", "Controleer adres, rechten en verbinding.") from None
    if len(content) > largest:
        raise RunFailed(f"Het bestand is groter dan {source.largest_mb} MB.", "Verhoog largest_mb.")
    return Fetched(content, masked(address, bool(source.address_variable)))
