"""`berita-extract rules`: list, show, check and try the rules of patterns/."""

from __future__ import annotations

from pathlib import Path

import click

_PATTERNS = click.option(
    "--patterns", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Lay this folder over ours."
)


@click.group("rules")
def rules() -> None:
    """See, check and try the rules in patterns/ (they are data: edit a file there, then `rules check`)."""


@rules.command("list")
@click.argument("fact", required=False)
@_PATTERNS
def list_rules(fact: str | None, patterns: Path | None) -> None:
    """One line a rule: id, kind, purpose. FACT limits it: `rules list official`."""
    from berita_extract.rules import load

    for rule in load(patterns).rules.values():
        if fact is None or rule.fact == fact:
            click.echo(f"{rule.id:44} {rule.kind:7} {rule.about}")


@rules.command("show")
@click.argument("rule_id")
@_PATTERNS
def show_rule(rule_id: str, patterns: Path | None) -> None:
    """One rule whole: pattern, examples, and the file and line where it stands."""
    from berita_extract.rules import load

    rule = load(patterns).rules.get(rule_id)
    if rule is None:
        raise click.UsageError(f"no rule {rule_id!r}; `berita-extract rules list` names them all")
    click.echo(f"{rule.id}\n  where     {rule.where}\n  about     {rule.about}\n  {rule.kind:9} {rule.pattern}")
    for example in rule.examples:
        click.echo(f"  example   {example}")
    for example in rule.counterexamples:
        click.echo(f"  not       {example}")
    if rule.settings:
        click.echo(f"  set       {rule.settings}")


@rules.command("check")
@_PATTERNS
@click.pass_context
def check_rules(context: click.Context, patterns: Path | None) -> None:
    """Run every rule over its own examples; exit status 1 where one fails."""
    from berita_extract.facts.context import Knowledge
    from berita_extract.proof import Prover
    from berita_extract.rules import load

    rulebook = load(patterns)
    prover = Prover(Knowledge(rulebook))
    problems = [p for rule in rulebook.rules.values() for p in prover.problems(rule)]
    for problem in problems:
        click.echo(problem, err=True)
    click.echo(f"{len(rulebook.rules)} rules, {len(problems)} problems")
    context.exit(1 if problems else 0)


@rules.command("try")
@click.argument("text")
@click.option("--rule", "rule_id", help="Only this rule.")
@_PATTERNS
def try_rules(text: str, rule_id: str | None, patterns: Path | None) -> None:
    """Show which rules match in TEXT, and the facts that come of it: `rules try 'Kepala Dinas Kesehatan, Budi'`."""
    from berita_extract.facts.context import Knowledge
    from berita_extract.model import Article
    from berita_extract.pipeline import Options, extract_article
    from berita_extract.proof import Prover
    from berita_extract.rules import load

    rulebook = load(patterns)
    prover = Prover(Knowledge(rulebook))
    for rule in rulebook.rules.values():
        if rule_id is None or rule.id == rule_id:
            for start, end in prover.matches(rule, text):
                click.echo(f"{rule.id:44} [{start}:{end}] {text[start:end]}")
    record = extract_article(Article(text=text), rulebook, Options(all=True))
    if record is None or rule_id is not None:
        return
    for field in (
        "governments",
        "agencies",
        "officials",
        "other_people",
        "counts",
        "dates",
        "innovations",
        "statements",
        "awards",
    ):
        for fact in getattr(record, field):
            told = getattr(fact, "name", None) or getattr(fact, "text", None) or getattr(fact, "value", "")
            extra = getattr(fact, "position", None) or getattr(fact, "unit", None) or ""
            click.echo(f"{field:14} {told}  {extra}  ({getattr(fact, 'rule', '')})")
