"""Questions side by side: each named query through `GraphStore`, plain pyoxigraph and rdflib, and through the server.

Run it: ``make bench BENCH=ask``. ``ASK_SIZES`` names other sizes ("10000,100000"), ``ASK_RDFLIB=0`` leaves out rdflib,
which is slow: it is asked each question once, and stopped and counted as 30 s where it takes longer. Last, a store of
many reports, 500 unless ``ASK_REPORTS`` says otherwise: each question with a parameter bound, or its first 100 rows,
and the pages of the things that most is said of.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from benchmarks._given import Busiest
from benchmarks._many_reports import bench_reports
from benchmarks.corpus import corpus
from benchmarks.processes import PYTHON, ROOT, heading, line, side_by_side, verdict
from policygraph.answers import Answer, GraphAnswer
from policygraph.namespaces import PREFIXES
from policygraph.queries import load_queries
from policygraph.rdf import to_ntriples
from policygraph.sparql.binding import with_values
from policygraph.store import GraphStore
from policygraph.terms import Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks._given import Bindings
    from policygraph.queries import Query

SIZES = (10_000, 100_000, 1_000_000)
SHARED = 1.06
"""How many triples are assembled for one of the corpus: what reports share counts once."""

REPEATS = 5
STOP = 30
SEED = ROOT / "seeds" / "chongqing-2017.txt"
_PREFIXES = {prefix: str(iri) for prefix, iri in PREFIXES.items()}


def bench() -> None:
    """Prints the command beside its bare imports and, for each size, the median of each question, with the ratios."""
    _bench_command()
    sizes = [
        int(size) for size in os.environ.get("ASK_SIZES", "").split(",") if size
    ] or list(SIZES)
    for size in sizes:
        _bench_size(size)
    bench_reports(int(os.environ.get("ASK_REPORTS", "500")))


def _bench_command() -> None:
    """`policygraph query` as a whole process, beside a process that imports what it cannot do without."""
    heading("policygraph query on the seed's Turtle, whole processes")
    with tempfile.TemporaryDirectory() as folder:
        build = [
            PYTHON,
            "-m",
            "policygraph",
            "build",
            "--quiet",
            str(SEED),
            "-o",
            folder,
        ]
        subprocess.run(build, cwd=ROOT, check=True)
        query = [
            PYTHON,
            "-m",
            "policygraph",
            "query",
            "places",
            "--graph",
            f"{folder}/{SEED.stem}.ttl",
        ]
        runs = side_by_side(
            {"imports": [PYTHON, "-c", "import typer, pyoxigraph"], "query": query},
            rounds=15,
        )
    line("import typer, pyoxigraph", runs["imports"])
    line("policygraph query places", runs["query"])
    verdict("query, times the imports", runs["query"].wall / runs["imports"].wall, 2.0)


def _bench_size(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.nt"
        path.write_bytes(to_ntriples(corpus(round(SHARED * size))))
        store = GraphStore.open(path)
        native = pyoxigraph.Store()
        native.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.N_TRIPLES)
        heading(f"{len(store):,} triples: each question, its answer read to the end")
        asked = _asked(store)
        ours, plain = {}, {}
        for name, (query, bindings) in asked.items():
            ours[name], plain[name] = _medians(
                _ours(store, query, bindings), _plain(native, query, bindings)
            )
        del native
        theirs = (
            _rdflib_medians(path, asked) if os.environ.get("ASK_RDFLIB") != "0" else {}
        )
        _print_table(ours, plain, theirs)
        _print_server(path, asked, store)


def _asked(store: GraphStore) -> dict[str, tuple[Query, Bindings]]:
    """Each question with what it needs bound to the things of the graph that most is said of."""
    busiest = Busiest(store)
    asked = {}
    for name, query in load_queries().items():
        bindings = {} if query.computed else busiest.bindings(query)
        if bindings is not None:
            asked[name] = (query, bindings)
    return asked


def _plain(
    native: pyoxigraph.Store, query: Query, bindings: Bindings
) -> Callable[[], object]:
    """The same question of the engine itself, its answer read to the end."""
    text = with_values(query.asked_with(bindings), bindings)
    return lambda: [tuple(row) for row in native.query(text, prefixes=_PREFIXES)]  # type: ignore[arg-type,union-attr]


def _ours(store: GraphStore, query: Query, bindings: Bindings) -> Callable[[], object]:
    """The question asked of `GraphStore`, all terms of its answer made."""

    def run() -> object:
        answer = store.query(query.asked_with(bindings), bindings)
        return (
            answer.rows
            if isinstance(answer, Answer)
            else answer.triples
            if isinstance(answer, GraphAnswer)
            else answer
        )

    return run


def _medians(
    *runs: Callable[[], object], clock: Callable[[], float] = time.process_time
) -> list[float]:
    """The medians of some runs each in seconds, in turn, after one that is not counted; of processor time."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(REPEATS + 1):
        for taken, run in zip(times, runs, strict=True):
            began = clock()
            run()
            taken.append(clock() - began)
    return [statistics.median(taken[1:]) for taken in times]


def _rdflib_medians(
    path: Path, asked: dict[str, tuple[Query, Bindings]]
) -> dict[str, float]:
    """Seconds that rdflib takes for each question, each in a process that is stopped where it takes too long."""
    questions = [
        (name, query.asked_with(bindings), _as_json(bindings))
        for name, (query, bindings) in asked.items()
    ]
    command = [PYTHON, "-m", "benchmarks._rdflib", str(path), str(STOP)]
    run = subprocess.run(
        command,
        input=json.dumps(questions),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return dict(json.loads(told) for told in run.stdout.splitlines())


def _as_json(bindings: Bindings) -> dict[str, list[str]]:
    return {
        name: [term.value, term.datatype, term.language]
        if isinstance(term, Literal)
        else [str(term)]
        for name, term in bindings.items()
    }


def _print_table(
    ours: dict[str, float], plain: dict[str, float], theirs: dict[str, float]
) -> None:
    print(
        f"{'question':<20} {'policygraph':>14} {'pyoxigraph':>14} {'ratio':>6} {'rdflib':>14} {'times':>8}"
    )
    for name, seconds in ours.items():
        rdflib = theirs.get(name, 0)
        slow = f"{'over ' if rdflib >= STOP else ''}{1000 * rdflib:.1f} ms"
        beside = f"{slow:>14} {rdflib / seconds:>8.0f}" if theirs else ""
        ratio = seconds / plain[name]
        print(
            f"{name:<20} {1000 * seconds:>11.2f} ms {1000 * plain[name]:>11.2f} ms {ratio:>6.2f} {beside}".rstrip()
        )
    ratios = {name: seconds / plain[name] for name, seconds in ours.items()}
    verdict(
        "policygraph, times pyoxigraph: median of the questions",
        statistics.median(ratios.values()),
        1.3,
    )
    above = [name for name, ratio in ratios.items() if ratio > 1.3]  # noqa: PLR2004 - the bound of the line above
    print(f"questions above 1.3: {', '.join(above) or 'none'}")
    if theirs:
        share = statistics.median(ours.values()) / statistics.median(theirs.values())
        verdict("median question, in hundredths of rdflib's time", 100 * share, 5.0)


def _print_server(
    path: Path,
    asked: dict[str, tuple[Query, Bindings]],
    store: GraphStore,
) -> None:
    """What a request over loopback costs beyond the query itself, for questions that take no parameter."""
    from benchmarks.soak import _ask, _served
    from policygraph.store.answering import Wire

    extra = []
    with _served(path, 60) as (_, address):
        for query, bindings in asked.values():
            if bindings or not query.columns or query.computed:
                continue
            inside, outside = _medians(
                lambda text=query.text: store.write_answer(text, Wire()),
                lambda text=query.text: _ask(address, text, 60),
                clock=time.perf_counter,
            )
            extra.append(outside - inside)
    verdict(
        "a request beyond its query: median", 1000 * statistics.median(extra), 15, " ms"
    )
    print(f"the most of any question: {1000 * max(extra):.1f} ms")
