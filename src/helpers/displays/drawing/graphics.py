"""Two small drawings in a table cell: a bullet bar and a sparkline. The text beside them says the same."""

from collections.abc import Sequence

from helpers.displays.drawing.palette import BAND, BAND_LIGHT, C1, C2, GREY, INK

_BAR_WIDTH, _LINE_WIDTH, _HEIGHT = 100, 72, 16


def bullet(
    value: float,
    target: float | None,
    planned: float | None = None,
    is_percent: bool = True,
    interval: tuple[float, float] | None = None,
) -> str:
    """A bar for the value, an upright line for the target, a band up to what was planned.

    >>> bullet(50, 100).startswith("<svg") and C1 in bullet(50, 100)
    True
    """
    known = [one for one in (value, target, planned, *(interval or ())) if one is not None]
    longest = 100 if is_percent and max(known) <= 100 else max([*known, 1e-9])
    scale = (_BAR_WIDTH - 3) / longest
    parts = [_box(0, 3, _BAR_WIDTH, 10, BAND_LIGHT)]
    if planned is not None:
        parts.append(_box(0, 3, planned * scale, 10, BAND))
    parts.append(_box(0, 5.5, value * scale, 5, C1))
    if interval:
        parts.append(_box(interval[0] * scale, 7.4, max((interval[1] - interval[0]) * scale, 1), 1.2, C2))
    if target is not None:
        parts.append(_box(target * scale, 0.5, 2.2, 15, INK))
    return _svg(_BAR_WIDTH, parts)


def sparkline(values: Sequence[float | None], breaks: Sequence[int] = ()) -> str:
    """A line with a dot on the last value; it breaks where one is unknown and before `breaks`."""
    known = [one for one in values if one is not None]
    low, span = min(known), (max(known) - min(known)) or 1.0
    step = (_LINE_WIDTH - 8) / max(len(values) - 1, 1)
    points = [None if one is None else (4 + i * step, 13 - 10 * (one - low) / span) for i, one in enumerate(values)]
    parts = [_path(run) for run in _runs(points, breaks) if len(run) > 1]
    parts += [_dot(run[0], 1.2, GREY) for run in _runs(points, breaks) if len(run) == 1]
    if points[-1] is not None:
        parts.append(_dot(points[-1], 2.4, C1))
    return _svg(_LINE_WIDTH, parts)


Point = tuple[float, float]


def _runs(points: Sequence[Point | None], breaks: Sequence[int]) -> list[list[Point]]:
    runs: list[list[Point]] = [[]]
    for i, point in enumerate(points):
        if point is None or i in breaks:
            runs.append([])
        if point is not None:
            runs[-1].append(point)
    return [run for run in runs if run]


def _path(run: Sequence[Point]) -> str:
    line = " ".join(f"{_n(x)},{_n(y)}" for x, y in run)
    return f'<polyline points="{line}" style="fill:none;stroke:{GREY};stroke-width:1.4"/>'


def _dot(point: Point, radius: float, colour: str) -> str:
    return f'<circle cx="{_n(point[0])}" cy="{_n(point[1])}" r="{radius}" style="fill:{colour}"/>'


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" height="{_n(height)}"'
    return f'<rect {place} style="fill:{colour}"/>'


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _svg(width: int, parts: Sequence[str]) -> str:
    box = f'width="{width}" height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}"'
    return f"<svg {box}>{''.join(parts)}</svg>"
