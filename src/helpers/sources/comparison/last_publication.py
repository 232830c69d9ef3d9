"""The delivery of the last publication, and what comes of laying a new one beside it."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.floor.quarter import Quarter
from helpers.floor.shapes.comparison import Comparison
from helpers.floor.shapes.delivery import Delivery
from helpers.sources.comparison import laying_beside
from helpers.sources.comparison.laying_beside import Inputs
from helpers.sources.delivery import snapshot
from helpers.sources.earlier.published import Edition

# Rows may tell of persons, so they lie beside the snapshots of this computer, and never in what is published.
NOT_KEPT = "De levering van dat rapport is op deze computer niet bewaard."
NOT_READ = "Dat rapport is niet te lezen."


def comparisons(last: Edition | None, delivery: Delivery, quarters: Sequence[Quarter]) -> dict[str, Comparison]:
    """By quarter how the exports differ from those of the last publication before them all; nothing without one.

    The publication is one on an earlier quarter: a later edition of the same quarter is laid beside the same, so
    that publishing changes nothing of what was found.
    """
    if last is None:
        return {}
    kept = snapshot.earlier(last.snapshot)
    if kept is None:
        why = NOT_KEPT if last.kind else NOT_READ
        return {one.label: Comparison(last.quarter, why) for one in quarters}
    files = {one.dataset: one.file for one in delivery.exports}
    now = Inputs(delivery.tables, {one.dataset: one.sha256 for one in delivery.exports}, files)
    before, published = Inputs(*kept, {}), Quarter.parse(last.quarter)
    return {one.label: laying_beside.compare(before, now, published, one) for one in quarters}
