"""How a batch over several homes ended, in the order of how bad it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.bootstrap import stopping
from helpers.floor import dutch
from helpers.floor.faults import AskedWrongly, RunFailed, TryLater
from helpers.runner.command.outcome import DONE, FAILED, INTERRUPTED, REFUSED, PassedOn
from helpers.runner.homes.choice import Home

WORDS = {
    RunFailed.exit_code: FAILED,
    AskedWrongly.exit_code: REFUSED,
    TryLater.exit_code: REFUSED,
    stopping.EXIT_CODE: INTERRUPTED,
    0: DONE,
}  # the worst first
_IN_DUTCH = {
    RunFailed.exit_code: "mislukt",
    AskedWrongly.exit_code: "geweigerd",
    TryLater.exit_code: "was al bezig",
    stopping.EXIT_CODE: "afgebroken",
}
_SUDDEN = "Het proces stopte plotseling."


@dataclass(frozen=True)
class Ended:
    """How one home ended; `told` is None where its process could not say."""

    home: Home
    exit_code: int
    told: PassedOn | None


def worst(codes: Sequence[int]) -> int:
    """The exit code of the whole: the first of 1, 2, 75, 130 and 0 that one of them has.

    >>> worst([0, 75, 2]), worst([0, 0])
    (2, 0)
    """
    return next(code for code in WORDS if code in codes or code == 0)


def lines(ended: Sequence[Ended]) -> list[str]:
    """What is told at the end: a line a home, those that did not get there last."""
    done = [one for one in ended if not one.exit_code]
    failed = [one for one in ended if one.exit_code]
    of_all = dutch.counted(len(ended), "gemeente", "gemeenten")
    return [
        f"Klaar: {len(done)} van {of_all}." if failed else f"Klaar: {of_all}.",
        *(f"  {one.home.name}: {_where(one)}" for one in done),
        *(f"  {one.home.name}: {_why(one)}" for one in failed),
    ]


def quarters(ended: Sequence[Ended]) -> str:
    """All quarters that were reported on, each once."""
    told = {quarter for one in ended if one.told for quarter in one.told.quarters.split()}
    return " ".join(sorted(told))


def by_home(ended: Sequence[Ended]) -> str:
    """For a program: a line a home, with its folder, its word and its exit code between tabs."""
    return "\n".join(f"{one.home.typed}\t{WORDS[one.exit_code]}\t{one.exit_code}" for one in ended)


def _where(one: Ended) -> str:
    if not one.told:
        return ""
    return f"{one.told.quarters} {one.told.report}".strip() if one.told.report else one.told.message


def _why(one: Ended) -> str:
    message = one.told.message if one.told else _SUDDEN if one.exit_code == RunFailed.exit_code else ""
    return ": ".join(part for part in (_IN_DUTCH[one.exit_code], message) if part)
