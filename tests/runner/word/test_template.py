"""The municipality's own template: what of it stays, what goes, and what is refused before anything runs."""

from __future__ import annotations

import io
import zipfile

import pytest

from helpers.floor.faults import BadInput, RunFailed
from helpers.runner.command import verbs
from helpers.runner.editions import manifest
from helpers.runner.params import params_check
from helpers.runner.word import template

from .conftest import W, text

TYPES, RELS = "[Content_Types].xml", "word/_rels/settings.xml.rels"
DOCUMENT, TEMPLATE = b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ELSEWHERE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{KINDS}/%s" Target="file:///C:/huisstijl" TargetMode="External"/></Relationships>'
)
BARE = {
    TYPES: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    f'Id="rId1" Type="{KINDS}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:p/></w:body></w:document>',
}


@pytest.fixture(scope="session")
def letterhead():
    """A template with a red Heading 1, a head and foot of its own, text of its maker and a comment."""
    docx = pytest.importorskip("docx", reason="python-docx is in the group “word”")
    document = docx.Document()
    document.styles["Heading 1"].font.color.rgb = docx.shared.RGBColor(0xAA, 0, 0x11)
    section = document.sections[0]
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "Briefhoofd", "Postbus 1"
    run = document.add_paragraph("Hier komt uw tekst").runs[0]
    document.add_comment([run], "Nog nakijken", author="Piet")
    document.core_properties.author = "Piet"
    made = io.BytesIO()
    document.save(made)
    return parts_of(made.getvalue())


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return {**parts, TYPES: parts[TYPES].replace(DOCUMENT, TEMPLATE)}


def write(file, parts):
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file


def test_a_template_that_was_copied_by_half_or_has_a_broken_part_is_called_damaged(letterhead, tmp_path):
    whole = write(tmp_path / "word.dotx", letterhead).read_bytes()
    broken = write(tmp_path / "stuk.dotx", {**letterhead, "word/styles.xml": b"<w:styles"}).read_bytes()
    for content in (whole[: len(whole) // 2], broken):
        (tmp_path / "word.dotx").write_bytes(content)
        (fault,) = template.faults_in(tmp_path)
        assert fault.message == "Dit sjabloon is beschadigd." and "Kopieer het opnieuw." in fault.hint


@pytest.fixture
def file(made, letterhead, tmp_path):
    return made(write(tmp_path / "word.dotx", letterhead))


def test_its_styles_head_and_foot_stay(file, letterhead):
    assert [text(file.part(name)) for name in file.names if "word/header" in name] == ["Briefhoofd"]
    assert [text(file.part(name)) for name in file.names if "word/footer" in name] == ["Postbus 1"]
    [red] = [one for one in file.part("word/styles.xml") if one.get(f"{W}styleId") == "Heading1"]
    assert red.find(f"{W}rPr/{W}color").get(f"{W}val") == "AA0011"


def test_its_text_its_comments_and_its_maker_go(file):
    assert "Hier komt uw tekst" not in file.words
    assert not any("comments" in name for name in file.names)
    assert not any(b"Piet" in file.bytes_of(name) for name in file.names)


def test_that_figures_are_made_up_stands_on_top_all_the_same(file):
    assert file.paragraphs[0][1].startswith("Voorbeelddata: verzonnen cijfers.")


def test_the_file_is_a_document_and_no_template(file):
    assert TEMPLATE not in file.bytes_of(TYPES) and DOCUMENT in file.bytes_of(TYPES)


def test_what_it_lacks_of_styles_lists_and_pages_comes_from_the_house(made, tmp_path):
    file = made(write(tmp_path / "word.dotx", BARE))
    assert {"Title", "heading 1", "List Bullet", "Rapportcel"} <= {style for style, _ in file.paragraphs}
    numbered = [one for one in file.part("word/styles.xml") if one.find(f"{W}pPr/{W}numPr") is not None]
    assert [one.find(f"{W}name").get(f"{W}val") for one in numbered] == ["List Bullet"]
    assert file.part("word/numbering.xml").find(f"{W}abstractNum") is not None
    assert any("Pagina" in text(file.part(name)) for name in file.names if "footer" in name)
    assert file.part("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").get(f"{W}val") == "nl-NL"


def test_head_of_an_earlier_section_stays_too(made, letterhead, tmp_path):
    from docx import Document

    document = Document(
        io.BytesIO(write(io.BytesIO(), {**letterhead, TYPES: letterhead[TYPES].replace(TEMPLATE, DOCUMENT)}).getvalue())
    )
    document.add_section()
    document.save(tmp_path / "word.docx")
    file = made(tmp_path / "word.docx")
    [used] = file.part().findall(f"{W}body/{W}sectPr/{W}headerReference")
    targets = {one.get("Id"): one.get("Target") for one in file.part("word/_rels/document.xml.rels")}
    assert text(file.part(f"word/{targets[used.get(f'{{{KINDS}}}id')]}")) == "Briefhoofd"


def test_where_it_was_made_from_another_template_that_is_not_told(made, letterhead, tmp_path):
    settings = letterhead["word/settings.xml"].replace(
        b"</w:settings>", b'<w:attachedTemplate r:id="rId1"/></w:settings>'
    )
    file = made(
        write(
            tmp_path / "word.dotx", {**letterhead, "word/settings.xml": settings, RELS: ELSEWHERE % "attachedTemplate"}
        )
    )
    assert not any(b"huisstijl" in file.bytes_of(name) for name in file.names)


MICROSOFT = "http://schemas.microsoft.com/office"
RELATION = '<Relationship Id="rId9%s" Type="%s" Target="%s"/></Relationships>'
NOTES = f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:id="2"><w:p><w:r><w:t>Piet</w:t></w:r></w:p></w:footnote></w:footnotes>'


@pytest.mark.parametrize(
    ("relations", "kind", "part"),
    [
        ("_rels/.rels", f"{KINDS}/custom-properties", "docProps/custom.xml"),
        ("_rels/.rels", f"{MICROSOFT}/2011/relationships/webextensiontaskpanes", "word/webextensions/taskpanes.xml"),
        ("_rels/.rels", f"{MICROSOFT}/2006/relationships/ui/extensibility", "customUI/customUI.xml"),
        (
            "_rels/.rels",
            f"{KINDS.replace('officeDocument', 'package')}/digital-signature/origin",
            "_xmlsignatures/a.xml",
        ),
        ("word/_rels/document.xml.rels", f"{KINDS}/customXml", "customXml/item9.xml"),
        ("word/_rels/document.xml.rels", f"{KINDS}/footnotes", "word/footnotes.xml"),
        ("word/_rels/document.xml.rels", f"{KINDS}/header", "word/header9.xml"),
    ],
)
def test_data_of_a_document_system_add_ins_and_text_that_no_page_shows_go(
    made, letterhead, tmp_path, relations, kind, part
):
    target = part if relations.startswith("_rels") else f"/{part}"
    said = NOTES if "header" not in part else NOTES.replace("footnotes", "hdr")
    told = (RELATION % (9, kind, target)).encode()
    parts = {**letterhead, relations: letterhead[relations].replace(b"</Relationships>", told), part: said}
    file = made(write(tmp_path / "word.dotx", parts))
    assert not any(b"Piet" in file.bytes_of(name) for name in file.names) and part not in file.names


def test_its_variables_and_what_it_was_merged_with_go(made, letterhead, tmp_path):
    left = '<w:mailMerge><w:connectString w:val="Server=Piet"/></w:mailMerge><w:docVars><w:docVar w:name="a" w:val="Piet"/></w:docVars></w:settings>'
    settings = letterhead["word/settings.xml"].replace(b"</w:settings>", left.encode())
    file = made(write(tmp_path / "word.dotx", {**letterhead, "word/settings.xml": settings}))
    assert b"Piet" not in file.bytes_of("word/settings.xml")


def test_what_fetches_is_refused_wherever_it_lies_in_the_package(made, letterhead, tmp_path):
    hidden, told = (
        "word/glossary/head.bin",
        f'<Override PartName="/word/glossary/head.bin" ContentType="{HEAD}"/></Types>',
    )
    parts = {
        name: content.replace(b'"header1.xml"', b'"glossary/head.bin"')
        if name == "word/_rels/document.xml.rels"
        else content
        for name, content in letterhead.items()
    }
    parts[TYPES] = parts[TYPES].replace(b"</Types>", told.encode())
    with pytest.raises(RunFailed, match=r"Het sjabloon laat het Word-bestand iets ophalen of starten\."):
        made(write(tmp_path / "word.dotx", {**parts, hidden: FIELD.format(W[1:-1])}))


SAVE = "Sla het in Word op als Word-sjabloon (.dotx) of als document (.docx)."
FIELD = '<w:hdr xmlns:w="{}"><w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE x</w:instrText></w:r></w:p></w:hdr>'
HEAD = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
NAMED_OTHERWISE = f'<Override PartName="/x/head.bin" ContentType="{HEAD}"/></Types>'
FETCHED = (
    f'<w:hdr xmlns:w="{W[1:-1]}" xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="http://x/a.png"/></w:hdr>'
)
DELETED = f'<w:hdr xmlns:w="{W[1:-1]}"><w:p><w:del w:author="Piet"><w:r><w:delText>geheim</w:delText></w:r></w:del></w:p></w:hdr>'
ENTITY = f'<!DOCTYPE a SYSTEM "http://x/a"><w:hdr xmlns:w="{W[1:-1]}"/>'
CONTROL = ELSEWHERE.replace(' TargetMode="External"', "") % "control"


@pytest.mark.parametrize(
    ("name", "changed", "said"),
    [
        ("word.dotx", b"brief", "Dit is geen Word-bestand. Een wachtwoord mag er niet op staan."),
        ("word.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, "Dit is geen Word-bestand. Een wachtwoord mag er niet op staan."),
        ("word.dotx", {"xl/workbook.xml": b""}, "Dit is geen Word-bestand."),
        ("word.dotm", b"", f"Dit sjabloon is niet te gebruiken. {SAVE}"),
        ("word.odt", b"", f"Dit sjabloon is niet te gebruiken. {SAVE}"),
        ("word.dotx", {**BARE, "word/vbaProject.bin": b""}, "Dit sjabloon bevat macro’s."),
        ("word.dotx", {**BARE, RELS: ELSEWHERE % "image"}, "Dit sjabloon haalt iets op van een andere plek"),
        ("word.dotx", {**BARE, "word/_rels/header1.xml.rels": CONTROL}, "Dit sjabloon haalt iets op van een andere plek"),
        ("word.dotx", {**BARE, "word/header1.xml": FIELD.format(W[1:-1])}, "Dit sjabloon haalt iets op van een andere plek"),
        ("word.dotx", {**BARE, "word/header1.xml": FETCHED}, "Dit sjabloon haalt iets op van een andere plek"),
        ("word.dotx", {**BARE, "x/_rels/head.bin.rels": ELSEWHERE % "image"}, "Dit sjabloon haalt iets op van een andere plek"),
        (
            "word.dotx",
            {**BARE, TYPES: BARE[TYPES].replace("</Types>", NAMED_OTHERWISE), "x/head.bin": FIELD.format(W[1:-1])},
            "Dit sjabloon haalt iets op van een andere plek",
        ),
        ("word.dotx", {**BARE, "word/header1.xml": DELETED}, "De kop- of voettekst van dit sjabloon heeft bijgehouden wijzigingen"),
        ("word.dotx", {**BARE, "word/header1.xml": ENTITY}, "Dit sjabloon is beschadigd."),
        ("word.dotx", {**BARE, "word/media/a.png": b"0" * 20_000_001}, "Dit sjabloon is groter dan 20 MB."),
    ],
)  # fmt: skip
def test_one_that_cannot_be_used_is_refused_with_what_to_do(name, changed, said, tmp_path):
    if isinstance(changed, bytes):
        (tmp_path / name).write_bytes(changed)
    else:
        write(tmp_path / name, changed)
    with pytest.raises(BadInput) as refused:
        template.found_in(tmp_path)
    assert f"{name}: {said}" in str(refused.value)


def test_two_are_one_too_many(tmp_path):
    for name in template.NAMES:
        write(tmp_path / name, BARE)
    with pytest.raises(
        BadInput, match=r"word\.docx: Er liggen twee sjablonen: word\.dotx en word\.docx\. Haal er een weg\."
    ):
        template.found_in(tmp_path)


def test_one_that_is_broken_inside_is_refused_before_anything_runs(tmp_path):
    pytest.importorskip("docx", reason="python-docx is in the group “word”")
    from helpers.runner.batch import asked_extras

    write(tmp_path / "word.dotx", {**BARE, "word/document.xml": "<w:document>"})
    with pytest.raises(BadInput, match=r"word\.dotx: Dit sjabloon is beschadigd\."):
        asked_extras.refuse_impossible(["docx"], tmp_path)
    asked_extras.refuse_impossible([], tmp_path)


def test_check_of_the_params_knows_it_and_says_what_is_wrong_with_it(tmp_path):
    for name in (*template.NAMES, "notitie.docx"):
        (tmp_path / name).write_bytes(b"")
    told = {
        fault.file: fault.message
        for fault in params_check.check_all(tmp_path)
        if "word" in fault.file or "notitie" in fault.file
    }
    assert told == {
        "word.docx": "Er liggen twee sjablonen: word.dotx en word.docx.",
        "notitie.docx": "Dit bestand wordt niet gelezen.",
    }


def test_run_json_tells_which_it_was_and_no_status_is_other_by_it(tmp_path):
    assert manifest.hashes_in(tmp_path) == {}
    write(tmp_path / "word.dotx", BARE)
    told = manifest.hashes_in(tmp_path)
    assert list(told) == ["word.dotx"] and len(told["word.dotx"]) == 64
    run = {"params": {"indicators.yml": "a"}, "code": {"sha256": "b"}}
    assert manifest.made_from({**run, "params": {**run["params"], **told}}) == manifest.made_from(run)


def test_without_its_packages_a_word_file_is_refused_before_anything_runs(monkeypatch, capsys):
    from helpers.runner.batch import asked_extras, publication

    monkeypatch.setattr(asked_extras, "find_spec", lambda name: None)
    monkeypatch.setattr(publication, "run", lambda *_: pytest.fail("the batch ran"))
    assert verbs.main(["report", "--sample", "--docx"]) == 2
    assert "De pakketten voor Word ontbreken. Start met: python run.py report --docx." in capsys.readouterr().err
