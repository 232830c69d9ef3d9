"""params/house_style.yml: what a home may say instead of a token, and what nobody could read is refused."""

import re

import pytest

from helpers.floor import paths, tokens
from helpers.floor.faults import BadInput
from helpers.floor.params import house_style
from helpers.floor.tokens import contrast

EXAMPLE = re.search(r"```yaml\n(.*?)```", (paths.ROOT / "docs" / "huisstijl.md").read_text("utf-8"), re.DOTALL)[1]


@pytest.fixture
def home(tmp_path):
    """`home(text)`: the folder of params of a home with this style."""

    def write(text):
        (tmp_path / house_style.FILE).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def refused(folder):
    with pytest.raises(BadInput) as fault:
        house_style.load(folder)
    return fault.value.faults


def test_a_home_without_a_style_has_the_default(tmp_path):
    assert house_style.load(tmp_path) == tokens.DEFAULT


def test_what_a_style_does_not_name_stays_in_light_and_in_dark(home):
    style = house_style.load(home('light: {masthead: "#4B2E83"}\n'))
    assert style.light == {**tokens.LIGHT, "masthead": "#4b2e83"}
    assert style.dark == tokens.DARK
    before, _, after = style.sheet.partition("@media")
    assert "--masthead: #4b2e83;" in before and f"--masthead: {tokens.DARK['masthead']};" in after


def test_letters_of_the_home_hold_in_light_and_in_dark(home):
    style = house_style.load(home('font: Verdana, "Liberation Sans", sans-serif\n'))
    assert style.light["font"] == style.dark["font"] == 'Verdana, "Liberation Sans", sans-serif'


def test_the_example_of_the_docs_is_taken_and_is_another_style(home):
    style = house_style.load(home(EXAMPLE))
    assert sum(style.light[name] != tokens.LIGHT[name] for name in tokens.COLOURS) >= 20
    assert sum(style.dark[name] != tokens.DARK[name] for name in tokens.COLOURS) >= 15


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("pair", "least"),
    [*((one, 4.5) for one in house_style.TEXTS), *((one, 3) for one in house_style.MARKS)],
    ids=lambda one: "-on-".join(one) if isinstance(one, tuple) else str(one),
)
def test_a_pair_of_one_colour_is_refused_with_file_row_token_value_ratio_and_need(home, theme, pair, least):
    ink, ground = pair
    same = tokens.LIGHT[ground] if theme == "light" else tokens.DARK[ground]
    faults = refused(home(f'{theme}:\n  {ink}: "{same}"\n'))
    (told,) = [
        fault for fault in faults if fault.message.startswith(f"{ink} ({same})") and f"op {ground} " in fault.message
    ]
    assert (told.file, told.row, told.column, told.value) == ("house_style.yml", 2, f"{theme} {ink}", same)
    assert "het contrast is 1,00." in told.message
    assert f"Nodig is {least:.1f}".replace(".", ",") in told.hint


def test_the_bound_itself_is_taken_and_what_lies_just_under_it_is_not(home):
    # WCAG 2.2: #767676 on white is 4.54, #777777 is 4.48; the white of a shade above #e3e3e3 is less than 1.3.
    assert contrast("#767676", "#ffffff") > 4.5 > contrast("#777777", "#ffffff")
    house_style.load(home('light: {masthead: "#767676"}\n'))
    (told,) = refused(home('light: {masthead: "#777777"}\n'))
    assert told.message == "masthead-ink (#ffffff) is niet te lezen op masthead (#777777): het contrast is 4,47."


def test_what_is_printed_in_the_margin_can_be_read_on_paper(home):
    faults = refused(home('light: {made-up-line: "#a8741a"}\n'))
    assert [fault.message.split(":")[0] for fault in faults] == [
        "made-up-line (#a8741a) is niet te lezen op paper (#ffffff)"
    ]


@pytest.mark.parametrize(
    ("text", "message", "row"),
    [
        ("light:\n  ink: #16202a\n", "Hier ontbreekt een kleur.", 2),
        ('light:\n  ink: "zwart"\n', "“zwart” is geen kleur.", 2),
        ('light:\n  ink: "url(//x)"\n', "“url(//x)” is geen kleur.", 2),
        ('light:\n  inkt: "#16202a"\n', "“inkt” is geen kleur die de pagina kent.", 2),
        ('dark:\n  c2: "#7db8ec"\n', "c1 en c2 hebben dezelfde kleur.", 2),
        ('light:\n  seq-2: "#5b9bd0"\n', "De kleuren van de kaart lopen niet in stappen weg van de achtergrond.", 2),
        ("font: Verdana\n", "“Verdana” is geen rij namen van letters.", 1),
        ("font: url(https://example.org/x), serif\n", "“url(https://example.org/x), serif” is geen rij namen van letters.", 1),
        ("font: 'x; } body { display: none, serif'\n", "“x; } body { display: none, serif” is geen rij namen van letters.", 1),
    ],
)  # fmt: skip
def test_what_is_no_style_is_refused_on_its_row(home, text, message, row):
    assert (message, row) in [(fault.message, fault.row) for fault in refused(home(text))]


def test_the_refusal_that_the_docs_quote_is_the_one_that_is_given(home):
    page = (paths.ROOT / "docs" / "huisstijl.md").read_text("utf-8")
    with pytest.raises(BadInput) as fault:
        house_style.load(home('# een balk in de kleur van de streep\nlight:\n  masthead: "#f2b705"\n'))
    assert str(fault.value).splitlines()[1].strip() in page


def test_every_colour_of_the_tokens_can_be_said_and_is_explained():
    for theme in ("light", "dark"):
        fields = house_style.HouseStyle.model_fields[theme].annotation.model_fields
        assert list(fields) == list(tokens.COLOURS) and all(one.description for one in fields.values())
