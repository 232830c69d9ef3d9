"""What shows an edition comes as a whole or not at all, whatever fails and whenever the program is killed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.floor.faults import RunFailed
from helpers.runner.editions import disk, long_table, showing
from helpers.runner.editions.showing import Unfinished

HERE = Path(__file__).parent
SHOWN = ["2026-Q3/2", "2026-Q3/index.html", "index.html", *sorted(long_table.FILES)]
posix = pytest.mark.skipif(os.name == "nt", reason="forks")


@pytest.fixture
def out(publish, tmp_path):
    """A folder with one edition."""
    publish(tmp_path / "reports")
    return tmp_path / "reports"


@pytest.fixture
def refuse(out, monkeypatch):
    """`refuse(name)`: from now on nothing can be renamed to a file or folder of that path."""
    real = os.replace

    def replace(source, target):
        if refused and Path(target) == out / refused[0]:
            raise PermissionError(13, "Permission denied", str(source), None, str(target))
        real(source, target)

    refused = []
    monkeypatch.setattr(os, "replace", replace)
    return lambda name: refused.__setitem__(slice(None), [name] if name else [])


def complete(publish, tmp_path, content="b"):
    """What stands when nothing goes wrong."""
    publish(tmp_path / "whole")
    publish(tmp_path / "whole", content)
    return disk.files_in(tmp_path / "whole")


@pytest.mark.parametrize("name", SHOWN[1:])
def test_a_part_that_cannot_be_replaced_is_named_and_the_next_run_finishes_it(publish, out, tmp_path, refuse, name):
    refuse(name)
    with pytest.raises(Unfinished) as told:
        publish(out, "b")
    assert str(told.value).startswith(
        f"2026-Q3 editie 2 is nog niet af: {name} kan niet worden vervangen (geen toegang)."
    )
    assert str(told.value).endswith("De volgende run maakt het eerst af.")
    with pytest.raises(Unfinished, match="nog niet af"):  # as long as it lasts, the next run says the same
        showing.resume(out)
    refuse("")
    assert showing.resume(out).endswith("2026-Q3 editie 2 is nu af.")
    assert disk.files_in(out) == complete(publish, tmp_path)
    assert showing.resume(out) == ""


def test_a_second_publication_waits_for_the_first_and_loses_nothing_of_it(publish, out, tmp_path, refuse):
    refuse("indicators.csv")
    with pytest.raises(Unfinished):
        publish(out, "b")
    with pytest.raises(Unfinished, match="2026-Q3 editie 2"):
        publish(out, "c", quarter="2026-Q2")
    refuse("")
    publish(out, "c", quarter="2026-Q2")
    publish(tmp_path / "whole")
    publish(tmp_path / "whole", "b")
    publish(tmp_path / "whole", "c", quarter="2026-Q2")
    assert disk.files_in(out) == disk.files_in(tmp_path / "whole")


def test_when_the_edition_itself_cannot_be_placed_all_is_taken_back(publish, out, refuse):
    before = disk.files_in(out)
    refuse("2026-Q3/2")
    with pytest.raises(RunFailed, match=r"2026-Q3 editie 2 is niet te schrijven.*Er is niets veranderd") as told:
        publish(out, "b")
    assert not isinstance(told.value, Unfinished)
    assert disk.files_in(out) == before


@pytest.mark.parametrize("name", SHOWN[1:])
def test_a_folder_in_the_place_of_a_page_is_named_before_anything_changes(publish, out, name):
    (out / name).unlink()
    (out / name).mkdir()
    before = disk.files_in(out)
    with pytest.raises(RunFailed, match=rf"{Path(name).name} is een map in plaats van een bestand.*niets veranderd"):
        publish(out, "b")
    assert disk.files_in(out) == before
    assert not list(out.rglob(".*"))


@pytest.mark.parametrize("name", SHOWN[1:])
def test_a_page_that_may_not_be_changed_is_named_before_anything_changes(publish, out, name):
    def immutable(sign):
        return subprocess.run(["chattr", f"{sign}i", str(out / name)], capture_output=True, check=False).returncode == 0

    if os.name == "nt" or not shutil.which("chattr") or not immutable("+"):
        pytest.skip("this disk or this user knows no immutable files")
    before = disk.files_in(out)
    try:
        with pytest.raises(RunFailed, match=rf"{Path(name).name} kan niet worden vervangen \(niet toegestaan\)"):
            publish(out, "b")
        assert disk.files_in(out) == before
    finally:
        immutable("-")


@pytest.mark.parametrize(
    ("file", "said"), [("2", "de map is er niet meer"), ("indicators.csv", "verdween toen 2026-Q3 editie 2 erin kwam")]
)
def test_a_folder_that_vanishes_is_not_made_anew_nor_said_to_be_finished_later(publish, out, monkeypatch, file, said):
    real = os.replace

    def replace(source, target):
        if Path(target).name == file:
            shutil.rmtree(out)
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(RunFailed, match=said) as told:
        publish(out, "b")
    assert not isinstance(told.value, Unfinished) and not out.exists()


def test_ctrl_c_while_names_change_leaves_nothing_half(publish, out, tmp_path, monkeypatch):
    real, hit = os.replace, []

    def replace(source, target):
        if Path(target).name == "indicators.csv" and not hit:
            hit.append(1)
            raise KeyboardInterrupt
        real(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace)
        with pytest.raises(KeyboardInterrupt):
            publish(out, "b")
    assert disk.files_in(out) == complete(publish, tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", "{}", "null", '{"what": "x", "aside": "../weg", "targets": []}',
                                  '{"what": "x", "aside": ".new-1", "targets": ["../index.html"]}',
                                  '{"what": "x", "aside": ".new-1", "targets": [7]}'])  # fmt: skip
def test_a_journal_that_this_suite_did_not_write_moves_nothing(publish, out, text):
    before = disk.files_in(out)
    (out / showing.JOURNAL).write_text(text)
    assert showing.resume(out) == ""
    assert disk.files_in(out) == before


def test_what_a_killed_run_left_is_cleared(publish, out):
    before = disk.files_in(out)
    for name in (".new-a/index.html", "2026-Q3/.new-b/page.html", "concepten/2026-Q3/.new-c"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text("half")
    (out / ".probe-1").touch()
    showing.resume(out)
    assert disk.files_in(out) == before


# A child that publishes, with something in its way; it forks for each case, so that it starts only once.
CASES = """
import json, os, resource, signal, shutil, sys
from pathlib import Path
sys.path.insert(0, {here!r})
from conftest import publish_in
from helpers.floor.faults import RunFailed
from helpers.runner.editions import archive, disk, long_table, showing

archive.page = lambda standing, *_, **more: repr(standing).encode()  # the real ones take long
long_table.files = lambda standing, _: {{name: repr(standing).encode() for name in long_table.FILES}}
base = Path({base!r})
publish_in(base / "start")

def again(out):
    showing.resume(out)
    publish_in(out, "b")
    return {{name: content.hex() for name, content in disk.files_in(out).items()}}

def tried(name, hinder):
    "What a child left that publishes with this in its way, what it said, and what stands after the next run."
    out = base / name
    shutil.copytree(base / "start", out)
    said, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            hinder(str(out))
            publish_in(out, "b")
            text = ""
        except RunFailed as fault:
            text = type(fault).__name__ + " " + str(fault)
        os.write(told, text.encode())
        os._exit(0)
    os.close(told)
    _, status = os.waitpid(child, 0)
    text = os.read(said, 9999).decode()
    os.close(said)
    left = {{file: content.hex() for file, content in disk.files_in(out).items()}}
    return {{"killed": os.WIFSIGNALED(status), "said": text, "left": left, "after": again(out)}}
"""
KILLED = """
def at(step):
    def hinder(out):
        steps = iter(range(1, step))
        def hook(event, arguments):
            where = [str(one) for one in arguments if isinstance(one, (str, bytes, os.PathLike))]
            if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir") and any(out in one for one in where):
                if next(steps, None) is None:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(hook)
    return hinder

found, step = [], 1
while True:
    found.append(tried(f"step-{step}", at(step)))
    if not found[-1]["killed"]:
        break
    step += 1
before = {name: content.hex() for name, content in disk.files_in(base / "start").items()}
print(json.dumps({"before": before, "whole": again(base / "start"), "found": found}))
"""
FULL = """
def with_room(size):
    return lambda _: resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

sizes = [0, 1, 2, 4, 6, 8, 12, 16, 24, 40, 60, 80, 120, 160, 200, 260, 400, 800, 1500, 3000, 5000, 9000]
found = [tried(f"size-{size}", with_room(size)) for size in sizes]
before = {name: content.hex() for name, content in disk.files_in(base / "start").items()}
print(json.dumps({"before": before, "whole": again(base / "start"), "found": found}))
"""


def run_cases(script, base):
    code = CASES.format(here=str(HERE), base=str(base)) + script
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def shown(files):
    return {name: content for name, content in files.items() if "/." not in f"/{name}"}


@posix
def test_killed_at_any_step_the_earlier_edition_stands_and_the_next_run_makes_it_whole(tmp_path):
    told = run_cases(KILLED, tmp_path)
    before = told["before"]
    assert len(told["found"]) > 30
    states = set()
    for one in told["found"]:
        left = shown(one["left"])
        kept = {name: left.get(name) for name in before if "/1/" in name}
        assert kept == {name: before[name] for name in kept}  # the earlier edition is never touched
        is_committed = showing.JOURNAL in one["left"] or left == told["whole"]
        assert is_committed or left == before  # all of the old, or what will be shown is written down
        states.add((is_committed, one["killed"]))
        assert one["after"] == told["whole"]
    assert states == {(False, True), (True, True), (True, False)}


@posix
def test_whatever_the_room_there_is_all_of_the_old_or_all_of_the_new_and_the_words_say_which(tmp_path):
    told = run_cases(FULL, tmp_path)
    before = told["before"]
    words = {}
    for one in told["found"]:
        if one["said"]:
            assert one["left"] == before
            assert "Er is niets veranderd. Maak ruimte en draai opnieuw." in one["said"]
            words[one["said"]] = True
        else:
            assert one["left"] == told["whole"]
        assert one["after"] == told["whole"]
    assert 1 < len(words) < len(told["found"])  # not always the same file
