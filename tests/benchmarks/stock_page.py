"""The same executed notebook as nbconvert's own page and as ours, counted side by side.

    python tests/benchmarks/stock_page.py [notebook]

Needs Chromium, the dev group and poppler-utils. With HELPERS_VNU_JAR naming the Nu HTML checker's jar, its
errors are counted too. Prints one Markdown table; the notebook runs once on the sample.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import nbformat
import papermill
from axe_playwright_python.sync_playwright import Axe
from nbconvert import HTMLExporter
from nbconvert.exporters import get_exporter
from playwright.sync_api import Browser, sync_playwright

from helpers.floor import paths
from helpers.runner.page import pdf

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIGURE = re.compile(r"<svg.*?</svg>|base64,[^\"]+", re.DOTALL)
JAR = os.environ.get("HELPERS_VNU_JAR", "")


def main(stem: str = "cyber_training") -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        executed = _executed(stem, Path(folder))
        browser = play.chromium.launch(executable_path=pdf.browser(), args=["--no-sandbox", "--disable-gpu"])
        both = [_counted(browser, page) for page in _pages(executed, stem, Path(folder))]
        browser.close()
    print(f"| {stem} | nbconvert lab | kwartaalrapport |\n|---|---|---|")
    for what in both[0]:
        print(f"| {what} | {both[0][what]} | {both[1][what]} |")


def _executed(stem: str, folder: Path) -> nbformat.NotebookNode:
    target = folder / "executed.ipynb"
    given = {"quarter": "newest", "delivery": "sample"}
    papermill.execute_notebook(paths.NOTEBOOKS / f"{stem}.ipynb", target, given, kernel_name="python3", progress_bar=False)  # fmt: skip
    return nbformat.read(target, as_version=4)


def _pages(executed: nbformat.NotebookNode, stem: str, folder: Path) -> list[Path]:
    made = []
    for name, exporter in (("stock", HTMLExporter(template_name="lab")), ("own", get_exporter("kwartaalrapport")())):
        html, _ = exporter.from_notebook_node(executed, {"metadata": {"name": stem}})
        made.append(folder / f"{name}.html")
        made[-1].write_text(html, encoding="utf-8")
    return made


def _counted(browser: Browser, file: Path) -> dict[str, object]:
    html = file.read_text("utf-8")
    asked: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    page.set_viewport_size({"width": 320, "height": 900})
    width = page.evaluate("document.documentElement.scrollWidth")
    images = page.locator("img, svg[role=img]").evaluate_all(
        "all => all.map(e => e.getAttribute('alt') || e.getAttribute('aria-label') || '')"
    )
    heads = page.locator("th").evaluate_all("all => all.map(e => e.hasAttribute('scope'))")
    page.close()
    told = [alt for alt in images if alt and not alt.startswith("No description")]
    return {
        "bytes": f"{len(html.encode()):,}",
        "of which figures": f"{sum(map(len, FIGURE.findall(html))):,}",
        "outside requests": len([url for url in asked if not url.startswith(("file:", "data:"))]),
        "scripts": len(re.findall(r"<script", html)),
        "axe: rules broken (places)": f"{len(found)} ({sum(len(one['nodes']) for one in found)})",
        "Nu HTML checker: errors": _nu(file),
        "language": (re.findall(r'<html[^>]* lang="([^"]*)"', html) or ["none"])[0],
        "figures with an alternative text of their own": f"{len(told)} of {len(images)}",
        "table headers with a scope": f"{sum(heads)} of {len(heads)}",
        "width at 320 px": f"{width} px",
        "pages in print": _printed(file),
    }


def _printed(file: Path) -> str:
    target = pdf.write(file, file.with_suffix(".pdf"), date(2026, 1, 1))
    told = subprocess.run(["pdfinfo", target], capture_output=True, text=True, check=True).stdout
    return re.search(r"Pages:\s+(\d+)", told)[1]


def _nu(file: Path) -> str:
    if not JAR:
        return "not run"
    command = ["java", "-jar", JAR, "--format", "json", "--exit-zero-always", str(file)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stderr)
    return str(sum(one["type"] == "error" for one in told["messages"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
