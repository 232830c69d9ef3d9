"""How long is waited for what cannot be asked to stop itself."""

from collections.abc import Callable
from threading import Thread
from typing import Any, TypeVar

_T = TypeVar("_T")


def within(seconds: float, act: Callable[[], _T]) -> _T:
    """What `act` gives or raises. Raises TimeoutError when it takes longer; it then goes on
    alone, and holds nobody up.

    >>> within(5, lambda: 1 + 1)
    2
    """
    outcome: dict[str, Any] = {}

    def run() -> None:
        try:
            outcome["value"] = act()
        except BaseException as error:  # for who waits
            outcome["error"] = error

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if error := outcome.get("error"):
        raise error
    if "value" not in outcome:
        raise TimeoutError
    value: _T = outcome["value"]
    return value
