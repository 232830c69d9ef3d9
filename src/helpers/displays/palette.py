"""Every colour of the figures in one place, so that a house style can replace them."""

from __future__ import annotations

PAPER = "#ffffff"
INK = "#16202a"
MUTED = "#4a5560"
C1 = "#12436d"
C2 = "#c2410c"
C3 = "#1b7f76"
C4 = "#801650"
GREY = "#7d8791"
BAND = "#b9d3ea"
RULE = "#d5dbe1"
SEQUENTIAL = ("#d6e6f4", "#a3c8e6", "#5b9bd0", "#1f6aa8", "#0b3557")
BAND_LIGHT = SEQUENTIAL[0]

# light → dark; the page swaps them, so a figure uses these colours and no others
DARK_GROUND = "#11181f"
DARK: dict[str, str] = {
    PAPER: DARK_GROUND,
    INK: "#e9eef3",
    MUTED: "#aeb9c4",
    C1: "#7db8ec",
    C2: "#ff9d66",
    C3: "#4fc4b8",
    C4: "#e58abb",
    GREY: "#8b96a1",
}

# status → (text, chip) in light
STATUS: dict[str, tuple[str, str]] = {
    "gehaald": ("#0b6b3a", "#e3f3ea"),
    "nu op streefwaarde": ("#0b6b3a", "#e3f3ea"),
    "op koers": ("#12436d", "#e4eef7"),
    "onzeker": ("#8a5200", "#fdf0d9"),
    "achter": ("#a3201b", "#fbe6e4"),
    "niet meer haalbaar": ("#a3201b", "#fbe6e4"),
    "niet gehaald": ("#a3201b", "#fbe6e4"),
    "geen oordeel": ("#4a5560", "#eceff2"),
}


def contrast(colour: str, ground: str = PAPER) -> float:
    """The contrast ratio of two colours, 1 to 21; source: WCAG 2.2, relative luminance.

    >>> round(contrast("#000000"), 1), round(contrast(C1), 1)
    (21.0, 10.2)
    """
    lighter, darker = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
