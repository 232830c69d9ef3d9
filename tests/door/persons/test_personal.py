"""Personal data in texts: what is an alarm, what is not, and what may be repeated in a message."""

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.door.persons import personal
from helpers.door.persons.numbers_of_persons import passes
from helpers.door.persons.personal import BSN, Look, found, masked

# Public test numbers; nobody's.
BSNS = ["111222333", "123456782", "123456794", "123456721", "123456733"]


def kinds(*texts, header="", look=None):
    return set(found(texts, header, look))


def bsn_of(eight):
    """Nine digits that pass the 11-proef, worked out here from its definition."""
    rest = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), eight, strict=True)) % 11
    return None if rest == 10 or eight == "0" * 8 else f"{eight}{rest}"


def iban_of(country, account):
    letters = "".join(str(int(sign, 36)) for sign in f"{account}{country}00")
    return f"{country}{98 - int(letters) % 97:02}{account}"


bsns = st.text(string.digits, min_size=8, max_size=8).map(bsn_of).filter(bool)
ibans = st.one_of(
    st.from_regex(r"\A[A-Z]{4}[0-9]{10}\Z").map(lambda account: iban_of("NL", account)),
    st.from_regex(r"\A[0-9]{18}\Z").map(lambda account: iban_of("DE", account)),
    st.from_regex(r"\A[A-Z]{4}[0-9]{14}\Z").map(lambda account: iban_of("GB", account)),
)
emails = st.from_regex(r"\A[a-z][a-z0-9._-]{0,12}[a-z0-9]@[a-z][a-z0-9-]{0,10}\.(nl|com|org)\Z")
phones = st.one_of(
    st.from_regex(r"\A06[ -][1-8][0-9]{7}\Z"),
    st.from_regex(r"\A06[1-8][0-9]{7}\Z"),
    st.from_regex(r"\A\+31 ?6 ?[1-8][0-9]{7}\Z"),
    st.from_regex(r"\A0031[1-9][0-9]{8}\Z"),
    st.from_regex(r"\A070-[1-9][0-9]{2} [0-9]{2} [0-9]{2}\Z"),
    st.from_regex(r"\A\(0182\) [1-9][0-9]{5}\Z"),
)


def test_three_bsns_of_three_alarm_and_two_of_two_do_not():
    assert kinds(*BSNS[:3]) == {personal.BSN}
    assert kinds(*BSNS[:2]) == set()
    assert kinds(*BSNS[:3], "123456789") == set()  # 3 of 4: 3 in 1,000 by chance


def test_nine_digit_ids_that_pass_as_often_as_chance_do_not_alarm():
    ids = [str(100_000_000 + 7 * i) for i in range(20_000)]
    assert kinds(*ids) == set()


def test_bsns_hidden_among_many_ids_alarm():
    rng = random.Random(4)
    hidden = [bsn for _ in range(400) if (bsn := bsn_of(f"{rng.randrange(10**8):08}"))]
    assert kinds(*[str(300_000_000 + 7 * i) for i in range(3000)], *hidden) == {personal.BSN}


@pytest.mark.parametrize("text", ["BSN 123456782", "zie burgerservicenummer: 1234.56.782", "sofinummer 123 456 782"])
def test_one_bsn_beside_its_word_alarms(text):
    assert kinds(text, "regen") == {personal.BSN}
    assert kinds("123456782", header="bsn klant") == {personal.BSN}


def test_zeros_kvk_numbers_and_short_ids_do_not_alarm():
    assert kinds("000000000", "bsn 000000000", "12345678", "68750110", "90001354", "BSN 123456789") == set()


@pytest.mark.parametrize(
    "change",
    [
        lambda bsn: bsn.replace("2", "\u200b2"),
        lambda bsn: f"\u00a0{bsn}\u00a0",
        lambda bsn: ".".join(bsn),
        lambda bsn: " ".join(bsn),
        lambda bsn: f"{bsn[:4]}.{bsn[4:6]}.{bsn[6:]}",
        lambda bsn: "".join(chr(0xFF10 + int(digit)) for digit in bsn),
        lambda bsn: "".join(chr(0x0660 + int(digit)) for digit in bsn),
        lambda bsn: bsn[:3] + "\xad" + bsn[3:],
        lambda bsn: f"{'lange opmerking ' * 20}{bsn} en verder",
        lambda bsn: f"bsn\n{bsn}",
    ],
)
def test_a_disguised_bsn_is_still_one(change):
    assert kinds(*map(change, BSNS)) == {personal.BSN}
    assert all(masked(change(bsn)) == personal.MASK for bsn in BSNS)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("jan.jansen@voorbeeld.nl", personal.EMAIL),
        ("mail naar JAN＠VOORBEELD.NL graag", personal.EMAIL),
        ("jan [at] voorbeeld.nl", personal.EMAIL),
        ("jan(at)voorbeeld(dot)nl", personal.EMAIL),
        ("jan @ voorbeeld.nl", personal.EMAIL),
        ("jan\u200b@voor\u200bbeeld.nl", personal.EMAIL),
        ("+31 (0)6 12345678", personal.PHONE),
        ("0031 6 1234 5678", personal.PHONE),
        ("06-12345678", personal.PHONE),
        ("06 12 34 56 78", personal.PHONE),
        ("06\u00a012345678", personal.PHONE),
        ("bel 0612345678 terug", personal.PHONE),
        ("070-123 45 67", personal.PHONE),
        ("(070) 1234567", personal.PHONE),
        ("tel.0182-523456", personal.PHONE),
        ("NL91ABNA0417164300", personal.IBAN),
        ("nl91 abna 0417 1643 00", personal.IBAN),
        ("op NL91 ABNA 0417 1643 00 van de heer", personal.IBAN),
        ("GB82 WEST 1234 5698 7654 32", personal.IBAN),
        ("BE68539007547034", personal.IBAN),
        ("geb. 12-03-1950", personal.BIRTH),
        ("geboren op 3 mei 1950", personal.BIRTH),
        ("dhr. Bakker", personal.NAME),
        ("mevrouw De Vries belde", personal.NAME),
        ("J. de Vries", personal.NAME),
        ("klacht van A.B. Jansen", personal.NAME),
        ("gemeld door Kees van Dam", personal.NAME),
        ("Dorpsstraat 12", personal.ADDRESS),
        ("bij Hogeweg 3a gestopt", personal.ADDRESS),
        ("1234 AB", personal.ADDRESS),
        ("1234ab", personal.ADDRESS),
    ],
)
def test_one_such_text_alarms_and_is_never_repeated(text, kind):
    assert kind in kinds(text, "regen", "kortere dienst")
    assert masked(text) == personal.MASK


@pytest.mark.parametrize(
    "text",
    [
        "", "veel", "Noord", "WK191601", "wk191601  ", "2026-01", "31-12-2026", "2026-01-02 08:30:00", "06-12-2026 10:30",
        "31-02-2026", "1e kwartaal 2026", "2026 KW 3", "2026KW01", "1.234.567,89", "12,5", "85%", "-99997", "P0001",
        "S2025-01", "OP037", "Locatie", "% buurt is schoon", "gehouden", "N.v.t.", "Juridische Zaken", "Sociaal Domein",
        "regen; kortere dienst", "'t Lien / De Rietvink", "De Heuvel / Amstelwijk", "Kringloop en antiek", "65-74", "85+",
        "Fietsen B.V. Noord", "P.C. Hooftstraat", "Marktplein 3 keer gereden", "onderweg 3 uur", "Jan 2026", "Protocol 01",
        "0000012345", "123456789", "één camera uitgevallen", "Familie en jeugd", "gebouw 3", "#DEEL/0!", "3 @ 5,00",
    ],
)  # fmt: skip
def test_an_ordinary_text_is_no_alarm_and_stays_readable(text):
    assert kinds(text, "regen", look=Look(names=personal.LISTED)) == set()
    assert masked(text) == text


def test_padded_ids_random_ids_and_series_are_no_phones():
    assert kinds(*[f"{i:010}" for i in range(1, 3000, 7)]) == set()
    assert kinds(*[str(random.Random(i).randrange(10**9, 10**10)) for i in range(300)], "0612345678") == set()
    assert kinds(*[f"06123400{i:02}" for i in range(20)]) == set()


def test_bare_landlines_alarm_when_there_are_several_that_differ():
    assert kinds("0703112233", "0703445566", "0102223344") == {personal.PHONE}
    assert kinds("0703112233", "0703112234") == set()
    assert personal.PHONE in kinds("612345678", "623456789", "634567891", "645678912", "656789123")


def test_a_column_that_mostly_holds_early_days_holds_births():
    births = ["12-03-1950", "1948-07-01", "3 mei 1961", "19550102"]
    assert kinds(*births) == {personal.BIRTH}
    assert kinds(*births, look=Look(may_hold_dates=True)) == set()
    assert kinds(*births, *[f"{day:02}-01-2026" for day in range(1, 20)]) == set()


def test_an_age_is_no_day_and_no_year():
    ages = Look(holds_ages=True)
    assert kinds("65-74", "85+", "<65", look=ages) == set()
    assert kinds("65-74", "1950", look=ages) == {personal.BIRTH}
    assert kinds("65-74", "12-03-1950", look=ages) == {personal.BIRTH}


def test_a_column_of_names_needs_evidence():
    assert kinds("Kees Bakker", "Ali Demir", "Sanne Mol") == {personal.NAME}
    assert kinds("Bo van der Laan", "Ali de Wit", "Sanne Mol") == {personal.NAME}
    assert kinds("Jansen, Bo", "Wit, Ali", "Mol, Sanne") == {personal.NAME}
    assert kinds("Juridische Zaken", "Sociaal Domein", "Openbare Ruimte", "Park West", "Oud Zuid") == set()
    assert kinds("De Heuvel / Amstelwijk", "Kringloop en antiek", "Auto-onderdelen") == set()


def test_letters_of_a_list_are_no_initials():
    assert kinds("A. Toezicht", "B. Juridisch", "C. Overig") == set()
    assert kinds("J. Toezicht", "P. Juridisch") == {personal.NAME}


def test_a_place_may_have_an_address_but_no_resident():
    place = Look(names=personal.TITLED, may_hold_addresses=True)
    assert kinds("Dorpsstraat 12, 1234 AB", "Kerk P. Post", look=place) == set()
    assert kinds("bij mevr. Bakker thuis", look=place) == {personal.NAME}


@settings(max_examples=60, deadline=None)
@given(st.lists(bsns, min_size=5, max_size=8, unique=True))
def test_any_five_bsns_alarm(numbers):
    assert found(numbers)[personal.BSN] == set(numbers)


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(bsns, ibans, emails, phones),
    st.sampled_from(["", "zie ", "(", "tel: ", "é "]),
    st.sampled_from(["", " x", ")", ", ja"]),
)
def test_nothing_masked_holds_a_number_or_address_of_a_person(value, before, after):
    assert value not in masked(before + value + after)


@settings(max_examples=100, deadline=None)
@given(st.one_of(ibans, emails, phones))
def test_one_iban_email_or_phone_among_remarks_alarms(value):
    assert any(value in texts for texts in found(["regen", "storing 12", value]).values())


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_no_text_breaks_the_search(text):
    assert masked(text) in {text, personal.MASK}
    found([text, "x"])


@pytest.mark.parametrize(
    "piece", ["a", "1", "@a", "A. ", "1 ", "06-", "NL12 ", "Jan van ", "geb ", "straat 1 ", "12-03-", "e\u0301", "dhr. ",
              "+3", "(at) a.", "a.", "Aa-", "  ", "123456782 ", "BE12 1234 5678 ", "\u2019", "\u0660"],
)  # fmt: skip
def test_a_hostile_text_of_a_megabyte_is_searched_to_its_end(piece):
    text = (piece * 1_000_000)[:1_000_000]
    assert found([text]) is not None and masked(text) in {text, personal.MASK}


def test_bsns_that_lost_their_zero_in_excel_are_seen_and_kvk_numbers_are_not():
    whole = [f"{n:09}" for n in range(10_000_000, 10_000_400) if passes(f"{n:09}")]
    assert len(whole) > 20
    assert BSN in found([number[1:] for number in whole])
    assert found([str(n) for n in range(27_000_000, 27_000_400)]) == {}
