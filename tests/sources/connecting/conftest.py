"""A file of a few rows, looked at beside two wijken with a name."""

import pytest

from helpers.floor import paths
from helpers.sources.connecting.proposal import Connecting


@pytest.fixture
def look(own_folders, tmp_path, wijken_csv):
    """Look at a text as an own file; every question is answered by its key, "" where none is given."""
    (paths.REFERENCE / "wijken.csv").write_text(wijken_csv({"WK000001": "Noord", "WK000002": "Zuid"}))

    def look(text, dataset="", answers=None, file="uitdraai.csv"):
        path = tmp_path / file
        path.write_text(text, "utf-8")
        connecting = Connecting.of(path, dataset)
        asked = []
        while questions := connecting.proposal().questions:
            asked.append(questions[0].key)
            connecting.decide(questions[0], (answers or {}).get(questions[0].key, ""))
        proposal = connecting.proposal()
        mapping, reading = proposal.tried()
        return Looked(proposal, asked, mapping.as_written(), reading)

    return look


class Looked:
    """What was proposed and asked, the rules, and what they read."""

    def __init__(self, proposal, asked, rules, reading):
        self.proposal, self.asked, self.rules, self.reading = proposal, asked, rules, reading
        self.dataset = proposal.dataset

    @property
    def errors(self):
        return [fault.message for fault in self.reading.faults if fault.level == "error"] if self.reading else []
