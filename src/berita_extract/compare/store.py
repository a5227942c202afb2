"""The records in DuckDB, and the pairs among them that may tell of one event.

Every join is bounded: within a block of records that share a key, each is paired with its nearest NEIGHBOURS by day
only, so that the work grows with the number of records and not with its square, whatever they hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

import duckdb
import msgspec

from berita_extract.compare.member import Member, full_day, key, quote_keys
from berita_extract.compare.near import SIMILAR, Signatures, bands

NEIGHBOURS = 8
DAYS = 4  # days between two reports of one event where the event is not dated
# What a pair gains by each thing that both articles have, and how many of them count.
WEIGHTS = {
    "quote": (4.0, 2), "innovation": (3.0, 2), "award": (1.5, 1), "name": (2.0, 1), "official": (1.0, 2),
    "figure": (0.5, 2),
}  # fmt: skip
COPY, SAME_DAY, SAME_KIND, OTHER_KIND, OTHER_INNOVATIONS = 6.0, 1.5, 1.0, -1.0, -1.5
ENOUGH = 3.75  # an official, the day and the kind of event alone are too little: a mayor opens two things a day
_LEAST_FIGURE = 5  # smaller figures are shared by chance
_CHUNK = 20_000

_ARTICLES = "{n: 'BIGINT', id: 'VARCHAR', day: 'INTEGER', last: 'INTEGER', pub: 'INTEGER', kind: 'VARCHAR', " \
    "govs: 'VARCHAR[]', innovations: 'INTEGER'}"  # fmt: skip
_BLOCKS = """
CREATE TABLE ranked AS
SELECT t, hash(k, g) AS block, r, day, pub, row_number() OVER (PARTITION BY t, hash(k, g) ORDER BY day, pub, r) AS place
FROM (SELECT DISTINCT t, k, CASE WHEN t = 'quote' THEN '' ELSE coalesce(govs[1], '') END AS g, r,
             coalesce(day, pub) AS day, pub
      FROM read_json(?, format = 'newline_delimited', columns = {n: 'BIGINT', t: 'VARCHAR', k: 'VARCHAR'})
      JOIN articles USING (n))
"""
_SHARED = f"""
CREATE TABLE shared AS
SELECT least(x.r, y.r) AS a, greatest(x.r, y.r) AS b, x.t AS t, count(*) AS times
FROM (SELECT *, unnest(range(1, {NEIGHBOURS + 1})) AS step FROM ranked) x
JOIN ranked y ON x.t = y.t AND x.block = y.block AND y.place = x.place + x.step
WHERE x.day IS NULL OR y.day IS NULL OR abs(x.day - y.day) <= 31
GROUP BY ALL
"""
_BUCKETS = """
CREATE TABLE buckets AS
SELECT i, v, r FROM (
    SELECT generate_subscripts(b, 1) AS i, unnest(b) AS v, r
    FROM read_json(?, format = 'newline_delimited', columns = {n: 'BIGINT', b: 'UBIGINT[]'}) JOIN articles USING (n))
SEMI JOIN (
    SELECT i, v FROM (SELECT generate_subscripts(b, 1) AS i, unnest(b) AS v
        FROM read_json(?, format = 'newline_delimited', columns = {n: 'BIGINT', b: 'UBIGINT[]'}))
    GROUP BY i, v HAVING count(*) > 1) USING (i, v)
"""
_CANDIDATES = """
SELECT DISTINCT x.n, y.n, a, b FROM (
    SELECT min(r) OVER (PARTITION BY i, v) AS a, r AS b FROM buckets
    UNION ALL
    SELECT lag(r) OVER (PARTITION BY i, v ORDER BY r) AS a, r AS b FROM buckets)
JOIN articles x ON x.r = a JOIN articles y ON y.r = b
WHERE a < b
"""
_POINTS = " + ".join(
    f"{points} * least({most}, coalesce(sum(times) FILTER (t = '{name}'), 0))"
    for name, (points, most) in WEIGHTS.items()
)
_PAIRS = f"""
CREATE TABLE pairs AS
SELECT a, b, max(alike) AS alike, sum(points) AS points, sum(innovations) AS innovations FROM (
    SELECT a, b, NULL AS alike, {_POINTS} AS points,
           coalesce(sum(times) FILTER (t = 'innovation'), 0) AS innovations
    FROM shared GROUP BY a, b
    UNION ALL SELECT a, b, alike, {COPY} AS points, 0 AS innovations FROM copies)
GROUP BY a, b
"""
_EDGES = f"""
CREATE TABLE edges AS
SELECT a, b, alike, points
    + CASE WHEN x.day IS NOT NULL AND y.day IS NOT NULL AND apart = 0 THEN {SAME_DAY} ELSE 0 END
    + CASE WHEN x.kind IS NULL OR y.kind IS NULL OR 'other' IN (x.kind, y.kind) THEN 0
           WHEN x.kind = y.kind THEN {SAME_KIND} ELSE {OTHER_KIND} END
    + CASE WHEN pairs.innovations = 0 AND x.innovations > 0 AND y.innovations > 0 THEN {OTHER_INNOVATIONS} ELSE 0 END
    AS score
FROM pairs JOIN articles x ON x.r = a JOIN articles y ON y.r = b,
LATERAL (SELECT greatest(0, x.day - coalesce(y.last, y.day), y.day - coalesce(x.last, x.day)) AS apart)
WHERE score >= {ENOUGH}
AND (alike IS NOT NULL OR len(x.govs) = 0 OR len(y.govs) = 0 OR list_has_any(x.govs, y.govs))
AND CASE WHEN x.day IS NOT NULL AND y.day IS NOT NULL
         THEN apart <= 1 OR (alike IS NOT NULL AND abs(x.pub - y.pub) <= 2)
         ELSE coalesce(abs(coalesce(x.day, x.pub) - coalesce(y.day, y.pub)) <= {DAYS}, points >= {ENOUGH}) END
"""


class Store:
    """The records of one comparison; `folder` holds the database and what has not yet been loaded."""

    def __init__(self, folder: Path, memory: str) -> None:
        self._folder = folder
        self._db = duckdb.connect(str(folder / "records.duckdb"), config=_settings(folder, memory))
        self._files: dict[str, IO[bytes]] = {
            name: (folder / f"{name}.ndjson").open("wb") for name in ("articles", "members", "keys", "bands")
        }
        self._signatures = Signatures(folder / "signatures")
        self._encode = msgspec.json.Encoder().encode
        self.added = 0

    def add(self, member: Member, signature: Any | None) -> None:
        """Take one article, with the signature of its text."""
        n = self.added
        self.added += 1
        article = {
            "n": n,
            "id": member.record_id,
            "day": _number(member.day),
            "last": _number(member.end),
            "pub": _number(full_day(member.published)),
            "kind": member.kind,
            "govs": [g.more or key(g.name) for g in member.governments],
            "innovations": len(member.innovations),
        }
        self._write("articles", article)
        self._write("members", {"n": n, "member": self._encode(member).decode()})
        for kind, value in _keys(member):
            self._write("keys", {"n": n, "t": kind, "k": value})
        self._signatures.add(signature)
        if signature is not None:
            self._write("bands", {"n": n, "b": bands(signature)})

    def pair(self) -> None:
        """Load what was added and find the pairs that may tell of one event."""
        for file in self._files.values():
            file.close()
        self._signatures.close()
        run = self._db.execute
        run(
            "CREATE TABLE articles AS SELECT *, row_number() OVER (ORDER BY id, n) - 1 AS r FROM "
            f"(SELECT * FROM read_json(?, format = 'newline_delimited', columns = {_ARTICLES}) "
            "QUALIFY row_number() OVER (PARTITION BY id ORDER BY n) = 1)",
            [self._path("articles")],
        )
        run(_BLOCKS, [self._path("keys")])
        run(_SHARED)
        run(_BUCKETS, [self._path("bands"), self._path("bands")])
        self._find_copies()
        run(_PAIRS)
        run(_EDGES)
        for table in ("ranked", "shared", "buckets", "pairs"):
            run(f"DROP TABLE {table}")

    def _find_copies(self) -> None:
        """Compare the signatures of all candidates; keep the pairs that are alike."""
        path = self._folder / "copies.ndjson"
        found = self._db.cursor().execute(_CANDIDATES)
        with path.open("wb") as file:
            while rows := found.fetchmany(_CHUNK):
                alike = self._signatures.similarity([row[0] for row in rows], [row[1] for row in rows])
                for (_, _, a, b), similar in zip(rows, alike, strict=True):
                    if similar >= SIMILAR:
                        file.write(self._encode({"a": a, "b": b, "alike": round(similar, 3)}) + b"\n")
        columns = "{a: 'BIGINT', b: 'BIGINT', alike: 'DOUBLE'}"
        self._db.execute(
            f"CREATE TABLE copies AS SELECT * FROM read_json(?, format = 'newline_delimited', columns = {columns})",
            [str(path)],
        )

    @property
    def records(self) -> int:
        """Distinct records."""
        return self._one("SELECT count(*) FROM articles")

    def edges(self) -> Iterator[tuple[int, int]]:
        """The pairs, best first."""
        yield from self._rows("SELECT a, b FROM edges ORDER BY score DESC, a, b")

    def copies(self) -> Iterator[tuple[int, int]]:
        """The pairs of texts that are near copies."""
        yield from self._rows("SELECT a, b FROM copies ORDER BY a, b")

    def days(self) -> Iterator[tuple[int, int | None, int | None, list[str]]]:
        """(number, day of the event, day of event or publication, governments) of every record, in order."""
        yield from self._rows("SELECT r, day, coalesce(day, pub), govs FROM articles ORDER BY r")

    def groups(self, group_of: Iterator[tuple[int, int, int]], singles: bool) -> Iterator[list[tuple[int, Member]]]:
        """The members of each group with the number of their text, group by group, from (record, group, text)."""
        path = self._folder / "groups.ndjson"
        with path.open("wb") as file:
            for r, group, text in group_of:
                file.write(self._encode({"r": r, "e": group, "x": text}) + b"\n")
        least = 1 if singles else 2
        rows = self._rows(
            "SELECT e, x, member FROM read_json(?, format = 'newline_delimited', "
            "columns = {r: 'BIGINT', e: 'BIGINT', x: 'BIGINT'}) g JOIN articles USING (r) "
            "JOIN read_json(?, format = 'newline_delimited', columns = {n: 'BIGINT', member: 'VARCHAR'}) USING (n) "
            "SEMI JOIN (SELECT e FROM read_json(?, format = 'newline_delimited', columns = {e: 'BIGINT'}) "
            f"GROUP BY e HAVING count(*) >= {least}) USING (e) ORDER BY e, pub, r",
            [str(path), self._path("members"), str(path)],
        )
        decode = msgspec.json.Decoder(Member).decode
        held: list[tuple[int, Member]] = []
        last = None
        for group, text, line in rows:
            if group != last and held:
                yield held
                held = []
            last = group
            held.append((text, decode(line)))
        if held:
            yield held

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()
        for file in self._files.values():
            file.close()

    def _write(self, name: str, row: dict[str, Any]) -> None:
        self._files[name].write(self._encode(row) + b"\n")

    def _path(self, name: str) -> str:
        return str(self._folder / f"{name}.ndjson")

    def _rows(self, query: str, values: list[object] | None = None) -> Iterator[Any]:
        found = self._db.cursor().execute(query, values or [])
        while rows := found.fetchmany(_CHUNK // 10):
            yield from rows

    def _one(self, query: str) -> int:
        row = self._db.execute(query).fetchone()
        assert row is not None
        return int(row[0])


def _settings(folder: Path, memory: str) -> dict[str, Any]:
    return {
        "memory_limit": memory,
        "temp_directory": str(folder / "spill"),
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,  # nothing may be fetched
        "autoload_known_extensions": False,
    }


def _number(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None


def _keys(member: Member) -> Iterator[tuple[str, str]]:
    """What other records of the same event would have too; within one government, but for quotations."""
    found: dict[tuple[str, str], None] = {}
    for quote in quote_keys(member):
        found["quote", quote] = None
    for kind, names in (
        ("innovation", member.innovations),
        ("award", member.awards),
        ("official", member.officials),
    ):
        for named in names:
            found[kind, key(named.name)] = None
    if member.name:
        found["name", key(member.name)] = None
    for figure in member.figures:
        if figure.value >= _LEAST_FIGURE:
            found["figure", f"{figure.value} {figure.unit}"] = None
    yield from ((kind, value) for kind, value in found if value)
