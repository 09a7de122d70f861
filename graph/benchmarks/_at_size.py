"""Loading, asking and searching stores of thousands of reports, each measure in a process of its own."""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.comparing import FIRST, dated
from benchmarks.corpus import SHORT, reports
from benchmarks.processes import PYTHON, ROOT, heading
from policygraph.rdf import to_ntriples

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.store import GraphStore

WORDS = ("build plant", "agriculture", "matter 1", "grow*", "works", "nor*", "the of")
"""What is searched for: words of nearly all sentences, of many, and of few."""

_BYTES = 1024


def bench_sizes(sizes: Sequence[int]) -> None:
    """Prints what it takes to load, add, keep answers, search, compare and ask, for each number of reports."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        written = _written(home / "graphs", max(sizes) + 1)
        last = written[-1]
        for size in sorted(sizes):
            store = home / f"store-{size}"
            print_load(written[:size], store)
            _told("one report more", _apart("load", str(store), str(last)))
            _told("answers kept", _apart("keep", str(store)))
            print_searches(store)
            _told("two years compared", _apart("compare", str(store)))
        subprocess.run(
            [PYTHON, "-m", "benchmarks._at_size", "ask", str(store)],
            cwd=ROOT / "graph",
            check=True,
        )


def print_load(files: Sequence[Path], store: Path) -> None:
    """Prints what loading files into a new store takes."""
    heading(f"{len(files):,} reports into a new store")
    told = _apart("load", str(store), *map(str, files))
    _told("load", told)
    size = sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
    print(f"{'triples a second':<20} {told['count'] / told['seconds']:>12,.0f}")
    print(f"{'bytes a triple':<20} {size / told['count']:>12,.0f}")


def print_searches(store: Path) -> None:
    """Prints what full-text searches take, each the median of five pages."""
    found = _apart("search", str(store))
    for words, (total, seconds) in found["searches"].items():
        print(f"search {words!r:<24} {total:>9,} found {1000 * seconds:>8.2f} ms")


def _written(home: Path, count: int) -> list[Path]:
    """Files of so many reports."""
    home.mkdir()
    files = []
    for number, triples in enumerate(islice(reports(SHORT), count)):
        files.append(home / f"{number:05}.nt")
        files[-1].write_bytes(to_ntriples(dated(triples, number)))
    return files


def _told(name: str, told: dict[str, Any]) -> None:
    print(
        f"{name:<20} {told['count']:>12,} {told['seconds']:>8.2f} s of the processor, "
        f"{told['clock']:>8.2f} s by the clock, {told['megabytes']:>6,} MB at most"
    )


def _apart(*arguments: str) -> dict[str, Any]:
    """What a measure tells, made in a process of its own; files are named on its stdin."""
    what, store, *files = arguments
    run = subprocess.run(
        [PYTHON, "-m", "benchmarks._at_size", what, store],
        cwd=ROOT / "graph",
        input="\n".join(files),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def _load(store: str) -> dict[str, Any]:
    from policygraph.store.loading import load_graphs

    loaded = load_graphs(sys.stdin.read().splitlines(), store)
    return {"count": sum(one.triples for one in loaded)}


def _keep(store: str) -> dict[str, Any]:
    from policygraph.comparison import keep_reports
    from policygraph.queries.kept import keep_answers

    keep_reports(store)
    return {"count": keep_answers(store)}


def _compare(store: str) -> dict[str, Any]:
    """How many rows a comparison of two years of a store has, and what it takes without loading what it needs."""
    from policygraph.comparison import compare_graphs, write_comparison

    years = [str(FIRST), str(FIRST + 1)]
    began = time.process_time()
    found = compare_graphs([store], "year", years)
    seconds = time.process_time() - began
    rows = write_comparison(found, "csv").count(b"\n")
    return {"count": rows, "seconds": seconds}


def _search(store: str) -> dict[str, Any]:
    from policygraph.store import GraphStore

    with GraphStore.open(store) as opened:
        opened.words()
        return {"searches": {words: _searched(opened, words) for words in WORDS}}


def _searched(store: GraphStore, words: str) -> tuple[int, float]:
    """How many sentences have some words, and the median seconds that a page of them takes."""
    totals, times = zip(*_pages(store, words), strict=True)
    return totals[0], statistics.median(times)


def _pages(store: GraphStore, words: str) -> Iterator[tuple[int, float]]:
    for page in range(5):
        began = time.perf_counter()
        found = store.search(words, skip=20 * page)
        yield found.total, time.perf_counter() - began


_MEASURES = {"load": _load, "keep": _keep, "search": _search, "compare": _compare}


def main(what: str, store: str) -> None:
    """Makes one measure and prints it as JSON."""
    if what == "ask":
        from benchmarks._many_reports import measure

        measure(Path(store))
        return
    began, clock = time.process_time(), time.perf_counter()
    found = _MEASURES[what](store)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _BYTES
    told = {
        "seconds": time.process_time() - began,
        "clock": time.perf_counter() - clock,
        "megabytes": round(peak / 1e6),
    }
    print(json.dumps({**told, **found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
