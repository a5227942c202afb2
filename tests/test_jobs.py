"""Work in order by several processes; the functions stand here so that other processes can import them."""

from __future__ import annotations

import os
import time

import pytest

from berita_extract import jobs


def start(setup):
    def work(piece):
        if piece == "die":
            os._exit(9)
        if piece == "hang":
            time.sleep(60)
        if piece == "fail":
            raise ValueError("defect")
        return [f"{setup}{piece}"]

    return work


def lost(piece, reason):
    return [f"lost {piece}: {reason}"]


def in_order(pieces, count=2, seconds=30.0):
    work = jobs.Work(start, "did ", lost, len, seconds)
    return [result for results in jobs.in_order(work, pieces, count) for result in results]


def test_results_are_in_order():
    pieces = [str(n) for n in range(100)]
    assert in_order(pieces) == [f"did {n}" for n in pieces]


def test_nothing_to_do():
    assert in_order([]) == []


def test_a_process_that_dies_costs_one_piece():
    pieces = [str(n) for n in range(20)] + ["die"] + [str(n) for n in range(20, 30)]
    results = in_order(pieces)
    assert len(results) == 31 and results[20].startswith("lost die: the process that worked on it died")
    assert [r for r in results if not r.startswith("lost")] == [f"did {n}" for n in range(30)]


def test_a_process_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(jobs, "_GRACE", 1.0)
    assert [r[:9] for r in in_order(["1", "hang", "2"], seconds=0.5)] == ["did 1", "lost hang", "did 2"]


def test_a_defect_is_raised_here():
    with pytest.raises(ValueError, match="defect"):
        in_order(["1", "fail"])


def test_pieces_are_read_as_they_are_needed():
    read = []

    def pieces():
        for n in range(1000):
            read.append(n)
            yield str(n)

    results = jobs.in_order(jobs.Work(start, "", lost, len, 30.0), pieces(), 1)
    assert next(results) == ["0"]
    results.close()
    assert len(read) <= 4 * jobs._CHUNK


def test_large_pieces_go_alone():
    pieces = iter(["x" * 600_000, "y", "z"])
    assert len(jobs._next_chunk(pieces, len)) == 1 and len(jobs._next_chunk(pieces, len)) == 2


def test_time_limit():
    with pytest.raises(jobs.OutOfTimeError), jobs.time_limit(0.05):
        while True:
            pass
    with jobs.time_limit(0.05):
        pass
    time.sleep(0.1)  # the alarm is off
