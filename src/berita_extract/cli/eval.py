"""`berita-extract eval`: measure the extraction against gold."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("eval")
@click.argument("gold", type=click.Path(path_type=Path, exists=True), nargs=-1, required=True)
@click.option(
    "--patterns", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Lay this folder over ours."
)
@click.option("--errors", is_flag=True, help="List every disagreement.")
@click.option("--fact", help="Only the errors of this fact type (officials, counts, …).")
@click.option("--rules", "by_rule", is_flag=True, help="Right and wrong facts of each rule.")
@click.option("--json", "as_json", is_flag=True, help="Scores as JSON on standard output.")
def evaluate(
    gold: tuple[Path, ...], patterns: Path | None, errors: bool, fact: str | None, by_rule: bool, as_json: bool
) -> None:
    """Precision, recall and F1 of each fact, accuracy of its fields, over GOLD.

    GOLD is a corpus folder (articles/ and gold/), or a file X.gold.jsonl beside X.articles.jsonl.
    Example: berita-extract eval corpus/ --errors --fact officials
    """
    from berita_extract.measure import measure

    report = measure(gold, patterns)
    if as_json:
        click.echo(report_json(report))
        return
    from rich.console import Console

    from berita_extract.cli.eval_tables import error_table, rule_table, score_table

    console = Console()
    console.print(score_table(report))
    if by_rule:
        console.print(rule_table(report))
    if errors or fact:
        console.print(error_table(report, fact))


def report_json(report: object) -> str:
    """All scores as one JSON object."""
    import json

    from berita_extract.evaluate import Report

    assert isinstance(report, Report)
    return json.dumps(
        {
            "articles": report.articles,
            "accuracy": {k: round(a / b, 4) for k, (a, b) in report.accuracy.items()},
            "facts": {
                name: {
                    "right": s.right, "wrong": s.wrong, "missed": s.missed,
                    "precision": round(s.precision, 4), "recall": round(s.recall, 4), "f1": round(s.f1, 4),
                    "fields": {k: round(a / b, 4) for k, (a, b) in s.fields.items()},
                }
                for name, s in report.scores.items()
            },
            "rules": dict(sorted(report.rules.items())),
        },
        indent=1,
    )  # fmt: skip
