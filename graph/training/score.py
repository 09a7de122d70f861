"""Score the reader on reports that it was not trained on: `python -m training.score`.

Five folds, whole sources left out: each passage is read by a reader trained on the other four folds. What was trained
already is not trained again, so that a run that was cut off goes on. The seed stands in one of the folds; its
figures are shown apart, beside those of the shipped reader, which was trained on everything.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.evaluation import Scores, Tally, evaluate, evaluate_set, read_kinds
from policygraph.files import write_atomically
from policygraph.pipeline import build_graph
from policygraph.report import read_report
from policygraph.resources import resource
from training.export import export
from training.gold import GOLD, passages, text_path
from training.train import ENCODER, RUNS, Recipe, train

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

SEED = "chongqing-2017"
FOLDS = (1, 2, 3, 4, 5)


def score_folds(folds: tuple[int, ...], recipe: Recipe) -> None:
    """Train and read what is missing, then print the figures of all passages of these folds."""
    for fold in folds:
        weights = _weights(fold, recipe)
        names = [passage.name for passage in passages() if passage.fold == fold]
        read_reports(
            {name: text_path(name) for name in names}, weights, RUNS / "graphs"
        )
    judged = [
        passage.name
        for passage in passages()
        if passage.fold in folds and passage.name != SEED
    ]
    scores = evaluate_set(
        RUNS / "graphs", GOLD, judged, kinds=read_kinds(GOLD / "groups.tsv")
    )
    which = "five folds" if folds == FOLDS else f"fold {', '.join(map(str, folds))}"
    _print(
        f"{which}: {len(judged)} passages, each read by a reader trained without its fold",
        scores.total,
    )
    for name, total in _sorts(scores.by_kind):
        _print(name, total)
    for kind, total in scores.by_kind.items():
        print(f"  {kind:<22}{_short(total)}")
    if _holds_seed(folds):
        seed = evaluate(RUNS / "graphs" / f"{SEED}.ttl", GOLD / f"{SEED}.mentions.tsv")
        _print("the seed, read by a reader trained without it", seed)


def _holds_seed(folds: Collection[int]) -> bool:
    return any(passage.name == SEED and passage.fold in folds for passage in passages())


def score_shipped(extra: Path | None) -> None:
    """Print the shipped reader's figures: on the seed, which it was trained on, and on a folder of other reports."""
    home = RUNS / "shipped"
    read_reports({SEED: text_path(SEED)}, resource("weights"), home)
    _print(
        "the seed, read by the shipped reader, which was trained on it",
        evaluate(home / f"{SEED}.ttl", GOLD / f"{SEED}.mentions.tsv"),
    )
    if extra:
        texts = {
            path.stem: path
            for path in sorted(extra.glob("*.txt"))
            if (extra / f"{path.stem}.mentions.tsv").exists()
        }
        read_reports(texts, resource("weights"), home)
        groups = extra / "groups.tsv"
        kinds = read_kinds(groups) if groups.exists() else None
        scores = evaluate_set(home, extra, list(texts), kinds=kinds)
        _print(
            f"{extra}: {len(texts)} reports, read by the shipped reader", scores.total
        )
        for kind, total in scores.by_kind.items():
            print(f"  {kind:<22}{_short(total)}")


def _weights(fold: int, recipe: Recipe) -> Path:
    """The weights of a fold's reader, trained unless they are there."""
    home = RUNS / f"fold{fold}"
    weights = home / "weights"
    if not (weights / "reader.json").exists():
        trained = home / "reader.pt"
        if not trained.exists():
            train(home, fold, recipe=recipe)
        export(trained, ENCODER, weights)
    return weights


def read_reports(texts: Mapping[str, Path], weights: Path, out: Path) -> None:
    """Build the graphs of some reports, by name, into a folder."""
    for name, path in texts.items():
        write_atomically(
            out / f"{name}.ttl",
            build_graph(read_report(path), weights=weights).turtle(),
        )


def _print(title: str, scores: Scores) -> None:
    print(f"\n{title}")
    for name, tally in _rows(scores):
        print(
            f"  {name:<16}P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
            f"  ({tally.found} found, {tally.proposed} proposed, {tally.gold} gold)"
        )
    if scores.stage:
        print(f"  {'stage':<16}{scores.stage_accuracy:.3f} of the measures found")


def _sorts(by_kind: Mapping[str, Scores]) -> Iterator[tuple[str, Scores]]:
    """The kinds of ordinary prose together, and those of passages dense with names."""
    for name, is_prose in (
        ("ordinary prose", True),
        ("passages dense with names", False),
    ):
        yield (
            name,
            sum(
                (
                    one
                    for kind, one in by_kind.items()
                    if kind.endswith("-prose") == is_prose
                ),
                Scores(),
            ),
        )


def _rows(scores: Scores) -> Iterator[tuple[str, Tally]]:
    yield from (
        ("strict", scores.strict),
        ("raw", scores.raw),
        ("relaxed", scores.relaxed),
    )
    yield "entities", scores.entities
    apart = (
        ("linkages", scores.linkages),
        ("measures", scores.measures),
        ("results", scores.results),
    )
    yield from ((name, tally) for name, tally in apart if tally)
    yield from scores.strict_by_class.items()


def _short(scores: Scores) -> str:
    return "  ".join(
        f"{name} {tally.f1:.3f}" for name, tally in list(_rows(scores))[:-5]
    )


def main() -> None:
    """Score the folds, then the shipped reader."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fold", type=int, choices=FOLDS, help="one fold alone")
    parser.add_argument(
        "--epochs",
        type=int,
        default=Recipe().epochs,
        help="how long each reader is trained that is not there yet",
    )
    parser.add_argument(
        "--extra",
        type=Path,
        metavar="DIR",
        help="a folder of reports (NAME.txt) with their gold",
    )
    arguments = parser.parse_args()
    folds = (arguments.fold,) if arguments.fold else FOLDS
    score_folds(folds, replace(Recipe(), epochs=arguments.epochs))
    if not arguments.fold:
        score_shipped(arguments.extra)


if __name__ == "__main__":
    main()
