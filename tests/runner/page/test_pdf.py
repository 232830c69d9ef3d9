"""The PDF: printed by a browser that is there, dated as it is told to be, and an earlier one is never lost."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from datetime import date

import psutil
import pytest

from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.runner.page import pdf

PAGE = '<!DOCTYPE html><html lang="nl"><head><title>Proef</title></head><body><h1>Proef</h1></body></html>'


def program(folder, body):
    """A stand-in for the browser: a program that gets the same arguments."""
    script, file = folder / "browser.py", folder / "browser"
    asked = "next(a for a in sys.argv if a.startswith('--print-to-pdf=')).partition('=')[2]"
    script.write_text(f"import os, sys, time\ntarget = {asked}\n{body}\n")
    # Not on a first line of its own: the interpreter's folder may hold a space.
    file.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n')
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


def is_running(pid):
    return psutil.pid_exists(int(pid)) and psutil.Process(int(pid)).status() != psutil.STATUS_ZOMBIE


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "index é.html"
    file.write_text(PAGE, encoding="utf-8")
    return file


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script with a first line that Windows does not read")
class TestWithAStandIn:
    def test_the_date_inside_is_the_given_one_so_that_two_prints_are_equal(self, page, tmp_path):
        body = "open(target, 'wb').write(b'%PDF-1.4 /CreationDate (D:' + time.strftime('%Y%m%d%H%M%S').encode() + b\"+00'00') /ModDate (D:20200101000000+00'00')\")"
        target = tmp_path / "uit.pdf"
        pdf.write(page, target, date(2026, 9, 30), program(tmp_path, body))
        assert target.read_bytes().count(b"(D:20260930000000") == 2

    def test_two_prints_of_which_the_tags_are_counted_from_another_number_are_equal(self, page, tmp_path):
        # As Chromium gave on a busy machine: 3 of 40 prints of one page began one further.
        prints = []
        for first in (117, 118):
            ids = "".join(f"/ID (node{first + step:08d})" for step in (0, 1, 4, 0))
            body = f"open(target, 'wb').write(b'%PDF-1.4 {ids}')"
            prints.append(pdf.printed(page, date(2026, 9, 30), program(tmp_path, body)))
        assert prints[0] == prints[1]
        assert prints[0].count(b"(node00000001)") == 2 and b"(node00000003)" in prints[0]

    def test_a_browser_that_gives_nothing_leaves_the_earlier_pdf_alone(self, page, tmp_path):
        target = tmp_path / "uit.pdf"
        target.write_bytes(b"%PDF-oud")
        with pytest.raises(RunFailed, match="geen PDF"):
            pdf.write(page, target, date(2026, 9, 30), program(tmp_path, "sys.exit(1)"))
        assert target.read_bytes() == b"%PDF-oud"

    def test_what_a_browser_leaves_in_its_temporary_folder_is_gone(self, page, tmp_path, monkeypatch):
        kept = tmp_path / "tijdelijk"
        kept.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(kept))
        left = "open(os.path.join(os.environ['TMPDIR'], 'rest'), 'w').close()"
        pdf.printed(page, date(2026, 9, 30), program(tmp_path, f"{left}\nopen(target, 'wb').write(b'%PDF-1.4')"))
        assert list(kept.iterdir()) == []

    def test_a_browser_that_hangs_is_ended_with_its_children(self, page, tmp_path, monkeypatch, eventually):
        monkeypatch.setattr(pdf, "TIMEOUT", 3)
        told = tmp_path / "child"
        told.touch()  # on a busy machine the browser is ended before it tells
        body = f"child = os.fork()\nopen({str(told)!r}, 'a').write(f'{{os.getpid()}} ')\ntime.sleep(3_000)"
        with pytest.raises(RunFailed, match="niet op tijd"):
            pdf.write(page, tmp_path / "uit.pdf", date(2026, 9, 30), program(tmp_path, body))
        assert eventually(lambda: not any(map(is_running, told.read_text().split())))


def test_without_a_browser_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    monkeypatch.delenv(pdf.CHOSEN, raising=False)
    with pytest.raises(AskedWrongly, match="Chromium") as told:
        pdf.browser()
    assert "--pdf" in told.value.hint


def test_a_chosen_browser_that_is_not_there_is_refused_and_not_replaced_by_another(monkeypatch):
    monkeypatch.setenv(pdf.CHOSEN, "geen-browser")
    with pytest.raises(AskedWrongly, match=pdf.CHOSEN):
        pdf.browser()
