"""The styles of the document: those of the municipality's template, and ours where it has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.shared import Pt, RGBColor

from helpers.floor import tokens

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

LANGUAGE = "nl-NL"
CELL, NOTE, NOTICE, TABLE = "Rapportcel", "Rapportnoot", "Rapportmelding", "Rapporttabel"
LIST = "List Bullet"
DEEPEST = 4  # heading
_FONT = tokens.LIGHT["font"].split(",")[0].strip(' "')
_FONTS = ("ascii", "hAnsi", "cs", "eastAsia")


@dataclass(frozen=True)
class _Style:
    """How a paragraph style of ours looks: sizes and spaces in points, the colour a token."""

    name: str
    size: float
    before: float = 0
    after: float = 4
    is_bold: bool = False
    colour: str = "ink"
    stays_with_next: bool = False
    base: str = "Normal"


_STYLES = (
    _Style("Normal", 10, base=""),
    _Style("Title", 18, before=2, after=6, is_bold=True),
    _Style("Subtitle", 10, after=2, colour="muted"),
    _Style("Heading 1", 14, before=14, is_bold=True, colour="c1", stays_with_next=True),
    _Style("Heading 2", 12, before=12, is_bold=True, colour="c1", stays_with_next=True),
    _Style("Heading 3", 10, before=6, after=3, is_bold=True, stays_with_next=True),
    _Style("Heading 4", 10, before=6, after=2, is_bold=True, colour="muted", stays_with_next=True),
    _Style(LIST, 10, after=3),
    _Style("Caption", 10, before=4, is_bold=True, stays_with_next=True),
    _Style("Header", 8.5, after=0, colour="muted"),
    _Style("Footer", 8.5, after=0, colour="muted"),
    _Style(CELL, 8, after=0),
    _Style(NOTE, 8, before=2, after=2, colour="muted"),
    _Style(NOTICE, 10, after=8, is_bold=True, colour="made-up"),
)
_OURS = (CELL, NOTE, NOTICE)
_TABLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="{TABLE}"/>
<w:uiPriority w:val="99"/><w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="{{ink}}"/><w:bottom w:val="single" w:sz="4" w:space="0"
w:color="{{rule}}"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="{{rule}}"/></w:tblBorders><w:tblCellMar>
<w:top w:w="20" w:type="dxa"/><w:left w:w="57" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/>
<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>
<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{{ink}}"/></w:tcBorders></w:tcPr></w:tblStylePr>
</w:style>"""
_BULLETS = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="{{number}}"><w:multiLevelType w:val="hybridMultilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="357" w:hanging="357"/></w:pPr></w:lvl></w:abstractNum>"""
_NUM = '<w:num {} w:numId="{}"><w:abstractNumId w:val="{}"/></w:num>'


def fit(document: Document, *, has_template: bool) -> None:
    """Give the document every style that is written with; a style of the template stays as it is."""
    known = {style.name for style in document.styles}
    for one in _STYLES:
        if one.name not in known:
            added = document.styles.add_style(one.name, WD_STYLE_TYPE.PARAGRAPH, one.name not in _OURS)
            added.base_style = document.styles[one.base] if one.base else None
        if one.name not in known or not has_template:
            _dress(document.styles[one.name], one, with_font=not has_template)
    if TABLE not in known:
        document.styles.element.append(parse_xml(_TABLE.format(ink=hexed("ink"), rule=hexed("rule"))))
    if not _bullets(document.styles[LIST]):
        _give_bullets(document)
    _in_dutch(document)


def hexed(token: str) -> str:
    """The colour of a token as Word writes it.

    >>> hexed("paper")
    'ffffff'
    """
    return tokens.LIGHT[token].lstrip("#")


def _dress(style: ParagraphStyle, one: _Style, *, with_font: bool) -> None:
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    if (around := style.element.find(qn("w:pPr"))) is not None:
        for name in ("w:pBdr", "w:contextualSpacing"):
            for child in around.findall(qn(name)):
                around.remove(child)
    style.font.size, style.font.bold = Pt(one.size), one.is_bold or None
    style.font.color.rgb = RGBColor.from_string(hexed(one.colour).upper())
    if with_font:
        fonts = properties.get_or_add_rFonts()
        for name in _FONTS:
            fonts.set(qn(f"w:{name}"), _FONT)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(one.before), Pt(one.after)
    spacing.line_spacing = 1.1 if one.name in ("Normal", LIST) else 1.0
    spacing.keep_with_next = one.stays_with_next or None


def _bullets(style: Any) -> list[Any]:
    """The numbering of a style or of what it is based on; a list without is no list."""
    found: list[Any] = style.element.xpath("w:pPr/w:numPr")
    return found or (_bullets(style.base_style) if style.base_style else [])


def _give_bullets(document: Document) -> None:
    numbering = _numbering(document).element
    abstract, concrete = (
        max((int(one.get(qn(name))) for one in numbering.findall(qn(tag))), default=0) + 1
        for tag, name in (("w:abstractNum", "w:abstractNumId"), ("w:num", "w:numId"))
    )
    made = parse_xml(_BULLETS.format(number=abstract))
    first = numbering.find(qn("w:num"))
    numbering.append(made) if first is None else first.addprevious(made)
    numbering.append(parse_xml(_NUM.format(nsdecls("w"), concrete, abstract)))
    properties = document.styles[LIST].element.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = concrete


def _numbering(document: Document) -> NumberingPart:
    """The part with the lists; python-docx makes none where the template has none."""
    part = document.part
    if not any(one.reltype == RELATIONSHIP_TYPE.NUMBERING for one in part.rels.values()):
        empty = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        name = PackURI("/word/numbering.xml")
        made = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, empty, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return part.numbering_part


def _in_dutch(document: Document) -> None:
    """Every style says that its text is Dutch, so that a voice reads it so."""
    styles = document.styles.element
    default = styles.find(qn("w:docDefaults"))
    if default is None:
        default = parse_xml(f"<w:docDefaults {nsdecls('w')}/>")
        styles.insert(0, default)
    within = default
    for tag in ("w:rPrDefault", "w:rPr", "w:lang"):
        found = within.find(qn(tag))
        if found is None:
            found = parse_xml(f"<{tag} {nsdecls('w')}/>")
            within.insert(0, found) if tag == "w:rPrDefault" else within.append(found)
        within = found
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for theme in document.settings.element.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), LANGUAGE)
