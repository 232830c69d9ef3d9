"""What an export says of itself, for those who may not know its contract: its name, and how strictly to tell."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Description:
    """One export in words. What nobody said is taken strictly: its rows are about persons.

    `counted` is what a row tells of: "person", "dealer", or "row" where it is nobody. `told_exactly` are the
    rules whose warnings say nothing about who is in the rows. `judged_in` are the notebooks that give no
    judgement of a quarter without a row, by the days in the column `day`. `is_optional`: it may be absent.
    """

    title: str  # Dutch
    counted: str = "person"
    told_exactly: frozenset[str] = frozenset()
    judged_in: tuple[str, ...] = ()
    day: str = ""
    is_optional: bool = False


class Descriptions(dict[str, Description]):
    """The description of every export, by name; of one that is not known, the strictest.

    >>> Descriptions()["klachten"]
    Description(title='klachten', counted='person', told_exactly=frozenset(), judged_in=(), day='', is_optional=False)
    """

    def __missing__(self, dataset: str) -> Description:
        return Description(dataset)
