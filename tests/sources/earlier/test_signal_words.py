"""A word on a signal that no dashboard gave is named by the check of a delivery, as by a report."""

import shutil
from types import SimpleNamespace

from helpers.floor import paths
from helpers.floor.params.signal_word import SignalWord
from helpers.sources import commentary
from helpers.sources.delivery import check
from helpers.sources.earlier import signal_words


def test_check_names_a_word_that_fits_no_signal(sample, tmp_path, monkeypatch):
    shutil.copytree(paths.PARAMS, tmp_path / "params")
    word = SignalWord("S2026-08-1", measure="monthly_reports", explained="ja", explanation="Er was een feest.")
    file = tmp_path / "params/commentary/2026-Q3.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(commentary.as_yaml([], [word]), encoding="utf-8")
    monkeypatch.setattr(paths, "PARAMS", tmp_path / "params")
    told = {name: getattr(sample, name) for name in ("tables", "missing", "exports", "is_made_up")}
    faults = check._of_delivery(SimpleNamespace(**told, faults=()), sample.areas, tmp_path / "uit", {})
    found = [one for one in faults if one.rule == signal_words.RULE]
    assert [(one.file, one.level, one.message) for one in found] == [
        (
            "commentary/2026-Q3.yml",
            "warning",
            "De uitleg bij S2026-08-1 past bij geen signaal in het logboek en telt niet mee.",
        )
    ]
