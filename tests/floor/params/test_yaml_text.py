"""YAML as text: what is read, what is refused, with the row, and never in another language."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.floor.faults import BadInput
from helpers.floor.params import yaml_text
from helpers.floor.params.yaml_text import read_document, read_yaml

# Words of PyYAML's and libyaml's own messages.
ENGLISH = re.compile(r"\b(expected|found|while|scanning|parsing|mapping|block|could|token|character)\b")
LOADERS = sorted({yaml.BaseLoader, getattr(yaml, "CBaseLoader", yaml.BaseLoader)}, key=repr)
LAUGHS = "a: &a [x]\n" + "".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.fixture(params=LOADERS, ids=lambda one: one.__name__)
def parser(request, monkeypatch):
    monkeypatch.setattr(yaml_text, "_PARSER", request.param)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "waarden.yml"


def refused(file, text):
    file.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(BadInput) as told:
        read_yaml(file)
    assert not ENGLISH.search(str(told.value).split(":", 1)[1])
    assert str(told.value).isprintable() or str(told.value).replace("\n", "").isprintable()
    return told.value.faults


WORDS = ["no", "yes", "on", "0363", "12:30", "1_000", "0o17", "1e3", "~", "null", "true", "2026-01-01", "0x1F", ".inf"]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_stays_what_was_typed(file, word, parser):
    file.write_text(f"a: {word}\n{word}: [{word}, '{word}']\n")
    assert read_yaml(file) == {"a": word, word: [word, word]}


def test_comments_quotes_windows_lines_and_a_mark_at_the_start_are_read(file, parser):
    file.write_bytes(
        "\ufeff# uitleg\r\n---\r\na: \"x: y\"  # meer\r\nb: 'C:\\data'\r\nc:\r\n  - é\r\n  - {d: 1}\r\n".encode()
    )
    assert read_yaml(file) == {"a": "x: y", "b": "C:\\data", "c": ["é", {"d": "1"}]}


def test_the_row_of_every_value_is_known(file):
    file.write_text("# uitleg\na: 1\nb:\n  - c: 2\n    d:\n      e: 3\n")
    rows = read_document(file).rows
    assert {place: row for place, row in rows.items() if place} == {
        ("a",): 2,
        ("b",): 3,
        ("b", 0): 4,
        ("b", 0, "c"): 4,
        ("b", 0, "d"): 5,
        ("b", 0, "d", "e"): 6,
    }


def test_what_has_no_row_gets_that_of_what_is_around_it(file):
    file.write_text("a:\n  b: 1\n")
    document = read_document(file)
    assert (document.row(("a", "weg", 3)), document.row(("weg",))) == (1, None)


@pytest.mark.parametrize(
    ("text", "words", "row"),
    [
        ("a: 1\nb: &x 2", "anker", 2),
        ("a: 1\nb: *x", "verwijzing", 2),
        ("*x : 1", "geen lijst of verwijzing", 1),
        ("a: 1\nb: !!python/object/apply:os.system [ls]", "type (!)", 2),
        ("a: !!int 3", "type (!)", 1),
        ("!eigen\na: 3", "type (!)", 1),
        ("a: ! 3", "type (!)", 1),
        ("a: 1\n<<: {b: 2}", "Samenvoegen", 2),
        ("a: 1\nb: 2\na: 3", "“a” staat er twee keer", 3),
        ("a: 1\n'a': 3", "“a” staat er twee keer", 2),
        ("a:\n  - b:\n      c: 1\n      c: 2", "“c” staat er twee keer", 4),
        ("a: {b: 1, b: 2}", "“b” staat er twee keer", 1),
        ("? [a]\n: b", "één naam", 1),
        ("{a: 1}: b", "één naam", 1),
        ("'': b", "ontbreekt een naam", 1),
        ("a: 1\n---\nb: 2", "tweede document", 2),
        ("%YAML 1.2\n---\na: 1", "met %", 1),
        ("- a\n- b", "namen met een dubbele punt", 1),
        ("zomaar tekst", "namen met een dubbele punt", 1),
        ("", "leeg", None),
        ("# alleen uitleg\n", "leeg", None),
        ("a: b: c", "geen geldige YAML", 1),
        ("a: 1\n b: 2", "geen geldige YAML", 2),
        ("a: @x", "geen geldige YAML", 1),
        ("a: 1\nb: 'x\nc: 2\n", "aanhalingsteken", 2),
        ("a: 1\nb: [1, 2\nc: 3\n", "haakje", 2),
        ('a: 1\nb: "C:\\data"', "Na \\", 2),
        ('a: "\\e[31m"', "U+001B", 1),
        ('a: "x\\0y"', "U+0000", 1),
        ('a: "\\u202e"', "U+202E", 1),
        ("[" * 100_000, "genest", 1),
        ("{a: " * 1_000, "genest", 1),
        ("- " * 50_000, "genest", 1),
        ("\n".join(" " * depth + "a:" for depth in range(900)), "genest", 21),
    ],
)  # fmt: skip
def test_what_is_more_than_text_is_refused_in_dutch_with_its_row(file, text, words, row, parser):
    faults = refused(file, text)
    assert words in faults[0].message
    assert faults[0].row == row


@pytest.mark.parametrize("escape", ["\\ud800", "\\U00110000", "\\UFFFFFFFF"])
def test_an_escape_that_is_no_character_is_refused(file, escape, parser):
    refused(file, f'a: "{escape}"')


def test_a_billion_laughs_is_refused_with_every_anchor(file):
    faults = refused(file, LAUGHS)
    assert sum("anker" in fault.message for fault in faults) == 9


def test_every_fault_that_can_be_told_together_is(file):
    faults = refused(file, "a: !x 1\nb: &y 2\nb: 3\nc: *y\n")
    assert [fault.row for fault in faults] == [1, 2, 3, 4]


def test_very_many_values_or_faults_are_refused_at_once(file):
    assert "te veel waarden" in refused(file, "".join(f"k{i}: 1\n" for i in range(60_000)))[0].message
    assert len(refused(file, "k: 1\n" * 60_000)) <= yaml_text.MOST_FAULTS + 1


def test_a_deep_but_sane_file_is_read(file):
    file.write_text("a: " + "[" * 18 + "x" + "]" * 18)
    assert str(read_yaml(file)["a"]) == "[" * 18 + "'x'" + "]" * 18


SIGNS = st.sampled_from(list("ab:#-?[]{},&*!|>'\"%@` \n\r\t<~\\0=.\u00a0\ufeff\u2028é"))
TEXTS = st.one_of(st.text(max_size=60), st.text(SIGNS, max_size=60))


def mapping_or_refusal(file, content):
    file.write_bytes(content)
    try:
        return isinstance(read_yaml(file), dict)
    except BadInput as told:
        return bool(told.faults)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=300
)
@given(TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=60))
def test_any_bytes_give_a_mapping_or_a_refusal(file, parser, content):
    assert mapping_or_refusal(file, content)


NESTED = st.recursive(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc-_", min_size=1), inner, max_size=3),
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=100
)
@given(st.dictionaries(st.text("abcdé", min_size=1, max_size=5), NESTED, min_size=1, max_size=4))
def test_what_is_written_as_yaml_is_read_back(file, content):
    file.write_text(yaml.dump(content, allow_unicode=True, default_style='"'), encoding="utf-8")
    assert read_yaml(file) == content
