"""What a batch and its worker say to each other: lines of JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from helpers.runner.pool.failure import Failure
from helpers.runner.pool.job import Job, Outcome, Used


def of_job(job: Job) -> str:
    """To a worker: run this."""
    paths = {"notebook": str(job.notebook.resolve()), "folder": str(job.folder)}
    return json.dumps(vars(job) | paths | {"parameters": dict(job.parameters), "variables": dict(job.variables)})


def job_of(line: str) -> Job:
    given = json.loads(line)
    return Job(**given | {"notebook": Path(given["notebook"]), "folder": Path(given["folder"])})


def of_outcome(outcome: Outcome) -> str:
    """From a worker: how it ended."""
    failure, used = outcome.failure, outcome.used
    return json.dumps({"failure": failure and asdict(failure), "used": used and asdict(used), "note": outcome.note})


def outcome_of(job: Job, told: dict[str, Any]) -> Outcome:
    failure, used = told["failure"], told["used"]
    return Outcome(job, failure and Failure(**failure), used and Used(**used), told["note"])
