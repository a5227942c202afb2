"""patterns/: locate, load, validate and digest. The only module that knows the file formats.

A rule file `patterns/<fact>.yaml` is a list of rules. Each rule has an `id` ("<fact>.<name>"), a line `about`, exactly
one of `phrase`, `tokens`, `regex`, `frame`, and `examples` (the expected stretch in square brackets) and `not`.
`patterns/lists/` holds word lists (.txt, one entry a line) and tables (.tsv, tab-separated with a header).
A user's own folder of the same layout is laid over ours: a rule of the same id replaces ours, others are added.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import regex
import yaml

from berita_extract.errors import PatternError

sre_parser: Any
sre_constants: Any
if sys.version_info >= (3, 11):  # the parser of `re` moved
    sre_parser, sre_constants = import_module("re._parser"), import_module("re._constants")
else:
    sre_parser, sre_constants = import_module("sre_parse"), import_module("sre_constants")

KINDS = ("phrase", "tokens", "regex", "frame")
# Which kinds of rules each fact type reads; a rule that nobody would run is refused.
READ: dict[str, tuple[str, ...]] = {
    "agency": ("phrase", "tokens", "regex"),
    "award": ("regex",),
    "check": ("phrase", "regex"),
    "clean": ("regex",),
    "count": ("phrase",),
    "date": ("phrase", "regex"),
    "event": ("regex",),
    "innovation": ("phrase", "tokens", "regex"),
    "legal_basis": ("regex",),
    "official": ("phrase", "tokens", "regex", "frame"),
    "relevance": ("phrase",),
    "statement": ("regex",),
}
# Facts whose expressions the library regex runs; `re` runs the others, and compiling for both costs 0.1 s.
NAMED_BY_REGEX = frozenset({"agency", "innovation", "official"})
_ALLOWED = {"id", "about", "examples", "not", "set", "disabled", *KINDS}
_MARKED = re.compile(r"(?<!\\)\[(.*?)(?<!\\)\]", re.DOTALL)


@dataclass(frozen=True)
class Rule:
    """One rule of the language: what it matches, what it is for and its own proof."""

    id: str
    about: str
    kind: str
    pattern: Any
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    settings: dict[str, Any] = field(default_factory=dict)
    where: str = ""

    @property
    def fact(self) -> str:
        """The fact type that the rule belongs to: the part of the id before the point."""
        return self.id.split(".", 1)[0]


@dataclass(frozen=True)
class Row:
    """One row of a table in patterns/lists/, with its place for error messages."""

    cells: dict[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def alternatives(self, column: str) -> list[str]:
        """The entries of a cell that are joined by `|`, without empty ones."""
        return [part.strip() for part in self.cells.get(column, "").split("|") if part.strip()]


@dataclass(frozen=True)
class Rulebook:
    """All rules and lists, validated. `digest` is the SHA-256 (hex) over the files' names and bytes."""

    digest: str
    rules: dict[str, Rule]
    folders: tuple[Path, ...]

    def of(self, fact: str, kind: str | None = None) -> list[Rule]:
        """The rules of one fact type in file order, of one kind if given."""
        return [r for r in self.rules.values() if r.fact == fact and (kind is None or r.kind == kind)]

    def words(self, name: str) -> list[str]:
        """The entries of lists/<name>.txt over all folders, in order."""
        return [text for _, text in _list_lines(self.folders, f"{name}.txt")]

    def table(self, name: str) -> list[Row]:
        """The rows of lists/<name>.tsv over all folders, in order; raises PatternError on a row of wrong width."""
        rows: list[Row] = []
        header: list[str] = []
        for where, text in _list_lines(self.folders, f"{name}.tsv"):
            cells = text.split("\t")
            if where.endswith("#header"):
                header = cells
                continue
            if len(cells) > len(header):
                raise PatternError(
                    f"{where}: {len(cells)} cells, but the header has {len(header)}: {', '.join(header)}"
                )
            rows.append(Row(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)), where))
        return rows

    @cached_property
    def _relevance_gate(self) -> list[str]:
        return self.words("relevance_gate")

    def may_be_relevant(self, text: str) -> bool:
        """The cheap first test: False means that no rule could call the article relevant."""
        lower = text.lower()
        return any(word in lower for word in self._relevance_gate)


def packaged_folder() -> Path:
    """The folder of our own patterns: the copy inside the wheel if there is one, else the checkout's."""
    here = Path(__file__).resolve().parent
    for folder in (here / "_patterns", here.parents[1] / "patterns"):
        if folder.is_dir():
            return folder
    raise PatternError(f"no patterns/ beside {here}: install berita-extract again")


def load(overlay: Path | None = None) -> Rulebook:
    """Load and validate our patterns and, laid over them, the user's folder.

    Raises PatternError naming file, line and rule id.
    """
    folders = _folders(overlay)
    rules: dict[str, Rule] = {}
    digest = hashlib.sha256()
    for folder in folders:
        seen: dict[str, str] = {}
        for path, data in _files(folder, digest):
            if path.suffix == ".yaml":
                for rule, off in _read_rules(path, data):
                    if rule.id in seen:
                        raise PatternError(f"{rule.where}: rule id {rule.id!r} stands already at {seen[rule.id]}")
                    seen[rule.id] = rule.where
                    if off:
                        rules.pop(rule.id, None)
                    else:
                        rules[rule.id] = rule
    return Rulebook(digest.hexdigest(), rules, folders)


def digest_of(overlay: Path | None = None) -> str:
    """The digest that `load` would give, without the work of reading the rules."""
    digest = hashlib.sha256()
    for folder in _folders(overlay):
        for _ in _files(folder, digest):
            pass
    return digest.hexdigest()


def _folders(overlay: Path | None) -> tuple[Path, ...]:
    if overlay is None:
        return (packaged_folder(),)
    if not overlay.is_dir():
        raise PatternError(f"{overlay}: no such folder of patterns")
    return (packaged_folder(), overlay)


def _files(folder: Path, digest: Any) -> Iterator[tuple[Path, bytes]]:
    """The files of a folder of patterns and their bytes, added to the digest."""
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".yaml", ".txt", ".tsv"}):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
        yield path, data


def split_example(example: str) -> tuple[str, int, int]:
    """Turn "kata [Budi] tadi" into (text, start, end) of the expected stretch; `\\[` is a literal bracket.

    Raises ValueError where there is not exactly one marked stretch.
    """
    marked = list(_MARKED.finditer(example))
    if len(marked) != 1:
        raise ValueError(f"{len(marked)} stretches in [brackets], expected exactly one: {example!r}")
    before, inside, after = example[: marked[0].start()], marked[0].group(1), example[marked[0].end() :]
    before, inside, after = (part.replace("\\[", "[").replace("\\]", "]") for part in (before, inside, after))
    return before + inside + after, len(before), len(before) + len(inside)


def _read_rules(path: Path, data: bytes) -> Iterator[tuple[Rule, bool]]:
    loader = yaml.CSafeLoader(data)
    try:
        node = loader.get_single_node()
        items = node.value if isinstance(node, yaml.SequenceNode) else []
        entries = [loader.construct_document(item) for item in items]
    except yaml.YAMLError as error:
        raise PatternError(f"{path}: not YAML: {' '.join(str(error).split())}") from None
    finally:
        loader.dispose()
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode):
        raise PatternError(f"{path}: expected a list of rules (each beginning with `- id:`)")
    for entry, item in zip(entries, items, strict=True):
        yield _make_rule(entry, f"{path}:{item.start_mark.line + 1}")


def _make_rule(entry: Any, where: str) -> tuple[Rule, bool]:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        raise PatternError(f"{where}: a rule needs an `id`")
    name = entry["id"]

    def wrong(what: str) -> PatternError:
        return PatternError(f"{where}: rule {name!r}: {what}")

    unknown = sorted(set(entry) - _ALLOWED)
    if unknown:
        raise wrong(f"unknown key {unknown[0]!r}; allowed: {', '.join(sorted(_ALLOWED))}")
    if "." not in name:
        raise wrong("the id must be <fact>.<name>")
    off = bool(entry.get("disabled", False))
    kinds = [k for k in KINDS if k in entry]
    if off and not kinds:
        return Rule(name, "", "phrase", [], (), (), {}, where), True
    if len(kinds) != 1:
        raise wrong(f"exactly one of {', '.join(KINDS)} is needed, found {len(kinds)}")
    for key in ("about", "examples", "not"):
        if not entry.get(key):
            raise wrong(f"`{key}` is missing (a line of purpose, examples with the [expected] stretch, and `not`)")
    for example in entry["examples"]:
        try:
            split_example(example)
        except ValueError as error:
            raise wrong(str(error)) from None
    kind, pattern = kinds[0], entry[kinds[0]]
    fact = name.split(".", 1)[0]
    if fact not in READ:
        raise wrong(f"there is no fact {fact!r} that rules are read for; the id begins with one of {', '.join(READ)}")
    if kind not in READ[fact]:
        raise wrong(f"rules of {fact!r} are of kind {' or '.join(READ[fact])}; nothing runs its `{kind}` rules")
    _VALIDATE[kind](pattern, wrong, fact)
    examples, counterexamples = tuple(entry["examples"]), tuple(entry["not"])
    rule = Rule(name, entry["about"], kind, pattern, examples, counterexamples, entry.get("set") or {}, where)
    return rule, off


def _validate_phrase(pattern: Any, wrong: Any, fact: str) -> None:
    phrases = [pattern] if isinstance(pattern, str) else pattern
    if not isinstance(phrases, list) or not phrases or not all(isinstance(p, str) and p.strip() for p in phrases):
        raise wrong("`phrase` takes a text or a list of texts")


def _validate_tokens(pattern: Any, wrong: Any, fact: str) -> None:
    if not isinstance(pattern, list) or not all(isinstance(t, dict) for t in pattern):
        raise wrong("`tokens` takes a list of token descriptions, as spaCy's Matcher does")
    for token in pattern:
        if str(token.get("OP", "")) in {"+", "*"} or re.fullmatch(r"\{\d+,\}", str(token.get("OP", ""))):
            raise wrong(f"OP {token['OP']!r} has no upper bound: write {{1,6}} (`+` returns every sub-match)")


def _validate_regex(pattern: Any, wrong: Any, fact: str) -> None:
    if not isinstance(pattern, str):
        raise wrong("`regex` takes one text")
    try:
        tree = sre_parser.parse(pattern)
        if fact in NAMED_BY_REGEX:
            regex.compile(pattern)
    except (regex.error, re.error) as error:
        raise wrong(f"not a regular expression: {error}") from None
    if _unbounded(tree):
        raise wrong("`+`, `*` and `{n,}` have no upper bound: write {1,40} instead")


_NESTING = {"SUBPATTERN", "ASSERT", "ASSERT_NOT", "ATOMIC_GROUP"}


def _unbounded(tree: Any) -> bool:
    for op, arg in tree:
        if str(op) in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            if arg[1] is sre_constants.MAXREPEAT or _unbounded(arg[2]):
                return True
        elif str(op) == "BRANCH":
            if any(_unbounded(branch) for branch in arg[1]):
                return True
        elif str(op) in _NESTING and _unbounded(arg[-1] if isinstance(arg, tuple) else arg):
            return True
    return False


def _validate_frame(pattern: Any, wrong: Any, fact: str) -> None:
    if not isinstance(pattern, str) or not pattern.strip():
        raise wrong("`frame` takes one text, e.g. 'position=POSITION COMMA? person=PERSON'")
    if re.search(r"[A-Za-z')][+*]|\{\d+,\}", pattern):
        raise wrong("`+` and `*` have no upper bound: write {1,6} instead")


_VALIDATE = {
    "phrase": _validate_phrase,
    "tokens": _validate_tokens,
    "regex": _validate_regex,
    "frame": _validate_frame,
}


def _list_lines(folders: tuple[Path, ...], name: str) -> Iterator[tuple[str, str]]:
    """(place, text) of each entry; the header line of a table has a place that ends in "#header"."""
    found = False
    for folder in folders:
        path = folder / "lists" / name
        if not path.is_file():
            continue
        found, header = True, name.endswith(".tsv")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            yield f"{path}:{number}" + ("#header" if header else ""), line.rstrip("\n")
            header = False
    if not found:
        raise PatternError(f"{folders[0] / 'lists' / name}: no such list")
