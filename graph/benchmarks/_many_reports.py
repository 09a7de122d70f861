"""Pages and questions of a store folder that holds many reports, beside the engine alone."""

from __future__ import annotations

import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from benchmarks._given import Busiest
from benchmarks.corpus import SHORT, reports
from benchmarks.processes import heading
from policygraph.namespaces import PREFIXES
from policygraph.queries import LocalGraph, ask_source, load_queries
from policygraph.queries.kept import keep_answers, kept_answer
from policygraph.queries.model import ANY
from policygraph.rdf import to_ntriples
from policygraph.sparql.binding import with_values
from policygraph.store import GraphStore
from policygraph.store.loading import load_graphs
from policygraph.web.graph_reader import read_entity
from policygraph.web.templates import rendered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sized

    from benchmarks._given import Bindings
    from policygraph.queries import Query
    from policygraph.terms import Iri

FIRST = 100
"""How many rows are asked for where nothing is bound."""

PAGES = 20
"""How many pages of each class are made: those of the things with the most linkages."""

SECONDS = 1.0
"""How long a page, or a question, may take."""

_PREFIXES = {prefix: str(iri) for prefix, iri in PREFIXES.items()}


def bench_reports(count: int) -> None:
    """Prints the processor seconds of each question and of the pages of the things that most is said of."""
    with tempfile.TemporaryDirectory() as folder:
        files, home = Path(folder) / "graphs", Path(folder) / "store"
        files.mkdir()
        for number, triples in enumerate(islice(reports(SHORT), count)):
            (files / f"{number:04}.nt").write_bytes(to_ntriples(triples))
        load_graphs([files], home)
        began = time.process_time()
        kept = keep_answers(home)
        measure(home)
        print(f"{kept} answers were kept in {time.process_time() - began:.0f} s")


def measure(home: Path) -> None:
    """Prints what a store folder takes."""
    store = GraphStore.open(home)
    heading(
        f"{len(store.named_graphs)} reports, {len(store):,} triples: processor seconds"
    )
    busiest = Busiest(store)
    _print_questions(store, pyoxigraph.Store.read_only(str(home)), busiest)
    _print_pages(store, busiest)


def _print_questions(
    store: GraphStore, native: pyoxigraph.Store, busiest: Busiest
) -> None:
    """A line for each question with what it needs bound and each other parameter in turn, or else its first rows."""
    print(
        f"{'question':<20} {'given':<24} {'rows':>7} {'policygraph':>12} {'pyoxigraph':>12}"
    )
    late = []
    part = busiest.part_of_name
    for name, query in load_queries().items():
        for bindings in _bound(query, busiest):
            given = ", ".join(bindings) or "first rows"
            text = query.asked_with(bindings) + ("" if bindings else f"\nLIMIT {FIRST}")
            joined = with_values(text, bindings)
            rows, ours = _timed(
                lambda query=query, text=text, bindings=bindings: _first(
                    store, query, text, bindings, part
                )
            )
            _, plain = _timed(
                lambda text=joined: list(native.query(text, prefixes=_PREFIXES))
            )  # type: ignore[arg-type]
            print(f"{name:<20} {given:<24} {rows:>7} {ours:>10.2f} s {plain:>10.2f} s")
            late += [f"{name} ({given})"] if ours > SECONDS else []
    print(f"questions above {SECONDS:g} s: {', '.join(late) or 'none'}")


def _first(
    store: GraphStore, query: Query, text: str, bindings: Bindings, part: str
) -> Sized:
    """The rows that are kept, those of names with a part, or those that the store gives."""
    kept = kept_answer(store.folder, query, bindings)
    if kept:
        return kept.answer
    if query.name == "search":
        return ask_source(query, LocalGraph(store), {"text": part}).answer  # type: ignore[return-value]
    return store.query(text, bindings)  # type: ignore[return-value]


def _bound(query: Query, busiest: Busiest) -> Iterator[Bindings]:
    """What a question needs, with each other parameter in turn."""
    needed = busiest.bindings(query)
    if needed is None:
        return
    others = [
        (parameter.name, busiest.value(parameter))
        for parameter in query.parameters
        if parameter.default == ANY
    ]
    asked = [{**needed, name: value} for name, value in others if value is not None]
    yield from asked or [needed]


def _print_pages(store: GraphStore, busiest: Busiest) -> None:
    """The slowest and the median page of each class."""
    for name, things in busiest.things.items():
        taken = [_timed(lambda thing=thing: _page(store, thing))[1] for thing in things]
        if taken:
            slow = (
                f"slowest {max(taken):.2f} s, median {statistics.median(taken):.2f} s"
            )
            print(
                f"pages of {len(taken)} {name.lower()}s that most is linked to: {slow}"
            )


def _page(store: GraphStore, thing: Iri) -> bytes:
    return rendered(
        "entity.html",
        entity=read_entity(store, thing),
        href=lambda other: other,
        address="",
        facts={},
        names={},
    )


def _timed(run: Callable[[], object]) -> tuple[int, float]:
    """How many rows, triples or bytes a run gives, and the processor seconds that it takes to its end."""
    began = time.process_time()
    found = run()
    size = len(found) if hasattr(found, "__len__") else 1
    return size, time.process_time() - began
