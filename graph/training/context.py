"""What context beyond the paragraph is worth: `python -m training.context`, after `python -m training.score`.

Each passage of ordinary prose is read by the reader that was trained without its fold, with everything and with one
kind of context left out: what a heading says of itself and of what stands below it; what the report as a whole tells
(its title, who delivers it, where it is at home); and what the same words are elsewhere in the report. `--extra DIR`
reads a folder of other reports with the shipped reader.
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from policygraph import extraction, linking
from policygraph.evaluation import Scores, evaluate_set
from policygraph.linking.places import Context
from policygraph.resources import resource
from training.gold import GOLD, passages, text_path
from training.score import FOLDS, read_reports
from training.train import RUNS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OUT = RUNS / "context"


def _first(found: Any, *_: object) -> Any:  # noqa: ANN401 - what comes in goes out
    return found


def _second(_: object, found: Any, *__: object) -> Any:  # noqa: ANN401 - what comes in goes out
    return found


def _nowhere(*_: object) -> Context:
    return Context()


def _anywhere(
    *arguments: Any,  # noqa: ANN401 - what comes in goes on
    heading: bool,  # noqa: ARG001 - left out on purpose
    measures_of: Callable[..., Any] = extraction.measures_of,
) -> Any:  # noqa: ANN401
    """The measures of a window by one who does not know what is a heading."""
    return measures_of(*arguments)


LEFT_OUT: Mapping[str, tuple[tuple[object, str, Callable[..., Any]], ...]] = {
    "everything": (),
    "headings": (
        (extraction, "without_headings", _first),
        (extraction, "measures_of", _anywhere),
    ),
    "the report": (
        (extraction, "without_person", _first),
        (extraction, "without_title", _first),
        (linking, "read_context", _nowhere),
    ),
    "the same words elsewhere": ((extraction, "second_look", _second),),
}
"""By kind of context, what is put in place of what reads it."""


def main() -> None:
    """Read with and without each kind of context, and print a row for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--extra", type=Path, metavar="DIR", help="other reports with their gold"
    )
    arguments = parser.parse_args()
    print(
        "| read without | which | strict | raw | linkages | measures |\n|"
        + " --- |" * 6
    )
    for kind, patches in LEFT_OUT.items():
        with ExitStack() as stack:
            for owner, name, instead in patches:
                stack.enter_context(patch.object(owner, name, instead))
            name = kind if patches else "nothing"
            _row(name, "prose", _of_the_folds(OUT / name))
            if arguments.extra:
                _row(
                    name, str(arguments.extra), _of_others(OUT / name, arguments.extra)
                )


def _of_the_folds(out: Path) -> Scores:
    """The scores of all passages of ordinary prose whose fold has a reader."""
    read: list[str] = []
    for fold in FOLDS:
        weights = RUNS / f"fold{fold}" / "weights"
        if weights.exists():
            texts = {
                p.name: text_path(p.name)
                for p in passages()
                if p.fold == fold and p.is_prose
            }
            read_reports(texts, weights, out)
            read += texts
    return evaluate_set(out, GOLD, read).total


def _of_others(out: Path, folder: Path) -> Scores:
    texts = {path.stem: path for path in sorted(folder.glob("*.txt"))}
    read_reports(texts, resource("weights"), out)
    return evaluate_set(out, folder, list(texts)).total


def _row(kind: str, which: str, scores: Scores) -> None:
    tallies = (scores.strict, scores.raw, scores.linkages, scores.measures)
    figures = " | ".join(f"{tally.f1:.3f}" if tally else "–" for tally in tallies)
    print(f"| {kind} | {which} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
