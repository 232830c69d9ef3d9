"""Whether a value is where its target wants it: said once, with the operator and the tolerance."""

from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

AT_LEAST, AT_MOST = ">=", "<="
TOLERANCE = 1e-9  # so that 80% is at 80% in floating point too


@overload
def is_reached(value: float, target: float, operator: str) -> bool: ...
@overload
def is_reached(value: "np.ndarray", target: float, operator: str) -> "npt.NDArray[np.bool_]": ...
def is_reached(value: "float | np.ndarray", target: float, operator: str) -> "bool | npt.NDArray[np.bool_]":
    """Whether a value is at its target or on the good side of it; of an array, for each.

    >>> is_reached(0.1 + 0.7, 0.8, AT_LEAST), is_reached(3, 2, AT_MOST)
    (True, False)
    """
    return value <= target + TOLERANCE if operator == AT_MOST else value >= target - TOLERANCE


def is_settled(total: float, target: float, operator: str) -> bool:
    """Whether a total that never falls is past its target for good: kept when asked as a least, broken as a most.

    >>> is_settled(2, 2, AT_LEAST), is_settled(2, 2, AT_MOST), is_settled(3, 2, AT_MOST)
    (True, False, True)
    """
    return bool(is_reached(total, target, operator)) == (operator != AT_MOST)
