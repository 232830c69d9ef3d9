"""What matplotlib writes, made fit for a page: no metadata, no width, ids of its own, short numbers.

It is cleaned here and nowhere else; the page only fits it in, and refuses what is not clean.
"""

import re

_PROLOGUE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<!--.*?-->", re.DOTALL)
_STYLES = re.compile(r"<style[^>]*>.*?</style>", re.DOTALL)
_NOTHING = re.compile(r' transform="rotate\(-0 [^"]*"|<path d="[^"]*" style="fill: none"/>|<defs>\s*</defs>')
_GEOMETRY = re.compile(r'\b(d|x|y|transform|points|viewBox|width|height)="([^"]*)"')
_LONG = re.compile(r"-?\d+\.\d{2,}")
_FAMILY = re.compile(r"font-family: [^;\"]*(; )?")
_FONT = re.compile(r"font: ((?:\w+ )*?)([\d.]+)px [^;\"]*")


def clean(markup: str, name: str) -> str:
    """The drawing as the page takes it in: the same bytes each time, ids that begin with `name`."""
    body = _STYLES.sub("", _PROLOGUE.sub("", markup))
    body = re.sub(r"<svg\b[^>]*>", _root, body, count=1)
    body = re.sub(r'style="[^"]*"', _style, _NOTHING.sub("", " ".join(body.split())))
    body = _GEOMETRY.sub(lambda found: f'{found[1]}="{_LONG.sub(_short, found[2]).strip()}"', body)
    body = _flat(_own_ids(body.replace("xlink:href", "href"), name))
    return re.sub(r">\s+<", "><", body).strip()


def _root(found: re.Match[str]) -> str:
    box = re.search(r'viewBox="[^"]*"', found[0])
    return f'<svg {box[0] if box else ""} stroke-linejoin="round" stroke-linecap="butt">'


def _style(found: re.Match[str]) -> str:
    said = _FAMILY.sub("", _FONT.sub(_font, found[0]))
    return re.sub(r"\s*([:;])\s*", r"\1", said).replace(';"', '"')


def _font(found: re.Match[str]) -> str:
    is_bold = any(word in ("bold", "700", "600") for word in found[1].split())
    return f"font-size: {found[2]}px" + ("; font-weight: bold" if is_bold else "")


def _short(found: re.Match[str]) -> str:
    return f"{round(float(found[0]), 1) + 0.0:.1f}".removesuffix(".0")


def _own_ids(body: str, name: str) -> str:
    used = dict.fromkeys(re.findall(r'(?:url\(#|href="#)([^")]+)', body))
    own = {old: f"{name}-{i}" for i, old in enumerate(used, 1)}
    body = re.sub(r' id="([^"]+)"', lambda m: f' id="{own[m[1]]}"' if m[1] in own else "", body)
    return re.sub(r'(url\(#|href="#)([^")]+)', lambda m: m[1] + own[m[2]], body)


def _flat(body: str) -> str:
    """Without the groups that say nothing: matplotlib nests them for its ids."""
    is_kept: list[bool] = []

    def keep(found: re.Match[str]) -> str:
        if found[0] == "</g>":
            return found[0] if is_kept.pop() else ""
        is_kept.append(found[0] != "<g>")
        return found[0] if is_kept[-1] else ""

    return re.sub(r"<g\b[^>/]*>|</g>", keep, body)
