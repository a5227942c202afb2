"""Jobs -> a Dask cluster, one on this machine or one that runs already; its public interface only."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from berita_extract.cluster.job import Job
from berita_extract.errors import UsageError

_MISSING = "a cluster needs more packages: pip install 'berita-extract[cluster]'"


@contextmanager
def connect(scheduler: str | None, workers: int | None) -> Iterator[Any]:
    """A client of the cluster at that address, or of one with so many workers on this machine. Raises UsageError."""
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise UsageError(f"{_MISSING} ({error.name} is not there)") from error
    if scheduler is None:
        settings = {"threads_per_worker": 1, "dashboard_address": None, "silence_logs": logging.CRITICAL}
        with LocalCluster(n_workers=workers or os.cpu_count() or 1, **settings) as cluster, Client(cluster) as client:
            yield client
        return
    try:
        client = Client(scheduler, timeout=30)
    except (OSError, ValueError) as error:
        raise UsageError(f"{scheduler}: no Dask scheduler answers there ({error})") from error
    with client:
        yield client


def done(client: Any, jobs: Sequence[Job]) -> Iterator[Job]:
    """Each job as it is done. A worker that dies costs only the time. Raises UsageError where one can't be done."""
    from distributed import KilledWorker, as_completed

    # A shard can be worked on twice without harm: its parts come out the same.
    futures = {client.submit(_work, msgspec.json.encode(job), pure=False): job for job in jobs}
    for future in as_completed(list(futures)):
        job = futures.pop(future)
        try:
            wrong = future.result()
        except KilledWorker as error:
            names = ", ".join(piece.path for piece in job.shard.pieces[:3])
            raise UsageError(f"{names}: several workers died over it; their logs say why") from error
        if wrong:
            raise UsageError(wrong)
        yield job


def _work(job: bytes) -> str | None:
    """In a worker: start a process for the job and wait for it; what it says is wrong, or None."""
    command = [sys.executable, "-m", "berita_extract.cluster.work"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stderr=pipe, start_new_session=True) as process:
        assert process.stdin and process.stderr
        process.stdin.write(job + b"\n")
        process.stdin.flush()  # and left open: the process ends when it closes
        said = process.stderr.read()[-2000:].decode("utf-8", "replace").strip()
        status = process.wait()
    return (said or f"the process that worked on a shard ended with status {status}") if status else None
