"""How right `compare` is: labelled pairs of what two reports say, read from their texts and put side by side.

    python -m benchmarks pairs

Each pair says of two reports whether what the earlier promises is what the later one says is done ("delivery"), whether
a thing of the earlier is named again ("kept"), or whether two names are one thing's ("same"). The reports are the two
of Chongqing, passages of national reports of neighbouring years from the gold, and two composed ones. The pairs were
labelled before the program was run on them, and halved by turns: it was tuned on one half.

A pair is found where the program puts words that cover most of the pair's beside each other. What it finds is right
where the label says that it holds; what it finds beyond the pairs is not judged here.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.processes import heading
from policygraph.catalogue import Entry
from policygraph.comparison import compare_reports
from policygraph.namespaces import ITSRDF, PG, RDF
from policygraph.rdf import read_triples
from policygraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from policygraph.comparison import Comparison, Said
    from policygraph.terms import Iri, Triple

HOME = Path(__file__).parent / "pair_gold"
PASSAGES = Path(__file__).parents[1] / "training" / "gold"
KINDS = ("delivery", "kept", "same")
HALVES = ("tune", "held")

_NATIONAL = ("national-", "china-premier-")
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of two reports, `there` of the earlier and `here` of the later, and whether what the kind says holds."""

    kind: str
    half: str
    earlier: str
    later: str
    there: str
    here: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Score:
    """How many pairs were found that hold, that do not, and how many that hold were missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is right that was found."""
        return self.right / (self.right + self.missed)


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report of the pairs: its text and its graph."""

    text: str
    iri: Iri
    triples: tuple[Triple, ...]


def bench() -> None:
    """Prints precision and recall by kind and half, and each pair that was judged wrongly."""
    pairs = read_pairs()
    found = judged(pairs, read_reports(pairs))
    heading(f"{len(pairs)} labelled pairs")
    print(f"{'':<18} {'pairs':>6} {'precision':>10} {'recall':>8}")
    for name, some in _parts(pairs):
        score = score_of(some, found)
        print(
            f"{name:<18} {len(some):>6} {score.precision:>10.2f} {score.recall:>8.2f}"
        )
    for pair in pairs:
        if found[pair] != pair.holds:
            fault = "missed" if pair.holds else "wrong "
            print(
                f"{fault}  {pair.kind:<9} {pair.half}  {pair.there!r} | {pair.here!r}"
            )


def read_pairs() -> list[Pair]:
    """The labelled pairs."""
    with (HOME / "pairs.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Pair(**{**row, "holds": row["holds"] == "yes"}) for row in rows]


def read_reports(
    pairs: Iterable[Pair], built: Iterable[Path] = ()
) -> dict[str, ReadReport]:
    """The reports that some pairs speak of.

    Args:
        pairs: The pairs.
        built: The graphs of those that need not be read anew from their texts.
    """
    graphs = {path.stem: path for path in built}
    names = sorted({name for pair in pairs for name in (pair.earlier, pair.later)})
    return {name: _read(name, graphs.get(name)) for name in names}


def judged(
    pairs: Iterable[Pair], reports: Mapping[str, ReadReport]
) -> dict[Pair, bool]:
    """Whether the program finds each pair."""
    compared: dict[tuple[str, str], Comparison] = {}
    found: dict[Pair, bool] = {}
    for pair in pairs:
        names = (pair.earlier, pair.later)
        if names not in compared:
            two = [reports[name] for name in names]
            compared[names] = compare_reports({one.iri: one.triples for one in two})
        found[pair] = _FINDS[pair.kind](pair, reports, compared[names])
    return found


def score_of(pairs: Iterable[Pair], found: Mapping[Pair, bool]) -> Score:
    """How right the program is on some pairs."""
    listed = list(pairs)
    return Score(
        sum(found[pair] and pair.holds for pair in listed),
        sum(found[pair] and not pair.holds for pair in listed),
        sum(pair.holds and not found[pair] for pair in listed),
    )


def _parts(pairs: list[Pair]) -> list[tuple[str, list[Pair]]]:
    """The pairs by kind, by half, and all."""
    parts = [
        (f"{kind}, {half}", [p for p in pairs if (p.kind, p.half) == (kind, half)])
        for kind in KINDS
        for half in HALVES
    ]
    kinds = [(kind, [pair for pair in pairs if pair.kind == kind]) for kind in KINDS]
    halves = [(half, [pair for pair in pairs if pair.half == half]) for half in HALVES]
    return [*parts, *kinds, *halves, ("all", pairs)]


def _read(name: str, graph: Path | None) -> ReadReport:
    places = (HOME, PASSAGES, resource("seeds"))
    texts = (place / f"{name}.txt" for place in places)
    path = next(text for text in texts if text.is_file())
    triples = tuple(read_triples(graph)) if graph else _built(path)
    (iri,) = (t.subject for t in triples if t[1:] == (RDF.type, PG.Report))
    return ReadReport(path.read_text(encoding="utf-8"), iri, triples)


def _built(path: Path) -> tuple[Triple, ...]:
    from policygraph.pipeline import build_graph

    entry = Entry(path.name)
    if path.name.startswith(_NATIONAL):
        year = next(part for part in path.stem.split("-") if part.isdigit())
        entry = Entry(path.name, date=year, place="China")
    return build_graph(path, entry=entry).triples


def _is_delivered(
    pair: Pair, reports: Mapping[str, ReadReport], comparison: Comparison
) -> bool:
    there = _covers(reports[pair.earlier].text, pair.there)
    here = _covers(reports[pair.later].text, pair.here)
    return any(
        there(one.promised.said) and here(one.achieved.said)
        for one in comparison.deliveries
    )


def _is_kept(
    pair: Pair, reports: Mapping[str, ReadReport], comparison: Comparison
) -> bool:
    named = _named(reports[pair.earlier], pair.there)
    return any(
        finding.kind == "kept" and finding.thing in named
        for finding in comparison.findings
    )


def _is_same(
    pair: Pair, reports: Mapping[str, ReadReport], comparison: Comparison
) -> bool:
    """Whether two names are one node's, or the program asks whether they are one thing's."""
    there = _named(reports[pair.earlier], pair.there)
    here = _named(reports[pair.later], pair.here)
    return bool(there & here) or any(
        (one.one.iri in there and one.other.iri in here)
        or (one.one.iri in here and one.other.iri in there)
        for one in comparison.candidates
    )


def _covers(text: str, words: str) -> Callable[[Said], bool]:
    begin = text.index(words)
    return partial(_cover, begin, begin + len(words))


def _cover(begin: int, end: int, said: Said) -> bool:
    """Whether a place and that of a saying share at least half of the shorter."""
    both = min(end, said.end) - max(begin, said.begin)
    return both >= _MOST * min(end - begin, said.end - said.begin)


def _named(report: ReadReport, words: str) -> set[Iri]:
    """The things that are named where some words stand: by the mention that covers most of them."""
    begin = report.text.index(words)
    end = begin + len(words)
    best: dict[object, float] = {}
    for span, _, thing in (
        t for t in report.triples if t.predicate == ITSRDF.taIdentRef
    ):
        first, last = (int(n) for n in span.rpartition("=")[2].split(","))
        both = min(end, last) - max(begin, first)
        share = both / (max(end, last) - min(begin, first))
        best[thing] = max(best.get(thing, 0.0), share)
    most = max(best.values(), default=0.0)
    return {thing for thing, share in best.items() if share == most >= _MOST}  # type: ignore[misc]


_FINDS = {"delivery": _is_delivered, "kept": _is_kept, "same": _is_same}


if __name__ == "__main__":
    bench()
