import pytest

WIJKEN = [f"WK00000{i}" for i in range(1, 6)]


def wave(name, clean, lighting, start="03-01", end="04-30", year=None, respondents=100):
    year = year or name[:4]
    return [
        {"wave": name, "fieldwork_start": f"{year}-{start}", "fieldwork_end": f"{year}-{end}", "wijk": wijk}
        | {"respondents": respondents + i, "clean_percent": clean + i * i, "lighting_percent": lighting - i}
        for i, wijk in enumerate(WIJKEN)
    ]


def named(found):
    return {(name, level) for name, level, _ in found}


def test_waves_that_move_a_little_are_no_fault(broken):
    assert broken("wijkatlas", wave("2022", 60, 70) + wave("2024", 65, 61)) == set()


def test_one_question_that_moves_far_is_opinion(broken):
    assert broken("wijkatlas", wave("2022", 60, 70) + wave("2024", 75, 68)) == set()


@pytest.mark.parametrize(("clean", "lighting"), [(70, 60), (48, 82), (72, 84)])
def test_both_questions_that_move_far_everywhere_are_another_method(broken, clean, lighting):
    found = broken("wijkatlas", wave("2022", 60, 70) + wave("2024", clean, lighting) + wave("2026", clean, lighting))
    assert found == {("one method", "warning", 7)}


def test_a_change_that_differs_by_wijk_is_no_other_method(broken):
    later = wave("2024", 75, 85)
    for row in later[:2]:
        row["clean_percent"] -= 40
    assert broken("wijkatlas", wave("2022", 60, 70) + later) == set()


@pytest.mark.parametrize(("respondents", "is_said"), [(150, False), (55, False), (250, True), (40, True)])
def test_a_wave_of_half_or_double_size_is_said(broken, respondents, is_said):
    found = broken("wijkatlas", wave("2022", 60, 70) + wave("2024", 60, 70, respondents=respondents))
    assert found == ({("like numbers of respondents", "warning", 7)} if is_said else set())


def test_a_wave_with_fewer_wijken_is_compared_on_those(broken):
    assert broken("wijkatlas", wave("2022", 60, 70) + wave("2024", 60, 70)[:2]) == set()


def test_waves_whose_fieldwork_overlaps_are_said(broken):
    rows = wave("2024-1", 60, 70) + wave("2024-2", 60, 70, start="04-30", end="06-30")
    assert broken("wijkatlas", rows) == {("waves apart", "warning", 7)}
    assert broken("wijkatlas", wave("2024-1", 60, 70) + wave("2024-2", 60, 70, start="05-01", end="06-30")) == set()


def test_a_wave_may_have_other_days_per_wijk(broken):
    rows = wave("2022", 60, 70)
    rows[1]["fieldwork_end"] = "2022-06-30"
    assert broken("wijkatlas", rows + wave("2024", 60, 70)) == set()


def test_a_wave_named_before_an_earlier_one_is_said(broken):
    rows = wave("2024", 60, 70, year="2022") + wave("2022", 60, 70, year="2024")
    assert broken("wijkatlas", rows) == {("waves in order", "warning", 7)}
    words = wave("voorjaar", 60, 70, year="2022") + wave("meting", 60, 70, year="2024")
    assert broken("wijkatlas", words) == set()


def test_percentages_or_rows_without_respondents_are_said(broken):
    rows = wave("2022", 60, 70)
    rows[0]["respondents"] = 0
    assert broken("wijkatlas", rows) == {("respondents > 0", "error", 2)}
    rows[0] |= {"clean_percent": None, "lighting_percent": None}
    assert broken("wijkatlas", rows) == {("respondents are many enough", "warning", 2)}
