"""Pages and questions of a store folder that holds many reports, beside the engine alone."""

from __future__ import annotations

import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from benchmarks.corpus import SHORT, reports
from benchmarks.processes import heading
from policygraph.namespaces import CLASSES, PG, PREFIXES
from policygraph.queries import LocalGraph, ask_source, load_queries
from policygraph.queries.kept import keep_answers, kept_answer
from policygraph.queries.model import ANY, Parameter
from policygraph.queries.parameters import term_for
from policygraph.rdf import to_ntriples
from policygraph.sparql.binding import with_values
from policygraph.store import GraphStore
from policygraph.store.loading import load_graphs
from policygraph.terms import Iri, Literal
from policygraph.web.graph_reader import read_entity
from policygraph.web.templates import rendered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sized

    from policygraph.queries import Query

    Bindings = dict[str, Iri | Literal]

FIRST = 100
"""How many rows are asked for where nothing is bound."""

PAGES = 20
"""How many pages of each class are made: those of the things with the most linkages."""

SECONDS = 1.0
"""How long a page, or a question, may take."""

_NAMED = {
    "text": "agri",
    "class": "Place",
    "linkage": "located in",
    "stage": "planned",
    "integer": "2",
    "decimal": "0.5",
}
_PREFIXES = {prefix: str(iri) for prefix, iri in PREFIXES.items()}
_MOST = (
    "SELECT ?x {{ ?l rdf:subject|rdf:object ?x . ?x a <{class_}> }} "
    "GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x LIMIT {most}"
)


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
    busiest = {name: list(_busiest(store, name)) for name in CLASSES}
    _print_questions(store, pyoxigraph.Store.read_only(str(home)), busiest)
    _print_pages(store, busiest)


def _busiest(store: GraphStore, name: str) -> Iterator[Iri]:
    """The things of a class with the most linkages."""
    for row in store.query(_MOST.format(class_=PG[name], most=PAGES)):
        yield Iri(str(row["x"]))  # type: ignore[index,call-overload]


def _print_questions(
    store: GraphStore, native: pyoxigraph.Store, busiest: dict[str, list[Iri]]
) -> None:
    """A line for each question with what it needs bound and each other parameter in turn, or else its first rows."""
    print(
        f"{'question':<20} {'given':<24} {'rows':>7} {'policygraph':>12} {'pyoxigraph':>12}"
    )
    late = []
    for name, query in load_queries().items():
        for bindings in _bound(store, query, busiest):
            given = ", ".join(bindings) or "first rows"
            text = query.asked_with(bindings) + ("" if bindings else f"\nLIMIT {FIRST}")
            joined = with_values(text, bindings)
            rows, ours = _timed(
                lambda query=query, text=text, bindings=bindings: _first(
                    store, query, text, bindings
                )
            )
            _, plain = _timed(
                lambda text=joined: list(native.query(text, prefixes=_PREFIXES))
            )  # type: ignore[arg-type]
            print(f"{name:<20} {given:<24} {rows:>7} {ours:>10.2f} s {plain:>10.2f} s")
            late += [f"{name} ({given})"] if ours > SECONDS else []
    print(f"questions above {SECONDS:g} s: {', '.join(late) or 'none'}")


def _first(store: GraphStore, query: Query, text: str, bindings: Bindings) -> Sized:
    """The rows that are kept, or those that the store gives."""
    kept = kept_answer(store.folder, query, bindings)
    if kept:
        return kept.answer
    if query.name == "search":
        return ask_source(query, LocalGraph(store), {"text": _NAMED["text"]}).answer  # type: ignore[return-value]
    return store.query(text, bindings)  # type: ignore[return-value]


def _bound(
    store: GraphStore, query: Query, busiest: dict[str, list[Iri]]
) -> Iterator[Bindings]:
    needed = {
        p.name: _value(store, p, busiest) for p in query.parameters if p.default != ANY
    }
    if any(value is None for value in needed.values()):
        return
    always = {name: value for name, value in needed.items() if value is not None}
    others = [
        (p.name, _value(store, p, busiest))
        for p in query.parameters
        if p.default == ANY
    ]
    asked = [{**always, name: value} for name, value in others if value is not None]
    yield from asked or [always]


def _value(
    store: GraphStore, parameter: Parameter, busiest: dict[str, list[Iri]]
) -> Iri | Literal | None:
    """What a parameter is asked about: the busiest thing of its type, or a word."""
    if parameter.type == "task":
        return next(iter(_first_task(store)), None)
    if parameter.type in _NAMED:
        given = (
            parameter.default
            if parameter.default not in {ANY, "required"}
            else _NAMED[parameter.type]
        )
        return term_for(parameter, given, store)
    things = busiest.get(parameter.type, busiest["Industry"])
    return next(iter(things), None)


def _first_task(store: GraphStore) -> Iterator[Iri]:
    for row in store.query("SELECT ?x { ?x a pg:KeyTask } ORDER BY ?x LIMIT 1"):
        yield Iri(str(row["x"]))  # type: ignore[index,call-overload]


def _print_pages(store: GraphStore, busiest: dict[str, list[Iri]]) -> None:
    """The slowest and the median page of each class."""
    for name, things in busiest.items():
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
