"""What the command says of a dashboard that stands: also that it mended the log."""

from pathlib import Path

import pytest

from helpers.runner.command import dashboarding
from helpers.runner.dashboard.running import Ended
from helpers.runner.editions.editions import Published

MENDED = "Het logboek signals.csv is hersteld uit de edities."


@pytest.mark.parametrize("is_mended", [True, False])
def test_a_log_that_was_made_again_from_the_editions_is_told(is_mended):
    published = Published("2026-09", 1, "definitief", False, Path("uit/dashboard/2026-09.html"))
    assert (MENDED in dashboarding._said(Ended(published, is_log_mended=is_mended))) is is_mended
