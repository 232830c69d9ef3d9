"""A printed PDF as PDF/A: what an archive asks is added, what it forbids is refused, and its tags stay."""

from __future__ import annotations

import io

import pikepdf
import pytest

from helpers.floor.faults import RunFailed
from helpers.runner.archiving import formats, pdf_a


def printed():
    """A tagged PDF of one empty page, as a browser prints it."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Lang = "nl"
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    pdf.docinfo["/Title"] = "Kwartaalrapportage – proef"
    pdf.docinfo["/CreationDate"] = "D:20260930000000+00'00'"
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def opened(content):
    return pikepdf.open(io.BytesIO(content))


def test_it_says_that_it_is_pdf_a_and_which_colours_it_means():
    made = pdf_a.of(printed())
    with opened(made) as pdf, pdf.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "B")
        assert told["dc:title"] == "Kwartaalrapportage – proef"
        (intent,) = pdf.Root.OutputIntents
        profile = bytes(intent.DestOutputProfile.read_bytes())
        assert intent.S == "/GTS_PDFA1" and profile[36:40] == b"acsp" and profile[16:20] == b"RGB "
        assert int.from_bytes(profile[24:26]) == 2000  # never the year of making
        assert pdf.Root.Metadata.get("/Filter") is None and "/ID" in pdf.trailer
    assert made.startswith(b"%PDF-1.7") and formats.of("a.pdf", made) == (
        "Acrobat PDF/A - Portable Document Format 2b",
        "fmt/477",
    )


def test_its_tags_and_language_stay():
    with opened(pdf_a.of(printed())) as pdf:
        assert pdf.Root.MarkInfo.Marked and pdf.Root.Lang == "nl" and "/StructTreeRoot" in pdf.Root


def test_the_same_pdf_gives_the_same_bytes():
    once = printed()
    assert pdf_a.of(once) == pdf_a.of(once)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor), "een lettertype zit er niet in"),
        (pikepdf.Dictionary(Subtype=pikepdf.Name.CIDFontType2), "welke letter welke is"),
        (pikepdf.Dictionary(Type=pikepdf.Name.Annot, F=0), "niet mee afgedrukt"),
        (pikepdf.Dictionary(Type=pikepdf.Name.Annot, F=6), "niet mee afgedrukt"),
        (pikepdf.Dictionary(S=pikepdf.Name.JavaScript), "er zit een opdracht in"),
    ],
)
def test_what_no_addition_mends_is_refused_by_name(wrong, why):
    pdf = opened(printed())
    pdf.pages[0].obj.X = pdf.make_indirect(wrong)
    written = io.BytesIO()
    pdf.save(written)
    with pytest.raises(RunFailed, match=f"niet als PDF/A te bewaren: .*{why}"):
        pdf_a.of(written.getvalue())


def test_an_annotation_within_its_page_is_seen():
    pdf = opened(printed())
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch)
    pdf.pages[0].obj.Annots = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot, F=4, A=action)])
    assert pdf_a.faults(pdf) == ["er zit een opdracht in"]
