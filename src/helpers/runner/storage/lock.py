"""One run at a time writes to a place in a store."""

import random
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from helpers.floor import dutch
from helpers.floor.faults import RunFailed, TryLater, UserFault
from helpers.runner.storage.store import Found, Store

NAME = ".lock-"
LAPSES = timedelta(minutes=15)  # what a killed run left counts no longer
_LONGEST_SECONDS = 600  # a run that sends stops well before that
_PAUSES = (1.0, 3.0)  # seconds at most, before it is tried again
_HERE = ZoneInfo("Europe/Amsterdam")
_CONTENT = b"Een run leest of verstuurt hier rapporten. Na een kwartier telt dit bestand niet meer.\n"


@dataclass(frozen=True)
class Held:
    """What is known while the place is held: its objects, and whether the store itself refuses a second writer."""

    found: dict[str, Found]
    is_refusing: bool
    _since: float = field(default_factory=time.monotonic)

    def refuse_if_long(self) -> None:
        """Raise RunFailed before another run may think that this one was killed."""
        if time.monotonic() - self._since > _LONGEST_SECONDS:
            raise RunFailed("Het versturen duurt te lang.", "Draai opnieuw; wat heel is, blijft staan.")


@contextmanager
def held(store: Store) -> Iterator[Held]:
    """Keep a place for this run. Raises TryLater when another run holds it, AskedWrongly when it is closed.

    Every run puts a lock of its own there and then looks which there are: of two at once at least one sees the
    other, so no lock has to be taken over, and one that lapsed is just taken away. Both may step back; so each tries
    again after a while of its own. Ages are by the clock of the store.
    """
    own, place = _taken(store)
    try:
        yield place
    except BaseException:
        with suppress(UserFault):  # what went wrong says more
            store.remove([own])
        raise
    store.remove([own])


def _taken(store: Store) -> tuple[str, Held]:
    for longest_seconds in _PAUSES:
        with suppress(TryLater):
            return _tried(store)
        time.sleep(random.uniform(0, longest_seconds))
    return _tried(store)


def _tried(store: Store) -> tuple[str, Held]:
    """The name of the own lock, once it is the only one. Put twice it tells whether the store refuses what is there."""
    own = f"{NAME}{uuid.uuid4().hex}"
    try:
        store.create(own, _CONTENT)
        is_refusing = not store.create(own, _CONTENT)
        found = store.all()
        if lapsed := _lapsed(store, found, own):
            store.remove(lapsed)
    except BaseException:
        with suppress(UserFault):
            store.remove([own])
        raise
    return own, Held({name: one for name, one in found.items() if not name.startswith(NAME)}, is_refusing)


def _lapsed(store: Store, found: dict[str, Found], own: str) -> list[str]:
    """The locks of runs that were killed. Raises TryLater at one that may still run."""
    now = found[own].changed_at if own in found else None
    lapsed = []
    for name, one in found.items():
        if not name.startswith(NAME) or name == own:
            continue
        if now is None or one.changed_at is None or now - one.changed_at < LAPSES:
            raise _busy(store, name, one)
        lapsed.append(name)
    return lapsed


def _busy(store: Store, name: str, one: Found) -> TryLater:
    moment = one.changed_at.astimezone(_HERE) if one.changed_at else None
    since = f"Sinds {dutch.day(moment.date())} {moment:%H:%M} uur is" if moment else "Er is"
    hint = f"Wacht tot die klaar is. Is die gestopt, wacht dan een kwartier of haal {name} daar weg."
    return TryLater(f"{since} een andere run bezig in {store.address}.", hint)
