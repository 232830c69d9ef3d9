"""Which cell styles of a workbook show a number as a percentage."""

import re
from xml.etree import ElementTree

_BUILT_IN = {9, 10}  # 0% and 0.00%: ECMA-376 part 1, 18.8.30
_AS_TEXT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def percent_styles(xml: bytes) -> set[int]:
    """The numbers of the cell styles whose number format ends in a percentage."""
    root = ElementTree.fromstring(xml)
    custom = {
        int(one.get("numFmtId", "0")): is_percent(one.get("formatCode", ""))
        for one in root.iter()
        if one.tag.endswith("}numFmt")
    }
    styles = next((one for one in root if one.tag.endswith("}cellXfs")), ())
    formats = [int(style.get("numFmtId", "0")) for style in styles]
    return {at for at, one in enumerate(formats) if custom.get(one, one in _BUILT_IN)}


def is_percent(code: str) -> bool:
    """Whether a number format multiplies by a hundred; a percent sign between quotes does not.

    >>> is_percent("0.0%"), is_percent('0"%"'), is_percent("0.00")
    (True, False, False)
    """
    return "%" in _AS_TEXT.sub("", code)


def is_duration(code: str) -> bool:
    """Whether a format counts hours, minutes or seconds past a day, such as [h]:mm."""
    return bool(re.search(r"\[(?:h+|m+|s+|u+)\]", code, re.IGNORECASE))
