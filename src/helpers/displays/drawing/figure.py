"""From a drawing to a Figure piece: an SVG, and the words with it."""

from collections.abc import Callable, Sequence
from io import StringIO
from typing import Any, Literal

import matplotlib as mpl
import pandas as pd
import seaborn as sns
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Drawing
from matplotlib.layout_engine import ConstrainedLayoutEngine

from helpers.displays.drawing import svg
from helpers.displays.drawing.columns import Column, cells, headings, in_file
from helpers.displays.drawing.palette import C1, GREY, INK, MUTED, PAPER, RULE
from helpers.floor import dutch
from helpers.floor.shapes.pieces import Figure

_WANTED = ("Liberation Sans", "Arial", "DejaVu Sans")
ALT_SHORTEST, ALT_LONGEST = 40, 600
_ROOM_FOR_NAMES = 0.17  # inches


def figure(
    paint: Callable[[Drawing], None],
    *,
    name: str,
    title: str,
    subtitle: str,
    alt: Sequence[str],
    source: str,
    frame: pd.DataFrame,
    columns: Sequence[Column],
    height: float = 3.6,
    width: float = 7.2,
) -> Figure:
    """Draw with `paint` and give the piece, with the frame as its table and file; width and height in inches.

    Titles stay out of the drawing. `alt` has sentences, which follow the title as far as they fit. Raises
    ValueError when a word or the data is missing, or the alt text is not 40 to 600 characters.
    """
    words = alt_text([f"{title}.", *alt])
    _check({"title": title, "subtitle": subtitle, "source": source}, words, frame, name)
    with mpl.rc_context(_theme()):
        drawing = Drawing(figsize=(width, height), dpi=72, facecolor="none", layout="constrained")
        paint(drawing)
        markup = svg.clean(_markup(drawing), name)
    shown, file = cells(frame, columns), in_file(frame, columns)
    return Figure(name, title, subtitle, words, source, markup, headings(columns), shown, file)


def alt_text(sentences: Sequence[str]) -> str:
    """As many whole sentences as fit in an alt text, in their order.

    >>> alt_text(["Een lijn die stijgt.", "x" * 600])
    'Een lijn die stijgt.'
    """
    text = ""
    for sentence in sentences:
        if len(text) + len(sentence) + 1 > ALT_LONGEST:
            break
        text = f"{text} {sentence}".strip()
    return text


def as_printed(value: float, decimals: int = 0) -> float:
    """Where to draw a number that is in no table of its figure: a line of which one reads no more than is printed.

    >>> as_printed(74.195)
    74.0
    """
    return round(float(value), decimals)


def target_line(axes: Axes, value: float, text: str, is_upright: bool = False, until: float = 1.0) -> None:
    """The target as a line that carries its own label; `until` is the part of the axes it crosses, 0 to 1."""
    draw = axes.axvline if is_upright else axes.axhline
    draw(value, 0, until, color=INK, linewidth=1.4, linestyle=(0, (4, 2)) if is_upright else "-", zorder=2)
    xy, coordinates = ((value, 1), ("data", "axes fraction")) if is_upright else ((0, value), ("axes fraction", "data"))
    axes.annotate(
        text,
        xy,
        xycoords=coordinates,
        xytext=(4 if is_upright else 2, 3),
        textcoords="offset points",
        color=INK,
        fontweight="bold",
        fontsize=9,
        annotation_clip=False,
    )


def label(
    axes: Axes,
    text: str,
    at: tuple[Any, Any],
    shift: tuple[float, float] = (5, 0),
    colour: str = C1,
    weight: str = "bold",
    **more: Any,
) -> None:
    """A direct label beside a mark, on a ground of its own so that no line runs through it."""
    ground = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.8}
    axes.annotate(
        text,
        at,
        xytext=shift,
        textcoords="offset points",
        color=colour,
        fontweight=weight,
        fontsize=9,
        annotation_clip=False,
        bbox=ground,
        zorder=4,
        **more,
    )


def grid(axes: Axes, along: Literal["x", "y"] = "y") -> None:
    """A light grid along one axis and nothing else around the marks."""
    axes.grid(visible=False)
    axes.grid(visible=True, axis=along, color=RULE, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    sns.despine(ax=axes, left=True, bottom=along == "x", top=True, right=True)


def percent_axis(axes: Axes, names: list[str]) -> None:
    """Bars that lie, named on the left, on an axis from 0 to 100%."""
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(0, 112)
    axes.set_xticks(range(0, 101, 25))
    axes.set_xlabel("")
    axes.set_ylabel("")
    axes.xaxis.set_major_formatter(lambda value, _: dutch.quantity(value, "percent"))
    grid(axes, "x")
    # At the dpi of the layout letters are set narrower than on the page: a long name would be cut at the left.
    layout = axes.figure.get_layout_engine()
    if isinstance(layout, ConstrainedLayoutEngine):
        layout.set(w_pad=_ROOM_FOR_NAMES)


def _theme() -> dict[Any, Any]:
    known = set(font_manager.get_font_names())
    return {
        **sns.axes_style("white"),
        "font.family": "sans-serif",
        "font.sans-serif": [f for f in _WANTED if f in known],
        "font.size": 9.5,
        "axes.labelsize": 9.5,
        "xtick.labelsize": 9,
        "ytick.labelsize": 9,
        "text.color": INK,
        "axes.labelcolor": MUTED,
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "axes.edgecolor": GREY,
        "axes.titlesize": 9.5,
        "axes.titleweight": "bold",
        "axes.titlecolor": INK,
        "axes.titlelocation": "left",
        "axes.facecolor": "none",
        "axes.unicode_minus": True,
        "svg.fonttype": "none",
        "svg.hashsalt": "helpers",
        "text.parse_math": False,  # a name with dollar signs is a name
    }


def _markup(drawing: Drawing) -> str:
    """Placed once and drawn once; `savefig` would draw it a second time, for the places alone."""
    buffer = StringIO()
    canvas = FigureCanvasSVG(drawing)
    if places := drawing.get_layout_engine():
        places.execute(drawing)
    drawing.set_layout_engine("none")
    canvas.print_svg(buffer, metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def _check(texts: dict[str, str], alt: str, frame: pd.DataFrame, name: str) -> None:
    absent = [key for key, text in texts.items() if not text.strip()]
    if frame.empty:
        absent.append("data")
    if absent:
        raise ValueError(f"figure {name} has no {', '.join(absent)}")
    if not ALT_SHORTEST <= len(alt) <= ALT_LONGEST:
        wanted = f"{ALT_SHORTEST} to {ALT_LONGEST}"
        raise ValueError(f"figure {name}: alt text of {len(alt)} characters, not {wanted}")
