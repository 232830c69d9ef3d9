"""What carries a secret, by its name, and the environment without those. Light to import."""

import re
from collections.abc import Mapping

_SECRET = re.compile(
    r"(?i)key|token|secret|passw|pwd|jwt|wachtwoord|sleutel|geheim|credential|signature|session|^o?auth|sig$"
    r"|(?<![a-z])(pass|sig|sas|auth|bearer)(?![a-z])|^((auth|access)[_-]?)?code$"
)
_OF_STORES = ("AWS_", "AZURE_", "FSSPEC_")
_WITH_PASSWORD = re.compile(r"://[^/\s]*:[^\s]*@|(?i:accountkey|sig)=")  # an address of a database or of a store


def is_secret(name: str) -> bool:
    """Whether a parameter of an address carries a secret, by its name.

    >>> is_secret("api_key"), is_secret("code"), is_secret("$filter"), is_secret("postcode")
    (True, True, False, False)
    """
    return _SECRET.search(name) is not None


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a process that reads files or runs cells: it reaches no store, database or service.

    >>> without_secrets({"HOME": "/home/jan", "AWS_SECRET_ACCESS_KEY": "x", "HR": "postgresql://jan:x@hr/p"})
    {'HOME': '/home/jan'}
    """
    return {
        name: value
        for name, value in environment.items()
        if not (name.startswith(_OF_STORES) or is_secret(name) or _WITH_PASSWORD.search(value))
    }
