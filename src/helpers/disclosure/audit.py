"""The audit: what a reader finds of hidden counts, from all that stands published together."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from helpers.disclosure.agreement import Range, Told, agreeing
from helpers.disclosure.printed import against_the_rule
from helpers.disclosure.published.harvest import Harvest, Place
from helpers.floor.params.small_numbers import SmallNumbers


@dataclass(frozen=True)
class Leak:
    """A count that a reader finds too well: where it is hidden, where it stands printed against the rule (is_printed),
    or what it is left of where it stands nowhere (is_rest). The number itself goes no further than here.
    """

    name: str  # of the figure, by its content
    place: Place
    is_printed: bool = False
    is_rest: bool = False
    span: Range | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Audit:
    """How an audit ended.

    `hidden` counts figures that are hidden, each once; `for_others` those that a reader can place at or above the
    threshold, so that they protect another. `narrowest` is how many values are left of the one of which the fewest
    are left and that may be small; None where nothing bounds them. `apart` are pairs of editions that contradict each
    other: a reader keeps them apart.
    """

    hidden: int
    for_others: int
    narrowest: int | None
    leaks: tuple[Leak, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


def audited(editions: Sequence[Harvest], limits: SmallNumbers, headlines: Collection[str]) -> Audit:
    """Attack all hidden counts of these editions together, in whole numbers, as the outsider who knows the rule.

    What is safe is said by `linked.leaks`: a range that holds all of 1 to 9 (`limits`), or lies at 10 or more.
    Editions that contradict each other, as after a correction, are attacked in groups that agree.
    Those that were made with other limits are attacked apart.
    """
    made_with: dict[SmallNumbers, list[Harvest]] = defaultdict(list)
    for one in editions:
        made_with[_limits_of(one, limits, headlines)].append(one)
    found = [_attacked(some, of_these, headlines) for of_these, some in made_with.items()]
    widths = [one.narrowest for one in found if one.narrowest is not None]
    return Audit(
        hidden=sum(one.hidden for one in found),
        for_others=sum(one.for_others for one in found),
        narrowest=min(widths, default=None),
        leaks=tuple(leak for one in found for leak in one.leaks),
        apart=tuple(pair for one in found for pair in one.apart),
    )


def _limits_of(one: Harvest, limits: SmallNumbers, headlines: Collection[str]) -> SmallNumbers:
    """The limits that an edition was made with: as it tells, or today's, with counts rounded less."""
    if one.limits is not None:
        return one.limits
    is_against = against_the_rule(one.rows, limits, headlines).any()
    return limits.model_copy(update={"rounded_to": SmallNumbers().rounded_to}) if is_against else limits


def _attacked(editions: Sequence[Harvest], limits: SmallNumbers, headlines: Collection[str]) -> Audit:
    told = Told(editions, limits, headlines)
    groups, apart = agreeing(told)
    hidden: dict[str, list[Range]] = defaultdict(list)
    unsafe: dict[str, Range] = {}
    for left, leaks in map(told.found, groups):
        for name, span in left.items():
            hidden[name].append(span)
        for name, span in leaks.items():
            unsafe[name] = min(span, unsafe.get(name, span), key=lambda one: (one[1] - one[0], one))
    may_be_small = [high - low + 1 for spans in hidden.values() for low, high in spans if low < limits.hidden_below]
    bounded = [width for width in may_be_small if width < float("inf")]
    printed = [Leak(name, place, is_printed=True) for name, place in told.printed]
    return Audit(
        hidden=len(hidden),
        for_others=sum(all(low >= limits.hidden_below for low, _ in spans) for spans in hidden.values()),
        narrowest=int(min(bounded)) if bounded else None,
        leaks=(*printed, *_at_their_places(unsafe, told)),
        apart=tuple(apart),
    )


def partaking(
    new: Sequence[Harvest], standing: Sequence[Harvest], limits: SmallNumbers, headlines: Collection[str]
) -> tuple[Audit, list[Leak], list[Leak]]:
    """The audit of new editions beside those that stand; the leaks in which a new one takes part, and the others.

    A new one takes part in what it shows by itself, and in what a reader knows better with it than without.
    """
    together = audited([*new, *standing], limits, headlines)
    if not together.leaks:
        return together, [], []
    alone, before = (
        {leak.name: leak.span for leak in audited(some, limits, headlines).leaks} for some in (new, standing)
    )
    stops = [leak for leak in together.leaks if leak.name in alone or before.get(leak.name, ()) != leak.span]
    return together, stops, [leak for leak in together.leaks if leak not in stops]


def _at_their_places(unsafe: Mapping[str, Range], told: Told) -> Iterator[Leak]:
    for name, span in sorted(unsafe.items()):
        for place in told.places.get(name, ()):
            yield Leak(name, place, span=span)
        for place in told.beside.get(name, ()):
            yield Leak(name, place, is_rest=True, span=span)
