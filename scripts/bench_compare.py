"""How fast does `compare` group records, in how much memory, and how right is it?

    python scripts/bench_compare.py [--records N] [--memory 512MB] [--keep FILE]

Makes N records of invented events (some told by one article, most by two to six, a third of those as copies of one
press release with small changes, one event in ten with a figure that an article gives differently), runs
`berita-extract compare` over them in a process of its own, and prints the time, the peak memory of that process, and
precision and recall of the groups, the copies and the differing figures.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from berita_extract.model import (
    Article,
    Count,
    Event,
    Evidence,
    Government,
    Innovation,
    Official,
    Provenance,
    Record,
    Statement,
    to_json,
)  # fmt: skip

KINDS = ("launch", "award", "training", "visit", "meeting", "competition")
SYLLABLES = (
    "ba ca da fa ga ha ja ka la ma na pa ra sa ta wa ya bi di gi ki li mi ni pi ri si ti bu du gu ku lu mu".split()
)


class Maker:
    """Makes the records of one event after the other."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = [self.word() for _ in range(6000)]
        self.governments = [(f"Kota {self.word().title()}", f"{n // 90 + 11}.{n % 90 + 1:02}") for n in range(500)]
        self.mayors = [self.name() for _ in self.governments]

    def word(self) -> str:
        """An invented word."""
        return "".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4)))

    def name(self) -> str:
        """An invented name."""
        return f"{self.word()} {self.word()}".title()

    def sentences(self, n: int) -> list[str]:
        """Invented sentences."""
        return [" ".join(self.random.choices(self.words, k=self.random.randint(9, 18))) + "." for _ in range(n)]

    def event(self, number: int) -> Iterator[tuple[Record, bool]]:
        """The records of one event, and whether each gives the figure in its own way."""
        pick = self.random
        place = pick.randrange(len(self.governments))
        day = date(2023, 1, 1) + timedelta(days=pick.randrange(730))
        facts = {
            "government": self.governments[place], "mayor": self.mayors[place], "kind": pick.choice(KINDS),
            "innovation": self.word().upper() + str(number), "head": self.name(), "day": day,
            "quote": self.sentences(1)[0], "figure": pick.randint(20, 900),
        }  # fmt: skip
        release = self.sentences(22)
        size = 1 if pick.random() < 0.5 else pick.randint(2, 6)
        as_copies = pick.random() < 0.34
        odd = pick.randrange(1, size) if size > 1 and pick.random() < 0.1 else -1
        for n in range(size):
            body = self.changed(release) if as_copies else self.sentences(pick.randint(12, 26))
            yield self.record(f"{number}-{n}", facts, body, n == odd), n == odd

    def changed(self, release: list[str]) -> list[str]:
        """The release as an editor passes it on: a sentence left out, the end cut, one added."""
        body = list(release)
        del body[self.random.randrange(len(body))]
        body = body[: len(body) - self.random.randrange(4)]
        return self.sentences(1) + body

    def record(self, name: str, facts: dict[str, object], body: list[str], odd: bool) -> Record:
        """One article of an event."""
        pick = self.random
        town, code = facts["government"]  # type: ignore[misc]
        figure = int(facts["figure"]) + (7 if odd else 0)  # type: ignore[call-overload]
        day = facts["day"]
        assert isinstance(day, date)
        lead = f"Pemerintah {town} menyerahkan inovasi {facts['innovation']} kepada {figure} warga penerima layanan."
        text = "\n".join([lead, f"“{facts['quote']}” kata {facts['mayor']}.", *body])

        def found(words: str) -> tuple[Evidence, ...]:
            start = text.index(words)
            return (Evidence(start=start, end=start + len(words), text=words),)

        told_by_head = pick.random() < 0.5
        return Record(
            record_id="r" + hashlib.sha256(name.encode()).hexdigest()[:16],
            relevant=True,
            article=Article(
                source_id=name,
                url=f"https://kabar{pick.randrange(40)}.example/{name}",
                title=f"{facts['innovation']} {town}",
                publisher=f"Kabar {pick.randrange(40)}",
                published=str(day + timedelta(days=pick.randrange(3))),
                text=text,
            ),
            governments=(
                Government(id="g1", name=town, level="kota", code=code, role="subject", evidence=found(town)),
            ),
            officials=(
                Official(
                    id="o1",
                    name=str(facts["mayor"]),
                    position=f"Wali {town}",
                    rule="x",
                    evidence=found(str(facts["mayor"])),
                ),
                *(
                    [Official(id="o2", name=str(facts["head"]), position="Kepala Dinas", rule="x")]
                    if told_by_head
                    else []
                ),
            ),
            counts=(
                Count(
                    id="c1",
                    value=figure,
                    unit="warga",
                    low=figure,
                    high=figure,
                    rule="x",
                    evidence=found(f"{figure} warga"),
                ),
            ),
            innovations=(Innovation(id="i1", name=str(facts["innovation"]), rule="x"),) if pick.random() < 0.8 else (),
            statements=(Statement(id="s1", kind="direct", text=str(facts["quote"]), speaker="o1", rule="x"),)
            if pick.random() < 0.7
            else (),
            events=(
                Event(
                    id="e1",
                    kind=facts["kind"],
                    date=str(day) if pick.random() < 0.8 else None,
                    government="g1",
                    rule="x",
                ),  # type: ignore[arg-type]
            ),
            provenance=Provenance(software="bench", patterns_sha256=""),
        )


def write(path: Path, least: int, seed: int) -> tuple[int, set[str]]:
    """Write at least so many records; their number, and the events with a differing figure."""
    maker, total, odd = Maker(seed), 0, set()
    with path.open("wb") as file:
        number = 0
        while total < least:
            for record, differs in maker.event(number):
                file.write(to_json(record) + b"\n")
                total += 1
                if differs:
                    odd.add(str(number))
            number += 1
    return total, odd


def pairs_of(groups: Iterable[list[str]]) -> tuple[int, int, Counter[str]]:
    """(pairs put together, pairs put together rightly, articles of each event) over groups of ids "event-n"."""
    together = right = 0
    sizes: Counter[str] = Counter()
    for group in groups:
        together += len(group) * (len(group) - 1) // 2
        counts = Counter(name.split("-")[0] for name in group)
        right += sum(c * (c - 1) // 2 for c in counts.values())
        sizes.update(counts)
    return together, right, sizes


def main() -> None:
    """Make, run, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--memory", default="512MB")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep the records here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        records, out = options.keep or Path(folder, "records.jsonl"), Path(folder, "events.jsonl")
        total, odd = write(records, options.records, options.seed)
        print(f"{total} records, {records.stat().st_size / 1e6:.0f} MB")
        command = [sys.executable, "-m", "berita_extract", "compare", str(records), "-o", str(out), "--all",
                   "--memory", options.memory]  # fmt: skip
        start = time.perf_counter()
        subprocess.run(command, check=True)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{seconds:.1f} s, {total / seconds:.0f} records a second, peak memory {peak:.0f} MB")
        events = [json.loads(line) for line in out.read_bytes().splitlines()]
    groups = [[member["source_id"] for member in event["members"]] for event in events]
    together, right, sizes = pairs_of(groups)
    wanted = sum(c * (c - 1) // 2 for c in sizes.values())
    print(f"pairs of one event: precision {right / max(1, together):.4f}, recall {right / max(1, wanted):.4f}")
    told = {m["source_id"].split("-")[0] for e in events if e["differences"] for m in e["members"][:1]}
    hits = len(told & odd)
    print(
        f"events with a differing figure: "
        f"precision {hits / max(1, len(told)):.4f}, recall {hits / max(1, len(odd)):.4f}"
    )
    copies = sum(1 for e in events if e["independent_texts"] < e["articles"])
    print(f"{len(events)} events, {copies} of them with copies of one text")


if __name__ == "__main__":
    main()
