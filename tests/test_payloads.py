"""Every text that a user can bring is tried with payloads: none becomes markup, a formula or a template."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from html import unescape
from html.parser import HTMLParser

import openpyxl
import pytest
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from helpers.floor import paths
from helpers.runner.command import verbs
from helpers.sources import contracts
from helpers.sources.cells import parsers

pytestmark = pytest.mark.slow
PAYLOADS = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}} {{ 7 * '7' }}", "{% raw %} {# x #}",
    "$(touch x) `id`", "]]></style></title>", "<!-- a", '=HYPERLINK("http://x.example","y")', "@SUM(1)",
    "javascript:alert(1)", "&lt;b&gt; &#60;b&#62;", "[x](javascript:alert(1)) ![y](http://x.example/z.png)",
    "**bold** _it_ <b onclick=alert(1)>", "-1+cmd|' /C calc'!A0", "+1*SUM(1)", "w" * 5_000,
    "' onfocus=alert(1) autofocus x='", "a\u202eb\u2066c\u200ed", "a\x1b[31mrood\x07", "</svg><svg onload=alert(1)>", "%s %(x)s {0} {x!r}",
]  # fmt: skip
MARK = "zz9"  # stands in every payload, to see where one came out
TAG = re.compile(
    "a|article|body|caption|circle|clippath|code|dd|defs|details|div|dl|dt|ellipse|figcaption|figure|footer|g|h[1-4]|head"
    "|header|html|image|li|line|main|meta|nav|ol|p|path|polygon|polyline|pre|rect|section|span|strong|style|summary|svg"
    "|table|tbody|td|text|th|thead|title|tr|tspan|ul|use|br|em"
)
NAME = "</title></style><script>alert(5)</script>{{7*7}}'\"" + MARK
LINK = re.compile(
    r"#[\w-]*|(?:\.\./)*(?:[\w-]+/)*[\w-]+\.html|indicators\.(?:csv|json|ods|xlsx)|data:image/png;base64,[\w+/=]+",
    re.ASCII,
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
KEPT = {"Meting", "categorie"}  # the analyses look for these words


def free_text():
    """By file of the sample, the columns in which anything may stand; a pseudonym has a form."""
    files = {file.stem: file.name for file in paths.SAMPLE.iterdir()}
    columns = {
        files[dataset]: [
            column.header
            for column in contract.columns
            if column.parser in (parsers.text, parsers.code) and column.holds != "pseudonym"
        ]
        for dataset, contract in contracts().items()
        if dataset in files
    }
    return {file: left for file, headers in columns.items() if (left := [one for one in headers if one not in KEPT])}


CODES = {"sessienr", "controlenr", "opkopernr"}  # the same code gets the same payload


def payload(number, column="", code=""):
    if column.lower() in CODES:
        planted = PAYLOADS[int(re.sub(r"\D", "", code)) % len(PAYLOADS)]
        return ILLEGAL_CHARACTERS_RE.sub("", planted) + MARK + code  # a workbook must be able to carry it too
    return f"{PAYLOADS[number % len(PAYLOADS)]}{MARK}{number}"


class Markup(HTMLParser):
    """What a browser would make of a page: elements, attributes, and the words between them."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.words, self.comments = set(), [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        self.comments.append(data)


# --- planting ---------------------------------------------------------------------------------------------


def plant_csv(file, columns):
    content = file.read_bytes()
    text = content.decode("utf-8-sig" if content.startswith(b"\xef") or content.isascii() else "cp1252")
    reader = csv.DictReader(io.StringIO(text), delimiter=";")
    rows, header = list(reader), list(reader.fieldnames)
    for number, row in enumerate(rows):
        row |= {name: payload(number + at, name, row[name]) for at, name in enumerate(columns)}
        row["<script>alert(2)</script>" + MARK] = payload(number + 7)
    written = io.StringIO()
    writer = csv.DictWriter(written, [*header, "<script>alert(2)</script>" + MARK], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(written.getvalue(), "utf-8")


def plant_workbook(file, columns):
    book = openpyxl.load_workbook(file)
    for sheet in book:
        found = next((row for row in sheet.iter_rows() if {cell.value for cell in row} >= set(columns)), ())
        places = [cell for cell in found if cell.value in columns]
        for at, place in enumerate(places):
            for row in range(place.row + 1, sheet.max_row + 1):
                cell = sheet.cell(row, place.column)
                if sheet.cell(row, 1).value is not None and cell.value is not None:
                    planted = payload(row + at, place.value, str(cell.value))
                    cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", planted), "s"
        if found:
            sheet.cell(found[0].row, len(found) + 1).value = "<img src=x onerror=alert(3)>" + MARK
            sheet.title = f"<b onclick=x>{{{{7-7}}}}{MARK}"
    book.save(file)


def plant_delivery(folder):
    shutil.copytree(paths.SAMPLE, folder)
    for name, columns in free_text().items():
        (plant_csv if name.endswith(".csv") else plant_workbook)(folder / name, columns)
    (folder / "rolbewustzijn.csv").unlink()
    named = folder / f"bodycams <img src=x onerror=alert(4)>{{{{7*7}}}}{MARK}.csv"
    (folder / "bodycams.csv").rename(named)
    (folder / f"<script>{MARK}.doc").write_text("x")


def plant_params(params):
    texts = [one for one in PAYLOADS if one.isprintable() and len(one) < 1_000]
    planted = {}  # the same goal and the same owner keep one text

    def typed(found):
        number = len(planted)
        text = planted.setdefault(found[2], f"{texts[number % len(texts)]}{MARK}{number}")
        return found[1] + json.dumps(text)

    promised, own = params / "indicators.yml", params / "municipality.yml"
    keys = "goal|text|target_text|name|not_counted|other_reading|owner"
    promised.write_text(re.sub(rf"(?m)^([\s-]+(?:{keys}): )(.*)$", typed, promised.read_text("utf-8")), "utf-8")
    processes = json.dumps([payload(number) for number in range(4)])
    replaced = {"name": json.dumps(NAME), "crucial_processes": processes}
    text = own.read_text("utf-8")
    for key, value in replaced.items():
        text = re.sub(rf"(?m)^{key}: .*$", lambda _, line=f"{key}: {value}": line, text)
    own.write_text(text, "utf-8")


def plant_areas(reference):
    file = reference / "wijken.csv"
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8"))))
    short = [one for one in PAYLOADS if len(one) < 1_000]
    for number, row in enumerate(rows[1:]):
        row[1], row[2] = short[number % len(short)] + MARK, short[-1 - number % len(short)][:9] + MARK
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    file.write_text(written.getvalue(), "utf-8")


def plant_commentary(params):
    """Those payloads that an owner may write; tests/floor/params/test_commentary.py shows that the others are refused."""
    folder = params / "commentary"
    folder.mkdir(exist_ok=True)
    said = ["{{7*7}} {% raw %}", "$(id) `id` ]]>", "[x](javascript:alert(1)) **b**", "&lt;b&gt; x", "%s {0}"]
    lines = ["explanations: []", "made_up:"]
    indicators = re.findall(r"(?m)^\s+- id: (.*)$", (params / "indicators.yml").read_text("utf-8"))
    for number, indicator in enumerate(indicators):
        lines.append(f"  - id: {indicator}")
        for at, key in enumerate(("cause", "consequence", "measure")):
            lines.append(f"    {key}: {json.dumps('Tekst ' + said[(number + at) % len(said)] + MARK)}")
    (folder / "2026-Q3.yml").write_text("\n".join(lines) + "\n", "utf-8")


def plant_history(out):
    """An edition of an earlier quarter whose table was filled by somebody else."""
    tables = out / "2026-Q2" / "1" / "tables"
    tables.mkdir(parents=True)
    about = {
        "format": 1, "quarter": "2026-Q2", "edition": 1, "kind": "concept", "municipality": "GM1916",
        "is_made_up": True, "headline": "".join(PAYLOADS[:2]) + "\u202e" + MARK, "status_counts": [["gehaald", 1]],
        "code": {"commit": PAYLOADS[1]},
    }  # fmt: skip
    (tables.parent / "run.json").write_text(json.dumps(about), "utf-8")
    rows = [
        ["indicator_id", "quarter", "value", "numerator", "denominator", "unit", "target", "status"],
        ["VE-1-4", "2026-Q2", "1", "", "", PAYLOADS[0], "200", PAYLOADS[1]],
    ]
    with (tables / "indicators.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(rows)


# --- the run ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, copied, command):
    """The folder of reports, and the run that made them, where every text holds a payload."""
    folder = tmp_path_factory.mktemp("vijandig")
    env = copied(folder / "suite")
    plant_delivery(folder / "levering")
    plant_params(folder / "suite" / "params")
    plant_areas(folder / "suite" / "data" / "reference")
    plant_commentary(folder / "suite" / "params")
    plant_history(folder / "uit" / "voorbeeld")
    missing = f"rolbewustzijn={PAYLOADS[1]}{PAYLOADS[2]}{MARK}"
    asked = ("--data", folder / "levering", "--out", folder / "uit", "--missing", missing, "--jobs", 2)
    run = command("report", "--quarter", "2026-Q3", *asked, env=env)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "uit" / "voorbeeld", run


@pytest.fixture(scope="module")
def pages(hostile):
    files = sorted(hostile[0].rglob("*.html"))
    return {file.relative_to(hostile[0]).as_posix(): Markup(file.read_text("utf-8")) for file in files}


def test_the_payloads_reached_the_pages_and_the_tables(hostile, pages):
    silent = [name for name, page in pages.items() if MARK not in " ".join(page.words)]
    assert len(pages) > 7 and silent == []
    assert "Tekst {{7*7}}" in " ".join(pages["2026-Q3/index.html"].words)  # the commentary
    tables = [file.read_text("utf-8") for file in hostile[0].rglob("*.csv")]
    assert sum(MARK in text for text in tables) >= 3


def test_no_text_of_a_user_becomes_an_element_an_attribute_or_an_address(pages):
    for name, page in pages.items():
        assert [tag for tag in page.tags if not TAG.fullmatch(tag)] == [], name
        assert not page.comments, name
        for tag, attribute, value in page.attributes:
            assert not attribute.startswith("on") and attribute not in ("src", "srcset", "action"), (name, tag)
            assert attribute not in ("href", "xlink:href") or LINK.fullmatch(value), (name, value)


def test_no_text_of_a_user_ends_the_style_sheet(hostile):
    for file in hostile[0].rglob("*.html"):
        (sheet,) = re.findall(r"<style>(.*?)</style>", file.read_text("utf-8"), re.DOTALL)
        assert "alert" not in sheet or "\\3c " in sheet, file.name
        assert sheet.count("{") == sheet.count("}")


def test_no_template_is_evaluated(pages):
    shown = " ".join(word for page in pages.values() for word in page.words)
    assert "{{7*7}}" in shown
    assert "49" + MARK not in shown and "7777777" not in shown


def test_text_that_turns_the_reading_order_or_steers_a_terminal_is_published_nowhere(hostile):
    for file in published_texts(hostile[0]):
        found = CONTROL.search(unescape(file.read_text("utf-8")))
        assert not found, (file.name, found)


def test_markdown_of_a_user_stays_text(pages):
    assert not {"em", "b", "img"} & set().union(*(page.tags for page in pages.values()))


def published_texts(out):
    """The pages, tables and run.json that the run wrote; the quarter before it was planted."""
    files = (file for file in sorted(out.rglob("*.*")) if file.suffix in (".html", ".csv", ".json"))
    return [file for file in files if "2026-Q2" not in file.parts]


def test_no_cell_of_a_csv_is_a_formula(hostile):
    for file in published_texts(hostile[0]):
        if file.suffix != ".csv":
            continue
        for row in csv.reader(io.StringIO(file.read_text("utf-8"))):
            for cell in row:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or NUMBER.fullmatch(cell), file


def test_no_cell_of_a_workbook_is_a_formula_or_leads_out_of_it(hostile):
    books = list(hostile[0].rglob("*.xlsx"))
    assert books
    for book in books:
        with zipfile.ZipFile(book) as parts:
            sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
            for name in sheets:
                assert not re.search(rb"<f[ >]|<hyperlink [^>]*r:id|relationships/hyperlink", parts.read(name)), (
                    book.name,
                    name,
                )
    for book in hostile[0].rglob("*.ods"):
        with zipfile.ZipFile(book) as parts:
            content = parts.read("content.xml")
            assert not re.search(rb'table:formula|xlink:href="[^#]', content), book.name
            assert not CONTROL.search(content.decode("utf-8")), book.name


def test_the_lines_of_the_command_are_short_and_steer_no_terminal(hostile):
    said = hostile[1].stdout + hostile[1].stderr
    assert not CONTROL.search(said)
    assert max(map(len, said.splitlines())) < 400


REFUSED = {
    "a nul byte": ("bodycams.csv", "Peildatum;Boa's;Met bodycam\n31-03-2023;1\x008;0\n"),
    "an escape in a number": ("bodycams.csv", "Peildatum;Boa's;Met bodycam\n31-03-2023;\x1b[31m18;0\n"),
    "markup in a number": ("bodycams.csv", "Peildatum;Boa's;Met bodycam\n31-03-2023;<script>x</script>;0\n"),
    "a formula for a day": ("bodycams.csv", 'Peildatum;Boa\'s;Met bodycam\n"=1+1";18;0\n'),
    "a very long header": ("bodycams.csv", f"Peildatum;Boa's;Met bodycam;{'x' * 50_000}\n1;18;0;1\n"),
    "a very long number": ("bodycams.csv", f"Peildatum;Boa's;Met bodycam\n31-03-2023;{'9' * 5_000};0\n"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_short_and_shows_the_text_harmless(name, tmp_path, capsys):
    file, text = REFUSED[name]
    (tmp_path / file).write_text(text, "utf-8")
    code = verbs.main(["check", str(tmp_path / file), "--dataset", "bodycams"])
    said = "".join(capsys.readouterr())
    assert code == 2, said
    assert not CONTROL.search(said) and "Traceback" not in said
    assert len(said) < 2_000, said
