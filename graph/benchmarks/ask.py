"""Questions side by side: each named query through `GraphStore`, plain pyoxigraph and rdflib, and through the server.

Run it: ``python -m benchmarks ask``. ``ASK_SIZES`` names other sizes ("10000,100000"), ``ASK_RDFLIB=0`` leaves out
rdflib, which is slow: a query of it that takes longer than 30 s is stopped and counted as 30 s.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from benchmarks.corpus import corpus
from policygraph.namespaces import PREFIXES
from policygraph.queries import LocalGraph, load_queries
from policygraph.queries.parameters import bind
from policygraph.rdf import to_native, to_ntriples
from policygraph.store import GraphStore
from policygraph.terms import Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.queries import Query
    from policygraph.terms import Iri

SIZES = (10_000, 100_000, 1_000_000)
REPEATS = 5
STOP = 30
_GIVEN = {
    "promises": {"industry": "light vessel industry"},
    "evidence": {"entity": "light vessel industry"},
    "neighbourhood": {"entity": "light vessel industry"},
    "describe": {"thing": "light vessel industry"},
    "search": {"text": "vessel"},
}
_PREFIXES = {prefix: str(iri) for prefix, iri in PREFIXES.items()}


def bench() -> None:
    """Prints, for each size, the median of each question in milliseconds, and the ratios."""
    sizes = [int(size) for size in os.environ.get("ASK_SIZES", "").split(",") if size] or list(SIZES)
    for size in sizes:
        _bench_size(size)


def _bench_size(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.nt"
        path.write_bytes(to_ntriples(corpus(size)))
        store = GraphStore.open(path)
        native = pyoxigraph.Store()
        native.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.N_TRIPLES)
        asked = _asked(store)
        ours = {name: _median(lambda q=query, b=b: store.query(q.text, b)) for name, (query, b) in asked.items()}
        plain = {name: _median(_plain(native, query, b)) for name, (query, b) in asked.items()}
        theirs = _rdflib_medians(path, asked) if os.environ.get("ASK_RDFLIB") != "0" else {}
        _print_table(len(store), ours, plain, theirs)
        _print_server(path, asked, store)


def _asked(store: GraphStore) -> dict[str, tuple[Query, dict[str, Iri | Literal]]]:
    """Each question with its parameters bound, as somebody would ask it of this corpus."""
    graph = LocalGraph(store)
    busiest = store.query(
        "SELECT ?l { ?x pg:locatedIn ?p . ?p skos:prefLabel ?l } GROUP BY ?l ORDER BY DESC(COUNT(*)) ?l LIMIT 1"
    )
    given = {**_GIVEN, "place": {"place": str(next(iter(busiest))["l"])}}  # type: ignore[call-overload]
    return {
        name: (query, {} if query.computed else bind(query, given.get(name, {}), graph))
        for name, query in load_queries().items()
    }


def _plain(native: pyoxigraph.Store, query: Query, bindings: dict[str, Iri | Literal]) -> Callable[[], object]:
    """The same question of the engine itself, its answer read to the end."""
    terms = {pyoxigraph.Variable(name): to_native(term) for name, term in bindings.items()}
    return lambda: [tuple(row) for row in native.query(query.text, prefixes=_PREFIXES, substitutions=terms)]  # type: ignore[arg-type,union-attr]


def _median(run: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """The median of some runs in seconds, after one that is not counted; of processor time unless told otherwise."""
    times = []
    for _ in range(REPEATS + 1):
        began = clock()
        run()
        times.append(clock() - began)
    return statistics.median(times[1:])


def _rdflib_medians(path: Path, asked: dict[str, tuple[Query, dict[str, Iri | Literal]]]) -> dict[str, float]:
    """Seconds that rdflib takes for each question, in a process that is stopped where it takes too long."""
    found: dict[str, float] = {}
    names = list(asked)
    while names:
        questions = [(name, asked[name][0].text, _as_json(asked[name][1])) for name in names]
        command = [sys.executable, "-m", "benchmarks._rdflib", str(path), str(STOP)]
        run = subprocess.run(command, input=json.dumps(questions), capture_output=True, text=True, check=False)
        lines = [json.loads(line) for line in run.stdout.splitlines()]
        found |= dict(lines)
        names = names[len(lines) :]
        if names and run.returncode:
            found[names.pop(0)] = STOP
    return found


def _as_json(bindings: dict[str, Iri | Literal]) -> dict[str, list[str]]:
    return {
        name: [term.value, term.datatype, term.language] if isinstance(term, Literal) else [str(term)]
        for name, term in bindings.items()
    }


def _print_table(size: int, ours: dict[str, float], plain: dict[str, float], theirs: dict[str, float]) -> None:
    print(f"\n{size:,} triples          policygraph    pyoxigraph  ratio       rdflib  times faster")
    for name, seconds in ours.items():
        ratio = seconds / plain[name]
        slow = f"{1000 * theirs[name]:>10.1f} ms {theirs[name] / seconds:>12.0f}" if name in theirs else ""
        print(f"{name:<22} {1000 * seconds:>9.1f} ms {1000 * plain[name]:>9.1f} ms {ratio:>6.2f} {slow}")
    ratios = [seconds / plain[name] for name, seconds in ours.items()]
    print(f"median ratio to pyoxigraph {statistics.median(ratios):.2f}")
    if theirs:
        faster = statistics.median(theirs.values()) / statistics.median(ours.values())
        print(f"median query {faster:.0f} times as fast as rdflib")


def _print_server(path: Path, asked: dict[str, tuple[Query, dict[str, Iri | Literal]]], store: GraphStore) -> None:
    """What a request over loopback costs beyond the query itself, for questions that take no parameter."""
    from benchmarks.soak import _ask, _served  # noqa: PLC0415
    from policygraph.store.answering import Wire  # noqa: PLC0415

    extra = []
    with _served(path, 60) as (_, address):
        for query, bindings in asked.values():
            if bindings or not query.columns or query.computed:
                continue
            inside = _median(lambda text=query.text: store.write_answer(text, Wire()), time.perf_counter)
            outside = _median(lambda text=query.text: _ask(address, text, 60), time.perf_counter)
            extra.append(outside - inside)
    print(
        f"server: {1000 * statistics.median(extra):.1f} ms a request beyond the query (median), "
        f"{1000 * max(extra):.1f} ms at most"
    )
