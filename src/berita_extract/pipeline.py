"""Chains the stages: the only place that knows their order and the worker count."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import msgspec

from berita_extract import clean, jobs, read, relevance, rules
from berita_extract.annotate import annotate, annotate_relevant, is_candidate
from berita_extract.assemble import assemble
from berita_extract.check import check
from berita_extract.errors import InputError, PatternError
from berita_extract.model import Article, Failure, Record
from berita_extract.read.published import iso
from berita_extract.rules import Rulebook

# What one item comes to: a record, a failure, None for an article that reports no innovation, or that it is no article.
Outcome: TypeAlias = "Record | Failure | read.Passed | None"
_PAGES = frozenset({"html", "warc", "mhtml"})  # readers whose items are bytes of HTML
_SHORT = 1_000_000  # bytes of a page that are searched in a few thousandths of a second
_SPAN_ITEMS = 40  # articles that a stretch of an archive may take as long as


@dataclass(frozen=True)
class Options:
    """How to run. `all`: records of irrelevant articles too; `patterns`: a folder laid over ours; `seconds`: the
    limit for one article, after which it is a failure."""

    all: bool = False
    jobs: int = 1
    patterns: Path | None = None
    seconds: float = 30.0


DEFAULTS = Options()


def run(inputs: Iterable[str | Path], options: Options = DEFAULTS) -> Iterator[Record | Failure]:
    """Records of the relevant articles (of all, if the options say so) and failures, in the order of the inputs."""
    return (o for o in process(read.pieces(inputs), options) if isinstance(o, (Record, Failure)))


def records(
    inputs: Iterable[str | Path], options: Options, on_failure: Callable[[Failure], object] | None
) -> Iterator[Record]:
    """The records alone; failures go to `on_failure`, or to the log."""
    for outcome in run(inputs, options):
        if isinstance(outcome, Record):
            yield outcome
        elif on_failure is not None:
            on_failure(outcome)
        else:
            logging.getLogger("berita_extract").warning("%s: %s", outcome.where, outcome.reason)


def extract_one(article: Article) -> Record:
    """The record of one article, relevant or not; `published` may be in any usual form. Raises InputError."""
    if article.published:
        day = iso(article.published)
        if not day:
            raise InputError("published", f"{article.published!r} is no full date: write it as 2020-08-04")
        article = msgspec.structs.replace(article, published=day, published_from="input")
    record = extract_article(article, _default_rulebook(), Options(all=True))
    assert record is not None
    return record


@lru_cache(maxsize=1)
def _default_rulebook() -> Rulebook:
    return rules.load()


def process(items: Iterable[read.Piece], options: Options, apart: bool = False) -> Iterator[Outcome]:
    """One outcome an item, in order. Raises PatternError where the patterns are not right; no item stops it.

    `apart`: in a process of its own also where it is only one, so that no article can take this one down.
    """
    for outcomes in batches(items, options, apart):
        yield from outcomes


def batches(pieces: Iterable[read.Piece], options: Options, apart: bool = False) -> Iterator[list[Outcome]]:
    """The outcomes of each piece, in order; raises PatternError where the patterns are not right."""
    if options.jobs == 1 and not apart:
        yield from map(_worker(options), pieces)
        return
    relevance.verify(rules.load(options.patterns))  # what is wrong is said here, not by every process
    work = jobs.Work(_worker, options, _all_lost, _size, options.seconds, _parts, _weight)
    yield from jobs.in_order(work, pieces, options.jobs)


def extract_article(article: Article, rulebook: Rulebook, options: Options) -> Record | None:
    """The record of one article; None where it is irrelevant and only relevant ones are asked for.

    Raises InputError where it has no text, or too much.
    """
    if len(article.text) > read.MAX_TEXT:
        reason = f"{len(article.text):,} characters of text, more than {read.MAX_TEXT:,}: is it one article?"
        raise InputError(_where(article), reason)
    article = clean.clean(article, clean.rules_of(rulebook))
    if not article.text:
        raise InputError(_where(article), "no text in it")
    if not options.all and not rulebook.may_be_relevant(f"{article.title or ''}\n{article.text}"):
        return None
    context = annotate(article, rulebook) if options.all else annotate_relevant(article, rulebook)
    if context is None:
        return None
    record = check(assemble(article, context, rulebook), rulebook)
    return record if record.relevant or options.all else None


def _where(article: Article) -> str:
    return article.url or article.source_id or "text"


def _worker(options: Options) -> Callable[[read.Piece], list[Outcome]]:
    rulebook = rules.load(options.patterns)
    relevance.verify(rulebook)
    sieve = None if options.all else read.Sieve(rulebook.words("relevance_gate"))

    def work(piece: read.Piece) -> list[Outcome]:
        if not isinstance(piece, read.Span):
            return [_outcome(piece, rulebook, options, sieve)]
        return [_outcome(item, rulebook, options, sieve) for item in read.items_of_span(piece)]

    return work


def _outcome(
    item: read.Item | Failure | read.Passed, rulebook: Rulebook, options: Options, sieve: read.Sieve | None
) -> Outcome:
    if not isinstance(item, read.Item):
        return item
    try:
        # The search through a page of ordinary length is over before the alarm for it would be set.
        if sieve and item.size < _SHORT and not _has_words(item, sieve):
            return None
        with jobs.time_limit(options.seconds):
            if sieve and not _may_be_relevant(item, rulebook, sieve):
                return None
            return extract_article(read.parse(item), rulebook, options)
    except InputError as error:
        return _lost(item, error.reason)
    except PatternError:
        raise  # it would be the same for every article
    except jobs.OutOfTimeError:
        return _lost(item, f"took longer than {options.seconds:g} s")
    except TimeoutError:
        return _lost(item, "a regular expression of the patterns took too long on it: bound its repeats")
    except MemoryError:
        return _lost(item, "took more memory than there is")
    except Exception as error:
        # A defect of ours; one article must not cost the others.
        return _lost(item, f"a defect in berita-extract, please report it: {_short(error)}")


def _has_words(item: read.Item, sieve: read.Sieve) -> bool:
    """False where a page can't be relevant because its bytes hold none of the words."""
    return item.reader not in _PAGES or sieve.may_be_relevant(item.bytes(), item.charset)


def _may_be_relevant(item: read.Item, rulebook: Rulebook, sieve: read.Sieve) -> bool:
    """False where a page can't be relevant, by its bytes or by the words of its text where that is marked."""
    if item.reader not in _PAGES:
        return True
    if item.size >= _SHORT and not _has_words(item, sieve):
        return False
    seen = read.glance(item)
    return seen is None or not seen.text.strip() or len(seen.text) > read.MAX_TEXT or _is_candidate(seen, rulebook)


def _is_candidate(article: Article, rulebook: Rulebook) -> bool:
    article = clean.text(article, clean.rules_of(rulebook))
    return rulebook.may_be_relevant(f"{article.title or ''}\n{article.text}") and is_candidate(article, rulebook)


def _all_lost(piece: read.Piece, reason: str) -> list[Outcome]:
    return [_lost(piece, reason)]


def _lost(piece: read.Piece, reason: str) -> Failure:
    if isinstance(piece, Failure):
        return piece
    assert not isinstance(piece, read.Passed)
    source_id = piece.place.name if isinstance(piece, read.Span) else piece.source_id
    return Failure(where=piece.where, reason=reason, source_id=source_id)


def _size(piece: read.Piece) -> int:
    return piece.size if isinstance(piece, (read.Item, read.Span)) else 0


def _weight(piece: read.Piece) -> int:
    return _SPAN_ITEMS if isinstance(piece, read.Span) else 1


def _parts(piece: read.Piece) -> Iterable[read.Piece]:
    return read.items_of_span(piece) if isinstance(piece, read.Span) else [piece]


def _short(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {str(error)[:200]} ({Path(last.filename).name}, line {last.lineno})"
