"""The tables that `berita-extract eval` prints."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from berita_extract.evaluate import Report


def score_table(report: Report) -> Table:
    """One row a fact type, then one an accuracy."""
    table = Table(title=f"{report.articles} articles")
    for column in ("fact", "right", "wrong", "missed", "precision", "recall", "F1", "fields"):
        table.add_column(column, justify="left" if column in {"fact", "fields"} else "right")
    for name, s in report.scores.items():
        fields = "  ".join(f"{k} {a / b:.2f}" for k, (a, b) in s.fields.items())
        table.add_row(
            name,
            str(s.right),
            str(s.wrong),
            str(s.missed),
            f"{s.precision:.3f}",
            f"{s.recall:.3f}",
            f"{s.f1:.3f}",
            fields,
        )
    for name, (right, all_) in report.accuracy.items():
        table.add_row(name, str(right), str(all_ - right), "", "", "", f"{right / all_:.3f}", "(accuracy)")
    return table


def rule_table(report: Report) -> Table:
    """One row a rule: right, wrong, precision."""
    table = Table(title="rules")
    for column in ("rule", "right", "wrong", "precision"):
        table.add_column(column, justify="left" if column == "rule" else "right")
    for rule, (right, wrong) in sorted(report.rules.items()):
        table.add_row(rule, str(right), str(wrong), f"{right / (right + wrong):.2f}" if right + wrong else "")
    return table


def error_table(report: Report, fact: str | None) -> Table:
    """One row a disagreement."""
    table = Table(title="disagreements", show_lines=False)
    for column in ("article", "fact", "what", "text", "rule"):
        table.add_column(column, overflow="fold")
    for error in report.errors:
        if fact is None or error.fact.startswith(fact):
            table.add_row(error.article, error.fact, error.what, escape(error.text), error.rule)
    return table
