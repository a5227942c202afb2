"""Measure records against gold: precision, recall and F1 of each fact, accuracy of its fields.

Matching is strict and one-to-one, one entry a distinct fact. Gold is a record in the fields of the contract whose
references are ids; facts that gold leaves out count as absent. In articles that gold calls irrelevant only relevance is
measured, unless gold lists facts there all the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from berita_extract.errors import InputError, UsageError
from berita_extract.model import Record

Fact = dict[str, Any]
# Hands differ on whether a position as written begins with the acting mark, which is a field of its own.
_ACTING = re.compile(
    r"^(?:plt|plh|pjs?|penjabat(?: sementara)?|pejabat sementara|pelaksana (?:tugas|harian))(?: (?:plt|plh|pjs?))? "
)
_PUNCTUATION = re.compile(r"[^\w]+")


@dataclass
class Score:
    """Counts of one fact type: found and right, found but wrong, missed; and of each field right / compared."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    fields: dict[str, list[int]] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """Share of what was found that is right (0..1; 1 where nothing was found)."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what there is that was found (0..1)."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def compare(self, name: str, same: bool) -> None:
        """Count one comparison of a field."""
        cell = self.fields.setdefault(name, [0, 0])
        cell[0] += same
        cell[1] += 1


@dataclass
class Error:
    """One disagreement, for reading by eye."""

    article: str
    fact: str
    what: str  # wrong | missed | field
    text: str
    rule: str = ""


@dataclass
class Report:
    """All scores of one run over gold."""

    articles: int = 0
    scores: dict[str, Score] = field(default_factory=dict)
    accuracy: dict[str, list[int]] = field(default_factory=dict)
    rules: dict[str, list[int]] = field(default_factory=dict)
    errors: list[Error] = field(default_factory=list)

    def tell(self, name: str, same: bool) -> None:
        """Count one accuracy comparison."""
        cell = self.accuracy.setdefault(name, [0, 0])
        cell[0] += same
        cell[1] += 1


def fold(text: str | None) -> str:
    """Lower case, punctuation and spaces folded to one space: what counts as the same name."""
    return _PUNCTUATION.sub(" ", (text or "").lower()).strip()


def _same_name(found: Fact, gold: Fact) -> bool:
    return fold(found["name"]) == fold(gold["name"])


def _same_agency(found: Fact, gold: Fact) -> bool:
    mine = {fold(found["name"]), fold(found.get("acronym"))} - {""}
    theirs = {fold(gold["name"]), fold(gold.get("acronym"))} - {""}
    return fold(found["name"]) == fold(gold["name"]) or bool(mine & theirs)


def _same_count(found: Fact, gold: Fact) -> bool:
    if float(found["value"]) != float(gold["value"]):
        return False
    if (found.get("value_max") is None) != (gold.get("value_max") is None):
        return False
    mine, theirs = fold(found.get("unit")).split(), fold(gold.get("unit")).split()
    return mine == theirs or bool(mine and theirs and (mine[0] == theirs[0] or set(mine) <= set(theirs)))


def _same_statement(found: Fact, gold: Fact) -> bool:
    """The same words. A quotation that its attribution breaks is one entry of several stretches: gold is literal and
    then holds the first stretch, or all from the first mark to the last."""
    theirs = fold(gold["text"])
    if fold(found["text"]) == theirs:
        return True
    stretches = found.get("evidence") or []
    return len(stretches) > 1 and (fold(stretches[0]["text"]) == theirs or _spans_all(stretches, theirs))


def _spans_all(stretches: list[Fact], theirs: str) -> bool:
    first, last = fold(stretches[0]["text"]), fold(stretches[-1]["text"])
    return theirs.startswith(first) and theirs.endswith(last)


def _same_award(found: Fact, gold: Fact) -> bool:
    """Award names are long and written in many ways: half of all their words must be shared."""
    mine, theirs = set(fold(found["name"]).split()), set(fold(gold["name"]).split())
    return len(mine & theirs) >= 0.5 * len(mine | theirs)


def _same_date(found: Fact, gold: Fact) -> bool:
    return str(found["value"]) == str(gold["value"])


Same = Callable[[Fact, Fact], bool]
# fact type -> (test of sameness, fields compared on matched facts)
MATCHERS: dict[str, tuple[Same, tuple[str, ...]]] = {
    "governments": (_same_name, ("code",)),
    "agencies": (_same_agency, ("acronym", "kind")),
    "officials": (_same_name, ("position", "role", "acting", "agency")),
    "other_people": (_same_name, ("description",)),
    "counts": (_same_count, ("aspect", "measure", "bound")),
    "dates": (_same_date, ("precision",)),
    "innovations": (_same_name, ("expansion", "agency")),
    "statements": (_same_statement, ("speaker",)),
    "awards": (_same_award, ("rank", "year", "recipient")),
    "legal_bases": (_same_name, ()),
}
_REFERENCES = {"agency", "government", "speaker", "recipient", "innovation"}


def evaluate(pairs: Iterable[tuple[Record, Fact]]) -> Report:
    """Compare each record with its gold."""
    report = Report()
    for record, gold in pairs:
        report.articles += 1
        _one(report, msgspec.to_builtins(record), gold)
    return report


def _one(report: Report, found: Fact, gold: Fact) -> None:
    name = gold["article"]["source_id"]
    same = found["relevant"] == gold["relevant"]
    report.tell("relevance", same)
    if not same:
        report.errors.append(Error(name, "relevance", "wrong", f"{found['relevant']}, gold {gold['relevant']}"))
    _evidence(report, found)
    if gold["relevant"]:
        _main_event(report, found, gold, name)
    upto = gold.get("upto", 10**9)
    for fact in MATCHERS:
        theirs = _comparable(fact, gold)
        if not gold["relevant"] and not any(gold.get(f) for f in MATCHERS if f != "other_people"):
            continue
        mine = [f for f in _comparable(fact, found) if not f["evidence"] or f["evidence"][0]["start"] < upto]
        _facts(report, fact, mine, theirs, found, gold, name)


def _comparable(fact: str, record: Fact) -> list[Fact]:
    """The entries that are measured: governments that are the subject, direct statements."""
    entries: list[Fact] = record.get(fact) or []
    if fact == "governments":
        return [e for e in entries if e.get("role", "subject") == "subject"]
    if fact == "statements":
        return [e for e in entries if e["kind"] == "direct"]
    return entries


def _evidence(report: Report, found: Fact) -> None:
    text = found["article"]["text"]
    for value in found.values():
        for fact in value if isinstance(value, list | tuple) else ():
            for e in fact.get("evidence", ()):
                report.tell("evidence", text[e["start"] : e["end"]] == e["text"])


def _main_event(report: Report, found: Fact, gold: Fact, name: str) -> None:
    mine = found["events"][0] if found["events"] else {"kind": None, "date": None}
    theirs = gold["events"][0]
    for key in ("kind", "date"):
        same = bool(found["events"]) and mine[key] == theirs.get(key)  # no event found is no undated event found
        report.tell(f"event {key}", same)
        if not same:
            report.errors.append(
                Error(
                    name, f"event {key}", "wrong", f"{mine[key]}, gold {theirs.get(key)}", str(mine.get("rule") or "")
                )
            )


def _facts(report: Report, fact: str, mine: list[Fact], theirs: list[Fact], found: Fact, gold: Fact, name: str) -> None:
    same, fields = MATCHERS[fact]
    score = report.scores.setdefault(fact, Score())
    rest = list(theirs)
    for entry in mine:
        alike = [g for g in rest if same(entry, g)]
        partner = max(alike, key=lambda g: _agreeing(entry, g, fields), default=None)
        rule = report.rules.setdefault(entry.get("rule") or fact, [0, 0])
        if partner is None:
            score.wrong += 1
            rule[1] += 1
            report.errors.append(Error(name, fact, "wrong", _tell(entry), entry.get("rule") or ""))
            continue
        rest.remove(partner)
        score.right += 1
        rule[0] += 1
        for key in fields:
            if key not in partner:
                continue
            a, b = _value(found, entry, key), _value(gold, partner, key)
            score.compare(key, a == b)
            if a != b:
                text = f"{_tell(entry)}: {key} {a!r}, gold {b!r}"
                report.errors.append(Error(name, fact, f"field {key}", text, entry.get("rule") or ""))
    for entry in rest:
        score.missed += 1
        report.errors.append(Error(name, fact, "missed", _tell(entry)))


def _agreeing(found: Fact, gold: Fact, fields: tuple[str, ...]) -> int:
    """In how many plain fields two facts agree: which of several alike is meant (awards of one name by rank)."""
    return sum(fold(str(found.get(f))) == fold(str(gold.get(f))) for f in fields if f not in _REFERENCES)


def _value(record: Fact, entry: Fact, key: str) -> str:
    """A field as it is compared: names for references (the fullest one), folded text otherwise."""
    value = entry.get(key)
    if key in _REFERENCES and value:
        for facts in record.values():
            for fact in facts if isinstance(facts, list | tuple) else ():
                if isinstance(fact, dict) and fact.get("id") == value:
                    return fold(fact["name"])
        return "?"
    folded = fold(str(value)) if value is not None else ""
    return _ACTING.sub("", folded) if key == "position" else folded


def _tell(entry: Fact) -> str:
    for key in ("name", "text"):
        if entry.get(key):
            extra = f" ({entry['position']})" if entry.get("position") else ""
            return str(entry[key])[:90] + extra
    if "unit" in entry or "measure" in entry:
        evidence = entry.get("evidence") or [{"text": ""}]
        return f"{entry['value']} {entry.get('unit')} <{evidence[0]['text'][:40]}>"
    return str(entry.get("value"))


def read_gold(path: Path) -> Iterator[tuple[Path, Fact, Fact]]:
    """(gold file, article fields, gold record) of each labelled article.

    `path` is a corpus folder (articles/ and gold/ with files of the same names), or a gold file `X.gold.jsonl` beside
    `X.articles.jsonl`, or a gold file whose records hold `article.text` themselves. Raises UsageError.
    """
    if path.is_dir():
        files = sorted((path / "gold").rglob("*.jsonl"))
        pairs = [(f, path / "articles" / f.relative_to(path / "gold")) for f in files]
    elif path.name.endswith(".gold.jsonl"):
        pairs = [(path, path.with_name(path.name.replace(".gold.", ".articles.")))]
    else:
        pairs = [(path, path.parent.parent.parent / "articles" / path.parent.name / path.name)]
    if not pairs or not all(g.is_file() for g, _ in pairs):
        raise UsageError(f"{path}: no gold here (expected gold/**/*.jsonl, or X.gold.jsonl)")
    for gold_file, article_file in pairs:
        articles = {}
        if article_file.is_file():
            articles = {a["id"]: a for a in _lines(article_file)}
        for gold in _lines(gold_file):
            identifier = gold["article"].get("source_id")
            article = articles.get(identifier) or (
                {**gold["article"], "id": identifier} if gold["article"].get("text") else None
            )
            if article is None:
                raise InputError(str(gold_file), f"no article {identifier!r} in {article_file}")
            yield gold_file, article, gold


def _lines(path: Path) -> Iterator[Fact]:
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as error:
                raise InputError(f"{path}:{number}", f"not JSON: {error}") from None
