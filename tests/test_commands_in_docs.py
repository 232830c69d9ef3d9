"""Commands, options and output that the README and docs show: they are those of the suite, and all are in the README."""

import ast
import re
import shlex

import pytest
import typer

from helpers.floor import paths
from helpers.runner.command import verbs

README = (paths.ROOT / "README.md").read_text("utf-8")
HANDBOOK = (paths.ROOT / "docs" / "handboek.md").read_text("utf-8")
PAGES = [paths.ROOT / "README.md", *sorted((paths.ROOT / "docs").glob("*.md"))]
APP = typer.main.get_command(verbs.app)
PASSED_ON = {"test", "lab"}  # what follows is for pytest and JupyterLab too
EVERYWHERE = {"--help", "--home"}  # said once, under the table
LEAST = 12  # letters of ours in a line that is quoted


def options_of(verb):
    return {name for one in APP.commands[verb].params for name in one.opts if name.startswith("--")} | EVERYWHERE


def blocks(text, kind=""):
    """The contents of the fenced blocks of a kind."""
    return [body for word, body in re.findall(r"(?ms)^```(\w*)\n(.*?)^```$", text) if word == kind]


def commands_in(text):
    """The words behind `python run.py` in blocks and in code of a page."""
    code = [*blocks(text), *re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)]
    found = [one.strip() for block in code for one in re.findall(r"(?m)^(?:\$ )?python run\.py (.+)$", block)]
    return [shlex.split(one.partition("  #")[0], posix=False) for one in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_on_a_page_is_one_with_options_that_it_has(page):
    for verb, *words in commands_in(page.read_text("utf-8")):
        if verb.startswith("-") or verb in PASSED_ON:
            continue
        assert verb in APP.commands, verb
        given = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert given <= options_of(verb), (verb, given - options_of(verb))


def rows():
    """The cells of the README's table of commands."""
    table = README.partition("| command | does |")[2].partition("\n\n")[0]
    return [line.split(" | ", 1) for line in table.strip().splitlines()[1:]]


def test_the_readme_has_a_row_for_every_command_and_for_no_other():
    shown = {verb for first, _ in rows() for verb in re.findall(r"`([a-z][a-z-]*)", first.strip("| "))}
    assert shown == set(APP.commands)


@pytest.mark.parametrize("verb", sorted({*APP.commands} - PASSED_ON))
def test_the_readme_names_every_option_of_a_command_and_no_other(verb):
    own = [f"{first} {does}" for first, does in rows() if re.search(rf"`{verb}\b(?!-)", first)]
    named = set(re.findall(r"(?<![\w-])--[a-z-]+[a-z]", " ".join(own)))
    assert named - EVERYWHERE <= options_of(verb)
    assert options_of(verb) - EVERYWHERE <= named


def test_the_handbook_goes_from_exports_to_dashboard():
    used = [verb for verb, *_ in commands_in(HANDBOOK)]
    in_order = ["new-home", "check", "connect", "report", "commentary", "rebuild", "audit", "dashboard"]
    assert [*dict.fromkeys(used)] == in_order


def templates():
    """Every text of the code with holes, as a pattern: what a line may be printed from."""
    found = set()
    for file in (paths.ROOT / "src" / "helpers").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            parts = node.values if isinstance(node, ast.JoinedStr) else [node] if isinstance(node, ast.Constant) else []
            words = [one.value if isinstance(one, ast.Constant) else None for one in parts]
            is_text = all(isinstance(word, str | None) for word in words)
            if is_text and sum(len(re.sub(r"\W", "", word or "")) for word in words) >= LEAST:
                found.add("".join(".+" if word is None else re.escape(word) for word in words))
    return found


def test_every_line_of_output_in_the_handbook_is_one_that_the_code_prints():
    known = re.compile("|".join(sorted(templates(), key=len, reverse=True)))
    lines = [line for block in blocks(HANDBOOK, "uitvoer") for line in block.splitlines()]
    assert len(lines) >= 15
    assert [line for line in lines if not known.search(line)] == []
    assert not known.search("Het rapport is klaar en staat op het intranet.")


def test_the_pictures_of_the_handbook_are_small_and_all_used():
    folder = paths.ROOT / "docs" / "handboek"
    sizes = {f"handboek/{file.name}": file.stat().st_size for file in folder.iterdir()}
    assert set(re.findall(r"!\[[^\]]{40,}\]\(([^)]+)\)", HANDBOOK)) == set(sizes)
    assert max(sizes.values()) < 200_000 and sum(sizes.values()) < 1_000_000


def test_the_readme_has_the_exit_codes_of_the_page_on_faults():
    def codes(text):
        return set(re.findall(r"(?m)^\| (\d+) \|", text))

    faults = (paths.ROOT / "docs" / "als_het_misgaat.md").read_text("utf-8")
    assert codes(README) == codes(faults) == {"0", "1", "2", "75", "130"}
