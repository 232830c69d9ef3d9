"""Editions of one page, as the runner would make them, without a notebook."""

from __future__ import annotations

import json

import pytest

from helpers.floor.quarter import Quarter
from helpers.runner.editions import publishing
from helpers.runner.editions.editions import Built, Stamp
from helpers.runner.editions.publishing import Reports
from helpers.runner.editions.standing import file_name

HEAD = "indicator_id,quarter,value,numerator,denominator,unit,target,status\n"


def made(content: str = "a", quarter: str = "2026-Q3", is_made_up: bool = False):
    """Builds an edition of one page."""

    def build(stamp: Stamp) -> Built:
        run = {"format": 1, "quarter": quarter, "edition": stamp.edition, "kind": stamp.kind}
        run |= {"municipality": "GM0001", "is_made_up": is_made_up, "code": {"commit": stamp.commit}}
        run |= {"headline": content, "status_counts": [["gehaald", 1]]}
        run |= {"built_at": stamp.built_at} if stamp.built_at else {}
        page = f"{content} {stamp.edition}".encode()
        table = f"{HEAD}VE-1-4,{quarter},{len(content)},,,persons,200,gehaald\n".encode()
        files = {"page.html": content.encode(), "tables/indicators.csv": table}
        files |= {file_name(quarter, stamp.edition): b"own " + page, "run.json": json.dumps(run).encode()}
        return Built(files, page)

    return build


def publish_in(out, content="a", is_final=False, quarter="2026-Q3", is_made_up=False, **more):
    out.mkdir(parents=True, exist_ok=True)
    reports = Reports(out, "Proefstad", lambda year: {"VE-1-4": "Ouderen cybertraining"}, is_made_up)
    return publishing.publish(
        reports, Quarter.parse(quarter).label, made(content, quarter, is_made_up), is_final=is_final, **more
    )


@pytest.fixture
def publish():
    """`publish(out, "content", is_final, quarter=…)` publishes an edition that says that."""
    return publish_in


@pytest.fixture
def edition():
    """`edition("content", quarter)` builds an edition of one page, for a stamp."""
    return made
