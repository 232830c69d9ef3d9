"""Every published page in a real browser: the width of a telephone, the keyboard, colours that are forced."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow
QUARTER = "2026-Q3/index.html"
_SEEN = """() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  return {tag: e.tagName, text: e.textContent.trim().slice(0, 40), outline: s.outlineStyle + ' ' + s.outlineWidth,
          top: r.top + scrollY, isInside: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth};
}"""


def test_the_pages_under_test_are_all_pages_that_were_published(files, page_names):
    # What 2026-Q3/index.html and dashboard/2026-09.html show too.
    own = {"2026-Q3/1/rapport-2026-Q3-editie-1.html", "dashboard/2026-09/1/dashboard-2026-09-editie-1.html"}
    alike = {name for name in files if "WK" in name} - {*page_names}  # profiles of other wijken, and the newest ones
    assert sorted({*files} - own - alike) == sorted(page_names)


def test_a_page_asks_for_nothing_but_itself_has_no_script_and_never_scrolls_sideways(opened, files, name):
    with opened(name) as page:
        assert page.locator("script").count() == 0
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for width in (1280, 768, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.asked == [files[name].as_uri()]
        assert page.said == []


def test_the_map_of_a_profile_is_seen_whole_on_a_telephone(opened):
    with opened("2026-Q3/1/wijk_profile-WK191604.html", width=320) as page:
        places, drawn = (page.locator(f"figure .plot{of}").first.bounding_box() for of in ("", " svg"))
        assert drawn["width"] <= places["width"] < 320
        assert drawn["width"] > 0.9 * places["width"]


@pytest.mark.parametrize("place", [QUARTER, "2026-Q3/1/cyber_training.html", "index.html"])
def test_the_keyboard_meets_the_skip_link_first_and_every_stop_is_seen_in_reading_order(opened, place):
    with opened(place, reduced_motion="reduce") as page:
        stops = []
        for _ in range(60):
            page.keyboard.press("Tab")
            stop = page.evaluate(_SEEN)
            if stop["tag"] == "BODY":
                break
            stops.append(stop)
        assert stops[0]["text"] == "Naar de inhoud"
        assert [s for s in stops if not s["isInside"] or s["outline"].startswith("none")] == []
        in_main = [s["top"] for s in stops if s["tag"] in ("SUMMARY", "DIV")]
        assert in_main == sorted(in_main)


def test_the_skip_link_leads_past_the_contents(opened):
    with opened(QUARTER) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "hoofd"


def test_a_figure_gives_its_data_by_keyboard_alone(opened):
    with opened("2026-Q3/1/cyber_training.html") as page:
        summary = page.locator("figure summary").first
        summary.focus()
        page.keyboard.press("Enter")
        assert page.locator("figure details[open] table").first.is_visible()


def test_a_status_keeps_word_shape_and_border_when_colours_are_forced(opened):
    with opened(QUARTER, forced_colors="active") as page:
        chips = page.locator(".scorecard").first.locator(".chip")
        assert chips.count() == 17
        for chip in chips.all():
            assert chip.inner_text().strip() and chip.locator("svg.symbol path").count() == 1
            assert float(chip.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)")) > 0
            assert chip.evaluate("e => getComputedStyle(e).borderTopStyle") != "none"


def test_statuses_differ_by_shape_and_border_and_not_by_colour_alone(opened):
    with opened(QUARTER) as page:
        looks = page.locator(".scorecard .chip").evaluate_all(
            "all => all.map(e => [e.textContent.trim(), e.querySelector('path').getAttribute('d')])"
        )
        assert len({word for word, _ in looks}) == len({shape for _, shape in looks}) > 1


def test_page_and_figures_follow_the_dark_setting(opened):
    seen = []
    for scheme in ("light", "dark"):
        with opened(QUARTER, color_scheme=scheme) as page:
            inks = page.locator("figure svg text").evaluate_all("all => all.map(e => getComputedStyle(e).fill)")
            seen.append((page.evaluate("getComputedStyle(document.body).backgroundColor"), inks))
    (light, light_inks), (dark, dark_inks) = seen
    assert (light, dark) == ("rgb(255, 255, 255)", "rgb(17, 24, 31)")
    assert light_inks and len(light_inks) == len(dark_inks)
    assert [ink for ink, other in zip(light_inks, dark_inks, strict=True) if ink == other] == []


def test_at_four_times_the_size_of_text_nothing_is_cut_off(opened):
    with opened(QUARTER, width=320, height=256) as page:
        cut = page.evaluate(
            """() => [...document.querySelectorAll('h1, h2, h3, p, li, th, td, dt, dd, .chip')]
               .filter(e => e.getClientRects().length && e.scrollWidth > e.clientWidth + 1 && !e.closest('.scroll, .plot')
                            && getComputedStyle(e).display !== 'inline')
               .map(e => e.tagName + ': ' + e.textContent.trim().slice(0, 50))"""
        )
        assert cut == []
