"""The nbconvert exporter with our own template: base only, everything escaped, nothing random."""

import re
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from nbconvert.exporters import TemplateExporter

from helpers.floor import tokens

TEMPLATES = Path(__file__).parent / "templates"
STYLE_SHEET = TEMPLATES / "report" / "page.css"
_PIECES, _PAGE_AGAIN = "/* Pieces: from here JupyterLab takes them too. */", "/* The page again. */"
_OF_ARCHIVE = TEMPLATES / "report" / "archive.css"


class PageExporter(TemplateExporter):
    """Notebook → HTML. Preprocessors are given as instances."""

    output_mimetype = "text/html"
    file_extension = ".html"
    template_extension = ".html.j2"
    _shared: ClassVar[Environment | None] = None  # compiling the templates takes longer than rendering

    def __init__(self, preprocessors: list | None = None, **traits: Any) -> None:
        super().__init__(
            template_name="report",
            extra_template_basedirs=[str(TEMPLATES)],
            exclude_input=True,
            exclude_raw=True,
            default_preprocessors=[],  # of nbconvert's own none changes a page, and each is validated after
            **traits,
        )
        for preprocessor in preprocessors or []:
            self.register_preprocessor(preprocessor, enabled=True)

    def from_template(self, name: str, **values: Any) -> str:
        """A page that is not made from a notebook."""
        return self.environment.get_template(name).render(**values)

    def _create_environment(self) -> Environment:
        if PageExporter._shared is None:
            PageExporter._shared = self._own_environment()
        return PageExporter._shared

    def _own_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.autoescape = True
        environment.undefined = StrictUndefined
        environment.trim_blocks = environment.lstrip_blocks = True
        del environment.globals["uuid4"]
        environment.globals["archive_style"] = _minified(_OF_ARCHIVE.read_text("utf-8"))
        environment.filters["css_string"] = css_string
        return environment


def style_of_pieces(inside: str, more: str = "") -> Markup:
    """The part of the style sheet that pieces need, for what lies inside a selector; always light.

    `more` are rules that come first. The rules are nested: browsers know that since 2023.
    """
    own = STYLE_SHEET.read_text("utf-8").partition(_PIECES)[2].partition(_PAGE_AGAIN)[0]
    values = "".join(f"--{name}: {value};" for name, value in tokens.LIGHT.items())
    return _minified(f"{inside} {{ {values} {more} {own} }}")


def css_string(text: str) -> Markup:
    """A text as a CSS string that can hold nothing but text.

    >>> css_string('a"b</style>')
    Markup('"a\\\\22 b\\\\3c \\\\2f style\\\\3e "')
    """
    plain = text.unescape() if isinstance(text, Markup) else text
    return Markup('"' + re.sub(r"[^\w ,.]", lambda found: f"\\{ord(found[0]):x} ", plain) + '"')  # noqa: S704


def style_sheet(style: tokens.Style) -> Markup:
    """What every page has: the tokens of a style, and the rules that use them."""
    # The margins of a printed page know no variables.
    rules = re.sub(r"token\(([\w-]+)\)", lambda found: style.light[found[1]], STYLE_SHEET.read_text("utf-8"))
    return _minified(style.sheet + rules)


@cache
def _minified(css: str) -> Markup:
    css = re.sub(r"/\*.*?\*/\s*", "", css, flags=re.DOTALL)
    return Markup(re.sub(r"\s*([{};])\s*|([:,])\s+", r"\1\2", css).replace(";}", "}"))  # noqa: S704
