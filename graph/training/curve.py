"""The learning curve: what more gold of ordinary prose would bring. `python -m training.curve`.

Readers are trained without one fold, on a quarter, on half and on all of the other folds' prose (the passages dense
with names are always there), and read that fold's prose and, with `--extra`, other reports. What was trained already is
not trained again. Fewer epochs (`--epochs`) tell the same for less.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.evaluation import Scores, evaluate_set
from training.export import export
from training.gold import GOLD, passages, text_path, trained_on
from training.score import FOLDS, read_reports
from training.train import ENCODER, RUNS, Recipe, train

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARES = (0.25, 0.5, 1.0)


def main() -> None:
    """Train what is missing, then print a row for each share."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--fold",
        type=int,
        choices=FOLDS,
        default=1,
        help="the fold that is left out and read",
    )
    parser.add_argument(
        "--epochs",
        type=int,
        default=Recipe().epochs,
        help="how long each reader is trained",
    )
    parser.add_argument(
        "--extra",
        type=Path,
        metavar="DIR",
        help="a folder of reports (NAME.txt) with their gold",
    )
    arguments = parser.parse_args()
    prose = {
        p.name: text_path(p.name)
        for p in passages()
        if p.fold == arguments.fold and p.is_prose
    }
    print(
        "| prose trained on | passages | read | strict | raw | linkages | measures | results |\n|"
        + " --- |" * 8
    )
    for share in SHARES:
        weights = _weights(arguments.fold, share, arguments.epochs)
        taught = len(
            {*trained_on(arguments.fold, share)}
            & {p.name for p in passages() if p.is_prose}
        )
        _row(share, taught, "the fold", _scores(prose, GOLD, weights))
        if arguments.extra:
            others = {path.stem: path for path in sorted(arguments.extra.glob("*.txt"))}
            _row(
                share,
                taught,
                str(arguments.extra),
                _scores(others, arguments.extra, weights),
            )


def _weights(fold: int, share: float, epochs: int) -> Path:
    """The weights of a reader that was taught a share of the prose, trained unless they are there."""
    home = RUNS / f"curve-{fold}-{share:g}-{epochs}"
    weights = home / "weights"
    if not (weights / "reader.json").exists():
        export(
            train(home, fold, prose=share, recipe=replace(Recipe(), epochs=epochs)),
            ENCODER,
            weights,
        )
    return weights


def _scores(texts: Mapping[str, Path], gold: Path, weights: Path) -> Scores:
    out = weights.parent / "graphs"
    read_reports(texts, weights, out)
    return evaluate_set(out, gold, list(texts)).total


def _row(share: float, taught: int, what: str, scores: Scores) -> None:
    tallies = (
        scores.strict,
        scores.raw,
        scores.linkages,
        scores.measures,
        scores.results,
    )
    figures = " | ".join(f"{tally.f1:.3f}" if tally else "–" for tally in tallies)
    print(f"| {share:.0%} | {taught} | {what} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
