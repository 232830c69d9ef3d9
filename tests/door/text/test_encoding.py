import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.door.text.encoding import decode
from helpers.floor.faults import BadInput

TEXT = "Proces;Afdeling\r\nFinanciën;café “één” € 5\r\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        codecs.BOM_UTF8 + TEXT.encode("utf-8"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with BOM", "utf-16 little", "utf-16 big", "windows-1252"],
)
def test_every_encoding_of_the_systems_gives_the_same_text(content):
    assert decode(content, "a.csv") == TEXT


@pytest.mark.parametrize(
    ("content", "message", "row"),
    [
        (b"a;b\n1;\x00\n", "NUL-tekens", None),
        (TEXT.encode("utf-16-le"), "NUL-tekens", None),
        (b"a;b\n1;2\n\x81;3\n", "niet te lezen", 3),
        ("a\nb\nFinanciën".encode().decode("cp1252").encode(), "verminkt", 3),
        (codecs.BOM_UTF8 + b"a\n\xff\n", "niet te lezen", 2),
    ],
    ids=["NUL", "UTF-16 without BOM", "undefined byte", "garbled before", "BOM that lies"],
)
def test_what_is_no_text_is_refused_with_its_row(content, message, row):
    with pytest.raises(BadInput, match=message) as caught:
        decode(content, "a.csv")
    assert (caught.value.faults[0].file, caught.value.faults[0].row) == ("a.csv", row)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE])
def test_utf_32_is_refused_by_its_name(mark):
    encoding = "utf-32-le" if mark == codecs.BOM_UTF32_LE else "utf-32-be"
    with pytest.raises(BadInput, match="UTF-32"):
        decode(mark + TEXT.encode(encoding), "a.csv")


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"])
def test_wide_encodings_without_a_mark_are_refused(encoding):
    with pytest.raises(BadInput, match="NUL-tekens"):
        decode(TEXT.encode(encoding), "a.csv")


@pytest.mark.parametrize(
    "content",
    [
        "a;Financiën\n".encode() + "b;coöperatie\n".encode("cp1252"),
        "a;€ 5 – één\n".encode().decode("cp1252").encode(),
        "a;foto’s\n".encode().decode("cp1252").encode(),
        "a;één\n".encode().decode("mac-roman").encode(),
        "a;één\n".encode().decode("cp437").encode(),
        "a;één\n".encode().decode("cp850").encode(),
        "a;€ 5\n".encode().decode("cp437").encode(),
        "a;€ 5\n".encode().decode("cp850").encode(),
        "a;foto’s\n".encode().decode("cp850").encode(),
        "a;foto’s\n".encode().decode("cp437").encode(),
        "a;één foto’s\n".encode("cp1252").decode("latin-1").encode(),
        "a;Financi\ufffdn\n".encode(),
        "a;€ 5\n".encode("iso-8859-15"),
        *(f"a;{word}\n".encode("cp437") for word in ("Financiën", "café", "één", "coöperatie", "maïs", "contrôle")),
        *(f"a;{word}\n".encode("cp850") for word in ("België", "geüpdatet", "crème", "scène")),
        *(f"a;{word}\n".encode("mac-roman") for word in ("Financiën", "café", "scène", "maïs", "contrôle", "reële")),
    ],
)
def test_letters_that_another_encoding_garbles_are_refused(content):
    with pytest.raises(BadInput, match=r"verminkt|niet te lezen") as caught:
        decode(content, "a.csv")
    assert caught.value.faults[0].row in (1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "foto’s en auto’s – € 5 … ‘aanhaling’ “één” „zo” zo‘n foto‘s ‘s-Gravenhage",
        "Noord–Zuid, Van Dale™, CAFÉ’S, 20‰ en 5%, § 3, £ 4, ¡olé!, 'zo', ½, 30 °C, m², ®, ©",
        "Ångström, Ærø, Čapek, Łódź, Ÿ, ñ, über, naïef, geïnd, coördinatie, façade, crêpe, âge, Ä, Ç",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_accents_quotes_and_dashes_are_no_garbling(text, encoding):
    assert decode(text.encode(encoding), "a.csv") == text


def test_signs_of_windows_1252_are_no_garbling():
    text = "foto’s en auto’s – € 5 … ‘aanhaling’ “één” „zo” Noord–Zuid • punt, café’s, reünie, Œuvre, Š, 5‰"
    assert decode(text.encode("cp1252"), "a.csv") == text


def test_the_row_of_a_fault_counts_as_excel_does():
    content = 'a;b\r\n"twee\r\nregels";x\r\n1;Financi‰n'.encode("cp1252")
    with pytest.raises(BadInput) as caught:
        decode(content, "a.csv")
    assert caught.value.faults[0].row == 3


@given(st.binary(max_size=40))
def test_any_bytes_are_text_or_refused(content):
    try:
        assert "\0" not in decode(content, "a.csv")
    except BadInput as error:
        assert error.faults[0].message.isprintable() and error.faults[0].value.isprintable()
