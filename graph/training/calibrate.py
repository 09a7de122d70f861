"""Measure how often what the reader is sure of is right: `python -m training.calibrate`, after `training.score`.

Each passage is read by the reader that was trained without its fold; what it finds is compared with the gold, and the
shares of right ones are written to `calibration.json`, which goes into the weights. A mention is right if a marked one
of its class shares at least half of their joint length; a pair if the linkage of its entities is among the gold's.
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
from policygraph.extraction import Reader, extract_with
from policygraph.extraction.calibration import IN_A_NAME, Calibration
from policygraph.extraction.mentions import READER
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

    from policygraph.extraction import Extraction

BINS = 10
FEWEST = 40
"""Of a kind of pair that was seen more rarely than this, no curve is drawn."""

HALF = 0.5
TOP = 0.9

_PAIRS = [name + where for name in LINKAGES for where in ("", IN_A_NAME)]
"""The curves of pairs."""

Seen = dict[str, list[tuple[float, bool]]]
"""Confidences and whether they were right: of mentions by class, of pairs by curve, of linkages by who found them."""


def main() -> None:
    """Measure the mentions, then the pairs with the mentions calibrated, and write the tables."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    tables: dict[str, tuple[list[float], list[float]]] = {}
    seen = _seen(tables)
    tables |= {kind: _curve(seen[kind]) for kind in CLASSES}
    seen = _seen(tables)
    tables |= {name: _curve(seen[name]) for name in _PAIRS if len(seen[name]) >= FEWEST}
    CALIBRATION.write_text(json.dumps(tables, indent=1) + "\n", encoding="utf-8")
    _show(_seen(tables))


def _seen(tables: dict[str, tuple[list[float], list[float]]]) -> Seen:
    """All that the folds' readers find, with confidences calibrated by some tables."""
    seen: Seen = defaultdict(list)
    for fold in range(1, 6):
        weights = RUNS / f"fold{fold}" / "weights"
        if weights.exists():
            reader = Reader(weights)
            reader.calibration = Calibration.read(dict(tables))
            for passage in passages():
                if passage.fold == fold:
                    _add(read_report(text_path(passage.name)), passage.name, reader, seen)
    return seen


def _add(report: Report, name: str, reader: Reader, seen: Seen) -> None:
    """Add what a reader finds in one report: mentions by class, pairs by linkage, linkages by who found them."""
    vocabulary = load_vocabulary()
    extraction = extract_with(reader, report, vocabulary)
    linked = link(report, extraction, vocabulary)
    gold = read_gold(GOLD / f"{name}{MENTIONS}", report.text)
    triples = assemble(linked, vocabulary=vocabulary)
    reading = read_graph(triples, name)
    judged = {(mention.span, mention.type) for mention in judged_mentions(reading.mentions, gold)}
    for mention in extraction.mentions:
        if not mention.implied and mention.found_by == READER and (mention.span, mention.type) in judged:
            marked = any(g.type == mention.type and g.span.overlap(mention.span) >= HALF for g in gold.mentions)
            seen[mention.type].append((mention.confidence, marked))
    names = {iri: label.value for iri, label in _labels(triples)}
    right = {(names[s], p, names[o]): bool(hits) for (s, p, o), hits in judged_linkages(reading, gold).items()}
    for linkage in linked.linkages:
        ends = (linked.entities[linkage.subject].label, linkage.property, linked.entities[linkage.object].label)
        if ends in right:
            seen[linkage.found_by].append((linkage.confidence, right[ends]))
    _, resolution = resolve_names(read_names(report, extraction, knowledge_of(vocabulary)))
    label = [resolution.entities[entity].label for entity in resolution.of_mention]
    for (subject, curve, object_), confidence in _surest_pairs(extraction, label).items():
        ends = (subject, curve.removesuffix(IN_A_NAME), object_)
        if ends in right:
            seen[curve].append((confidence, right[ends]))


def _surest_pairs(extraction: Extraction, label: Sequence[str]) -> dict[tuple[str, str, str], float]:
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
    for part in np.array_split(np.array(sorted(seen), float), min(BINS, max(1, len(seen) // 20))):
        confidences.append(round(float(part[:, 0].mean()), 4))
        shares.append(float((part[:, 1].sum() + 0.5) / (len(part) + 1)))
    return confidences, [round(share, 4) for share in np.maximum.accumulate(shares).tolist()]


def _show(seen: Seen) -> None:
    """Print how often linkages of each confidence were right, and those of each finder."""
    linkages = [one for finder, found in seen.items() if finder not in (*CLASSES, *_PAIRS) for one in found]
    print("| confidence | linkages | right |\n| --- | --- | --- |")
    for low in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        right = [was for sure, was in linkages if low <= sure < low + 0.1 + (low == TOP) / 10]
        if right:
            print(f"| {low:.1f} to {low + 0.1:.1f} | {len(right)} | {sum(right) / len(right):.2f} |")
    print("\n| finder | linkages | right |\n| --- | --- | --- |")
    for finder in sorted(set(seen) - {*CLASSES, *_PAIRS}):
        right = [was for _, was in seen[finder]]
        print(f"| {finder} | {len(right)} | {sum(right) / len(right):.2f} |")


if __name__ == "__main__":
    main()
