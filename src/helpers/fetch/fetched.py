"""What came from a source."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Fetched:
    """The bytes of one source. `records` is None where nobody counted; `notes` are Dutch sentences."""

    content: bytes
    address: str  # without secrets
    records: int | None = None
    columns: tuple[str, ...] = ()
    pages: int = 1
    notes: tuple[str, ...] = ()

    def told(self, *notes: str) -> "Fetched":
        """The same with more to say."""
        return replace(self, notes=(*self.notes, *notes))
