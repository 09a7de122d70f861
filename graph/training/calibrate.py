"""Measure how often what the reader is sure of is right: `python -m training.calibrate`, after `training.score`.

Each passage is read by the reader that was trained without its fold; what it finds is compared with the gold, and the
shares of right ones are written to `calibration.json`, which goes into the weights. A mention is right if a marked one
of its class shares at least half of their joint length; a measure if its verb and its object do with one of the gold's;
a pair if the linkage of its entities is among the gold's.

With `--show` nothing is written, and tables tell how often what the curves at hand say comes true, on ordinary prose
and on passages dense with names; with `--measures` only the measures' curve is drawn anew.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from policygraph.assembly import assemble
from policygraph.evaluation.gold import MENTIONS, read_gold
from policygraph.evaluation.reading import read_graph
from policygraph.evaluation.scoring import judged_linkages, judged_mentions
from policygraph.extraction import extract_with
from policygraph.extraction.calibration import IN_A_NAME, MEASURE, Calibration
from policygraph.extraction.model import READER
from policygraph.extraction.reader import Reader
from policygraph.linking import link, read_names, resolve_names
from policygraph.linking.knowledge import knowledge_of
from policygraph.namespaces import CLASSES, LINKAGES, SKOS
from policygraph.report import Report, read_report
from policygraph.terms import Iri, Literal, Triple
from policygraph.vocabulary import load_vocabulary
from training.export import CALIBRATION
from training.gold import GOLD, passages, text_path
from training.train import RUNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.evaluation.gold import Gold
    from policygraph.evaluation.reading import GraphReading
    from policygraph.extraction import Extraction
    from policygraph.spans import Span

BINS = 10
FEWEST = 40
"""Of a kind of pair that was seen more rarely than this, no curve is drawn."""

HALF = 0.5
BOUNDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""The lower bounds of the rows of the tables that are shown."""

WIDTH = 0.1

EXACT = "exact"
"""What the mentions of all finders are called, where exactly the marked characters count."""

_PAIRS = [name + where for name in LINKAGES for where in ("", IN_A_NAME)]
"""The curves of pairs."""

Tables = dict[str, tuple[list[float], list[float]]]
"""Confidences and shares of right ones, by the name of the curve."""

Seen = dict[str, list[tuple[float, bool]]]
"""Confidences and whether they were right: of mentions by class, of pairs by curve, of linkages by who found them."""


def main() -> None:
    """Measure the mentions and measures, then the pairs with the mentions calibrated, and write the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--show",
        action="store_true",
        help="only tell how often the curves at hand come true",
    )
    parser.add_argument(
        "--measures",
        action="store_true",
        help="draw the measures' curve anew, and no other",
    )
    arguments = parser.parse_args()
    tables: Tables = json.loads(CALIBRATION.read_text(encoding="utf-8"))
    if not arguments.show:
        tables = _with_measures(tables) if arguments.measures else _drawn()
        CALIBRATION.write_text(json.dumps(tables, indent=1) + "\n", encoding="utf-8")
    _show(tables)


def _drawn() -> Tables:
    """All curves, drawn anew."""
    seen = _seen({})
    tables = {kind: _curve(seen[kind]) for kind in CLASSES}
    seen = _seen(tables)
    return _with_measures(
        tables
        | {name: _curve(seen[name]) for name in _PAIRS if len(seen[name]) >= FEWEST}
    )


def _with_measures(tables: Tables) -> Tables:
    """Some curves, with that of the measures drawn anew, on ordinary prose: there fewer unsure ones are right."""
    raw = {name: curve for name, curve in tables.items() if name != MEASURE}
    return raw | {MEASURE: _curve(_seen(raw, prose=True)[MEASURE])}


def _seen(tables: Tables, *, prose: bool | None = None) -> Seen:
    """What the folds' readers find in passages of one sort, or in all, with confidences calibrated by some tables."""
    seen: Seen = defaultdict(list)
    for fold in range(1, 6):
        weights = RUNS / f"fold{fold}" / "weights"
        if weights.exists():
            reader = Reader(weights)
            reader.calibration = Calibration.read(dict(tables))
            for passage in passages():
                if passage.fold == fold and prose in (None, passage.is_prose):
                    _add(
                        read_report(text_path(passage.name)), passage.name, reader, seen
                    )
    return seen


def _add(report: Report, name: str, reader: Reader, seen: Seen) -> None:
    """Add what a reader finds in one report, and whether it is right."""
    vocabulary = load_vocabulary()
    extraction = extract_with(reader, report, vocabulary)
    gold = read_gold(GOLD / f"{name}{MENTIONS}", report.text)
    linked = link(report, extraction, vocabulary)
    triples = assemble(linked, vocabulary=vocabulary)
    reading = read_graph(triples, name)
    _add_mentions(extraction, reading, gold, seen)
    _add_measures(extraction, report.text, gold, seen)
    names = {iri: label.value for iri, label in _labels(triples)}
    right = {
        (names[s], p, names[o]): bool(hits)
        for (s, p, o), hits in judged_linkages(reading, gold).items()
    }
    for linkage in linked.linkages:
        ends = (
            linked.entities[linkage.subject].label,
            linkage.property,
            linked.entities[linkage.object].label,
        )
        if ends in right:
            seen[linkage.found_by].append((linkage.confidence, right[ends]))
    _, resolution = resolve_names(
        read_names(report, extraction, knowledge_of(vocabulary))
    )
    label = [resolution.entities[entity].label for entity in resolution.of_mention]
    for (subject, curve, object_), confidence in _surest_pairs(
        extraction, label
    ).items():
        ends = (subject, curve.removesuffix(IN_A_NAME), object_)
        if ends in right:
            seen[curve].append((confidence, right[ends]))


def _add_mentions(
    extraction: Extraction, reading: GraphReading, gold: Gold, seen: Seen
) -> None:
    """Add the mentions that are judged: by class those of the reader, and all of them, exactly right or not."""
    judged = {
        (mention.span, mention.type)
        for mention in judged_mentions(reading.mentions, gold)
    }
    marked = {(mention.span, mention.type) for mention in gold.mentions}
    for mention in extraction.mentions:
        if mention.implied or (mention.span, mention.type) not in judged:
            continue
        seen[EXACT].append((mention.confidence, (mention.span, mention.type) in marked))
        if mention.found_by == READER:
            alike = any(
                g.type == mention.type and g.span.overlap(mention.span) >= HALF
                for g in gold.mentions
            )
            seen[mention.type].append((mention.confidence, alike))


def _add_measures(extraction: Extraction, text: str, gold: Gold, seen: Seen) -> None:
    """Add the measures, in the paragraphs where the gold has them."""
    marked = gold.measures or ()
    read = {line_of(text, one.verb) for one in marked}
    for measure in extraction.measures:
        if gold.every_measure or line_of(text, measure.verb) in read:
            alike = (
                one.verb.overlap(measure.verb) >= HALF
                and one.object.overlap(measure.object) >= HALF
                for one in marked
            )
            seen[MEASURE].append((measure.confidence, any(alike)))


def line_of(text: str, span: Span) -> int:
    """The number of the line that a span begins in, from 0."""
    return text.count("\n", 0, span.begin)


def _surest_pairs(
    extraction: Extraction, label: Sequence[str]
) -> dict[tuple[str, str, str], float]:
    """For each statement the confidence of the surest pair that makes it; its linkage is named as the pair's curve."""
    found: dict[tuple[str, str, str], float] = {}
    for pair in extraction.pairs:
        curve = pair.property + IN_A_NAME * extraction.mentions[pair.object].implied
        statement = (label[pair.subject], curve, label[pair.object])
        found[statement] = max(found.get(statement, 0.0), pair.confidence)
    return found


def _labels(triples: Iterable[Triple]) -> Iterator[tuple[Iri, Literal]]:
    for subject, predicate, value in triples:
        if predicate == SKOS.prefLabel and isinstance(value, Literal):
            yield subject, value


def _curve(seen: Sequence[tuple[float, bool]]) -> tuple[list[float], list[float]]:
    """Confidences and shares, both ascending, from bins of about equal size.

    Half a right and half a wrong one are added to each bin, so that nothing is taken for certain (Krichevsky and
    Trofimov, 1981).
    """
    confidences, shares = [0.0], [0.0]
    for part in np.array_split(
        np.array(sorted(seen), float), min(BINS, max(1, len(seen) // 20))
    ):
        confidences.append(round(float(part[:, 0].mean()), 4))
        shares.append(float((part[:, 1].sum() + 0.5) / (len(part) + 1)))
    return confidences, [
        round(share, 4) for share in np.maximum.accumulate(shares).tolist()
    ]


def _show(tables: Tables) -> None:
    """Print how often what was found with each confidence was right, on either sort of passages, and by finder."""
    for sort, prose in (("ordinary prose", True), ("passages dense with names", False)):
        seen = _seen(tables, prose=prose)
        finders = sorted(set(seen) - {*CLASSES, *_PAIRS, MEASURE, EXACT})
        linkages = [one for finder in finders for one in seen[finder]]
        columns = [seen[EXACT], linkages, seen[MEASURE]]
        print(
            f"\n| confidence, {sort} | mentions | right | linkages | right | measures | right |"
        )
        print("|" + " --- |" * 7)
        for low in BOUNDS:
            cells = (
                _cell([was for sure, was in column if _row(sure) == low])
                for column in columns
            )
            print(f"| {low:.1f} to {low + WIDTH:.1f} | " + " | ".join(cells) + " |")
        print("\n| finder | linkages | right |\n| --- | --- | --- |")
        for finder in finders:
            print(f"| {finder} | {_cell([was for _, was in seen[finder]])} |")


def _row(confidence: float) -> float:
    """The lower bound of the row that a confidence falls into, rounded as graphs have it; the last takes in 1."""
    return max((low for low in BOUNDS if low <= round(confidence, 2)), default=0.0)


def _cell(right: Sequence[bool]) -> str:
    return f"{len(right)} | {sum(right) / len(right):.2f}" if right else "0 | –"


if __name__ == "__main__":
    main()
