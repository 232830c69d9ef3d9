"""The report speaks plain Dutch: the sentences of the published sample, measured; the words it may not use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup, Tag

pytestmark = pytest.mark.slow
MEAN_WORDS, MOST_WORDS = 12, 20
END = re.compile(r"(?<=[.?!])[”)]?\s+(?=[“(]?[A-Z0-9'’])")
SPOKEN = {"p": (None, "lede", "note", "answer-headline", "quote-headline", "entry-headline"), "li": (None,)}


class Sentence(NamedTuple):
    """A sentence, on which page and under which heading, figure or table it stands."""

    page: str
    place: str
    text: str

    @property
    def words(self) -> int:
        return sum(any(sign.isalnum() for sign in word) for word in self.text.split())


def sentences_of(name: str, page: BeautifulSoup) -> Iterator[Sentence]:
    """The prose, the computed sentences, and titles and alternative texts of figures."""
    for tag, text in _texts(page):
        for one in END.split(" ".join(text.split())):
            if one:
                yield Sentence(name, _place(tag), one)


def _texts(page: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    for kind, classes in SPOKEN.items():
        for tag in page.main.find_all(kind):
            if (tag.get("class") or [None])[0] in classes and not tag.find(["p", "ul"]):
                yield tag, tag.get_text(" ", strip=True).replace(" .", ".").replace(" ,", ",")
    for figure in page.find_all("figure"):
        yield figure, figure.find(class_="title").get_text()
        yield figure, figure.find("svg", role="img")["aria-label"]


def _place(tag: Tag) -> str:
    around = tag if tag.name == "figure" else tag.find_parent(["figure", "div"], id=True)
    heading = tag.find_previous(re.compile("^h[1-6]$"))
    return around["id"] if around and around.get("id") else heading.get("id", "") if heading else ""


@pytest.fixture(scope="module")
def sentences(published):
    """Every sentence of the chapters, once; the one file repeats them."""
    found: dict[str, Sentence] = {}
    for file in sorted((published / "2026-Q3" / "1").glob("*.html")):
        for one in sentences_of(file.stem, BeautifulSoup(file.read_text("utf-8"), "html.parser")):
            found.setdefault(one.text, one)
    return list(found.values())


def listed(sentences):
    return "\n" + "\n".join(f"{one.words} {one.page} {one.place}: {one.text}" for one in sentences)


def test_sentences_have_twelve_words_on_average(sentences):
    mean = sum(one.words for one in sentences) / len(sentences)
    assert len(sentences) > 200
    assert mean <= MEAN_WORDS


def test_no_sentence_has_more_than_twenty_words(sentences):
    long = [one for one in sentences if one.words > MOST_WORDS]
    assert not long, listed(long)


def test_no_sentence_has_a_word_that_misleads_or_that_nobody_uses(sentences, unsayable):
    wrong = [one for one in sentences if unsayable.search(one.text)]
    assert not wrong, listed(wrong)


def test_the_measure_counts_words_and_finds_the_ends_of_sentences():
    page = BeautifulSoup(
        "<main><h2 id='k'>K</h2><p>Op 3,5 van 1.000 is <b>vet</b>. Dit – zo – niet?</p><p class='source'>Bron: x.</p>"
        "<ul><li>Een regel.</li></ul></main>",
        "html.parser",
    )
    found = list(sentences_of("x", page))
    assert [(one.text, one.words) for one in found] == [
        ("Op 3,5 van 1.000 is vet.", 6), ("Dit – zo – niet?", 3), ("Een regel.", 2),
    ]  # fmt: skip
    assert {one.place for one in found} == {"k"}


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("Het verschil is significant.", True), ("Er is geen effect.", True), ("Dat zorgt voor rust.", True),
        ("De training werkt.", True), ("Middels een brief.", True), ("De p-waarde is 0,03.", True),
        ("Dit is geen oorzaak en gevolg.", False), ("De gemiddelde stand.", False), ("De middelste wijk.", False),
    ],
)  # fmt: skip
def test_the_words_are_found_whole(text, is_wrong, unsayable):
    assert bool(unsayable.search(text)) is is_wrong
