"""``python -m samples [NAME...]``: make the documents, read them, and say how well; with no name, into the docs."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.errors import PolicygraphError
from policygraph.report import report_of
from policygraph.source import read_source
from samples.kinds import KINDS, make
from samples.manuscript import ROOT
from samples.scores import BARS, Scores, reading_of, scores_of

if TYPE_CHECKING:
    from samples.kinds import Kind

NOTE = ROOT / "docs" / "documents.md"
SEEDS = range(1, 6)
BEGIN, END = "<!-- made by `make documents` -->", "<!-- end -->"
COLUMNS = ("characters", "sections", "furniture", "sentences", "pages", "rows")
_NOTHING = Scores(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def main(names: list[str]) -> None:
    """Make and read the kinds whose name holds one of the given words, or all; all write the table into the docs."""
    kinds = [
        kind
        for kind in KINDS
        if not names or any(name.lower() in kind.name.lower() for name in names)
    ]
    results: dict[str, list[Scores]] = {}
    with tempfile.TemporaryDirectory() as home:
        for kind in kinds:
            results[kind.name] = [measured(kind, seed, Path(home)) for seed in SEEDS]
            print(row(kind.name, results[kind.name]), flush=True)
    shown = table(results)
    if not names:
        NOTE.write_text(
            with_table(NOTE.read_text(encoding="utf-8"), shown), encoding="utf-8"
        )
    print(shown.splitlines()[-1])


def measured(kind: Kind, seed: int, folder: Path) -> Scores:
    """The scores of one document; nought where it was not read at all."""
    made = make(kind, seed, folder)
    try:
        document = read_source(made.path)
        reading = reading_of(document, report_of(document))
    except PolicygraphError as error:
        print(f"{made.path.name}: {error}", file=sys.stderr)
        return _NOTHING
    return scores_of(reading, made.truth)


def table(results: dict[str, list[Scores]]) -> str:
    """The scores by kind, as a Markdown table; the last line counts the documents that meet every bar."""
    asked = " | ".join(_asked(name) for name in COLUMNS)
    lines = [
        f"| kind | {' | '.join(COLUMNS)} |",
        "| --- |" + " --- |" * len(COLUMNS),
        f"| *asked* | {asked} |",
    ]
    lines += [row(name, scores) for name, scores in results.items()]
    every = [scores for of_kind in results.values() for scores in of_kind]
    met = sum(meets(scores) for scores in every)
    return "\n".join([*lines, "", f"{met} of {len(every)} documents meet every bar."])


def row(name: str, scores: list[Scores]) -> str:
    """A kind's line: of each score the mean over the seeds and, behind it, the worst; what misses its bar in bold."""
    return f"| {name} | {' | '.join(_cell(column, scores) for column in COLUMNS)} |"


def meets(scores: Scores) -> bool:
    """Whether a document meets every bar that its form carries."""
    return not any(missed(column, asdict(scores)[column]) for column in BARS)


def missed(column: str, value: float | None) -> bool:
    """Whether a score falls short of what is asked."""
    if value is None or column not in BARS:
        return False
    return value > BARS[column] if column == "furniture" else value < BARS[column]


def _asked(column: str) -> str:
    if column not in BARS:
        return "–"
    return f"≤ {BARS[column]:.3f}" if column == "furniture" else f"≥ {BARS[column]:g}"


def _cell(column: str, scores: list[Scores]) -> str:
    values = [
        value for of_one in scores if (value := asdict(of_one)[column]) is not None
    ]
    if not values:
        return "–"
    worst = max(values) if column == "furniture" else min(values)
    shown = f"{_cut(sum(values) / len(values))} / {_cut(worst)}"
    return f"**{shown}**" if missed(column, worst) else shown


def _cut(value: float) -> str:
    """Three digits, cut and not rounded, so that 0.9996 is no 1."""
    return f"{int(value * 1000 + 1e-9) / 1000:.3f}"


def with_table(text: str, shown: str) -> str:
    """A document with the table between its marks."""
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    return f"{before}{BEGIN}\n\n{shown}\n\n{END}{after}"


if __name__ == "__main__":
    main(sys.argv[1:])
