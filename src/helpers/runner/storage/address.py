"""What is an address of a store and what a path. Light to import: most commands have a path."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from helpers.floor.faults import AskedWrongly

# By protocol the alternatives, each the variables that must be there together. No key comes from anywhere else.
VARIABLES: dict[str, tuple[tuple[str, ...], ...]] = {
    "s3": (("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),),
    **dict.fromkeys(
        ("az", "abfs", "abfss"),
        (
            ("AZURE_STORAGE_CONNECTION_STRING",),
            ("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_ACCOUNT_KEY"),
            ("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_SAS_TOKEN"),
            (
                "AZURE_STORAGE_ACCOUNT_NAME",
                "AZURE_STORAGE_TENANT_ID",
                "AZURE_STORAGE_CLIENT_ID",
                "AZURE_STORAGE_CLIENT_SECRET",
            ),
        ),
    ),
}
_ADDRESS = re.compile(r"(?P<protocol>[A-Za-z][A-Za-z0-9+.-]+)://(?P<server>[^/]*)(?P<folder>/.*)?")  # C:\ is a path
_WITH_CONTAINER = re.compile(r"[a-z0-9$-]+@[A-Za-z0-9.-]+")  # abfs://container@account.dfs.core.windows.net
_EXAMPLE = "Schrijf bijvoorbeeld s3://emmer/map, az://container/map of file:///map."
_ENVIRONMENT = "Zet sleutels in de omgeving, nooit in een adres."


@dataclass(frozen=True)
class Address:
    """A folder in a store, without any secret: it may be shown."""

    text: str

    @property
    def protocol(self) -> str:
        return self.text.partition("://")[0]

    @property
    def name(self) -> str:
        """Its last part, as a folder of this computer may be called."""
        return re.sub(r"[^\w.-]", "_", self.text.rpartition("/")[2]).strip(".") or "map"

    def __str__(self) -> str:
        return self.text


def place(text: str, option: str) -> Address | Path:
    r"""The address, or the path on this computer, behind an option.

    Raises AskedWrongly on an unknown kind of address and on one with a secret in it, which is not repeated.

    >>> place("s3://emmer/exports/", "--data").text, place("file:///srv/exports", "--data").as_posix()
    ('s3://emmer/exports', '/srv/exports')
    >>> isinstance(place(r"C:\exports", "--data"), Path)
    True
    """
    found = _ADDRESS.fullmatch(text.strip())
    if not found:
        return Path(text)
    protocol, server, folder = found["protocol"].lower(), found["server"], found["folder"] or ""
    if protocol == "file":
        return _local(server, folder, option)
    if protocol not in VARIABLES:
        raise AskedWrongly(*_unknown(protocol, option))
    _refuse_secret(protocol, server, folder, option)
    parts = folder.strip("/").split("/") if folder.strip("/") else []
    if not server or any(part in ("", ".", "..") for part in parts) or not text.strip().isprintable():
        raise AskedWrongly(f"Het adres achter {option} is niet te lezen.", _EXAMPLE)
    return Address("/".join([f"{protocol}://{server}", *parts]))


def refuse_without_keys(address: Address) -> None:
    """Raise AskedWrongly where the environment holds no keys: the packages would look for them elsewhere."""
    given = given_variables(address)
    if "@" in address.text:  # the account stands in the address
        given.append("AZURE_STORAGE_ACCOUNT_NAME")
    if not any(set(names) <= set(given) for names in VARIABLES[address.protocol]):
        wanted = " en ".join(VARIABLES[address.protocol][0])
        hint = f"Zet {wanted}; de README noemt wat er nog meer kan."
        raise AskedWrongly(f"Voor {address} staan geen sleutels in de omgeving.", hint)


def given_variables(address: Address) -> list[str]:
    """The variables with keys for this kind of store that are there, by name."""
    names = dict.fromkeys(name for several in VARIABLES[address.protocol] for name in several)
    return [name for name in names if os.environ.get(name)]


def _local(server: str, folder: str, option: str) -> Path:
    if server or not folder:
        raise AskedWrongly(f"Het adres achter {option} is niet te lezen.", "Schrijf file:///map, met drie strepen.")
    is_drive = re.match(r"/[A-Za-z]:", folder)
    return Path(folder[1:] if is_drive else folder)


def _unknown(protocol: str, option: str) -> tuple[str, str]:
    if protocol in ("http", "https"):
        hint = "Een server die S3 spreekt, staat in AWS_ENDPOINT_URL. Een webadres haalt u op met fetch."
        return f"Achter {option} staat een webadres.", hint
    return f"Het soort adres achter {option} is onbekend.", _EXAMPLE


def _refuse_secret(protocol: str, server: str, folder: str, option: str) -> None:
    """A password may hold a / too, so that what comes after it looks like a folder."""
    is_container = protocol.startswith("abfs") and _WITH_CONTAINER.fullmatch(server)
    has_user = "@" in server or (":" in server and "@" in folder)
    if (has_user and not is_container) or re.search("[?#]", server + folder):
        raise AskedWrongly(f"In het adres achter {option} staat een gebruiker, een sleutel of een vraag.", _ENVIRONMENT)
    if ":" in server or "::" in folder:
        raise AskedWrongly(f"Het adres achter {option} is niet te lezen.", _EXAMPLE)
