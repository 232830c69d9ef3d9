"""What a batch and its worker say to each other: lines of JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from helpers.runner.pool.failure import Failure
from helpers.runner.pool.job import Job, Outcome, Used
from helpers.runner.pool.parcel import Parcel


def of_job(job: Job) -> str:
    """To a worker: run this."""
    plain = {"notebook": job.notebook.resolve(), "parameters": dict(job.parameters), "variables": dict(job.variables)}
    return json.dumps(vars(job) | plain | {"parcel": job.parcel and vars(job.parcel)}, default=str)


def job_of(line: str) -> Job:
    given = json.loads(line)
    places = {"notebook": Path(given["notebook"]), "folder": Path(given["folder"])}
    parcel = given["parcel"] and Parcel(Path(given["parcel"]["store"]), given["parcel"]["name"])
    return Job(**given | places | {"parcel": parcel})


def of_outcome(outcome: Outcome) -> str:
    """From a worker: how it ended."""
    failure, used = outcome.failure, outcome.used
    return json.dumps({"failure": failure and asdict(failure), "used": used and asdict(used), "note": outcome.note})


def outcome_of(job: Job, told: dict[str, Any]) -> Outcome:
    failure, used = told["failure"], told["used"]
    return Outcome(job, failure and Failure(**failure), used and Used(**used), told["note"])
