"""One browser for a worker, and the published sample opened in it. Without a browser these tests skip."""

from __future__ import annotations

import os
from contextlib import contextmanager

import pytest

from helpers.floor.faults import AskedWrongly
from helpers.runner.page import pdf

NEEDED = "HELPERS_NEEDS_BROWSER"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb", "--font-render-hinting=none",
]  # fmt: skip

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

NAMES = [
    "index.html", "2026-Q3/index.html", "2026-Q3/1/management_summary.html", "2026-Q3/1/scan_car_cleanliness.html",
    "2026-Q3/1/cyber_training.html", "2026-Q3/1/dealer_compliance.html", "2026-Q3/1/safety_indicators.html",
    "2026-Q3/1/data_quality.html", "2026-Q3/1/surroundings.html", "2026-Q3/1/about_the_figures.html", "2026-Q3/1/wijk_profile-WK191604.html",
    "dashboard/index.html", "dashboard/2026-09.html",
]  # fmt: skip


def pytest_generate_tests(metafunc):
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", NAMES)


@pytest.fixture(scope="session")
def page_names():
    return NAMES


@pytest.fixture(scope="session")
def chromium():
    """The browser's program."""
    try:
        return pdf.browser()
    except AskedWrongly as reason:
        if os.environ.get(NEEDED):
            pytest.fail(f"{NEEDED} is set and there is no browser: {reason}")
        pytest.skip("no browser on this machine")


@pytest.fixture(scope="session")
def browser(chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def files(published):
    """Every page of the published sample by its address in the folder."""
    return {file.relative_to(published).as_posix(): file for file in sorted(published.rglob("*.html"))}


@pytest.fixture(scope="session")
def opened(browser, files):
    """`with opened(name, width=…, color_scheme=…) as page`: the page, and in `page.asked` what it asked for."""

    @contextmanager
    def open_page(name, width=1280, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        try:
            page = context.new_page()
            page.set_default_timeout(300_000)  # against hanging; a busy machine is slow
            page.asked, page.said = [], []
            page.on("request", lambda request: page.asked.append(request.url))
            page.on("console", lambda message: page.said.append(message.text))
            page.on("pageerror", lambda error: page.said.append(str(error)))
            page.goto(files[name].as_uri())
            yield page
        finally:
            context.close()

    return open_page


def _violations(page, rule=""):
    from axe_playwright_python.sync_playwright import Axe

    asked = {"type": "rule", "values": [rule]} if rule else {"type": "tag", "values": RULES}
    found = Axe().run(page, options={"runOnly": asked, "resultTypes": ["violations"]}).response
    assert found["passes"], "axe looked at nothing"
    return [
        (one["id"], node["html"][:120], node["failureSummary"]) for one in found["violations"] for node in one["nodes"]
    ]


@pytest.fixture(scope="session")
def violations():
    """`violations(page)`: what axe finds on an opened page: rule, element and summary; by one rule where it is named."""
    return _violations
